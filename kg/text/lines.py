"""The lines of a source, with single blanks, and each letter's place in the source. Never changes a letter.

A blank is any white space or control character. Characters that cannot be seen and are no letters (soft hyphen, zero
width space, direction marks) are left out: they would hide a name from a reader's search.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

Segment = tuple[int, int, int]
"""(start in the text, start in the source, length), in code points."""

_BLANK = r"\s\x00-\x1f\x7f-\x9f"
_UNSEEN = "\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff"
_BREAK = re.compile(r"\r\n|[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]")
# A run that is anything but one plain blank. It begins with two blanks or with a blank that is none of the plain ones.
_ODD_RUN = re.compile(rf" [{_BLANK}{_UNSEEN}]+|(?! )[{_BLANK}{_UNSEEN}]+")
_ANY_BLANK = re.compile(rf"[{_BLANK}]")

# Hard-wrapped text: lines are broken where the next word would go beyond a width that mails and terminals use.
WRAP_WIDTHS = range(50, 101)
WRAP_MIN_LINES = 3
WRAP_MIN_SHARE = 0.7


@dataclass(frozen=True, slots=True)
class Line:
    """A line or paragraph. segments: ascending, in code points of text; block: lines of one block stand together."""

    text: str
    segments: tuple[Segment, ...]
    block: int = 0


def read_lines(source: str, start: int = 0) -> list[Line]:
    """Returns the lines that hold anything, from code point `start` on; an empty line begins a new block."""
    lines = []
    block = 0
    for begin, end in _line_bounds(source, start):
        line = _tidy(source, begin, end, block)
        if line.text:
            lines.append(line)
        else:
            block += 1
    return lines


def join_lines(lines: Iterable[Line], glue: str) -> Line:
    """Returns the lines as one, `glue` between them; the glue has no place in the source."""
    texts: list[str] = []
    segments: list[Segment] = []
    offset = 0
    block = 0
    for line in lines:
        segments.extend((offset + at, place, length) for at, place, length in line.segments)
        texts.append(line.text)
        offset += len(line.text) + len(glue)
        block = line.block
    return Line(glue.join(texts), tuple(segments), block)


def unwrap(lines: list[Line]) -> list[Line]:
    """Returns the paragraphs of a text: its lines, or, where it is hard-wrapped, the lines of each paragraph as one."""
    width = max((len(line.text) for line in lines if " " in line.text), default=0)
    pairs = [(line, after) for line, after in pairwise(lines) if line.block == after.block]
    full = sum(1 for line, after in pairs if _is_full(line, after, width))
    if width not in WRAP_WIDTHS or full < WRAP_MIN_LINES or full < WRAP_MIN_SHARE * len(pairs):
        return lines
    groups: list[list[Line]] = []
    for line in lines:
        before = groups[-1][-1] if groups else None
        if before is not None and before.block == line.block and _is_full(before, line, width):
            groups[-1].append(line)
        else:
            groups.append([line])
    return [join_lines(group, " ") for group in groups]


def _is_full(line: Line, after: Line, width: int) -> bool:
    return len(line.text) + 1 + len(after.text.partition(" ")[0]) > width


def _line_bounds(source: str, start: int) -> Iterator[tuple[int, int]]:
    for found in _BREAK.finditer(source, start):
        yield start, found.start()
        start = found.end()
    yield start, len(source)


def _tidy(source: str, begin: int, end: int, block: int) -> Line:
    """One line of the source with its odd runs of blanks made single blanks."""
    texts: list[str] = []
    segments: list[Segment] = []
    offset = 0
    for run in _ODD_RUN.finditer(source, begin, end):
        if run.start() > begin:
            texts.append(source[begin : run.start()])
            segments.append((offset, begin, run.start() - begin))
            offset += run.start() - begin
        if offset and _ANY_BLANK.search(run.group()):
            texts.append(" ")
            offset += 1
        begin = run.end()
    if begin < end:
        texts.append(source[begin:end])
        segments.append((offset, begin, end - begin))
    return _strip("".join(texts), segments, block)


def _strip(text: str, segments: list[Segment], block: int) -> Line:
    """Takes the plain blank off both ends, which no run took because it stood alone."""
    lead = len(text) - len(text.lstrip(" "))
    kept = text.strip(" ")
    if len(kept) == len(text):
        return Line(text, tuple(segments), block)
    cut = []
    for at, place, length in segments:
        first, last = max(at, lead), min(at + length, lead + len(kept))
        if first < last:
            cut.append((first - lead, place + first - at, last - first))
    return Line(kept, tuple(cut), block)
