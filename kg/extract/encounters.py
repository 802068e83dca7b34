"""Who encounters whom in a sentence: each trigger word takes its parties from the clause it stands in.

Refuses to guess: without a second party, with a wish instead of an event, or with the same person on both sides,
nothing is found.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Generic, Literal, TypeVar

from kg.extract.document import Document, Sentence
from kg.extract.frames import Frames, NounFrame, VerbFrame, read_frames
from kg.extract.lexicon import Match
from kg.extract.mentions import ActorMention, Cast, PlaceMention
from kg.extract.syntax import Argument, Clause, read_clauses
from kg.facts.model import MeetingKind, Role, Status

M = TypeVar("M", ActorMention, PlaceMention)

# Confidence of a trigger whose parties all stand in its own clause; each weaker step multiplies it.
BASE_CONFIDENCE = 0.95
WEAKER = {"inherited subject": 0.9, "pronoun": 0.92, "role": 0.92, "group": 0.9, "noun": 0.95, "dropped subject": 0.85}


@dataclass(frozen=True, slots=True)
class Party:
    """One side of an encounter. refs: the leader first; separate: each ref is met on its own ("met X, Y and Z")."""

    refs: tuple[str, ...]
    role: Role = "participant"
    separate: bool = False


@dataclass(frozen=True, slots=True)
class Encounter:
    """What one trigger tells.

    effect: "meet" is a new encounter; "join" adds `parties` to the encounter spoken of; "status" changes that one.
    start, end: tokens of the clause; trigger: token of the trigger word; leads: whom joining parties accompany.
    """

    effect: Literal["meet", "join", "status"]
    kind: MeetingKind
    status: Status
    parties: tuple[Party, ...]
    sentence: int
    start: int
    end: int
    trigger: int
    confidence: float
    reasons: tuple[str, ...]
    destinations: tuple[PlaceMention, ...] = ()
    leads: tuple[str, ...] = ()
    background: bool = False
    settled: bool = True


@dataclass(frozen=True)
class _Scene:
    """A sentence under reading. last_subject: refs of the subject of the sentence before, for dropped subjects."""

    doc: Document
    frames: Frames
    sentence: Sentence
    clauses: tuple[Clause, ...]
    places: Sequence[PlaceMention]
    last_subject: tuple[str, ...]
    persons: frozenset[str]


def find_encounters(doc: Document, cast: Cast, places: Sequence[PlaceMention]) -> tuple[Encounter, ...]:
    """Returns the encounters of an article in text order. places: of the article, in text order."""
    frames = read_frames(doc.lexicon)
    persons = frozenset(p.id for p in cast.persons)
    found: list[Encounter] = []
    last_subject: tuple[str, ...] = ()
    mentions, spots = _Window(cast.mentions), _Window(places)
    for sentence in doc.sentences:
        actors = mentions.within(sentence)
        triggers = _find_triggers(doc, frames, sentence, actors)
        finite = frozenset(m.start for m in triggers if isinstance(m.value, VerbFrame) and m.value.mood != "participle")
        clauses = read_clauses(doc, sentence, actors, finite)
        scene = _Scene(doc, frames, sentence, clauses, spots.within(sentence), last_subject, persons)
        for number, clause in enumerate(clauses):
            for match in triggers:
                if clause.start <= match.start < clause.end:
                    found.extend(_read_trigger(scene, number, match))
        last_subject = _leading_subject(clauses, persons) or last_subject
    return tuple(found)


class _Window(Generic[M]):
    """Hands out the mentions of one sentence after the other in a single pass."""

    def __init__(self, mentions: Sequence[M]) -> None:
        self._mentions: list[M] = sorted(mentions, key=lambda m: m.start)
        self._next = 0

    def within(self, sentence: Sentence) -> list[M]:
        found: list[M] = []
        while self._next < len(self._mentions) and self._mentions[self._next].start < sentence.end:
            if self._mentions[self._next].start >= sentence.start:
                found.append(self._mentions[self._next])
            self._next += 1
        return found


Trigger = Match[VerbFrame] | Match[NounFrame]


def _find_triggers(doc: Document, frames: Frames, sentence: Sentence, actors: Sequence[ActorMention]) -> list[Trigger]:
    """Verb and noun triggers from left to right; where both fit the longer wins, then the verb."""
    named = {i for m in actors for i in range(m.head, m.end) if m.kind in ("name", "surname", "agency")}
    triggers: list[Trigger] = []
    i = sentence.start
    while i < sentence.end:
        if i in named:
            i += 1
            continue
        noun = frames.nouns.at(doc.tokens, i, sentence.end)
        verb = frames.verbs.at(doc.tokens, i, sentence.end)
        best: Trigger | None = noun if noun and (verb is None or noun.end > verb.end) else verb
        if best is None:
            i += 1
        else:
            triggers.append(best)
            i = best.end
    return triggers


def _leading_subject(clauses: Sequence[Clause], persons: frozenset[str]) -> tuple[str, ...]:
    for clause in clauses:
        if clause.opener in ("main", "coordinate"):
            for argument in clause.core():
                if argument.case != "object" and any(r in persons for r in argument.refs):
                    return argument.refs
    return ()


def _read_trigger(scene: _Scene, number: int, match: Trigger) -> Iterable[Encounter]:
    frame = match.value
    clause = scene.clauses[number]
    if isinstance(frame, VerbFrame):
        if frame.particle and not _has_particle(scene, clause, match.end, frame.particle):
            return ()
        if frame.reflexive and not scene.frames.cues.reflexive.find(scene.doc.tokens, clause.start, clause.end):
            return ()
        reading = _read_verb(scene, number, match.start, match.end, frame)
    else:
        reading = _read_noun(scene, number, match.start, match.end, frame)
    return [_with_status(scene, number, match, e) for e in reading if e is not None]


def _has_particle(scene: _Scene, clause: Clause, start: int, particle: str) -> bool:
    return any(scene.doc.tokens[i].norm == particle for i in range(start, clause.end))


# --- parties --------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Roles:
    """The core of a clause seen from a trigger."""

    subject: Argument | None
    objects: tuple[Argument, ...]
    step: str = ""


def _roles(scene: _Scene, number: int, trigger: int) -> _Roles:
    """Finds subject and objects of the clause, or the subject it shares with a clause before."""
    clause = scene.clauses[number]
    core = clause.core()
    free = [a for a in core if a.case != "object"]
    relative = [a for a in free if a.case == "any" and a.mentions[0].reason == "relative pronoun"]
    if relative and len(free) > 1:
        free = [a for a in free if a not in relative]
    left = [a for a in free if a.start < trigger]
    subject = left[0] if left else None
    step = ""
    if subject is None and free and _may_follow(scene, clause, trigger):
        subject = free[0]
    if subject is None:
        subject, step = _inherited(scene, number)
    objects = tuple(
        a
        for a in core
        if a is not subject and (a.start > trigger or a.case == "object" or a in relative or _verb_final(scene))
    )
    return _Roles(subject, objects, step)


def _verb_final(scene: _Scene) -> bool:
    return scene.doc.lexicon.ordinal_dot  # German alone writes ordinals so, and puts its verbs last


def _may_follow(scene: _Scene, clause: Clause, trigger: int) -> bool:
    """Whether the subject may stand after the verb: German always, others after an object pronoun or a relative."""
    if _verb_final(scene):
        return True
    return any(a.case == "object" and a.start < trigger for a in clause.core()) or clause.opener == "relative"


def _inherited(scene: _Scene, number: int) -> tuple[Argument | None, str]:
    for earlier in reversed(scene.clauses[:number]):
        if earlier.opener in ("main", "coordinate"):
            for argument in earlier.core():
                if argument.case != "object" and any(r in scene.persons for r in argument.refs):
                    return argument, "inherited subject"
    for later in scene.clauses[number + 1 : number + 2]:
        if number == 0:
            for argument in later.core():
                if argument.case != "object" and any(r in scene.persons for r in argument.refs):
                    return argument, "inherited subject"
    if scene.last_subject and scene.doc.lexicon.table("syntax").get("pro_drop"):
        stand_in = ActorMention(
            scene.sentence.start,
            scene.sentence.start,
            scene.last_subject[:1],
            "pronoun",
            scene.sentence.start,
            "dropped subject",
        )
        return Argument((stand_in,), "", "subject", scene.sentence.start), "dropped subject"
    return None, ""


def _read_verb(scene: _Scene, number: int, start: int, end: int, frame: VerbFrame) -> list[Encounter | None]:
    clause = scene.clauses[number]
    roles = _roles(scene, number, start)
    company = clause.related("with")
    agents = clause.related("by")
    passive = frame.mood == "participle" and _is_passive(scene, clause)
    if frame.frame == "receive":
        if passive or (frame.mood == "participle" and agents and not _is_active(scene, clause)):
            host = _nearest(agents, end)
            return [_meeting(scene, clause, start, frame.kind, host, "host", roles.subject, "guest", roles.step)]
        guests = roles.objects
        return [
            _meeting(scene, clause, start, frame.kind, roles.subject, "host", g, "guest", roles.step)
            for g in guests[:1]
        ]
    if frame.frame == "meet":
        others = list(company)
        if not frame.needs:
            others = [*(o for o in roles.objects), *others]
            if frame.kind == "call":
                others += clause.related("to")
        others = [o for o in others if roles.subject is None or o is not roles.subject]
        if others:
            other = _nearest(others, end)
            return [
                _meeting(
                    scene, clause, start, frame.kind, roles.subject, "participant", other, "participant", roles.step
                )
            ]
        return [_among(scene, clause, start, frame.kind, roles.subject, roles.step)]
    if frame.frame == "visit":
        return [_visit(scene, clause, start, end, roles.subject, roles.step, roles.objects)]
    if frame.frame == "accompany":
        if passive or agents or company:
            followers = _nearest([*agents, *clause.related("of"), *company], end)
            return [_join(scene, clause, start, followers, roles.subject)]
        lead = roles.objects[0] if roles.objects else None
        return [_join(scene, clause, start, roles.subject, lead)]
    return []


def _nearest(arguments: Sequence[Argument], point: int) -> Argument | None:
    """The argument nearest to a token, those after it first."""
    return min(arguments, key=lambda a: (a.start < point, abs(a.start - point)), default=None)


def _is_passive(scene: _Scene, clause: Clause) -> bool:
    return bool(scene.frames.cues.passive.find(scene.doc.tokens, clause.start, clause.end))


def _is_active(scene: _Scene, clause: Clause) -> bool:
    return bool(scene.frames.cues.active_perfect.find(scene.doc.tokens, clause.start, clause.end))


def _read_noun(scene: _Scene, number: int, start: int, end: int, frame: NounFrame) -> list[Encounter | None]:
    clause = scene.clauses[number]
    after = [a for a in clause.arguments if a.start >= end]
    between = [a for a in after if a.relation == "between"]
    if between:
        return [_among(scene, clause, start, frame.kind, between[0], "noun")]
    roles = _roles(scene, number, start)
    owner = _owner(scene, clause, start, end)
    if frame.frame == "visit":
        return [_visit(scene, clause, start, end, owner or roles.subject, "noun", ())]
    if frame.frame == "meet":
        others = clause.related("with")
        first = owner or roles.subject
        if others:
            step = roles.step if not owner else ""
            return [
                _meeting(
                    scene,
                    clause,
                    start,
                    frame.kind,
                    first,
                    "participant",
                    _nearest(others, end),
                    "participant",
                    step or "noun",
                )
            ]
        if owner is not None and len(owner.refs) > 1:
            return [_among(scene, clause, start, frame.kind, owner, "noun")]
    return [_status_remark(scene, clause, start, frame.kind)]


def _owner(scene: _Scene, clause: Clause, start: int, end: int) -> Argument | None:
    """The genitive right before a noun ("Macron's visit") or the "of" party right after it."""
    for argument in clause.arguments:
        if argument.relation in ("of", "by") and 0 <= argument.start - end <= 1:
            return argument
        if argument.relation == "of" and 0 <= start - argument.end <= 3 and argument.start < start:
            return argument
    return None


def _meeting(
    scene: _Scene,
    clause: Clause,
    trigger: int,
    kind: MeetingKind,
    first: Argument | None,
    first_role: Role,
    second: Argument | None,
    second_role: Role,
    step: str,
) -> Encounter | None:
    if first is None or second is None:
        return None
    mine = first.refs
    theirs = tuple(r for r in second.refs if r not in mine)
    if not mine or not theirs:
        return None
    if not any(r in scene.persons for r in mine) or not any(r in scene.persons for r in theirs):
        if not _stands_for_someone(second) or not any(r in scene.persons for r in mine):
            return None
    separate = len(second.mentions) > 1 and second.relation == "" and all(len(m.refs) == 1 for m in second.mentions)
    parties = (Party(mine, first_role), Party(theirs, second_role, separate))
    return _encounter(scene, clause, trigger, kind, parties, (*_weak(first), *_weak(second), step))


def _stands_for_someone(argument: Argument) -> bool:
    """A country or agency counts as a party only where the words name its people ("colleagues from Serbia")."""
    return any(m.kind in ("role", "group", "agency") for m in argument.mentions)


def _among(
    scene: _Scene, clause: Clause, trigger: int, kind: MeetingKind, everyone: Argument | None, step: str
) -> Encounter | None:
    if everyone is None or sum(r in scene.persons for r in everyone.refs) < 2:
        return None
    parties = tuple(Party((r,)) for r in everyone.refs)
    return _encounter(scene, clause, trigger, kind, parties, (*_weak(everyone), step))


def _visit(
    scene: _Scene, clause: Clause, start: int, end: int, guest: Argument | None, step: str, objects: Sequence[Argument]
) -> Encounter | None:
    if guest is None or not any(r in scene.persons for r in guest.refs):
        return None
    destinations = _destinations(scene, clause, start, end)
    hosts = [o for o in objects if o is not guest and any(r in scene.persons for r in o.refs)]
    if hosts:
        return _meeting(scene, clause, start, "meeting", guest, "guest", hosts[0], "host", step)
    if not destinations:
        return None
    parties = (Party(guest.refs, "guest"),)
    found = _encounter(scene, clause, start, "visit", parties, (*_weak(guest), step))
    return replace(found, destinations=destinations)


def _destinations(scene: _Scene, clause: Clause, start: int, end: int) -> tuple[PlaceMention, ...]:
    """Places gone to: after a word of direction, or the bare object of "visit"; joined ones too."""
    found: list[PlaceMention] = []
    tokens = scene.doc.tokens
    cues = scene.frames.cues
    for place in scene.places:
        if not clause.start <= place.start < clause.end or place.kind == "demonym" or place.country is None:
            continue
        before = range(max(clause.start, place.start - 3), place.start)
        directed = any(cues.destinations.at(tokens, i, i + 1) for i in before)
        direct = place.start - end <= 1 and place.start >= end or (_verb_final(scene) and place.end == start)
        joined = bool(found) and place.start - found[-1].end <= 2
        if directed or direct or joined:
            found.append(place)
    return tuple(found)


def _join(
    scene: _Scene, clause: Clause, trigger: int, followers: Argument | None, lead: Argument | None
) -> Encounter | None:
    if followers is None or lead is None:
        return None
    refs = tuple(r for r in followers.refs if r not in lead.refs)
    if not refs:
        return None
    found = _encounter(scene, clause, trigger, "visit", (Party(refs, "accompanying"),), ())
    return replace(found, effect="join", leads=lead.refs[:1])


def _status_remark(scene: _Scene, clause: Clause, trigger: int, kind: MeetingKind) -> Encounter:
    """A noun of encounter without parties speaks of the one before: only its status can be news."""
    found = _encounter(scene, clause, trigger, kind, (), ())
    return replace(found, effect="status")


def _weak(argument: Argument) -> tuple[str, ...]:
    return tuple(dict.fromkeys(m.kind for m in argument.mentions if m.kind in ("pronoun", "role", "group")))


def _encounter(
    scene: _Scene, clause: Clause, trigger: int, kind: MeetingKind, parties: tuple[Party, ...], steps: Iterable[str]
) -> Encounter:
    confidence, reasons = BASE_CONFIDENCE, [f"trigger {scene.doc.tokens[trigger].text!r}"]
    for step in dict.fromkeys(steps):
        if step:
            confidence *= WEAKER.get(step, 1.0)
            reasons.append(step)
    return Encounter(
        "meet",
        kind,
        "held",
        parties,
        scene.sentence.index,
        clause.start,
        clause.end,
        trigger,
        round(confidence, 3),
        tuple(reasons),
    )


# --- status ---------------------------------------------------------------------------------------------------------


def _with_status(scene: _Scene, number: int, match: Trigger, found: Encounter) -> Encounter:
    """Reads held, planned, cancelled or wished for from the words around a trigger."""
    cues, tokens = scene.frames.cues, scene.doc.tokens
    clause, sentence = scene.clauses[number], scene.sentence
    cancelled = cues.cancelled.find(tokens, sentence.start, sentence.end)
    denied = [m for m in cues.denied.find(tokens, sentence.start, sentence.end) if m.start < clause.end]
    negated = any(
        abs(m.start - match.start) <= 4 and clause.start <= m.start < clause.end
        for m in cues.negation.find(tokens, clause.start, clause.end)
    )
    planned = cues.planned.find(tokens, clause.start, clause.end)
    wished = cues.wish.find(tokens, clause.start, clause.end)
    perfect = bool(cues.past_perfect.find(tokens, clause.start, clause.end))
    mood = match.value.mood if isinstance(match.value, VerbFrame) else "finite"
    status: Status = "held"
    settled = True
    reasons = list(found.reasons)
    if cancelled or denied or negated:
        status = "cancelled"
        reasons.append("called off, denied or negated")
    elif mood == "future" or planned:
        status = "planned"
    elif wished:
        settled = False
        reasons.append(f"only wished for: {tokens[wished[0].start].text!r}")
    elif mood == "infinitive" and not perfect:
        settled = False
        reasons.append("infinitive without a plan")
    return replace(found, status=status, reasons=tuple(reasons), settled=settled, background=perfect)
