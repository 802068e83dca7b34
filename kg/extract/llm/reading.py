"""A second opinion: what the rules read in the same article, and where the words stand that bear a fact out."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from kg.errors import InputError, UnreadableError
from kg.extract.assembly import extract_facts
from kg.extract.cast import find_cast
from kg.extract.dates import find_dates
from kg.extract.document import Document, read_document
from kg.extract.frames import Cues, read_frames
from kg.extract.lexicon import Lexicon, Matcher, read_lexicon
from kg.extract.places import find_places
from kg.extract.topics import find_topics
from kg.facts import FactSheet, Quote, topics
from kg.text import Article

Clue = Literal["date", "country", "place", "topic", "encounter", "held-not", "planned", "cancelled"]


@dataclass(frozen=True, slots=True)
class Found:
    """Something that stands in the text. start, end: code points, end exclusive."""

    start: int
    end: int
    clue: Clue
    value: str


@dataclass(frozen=True)
class Reading:
    """What the rules make of an article.

    sheet: their facts. names: casefolded names of people, and their last words. bodies: casefolded names of bodies.
    clues: by start; an encounter's value is its kind. sentences: where each begins and ends, in order.
    genitives: endings that a name in the text may carry.
    """

    sheet: FactSheet
    names: frozenset[str]
    bodies: frozenset[str]
    clues: tuple[Found, ...]
    sentences: tuple[tuple[int, int], ...]
    genitives: tuple[str, ...]

    def told(self, clue: Clue, spans: Iterable[tuple[int, int]]) -> frozenset[str]:
        """Returns the values of a clue within spans of the text."""
        return frozenset(
            found.value
            for start, end in spans
            for found in self.clues
            if found.clue == clue and start <= found.start and found.end <= end
        )

    def widen(self, quotes: Iterable[Quote]) -> list[tuple[int, int]]:
        """Returns the whole sentences that quotes stand in; the quotes have places."""
        spans = []
        for quote in quotes:
            start, end = quote.start or 0, quote.end or 0
            touched = [(s, e) for s, e in self.sentences if s < end and start < e]
            spans.append((min([start, *(s for s, _ in touched)]), max([end, *(e for _, e in touched)])))
        return spans


def read_rules(article: Article) -> Reading | None:
    """Reads an article by the rules; None where there is no lexicon of its language."""
    try:
        lexicon = read_lexicon(article.language)
    except (InputError, UnreadableError):
        return None
    doc = read_document(article, lexicon)
    cast = find_cast(doc, find_places(doc))
    forms = {form.casefold() for person in cast.persons for form in (person.name, *person.aliases)}
    bodies = {form.casefold() for each in cast.agencies for form in (each.name, each.acronym, *each.aliases) if form}
    clues = sorted(_clues(doc, lexicon), key=lambda found: found.start)
    spans = tuple((doc.tokens[s.start].start, doc.tokens[s.end - 1].end) for s in doc.sentences)
    names = frozenset(forms | {form.split()[-1] for form in forms if form.split()})
    return Reading(extract_facts(article), names, frozenset(bodies), tuple(clues), spans, lexicon.genitives)


def with_broader(codes: Iterable[str]) -> frozenset[str]:
    """Returns topic codes with all those above them: what is about a topic is about the broader one."""
    known, found = topics(), set()
    for code in codes:
        at: str | None = code
        while at is not None and at not in found:
            found.add(at)
            at = known[at].broader if at in known else None
    return frozenset(found)


def _clues(doc: Document, lexicon: Lexicon) -> Iterable[Found]:
    dates = find_dates(doc)
    for date in dates:
        yield _found(doc, date.start, date.end, "date", date.edtf)
    for place in find_places(doc):
        yield _found(doc, place.start, place.end, "place", place.name.casefold())
        if place.country:
            yield _found(doc, place.start, place.end, "country", place.country)
    for topic in find_topics(doc):
        yield _found(doc, topic.start, topic.end, "topic", topic.code)
    frames = read_frames(lexicon)
    for verb in frames.verbs.find(doc.tokens):
        yield _found(doc, verb.start, verb.end, "encounter", verb.value.kind)
    for noun in frames.nouns.find(doc.tokens):
        yield _found(doc, noun.start, noun.end, "encounter", noun.value.kind)
    in_dates = {at for date in dates for at in range(date.start, date.end)}
    yield from _cues(doc, frames.cues, in_dates)


def _cues(doc: Document, cues: Cues, in_dates: set[int]) -> Iterable[Found]:
    """Words that say what became of an encounter; "May" in a date says nothing.

    Args:
        in_dates: the tokens that dates are made of.
    """
    by_clue: dict[Clue, tuple[Matcher[bool], ...]] = {
        "held-not": (cues.negation, cues.cancelled, cues.denied, cues.planned, cues.wish),
        "planned": (cues.planned, cues.wish, cues.infinitive),
        "cancelled": (cues.cancelled, cues.denied, cues.negation),
    }
    for clue, matchers in by_clue.items():
        for matcher in matchers:
            for match in matcher.find(doc.tokens):
                if not in_dates.issuperset(range(match.start, match.end)):
                    yield _found(doc, match.start, match.end, clue, doc.text_of(match.start, match.end))
    for first, second in cues.cancelled_split:
        for match in (*first.find(doc.tokens), *second.find(doc.tokens)):
            yield _found(doc, match.start, match.end, "cancelled", doc.text_of(match.start, match.end))


def _found(doc: Document, start: int, end: int, clue: Clue, value: str) -> Found:
    return Found(doc.tokens[start].start, doc.tokens[end - 1].end, clue, value)
