"""Measures loading and every query of the library, beside rdflib on the same quads.

    python benchmarks/bench_load_query.py [--articles 300] [--rounds 5] [--peer-articles 20] [-o docs/benchmarks.md]

Medians of warm rounds. rdflib gets a smaller graph, because some queries take it minutes, and kg is measured on the
same one for the ratio. Both answers are compared before they are timed: a ratio of different answers says nothing.
"""

import argparse
import os
import platform
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent))

from generate import make_sheets, resolve

from kg.query import ask, known_queries, to_texts
from kg.rdf import nquads_of
from kg.store import Solutions, Store
from kg.store.answers import read_json_answer
from kg.store.embedded import EmbeddedStore
from kg.store.reference import read_reference


@dataclass(frozen=True, slots=True)
class Line:
    """What one query took, in milliseconds. peer, same: rdflib and kg on the smaller graph; None: not measured."""

    name: str
    rows: int
    disk: float
    memory: float
    same: float | None = None
    peer: float | None = None


class RdflibStore:
    """rdflib as a store that answers queries."""

    def __init__(self, quads: Sequence[str]) -> None:
        import rdflib

        self.dataset = rdflib.Dataset(default_union=True)
        self.dataset.parse(data="".join(quads), format="nquads")

    def query(self, sparql: str) -> Solutions:
        answer = read_json_answer(self.dataset.query(sparql).serialize(format="json") or b"")
        assert isinstance(answer, Solutions)
        # Where a GROUP BY has nothing to group, rdflib answers one row without a key.
        return Solutions(answer.variables, tuple(row for row in answer.rows if row[0] is not None))


def make_quads(articles: int) -> list[str]:
    """Returns the quads of so many made-up articles and of the reference graph."""
    lines = [line for sheet in make_sheets(articles) for line in nquads_of(sheet, resolve=resolve)]
    return lines + [line if line.endswith("\n") else line + "\n" for line in read_reference()]


def make_questions(store: Store) -> dict[str, dict[str, Any]]:
    """Returns the arguments of each query: the best connected, so that these are the slowest of their kind."""
    ranked = ask(store, "most-connected", limit=3).cells("who")
    one, two = (cell.value for cell in ranked[:2])  # type: ignore[union-attr]
    agency, other = (ask(store, "posts-as-of", persons=[who]).cells("agencies")[0][0].value for who in (one, two))  # type: ignore[index,union-attr]
    meetings = sorted({cell.value for cell in ask(store, "who-met", person=one).cells("meeting")})[:20]  # type: ignore[union-attr]
    return {
        "about-topic": {"topic": "topic:security"},
        "agency-meetings": {"agency": agency},
        "awards": {"country": "country:FR"},
        "between": {"one": agency, "two": other},
        "changed": {"since": "2023-01-01", "until": "2023-03-31"},
        "common-contacts": {"one": one, "two": two},
        "entity": {"subjects": [one, two, agency]},
        "evidence": {"subjects": meetings},
        "meeting": {"meetings": meetings},
        "meetings": {"since": "2023-01-01", "until": "2023-03-31"},
        "most-connected": {},
        "offices": {"meetings": meetings},
        "path": {"one": one, "two": two},
        "posts-as-of": {"country": "country:FR", "since": "2023-01-01", "until": "2023-12-31"},
        "timeline": {"subject": one},
        "top-pairs": {},
        "who-met": {"person": one},
    }


def measure(work: Callable[[], object], rounds: int) -> float:
    """Returns the median of so many rounds in milliseconds, after one that does not count."""
    work()
    times = []
    for _ in range(rounds):
        start = time.perf_counter()
        work()
        times.append((time.perf_counter() - start) * 1000)
    return statistics.median(times)


def time_load(store: Any, quads: Sequence[str]) -> float:
    """Loads the quads; returns thousand quads a second."""
    start = time.perf_counter()
    store.bulk_load(quads)
    return len(quads) / (time.perf_counter() - start) / 1000


def measure_queries(disk: Store, memory: Store, small: Store, peer: Any, rounds: int) -> list[Line]:
    """Measures every query of the library on the four stores."""
    questions, asked_of_peer = make_questions(memory), make_questions(small)
    lines = []
    without = sorted(set(known_queries()) - questions.keys())
    if without:
        raise SystemExit(f"no arguments for {', '.join(without)}; add them to make_questions")
    for name in known_queries():
        arguments, peers = questions[name], asked_of_peer[name]
        rows = len(ask(memory, name, **arguments).rows)
        # As a person reads them: Oxigraph gives an xsd:nonNegativeInteger back as an xsd:integer.
        theirs, ours = (sorted(map(str, to_texts(ask(each, name, **peers)))) for each in (peer, small))
        if theirs != ours:
            raise SystemExit(f"{name}: rdflib answers otherwise than kg; nothing to compare")
        lines.append(
            Line(
                name,
                rows,
                measure(lambda: ask(disk, name, **arguments), rounds),  # noqa: B023 - called at once
                measure(lambda: ask(memory, name, **arguments), rounds),  # noqa: B023 - called at once
                measure(lambda: ask(small, name, **peers), rounds),  # noqa: B023 - called at once
                measure(lambda: ask(peer, name, **peers), min(rounds, 2)),  # noqa: B023 - called at once
            )
        )
        print(lines[-1], file=sys.stderr)
    return lines


def main() -> None:
    """Measures and prints, or writes, the tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=300)
    parser.add_argument("--peer-articles", type=int, default=20)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("-o", "--out", type=Path)
    options = parser.parse_args()
    quads, few = make_quads(options.articles), make_quads(options.peer_articles)
    memory, small = EmbeddedStore(), EmbeddedStore()
    with tempfile.TemporaryDirectory() as folder:
        disk = EmbeddedStore(Path(folder) / "graph")
        rates = {"memory": time_load(memory, quads), "disk": time_load(disk, quads)}
        small.bulk_load(few)
        start = time.perf_counter()
        peer = RdflibStore(few)
        rates["rdflib"] = len(few) / (time.perf_counter() - start) / 1000
        lines = measure_queries(disk, memory, small, peer, options.rounds)
        disk.close()
    text = write_tables(options, len(quads), len(few), rates, lines)
    if options.out:
        options.out.write_text(text, "utf-8")
    else:
        print(text)


def write_tables(
    options: argparse.Namespace, quads: int, few: int, rates: dict[str, float], lines: Sequence[Line]
) -> str:
    """Returns the figures as Markdown."""
    out = [
        "# Benchmarks",
        "",
        f"Made by `python benchmarks/bench_load_query.py --articles {options.articles} --peer-articles "
        f"{options.peer_articles} --rounds {options.rounds} -o docs/benchmarks.md`; do not edit.",
        f"Python {platform.python_version()}, {os.cpu_count()} cores, {platform.machine()}.",
        f"Medians of {options.rounds} warm rounds on made-up sheets (`benchmarks/generate.py`). The machine did",
        "other work meanwhile: compare the figures with one another rather than with those of another day.",
        "",
        "## Load",
        "",
        "| store | thousand quads a second |",
        "| --- | ---: |",
        f"| Oxigraph in memory, {quads:,} quads | {rates['memory']:.0f} |",
        f"| Oxigraph on disk, {quads:,} quads | {rates['disk']:.0f} |",
        f"| rdflib, {few:,} quads | {rates['rdflib']:.0f} |",
        "",
        "## Queries",
        "",
        "Milliseconds, reading of the rows included.",
        f"*kg* is Oxigraph on {options.articles} articles ({quads:,} quads);",
        f"*fewer* is {options.peer_articles} articles ({few:,} quads), both engines in memory, their answers found",
        "equal; the ratio is of these. Persons asked about are the best connected.",
        "",
        "| query | rows | kg, disk | kg, memory | kg, fewer | rdflib, fewer | ratio |",
        "| --- | ---: | ---: | ---: | ---: | ---: | ---: |",
    ]
    for line in lines:
        assert line.same is not None and line.peer is not None
        out.append(
            f"| {line.name} | {line.rows} | {line.disk:.1f} | {line.memory:.1f} | {line.same:.1f} | {line.peer:.0f} "
            f"| {line.peer / line.same:.0f} |"
        )
    return "\n".join(out) + "\n"


if __name__ == "__main__":
    main()
