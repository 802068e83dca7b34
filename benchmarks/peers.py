"""Asks other stores the SPARQL of the library: Oxigraph by itself, its server, rdflib."""

import os
import statistics
import subprocess
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from importlib import metadata
from pathlib import Path
from typing import Any

from asking import draw_questions
from generate import make_quads

from kg.errors import KgError
from kg.query import find_query, known_queries, run_query
from kg.store.remote import RemoteStore
from kg.store.worker import WorkerStore
from kg.store.workspace import Workspace

PEER_SECONDS, PEER_QUESTIONS = 10.0, 1


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
