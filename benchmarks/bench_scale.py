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
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import replace
from importlib import metadata
from itertools import islice
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent))

from generate import articles_for, make_articles, make_quads, make_world, resolve

from kg.errors import KgError
from kg.network import Choice, find_ways, rank_store
from kg.query import find_entities, find_query, known_queries, run_query
from kg.rdf.minting import mint
from kg.store.change import map_facts
from kg.store.remote import RemoteStore
from kg.store.worker import WorkerStore
from kg.store.workspace import Workspace

PEER_SECONDS, PEER_QUESTIONS = 10.0, 1
QUESTIONS = 20
ROUNDS = 2


class GeneratedWorkspace(Workspace):
    """A workspace whose graph is made of generated articles, which are not archived."""

    articles = 0

    def _map_all(self, resolve_: Any) -> Iterator[Any]:
        return (map_facts(sheet, text, resolve) for sheet, text in make_articles(self.articles))


def in_child(work: Callable[[], Any]) -> tuple[Any, float, float, int]:
    """Runs work in a process of its own; returns its result, seconds, seconds of processor, most memory in MB."""
    reader, writer = os.pipe()
    started = time.perf_counter()
    child = os.fork()
    if not child:
        os.close(reader)
        try:
            result: Any = work()
        except Exception as error:
            result = f"failed: {error!r}"
        with os.fdopen(writer, "w") as out:
            json.dump(result, out)
        os._exit(0)
    os.close(writer)
    with os.fdopen(reader) as source:
        text = source.read()
    _, _, usage = os.wait4(child, 0)
    busy = usage.ru_utime + usage.ru_stime
    return json.loads(text or "null"), time.perf_counter() - started, busy, usage.ru_maxrss // 1024


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


def draw_questions(quads: int, count: int) -> dict[str, list[dict[str, Any]]]:
    """Returns arguments of each question, persons drawn by how often the news name them."""
    draw, world = random.Random(3), make_world(articles_for(quads))
    people = [mint("p", each.id) for each in draw.choices(world.persons, cum_weights=world.weights, k=8 * count)]
    bodies = [mint("a", each.id) for each in draw.choices(world.agencies, k=2 * count)]
    countries = [f"country:{each.country}" for each in draw.choices(world.agencies, k=2 * count)]
    meetings = [mint("m", f"meeting/m{draw.randrange(articles_for(quads))}-0") for _ in range(20 * count)]
    topics = [
        f"topic:{code}"
        for code in draw.choices(("security", "trade", "terrorism", "migration", "organised-crime"), k=count)
    ]
    months = [
        (f"{year}-{month:02}-01", f"{year}-{month:02}-28") for year in (2022, 2023, 2024) for month in range(1, 10)
    ]
    asked: dict[str, list[dict[str, Any]]] = {name: [] for name in known_queries()}
    for number in range(count):
        one, two, person, other = people[4 * number : 4 * number + 4]
        since, until = months[number % len(months)]
        period = {"since": since, "until": until}
        few = meetings[20 * number : 20 * number + 20]
        pair = {"one": one, "two": two if two != one else person}
        asked["about-topic"].append({"topic": topics[number]} | (period if number % 2 else {}))
        asked["agency-meetings"].append({"agency": bodies[number]})
        asked["awards"].append([{"recipient": one}, {"country": countries[number]}][number % 2])
        sides = [{"one": bodies[number], "two": bodies[-1 - number]}, {"one": countries[number], "two": bodies[number]}]
        asked["between"].append(sides[number % 2])
        asked["changed"].append({"since": since, "until": since[:8] + "07"})
        asked["common-contacts"].append(pair)
        asked["entity"].append({"subjects": [one, two, bodies[number]]})
        asked["evidence"].append({"subjects": few})
        asked["meeting"].append({"meetings": few})
        asked["meetings"].append([period, {"country": countries[number]} | period][number % 2])
        asked["most-connected"].append([{}, {"kind": "kg:Person"} | period][number % 2])
        asked["offices"].append({"meetings": few})
        asked["path"].append(pair)
        asked["posts-as-of"].append([{"persons": [one, two]} | period, {"agency": bodies[number]} | period][number % 2])
        asked["timeline"].append({"subject": other})
        asked["top-pairs"].append([{}, period][number % 2])
        asked["who-met"].append({"person": person} | (period if number % 4 == 3 else {}))
    return asked


def take_times(work: Callable[[Any], object], arguments: Sequence[Any], rounds: int = ROUNDS) -> list[float]:
    """Returns the milliseconds of processor time for work on each argument, the best of ROUNDS."""
    work(arguments[0])
    times = []
    for each in arguments:
        tried = []
        for _ in range(rounds):
            start = time.process_time()
            work(each)
            tried.append((time.process_time() - start) * 1000)
        times.append(min(tried))
    return times


def spread(times: Sequence[float]) -> tuple[float, float]:
    """Returns the median and the 95th percentile."""
    ordered = sorted(times)
    return statistics.median(ordered), ordered[min(len(ordered) - 1, int(len(ordered) * 0.95))]


class InProcess:
    """A store with its derived data, both read in this process, so that its processor time is all there is."""

    def __init__(self, store: Any, index: Any) -> None:
        self.query = store.query
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
        names = [_mistype(each.name) for each in make_world(articles_for(quads)).persons[:QUESTIONS]]
        found["name with a typing error"] = spread(take_times(lambda name: find_entities(store, name), names))
    return found


def _draw_pairs(quads: int) -> list[tuple[int, int]]:
    draw, count = random.Random(4), len(make_world(articles_for(quads)).persons)
    return [(draw.randrange(count // 2, count), draw.randrange(count // 2)) for _ in range(QUESTIONS)]


def _mistype(name: str) -> str:
    given, surname = name.split()
    return f"{given} {surname[:-2]}{surname[-1]}"


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


def measure_peer(make: Callable[[], Any], quads: int, names: Sequence[str]) -> dict[str, float | None]:
    """Measures the SPARQL of questions on another store: medians, None where one took longer than PEER_SECONDS."""
    asked = draw_questions(quads, PEER_QUESTIONS)
    found: dict[str, float | None] = {}
    store = make()
    for name in names:
        times: list[float] = []
        try:
            for arguments in asked[name]:
                start = time.perf_counter()
                run_query(store, find_query(name), arguments)
                times.append((time.perf_counter() - start) * 1000)
        except KgError:
            found[name] = None
            continue
        found[name] = statistics.median(times)
    with suppress(AttributeError):
        store.close()
    return found


@contextmanager
def serve_oxigraph(store: Path) -> Iterator[str]:
    """Runs Oxigraph's server on a store; yields the address of its query service."""
    files = metadata.files("oxigraph") or []
    command = next(str(file.locate()) for file in files if file.name == "oxigraph")
    port = 17878
    process = subprocess.Popen(
        [command, "serve-read-only", "--location", str(store), "--bind", f"127.0.0.1:{port}", "--union-default-graph"],
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    time.sleep(2)
    try:
        yield f"http://127.0.0.1:{port}/query"
    finally:
        process.kill()
        process.wait()


class RdflibStore:
    """rdflib as a store that answers queries, each in a process that can be killed."""

    def __init__(self, quads: int) -> None:
        import rdflib

        from kg.store.reference import read_reference

        self.dataset = rdflib.Dataset(default_union=True)
        lines = [*make_quads(quads), *(f"{line}\n" for line in read_reference())]
        self.dataset.parse(data="".join(lines), format="nquads")

    def query(self, sparql: str) -> Any:
        from kg.errors import QueryError
        from kg.store import Solutions

        child = os.fork()
        if not child:
            for _ in self.dataset.query(sparql):
                pass
            os._exit(0)
        deadline = time.monotonic() + PEER_SECONDS
        while time.monotonic() < deadline:
            if os.waitpid(child, os.WNOHANG)[0]:
                return Solutions(tuple(find_columns(sparql)), ())
            time.sleep(0.001)
        os.kill(child, 9)
        os.waitpid(child, 0)
        raise QueryError("took too long")


def find_columns(sparql: str) -> list[str]:
    """Returns the variables of a query, more than it selects; only the time is wanted."""
    import re

    return list(dict.fromkeys(re.findall(r"[?](\w+)", sparql)))


def measure_commands(folder: Path, quads: int) -> dict[str, tuple[float, float, int]]:
    """Measures whole commands: ms from start to end (the best), ms of processor, most MB."""
    world = make_world(articles_for(quads))
    person = world.persons[len(world.persons) // 4].name
    other = world.persons[len(world.persons) // 3]
    kg = str(Path(sys.executable).with_name("kg"))
    place = ["-w", str(folder / "ws")]
    iri = f"id:{mint('p', other.id).rpartition('/')[2]}"
    lines = {
        'python -c "import pyoxigraph, click"': [sys.executable, "-c", "import pyoxigraph, click"],
        "kg find NAME": [kg, "find", person, *place],
        "kg query who-met": [kg, "query", "who-met", f"person={iri}", *place],
        "kg who-met --no-cite": [kg, "who-met", iri, "--no-cite", *place],
        "kg who-met": [kg, "who-met", iri, *place],
        "kg query top-pairs": [kg, "query", "top-pairs", *place],
        "kg rank": [kg, "rank", *place],
        "kg query evidence": [
            kg,
            "query",
            "evidence",
            f"subjects=id:{mint('m', 'meeting/m5-0').rpartition('/')[2]}",
            *place,
        ],
    }
    # As installed, modules are compiled once; where this process must not write beside them, elsewhere.
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    environment["PYTHONPYCACHEPREFIX"] = str(folder / "compiled")
    found: dict[str, tuple[float, float, int]] = {}
    for name, command in lines.items():
        times, busy, memory = [], [], 0
        for _ in range(7):
            start = time.perf_counter()
            child = subprocess.Popen(command, stdout=subprocess.DEVNULL, env=environment)
            _, code, usage = os.wait4(child.pid, 0)
            times.append((time.perf_counter() - start) * 1000)
            busy.append((usage.ru_utime + usage.ru_stime) * 1000)
            memory = max(memory, usage.ru_maxrss // 1024)
            if code:
                raise SystemExit(f"{' '.join(command)} failed")
        found[name] = min(times), statistics.median(busy), memory
    return found


def measure_names(count: int, folder: Path) -> dict[str, tuple[float, float]]:
    """Measures looking up names among so many persons."""
    from generate import make_person

    from kg.store.derived.build import BaseBuilder
    from kg.store.derived.index import open_index
    from kg.vocab import KG_Person

    place = folder / f"names-{count}"
    if not (place / "base").exists():
        place.mkdir(parents=True, exist_ok=True)
        draw, agency, builder = random.Random(1), make_world(20).agencies[0], BaseBuilder()
        for number in range(count):
            iri = mint("p", str(number))
            builder.add([("type", iri, KG_Person), ("label", iri, f'"{make_person(draw, number, agency).name}')])
        builder.write(place)

    class Store:
        index = open_index(place)

    draw, agency = random.Random(1), make_world(20).agencies[0]
    names = [make_person(draw, number, agency).name for number in range(QUESTIONS)]
    names = [name for name in names if len(name.split()[1]) > 6]
    store: Any = Store()
    return {
        "whole name": spread(take_times(lambda name: find_entities(store, name), names)),
        "with a typing error": spread(take_times(lambda name: find_entities(store, _mistype(name)), names)),
    }


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
            ("adding", measure_adding),
            ("commands", measure_commands),
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


def measure_peers(folder: Path, quads: int) -> dict[str, dict[str, float | None]]:
    """Measures the questions on Oxigraph alone, on its server, and, up to 100,000 quads, on rdflib."""
    names = known_queries()
    graph = Workspace.open(folder / "ws").generation()
    assert graph is not None
    peers = {"pyoxigraph": measure_peer(lambda: WorkerStore(graph / "store", PEER_SECONDS), quads, names)}
    with serve_oxigraph(graph / "store") as address:
        peers["Oxigraph server"] = measure_peer(lambda: RemoteStore(address, seconds=PEER_SECONDS), quads, names)
    if quads <= 100_000:
        peers["rdflib"] = measure_peer(lambda: RdflibStore(quads), quads, names)
    return peers


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
    return write_tables(figures, names, read_machine(), command, PEER_SECONDS, QUESTIONS, ROUNDS)


if __name__ == "__main__":
    resource.setrlimit(resource.RLIMIT_NOFILE, (4096, resource.getrlimit(resource.RLIMIT_NOFILE)[1]))
    main()
