"""Tests of kg.query.result: answers as JSON, CSV and text."""

import pytest

from kg.errors import QueryError
from kg.query.header import Column
from kg.query.result import make_result, to_csv, to_rdflib, to_records, to_texts
from kg.store import BlankNode, Iri, Literal, Solutions
from kg.store.terms import LANG_STRING
from kg.vocab import XSD

COLUMNS = (Column("who", "iri"), Column("topics", "iris"), Column("n", "integer"), Column("first", "date"))
ROWS = (
    (Iri("x:a"), Literal("x:t x:s x:t"), Literal("7", XSD + "integer"), Literal("9999-12-31", XSD + "date")),
    (Iri("x:b"), None, None, Literal("2024-06-26", XSD + "date")),
)
RESULT = make_result(Solutions(("who", "topics", "n", "first"), ROWS), COLUMNS).with_labels(
    {"x:a": "Ann", "x:s": "sea"}
)


def test_cells_have_their_columns_type() -> None:
    assert RESULT.rows[0] == (Iri("x:a"), (Iri("x:s"), Iri("x:t")), Literal("7", XSD + "integer"), None)
    assert RESULT.rows[1][1] == ()
    assert RESULT.iris() == {"x:a", "x:b", "x:s", "x:t"}


def test_texts_are_for_people() -> None:
    assert to_texts(RESULT) == [
        {"who": "Ann", "topics": ("sea", "x:t"), "n": 7, "first": None},
        {"who": "x:b", "topics": (), "n": None, "first": "2024-06-26"},
    ]


def test_records_are_as_in_sparql_results() -> None:
    assert to_records(RESULT) == [
        {
            "who": {"type": "uri", "value": "x:a", "label": "Ann"},
            "topics": [{"type": "uri", "value": "x:s", "label": "sea"}, {"type": "uri", "value": "x:t"}],
            "n": {"type": "literal", "value": "7", "datatype": XSD + "integer"},
        },
        {
            "who": {"type": "uri", "value": "x:b"},
            "topics": [],
            "first": {"type": "literal", "value": "2024-06-26", "datatype": XSD + "date"},
        },
    ]


def test_csv_has_a_header_and_labels() -> None:
    assert to_csv(RESULT) == "who,topics,n,first\r\nAnn,sea; x:t,7,\r\nx:b,,,2024-06-26\r\n"


def test_rows_beyond_the_limit_are_cut_and_it_is_said() -> None:
    result = make_result(Solutions(("a",), ((Iri("x:1"),), (Iri("x:2"),))), max_rows=1)
    assert (len(result.rows), result.truncated) == (1, True)


def test_a_column_that_is_promised_must_be_answered() -> None:
    with pytest.raises(QueryError, match="answers no column 'who'; it has a"):
        make_result(Solutions(("a",), ()), COLUMNS)
    with pytest.raises(QueryError, match="no column 'x'; there are who, topics, n, first"):
        RESULT.cells("x")


def test_terms_become_terms_of_rdflib() -> None:
    terms = (Iri("x:a"), BlankNode("b"), Literal("c"), Literal("d", LANG_STRING, "de"), Literal("1", XSD + "integer"))
    assert [to_rdflib(term).n3() for term in terms] == ["<x:a>", "_:b", '"c"', '"d"@de', f'"1"^^<{XSD}integer>']
