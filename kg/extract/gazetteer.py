"""Names of places as a document writes them, and the cities among them (cities.tsv).

Most cities come from GeoNames (https://www.geonames.org, CC BY 4.0); ontology/make_cities.py makes the file.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal

from kg.extract.document import read_document
from kg.extract.lexicon import Lexicon
from kg.extract.mentions import PlaceKind
from kg.extract.word_files import read_lines
from kg.text import Article

_FIRST_TOKEN = re.compile(r"[^\W\d_]+'?")
_PLAIN = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")

Strength = Literal[1, 2]


@dataclass(frozen=True, slots=True)
class PlaceName:
    """One way to write a place. words: casefolded tokens; capital: it is written with a capital first letter.

    countries: alpha-2, the likeliest first. strength: 2 where the name alone tells, 1 where a word of place must stand
    before it.
    """

    words: tuple[str, ...]
    name: str
    countries: tuple[str, ...]
    kind: PlaceKind
    capital: bool
    strength: Strength = 2


def make_name(
    lexicon: Lexicon, written: str, countries: tuple[str, ...], kind: PlaceKind, base: str = "", strength: Strength = 2
) -> PlaceName:
    """Compiles a name. base: its base form, where `written` is another one."""
    return PlaceName(
        _words(lexicon, written),
        base or written,
        countries,
        kind,
        written[0].isupper() or written[0].isdigit(),
        strength,
    )


def _words(lexicon: Lexicon, written: str) -> tuple[str, ...]:
    """The words of a name as the tokens of a document have them."""
    words = plain_words(written)
    if words:
        return words
    # A text goes on behind a name: without the blank the last dot of "U.S." would end a sentence.
    return tuple(t.norm for t in read_document(Article("name", f"{written} ", lexicon.language), lexicon).tokens)


def plain_words(written: str) -> tuple[str, ...]:
    """Returns the words of a name of letters, hyphens and blanks alone, casefolded; of others nothing.

    They are its tokens in any language, without the cost of cutting a text.
    """
    if written.isalpha():
        return (written.casefold(),)
    parts = written.split(" ")
    return tuple(part.casefold() for part in parts) if all(map(_PLAIN.fullmatch, parts)) else ()


class Cities:
    """Names of cities by their first word; a row of the file becomes a name when a text first asks for it."""

    def __init__(self, lexicon: Lexicon, refused: frozenset[str]) -> None:
        self._lexicon = lexicon
        self._refused = refused
        self._made: dict[str, tuple[PlaceName, ...]] = {}

    def __contains__(self, norm: object) -> bool:
        return norm in city_rows()

    def get(self, norm: str, default: tuple[PlaceName, ...] = ()) -> tuple[PlaceName, ...]:
        """Returns the cities whose name begins with a word, the longest first."""
        rows = city_rows().get(norm)
        if rows is None:
            return default
        made = self._made.get(norm)
        if made is None:
            made = self._made[norm] = tuple(sorted(self._make(rows), key=lambda n: -len(n.words)))
        return made

    def _make(self, rows: Sequence[str]) -> Iterator[PlaceName]:
        for row in rows:
            name, countries, known = row.split("\t")
            if name not in self._refused:
                yield make_name(
                    self._lexicon, name, tuple(countries.split(" ")), "city", strength=2 if known == "2" else 1
                )


@cache
def city_rows() -> Mapping[str, Sequence[str]]:
    """The rows of the file by the first token of their name in any language ("l'" of "L'Aquila" and the whole)."""
    rows: dict[str, list[str]] = {}
    for line in read_lines("cities.tsv"):
        first = line.partition("\t")[0].partition(" ")[0].casefold()
        rows.setdefault(first, []).append(line)
        if not first.isalpha():
            head = _FIRST_TOKEN.match(first)
            if head is not None and head.group() != first:
                rows.setdefault(head.group(), []).append(line)
    return rows
