"""Names of places of one language: countries and their people (ontology/countries.csv), regions (lexicon), cities.

Cities have a file of their own (gazetteer.py).
"""

import csv
from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from kg.errors import InputError
from kg.extract.gazetteer import Cities, PlaceName, city_rows, make_name
from kg.extract.lexicon import Lexicon, Matcher
from kg.extract.mentions import PlaceKind
from kg.extract.tokens import Gate
from kg.resources import read_resource

_ADJECTIVE_ENDINGS = ("", "e", "en", "er", "es", "em")
# Metonyms that are no house but a stretch of land.
_LAND = ("Gaza", "Gazastreifen", "Westjordanland")


@dataclass(frozen=True, slots=True)
class PlaceWords:
    """All places of one language, by the first of their words, and the cues around them.

    openings: what a place may begin with, or words that are none.
    """

    names: Mapping[str, tuple[PlaceName, ...]]
    cities: Cities
    capitals: Mapping[str, str]
    cues: Mapping[str, Matcher[bool]]
    also_names: frozenset[str]
    doubtful: frozenset[str]
    adjectival: frozenset[str]
    adjective_stops: frozenset[str]
    genitive: str
    openings: Gate


class _Names:
    """What a name may begin with, in the genitive too where a language has one, or stand in: a compound."""

    def __init__(self, names: Container[str], cities: Container[str], genitive: str) -> None:
        self._names = names
        self._cities = cities
        self._genitive = genitive

    def may_start(self, norm: str) -> bool:
        """Whether a name may begin at a word, or stand in it before a hyphen ("US-Präsident")."""
        forms = {norm, norm.removesuffix(self._genitive)}
        return "-" in norm or any(form in self._names or form in self._cities for form in forms)


CUES = ("strict", "loose", "capital_words", "not_places", "buildings", "named_buildings", "of", "union_words")


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
            make_name(lexicon, name, (code,), "region") for code, names in table["regions"].items() for name in names
        ]
        cues = {name: Matcher((p, True) for p in table[name]) for name in CUES}
        names, cities = _by_first_word([*countries, *regions]), Cities(lexicon, frozenset(table["not_cities"]))
        genitive = "s" if table["genitive"] else ""
        nouns = (cues[name] for name in ("not_places", "capital_words", "buildings", "named_buildings"))
        return PlaceWords(
            names=names,
            cities=cities,
            capitals={n.countries[0]: n.name for n in reversed(countries) if n.kind == "city"},
            cues=cues,
            openings=Gate(_Names(names, cities, genitive), *nouns),
            also_names=frozenset(table["also_names"]),
            doubtful=frozenset(table["doubtful"]),
            adjectival=frozenset(table["adjectival"]),
            adjective_stops=frozenset(table["adjective_stops"]),
            genitive=genitive,
        )
    except (KeyError, TypeError, AttributeError) as error:
        raise InputError(f"lexicon {lexicon.language!r}, table [places]: {error!r}; see docs/lexicons.md") from None


def _by_first_word(names: Iterable[PlaceName]) -> dict[str, tuple[PlaceName, ...]]:
    """Longest names first; of equals the first listed."""
    grouped: dict[str, list[PlaceName]] = {}
    for name in names:
        grouped.setdefault(name.words[0], []).append(name)
    return {first: tuple(sorted(listed, key=lambda n: -len(n.words))) for first, listed in grouped.items()}


# --- countries --------------------------------------------------------------------------------------------------------


def _country_names(lexicon: Lexicon) -> Iterator[PlaceName]:
    language = lexicon.language
    for row in csv.DictReader(read_resource("ontology", "countries.csv").splitlines()):
        code = row["code"]
        forms = [row[f"name_{language}"], *_listed(row[f"alt_{language}"])]
        for form in forms:
            yield make_name(lexicon, form, (code,), "country", _base_form(form, forms))
        for form in _listed(row[f"capital_{language}"]):
            yield make_name(lexicon, form, (code,), "city")
            if language == "de" and " " not in form:
                yield from (make_name(lexicon, word, (code,), "demonym") for word in _of_city(form))
        metonyms = _listed(row[f"metonym_{language}"])
        for form in metonyms:
            if any(row.startswith(f"{form}\t") for row in city_rows().get(form.partition(" ")[0].casefold(), ())):
                continue  # a seat of government that is a city of its own right
            kind: PlaceKind = "region" if form in _LAND else "building"
            yield make_name(lexicon, form, (code,), kind, _base_form(form, metonyms))
        for form in _demonyms(row[f"demonym_{language}"], language):
            yield make_name(lexicon, form, (code,), "demonym")


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
