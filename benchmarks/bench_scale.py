"""Measures loading, adding and every question of the library at several sizes, beside naive SPARQL and other stores.

    python benchmarks/bench_scale.py --quads 100000 1000000 10000000 --work FOLDER [-o docs/benchmarks.md]

Each size is a workspace of its own below FOLDER, made once and kept; so are its figures, and the page shows all kept. Arguments of questions are drawn as users ask:
by how often the news name somebody. Each question is asked many times with other arguments; the figures are medians
and 95th percentiles. The peers get the very SPARQL of queries/*.rq, a few questions each, and PEER_SECONDS for one.
"""

import argparse
import json
import os
import platform
import random
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from itertools import islice
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent))

from asking import QUESTIONS, draw_questions, mistype
from generate import articles_for, make_articles, make_quads, make_world, resolve
from lookups import measure_names
from peers import PEER_SECONDS, measure_peers
from timing import ROUNDS, in_child, spread, take_times

from kg.network import Choice, find_ways, rank_store
from kg.query import find_entities, run_query
from kg.rdf.minting import mint
from kg.store.change import map_facts
from kg.store.workspace import Workspace

FEW_ROWS = 20


class GeneratedWorkspace(Workspace):
    """A workspace whose graph is made of generated articles, which are not archived."""

    articles = 0

    def _map_all(self, resolve_: Any) -> Iterator[Any]:
        return (map_facts(sheet, text, resolve) for sheet, text in make_articles(self.articles))


def build_size(folder: Path, quads: int) -> dict[str, Any]:
    """Makes the workspace of a size, and measures loading: as kg does it, and as the store alone does it."""
    told = folder / "load.json"
    if told.exists():
        return dict(json.loads(told.read_text()))
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    lines = folder / "graph.nq"
    with lines.open("w") as out:
        out.writelines(make_quads(quads))

    def load_raw() -> int:
        import pyoxigraph as ox

        store = ox.Store(str(folder / "raw"))
        store.bulk_load(path=str(lines), format=ox.RdfFormat.N_QUADS)
        store.flush()
        return len(store)

    def build() -> int:
        workspace = GeneratedWorkspace.create(folder / "ws")
        workspace.articles = articles_for(quads)
        return workspace.build()

    raw, raw_seconds, raw_busy, raw_memory = in_child(load_raw)
    built, seconds, busy, memory = in_child(build)
    graph = Workspace.open(folder / "ws").generation()
    assert graph is not None
    figures = {
        "quads": built, "raw_quads": raw, "raw_seconds": raw_seconds, "raw_memory": raw_memory, "raw_busy": raw_busy, "busy": busy, "seconds": seconds,
        "memory": memory, "store_mb": size_of(graph / "store"), "derived_mb": size_of(graph / "derived"),
    }  # fmt: skip
    shutil.rmtree(folder / "raw")
    lines.unlink()
    told.write_text(json.dumps(figures))
    return figures


def size_of(folder: Path) -> int:
    """Returns the MB of a folder."""
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file()) // 1_000_000


class InProcess:
    """A store with its derived data, both read in this process, so that its processor time is all there is."""

    def __init__(self, store: Any, index: Any) -> None:
        self.query, self.statements_about, self.close = store.query, store.statements_about, store.close
        self.index = index


def measure_questions(folder: Path, quads: int) -> dict[str, tuple[float, float]]:
    """Measures every question of the library, and what else is looked up, on one workspace."""
    asked = draw_questions(quads, QUESTIONS)
    found: dict[str, tuple[float, float]] = {}
    workspace = Workspace.open(folder / "ws")
    with workspace.read() as plain, workspace.read_derived() as index:
        store: Any = InProcess(plain, index)
        for name, arguments in asked.items():
            found[name] = spread(take_times(lambda each, name=name: run_query(store, name, each), arguments))
        pairs = [(mint("p", f"p{a}"), mint("p", f"p{b}")) for a, b in _draw_pairs(quads)]
        choice = Choice()
        found["path, any length"] = spread(
            take_times(lambda each: list(islice(find_ways(store, choice, *each), 20)), pairs)
        )
        found["rank by degree"] = spread(take_times(lambda _: rank_store(store, choice, limit=20), range(5)))
        assert index is not None
        numbers = [each for a, _ in _draw_pairs(quads) if (each := index.find(mint("p", f"p{a}"))) is not None]
        met = index.by("pair").targets
        found["2-hop neighbours"] = spread(take_times(lambda who: set().union(*map(met, met(who))), numbers))
        names = [mistype(each.name) for each in make_world(articles_for(quads)).persons[:QUESTIONS]]
        found["name with a typing error"] = spread(take_times(lambda name: find_entities(store, name), names))
    return found


def measure_first_rows(folder: Path, quads: int) -> dict[str, tuple[float, float]]:
    """Measures the questions of the library when but FEW_ROWS rows are asked for."""
    workspace = Workspace.open(folder / "ws")
    with workspace.read() as plain, workspace.read_derived() as index:
        store: Any = InProcess(plain, index)
        return {
            name: spread(take_times(lambda each, name=name: run_query(store, name, each, FEW_ROWS), arguments))
            for name, arguments in draw_questions(quads, QUESTIONS).items()
        }


def _draw_pairs(quads: int) -> list[tuple[int, int]]:
    draw, count = random.Random(4), len(make_world(articles_for(quads)).persons)
    return [(draw.randrange(count // 2, count), draw.randrange(count // 2)) for _ in range(QUESTIONS)]


def measure_adding(folder: Path, quads: int) -> tuple[float, float]:
    """Measures the change by one article; the workspace is left as it was."""
    with tempfile.TemporaryDirectory(dir=folder) as copy:
        shutil.copytree(folder / "ws", Path(copy) / "ws", copy_function=os.link)  # generations are immutable
        workspace = Workspace.open(Path(copy) / "ws")
        sheets = [
            (replace(sheet, article=replace(sheet.article, id=f"new-{n}")), text)
            for n, (sheet, text) in enumerate(islice(make_articles(max(articles_for(quads), 100), seed=99), 16))
        ]

        def add(number: int) -> None:
            sheet, _ = sheets[number]
            with workspace.change(resolve) as change:
                change.put_sheet(sheet)

        return spread(take_times(add, range(len(sheets)), rounds=1)[1:])


def main() -> None:
    """Measures and prints, or writes, the tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--quads", type=int, nargs="*", default=[100_000])
    parser.add_argument("--work", type=Path, default=Path(tempfile.gettempdir()) / "kg-bench")
    parser.add_argument("--names", type=int, default=0, help="also look up names among so many persons")
    parser.add_argument("--peers", type=int, default=1_000_000, help="measure peers up to so many quads")
    parser.add_argument("-o", "--out", type=Path)
    options = parser.parse_args()
    for quads in options.quads:
        folder = options.work / str(quads)
        figures = {"load": build_size(folder, quads)}
        for name, measure in (
            ("questions", measure_questions),
            ("few", measure_first_rows),
            ("adding", measure_adding),
            ("commands", measure_commands_apart),
        ):
            say(f"{quads:,} quads: {name}")
            figures[name] = measure(folder, quads)  # type: ignore[operator]
        if quads <= options.peers:
            say(f"{quads:,} quads: peers")
            figures["peers"] = measure_peers(folder, quads)
        (folder / "figures.json").write_text(json.dumps(figures))
    names = options.work / "names.json"
    if options.names:
        say("names")
        names.write_text(json.dumps(measure_names(options.names, options.work)))
    sizes = sorted(options.work.glob("*/figures.json"), key=lambda path: int(path.parent.name))
    figures = {path.parent.name: json.loads(path.read_text()) for path in sizes}
    told = json.loads(names.read_text()) if names.exists() else {}
    text = write_page(figures, told)
    if options.out:
        options.out.write_text(text, "utf-8")
    else:
        print(text)


def measure_commands_apart(folder: Path, quads: int) -> dict[str, Any]:
    """Measures commands from another process: a child is told to have used what the one that started it has."""
    command = [sys.executable, str(Path(__file__).with_name("lookups.py")), str(folder), str(quads)]
    return dict(json.loads(subprocess.run(command, check=True, capture_output=True).stdout))


def say(text: str) -> None:
    """Tells on stderr how far it is."""
    print(time.strftime("%H:%M:%S"), text, file=sys.stderr, flush=True)


def read_machine() -> str:
    """Returns what the figures were measured on."""
    model = "unknown processor"
    with suppress(OSError):
        lines = Path("/proc/cpuinfo").read_text().splitlines()
        model = next((line.partition(": ")[2] for line in lines if line.startswith("model name")), model)
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    return f"{model}, {os.cpu_count()} cores, {memory:.0f} GiB, {platform.system()}, Python {platform.python_version()}"


def write_page(figures: dict[str, Any], names: dict[str, Any]) -> str:
    """Returns the figures as Markdown."""
    from tables import write_tables

    command = "python benchmarks/bench_scale.py --quads 100000 1000000 10000000 --names 1000000"
    return write_tables(figures, names, read_machine(), command, PEER_SECONDS, QUESTIONS, ROUNDS, FEW_ROWS)


if __name__ == "__main__":
    resource.setrlimit(resource.RLIMIT_NOFILE, (4096, resource.getrlimit(resource.RLIMIT_NOFILE)[1]))
    main()
