import os
from pathlib import Path

import pytest

from kg.errors import UnreadableError
from kg.scale import map_files

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
