"""Makes the derived data: a base from all there is, or a delta of what changed since; whichever is the lesser work.

Both come to the same: a base made of a base, its delta and a change equals, byte by byte, the one made from the graphs.
"""

import os
from array import array
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from kg.store.derived.cards import pack_cards
from kg.store.derived.contribution import Rows
from kg.store.derived.index import BASE, DELTA, KIND_CLASSES, VERSION, Index, open_index
from kg.store.derived.meetings import MEETINGS, OTHERS, follow
from kg.store.derived.names import describe, pack_names
from kg.store.derived.relations import CONTRIBUTED, FOLLOWING, NONE, NONE_ID, RELATIONS
from kg.store.derived.rows import (
    Collector,
    Columns,
    Numbering,
    join,
    pack_base,
    pack_delta,
    read_base,
    read_delta,
    renumber,
    sum_rows,
)
from kg.store.derived.tables import Tables, pack_texts, write_tables

#: A delta beyond this many rows, and this share of its base, is made one with it: reading it costs time at each start.
ROWS_MIN, SHARE_MAX = 20_000, 1 / 8
#: Things with new names that a delta may have, for the same reason.
RENAMED_MAX = 5_000


class BaseBuilder:
    """Collects what graphs contribute and writes a base.

    Args:
        index: derived data to begin with; None for nothing.
    """

    def __init__(self, index: Index | None = None) -> None:
        self._old = index
        self._numbers = Numbering()
        self._rows = Collector(self._numbers.__getitem__)
        if index is not None:
            for texts in (index.base.texts("terms"), *([index.delta.texts("terms")] if index.delta else [])):
                for number in range(len(texts)):
                    self._numbers[texts[number]]

    def add(self, rows: Rows, count: int = 1) -> None:
        """Adds the rows of a graph. count: -1 to take them away."""
        self._rows.add(rows, count)

    def write(self, folder: Path) -> None:
        """Writes the base into a folder."""
        terms, places = self._numbers.sort()
        arrays: dict[str, Any] = {"version": array("i", [VERSION])}
        used = np.zeros(len(terms), bool)
        summed: dict[str, Columns] = {}
        for relation in CONTRIBUTED:
            columns = sum_rows(renumber(relation.name, self._collect(relation.name), places))
            summed[relation.name] = columns
            for kind, column in zip(relation.columns, columns, strict=False):
                if kind == "t":
                    used[column[column >= 0]] = True
        if not used.all():  # what a change took away leaves no term behind
            places = (np.cumsum(used) - 1).astype(np.int32)
            terms = [term for term, kept in zip(terms, used.tolist(), strict=True) if kept]
            summed = {name: renumber(name, columns, places) for name, columns in summed.items()}
        arrays |= pack_texts("terms", terms)
        for name, columns in summed.items():
            arrays |= pack_base(name, columns)
        arrays["kinds"] = _find_kinds(terms, summed["type"])
        arrays |= pack_cards(summed, terms)
        _write_base(folder, arrays, summed)

    def _collect(self, name: str) -> Columns:
        new = self._rows.columns(name)
        if self._old is None:
            return new
        return join([read_base(self._old.base, name), read_delta(self._old.delta, name), new])


def _write_base(folder: Path, arrays: dict[str, Any], summed: Mapping[str, Columns]) -> None:
    """Adds what follows to the contributed arrays, and writes the file."""
    empty = Collector(lambda term: -1)
    for relation in FOLLOWING:
        arrays |= pack_base(relation.name, empty.columns(relation.name))
    folder.mkdir(exist_ok=True)
    aside = folder / "aside"
    write_tables(aside, arrays)
    index = Index(Tables(aside))
    meetings = np.union1d(summed["status"][0], summed["part"][0]).tolist()
    following = Collector(lambda term: -1)
    facts = follow(index, None, meetings, lambda number: None, following.add_numbers)
    for relation in FOLLOWING:
        columns = sum_rows(following.columns(relation.name))
        arrays |= pack_base(relation.name, columns)
        if relation.name == "pair":
            arrays |= _rank_pairs(columns)
        elif relation.name == "tally":
            arrays |= _rank_things(columns)
    low = meetings[0] if meetings else 0
    arrays["meetings.low"] = array("i", [low])
    for number, name in enumerate(("first", "last", "status")):
        column = np.zeros(meetings[-1] + 1 - low if meetings else 0, np.int32)
        column[np.array(meetings, np.int64) - low] = np.array([facts[each][number] for each in meetings], np.int32)
        arrays[f"meetings.{name}"] = column
    arrays |= pack_names(index, np.flatnonzero(np.frombuffer(arrays["kinds"], np.uint8)).tolist())
    write_tables(folder / BASE, arrays)
    aside.unlink()


def _find_kinds(terms: list[str], types: Columns) -> bytes:
    kinds = np.zeros(len(terms), np.uint8)
    numbers = {term: number for number, term in enumerate(terms) if term in KIND_CLASSES}
    for cls, kind in sorted(KIND_CLASSES.items(), key=lambda item: -item[1]):
        if cls in numbers:
            kinds[types[0][types[1] == numbers[cls]]] = kind
    return kinds.tobytes()


def _rank_pairs(columns: Columns) -> dict[str, Any]:
    one, other, count = columns
    kept = one < other
    one, other, count = one[kept], other[kept], count[kept]
    order = np.lexsort((other, one, -count))
    return {"top.one": one[order], "top.other": other[order], "top.count": count[order]}


def _rank_things(columns: Columns) -> dict[str, Any]:
    """Returns who met others, those first who met most; then by meetings; then by their number."""
    who, what, count = columns
    size = int(who.max()) + 1 if len(who) else 0
    others, meetings = np.zeros(size, np.int64), np.zeros(size, np.int64)
    is_others = (what >= OTHERS) & (what < OTHERS + 10)
    np.add.at(others, who[is_others], count[is_others])
    np.add.at(meetings, who[what == MEETINGS], count[what == MEETINGS])
    ranked = np.flatnonzero(others)
    order = np.lexsort((ranked, -meetings[ranked], -others[ranked]))
    return {
        "ranked.who": ranked[order].astype(np.int32),
        "ranked.others": others[ranked][order].astype(np.int32),
        "ranked.meetings": meetings[ranked][order].astype(np.int32),
    }


def write_change(old: Path, folder: Path, removed: Sequence[Rows], added: Sequence[Rows]) -> None:
    """Writes the derived data of a change into `folder`: the old base and a delta, or a base anew where that is due.

    Args:
        old: the folder of the data before; they must be there.
        removed: rows of the graphs that were replaced or removed. added: of those that came in their place.

    Raises:
        WorkspaceError: the old data are broken.
    """
    index = open_index(old)
    assert index is not None, "the caller has looked"
    size = sum(len(found) for rows in (*removed, *added) for found in rows.values())
    size += sum(len(read_delta(index.delta, each.name)[0]) for each in CONTRIBUTED)
    base_size = sum(len(index.base.get(f"{each.name}.0.count")) for each in CONTRIBUTED)
    renamed = len(index.delta.get("renamed")) if index.delta is not None else 0
    if size > ROWS_MIN + base_size * SHARE_MAX or renamed > RENAMED_MAX:
        builder = BaseBuilder(index)
        for rows in removed:
            builder.add(rows, -1)
        for rows in added:
            builder.add(rows)
        builder.write(folder)
        return
    folder.mkdir(exist_ok=True)
    os.link(old / BASE, folder / BASE)
    _write_delta(index, folder, removed, added)


def _write_delta(index: Index, folder: Path, removed: Sequence[Rows], added: Sequence[Rows]) -> None:
    base, first = index.base, index.base_terms
    fresh = Numbering()
    old_terms = index.delta.texts("terms") if index.delta is not None else ()
    for number in range(len(old_terms)):
        fresh[old_terms[number]]

    def intern(term: str) -> int:
        if term == NONE:
            return NONE_ID
        number = base.texts("terms").find(term)
        return first + fresh[term] if number is None else number

    collector = Collector(intern)
    for rows in removed:
        collector.add(rows, -1)
    for rows in added:
        collector.add(rows)
    terms, places = fresh.sort()
    places = places + np.int32(first)
    changes = {
        relation.name: sum_rows(renumber(relation.name, collector.columns(relation.name), places, first))
        for relation in CONTRIBUTED
    }
    before = {name: renumber(name, read_delta(index.delta, name), places, first) for name in RELATIONS}
    arrays: dict[str, Any] = {"version": array("i", [VERSION])} | pack_texts("terms", terms)
    for name in changes:
        arrays |= pack_delta(name, sum_rows(join([before[name], changes[name]])))
    following = Collector(lambda term: -1)
    for relation in FOLLOWING:
        arrays |= pack_delta(relation.name, before[relation.name])
    aside = folder / "aside"
    write_tables(aside, arrays)
    new = Index(base, Tables(aside))

    def translate(number: int) -> int | None:
        return number if number < first else index.find(new.term(number))

    meetings = [
        each
        for each in _changed_keys(changes, "part", "status", "earliest", "latest")
        if _is_meeting(new, index, each, translate)
    ]
    retyped = _find_retyped(new, index, changes, translate)
    facts = follow(new, index, meetings, translate, following.add_numbers, retyped)
    for relation in FOLLOWING:
        columns = [before[relation.name], following.columns(relation.name)]
        arrays |= pack_delta(relation.name, sum_rows(join(columns)))
    earlier = {_move(number, places, first): found for number, found in index.changed_meetings().items()}
    arrays |= _pack_facts(earlier | facts)
    renamed = {_move(number, places, first) for number in _read_renamed(index)}
    renamed |= set(_find_renamed(new, index, changes, translate))
    arrays["renamed"] = array("i", sorted(renamed))
    arrays |= pack_names(new, sorted(renamed))
    write_tables(folder / DELTA, arrays)
    aside.unlink()


def _is_meeting(new: Index, old: Index, number: int, translate: Any) -> bool:
    before = translate(number)
    return any(
        bool(index.by("part").rows(each) or index.by("status").targets(each))
        for index, each in ((new, number), (old, before))
        if each is not None
    )


def _find_retyped(new: Index, old: Index, changes: Mapping[str, Columns], translate: Any) -> Iterable[int]:
    """Yields the things that are of another kind than before."""
    for thing in _changed_keys(changes, "type"):
        before = translate(thing)
        if before is not None and new.kind(thing) != old.kind(before):
            yield thing


def _find_renamed(new: Index, old: Index, changes: Mapping[str, Columns], translate: Any) -> Iterable[int]:
    """Yields the things whose description is another than before."""
    for thing in _changed_keys(changes, "type", "label", "alias", "acronym", "alpha", "country"):
        before = translate(thing)
        if (new.kind(thing) or (before is not None and old.kind(before))) and (
            before is None or describe(new, thing) != describe(old, before)
        ):
            yield thing


def _changed_keys(changes: Mapping[str, Columns], *names: str) -> list[int]:
    return sorted({int(key) for name in names for key in changes[name][0]})


def _read_renamed(index: Index) -> list[int]:
    return index.delta.get("renamed").tolist() if index.delta is not None else []


def _move(number: int, places: Any, first: int) -> int:
    return number if number < first else int(places[number - first])


def _pack_facts(facts: Mapping[int, tuple[int, int, int]]) -> dict[str, Any]:
    meetings = sorted(facts)
    columns = {"meeting": meetings} | {
        name: [facts[each][number] for each in meetings] for number, name in enumerate(("first", "last", "status"))
    }
    return {f"changed.{name}": array("i", column) for name, column in columns.items()}
