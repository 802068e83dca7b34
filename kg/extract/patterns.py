"""The small pattern language that the phrases of a lexicon are written in.

A pattern is words separated by blanks. In each word
    a|b     is either of the two,
    ab*     begins with "ab" (an inflected word, "terroris*"),
    *ab     ends with "ab" (a German compound, "*minister"),
    =Ab     stands exactly so, capitals included; without "=" capitals do not matter (=Ab* begins exactly so),
    ?ab     may be missing.
"""

import itertools
from dataclasses import dataclass

from kg.errors import InputError
from kg.extract.tokens import Word

# Each optional word of a pattern doubles what is looked for.
OPTIONAL_WORDS = 8


@dataclass(frozen=True, slots=True)
class Element:
    """One word of a pattern: whole forms, beginnings, endings, exact forms."""

    forms: frozenset[str]
    prefixes: tuple[str, ...]
    suffixes: tuple[str, ...]
    exact: frozenset[str]
    exact_prefixes: tuple[str, ...]

    @property
    def whole_forms(self) -> frozenset[str]:
        """The casefolded words that it may stand for, without those it knows by a beginning or an ending."""
        return self.forms.union(e.casefold() for e in self.exact)

    @property
    def is_plain(self) -> bool:
        """Whether its casefolded forms are all that it stands for."""
        return not (self.prefixes or self.suffixes or self.exact or self.exact_prefixes)

    @property
    def beginnings(self) -> tuple[str, ...]:
        """The casefolded beginnings of words that it may stand for."""
        return (*self.prefixes, *(p.casefold() for p in self.exact_prefixes))

    def fits(self, word: Word) -> bool:
        """Whether a word is one that it stands for."""
        norm = word.norm
        return (
            norm in self.forms
            or (bool(self.prefixes) and norm.startswith(self.prefixes))
            or (bool(self.suffixes) and norm.endswith(self.suffixes))
            or (bool(self.exact) and word.text in self.exact)
            or (bool(self.exact_prefixes) and word.text.startswith(self.exact_prefixes))
        )

    def fits_norm(self, norm: str) -> bool:
        """Whether every word of this casefolded form is one that it stands for, whatever its capitals."""
        return (
            norm in self.forms
            or (bool(self.prefixes) and norm.startswith(self.prefixes))
            or (bool(self.suffixes) and norm.endswith(self.suffixes))
        )


def compile_pattern(pattern: str) -> list[tuple[Element, ...]]:
    """Returns the rows of words that a pattern stands for; each optional word doubles them.

    Raises:
        InputError: an empty pattern, an empty alternative in one of its words, or too many optional words.
    """
    words = pattern.split()
    if not words:
        raise InputError("an empty pattern in a lexicon: remove it")
    if sum(word.startswith("?") for word in words) > OPTIONAL_WORDS:
        raise InputError(
            f"pattern {pattern!r} has more than {OPTIONAL_WORDS} optional words: write those of one place as ?a|b"
        )
    choices = [[_element(w.removeprefix("?")), None] if w.startswith("?") else [_element(w)] for w in words]
    variants = [tuple(e for e in choice if e is not None) for choice in itertools.product(*choices)]
    return [v for v in variants if v]


def _element(word: str) -> Element:
    forms, prefixes, suffixes, exact, exact_prefixes = set(), [], [], set(), []
    for part in word.split("|"):
        plain = part.replace("’", "'")
        if not plain.strip("*="):
            raise InputError(f"pattern word {word!r} has an empty alternative: remove it")
        if plain.startswith("=") and plain.endswith("*"):
            exact_prefixes.append(plain[1:-1])
        elif plain.startswith("="):
            exact |= {plain[1:], plain[1:].replace("ß", "ss")}  # Swiss spelling
        elif plain.endswith("*"):
            prefixes.append(plain[:-1].casefold())
        elif plain.startswith("*"):
            suffixes.append(plain[1:].casefold())
        else:
            forms.add(plain.casefold())
    return Element(frozenset(forms), tuple(prefixes), tuple(suffixes), frozenset(exact), tuple(exact_prefixes))
