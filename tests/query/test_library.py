"""Tests of every query of the library, on Oxigraph and on rdflib, over the hand-made graph of meetings.trig."""

from typing import Any

import pytest

from kg.query.library import find_query, read_library
from kg.query.result import Result, to_plain
from kg.query.run import run_query
from kg.store import Store

AMIN, BERTA, CARLOS = "id:p-amin", "id:p-berta", "id:p-carlos"

#: Each query with arguments, and the rows it must answer: some columns, namespaces left out.
CASES: list[tuple[str, dict[str, Any], str, list[tuple[object, ...]]]] = [
    ("who-met", {"person": AMIN}, "other meeting", [("country/FR", "id/m-visit"), ("id/p-berta", "id/m-berta")]),
    ("who-met", {"person": AMIN, "topic": "topic:security", "since": "2024-06-28"}, "other", [("country/FR",)]),
    ("who-met", {"person": AMIN, "topic": "topic:organised-crime"}, "other", [("id/p-berta",)]),
    ("who-met", {"person": AMIN, "until": "2024-06-26"}, "other", [("country/FR",)]),
    ("who-met", {"person": AMIN, "country": "country:ES"}, "other", []),
    ("who-met", {"person": AMIN, "status": "kg:planned"}, "other meeting", [("id/p-carlos", "id/m-soon")]),
    ("who-met", {"person": AMIN, "status": "kg:cancelled"}, "other", []),
    ("who-met", {"person": AMIN, "status": "kg:held kg:planned", "since": "2025-01-01"}, "other", [("id/p-carlos",)]),
    ("who-met", {"person": "id:p-aide"}, "other", [("country/FR",)]),
    ("who-met", {"person": "id:p-dora"}, "other", []),
    ("who-met", {"person": "id:a-mas"}, "other first date", [("id/a-sps", None, ())]),
    (
        "who-met",
        {"person": BERTA},
        "other first last date country topics kinds",
        [
            (
                "id/p-amin",
                "2024-06-27",
                "2024-06-27",
                ("2024-06-27",),
                ("country/FR",),
                ("topic/drug-trafficking", "topic/trade"),
                ("ontology#Meeting",),
            ),
            (
                "id/p-carlos",
                "2025-02-01",
                "2025-02-28",
                ("2025-02",),
                ("country/ES",),
                ("topic/trade",),
                ("ontology#Meeting",),
            ),
        ],
    ),
    (
        "agency-meetings",
        {"agency": "id:a-mas"},
        "who meeting",
        [("id/p-amin", "id/m-visit"), ("id/p-amin", "id/m-berta"), ("id/a-mas", "id/m-services")],
    ),
    ("agency-meetings", {"agency": "id:a-sps"}, "who participants", [
        ("id/p-carlos", ("id/p-berta", "id/p-carlos")),
        ("id/a-sps", ("id/a-mas", "id/a-sps")),
    ]),
    ("between", {"one": "id:a-mas", "two": "id:a-frs"}, "who other meeting", [
        ("id/p-amin", "id/p-berta", "id/m-berta"),
    ]),
    ("between", {"one": "id:a-sps", "two": "country:MA"}, "who other", [("id/a-sps", "id/a-mas")]),
    ("between", {"one": "country:MA", "two": "country:FR"}, "who other", [
        ("id/p-amin", "country/FR"),
        ("id/p-amin", "id/p-berta"),
    ]),
    ("between", {"one": "country:MA", "two": "country:MA"}, "who other", []),
    ("about-topic", {"topic": "topic:security"}, "meeting", [("id/m-visit",), ("id/m-berta",)]),
    ("about-topic", {"topic": "topic:trade", "since": "2025-01-01"}, "meeting participants", [
        ("id/m-madrid", ("id/p-berta", "id/p-carlos")),
    ]),
    ("meetings", {}, "meeting", [("id/m-visit",), ("id/m-berta",), ("id/m-madrid",), ("id/m-services",)]),
    ("meetings", {"country": "country:FR", "topic": "topic:trade"}, "meeting participants", [
        ("id/m-berta", ("id/p-amin", "id/p-berta")),
    ]),
    ("timeline", {"subject": AMIN}, "event status first", [
        ("id/m-visit", ("ontology#held",), "2024-06-26"),
        ("id/c-medal", (), "2024-06-27"),
        ("id/m-berta", ("ontology#held",), "2024-06-27"),
        ("id/t-amin", (), "2024-06-28"),
        ("id/m-soon", ("ontology#planned",), "2025-03-03"),
        ("id/m-off", ("ontology#cancelled",), None),
    ]),
    ("posts-as-of", {"persons": AMIN}, "post agencies countries first", [
        ("id/o-head", ("id/a-mas",), ("country/MA",), "2024-06-28"),
    ]),
    ("posts-as-of", {"country": "country:ES"}, "person first", [("id/p-carlos", None)]),
    ("posts-as-of", {"agency": "id:a-frs", "since": "2024-03-01", "until": "2024-03-01"}, "person since", [
        ("id/p-berta", ("2024-01",)),
    ]),
    ("posts-as-of", {"since": "2023-03-01", "until": "2023-03-01"}, "person", []),
    ("awards", {"recipient": AMIN}, "award conferrer meeting date", [
        (("id/w-medal",), ("id/a-frs",), ("id/m-visit",), ("2024-06-27",)),
    ]),
    ("awards", {"conferrer": "id:a-frs"}, "recipient", [(("id/p-amin",),)]),
    ("awards", {"country": "country:FR", "until": "2024-12-31"}, "recipient", [(("id/p-amin",),)]),
    ("awards", {"country": "country:MA"}, "recipient", []),
    ("common-contacts", {"one": AMIN, "two": CARLOS}, "other meetings meetings2", [
        ("id/p-berta", ("id/m-berta",), ("id/m-madrid",)),
    ]),
    ("path", {"one": AMIN, "two": BERTA}, "hops via meeting meeting2", [(1, None, "id/m-berta", "id/m-berta")]),
    ("path", {"one": AMIN, "two": CARLOS}, "hops via meeting meeting2", [
        (2, "id/p-berta", "id/m-berta", "id/m-madrid"),
    ]),
    ("path", {"one": AMIN, "two": "id:p-aide"}, "hops", []),
    ("evidence", {"subjects": "id:m-berta"}, "quote start article publisher published", [
        ("He met Berta", 30, "article/one", "Post", "2024-06-28"),
        ("M. Alaoui a rencontré Mme Martin", None, "article/two", "Le Courrier", "2024-06-29"),
    ]),
    ("evidence", {"subjects": ["id:c-medal", "id:t-amin"]}, "subject quote", [
        ("id/c-medal", "was given the Gold medal"),
        ("id/t-amin", "Amin, Director General of MAS"),
    ]),
    ("meeting", {"meetings": "id:m-berta"}, "part who", [
        ("ontology#guest", "id/p-amin"),
        ("ontology#host", "id/p-berta"),
        ("ontology#partOf", "id/m-visit"),
        ("ontology#participant", "id/p-amin"),
        ("ontology#participant", "id/p-berta"),
    ]),
    ("offices", {"meetings": "id:m-berta"}, "who post agency country", [
        ("id/p-amin", "id/o-head", "id/a-mas", "country/MA"),
        ("id/p-berta", "id/o-chief", "id/a-frs", "country/FR"),
    ]),
    ("most-connected", {}, "who others meetings", [
        ("id/p-amin", 2, 2),
        ("id/p-berta", 2, 2),
        ("id/p-aide", 1, 1),
        ("id/p-aide2", 1, 1),
        ("id/p-carlos", 1, 1),
    ]),
    ("most-connected", {"kind": "kg:Agency", "limit": 1}, "who others", [("id/a-mas", 1)]),
    ("top-pairs", {"limit": 5}, "one two meetings", [("id/p-amin", "id/p-berta", 1), ("id/p-berta", "id/p-carlos", 1)]),
    ("changed", {"since": "2024-06-29"}, "fact article who", [
        ("id/m-berta", "article/two", ("id/p-amin", "id/p-berta")),
    ]),
    ("changed", {"since": "2024-06-01", "until": "2024-06-28"}, "fact kinds", [
        ("id/c-medal", ("ontology#Conferral",)),
        ("id/m-berta", ("ontology#Meeting",)),
        ("id/m-visit", ("ontology#Meeting", "ontology#Visit")),
        ("id/t-amin", ("ontology#Tenure",)),
    ]),
    ("entity", {"subjects": [AMIN, "id:a-mas"]}, "subject names aliases acronyms country", [
        ("id/a-mas", ("Moroccan Agency of Security",), (), ("MAS",), ("country/MA",)),
        ("id/p-amin", ("Amin Alaoui", "Amin Álaoui"), ("Amin",), (), ()),
    ]),
]  # fmt: skip


def shorten(value: object) -> object:
    if isinstance(value, tuple):
        return tuple(shorten(each) for each in value)
    return value.replace("https://w3id.org/newskg/", "") if isinstance(value, str) else value


def rows_of(result: Result, columns: str) -> list[tuple[object, ...]]:
    table = [[to_plain(result, cell) for cell in result.cells(name)] for name in columns.split()]
    return [tuple(shorten(cell) for cell in row) for row in zip(*table, strict=True)]


@pytest.mark.parametrize(("name", "arguments", "columns", "wanted"), CASES, ids=lambda value: str(value)[:60])
def test_the_library_answers_as_expected(
    store: Store, name: str, arguments: dict[str, Any], columns: str, wanted: list[tuple[object, ...]]
) -> None:
    assert rows_of(run_query(store, name, arguments), columns) == wanted


@pytest.mark.parametrize(("name", "arguments"), [case[:2] for case in CASES], ids=lambda value: str(value)[:60])
def test_rdflib_answers_the_same(store: Store, rdflib_store: Store, name: str, arguments: dict[str, Any]) -> None:
    ours, theirs = run_query(store, name, arguments), run_query(rdflib_store, name, arguments)
    assert theirs.columns == ours.columns
    assert theirs.rows == ours.rows


@pytest.mark.parametrize("name", sorted(read_library()))
def test_every_query_is_tried_and_described(name: str) -> None:
    query = find_query(name)
    assert name in {case[0] for case in CASES}
    assert query.summary.endswith(".")
    assert all(each.note for each in (*query.parameters, *query.columns))
    tried = {argument for case in CASES if case[0] == name for argument in case[1]}
    untried = {parameter.name for parameter in query.parameters if parameter.optional} - tried
    assert untried <= {"since", "until", "topic", "country"}
