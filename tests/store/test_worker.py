"""Tests of kg.store.worker: queries that can be stopped."""

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from kg.errors import QueryError, ServiceError, WorkspaceError
from kg.store.answers import Solutions, Triples
from kg.store.terms import Iri
from kg.store.worker import WorkerStore
from kg.store.workspace import Workspace

#: Runs for hours: a join of everything with everything, thrice.
ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l . ?m ?n2 ?o }"


@pytest.fixture
def asked(workspace: Workspace, add: Callable[..., None]) -> Iterator[WorkerStore]:
    add("a")
    with workspace.ask() as store:
        yield store


def test_a_worker_answers_as_the_store_does(workspace: Workspace, asked: WorkerStore) -> None:
    with workspace.read() as store:
        for query in (
            "SELECT * { ?s ?p ?o } ORDER BY ?s ?p ?o",
            "ASK { ?s ?p 'Ann' }",
            "CONSTRUCT { ?s a ?o } WHERE { ?s a ?o }",
        ):
            assert asked.query(query) == store.query(query)
    assert isinstance(asked.query("DESCRIBE <x:y>"), Triples)


def test_a_query_that_takes_too_long_is_stopped_and_the_next_one_answered(asked: WorkerStore) -> None:
    asked.seconds = 0.3
    started = time.monotonic()
    with pytest.raises(QueryError, match=r"stopped after 0\.3 s; ask for less or allow more time"):
        asked.query(ENDLESS)
    assert time.monotonic() - started < 2
    asked.seconds = 30
    assert isinstance(asked.query("SELECT * { ?s ?p ?o }"), Solutions)


def test_errors_come_through(asked: WorkerStore, tmp_path: Path) -> None:
    with pytest.raises(QueryError, match=r"query:1:\d+: expected"):
        asked.query("SELECT ?")
    assert asked.query("ASK {}") is True
    missing = WorkerStore(tmp_path / "none")
    with pytest.raises(WorkspaceError, match="cannot be opened"):
        missing.query("ASK {}")
    missing.close()


def test_a_worker_that_dies_is_said(asked: WorkerStore) -> None:
    asked.start()
    assert asked._process is not None
    threading.Timer(0.5, asked._process.kill).start()
    with pytest.raises(ServiceError, match="has died"):
        asked.query(ENDLESS)
    assert asked.query("ASK {}") is True


def test_ctrl_c_stops_a_query_at_once(workspace: Workspace, add: Callable[..., None]) -> None:
    add("a")
    code = (
        "import signal, sys; from pathlib import Path; from kg.store.workspace import Workspace\n"
        "signal.signal(signal.SIGINT, signal.default_int_handler)  # ignored where a shell started this behind\n"
        "with Workspace.open(Path(sys.argv[1])).ask() as store:\n"
        "    store.query('ASK {}'); print('ready', flush=True); store.query(sys.argv[2])\n"
    )
    process = subprocess.Popen(
        [sys.executable, "-c", code, str(workspace.path), ENDLESS],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
    )
    assert process.stdout is not None and process.stdout.readline() == b"ready\n"
    started = time.monotonic()
    os.killpg(process.pid, signal.SIGINT)
    _, errors = process.communicate(timeout=10)
    assert time.monotonic() - started < 2
    assert b"KeyboardInterrupt" in errors


@pytest.mark.parametrize("is_expected", [True, False])
def test_statements_are_looked_up_without_the_process(
    workspace: Workspace, add: Callable[..., None], is_expected: bool
) -> None:
    add("a")
    with workspace.ask() as asked, workspace.read() as store:
        if is_expected:
            asked.expect_look_ups()
            asked.expect_look_ups()
        subjects = {row[0] for row in store.query("SELECT ?s { ?s ?p ?o }").rows}
        for subject in subjects:
            wanted = store.statements_about(subject)
            assert wanted and asked.statements_about(subject) == wanted
            assert asked.statements_about(subject, wanted[0][0]) == [each for each in wanted if each[0] == wanted[0][0]]
        assert asked._process is None
    assert asked._opening is None


def test_a_store_that_cannot_be_opened_is_said_to_who_looks_up_and_to_nobody_else(tmp_path: Path) -> None:
    missing = WorkerStore(tmp_path / "none")
    missing.expect_look_ups()
    with pytest.raises(WorkspaceError, match="cannot be opened"):
        missing.statements_about(Iri("x:y"))
    missing.expect_look_ups()
    missing.close()


def test_an_empty_workspace_can_be_asked(tmp_path: Path) -> None:
    store = WorkerStore(None)
    assert store.query("ASK { ?s ?p ?o }") is False
    store.close()
