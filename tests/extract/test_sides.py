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
