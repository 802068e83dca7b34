"""The headline: where the lines of a page say it, and which of those lines are not the article's text.

Refuses to guess from one line that may as well be a sentence.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from kg.text.lines import Line

HEADLINE_MAX_LENGTH = 200
TAIL_MAX_LENGTH = 40
# Pages print the headline within their first lines; what follows is text.
SEARCHED_LINES = 12

_TAIL = re.compile(rf"\s+[|–—·»:-]\s+\S.{{0,{TAIL_MAX_LENGTH - 1}}}$")
_BAR_TAIL = re.compile(rf"\s+\|\s+([^|]{{1,{TAIL_MAX_LENGTH}}})$")
_SENTENCE_END = re.compile(r"[.:;,…][\"'”“»)\]]*$")
_FOLDED = re.compile(r"[\W_]+")


@dataclass(frozen=True, slots=True)
class Headline:
    """A headline without the publisher's tail. publisher: the tail after "|", None where there is none."""

    title: str
    publisher: str | None = None


def find_headline(lines: Sequence[Line]) -> Headline | None:
    """Returns the headline that the lines themselves show, or None.

    It is a line near the top that is repeated (with or without a tail "| Publisher"), or has such a tail, or is the
    first of several lines and no sentence.
    """
    head = [line.text for line in lines[:SEARCHED_LINES] if len(line.text) <= HEADLINE_MAX_LENGTH]
    publisher = next((found[1] for found in map(_BAR_TAIL.search, head[:2]) if found), None)
    title = _repeated(head)
    if title is None and head and lines[0].text == head[0]:
        first = head[0]
        bare = _BAR_TAIL.sub("", first)
        if bare != first or _stands_alone(lines):
            title = bare
    return None if title is None else Headline(title, publisher)


def drop_headline(lines: Sequence[Line], title: str) -> list[Line]:
    """Returns the lines that are not the title, alone or with a tail such as "| Publisher"."""
    folded = _fold(title)
    if not folded:
        return list(lines)
    return [line for line in lines if not _is_title(line.text, folded, len(title))]


def _is_title(text: str, folded: str, length: int) -> bool:
    if len(text) > length + TAIL_MAX_LENGTH + 20:
        return False
    return _fold(text) == folded or _fold(_TAIL.sub("", text)) == folded


def _repeated(head: Sequence[str]) -> str | None:
    """The first line whose words stand in another line too, each without its tail if need be; without the tail."""
    for place, text in enumerate(head):
        if _SENTENCE_END.search(text) or " " not in text:
            continue
        for form in (text, _TAIL.sub("", text)):
            rest = [*head[:place], *head[place + 1 :]]
            if any(_fold(form) in (_fold(other), _fold(_TAIL.sub("", other))) for other in rest):
                return _BAR_TAIL.sub("", form)
    return None


def _stands_alone(lines: Sequence[Line]) -> bool:
    """Whether the first line is a block of its own, is no sentence, and is followed by longer text."""
    first = lines[0]
    if len(lines) < 2 or lines[1].block == first.block or " " not in first.text:
        return False
    return not _SENTENCE_END.search(first.text) and any(len(line.text) > len(first.text) for line in lines[1:])


def _fold(text: str) -> str:
    return _FOLDED.sub(" ", text.casefold()).strip()
