"""Offices of people: title, body and country, said or borrowed."""

import pytest

from kg.extract.cast import find_cast
from kg.extract.document import read_document
from kg.extract.lexicon import read_lexicon
from kg.extract.mentions import Cast
from kg.extract.places import find_places
from kg.facts.model import Post
from kg.text import Article


def cast_of(text: str, language: str) -> Cast:
    doc = read_document(Article("a", text, language), read_lexicon(language))
    return find_cast(doc, find_places(doc))


def posts_of(text: str, language: str, surname: str) -> tuple[Post, ...]:
    return next(p for p in cast_of(text, language).persons if p.name.endswith(surname)).posts


@pytest.mark.parametrize(
    ("language", "text", "surname", "title", "country"),
    [
        ("en", "The Minister of Trade of Ghana, Kofi Mensah, spoke.", "Mensah", "Minister of Trade", "GH"),
        ("en", "Ghana's Trade Minister Kofi Mensah spoke.", "Mensah", "Trade Minister", "GH"),
        ("en", "Kofi Mensah, the former president of Ghana, spoke.", "Mensah", "former president", "GH"),
        ("en", "President Kofi Mensah of Ghana spoke.", "Mensah", "President", "GH"),
        ("de", "Ghanas Präsident Kofi Mensah sprach.", "Mensah", "Präsident", "GH"),
        ("de", "Der ghanaische Außenminister Kofi Mensah sprach.", "Mensah", "Außenminister", "GH"),
        ("de", "US-Präsident John Carter sprach.", "Carter", "US-Präsident", "US"),
        ("fr", "Kofi Mensah, ministre ghanéen des Finances, a parlé.", "Mensah", "ministre des Finances", "GH"),
        ("fr", "L'ambassadeur de France au Ghana, Luc Morel, a parlé.", "Morel", "ambassadeur au Ghana", "FR"),
        ("es", "El presidente de Ghana, Kofi Mensah, habló.", "Mensah", "presidente", "GH"),
        ("it", "Il ministro degli Esteri ghanese Kofi Mensah ha parlato.", "Mensah", "ministro degli Esteri", "GH"),
    ],
)
def test_a_country_beside_an_office_is_not_of_its_title(
    language: str, text: str, surname: str, title: str, country: str
) -> None:
    post = posts_of(text, language, surname)[0]
    assert (post.title, post.country) == (title, country)


def test_a_borrowed_country_is_marked() -> None:
    text = "ACCRA, Ghana – Talks took place. Trade Minister Kofi Mensah spoke."
    post = posts_of(text, "en", "Mensah")[0]
    assert post.country == "GH"
    assert "country" in post.ground.inferred


def test_an_office_of_an_international_body_has_no_country() -> None:
    post = posts_of("NATO Secretary General Jan Peeters spoke in Oslo, Norway.", "en", "Peeters")[0]
    assert (post.agency, post.country) == ("nato", None)


def test_a_compound_names_the_body() -> None:
    post = posts_of("BKA-Präsident Emil Nowak sprach.", "de", "Nowak")[0]
    assert (post.title, post.agency, post.country) == ("BKA-Präsident", "bka", "DE")


def test_the_possessive_leads_to_the_body_named_before() -> None:
    cast = cast_of("The Coast Guard Board (CGB) sent its chairman, Kofi Mensah.", "en")
    assert cast.persons[0].posts[0].agency == "cgb"


def test_a_party_is_no_body_of_the_office() -> None:
    post = posts_of("Innenminister Emil Nowak (CDU) sprach.", "de", "Nowak")[0]
    assert (post.agency, post.country) == (None, "DE")


def test_the_same_office_elsewhere_says_the_country() -> None:
    text = "Secretary Ann Carter spoke. The US secretary left with Kofi Mensah."
    assert posts_of(text, "en", "Carter")[0].country == "US"


def test_between_commas_the_office_goes_to_whom_it_precedes() -> None:
    text = "Le ministre des Armées, Luc Morel, le chef d'état-major, le général Jean Petit, et Anne Leroy ont parlé."
    cast = cast_of(text, "fr")
    assert [[x.title for x in p.posts] for p in cast.persons[:2]] == [["ministre des Armées"], ["chef d'état-major"]]


def test_a_clause_is_no_apposition() -> None:
    assert posts_of("He met President Ann Carter, the minister said.", "en", "Carter")[0].title == "President"
