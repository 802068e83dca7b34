"""Meetings of a period, a topic, a country, an agency, between two sides; and all that is reported of somebody."""

from collections.abc import Iterable
from heapq import nsmallest
from typing import Any, TypeVar

from kg.query.derived.arguments import Arguments, Choice, is_within
from kg.query.derived.cells import NEVER, Cells
from kg.query.result import Cell
from kg.store.derived import Index
from kg.store.derived.index import KINDS
from kg.store.derived.meetings import UNDATED, WIDE, month_of, read_pairs

T = TypeVar("T")
Rows = list[tuple[Cell, ...]]
AGENCY = KINDS.index("agency")
#: By whom a tenure or conferral is found; a meeting is by who took part.
_WHO = ("recipient", "conferrer", "holder")


def list_meetings(index: Index, arguments: Arguments, limit: int) -> Rows:
    """Answers meetings and about-topic."""
    choice, cells = Choice(index, arguments), Cells(index)
    if choice.topics is not None:
        found = {each for topic in choice.topics for each in index.by("topic", 1).targets(topic)}
        meetings = choice.select_on_topic(found)
    elif choice.country is not None:
        meetings = [each for each in index.by("country", 1).targets(choice.country) if choice.fits(each)]
    else:
        meetings = _first_meetings(index, choice, limit)
    return [(cells.iri(each), *_tell(cells, each)) for (each,) in sort_events(index, zip(meetings), limit)]


def _tell(cells: Cells, meeting: int) -> tuple[Cell, ...]:
    """Returns first, last, date, participants, place, country, topics and kinds of a meeting."""
    first, last, dates, kinds, _, who, what, countries, places = cells.event(meeting)
    return first, last, dates, who, places, countries, what, kinds


def _first_meetings(index: Index, choice: Choice, limit: int) -> list[int]:
    """Returns the meetings that fit, from the earliest on, until there are enough (which may leave some more)."""
    months = index.by("month")
    low, high = months.bounds()
    low = max(low, WIDE + 1) if choice.since is None else month_of(choice.since)
    high = high if choice.until is None else month_of(choice.until) + 1
    found = {each: index.meeting(each)[0] for each in months.targets(WIDE) if choice.fits(each)}
    for month in months.between(low, high):
        for each in months.targets(month):
            if each not in found and choice.fits(each):
                found[each] = index.meeting(each)[0]
        # All that begin until the end of this month are there.
        if len(found) >= limit and sum(month_of(day) <= month for day in found.values() if day) >= limit:
            return list(found)
    if choice.since is None and choice.until is None:
        found |= dict.fromkeys((each for each in months.targets(UNDATED) if choice.fits(each)), 0)
    return list(found)


def list_agency_meetings(index: Index, arguments: Arguments, limit: int) -> Rows:
    """Answers agency-meetings."""
    choice, cells = Choice(index, arguments), Cells(index)
    agency = arguments.number("agency")
    met = [(meeting, who) for meeting, who in _find_seats(index, (agency,), agency) if choice.fits(meeting)]
    return [
        (cells.iri(meeting), cells.iri(who), *_tell(cells, meeting)) for meeting, who in sort_events(index, met, limit)
    ]


def list_between(index: Index, arguments: Arguments, limit: int) -> Rows:
    """Answers between."""
    choice, cells = Choice(index, arguments), Cells(index)
    mine, theirs = (_group(_find_side(index, arguments.number(name))) for name in ("one", "two"))
    met = [
        (meeting, who, other)
        for meeting in mine.keys() & theirs.keys()
        if choice.fits(meeting)
        for who, other in _meet_across(index, meeting, mine[meeting], theirs[meeting])
    ]
    return [
        (cells.iri(meeting), cells.iri(who), cells.iri(other), *_tell(cells, meeting))
        for meeting, who, other in sort_events(index, met, limit)
    ]


def _group(seats: Iterable[tuple[int, int]]) -> dict[int, list[int]]:
    groups: dict[int, list[int]] = {}
    for meeting, who in seats:
        groups.setdefault(meeting, []).append(who)
    return groups


def _meet_across(index: Index, meeting: int, some: list[int], others: list[int]) -> Iterable[tuple[int, int]]:
    pairs = read_pairs(index, meeting)
    return ((who, other) for who in some for other in others if (min(who, other), max(who, other)) in pairs)


def _find_side(index: Index, side: int) -> set[tuple[int, int]]:
    """Returns at which meetings who took part for a person, an agency or a country."""
    own = [each for each in index.by("country", 1).targets(side) if index.kind(each) == AGENCY]
    return _find_seats(index, (side, *own), side)


def _find_seats(index: Index, themselves: Iterable[int], side: int) -> set[tuple[int, int]]:
    """Returns at which meetings some took part themselves, or who did for a side (an agency or country)."""
    parts, sides = index.by("part", 1), index.by("side")
    seats: Any = sides.rows(side)
    return {*seats, *((meeting, who) for who in themselves for meeting in parts.firsts(who))}


def sort_events(index: Index, rows: Iterable[tuple[int, ...]], limit: int) -> list[tuple[int, ...]]:
    """Returns the first rows that begin with a meeting: by its first day, then by all they have."""
    dated: list[Any]
    if index.delta is None:
        first, _, _, low = index.meeting_columns
        dated = [(first[row[0] - low] or NEVER, row) for row in rows]
    else:
        meeting, order = index.meeting, index.order
        dated = [(meeting(row[0])[0] or NEVER, tuple(map(order, row)), row) for row in rows]
    return [each[-1] for each in take_first(dated, limit)]


def take_first(rows: list[T], limit: int) -> list[T]:
    """Returns the first rows of all, sorted; of many more than that without sorting all."""
    return nsmallest(limit, rows) if limit * 8 < len(rows) else sorted(rows)[:limit]  # type: ignore[type-var]


def list_timeline(index: Index, arguments: Arguments, limit: int) -> Rows:
    """Answers timeline."""
    cells, order, days_of = Cells(index), index.order, index.cards.days
    subject, since, until = arguments.number("subject"), arguments.day("since"), arguments.day("until")
    events = index.by("part", 1).firsts(subject)
    for name in _WHO:
        events.update(index.by(name, 1).targets(subject))
    dated = []
    for event in events:
        first, last = days_of(event)
        if is_within(first, last, since, until):
            dated.append((first or NEVER, order(event), event))
    rows: Rows = []
    for _, _, event in take_first(dated, limit):
        first_day, last_day, dates, kinds, statuses, who, what, countries, _ = cells.event(event)
        rows.append((cells.iri(event), first_day, last_day, dates, kinds, statuses, who, what, countries))
    return rows
