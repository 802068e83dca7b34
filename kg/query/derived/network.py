"""Counts over all meetings that a question chooses; with numpy, because there may be a million rows to count."""

from typing import Any

import numpy as np

from kg.query.derived.arguments import Choice
from kg.store.derived import Index
from kg.store.derived.meetings import HELD, STATUSES
from kg.store.derived.rows import join, read_array, read_base, read_delta, sum_rows
from kg.vocab import KG_cancelled


def read_relation(index: Index, name: str) -> list[Any]:
    """Returns the columns of all rows of a relation, and their counts."""
    base = read_base(index.base, name)
    if index.delta is None:
        return base
    return sum_rows(join([base, read_delta(index.delta, name)]))


def select_meetings(index: Index, choice: Choice) -> Any:
    """Returns for each number of a term whether it is a meeting that fits (kg.query.derived.arguments.Choice)."""
    size = index.base_terms + (len(index.delta.texts("terms")) if index.delta is not None else 0)
    first, last, status = (np.zeros(size, np.int32) for _ in range(3))
    low = index.base.get("meetings.low")[0]
    for column, name in ((first, "first"), (last, "last"), (status, "status")):
        values = read_array(index.base, f"meetings.{name}")
        column[low : low + len(values)] = values
    for meeting, facts in index.changed_meetings().items():
        first[meeting], last[meeting], status[meeting] = facts
    fits = (status & choice.wanted != 0) & ((status & HELD != 0) | (status & STATUSES[KG_cancelled] == 0))
    if choice.since is not None:
        fits &= (last != 0) & (last >= choice.since)
    if choice.until is not None:
        fits &= (first != 0) & (first <= choice.until)
    if choice.country is not None:
        fits &= _are_subjects(index, "country", {choice.country}, size)
    if choice.topics is not None:
        fits &= _are_subjects(index, "topic", choice.topics, size)
    return fits


def count_pairs(index: Index, choice: Choice) -> tuple[Any, Any, Any]:
    """Returns who met, whom, and at how many of the meetings that fit; both ways round, sorted."""
    one, other, meeting, _ = read_relation(index, "met")
    kept = select_meetings(index, choice)[meeting]
    pairs, counts = np.unique(one[kept].astype(np.int64) << 32 | other[kept], return_counts=True)
    return (pairs >> 32).astype(np.int32), (pairs & 0xFFFFFFFF).astype(np.int32), counts


def count_connected(index: Index, choice: Choice) -> list[tuple[int, int, int]]:
    """Returns how many others somebody met, at how many meetings, and who; of the meetings that fit."""
    one, other, meeting, _ = read_relation(index, "met")
    kept = select_meetings(index, choice)[meeting]
    counted = []
    for column in (other, meeting):
        pairs = np.unique(one[kept].astype(np.int64) << 32 | column[kept])
        counted.append(np.unique(pairs >> 32, return_counts=True))
    (who, others), (_, meetings) = counted
    return list(zip(others.tolist(), meetings.tolist(), who.tolist(), strict=True))


def _are_subjects(index: Index, relation: str, objects: set[int], size: int) -> Any:
    found = np.zeros(size, bool)
    for each in objects:
        found[index.by(relation, 1).targets(each)] = True
    return found
