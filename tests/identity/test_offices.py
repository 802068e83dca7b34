"""Titles in many languages, as kinds of office."""

import pytest

from kg.identity.offices import exclude_each_other, load_offices, read_office


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("Bundesaußenminister", "foreign-minister"),
        ("ministre de l’Intérieur", "interior-minister"),
        ("secretario de Estado", "foreign-minister"),
        ("Deputy Minister of Interior", "deputy-minister"),
        ("Kommunikationsdirektor des türkischen Präsidenten", "director"),
        ("patron des services de renseignement", "intelligence-head"),
        ("président du Comité militaire", "army-head"),
        ("presidente del Consiglio", "head-of-government"),
        ("Kremlchef", "head-of-state"),
        ("Sprecherin des Nationalen Sicherheitsrates", "spokesperson"),
        ("министр иностранных дел", "foreign-minister"),
        ("وزير الداخلية", "interior-minister"),
        ("外交部长", "foreign-minister"),
        ("Botschafter in Russland", "ambassador"),
        ("Weltmeister im Schach", None),
        ("directrice générale", "director"),
        ("directeur général", "director"),
        ("Generaldirektorin", "director"),
        ("Director General", "director"),
        ("general", "army-head"),
    ],
)
def test_kind_of_a_title(title: str, kind: str | None) -> None:
    assert read_office(title).kind == kind


@pytest.mark.parametrize(
    ("title", "tense"),
    [
        ("ehemalige Außenministerin", "former"),
        ("ancien président", "former"),
        ("ministro de Exteriores", None),
        ("President-elect", "next"),
        ("directeur général de la sécurité extérieure", None),
    ],
)
def test_tense_of_a_title(title: str, tense: str | None) -> None:
    assert read_office(title).tense == tense


def test_the_agency_tells_what_a_director_heads() -> None:
    assert read_office("director", "intelligence").kind == "intelligence-head"
    assert read_office("directeur général", "police").kind == "police-head"
    assert read_office("Minister", "interior").kind == "interior-minister"


def test_offices_that_exclude_each_other() -> None:
    assert exclude_each_other(["foreign-minister"], ["ambassador"])
    assert not exclude_each_other(["police-head"], ["intelligence-head"])
    assert not exclude_each_other(["party-leader"], ["head-of-government"])


def test_kinds_that_exclude_or_go_together_are_kinds() -> None:
    offices = load_offices()
    kinds = {phrase.kind for some in offices.phrases.values() for phrase in some} | {p.kind for p in offices.inside}
    assert offices.exclusive <= kinds
    assert {kind for pair in offices.together for kind in pair} <= offices.exclusive
