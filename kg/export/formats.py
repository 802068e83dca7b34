"""The formats that the graph and the fact sheets are written in."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, BinaryIO

from kg.errors import InputError
from kg.export.networks import write_gexf, write_graphml, write_meetings, write_pairs
from kg.vocab import PREFIXES

if TYPE_CHECKING:
    from kg.store.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Exporter:
    """A format. suffix: of its files; write: writes a workspace to a binary file, returns how many `unit`s it wrote."""

    suffix: str
    summary: str
    unit: str
    write: Callable[["Workspace", BinaryIO], int]


def write_nquads(workspace: "Workspace", out: BinaryIO) -> int:
    """Writes the whole graph as N-Quads, sorted by bytes; returns the number of quads."""
    return workspace.dump(out)


def write_trig(workspace: "Workspace", out: BinaryIO) -> int:
    """Writes the whole graph as TriG, graph by graph, with prefixes; returns the number of quads."""
    with workspace.read() as store:
        return store.export(out, "trig", PREFIXES)


def write_jsonld(workspace: "Workspace", out: BinaryIO) -> int:
    """Writes the whole graph as expanded JSON-LD, graph by graph; returns the number of quads."""
    with workspace.read() as store:
        return store.export(out, "json-ld", {})


def write_sheets(workspace: "Workspace", out: BinaryIO) -> int:
    """Writes the fact sheets as JSON lines, sorted by article; returns their number."""
    from kg.facts import to_dict

    ids = workspace.sheet_ids()
    for article_id in ids:
        out.write(json.dumps(to_dict(workspace.read_sheet(article_id)), ensure_ascii=False).encode("utf-8") + b"\n")
    return len(ids)


EXPORTERS = {
    "nquads": Exporter(".nq", "the whole graph, sorted N-Quads", "quads", write_nquads),
    "trig": Exporter(".trig", "the whole graph, TriG with prefixes", "quads", write_trig),
    "jsonld": Exporter(".jsonld", "the whole graph, expanded JSON-LD", "quads", write_jsonld),
    "sheets": Exporter(".jsonl", "the fact sheets, one JSON a line", "sheets", write_sheets),
    "meetings": Exporter(".csv", "the meetings that were held, one a row", "meetings", write_meetings),
    "pairs": Exporter(".csv", "who met whom, one pair a row", "pairs", write_pairs),
    "graphml": Exporter(".graphml", "who met whom, for Gephi, Cytoscape, yEd, igraph", "edges", write_graphml),
    "gexf": Exporter(".gexf", "who met whom, for Gephi", "edges", write_gexf),
}


def find_exporter(name: str | None, suffix: str = "") -> Exporter:
    """Returns the exporter of that name, or without one the first for files of that suffix.

    Raises:
        InputError: there is none; the message lists the known ones.
    """
    if name is not None and name in EXPORTERS:
        return EXPORTERS[name]
    fitting = [exporter for exporter in EXPORTERS.values() if name is None and exporter.suffix == suffix]
    if fitting:
        return fitting[0]
    known = ", ".join(f"{key} ({exporter.suffix})" for key, exporter in EXPORTERS.items())
    asked = repr(name) if name is not None else f"for files named *{suffix}"
    raise InputError(f"no export format {asked}; use {known}")
