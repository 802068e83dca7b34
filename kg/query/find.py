"""Finds what a name means: a person, agency, country, topic or award of the store. Ambiguity is listed, never guessed.

The first of these that fits anything decides: the IRI; a name as a whole; words of the names; beginnings of words;
names that differ by a typing error. Case, accents, hyphens and dots do not count. A person's surname alone is only a
part of the name, even where an article uses it alone: another person may bear it.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from kg import vocab as v
from kg.collector import pause_collector
from kg.errors import AmbiguousError, InputError, ServiceError
from kg.facts.folding import fold as fold_text
from kg.query.labels import choose_label
from kg.query.limits import limit_time
from kg.query.run import index_of
from kg.store.answers import Row, Solutions
from kg.store.protocol import Store
from kg.store.terms import Iri, Literal

if TYPE_CHECKING:
    from kg.query.derived.names import Finder

#: What can be looked for, by class.
KINDS = {
    "person": v.KG_Person,
    "agency": v.KG_Agency,
    "country": v.KG_Country,
    "topic": v.KG_Topic,
    "award": v.KG_Award,
}
#: Names as they are shown, and what else one goes by.
_NAMES = (v.RDFS_label, v.SKOS_altLabel, v.KG_acronym, v.KG_alpha2, v.KG_alpha3)
#: Likeness (0-100) from which a word is taken for a mistyped one, about one wrong letter in seven; and its letters at
#: least: four letters with one more are another name (Rita, Brita).
TYPO_MIN, TYPO_LETTERS = 85, 5
#: Likeness from which a name is worth naming where nothing fits, and how many are.
NEAR_MIN, NEAR_MAX = 55, 5
#: Names are folded anew for each way of fitting.
fold = lru_cache(maxsize=1 << 16)(fold_text)
_WRITTEN_IRI = re.compile(r"<?([A-Za-z][A-Za-z0-9+.-]*):([^\s<>]+)>?")


@dataclass(frozen=True, slots=True)
class Entity:
    """Something that has a name.

    iri: what queries take as an argument. kind: a key of KINDS. label: the name most articles use, or the one in the
    reader's language. names: all its names, acronyms and codes, sorted, none twice. acronym, country (ISO 3166 alpha-2,
    of an agency): None where the graph has none.
    """

    iri: str
    kind: str
    label: str
    names: tuple[str, ...]
    acronym: str | None = None
    country: str | None = None

    def describe(self) -> str:
        """Returns the label with what tells it from others: acronym, kind, country."""
        return f"{self.label} ({', '.join(part for part in (self.acronym, self.kind, self.country) if part)})"


def find_entity(store: Store, text: str, kinds: Collection[str] = tuple(KINDS), lang: str = "en") -> Entity:
    """Returns the one thing that a name means.

    Args:
        store: with the reference graph, from which the names of countries and topics come.
        text: a name, a part of one, an acronym, a code, an IRI (in full, or with a prefix of kg.vocab).
        kinds: keys of KINDS that are wanted.
        lang: language of labels, where there are several.

    Raises:
        AmbiguousError: it may mean several; they are listed.
        InputError: it means none; the nearest names are listed. Or a kind is unknown.
    """
    finder = _open_finder(store, kinds, lang)
    entities = [] if finder else read_entities(store, kinds, lang)
    found = _match_derived(finder, text) if finder else match_entities(entities, text)
    if len(found) == 1:
        return found[0]
    if found:
        raise AmbiguousError(text, _describe_apart(found))
    near = _find_near(finder.near(fold(text)) if finder else entities, text)
    hint = f"did you mean {', '.join(near)}?" if near else "kg find lists what is known"
    raise InputError(f"no {' or '.join(kinds)} is called {text!r}; {hint}")


def find_entities(
    store: Store, text: str = "", kinds: Collection[str] = tuple(KINDS), lang: str = "en"
) -> list[Entity]:
    """Returns all that a name may mean, by label; everything there is for an empty text. Arguments: see find_entity.

    Raises:
        InputError: a kind is unknown.
    """
    finder = _open_finder(store, kinds, lang)
    if finder is not None:
        with limit_time(getattr(store, "seconds", None)), pause_collector():
            return _match_derived(finder, text) if text.strip() else sorted(finder.every(), key=_by_label)
    entities = read_entities(store, kinds, lang)
    return match_entities(entities, text) if text.strip() else entities


def read_entities(store: Store, kinds: Collection[str] = tuple(KINDS), lang: str = "en") -> list[Entity]:
    """Returns all persons, agencies, ... of the store, by label. Arguments: see find_entity.

    Raises:
        InputError: a kind is unknown.
    """
    rows: dict[tuple[str, str], list[tuple[str, Iri | Literal]]] = defaultdict(list)
    for thing, cls, prop, value in _ask(store, _write_query(kinds)):
        if (
            isinstance(thing, Iri)
            and isinstance(cls, Iri)
            and isinstance(prop, Iri)
            and isinstance(value, Iri | Literal)
        ):
            rows[thing.value, cls.value].append((prop.value, value))
    words = {cls: kind for kind, cls in KINDS.items()}
    entities = (_make_entity(iri, words[cls], facts, lang) for (iri, cls), facts in rows.items())
    return sorted(entities, key=_by_label)


def match_entities(entities: Sequence[Entity], text: str) -> list[Entity]:
    """Returns those entities that a text fits best, in their order; empty for none. text: see find_entity."""
    iri = _read_iri(text)
    named = [entity for entity in entities if entity.iri == iri]
    wanted = fold(text)
    if named or not wanted:
        return named
    for fits in (_is_name, _has_words, _has_beginnings, _is_mistyped):
        found = [entity for entity in entities if fits(entity, wanted)]
        if found:
            return found
    return []


def _match_derived(finder: "Finder", text: str) -> list[Entity]:
    """Returns what match_entities does, out of what the derived data give for each way of fitting."""
    iri, wanted = _read_iri(text), fold(text)
    named = finder.entity(iri) if iri is not None else []
    if named or not wanted:
        return named
    ways = (
        (_is_name, finder.named),
        (_has_words, finder.with_words),
        (_has_beginnings, finder.with_beginnings),
        (_is_mistyped, finder.with_alike),
    )
    for fits, find in ways:
        found = sorted((entity for entity in find(wanted) if fits(entity, wanted)), key=_by_label)
        if found:
            return found
    return []


def _open_finder(store: Store, kinds: Collection[str], lang: str) -> "Finder | None":
    """Opens the names of the derived data; None for a store without any.

    Raises:
        InputError: a kind is unknown.
    """
    index = index_of(store)
    if index is None:
        return None
    from kg.query.derived.names import Finder

    _check_kinds(kinds)
    return Finder(index, kinds, lang)


def _by_label(entity: Entity) -> tuple[str, str]:
    return fold(entity.label), entity.iri


def _is_name(entity: Entity, wanted: str) -> bool:
    single = " " not in wanted
    whole = (name for name in entity.names if not (single and entity.kind == "person" and name != entity.label))
    return any(fold(name).replace(" ", "") == wanted.replace(" ", "") for name in (*whole, _code(entity)))


def _has_words(entity: Entity, wanted: str) -> bool:
    return set(wanted.split()) <= _words(entity)


def _has_beginnings(entity: Entity, wanted: str) -> bool:
    words = _words(entity)
    return all(any(word.startswith(part) for word in words) for part in wanted.split())


def _is_mistyped(entity: Entity, wanted: str) -> bool:
    """Tells whether each word is nearly one of the names. Which of several was meant is not for the likeness to say."""
    words = _words(entity)
    return all(any(is_alike(part, word) for word in words) for part in wanted.split())


def is_alike(one: str, other: str) -> bool:
    """Tells whether two folded words differ by a typing error at most."""
    from rapidfuzz import fuzz

    return one == other or (len(one) >= TYPO_LETTERS and fuzz.ratio(one, other) >= TYPO_MIN)


def _find_near(entities: Sequence[Entity], text: str) -> list[str]:
    from rapidfuzz import fuzz

    wanted = fold(text)
    scored = [(max(fuzz.WRatio(wanted, fold(name)) for name in entity.names), entity.label) for entity in entities]
    best = sorted((-score, label) for score, label in scored if score >= NEAR_MIN)
    return list(dict.fromkeys(label for _, label in best))[:NEAR_MAX]


def _words(entity: Entity) -> set[str]:
    codes = (_code(entity), entity.country or "")
    return {word for name in (*entity.names, *codes) for word in fold(name).split()}


def _code(entity: Entity) -> str:
    """Returns the code by which sheets name a topic; empty for what has none."""
    return entity.iri.removeprefix(v.TOPIC) if entity.kind == "topic" else ""


def _read_iri(text: str) -> str | None:
    found = _WRITTEN_IRI.fullmatch(text.strip())
    if not found:
        return None
    prefix, local = found.groups()
    return v.PREFIXES[prefix] + local if prefix in v.PREFIXES else f"{prefix}:{local}"


def _describe_apart(entities: Sequence[Entity]) -> list[str]:
    """Returns descriptions; with the IRI where two are described alike."""
    counts = Counter(entity.describe() for entity in entities)
    return [
        f"{entity.describe()} {_shorten(entity.iri)}" if counts[entity.describe()] > 1 else entity.describe()
        for entity in entities
    ]


def _shorten(iri: str) -> str:
    return f"id:{iri.removeprefix(v.ID)}" if iri.startswith(v.ID) else f"<{iri}>"


def _write_query(kinds: Iterable[str]) -> str:
    """Returns the query for all names, one row a graph, so that the name most articles use can be told."""
    _check_kinds(kinds)
    classes = " ".join(Iri(KINDS[kind]).sparql() for kind in kinds)
    properties = " ".join(Iri(each).sparql() for each in (*_NAMES, v.KG_country))
    return (
        "SELECT ?thing ?class ?property ?value WHERE { "
        f"VALUES ?class {{ {classes} }} VALUES ?property {{ {properties} }} "
        "GRAPH ?graph { ?thing a ?class . ?thing ?property ?value } }"
    )


def _check_kinds(kinds: Iterable[str]) -> None:
    for kind in kinds:
        if kind not in KINDS:
            raise InputError(f"unknown kind {kind!r}; use {', '.join(KINDS)}")


def _ask(store: Store, query: str) -> tuple[Row, ...]:
    answer = store.query(query)
    if not isinstance(answer, Solutions):
        raise ServiceError(f"a store answered a SELECT with {type(answer).__name__}; rows are expected")
    return answer.rows


def _make_entity(iri: str, kind: str, facts: Sequence[tuple[str, Iri | Literal]], lang: str) -> Entity:
    values: dict[str, list[str]] = defaultdict(list)
    for prop, value in facts:
        values[prop].append(value.value)
    labels = [value for prop, value in facts if prop == v.RDFS_label and isinstance(value, Literal)]
    names = sorted({name for prop in _NAMES for name in values[prop]}) or [iri]
    countries = sorted(set(values[v.KG_country])) if kind == "agency" else []
    return Entity(
        iri,
        kind,
        choose_label(labels, lang) or names[0],
        tuple(names),
        min(values[v.KG_acronym], default=None),
        countries[0].removeprefix(v.COUNTRY) if countries else None,
    )
