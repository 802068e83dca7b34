"""The reference graph, what no article says: labels of topics, countries and terms, from the Turtle in ontology/."""

from functools import cache
from pathlib import Path

from kg.rdf.terms import check_iri, write_literal
from kg.resources import find_folder
from kg.vocab import REFERENCE_GRAPH, XSD_string

FILES = ("kg.ttl", "topics.ttl", "countries.ttl")


def reference_files() -> tuple[Path, ...]:
    """Returns the Turtle files of the reference graph, for stores that read Turtle themselves."""
    folder = find_folder("ontology")
    return tuple(folder / name for name in FILES)


@cache
def reference_nquads() -> tuple[str, ...]:
    """Returns the reference graph as sorted lines of N-Quads with their line breaks.

    The graph is kg.vocab.REFERENCE_GRAPH. Reading takes some tenths of a second: do it when a store is made.
    """
    from rdflib import Graph, Literal

    graph = Graph()
    for path in reference_files():
        graph.parse(path, format="turtle")
    lines = set()
    for subject, predicate, obj in graph:
        if isinstance(obj, Literal):
            term = write_literal(str(obj), str(obj.datatype or XSD_string))
            term += f"@{obj.language}" if obj.language else ""
        else:
            term = f"<{check_iri(str(obj))}>"
        lines.add(f"<{check_iri(str(subject))}> <{check_iri(str(predicate))}> {term} <{REFERENCE_GRAPH}> .\n")
    return tuple(sorted(lines))
