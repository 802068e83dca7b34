"""Answers from the derived data, held against those of SPARQL: row for row, on a base and on what changed since."""

import time
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from typing import Any

import pytest

from kg.errors import InputError, QueryError
from kg.query import find_entities, find_entity, find_query, known_queries, read_labels, run_query
from kg.query.derived import ANSWERS
from kg.query.evidence import list_evidence
from kg.rdf import mint
from kg.store.derived import Index
from kg.store.embedded import EmbeddedStore, read_turtle
from kg.store.terms import Iri, Literal
from kg.store.workspace import Workspace
from kg.vocab import PREFIXES
from tests.worlds import AGENCIES, PERSONS, make_sheets, resolve

PEOPLE = [mint("p", f"p{number}") for number in range(len(PERSONS))]
BODIES = [mint("a", key) for key in AGENCIES]
MEETINGS = [mint("m", f"meeting/m{number}") for number in range(12)]
SIDES = [*PEOPLE[:3], *BODIES, "country:FR", "country:DE", "id:p-nobody"]
FILTERS: list[dict[str, Any]] = [
    {},
    {"since": "2023-03-31"},
    {"until": "2023-04-01"},
    {"since": "2023-01-01", "until": "2023-12-31"},
    {"topic": "topic:security"},
    {"country": "country:FR"},
    {"country": "country:XX"},
    {"status": "kg:held kg:planned"},
    {"status": "kg:planned", "since": "2024-01-01"},
    {"status": "kg:cancelled"},
]
SUBJECTS: dict[str, list[dict[str, Any]]] = {
    "about-topic": [{"topic": "topic:security"}, {"topic": "topic:trade"}],
    "agency-meetings": [{"agency": each} for each in BODIES],
    "awards": [{}, {"recipient": PEOPLE[0]}, {"conferrer": BODIES[0]}, {"country": "country:DE"}, {"country": "country:FR"}],
    "between": [{"one": one, "two": two} for one, two in ((SIDES[3], SIDES[4]), (SIDES[6], SIDES[7]), (SIDES[6], SIDES[6]))],
    "changed": [{"since": "2023-05-01"}, {"since": "2023-05", "until": "2023-05-01"}, {"since": "2024"}],
    "common-contacts": [{"one": SIDES[0], "two": two} for two in SIDES[:4]],
    "evidence": [{"subjects": MEETINGS}, {"subjects": "id:m-none"}],
    "entity": [{"subjects": [*PEOPLE, *BODIES, "country:FR"]}, {"subjects": "id:p-nobody"},
               {"subjects": ["id:p-nobody", *PEOPLE[:2]]}],
    "meeting": [{"meetings": MEETINGS}],
    "meetings": [{}],
    "most-connected": [{}, {"kind": "kg:Agency"}, {"kind": "kg:Country"}, {"limit": 2}],
    "offices": [{"meetings": MEETINGS}],
    "path": [{"one": SIDES[1], "two": two} for two in SIDES[:5]],
    "posts-as-of": [{}, {"persons": PEOPLE[:2]}, {"agency": BODIES[0]}, {"country": "country:FR"},
                    {"agency": BODIES[1], "country": "country:DE"}],
    "timeline": [{"subject": each} for each in SIDES[1::2]],
    "top-pairs": [{}, {"kind": "kg:Agency"}, {"kind": "kg:Country"}, {"limit": 3}],
    "who-met": [{"person": each} for each in SIDES[1:8:2]],
}  # fmt: skip


class Derived:
    """A store that brings its derived data along."""

    def __init__(self, store: EmbeddedStore, index: Index) -> None:
        self.index = index
        self.query, self.statements_about, self.close = store.query, store.statements_about, store.close


@pytest.fixture(scope="module", params=["built", "changed"])
def stores(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Any, Any]]:
    """Yields a plain store and the same with derived data, a base alone or a base with a delta."""
    workspace = Workspace.create(tmp_path_factory.mktemp("ws") / "ws")
    with workspace.change(resolve) as change:
        for sheet in make_sheets(14, 5):
            change.put_sheet(sheet)
    if request.param == "built":
        workspace.build(lambda: (resolve, ()))
    else:
        workspace.build(lambda: (resolve, ()))
        for sheet in make_sheets(5, 6):
            with workspace.change(resolve) as change:
                change.put_sheet(sheet)
        with workspace.change() as change:
            change.remove("a9")
    with workspace.read() as store, workspace.read_derived() as index:
        assert index is not None
        assert (index.delta is None) == (request.param == "built")
        yield store, Derived(store, index)


def ask_all(name: str) -> Iterator[dict[str, Any]]:
    known = {parameter.name for parameter in find_query(name).parameters}
    for subject in SUBJECTS[name]:
        yield from (
            subject | {key: each[key] for key in each if key not in subject} for each in FILTERS if each.keys() <= known
        )


@pytest.mark.parametrize("name", known_queries())
def test_derived_answers_are_those_of_sparql(name: str, stores: tuple[Any, Any]) -> None:
    plain, derived = stores
    answered = 0
    for number, arguments in enumerate(ask_all(name)):
        limit = 2 if number % 4 == 1 else 9_999
        wanted, found = (run_query(store, name, arguments, limit) for store in (plain, derived))
        assert found == wanted, arguments
        answered += len(found.rows)
    assert answered


#: Article `two` tells what `one` does and has no more than a name; the third sentence has two places, the last none.
ODD_QUOTES = """
    <x:f> kg:evidence <x:e1>, _:e2, <x:e3>, <x:e4>, <x:e5>, "no sentence" .
    <x:e1> oa:hasSource <x:one> ; oa:hasSelector <x:e1q>, <x:e1p> . <x:e1q> oa:exact "One" . <x:e1p> oa:start 12 ; oa:end 15 .
    _:e2 oa:hasSource <x:one> ; oa:hasSelector [ oa:exact "Two"@en ], [ oa:start 2 ; oa:end 5 ] .
    <x:e3> oa:hasSource <x:one>, <x:two> ; oa:hasSelector [ oa:exact "Three" ; oa:start 20 ; oa:end 25, 26 ] .
    <x:e4> oa:hasSource <x:two> ; oa:hasSelector [ oa:exact "Four", "Fore" ], [ oa:start 9 ] .
    <x:e5> oa:hasSelector [ oa:exact "Nowhere" ] .
    <x:one> dcterms:title "First", "Erstes"@de ; dcterms:publisher "Post" ; schema:url <https://e/1>, "https://e/1" ;
        dcterms:issued "2023-05"^^<http://id.loc.gov/datatypes/edtf> ; dcterms:language "en" .
    <x:g> kg:evidence <x:e1> .
"""  # fmt: skip


def test_quotes_of_odd_graphs_are_those_of_sparql() -> None:
    prefixes = "".join(f"PREFIX {name}: <{PREFIXES[name]}>\n" for name in ("kg", "oa", "dcterms", "schema"))
    with closing(EmbeddedStore()) as store:
        for graph, text in (
            ("x:a", ODD_QUOTES),
            ("x:b", "<x:g> kg:evidence <x:e1> . <x:two> dcterms:title 'Second' ."),
        ):
            store.load(read_turtle(prefixes + text, "odd.ttl", graph))
        subjects = [Iri("x:g"), Iri("x:f"), Iri("x:nothing"), Iri("x:f"), Iri("http://[no"), Literal("x:f")]
        wanted = run_query(store, "evidence", {"subjects": [each for each in subjects if each.value != "http://[no"]})
        found = list_evidence(store, subjects, 9_999)
        assert len(found) > 20
        assert Counter(found) == Counter(wanted.rows)  # of those that sort alike, each may come first
        assert [row[0] for row in found] == [row[0] for row in wanted.rows]


def test_every_question_but_that_for_quotes_is_answered_from_derived_data() -> None:
    assert set(known_queries()) - set(ANSWERS) == {"evidence"}


@pytest.mark.parametrize("lang", ["en", "de", "it"])
def test_derived_labels_are_those_of_sparql(lang: str, stores: tuple[Any, Any]) -> None:
    plain, derived = stores
    iris = [*PEOPLE, *BODIES, "https://w3id.org/newskg/country/FR", "https://w3id.org/newskg/topic/trade", "x:unknown"]
    assert read_labels(derived, iris, lang) == read_labels(plain, iris, lang)


@pytest.mark.parametrize(
    "text",
    ["Ann Alt", "ann", "alt", "Gal", "fo", "F", "Frontier", "FP", "fr", "Polcie", "Frontier Polise", "Carla Kontee", "security",
     "drug", "france", "Francce", "nobody at all", "", "id:p-nobody", PEOPLE[0], "country:FR", "Order", "office DE"],
)  # fmt: skip
@pytest.mark.parametrize("kinds", [("person", "agency"), ("person", "agency", "country", "topic", "award")])
def test_derived_names_are_found_as_among_all(text: str, kinds: tuple[str, ...], stores: tuple[Any, Any]) -> None:
    plain, derived = stores
    assert find_entities(derived, text, kinds) == find_entities(plain, text, kinds)


def test_a_name_that_is_none_has_a_hint(stores: tuple[Any, Any]) -> None:
    with pytest.raises(InputError, match=r"did you mean .*Gina Gallo"):
        find_entity(stores[1], "Gena Galloway")


def test_derived_answers_have_a_limit_of_time(stores: tuple[Any, Any], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kg.query.run._answer_derived", lambda *_: time.sleep(5))
    monkeypatch.setattr(stores[1], "seconds", 0.05, raising=False)
    with pytest.raises(QueryError, match=r"stopped after 0\.05 s"):
        run_query(stores[1], "top-pairs")
