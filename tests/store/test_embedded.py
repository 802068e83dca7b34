"""Tests of kg.store.embedded, and of the terms and answers of every store."""

import io
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from kg.errors import InputError, QueryError, ServiceError, WorkspaceError
from kg.store.answers import Solutions, Triples, read_json_answer
from kg.store.embedded import EmbeddedStore
from kg.store.nquads import write_sorted
from kg.store.terms import LANG_STRING, BlankNode, Iri, Literal
from kg.vocab import XSD

G, H = "http://e/g", "http://e/h"


def quad(subject: str, value: str, graph: str = G) -> str:
    return f'<http://e/{subject}> <http://e/p> "{value}" <{graph}> .'


def filled() -> EmbeddedStore:
    store = EmbeddedStore()
    store.load([quad("a", "1"), quad("b", "2"), quad("a", "3", H)])
    return store


def test_a_select_answers_over_all_graphs() -> None:
    answer = filled().query("SELECT ?o WHERE { <http://e/a> ?p ?o } ORDER BY ?o")
    assert answer == Solutions(("o",), ((Literal("1"),), (Literal("3"),)))


def test_an_unbound_variable_is_none() -> None:
    answer = filled().query("SELECT ?s ?x WHERE { ?s ?p '2' OPTIONAL { ?s <http://e/none> ?x } }")
    assert answer == Solutions(("s", "x"), ((Iri("http://e/b"), None),))


def test_an_ask_answers_yes_or_no() -> None:
    assert filled().query("ASK { ?s ?p '1' }") is True
    assert filled().query("ASK { ?s ?p '9' }") is False


def test_a_construct_answers_sorted_triples() -> None:
    answer = filled().query("CONSTRUCT { ?s <http://e/q> ?o } WHERE { ?s ?p ?o FILTER(?o != '3') }")
    assert answer == Triples(('<http://e/a> <http://e/q> "1" .', '<http://e/b> <http://e/q> "2" .'))


def test_terms_keep_their_type() -> None:
    answer = filled().query("SELECT ('x'@en AS ?a) (4.5 AS ?b) (true AS ?c) (BNODE() AS ?d) WHERE {}")
    assert isinstance(answer, Solutions)
    text, number, flag, node = answer.rows[0]
    assert text == Literal("x", LANG_STRING, "en")
    assert isinstance(number, Literal) and number.python() == Decimal("4.5")
    assert isinstance(flag, Literal) and flag.python() is True
    assert isinstance(node, BlankNode)


@pytest.mark.parametrize(
    ("value", "datatype", "wanted"),
    [("7", "integer", 7), ("2024-06-26", "date", date(2024, 6, 26)), ("x", "integer", "x"), ("1e1", "double", 10.0)],
)
def test_literals_have_python_values(value: str, datatype: str, wanted: object) -> None:
    assert Literal(value, XSD + datatype).python() == wanted


def test_a_literal_is_written_with_its_escapes() -> None:
    assert Literal('a"b\\c\nd').sparql() == '"a\\"b\\\\c\\nd"'
    assert Literal("x", LANG_STRING, "de").sparql() == '"x"@de'
    assert Literal("1", XSD + "integer").sparql() == f'"1"^^<{XSD}integer>'


def test_what_cannot_be_an_iri_is_refused() -> None:
    with pytest.raises(InputError, match="is no IRI: it has '>'"):
        Iri("http://e/> } DROP").sparql()


def test_a_query_that_cannot_be_parsed_says_where() -> None:
    with pytest.raises(QueryError, match=r"query:2:\d+: expected"):
        EmbeddedStore().query("SELECT ?x\nWHERE ?x")


def test_replacing_a_graph_leaves_the_others() -> None:
    store = filled()
    store.replace_graph(G, [quad("c", "9")])
    assert store.dumps().decode().split("\n") == [quad("a", "3", H), quad("c", "9"), ""]
    store.replace_graph(G, [])
    assert store.graphs() == [H]


def test_replacing_with_quads_of_another_graph_is_refused() -> None:
    with pytest.raises(InputError, match="is not of graph 'http://e/g'"):
        filled().replace_graph(G, [quad("c", "9", H)])


def test_removing_a_graph_that_is_not_there_is_no_error() -> None:
    store = filled()
    store.remove_graph("http://e/nothing")
    store.remove_graph(H)
    assert store.graphs() == [G]


def test_bad_quads_are_refused_with_their_line() -> None:
    with pytest.raises(InputError, match="quads:2"):
        EmbeddedStore().load([quad("a", "1"), "nonsense"])
    with pytest.raises(InputError, match="N-Quads are expected"):
        EmbeddedStore().bulk_load(["nonsense"])


def test_bulk_loading_equals_loading() -> None:
    lines = [quad(f"s{number % 50}", str(number)) for number in range(5000)]
    one, other = EmbeddedStore(), EmbeddedStore()
    one.load(lines)
    other.bulk_load(f"{line}\n" for line in lines)
    assert one.dumps() == other.dumps()
    assert len(one) == 5000


def test_a_copy_on_disk_goes_its_own_way(tmp_path: Path) -> None:
    store = EmbeddedStore(tmp_path / "one")
    store.load([quad("a", "1")])
    store.flush()
    store.copy_to(tmp_path / "two")
    copy = EmbeddedStore(tmp_path / "two")
    copy.load([quad("b", "2")])
    assert (len(store), len(copy)) == (1, 2)


def test_opening_what_is_not_there_says_so(tmp_path: Path) -> None:
    with pytest.raises(WorkspaceError, match="the store cannot be opened"):
        EmbeddedStore(tmp_path / "none", read_only=True)


def test_sorting_goes_beyond_memory() -> None:
    lines = [f"{number * 7919 % 1000:04}\n".encode() for number in range(1000)]
    out = io.BytesIO()
    assert write_sorted([*lines, *lines], out, chunk=64) == 1000
    assert out.getvalue() == b"".join(sorted(lines))


def test_a_dump_can_leave_out_graphs() -> None:
    assert filled().dumps(skip=[G]).decode() == quad("a", "3", H) + "\n"


@pytest.mark.parametrize("data", [b"<html>", b"{}", b'{"head": {"vars": ["x"]}, "results": {"bindings": [{"x": 1}]}}'])
def test_what_is_no_answer_is_a_service_error(data: bytes) -> None:
    with pytest.raises(ServiceError, match="no SPARQL results"):
        read_json_answer(data)
