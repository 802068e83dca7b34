"""Tests of kg.query.guard: what queries from outside may do, and how many rows they get."""

import pytest

from kg.errors import QueryError
from kg.query.guard import check_query, limit_rows
from kg.query.run import run_sparql
from kg.store import Solutions, Store, Triples
from kg.store.tokens import read_tokens


@pytest.mark.parametrize(
    ("sparql", "form"),
    [
        ("SELECT * WHERE { ?s ?p ?o }", "SELECT"),
        ("# SERVICE in a comment\nASK { ?s ?p 'INSERT SERVICE <x> {}' }", "ASK"),
        ('CONSTRUCT { ?s ?p """LOAD "FROM" """ } WHERE { ?s ?p ?o }', "CONSTRUCT"),
        ("DESCRIBE <http://e/SERVICE>", "DESCRIBE"),
        ("PREFIX service: <http://e/> SELECT ?from WHERE { ?from service:load _:from }", "SELECT"),
        ("PREFIX : <http://e/> SELECT * { :from :service 'x'@en . FILTER(1 < 2 && 3 > 2) }", "SELECT"),
        ("SELECT * { ?s ?p '\\u00e9' }", "SELECT"),
        ("SELECT (COUNT(*) AS ?n) { { SELECT * { ?s ?p ?o } LIMIT 3 } ?s a ?t FILTER EXISTS { ?a ?b ?c } }", "SELECT"),
    ],
)
def test_queries_that_only_read_pass(sparql: str, form: str) -> None:
    assert check_query(sparql) == form
    assert "".join(token.text for token in read_tokens(sparql)) == sparql


@pytest.mark.parametrize(
    ("sparql", "message"),
    [
        ("SELECT * { SERVICE <http://e/> { ?s ?p ?o } }", r"query:1:12: 'SERVICE': asking other services is refused"),
        ("SELECT * {\n service SILENT ?x { ?s ?p ?o } }", r"query:2:2: 'service'"),
        ("SELECT * FROM <http://e/g> { ?s ?p ?o }", r"'FROM': choosing graphs with FROM is refused; use GRAPH"),
        ("ASK FROM NAMED <http://e/g> { ?s ?p ?o }", r"'FROM'"),
        ("INSERT DATA { <a:a> <a:b> 1 }", r"'INSERT': updates are refused"),
        ("PREFIX a: <a:> DELETE WHERE { ?s ?p ?o }", r"'DELETE': updates are refused"),
        ("LOAD <http://e/>", r"'LOAD': updates are refused"),
        ("WITH <a:g> DELETE { ?s ?p ?o } WHERE { ?s ?p ?o }", r"'WITH': updates are refused"),
        ("CLEAR ALL", r"'CLEAR': updates are refused"),
        ("SELECT * { ?s ?p 'a\\u0027 . SERVICE <x:x> {} #' }", "this escape is refused"),
        ("SELECT * { ?s ?p ?o } # \\u000ASERVICE", "this escape is refused"),
        ("SELECT * { ?s ?p \\u0053ERVICE }", "has no meaning here"),
        ("SELECT * { ?s ?p 'open }", r"query:1:18: \"'\" has no meaning here"),
        ("", "no SELECT, ASK, CONSTRUCT or DESCRIBE"),
    ],
)
def test_queries_that_write_or_reach_out_are_refused(sparql: str, message: str) -> None:
    with pytest.raises(QueryError, match=message):
        check_query(sparql)


@pytest.mark.parametrize(
    ("sparql", "limited"),
    [
        ("SELECT * { ?s ?p ?o }", "SELECT * { ?s ?p ?o }\nLIMIT 9\n"),
        ("SELECT * { ?s ?p ?o } # end", "SELECT * { ?s ?p ?o } # end\nLIMIT 9\n"),
        ("SELECT * { ?s ?p ?o } LIMIT 3", "SELECT * { ?s ?p ?o } LIMIT 3"),
        ("SELECT * { ?s ?p ?o } OFFSET 1 LIMIT 30", "SELECT * { ?s ?p ?o } OFFSET 1 LIMIT 9"),
        ("SELECT * { { SELECT * { ?s ?p ?o } LIMIT 3 } }", "SELECT * { { SELECT * { ?s ?p ?o } LIMIT 3 } }\nLIMIT 9\n"),
        ("SELECT * { ?s ?p ?o } VALUES ?s { 1 }", "SELECT * { ?s ?p ?o } \nLIMIT 9\nVALUES ?s { 1 }"),
        ("ASK { ?s ?p ?o }", "ASK { ?s ?p ?o }"),
    ],
)
def test_rows_are_limited_in_the_query_itself(sparql: str, limited: str) -> None:
    assert limit_rows(sparql, 9) == limited


def test_any_query_can_be_run_and_says_when_rows_are_missing(store: Store) -> None:
    result = run_sparql(store, "SELECT ?s WHERE { ?s ?p ?o }", max_rows=5)
    assert not isinstance(result, Solutions | Triples | bool)
    assert (len(result.rows), result.truncated, result.columns[0].name) == (5, True, "s")
    assert run_sparql(store, "ASK { ?s ?p ?o }") is True
    triples = run_sparql(store, "CONSTRUCT { ?s a ?o } WHERE { ?s a ?o }", max_rows=1)
    assert isinstance(triples, Triples) and len(triples.lines) <= 2
