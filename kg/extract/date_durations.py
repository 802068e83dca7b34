"""Visits told by their length ("a three-day visit that ends this Saturday") get the days they lasted."""

from collections.abc import Sequence
from datetime import date, timedelta
from itertools import pairwise

from kg.extract.calendar_days import interval
from kg.extract.date_words import LONGEST_STAY, DateWords
from kg.extract.document import Document
from kg.extract.lexicon import Match, Matcher
from kg.extract.mentions import DateMention

# The date that a stay begins or ends on stands in its sentence or in one of so many before it.
REACH_SENTENCES = 3
# A word for beginning or ending stands before its day by so many tokens.
CUE_REACH = 8
DAY_LENGTH = len("2024-06-01")


def find_stays(
    doc: Document, words: DateWords, dates: Sequence[DateMention], begins: Sequence[DateMention]
) -> list[DateMention]:
    """Returns the stays of an article whose first or last day is told.

    dates: all dates in text order; begins: those of them that say since when something is so.
    """
    found = []
    k = 0
    for match in words.durations.find(doc.tokens):
        while k < len(dates) and dates[k].start < match.start:
            k += 1
        sentence = doc.sentence_of(match.start)
        near = [d for d in dates[max(0, k - 2) : k + 2] if len(d.edtf) == DAY_LENGTH]
        own = [d for d in near if sentence.start <= d.start < sentence.end]
        stay = _stay(doc, words, match, own or _earlier(doc, near, sentence.index), begins)
        if stay is not None:
            found.append(stay)
    return [*found, *_find_told_ends(doc, words, dates)]


def _find_told_ends(doc: Document, words: DateWords, dates: Sequence[DateMention]) -> list[DateMention]:
    """Stays of which one sentence tells the first day and the last ("ended on Wednesday the visit begun on Monday")."""
    found = []
    for one, other in pairwise(dates):
        sentence = doc.sentence_of(one.start)
        if not sentence.start <= other.start < sentence.end or {len(one.edtf), len(other.edtf)} != {DAY_LENGTH}:
            continue
        first, last = sorted((one, other), key=lambda d: d.edtf)
        length = (date.fromisoformat(last.edtf) - date.fromisoformat(first.edtf)).days
        if not 0 < length < LONGEST_STAY:
            continue
        begins = words.cues["begin"].find(doc.tokens, max(sentence.start, first.start - CUE_REACH), first.start)
        ends = words.cues["end"].find(doc.tokens, max(sentence.start, last.start - CUE_REACH), last.start)
        if begins and ends and begins[-1].start != ends[-1].start:
            edtf = interval(first.edtf, last.edtf)
            found.append(DateMention(one.start, one.end, edtf, first.inferred or last.inferred, last.tense))
    return found


def _earlier(doc: Document, near: Sequence[DateMention], sentence: int) -> list[DateMention]:
    return [d for d in near if 0 < sentence - doc.sentence_of(d.start).index <= REACH_SENTENCES][-1:]


def _stay(
    doc: Document, words: DateWords, match: Match[int], anchors: Sequence[DateMention], begins: Sequence[DateMention]
) -> DateMention | None:
    sentence = doc.sentence_of(match.start)
    if not anchors:
        return None
    end = _nearest(doc, words.cues["end"], match.start, sentence.start, sentence.end)
    begin = _nearest(doc, words.cues["begin"], match.start, sentence.start, sentence.end)
    anchor = min(anchors, key=lambda d: abs(d.start - match.start))
    day = date.fromisoformat(anchor.edtf)
    length = timedelta(days=match.value - 1)
    if anchor in begins or (begin is not None and (end is None or begin < end)):
        first, last = day, day + length
    elif end is not None:
        first, last = day - length, day
    else:
        return None
    return DateMention(match.start, match.end, interval(first.isoformat(), last.isoformat()), True, anchor.tense)


def _nearest(doc: Document, matcher: Matcher[bool], at: int, start: int, end: int) -> int | None:
    near = matcher.find(doc.tokens, max(start, at - 25), min(end, at + 25))
    return min((abs(m.start - at) for m in near), default=None)
