"""The meeting cases of the bench: events that several papers report, each paper in its own language and spelling."""

import random

from cases import SEED, draw_title, read_rows, read_titles

from kg.facts.model import (
    ArticleInfo,
    FactSheet,
    Meeting,
    MeetingKind,
    Participation,
    Person,
    Post,
    Quote,
    Role,
    Status,
)
from kg.identity.model import MEETING, Key

ROLES: dict[str, Role] = {"h": "host", "g": "guest", "p": "participant", "a": "accompanying"}


def make_meeting_sheets(aside: bool) -> tuple[list[FactSheet], dict[Key, str]]:
    """Returns one half of the reports as articles, and mention -> event. Neighbours in the table share a half.

    Reports of neighbouring events by one paper (language and day) are one article.
    """
    draw = random.Random(SEED + 4)
    officials = {row[0]: row for row in read_rows("officials.tsv")}
    told: dict[tuple[str, str, int], list[tuple[str, list[str]]]] = {}
    topic, group = "", 0
    for event, reports in read_rows("meetings.tsv"):
        start = event.split("-")[1]
        group, topic = (group, topic) if start == topic else (group + 1, start)
        for report in reports.split(" || "):
            fields = report.split(";")
            told.setdefault((fields[0], fields[1], group), []).append((event, fields))
    halves = {number: draw.random() < 0.5 for number in range(group + 1)}
    sheets, truth = [], {}
    for number, ((language, published, its_group), events) in enumerate(sorted(told.items())):
        if halves[its_group] == aside:
            article = f"m{number:03}"
            sheets.append(make_article(article, language, published, events, officials, draw))
            truth |= {(article, MEETING + event): event for event, _fields in events}
    return sheets, truth


def make_article(
    article: str,
    language: str,
    published: str,
    events: list[tuple[str, list[str]]],
    officials: dict[str, list[str]],
    draw: random.Random,
) -> FactSheet:
    """Returns the article of a paper that reports some events."""
    persons: dict[str, Person] = {}
    meetings = []
    for event, (_language, _published, kind, status, date, place, country, takers) in events:
        parts = []
        host = ""
        for taker in takers.split(","):
            who, _, role = taker.partition(":")
            if who in officials:
                persons.setdefault(who, make_person(who, language, officials, draw))
            host = host or who
            parts.append(Participation(who, ROLES[role], host if role == "a" else None))
        meetings.append(make_meeting(event, kind, status, tuple(parts), date, place, country))
    info = ArticleInfo(article, language, published=published)
    return FactSheet(info, tuple(persons.values()), meetings=tuple(meetings))


def make_person(who: str, language: str, officials: dict[str, list[str]], draw: random.Random) -> Person:
    """Returns an official as a paper of a language names him or her."""
    _id, country, role, _since, _until, names = officials[who]
    spelled = [entry.partition("=")[::2] for entry in names.split("; ")]
    name = next((name for its, name in spelled if its == language), spelled[0][1])
    title = draw_title(draw, read_titles(), role, language)
    home = country if len(country) == 2 and country != "UN" else None
    return Person(who, name, posts=(Post(title, country=home),) if title else ())


def make_meeting(
    event: str, kind: str, status: str, parts: tuple[Participation, ...], date: str, place: str, country: str
) -> Meeting:
    """Returns a meeting; empty fields are not said."""
    assert kind in ("visit", "meeting", "call", "conference", "ceremony") and status in ("held", "planned", "cancelled")
    its_kind: MeetingKind = kind  # type: ignore[assignment]
    its_status: Status = status  # type: ignore[assignment]
    quotes = (Quote("as reported"),)
    return Meeting(event, its_kind, its_status, parts, quotes, date or None, place or None, country or None)
