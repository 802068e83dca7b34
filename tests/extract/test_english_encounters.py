"""English verbs and phrases of encounter, by families; and what looks like them."""

import pytest

from kg.extract.assembly import extract_facts
from kg.text import Article
from tests.extract.test_encounters import encounters

NAMES = ["Anna Bell", "Carl Dorn"]


@pytest.mark.parametrize(
    "text",
    [
        "Anna Bell had the ear of Carl Dorn.",
        "Anna Bell crossed paths with Carl Dorn.",
        "Anna Bell was ushered in to see Carl Dorn.",
        "Anna Bell took her leave of Carl Dorn.",
        "Anna Bell got a warm welcome from Carl Dorn.",
        "Anna Bell was hosted to lunch by Carl Dorn.",
        "Anna Bell presented her letters of credence to Carl Dorn.",
        "By presenting her credentials to Carl Dorn, Anna Bell took up her duties.",
        "Anna Bell held a joint news conference with Carl Dorn.",
        "Anna Bell and Carl Dorn walked hand in hand.",
        "Anna Bell and Carl Dorn put their heads together.",
        "Anna Bell and Carl Dorn settled the matter in Bern.",
        "Anna Bell and Carl Dorn greeted each other.",
        "Anna Bell had a quiet word with Carl Dorn.",
        "Anna Bell was greeted by Carl Dorn.",
        "Anna Bell was taken in hand by Carl Dorn.",
        "Anna Bell gave a luncheon for Carl Dorn.",
        "Anna Bell made time for Carl Dorn.",
        "Anna Bell was put through to Carl Dorn.",
        "Anna Bell's half-hour with Carl Dorn was cordial.",
        "Anna Bell drew Carl Dorn aside after the session.",
        "Anna Bell gave Carl Dorn a tour of the dam.",
        "Anna Bell met ministers, and was later received by Carl Dorn.",
        "A delegation of the party, headed by Anna Bell, conferred with Carl Dorn.",
        "Anna Bell received a delegation led by Carl Dorn.",
        "The border opens, Anna Bell said after talks with Carl Dorn.",
        "The border opens before the spring, Anna Bell said after talks with Carl Dorn.",
        "Anna Bell told reporters at a joint appearance with Carl Dorn that it would open.",
    ],
)
def test_english_encounter(text):
    assert encounters("en", text, NAMES) == {("bell", "dorn", "held")}


@pytest.mark.parametrize(
    "text",
    [
        "Anna Bell refused to receive Carl Dorn.",
        "Anna Bell declined to welcome Carl Dorn.",
        "Anna Bell was to have met Carl Dorn.",
    ],
)
def test_english_encounter_that_did_not_come_about(text):
    assert encounters("en", text, NAMES) == {("bell", "dorn", "cancelled")}


@pytest.mark.parametrize(
    "text",
    [
        "Anna Bell has often been compared with Carl Dorn.",
        "Anna Bell sees Carl Dorn as a partner.",
        "Anna Bell and Carl Dorn laid the blame on others.",
        "Anna Bell and Carl Dorn will settle in Bern.",
        "Anna Bell put through a law that Carl Dorn had drafted.",
        "Anna Bell gave a warm account of Carl Dorn.",
        "Anna Bell drew conclusions from a speech by Carl Dorn.",
        "Anna Bell gave the example of Carl Dorn.",
        "Anna Bell set aside a ruling by Carl Dorn.",
    ],
)
def test_what_looks_like_an_english_encounter(text):
    assert not encounters("en", text, NAMES)


def pairs(text):
    sheet = extract_facts(Article("a", text, "en", published="2024-03-15"))
    people = {p.id for p in sheet.persons}
    return {frozenset(p.ref for p in m.participants if p.ref in people) for m in sheet.meetings if m.kind != "visit"}


def test_the_subject_behind_an_opening_clause_is_no_object_of_it():
    text = "While Prime Minister Anna Lindner toured villages, Kenya's President Carl Weber, in Oslo, dined with Luis Torres."
    assert frozenset({"anna-lindner", "carl-weber"}) not in pairs(text)


def test_a_word_for_who_somebody_is_stands_between_a_list_and_the_next_name():
    text = "President Anna Lindner of Norway and her mentor Luis Torres were received by Kenya's President Carl Weber."
    assert any({"luis-torres", "carl-weber"} <= pair for pair in pairs(text))


def test_a_people_may_open_the_words_before_a_name():
    text = "Prime Minister Carl Weber of Kenya conferred with Peru's Luis Torres and, at noon, with Canadian trade wizard Anna Lindner."
    assert frozenset({"carl-weber", "anna-lindner"}) in pairs(text)


def test_a_body_of_a_country_behind_a_name_is_no_genitive_of_the_name():
    text = "The head of the Kenyan coast guard, Carl Weber, hosted Captain Luis Torres of Peru's navy on Monday."
    assert frozenset({"carl-weber", "luis-torres"}) in pairs(text)


@pytest.mark.parametrize(
    "doing",
    [
        "received a letter from",
        "sent a telegram of condolence to",
        "saw off a challenge from",
        "was greeted with news of the resignation of",
    ],
)
def test_what_is_somebodys_needs_no_meeting(doing):
    assert not pairs(f"Foreign Minister Anna Lindner of Norway {doing} Kenya's President Carl Weber on Monday.")


def test_a_body_before_the_words_for_somebody_is_not_received_in_his_place():
    text = "The new Pentagon boss, Jim Mattis, was received by Kenya's President Carl Weber."
    assert frozenset({"jim-mattis", "carl-weber"}) in pairs(text)
