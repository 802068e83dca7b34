"""Names of places of one language: countries and their people (ontology/countries.csv), regions (lexicon), cities.

The cities come from cities.tsv, whose towns are those of GeoNames (https://www.geonames.org, CC BY 4.0).
"""

import csv
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal

from kg.errors import InputError, UnreadableError
from kg.extract.document import read_document
from kg.extract.lexicon import Lexicon, Matcher
from kg.extract.mentions import PlaceKind
from kg.resources import read_resource
from kg.text import Article

CITY_FILE = Path(__file__).parent / "cities.tsv"
_PLAIN = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_ADJECTIVE_ENDINGS = ("", "e", "en", "er", "es", "em")
# Metonyms that are no house but a stretch of land.
_LAND = ("Gaza", "Gazastreifen", "Westjordanland")

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


@dataclass(frozen=True, slots=True)
class PlaceWords:
    """All places of one language, by the first of their words, and the cues around them."""

    names: Mapping[str, tuple[PlaceName, ...]]
    cities: Mapping[str, tuple[PlaceName, ...]]
    capitals: Mapping[str, str]
    cues: Mapping[str, Matcher[bool]]
    also_names: frozenset[str]
    adjectival: frozenset[str]
    adjective_stops: frozenset[str]
    genitive: str


CUES = ("strict", "loose", "capital_words", "not_places", "buildings", "named_buildings", "of")


@cache
def read_place_words(lexicon: Lexicon) -> PlaceWords:
    """Compiles the table [places] of a lexicon with the names of countries and cities.

    Raises:
        InputError: the table is incomplete or malformed.
        UnreadableError: a file of names is missing or malformed.
    """
    table = lexicon.table("places")
    try:
        countries = list(_country_names(lexicon))
        regions = [
            _name(lexicon, name, (code,), "region") for code, names in table["regions"].items() for name in names
        ]
        return PlaceWords(
            names=_by_first_word([*countries, *regions]),
            cities=_read_cities(lexicon, frozenset(table["not_cities"])),
            capitals={n.countries[0]: n.name for n in reversed(countries) if n.kind == "city"},
            cues={name: Matcher((p, True) for p in table[name]) for name in CUES},
            also_names=frozenset(table["also_names"]),
            adjectival=frozenset(table["adjectival"]),
            adjective_stops=frozenset(table["adjective_stops"]),
            genitive="s" if table["genitive"] else "",
        )
    except (KeyError, TypeError, AttributeError) as error:
        raise InputError(f"lexicon {lexicon.language!r}, table [places]: {error!r}; see docs/lexicons.md") from None


def _by_first_word(names: Iterable[PlaceName]) -> dict[str, tuple[PlaceName, ...]]:
    """Longest names first; of equals the first listed."""
    grouped: dict[str, list[PlaceName]] = {}
    for name in names:
        grouped.setdefault(name.words[0], []).append(name)
    return {first: tuple(sorted(listed, key=lambda n: -len(n.words))) for first, listed in grouped.items()}


def _name(
    lexicon: Lexicon, written: str, countries: tuple[str, ...], kind: PlaceKind, base: str = "", strength: Strength = 2
) -> PlaceName:
    return PlaceName(
        _words(lexicon, written), base or written, countries, kind, written[0].isupper() or written[0].isdigit(), strength
    )


def _words(lexicon: Lexicon, written: str) -> tuple[str, ...]:
    """The words of a name as the tokens of a document have them."""
    parts = written.split(" ")
    if all(_PLAIN.fullmatch(part) for part in parts):
        return tuple(part.casefold() for part in parts)
    return tuple(t.norm for t in read_document(Article("name", written, lexicon.language), lexicon).tokens)


# --- countries --------------------------------------------------------------------------------------------------------


def _country_names(lexicon: Lexicon) -> Iterator[PlaceName]:
    language = lexicon.language
    for row in csv.DictReader(read_resource("ontology", "countries.csv").splitlines()):
        code = row["code"]
        forms = [row[f"name_{language}"], *_listed(row[f"alt_{language}"])]
        for form in forms:
            yield _name(lexicon, form, (code,), "country", _base_form(form, forms))
        for form in _listed(row[f"capital_{language}"]):
            yield _name(lexicon, form, (code,), "city")
            if language == "de" and " " not in form:
                yield from (_name(lexicon, word, (code,), "demonym") for word in _of_city(form))
        metonyms = _listed(row[f"metonym_{language}"])
        for form in metonyms:
            kind: PlaceKind = "region" if form in _LAND else "building"
            yield _name(lexicon, form, (code,), kind, _base_form(form, metonyms))
        for form in _demonyms(row[f"demonym_{language}"], language):
            yield _name(lexicon, form, (code,), "demonym")


def _listed(field: str) -> list[str]:
    return [form for form in field.split("|") if form]


def _demonyms(field: str, language: str) -> Iterator[str]:
    for form in _listed(field):
        if language == "de" and form[0].islower():
            for ending in _ADJECTIVE_ENDINGS:
                yield form + ending
        else:
            yield form


def _of_city(city: str) -> list[str]:
    """German words for what belongs to a city ("Moskauer")."""
    stem = city[:-1] if city.endswith("e") else city[:-2] + "" if city.endswith("en") and len(city) > 6 else city
    return [stem + "er"]


def _base_form(form: str, forms: Iterable[str]) -> str:
    """The first of the forms that only endings tell from this one ("Vereinigte Staaten" for "Vereinigten Staaten")."""
    bare = _bare(form)
    return next((f for f in forms if _bare(f) == bare), form)


def _bare(form: str) -> list[str]:
    return [word.rstrip("nsre") for word in form.replace("ß", "ss").split(" ")]


# --- cities -----------------------------------------------------------------------------------------------------------


def _read_cities(lexicon: Lexicon, refused: frozenset[str]) -> dict[str, tuple[PlaceName, ...]]:
    grouped: dict[str, list[PlaceName]] = {}
    for name, countries, known in _city_rows():
        if name in refused:
            continue
        entry = _name(lexicon, name, countries, "city", strength=2 if known == "2" else 1)
        grouped.setdefault(entry.words[0], []).append(entry)
    return {
        first: tuple(listed) if len(listed) == 1 else tuple(sorted(listed, key=lambda n: -len(n.words)))
        for first, listed in grouped.items()
    }


@cache
def _city_rows() -> list[tuple[str, tuple[str, ...], str]]:
    try:
        lines = CITY_FILE.read_text("utf-8").splitlines()
    except OSError as error:
        raise UnreadableError(f"{CITY_FILE}: cannot be read: {error.strerror}; install kg again") from None
    rows = []
    for number, line in enumerate(lines, 1):
        if line.startswith("#"):
            continue
        columns = line.split("\t")
        if len(columns) != 3:
            raise UnreadableError(f"{CITY_FILE}:{number}: {len(columns)} columns, not 3: run ontology/make_cities.py")
        rows.append((columns[0], tuple(columns[1].split(" ")), columns[2]))
    return rows
