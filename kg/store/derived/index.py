"""Reads the derived data of one generation: terms by number and back, rows by one of their columns.

Numbers of terms sort as the terms do within the base; terms that came since have the numbers after it. So sorting by
`Index.order` sorts as SPARQL does. Everything here is a look-up: nothing is read whole.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from kg import vocab as v
from kg.store.derived.relations import RELATIONS
from kg.store.derived.tables import Tables

if TYPE_CHECKING:
    from kg.store.derived.cards import Cards

BASE, DELTA = "base", "delta"
#: Grows when the files mean something else than before; others are then not read, and made anew by the next writer.
VERSION = 2
#: Kinds of things by number, in this order where one is of several; 0 is any other.
KINDS = ("", "person", "agency", "country", "topic", "award")
KIND_CLASSES = {v.KG_Person: 1, v.KG_Agency: 2, v.KG_Country: 3, v.KG_Topic: 4, v.KG_Award: 5}

Targets = list[int]


class Lookup:
    """Rows of one relation by one of its columns.

    Args:
        base, delta: the files; a row counts as often as both say together, and is there where that is more than 0.
        relation: its name. key: the number of the column.
    """

    __slots__ = ("_at", "_columns", "_counts", "_delta_columns", "_delta_counts", "_delta_keys", "_low", "_size")

    def __init__(self, base: Tables, delta: Tables | None, relation: str, key: int) -> None:
        name = f"{relation}.{key}"
        others = [number for number in range(len(RELATIONS[relation].columns)) if number != key]
        self._low = base.get(f"{name}.low")[0]
        self._at = base.get(f"{name}.at")
        self._size = len(self._at) - 1
        self._columns = [base.get(f"{name}.{other}") for other in others]
        self._counts = base.get(f"{name}.count")
        self._delta_keys = delta.get(f"{name}.key") if delta is not None else memoryview(b"")
        self._delta_columns = [delta.get(f"{name}.{other}") for other in others] if delta is not None else []
        self._delta_counts = delta.get(f"{name}.count") if delta is not None else memoryview(b"")

    def targets(self, key: int) -> Targets:
        """Returns the other column of the rows with this key, sorted; of a relation of two columns."""
        start, end = self._range(key)
        if self._delta_keys and self._delta_range(key)[1]:
            return [row[0] for row in sorted(self.counted(key))]
        return self._columns[0][start:end].tolist()

    def firsts(self, key: int) -> set[int]:
        """Returns the first other column of the rows with this key."""
        if self._delta_keys and self._delta_range(key)[1]:
            return {row[0] for row in self.counted(key)}
        start, end = self._range(key)
        return set(self._columns[0][start:end])

    def rows(self, key: int) -> list[tuple[int, ...]]:
        """Returns the other columns of the rows with this key, sorted."""
        start, end = self._range(key)
        if self._delta_keys and self._delta_range(key)[1]:
            return sorted(self.counted(key))
        return list(zip(*(column[start:end] for column in self._columns), strict=True))

    def counted(self, key: int) -> dict[tuple[int, ...], int]:
        """Returns the other columns of the rows with this key, and how often each counts."""
        start, end = self._range(key)
        columns = zip(*(column[start:end] for column in self._columns), strict=True)
        found: dict[tuple[int, ...], int] = dict(zip(columns, self._counts[start:end], strict=True))
        first, last = self._delta_range(key)
        if last:
            changed = zip(*(column[first:last] for column in self._delta_columns), strict=True)
            for row, count in zip(changed, self._delta_counts[first:last], strict=True):
                found[row] = found.get(row, 0) + count
            return {row: count for row, count in found.items() if count > 0}
        return found

    def keys(self) -> Iterator[int]:
        """Yields all keys, those of the base first; a key without rows may be among them."""
        at = self._at
        yield from (self._low + number for number in range(self._size) if at[number] < at[number + 1])
        yield from dict.fromkeys(self._delta_keys)

    def delta_keys(self) -> list[int]:
        """Returns the keys of rows that changed since the base, each once, sorted."""
        return list(dict.fromkeys(self._delta_keys))

    def delta_rows(self) -> Iterator[tuple[int, ...]]:
        """Yields the rows whose counts changed since the base, their key first."""
        return zip(self._delta_keys, *self._delta_columns, strict=True)

    def between(self, low: int, high: int) -> list[int]:
        """Returns the keys from `low` to below `high` that may have rows, sorted."""
        at, first = self._at, max(low - self._low, 0)
        last = min(high - self._low, self._size)
        keys = {self._low + number for number in range(first, last) if at[number] < at[number + 1]}
        start, end = bisect_left(self._delta_keys, low), bisect_left(self._delta_keys, high)
        return sorted(keys | set(self._delta_keys[start:end]))

    def bounds(self) -> tuple[int, int]:
        """Returns the lowest key there may be and the one after the highest."""
        low, high = self._low, self._low + self._size
        if len(self._delta_keys):
            return min(low, self._delta_keys[0]), max(high, self._delta_keys[-1] + 1)
        return low, high

    def _range(self, key: int) -> tuple[int, int]:
        number = key - self._low
        return (self._at[number], self._at[number + 1]) if 0 <= number < self._size else (0, 0)

    def _delta_range(self, key: int) -> tuple[int, int]:
        """Returns where the changed rows of a key begin and end; (0, 0) for none."""
        start = bisect_left(self._delta_keys, key)
        end = bisect_right(self._delta_keys, key, start)
        return (start, end) if end > start else (0, 0)


class Index:
    """The derived data of one state of the graph.

    Args:
        base: the file that was built. delta: what changed since; None for nothing.
    """

    def __init__(self, base: Tables, delta: Tables | None = None) -> None:
        self.base = base
        self.delta = delta
        self._lookups: dict[tuple[str, int], Lookup] = {}
        self._terms = base.texts("terms")
        self.base_terms = len(self._terms)
        self._new_terms = delta.texts("terms") if delta is not None else None

    def by(self, relation: str, key: int = 0) -> Lookup:
        """Returns the rows of a relation by one of its columns."""
        found = self._lookups.get((relation, key))
        if found is None:
            found = self._lookups[relation, key] = Lookup(self.base, self.delta, relation, key)
        return found

    def find(self, term: str) -> int | None:
        """Returns the number of a term, None where the graph has it not."""
        number = self._terms.find(term)
        if number is None and self._new_terms is not None:
            number = self._new_terms.find(term)
            return None if number is None else number + self.base_terms
        return number

    def term(self, number: int) -> str:
        """Returns the term of a number."""
        if number < self.base_terms:
            return self._terms[number]
        assert self._new_terms is not None
        return self._new_terms[number - self.base_terms]

    def term_ranges(self, low: str, high: str) -> Iterator[tuple[int, int]]:
        """Yields the ranges of numbers of the terms from `low` to before `high`, the base's and the newer ones'."""
        for texts, first in ((self._terms, 0), (self._new_terms, self.base_terms)):
            if texts is not None:
                yield first + texts.lower(low.encode()), first + texts.lower(high.encode())

    @property
    def order(self) -> Callable[[int], int]:
        """Returns for the number of a term by what it sorts."""
        return int if self.delta is None else self._place

    def _place(self, number: int) -> int:
        """Returns the place of a term among all: those of the base are so far apart that new ones stand between."""
        if number < self.base_terms:
            return number << 32
        found = self._places.get(number)
        if found is None:
            before = self._terms.lower(self.term(number).encode("utf-8")) - 1
            found = self._places[number] = (before << 32) + 1 + number - self.base_terms
        return found

    @cached_property
    def _places(self) -> dict[int, int]:
        return {}

    def kind(self, number: int) -> int:
        """Returns the kind of a thing (a number of KINDS)."""
        kinds = self.base.get("kinds")
        if number < len(kinds) and not (self._retyped and number in self._retyped):
            return int(kinds[number])
        classes = {KIND_CLASSES.get(self.term(each), 0) for each in self.by("type").targets(number)}
        return min(classes - {0}, default=0)

    @cached_property
    def _retyped(self) -> set[int]:
        return set(self.by("type").delta_keys())

    @cached_property
    def cards(self) -> "Cards":
        """The cards of events."""
        from kg.store.derived.cards import Cards

        return Cards(self)

    def meeting(self, number: int) -> tuple[int, int, int]:
        """Returns the first and the last day a meeting can have been on, and its status.

        Days count as in date.toordinal, 0 for none; the status is a sum of STATUSES.
        """
        changed = self._changed_meetings.get(number) if self.delta is not None else None
        if changed is not None:
            return changed
        first, last, status, low = self.meeting_columns
        at = number - low
        return (first[at], last[at], status[at]) if 0 <= at < len(first) else (0, 0, 0)

    @cached_property
    def meeting_columns(self) -> tuple[memoryview, memoryview, memoryview, int]:
        """First days, last days and statuses of the base, see `meeting`; and the number of the meeting they begin with."""
        get = self.base.get
        return get("meetings.first"), get("meetings.last"), get("meetings.status"), get("meetings.low")[0]

    @cached_property
    def _changed_meetings(self) -> dict[int, tuple[int, int, int]]:
        if self.delta is None:
            return {}
        columns = [self.delta.get(f"changed.{name}") for name in ("meeting", "first", "last", "status")]
        return {number: (first, last, status) for number, first, last, status in zip(*columns, strict=True)}

    def changed_meetings(self) -> dict[int, tuple[int, int, int]]:
        """Returns the meetings of which something changed since the base, as `meeting` returns each."""
        return self._changed_meetings


def open_index(folder: Path) -> Index | None:
    """Opens the derived data of a generation; None where there are none that this kg can read.

    Args:
        folder: where they are kept.

    Raises:
        WorkspaceError: a file is broken.
    """
    path = folder / BASE
    if not path.exists():
        return None
    base = Tables(path)
    if list(base.get("version")) != [VERSION]:
        return None
    changed = folder / DELTA
    return Index(base, Tables(changed) if changed.exists() else None)
