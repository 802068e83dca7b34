"""Meetings that several articles tell: which are one, which are two."""

from kg.facts.model import (
    Agency,
    ArticleInfo,
    FactSheet,
    Meeting,
    MeetingKind,
    Participation,
    Person,
    Post,
    Quote,
    Status,
)
from kg.identity import Resolution, resolve_sheets
from kg.identity.model import MEETING

POSTS = {"Hakan Fidan": ("Foreign Minister", "TR"), "Fuad Hussein": ("Foreign Minister", "IQ")}
POSTS |= {"Yaşar Güler": ("Defence Minister", "TR"), "Thabit al-Abbasi": ("Defence Minister", "IQ")}


def tell(
    article: str,
    *takers: str,
    date: str | None = "2024-03-14",
    place: str | None = "Baghdad",
    country: str | None = "IQ",
    kind: MeetingKind = "meeting",
    status: Status = "held",
    published: str = "2024-03-15",
) -> FactSheet:
    """An article that tells of one meeting; takers-part: names of POSTS, ASEAN, or codes of countries."""
    persons = tuple(Person(n, n, posts=(Post(POSTS[n][0], country=POSTS[n][1]),)) for n in takers if n in POSTS)
    agencies = tuple(Agency("ASEAN", "ASEAN", "ASEAN") for name in takers if name == "ASEAN")
    parts = tuple(Participation(name, "participant") for name in takers)
    meeting = Meeting("m", kind, status, parts, (Quote("met"),), date, place, country)
    return FactSheet(ArticleInfo(article, "en", published=published), persons, agencies, (meeting,))


def resolve(*sheets: FactSheet) -> Resolution:
    return resolve_sheets(sheets)


def are_one(left: FactSheet, right: FactSheet) -> bool:
    found = resolve(left, right)
    return found.find((left.article.id, MEETING + "m")) == found.find((right.article.id, MEETING + "m"))


FIRST = tell("a", "Hakan Fidan", "Fuad Hussein")


def test_one_meeting_in_two_articles_is_one() -> None:
    assert are_one(FIRST, tell("b", "Fuad Hussein", "Hakan Fidan", place="Bagdad"))


def test_a_wider_date_is_no_other_meeting() -> None:
    assert are_one(FIRST, tell("b", "Hakan Fidan", "Fuad Hussein", date="2024-03"))


def test_the_same_people_on_another_day_meet_again() -> None:
    assert not are_one(FIRST, tell("b", "Hakan Fidan", "Fuad Hussein", date="2024-03-20"))


def test_other_people_at_one_place_and_time_are_another_meeting() -> None:
    assert not are_one(FIRST, tell("b", "Yaşar Güler", "Thabit al-Abbasi"))


def test_a_call_is_no_visit() -> None:
    assert not are_one(FIRST, tell("b", "Hakan Fidan", "Fuad Hussein", kind="call", place=None, country=None))


def test_a_meeting_in_another_country_is_another() -> None:
    assert not are_one(FIRST, tell("b", "Hakan Fidan", "Fuad Hussein", place="Ankara", country="TR"))


def test_planned_and_then_held_is_one_meeting() -> None:
    assert are_one(tell("a", "Hakan Fidan", "Fuad Hussein", status="planned", published="2024-03-12"), FIRST)


def test_two_meetings_of_one_article_stay_two() -> None:
    parts = tuple(Participation(name, "participant") for name in ("Hakan Fidan", "Fuad Hussein"))
    again = Meeting("n", "meeting", "held", parts, (Quote("met again"),), "2024-03-14", "Baghdad", "IQ")
    both = FactSheet(FIRST.article, FIRST.persons, meetings=(*FIRST.meetings, again))
    found = resolve(both, tell("b", "Hakan Fidan", "Fuad Hussein"))
    assert found.find(("a", MEETING + "m")) != found.find(("a", MEETING + "n"))


def test_a_summit_whose_host_one_article_leaves_out_is_shown_for_review() -> None:
    left = tell("a", "ASEAN", date=None, kind="conference", place="Laos", country="LA")
    right = tell("b", "ASEAN", "LA", date=None, kind="conference", place="Vientiane", country="LA")
    assert not are_one(left, right)
    links = [link for link in resolve(left, right).candidates if link.kind == "meeting"]
    assert [(link.left, link.right) for link in links] == [(("a", MEETING + "m"), ("b", MEETING + "m"))]
