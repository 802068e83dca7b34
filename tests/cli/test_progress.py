"""Tests of kg.cli.progress."""

import io

import pytest

from kg.cli import progress
from kg.cli.progress import show_progress


class Terminal(io.StringIO):
    """A stderr that is a terminal."""

    def isatty(self) -> bool:
        return True


def test_on_no_terminal_nothing_is_shown(capsys: pytest.CaptureFixture[str]) -> None:
    assert list(show_progress([1, 2], 2, "sheets")) == [1, 2]
    assert capsys.readouterr().err == ""


def test_long_work_shows_how_far_it_is_and_leaves_no_trace(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = Terminal()
    monkeypatch.setattr("sys.stderr", terminal)
    monkeypatch.setattr(progress, "FIRST_SECONDS", -1.0)
    monkeypatch.setattr(progress, "EACH_SECONDS", -1.0)
    assert list(show_progress(iter("abcd"), 4, "sheets")) == list("abcd")
    assert "sheets [###############               ] 2 of 4" in terminal.getvalue()
    assert terminal.getvalue().endswith("\r\x1b[K")
