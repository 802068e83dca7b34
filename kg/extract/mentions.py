"""What the finders hand to one another: stretches of tokens and what they mean.

start, end: token numbers in the document, end exclusive.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from kg.facts.model import Agency, Person

ActorKind = Literal["name", "surname", "role", "pronoun", "group", "delegation", "agency", "country"]
PlaceKind = Literal["country", "demonym", "city", "building", "region"]


@dataclass(frozen=True, slots=True)
class ActorMention:
    """Words that stand for someone who can meet someone.

    refs: ids of persons or agencies of the cast, or country codes; several for a group ("the two ministers") and for
        a delegation, whose first leads it.
    head: token number of the name itself, without titles and posts before it ("Minister" < "Fidan"), start where
        the mention is no name; the whole stretch start..end includes title, name and apposed post.
    case: of a pronoun, as far as its form shows it.
    """

    start: int
    end: int
    refs: tuple[str, ...]
    kind: ActorKind
    head: int
    reason: str = ""
    case: Literal["", "subject", "object"] = ""


@dataclass(frozen=True, slots=True)
class PlaceMention:
    """A place. name: base form as in the text; country: alpha-2 ("EU" too); kind "demonym" is an adjective of it."""

    start: int
    end: int
    name: str
    country: str | None
    kind: PlaceKind


@dataclass(frozen=True, slots=True)
class DateMention:
    """A date. edtf: date or interval; inferred: the year or month comes from the context, not from the words;
    tense: what the words imply of the time of writing, None where they do not; heads: number of the sentence up to
    which a heading's date holds, 0 for what is no heading."""

    start: int
    end: int
    edtf: str
    inferred: bool = False
    tense: Literal["past", "future"] | None = None
    heads: int = 0


@dataclass(frozen=True, slots=True)
class TopicMention:
    """A subject matter named in the text. code: of ontology/topics.tsv.

    agenda: its sentence says what a talk was about; gathering: its sentence speaks of a gathering as a whole;
    about: a word that leads up to it stands before it ("on", "regarding"); hint: an everyday word, which only hints at
    the matter ("boats"); lead: tokens since the last word before it that says what a talk was about; back: of how
    many talks told before its sentence speaks ("one", "several").
    """

    start: int
    end: int
    code: str
    agenda: bool = False
    gathering: bool = False
    about: bool = False
    hint: bool = False
    lead: int | None = None
    back: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Cast:
    """Who appears in an article. mentions: in text order, none overlapping another; omitted: by sentence, who is meant
    where it leaves out its subject; origins: by person, the country said right before the name ("Canada's X")."""

    persons: tuple[Person, ...]
    agencies: tuple[Agency, ...]
    mentions: tuple[ActorMention, ...]
    omitted: Mapping[int, str] = field(default_factory=dict)
    origins: Mapping[str, str] = field(default_factory=dict)
