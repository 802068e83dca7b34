"""Years and weeks that the words around a date tell."""

import pytest

from kg.extract.dates import find_dates
from tests.extract.factories import make_document


def dates_of(text, language="en", published="2018-10-06"):
    return [d.edtf for d in find_dates(make_document(text, language, published))]


def test_year_of_history_holds_for_the_next_sentence_of_its_paragraph():
    assert dates_of("In April 1997 he went to see him. On 4 May the two met.") == ["1997-04", "1997-05-04"]


def test_year_of_history_ends_with_its_paragraph():
    assert dates_of("In April 1997 he went to see him.\n\nOn 4 May the two met.") == ["1997-04", "2018-05-04"]


def test_year_that_a_day_of_its_sentence_tells_closer_is_no_date_of_its_own():
    assert dates_of("En 2017, il avait été reçu par le président le 17 janvier à Abidjan.", "fr") == ["2017-01-17"]


@pytest.mark.parametrize(
    ("language", "text", "day"),
    [
        (
            "de",
            "Der Minister wird nächste Woche Wien besuchen. Am Dienstag sitzt er mit dem Kanzler am Tisch.",
            "2018-10-09",
        ),
        (
            "fr",
            "Le ministre se rendra à Vienne la semaine prochaine. Mardi, il s'entretient avec le chancelier.",
            "2018-10-09",
        ),
    ],
)
def test_weekdays_of_a_preview_lie_ahead(language, text, day):
    assert dates_of(text, language)[-1] == day
