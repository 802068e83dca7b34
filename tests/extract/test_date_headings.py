"""Dates over what stands under them: the days of agendas and diaries."""

import pytest

from kg.extract.dates import find_dates
from tests.extract.factories import make_document


def dates_of(text, language, published="2025-11-02"):
    return [d.edtf for d in find_dates(make_document(text, language, published))]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("es", "Agenda de la semana\n\nLUNES, 3\n\nRecibe al ministro.\n\nMARTES, 4\n\nViaja a Lisboa."),
        ("it", "Agenda\n\nLUNEDÌ 3\n\nRiceve il ministro.\n\nMARTEDÌ 4\n\nVola a Lisbona."),
        ("fr", "L'agenda\n\nDu lundi 3 au dimanche 9 novembre\n\nLUNDI\n\nIl reçoit.\n\nMARDI\n\nIl part."),
        ("de", "Terminvorschau\n\nMontag\n\nEr empfängt den Minister.\n\nDienstag\n\nEr reist nach Lissabon."),
        ("en", "The week ahead\n\nMONDAY, NOV 3\n\nHe hosts.\n\nTUESDAY, NOV 4\n\nHe travels."),
    ],
)
def test_headings_of_an_agenda_are_days_to_come(language, text):
    assert dates_of(text, language)[-2:] == ["2025-11-03", "2025-11-04"]


def test_what_brackets_end_began_on_the_day_of_its_heading():
    text = "Agenda\n\nMONDAY, NOV 3\n\nTOKYO - Talks (to Nov 5).\n\nTUESDAY, NOV 4\n\nROME - Talks."
    assert "2025-11-03/2025-11-05" in dates_of(text, "en")


def test_weekday_under_a_heading_follows_it():
    text = "Diary\n\nWEDNESDAY, NOV 5\n\nHe starts a trip. On Friday he meets the king.\n\nSUNDAY, NOV 9\n\nRest."
    assert dates_of(text, "en")[1] == "2025-11-07"


def test_heading_holds_up_to_the_next_one_of_any_kind():
    text = "Diary\n\nMonday, 3 November\n\nHe met Ann.\n\nTuesday, 4 November\n\nHe met Bob.\n\nCANCELLED\n\nTrip."
    doc = make_document(text, "en", "2025-11-02")
    heads = [(d.edtf, doc.text_of(doc.sentences[d.heads].start, doc.sentences[d.heads].end)) for d in find_dates(doc)]
    assert heads == [("2025-11-03", "Tuesday, 4 November"), ("2025-11-04", "CANCELLED")]


def test_one_date_alone_is_no_heading():
    doc = make_document("Notes\n\nOn the road.\n\nMonday.\n\nHe met Ann in Rome on Tuesday.", "en", "2025-11-10")
    assert [d.heads for d in find_dates(doc)] == [0, 0]
