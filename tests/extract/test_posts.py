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


@pytest.mark.parametrize(
    ("language", "text", "surname", "titles", "country"),
    [
        ("fr", "Il voit le conseiller d'État et ministre des Affaires étrangères de la Chine, Wang Lian.", "Lian",
         ["conseiller d'État", "ministre des Affaires étrangères"], "CN"),
        ("fr", "Jean Morel, ministre des Affaires européennes du Luxembourg et ministre de l'Asile, a parlé.", "Morel",
         ["ministre des Affaires européennes", "ministre de l'Asile"], "LU"),
        ("en", "Minister of Finance and Deputy Prime Minister Ann Carter of Ghana spoke.", "Carter",
         ["Minister of Finance", "Deputy Prime Minister"], "GH"),
    ],
)  # fmt: skip
def test_offices_joined_by_and_are_one_persons(
    language: str, text: str, surname: str, titles: list[str], country: str
) -> None:
    posts = posts_of(text, language, surname)
    assert [p.title for p in posts] == titles
    assert {p.country for p in posts} == {country}


@pytest.mark.parametrize(
    ("language", "text", "surname", "title"),
    [
        ("fr", "Le ministre de l'Intérieur, Luc Petit, et celui des Affaires étrangères, Jean Morel, y étaient.", "Morel",
         "ministre des Affaires étrangères"),
        ("es", "El ministro de Defensa, Juan Pérez, y el de Exteriores, José López, viajaron.", "López",
         "ministro de Exteriores"),
        ("it", "Il ministro della Difesa Luca Rossi e quello degli Esteri Mario Bianchi erano lì.", "Bianchi",
         "ministro degli Esteri"),
    ],
)  # fmt: skip
def test_a_pronoun_stands_for_the_office_before(language: str, text: str, surname: str, title: str) -> None:
    assert [p.title for p in posts_of(text, language, surname)] == [title]


def test_in_a_list_each_name_follows_its_country() -> None:
    text = "Acudieron los presidentes de Gabón, Juan Pérez; de la República del Congo, José López, y de Chad, Luis Gil."
    countries = {p.name: p.posts[0].country for p in cast_of(text, "es").persons}
    assert countries == {"Juan Pérez": "GA", "José López": "CG", "Luis Gil": "TD"}


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("es", "Irá al Congreso de los Diputados, cuya presidenta, Ana Pérez, lo espera."),
        ("it", "Parlerà all'Assemblea nazionale, accolto dalla sua Presidente, Ana Pérez."),
        ("en", "He went to the National Assembly, whose president, Ana Pérez, was waiting."),
        ("de", "Er sprach vor der Afrikanischen Zentralbank, deren Präsidentin Ana Pérez ihn erwartete."),
    ],
)
def test_a_possessive_leads_to_the_body_that_has_the_office(language: str, text: str) -> None:
    assert posts_of(text, language, "Pérez")[0].agency is not None


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Ann Carter, Secretary of State for Defence of Ghana, spoke, the Ghanaian Ministry of Defence said."),
        ("en", "The Ghanaian Home Office said Ghana's Interior Minister Ann Carter spoke."),
        ("de", "Ghanas Verteidigungsministerin Ann Carter sprach, teilte Ghanas Verteidigungsministerium mit."),
        ("fr", "La ministre ghanéenne de l'Intérieur, Ann Carter, a parlé, dit le ministère ghanéen de l'Intérieur."),
    ],
)
def test_a_minister_leads_the_ministry_of_the_same_field_and_country(language: str, text: str) -> None:
    assert posts_of(text, language, "Carter")[0].agency is not None


def test_a_ministry_of_another_country_is_not_the_ministers() -> None:
    text = "Ghana's Defence Minister Ann Carter spoke, the Kenyan Ministry of Defence said."
    assert posts_of(text, "en", "Carter")[0].agency is None


def test_a_name_that_many_bodies_have_says_no_country() -> None:
    text = "In Brazil he met Davi Carter, the president of the Senate, and the Brazilian minister."
    post = posts_of(text, "en", "Carter")[0]
    assert (post.agency, post.country) == ("senate", "BR")


def test_an_ambassador_without_a_country_holds_an_office_unless_it_is_a_rank() -> None:
    text = "In Accra, Ghana, l'ambassadeur Luc Morel a vu l'ambassadrice Anne Petit, directrice de la DGSE."
    assert posts_of(text, "fr", "Morel")[0].title == "ambassadeur"
    assert [p.title for p in posts_of(text, "fr", "Petit")] == ["directrice de la DGSE"]


@pytest.mark.parametrize(
    ("language", "text", "surname", "title"),
    [
        ("it", "Parlerà la direttrice dell'Agenzia dei porti, la keniana Ada Nowak.", "Nowak", "direttrice dell'Agenzia dei porti"),
        ("fr", "Le ministre de la Défense, le Togolais Kofi Nowak, est là.", "Nowak", "ministre de la Défense"),
        ("fr", "La bourgmestre de Verviers, Anne Nowak, est là.", "Nowak", "bourgmestre de Verviers"),
    ],
)  # fmt: skip
def test_a_people_may_stand_between_an_office_and_its_holder(
    language: str, text: str, surname: str, title: str
) -> None:
    assert [p.title for p in posts_of(text, language, surname)] == [title]


@pytest.mark.parametrize(
    ("language", "text", "title"),
    [
        ("de", "Peter Nowak sprach lange in Ghana. Der Wirtschaftsminister las Akten.", "Wirtschaftsminister"),
        ("es", "José Nowak inicia una gira por Ghana. El ministro de Defensa visitará Acra.", "ministro de Defensa"),
        ("it", "Luca Nowak ha parlato in Ghana. Il viceministro dell'Ambiente è ad Accra.", "viceministro dell'Ambiente"),
    ],
)  # fmt: skip
def test_an_office_that_opens_a_sentence_is_of_whom_the_one_before_names(language: str, text: str, title: str) -> None:
    post = posts_of(text, language, "Nowak")[0]
    assert (post.title, "title" in post.ground.inferred) == (title, True)


def test_an_office_that_opens_a_sentence_is_nobodys_where_two_were_named() -> None:
    text = "José Nowak y Juan Pérez inician una gira por Ghana. El ministro de Defensa visitará Acra."
    assert posts_of(text, "es", "Nowak") == ()
