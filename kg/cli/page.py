"""Lines of text on a page: wrapped by words, measured in the cells of a terminal, bold, dim or italic where that shows.

Wraps, measures and styles as rich does, to the byte, which tests hold; but rich takes as long to import as most answers
to find. It is left to what needs colours, and for what is not one cell wide (Chinese, emoji, combining marks).
"""

import itertools
import os
import re
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

import click

from kg.cli.settings import Settings

#: Text and its style, a key of _CODES.
Part = tuple[str, str]
_CODES = {"bold": "1", "dim": "2", "italic": "3"}
_WORD = re.compile(r"\s*\S+\s*")
#: Characters of one cell each, as rich measures them: Latin, Greek, Cyrillic, dashes and quotation marks, boxes.
NARROW = re.compile("[ -~\u00a0-\u00ac\u00ae-\u02ff\u0370-\u0482\u2010-\u2027\u2500-\u25fc]*")
WIDTH = 80


@dataclass(frozen=True, slots=True)
class Page:
    """A page on stdout, written by `show`. width: in cells; is_styled: whether it is for a terminal that has styles."""

    width: int
    is_styled: bool
    lines: list[str] = field(default_factory=list)

    def add(self, parts: Sequence[Part] = ()) -> None:
        """Adds one line."""
        self.lines.append("".join(self._style(text, style) for text, style in parts if text))

    def show(self) -> None:
        """Writes the lines."""
        if self.lines:
            click.echo("\n".join(self.lines), color=self.is_styled)
        self.lines.clear()

    def _style(self, text: str, style: str) -> str:
        return f"\x1b[{_CODES[style]}m{text}\x1b[0m" if style and self.is_styled else text


def make_page(settings: Settings) -> Page:
    """Makes a page as wide as the terminal, with styles as --color and the environment say."""
    is_dumb = os.environ.get("TERM", "").lower() in ("dumb", "unknown")
    is_terminal = settings.color or _is_terminal()
    columns = os.environ.get("COLUMNS", "")
    width = int(columns) if columns.isdigit() else 0
    if not width and not (is_terminal and is_dumb):
        width = _measure_terminal()
    return Page(width or WIDTH, is_terminal and not is_dumb)


def _is_terminal() -> bool:
    compatible, forced = os.environ.get("TTY_COMPATIBLE", ""), os.environ.get("FORCE_COLOR")
    if compatible in ("0", "1"):
        return compatible == "1"
    return sys.stdout.isatty() if forced is None else forced != ""


def _measure_terminal() -> int:
    for number in (0, 1, 2):
        try:
            return os.get_terminal_size(number).columns
        except (ValueError, OSError):  # not a terminal, or closed
            continue
    return 0


def cell_len(text: str) -> int:
    """Returns how many cells of a terminal a text takes."""
    if text.isascii() or NARROW.fullmatch(text):
        return len(text)
    from rich.cells import cell_len as measure

    return measure(text)


def wrap(parts: Sequence[Part], width: int) -> Iterator[list[Part]]:
    """Yields the lines that parts make of at most `width` cells, broken between words, long words anywhere."""
    text = "".join(part for part, _ in parts)
    start = 0
    for line in text.split("\n"):
        breaks = [0, *find_breaks(line, width), len(line)]
        for first, last in itertools.pairwise(breaks):
            yield strip_parts(slice_parts(parts, start + first, start + last))
        start += len(line) + 1


def find_breaks(line: str, width: int) -> list[int]:
    """Returns where a line is to be broken."""
    found: list[int] = []
    used = 0
    for match in _WORD.finditer(line):
        word, start = match.group(), match.start()
        length = cell_len(word.rstrip())
        if length <= width - used:
            used += cell_len(word)
        elif length > width:
            for part in chop(word, width):
                if start:
                    found.append(start)
                start += len(part)
                used = cell_len(part)
        elif used and start:
            found.append(start)
            used = cell_len(word)
    return found


def chop(word: str, width: int) -> list[str]:
    """Returns the pieces of at most `width` cells of a word."""
    if word.isascii() or NARROW.fullmatch(word):
        return [word[start : start + width] for start in range(0, len(word), width)]
    from rich.cells import chop_cells

    return chop_cells(word, width)


def strip_parts(parts: Sequence[Part]) -> list[Part]:
    """Returns parts without the blanks at their end."""
    return slice_parts(parts, 0, len("".join(text for text, _ in parts).rstrip()))


def slice_parts(parts: Sequence[Part], start: int, end: int) -> list[Part]:
    """Returns what stands from `start` to before `end` (characters), with its styles."""
    found, place = [], 0
    for text, style in parts:
        piece = text[max(start - place, 0) : max(end - place, 0)]
        if piece:
            found.append((piece, style))
        place += len(text)
    return found
