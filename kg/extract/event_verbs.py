"""Verbs by which people take part: to attend, to host, to accompany, to join, to bring together."""

from dataclasses import replace

from kg.extract.encounter_model import Encounter
from kg.extract.encounter_reading import (
    Event,
    Reading,
    has_cue,
    is_passive,
    make_attendance,
    make_gathering,
    make_join,
    make_meeting,
)
from kg.extract.frames import NounFrame, VerbFrame
from kg.extract.parties import nearest, stand_in
from kg.extract.syntax import Argument


def read_attend(reading: Reading, frame: VerbFrame) -> list[Encounter | None]:
    """Those named take part in an event of the clause, or of the clause before ("..., an dem X teilnahm")."""
    attendees = _attendees(reading)
    if not attendees:
        return []
    events = reading.events or _events_before(reading)
    conference = next((e for e in events if e.frame.frame == "attend"), None)
    if conference is not None:
        return [make_attendance(reading, conference, a, "participant") for a in attendees]
    if reading.scene.listed or not any(e.frame.frame == "meet" for e in events):
        joins = reading.scene.listed or (not events and _ends_clause(reading))
        return [make_join(reading, a, ()) for a in attendees] if joins else []
    if sum(len(a.refs) for a in attendees) > 1:
        if any(_is_told_before(reading, e) for e in events):
            refs = Argument(tuple(m for a in attendees for m in a.mentions), "", "any", attendees[0].start)
            joined = make_join(reading, refs, ())
            return [replace(joined, event="session")] if joined is not None else []
        return [
            make_gathering(
                reading, Argument(tuple(m for a in attendees for m in a.mentions), "", "any", attendees[0].start)
            )
        ]
    return [make_join(reading, attendees[0], ())]


def _is_told_before(reading: Reading, event: Event) -> bool:
    """ "The session was attended by": the one spoken of before."""
    tokens, anaphora = reading.scene.doc.tokens, reading.scene.frames.cues.anaphora
    return event.start > 0 and anaphora.at(tokens, event.start - 1, event.start) is not None


def _ends_clause(reading: Reading) -> bool:
    """ "The ambassador participated.": what one took part in is the meeting spoken of."""
    tokens = reading.scene.doc.tokens
    return reading.end >= len(tokens) or not tokens[reading.end].is_word


def _attendees(reading: Reading) -> list[Argument]:
    """The subject of a verb of attending, whoever stands beside it, and who attends in the passive or after a colon."""
    core, clause, scene = reading.core, reading.clause, reading.scene
    if scene.listed:
        return [Argument(scene.listed, "", "subject", scene.listed[0].start)]
    agents = clause.related("by") if is_passive(reading) or core.subject is None else []
    found = [core.subject] if core.subject is not None else [a for a in clause.core() if scene.has_person(a)]
    found += [a for a in (*agents, *clause.related("beside")) if a not in found]
    return [a for a in found if scene.has_person(a) or any(m.kind == "agency" for m in a.mentions)]


def _events_before(reading: Reading) -> tuple[Event, ...]:
    if reading.clause.opener != "relative":
        return ()
    nouns = reading.scene.frames.nouns.find(
        reading.scene.doc.tokens, reading.scene.sentence.start, reading.clause.start
    )
    return tuple(Event(m.start, m.end, m.value) for m in nouns[-1:])


def read_accompany(reading: Reading, frame: VerbFrame) -> list[Encounter | None]:
    core, clause, scene = reading.core, reading.clause, reading.scene
    agents = [a for a in clause.related("by", "of") if a is not core.subject and a.refs]
    if frame.mood == "participle" and is_passive(reading):
        agents = agents or [a for a in core.objects if a is not core.subject]
    if frame.mood == "participle" and agents:
        lead, followers = core.subject, nearest(agents, reading.end)
    else:
        lead, followers = (core.objects[0] if core.objects else None), core.subject
        behind = [a for a in clause.core() if a.start >= reading.end and scene.has_person(a)]
        if frame.mood != "participle" and (core.subject is None or core.step) and len(behind) > 1:
            lead, followers = behind[0], behind[1]  # "Accompagnavano Crosetto X e Y"
    if lead is None or followers is None or lead is followers:
        return []
    return [make_join(reading, followers, lead.refs[:1])]


def _is_beside(reading: Reading, owner: Argument) -> bool:
    """ "An Obamas Seite", "at the side of Obama": the genitive of a side."""
    tokens = reading.scene.doc.tokens
    return reading.scene.frames.cues.side.is_in(tokens, max(0, owner.start - 2), min(len(tokens), owner.end + 1))


def read_honour(reading: Reading, frame: VerbFrame) -> list[Encounter | None]:
    """ "a dinner in honour of X": the subject is host of whoever follows."""
    guests = [a for a in reading.clause.arguments if a.mentions[0].start >= reading.end]
    return [make_meeting(reading, reading.core.subject, "host", guests[0], "guest")] if guests else []


def read_hosted(reading: Reading, frame: VerbFrame) -> list[Encounter | None]:
    """ "Gastgeber war X", "hosted by X": whoever follows is host of the meeting spoken of."""
    hosts = [a for a in reading.clause.arguments if a.mentions[0].start >= reading.end]
    nouns = [e for e in reading.events if e.frame.frame == "meet" and e.end <= reading.start]
    if hosts and reading.core.subject is not None and not reading.core.step and reading.scene.has_person(hosts[0]):
        return [make_meeting(reading, hosts[0], "host", reading.core.subject, "guest")]
    if hosts and nouns and reading.scene.protagonist and reading.core.subject is None:
        guest = stand_in(reading.scene, reading.scene.protagonist, "protagonist")
        return [make_meeting(reading, hosts[0], "host", guest, "guest")]
    joined = make_join(reading, hosts[0], ()) if hosts and hosts[0].mentions[0].kind != "country" else None
    return [replace(joined, parties=(replace(joined.parties[0], role="host"),))] if joined else []


def read_convene(reading: Reading, frame: VerbFrame) -> list[Encounter | None]:
    """ "brought both camps together": a meeting whose members may be named in the sentences that follow.

    "The summit brings A and B together" names the event instead of a host.
    """
    subject = reading.core.subject
    conference = next((e for e in reading.events if e.frame.frame == "attend" and e.end <= reading.start), None)
    if conference is not None and (subject is None or subject.start >= reading.start):
        named = [a for a in reading.clause.core() if reading.scene.has_person(a)]
        return [make_attendance(reading, conference, a, "participant") for a in named]
    if subject is None or not reading.scene.has_person(subject):
        return []
    event = Event(reading.start, reading.end, NounFrame("meet", "meeting"))
    others = [o for o in reading.core.objects if reading.scene.has_person(o)]
    return [
        make_attendance(reading, event, subject, "host"),
        *(make_attendance(reading, event, o, "guest") for o in others),
    ]


def read_join(reading: Reading, frame: VerbFrame) -> list[Encounter | None]:
    """ "Also present were A and B", "at his side sat C": whoever the clause names joins the meeting spoken of."""
    scene = reading.scene
    named = [a for a in (*reading.clause.core(), *reading.clause.related("by")) if scene.has_person(a)]
    conference = next((e for e in reading.events if e.frame.frame == "attend"), None)
    if conference is not None:
        return [make_attendance(reading, conference, a, "participant") for a in named]
    if scene.listed:
        named.append(Argument(scene.listed, "", "subject", scene.listed[0].start))
    leads: tuple[str, ...] = ()
    beside = [a for a in reading.clause.related("of") if scene.has_person(a) and _is_beside(reading, a)]
    if beside:
        leads = beside[0].refs[:1]
    elif has_cue(reading, "beside_all"):
        leads = scene.last_subject[:1]
    elif has_cue(reading, "beside"):
        company = [a for a in reading.clause.related("with", "beside") if a.mentions[0].kind == "pronoun" and a.refs]
        named = [a for a in named if a not in company]
        leads = company[0].refs[:1] if company else scene.last_person[:1]
    return [make_join(reading, argument, leads) for argument in named]
