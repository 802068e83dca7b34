"""Bodies that titles name: plain ones, those of nested offices, houses of members, two acronyms in one."""

import pytest

from tests.extract.test_posts import cast_of, posts_of


@pytest.mark.parametrize(
    ("language", "text", "surname", "agency"),
    [
        ("en", "Gabriel Carter, governor of the central bank, spoke.", "Carter", "central-bank"),
        ("fr", "L'inspecteur général de la police ghanéenne, Luc Petit, a parlé.", "Petit", "police-ghaneenne"),
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


@pytest.mark.parametrize(
    ("language", "text", "surname"),
    [
        ("es", "En Panamá habló Ana Pérez, directora de la Organización Marítima del Caribe (OMXC).", "Pérez"),
        ("de", "In Algier sprach Emil Nowak, der Gesandte des UNO-Generalsekretärs.", "Nowak"),
        ("fr", "À Abidjan, Luc Petit, secrétaire de l'Union postale panafricaine, a parlé.", "Petit"),
    ],
)
def test_an_office_of_a_body_of_many_states_is_of_no_country(language: str, text: str, surname: str) -> None:
    post = posts_of(text, language, surname)[0]
    assert (post.agency is not None, post.country) == (True, None)


def test_the_chancellor_of_an_order_heads_no_government() -> None:
    text = "À N'Djamena, au Tchad, le chancelier des Ordres nationaux, Luc Petit, a parlé."
    assert posts_of(text, "fr", "Petit")[0].country == "TD"


def test_a_plural_in_apposition_goes_to_all_before_it() -> None:
    text = "In Cyprus, Ann Carter and Ben Miller, the negotiators, met. Kofi Mensah, ministers said, came too."
    titles = {p.name: [x.title for x in p.posts] for p in cast_of(text, "en").persons}
    assert titles == {"Ann Carter": ["negotiator"], "Ben Miller": ["negotiator"], "Kofi Mensah": []}


@pytest.mark.parametrize(
    ("language", "text", "surname"),
    [
        ("de", "Emil Nowak traf Anna Müller, die Beraterin Nowaks, in Berlin.", "Nowak"),
        (
            "de",
            "Gleich danach begegnete der Generalsekretär Frau Anna Müller, der Vorsitzenden des Parlaments.",
            "Müller",
        ),
    ],
)
def test_who_owns_an_office_or_comes_anew_does_not_hold_it(language: str, text: str, surname: str) -> None:
    assert all(p.title not in ("Beraterin", "Generalsekretär") for p in posts_of(text, language, surname))


def test_an_honorific_may_stand_within_a_name() -> None:
    assert [p.name for p in cast_of("President Hassan Sheikh Mohamud of Somalia spoke.", "en").persons] == [
        "Hassan Sheikh Mohamud"
    ]


def test_an_airport_is_nobody() -> None:
    assert cast_of("He landed at King Abdulaziz International Airport.", "en").persons == ()


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "The Minister of the Armed Forces, Ben Nowak, spoke."),
        ("en", "The Inspector General of Police, Ben Nowak, spoke."),
        ("de", "Der Minister der Streitkräfte, Emil Nowak, sprach."),
        ("de", "Der Oppositionsabgeordnete Emil Nowak sprach."),
        ("fr", "Le ministre de l'Administration territoriale, Luc Nowak, parle."),
        ("fr", "Le commissaire de police, Luc Nowak, parle."),
        ("es", "La directora general de Europa, Ana Nowak, habló."),
    ],
)
def test_the_field_of_an_office_is_no_body(language: str, text: str) -> None:
    assert [p.agency for p in posts_of(text, language, "Nowak")] == [None]


def test_a_delegation_is_of_its_body() -> None:
    text = "Recibió a una delegación del Parlamento de Ghana, encabezada por su presidente, Juan Nowak."
    assert [p.agency for p in posts_of(text, "es", "Nowak")] == ["parlamento-de-ghana"]
