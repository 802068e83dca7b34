"""One lexicon a language (lang/*.toml), and the small pattern language its phrases are written in.

A pattern is words separated by blanks. In each word
    a|b     is either of the two,
    ab*     begins with "ab" (an inflected word, "terroris*"),
    *ab     ends with "ab" (a German compound, "*minister"),
    =Ab     stands exactly so, capitals included; without "=" capitals do not matter (=Ab* begins exactly so),
    ?ab     may be missing.
Finders compile the tables they own; this module knows their syntax, not their meaning.
"""

import itertools
import tomllib
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any, Generic, Protocol, TypeVar

from kg.errors import InputError, UnreadableError

T = TypeVar("T")

LANG_DIR = Path(__file__).parent / "lang"
# Word forms remembered per matcher; a hostile article of millions of odd words must not grow it without bound.
CACHE_WORDS = 50_000


class Word(Protocol):
    """What a matcher needs of a token."""

    @property
    def text(self) -> str: ...
    @property
    def norm(self) -> str: ...


@dataclass(frozen=True, slots=True)
class Match(Generic[T]):
    """A pattern found on tokens start..end (end exclusive)."""

    start: int
    end: int
    value: T


@dataclass(frozen=True, slots=True)
class _Element:
    """One word of a pattern: whole forms, beginnings, endings, exact forms."""

    forms: frozenset[str]
    prefixes: tuple[str, ...]
    suffixes: tuple[str, ...]
    exact: frozenset[str]
    exact_prefixes: tuple[str, ...]

    def fits(self, word: Word) -> bool:
        norm = word.norm
        return (
            norm in self.forms
            or (bool(self.prefixes) and norm.startswith(self.prefixes))
            or (bool(self.suffixes) and norm.endswith(self.suffixes))
            or (bool(self.exact) and word.text in self.exact)
            or (bool(self.exact_prefixes) and word.text.startswith(self.exact_prefixes))
        )


_Entry = tuple[tuple[_Element, ...], T]


class Matcher(Generic[T]):
    """Finds many patterns in one pass over tokens.

    Most words begin no pattern: what begins with a word is looked up once a word form, and remembered.
    """

    def __init__(self, patterns: Iterable[tuple[str, T]]) -> None:
        self._by_form: dict[str, list[_Entry[T]]] = defaultdict(list)
        self._loose: list[_Entry[T]] = []
        for pattern, value in patterns:
            for elements in _variants(pattern):
                first = elements[0]
                entry = (elements, value)
                for form in first.forms | {e.casefold() for e in first.exact}:
                    self._by_form[form].append(entry)
                if first.prefixes or first.suffixes or first.exact_prefixes:
                    self._loose.append(entry)
        self._starting = _Starts(self._by_form, self._loose)

    def __bool__(self) -> bool:
        """Whether there is any pattern."""
        return bool(self._by_form) or bool(self._loose)

    def may_start(self, norm: str) -> bool:
        """Whether any pattern begins with a word of this casefolded form; where not, nothing matches there."""
        return bool(self._starting[norm])

    def at(self, tokens: Sequence[Word], start: int, end: int | None = None) -> Match[T] | None:
        """Returns the longest match from token `start`, ending by token `end`; of equals the first listed."""
        stop = len(tokens) if end is None else end
        if start >= stop:
            return None
        entries = self._starting[tokens[start].norm]
        return _longest(entries, tokens, start, stop) if entries else None

    def all_at(self, tokens: Sequence[Word], start: int, end: int | None = None) -> list[Match[T]]:
        """Returns every match that begins at token `start`, in the order of the patterns."""
        stop = len(tokens) if end is None else end
        if start >= stop:
            return []
        entries = self._starting[tokens[start].norm]
        if not entries:
            return []
        return [
            Match(start, start + len(elements), value)
            for elements, value in entries
            if start + len(elements) <= stop and _fits(elements, tokens, start)
        ]

    def find(self, tokens: Sequence[Word], start: int = 0, end: int | None = None) -> list[Match[T]]:
        """Returns the longest matches from left to right, none overlapping another."""
        stop = len(tokens) if end is None else end
        starting = self._starting
        found: list[Match[T]] = []
        i = start
        while i < stop:
            entries = starting[tokens[i].norm]
            match = _longest(entries, tokens, i, stop) if entries else None
            if match is None:
                i += 1
            else:
                found.append(match)
                i = match.end
        return found

    def is_in(self, tokens: Sequence[Word], start: int, end: int) -> bool:
        """Whether anything matches within tokens start..end."""
        starting = self._starting
        for i in range(start, end):
            entries = starting[tokens[i].norm]
            if entries and _longest(entries, tokens, i, end) is not None:
                return True
        return False


class Gate(dict[str, bool]):
    """Whether any of several matchers may match at a word, by its casefolded form: one look in place of one each."""

    def __init__(self, *matchers: Matcher[Any]) -> None:
        super().__init__()
        self._matchers = matchers

    def __missing__(self, norm: str) -> bool:
        if len(self) >= CACHE_WORDS:
            self.clear()
        opened = self[norm] = any(matcher.may_start(norm) for matcher in self._matchers)
        return opened


class _Starts(dict[str, tuple[_Entry[T], ...]]):
    """The patterns that may begin with a word, by its casefolded form; filled as words are met."""

    def __init__(self, by_form: Mapping[str, list[_Entry[T]]], loose: list[_Entry[T]]) -> None:
        super().__init__()
        self._by_form = by_form
        self._loose = loose
        firsts = [elements[0] for elements, _ in loose]
        exact = {p.casefold() for e in firsts for p in e.exact_prefixes}
        self._prefixes = tuple(exact.union(*(e.prefixes for e in firsts)))
        self._suffixes = tuple({s for e in firsts for s in e.suffixes})

    def __missing__(self, norm: str) -> tuple[_Entry[T], ...]:
        entries = tuple(self._by_form.get(norm, ()))
        if norm.startswith(self._prefixes) or norm.endswith(self._suffixes):
            entries += tuple(e for e in self._loose if _loosely_fits(e[0][0], norm))
        if len(self) >= CACHE_WORDS:
            self.clear()
        self[norm] = entries
        return entries


def _longest(entries: Iterable[_Entry[T]], tokens: Sequence[Word], start: int, stop: int) -> Match[T] | None:
    best: Match[T] | None = None
    longest = 0
    for elements, value in entries:
        length = len(elements)
        if length > longest and start + length <= stop and _fits(elements, tokens, start):
            best, longest = Match(start, start + length, value), length
    return best


def _fits(elements: tuple[_Element, ...], tokens: Sequence[Word], start: int) -> bool:
    for i, element in enumerate(elements, start):  # noqa: SIM110  a generator costs more than what it goes through
        if not element.fits(tokens[i]):
            return False
    return True


def _loosely_fits(element: _Element, norm: str) -> bool:
    if norm in element.forms or any(norm == e.casefold() for e in element.exact):
        return False  # listed by its form already
    return norm.startswith((*element.prefixes, *(p.casefold() for p in element.exact_prefixes))) or (
        bool(element.suffixes) and norm.endswith(element.suffixes)
    )


def _variants(pattern: str) -> list[tuple[_Element, ...]]:
    """Compiles a pattern; each optional word doubles the variants."""
    words = pattern.split()
    if not words:
        raise InputError("an empty pattern in a lexicon: remove it")
    choices = [[_element(w.removeprefix("?")), None] if w.startswith("?") else [_element(w)] for w in words]
    variants = [tuple(e for e in choice if e is not None) for choice in itertools.product(*choices)]
    return [v for v in variants if v]


def _element(word: str) -> _Element:
    forms, prefixes, suffixes, exact, exact_prefixes = set(), [], [], set(), []
    for part in word.split("|"):
        plain = part.replace("’", "'")
        if not plain.strip("*="):
            raise InputError(f"pattern word {word!r} has an empty alternative: remove it")
        if plain.startswith("=") and plain.endswith("*"):
            exact_prefixes.append(plain[1:-1])
        elif plain.startswith("="):
            exact.add(plain[1:])
        elif plain.endswith("*"):
            prefixes.append(plain[:-1].casefold())
        elif plain.startswith("*"):
            suffixes.append(plain[1:].casefold())
        else:
            forms.add(plain.casefold())
    return _Element(frozenset(forms), tuple(prefixes), tuple(suffixes), frozenset(exact), tuple(exact_prefixes))


@dataclass(frozen=True, eq=False)
class Lexicon:
    """The words of one language.

    language: BCP 47 tag. elisions: what is cut off before an apostrophe ("l", "dell"). genitives: what is cut off a
    word's end ("'s"). abbreviations: casefolded, without their dot. ordinal_dot: "26." is a number, not an end.
    tables: every table of the file, for the finders that own them. eq=False: one object a language, so that finders
    can cache what they compile from it.
    """

    language: str
    tables: Mapping[str, Any] = field(repr=False)
    elisions: frozenset[str] = frozenset()
    genitives: tuple[str, ...] = ()
    abbreviations: frozenset[str] = frozenset()
    ordinal_dot: bool = False

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
