"""A trigger in its clause, and the encounters that can be made of it; each weaker step costs confidence."""

from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass, replace

from kg.extract.encounter_model import Encounter, Party
from kg.extract.frames import NounFrame
from kg.extract.grammar import read_grammar
from kg.extract.lexicon import Matcher
from kg.extract.parties import Core, Scene, find_destinations, stand_in
from kg.extract.syntax import Argument, Clause
from kg.facts.model import MeetingKind, Role

# Confidence of a trigger whose parties all stand in its own clause; each weaker step multiplies it.
BASE_CONFIDENCE = 0.95
WEAKER = {
    "inherited subject": 0.9,
    "pronoun": 0.92,
    "role": 0.92,
    "group": 0.9,
    "delegation": 0.85,
    "noun": 0.95,
    "dropped subject": 0.85,
    "protagonist": 0.8,
}
# A relative pronoun means whoever stands before it: no guess.
RELATIVE = "relative pronoun"
# How far before its participle a passive auxiliary may stand ("was later also received").
PASSIVE_REACH = 4
INVITER_REACH = 2


@dataclass(frozen=True, slots=True)
class Event:
    """A noun of conference, ceremony or meeting in the clause of a verb."""

    start: int
    end: int
    frame: NounFrame


@dataclass(frozen=True, slots=True)
class Reading:
    """A trigger in its clause. events: the nouns of encounter of the same clause."""

    scene: Scene
    clause: Clause
    core: Core
    start: int
    end: int
    kind: MeetingKind
    events: tuple[Event, ...]


def find_visitor(reading: Reading, host: Argument) -> Argument | None:
    """The one whom the article is about, where the words leave him out and `host` is of another side."""
    scene = reading.scene
    sources = {ref for a in reading.clause.related("source") for ref in a.refs}
    known = [r for r in scene.protagonist if all(scene.are_strangers(r, other) for other in host.refs)]
    known = [r for r in known if r not in sources]
    return stand_in(scene, tuple(known), "protagonist") if known else None


def find_below(reading: Reading) -> list[Argument]:
    """Whom a list names that the clause opens with its colon: "held separate talks with:", each on a line of his own."""
    scene = reading.scene
    opens = bool(scene.listed) and reading.clause is scene.clauses[-1]
    if not opens or any(a.start >= reading.end and scene.has_person(a) for a in reading.clause.arguments):
        return []
    return [Argument(scene.listed, "with", "any", scene.listed[0].start)]


def is_listed(reading: Reading, met: Argument, other: Argument) -> bool:
    """Whether `other` is met like `met` before it: "X in the morning, Y in the afternoon"; no apposition is."""
    tokens = reading.scene.doc.tokens
    if other.start <= met.end or other.relation != met.relation or not reading.scene.has_person(other):
        return False
    triggers = reading.scene.triggers
    first = bisect_left(triggers, met.end, key=lambda trigger: trigger.start)
    if first < len(triggers) and triggers[first].start < other.start:
        return False
    between = tokens[met.end : other.start]
    grammar = read_grammar(reading.scene.doc.lexicon)
    joined = any(t.norm in grammar.conjunctions for t in between)
    parted = any(t.text in ",;" for t in between) and any(t.is_word and t.norm not in grammar.articles for t in between)
    return joined or parted


def is_passive(reading: Reading) -> bool:
    """Whether a passive auxiliary stands right before the trigger; in German anywhere in its clause."""
    return _has_auxiliary(reading, reading.scene.frames.cues.passive)


def is_active(reading: Reading) -> bool:
    """Whether an auxiliary of the active perfect stands right before the trigger; in German anywhere in its clause."""
    return _has_auxiliary(reading, reading.scene.frames.cues.active_perfect)


def _has_auxiliary(reading: Reading, words: Matcher[bool]) -> bool:
    clause, tokens = reading.clause, reading.scene.doc.tokens
    if reading.scene.verb_last:
        return words.is_in(tokens, clause.start, clause.end)
    return words.is_in(tokens, max(clause.start, reading.start - PASSIVE_REACH), reading.start)


def has_cue(reading: Reading, cue: str) -> bool:
    matcher: Matcher[bool] = getattr(reading.scene.frames.cues, cue)
    return matcher.is_in(reading.scene.doc.tokens, reading.clause.start, reading.clause.end)


def make_meeting(
    reading: Reading, first: Argument | None, first_role: Role, second: Argument | None, second_role: Role
) -> Encounter | None:
    """Two sides; the side with no named person must be named by its people ("colleagues from Serbia")."""
    if first is None or second is None:
        return None
    scene = reading.scene
    theirs = tuple(r for r in second.refs if r not in first.refs)
    if not theirs or not scene.has_person(first):
        return None
    if not any(r in scene.persons for r in theirs) and all(m.kind == "country" for m in second.mentions):
        return None
    separate = len(second.mentions) > 1 and all(len(m.refs) == 1 for m in second.mentions)
    separate = separate and not has_cue(reading, "jointly")
    if not separate and len(first.refs) > 1 and len(second.refs) == 1 and has_cue(reading, "separately"):
        first, second, first_role, second_role, separate = second, first, second_role, first_role, True
        theirs = second.refs
    parties = (
        Party(first.refs, first_role, united=_is_delegation(first)),
        Party(theirs, second_role, separate, _is_delegation(second)),
    )
    found = make_encounter(reading, reading.kind, parties, (*_weak(first), *_weak(second)))
    lines = ((m.refs[0], scene.doc.sentence_of(m.start).index) for m in second.mentions if m in scene.listed)
    return replace(found, lines=tuple(lines))


def _is_delegation(argument: Argument) -> bool:
    return any(m.kind == "delegation" for m in argument.mentions)


def make_gathering(reading: Reading, everyone: Argument | None) -> Encounter | None:
    if everyone is None or sum(r in reading.scene.persons for r in everyone.refs) < 2:
        return None
    return make_encounter(reading, reading.kind, tuple(Party((r,)) for r in everyone.refs), _weak(everyone))


def make_visit(reading: Reading, guest: Argument | None) -> Encounter | None:
    if guest is None or not reading.scene.has_person(guest):
        return None
    destinations = find_destinations(reading.scene, reading.clause, reading.start, reading.end)
    if not destinations:
        return None
    found = make_encounter(reading, "visit", (Party(guest.refs, "guest"),), _weak(guest))
    return replace(found, destinations=destinations)


def make_attendance(reading: Reading, event: Event, who: Argument, role: Role) -> Encounter:
    found = make_encounter(reading, event.frame.kind, (Party(who.refs, role),), _weak(who))
    return replace(found, effect="attend", event=reading.scene.doc.tokens[event.start].norm)


def make_join(reading: Reading, who: Argument, leads: tuple[str, ...]) -> Encounter | None:
    refs = tuple(r for r in who.refs if r not in leads)
    if not refs:
        return None
    return replace(make_encounter(reading, reading.kind, (Party(refs),), _weak(who)), effect="join", leads=leads)


def _weak(argument: Argument) -> tuple[str, ...]:
    unsure = [m for m in argument.mentions if m.reason != RELATIVE]
    steps = [m.reason if m.reason in WEAKER else m.kind for m in unsure]
    return tuple(dict.fromkeys(step for step in steps if step in WEAKER))


def make_encounter(reading: Reading, kind: MeetingKind, parties: tuple[Party, ...], steps: Iterable[str]) -> Encounter:
    confidence = BASE_CONFIDENCE
    reasons = [f"trigger {reading.scene.doc.text_of(reading.start, reading.end)!r}"]
    for step in dict.fromkeys((*steps, reading.core.step)):
        if step:
            confidence *= WEAKER.get(step, 1.0)
            reasons.append(step)
    return Encounter(
        effect="meet",
        kind=kind,
        status="held",
        parties=parties,
        sentence=reading.scene.sentence.index,
        start=reading.clause.start,
        end=reading.clause.end,
        trigger=reading.start,
        confidence=round(confidence, 3),
        reasons=tuple(reasons),
        invited_by=_inviters(reading) if kind in ("visit", "conference") else (),
    )


def _inviters(reading: Reading) -> tuple[str, ...]:
    """Whoever stands right behind "at the invitation of" in the sentence."""
    scene = reading.scene
    cues = scene.frames.cues.invitation.find(scene.doc.tokens, scene.sentence.start, scene.sentence.end)
    mentions = [m for c in scene.clauses for a in c.arguments for m in a.mentions]
    for cue in cues:
        near = [m for m in mentions if cue.end - 1 <= m.start <= cue.end + INVITER_REACH]
        if near:
            return near[0].refs
    return ()
