"""Spanish: what its order of words and its small words ask of the rules."""

import pytest

from kg.extract import extract_facts
from kg.text import Article


def read(text):
    return extract_facts(Article("test", text, "es", published="2024-03-15"))


def names(text):
    return {person.name for person in read(text).persons}


def pairs(text):
    return {
        frozenset(p.ref for p in meeting.participants) for meeting in read(text).meetings if meeting.kind != "visit"
    }


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Murió Carlos Gutiérrez, el hombre que cerró las minas.", "Carlos Gutiérrez"),
        ("Con don Pedro Gómez y doña Sofía se fotografió el alcalde.", "Sofía"),
        ("Recibió al vicepresidente de Chile, JD Torrealba, en palacio.", "JD Torrealba"),
    ],
)
def test_names_are_found_behind_verbs_and_titles(text, name):
    assert name in names(text)


def test_a_relative_clause_in_the_plural_is_about_all_of_a_list():
    text = "Recibió al ministro ruso Pavel Ivanov y al ministro turco Kemal Aksoy, que negociaron durante cuatro horas."
    assert frozenset(("pavel-ivanov", "kemal-aksoy")) in pairs(text)


def test_a_relative_clause_in_the_singular_is_about_the_last_of_a_list():
    text = "Acudieron el ministro ruso Pavel Ivanov y el ministro turco Kemal Aksoy, que negoció con el griego Nikos Pappas."
    assert frozenset(("pavel-ivanov", "nikos-pappas")) not in pairs(text)


@pytest.mark.parametrize(
    "text",
    [
        "El presidente de Chile, Juan Torrealba, ha escrito al presidente de Perú, Luis Quispe, para pedirle un encuentro.",
        "En carta abierta al presidente de Perú, Luis Quispe, el presidente de Chile, Juan Torrealba, pide una reunión.",
        "El canciller chileno Juan Torrealba saludó la decisión de la presidenta peruana Rosa Quispe.",
        "El canciller chileno Juan Torrealba habló sobre la presidenta peruana Rosa Quispe con la prensa.",
        "El ministro chileno Juan Torrealba trabajó dos años a las órdenes del ministro peruano Luis Quispe.",
    ],
)
def test_letters_comments_and_careers_are_no_meetings(text):
    assert pairs(text) == set()
