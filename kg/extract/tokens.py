"""Words, numbers and marks of a text, and at which of them each phrase of a lexicon may begin.

A text is looked through once for all that its language knows: a finder then visits the few tokens at which what it
looks for may begin, not every token of every sentence anew.
"""

from bisect import bisect_left
from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol, TypeVar

# Word forms remembered; a hostile article of millions of odd words must not make memory grow without bound.
CACHE_WORDS = 50_000


class Word(Protocol):
    """What a matcher needs of a token."""

    @property
    def text(self) -> str: ...
    @property
    def norm(self) -> str: ...


W_co = TypeVar("W_co", bound=Word, covariant=True)


@dataclass(slots=True, eq=False)
class Token:
    """A word, number or mark at start..end of the text. norm: casefolded, with plain apostrophes and hyphens.

    Nothing changes one once it is made; it is not frozen because many are made, and that would take twice as long.
    """

    text: str
    norm: str
    start: int
    end: int
    is_word: bool
    is_capital: bool
    is_number: bool


@dataclass(frozen=True, slots=True)
class PlainWord:
    """A word of a title, as it stands between blanks."""

    text: str
    norm: str


def split_title(title: str) -> "Tokens[PlainWord]":
    """Returns the words of a title: an office's, an article's."""
    return Tokens(PlainWord(word, word.casefold()) for word in title.split())


class Starter(Protocol):
    """What may begin at a word; one is told from another by what it is, not by what it holds."""

    def may_start(self, norm: str) -> bool:
        """Whether it may begin at a word of this casefolded form; where not, it does not."""

    def __hash__(self) -> int: ...


class Gate:
    """Opens at a word where any of several starters may begin, or one of some words or endings stands.

    endings: of casefolded forms.
    """

    def __init__(self, *starters: Starter, words: Container[str] = (), endings: tuple[str, ...] = ()) -> None:
        self._starters = starters
        self._words = words
        self._endings = endings

    def may_start(self, norm: str) -> bool:
        """Whether it opens at a word of this casefolded form."""
        return norm in self._words or norm.endswith(self._endings) or any(s.may_start(norm) for s in self._starters)


class Vocabulary:
    """The starters of a language that were asked for so far, and which of them may begin at a word."""

    def __init__(self) -> None:
        self._starting = _Starting(())

    def add(self, starter: Starter) -> None:
        """Has texts made from now on look for a starter too."""
        known = self._starting
        if starter in known.starters:
            return
        starting = _Starting((*known.starters, starter))
        for norm, found in list(known.items()):
            starting[norm] = (*found, starter) if starter.may_start(norm) else found
        self._starting = starting

    def find_spots(self, words: Iterable[Word]) -> dict[Starter, list[int]]:
        """Returns at which words each starter may begin, in rising order; empty where nowhere."""
        starting = self._starting
        spots: dict[Starter, list[int]] = {starter: [] for starter in starting.starters}
        for i, word in enumerate(words):
            for starter in starting[word.norm]:
                spots[starter].append(i)
        return spots


class _Starting(dict[str, tuple[Starter, ...]]):
    """The starters that may begin at a word, by its casefolded form; filled as words are met."""

    def __init__(self, starters: tuple[Starter, ...]) -> None:
        super().__init__()
        self.starters = starters

    def __missing__(self, norm: str) -> tuple[Starter, ...]:
        if len(self) >= CACHE_WORDS:
            self.clear()
        found = self[norm] = tuple(starter for starter in self.starters if starter.may_start(norm))
        return found


class Tokens(tuple[W_co, ...]):
    """The words of a text, and at which of them something may begin.

    vocabulary: that of the language; a text that is read for one matcher alone does without.
    """

    _spots: "_Spots"

    def __new__(cls, words: Iterable[W_co], vocabulary: Vocabulary | None = None) -> "Tokens[W_co]":
        tokens = super().__new__(cls, words)
        tokens._spots = _Spots(tokens, Vocabulary() if vocabulary is None else vocabulary)
        return tokens

    def spots(self, starter: Starter, start: int = 0, end: int | None = None) -> Sequence[int]:
        """Returns the tokens of start..end at which a starter may begin, in rising order."""
        spots = self._spots[starter]
        if not spots or (start <= 0 and end is None):
            return spots
        first = bisect_left(spots, start)
        return spots[first:] if end is None else spots[first : bisect_left(spots, end, first)]


class _Spots(dict[Starter, list[int]]):
    """At which words each starter may begin, found when the first one is asked for."""

    def __init__(self, words: tuple[Word, ...], vocabulary: Vocabulary) -> None:
        super().__init__()
        self._words = words
        self._vocabulary = vocabulary

    def __missing__(self, starter: Starter) -> list[int]:
        if not self:
            self.update(self._vocabulary.find_spots(self._words))
        if starter not in self:
            self._vocabulary.add(starter)
            self[starter] = [i for i, word in enumerate(self._words) if starter.may_start(word.norm)]
        return self[starter]
