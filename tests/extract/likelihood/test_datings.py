"""When meetings were: the likeliest of the dates that the text tells around them."""

from kg.extract.assembly import extract_facts, read_drafts
from kg.extract.likelihood.datings import offer_dates
from kg.text import Article

TEXT = (
    "German Foreign Minister Anna Bell arrived in Rabat on Monday. "
    "On Tuesday she met the Moroccan foreign minister, Nabil Tazi. "
    "On Wednesday she met the Moroccan interior minister, Karim Saidi."
)


def article(text=TEXT, published="2024-06-28"):
    return Article("test", text, "en", published=published)


def offers(text=TEXT):
    return [({o.edtf for o in options}, draft) for draft, options in offer_dates(read_drafts(article(text)))]


def test_meeting_is_dated_by_its_own_sentence():
    dates = {frozenset(p.ref for p in m.participants): m.date for m in extract_facts(article()).meetings}
    assert dates[frozenset(("anna-bell", "nabil-tazi"))] == "2024-06-25"
    assert dates[frozenset(("anna-bell", "karim-saidi"))] == "2024-06-26"


def test_visit_may_have_lasted_over_the_days_of_its_meetings():
    (days,) = (days for days, draft in offers() if draft.kind == "visit")
    assert "2024-06-24/2024-06-26" in days


def test_day_of_writing_may_be_meant():
    assert all("2024-06-28" in days for days, _ in offers())


def test_what_is_dated_ahead_is_planned():
    text = "German Foreign Minister Anna Bell meets her Moroccan colleague Nabil Tazi in Rabat on 3 July."
    (meeting,) = (m for m in extract_facts(article(text)).meetings if m.kind == "meeting")
    assert (meeting.date, meeting.status) == ("2024-07-03", "planned")


def test_article_without_any_date_stays_without():
    sheet = extract_facts(article("Anna Bell, German Foreign Minister, met Moroccan minister Nabil Tazi.", None))
    assert {m.date for m in sheet.meetings} == {None}
