"""Kills a writer at random moments: the workspace must open in its old or its new state, and build to the same graph.

Eight kills by default; KG_KILLS=300 for the full round.
"""

import io
import os
import random
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from kg.facts import ArticleInfo, FactSheet, Meeting, Participation, Person, Quote
from kg.store.verify import verify
from kg.store.workspace import Workspace
from kg.text import Article

KILLS = int(os.environ.get("KG_KILLS", "8"))
#: A writer is killed within so many seconds of its first operation: some thirty operations.
SECONDS = 0.5

#: What a workspace holds: the version of each article, and how many decisions.
State = tuple[dict[str, int], int]


def make_version(name: str, version: int) -> tuple[Article, FactSheet]:
    quote = f"Ann met Bob {version} times"
    takers = (Participation("ann", "guest"), Participation("bob", "host"))
    sheet = FactSheet(
        ArticleInfo(name, "en"),
        (Person("ann", "Ann"), Person("bob", "Bob")),
        meetings=(Meeting("m", "meeting", "held", takers, (Quote(quote),), "2024-06-26"),),
    )
    return Article(name, f"So it was: {quote}.", "en", source=quote.encode() * (version % 2)), sheet


def operate(workspace: Workspace, number: int) -> None:
    """Does the operation of that number."""
    kind, names = choose(number)
    if kind == "build":
        workspace.build()
        return
    with workspace.change() as change:
        for name in names:
            if kind == "remove":
                change.remove(name)
            else:
                article, sheet = make_version(name, number)
                change.put_article(article)
                change.put_sheet(sheet)
        if kind == "decide":
            change.append_decisions([f'{{"number": {number}}}'])


def choose(number: int) -> tuple[str, list[str]]:
    draw = random.Random(number)
    kind = draw.choices(("add", "many", "remove", "decide", "build"), (8, 3, 3, 3, 2))[0]
    count = {"add": 1, "many": 4, "remove": 1}.get(kind, 0)
    return kind, [f"article-{each}" for each in draw.sample(range(6), count)]


def simulate(state: State, number: int) -> State:
    articles, decisions = dict(state[0]), state[1]
    kind, names = choose(number)
    for name in names:
        articles.pop(name, None)
        if kind != "remove":
            articles[name] = number
    return articles, decisions + (kind == "decide")


def observe(workspace: Workspace) -> State:
    versions = {}
    for name in workspace.sheet_ids():
        quote = workspace.read_sheet(name).meetings[0].evidence[0].exact
        versions[name] = int(quote.split()[3])
        assert workspace.read_article(name) == make_version(name, versions[name])[0]
    assert workspace.article_ids() == list(versions)
    log = workspace.decisions_path
    return versions, len(log.read_text().splitlines()) if log.exists() else 0


def dump(workspace: Workspace) -> bytes:
    out = io.BytesIO()
    workspace.dump(out)
    return out.getvalue()


def write_until_killed(path: Path, start: int, seconds: float) -> int:
    """Runs a writer from operation `start` on, kills it, returns the number of the last one it finished."""
    command = [sys.executable, __file__, str(path), str(start)]
    writer = subprocess.Popen(command, stdout=subprocess.PIPE, start_new_session=True)
    assert writer.stdout is not None
    assert writer.stdout.readline() == b"ready\n"
    try:
        writer.wait(seconds)
    except subprocess.TimeoutExpired:
        os.killpg(writer.pid, signal.SIGKILL)
    done = writer.stdout.read().split()
    writer.stdout.close()
    assert writer.wait() == -signal.SIGKILL
    return int(done[-1]) if done else start - 1


def test_a_killed_writer_leaves_the_old_state_or_the_new_one(tmp_path: Path) -> None:
    path, draw = tmp_path / "ws", random.Random(KILLS)
    Workspace.create(path)
    state: State = ({}, 0)
    number = 0
    for _ in range(KILLS):
        last = write_until_killed(path, number, draw.uniform(0, SECONDS))
        for finished in range(number, last + 1):
            state = simulate(state, finished)
        workspace = Workspace.open(path)
        seen = observe(workspace)
        if seen != state:
            state, last = simulate(state, last + 1), last + 1
        assert seen == state
        assert verify(workspace).problems == ()
        copy = tmp_path / "copy"
        shutil.copytree(path, copy)
        rebuilt = Workspace.open(copy)
        rebuilt.build()
        assert dump(rebuilt) == dump(workspace)
        shutil.rmtree(copy)
        number = last + 1
    operate(workspace, 0)
    assert sorted(each.name[:4] for each in (path / "graph").iterdir()) == ["CURR", "gen-"]


@pytest.mark.parametrize("number", range(3))
def test_operations_do_what_the_simulation_says(tmp_path: Path, number: int) -> None:
    workspace = Workspace.create(tmp_path / "ws")
    state: State = ({}, 0)
    for each in range(number * 8, number * 8 + 8):
        operate(workspace, each)
        state = simulate(state, each)
    assert observe(workspace) == state


if __name__ == "__main__":
    opened = Workspace.open(Path(sys.argv[1]))
    print("ready", flush=True)
    for current in range(int(sys.argv[2]), sys.maxsize):
        operate(opened, current)
        print(current, flush=True)
