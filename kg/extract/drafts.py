"""A meeting in the making, and the story of the article it belongs to."""

from collections.abc import KeysView, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from kg.extract.document import Document
from kg.extract.frames import read_frames
from kg.extract.mentions import ActorMention, Cast, DateMention, PlaceMention, TopicMention
from kg.facts.model import MeetingKind, Role, Status

# What is told again was told among so many meetings before; no article has as many.
RECENT_DRAFTS = 200

M = TypeVar("M", PlaceMention, DateMention, TopicMention)


@dataclass
class Draft:
    """A meeting in the making. members: ref -> (role, whom it accompanies); told: sentences that tell it; clause: the
    tokens that tell it first; background: these are in the past perfect; turned: planned because its date lies ahead."""

    kind: MeetingKind
    status: Status
    members: dict[str, tuple[Role, str | None]]
    told: list[int]
    confidence: float
    reasons: list[str]
    date: str | None = None
    date_given: bool = False
    inferred: set[str] = field(default_factory=set)
    place: str | None = None
    place_country: str | None = None
    place_given: bool = False
    invited_by: tuple[str, ...] = ()
    topics: list[str] = field(default_factory=list)
    part_of: "Draft | None" = None
    trigger: int = 0
    clause: tuple[int, int] = (0, 0)
    background: bool = False
    turned: bool = False
    event: str = ""

    def principals(self) -> KeysView[str]:
        """Those who accompany nobody, as a set in the order of the members."""
        return {ref: None for ref, (role, _) in self.members.items() if role != "accompanying"}.keys()


@dataclass(frozen=True)
class Setting:
    """What the drafts are set against: all finds of the article that are not actors.

    decorated: refs of those who were given an award.
    """

    doc: Document
    cast: Cast
    places: Sequence[PlaceMention]
    dates: Sequence[DateMention]
    topics: Sequence[TopicMention]
    countries: Mapping[str, str | None]
    decorated: frozenset[str] = frozenset()


class Story:
    """Where the story stands: its setting by sentence, and the meetings told so far."""

    def __init__(self, setting: Setting) -> None:
        self.setting = setting
        self.frames = read_frames(setting.doc.lexicon)
        self.drafts: list[Draft] = []
        # what the meetings of a sentence were dated and placed by, in its own words
        self.days_told: dict[int, list[str]] = {}
        self.places_told: dict[int, list[PlaceMention]] = {}
        self.dates = _by_sentence(setting.doc, setting.dates)
        self.headings = _under_headings(setting.doc, setting.dates)
        self.places = _by_sentence(setting.doc, [p for p in setting.places if p.kind != "demonym"])
        self.demonyms = _by_sentence(setting.doc, [p for p in setting.places if p.kind == "demonym"])
        self.topics = _by_sentence(setting.doc, _outside(setting.cast.mentions, setting.topics))

    def recent(self) -> list[Draft]:
        """Returns the meetings that what is told now may be about, in the order in which they were told."""
        return self.drafts[-RECENT_DRAFTS:]


def _outside(actors: Sequence[ActorMention], topics: Sequence[TopicMention]) -> list[TopicMention]:
    """The topics that are no part of someone's name, post or agency ("minister for trade", "UN refugee agency")."""
    kept: list[TopicMention] = []
    k = end = 0
    for topic in topics:
        while k < len(actors) and actors[k].start <= topic.start:
            end = max(end, actors[k].end)
            k += 1
        if topic.end > end:
            kept.append(topic)
    return kept


def _under_headings(doc: Document, dates: Sequence[DateMention]) -> dict[int, DateMention]:
    """The date that heads each sentence, of those that stand under one."""
    found: dict[int, DateMention] = {}
    for date in dates:
        if date.heads:
            found |= dict.fromkeys(range(doc.sentence_of(date.start).index, date.heads), date)
    return found


def _by_sentence(doc: Document, mentions: Sequence[M]) -> dict[int, list[M]]:
    found: dict[int, list[M]] = {}
    for mention in mentions:
        found.setdefault(doc.sentence_of(mention.start).index, []).append(mention)
    return found
