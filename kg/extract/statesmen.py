"""People of public life whose country is known beforehand (statesmen.txt): heads of state, ministers, heads of services.

The list never makes anyone hold an office: it says whose office is meant where an article leaves that open, and that
words are a name. Transliterations differ: family names must be alike, given names need only begin alike.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from kg.extract.name_words import fold_letters
from kg.extract.word_files import read_lines

# How many letters of two given names must sound alike.
ALIKE_LETTERS = 3
# Names remembered; an article of many names must not grow it without bound.
CACHE_NAMES = 20_000
_SOUNDS = str.maketrans({"w": "v", "y": "i", "j": "i", "q": "k", "c": "k", "x": "k", "z": "s", "h": None})
_SPLIT = re.compile(r"[\s\-]+")


@dataclass(frozen=True, slots=True)
class Statesman:
    """A person of the list. words: of the name, folded; eastern: the family name comes first."""

    country: str
    words: tuple[str, ...]
    eastern: bool


def find_homelands(name: str) -> tuple[str, ...]:
    """Returns the countries (alpha-2, "EU") whose statesman a full name is, () where it is none's or too short."""
    return _find(name)


@lru_cache(maxsize=CACHE_NAMES)
def _find(name: str) -> tuple[str, ...]:
    words = _words(name)
    if len(words) < 2:  # a family name alone may be anyone's
        return ()
    found = (s for word in dict.fromkeys(words) for s in _read_list().get(word, ()))
    return tuple(dict.fromkeys(s.country for s in found if _is_same(s, words)))


def _words(name: str) -> tuple[str, ...]:
    return tuple(w.strip("'.") for w in _SPLIT.split(fold_letters(name)) if w.strip("'."))


def _is_same(statesman: Statesman, words: Sequence[str]) -> bool:
    """Tells whether the words are all of the other's, or family name and the sound of the given name agree."""
    mine, theirs = set(words), set(statesman.words)
    if len(theirs) > 1 and (theirs <= mine or mine <= theirs):
        return True
    if statesman.eastern or words[-1] != statesman.words[-1]:
        return False
    return _sound_alike(words[0], statesman.words[0])


def _sound_alike(one: str, other: str) -> bool:
    a, b = (fold.translate(_SOUNDS)[:ALIKE_LETTERS] for fold in (one, other))
    short, long = sorted((a, b), key=len)
    return bool(short) and long.startswith(short)


@cache
def read_statesmen() -> tuple[Statesman, ...]:
    """Returns the people of the list, one entry a spelling.

    Raises:
        UnreadableError: the list is missing.
    """
    return tuple(_parse(read_lines("statesmen.txt")))


@cache
def _read_list() -> Mapping[str, tuple[Statesman, ...]]:
    """The people by family name; those with the family name first by every word."""
    out: dict[str, list[Statesman]] = defaultdict(list)
    for statesman in read_statesmen():
        for word in dict.fromkeys(statesman.words if statesman.eastern else statesman.words[-1:]):
            out[word].append(statesman)
    return {word: tuple(people) for word, people in out.items()}


def _parse(lines: Sequence[str]) -> Iterator[Statesman]:
    for line in lines:
        country, colon, names = line.partition(":")
        if not colon:
            continue
        for entry in names.split(";"):
            name, *spellings = entry.strip().split("/")
            eastern = name.startswith("=")
            words = _words(name.removeprefix("="))
            yield Statesman(country, words, eastern)
            for spelling in spellings:
                yield Statesman(country, (words[0], *_words(spelling)), eastern)
