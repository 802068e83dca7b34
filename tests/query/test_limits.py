"""Answers made in this process end when their time is up or Ctrl-C is pressed, and leave all as it was."""

import gc
import os
import signal
import threading
import time
from collections.abc import Iterator
from typing import Any

import pytest

from kg.errors import QueryError
from kg.query import run_query
from kg.query.limits import limit_time
from kg.store.terms import Iri
from kg.store.workspace import Workspace
from tests.worlds import make_sheets, resolve


@pytest.fixture
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """Yields a workspace's store with derived data, as commands ask it."""
    workspace = Workspace.create(tmp_path_factory.mktemp("ws") / "ws")
    with workspace.change(resolve) as change:
        for sheet in make_sheets(9, 2):
            change.put_sheet(sheet)
    with workspace.ask() as opened:
        yield opened


def never_end(*_: object) -> list[Any]:
    number = 0
    while True:
        number += sum(range(100))


@pytest.fixture
def endless(monkeypatch: pytest.MonkeyPatch) -> Iterator[pytest.MonkeyPatch]:
    """Makes questions of the derived data endless."""
    with monkeypatch.context() as patch:
        patch.setattr("kg.query.derived.find_answer", lambda name: never_end)
        yield patch


def interrupt_soon() -> threading.Timer:
    timer = threading.Timer(0.1, os.kill, (os.getpid(), signal.SIGINT))
    timer.start()
    return timer


@pytest.fixture(autouse=True)
def listen_to_interrupts() -> Iterator[None]:
    before = signal.signal(signal.SIGINT, signal.default_int_handler)  # ignored where a shell started this behind
    yield
    signal.signal(signal.SIGINT, before)


def test_an_answer_that_computes_on_and_on_is_stopped_in_time(store: Any, endless: pytest.MonkeyPatch) -> None:
    store.seconds = 0.1
    started = time.monotonic()
    with pytest.raises(QueryError, match=r"stopped after 0\.1 s"):
        run_query(store, "top-pairs")
    assert time.monotonic() - started < 2


def test_the_store_answers_after_one_question_was_stopped(store: Any, endless: pytest.MonkeyPatch) -> None:
    store.seconds = 0.1
    with pytest.raises(QueryError):
        run_query(store, "top-pairs")
    endless.undo()
    store.seconds = 30
    assert run_query(store, "top-pairs").rows
    assert run_query(store, "evidence", {"subjects": [row[0] for row in run_query(store, "meetings").rows]}).rows


def test_ctrl_c_stops_an_answer_made_in_this_process_at_once(store: Any, endless: pytest.MonkeyPatch) -> None:
    started = time.monotonic()
    interrupt_soon()
    with pytest.raises(KeyboardInterrupt):
        run_query(store, "top-pairs")
    assert time.monotonic() - started < 2


def test_ctrl_c_while_the_store_is_asked_ends_the_process_that_reads_it(
    store: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    run_query(store, "entity", {"subjects": "id:p-nobody"})
    process = store._process
    monkeypatch.setattr(store, "_read", lambda *_: time.sleep(5))
    interrupt_soon()
    with pytest.raises(KeyboardInterrupt):
        run_query(store, "entity", {"subjects": "id:p-nobody"})
    assert process.poll() is not None


def test_quotes_are_read_without_another_process_within_the_limit_of_rows(store: Any) -> None:
    meetings = [row[0] for row in run_query(store, "meetings").rows]
    whole = run_query(store, "evidence", {"subjects": meetings})
    few = run_query(store, "evidence", {"subjects": meetings}, 3)
    assert (few.rows, few.truncated) == (whole.rows[:3], True)
    assert store._process is None


def test_quotes_without_end_are_stopped_in_time_and_by_ctrl_c(store: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    facts = [Iri(f"x:{number}") for number in range(1_000)]
    monkeypatch.setattr(store, "statements_about", lambda *_: time.sleep(0.01) or [])
    started = time.monotonic()
    store.seconds = 0.1
    with pytest.raises(QueryError, match=r"stopped after 0\.1 s"):
        run_query(store, "evidence", {"subjects": facts})
    store.seconds = 30
    interrupt_soon()
    with pytest.raises(KeyboardInterrupt):
        run_query(store, "evidence", {"subjects": facts})
    assert time.monotonic() - started < 2


@pytest.mark.parametrize("seconds", [0.1, 30.0])
def test_a_limit_leaves_timers_signals_and_the_collector_as_they_were(
    store: Any, endless: pytest.MonkeyPatch, seconds: float
) -> None:
    before = signal.getsignal(signal.SIGALRM)
    store.seconds = seconds
    if seconds > 1:
        endless.undo()
        run_query(store, "top-pairs")
    else:
        with pytest.raises(QueryError):
            run_query(store, "top-pairs")
    assert signal.getsignal(signal.SIGALRM) is before
    assert signal.getitimer(signal.ITIMER_REAL) == (0.0, 0.0)
    assert gc.isenabled()


def test_in_other_threads_there_is_no_limit_and_no_error() -> None:
    done = []

    def work() -> None:
        with limit_time(0.01):
            time.sleep(0.05)
            done.append(True)

    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    assert done == [True]
