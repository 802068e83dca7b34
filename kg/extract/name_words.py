"""Which words may be names of people: a list of given and family names of many peoples (name_words.txt), which rarer
given names (given_names.txt) make longer.

The list is evidence, never proof: family names of everyday life are missing, and many names are everyday words.
"""

import unicodedata
from functools import cache, lru_cache

from kg.extract.word_files import read_two_lists

# Words remembered; a hostile article of millions of odd words must not grow it without bound.
CACHE_WORDS = 50_000
# A shorter given name (given_names.txt) is too often another word.
GIVEN_LETTERS = 4
# How much a word speaks for a person: a name and nothing else; a name that is an everyday word too; not on the list.
STRONG = 1.0
WEAK = 0.6
UNKNOWN = 0.0

_LETTERS = str.maketrans(
    {"ß": "ss", "ø": "o", "đ": "d", "ł": "l", "ı": "i", "æ": "ae", "œ": "oe", "ə": "a", "’": "'", "ʿ": "", "ʾ": ""}
)


def fold_letters(word: str) -> str:
    """Returns the word in small letters without accents."""
    plain = word.casefold()
    if plain.isascii():
        return plain
    plain = unicodedata.normalize("NFKD", plain.translate(_LETTERS))
    return "".join(c for c in plain if not unicodedata.combining(c))


@cache
def _read_names() -> tuple[frozenset[str], frozenset[str]]:
    strong, weak = read_two_lists("name_words.txt")
    return strong, weak | _read_rarer()


@cache
def _read_rarer() -> frozenset[str]:
    strong, _ = read_two_lists("name_words.txt")
    men, women = read_two_lists("given_names.txt")
    return frozenset(n for n in men | women if len(n) >= GIVEN_LETTERS and "-" not in n) - strong


@cache
def _read_given() -> frozenset[str]:
    return _read_rarer() - read_two_lists("name_words.txt")[1]


def is_rarer_given(word: str) -> bool:
    """Tells whether a word is a given name of the longer list and no everyday word that the shorter one knows."""
    return fold_letters(word) in _read_given()


@lru_cache(maxsize=CACHE_WORDS)
def name_strength(word: str) -> float:
    """Tells how much a word speaks for a person's name: STRONG, WEAK or UNKNOWN."""
    strong, weak = _read_names()
    folded = fold_letters(word)
    if folded in strong:
        return STRONG
    if folded in weak:
        return WEAK
    parts = folded.replace("'", "-").split("-")
    if len(parts) > 1:
        known = [_part_strength(part, strong, weak) for part in parts]
        return STRONG if min(known) > UNKNOWN else max(known)
    return UNKNOWN


def _part_strength(part: str, strong: frozenset[str], weak: frozenset[str]) -> float:
    return STRONG if part in strong else WEAK if part in weak else UNKNOWN
