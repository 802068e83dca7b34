"""One lexicon a language (lang/*.toml), and the matchers that find its phrases (written as patterns.py says).

Finders compile the tables they own; this module knows their syntax, not their meaning.
"""

import tomllib
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any, Generic, TypeVar

from kg.errors import InputError, UnreadableError
from kg.extract.patterns import Element, compile_pattern
from kg.extract.tokens import CACHE_WORDS, Tokens, Vocabulary, Word

T = TypeVar("T")

LANG_DIR = Path(__file__).parent / "lang"


@dataclass(slots=True)
class Match(Generic[T]):
    """A pattern found on tokens start..end (end exclusive). Nothing changes one; like tokens, too many to be frozen."""

    start: int
    end: int
    value: T


_Entry = tuple[tuple[Element, ...], T]


class Matcher(Generic[T]):
    """Finds many patterns in one pass over tokens.

    Most words begin no pattern: what begins with a word is looked up once a word form, and remembered.
    """

    def __init__(self, patterns: Iterable[tuple[str, T]]) -> None:
        by_form: dict[str, list[_Entry[T]]] = defaultdict(list)
        loose: list[_Entry[T]] = []
        for pattern, value in patterns:
            for elements in compile_pattern(pattern):
                first = elements[0]
                entry = (elements, value)
                for form in first.whole_forms:
                    by_form[form].append(entry)
                if first.suffixes or first.beginnings:
                    loose.append(entry)
        self._is_empty = not (by_form or loose)
        self._starting = _Starts(by_form, loose)

    def __bool__(self) -> bool:
        """Whether there is any pattern."""
        return not self._is_empty

    def may_start(self, norm: str) -> bool:
        """Whether any pattern begins with a word of this casefolded form; where not, nothing matches there."""
        return self._starting.may_hold(norm)

    def at(self, tokens: Sequence[Word], start: int, end: int | None = None) -> Match[T] | None:
        """Returns the longest match from token `start`, ending by token `end`; of equals the first listed."""
        stop = len(tokens) if end is None else end
        if start >= stop:
            return None
        opening = self._starting[tokens[start].norm]
        return opening.longest(tokens, start, stop) if opening is not None else None

    def all_at(self, tokens: Sequence[Word], start: int, end: int | None = None) -> list[Match[T]]:
        """Returns every match that begins at token `start`, in the order of the patterns."""
        stop = len(tokens) if end is None else end
        if start >= stop:
            return []
        opening = self._starting[tokens[start].norm]
        return opening.all(tokens, start, stop) if opening is not None else []

    def find(self, tokens: Tokens[Word], start: int = 0, end: int | None = None) -> list[Match[T]]:
        """Returns the longest matches from left to right, none overlapping another."""
        found: list[Match[T]] = []
        stop, free = len(tokens) if end is None else end, start
        for i in tokens.spots(self, start, end):
            if i >= free:
                match = self.at(tokens, i, stop)
                if match is not None:
                    found.append(match)
                    free = match.end
        return found

    def is_in(self, tokens: Tokens[Word], start: int, end: int) -> bool:
        """Whether anything matches within tokens start..end."""
        spots = tokens.spots(self, start, end)
        return bool(spots) and any(self.at(tokens, i, end) is not None for i in spots)


class _Opening(Generic[T]):
    """The patterns that may begin with a word of one casefolded form."""

    def __init__(self, norm: str, entries: Iterable[_Entry[T]]) -> None:
        # how many words, which of them are still to be looked at (the first too where capitals count), the value
        self._patterns = [
            (len(elements), tuple(enumerate(elements))[1 if elements[0].fits_norm(norm) else 0 :], value)
            for elements, value in entries
        ]
        seconds = [elements[1] if len(elements) > 1 else None for elements, _ in entries]
        self._follow: frozenset[str] | None = None
        if all(second is not None and second.is_plain for second in seconds):
            self._follow = frozenset[str]().union(*(second.forms for second in seconds if second is not None))

    def longest(self, tokens: Sequence[Word], start: int, stop: int) -> Match[T] | None:
        """Returns the longest match from token `start` that ends by token `stop`; of equals the first listed."""
        if self._is_refused(tokens, start, stop):
            return None
        best: T
        longest = 0
        for length, rest, value in self._patterns:
            if length > longest and start + length <= stop and (not rest or _fits(rest, tokens, start)):
                best, longest = value, length
        return Match(start, start + longest, best) if longest else None

    def all(self, tokens: Sequence[Word], start: int, stop: int) -> list[Match[T]]:
        """Returns every match from token `start` that ends by token `stop`, in the order of the patterns."""
        if self._is_refused(tokens, start, stop):
            return []
        return [
            Match(start, start + length, value)
            for length, rest, value in self._patterns
            if start + length <= stop and (not rest or _fits(rest, tokens, start))
        ]

    def _is_refused(self, tokens: Sequence[Word], start: int, stop: int) -> bool:
        """Whether the next word alone tells that nothing matches."""
        return self._follow is not None and (start + 2 > stop or tokens[start + 1].norm not in self._follow)


class _Starts(dict[str, _Opening[T] | None]):
    """What may begin with a word, by its casefolded form; filled as words are met."""

    def __init__(self, by_form: Mapping[str, list[_Entry[T]]], loose: list[_Entry[T]]) -> None:
        super().__init__()
        self._by_form = dict(by_form)
        self._loose = loose
        firsts = [elements[0] for elements, _ in loose]
        self._beginnings = tuple({b for e in firsts for b in e.beginnings})
        self._suffixes = tuple({s for e in firsts for s in e.suffixes})

    def may_hold(self, norm: str) -> bool:
        """Whether anything begins with a word; what is asked of every word of every text is not remembered."""
        return norm in self._by_form or norm.startswith(self._beginnings) or norm.endswith(self._suffixes)

    def __missing__(self, norm: str) -> _Opening[T] | None:
        if len(self) >= CACHE_WORDS:
            self.clear()
        entries = list(self._by_form.get(norm, ()))
        if norm.startswith(self._beginnings) or norm.endswith(self._suffixes):
            entries += (e for e in self._loose if _loosely_fits(e[0][0], norm))
        opening = self[norm] = _Opening(norm, entries) if entries else None
        return opening


def _fits(rest: tuple[tuple[int, Element], ...], tokens: Sequence[Word], start: int) -> bool:
    for i, element in rest:  # noqa: SIM110  a generator costs more than what it goes through
        if not element.fits(tokens[start + i]):
            return False
    return True


def _loosely_fits(element: Element, norm: str) -> bool:
    if norm in element.whole_forms:
        return False  # listed by its form already
    return norm.startswith(element.beginnings) or norm.endswith(element.suffixes)


@dataclass(frozen=True, eq=False)
class Lexicon:
    """The words of one language.

    language: BCP 47 tag. elisions: what is cut off before an apostrophe ("l", "dell"). genitives: what is cut off a
    word's end ("'s"). abbreviations: casefolded, without their dot. ordinal_dot: "26." is a number, not an end.
    tables: every table of the file, for the finders that own them. vocabulary: the matchers compiled from them, as far
    as a text was read with them. eq=False: one object a language, so that finders
    can cache what they compile from it.
    """

    language: str
    tables: Mapping[str, Any] = field(repr=False)
    elisions: frozenset[str] = frozenset()
    genitives: tuple[str, ...] = ()
    abbreviations: frozenset[str] = frozenset()
    ordinal_dot: bool = False
    vocabulary: Vocabulary = field(default_factory=Vocabulary, repr=False)

    def table(self, name: str) -> Mapping[str, Any]:
        """Returns the table `name`, empty where the language has none."""
        table: Mapping[str, Any] = self.tables.get(name, {})
        return table


def known_languages() -> list[str]:
    """Returns the languages that have a lexicon, sorted."""
    return sorted(p.stem for p in LANG_DIR.glob("*.toml"))


def read_lexicon(language: str) -> Lexicon:
    """Returns the lexicon for a BCP 47 tag ("de-CH" takes "de").

    Raises:
        InputError: no lexicon for the language.
        UnreadableError: the lexicon is not valid TOML.
    """
    return _load(language.split("-")[0].casefold())


@cache
def _load(language: str) -> Lexicon:
    path = LANG_DIR / f"{language}.toml"
    if not path.is_file():
        raise InputError(f"no lexicon for language {language!r}; there are {', '.join(known_languages())}")
    try:
        tables = tomllib.loads(path.read_text("utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise UnreadableError(f"{path}: not valid TOML: {error}") from None
    tokens = tables.get("tokens", {})
    return Lexicon(
        language=language,
        tables=tables,
        elisions=frozenset(tokens.get("elisions", ())),
        genitives=tuple(tokens.get("genitives", ())),
        abbreviations=frozenset(a.casefold() for a in tokens.get("abbreviations", ())),
        ordinal_dot=bool(tokens.get("ordinal_dot", False)),
    )
