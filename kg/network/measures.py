"""Measures of the network: who is at its centre, what parts it has, how two are connected."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from kg.errors import InputError
from kg.query.run import index_of

if TYPE_CHECKING:
    import networkx as nx

    from kg.network.graph import Choice
    from kg.store import Store

#: Betweenness is exact up to this many nodes, 4 s; beyond, it is estimated from that many sources.
EXACT_NODES_MAX = 1_000
SEED = 7


@dataclass(frozen=True, slots=True)
class Rank:
    """A node and its score; the higher the more central."""

    node: str
    score: float


@dataclass(frozen=True, slots=True)
class Hop:
    """A step of a path: the two met at these meetings (IRIs, sorted)."""

    one: str
    two: str
    meetings: tuple[str, ...]


def rank_degree(graph: "nx.Graph[str]") -> dict[str, float]:
    """Returns how many others each node met."""
    return {node: float(degree) for node, degree in graph.degree()}


def rank_meetings(graph: "nx.Graph[str]") -> dict[str, float]:
    """Returns how often each node met another: each other counts at each meeting."""
    return {node: float(degree) for node, degree in graph.degree(weight="weight")}


def rank_betweenness(graph: "nx.Graph[str]") -> dict[str, float]:
    """Returns the share (0-1) of shortest paths between others that lead through each node (Freeman 1977).

    Above EXACT_NODES_MAX nodes it is estimated from a seeded sample of sources (Brandes and Pich 2007).
    """
    import networkx as nx

    sample = EXACT_NODES_MAX if len(graph) > EXACT_NODES_MAX else None
    return dict(nx.betweenness_centrality(graph, k=sample, seed=SEED))


MEASURES: dict[str, Callable[["nx.Graph[str]"], dict[str, float]]] = {
    "degree": rank_degree,
    "meetings": rank_meetings,
    "betweenness": rank_betweenness,
}


def rank_nodes(graph: "nx.Graph[str]", measure: str = "degree", kind: str | None = None) -> list[Rank]:
    """Returns the nodes by a measure, highest first, equals by IRI.

    Args:
        graph: as kg.network.graph makes it.
        measure: a key of MEASURES.
        kind: only nodes of this kind; None for all. The measure is always of the whole graph.

    Raises:
        InputError: the measure is unknown.
    """
    if measure not in MEASURES:
        raise InputError(f"unknown measure {measure!r}; use {', '.join(MEASURES)}")
    scores = MEASURES[measure](graph)
    ranks = [Rank(node, score) for node, score in scores.items() if kind in (None, graph.nodes[node]["kind"])]
    return sorted(ranks, key=lambda rank: (-rank.score, rank.node))


def rank_store(
    store: "Store", choice: "Choice", measure: str = "degree", kind: str | None = None, limit: int | None = None
) -> list[tuple[Rank, str]]:
    """Returns what rank_nodes does of a store's network, each with its kind; where counts are kept, out of these.

    limit: so many at most.

    Raises:
        InputError: the measure is unknown, or the choice is wrong.
    """
    from kg.network.derived import COUNTED, rank_counted
    from kg.network.graph import build_network, choose_meetings

    index = index_of(store)
    if index is not None and measure in COUNTED:
        counted = rank_counted(index, choose_meetings(index, choice), choice.kinds, measure, kind, limit)
        return [(Rank(node, float(score)), found) for node, score, found in counted]
    graph = build_network(store, choice)
    return [(rank, graph.nodes[rank.node]["kind"]) for rank in rank_nodes(graph, measure, kind)[:limit]]


def find_ways(store: "Store", choice: "Choice", one: str, two: str) -> Iterator[tuple[Hop, ...]]:
    """Yields what find_paths does of a store's network, without building it where there are derived data."""
    from kg.network.derived import Ways
    from kg.network.graph import build_network, choose_meetings

    index = index_of(store)
    if index is None:
        yield from find_paths(build_network(store, choice), one, two)
        return
    ways = Ways(index, choose_meetings(index, choice), choice.kinds)
    for nodes in ways.shortest(one, two):
        yield tuple(Hop(a, b, ways.meetings(a, b)) for a, b in pairwise(nodes))


def find_communities(graph: "nx.Graph[str]") -> list[tuple[str, ...]]:
    """Returns groups that meet more among themselves than with others (Louvain, seeded); largest first."""
    import networkx as nx

    groups = nx.community.louvain_communities(graph, weight="weight", seed=SEED) if len(graph) else []
    return sorted((tuple(sorted(group)) for group in groups), key=lambda group: (-len(group), group))


def find_path(graph: "nx.Graph[str]", one: str, two: str) -> tuple[Hop, ...] | None:
    """Returns the shortest path between two nodes; None if nothing connects them.

    Of several shortest paths it is the first by the IRIs on it, so that equal graphs give equal paths.
    """
    return next(find_paths(graph, one, two), None)


def find_paths(graph: "nx.Graph[str]", one: str, two: str) -> Iterator[tuple[Hop, ...]]:
    """Yields all shortest paths between two nodes, in the order of the IRIs on them."""
    import networkx as nx

    if one not in graph or two not in graph or one == two or not nx.has_path(graph, one, two):
        return
    distances = nx.single_source_shortest_path_length(graph, two)
    for nodes in _walk_down(graph, [one], distances):
        yield tuple(Hop(a, b, graph.edges[a, b]["meetings"]) for a, b in pairwise(nodes))


def _walk_down(graph: "nx.Graph[str]", walked: list[str], distances: dict[str, int]) -> Iterator[list[str]]:
    here = walked[-1]
    if distances[here] == 0:
        yield walked
    for node in sorted(graph[here]):
        if distances[node] == distances[here] - 1:
            yield from _walk_down(graph, [*walked, node], distances)
