"""The whole query library on each store, over the hand-made graph of tests/query."""

from typing import Any

import pytest

from kg.network import build_network
from kg.query.find import find_entity
from kg.query.labels import read_labels
from kg.query.run import run_query
from kg.store import WritableStore
from kg.vocab import COUNTRY

from ..query.conftest import load_embedded
from ..query.test_library import CASES, rows_of


@pytest.fixture(scope="session")
def filled(running_store: WritableStore) -> WritableStore:
    for graph in running_store.graphs():
        running_store.remove_graph(graph)
    running_store.load(load_embedded().dumps().decode().splitlines())
    return running_store


@pytest.mark.parametrize(("name", "arguments", "columns", "wanted"), CASES, ids=lambda value: str(value)[:40])
def test_every_query_answers_the_same(
    filled: WritableStore, name: str, arguments: dict[str, Any], columns: str, wanted: list[tuple[object, ...]]
) -> None:
    assert rows_of(run_query(filled, name, arguments), columns) == wanted


def test_names_are_found_and_shown(filled: WritableStore) -> None:
    assert find_entity(filled, "carlos ruiz").iri.endswith("p-carlos")
    assert read_labels(filled, [COUNTRY + "MA"], "de") == {COUNTRY + "MA": "Marokko"}


def test_the_network_is_the_same(filled: WritableStore) -> None:
    wanted = build_network(load_embedded())
    found = build_network(filled)
    assert (dict(found.nodes(data=True)), list(found.edges(data=True))) == (
        dict(wanted.nodes(data=True)),
        list(wanted.edges(data=True)),
    )
