"""Finds dates: absolute, relative to the day of publication or to the date told before, weekdays by tense, ranges.

Refuses to guess: a weekday without a day of publication is no date, and no more is a day whose year nobody can know.
A date that only says since when something is so dates no event and is left out.
"""

import re
from collections.abc import Mapping, Sequence
from datetime import date

from kg.extract.calendar_days import interval, weekday_near
from kg.extract.date_durations import find_stays
from kg.extract.date_grammar import Reading, read_dates
from kg.extract.date_headings import announces, find_headings
from kg.extract.date_merging import Span, merge_readings
from kg.extract.date_resolving import Resolved, Resolver
from kg.extract.date_tense import TenseReader
from kg.extract.date_words import DateWords, ends_before, read_date_words
from kg.extract.document import Document
from kg.extract.mentions import DateMention
from kg.extract.outlook import find_sentences_to_come

_DAY = re.compile(r"(\d{4})-(\d\d)-(\d\d)")
_DASHES = frozenset("–—-")
# A place and a date open the first paragraphs ("Bern, 01.07.2024 –"), in this many tokens.
DATELINE_PARAGRAPHS = 8
DATELINE_TOKENS = 10


def find_dates(doc: Document) -> tuple[DateMention, ...]:
    """Returns the dates of an article in text order, none overlapping another; datelines are left out."""
    words = read_date_words(doc.lexicon)
    spans = merge_readings(doc, words, read_dates(doc, words))
    if not spans:
        return ()
    datelines = _find_datelines(doc, words, spans)
    resolver = Resolver(
        _reference(doc, datelines, spans),
        _years(doc, spans),
        TenseReader(doc, words),
        is_firm=_published(doc) is not None or any(_full_day(s.first) for s in datelines),
    )
    spans = [s for s in spans if s not in datelines]
    headings = find_headings(doc, words, spans)
    announced = announces(doc, words)
    resolver.is_agenda = bool(headings) and announced
    resolver.to_come = find_sentences_to_come(doc) if announced else frozenset()
    found = _resolve(doc, words, spans, resolver, headings)
    begins = [mention for mention, bound in found if bound == "since"]
    stays = find_stays(doc, words, [mention for mention, _ in found], begins)
    taken = {s.start for s in stays}
    kept = [mention for mention, bound in found if bound != "since" and mention.start not in taken]
    kept = [mention for k, mention in enumerate(kept) if not _is_told_closer(doc, mention, kept[k + 1 : k + 2])]
    return tuple(sorted([*stays, *kept], key=lambda d: d.start))


def _is_told_closer(doc: Document, mention: DateMention, following: Sequence[DateMention]) -> bool:
    """Whether the next date of the sentence only says more of this one: "in 2024 he was received on 17 January"."""
    year_or_month = len(mention.edtf) in (len("2024"), len("2024-01"))
    return year_or_month and any(
        d.inferred
        and len(d.edtf) > len(mention.edtf)
        and d.edtf.startswith(f"{mention.edtf}-")
        and doc.sentence_of(d.start) == doc.sentence_of(mention.start)
        for d in following
    )


def _resolve(
    doc: Document, words: DateWords, spans: Sequence[Span], resolver: Resolver, headings: Mapping[int, int]
) -> list[tuple[DateMention, str | None]]:
    """Returns the dates of the spans, each with its bound; "until" closes the date told before it, or is left out.

    headings: the first tokens of dates that head what stands under them, and the sentence up to which each holds.
    """
    found: list[tuple[DateMention, str | None]] = []
    opening: tuple[int, Resolved] | None = None  # sentence and date of what an "until" may close
    heading: tuple[int, Resolved] | None = None  # sentence up to which a heading holds, and its date
    for span in spans:
        sentence = doc.sentence_of(span.start).index
        if heading is not None and sentence >= heading[0]:
            heading = None
            resolver.leave_heading()
        heads = headings.get(span.start, 0)
        resolved = resolver.resolve(span, sentence, doc.sentences[sentence].paragraph, is_heading=bool(heads))
        if resolved is None:
            continue
        if heads:
            heading = (heads, resolved)
        bound = span.bound or ("until" if heading is not None and _is_bracketed_end(doc, words, span) else None)
        if bound == "until":
            before = opening[1] if opening is not None and opening[0] == sentence else heading[1] if heading else None
            closed = _close(span, before, resolved) if before is not None else None
            if closed is None:
                continue
            resolved = closed
        else:
            opening = (sentence, resolved)
        found.append(
            (DateMention(span.start, span.end, resolved.edtf, resolved.inferred, resolved.tense, heads), bound)
        )
    return found


def _is_bracketed_end(doc: Document, words: DateWords, span: Span) -> bool:
    """Whether brackets say until when something lasts that its heading dates: "(to March 14)"."""
    begin = ends_before(words.cues["to"], doc.tokens, span.start)
    return begin is not None and begin > 0 and doc.tokens[begin - 1].text == "("


def _close(span: Span, opening: Resolved, until: Resolved) -> Resolved | None:
    """The interval from a day told before in the sentence until this one ("arrived on Monday and stays until ...")."""
    first, last = _DAY.fullmatch(opening.edtf), _DAY.fullmatch(until.edtf)
    if first is None or last is None:
        return None
    start, end = (date(int(m[1]), int(m[2]), int(m[3])) for m in (first, last))
    if end <= start and span.first.weekday is not None:
        end = weekday_near(start, span.first.weekday, "future", strictly=True)
    return Resolved(interval(start.isoformat(), end.isoformat()), until.inferred, until.tense) if end > start else None


def _published(doc: Document) -> date | None:
    match = _DAY.match(doc.article.published or "")
    return date(int(match[1]), int(match[2]), int(match[3])) if match else None


def _reference(doc: Document, datelines: Sequence[Span], spans: Sequence[Span]) -> date | None:
    """The day of writing: of publication, else of the dateline, else (years only) the first whole date in the text."""
    published = _published(doc)
    if published is not None:
        return published
    return next((day for s in (*datelines, *spans) if (day := _full_day(s.first)) is not None), None)


def _full_day(reading: Reading) -> date | None:
    if reading.year is None or reading.month is None or reading.day is None or reading.unit != "day":
        return None
    try:
        return date(reading.year, reading.month, reading.day)
    except ValueError:
        return None


def _years(doc: Document, spans: Sequence[Span]) -> frozenset[int]:
    """Years that the text or the day of publication names."""
    years = {r.year for s in spans for r in (s.first, s.last) if r is not None and r.year is not None}
    if (doc.article.published or "")[:4].isdecimal():
        years.add(int((doc.article.published or "")[:4]))
    return frozenset(years)


def _find_datelines(doc: Document, words: DateWords, spans: Sequence[Span]) -> list[Span]:
    """Returns the datelines; several paragraphs that are a date each head the days of a programme instead."""
    datelines = [s for s in spans if _is_dateline(doc, words, s)]
    alone = [s for s in datelines if _stands_alone(doc, s)]
    return [s for s in datelines if s not in alone] if len(alone) > 1 else datelines


def _stands_alone(doc: Document, span: Span) -> bool:
    first, last = _paragraph(doc, doc.sentence_of(span.start).index)
    return not any(t.is_word for t in (*doc.tokens[first : span.start], *doc.tokens[span.end : last]))


def _is_dateline(doc: Document, words: DateWords, span: Span) -> bool:
    """A place, a date and a dash open a paragraph; or a paragraph is nothing but a date and a place."""
    sentence = doc.sentence_of(span.start)
    reading = span.first
    if (
        sentence.paragraph >= DATELINE_PARAGRAPHS
        or span.last is not None
        or reading.day is None
        or reading.month is None
    ):
        return False
    if ends_before(words.cues["published"], doc.tokens, span.start) is not None:
        return True
    first, last = _paragraph(doc, sentence.index)
    before = doc.tokens[first : span.start]
    if len(before) > DATELINE_TOKENS or not all(t.is_capital or not t.is_word for t in before):
        return False
    after = doc.tokens[span.end : min(last, span.end + DATELINE_TOKENS)]
    if span.end + len(after) == last and not any(t.is_word for t in after):
        return True
    if not any(t.is_word for t in before):
        return False
    head = [t.text for t in after[:6]]
    dash = next((k for k, text in enumerate(head) if text in _DASHES), None)
    return dash is not None and all(t.is_capital or not (t.is_word or t.is_number) for t in after[:dash])


def _paragraph(doc: Document, index: int) -> tuple[int, int]:
    """First and last token (exclusive) of the paragraph of sentence number `index`, looking a few sentences around."""
    number = doc.sentences[index].paragraph
    first = last = index
    while first > 0 and doc.sentences[first - 1].paragraph == number and index - first < DATELINE_TOKENS:
        first -= 1
    while last + 1 < len(doc.sentences) and doc.sentences[last + 1].paragraph == number and last - index < 2:
        last += 1
    return doc.sentences[first].start, doc.sentences[last].end
