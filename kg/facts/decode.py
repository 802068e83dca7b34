"""A plain dict becomes a fact sheet; all that does not fit its shape is reported at once, with its place.

Refuses unknown fields, wrong types and unknown words for kind, status, role and review. What a shape cannot say (a
ref that leads nowhere, a date that is none) is the business of check.py.
"""

from collections.abc import Callable
from typing import Any, TypeVar, cast

from kg.errors import SheetError
from kg.facts.model import (
    MEETING_KINDS,
    ROLES,
    STATUSES,
    Agency,
    ArticleInfo,
    Award,
    FactSheet,
    Meeting,
    MeetingKind,
    Participation,
    Person,
    Post,
    Role,
    Status,
)
from kg.facts.shape import Node

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
    sheet = _sheet(Node(data, "", problems, number_words))
    if problems:
        raise SheetError(source, problems)
    return sheet


def _sheet(node: Node) -> FactSheet:
    fields = node.fields(SHEET_FIELDS)

    def each(name: str, read: Callable[[Node], T]) -> tuple[T, ...]:
        return fields.required(name, lambda child: tuple(read(item) for item in child.items()), ())

    return FactSheet(
        article=fields.required("article", _article, ArticleInfo("", "")),
        persons=each("persons", _person),
        agencies=each("agencies", _agency),
        meetings=each("meetings", _meeting),
        awards=each("awards", _award),
    )


def _article(node: Node) -> ArticleInfo:
    fields = node.fields(ARTICLE_FIELDS)
    others: dict[str, Any] = {
        name: fields.maybe_text(name) for name in ARTICLE_FIELDS if name not in ("id", "language")
    }
    return ArticleInfo(id=fields.text("id"), language=fields.text("language"), **others)


def _post(node: Node) -> Post:
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


def _person(node: Node) -> Person:
    fields = node.fields(PERSON_FIELDS)
    return Person(
        id=fields.text("id"),
        name=fields.text("name"),
        aliases=fields.texts("aliases"),
        posts=fields.list_of("posts", _post),
        same_as=fields.texts("same_as"),
        ground=fields.ground(),
    )


def _agency(node: Node) -> Agency:
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


def _participation(node: Node) -> Participation:
    fields = node.fields(PARTICIPATION_FIELDS)
    return Participation(fields.text("ref"), cast(Role, fields.word("role", ROLES)), fields.maybe_text("with"))


def _meeting(node: Node) -> Meeting:
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


def _award(node: Node) -> Award:
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
