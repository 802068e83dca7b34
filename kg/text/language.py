"""Which language a text is in. Restricted to languages that kg reads, where the text is in their script."""

import re
from functools import cache
from typing import Any

LANGUAGES = ("de", "en", "es", "fr", "it", "nl", "pt")
"""The languages told apart; the same as the lexicons of kg/extract/lang."""

# Enough for py3langid to be sure, and bounded for very long texts.
SAMPLE_LENGTH = 4000
UNKNOWN = "und"

_LETTER = re.compile(r"[^\W\d_]")
_LATIN = re.compile(r"[A-Za-z\u00c0-\u024f\u1e00-\u1eff]")
_TAG = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{1,8})*")


def is_language_tag(text: str) -> bool:
    """Whether text has the form of a BCP 47 tag ("de", "pt-BR")."""
    return _TAG.fullmatch(text) is not None


def detect_language(text: str) -> str:
    """Returns the language of a text: one of LANGUAGES, another one where its script is not Latin, or "und".

    Args:
        text: cleaned text; its first SAMPLE_LENGTH code points are read.
    """
    sample = text[:SAMPLE_LENGTH]
    letters = len(_LETTER.findall(sample))
    if not letters:
        return UNKNOWN
    latin = len(_LATIN.findall(sample)) * 2 >= letters
    return str(_identifier(latin).classify(sample)[0])


@cache
def _identifier(restricted: bool) -> Any:
    """An identifier of our own: the library's shared one could be restricted by anyone."""
    from py3langid.langid import MODEL_FILE, LanguageIdentifier  # type: ignore[import-untyped]

    identifier = LanguageIdentifier.from_model_file(MODEL_FILE)
    if restricted:
        identifier.set_languages(LANGUAGES)
    return identifier
