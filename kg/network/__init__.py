"""The graph as a network: who met whom (graph), who is central (measures), where to draw them (layout).

Refuses to load networkx before it is needed: a command that only looks something up starts without it.
"""

from kg.network.graph import KINDS, STATUSES, Choice, build_network
from kg.network.measures import (
    MEASURES,
    Hop,
    Rank,
    find_communities,
    find_path,
    find_paths,
    find_ways,
    rank_nodes,
    rank_store,
)

__all__ = [
    "KINDS",
    "MEASURES",
    "STATUSES",
    "Choice",
    "Hop",
    "Rank",
    "build_network",
    "find_communities",
    "find_path",
    "find_paths",
    "find_ways",
    "rank_nodes",
    "rank_store",
]
