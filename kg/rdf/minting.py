"""IRIs of what the graph speaks of: opaque, and the same for the same key on every machine.

An IRI is https://w3id.org/newskg/id/ + a letter for the kind + "-" + 20 hex digits of the SHA-256 of the key. Persons,
agencies and meetings are keyed by the article and their id in its sheet, until someone knows better (mapping.Resolve).
What is worded alike and belongs alike is one thing: a post by title, agency and country, a place by name and country,
an award by name. Letters: p person, a agency, m meeting, o post, t tenure, n participation, w award, c conferral,
e evidence (its selectors end in -quote and -position), l place, x activity, s software.
"""

import re
import unicodedata
from functools import lru_cache
from hashlib import sha256

from kg.errors import InputError
from kg.vocab import ARTICLE, COUNTRY, GRAPH, ID, TOPIC

_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_ALPHA2 = re.compile(r"[A-Z]{2}")


def mint(kind: str, *key: str | None) -> str:
    """Returns the IRI of a thing. kind: its letter; key: what tells it from others of its kind, in a fixed order."""
    # A separator that cannot stand in a part, and None unlike the empty text, so that no two keys are written alike.
    text = "\x1f".join(["\x00" if part is None else part for part in key])
    if text.count("\x1f") >= len(key):
        text = "\x1f".join(["\x00" if part is None else part.replace("\x1f", " ") for part in key])
    digest = sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    return f"{ID}{kind}-{digest[:20]}"


#: `mint` for what many articles speak of: posts, places, awards.
mint_common = lru_cache(maxsize=16_384)(mint)


@lru_cache(maxsize=4096)
def fold(text: str) -> str:
    """Returns the wording of a title or name without case, kind of blank and composition of letters."""
    return " ".join(unicodedata.normalize("NFC", text).casefold().split())


@lru_cache(maxsize=1024)
def article_iri(article: str) -> str:
    """Returns the IRI of an article. article: its id.

    Raises:
        InputError: the id is none.
    """
    return ARTICLE + _checked(article, _SLUG, "article id", "lower-case letters, digits and single hyphens")


@lru_cache(maxsize=1024)
def graph_iri(article: str) -> str:
    """Returns the IRI of the graph that holds what an article says. article: its id.

    Raises:
        InputError: the id is none.
    """
    return GRAPH + _checked(article, _SLUG, "article id", "lower-case letters, digits and single hyphens")


@lru_cache(maxsize=1024)
def country_iri(code: str) -> str:
    """Returns the IRI of a country. code: ISO 3166-1 alpha-2, EU or XK.

    Raises:
        InputError: the code is not two capital letters.
    """
    return COUNTRY + _checked(code, _ALPHA2, "country code", "two capital letters of ISO 3166-1")


@lru_cache(maxsize=1024)
def topic_iri(code: str) -> str:
    """Returns the IRI of a topic. code: as in ontology/topics.tsv.

    Raises:
        InputError: the code has other characters than topics have.
    """
    return TOPIC + _checked(code, _SLUG, "topic code", "a code of ontology/topics.tsv")


def _checked(text: str, pattern: re.Pattern[str], what: str, remedy: str) -> str:
    if not pattern.fullmatch(text):
        raise InputError(f"bad {what} {text[:60]!r}: use {remedy}")
    return text
