"""Dates that head what stands under them: the days of an agenda, "Podgorica, Wednesday." before the notes of a day."""

from collections.abc import Sequence

from kg.extract.date_merging import Span
from kg.extract.date_words import DateWords, ends_before
from kg.extract.document import Document, Sentence
from kg.extract.tokens import split_title

# A heading has at most so many words beside its date ("Skopje, Freitag, 8 Uhr"), each with a capital.
BESIDE = 3
# A paragraph of so few tokens and no mark at its end is a heading of its own ("CANCELLED") and ends that of a day.
SHORT = 5
_ENDS = frozenset(".!?…:;,\"'”“»)")
# The words that tell an agenda stand in the title or in so many sentences from the start.
LEAD = 4


def find_headings(doc: Document, words: DateWords, spans: Sequence[Span]) -> dict[int, int]:
    """Returns the dates that are headings: first token -> number of the sentence up to which it holds.

    One date alone may be anything (a dateline, a signature): headings come in numbers.
    """
    heads = [s for s in spans if _is_heading(doc, words, s)]
    if len(heads) < 2:
        return {}
    starts = [doc.sentence_of(s.start).index for s in heads]
    stops = [*starts[1:], len(doc.sentences)]
    found = {}
    for head, start, stop in zip(heads, starts, stops, strict=True):
        ends = (n for n in range(start + 1, stop) if _is_other_heading(doc, doc.sentences[n]))
        found[head.start] = next(ends, stop)
    return found


def announces(doc: Document, words: DateWords) -> bool:
    """Whether the title or the lead says that an article is an agenda of what is to come."""
    cue = words.cues["agenda"]
    title = split_title((doc.article.title or "").replace("-", " "))
    last = doc.sentences[min(LEAD, len(doc.sentences)) - 1].end if doc.sentences else 0
    return cue.is_in(title, 0, len(title)) or cue.is_in(doc.tokens, 0, last)


def _is_heading(doc: Document, words: DateWords, span: Span) -> bool:
    """Whether a date is all that the first sentence of its paragraph says, a place or an hour aside."""
    sentence = doc.sentence_of(span.start)
    if sentence.index and doc.sentences[sentence.index - 1].paragraph == sentence.paragraph:
        return False
    if span.first.unit != "day" or span.first.shift is not None:
        return False
    beside = [k for k in (*range(sentence.start, span.start), *range(span.end, sentence.end)) if doc.tokens[k].is_word]
    first = span.start if span.last is None else (ends_before(words.cues["from"], doc.tokens, span.start) or span.start)
    beside = [k for k in beside if not first <= k < span.start and doc.tokens[k].norm not in words.between]
    return len(beside) <= BESIDE and all(doc.tokens[k].is_capital for k in beside)


def _is_other_heading(doc: Document, sentence: Sentence) -> bool:
    alone = sentence.index == 0 or doc.sentences[sentence.index - 1].paragraph != sentence.paragraph
    last = sentence.index + 1
    alone = alone and (last == len(doc.sentences) or doc.sentences[last].paragraph != sentence.paragraph)
    tokens = doc.tokens[sentence.start : sentence.end]
    return alone and len(tokens) <= SHORT and tokens[0].is_capital and tokens[-1].text not in _ENDS
