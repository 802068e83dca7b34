"""Tests of kg.cli.page: tables are those that rich prints, letter for letter and style for style."""

import io
import random
from collections.abc import Sequence

import pytest
from rich.cells import cell_len as rich_cell_len
from rich.console import Console
from rich.text import Text

from kg.cli.output import GAP, INDENT, add_indented, add_line
from kg.cli.page import NARROW, Page, Part, cell_len, make_page
from kg.cli.settings import Settings

WORDS = ["a", "of", "Zoé", "meeting", "“quoted”", "–", "x" * 30, "2024-06-26/2024-06-28", "東京都庁舎", "ナ", "e\u0301te\u0301", "👍🏽",
         "Ελλάς", "Москва", " ", "  ", "\n", "\n\n", "\u00a0", "\u3000", "", "https://w3id.org/newskg/id/p-1", "…"]  # fmt: skip


def draw_text(draw: random.Random) -> str:
    return "".join(draw.choice(WORDS) + draw.choice([" ", " ", " ", ""]) for _ in range(draw.randrange(24)))


def print_richly(console: Console, texts: Sequence[str], widths: Sequence[int], style: str) -> None:
    cells = [Text(text, style).wrap(console, width, overflow="fold") for text, width in zip(texts, widths, strict=True)]
    for number in range(max(map(len, cells))):
        line = Text()
        for cell, width in zip(cells, widths, strict=True):
            part = cell[number] if number < len(cell) else Text()
            part.rstrip()
            part.pad_right(width - part.cell_len + GAP)
            line.append_text(part)
        line.rstrip()
        console.print(line, no_wrap=True, overflow="ignore", crop=False)


def print_indented_richly(console: Console, parts: Sequence[Part], width: int) -> None:
    for line in Text.assemble(*parts).wrap(console, width - INDENT):
        line.rstrip()
        line.pad_left(INDENT)
        console.print(line, no_wrap=True, overflow="ignore", crop=False)


@pytest.fixture(params=[False, True], ids=["plain", "styled"])
def styled(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> bool:
    monkeypatch.setenv("TERM", "xterm")
    return bool(request.param)


def make_console(styled: bool, width: int = 80) -> tuple[Console, io.StringIO]:
    out = io.StringIO()
    return Console(file=out, force_terminal=styled, highlight=False, width=width), out


@pytest.mark.parametrize("seed", range(60))
def test_rows_are_those_that_rich_prints(seed: int, styled: bool, capsys: pytest.CaptureFixture[str]) -> None:
    draw = random.Random(seed)
    (console, out), page = make_console(styled), Page(80, styled)
    for _ in range(10):
        columns = draw.randrange(1, 5)
        texts, widths = [draw_text(draw) for _ in range(columns)], [draw.randrange(4, 40) for _ in range(columns)]
        style = draw.choice(["", "bold", "dim"])
        print_richly(console, texts, widths, style)
        add_line(texts, widths, page, style)
    page.show()
    assert capsys.readouterr().out == out.getvalue()


@pytest.mark.parametrize("seed", range(60))
def test_quotes_are_those_that_rich_prints(seed: int, styled: bool, capsys: pytest.CaptureFixture[str]) -> None:
    draw = random.Random(seed)
    width = draw.randrange(24, 90)
    (console, out), page = make_console(styled, width), Page(width, styled)
    for _ in range(10):
        parts = ((draw_text(draw), draw.choice(["italic", "dim"])), (draw_text(draw), draw.choice(["", "dim"])))
        print_indented_richly(console, parts, width)
        add_indented(parts, page)
    page.show()
    assert capsys.readouterr().out == out.getvalue()


def test_what_is_taken_for_narrow_is_so() -> None:
    narrow = [chr(code) for code in range(0x3000) if NARROW.fullmatch(chr(code))]
    assert len(narrow) > 1_000
    assert all(rich_cell_len(each) == 1 for each in narrow)
    assert (cell_len("東京"), cell_len("e\u0301")) == (4, 1)


@pytest.mark.parametrize("color", [None, True, False])
@pytest.mark.parametrize(
    "environment",
    [{}, {"TERM": "dumb"}, {"FORCE_COLOR": "1"}, {"FORCE_COLOR": ""}, {"FORCE_COLOR": "1", "TERM": "dumb"}, {"NO_COLOR": "1"},
     {"COLUMNS": "50"}, {"COLUMNS": "wide"}, {"FORCE_COLOR": "1", "NO_COLOR": "1", "COLUMNS": "120"}],
)  # fmt: skip
def test_width_and_styles_are_those_of_rich(
    color: bool | None, environment: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("TERM", "FORCE_COLOR", "NO_COLOR", "COLUMNS", "LINES", "TTY_COMPATIBLE"):
        monkeypatch.delenv(name, raising=False)
    for name, value in ({"TERM": "xterm"} | environment).items():
        monkeypatch.setenv(name, value)
    console, page = (
        Console(force_terminal=color or None, no_color=color is False or None),
        make_page(Settings(color=color)),
    )
    assert (page.width, page.is_styled) == (console.width, console.color_system is not None)
