"""An article with its finds marked: where each fact of a sheet is told, and where its people and bodies are named.

Marks come from the sheet alone (its quotes, names and places), so a curated sheet can be shown as well as an extracted
one. Refuses to guess: a quote that does not stand in the text gets no mark.
"""

import itertools
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from kg.facts import locate_quote
from kg.facts.model import Agency, Award, FactSheet, Ground, Meeting, Person, Post, Quote
from kg.text import Article

MarkKind = Literal["person", "agency", "place", "post", "meeting", "award"]
NAME_KINDS: tuple[MarkKind, ...] = ("person", "agency", "place")
FACT_KINDS: tuple[MarkKind, ...] = ("post", "meeting", "award")

_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch of the cleaned text and what it tells.

    start, end: code points, end exclusive. label: the fact in a few words, equal for marks of one fact.
    pending: the fact waits for review. Marks of names do not overlap each other; those of facts may overlap all.
    """

    start: int
    end: int
    kind: MarkKind
    label: str
    pending: bool = False


@dataclass(frozen=True, slots=True)
class Stretch:
    """Text under the same marks from its first letter to its last."""

    start: int
    end: int
    marks: tuple[Mark, ...]


def annotate(article: Article, sheet: FactSheet) -> tuple[Mark, ...]:
    """Returns the marks of a sheet's finds on its article, by start, longer ones first.

    Args:
        article: the article that the sheet speaks of.
        sheet: its facts; quotes without a place are looked for in the text.
    """
    marks = [*_fact_marks(article.text, sheet), *_name_marks(article.text, sheet)]
    kinds = (*FACT_KINDS, *NAME_KINDS)
    return tuple(sorted(set(marks), key=lambda m: (m.start, -m.end, kinds.index(m.kind), m.label)))


def cut_stretches(text: str, marks: Sequence[Mark]) -> Iterator[Stretch]:
    """Yields the whole text in stretches, cut wherever a mark begins or ends.

    Args:
        text: the cleaned text.
        marks: as annotate gives them.
    """
    opening, closing = defaultdict(list), defaultdict(list)
    for mark in marks:
        opening[mark.start].append(mark)
        closing[mark.end].append(mark)
    cuts = sorted({0, len(text), *opening, *closing})
    active: dict[Mark, None] = {}
    for start, end in itertools.pairwise(cuts):
        for mark in closing[start]:
            active.pop(mark, None)
        active.update(dict.fromkeys(opening[start]))
        yield Stretch(start, end, tuple(active))


def number_facts(marks: Sequence[Mark]) -> dict[tuple[MarkKind, str], int]:
    """Returns a number from 1 on for each fact that is marked, by kind and label, in the order of the text."""
    facts = dict.fromkeys((mark.kind, mark.label) for mark in marks if mark.kind in FACT_KINDS)
    return {fact: number for number, fact in enumerate(facts, 1)}


def _fact_marks(text: str, sheet: FactSheet) -> Iterator[Mark]:
    names = {person.id: person.name for person in sheet.persons}
    names |= {agency.id: agency.acronym or agency.name for agency in sheet.agencies}
    for person in sheet.persons:
        for post in person.posts:
            yield from _quoted(text, post.evidence, "post", _word_post(person, post, names), post.ground)
    for meeting in sheet.meetings:
        yield from _quoted(text, meeting.evidence, "meeting", _word_meeting(meeting, names), meeting.ground)
    for award in sheet.awards:
        yield from _quoted(text, award.evidence, "award", _word_award(award, names), award.ground)


def _quoted(text: str, quotes: Sequence[Quote], kind: MarkKind, label: str, ground: Ground) -> Iterator[Mark]:
    for quote in quotes:
        placed = locate_quote(quote, text)
        if placed.start is not None and placed.end is not None and placed.end > placed.start:
            yield Mark(placed.start, placed.end, kind, label, ground.review == "pending")


def _name_marks(text: str, sheet: FactSheet) -> Iterator[Mark]:
    """Marks every place where a name of the sheet stands; of names that begin alike the longest."""
    by_first: dict[str, list[tuple[str, MarkKind, str]]] = defaultdict(list)
    known: dict[str, tuple[MarkKind, str]] = {}
    for form, kind, label in _forms(sheet):
        known.setdefault(form, (kind, label))
    for form, (kind, label) in known.items():
        first = _WORD.match(form)
        if first:
            by_first[first.group()].append((form, kind, label))
    for forms in by_first.values():
        forms.sort(key=lambda each: -len(each[0]))
    done = 0
    for word in _WORD.finditer(text):
        if word.start() < done or word.group() not in by_first:
            continue
        for form, kind, label in by_first[word.group()]:
            end = word.start() + len(form)
            if text.startswith(form, word.start()) and not text[end : end + 1].isalnum():
                yield Mark(word.start(), end, kind, label)
                done = end
                break


def _forms(sheet: FactSheet) -> Iterator[tuple[str, MarkKind, str]]:
    for person in sheet.persons:
        for form in (person.name, *person.aliases):
            yield form, "person", person.name
    for agency in sheet.agencies:
        for form in filter(None, (agency.name, agency.acronym, *agency.aliases)):
            yield form, "agency", _word_agency(agency)
    for meeting in sheet.meetings:
        if meeting.place:
            yield meeting.place, "place", _join(meeting.place, meeting.place_country)


def _join(*parts: str | None) -> str:
    return ", ".join(part for part in parts if part)


def _word_agency(agency: Agency) -> str:
    return _join(agency.name, agency.acronym, agency.country)


def _word_post(person: Person, post: Post, names: Mapping[str, str]) -> str:
    return f"{person.name}: {_join(post.title, names.get(post.agency or ''), post.country)}"


def _word_meeting(meeting: Meeting, names: Mapping[str, str]) -> str:
    who = _join(*(names.get(part.ref, part.ref) for part in meeting.participants))
    where = _join(meeting.place, meeting.place_country)
    kind = None if meeting.kind == "meeting" else meeting.kind
    said = (kind, who, meeting.date, where, None if meeting.status == "held" else meeting.status)
    return "; ".join(part for part in said if part)


def _word_award(award: Award, names: Mapping[str, str]) -> str:
    giver = f" from {names.get(award.conferrer, award.conferrer)}" if award.conferrer else ""
    return f"{award.name} for {names.get(award.recipient, award.recipient)}{giver}"
