"""Rows of relations as columns of numbers, and the arrays in which files keep them. The one place with numpy."""

from array import array
from collections.abc import Callable, Iterable, Mapping
from itertools import repeat
from typing import Any

import numpy as np

from kg.store.derived.contribution import Rows
from kg.store.derived.relations import NONE, NONE_ID, RELATIONS
from kg.store.derived.tables import Tables

#: One array a column, and one of counts; all int32 and of one length.
Columns = list[Any]


class Collector:
    """Takes rows as they come and keeps them as numbers.

    Args:
        intern: gives the number of a term, NONE_ID for NONE.
    """

    def __init__(self, intern: Callable[[str], int]) -> None:
        self._intern = intern
        self._arrays = {name: [array("i") for _ in (*each.columns, "count")] for name, each in RELATIONS.items()}

    def add(self, rows: Rows, count: int = 1) -> None:
        """Adds rows. count: how often each counts; negative to take away."""
        intern = self._intern
        for name, found in rows.items():
            arrays = self._arrays[name]
            columns: Any = zip(*found, strict=True)
            for kind, column, values in zip(RELATIONS[name].columns, arrays, columns, strict=False):
                column.extend(map(intern, values) if kind == "t" else values)
            arrays[-1].extend(repeat(count, len(found)))

    def add_numbers(self, name: str, values: Iterable[int], count: int) -> None:
        """Adds one row whose terms are numbers already."""
        arrays = self._arrays[name]
        for column, value in zip(arrays, (*values, count), strict=True):
            column.append(value)

    def columns(self, name: str) -> Columns:
        """Returns the rows of a relation."""
        return [np.frombuffer(each, dtype=np.int32) if each else np.empty(0, np.int32) for each in self._arrays[name]]


class Numbering(dict[str, int]):
    """Numbers of terms, given in the order in which terms are first asked for; NONE has NONE_ID."""

    def __init__(self) -> None:
        super().__init__({NONE: NONE_ID})

    def __missing__(self, term: str) -> int:
        """Gives a new term its number."""
        number = self[term] = len(self) - 1
        return number

    def sort(self) -> tuple[list[str], Any]:
        """Returns the terms sorted, and the new number of each old one."""
        terms = sorted(self)[1:]  # nothing sorts before NONE
        places = np.empty(len(terms), np.int32)
        numbers = np.fromiter(map(self.__getitem__, terms), np.int64, len(terms))
        places[numbers] = np.arange(len(terms), dtype=np.int32)
        return terms, places


def renumber(name: str, columns: Columns, places: Any, first: int = 0) -> Columns:
    """Returns rows with the numbers of terms from `first` on replaced: places[number - first] is the new one."""
    kinds = RELATIONS[name].columns
    done = []
    for kind, column in zip(kinds, columns, strict=False):
        if kind == "t" and len(places):
            moved = column >= first
            column = np.where(moved, places[np.where(moved, column - first, 0)], column).astype(np.int32)
        done.append(column)
    return [*done, columns[-1]]


def join(parts: Iterable[Columns]) -> Columns:
    """Returns the rows of several, one after the other."""
    return [np.concatenate(columns) for columns in zip(*parts, strict=True)]


def sum_rows(columns: Columns) -> Columns:
    """Returns the rows sorted, each once, their counts summed; those that come to 0 are left out."""
    if not len(columns[0]):
        return columns
    order = np.lexsort(columns[-2::-1])
    columns = [column[order] for column in columns]
    fresh = np.zeros(len(order), bool)
    fresh[0] = True
    for column in columns[:-1]:
        fresh[1:] |= column[1:] != column[:-1]
    starts = np.flatnonzero(fresh)
    counts = np.add.reduceat(columns[-1], starts)
    kept = counts != 0
    return [*(column[starts][kept] for column in columns[:-1]), counts[kept].astype(np.int32)]


def pack_base(name: str, columns: Columns) -> dict[str, Any]:
    """Returns the arrays of a relation for a base. columns: summed."""
    arrays: dict[str, Any] = {}
    for key in RELATIONS[name].keys:
        ordered = _order_by(columns, key)
        keys = ordered[key]
        low, high = (int(keys[0]), int(keys[-1]) + 1) if len(keys) else (0, 0)
        arrays[f"{name}.{key}.low"] = array("i", [low])
        at = np.zeros(high - low + 1, np.int32)
        np.cumsum(np.bincount(keys - low, minlength=high - low), out=at[1:])
        arrays[f"{name}.{key}.at"] = at
        arrays |= _name_columns(name, key, ordered)
    return arrays


def pack_delta(name: str, columns: Columns) -> dict[str, Any]:
    """Returns the arrays of a relation for a delta. columns: summed."""
    arrays: dict[str, Any] = {}
    for key in RELATIONS[name].keys:
        ordered = _order_by(columns, key)
        arrays[f"{name}.{key}.key"] = np.ascontiguousarray(ordered[key])
        arrays |= _name_columns(name, key, ordered)
    return arrays


def read_base(tables: Tables, name: str) -> Columns:
    """Returns the rows of a relation in a base."""
    at = read_array(tables, f"{name}.0.at")
    low = tables.get(f"{name}.0.low")[0]
    keys = np.repeat(np.arange(low, low + len(at) - 1, dtype=np.int32), np.diff(at))
    return [keys, *_read_columns(tables, name)]


def read_delta(tables: Tables | None, name: str) -> Columns:
    """Returns the rows of a relation in a delta, none without one."""
    if tables is None:
        return [np.empty(0, np.int32) for _ in (*RELATIONS[name].columns, "count")]
    return [read_array(tables, f"{name}.0.key"), *_read_columns(tables, name)]


def read_array(tables: Tables, name: str) -> Any:
    """Returns an array of 32-bit integers as numpy has it, without a copy."""
    view = tables.get(name)
    return np.frombuffer(view, dtype=np.int32) if len(view) else np.empty(0, np.int32)


def _read_columns(tables: Tables, name: str) -> Columns:
    others = range(1, len(RELATIONS[name].columns))
    return [read_array(tables, f"{name}.0.{each}") for each in (*others, "count")]


def _order_by(columns: Columns, key: int) -> Columns:
    if key == 0:
        return columns
    others = [column for number, column in enumerate(columns[:-1]) if number != key]
    order = np.lexsort((*others[::-1], columns[key]))
    return [column[order] for column in columns]


def _name_columns(name: str, key: int, columns: Columns) -> Mapping[str, Any]:
    others = {str(number): column for number, column in enumerate(columns[:-1]) if number != key}
    return {
        f"{name}.{key}.{each}": np.ascontiguousarray(column)
        for each, column in (others | {"count": columns[-1]}).items()
    }
