"""Where articles disagree on one meeting: dates, places, kinds, statuses. Every article's claim stays as it is.

A date that is less precise, or a country where another article names the city, is no disagreement. A meeting that was
planned and then held is one that articles tell at different times; it is shown, since it may also have been called off.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Literal

from kg.facts.model import Meeting
from kg.identity.meeting_evidence import is_same_place, read_span
from kg.identity.model import Key, Resolution

Field = Literal["date", "place", "status", "kind"]


@dataclass(frozen=True, slots=True)
class Conflict:
    """A field that articles fill differently. values: what is said -> the mentions that say so, sorted."""

    meeting: Key
    field: Field
    values: tuple[tuple[str, tuple[Key, ...]], ...]


def find_conflicts(meetings: Mapping[Key, Meeting], resolution: Resolution) -> list[Conflict]:
    """Returns the conflicts of merged meetings, by meeting and field. meetings: mention -> what its article says."""
    groups: dict[Key, list[Key]] = {}
    for key in meetings:
        groups.setdefault(resolution.find(key), []).append(key)
    found: list[Conflict] = []
    for first, keys in sorted(groups.items()):
        if len(keys) > 1:
            found += _compare(first, sorted(keys), meetings)
    return found


def _compare(first: Key, keys: Sequence[Key], meetings: Mapping[Key, Meeting]) -> Iterable[Conflict]:
    told = [(key, meetings[key]) for key in keys]
    fields: tuple[tuple[Field, Callable[[Meeting], str | None], Callable[[Meeting, Meeting], bool]], ...] = (
        ("date", lambda one: one.date, _dates_differ),
        ("place", _say_place, _places_differ),
        ("status", lambda one: one.status, lambda one, other: one.status != other.status),
        ("kind", lambda one: one.kind, lambda one, other: one.kind != other.kind),
    )
    for name, say, differ in fields:
        if any(differ(one, other) for (_a, one), (_b, other) in combinations(told, 2)):
            values: dict[str, list[Key]] = {}
            for key, meeting in told:
                said = say(meeting)
                if said:
                    values.setdefault(said, []).append(key)
            yield Conflict(first, name, tuple((value, tuple(some)) for value, some in sorted(values.items())))


def _dates_differ(one: Meeting, other: Meeting) -> bool:
    """Whether neither date lies within the other."""
    ours, theirs = read_span(one.date), read_span(other.date)
    if ours is None or theirs is None:
        return False
    within = ours[0] >= theirs[0] and ours[1] <= theirs[1]
    return not within and not (theirs[0] >= ours[0] and theirs[1] <= ours[1])


def _say_place(meeting: Meeting) -> str | None:
    place, country = meeting.place, meeting.place_country
    return f"{place} ({country})" if place and country else place or country


def _places_differ(one: Meeting, other: Meeting) -> bool:
    if one.place_country and other.place_country and one.place_country != other.place_country:
        return True
    return bool(
        one.place
        and other.place
        and not one.place_country
        and not other.place_country
        and not is_same_place(one.place, other.place)
    )
