"""A long text in parts that share their borders, so that what is told across a border stands whole in one of them."""

import re
from dataclasses import dataclass

# Where to cut, best first: between paragraphs, after a sentence, between words.
_BREAKS = (re.compile(r"\n\n"), re.compile(r"[.!?…][\"'”»)]*\s"), re.compile(r"\s"))


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of the cleaned text. start, end: code points, end exclusive."""

    start: int
    end: int


def cut_parts(text: str, size: int, overlap: int) -> list[Part]:
    """Returns the parts of a text.

    Args:
        text: the cleaned text.
        size: most letters of a part; each part but the last has at least half of that.
        overlap: about how many letters a part repeats of the one before; less than half of size.
    """
    parts: list[Part] = []
    start = 0
    while True:
        end = len(text) if len(text) - start <= size else _last_break(text, start + size // 2, start + size)
        parts.append(Part(start, end))
        if end == len(text):
            return parts
        start = max(start + 1, _last_break(text, end - overlap - overlap // 2, end - overlap // 2))


def _last_break(text: str, low: int, high: int) -> int:
    """Returns where the best last break between low and high ends; high where there is none."""
    low = max(low, 0)
    for pattern in _BREAKS:
        ends = [match.end() for match in pattern.finditer(text, low, high)]
        if ends:
            return ends[-1]
    return high
