"""Meetings of a period, a topic, a country, an agency, between two sides; and all that is reported of somebody."""

from collections.abc import Iterable, Sequence

from kg.query.derived.arguments import Arguments, Choice, is_within
from kg.query.derived.cells import NEVER, Cells
from kg.query.result import Cell
from kg.store.derived import Index
from kg.store.derived.index import KINDS
from kg.store.derived.meetings import UNDATED, WIDE, month_of, read_facts, read_pairs

Rows = list[tuple[Cell, ...]]
AGENCY = KINDS.index("agency")
#: What a timeline's cells are made of.
_DATES = ("date", "since", "until")
_WHO = ("recipient", "conferrer", "holder")
_WHAT = ("topic", "award", "post")


def list_meetings(index: Index, arguments: Arguments, limit: int) -> Rows:
    """Answers meetings and about-topic."""
    choice, cells, order = Choice(index, arguments), Cells(index), index.order
    if choice.topics is not None:
        found = {each for topic in choice.topics for each in index.by("topic", 1).targets(topic)}
        meetings = [each for each in found if choice.fits(each)]
    elif choice.country is not None:
        meetings = [each for each in index.by("country", 1).targets(choice.country) if choice.fits(each)]
    else:
        meetings = _first_meetings(index, choice, limit)
    meetings.sort(key=lambda each: (index.meeting(each)[0] or NEVER, order(each)))
    rows: Rows = []
    for each in meetings[:limit]:
        first, last, date, *others = cells.meeting(each)
        rows.append((cells.iri(each), first, last, date, cells.takers(each), *others))
    return rows


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
    seats = _find_seats(index, (agency,), index.by("tenure_agency", 1).targets(agency))
    met = [(meeting, who) for meeting, who in seats if choice.fits(meeting)]
    rows: Rows = []
    for meeting, who in _sort_events(index, met)[:limit]:
        first, last, date, *others = cells.meeting(meeting)
        rows.append((cells.iri(meeting), cells.iri(who), first, last, date, cells.takers(meeting), *others))
    return rows


def list_between(index: Index, arguments: Arguments, limit: int) -> Rows:
    """Answers between."""
    choice, cells = Choice(index, arguments), Cells(index)
    sides: list[dict[int, list[int]]] = []
    for name in ("one", "two"):
        groups: dict[int, list[int]] = {}
        for meeting, who in _find_side(index, arguments.number(name)):
            groups.setdefault(meeting, []).append(who)
        sides.append(groups)
    mine, theirs = sides
    met = [
        (meeting, who, other)
        for meeting in mine.keys() & theirs.keys()
        if choice.fits(meeting)
        for who, other in _meet_across(index, meeting, mine[meeting], theirs[meeting])
    ]
    rows: Rows = []
    for meeting, who, other in _sort_events(index, met)[:limit]:
        first, last, date, *others = cells.meeting(meeting)
        named = (cells.iri(meeting), cells.iri(who), cells.iri(other))
        rows.append((*named, first, last, date, cells.takers(meeting), *others))
    return rows


def _meet_across(index: Index, meeting: int, some: list[int], others: list[int]) -> Iterable[tuple[int, int]]:
    pairs = read_pairs(index, meeting)
    return ((who, other) for who in some for other in others if (min(who, other), max(who, other)) in pairs)


def _find_side(index: Index, side: int) -> set[tuple[int, int]]:
    """Returns at which meetings who took part for a person, an agency or a country."""
    own = [each for each in index.by("country", 1).targets(side) if index.kind(each) == AGENCY]
    tenures = [*index.by("tenure_agency", 1).targets(side), *index.by("tenure_country", 1).targets(side)]
    return _find_seats(index, (side, *own), tenures)


def _find_seats(index: Index, themselves: Iterable[int], tenures: Iterable[int]) -> set[tuple[int, int]]:
    """Returns at which meetings some took part themselves, or somebody by one of these tenures."""
    parts, seats = index.by("part", 1), index.by("seat", 2)
    found = {(meeting, who) for who in themselves for meeting in parts.firsts(who)}
    for tenure in tenures:
        found.update(seats.rows(tenure))  # type: ignore[arg-type]
    return found


def _sort_events(index: Index, rows: Sequence[tuple[int, ...]]) -> list[tuple[int, ...]]:
    """Returns rows that begin with a meeting by its first day, then by all they have."""
    order = index.order
    return sorted(rows, key=lambda row: (index.meeting(row[0])[0] or NEVER, *map(order, row)))


def list_timeline(index: Index, arguments: Arguments, limit: int) -> Rows:
    """Answers timeline."""
    cells, order = Cells(index), index.order
    subject, since, until = arguments.number("subject"), arguments.day("since"), arguments.day("until")
    events = index.by("part", 1).firsts(subject)
    for name in _WHO:
        events.update(index.by(name, 1).targets(subject))
    dated = []
    for event in events:
        first, last, status = index.meeting(event)
        if not status:
            first, last, _ = read_facts(index, event)
        if is_within(first, last, since, until):
            dated.append((first or NEVER, order(event), event, first, last))
    dated.sort()
    return [_tell_event(index, cells, *row[2:]) for row in dated[:limit]]


def _tell_event(index: Index, cells: Cells, event: int, first: int, last: int) -> tuple[Cell, ...]:
    by = index.by
    takers = by("part").firsts(event)
    return (
        cells.iri(event),
        cells.day(first),
        cells.day(last),
        cells.texts(each for name in _DATES for each in by(name).targets(event)),
        cells.iris(by("type").targets(event)),
        cells.iris(by("status").targets(event)),
        cells.iris([*takers, *(each for name in _WHO for each in by(name).targets(event))]),
        cells.iris([each for name in _WHAT for each in by(name).targets(event)]),
        cells.iris(by("country").targets(event)),
    )
