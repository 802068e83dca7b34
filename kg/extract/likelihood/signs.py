"""Signs of what words are about: talk, welcome, travel, absence, history... The lexicon table [signs], by class."""

from bisect import bisect_left
from functools import cache

from kg.errors import InputError
from kg.extract.document import Document
from kg.extract.lexicon import Lexicon, Matcher

CLASSES = [
    "absent",
    "address",
    "attending",
    "award",
    "career",
    "delegation",
    "denial",
    "encounter",
    "gathering",
    "history",
    "hostile",
    "meal",
    "plan",
    "remote",
    "signing",
    "talk",
    "travel",
    "welcome",
    "wishing",
]


@cache
def read_signs(lexicon: Lexicon) -> Matcher[str]:
    """Compiles the table [signs] of a lexicon.

    Raises:
        InputError: an unknown class.
    """
    table = lexicon.table("signs")
    unknown = sorted(set(table) - set(CLASSES))
    if unknown:
        raise InputError(
            f"lang/{lexicon.language}.toml [signs]: unknown class {unknown[0]!r}; use {', '.join(CLASSES)}"
        )
    return Matcher((pattern, name) for name in CLASSES for pattern in table.get(name, ()))


class Signs:
    """The signs of a document by place, found in one pass."""

    def __init__(self, doc: Document) -> None:
        matcher = read_signs(doc.lexicon)
        found = [(m.start, m.end, m.value) for i in doc.tokens.spots(matcher) for m in matcher.all_at(doc.tokens, i)]
        self._found = sorted(found)
        self._starts = [start for start, _, _ in self._found]

    def within(self, start: int, end: int) -> frozenset[str]:
        """Returns the classes of the signs that stand wholly in tokens start..end."""
        first, last = bisect_left(self._starts, start), bisect_left(self._starts, end)
        return frozenset(name for _, stop, name in self._found[first:last] if stop <= end)
