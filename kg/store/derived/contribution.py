"""What one graph contributes to the derived data: rows, each once. Pure, so that a change can subtract what it added."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from kg import vocab as v
from kg.store.derived.relations import CLASSES_LEFT_OUT, NONE, PROPERTIES, TOLD, TOLD_WHO

#: Subject, property (IRIs) and object (kg.store.derived.terms).
Statement = tuple[str, str, str]
#: A value a column: a term or a number.
Row = tuple[str | int, ...]
#: Rows by the name of their relation.
Rows = Mapping[str, Sequence[Row]]
#: Subjects and objects of the statements with a property.
Said = dict[str, list[tuple[str, str]]]

#: The properties that anything is derived from; most statements of a graph have others.
WANTED = tuple(
    dict.fromkeys(
        (*PROPERTIES, *TOLD, v.KG_participation, v.KG_participant, v.KG_accompanies, v.KG_role, v.KG_evidence)
    )
)


def contribute(statements: Iterable[Statement]) -> Rows:
    """Returns the rows that the statements of one graph give."""
    said: Said = {predicate: [] for predicate in WANTED}
    for subject, predicate, obj in statements:
        if predicate in said:
            said[predicate].append((subject, obj))
    return contribute_said(said)


def contribute_said(said: Said) -> Rows:
    """Returns the rows that statements give which are sorted out already. said: has all properties of WANTED."""
    rows: dict[str, Iterable[Row]] = {}
    for predicate, relation in PROPERTIES.items():
        rows[relation] = [*rows.get(relation, ()), *said[predicate]]
    rows["type"] = (row for row in said[v.RDF_type] if row[1] not in CLASSES_LEFT_OUT)
    parts = dict.fromkeys(_read_parts(said))
    seats = dict.fromkeys(_seat(said, parts))
    agencies, countries = (list(_follow_posts(said, each)) for each in (v.KG_agency, v.KG_country))
    rows |= {"part": parts, "seat": seats, "tenure_agency": agencies, "tenure_country": countries}
    rows |= {"side": _take_sides(seats, [*agencies, *countries]), "told": _tell(said, parts)}
    return {relation: unique for relation, found in rows.items() if (unique := list(dict.fromkeys(found)))}


def _read_parts(said: Said) -> Iterator[tuple[str, str, str, str]]:
    """Yields meeting, who, whom they accompanied, role."""
    takers, leads, roles = (_group(said[each]) for each in (v.KG_participant, v.KG_accompanies, v.KG_role))
    for meeting, node in said[v.KG_participation]:
        for who in takers.get(node, ()):
            for lead in leads.get(node, (NONE,)):
                for role in roles.get(node, (NONE,)):
                    yield meeting, who, lead, role


def _follow_posts(said: Said, predicate: str) -> Iterator[tuple[str, str]]:
    """Yields tenure and what its post has by a property."""
    found = _group(said[predicate])
    for tenure, post in said[v.KG_post]:
        for each in found.get(post, ()):
            yield tenure, each


def _take_sides(seats: Iterable[tuple[str, str, str]], posts: Iterable[tuple[str, str]]) -> Iterator[Row]:
    """Yields agency or country, meeting, who took part for it. posts: tenures with what their posts are of."""
    sides = _group(posts)
    for meeting, who, tenure in seats:
        for side in sides.get(tenure, ()):
            yield side, meeting, who


def _seat(said: Said, parts: Iterable[tuple[str, str, str, str]]) -> Iterator[tuple[str, str, str]]:
    """Yields meeting, who took part, by which tenure."""
    posted = {tenure for tenure, _ in said[v.KG_post]}
    tenures = _group((holder, tenure) for tenure, holder in said[v.KG_holder] if tenure in posted)
    for meeting, who, _, _ in parts:
        for tenure in tenures.get(who, ()):
            yield meeting, who, tenure


def _tell(said: Said, parts: Iterable[tuple[str, str, str, str]]) -> Iterator[Row]:
    """Yields article, fact, kind of value, value."""
    facts = {fact for fact, _ in said[v.KG_evidence]}
    for article in (subject for subject, cls in said[v.RDF_type] if cls == v.KG_Article):
        for predicate, kind in TOLD.items():
            for subject, obj in said[predicate]:
                if subject in facts:
                    yield article, subject, kind, obj
        for meeting, who, _, _ in parts:
            if meeting in facts:
                yield article, meeting, TOLD_WHO, who


def _group(pairs: Iterable[tuple[str, str]]) -> dict[str, list[str]]:
    groups: dict[str, list[str]] = {}
    for subject, obj in pairs:
        groups.setdefault(subject, []).append(obj)
    return groups
