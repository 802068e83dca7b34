"""Looks whether derived data are what the graph gives: builds them anew aside, and compares all that they hold."""

import tempfile
from collections.abc import Iterator
from pathlib import Path

from kg.store.derived.contribution import contribute
from kg.store.derived.index import Index, open_index
from kg.store.derived.relations import NONE_ID, RELATIONS
from kg.store.embedded import EmbeddedStore


def build_apart(store: EmbeddedStore, folder: Path) -> Index:
    """Builds the derived data of a store in another folder and opens them."""
    from kg.store.derived.build import BaseBuilder

    builder = BaseBuilder()
    for graph in store.graphs():
        builder.add(contribute(store.statements(graph)))
    builder.write(folder)
    index = open_index(folder)
    assert index is not None
    return index


def is_consistent(index: Index, store: EmbeddedStore) -> bool:
    """Tells whether derived data hold what the graph gives, no more and no less. It takes as long as building them."""
    with tempfile.TemporaryDirectory() as folder:
        return set(list_content(index)) == set(list_content(build_apart(store, Path(folder))))


def list_content(index: Index) -> Iterator[tuple[object, ...]]:
    """Yields all that derived data hold, terms in full: rows with their counts, facts of meetings, kinds of things."""
    meetings = set()
    for name, relation in RELATIONS.items():
        for key in relation.keys:
            lookup = index.by(name, key)
            others = [kind for number, kind in enumerate(relation.columns) if number != key]
            for value in dict.fromkeys(lookup.keys()):
                for row, count in lookup.counted(value).items():
                    cells = (_show(index, kind, cell) for kind, cell in zip(others, row, strict=True))
                    yield name, key, _show(index, relation.columns[key], value), *cells, count
                    if name == "status":
                        meetings.add(value)
                    elif name == "type":
                        yield "kind", index.term(value), index.kind(value)
    for meeting in meetings:
        yield "meeting", index.term(meeting), *index.meeting(meeting)


def _show(index: Index, kind: str, value: int) -> object:
    return value if kind == "n" or value == NONE_ID else index.term(value)
