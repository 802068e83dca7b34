"""Puts neighbouring readings together: a weekday and its date, a weekday and its week, the two ends of a range."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from kg.extract.date_grammar import Reading
from kg.extract.date_words import DateWords, ends_before
from kg.extract.document import Document
from kg.extract.lexicon import Matcher
from kg.extract.tokens import Token, Tokens

# Marks and small words that may stand between a weekday and its date.
WIDEST_GAP = 3
_MARKS = frozenset(",()–-")


@dataclass(frozen=True, slots=True)
class Span:
    """One date, or a range from `first` to `last`. bound: the words say only since when, or until when.

    joined: the ends are joined by "and": a range only where they follow one another.
    """

    first: Reading
    last: Reading | None = None
    joined: bool = False
    bound: str | None = None

    @property
    def start(self) -> int:
        return self.first.start

    @property
    def end(self) -> int:
        return (self.last or self.first).end


def merge_readings(doc: Document, words: DateWords, readings: Sequence[Reading]) -> list[Span]:
    """Returns dates and ranges in text order."""
    whole: list[Reading] = []
    for reading in readings:
        made = _one_date(doc.tokens, words, whole[-1], reading) if whole else None
        if made is not None and doc.sentence_of(whole[-1].start) == doc.sentence_of(reading.start):
            whole[-1] = made
        else:
            whole.append(reading)
    spans: list[Span] = []
    for reading in whole:
        before = spans[-1] if spans else None
        if before is not None and before.last is None and _can_pair(before.first, reading):
            joined = _joined(doc.tokens, words, before.first, reading)
            if joined is not None:
                spans[-1] = Span(_completed(before.first, reading), reading, joined)
                continue
        spans.append(Span(reading))
    return [_bounded(doc.tokens, words, s) for s in spans]


def _one_date(tokens: Tokens[Token], words: DateWords, a: Reading, b: Reading) -> Reading | None:
    """Tuesday, 5 May; 5 May, Tuesday; yesterday, Tuesday; Tuesday of last week."""
    gap = tokens[a.end : b.start]
    if len(gap) > WIDEST_GAP or not all(_is_filler(t, words) for t in gap):
        return None
    if _is_weekday(a) and _is_plain_day(b):
        return replace(b, start=a.start, weekday=a.weekday)
    if _is_weekday(a) and b.unit == "week" and b.shift is not None:
        return replace(b, start=a.start, unit="day", weekday=a.weekday)
    named = _is_plain_day(a) or (a.shift is not None and a.unit == "day")
    if named and a.weekday is None and _is_weekday(b) and [t.text for t in gap] in ([","], ["("], []):
        return replace(a, end=b.end, weekday=b.weekday)
    return None


def _is_filler(token: Token, words: DateWords) -> bool:
    return token.text in _MARKS or token.norm in words.between


def _is_weekday(reading: Reading) -> bool:
    return reading.weekday is not None and reading.day is None and reading.shift is None


def _is_plain_day(reading: Reading) -> bool:
    return reading.unit == "day" and reading.day is not None


def _can_pair(a: Reading, b: Reading) -> bool:
    return a.unit == b.unit and a.until_day is None and b.until_day is None and a.unit in ("day", "month", "year")


def _joined(tokens: Tokens[Token], words: DateWords, a: Reading, b: Reading) -> bool | None:
    """False for "to" between the two, True for "and", None for anything else."""
    cues = words.cues
    for name, joined in (("to", False), ("and", True)):
        match = cues[name].at(tokens, a.end, b.start) if a.end < b.start else None
        if match is None or not _only_fillers(tokens, words, match.end, b.start):
            continue
        opened = ends_before(cues["from"], tokens, a.start) is not None
        return joined and not opened
    return None


def _only_fillers(tokens: Tokens[Token], words: DateWords, start: int, end: int) -> bool:
    return end - start <= WIDEST_GAP and all(_is_filler(t, words) for t in tokens[start:end])


def _completed(a: Reading, b: Reading) -> Reading:
    """The first end takes the year of the second, and its direction."""
    if a.shift is not None or (a.weekday is not None and a.day is None):
        return replace(a, direction=a.direction or b.direction)
    year = a.year if a.year is not None else b.year
    return replace(a, year=year, month=a.month if a.month is not None else b.month)


def _bounded(tokens: Tokens[Token], words: DateWords, span: Span) -> Span:
    if span.last is not None or span.first.until_day is not None:
        return span
    for bound in ("since", "until"):
        if _precedes(words.cues[bound], tokens, words, span.start):
            return replace(span, bound=bound)
    return span


def _precedes(matcher: Matcher[bool], tokens: Tokens[Token], words: DateWords, start: int) -> bool:
    if ends_before(matcher, tokens, start) is not None:
        return True
    k = start
    while k > 0 and start - k < 2 and tokens[k - 1].norm in words.between:
        k -= 1
    return k < start and ends_before(matcher, tokens, k) is not None
