"""What most answers tell of an event (a meeting, a tenure, a conferral), kept together: one look-up in place of a dozen.

A card is a run of numbers: first day and last day (date.toordinal, 0 for none), where each of GROUPS ends among the
values, the values. Cards follow from the rows of the base alone; of what changed since, the rows are read instead.
"""

from array import array
from collections.abc import Mapping, Sequence
from functools import reduce
from typing import TYPE_CHECKING, Any

from kg.store.derived.meetings import read_day, read_facts

if TYPE_CHECKING:
    from kg.store.derived.index import Index
    from kg.store.derived.rows import Columns

#: The relations whose second column a group holds, each value once, sorted.
GROUPS = (
    ("date", "since", "until"),
    ("type",),
    ("status",),
    ("part", "recipient", "conferrer", "holder"),
    ("topic", "award", "post"),
    ("country",),
    ("place",),
)
_EVENTS = ("part", "status", "holder", "recipient", "conferrer")
_HEAD = 2 + len(GROUPS)
_NEVER = 9_999_999

#: First day, last day; then the numbers of terms: dates, classes, statuses, who, about what, countries, places.
Numbers = tuple[int, ...]
Card = tuple[int, int, Numbers, Numbers, Numbers, Numbers, Numbers, Numbers, Numbers]


class Cards:
    """The cards of an index."""

    def __init__(self, index: "Index") -> None:
        self._index = index
        self._at, self._values = index.base.get("cards.at"), index.base.get("cards.values")
        self._low, self._size = index.base.get("cards.low")[0], len(self._at) - 1
        relations = (*(each for group in GROUPS for each in group), "earliest", "latest")
        self._changed = {key for each in relations for key in index.by(each).delta_keys()}

    def read(self, number: int) -> Card:
        """Returns the card of an event. number: of its term."""
        place = number - self._low
        if number in self._changed or not 0 <= place < self._size:
            return self._collect(number)
        card = tuple(self._values[self._at[place] : self._at[place + 1]])
        if not card:
            return self._collect(number)
        first, last, a, b, c, d, e, f, g = card[:_HEAD]
        values = card[_HEAD:]
        return first, last, values[:a], values[a:b], values[b:c], values[c:d], values[d:e], values[e:f], values[f:g]

    def days(self, number: int) -> tuple[int, int]:
        """Returns the first and the last day of an event."""
        place = number - self._low
        if number not in self._changed and 0 <= place < self._size:
            start = self._at[place]
            if start < self._at[place + 1]:
                return self._values[start], self._values[start + 1]
        first, last, _ = read_facts(self._index, number)
        return first, last

    def _collect(self, number: int) -> Card:
        by, order = self._index.by, self._index.order
        first, last, _ = read_facts(self._index, number)
        groups: Any = (
            tuple(sorted({value for each in group for value in by(each).firsts(number)}, key=order)) for group in GROUPS
        )
        return (first, last, *groups)


def pack_cards(summed: "Mapping[str, Columns]", terms: Sequence[str]) -> dict[str, Any]:
    """Returns the arrays of the cards. summed: the rows of the base; terms: by number."""
    import numpy as np

    events = reduce(np.union1d, [summed[each][0] for each in _EVENTS])
    low = int(events[0]) if len(events) else 0
    size = int(events[-1]) + 1 - low if len(events) else 0
    is_event = np.zeros(size, bool)
    is_event[events - low] = True

    def choose(relation: str) -> tuple[Any, Any]:
        """Returns the places of the events in the rows of a relation, and its second column."""
        subjects, values = summed[relation][0].astype(np.int64) - low, summed[relation][1]
        kept = (subjects >= 0) & (subjects < size)
        kept[kept] = is_event[subjects[kept]]
        return subjects[kept], values[kept].astype(np.int64)

    count = len(GROUPS)
    found = [(*choose(each), number) for number, group in enumerate(GROUPS) for each in group]
    keys = np.concatenate([places * count + number for places, _, number in found])
    values = np.concatenate([each for _, each, _ in found])
    pairs = np.unique(keys << 32 | values)
    keys, values = pairs >> 32, pairs & 0xFFFFFFFF
    counts = np.bincount(keys, minlength=size * count).reshape(size, count)
    lengths = np.where(is_event, counts.sum(axis=1) + _HEAD, 0)
    at = np.concatenate([[0], np.cumsum(lengths)])
    cards = np.zeros(int(at[-1]), np.int32)
    starts = at[:-1][is_event]
    for number, relation in enumerate(("earliest", "latest")):
        cards[starts + number] = _find_days(choose(relation), terms, size, latest=bool(number))[is_event]
    for number, ends in enumerate(np.cumsum(counts, axis=1)[is_event].T):
        cards[starts + 2 + number] = ends
    cards[np.arange(len(values)) + (_HEAD * np.cumsum(is_event))[keys // count]] = values
    return {"cards.low": array("i", [low]), "cards.at": at.astype(np.int32), "cards.values": cards}


def _find_days(rows: tuple[Any, Any], terms: Sequence[str], size: int, *, latest: bool) -> Any:
    """Returns the first day of each event, or the last one, as kg.store.derived.meetings.read_facts does."""
    import numpy as np

    places, values = rows
    distinct, which = np.unique(values, return_inverse=True)
    days = np.array([read_day(terms[each]) for each in distinct.tolist()], np.int32)[which]
    found = np.full(size, 0 if latest else _NEVER, np.int32)
    (np.maximum if latest else np.minimum).at(found, places, days)
    found[found == _NEVER] = 0
    return found
