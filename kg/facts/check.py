"""Checks what a sheet says against itself, its text and the reference data; reports every problem with its place.

Shape (types, unknown fields) is the business of decode.py. Refuses nothing by itself: require_valid does.
"""

import math
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from kg.errors import InputError, SheetError
from kg.facts.decode import AGENCY_FIELDS, AWARD_FIELDS, MEETING_FIELDS, PERSON_FIELDS, POST_FIELDS
from kg.facts.edtf import parse_edtf
from kg.facts.locate import sha256_of
from kg.facts.model import Agency, Award, FactSheet, Ground, Meeting, Person, Post, Quote
from kg.facts.reference import known_country, known_topic
from kg.text.language import is_language_tag

_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_COUNTRY = re.compile(r"[A-Z]{2}")
# An absolute IRI by RFC 3987, as strictly as N-Quads needs it.
_IRI = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[^\s\x00-\x20<>\"{}|\\^`]+")


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong with a sheet. place: as in "meetings[2].participants[0].ref"; what: with the offending value."""

    place: str
    what: str

    def __str__(self) -> str:
        return f"{self.place}: {self.what}"


def check_sheet(sheet: FactSheet, text: str | None = None) -> list[Problem]:
    """Returns all problems of a sheet, in its order; an empty list is a valid sheet.

    Args:
        sheet: the sheet.
        text: the article's cleaned text, against which quotes, spans and digest are checked; None leaves that out.
    """
    return _Checker(sheet, text).run()


def require_valid(sheet: FactSheet, text: str | None = None, source: str | None = None) -> None:
    """Makes sure that a sheet has no problems.

    Args:
        sheet: the sheet.
        text: the article's cleaned text, None to leave quotes unchecked.
        source: what errors name; None is the article's id.

    Raises:
        SheetError: it has problems; all are listed.
    """
    problems = check_sheet(sheet, text)
    if problems:
        raise SheetError(source or sheet.article.id, [str(problem) for problem in problems])


class _Checker:
    """Walks one sheet and gathers its problems."""

    def __init__(self, sheet: FactSheet, text: str | None) -> None:
        self.sheet = sheet
        self.text = text
        self.problems: list[Problem] = []
        self.agencies = {agency.id for agency in sheet.agencies}
        self.parties = self.agencies | {person.id for person in sheet.persons}
        self.meetings = {meeting.id for meeting in sheet.meetings}

    def run(self) -> list[Problem]:
        self._article()
        self._unique_ids()
        for number, person in enumerate(self.sheet.persons):
            self._person(person, f"persons[{number}]")
        for number, agency in enumerate(self.sheet.agencies):
            self._agency(agency, f"agencies[{number}]")
        for number, meeting in enumerate(self.sheet.meetings):
            self._meeting(meeting, f"meetings[{number}]")
        self._part_of_cycles()
        for number, award in enumerate(self.sheet.awards):
            self._award(award, f"awards[{number}]")
        return self.problems

    def _add(self, place: str, what: str) -> None:
        self.problems.append(Problem(place, what))

    def _article(self) -> None:
        info = self.sheet.article
        self._id(info.id, "article.id")
        self._date(info.published, "article.published")
        if not is_language_tag(info.language):
            self._add("article.language", f"bad language {info.language!r}; use a tag such as de or pt-BR")
        self._iris([info.url] if info.url else [], "article.url")
        if self.text is not None and info.sha256 is not None and info.sha256 != sha256_of(self.text):
            self._add("article.sha256", f"{info.sha256!r} is the digest of another text; extract or curate again")

    def _unique_ids(self) -> None:
        counts = Counter([person.id for person in self.sheet.persons] + [agency.id for agency in self.sheet.agencies])
        for id, count in counts.items():
            if count > 1:
                self._add("persons, agencies", f"id {id!r} stands {count} times; give each its own")
        for id, count in Counter(meeting.id for meeting in self.sheet.meetings).items():
            if count > 1:
                self._add("meetings", f"id {id!r} stands {count} times; give each its own")

    def _person(self, person: Person, place: str) -> None:
        self._id(person.id, f"{place}.id")
        self._name(person.name, f"{place}.name")
        self._iris(person.same_as, f"{place}.same_as")
        for number, post in enumerate(person.posts):
            self._post(post, f"{place}.posts[{number}]")
        self._ground(person.ground, place, PERSON_FIELDS)

    def _post(self, post: Post, place: str) -> None:
        self._name(post.title, f"{place}.title")
        if post.agency is not None and post.agency not in self.agencies:
            self._add(f"{place}.agency", f"unknown agency {post.agency!r}; use the id of one of the sheet's agencies")
        self._country(post.country, f"{place}.country")
        self._date(post.since, f"{place}.since")
        self._date(post.until, f"{place}.until")
        self._quotes(post.evidence, place)
        self._ground(post.ground, place, POST_FIELDS)

    def _agency(self, agency: Agency, place: str) -> None:
        self._id(agency.id, f"{place}.id")
        self._name(agency.name, f"{place}.name")
        self._country(agency.country, f"{place}.country")
        self._iris(agency.same_as, f"{place}.same_as")
        self._ground(agency.ground, place, AGENCY_FIELDS)

    def _meeting(self, meeting: Meeting, place: str) -> None:
        self._id(meeting.id, f"{place}.id")
        self._date(meeting.date, f"{place}.date")
        self._country(meeting.place_country, f"{place}.place_country")
        self._participants(meeting, place)
        for number, ref in enumerate(meeting.invited_by):
            self._ref(ref, f"{place}.invited_by[{number}]")
        self._meeting_ref(meeting.part_of, f"{place}.part_of")
        for number, topic in enumerate(meeting.topics):
            if not known_topic(topic):
                self._add(f"{place}.topics[{number}]", f"unknown topic {topic!r}; use a code of ontology/topics.tsv")
        self._quotes(meeting.evidence, place)
        self._ground(meeting.ground, place, MEETING_FIELDS)

    def _participants(self, meeting: Meeting, place: str) -> None:
        present = {part.ref for part in meeting.participants}
        for number, part in enumerate(meeting.participants):
            here = f"{place}.participants[{number}]"
            self._ref(part.ref, f"{here}.ref")
            if part.accompanied is None:
                continue
            if part.role != "accompanying":
                self._add(f"{here}.with", f"{part.accompanied!r} is given to a {part.role}; only for accompanying")
            if part.accompanied == part.ref:
                self._add(f"{here}.with", f"{part.ref!r} accompanies itself; name whom it goes with")
            elif part.accompanied not in present:
                self._add(f"{here}.with", f"{part.accompanied!r} takes no part in the meeting; add it or mend the ref")

    def _award(self, award: Award, place: str) -> None:
        self._name(award.name, f"{place}.name")
        self._ref(award.recipient, f"{place}.recipient")
        if award.conferrer is not None:
            self._ref(award.conferrer, f"{place}.conferrer")
        self._date(award.date, f"{place}.date")
        self._meeting_ref(award.meeting, f"{place}.meeting")
        self._quotes(award.evidence, place)
        self._ground(award.ground, place, AWARD_FIELDS)

    def _part_of_cycles(self) -> None:
        above = {meeting.id: meeting.part_of for meeting in self.sheet.meetings}
        done: set[str] = set()
        for number, meeting in enumerate(self.sheet.meetings):
            path: list[str] = []
            at: str | None = meeting.id
            while at is not None and at not in done and at not in path:
                path.append(at)
                at = above.get(at)
            if at is not None and at in path:
                ring = " > ".join([*path[path.index(at) :], at])
                self._add(f"meetings[{number}].part_of", f"part of itself: {ring}; break the circle")
            done.update(path)

    def _id(self, id: str, place: str) -> None:
        if not _ID.fullmatch(id):
            self._add(place, f"bad id {id!r}; use lower-case letters, digits and single hyphens")

    def _name(self, name: str, place: str) -> None:
        if not name.strip():
            self._add(place, f"empty: {name!r}; copy it from the text")

    def _ref(self, ref: str, place: str) -> None:
        if _COUNTRY.fullmatch(ref):
            self._country(ref, place)
        elif ref not in self.parties:
            self._add(place, f"unknown ref {ref!r}; use the id of a person or agency, or a country code")

    def _meeting_ref(self, ref: str | None, place: str) -> None:
        if ref is not None and ref not in self.meetings:
            self._add(place, f"unknown meeting {ref!r}; use the id of one of the sheet's meetings")

    def _country(self, code: str | None, place: str) -> None:
        if code is not None and not known_country(code):
            self._add(place, f"unknown country {code!r}; use an ISO 3166-1 alpha-2 code, EU or XK")

    def _date(self, text: str | None, place: str) -> None:
        if text is None:
            return
        try:
            parsed = parse_edtf(text)
        except InputError as error:
            self._add(place, str(error))
        else:
            if parsed.text != text:
                self._add(place, f"bad date {text!r}: blanks around it; write {parsed.text!r}")

    def _iris(self, iris: Iterable[str], place: str) -> None:
        for iri in iris:
            if not _IRI.fullmatch(iri):
                self._add(place, f"bad IRI {iri!r}; use an absolute one such as https://example.org/a")

    def _quotes(self, quotes: Sequence[Quote], place: str) -> None:
        if not quotes:
            self._add(f"{place}.evidence", "missing; quote the words that say it")
        for number, quote in enumerate(quotes):
            problem = _quote_problem(quote, self.text)
            if problem:
                self._add(f"{place}.evidence[{number}]", problem)

    def _ground(self, ground: Ground, place: str, fields: Sequence[str]) -> None:
        confidence = ground.confidence
        if confidence is not None and not (math.isfinite(confidence) and 0 <= confidence <= 1):
            self._add(f"{place}.confidence", f"{confidence!r} is not within 0 and 1")
        for number, name in enumerate(ground.inferred):
            if name not in fields:
                self._add(f"{place}.inferred[{number}]", f"unknown field {name!r}; use a field of this fact")


def _quote_problem(quote: Quote, text: str | None) -> str | None:
    """What is wrong with a quote; text None: only what can be told without the text."""
    if not quote.exact.strip():
        return f"empty quote {quote.exact!r}; copy the words from the text"
    if (quote.start is None) != (quote.end is None):
        return f"half a span ({quote.start}, {quote.end}); give both or none"
    if text is not None and quote.exact not in text:
        return f"quote not in the text: {_shortened(quote.exact)!r}; copy it letter for letter"
    if quote.start is None or quote.end is None:
        return None
    fits = quote.start >= 0 and quote.end == quote.start + len(quote.exact)
    if not fits or (text is not None and not text.startswith(quote.exact, quote.start)):
        return f"wrong span [{quote.start}, {quote.end}] of {_shortened(quote.exact)!r}; locate the quotes again"
    return None


def _shortened(text: str) -> str:
    return text if len(text) <= 80 else f"{text[:77]}..."
