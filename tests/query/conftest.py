"""The hand-made graph of meetings.trig, in Oxigraph and in rdflib."""

import warnings
from pathlib import Path

import pyoxigraph
import pytest
import rdflib

from kg.store.answers import Solutions, read_json_answer
from kg.store.embedded import EmbeddedStore

MEETINGS = Path(__file__).parent / "meetings.trig"


def load_embedded() -> EmbeddedStore:
    store = EmbeddedStore()
    quads = pyoxigraph.parse(MEETINGS.read_bytes(), format=pyoxigraph.RdfFormat.TRIG)
    store.load(f"{quad} ." for quad in quads)
    return store


class RdflibStore:
    """Answers queries with rdflib, to hold the library against a second engine."""

    def __init__(self) -> None:
        with warnings.catch_warnings(action="ignore", category=DeprecationWarning):  # rdflib warns of itself
            self.dataset = rdflib.Dataset(default_union=True)
            self.dataset.parse(data=MEETINGS.read_text("utf-8"), format="trig")

    def query(self, sparql: str) -> Solutions:
        with warnings.catch_warnings(action="ignore", category=DeprecationWarning):
            answer = read_json_answer(self.dataset.query(sparql).serialize(format="json") or b"")
        assert isinstance(answer, Solutions)
        # Where a GROUP BY has nothing to group, rdflib answers one row without a key.
        return Solutions(answer.variables, tuple(row for row in answer.rows if row[0] is not None))


@pytest.fixture(scope="session")
def store() -> EmbeddedStore:
    return load_embedded()


@pytest.fixture(scope="session")
def rdflib_store() -> RdflibStore:
    return RdflibStore()
