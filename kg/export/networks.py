"""Who met whom as files: networks for network programs, pairs and meetings as tables."""

import csv
import io
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, BinaryIO

from kg.network import Choice, build_network
from kg.network.files import to_gexf, to_graphml
from kg.network.graph import KINDS
from kg.query import label_result, read_labels, run_query, to_csv

if TYPE_CHECKING:
    import networkx as nx

    from kg.store.workspace import Workspace

PAIR_COLUMNS = ("one", "two", "one_iri", "two_iri", "meetings", "first", "last", "meeting_iris")


def write_graphml(workspace: "Workspace", out: BinaryIO) -> int:
    """Writes the network of persons, agencies and countries as GraphML; returns the number of edges."""
    graph, labels = _read_network(workspace)
    out.write(to_graphml(graph, labels))
    return graph.number_of_edges()


def write_gexf(workspace: "Workspace", out: BinaryIO) -> int:
    """Writes the network of persons, agencies and countries as GEXF; returns the number of edges."""
    graph, labels = _read_network(workspace)
    out.write(to_gexf(graph, labels))
    return graph.number_of_edges()


def write_pairs(workspace: "Workspace", out: BinaryIO) -> int:
    """Writes who met whom as CSV, one pair a row in the order of their IRIs; returns the number of pairs."""
    graph, labels = _read_network(workspace)
    rows = []
    for one, two, edge in sorted(graph.edges(data=True), key=lambda edge: edge[:2]):
        names, meetings = (labels.get(one, one), labels.get(two, two)), " ".join(edge["meetings"])
        rows.append((*names, one, two, edge["weight"], edge["first"], edge["last"], meetings))
    out.write(_make_csv([PAIR_COLUMNS, *rows]))
    return len(rows)


def write_meetings(workspace: "Workspace", out: BinaryIO) -> int:
    """Writes the meetings that were held as CSV, in the order of their days; returns their number."""
    with workspace.read() as store:
        result = label_result(store, run_query(store, "meetings", max_rows=None))
    out.write(to_csv(result).encode("utf-8"))
    return len(result.rows)


def _read_network(workspace: "Workspace") -> tuple["nx.Graph[str]", Mapping[str, str]]:
    with workspace.read() as store:
        graph = build_network(store, Choice(kinds=tuple(KINDS)))
        return graph, read_labels(store, graph.nodes)


def _make_csv(rows: Iterable[Iterable[object]]) -> bytes:
    text = io.StringIO()
    csv.writer(text).writerows(rows)
    return text.getvalue().encode("utf-8")
