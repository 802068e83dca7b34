"""The reference graph: what no article says, above all the names of topics, countries and terms, from ontology/."""

from collections.abc import Iterator

from kg.resources import read_resource
from kg.vocab import REFERENCE_GRAPH, KG_demonym

FILES = ("kg.ttl", "topics.ttl", "countries.ttl")
#: What only extraction reads, and would be two thirds of the graph.
LEFT_OUT = frozenset({KG_demonym})


def read_reference() -> Iterator[str]:
    """Yields the quads of the reference graph as N-Quads."""
    from kg.store.embedded import read_turtle

    for name in FILES:
        yield from read_turtle(read_resource("ontology", name), name, REFERENCE_GRAPH, LEFT_OUT)
