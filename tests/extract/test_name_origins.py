"""Whose country's names a name is like; what offices around say; both only among the countries that an article names."""

import pytest

from kg.extract.cast import find_cast
from kg.extract.document import read_document
from kg.extract.lexicon import read_lexicon
from kg.extract.name_origins import LEAST, UNGROUPED, weigh_origins
from kg.extract.places import find_places
from kg.text import Article


def countries_of(text: str, language: str) -> dict[str, str | None]:
    doc = read_document(Article("a", text, language), read_lexicon(language))
    return {p.name: p.posts[0].country for p in find_cast(doc, find_places(doc)).persons if p.posts}


@pytest.mark.parametrize(
    ("name", "like", "unlike"),
    [
        ("Hiroshi Takayama", "JP", "PL"),
        ("Wojciech Krawczyk", "PL", "JP"),
        ("Nguyen Van Hai", "VN", "FR"),
        ("Giorgi Mchedlidze", "GE", "DE"),
    ],
)
def test_a_name_is_likelier_where_people_bear_such(name: str, like: str, unlike: str) -> None:
    weights = weigh_origins(name, [like, unlike])
    assert weights[like] == 0.0
    assert LEAST <= weights[unlike] < -0.5


def test_a_country_of_no_group_is_neither_likely_nor_out() -> None:
    assert weigh_origins("Hiroshi Takayama", ["JP", "XX"])["XX"] == UNGROUPED


def test_no_countries_no_weights() -> None:
    assert weigh_origins("Hiroshi Takayama", []) == {}


def test_the_host_of_a_foreign_visit_is_told_by_the_name() -> None:
    text = "Polish President Jan Kowal flew to Tokyo. There he was met by Defence Minister Hiroshi Takayama."
    assert countries_of(text, "en") == {"Jan Kowal": "PL", "Hiroshi Takayama": "JP"}


def test_a_country_that_the_article_does_not_name_is_nobodys() -> None:
    assert countries_of("Defence Minister Hiroshi Takayama spoke.", "en") == {"Hiroshi Takayama": None}


def test_a_side_that_is_said_outweighs_the_name() -> None:
    text = "They met in Tokyo. On the Polish side, Minister Hiroshi Takayama spoke."
    assert countries_of(text, "en")["Hiroshi Takayama"] == "PL"
