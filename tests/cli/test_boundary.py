"""Errors end in one place: one line on stderr and an exit code that says what kind it was."""

import errno
import subprocess
import sys

import click
import pytest

from kg.cli import app, boundary
from kg.cli.settings import command
from kg.errors import (
    AmbiguousError,
    InputError,
    KgError,
    QueryError,
    ServiceError,
    SheetError,
    UnreadableError,
    WorkspaceError,
)


def run_raising(monkeypatch: pytest.MonkeyPatch, error: BaseException, *args: str) -> int:
    @command("raise")
    def fails() -> None:
        raise error

    monkeypatch.setattr(app.LazyGroup, "get_command", lambda *_: fails)
    monkeypatch.setitem(app.PLACES, "raise", "tests:raise")
    return boundary.run(["raise", *args])


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (KgError("x"), 2),
        (InputError("x"), 2),
        (QueryError("x"), 2),
        (ServiceError("x"), 2),
        (SheetError("x", ["y", "z"]), 2),
        (AmbiguousError("x", ["y"]), 2),
        (UnreadableError("x"), 3),
        (WorkspaceError("x"), 3),
        (click.ClickException("x"), 2),
        (KeyboardInterrupt(), 130),
        (OSError(errno.ENOSPC, "No space left on device"), 3),
        (ZeroDivisionError("x"), 1),
    ],
)
def test_each_error_has_its_exit_code_and_at_most_one_line(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], error: BaseException, code: int
) -> None:
    assert run_raising(monkeypatch, error) == code
    written = capsys.readouterr()
    assert written.out == ""
    assert written.err.strip().count("\n") == 0


def test_a_message_of_many_lines_becomes_one(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    run_raising(monkeypatch, KgError("one\n  two"))
    assert capsys.readouterr().err == "kg: one two\n"


def test_an_unforeseen_error_shows_where_only_with_verbose(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    run_raising(monkeypatch, ZeroDivisionError("odd"))
    assert "--verbose" in (hint := capsys.readouterr().err)
    assert "Traceback" not in hint
    run_raising(monkeypatch, ZeroDivisionError("odd"), "--verbose")
    assert "Traceback" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("args", "said"),
    [(["no-such"], "no command 'no-such'"), (["--no-such"], "--no-such"), (["vew"], "did you mean view")],
)
def test_a_mistyped_command_is_one_line_that_names_the_help(
    capsys: pytest.CaptureFixture[str], args: list[str], said: str
) -> None:
    assert boundary.run(args) == 2
    error = capsys.readouterr().err
    assert said in error
    assert "kg --help" in error
    assert error.count("\n") == 1


def test_without_a_command_the_help_is_shown(capsys: pytest.CaptureFixture[str]) -> None:
    assert boundary.run([]) == 2
    assert "Who met whom" in capsys.readouterr().err


def test_a_reader_that_leaves_early_ends_the_command_quietly() -> None:
    script = f"{sys.executable} -c 'from kg.cli import main; main([\"--help\"])' | true; exit ${{PIPESTATUS[0]}}"
    done = subprocess.run(["bash", "-c", script], capture_output=True, text=True)
    assert done.stderr == ""
