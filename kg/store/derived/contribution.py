"""What one graph contributes to the derived data: rows, each once. Pure, so that a change can subtract what it added."""

from collections import defaultdict
from collections.abc import Iterable, Iterator

from kg import vocab as v
from kg.store.derived.relations import CLASSES_LEFT_OUT, NONE, PROPERTIES, TOLD, TOLD_WHO

#: Subject, property (IRIs) and object (kg.store.derived.terms).
Statement = tuple[str, str, str]
#: The relation's name, then a value a column: a term or a number.
Row = tuple[str | int, ...]


def contribute(statements: Iterable[Statement]) -> list[Row]:
    """Returns the rows that the statements of one graph give."""
    said: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for subject, predicate, obj in statements:
        said[predicate].append((subject, obj))
    rows: dict[Row, None] = {}
    for predicate, relation in PROPERTIES.items():
        for subject, obj in said.get(predicate, ()):
            if relation != "type" or obj not in CLASSES_LEFT_OUT:
                rows[relation, subject, obj] = None
    parts = dict.fromkeys(_read_parts(said))
    rows.update(dict.fromkeys(("part", *part) for part in parts))
    rows.update(dict.fromkeys(_seat(said, parts)))
    rows.update(dict.fromkeys(_tell(said, parts)))
    return list(rows)


def _read_parts(said: dict[str, list[tuple[str, str]]]) -> Iterator[tuple[str, str, str, str]]:
    """Yields meeting, who, whom they accompanied, role."""
    takers, leads, roles = (_group(said, each) for each in (v.KG_participant, v.KG_accompanies, v.KG_role))
    for meeting, node in said.get(v.KG_participation, ()):
        for who in takers.get(node, ()):
            for lead in leads.get(node, (NONE,)):
                for role in roles.get(node, (NONE,)):
                    yield meeting, who, lead, role


def _seat(said: dict[str, list[tuple[str, str]]], parts: Iterable[tuple[str, str, str, str]]) -> Iterator[Row]:
    posts, agencies, countries = (_group(said, each) for each in (v.KG_post, v.KG_agency, v.KG_country))
    tenures: dict[str, list[str]] = defaultdict(list)
    for tenure, holder in said.get(v.KG_holder, ()):
        if tenure in posts:
            tenures[holder].append(tenure)
    for tenure, held in posts.items():
        for post in held:
            for agency in agencies.get(post, ()):
                yield "tenure_agency", tenure, agency
            for country in countries.get(post, ()):
                yield "tenure_country", tenure, country
    for meeting, who, _, _ in parts:
        for tenure in tenures.get(who, ()):
            yield "seat", meeting, who, tenure


def _tell(said: dict[str, list[tuple[str, str]]], parts: Iterable[tuple[str, str, str, str]]) -> Iterator[Row]:
    articles = [subject for subject, cls in said.get(v.RDF_type, ()) if cls == v.KG_Article]
    facts = {fact for fact, _ in said.get(v.KG_evidence, ())}
    for article in articles:
        for predicate, kind in TOLD.items():
            for subject, obj in said.get(predicate, ()):
                if subject in facts:
                    yield "told", article, subject, kind, obj
        for meeting, who, _, _ in parts:
            if meeting in facts:
                yield "told", article, meeting, TOLD_WHO, who


def _group(said: dict[str, list[tuple[str, str]]], predicate: str) -> dict[str, list[str]]:
    groups: dict[str, list[str]] = {}
    for subject, obj in said.get(predicate, ()):
        groups.setdefault(subject, []).append(obj)
    return groups
