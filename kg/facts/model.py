"""The fact sheet: what one article says about officials, agencies and their meetings.

The contract between extraction, curation and loading. Field names are those of the JSON form (codec.py). `id`s are
local to the sheet; a `ref` is the id of a person or agency of the sheet, or an ISO 3166-1 alpha-2 country code.
"""

from dataclasses import dataclass
from typing import Literal

MeetingKind = Literal["visit", "meeting", "call", "conference", "ceremony"]
Status = Literal["held", "planned", "cancelled"]
Role = Literal["host", "guest", "participant", "accompanying"]
Review = Literal["pending", "accepted", "rejected"]

MEETING_KINDS: tuple[MeetingKind, ...] = ("visit", "meeting", "call", "conference", "ceremony")
STATUSES: tuple[Status, ...] = ("held", "planned", "cancelled")
ROLES: tuple[Role, ...] = ("host", "guest", "participant", "accompanying")
REVIEWS: tuple[Review, ...] = ("pending", "accepted", "rejected")


@dataclass(frozen=True, slots=True)
class Quote:
    """Words copied letter for letter from the cleaned text.

    start, end: code points in the cleaned text, end exclusive; both None while not yet located.
    """

    exact: str
    start: int | None = None
    end: int | None = None


@dataclass(frozen=True, slots=True)
class Ground:
    """Why a fact is believed.

    confidence: 0-1, None where nobody said (curated facts).
    reasons: which rule and which words made the fact, readable by a person.
    review: "pending" keeps a fact out of the graph until someone accepts it; None is as good as accepted.
    inferred: names of fields the article does not state outright ("date" when the year comes from the context).
    """

    confidence: float | None = None
    reasons: tuple[str, ...] = ()
    review: Review | None = None
    inferred: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ArticleInfo:
    """The article a sheet speaks of. published: EDTF. sha256: hex, of the cleaned text in UTF-8."""

    id: str
    language: str
    title: str | None = None
    publisher: str | None = None
    url: str | None = None
    published: str | None = None
    sha256: str | None = None
    extractor: str | None = None


@dataclass(frozen=True, slots=True)
class Post:
    """An office as the article words it. agency: id; country: alpha-2; since, until: EDTF; None: not said."""

    title: str
    agency: str | None = None
    country: str | None = None
    evidence: tuple[Quote, ...] = ()
    since: str | None = None
    until: str | None = None
    ground: Ground = Ground()


@dataclass(frozen=True, slots=True)
class Person:
    """A named human being. name: fullest form in the text, base form, no titles; aliases: other forms in it."""

    id: str
    name: str
    aliases: tuple[str, ...] = ()
    posts: tuple[Post, ...] = ()
    same_as: tuple[str, ...] = ()
    ground: Ground = Ground()


@dataclass(frozen=True, slots=True)
class Agency:
    """A named public body, party or company. country: alpha-2, "EU", or None for international bodies."""

    id: str
    name: str
    acronym: str | None = None
    aliases: tuple[str, ...] = ()
    country: str | None = None
    same_as: tuple[str, ...] = ()
    ground: Ground = Ground()


@dataclass(frozen=True, slots=True)
class Participation:
    """Someone's part in a meeting. accompanied: whom an accompanying member goes with ("with" in JSON)."""

    ref: str
    role: Role
    accompanied: str | None = None


@dataclass(frozen=True, slots=True)
class Meeting:
    """An encounter. date: EDTF date or interval; part_of: id of the framing visit or conference."""

    id: str
    kind: MeetingKind
    status: Status
    participants: tuple[Participation, ...]
    evidence: tuple[Quote, ...]
    date: str | None = None
    place: str | None = None
    place_country: str | None = None
    invited_by: tuple[str, ...] = ()
    part_of: str | None = None
    topics: tuple[str, ...] = ()
    ground: Ground = Ground()


@dataclass(frozen=True, slots=True)
class Award:
    """A decoration given. recipient, conferrer: refs; date: EDTF; meeting: id of the meeting it was given at."""

    name: str
    recipient: str
    evidence: tuple[Quote, ...]
    conferrer: str | None = None
    date: str | None = None
    meeting: str | None = None
    ground: Ground = Ground()


@dataclass(frozen=True, slots=True)
class FactSheet:
    """All facts of one article, each list in the order of the article."""

    article: ArticleInfo
    persons: tuple[Person, ...] = ()
    agencies: tuple[Agency, ...] = ()
    meetings: tuple[Meeting, ...] = ()
    awards: tuple[Award, ...] = ()
