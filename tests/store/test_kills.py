"""Kills a writer at random moments: the workspace must open in its old or its new state, and build to the same graph.

The writer runs the commands that write, one after another: add, load, same, different, undo, reference add, build. Eight
kills by default; KG_KILLS=300 for the full round.
"""

import io
import json
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from kg.cli.boundary import run
from kg.extract import extract_facts
from kg.identity import resolve_sheets
from kg.identity.references import read_references
from kg.rdf import nquads_of
from kg.store.change import REFERENCES
from kg.store.doctor import examine
from kg.store.identities import rebuild, settle
from kg.store.workspace import Workspace
from kg.text import article_from_text

KILLS = int(os.environ.get("KG_KILLS", "8"))
#: A writer is killed within so many seconds of its first operation: some ten operations.
SECONDS = 1.0
KINDS = {
    "add": 6,
    "folder": 3,
    "load": 6,
    "remove": 3,
    "same": 4,
    "different": 2,
    "undo": 4,
    "reference": 3,
    "build": 2,
}
NAMES = [f"article-{number}" for number in range(6)]
#: By the ids that the extractor gives them.
PEOPLE = {"ann-miller": "Ann Miller", "bob-kowalski": "Bob Kowalski"}
MET = "The Minister of Foreign Affairs of Austria, Ann Miller, met with the President of Poland, Bob Kowalski,"


@dataclass(frozen=True, slots=True)
class State:
    """What a workspace holds: article -> the operation that put it, lines of the log, the operation of the reference."""

    articles: dict[str, int]
    decisions: int = 0
    reference: int | None = None


def choose(number: int) -> tuple[str, list[str]]:
    """Returns what the operation of that number does, and to which articles."""
    draw = random.Random(number)
    kind = draw.choices(list(KINDS), list(KINDS.values()))[0]
    count = {"add": 1, "folder": 3, "load": 1, "remove": 1, "same": 2, "different": 2}.get(kind, 0)
    return kind, draw.sample(NAMES, count)


def operate(workspace: Path, number: int) -> bool:
    """Does the operation of that number; tells whether it could be done."""
    kind, names = choose(number)
    if kind == "remove":
        opened = Workspace.open(workspace)
        with opened.change() as change:
            change.remove(names[0])
            settle(opened, change)
        return True
    files = workspace.with_name(f"files-{number}")
    files.mkdir(exist_ok=True)
    if kind in ("same", "different"):
        words = [kind, *(f"{name}#ann-miller" for name in names), "--who", "someone"]
    elif kind == "undo":
        words = ["undo", "--who", "someone"]
    elif kind == "reference":
        words = ["reference", "add", str(write_reference(files, number))]
    elif kind == "build":
        words = ["build"]
    else:
        paths = [write_article(files, name, number, with_sheet=kind == "load") for name in names]
        words = [kind.replace("folder", "add"), str(files if kind == "folder" else paths[0])]
        words += ["--replace"] if kind != "load" else []
    code = run(["-w", str(workspace), *words, *(["-f", "json"] if kind in ("add", "folder", "load") else [])])
    shutil.rmtree(files)
    assert code in (0, 2), words
    return code == 0


def write_article(folder: Path, name: str, number: int, *, with_sheet: bool) -> Path:
    text = f"{MET} in Vienna on 3 May 2024. It was talk {number}."
    path = folder / f"{name}.txt"
    path.write_text(text)
    if not with_sheet:
        return path
    persons = [{"id": each, "name": name, "posts": []} for each, name in PEOPLE.items()]
    takers = [{"ref": who, "role": role} for who, role in zip(PEOPLE, ("guest", "host"), strict=True)]
    fields = {"id": "m", "kind": "meeting", "status": "held", "date": "2024-05-03", "participants": takers}
    meeting = fields | {"topics": [], "evidence": [MET]}
    info = {"id": name, "language": "en"}
    sheet = {"article": info, "persons": persons, "agencies": [], "meetings": [meeting], "awards": []}
    path.with_suffix(".json").write_text(json.dumps(sheet))
    return path.with_suffix(".json")


def write_reference(folder: Path, number: int) -> Path:
    path = folder / "known.csv"
    path.write_text(f"kind,name,ids\nperson,Ann Miller,http://e/{number}\n")
    return path


def simulate(state: State, number: int) -> State:
    """Returns the state after an operation that could be done."""
    kind, names = choose(number)
    if kind == "reference":
        return replace(state, reference=number)
    if kind in ("same", "different", "undo"):
        return replace(state, decisions=state.decisions + 1)
    articles = {name: put for name, put in state.articles.items() if kind != "remove" or name not in names}
    return replace(state, articles=articles | {name: number for name in names if kind != "remove"})


def observe(workspace: Workspace) -> State:
    """Returns the state that a workspace is in; its articles and sheets must fit each other."""
    articles = {
        name: int(workspace.read_article(name).text.rpartition(" ")[2][:-1]) for name in list_articles(workspace)
    }
    log, reference = workspace.decisions_path, workspace.path / REFERENCES / "known.csv"
    decisions = len(log.read_text().splitlines()) if log.exists() else 0
    return State(articles, decisions, int(reference.read_text().rpartition("/")[2]) if reference.exists() else None)


def list_articles(workspace: Workspace) -> list[str]:
    assert workspace.article_ids() == workspace.sheet_ids()
    return workspace.article_ids()


def dump(workspace: Workspace) -> bytes:
    out = io.BytesIO()
    workspace.dump(out)
    return out.getvalue()


@pytest.fixture(scope="module")
def writers() -> "Iterator[subprocess.Popen[bytes]]":
    """Starts the process that forks writers: all they need is imported by then, so that kills meet them at work."""
    command = [sys.executable, __file__]
    process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    assert process.stdin is not None and process.stdout is not None
    assert process.stdout.readline() == b"ready\n"
    yield process
    process.communicate()


def write_until_killed(writers: "subprocess.Popen[bytes]", path: Path, start: int, seconds: float) -> list[bool]:
    """Has a writer work from operation `start` on and kills it; returns which of those it finished could be done."""
    assert writers.stdin is not None and writers.stdout is not None
    outcomes = path.with_name("outcomes")
    outcomes.write_text("")
    writers.stdin.write(f"{start} {path}\n".encode())
    writers.stdin.flush()
    writer = int(writers.stdout.readline())
    time.sleep(seconds)
    os.kill(writer, signal.SIGKILL)
    assert int(writers.stdout.readline()) == signal.SIGKILL
    return [line == "True" for line in outcomes.read_text().splitlines()]


def serve() -> None:
    """Forks a writer for each line that asks for one. No store is opened here: its threads would not be forked."""
    folder = Path(tempfile.mkdtemp())
    article = article_from_text((write_article(folder, "a", 0, with_sheet=False)).read_text(), id="a")
    sheet = extract_facts(article)
    nquads_of(sheet, article.text)
    resolve_sheets([sheet], (), [read_references(write_reference(folder, 0))])
    shutil.rmtree(folder)
    print("ready", flush=True)
    for line in sys.stdin:
        start, _, path = line.strip().partition(" ")
        writer = os.fork()
        if writer == 0:
            os.dup2(os.open(os.devnull, os.O_RDWR), 1)
            with Path(path).with_name("outcomes").open("ab", buffering=0) as outcomes:
                for number in range(int(start), sys.maxsize):
                    outcomes.write(f"{operate(Path(path), number)}\n".encode())
        print(writer, flush=True)
        print(os.waitpid(writer, 0)[1], flush=True)


def test_a_killed_writer_leaves_the_old_state_or_the_new_one(
    tmp_path: Path, writers: "subprocess.Popen[bytes]"
) -> None:
    path, draw = tmp_path / "ws", random.Random(KILLS)
    Workspace.create(path)
    state, number, linked = State({}), 0, 0
    for _ in range(KILLS):
        for could in write_until_killed(writers, path, number, draw.uniform(0, SECONDS)):
            state = simulate(state, number) if could else state
            number += 1
        workspace = Workspace.open(path)
        seen = observe(workspace)
        if seen != state:
            state = simulate(state, number)
        number += 1
        assert seen == state
        assert [finding for finding in examine(workspace) if not finding.harmless] == []
        found = dump(workspace)
        linked += b"sameAs> <http://e/" in found
        copy = Path(shutil.copytree(path, tmp_path / "copy"))
        rebuild(Workspace.open(copy))
        assert dump(Workspace.open(copy)) == found
        shutil.rmtree(copy)
    print(f"{KILLS} kills over {number} operations; {linked} times a reference was linked")
    assert run(["-w", str(path), "build"]) == 0
    left = sorted(each.name for each in path.rglob("*") if each.name.startswith(("new-", "old-", ".")))
    assert left == []


def test_operations_do_what_the_simulation_says(tmp_path: Path) -> None:
    path = tmp_path / "ws"
    Workspace.create(path)
    state, done = State({}), set()
    for number in range(40):
        if operate(path, number):
            state = simulate(state, number)
            done.add(choose(number)[0])
    assert observe(Workspace.open(path)) == state
    assert done == set(KINDS)


if __name__ == "__main__":
    serve()
