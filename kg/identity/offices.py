"""What kind of office a title names, whatever its language, and which offices exclude each other at one time.

Kinds and words are those of offices.toml. Refuses to read who holds it: that is the sheet's.
"""

import re
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from kg.identity.person_names import fold
from kg.identity.sounds import find_script

WORDS = re.compile(r"[^\W_]+")
#: Kinds of agencies.csv -> the kind of office of whoever heads one.
HEADED = {"police": "police-head", "intelligence": "intelligence-head"}
MINISTRIES = {
    "interior": "interior-minister",
    "foreign": "foreign-minister",
    "defence": "defence-minister",
    "justice": "justice-minister",
}
#: Stems this short fit whole words only: "ex" is not in "Exteriores", "roi" not in "Roissy".
SHORT_LETTERS = 3
#: Kinds named by what is headed: "patron des services de renseignement" is no mere director.
TOPICAL = frozenset({"police-head", "intelligence-head", "army-head", "party-leader", "legislator"})
#: What each word before it takes from a phrase's weight: the office stands first, whom it serves later.
LATER = 3


@dataclass(frozen=True, slots=True)
class Office:
    """What a title says. kind: of offices.toml, None where no word is known; tense: former, next, None for now."""

    kind: str | None
    tense: str | None = None


@dataclass(frozen=True, slots=True)
class _Phrase:
    words: tuple[str, ...]
    kind: str
    weight: int


@dataclass(frozen=True, slots=True)
class OfficeWords:
    """offices.toml, compiled. by_word: first word of a phrase, its first two letters -> phrases."""

    former: tuple[str, ...]
    next: tuple[str, ...]
    deputy: tuple[str, ...]
    phrases: dict[str, tuple[_Phrase, ...]]
    inside: tuple[_Phrase, ...]
    exclusive: frozenset[str]
    together: frozenset[frozenset[str]]


@lru_cache(maxsize=1)
def load_offices() -> OfficeWords:
    """Reads offices.toml, once."""
    data = tomllib.loads(files("kg.identity").joinpath("offices.toml").read_text("utf-8"))
    phrases: dict[str, list[_Phrase]] = {}
    inside = []
    for kind, lines in data["kinds"].items():
        for text in re.split(r"[;\n]", lines):
            phrase = _make_phrase(text.strip(), kind)
            if phrase is None:
                continue
            if phrase.words[0].startswith("*") or find_script(phrase.words[0]) == "CJK":
                inside.append(phrase)
            else:
                phrases.setdefault(phrase.words[0][:2], []).append(phrase)
    return OfficeWords(
        former=tuple(data["former"].split()),
        next=tuple(data["next"].split()),
        deputy=tuple(data["deputy"].split()),
        phrases={start: tuple(some) for start, some in phrases.items()},
        inside=tuple(inside),
        exclusive=frozenset(kind for group in data["exclusive"] for kind in group),
        together=frozenset(frozenset(pair) for pair in data["together"]),
    )


def _make_phrase(text: str, kind: str) -> _Phrase | None:
    words = tuple(fold(word) if "*" in word else part for word in text.split() for part in _split(word))
    return _Phrase(words, kind, sum(map(len, words))) if words else None


def _split(word: str) -> list[str]:
    return [word] if "*" in word else WORDS.findall(fold(word))


@lru_cache(maxsize=1 << 15)
def read_office(title: str, agency_kind: str | None = None) -> Office:
    """Returns what kind of office a title names.

    Args:
        title: the words of the article.
        agency_kind: the kind (agencies.csv) of the agency it belongs to, None where unknown.
    """
    offices = load_offices()
    folded = fold(title)
    words = WORDS.findall(folded)
    tense = "former" if _starts(words, offices.former) else "next" if _starts(words, offices.next) else None
    kind = _find_kind(folded, words, offices)
    if kind == "director" and agency_kind in HEADED:
        kind = HEADED[agency_kind]
    elif kind == "other-minister" and agency_kind in MINISTRIES:
        kind = MINISTRIES[agency_kind]
    if kind is not None and kind not in ("vice-president", "deputy-minister") and _starts(words, offices.deputy):
        kind = "deputy-minister" if kind.endswith("minister") else "deputy"
    return Office(kind, tense)


def _starts(words: list[str], beginnings: tuple[str, ...]) -> bool:
    return any(_fits(word, stem) for word in words for stem in beginnings)


def _fits(word: str, stem: str) -> bool:
    return word == stem or (len(stem) > SHORT_LETTERS and word.startswith(stem))


def _find_kind(folded: str, words: list[str], offices: OfficeWords) -> str | None:
    found = [*_fit_phrases(words, offices), *_fit_inside(folded, words, offices)]
    if not found:
        return None
    _weight, kind, said = max(found)
    if kind != "director":
        return kind
    # The general of "director general" is no topic: it is part of the office's own words.
    topics = [one for one in found if one[1] in TOPICAL and not _is_within(one[2], said)]
    return max(topics)[1] if topics else kind


def _is_within(words: tuple[str, ...], others: tuple[str, ...]) -> bool:
    return all(any(other.startswith(word) for other in others) for word in words)


def _fit_phrases(words: list[str], offices: OfficeWords) -> Iterator[tuple[int, str, tuple[str, ...]]]:
    """Yields (weight, kind, words) of the phrases that a title holds."""
    for start in dict.fromkeys(word[:2] for word in words):
        for phrase in offices.phrases.get(start, ()):
            places = [next((at for at, w in enumerate(words) if _fits(w, stem)), -1) for stem in phrase.words]
            # "secretario de Estado de ..." takes two words "de": the US secretary is no state secretary.
            repeated = any(words.count(stem) < phrase.words.count(stem) for stem in phrase.words if stem in words)
            if -1 not in places and not repeated:
                yield phrase.weight - LATER * min(places), phrase.kind, phrase.words


def _fit_inside(folded: str, words: list[str], offices: OfficeWords) -> Iterator[tuple[int, str, tuple[str, ...]]]:
    for phrase in offices.inside:
        stems = [word.lstrip("*") for word in phrase.words]
        if not all(stem in folded for stem in stems):
            continue
        if phrase.words[0][0] != "*":
            yield phrase.weight * 4, phrase.kind, phrase.words
            continue
        # A compound's second half tells less than a phrase of the same length.
        place = next(at for at, word in enumerate(words) if stems[0] in word)
        yield phrase.weight - 2 - LATER * place, phrase.kind, phrase.words


def exclude_each_other(one: Iterable[str], other: Iterable[str]) -> tuple[str, str] | None:
    """Returns two kinds of office, one of each, that nobody holds together; None where they go together."""
    offices = load_offices()
    mine = sorted(set(one) & offices.exclusive)
    theirs = sorted(set(other) & offices.exclusive)
    if not mine or not theirs or set(mine) & set(theirs):
        return None
    for left in mine:
        for right in theirs:
            if frozenset((left, right)) in offices.together:
                return None
    return mine[0], theirs[0]
