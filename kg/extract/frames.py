"""The words that tell of an encounter, and what each says about who stands on which side.

The lexicon tables: [[meetings.verbs]] and [[meetings.nouns]] are triggers, [meetings.cues] tells held from planned,
cancelled and merely wished for. docs/lexicons.md describes every key.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal, get_args

from kg.errors import InputError
from kg.extract.lexicon import Lexicon, Matcher
from kg.extract.tokens import Gate
from kg.facts.model import MEETING_KINDS, MeetingKind

Frame = Literal[
    "meet", "receive", "visit", "attend", "host", "accompany", "join", "convene", "honour", "hosted", "await"
]
Mood = Literal["finite", "future", "infinitive", "participle"]
MOODS: tuple[Mood, ...] = get_args(Mood)
FRAMES: tuple[Frame, ...] = get_args(Frame)


@dataclass(frozen=True, slots=True)
class VerbFrame:
    """A verb of encounter.

    frame: meet (subject with object or "with" party), receive (subject is host), visit (subject goes to a place),
    attend (subject takes part in an event), host (subject holds an event), accompany (subject goes with object),
    await (whoever the clause names receives the visitor, said or implied: "waiting for her was X", "then it was X's turn"),
    honour (what follows is the subject's guest), hosted (what follows is host of the meeting spoken of),
        join (subject is added to the meeting spoken of),
        convene (subject brings others together).
    mood: of the form that matched. particle: a word that must follow in the clause ("aus" of "tauschte sich aus").
    needs: the relation without which it is no encounter ("with" of "sprach mit"), "" for none.
    reflexive: only with a reflexive pronoun before or after it.
    """

    frame: Frame
    kind: MeetingKind
    mood: Mood
    particle: str = ""
    needs: str = ""
    reflexive: bool = False


@dataclass(frozen=True, slots=True)
class NounFrame:
    """A noun of encounter. frame: meet, visit, attend (a conference or ceremony that people take part in)."""

    frame: Frame
    kind: MeetingKind


@dataclass(frozen=True)
class Cues:
    """Words that tell what became of an encounter, and small words that the rules need."""

    negation: Matcher[bool]
    affirmed: Matcher[bool]
    without: Matcher[bool]
    cancelled: Matcher[bool]
    cancelled_split: tuple[tuple[Matcher[bool], Matcher[bool]], ...]
    denied: Matcher[bool]
    planned: Matcher[bool]
    content: Matcher[bool]
    wish: Matcher[bool]
    past_perfect: Matcher[bool]
    active_perfect: Matcher[bool]
    passive: Matcher[bool]
    infinitive: Matcher[bool]
    reflexive: Matcher[bool]
    anaphora: Matcher[bool]
    after: Matcher[bool]
    support: Matcher[bool]
    paying: Matcher[bool]
    possessive: Matcher[bool]
    beside: Matcher[bool]
    beside_all: Matcher[bool]
    side: Matcher[bool]
    destinations: Matcher[bool]
    locations: Matcher[bool]
    towards: Matcher[bool]
    hearsay: Matcher[bool]
    achieved: Matcher[bool]
    stops: Matcher[bool]
    invitation: Matcher[bool]
    jointly: Matcher[bool]
    separately: Matcher[bool]


@dataclass(frozen=True)
class Frames:
    """All triggers of a language. gate: of what may open one."""

    verbs: Matcher[VerbFrame]
    nouns: Matcher[NounFrame]
    cues: Cues
    gate: Gate


@cache
def read_frames(lexicon: Lexicon) -> Frames:
    """Compiles the table [meetings] of a lexicon.

    Raises:
        InputError: an unknown frame, kind or cue.
    """
    table = lexicon.table("meetings")
    where = f"lang/{lexicon.language}.toml [meetings]"
    cues = table.get("cues", {})
    names = list(Cues.__dataclass_fields__)
    unknown = sorted(set(cues) - set(names))
    if unknown:
        raise InputError(f"{where}: unknown cue {unknown[0]!r}; known: {', '.join(names)}")
    verbs = Matcher(_verb_patterns(table.get("verbs", ()), where))
    nouns = Matcher(_noun_patterns(table.get("nouns", ()), where))
    return Frames(
        verbs=verbs,
        nouns=nouns,
        gate=Gate(verbs, nouns),
        cues=Cues(
            cancelled_split=tuple(_split_cue(p, where) for p in cues.get("cancelled_split", ())),
            **{name: Matcher((p, True) for p in cues.get(name, ())) for name in names if name != "cancelled_split"},
        ),
    )


def _split_cue(pattern: str, where: str) -> tuple[Matcher[bool], Matcher[bool]]:
    """A cue of two words that others may part ("sagte ... ab")."""
    first, _, second = pattern.partition(" ")
    if not second:
        raise InputError(f"{where}: cancelled_split {pattern!r} wants two words")
    return Matcher([(first, True)]), Matcher([(second, True)])


def _verb_patterns(entries: Sequence[Mapping[str, Any]], where: str) -> list[tuple[str, VerbFrame]]:
    patterns: list[tuple[str, VerbFrame]] = []
    for entry in entries:
        _check_entry(entry, where)
        for mood in MOODS:
            for pattern in entry.get(mood, ()):
                frame = VerbFrame(
                    entry["frame"],
                    entry.get("kind", "meeting"),
                    mood,
                    entry.get("particle", ""),
                    entry.get("needs", ""),
                    bool(entry.get("reflexive", False)),
                )
                patterns.append((pattern, frame))
    return patterns


def _noun_patterns(entries: Sequence[Mapping[str, Any]], where: str) -> list[tuple[str, NounFrame]]:
    patterns: list[tuple[str, NounFrame]] = []
    for entry in entries:
        _check_entry(entry, where)
        patterns += [(p, NounFrame(entry["frame"], entry.get("kind", "meeting"))) for p in entry["words"]]
    return patterns


def _check_entry(entry: Mapping[str, Any], where: str) -> None:
    if entry.get("frame") not in FRAMES:
        raise InputError(f"{where}: unknown frame {entry.get('frame')!r}; use {', '.join(FRAMES)}")
    if entry.get("kind", "meeting") not in MEETING_KINDS:
        raise InputError(f"{where}: unknown kind {entry['kind']!r}; use {', '.join(MEETING_KINDS)}")
