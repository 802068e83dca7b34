"""Tests of the questions that the seed article answers, asked by name through the room's door."""

import subprocess
import sys
from pathlib import Path

import pytest

from kg.facts import read_sheet
from kg.query import ask, find_entity, find_query, known_queries, label_result, read_labels, run_query, to_texts
from kg.rdf import nquads_of
from kg.store import Store
from kg.store.embedded import EmbeddedStore
from kg.store.reference import read_reference

SEEDS = Path(__file__).parents[2] / "seeds"


@pytest.fixture(scope="module")
def store() -> Store:
    store = EmbeddedStore()
    store.load(read_reference())
    for path in SEEDS.glob("*.json"):
        store.load(nquads_of(read_sheet(path)))
    return store


def test_who_met_on_the_seed_gives_the_counterparts_and_not_the_delegation(store: Store) -> None:
    person = find_entity(store, "hammouchi", ["person"])
    result = label_result(store, ask(store, "who-met", person=person.iri), "de")
    met = {str(row["other"]): row for row in to_texts(result)}
    assert set(met) == {"Celine Berthon", "Nicolas Lerner", "Frédéric Veaux", "Frankreich"}
    assert {(row["first"], row["last"]) for row in met.values()} == {("2024-06-26", "2024-06-28")}
    assert "Terrorismusbekämpfung" in str(met["Nicolas Lerner"]["topics"])


def test_the_delegation_met_its_hosts_and_not_its_head(store: Store) -> None:
    agency = find_entity(store, "DGST", ["agency"])
    result = label_result(store, ask(store, "who-met", person=agency.iri))
    assert {row["other"] for row in to_texts(result)} == {"France"}


def test_the_medal_is_found_by_its_country(store: Store) -> None:
    result = label_result(store, ask(store, "awards", country="country:FR"))
    assert [row["recipient"] for row in to_texts(result)] == [("Abdellatif Hammouchi",)]


def test_each_meeting_of_the_seed_has_its_quotes(store: Store) -> None:
    person = find_entity(store, "hammouchi", ["person"])
    meetings = sorted({cell.value for cell in ask(store, "who-met", person=person.iri).cells("meeting")})  # type: ignore[union-attr]
    result = ask(store, "evidence", subjects=meetings)
    assert {cell.value for cell in result.cells("subject")} == set(meetings)  # type: ignore[union-attr]


def test_every_known_query_can_be_read() -> None:
    assert [find_query(name).name for name in known_queries()] == list(known_queries())
    assert {"who-met", "between", "path", "changed"} <= set(known_queries())


def test_ask_is_run_query_with_keywords(store: Store) -> None:
    assert ask(store, "most-connected", limit=2) == run_query(store, "most-connected", {"limit": 2})


def test_labels_are_in_the_language_or_english_or_left_out(store: Store) -> None:
    france, nobody = "https://w3id.org/newskg/country/FR", "https://w3id.org/newskg/id/p-nobody"
    assert read_labels(store, [france, nobody], "de") == {france: "Frankreich"}
    assert read_labels(store, [france], "xx") == {france: "France"}
    assert read_labels(store, []) == {}


def test_a_look_up_imports_no_other_engine() -> None:
    code = (
        "import sys, kg.query as q; q.ask, q.find_entity, q.label_result, q.to_csv; "
        "print({'rdflib', 'networkx', 'rapidfuzz', 'numpy', 'click'} & set(sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set()"
