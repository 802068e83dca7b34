"""Where meetings were: the likeliest of the countries that the text offers."""

import pytest

from kg.extract.assembly import extract_facts, read_drafts
from kg.extract.drafts import Story
from kg.extract.likelihood.whereabouts import heads_paragraph
from kg.text import Article


def place_of(language, text, *names):
    sheet = extract_facts(Article("test", text, language, published="2024-06-28"))
    ids = {p.id for p in sheet.persons if any(name in p.name for name in names)}
    return next(
        m.place_country for m in sheet.meetings if ids <= {p.ref for p in m.participants} and m.kind == "meeting"
    )


@pytest.mark.parametrize(
    ("language", "text"),
    [
        (
            "en",
            "Agenda\n\nMONDAY\n\n** RABAT - German Foreign Minister Anna Bell meets the Moroccan foreign minister, Nabil Tazi.",
        ),
        (
            "fr",
            "Agenda\n\nLUNDI\n\n• Rabat – La ministre allemande Anna Bell rencontre son homologue marocain, Nabil Tazi.",
        ),
        (
            "es",
            "Agenda\n\nLUNES, 1\n\n- RABAT. La ministra alemana Anna Bell se reúne con su homólogo marroquí, Nabil Tazi.",
        ),
    ],
)
def test_place_that_heads_its_paragraph_holds_for_it(language, text):
    assert place_of(language, text, "Bell", "Tazi") == "MA"


def test_stop_of_a_journey_is_where_the_next_meeting_was():
    text = (
        "German Foreign Minister Anna Bell left Berlin on Friday. Rabat was the first stop of her tour. "
        "She met the Moroccan foreign minister, Nabil Tazi, and spoke about fishing."
    )
    assert place_of("en", text, "Bell", "Tazi") == "MA"


def test_call_is_nowhere():
    text = "BERLIN - German Foreign Minister Anna Bell spoke by telephone with Moroccan Foreign Minister Nabil Tazi on Monday."
    (meeting,) = extract_facts(Article("test", text, "en", published="2024-06-28")).meetings
    assert (meeting.kind, meeting.place_country) == ("call", None)


@pytest.mark.parametrize(("text", "heads"), [("Rabat: talks with Ann.", True), ("Rabat said that Ann came.", False)])
def test_place_heads_a_paragraph_with_a_mark_behind_it(text, heads):
    story: Story = read_drafts(Article("test", text, "en", published="2024-06-28"))
    (place,) = story.setting.places
    assert heads_paragraph(story, 0, place) is heads
