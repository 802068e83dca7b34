"""The constants of kg.vocab and the terms of ontology/kg.ttl are the same."""

from pathlib import Path

import pyoxigraph as ox
import pytest

from kg import vocab
from kg.facts import model
from kg.resources import find_folder

CONSTANTS = {name: value for name, value in vars(vocab).items() if isinstance(value, str) and not name.startswith("__")}
TERMS = {name: value for name, value in CONSTANTS.items() if "_" in name and not name.endswith("_GRAPH")}


def kg_subjects() -> set[str]:
    quads = ox.parse(path=find_folder("ontology") / "kg.ttl", format=ox.RdfFormat.TURTLE)
    return {quad.subject.value for quad in quads if quad.subject.value.startswith(vocab.KG)}


def test_ontology_and_constants_name_the_same_terms():
    assert {value for value in TERMS.values() if value.startswith(vocab.KG)} == kg_subjects()


@pytest.mark.parametrize("name", sorted(TERMS))
def test_constant_is_named_like_its_prefixed_name(name):
    prefix, _, local = name.partition("_")
    assert TERMS[name] == vocab.PREFIXES[prefix.lower()] + local


def test_prefixes_are_the_namespaces():
    namespaces = set(CONSTANTS.values()) - set(TERMS.values()) - {vocab.EDTF, vocab.REFERENCE_GRAPH, vocab.LINKS_GRAPH}
    assert set(vocab.PREFIXES.values()) == namespaces


def test_every_word_of_the_fact_sheet_has_a_term():
    assert tuple(vocab.STATUSES) == model.STATUSES
    assert tuple(vocab.ROLES) == model.ROLES
    assert tuple(vocab.REVIEWS) == model.REVIEWS
    assert set(vocab.MEETING_CLASSES) == set(model.MEETING_KINDS)


def test_vocabulary_imports_nothing():
    assert "import " not in Path(vocab.__file__).read_text("utf-8").split('"""', 2)[2]
