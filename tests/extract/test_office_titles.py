"""Titles in base form: lists of fields, declined offices, those of counterparts; leaders told behind their body."""

import pytest

from kg.extract.cast import find_cast
from kg.extract.document import read_document
from kg.extract.lexicon import read_lexicon
from kg.extract.places import find_places
from kg.text import Article


def titles_of(text: str, language: str, surname: str) -> list[str]:
    doc = read_document(Article("a", text, language), read_lexicon(language))
    person = next(p for p in find_cast(doc, find_places(doc)).persons if p.name.endswith(surname))
    return [post.title for post in person.posts]


@pytest.mark.parametrize(
    ("language", "text", "surname", "title"),
    [
        ("de", "Die Ministerin für Bildung, Kunst und Kultur, Ute Meier, kam.", "Meier",
         "Ministerin für Bildung, Kunst und Kultur"),
        ("en", "He met the Minister for Lands, Wildlife and Rural Development, Kofi Mensah.", "Mensah",
         "Minister for Lands, Wildlife and Rural Development"),
        ("fr", "Le ministre des Affaires étrangères, de la Migration et des Tunisiens à l'étranger, Ali Ben Salah, vint.",
         "Salah", "ministre des Affaires étrangères, de la Migration et des Tunisiens à l'étranger"),
        ("it", "Il ministro per i Beni e le attività culturali, Adolfo Rossi, è venuto.", "Rossi",
         "ministro per i Beni e le attività culturali"),
        ("es", "La ministra de Agricultura, Pesca y Alimentación, Ana López, habló.", "López",
         "ministra de Agricultura, Pesca y Alimentación"),
    ],
)  # fmt: skip
def test_a_title_holds_the_whole_list_of_fields(language: str, text: str, surname: str, title: str) -> None:
    assert titles_of(text, language, surname) == [title]


@pytest.mark.parametrize(
    ("language", "text", "surname", "title"),
    [
        ("fr", "Il a vu le ministre des Finances, Luc Morel, et Jean Petit.", "Morel", "ministre des Finances"),
        ("en", "He met the Minister of Defence, General Ann Lee, and Bob Ray.", "Lee", "Minister of Defence"),
        (
            "de",
            "Er traf den Minister für Verteidigung, Karl Huber und Hans Meier.",
            "Huber",
            "Minister für Verteidigung",
        ),
    ],
)
def test_people_behind_a_comma_are_no_fields(language: str, text: str, surname: str, title: str) -> None:
    assert titles_of(text, language, surname) == [title]


@pytest.mark.parametrize(
    ("text", "surname", "title"),
    [
        ("Der Abgeordnete Karl Huber sprach.", "Huber", "Abgeordneter"),
        ("Die Abgeordnete Ute Meier sprach.", "Meier", "Abgeordnete"),
        ("Er sprach mit dem Vorsitzenden Karl Huber.", "Huber", "Vorsitzender"),
        ("Er sprach mit der Vorsitzenden Ute Meier.", "Meier", "Vorsitzende"),
        ("Der Erste Bürgermeister Karl Huber sprach.", "Huber", "Erster Bürgermeister"),
        ("Er gratulierte dem künftigen Staatsoberhaupt Karl Huber.", "Huber", "künftiges Staatsoberhaupt"),
    ],
)
def test_a_declined_office_has_its_base_form(text: str, surname: str, title: str) -> None:
    assert titles_of(text, "de", surname) == [title]


@pytest.mark.parametrize(
    ("text", "surname", "title"),
    [
        ("Außenminister Karl Huber traf seine kenianische Kollegin Mary Mwangi.", "Mwangi", "Außenministerin"),
        ("Außenministerin Ute Meier traf ihren kenianischen Kollegen John Mwangi.", "Mwangi", "Außenminister"),
    ],
)
def test_the_title_of_a_counterpart_agrees_with_the_word_for_it(text: str, surname: str, title: str) -> None:
    assert titles_of(text, "de", surname) == [title]


@pytest.mark.parametrize(
    ("language", "text", "surname", "title"),
    [
        ("en", "The Harbour Police Board, chaired by Jane Carter, met.", "Carter", "chair"),
        (
            "it",
            "Il Comitato nazionale dei porti (Cnp), presieduto da Mario Bianchi, si è riunito.",
            "Bianchi",
            "presidente",
        ),
        ("de", "Das Bundesamt für Wasserwege, geleitet von Karl Huber, prüft.", "Huber", "Leiter"),
    ],
)
def test_a_leader_may_be_told_behind_the_body(language: str, text: str, surname: str, title: str) -> None:
    assert titles_of(text, language, surname) == [title]
