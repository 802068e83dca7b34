"""Days told by their length, by their two ends, by headings, and days that were planned and have just been."""

import pytest

from kg.extract.dates import find_dates
from tests.extract.factories import make_document


def dates_of(language, text, published="2023-07-06"):
    return [d.edtf for d in find_dates(make_document(text, language, published))]


STAYS = [
    ("en", "Caribbean leaders ended three days of deliberations on Wednesday.", "2023-07-03/2023-07-05"),
    ("en", "He wound up a two-day mission to Pakistan on Tuesday.", "2023-07-03/2023-07-04"),
    ("de", "Die Ministerin beendete am Mittwoch ihre dreitägige Reise.", "2023-07-03/2023-07-05"),
    ("es", "La directora ha concluido hoy un viaje oficial de tres días.", "2023-07-04/2023-07-06"),
    ("es", "Concluyó ayer miércoles la visita que los Reyes iniciaron el lunes.", "2023-07-03/2023-07-05"),
    ("fr", "Le ministre a bouclé mercredi une visite de deux jours.", "2023-07-04/2023-07-05"),
    ("it", "Si è chiusa ieri la visita di tre giorni del presidente.", "2023-07-03/2023-07-05"),
]


@pytest.mark.parametrize(("language", "text", "stay"), STAYS)
def test_a_stay_told_by_its_length_or_ends_has_its_days(language, text, stay):
    assert stay in dates_of(language, text)


def test_two_days_spent_are_no_day_to_come():
    assert dates_of("de", "Die Ministerin hat in zwei Tagen sechs Kollegen getroffen.") == []


def test_a_day_planned_that_has_just_been_is_that_day():
    assert dates_of("de", "Eine halbe Stunde war am Mittwoch vorgesehen, neunzig Minuten saßen sie beisammen.") == [
        "2023-07-05"
    ]


def test_paragraphs_that_are_a_date_each_head_the_days_of_a_programme():
    text = "Programme\n\nLundi 10 juillet\n\nEntretien avec le ministre.\n\nMardi 11 juillet\n\nVisite du port."
    assert dates_of("fr", text) == ["2023-07-10", "2023-07-11"]
