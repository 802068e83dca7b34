"""Bodies of many states at their own conferences."""

import pytest

from kg.extract import extract_facts
from kg.facts.model import FactSheet
from kg.text import Article


def sheet_of(text: str, language: str) -> FactSheet:
    return extract_facts(Article("a", text, language, published="2024-03-15"))


@pytest.mark.parametrize(
    ("language", "text", "body"),
    [
        ("en", "Ghana's president Kofi Mensah attended the Commonwealth summit in Kigali.", "commonwealth"),
        ("fr", "Le président ghanéen Kofi Mensah a participé au sommet de l'Union africaine à Kigali.", "union-africaine"),
        ("es", "El presidente ghanés Kofi Mensah asistió a la cumbre de la Unión Africana en Kigali.", "union-africana"),
        ("de", "Ghanas Präsident Kofi Mensah nahm am Gipfel der Afrikanischen Union in Kigali teil.", "afrikanische-union"),
        ("it", "Il presidente ghanese Kofi Mensah ha partecipato al vertice dell'Unione africana a Kigali.", "unione-africana"),
    ],
)  # fmt: skip
def test_a_body_takes_part_in_its_own_summit(language: str, text: str, body: str) -> None:
    met = [{p.ref for p in m.participants} for m in sheet_of(text, language).meetings if m.kind == "conference"]
    assert met == [{body, "kofi-mensah"}]


def test_a_summit_that_is_only_an_occasion_has_nobody_but_the_body() -> None:
    text = "Ann Carter, Ghana's minister, met Togo's minister Kofi Mensah on the sidelines of the Commonwealth summit."
    conferences = [m for m in sheet_of(text, "en").meetings if m.kind == "conference"]
    assert [[p.ref for p in m.participants] for m in conferences] == [["commonwealth"]]


def test_who_holds_an_office_of_a_body_stands_for_it() -> None:
    text = "African Union (AU) chief Kofi Mensah attended the AU summit with Ghana's president Ann Carter."
    conferences = [m for m in sheet_of(text, "en").meetings if m.kind == "conference"]
    assert all("au" not in {p.ref for p in m.participants} for m in conferences)


def test_the_meeting_of_one_countrys_body_is_no_summit() -> None:
    text = "Ghana's minister Ann Carter arrived after the conference of the Harbour Police of Ghana."
    assert all(m.kind != "conference" for m in sheet_of(text, "en").meetings)
