"""Bodies that titles name: plain ones, those of nested offices, houses of members, two acronyms in one."""

import pytest

from tests.extract.test_posts import cast_of, posts_of


@pytest.mark.parametrize(
    ("language", "text", "surname", "agency"),
    [
        ("en", "Gabriel Carter, governor of the central bank, spoke.", "Carter", "central-bank"),
        ("fr", "L'inspecteur général de la police ghanéenne, Luc Petit, a parlé.", "Petit", "police"),
        ("it", "Vittorio Ferrari, capo della Polizia, parla.", "Ferrari", "polizia"),
        ("es", "El presidente del Parlamento, Juan Pérez, habló.", "Pérez", "parlamento"),
        ("de", "Die CDU-Bundestagsabgeordnete Anna Nowak sprach.", "Nowak", "bundestag"),
        ("de", "Der haushaltspolitische Sprecher der FDP, Emil Nowak, sprach.", "Nowak", "fdp"),
    ],
)
def test_a_title_names_a_plain_body(language: str, text: str, surname: str, agency: str) -> None:
    assert posts_of(text, language, surname)[0].agency == agency


def test_a_department_written_small_is_no_body() -> None:
    assert posts_of("Luc Petit, chef du bureau de la coopération, a parlé.", "fr", "Petit")[0].agency is None


def test_two_acronyms_in_one_are_two_offices() -> None:
    text = (
        "El Director General de la Seguridad Nacional y de la Vigilancia del Territorio (DGSN-DGST), Juan Pérez, habló."
    )
    assert [(p.title, p.agency) for p in posts_of(text, "es", "Pérez")] == [
        ("Director General de la Seguridad Nacional", "dgsn"),
        ("Director General de la Vigilancia del Territorio", "dgst"),
    ]


@pytest.mark.parametrize(
    ("language", "text", "surname", "title", "country"),
    [
        ("it", "Il consigliere del presidente serbo, Luca Ferrari, parla.", "Ferrari", "consigliere del presidente", "RS"),
        ("en", "Kofi Mensah, the Ghanaian president's senior adviser, spoke.", "Mensah", "senior adviser", "GH"),
        ("de", "Emil Nowak, der Berater des kenianischen Präsidenten, sprach.", "Nowak", "Berater des Präsidenten", "KE"),
    ],
)  # fmt: skip
def test_an_office_told_by_another_is_not_the_inner_one(
    language: str, text: str, surname: str, title: str, country: str
) -> None:
    assert [(p.title, p.country) for p in posts_of(text, language, surname)] == [(title, country)]


def test_the_inner_office_is_whose_name_follows_at_once() -> None:
    text = "Le porte-parole du ministre Luc Petit, Jean Morel, a parlé."
    assert [p.title for p in posts_of(text, "fr", "Petit")] == ["ministre"]


def test_a_body_is_also_known_without_its_country() -> None:
    cast = cast_of("Juan Pérez, jefe de la Policía Federal de Bélgica, habló.", "es")
    body = cast.agencies[0]
    assert {"Policía Federal", "Policía Federal de Bélgica"} <= {body.name, *body.aliases}


def test_a_list_of_countries_goes_round_the_names() -> None:
    text = "Der Minister traf seine Kollegen aus Tschechien, der Slowakei und Ungarn: Emil Nowak, Anna Müller und Jan Lang."
    posts = {
        p.name: [x.country for x in p.posts] for p in cast_of("Außenminister Kofi Mensah kam. " + text, "de").persons
    }
    assert (posts["Emil Nowak"], posts["Anna Müller"], posts["Jan Lang"]) == (["CZ"], ["SK"], ["HU"])


def test_a_nation_between_rank_and_name_is_passed() -> None:
    text = "Il a vu le chef des Forces de soutien rapide (FSR), le général soudanais Luc Petit."
    assert posts_of(text, "fr", "Petit")[0].agency == "fsr"
