"""The letters of an HTML page that a reader sees, each with its place in the source. For finding text again.

No parser: comments, scripts and tags are passed over in one run through the source, and entities are unescaped. What
the page would hide by style stays.
"""

import html
import re
from array import array
from collections.abc import Iterator

from kg.text.lines import Segment

_TOKEN = re.compile(
    r"<!--.*?(?:-->|\Z)"
    r"|<(script|style|template|noscript|head)\b.*?(?:</\1\s*>|\Z)"
    r"|<[/!?a-z][^>]*(?:>|\Z)"
    r"|(?P<entity>&(?:#x?[0-9a-f]{1,8}|[a-z][a-z0-9]{1,31});?)"
    r"|(?P<text>[^<&\s]+|[<&])",
    re.DOTALL | re.IGNORECASE,
)
_WORD = re.compile(r"\S+")


class VisibleText:
    """The visible letters of a page without any white space."""

    def __init__(self, source: str) -> None:
        """Reads a decoded page."""
        self._source = source
        # places[i]: where letter i stands in the source; -1 where an entity stands for it.
        self._places = array("q")
        self._letters = "".join(self._read())
        self._cursor = 0

    def _read(self) -> Iterator[str]:
        for token in _TOKEN.finditer(self._source):
            if token["text"]:
                self._places.extend(range(token.start(), token.end()))
                yield token["text"]
            elif token["entity"]:
                letters = "".join(html.unescape(token["entity"]).split())
                self._places.extend([-1] * len(letters))
                yield letters

    def find(self, text: str) -> tuple[Segment, ...]:
        """Returns where the letters of a paragraph stand in the source; () where it is not on the page word for word.

        Paragraphs are looked for in the order of the page: after the last one found, then from the start.
        """
        letters = "".join(text.split())
        if not letters:
            return ()
        at = self._letters.find(letters, self._cursor)
        if at < 0:
            at = self._letters.find(letters, 0, self._cursor + len(letters))
        if at < 0:
            return ()
        self._cursor = at + len(letters)
        return self._segments(text, at)

    def _segments(self, text: str, at: int) -> tuple[Segment, ...]:
        segments: list[Segment] = []
        for word in _WORD.finditer(text):
            for offset in range(word.start(), word.end()):
                place = self._places[at]
                at += 1
                if place >= 0:
                    self._extend(segments, offset, place)
        return tuple(segments)

    def _extend(self, segments: list[Segment], offset: int, place: int) -> None:
        """Adds one letter to the last segment, over a plain blank between two words, or begins a new one."""
        if segments:
            start, begun, length = segments[-1]
            text_gap, source_gap = offset - start - length, place - begun - length
            if text_gap == source_gap and (text_gap == 0 or (text_gap == 1 and self._source[place - 1] == " ")):
                segments[-1] = (start, begun, length + text_gap + 1)
                return
        segments.append((offset, place, 1))
