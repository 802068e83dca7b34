"""When and where meetings were: own words, what is carried on from before, and what is not."""

import pytest

from kg.extract.assembly import extract_facts
from kg.text import Article


def meeting_of(language, text, *names, published="2024-06-28"):
    """The meeting of the persons whose names hold the given ones."""
    sheet = extract_facts(Article("test", text, language, published=published))
    ids = {p.id for p in sheet.persons if any(name in p.name for name in names)}
    (meeting,) = (m for m in sheet.meetings if ids == {p.ref for p in m.participants})
    return meeting


TOUR = (
    "Foreign Minister Anna Bell of Germany arrived in Tunis on Monday. There she met Tunisian President Karim Saidi. "
    "On Tuesday she flew on to Rabat. There she met Moroccan Foreign Minister Nabil Tazi. "
    "On Wednesday she flew home."
)


def test_each_stop_of_a_tour_has_its_own_day_and_place():
    assert (meeting_of("en", TOUR, "Bell", "Saidi").date, meeting_of("en", TOUR, "Bell", "Tazi").date) == (
        "2024-06-24",
        "2024-06-25",
    )
    assert meeting_of("en", TOUR, "Bell", "Tazi").place_country == "MA"


def test_a_coming_visit_spoken_of_does_not_date_the_meeting_told_after_it():
    text = (
        "German Foreign Minister Anna Bell visited Tunis on Monday. Preparations for a visit of French President "
        "Carl Dorn to Tunisia, expected in September, were discussed. She later met Tunisian President Karim Saidi."
    )
    meeting = meeting_of("en", text, "Bell", "Saidi")
    assert (meeting.date, meeting.status) == ("2024-06-24", "held")


def test_a_country_talked_about_is_not_where_they_met():
    text = (
        "German Foreign Minister Anna Bell met Uzbek Foreign Minister Bakhtiyor Kamilov in Tashkent on Monday. "
        "She told Kamilov at a second meeting that peace in Afghanistan mattered."
    )
    assert meeting_of("en", text, "Bell", "Kamilov").place_country == "UZ"


def test_the_place_of_another_event_is_not_where_they_met():
    text = (
        "German Interior Minister Anna Bell visited France. She spoke about the Olympic Games in Paris in 2024. "
        "She later met French Interior Minister Carl Dorn."
    )
    assert meeting_of("en", text, "Bell", "Dorn").place != "Paris"


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "German Foreign Minister Anna Bell spoke by phone with French President Carl Dorn in Paris on Monday."),
        (
            "de",
            "Die deutsche Außenministerin Anna Bell telefonierte am Montag mit dem französischen Präsidenten Carl Dorn.",
        ),
    ],
)
def test_a_call_has_no_place(language, text):
    meeting = meeting_of(language, text, "Bell", "Dorn")
    assert (meeting.kind, meeting.place, meeting.place_country) == ("call", None, None)


TOPICS = [
    (
        "en",
        "German Foreign Minister Anna Bell met French President Carl Dorn. The lithium mines came up too.",
        {"trade"},
    ),
    (
        "en",
        "German Foreign Minister Anna Bell met French President Carl Dorn for talks on stolen cars.",
        {"organised-crime"},
    ),
    (
        "de",
        "Die deutsche Außenministerin Anna Bell traf den französischen Präsidenten Carl Dorn. "
        "Zur Sprache kamen die Wasserversorgung und gemeinsame Streifen.",
        {"water", "police-cooperation"},
    ),
    (
        "fr",
        "La ministre allemande Anna Bell a rencontré le président français Carl Dorn. "
        "Au menu : la pêche et la formation des policiers.",
        {"fisheries", "police-cooperation"},
    ),
    (
        "es",
        "La ministra alemana Anna Bell se reunió con el presidente francés Carl Dorn. "
        "Hablaron de los cayucos y de un préstamo.",
        {"irregular-migration", "finance"},
    ),
    (
        "it",
        "La ministra tedesca Anna Bell ha incontrato il presidente francese Carl Dorn. "
        "Sul tavolo il gasdotto e la restituzione di opere d'arte.",
        {"energy", "culture"},
    ),
]


@pytest.mark.parametrize(("language", "text", "topics"), TOPICS)
def test_a_meeting_is_about_what_its_sentence_or_the_next_says(language, text, topics):
    assert set(meeting_of(language, text, "Bell", "Dorn").topics) == topics


def test_each_of_two_meetings_in_a_sentence_has_its_own_topics():
    text = (
        "German Foreign Minister Anna Bell met French President Carl Dorn on fisheries, "
        "and later met Polish Foreign Minister Eva Frey on energy."
    )
    assert meeting_of("en", text, "Bell", "Dorn").topics == ("fisheries",)
    assert meeting_of("en", text, "Bell", "Frey").topics == ("energy",)


def test_the_subject_of_a_post_is_no_topic():
    text = "German Foreign Minister Anna Bell met Carl Dorn, the French Minister for Energy and Trade."
    assert meeting_of("en", text, "Bell", "Dorn").topics == ()
