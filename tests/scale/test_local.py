import os
import signal
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from kg.errors import UnreadableError
from kg.scale import map_files
from kg.store.locks import hold_write_lock

PATHS = [Path(f"{n}.txt") for n in range(40)]


def read_name(path: Path) -> str:
    if path.stem == "3":
        raise UnreadableError(f"{path}: broken")
    if path.stem == "4":
        raise ValueError("odd")
    return path.stem


def die_at_seven(path: Path) -> int:
    if path.stem == "7":
        os._exit(9)
    return int(path.stem)


@pytest.mark.parametrize("jobs", [1, 2])
def test_outcomes_come_in_the_order_of_the_files(jobs: int) -> None:
    assert [outcome.path for outcome in map_files(read_name, PATHS, jobs)] == PATHS


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_broken_file_does_not_stop_the_others(jobs: int) -> None:
    outcomes = list(map_files(read_name, PATHS, jobs))
    assert [o.error for o in outcomes if o.error] == [
        "3.txt: broken",
        "4.txt: unexpected ValueError: odd; report it please",
    ]
    assert sum(o.value is not None for o in outcomes) == len(PATHS) - 2


def test_a_file_that_kills_its_process_does_not_stop_the_others() -> None:
    outcomes = list(map_files(die_at_seven, PATHS[:20], 2))
    assert [o.path.stem for o in outcomes if o.error] == ["7"]
    assert [o.value for o in outcomes if o.error is None] == [n for n in range(20) if n != 7]


def test_no_files_give_no_outcomes() -> None:
    assert list(map_files(read_name, [])) == []


def sleep_long(path: Path) -> None:
    (path.parent / f"{os.getpid()}.pid").touch()
    time.sleep(60)


def test_processes_end_with_a_parent_that_was_killed_and_hold_no_lock(tmp_path: Path) -> None:
    lock = tmp_path / "lock"
    parent = os.fork()
    if parent == 0:
        with hold_write_lock(lock):
            list(map_files(sleep_long, [tmp_path / f"{n}.txt" for n in range(20)], 2))
    try:
        wait_until(lambda: len(list(tmp_path.glob("*.pid"))) == 2)
    finally:
        os.kill(parent, signal.SIGKILL)
        os.waitpid(parent, 0)
    with hold_write_lock(lock):
        pass
    workers = [int(path.stem) for path in tmp_path.glob("*.pid")]
    wait_until(lambda: not any(is_alive(worker) for worker in workers))


def wait_until(is_so: Callable[[], bool], seconds: float = 20) -> None:
    deadline = time.monotonic() + seconds
    while not is_so():
        assert time.monotonic() < deadline
        time.sleep(0.05)


def is_alive(process: int) -> bool:
    status = Path(f"/proc/{process}/stat")
    return status.exists() and status.read_text().rpartition(")")[2].split()[0] != "Z"
