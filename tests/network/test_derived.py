"""Tests of kg.network on derived data: the same network, rankings and ways as by SPARQL."""

from collections.abc import Iterator
from typing import Any

import networkx as nx
import pytest

from kg.network import Choice, build_network, find_ways, rank_store
from kg.rdf import mint
from kg.store.derived import Index
from kg.store.embedded import EmbeddedStore
from kg.store.workspace import Workspace
from tests.worlds import PERSONS, make_sheets, resolve

CHOICES = [
    Choice(),
    Choice(kinds=("person", "agency", "country")),
    Choice(kinds=("person",), statuses=("held", "planned")),
    Choice(since="2023-03-31", until="2023-12-31"),
]
PEOPLE = [mint("p", f"p{number}") for number in range(len(PERSONS))]


class Derived:
    """A store that brings its derived data along."""

    def __init__(self, store: EmbeddedStore, index: Index) -> None:
        self.index = index
        self.query = store.query


@pytest.fixture(scope="module")
def stores(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Any, Any]]:
    workspace = Workspace.create(tmp_path_factory.mktemp("ws") / "ws")
    sheets = list(make_sheets(9, 2))
    with workspace.change(resolve) as change:
        for sheet in sheets[:6]:
            change.put_sheet(sheet)
    workspace.build(lambda: (resolve, ()))
    with workspace.change(resolve) as change:
        for sheet in sheets[6:]:
            change.put_sheet(sheet)
    with workspace.read() as store, workspace.read_derived() as index:
        assert index is not None and index.delta is not None
        yield store, Derived(store, index)


@pytest.mark.parametrize("choice", CHOICES)
def test_the_network_is_the_same(choice: Choice, stores: tuple[Any, Any]) -> None:
    plain, derived = (build_network(store, choice) for store in stores)
    assert list(derived.nodes(data=True)) == list(plain.nodes(data=True))
    assert list(derived.edges(data=True)) == list(plain.edges(data=True))


@pytest.mark.parametrize("choice", CHOICES)
@pytest.mark.parametrize("measure", ["degree", "meetings", "betweenness"])
def test_rankings_are_the_same(choice: Choice, measure: str, stores: tuple[Any, Any]) -> None:
    for kind in (None, "person"):
        for limit in (None, 1, 3, 100):
            plain, derived = (rank_store(store, choice, measure, kind, limit) for store in stores)
            assert derived == plain


@pytest.mark.parametrize("choice", CHOICES)
def test_ways_are_the_same(choice: Choice, stores: tuple[Any, Any]) -> None:
    for two in [*PEOPLE[1:], PEOPLE[0], "https://w3id.org/newskg/id/p-nobody"]:
        plain, derived = (list(find_ways(store, choice, PEOPLE[0], two)) for store in stores)
        assert derived == plain


def test_long_ways_are_found_from_both_ends(tmp_path_factory: pytest.TempPathFactory) -> None:
    from kg.facts import ArticleInfo, FactSheet, Meeting, Participation, Person, Quote

    edges = [(0, 1), (1, 2), (2, 3), (3, 4), (4, 5), (0, 6), (6, 2), (3, 7), (7, 5), (8, 9)]
    meetings = tuple(
        Meeting(f"m{one}-{two}", "meeting", "held", (Participation(f"p{one}", "host"), Participation(f"p{two}", "guest")),
                (Quote("They met"),))
        for one, two in edges
    )  # fmt: skip
    persons = tuple(Person(f"p{number}", f"Person {number}") for number in range(10))
    workspace = Workspace.create(tmp_path_factory.mktemp("ws") / "ws")
    with workspace.change(resolve) as change:
        change.put_sheet(FactSheet(ArticleInfo("a", "en"), persons, meetings=meetings))
    with workspace.ask() as store:
        graph = nx.Graph(edges)
        for two in (1, 2, 3, 4, 5, 9):
            ways = [
                [way[0].one, *(hop.two for hop in way)]
                for way in find_ways(store, Choice(), PEOPLE[0], mint("p", f"p{two}"))
            ]
            wanted = nx.all_shortest_paths(graph, 0, two) if nx.has_path(graph, 0, two) else ()
            assert ways == sorted([mint("p", f"p{number}") for number in nodes] for nodes in wanted)
