"""A country that stands right before a name: whose somebody is, and what stretch of words names them."""

import pytest

from kg.extract.assembly import extract_facts
from kg.extract.cast import find_cast
from kg.extract.document import read_document
from kg.extract.lexicon import read_lexicon
from kg.extract.mentions import Cast
from kg.extract.places import find_places
from kg.text import Article


def cast_of(text: str, language: str) -> Cast:
    doc = read_document(Article("a", text, language), read_lexicon(language))
    return find_cast(doc, find_places(doc))


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "She talked to Canada's Anna Lindner on Monday."),
        ("en", "She talked to the Canadian Anna Lindner on Monday."),
        ("fr", "Elle a parlé à la Canadienne Anna Lindner lundi."),
    ],
)
def test_the_country_before_a_name_is_its_bearers(language: str, text: str) -> None:
    cast = cast_of(text, language)
    person = next(p for p in cast.persons if p.name == "Anna Lindner")
    assert cast.origins[person.id] == "CA"


def test_the_country_before_a_name_makes_it_one() -> None:
    assert [p.name for p in cast_of("He saw Slovenia's Milan Korvath at noon.", "en").persons] == ["Milan Korvath"]


def test_the_country_before_a_name_makes_no_name_of_other_capitals() -> None:
    assert not cast_of("He saw Slovenia's Green Party at noon.", "en").persons


def test_a_country_elsewhere_is_nobodys() -> None:
    assert not cast_of("In Canada Anna Lindner spoke of trade.", "en").origins


def pairs(text: str) -> set[frozenset[str]]:
    sheet = extract_facts(Article("a", text, "en", published="2024-03-15"))
    people = {p.id for p in sheet.persons}
    return {frozenset(p.ref for p in m.participants if p.ref in people) for m in sheet.meetings if m.kind != "visit"}


def test_a_name_behind_its_country_stands_where_the_country_does() -> None:
    text = "Norway's Anna Lindner lunched with Prime Minister Carl Weber of Kenya and dined with Peru's Luis Torres."
    assert pairs(text) >= {frozenset({"anna-lindner", "carl-weber"}), frozenset({"anna-lindner", "luis-torres"})}
