"""Conferences and ceremonies told over several sentences."""

import pytest

from kg.extract.assembly import find_countries, find_quoted
from kg.extract.awards import find_awards
from kg.extract.encounters import find_encounters
from kg.extract.gatherings import find_gatherings
from kg.extract.sentences import read_sentences
from tests.extract.factories import make_cast, make_document

NAMES = ("Ada Kern", "Bruno Lang", "Carl Voss", "Dora Wirth", "Emil Zorn", "Fritz Adam")
COUNTRIES = {"Kern": "AT", "Lang": "DE", "Voss": "FR", "Wirth": "IT", "Zorn": "ES"}


def members(text, language="en"):
    """Who attends each gathering: {event: refs}."""
    doc = make_document(text, language)
    cast = make_cast(doc, *NAMES, countries=COUNTRIES)
    scenes = tuple(read_sentences(doc, cast, ()))
    told = find_gatherings(
        scenes, find_encounters(scenes), find_awards(doc, scenes), find_countries(cast), find_quoted(doc)
    )
    found = {}
    for encounter in told:
        if encounter.effect == "attend":
            found.setdefault(encounter.event, set()).update(r for p in encounter.parties for r in p.refs)
    return list(found.values())


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("The summit ended on Friday. Ada Kern took the chair. At the table sat Bruno Lang and Carl Voss.", "en"),
        (
            "Der Gipfel endete am Freitag. Ada Kern eröffnete ihn als Gastgeberin. Am Tisch saßen Bruno Lang und Carl Voss.",
            "de",
        ),
        (
            "Le sommet s'est achevé vendredi. Ada Kern présidait les débats. Avaient pris place Bruno Lang et Carl Voss.",
            "fr",
        ),
        ("La cumbre terminó el viernes. La presidió Ada Kern. Asistieron Bruno Lang y Carl Voss.", "es"),
        (
            "Il vertice si è chiuso ieri. Ada Kern ha aperto i lavori. Attorno al tavolo c'erano Bruno Lang e Carl Voss.",
            "it",
        ),
    ],
)
def test_members_of_a_summit_are_named_over_several_sentences(text, language):
    assert members(text, language) == [{"kern", "lang", "voss"}]


def test_whoever_stands_in_is_there_and_whoever_is_excused_is_not():
    text = (
        "The conference ended on Friday. Ada Kern, Bruno Lang and Carl Voss attended. "
        "Dora Wirth sent her apologies; Emil Zorn stood in for her."
    )
    assert members(text) == [{"kern", "lang", "voss", "zorn"}]


def test_whoever_only_meets_on_the_sidelines_is_no_member():
    text = (
        "The summit ended on Friday. Ada Kern, Bruno Lang and Carl Voss attended. On the sidelines Kern met Dora Wirth."
    )
    assert {"kern", "lang", "voss"} in members(text)
    assert not any("wirth" in m and "lang" in m for m in members(text))


def test_the_next_summit_and_its_sidelines_are_no_gathering_told():
    text = "Ada Kern will prepare the next summit. Bruno Lang spoke. Carl Voss presented a report."
    assert members(text) == []


def test_the_session_of_two_who_met_is_theirs():
    text = "Ada Kern met Bruno Lang. The session of the ministers was long. Carl Voss spoke. Dora Wirth presented a report."
    assert members(text) == []


def test_decorations_given_by_one_are_one_ceremony_with_its_guests():
    text = (
        "Ada Kern presented Bruno Lang with the Medal of Merit. She awarded Carl Voss the Order of the Rose. "
        "Dora Wirth attended the ceremony."
    )
    assert members(text)[0] >= {"kern", "lang", "wirth"}


def test_an_article_without_sentences_has_no_gatherings():
    assert find_gatherings((), (), (), {}, frozenset()) == ()


def test_whoever_comes_in_company_is_there_at_the_side_of_the_one_named():
    text = "The conference ended on Friday. Ada Kern, Bruno Lang and Carl Voss attended. Kern was accompanied by Dora Wirth."
    assert members(text) == [{"kern", "lang", "voss", "wirth"}]


def test_many_whom_one_host_welcomes_are_a_gathering():
    text = "General Ada Kern welcomed his colleagues: Bruno Lang, Carl Voss, Dora Wirth, Emil Zorn and Fritz Adam."
    assert members(text) == [{"kern", "lang", "voss", "wirth", "zorn", "adam"}]


def test_whoever_was_decorated_in_absence_was_not_at_the_ceremony():
    text = (
        "Ada Kern presented Bruno Lang with the Medal of Merit. She awarded the Order of the Rose to Carl Voss, "
        "who could not travel."
    )
    assert not any("voss" in m for m in members(text))


def test_whoever_collects_a_decoration_for_another_is_there_instead():
    text = (
        "Ada Kern presented Bruno Lang with the Medal of Merit. She awarded Carl Voss the Order of the Rose. "
        "Dora Wirth attended; Voss could not, and Emil Zorn spoke on his behalf."
    )
    assert not any("voss" in m for m in members(text))
