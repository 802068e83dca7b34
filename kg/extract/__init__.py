"""Article -> FactSheet, offline and by rules; each fact with its quote and its reasons.

Refuses to guess: what no rule finds is not asserted, and what a rule finds with little confidence is left to review.
EXTRACTORS is the plug point: a name and a function from an Article to a FactSheet.
"""

from collections.abc import Callable

from kg.errors import InputError
from kg.extract.assembly import MIN_CONFIDENCE, extract_facts
from kg.facts.model import FactSheet
from kg.text import Article

Extractor = Callable[[Article], FactSheet]


def _ask_model(article: Article) -> FactSheet:
    """Asks the model that the environment names; what asks a network is imported only when it is asked for."""
    from kg.extract.llm import extract_with_llm

    return extract_with_llm(article)


EXTRACTORS: dict[str, Extractor] = {"rules": extract_facts, "llm": _ask_model}


def get_extractor(name: str) -> Extractor:
    """Returns the extractor `name`.

    Raises:
        InputError: unknown name; the message lists the known ones.
    """
    try:
        return EXTRACTORS[name]
    except KeyError:
        raise InputError(f"unknown extractor {name!r}; known: {', '.join(sorted(EXTRACTORS))}") from None


__all__ = ["EXTRACTORS", "MIN_CONFIDENCE", "Extractor", "extract_facts", "get_extractor"]
