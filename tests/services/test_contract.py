"""What every store has to do, on each of them."""

import io

import pytest

from kg.errors import InputError, QueryError
from kg.query.run import run_sparql
from kg.store import Iri, Literal, Solutions, Triples, WritableStore
from kg.store.embedded import EmbeddedStore
from kg.store.terms import LANG_STRING
from kg.vocab import GRAPH, XSD

ONE, TWO = GRAPH + "one", GRAPH + "two"


def quad(subject: str, value: str, graph: str = ONE) -> str:
    return f"<http://e/{subject}> <http://e/p> {value} <{graph}> ."


def dump(store: WritableStore) -> list[str]:
    out = io.BytesIO()
    count = store.dump(out)
    lines = out.getvalue().decode().splitlines()
    assert count == len(lines) == len(store)
    return lines


def test_quads_come_back_as_they_went_in(store: WritableStore) -> None:
    values = ['"1"', '"é \\"q\\" \\\\ \\n \\t 😀"', '"x"@de', '"2024-06-26/.."^^<http://id.loc.gov/datatypes/edtf>']
    values += [f'"2024-06-26"^^<{XSD}date>', f'"7"^^<{XSD}integer>', f'"0.5"^^<{XSD}decimal>', "<http://e/o>"]
    lines = sorted(quad("s", value, graph) for value in values for graph in (ONE, TWO))
    store.load(lines)
    # Every engine has its own way to write the same; the embedded one's is what dumps are compared by.
    again = EmbeddedStore()
    again.load(dump(store))
    wanted = EmbeddedStore()
    wanted.load(lines)
    assert again.dumps() == wanted.dumps()


def test_the_default_graph_is_the_union_of_all(store: WritableStore) -> None:
    store.load([quad("a", '"1"'), quad("a", '"2"', TWO)])
    answer = store.query("SELECT ?o WHERE { <http://e/a> <http://e/p> ?o } ORDER BY ?o")
    assert answer == Solutions(("o",), ((Literal("1"),), (Literal("2"),)))
    answer = store.query("SELECT ?g WHERE { GRAPH ?g { <http://e/a> <http://e/p> '2' } }")
    assert answer == Solutions(("g",), ((Iri(TWO),),))


def test_loading_twice_is_loading_once(store: WritableStore) -> None:
    store.load([quad("a", '"1"')])
    store.load([quad("a", '"1"')])
    assert len(store) == 1


def test_replacing_a_graph_leaves_the_others(store: WritableStore) -> None:
    store.load([quad("a", '"1"'), quad("b", '"2"'), quad("a", '"3"', TWO)])
    store.replace_graph(ONE, [quad("c", '"9"')])
    assert dump(store) == [quad("a", '"3"', TWO), quad("c", '"9"')]
    store.replace_graph(ONE, [])
    assert store.graphs() == [TWO]
    store.remove_graph(TWO)
    store.remove_graph(GRAPH + "nothing")
    assert (store.graphs(), len(store)) == ([], 0)


def test_many_quads_are_loaded_in_bulk(store: WritableStore) -> None:
    lines = [quad(f"s{number:04}", f'"{number}"', f"{GRAPH}g{number // 100}") for number in range(5000)]
    store.bulk_load(lines)
    assert (len(store), len(store.graphs())) == (5000, 50)


def test_a_dump_can_leave_out_graphs(store: WritableStore) -> None:
    store.load([quad("a", '"1"'), quad("a", '"3"', TWO)])
    out = io.BytesIO()
    assert store.dump(out, [ONE]) == 1
    assert out.getvalue().decode() == quad("a", '"3"', TWO) + "\n"


def test_quads_that_are_none_are_refused(store: WritableStore) -> None:
    for line in ("nonsense", '<a:a> <a:b> "x" .', "<a:a> <a:b> <a:c> <a:g> . } DROP ALL"):
        with pytest.raises(InputError, match=r"N-Quads are expected|is not of graph"):
            store.replace_graph(ONE, [line])
    with pytest.raises(InputError, match="is not of graph"):
        store.replace_graph(ONE, [quad("a", '"1"', TWO)])
    assert len(store) == 0


def test_all_forms_of_queries_are_answered(store: WritableStore) -> None:
    store.load([quad("a", '"x"@de')])
    assert store.query("ASK { ?s ?p 'x'@de }") is True
    assert store.query("ASK { ?s ?p 'y' }") is False
    triples = store.query("CONSTRUCT { ?s <http://e/q> ?o } WHERE { ?s <http://e/p> ?o }")
    assert triples == Triples(('<http://e/a> <http://e/q> "x"@de .',))
    answer = store.query("SELECT ?o ?none WHERE { <http://e/a> <http://e/p> ?o OPTIONAL { ?o <http://e/p> ?none } }")
    assert answer == Solutions(("o", "none"), ((Literal("x", LANG_STRING, "de"), None),))


def test_a_query_that_cannot_be_parsed_is_said(store: WritableStore) -> None:
    with pytest.raises(QueryError):
        store.query("SELECT ?x WHERE ?x")


def test_rows_are_limited(store: WritableStore) -> None:
    store.load([quad(f"s{number}", f'"{number}"') for number in range(10)])
    result = run_sparql(store, "SELECT ?s WHERE { ?s <http://e/p> ?o } ORDER BY ?s", max_rows=3)
    assert not isinstance(result, Solutions | Triples | bool)
    assert (len(result.rows), result.truncated) == (3, True)
