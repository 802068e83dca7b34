"""Tests of kg.network: the network of a store, and its measures."""

import random
from pathlib import Path

import networkx as nx
import pyoxigraph
import pytest

from kg.errors import InputError
from kg.network import Choice, Hop, Rank, build_network, find_communities, find_path, find_paths, rank_nodes
from kg.store.embedded import EmbeddedStore
from kg.store.encounters import find_pairs
from kg.vocab import COUNTRY, ID

AMIN, BERTA, CARLOS = ID + "p-amin", ID + "p-berta", ID + "p-carlos"


@pytest.fixture(scope="module")
def store() -> EmbeddedStore:
    store = EmbeddedStore()
    meetings = Path(__file__).parents[1] / "query/meetings.trig"
    quads = pyoxigraph.parse(meetings.read_bytes(), format=pyoxigraph.RdfFormat.TRIG)
    store.load(f"{quad} ." for quad in quads)
    return store


def test_those_who_came_together_did_not_meet() -> None:
    parts = [("a", None), ("b", None), ("c", "a"), ("d", "a")]
    assert find_pairs(parts) == {("a", "b"), ("b", "c"), ("b", "d")}


def test_company_that_one_article_tells_of_counts_for_all() -> None:
    assert find_pairs([("a", None), ("b", None), ("b", "a")]) == set()


def test_who_met_is_an_edge_with_its_meetings_and_days(store: EmbeddedStore) -> None:
    graph = build_network(store)
    edge = {"weight": 1, "meetings": (ID + "m-berta",), "first": "2024-06-27", "last": "2024-06-27"}
    assert graph.edges[AMIN, BERTA] == edge
    assert graph.nodes[AMIN] == {"kind": "person"}
    assert sorted(graph.edges) == [(ID + "a-mas", ID + "a-sps"), (AMIN, BERTA), (BERTA, CARLOS)]
    assert graph.edges[ID + "a-mas", ID + "a-sps"]["first"] is None


def test_the_network_can_be_chosen(store: EmbeddedStore) -> None:
    assert set(build_network(store, Choice(since="2025-01-01")).edges) == {(BERTA, CARLOS)}
    assert set(build_network(store, Choice(until="2024-12-31", kinds=["person"])).edges) == {(AMIN, BERTA)}
    assert (AMIN, CARLOS) in build_network(store, Choice(statuses=["planned"])).edges
    assert (COUNTRY + "FR", AMIN) in build_network(store, Choice(kinds=["person", "country"])).edges


@pytest.mark.parametrize(
    ("choice", "message"),
    [
        (Choice(kinds=["dog"]), "unknown kind 'dog'; use person, agency, country"),
        (Choice(statuses=["cancelled"]), "unknown status 'cancelled'; use held, planned"),
        (Choice(since="2024"), "'2024' is no day; write YYYY-MM-DD"),
    ],
)
def test_a_wrong_choice_says_so(store: EmbeddedStore, choice: Choice, message: str) -> None:
    with pytest.raises(InputError, match=message):
        build_network(store, choice)


def test_nodes_are_ranked(store: EmbeddedStore) -> None:
    graph = build_network(store)
    assert rank_nodes(graph, kind="person") == [Rank(BERTA, 2), Rank(AMIN, 1), Rank(CARLOS, 1)]
    assert rank_nodes(graph, "betweenness")[0].node == BERTA
    assert rank_nodes(graph, "meetings")[0] == Rank(BERTA, 2)
    with pytest.raises(InputError, match="unknown measure 'fame'; use degree, meetings, betweenness"):
        rank_nodes(graph, "fame")


def test_betweenness_of_many_nodes_is_estimated_the_same_each_time(monkeypatch: pytest.MonkeyPatch) -> None:
    graph = nx.path_graph([f"n{number:02}" for number in range(30)])
    nx.set_node_attributes(graph, "person", "kind")
    monkeypatch.setattr("kg.network.measures.EXACT_NODES_MAX", 10)
    assert rank_nodes(graph, "betweenness") == rank_nodes(graph, "betweenness")


def test_communities_are_the_same_each_time(store: EmbeddedStore) -> None:
    graph = build_network(store)
    assert find_communities(graph) == [(AMIN, BERTA, CARLOS), (ID + "a-mas", ID + "a-sps")]
    assert find_communities(graph) == find_communities(graph)


def test_an_empty_store_gives_an_empty_network() -> None:
    graph = build_network(EmbeddedStore())
    assert (len(graph), rank_nodes(graph), find_communities(graph)) == (0, [], [])


def test_a_path_names_the_meetings_on_it(store: EmbeddedStore) -> None:
    graph = build_network(store)
    hops = (Hop(AMIN, BERTA, (ID + "m-berta",)), Hop(BERTA, CARLOS, (ID + "m-madrid",)))
    assert find_path(graph, AMIN, CARLOS) == hops
    assert find_path(graph, AMIN, ID + "a-mas") is None
    assert find_path(graph, AMIN, ID + "nobody") is None


def test_all_shortest_paths_are_as_networkx_finds_them() -> None:
    draw = random.Random(3)
    graph: nx.Graph[str] = nx.Graph()
    for _ in range(60):
        one, two = draw.sample("abcdefghijklmnopqrstuvwxyz", 2)
        graph.add_edge(one, two, meetings=())
    for one, two in (draw.sample(sorted(graph), 2) for _ in range(20)):
        found = [(hops[0].one, *(hop.two for hop in hops)) for hops in find_paths(graph, one, two)]
        assert found == sorted(map(tuple, nx.all_shortest_paths(graph, one, two)))
