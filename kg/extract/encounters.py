"""Who encounters whom in a sentence: each trigger word takes its parties from the clause it stands in.

Refuses to guess: without a second party, with a wish instead of an event, or with the same person on both sides,
nothing is found.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from kg.extract.frames import NounFrame, VerbFrame
from kg.extract.mentions import PlaceMention
from kg.extract.parties import Core, Scene, find_destinations, find_owner, nearest, read_core, stand_in
from kg.extract.status import read_status
from kg.extract.syntax import Argument, Clause, read_grammar
from kg.extract.triggers import Trigger, TriggerFrame
from kg.facts.model import MeetingKind, Role, Status

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
}
# How far before its participle a passive auxiliary may stand ("was later also received").
PASSIVE_REACH = 4
INVITER_REACH = 2


@dataclass(frozen=True, slots=True)
class Party:
    """One side of an encounter. refs: the leader first; separate: each ref is met on its own ("met X, Y and Z");
    united: a delegation, all of whom go with the first."""

    refs: tuple[str, ...]
    role: Role = "participant"
    separate: bool = False
    united: bool = False


@dataclass(frozen=True, slots=True)
class Encounter:
    """What one trigger tells.

    effect: "meet" is a new encounter; "attend" adds its party to the event that `event` names; "join" adds parties to
        the encounter spoken of; "remark" tells that one anew.
    start, end: tokens of the clause; trigger: token of the trigger word.
    leads: whom joining parties accompany, empty where the words do not say.
    invited_by: refs of who is said to have invited.
    settled: False for a wish. background: told in the past perfect.
    """

    effect: Literal["meet", "attend", "join", "remark"]
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
    event: str = ""
    invited_by: tuple[str, ...] = ()
    background: bool = False
    settled: bool = True


def find_encounters(scenes: Iterable[Scene]) -> tuple[Encounter, ...]:
    """Returns the encounters of an article in text order. scenes: its sentences (kg.extract.sentences)."""
    found: list[Encounter] = []
    for scene in scenes:
        for number, clause in enumerate(scene.clauses):
            own = [t for t in scene.triggers if clause.start <= t.start < clause.end]
            for trigger in own:
                found.extend(_read_trigger(scene, number, trigger, own))
    return tuple(found)


@dataclass(frozen=True, slots=True)
class _Event:
    """A noun of conference, ceremony or meeting in the clause of a verb."""

    start: int
    end: int
    frame: NounFrame


@dataclass(frozen=True, slots=True)
class _Reading:
    """A trigger in its clause. events: the nouns of encounter of the same clause."""

    scene: Scene
    clause: Clause
    core: Core
    start: int
    end: int
    kind: MeetingKind
    events: tuple[_Event, ...]


def _read_trigger(scene: Scene, number: int, trigger: Trigger, siblings: Sequence[Trigger]) -> list[Encounter]:
    """Tries the readings of a trigger in turn; the first that finds an encounter stands."""
    clause = scene.clauses[number]
    events = tuple(
        _Event(t.start, t.end, f) for t in siblings if t is not trigger for f in t.frames if isinstance(f, NounFrame)
    )
    core = read_core(scene, number, trigger.start, trigger.end)
    weak: list[Encounter] = []
    went = _has_gone(scene, trigger.start)
    for frame in trigger.frames:
        reading = _Reading(scene, clause, core, trigger.start, trigger.end, frame.kind, events)
        found = _read_verb(reading, frame) if isinstance(frame, VerbFrame) else _read_noun(reading, frame)
        settled = [_with_status(scene, clause, trigger, frame, e, went) for e in found if e is not None]
        if any(e.settled and e.effect != "remark" for e in settled):
            return settled
        weak = weak or settled
    return weak


def _has_gone(scene: Scene, point: int) -> bool:
    """Whether a verb of travel, not itself planned, stands before a token: "flew to Oslo to meet"."""
    verbs = scene.frames.verbs.find(scene.doc.tokens, scene.sentence.start, point)
    return any(m.value.frame == "visit" and m.value.mood in ("finite", "participle") for m in verbs)


def _with_status(
    scene: Scene, clause: Clause, trigger: Trigger, frame: TriggerFrame, found: Encounter, went: bool
) -> Encounter:
    mood = frame.mood if isinstance(frame, VerbFrame) else "finite"
    reading = read_status(scene.doc, scene.frames.cues, scene.sentence, clause, trigger.start, mood, went)
    return replace(
        found,
        status=reading.status,
        settled=reading.settled,
        background=reading.background,
        reasons=(*found.reasons, *reading.reasons),
    )


# --- verbs ------------------------------------------------------------------------------------------------------------


def _read_verb(reading: _Reading, frame: VerbFrame) -> list[Encounter | None]:
    readers = {
        "meet": _read_meet,
        "receive": _read_receive,
        "visit": _read_visit,
        "attend": _read_attend,
        "host": _read_host,
        "accompany": _read_accompany,
        "join": _read_join,
        "convene": _read_convene,
        "honour": _read_honour,
        "hosted": _read_hosted,
    }
    reader = readers.get(frame.frame)
    return reader(reading, frame) if reader and _is_whole(reading, frame) else []


def _is_whole(reading: _Reading, frame: VerbFrame) -> bool:
    """A separable verb has its particle in the clause, a reflexive one its pronoun."""
    tokens, clause = reading.scene.doc.tokens, reading.clause
    frame_cues = reading.scene.frames.cues
    if frame.particle and all(t.norm != frame.particle for t in tokens[reading.end : clause.end]):
        return False
    if (
        frame.mood == "infinitive"
        and frame_cues.infinitive
        and not frame_cues.infinitive.find(tokens, max(clause.start, reading.start - 2), reading.start)
    ):
        return False
    return not frame.reflexive or _has(reading, "reflexive")


def _read_meet(reading: _Reading, frame: VerbFrame) -> list[Encounter | None]:
    core, clause = reading.core, reading.clause
    others = clause.related("with", "at") if frame.needs in ("", "with") else clause.related(frame.needs)
    if not frame.needs:
        others = [*core.objects, *(o for o in others if o not in core.objects)]
        if frame.kind == "call":
            others += clause.related("to")
    others = [o for o in others if o is not core.subject]
    if len(others) > 1 and (core.subject is None or core.step) and others[0] in core.objects:
        seen, company = others[0], [o for o in others[1:] if o.relation]
        return [_meeting(reading, seen, "participant", nearest(company, reading.end), "participant")]
    if others:
        return [_meeting(reading, core.subject, "participant", nearest(others, reading.end), "participant")]
    return [] if _has_unknown_company(reading) else [_among(reading, core.subject)]


def _has_unknown_company(reading: _Reading) -> bool:
    """Whether a "with" stands in the clause whose party nobody could tell: the subjects met others."""
    tokens, clause = reading.scene.doc.tokens, reading.clause
    known = {i for a in clause.related("with") for i in range(a.start, a.end)}
    relations = read_grammar(reading.scene.doc.lexicon).relations
    return any(
        i not in known and (match := relations.at(tokens, i, clause.end)) is not None and match.value == "with"
        for i in range(clause.start, clause.end)
    )


def _read_receive(reading: _Reading, frame: VerbFrame) -> list[Encounter | None]:
    core, clause = reading.core, reading.clause
    agents = clause.related("by")
    passive = _is_passive(reading)
    if frame.mood == "participle" and agents and (passive or not _has(reading, "active_perfect")):
        return [_meeting(reading, nearest(agents, reading.end), "host", core.subject, "guest")]
    if passive and frame.mood in ("participle", "finite"):
        return []
    if core.objects:
        return [_meeting(reading, core.subject, "host", nearest(core.objects, reading.end), "guest")]
    return _read_host(reading, frame)


def _is_passive(reading: _Reading) -> bool:
    """Whether a passive auxiliary stands right before the trigger; in German anywhere in its clause."""
    if reading.scene.verb_last:
        return _has(reading, "passive")
    first = max(reading.clause.start, reading.start - PASSIVE_REACH)
    return bool(reading.scene.frames.cues.passive.find(reading.scene.doc.tokens, first, reading.start))


def _read_host(reading: _Reading, frame: VerbFrame) -> list[Encounter | None]:
    """ "hosted a ministerial": the subject is host of an event."""
    events = [e for e in reading.events if e.frame.frame == "attend" and e.start > reading.start]
    if not events or reading.core.subject is None:
        return []
    guests = [a for a in reading.clause.related("with", "beside") if reading.scene.has_person(a)]
    return [
        _attendance(reading, events[0], reading.core.subject, "host"),
        *(_attendance(reading, events[0], g, "guest") for g in guests),
    ]


def _read_visit(reading: _Reading, frame: VerbFrame) -> list[Encounter | None]:
    guest = reading.core.subject
    hosts = [o for o in reading.core.objects if o is not guest and reading.scene.has_person(o)]
    hosts = hosts if not frame.needs else [a for a in reading.clause.related("at") if reading.scene.has_person(a)]
    if hosts:
        return [_meeting(replace(reading, kind="meeting"), guest, "guest", hosts[0], "host")]
    visit = _visit(reading, guest)
    conference = next((e for e in reading.events if e.frame.frame == "attend" and frame.needs), None)
    if conference is None or guest is None or not reading.scene.has_person(guest):
        return [visit]
    return [visit, _attendance(reading, conference, guest, "guest")]


def _read_attend(reading: _Reading, frame: VerbFrame) -> list[Encounter | None]:
    """Those named take part in an event of the clause, or of the clause before ("..., an dem X teilnahm")."""
    attendees = _attendees(reading)
    if not attendees:
        return []
    events = reading.events or _events_before(reading)
    conference = next((e for e in events if e.frame.frame == "attend"), None)
    if conference is not None:
        return [_attendance(reading, conference, a, "participant") for a in attendees]
    if reading.scene.listed or not any(e.frame.frame == "meet" for e in events):
        return [_join(reading, a, ()) for a in attendees] if reading.scene.listed else []
    if sum(len(a.refs) for a in attendees) > 1:
        return [
            _among(reading, Argument(tuple(m for a in attendees for m in a.mentions), "", "any", attendees[0].start))
        ]
    return [_join(reading, attendees[0], ())]


def _attendees(reading: _Reading) -> list[Argument]:
    """The subject of a verb of attending, whoever stands beside it, and who attends in the passive or after a colon."""
    core, clause, scene = reading.core, reading.clause, reading.scene
    if scene.listed:
        return [Argument(scene.listed, "", "subject", scene.listed[0].start)]
    agents = clause.related("by") if _is_passive(reading) or core.subject is None else []
    found = [core.subject] if core.subject is not None else [a for a in clause.core() if scene.has_person(a)]
    found += [a for a in (*agents, *clause.related("beside")) if a not in found]
    return [a for a in found if scene.has_person(a) or any(m.kind == "agency" for m in a.mentions)]


def _events_before(reading: _Reading) -> tuple[_Event, ...]:
    if reading.clause.opener != "relative":
        return ()
    nouns = reading.scene.frames.nouns.find(
        reading.scene.doc.tokens, reading.scene.sentence.start, reading.clause.start
    )
    return tuple(_Event(m.start, m.end, m.value) for m in nouns[-1:])


def _read_accompany(reading: _Reading, frame: VerbFrame) -> list[Encounter | None]:
    core, clause = reading.core, reading.clause
    agents = [a for a in clause.related("by", "of") if a is not core.subject and a.refs]
    if frame.mood == "participle" and _is_passive(reading):
        agents = agents or [a for a in core.objects if a is not core.subject]
    if frame.mood == "participle" and agents:
        lead, followers = core.subject, nearest(agents, reading.end)
    else:
        lead, followers = (core.objects[0] if core.objects else None), core.subject
    if lead is None or followers is None or lead is followers:
        return []
    return [_join(reading, followers, lead.refs[:1])]


def _is_beside(reading: _Reading, owner: Argument) -> bool:
    """ "An Obamas Seite", "at the side of Obama": the genitive of a side."""
    tokens = reading.scene.doc.tokens
    return bool(reading.scene.frames.cues.side.find(tokens, max(0, owner.start - 2), min(len(tokens), owner.end + 1)))


def _read_honour(reading: _Reading, frame: VerbFrame) -> list[Encounter | None]:
    """ "a dinner in honour of X": the subject is host of whoever follows."""
    guests = [a for a in reading.clause.arguments if a.mentions[0].start >= reading.end]
    return [_meeting(reading, reading.core.subject, "host", guests[0], "guest")] if guests else []


def _read_hosted(reading: _Reading, frame: VerbFrame) -> list[Encounter | None]:
    """ "Gastgeber war X", "hosted by X": whoever follows is host of the meeting spoken of."""
    hosts = [a for a in reading.clause.arguments if a.mentions[0].start >= reading.end]
    nouns = [e for e in reading.events if e.frame.frame == "meet" and e.end <= reading.start]
    if hosts and reading.core.subject is not None and not reading.core.step and reading.scene.has_person(hosts[0]):
        return [_meeting(reading, hosts[0], "host", reading.core.subject, "guest")]
    if hosts and nouns and reading.scene.protagonist and reading.core.subject is None:
        guest = stand_in(reading.scene, reading.scene.protagonist, "protagonist")
        return [_meeting(reading, hosts[0], "host", guest, "guest")]
    joined = _join(reading, hosts[0], ()) if hosts and hosts[0].mentions[0].kind != "country" else None
    return [replace(joined, parties=(replace(joined.parties[0], role="host"),))] if joined else []


def _read_convene(reading: _Reading, frame: VerbFrame) -> list[Encounter | None]:
    """ "brought both camps together": a meeting whose members may be named in the sentences that follow.

    "The summit brings A and B together" names the event instead of a host.
    """
    subject = reading.core.subject
    conference = next((e for e in reading.events if e.frame.frame == "attend" and e.end <= reading.start), None)
    if conference is not None and (subject is None or subject.start >= reading.start):
        named = [a for a in reading.clause.core() if reading.scene.has_person(a)]
        return [_attendance(reading, conference, a, "participant") for a in named]
    if subject is None or not reading.scene.has_person(subject):
        return []
    event = _Event(reading.start, reading.end, NounFrame("meet", "meeting"))
    others = [o for o in reading.core.objects if reading.scene.has_person(o)]
    return [_attendance(reading, event, subject, "host"), *(_attendance(reading, event, o, "guest") for o in others)]


def _read_join(reading: _Reading, frame: VerbFrame) -> list[Encounter | None]:
    """ "Also present were A and B", "at his side sat C": whoever the clause names joins the meeting spoken of."""
    scene = reading.scene
    named = [a for a in (*reading.clause.core(), *reading.clause.related("by")) if scene.has_person(a)]
    conference = next((e for e in reading.events if e.frame.frame == "attend"), None)
    if conference is not None:
        return [_attendance(reading, conference, a, "participant") for a in named]
    if scene.listed:
        named.append(Argument(scene.listed, "", "subject", scene.listed[0].start))
    leads: tuple[str, ...] = ()
    beside = [a for a in reading.clause.related("of") if scene.has_person(a) and _is_beside(reading, a)]
    if beside:
        leads = beside[0].refs[:1]
    elif _has(reading, "beside_all"):
        leads = scene.last_subject[:1]
    elif _has(reading, "beside"):
        leads = scene.last_person[:1]
    return [_join(reading, argument, leads) for argument in named]


# --- nouns ------------------------------------------------------------------------------------------------------------


def _read_noun(reading: _Reading, frame: NounFrame) -> list[Encounter | None]:
    clause, core = reading.clause, reading.core
    between = [a for a in clause.related("between") if a.start >= reading.end]
    if between and frame.frame != "visit":
        return [_among(reading, between[0])]
    owner = find_owner(reading.scene, clause, reading.start, reading.end, core)
    called_on = [o for o in core.objects if reading.scene.has_person(o)] if _has(reading, "paying") else []
    if called_on and frame.frame in ("meet", "visit"):
        return [_meeting(replace(reading, kind="meeting"), core.subject, "guest", called_on[0], "host")]
    if frame.frame == "visit":
        return [_visit(reading, owner or core.subject) or _spoken_of(reading)]
    if frame.frame == "meet":
        first = owner or core.subject
        others = [o for o in clause.related("with") if o is not first]
        if others:
            if first is None and reading.scene.protagonist:
                first = stand_in(reading.scene, reading.scene.protagonist, "protagonist")
            return [_meeting(reading, first, "participant", nearest(others, reading.end), "participant")]
        if owner is not None and len(owner.refs) > 1:
            return [_among(reading, owner)]
        if core.subject is not None and not core.step and (frame.kind == "call" or _has(reading, "support")):
            return [_among(reading, core.subject)]
    return [_spoken_of(reading)]


def _spoken_of(reading: _Reading) -> Encounter | None:
    """ "This visit", "the talks": a noun of encounter without parties speaks of the one before, told anew."""
    anaphora = reading.scene.frames.cues.anaphora
    if not reading.start or anaphora.at(reading.scene.doc.tokens, reading.start - 1, reading.start) is None:
        return None
    return replace(_encounter(reading, reading.kind, (), ()), effect="remark")


# --- what is found ----------------------------------------------------------------------------------------------------


def _has(reading: _Reading, cue: str) -> bool:
    matcher = getattr(reading.scene.frames.cues, cue)
    return bool(matcher.find(reading.scene.doc.tokens, reading.clause.start, reading.clause.end))


def _meeting(
    reading: _Reading, first: Argument | None, first_role: Role, second: Argument | None, second_role: Role
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
    separate = len(second.mentions) > 1 and not second.relation and all(len(m.refs) == 1 for m in second.mentions)
    parties = (
        Party(first.refs, first_role, united=_is_delegation(first)),
        Party(theirs, second_role, separate, _is_delegation(second)),
    )
    return _encounter(reading, reading.kind, parties, (*_weak(first), *_weak(second)))


def _is_delegation(argument: Argument) -> bool:
    return any(m.kind == "delegation" for m in argument.mentions)


def _among(reading: _Reading, everyone: Argument | None) -> Encounter | None:
    if everyone is None or sum(r in reading.scene.persons for r in everyone.refs) < 2:
        return None
    return _encounter(reading, reading.kind, tuple(Party((r,)) for r in everyone.refs), _weak(everyone))


def _visit(reading: _Reading, guest: Argument | None) -> Encounter | None:
    if guest is None or not reading.scene.has_person(guest):
        return None
    destinations = find_destinations(reading.scene, reading.clause, reading.start, reading.end)
    if not destinations:
        return None
    found = _encounter(reading, "visit", (Party(guest.refs, "guest"),), _weak(guest))
    return replace(found, destinations=destinations)


def _attendance(reading: _Reading, event: _Event, who: Argument, role: Role) -> Encounter:
    found = _encounter(reading, event.frame.kind, (Party(who.refs, role),), _weak(who))
    return replace(found, effect="attend", event=reading.scene.doc.tokens[event.start].norm)


def _join(reading: _Reading, who: Argument, leads: tuple[str, ...]) -> Encounter | None:
    refs = tuple(r for r in who.refs if r not in leads)
    if not refs:
        return None
    return replace(_encounter(reading, reading.kind, (Party(refs),), _weak(who)), effect="join", leads=leads)


def _weak(argument: Argument) -> tuple[str, ...]:
    return tuple(dict.fromkeys(m.kind for m in argument.mentions if m.kind in WEAKER))


def _encounter(reading: _Reading, kind: MeetingKind, parties: tuple[Party, ...], steps: Iterable[str]) -> Encounter:
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


def _inviters(reading: _Reading) -> tuple[str, ...]:
    """Whoever stands right behind "at the invitation of" in the sentence."""
    scene = reading.scene
    cues = scene.frames.cues.invitation.find(scene.doc.tokens, scene.sentence.start, scene.sentence.end)
    mentions = [m for c in scene.clauses for a in c.arguments for m in a.mentions]
    for cue in cues:
        near = [m for m in mentions if cue.end - 1 <= m.start <= cue.end + INVITER_REACH]
        if near:
            return near[0].refs
    return ()
