"""What follows from the meetings as all graphs together show them: who met whom, how often, and in what months.

A meeting counts as held where an article says so, whatever others say; it counts as planned where none says that it was
cancelled. People who came together did not meet (kg.store.encounters).
"""

from collections import Counter
from collections.abc import Callable, Iterable
from datetime import date

from kg import vocab as v
from kg.store.derived.index import Index
from kg.store.derived.relations import NONE_ID
from kg.store.derived.terms import text_of
from kg.store.encounters import find_pairs

STATUSES = {v.KG_held: 1, v.KG_planned: 2, v.KG_cancelled: 4}
HELD = 1
#: What relation `tally` counts of somebody: others met (plus the kind of the other, kg.store.derived.index.KINDS), how
#: often others were met (plus their kind), meetings.
OTHERS, ENCOUNTERS, MEETINGS = 0, 10, 20
#: Months (see month_of) of meetings without any day, and of those that may have been in too many months to name each.
UNDATED, WIDE = 0, 1
MONTHS_MAX = 24

#: First day, last day, status; see Index.meeting.
Facts = tuple[int, int, int]
#: Takes the row of a relation and how often it counts.
Add = Callable[[str, tuple[int, ...], int], None]
Translate = Callable[[int], int | None]


def is_wanted(status: int, wanted: int) -> bool:
    """Tells whether meetings of a status are among those wanted (sums of STATUSES)."""
    return bool(status & wanted) and bool(status & HELD or not status & STATUSES[v.KG_cancelled])


def month_of(day: int) -> int:
    """Returns the number of a day's month; it grows by one a month. day: as date.toordinal."""
    found = date.fromordinal(day)
    return found.year * 12 + found.month + 1


def months_of(first: int, last: int) -> list[int]:
    """Returns the months that a meeting may have been in."""
    if not first and not last:
        return [UNDATED]
    if not first or not last:
        return [WIDE]
    months = range(month_of(first), month_of(last) + 1)
    return list(months) if len(months) <= MONTHS_MAX else [WIDE]


def read_facts(index: Index, meeting: int) -> Facts:
    """Returns first day, last day and status of a meeting from its statements; see Index.meeting."""
    first = [read_day(index.term(each)) for each in index.by("earliest").targets(meeting)]
    last = [read_day(index.term(each)) for each in index.by("latest").targets(meeting)]
    status = {STATUSES.get(index.term(each), 0) for each in index.by("status").targets(meeting)}
    return min(first, default=0), max(last, default=0), sum(status)


def read_pairs(index: Index, meeting: int) -> set[tuple[int, int]]:
    """Returns who met whom at a meeting, each pair once."""
    parts = index.by("part").rows(meeting)
    return find_pairs((who, None if lead == NONE_ID else lead) for who, lead, _ in parts)


def follow(
    new: Index,
    old: Index | None,
    meetings: Iterable[int],
    translate: Translate,
    add: Add,
    retyped: Iterable[int] = (),
) -> dict[int, Facts]:
    """Finds how the rows that follow change where these meetings change; returns the facts of the meetings.

    Args:
        new: the contributed rows as they will be; with the numbers of terms that the outcome has.
        old: everything as it was; None for nothing.
        meetings: all whose parts, status or days differ between the two.
        translate: number of a term in `new` to that in `old`, None where it has none.
        add: takes what comes (with a positive count) and what goes (with a negative one).
        retyped: things (numbers in `new`) that are of another kind than before.
    """
    found: dict[int, Facts] = {}
    pairs: Counter[tuple[int, int]] = Counter()
    for meeting in meetings:
        facts = found[meeting] = read_facts(new, meeting)
        _count(add, pairs, meeting, read_pairs(new, meeting), facts, 1)
        before = translate(meeting) if old is not None else None
        if old is not None and before is not None:
            met = {_sorted_pair(new, old, pair) for pair in read_pairs(old, before)}
            _count(add, pairs, meeting, met, old.meeting(before), -1)
    for thing in retyped:
        before = translate(thing)
        if old is not None and before is not None:
            pairs.update({_sorted_pair(new, old, (before, other)): 0 for other in old.by("pair").targets(before)})
    for (one, other), change in pairs.items():
        _tally(add, new, old, (one, other), change, translate)
    return found


def _count(
    add: Add, pairs: Counter[tuple[int, int]], meeting: int, met: set[tuple[int, int]], facts: Facts, sign: int
) -> None:
    held = facts[2] & HELD
    for one, other in met:
        add("met", (one, other, meeting), sign)
        add("met", (other, one, meeting), sign)
        if held:
            pairs[one, other] += sign
    if held:
        for who in {each for pair in met for each in pair}:
            add("tally", (who, MEETINGS), sign)
    if facts[2]:
        for month in months_of(facts[0], facts[1]):
            add("month", (month, meeting), sign)


def _tally(add: Add, new: Index, old: Index | None, pair: tuple[int, int], change: int, translate: Translate) -> None:
    """Counts a pair among those whom either met: no more as it was before, but as it is now."""
    before = 0
    first, second = map(translate, pair)
    if old is not None and first is not None and second is not None:
        before = old.by("pair").counted(first).get((second,), 0)
        for who, whom in ((pair[0], second), (pair[1], first)) if before else ():
            kind = old.kind(whom)
            add("tally", (who, ENCOUNTERS + kind), -before)
            add("tally", (who, OTHERS + kind), -1)
    for who, whom in (pair, pair[::-1]):
        if change:
            add("pair", (who, whom), change)
        if before + change > 0:
            kind = new.kind(whom)
            add("tally", (who, ENCOUNTERS + kind), before + change)
            add("tally", (who, OTHERS + kind), 1)


def _sorted_pair(new: Index, old: Index, pair: tuple[int, int]) -> tuple[int, int]:
    """Returns a pair of the old numbers with the new ones, the lower first."""
    one, other = (_renumber(new, old, each) for each in pair)
    return (one, other) if one < other else (other, one)


def _renumber(new: Index, old: Index, number: int) -> int:
    if number < old.base_terms:
        return number
    found = new.find(old.term(number))
    assert found is not None, "terms of a delta are never dropped from it"
    return found


def read_day(term: str) -> int:
    """Returns a day as date.toordinal, 0 for what is none. term: of a literal."""
    try:
        return date.fromisoformat(text_of(term)).toordinal()
    except ValueError:
        return 0
