"""Verbs by which two sides meet: to meet, to receive, to visit."""

from dataclasses import replace

from kg.extract.encounter_model import Encounter
from kg.extract.encounter_reading import (
    Reading,
    find_below,
    find_visitor,
    is_active,
    is_listed,
    is_passive,
    make_attendance,
    make_gathering,
    make_meeting,
    make_visit,
)
from kg.extract.frames import VerbFrame
from kg.extract.grammar import read_grammar
from kg.extract.parties import nearest
from kg.extract.reference_words import read_words
from kg.extract.syntax import Argument

# A word for people stands so near behind its preposition ("with a former minister").
COMPANY_REACH = 4


def read_meet(reading: Reading, frame: VerbFrame) -> list[Encounter | None]:
    core, clause = reading.core, reading.clause
    others = clause.related("with", "at") if frame.needs in ("", "with") else clause.related(frame.needs)
    if not frame.needs:
        others = [*core.objects, *(o for o in others if o not in core.objects)]
        if frame.kind == "call" or not others:
            others += clause.related("to")
    others = [o for o in others if o is not core.subject] or find_below(reading)
    if len(others) > 1 and (core.subject is None or core.step) and others[0] in core.objects:
        seen, company = others[0], [o for o in others[1:] if o.relation]
        return [make_meeting(reading, seen, "participant", nearest(company, reading.end), "participant")]
    if others:
        met = nearest(others, reading.end)
        rest = [o for o in others if met is not None and is_listed(reading, met, o)]
        return [make_meeting(reading, core.subject, "participant", o, "participant") for o in (met, *rest)]
    # "X and Y were in Berlin" is no meeting: only at X's, as the frame needs
    alone = frame.needs not in ("", "with") or _has_unknown_company(reading)
    return [] if alone else [make_gathering(reading, _with_witnesses(reading))]


def _with_witnesses(reading: Reading) -> Argument | None:
    """The subject, and who is said to be there: "im Beisein von X eröffnete Y die Brücke"."""
    subject = reading.core.subject
    witnesses = [a for a in reading.clause.related("beside") if reading.scene.has_person(a)]
    if subject is None or reading.core.step or not witnesses:
        return subject
    return replace(subject, mentions=(*subject.mentions, *(m for a in witnesses for m in a.mentions)))


def _has_unknown_company(reading: Reading) -> bool:
    """Whether a "with" stands in the clause whose party nobody could tell: the subjects met others.

    "With a handshake", "mit einem Schnaps" names no party: behind an indefinite article only words for people do.
    """
    tokens, clause = reading.scene.doc.tokens, reading.clause
    known = {i for a in clause.related("with") for i in range(a.start, a.end)}
    relations, lexicon = read_grammar(reading.scene.doc.lexicon).relations, reading.scene.doc.lexicon
    indefinite, roles = lexicon.table("phrases").get("indefinite", ()), read_words(lexicon).roles
    for i in range(clause.start, clause.end):
        match = relations.at(tokens, i, clause.end) if i not in known else None
        if match is None or match.value != "with":
            continue
        after = range(match.end, min(match.end + COMPANY_REACH, clause.end))
        thing = match.end < clause.end and tokens[match.end].norm in indefinite
        if not thing or any(roles.at(tokens, k, clause.end) is not None for k in after):
            return True
    return False


def read_receive(reading: Reading, frame: VerbFrame) -> list[Encounter | None]:
    core, clause = reading.core, reading.clause
    agents = clause.related("by")
    passive = is_passive(reading)
    if frame.mood == "participle" and agents and (passive or not is_active(reading)):
        host = nearest(agents, reading.end)
        others = [a for a in agents if host is not None and a.end <= host.start and is_listed(reading, a, host)]
        return [make_meeting(reading, a, "host", core.subject, "guest") for a in (host, *others)]
    if passive and frame.mood in ("participle", "finite"):
        places = [a for a in clause.related("with", "at") if reading.scene.has_person(a)]
        return [make_meeting(reading, places[0], "host", core.subject, "guest")] if places else []
    seen = [o for o in core.objects if reading.scene.has_person(o)] or core.objects
    seen = seen or [a for a in clause.related("to") if a is not core.subject and a.start >= reading.end]
    seen = seen or find_below(reading)
    if seen:
        first = nearest(seen, reading.end)
        rest = [o for o in seen if first is not None and is_listed(reading, first, o)]
        return [make_meeting(reading, core.subject, "host", o, "guest") for o in (first, *rest)]
    return read_host(reading, frame)


def read_host(reading: Reading, frame: VerbFrame) -> list[Encounter | None]:
    """ "hosted a ministerial": the subject is host of an event."""
    events = [e for e in reading.events if e.frame.frame == "attend" and e.start > reading.start]
    if not events or reading.core.subject is None:
        return []
    guests = [a for a in reading.clause.related("with", "beside") if reading.scene.has_person(a)]
    return [
        make_attendance(reading, events[0], reading.core.subject, "host"),
        *(make_attendance(reading, events[0], g, "guest") for g in guests),
    ]


def read_visit(reading: Reading, frame: VerbFrame) -> list[Encounter | None]:
    guest = reading.core.subject
    hosts = [o for o in reading.core.objects if o is not guest and reading.scene.has_person(o)]
    if frame.needs:
        hosts = [a for a in reading.clause.related("at", "to") if _is_called_on(reading, a)]
    if hosts:
        return [make_meeting(replace(reading, kind="meeting"), guest, "guest", hosts[0], "host")]
    visit = make_visit(reading, guest)
    conference = next((e for e in reading.events if e.frame.frame == "attend" and frame.needs), None)
    if conference is None or guest is None or not reading.scene.has_person(guest):
        return [visit]
    return [visit, make_attendance(reading, conference, guest, "guest")]


def _is_called_on(reading: Reading, host: Argument) -> bool:
    """Whether somebody is where one goes: "stayed at X's", "flew to X" ("zu X"), not what is sent or said to him."""
    scene = reading.scene
    if not scene.has_person(host) or host is reading.core.subject:
        return False
    towards = scene.frames.cues.towards.at(scene.doc.tokens, host.start, host.mentions[0].end)
    return host.relation == "at" or towards is not None


def read_await(reading: Reading, frame: VerbFrame) -> list[Encounter | None]:
    """ "Waiting for her was X", "then it was the turn of X": X receives the visitor, said or implied."""
    scene = reading.scene
    people = [a for a in reading.clause.arguments if scene.has_person(a)]
    if frame.needs and all(a.relation != frame.needs for a in people):
        return []
    pronoun = next((a for a in people if a.case == "object" and a.mentions[0].kind in ("pronoun", "role")), None)
    named = [a for a in people if a is not pronoun]
    if pronoun is None and len(named) > 1:
        seen = next((a for a in named if a.case == "object" or a.relation in ("for", "of", "to")), named[-1])
        return [make_meeting(reading, next(a for a in named if a is not seen), "host", seen, "guest")]
    if not named:
        return []
    host, subject = named[0], reading.core.subject
    near = subject if reading.core.step == "inherited subject" and subject is not host else None
    return [make_meeting(reading, host, "host", pronoun or near or find_visitor(reading, host), "guest")]
