"""Tests of heads of query files, and of arguments bound into queries."""

from datetime import date

import pytest

from kg.errors import InputError, QueryError
from kg.query.library import Query, find_query, read_query
from kg.store import Iri

HEAD = """#+ summary: Things.
#+ params:
#+   thing: iri, which
#+   word: string?, what
#+   since: date?, when
#+   kinds: iris = kg:Person kg:Agency, of what kinds
#+   limit: integer = 10, how many
#+ columns:
#+   s: iri, it
"""
BODY = """SELECT ?s WHERE { # ?thing and $thing
  VALUES ?kind { $kinds }
  ?s <http://e/$thing> $thing , "$thing" , '''$word
  $word''' .
  FILTER(?s = $word)    #? word
  FILTER(?day >= $since)    #? since
} LIMIT $limit
"""


def make_query(body: str = BODY, head: str = HEAD) -> Query:
    return read_query(head + body, "things", "queries/things.rq")


def test_arguments_are_bound_as_terms_and_nothing_else_is_touched() -> None:
    assert make_query().bind({"thing": "http://e/x"}) == (
        "SELECT ?s WHERE {\n"
        "  VALUES ?kind { <https://w3id.org/newskg/ontology#Person> <https://w3id.org/newskg/ontology#Agency> }\n"
        "  ?s <http://e/$thing> <http://e/x> , \"$thing\" , '''$word\n"
        "  $word'''\n"
        " .\n"
        "} LIMIT 10\n"
    )


def test_a_given_option_brings_its_line() -> None:
    text = make_query().bind({"thing": Iri("http://e/x"), "word": 'a" } DROP', "since": date(2024, 6, 26)})
    assert 'FILTER(?s = "a\\" } DROP")' in text
    assert 'FILTER(?day >= "2024-06-26"^^<http://www.w3.org/2001/XMLSchema#date>)' in text


def test_lists_of_iris_are_given_as_sequences_or_text() -> None:
    one = make_query().bind({"thing": "a:b", "kinds": [Iri("x:1"), "x:2"]})
    assert "VALUES ?kind { <x:1> <x:2> }" in one
    assert one == make_query().bind({"thing": "a:b", "kinds": "x:1 <x:2>"})


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({}, "things: parameter 'thing' is missing; which"),
        ({"thing": None}, "parameter 'thing' is missing"),
        ({"thing": "x:y", "nope": 1}, "things: no parameter 'nope'; it has thing, word, since, kinds, limit"),
        ({"thing": "no iri"}, "thing is 'no iri'; give an IRI"),
        ({"thing": "a:b> } #"}, "is no IRI"),
        ({"thing": "x:y", "since": "26 June"}, "since is '26 June'; give a day as YYYY-MM-DD"),
        ({"thing": "x:y", "limit": "1 } DROP"}, "limit is '1 } DROP'; give a whole number"),
    ],
)
def test_wrong_arguments_say_what_is_wrong(arguments: dict[str, object], message: str) -> None:
    with pytest.raises(InputError, match=message):
        make_query().bind(arguments)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        (
            "thing: iri",
            "thing: irl",
            r"things\.rq:3: unknown type 'irl'; use iri, iris, string, date or integer",
        ),
        ("#+   word", "#+   Word", r"things\.rq:4: 'Word: string\?, what' is no field"),
        ("string?", "string? = x", r"things\.rq:4: .* has both \? and a default"),
        ("s: iri,", "s: iri?,", r"things\.rq:9: .* only parameters have"),
        ("#+ params:", "#+ parameters:", r"things\.rq:2: 'parameters:' is no part of a head"),
        ("#+ summary: Things.\n", "", "the head lacks its summary"),
        ("#? word", "", r"things\.rq:14:1: \$word may be left out; end the line with '#\? word'"),
        ("VALUES ?kind { $kinds }", "VALUES ?kind { $kind }", r"things\.rq:11:1: \$kind is no parameter"),
        ("VALUES ?kind { $kinds }", "", r"parameter 'kinds' is not used"),
        ("} LIMIT", "SERVICE <x:y> {} } LIMIT", r"things\.rq:16:1: 'SERVICE'"),
    ],
)
def test_a_wrong_file_says_which_line(old: str, new: str, message: str) -> None:
    text = HEAD + BODY
    assert old in text
    with pytest.raises(QueryError, match=message):
        read_query(text.replace(old, new, 1), "things", "queries/things.rq")


def test_an_unknown_query_lists_the_known_ones() -> None:
    with pytest.raises(InputError, match=r"no query 'who-mat'; there are about-topic, .*who-met"):
        find_query("who-mat")
    with pytest.raises(InputError):
        find_query("../queries/who-met")
