"""Portuguese, of both shores: a language is its lexicon and this file."""

import pytest

from kg.extract import extract_facts
from kg.text import Article, detect_language

NEWS = (
    "Rabat - O ministro dos Negócios Estrangeiros português, Paulo Rangel, reuniu-se na quinta-feira em Rabat com o seu "
    "homólogo marroquino, Nasser Bourita, para discutir a migração e a energia. Antes, o chefe da diplomacia portuguesa "
    "foi recebido pelo primeiro-ministro de Marrocos, Aziz Akhannouch."
)


def read(text, published="2024-03-15"):
    return extract_facts(Article("test", text, "pt", published=published))


def parties(meeting):
    return {p.ref: p.role for p in meeting.participants}


def test_the_language_is_told_from_its_neighbours():
    assert detect_language(NEWS) == "pt"


def test_a_meeting_with_office_counterpart_weekday_place_and_topics():
    meeting = read(NEWS).meetings[0]
    assert parties(meeting) == {"paulo-rangel": "guest", "nasser-bourita": "host"}
    assert (meeting.date, meeting.place, meeting.place_country) == ("2024-03-14", "Rabat", "MA")
    assert set(meeting.topics) == {"migration", "energy"}


def test_the_counterpart_holds_the_same_office_of_his_country():
    posts = {p.name: [(post.title, post.country) for post in p.posts] for p in read(NEWS).persons}
    assert posts["Nasser Bourita"] == [("ministro dos Negócios Estrangeiros", "MA")]
    assert posts["Aziz Akhannouch"] == [("primeiro-ministro", "MA")]


def test_a_role_stands_for_whoever_holds_it():
    assert parties(read(NEWS).meetings[1]) == {"aziz-akhannouch": "host", "paulo-rangel": "guest"}


@pytest.mark.parametrize(
    ("text", "kind", "status"),
    [
        ("A ministra francesa Anne Dupont visitou Lisboa na terça-feira.", "visit", "held"),
        (
            "O presidente angolano João Lourenço conversou por telefone com o presidente Emmanuel Macron.",
            "call",
            "held",
        ),
        ("O presidente brasileiro vai receber o chanceler alemão Olaf Scholz.", None, None),
        (
            "O ministro Paulo Rangel vai reunir-se na próxima semana com o ministro Nasser Bourita.",
            "meeting",
            "planned",
        ),
        ("O ministro Paulo Rangel cancelou o encontro com o ministro Nasser Bourita.", "meeting", "cancelled"),
        ("O ministro Paulo Rangel não se reuniu com o ministro Nasser Bourita.", "meeting", "cancelled"),
        ("O ministro Paulo Rangel gostaria de se encontrar com o ministro Nasser Bourita.", None, None),
    ],
)
def test_kind_and_status(text, kind, status):
    found = [(m.kind, m.status) for m in read(text).meetings]
    assert found == ([(kind, status)] if kind else [])


@pytest.mark.parametrize(
    "name", ["Luiz Inácio Lula da Silva", "Marcelo Rebelo de Sousa", "José Eduardo dos Santos", "João Gomes Cravinho"]
)
def test_names_keep_the_particles_of_their_surnames(name):
    assert [p.name for p in read(f"O presidente {name} chegou a Paris na segunda-feira.").persons] == [name]


def test_a_decoration_with_its_grade_giver_and_recipient():
    text = (
        "O presidente brasileiro Luiz Inácio Lula da Silva condecorou em Brasília o embaixador Jorge Silva Lopes com a "
        "Grã-Cruz da Ordem do Rio Branco."
    )
    award = read(text).awards[0]
    assert (award.name, award.recipient) == ("Grã-Cruz da Ordem do Rio Branco", "jorge-silva-lopes")
    assert award.conferrer == "luiz-inacio-lula-da-silva"


@pytest.mark.parametrize(
    ("words", "date"),
    [
        ("ontem", "2024-03-14"),
        ("na segunda-feira", "2024-03-11"),
        ("em 3 de fevereiro de 2024", "2024-02-03"),
        ("na semana passada", "2024-03-04/2024-03-10"),
        ("há dois dias", "2024-03-13"),
    ],
)
def test_dates(words, date):
    text = f"O ministro Paulo Rangel reuniu-se {words} em Rabat com o ministro Nasser Bourita."
    assert [m.date for m in read(text).meetings if m.kind == "meeting"] == [date]
