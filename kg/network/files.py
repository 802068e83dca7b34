"""The network as files for other programs. The same network gives the same bytes."""

import io
import re
from collections.abc import Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import networkx as nx


def to_graphml(graph: "nx.Graph[str]", labels: Mapping[str, str]) -> bytes:
    """Returns GraphML (Gephi, Cytoscape, yEd, igraph). labels: of nodes, by IRI."""
    import networkx as nx

    out = io.BytesIO()
    nx.write_graphml_xml(_flatten(graph, labels), out)
    return out.getvalue()


def to_gexf(graph: "nx.Graph[str]", labels: Mapping[str, str]) -> bytes:
    """Returns GEXF 1.2 (Gephi), without the day it was written. labels: of nodes, by IRI."""
    import networkx as nx

    text = "\n".join(nx.generate_gexf(_flatten(graph, labels)))
    return re.sub(r' lastmodifieddate="[^"]*"', "", text, count=1).encode("utf-8") + b"\n"


def _flatten(graph: "nx.Graph[str]", labels: Mapping[str, str]) -> "nx.Graph[str]":
    """Returns the graph with attributes that files can hold: text and numbers, what is unknown left out."""
    import networkx as nx

    flat: nx.Graph[str] = nx.Graph()
    for node, fields in graph.nodes(data=True):
        flat.add_node(node, label=labels.get(node, node), **fields)
    for one, two, fields in graph.edges(data=True):
        known = {name: fields[name] for name in ("first", "last") if fields[name] is not None}
        flat.add_edge(one, two, weight=fields["weight"], meetings=" ".join(fields["meetings"]), **known)
    return flat
