"""Measures whole commands, and finding names among a million.

python benchmarks/lookups.py FOLDER QUADS       the commands alone, as JSON: from a process that has little memory itself
"""

import json
import os
import random
import statistics
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

from asking import QUESTIONS, mistype
from generate import articles_for, make_person, make_world
from timing import spread, take_times

from kg.query import find_entities
from kg.rdf.minting import mint

#: How often each command is run.
COMMAND_ROUNDS = 15


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
    runs: dict[str, list[tuple[float, float, int]]] = {name: [] for name in lines}
    for _ in range(COMMAND_ROUNDS):  # in turns, so that what else the machine does slows all of them alike
        for name, command in lines.items():
            start = time.perf_counter()
            child = subprocess.Popen(command, stdout=subprocess.DEVNULL, env=environment)
            _, code, usage = os.wait4(child.pid, 0)
            took = (time.perf_counter() - start) * 1000
            if code:
                raise SystemExit(f"{' '.join(command)} failed")
            runs[name].append((took, (usage.ru_utime + usage.ru_stime) * 1000, usage.ru_maxrss // 1024))
    return {name: _sum_up(found) for name, found in runs.items()}


def _sum_up(runs: list[tuple[float, float, int]]) -> tuple[float, float, int]:
    times, busy, memory = zip(*runs, strict=True)
    return min(times), statistics.median(busy), max(memory)


def measure_names(count: int, folder: Path) -> dict[str, tuple[float, float]]:
    """Measures looking up names among so many persons."""
    from kg.store.derived.build import BaseBuilder
    from kg.store.derived.index import open_index
    from kg.vocab import KG_Person

    place = folder / f"names-{count}"
    if not (place / "base").exists():
        place.mkdir(parents=True, exist_ok=True)
        draw, agency, builder = random.Random(1), make_world(20).agencies[0], BaseBuilder()
        for number in range(count):
            iri = mint("p", str(number))
            name = make_person(draw, number, agency).name
            builder.add({"type": [(iri, KG_Person)], "label": [(iri, f'"{name}')]})
        builder.write(place)

    class Store:
        index = open_index(place)

    draw, agency = random.Random(1), make_world(20).agencies[0]
    names = [make_person(draw, number, agency).name for number in range(QUESTIONS)]
    names = [name for name in names if len(name.split()[1]) > 6]
    store: Any = Store()
    return {
        "whole name": spread(take_times(lambda name: find_entities(store, name), names)),
        "with a typing error": spread(take_times(lambda name: find_entities(store, mistype(name)), names)),
    }


if __name__ == "__main__":
    print(json.dumps(measure_commands(Path(sys.argv[1]), int(sys.argv[2]))))
