"""Whose office is meant, by the company someone keeps."""

import pytest

from tests.extract.test_posts import posts_of


@pytest.mark.parametrize(
    ("language", "text", "surname", "country"),
    [
        (
            "en",
            "In Accra, on the Kenyan side, General Ann Carter and Ben Miller, Trade Minister, took part.",
            "Miller",
            "KE",
        ),
        ("es", "En Accra, por la parte keniana, asistieron Juan Pérez y la ministra Ana López.", "López", "KE"),
        ("fr", "À Accra étaient, côté kényan, Luc Petit, ministre de la Défense, et d'autres.", "Petit", "KE"),
        ("es", "En Accra habló el keniano Juan Pérez, ministro de Defensa.", "Pérez", "KE"),
    ],
)
def test_a_side_or_a_nationality_says_whose_office_it_is(language: str, text: str, surname: str, country: str) -> None:
    post = posts_of(text, language, surname)[0]
    assert (post.country, post.ground.inferred) == (country, ("country",))


def test_who_is_met_is_rather_of_another_country() -> None:
    text = "In Accra, Ghana, the Kenyan minister Ann Carter met Trade Minister Ben Miller. Kenya and Ghana agreed."
    assert posts_of(text, "en", "Miller")[0].country == "GH"


@pytest.mark.parametrize(
    ("language", "text", "surname"),
    [
        ("it", "Il presidente keniano Luca Ferrari è ad Accra, in Ghana. Del seguito fa parte il ministro Ivo Marini.", "Marini"),
        ("de", "Kenias Präsident Emil Nowak ist in Accra, Ghana. Zur Delegation gehörten Ministerin Anna Müller und andere.",
         "Müller"),
        ("es", "El presidente keniano Juan Pérez está en Accra, Ghana. En la comitiva iba la ministra Ana López.", "López"),
    ],
)  # fmt: skip
def test_who_comes_with_a_visitor_is_of_the_same_country(language: str, text: str, surname: str) -> None:
    assert posts_of(text, language, surname)[0].country == "KE"


def test_a_country_has_its_own_minister() -> None:
    text = "En Gabón, Chad acudió representado por su primer ministro, Juan Pérez."
    assert posts_of(text, "es", "Pérez")[0].country == "TD"


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("de", "Die Außenminister beider Länder, Emil Nowak und Karl Huber, sprachen in Ghana über Kenia."),
        ("es", "Los ministros de Defensa de los dos países, Luis Nowak y Juan Huber, hablaron de Ghana y de Kenia."),
        ("fr", "La Ghanéenne Anne Nowak et le Kényan Luc Huber, chefs de la diplomatie de leurs pays, ont signé."),
        ("en", "The defence ministers of both countries, Ann Nowak and Ben Huber, spoke of Ghana and Kenya."),
    ],
)
def test_the_ministers_of_two_countries_are_of_one_each(language: str, text: str) -> None:
    first, second = posts_of(text, language, "Nowak")[0], posts_of(text, language, "Huber")[0]
    assert {first.country, second.country} == {"GH", "KE"}


def test_an_envoy_is_of_another_country_than_where_he_is_sent() -> None:
    text = "In Rom sprachen Italiens Minister Luca Ferrari und der Botschafter in Italien, Kofi Mensah, über Ghana."
    assert posts_of(text, "de", "Mensah")[0].country == "GH"


def test_a_federal_minister_is_of_the_federation_that_the_article_names() -> None:
    assert posts_of("Österreichs Heer übte. Bundesminister Emil Nowak sprach.", "de", "Nowak")[0].country == "AT"
