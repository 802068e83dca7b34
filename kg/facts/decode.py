"""A plain dict becomes a fact sheet; all that does not fit its shape is reported at once, with its place.

Refuses unknown fields, wrong types and unknown words for kind, status, role and review. What a shape cannot say (a
ref that leads nowhere, a date that is none) is the business of check.py.
"""

from collections.abc import Callable
from typing import Any, TypeVar, cast

from kg.errors import SheetError
from kg.facts.model import (
    MEETING_KINDS,
    REVIEWS,
    ROLES,
    STATUSES,
    Agency,
    ArticleInfo,
    Award,
    FactSheet,
    Ground,
    Meeting,
    MeetingKind,
    Participation,
    Person,
    Post,
    Quote,
    Review,
    Role,
    Status,
)

T = TypeVar("T")

_GROUND_FIELDS = ("confidence", "reasons", "review", "inferred")
_EVIDENCE_FIELDS = ("evidence", "evidence_spans")
ARTICLE_FIELDS = ("id", "title", "publisher", "url", "published", "language", "sha256", "extractor")
POST_FIELDS = ("title", "agency", "country", "since", "until", *_EVIDENCE_FIELDS, *_GROUND_FIELDS)
PERSON_FIELDS = ("id", "name", "aliases", "same_as", "posts", *_GROUND_FIELDS)
AGENCY_FIELDS = ("id", "name", "acronym", "aliases", "country", "same_as", *_GROUND_FIELDS)
PARTICIPATION_FIELDS = ("ref", "role", "with")
MEETING_FIELDS = (
    *("id", "kind", "status", "date", "place", "place_country", "participants", "invited_by", "part_of", "topics"),
    *_EVIDENCE_FIELDS,
    *_GROUND_FIELDS,
)
AWARD_FIELDS = ("name", "recipient", "conferrer", "date", "meeting", *_EVIDENCE_FIELDS, *_GROUND_FIELDS)
SHEET_FIELDS = ("article", "persons", "agencies", "meetings", "awards")


def from_dict(data: object, source: str = "sheet", *, number_words: bool = False) -> FactSheet:
    """Makes a fact sheet of the dict form that to_dict gives and the JSON schema describes.

    Args:
        data: the dict; nothing of it is changed or kept.
        source: the file or article named in errors.
        number_words: accept numbers given as strings (YAML is read with every scalar a string).

    Raises:
        SheetError: the data has not the shape of a sheet; every problem is listed with its place.
    """
    problems: list[str] = []
    sheet = _sheet(_Node(data, "", problems, number_words))
    if problems:
        raise SheetError(source, problems)
    return sheet


class _Node:
    """A value of the data with its place. Reads it as what is wanted, and notes a problem where it is not that."""

    __slots__ = ("number_words", "place", "problems", "value")

    def __init__(self, value: object, place: str, problems: list[str], number_words: bool) -> None:
        self.value = value
        self.place = place
        self.problems = problems
        self.number_words = number_words

    def problem(self, what: str) -> None:
        self.problems.append(f"{self.place or 'sheet'}: {what}")

    def wrong(self, wanted: str) -> None:
        self.problem(f"{_shown(self.value)} is not {wanted}")

    def child(self, value: object, place: str) -> "_Node":
        return _Node(value, place, self.problems, self.number_words)

    def fields(self, known: tuple[str, ...]) -> "_Fields":
        if not isinstance(self.value, dict):
            self.wrong("an object with fields")
            return _Fields(self, {})
        for name in self.value:
            if name not in known:
                self.problem(f"unknown field {_shown(name)}; known: {', '.join(known)}")
        return _Fields(self, self.value)

    def items(self) -> "list[_Node]":
        if not isinstance(self.value, list | tuple):
            self.wrong("a list")
            return []
        return [self.child(item, f"{self.place}[{n}]") for n, item in enumerate(self.value)]

    def text(self) -> str:
        if not isinstance(self.value, str):
            self.wrong("a string")
            return ""
        if not self.value.isascii() and any("\ud800" <= letter <= "\udfff" for letter in self.value):
            self.wrong("well-formed text (it holds half a surrogate pair)")
        return self.value

    def word(self, known: tuple[str, ...]) -> str:
        if self.value not in known or not isinstance(self.value, str):
            self.problem(f"unknown word {_shown(self.value)}; use {', '.join(known)}")
            return known[0]
        return self.value

    def number(self) -> float:
        value = self.value
        if self.number_words and isinstance(value, str):
            try:
                value = float(value)
            except ValueError:
                value = None
        if not isinstance(value, int | float) or isinstance(value, bool):
            self.wrong("a number")
            return 0.0
        return value

    def position(self) -> int:
        value = self.value
        if self.number_words and isinstance(value, str) and value.isdecimal() and len(value) < 16:
            value = int(value)
        if not isinstance(value, int) or isinstance(value, bool) or value < 0:
            self.wrong("a position, a whole number from 0 on")
            return 0
        return value


class _Fields:
    """The fields of an object. A field that is null or not there is None (or the empty tuple) unless required."""

    __slots__ = ("_data", "_node")

    def __init__(self, node: _Node, data: dict[str, object]) -> None:
        self._node = node
        self._data = data

    def node(self, name: str) -> _Node | None:
        value = self._data.get(name)
        place = f"{self._node.place}.{name}" if self._node.place else name
        return None if value is None else self._node.child(value, place)

    def required(self, name: str, read: Callable[[_Node], T], otherwise: T) -> T:
        node = self.node(name)
        if node is None:
            if isinstance(self._node.value, dict):
                self._node.problem(f"field {name!r} is missing")
            return otherwise
        return read(node)

    def text(self, name: str) -> str:
        return self.required(name, _Node.text, "")

    def word(self, name: str, known: tuple[str, ...]) -> str:
        return self.required(name, lambda node: node.word(known), known[0])

    def maybe_text(self, name: str) -> str | None:
        node = self.node(name)
        return None if node is None else node.text()

    def list_of(self, name: str, read: Callable[[_Node], T]) -> tuple[T, ...]:
        node = self.node(name)
        return () if node is None else tuple(read(item) for item in node.items())

    def texts(self, name: str) -> tuple[str, ...]:
        return self.list_of(name, _Node.text)

    def quotes(self) -> tuple[Quote, ...]:
        exacts = self.texts("evidence")
        node = self.node("evidence_spans")
        if node is None:
            return tuple(Quote(exact) for exact in exacts)
        spans = [_span(item) for item in node.items()]
        if len(spans) != len(exacts):
            node.problem(f"{len(spans)} spans for {len(exacts)} quotes; give one span or null a quote")
            return ()
        return tuple(Quote(exact, *span) for exact, span in zip(exacts, spans, strict=True))

    def ground(self) -> Ground:
        confidence, review = self.node("confidence"), self.node("review")
        return Ground(
            confidence=None if confidence is None else confidence.number(),
            reasons=self.texts("reasons"),
            review=None if review is None else cast(Review, review.word(REVIEWS)),
            inferred=self.texts("inferred"),
        )


def _shown(value: object) -> str:
    """The repr of a value, cut where it is long. A long string is cut first: its repr may be costly."""
    shown = repr(value[:60] if isinstance(value, str) else value)
    return shown if len(shown) <= 80 else f"{shown[:77]}..."


def _span(node: _Node) -> tuple[int, int] | tuple[None, None]:
    if node.value is None:
        return (None, None)
    positions = [item.position() for item in node.items()]
    if len(positions) != 2:
        node.wrong("a span [start, end] or null")
        return (None, None)
    return (positions[0], positions[1])


def _sheet(node: _Node) -> FactSheet:
    fields = node.fields(SHEET_FIELDS)

    def each(name: str, read: Callable[[_Node], T]) -> tuple[T, ...]:
        return fields.required(name, lambda child: tuple(read(item) for item in child.items()), ())

    return FactSheet(
        article=fields.required("article", _article, ArticleInfo("", "")),
        persons=each("persons", _person),
        agencies=each("agencies", _agency),
        meetings=each("meetings", _meeting),
        awards=each("awards", _award),
    )


def _article(node: _Node) -> ArticleInfo:
    fields = node.fields(ARTICLE_FIELDS)
    others: dict[str, Any] = {
        name: fields.maybe_text(name) for name in ARTICLE_FIELDS if name not in ("id", "language")
    }
    return ArticleInfo(id=fields.text("id"), language=fields.text("language"), **others)


def _post(node: _Node) -> Post:
    fields = node.fields(POST_FIELDS)
    return Post(
        title=fields.text("title"),
        agency=fields.maybe_text("agency"),
        country=fields.maybe_text("country"),
        evidence=fields.quotes(),
        since=fields.maybe_text("since"),
        until=fields.maybe_text("until"),
        ground=fields.ground(),
    )


def _person(node: _Node) -> Person:
    fields = node.fields(PERSON_FIELDS)
    return Person(
        id=fields.text("id"),
        name=fields.text("name"),
        aliases=fields.texts("aliases"),
        posts=fields.list_of("posts", _post),
        same_as=fields.texts("same_as"),
        ground=fields.ground(),
    )


def _agency(node: _Node) -> Agency:
    fields = node.fields(AGENCY_FIELDS)
    return Agency(
        id=fields.text("id"),
        name=fields.text("name"),
        acronym=fields.maybe_text("acronym"),
        aliases=fields.texts("aliases"),
        country=fields.maybe_text("country"),
        same_as=fields.texts("same_as"),
        ground=fields.ground(),
    )


def _participation(node: _Node) -> Participation:
    fields = node.fields(PARTICIPATION_FIELDS)
    return Participation(fields.text("ref"), cast(Role, fields.word("role", ROLES)), fields.maybe_text("with"))


def _meeting(node: _Node) -> Meeting:
    fields = node.fields(MEETING_FIELDS)
    return Meeting(
        id=fields.text("id"),
        kind=cast(MeetingKind, fields.word("kind", MEETING_KINDS)),
        status=cast(Status, fields.word("status", STATUSES)),
        participants=fields.list_of("participants", _participation),
        evidence=fields.quotes(),
        date=fields.maybe_text("date"),
        place=fields.maybe_text("place"),
        place_country=fields.maybe_text("place_country"),
        invited_by=fields.texts("invited_by"),
        part_of=fields.maybe_text("part_of"),
        topics=fields.texts("topics"),
        ground=fields.ground(),
    )


def _award(node: _Node) -> Award:
    fields = node.fields(AWARD_FIELDS)
    return Award(
        name=fields.text("name"),
        recipient=fields.text("recipient"),
        evidence=fields.quotes(),
        conferrer=fields.maybe_text("conferrer"),
        date=fields.maybe_text("date"),
        meeting=fields.maybe_text("meeting"),
        ground=fields.ground(),
    )
