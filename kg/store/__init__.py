"""The store: the graph on disk, in memory or behind a service, and the workspace folder it is derived from.

It refuses to be written by two at once. It runs what queries it is given: kg.query.guard is the door for foreign ones.
"""

from kg.store.answers import Answer, Row, Solutions, Triples
from kg.store.protocol import Store, WritableStore
from kg.store.registry import STORES, open_store
from kg.store.terms import BlankNode, Iri, Literal, Term

__all__ = [
    "STORES",
    "Answer",
    "BlankNode",
    "Iri",
    "Literal",
    "Row",
    "Solutions",
    "Store",
    "Term",
    "Triples",
    "WritableStore",
    "open_store",
]
