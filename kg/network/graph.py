"""The network of who met whom, as networkx has it: persons, agencies and countries, joined where they met.

What counts as having met is what the query library says: held meetings (planned ones on request), never cancelled
ones, and not those who came together.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from kg.errors import InputError, ServiceError
from kg.query.run import index_of
from kg.store import Iri, Row, Solutions, Store
from kg.store.encounters import find_pairs
from kg.vocab import KG, XSD_date

if TYPE_CHECKING:
    import networkx as nx

    from kg.query.derived.arguments import Choice as Meetings
    from kg.store.derived import Index

KINDS = {"person": KG + "Person", "agency": KG + "Agency", "country": KG + "Country"}
STATUSES = {"held": KG + "held", "planned": KG + "planned"}

_PARTS = """SELECT DISTINCT ?meeting ?who ?kind ?lead WHERE {{
  {{ SELECT DISTINCT ?meeting WHERE {{
    VALUES ?status {{ {statuses} }}
    ?meeting <{kg}status> ?status .
    FILTER(EXISTS {{ ?meeting <{kg}status> <{kg}held> }} || NOT EXISTS {{ ?meeting <{kg}status> <{kg}cancelled> }})
    {period}
  }} }}
  ?meeting <{kg}participation> ?part .
  ?part <{kg}participant> ?who .
  ?who a ?kind .
  FILTER(?kind IN (<{kg}Person>, <{kg}Agency>, <{kg}Country>))
  OPTIONAL {{ ?part <{kg}accompanies> ?lead }}
}}"""
_DAYS = "SELECT DISTINCT ?meeting ?first ?last {{ ?meeting <{kg}earliest> ?first . ?meeting <{kg}latest> ?last }}"


@dataclass(frozen=True, slots=True)
class Choice:
    """Which meetings make the network.

    since, until: first and last day (ISO 8601), None for no bound; undated meetings are in only without bounds.
    kinds: keys of KINDS that are nodes; statuses: keys of STATUSES.
    """

    since: str | None = None
    until: str | None = None
    kinds: Collection[str] = ("person", "agency")
    statuses: Collection[str] = ("held",)


def build_network(store: Store, choice: Choice | None = None) -> "nx.Graph[str]":
    """Builds the network of a store.

    Returns:
        A graph whose nodes are IRIs with `kind` (a key of KINDS), whose edges have `weight` (at how many meetings the
        two met), `meetings` (IRIs, sorted), `first` and `last` (ISO 8601 days, None where none is dated). Nodes and
        edges come in the order of their IRIs, so that equal stores give equal graphs.

    Raises:
        InputError: a kind, a status or a day is none.
    """
    choice = choice or Choice()
    names = {iri.removeprefix(KG).lower() for iri in _look_up(KINDS, choice.kinds, "kind")}
    index = index_of(store)
    if index is not None:
        return _build_derived(index, choice)
    parts, kinds = _read_parts(store, choice)
    met: dict[tuple[str, str], list[str]] = defaultdict(list)
    for meeting in sorted(parts):
        for one, two in find_pairs(parts[meeting]):
            if kinds.get(one) in names and kinds.get(two) in names:
                met[one, two].append(meeting)
    return _make_graph(met, kinds.__getitem__, _read_days(store).get)


def _build_derived(index: "Index", choice: Choice) -> "nx.Graph[str]":
    from kg.network.derived import read_days, read_kind, read_met

    met = read_met(index, choose_meetings(index, choice), choice.kinds)
    return _make_graph(met, lambda iri: read_kind(index, iri), lambda meeting: read_days(index, meeting))


def choose_meetings(index: "Index", choice: Choice) -> "Meetings":
    """Returns which meetings of derived data a choice wants.

    Raises:
        InputError: a kind, a status or a day is none.
    """
    from kg.network.derived import choose

    _look_up(KINDS, choice.kinds, "kind")
    for day in (choice.since, choice.until):
        if day is not None:
            _day(day)
    return choose(index, choice, _look_up(STATUSES, choice.statuses, "status"))


def _make_graph(
    met: Mapping[tuple[str, str], list[str]],
    kind_of: Callable[[str], str],
    days_of: Callable[[str], tuple[str, str] | None],
) -> "nx.Graph[str]":
    import networkx as nx

    graph: nx.Graph[str] = nx.Graph()
    for node in sorted({node for pair in met for node in pair}):
        graph.add_node(node, kind=kind_of(node))
    for (one, two), meetings in sorted(met.items()):
        days = [found for found in map(days_of, meetings) if found is not None]
        first = min((first for first, _ in days), default=None)
        last = max((last for _, last in days), default=None)
        graph.add_edge(one, two, weight=len(meetings), meetings=tuple(sorted(meetings)), first=first, last=last)
    return graph


def _read_parts(store: Store, choice: Choice) -> tuple[dict[str, set[tuple[str, str | None]]], dict[str, str]]:
    """Returns who took part in each meeting and whom they accompanied, and the kind of each who did."""
    lines = []
    for bound, prop, sign in ((choice.since, "latest", ">="), (choice.until, "earliest", "<=")):
        if bound is not None:
            lines.append(
                f'FILTER EXISTS {{ ?meeting <{KG}{prop}> ?day FILTER(?day {sign} "{_day(bound)}"^^<{XSD_date}>) }}'
            )
    statuses = " ".join(f"<{iri}>" for iri in _look_up(STATUSES, choice.statuses, "status"))
    parts: dict[str, set[tuple[str, str | None]]] = defaultdict(set)
    kinds: dict[str, str] = {}
    for meeting, who, kind, lead in _ask(store, _PARTS.format(kg=KG, statuses=statuses, period="\n    ".join(lines))):
        if isinstance(meeting, Iri) and isinstance(who, Iri) and isinstance(kind, Iri):
            parts[meeting.value].add((who.value, lead.value if lead is not None else None))
            kinds[who.value] = kind.value.removeprefix(KG).lower()
    return parts, kinds


def _read_days(store: Store) -> dict[str, tuple[str, str]]:
    days: dict[str, tuple[str, str]] = {}
    for meeting, first, last in _ask(store, _DAYS.format(kg=KG)):
        if meeting is not None and first is not None and last is not None:
            begin, end = days.get(meeting.value, (first.value, last.value))
            days[meeting.value] = (min(begin, first.value), max(end, last.value))
    return days


def _day(text: str) -> str:
    try:
        return date.fromisoformat(text).isoformat()
    except ValueError:
        raise InputError(f"{text!r} is no day; write YYYY-MM-DD") from None


def _look_up(known: dict[str, str], names: Collection[str], what: str) -> list[str]:
    for name in names:
        if name not in known:
            raise InputError(f"unknown {what} {name!r}; use {', '.join(known)}")
    return [known[name] for name in names]


def _ask(store: Store, sparql: str) -> tuple[Row, ...]:
    answer = store.query(sparql)
    if not isinstance(answer, Solutions):
        raise ServiceError(f"a store answered a SELECT with {type(answer).__name__}; rows are expected")
    return answer.rows
