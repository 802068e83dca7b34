"""Fact sheets become RDF: quads of one named graph an article; SHACL validation.

Mapping is pure and makes no blank nodes. The room refuses what would not be one line of N-Quads each.
"""

from kg.rdf.mapping import Resolve, map_sheet, nquads_of, quads_of, write_nquads
from kg.rdf.minting import article_iri, country_iri, graph_iri, mint, topic_iri
from kg.rdf.terms import Literal, Quad
from kg.rdf.validation import Violation, validate_graph

__all__ = [
    "Literal",
    "Quad",
    "Resolve",
    "Violation",
    "article_iri",
    "country_iri",
    "graph_iri",
    "map_sheet",
    "mint",
    "nquads_of",
    "quads_of",
    "topic_iri",
    "validate_graph",
    "write_nquads",
]
