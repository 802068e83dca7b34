"""The lexicon tables [phrases], [names], [posts] and [agencies], compiled: what the finders of the cast read.

Every table is checked when it is compiled; a malformed entry is named with its file.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from kg.errors import InputError
from kg.extract.lexicon import LANG_DIR, Lexicon, Matcher

_LISTS: Mapping[str, frozenset[str]] = {
    "phrases": frozenset(
        [
            "adjectives_before",
            "adjectives_after",
            "articles",
            "possessives",
            "conjunctions",
            "of",
            "links",
            "country_prefixes",
        ]
    ),
    "names": frozenset(
        [
            "honorifics",
            "ranks",
            "rank_tails",
            "particles",
            "joining_particles",
            "not_names",
            "noun_endings",
            "verbs",
            "skip_lines",
            "name_before_country",
        ]
    ),
    "posts": frozenset(
        [
            "heads",
            "counterparts",
            "envoys",
            "kept",
            "dropped",
            "after",
            "portfolio",
            "bridges",
            "holds",
            "countries",
            "agency_titles",
        ]
    ),
    "agencies": frozenset(["feminine", "neuter", "masculine", "plural", "alone", "genitives", "locatives"]),
}


@dataclass(frozen=True, slots=True)
class Head:
    """A word for an office. base: base form, "*" for what a compound has before it; drop: letters that its
    inflected form ends with; plural: the form may stand for several holders; singular: for one."""

    base: str
    drop: int
    plural: bool
    singular: bool
    counterpart: bool
    envoy: bool


@dataclass(frozen=True)
class Phrases:
    """How noun phrases are built."""

    capital_nouns: bool
    adjectives_before: tuple[str, ...]
    adjectives_after: tuple[str, ...]
    articles: frozenset[str]
    possessives: frozenset[str]
    conjunctions: Matcher[bool]
    of: Matcher[bool]
    links: Matcher[bool]
    country_prefixes: Matcher[bool]


@dataclass(frozen=True)
class Names:
    """What stands in, before and beside names of people, and what is none."""

    honorifics: frozenset[str]
    ranks: frozenset[str]
    rank_tails: Matcher[bool]
    particles: frozenset[str]
    joining: frozenset[str]
    excluded: frozenset[str]
    noun_endings: tuple[str, ...]
    verbs: frozenset[str]
    skip_lines: Matcher[bool]
    before_country: Matcher[bool]


@dataclass(frozen=True)
class Posts:
    """Words for offices and what surrounds them."""

    heads: Matcher[Head]
    kept: Matcher[bool]
    dropped: Matcher[bool]
    after: Matcher[bool]
    portfolio: Matcher[bool]
    bridges: frozenset[str]
    holds: Matcher[bool]
    countries: Mapping[str, tuple[str, ...]]
    agency_titles: Mapping[str, str]


@dataclass(frozen=True)
class AgencyWords:
    """Words for bodies. heads: the value is (gender, base form, letters to drop)."""

    heads: Matcher[tuple[str, str, int]]
    alone: Matcher[bool]
    genitives: tuple[str, ...]
    locatives: frozenset[str]


@dataclass(frozen=True)
class Wording:
    """All four tables of one language."""

    language: str
    phrases: Phrases
    names: Names
    posts: Posts
    agencies: AgencyWords


@cache
def read_wording(lexicon: Lexicon) -> Wording:
    """Compiles the tables of a lexicon.

    Raises:
        InputError: an unknown key, or an entry that is no list of phrases.
    """
    tables = {name: _check(lexicon, name) for name in _LISTS}
    return Wording(
        lexicon.language,
        _phrases(tables["phrases"]),
        _names(tables["names"]),
        _posts(tables["posts"], lexicon),
        _agencies(tables["agencies"]),
    )


def _check(lexicon: Lexicon, name: str) -> Mapping[str, Any]:
    table = lexicon.table(name)
    where = f"{LANG_DIR / lexicon.language}.toml"
    for key, value in table.items():
        if name == "phrases" and key == "capital_nouns":
            continue
        if key not in _LISTS[name]:
            raise InputError(f"{where}: [{name}] has no key {key!r}; it has {', '.join(sorted(_LISTS[name]))}")
        if not isinstance(value, list) or not all(isinstance(v, str) and v.strip() for v in value):
            raise InputError(f"{where}: [{name}] {key}: {value!r} is no list of phrases; write it as a list of strings")
    return table


def _matcher(table: Mapping[str, Any], key: str) -> Matcher[bool]:
    return Matcher((p, True) for p in table.get(key, ()))


def _set(table: Mapping[str, Any], key: str) -> frozenset[str]:
    return frozenset(w.casefold() for w in table.get(key, ()))


def _phrases(table: Mapping[str, Any]) -> Phrases:
    return Phrases(
        capital_nouns=bool(table.get("capital_nouns", False)),
        adjectives_before=tuple(table.get("adjectives_before", ())),
        adjectives_after=tuple(table.get("adjectives_after", ())),
        articles=_set(table, "articles"),
        possessives=_set(table, "possessives"),
        conjunctions=_matcher(table, "conjunctions"),
        of=_matcher(table, "of"),
        links=_matcher(table, "links"),
        country_prefixes=_matcher(table, "country_prefixes"),
    )


def _names(table: Mapping[str, Any]) -> Names:
    return Names(
        honorifics=_set(table, "honorifics"),
        ranks=_set(table, "ranks"),
        rank_tails=_matcher(table, "rank_tails"),
        particles=_set(table, "particles"),
        joining=_set(table, "joining_particles"),
        excluded=_set(table, "not_names"),
        noun_endings=tuple(table.get("noun_endings", ())),
        verbs=_set(table, "verbs"),
        skip_lines=_matcher(table, "skip_lines"),
        before_country=_matcher(table, "name_before_country"),
    )


def _posts(table: Mapping[str, Any], lexicon: Lexicon) -> Posts:
    envoys = _set(table, "envoys")
    heads = [*_heads(table.get("heads", ()), envoys, False), *_heads(table.get("counterparts", ()), envoys, True)]
    return Posts(
        heads=Matcher(heads),
        kept=_matcher(table, "kept"),
        dropped=_matcher(table, "dropped"),
        after=_matcher(table, "after"),
        portfolio=_matcher(table, "portfolio"),
        bridges=_set(table, "bridges"),
        holds=_matcher(table, "holds"),
        countries=dict(_title_countries(table, lexicon)),
        agency_titles=dict(_pair(e, lexicon, "agency_titles") for e in table.get("agency_titles", ())),
    )


def _heads(entries: Iterable[str], envoys: frozenset[str], counterpart: bool) -> Iterable[tuple[str, Head]]:
    """Reads "base|form|form/plural|plural": every form leads to the base form."""
    for entry in entries:
        singulars, _, plurals = entry.partition("/")
        forms = singulars.split("|")
        base = forms[0]
        many = plurals.split("|") if plurals else []
        for form in dict.fromkeys([*forms, *many]):
            envoy = base.casefold() in envoys
            drop = len(form) - 1 if form.startswith("*") else len(form)
            yield form, Head(base, drop, form in many, form in forms, counterpart, envoy)


def _title_countries(table: Mapping[str, Any], lexicon: Lexicon) -> Iterable[tuple[str, tuple[str, ...]]]:
    for entry in table.get("countries", ()):
        titles, countries = _pair(entry, lexicon, "countries")
        for title in titles.split("|"):
            yield title.casefold(), tuple(countries.split())


def _pair(entry: str, lexicon: Lexicon, key: str) -> tuple[str, str]:
    left, sign, right = entry.partition("=")
    if not sign:
        raise InputError(
            f"{LANG_DIR / lexicon.language}.toml: [posts] {key}: {entry!r} has no '='; write 'words = value'"
        )
    return left.strip(), right.strip()


def _agencies(table: Mapping[str, Any]) -> AgencyWords:
    heads: list[tuple[str, tuple[str, str, int]]] = []
    for gender in ("feminine", "neuter", "masculine", "plural"):
        for entry in table.get(gender, ()):
            forms = entry.split("|")
            for form in forms:
                drop = len(form) - 1 if form.startswith("*") else len(form)
                heads.append((form, (gender, forms[0], drop)))
    return AgencyWords(
        heads=Matcher(heads),
        alone=_matcher(table, "alone"),
        genitives=tuple(table.get("genitives", ())),
        locatives=_set(table, "locatives"),
    )
