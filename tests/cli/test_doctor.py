"""Tests of `kg doctor`, and of writers that meet another one."""

import json
import shutil
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from kg.resources import find_folder
from kg.store.locks import hold_write_lock
from tests.cli.conftest import Run


@pytest.fixture
def copy(seed_workspace: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(seed_workspace, tmp_path / "copy"))


def test_a_sound_workspace_is_said_to_be_so(kg: Run, copy: Path) -> None:
    done = kg("doctor", "-w", copy)
    assert (done.code, done.err) == (0, "kg: the workspace is sound\n")


def test_what_a_crash_left_is_harmless(kg: Run, copy: Path) -> None:
    (copy / "graph/new-9").mkdir()
    (copy / ".decisions.jsonl.new").touch()
    done = kg("doctor", "-w", copy, "-f", "json")
    assert done.code == 0
    assert [Path(row["where"]).name for row in json.loads(done.out)] == [".decisions.jsonl.new", "new-9"]
    done = kg("doctor", "--mend", "-w", copy)
    assert (done.code, done.err.splitlines()) == (
        0,
        ["kg: removed new-9, .decisions.jsonl.new", "kg: the workspace is sound"],
    )


def test_a_lost_graph_is_told_and_mended(kg: Run, copy: Path) -> None:
    before = kg("export", "-w", copy).out
    shutil.rmtree(copy / "graph")
    done = kg("doctor", "-w", copy, "-f", "csv")
    assert (done.code, done.err) == (3, "kg: 1 problem; run kg doctor --mend\n")
    assert "there is no graph in force" in done.out
    assert kg("doctor", "--mend", "-w", copy).code == 0
    assert kg("export", "-w", copy).out == before


def test_what_people_made_is_not_mended(kg: Run, copy: Path) -> None:
    (copy / "decisions.jsonl").write_text("nonsense\n")
    done = kg("doctor", "--mend", "-w", copy)
    assert (done.code, done.err) == (3, "kg: 1 problem; each has its remedy beside it\n")
    assert (copy / "decisions.jsonl").read_text() == "nonsense\n"


def test_a_second_writer_says_who_is_at_it(kg: Run, copy: Path) -> None:
    with hold_write_lock(copy / "lock"):
        done = kg("build", "-w", copy)
        assert kg("posts", "-w", copy).code == 0
    assert done.code == 3
    assert "is writing to this workspace; try again" in done.err


@pytest.mark.parametrize("by", ["option", "environment"])
def test_a_second_writer_waits_where_asked_to(kg: Run, copy: Path, by: str, monkeypatch: pytest.MonkeyPatch) -> None:
    held = threading.Event()

    def hold() -> None:
        with hold_write_lock(copy / "lock"):
            held.set()
            time.sleep(0.3)

    other = threading.Thread(target=hold)
    other.start()
    held.wait()
    if by == "environment":
        monkeypatch.setenv("KG_WAIT", "30")
    done = kg("build", "-w", copy, *(["--wait", 30] if by == "option" else []))
    other.join()
    assert done.code == 0


@pytest.mark.parametrize("size", [0, 2_000, 20_000])
@pytest.mark.parametrize("words", [("load", "SHEET"), ("build",), ("reference", "add", "REFERENCE")], ids=" ".join)
def test_a_full_disk_is_one_line_and_changes_nothing(
    kg: Run, copy: Path, tmp_path: Path, words: tuple[str, ...], size: int
) -> None:
    (sheet,) = find_folder("seeds").glob("*.json")
    (tmp_path / "known.csv").write_text("kind,name,ids\nperson,Nicolas Lerner,http://e/1\n")
    given = {"SHEET": str(sheet), "REFERENCE": str(tmp_path / "known.csv")}
    before = kg("export", "-w", copy).out
    code = (
        "import resource, sys; from kg.cli.boundary import run; size = int(sys.argv[1])\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (size, resource.RLIM_INFINITY)); sys.exit(run(sys.argv[2:]))"
    )
    command = [sys.executable, "-c", code, str(size), "-w", str(copy), *(given.get(word, word) for word in words)]
    done = subprocess.run(command, capture_output=True, text=True)
    assert (done.returncode, done.stderr.count("\n")) == (3, 1), done.stderr
    assert "make room" in done.stderr
    assert kg("export", "-w", copy).out == before
    assert kg("doctor", "-w", copy).code == 0


def test_a_wait_that_is_no_number_is_one_line(kg: Run, copy: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KG_WAIT", "long")
    assert (kg("build", "-w", copy).code, kg("build").err.count("\n")) == (2, 1)
