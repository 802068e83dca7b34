"""What a given name says of its bearer: a man's, a woman's, or either (given_names.txt)."""

from functools import cache

from kg.extract.name_words import fold_letters
from kg.extract.reference_words import Gender
from kg.extract.word_files import read_two_lists

# Where the family name stands first in the press of Latin letters, the first word says nothing.
FAMILY_FIRST = frozenset({"CN", "HK", "KH", "KP", "KR", "TW", "VN"})


def guess_gender(name: str, country: str | None) -> Gender | None:
    """Returns what the first word of a name is given to, None where that is both, or not known.

    Args:
        name: in full, without titles; a name of one word is taken for a family name.
        country: for which its bearer speaks, alpha-2.
    """
    words = [fold_letters(word) for word in name.split()]
    if len(words) < 2 or country in FAMILY_FIRST:
        return None
    men, women = _read_given_names()
    for word in (words[0], words[0].partition("-")[0]):
        if word in men:
            return "m"
        if word in women:
            return "f"
    return None


@cache
def _read_given_names() -> tuple[frozenset[str], frozenset[str]]:
    return read_two_lists("given_names.txt")
