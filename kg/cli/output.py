"""Prints answers: as a table for people, as JSON or CSV for programs. Knows nothing of what the cells mean.

What comes from an article may hold control characters; a table shows them as blanks, so that no article can steer the
terminal. JSON and CSV carry the values as they are.
"""

import csv
import json
import sys
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import click

from kg.cli.page import Page, Part, cell_len, make_page, strip_parts, wrap
from kg.cli.settings import Settings

if TYPE_CHECKING:
    from rich.console import Console

Cell = str | int | float | bool | None | tuple[str, ...]
GAP, INDENT = 2, 4
#: Words up to this length, that of a date interval, are not cut to make a column fit; longer ones are (an IRI).
LONGEST_WORD = 21
#: Quotes and fields get at least this much, however narrow the page.
NARROWEST = 20


@dataclass(frozen=True, slots=True)
class Citation:
    """A quote behind a row and where it stands. source: publisher, title and date, as far as known."""

    quote: str
    source: str
    article: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """One row of an answer: a cell a column, and the quotes that state it."""

    cells: Mapping[str, Cell]
    citations: tuple[Citation, ...] = ()


@dataclass(frozen=True, slots=True)
class Answer:
    """What a question gave.

    columns: those of the table, in order. below: fields that a table shows, named, under each row, and CSV as further
    columns. Cells of other names show in JSON alone.
    """

    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    below: tuple[str, ...] = ()


def print_answer(answer: Answer, settings: Settings, *, cite: bool = False, empty: str = "nothing found") -> None:
    """Prints an answer in the format asked for.

    Args:
        answer: what to print.
        settings: the shared options.
        cite: whether the quotes are shown where neither --cite nor --no-cite was given.
        empty: said on stderr in place of a table without rows.
    """
    cite = cite if settings.cite is None else settings.cite
    chosen = settings.choose_format("table", "json", "csv")
    if chosen == "json":
        click.echo(json.dumps([to_record(row, cite) for row in answer.rows], ensure_ascii=False, indent=1))
    elif chosen == "csv":
        write_csv(answer, cite)
    elif answer.rows:
        print_table(answer, make_page(settings), cite=cite)
    else:
        click.echo(f"kg: {empty}", err=True)


def to_record(row: Row, cite: bool) -> dict[str, object]:
    """Returns a row as what JSON makes of it; its quotes under "quotes" where `cite`."""
    record: dict[str, object] = {
        name: list(cell) if isinstance(cell, tuple) else cell for name, cell in row.cells.items()
    }
    if cite:
        record["quotes"] = [
            {"quote": each.quote, "source": each.source, "article": each.article} for each in row.citations
        ]
    return record


def write_csv(answer: Answer, cite: bool) -> None:
    """Writes an answer as CSV with a header (RFC 4180); several values of a cell are joined with "; "."""
    writer = csv.writer(sys.stdout)
    columns = (*answer.columns, *answer.below)
    writer.writerow([*columns, *(["quotes"] if cite else [])])
    for row in answer.rows:
        cells = [to_text(row.cells.get(name)) for name in columns]
        quotes = [" | ".join(f"{each.quote} ({each.source})" for each in row.citations)] if cite else []
        writer.writerow([*cells, *quotes])


def to_text(cell: Cell) -> str:
    """Returns a cell as one line of text; None is empty."""
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "yes" if cell else "no"
    if isinstance(cell, float):
        return f"{cell:.3g}" if abs(cell) < 1000 else f"{cell:.0f}"
    return "; ".join(cell) if isinstance(cell, tuple) else str(cell)


def to_printable(text: str) -> str:
    """Returns text without what steers a terminal: control, format and direction characters become blanks."""
    if text.isprintable():
        return text
    return "".join(" " if unicodedata.category(c) in ("Cc", "Cf", "Zl", "Zp") and c != "\n" else c for c in text)


def make_console(settings: Settings) -> "Console":
    """Makes a rich console on stdout that colours as --color, NO_COLOR and the terminal say."""
    from rich.console import Console

    return Console(
        force_terminal=settings.color or None,
        no_color=True if settings.color is False else None,
        highlight=False,
        soft_wrap=False,
    )


def print_table(answer: Answer, page: Page, *, cite: bool) -> None:
    """Prints a table without its empty columns; what is `below` and, with `cite`, the quotes stand under their row.

    Where the columns are too many for the page, each row is printed as a list of fields.
    """
    columns = [name for name in answer.columns if any(to_text(row.cells.get(name)) for row in answer.rows)]
    lines = [[to_text(row.cells.get(name)) for name in columns] for row in answer.rows]
    widths = fit_widths([columns, *lines], page.width)
    if not widths:
        add_fields(columns, lines, page)
        page.show()
        return
    add_line(columns, widths, page, "bold")
    add_line(["─" * width for width in widths], widths, page, "dim")
    for number, (line, row) in enumerate(zip(lines, answer.rows, strict=True)):
        if number and cite and row.citations:
            page.add()
        add_line(line, widths, page)
        for name in answer.below:
            text = to_text(row.cells.get(name))
            if text:
                add_indented(((f"{name.replace('_', ' ')}: ", "dim"), (text, "")), page)
        if cite:
            add_citations(row.citations, page)
    page.show()


def add_fields(columns: Sequence[str], lines: Sequence[Sequence[str]], page: Page) -> None:
    """Adds each row as a list of fields, with an empty line between rows."""
    name_width = max(map(len, columns))
    widths = (name_width, max(page.width - name_width - GAP, NARROWEST))
    for number, line in enumerate(lines):
        if number:
            page.add()
        for name, text in zip(columns, line, strict=True):
            if text:
                add_line((name, text), widths, page)


def add_line(texts: Sequence[str], widths: Sequence[int], page: Page, style: str = "") -> None:
    """Adds one row of a table, each text wrapped within the width of its column."""
    cells = [list(wrap([(to_printable(text), style)], width)) for text, width in zip(texts, widths, strict=True)]
    for number in range(max(map(len, cells))):
        line: list[Part] = []
        for cell, width in zip(cells, widths, strict=True):
            text = "".join(part for part, _ in cell[number]) if number < len(cell) else ""
            padded = text + " " * (width - cell_len(text) + GAP)
            line.append((padded, style if number < len(cell) else ""))
        page.add(strip_parts(line))


def add_citations(citations: Sequence[Citation], page: Page) -> None:
    """Adds quotes, indented under what they state; after the last quote of each article its source."""
    for number, citation in enumerate(citations):
        following = citations[number + 1 : number + 2]
        is_last = not following or following[0].article != citation.article
        source = f" — {citation.source or citation.article}" if is_last else ""
        add_indented(((f"“{citation.quote}”", "italic"), (source, "dim")), page)


def add_indented(parts: Sequence[Part], page: Page) -> None:
    """Adds a text of parts and their styles, wrapped and indented under a row; none of it steers the terminal."""
    printable = [(to_printable(text), style) for text, style in parts]
    for line in wrap(printable, max(page.width - INDENT, NARROWEST)):
        page.add([(" " * INDENT, ""), *line])


def fit_widths(lines: Sequence[Sequence[str]], total: int) -> list[int]:
    """Returns a width for each column, in cells: what its longest text needs, the widest cut until all fit `total`.

    No column gets narrower than its longest word (but words longer than LONGEST_WORD are cut); where that is too much
    for the page, an empty list is returned.
    """
    columns = list(zip(*lines, strict=True))
    widths = [max(1, *(cell_len(part) for text in column for part in text.split("\n"))) for column in columns]
    floors = [
        min(LONGEST_WORD, max(1, *(cell_len(word) for text in column for word in text.split()))) for column in columns
    ]
    excess = sum(widths) + GAP * (len(widths) - 1) - total
    if excess > sum(widths) - sum(floors):
        return []
    for _ in range(excess):
        widest = max(range(len(widths)), key=lambda n: (widths[n] > floors[n], widths[n]))
        widths[widest] -= 1
    return widths
