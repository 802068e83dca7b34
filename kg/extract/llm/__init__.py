"""Facts proposed by a language model behind any OpenAI-compatible address, and accepted only as the article bears out.

The model proposes, the text decides: a fact without a quote that stands in the text letter for letter is refused and
counted, whatever the model (or an instruction hidden in the article) says. What the rules of kg.extract contradict, or
cannot check, waits for review. Nothing here runs unless it is asked for; it is the only part of kg.extract that asks a
network. Needs the extra "llm".
"""

from kg.extract.llm.extractor import LlmExtractor, extract_with_llm
from kg.extract.llm.report import Report
from kg.extract.llm.settings import LlmSettings, settings_from

__all__ = ["LlmExtractor", "LlmSettings", "Report", "extract_with_llm", "settings_from"]
