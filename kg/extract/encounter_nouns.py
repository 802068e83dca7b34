"""Nouns of encounter: "a meeting with", "talks between", "the visit of"."""

from dataclasses import replace

from kg.extract.encounter_model import Encounter
from kg.extract.encounter_reading import Reading, has_cue, make_encounter, make_gathering, make_meeting, make_visit
from kg.extract.frames import NounFrame
from kg.extract.parties import find_owner, nearest, stand_in


def read_noun(reading: Reading, frame: NounFrame) -> list[Encounter | None]:
    clause, core = reading.clause, reading.core
    between = [a for a in clause.related("between") if a.start >= reading.end]
    if between and frame.frame != "visit":
        return [make_gathering(reading, between[0])]
    owner = find_owner(reading.scene, clause, reading.start, reading.end, core)
    called_on = [o for o in core.objects if reading.scene.has_person(o)] if has_cue(reading, "paying") else []
    if called_on and frame.frame in ("meet", "visit"):
        return [make_meeting(replace(reading, kind="meeting"), core.subject, "guest", called_on[0], "host")]
    if frame.frame == "visit":
        return [make_visit(reading, owner or core.subject) or _spoken_of(reading)]
    if frame.frame == "meet":
        first = owner or core.subject
        others = [o for o in clause.related("with") if o is not first]
        if others:
            if first is None and reading.scene.protagonist:
                first = stand_in(reading.scene, reading.scene.protagonist, "protagonist")
            return [make_meeting(reading, first, "participant", nearest(others, reading.end), "participant")]
        if owner is not None and len(owner.refs) > 1:
            return [make_gathering(reading, owner)]
        if core.subject is not None and not core.step and (frame.kind == "call" or has_cue(reading, "support")):
            return [make_gathering(reading, core.subject)]
    return [_spoken_of(reading)]


def _spoken_of(reading: Reading) -> Encounter | None:
    """ "This visit", "the talks": a noun of encounter without parties speaks of the one before, told anew."""
    anaphora = reading.scene.frames.cues.anaphora
    if not reading.start or anaphora.at(reading.scene.doc.tokens, reading.start - 1, reading.start) is None:
        return None
    return replace(make_encounter(reading, reading.kind, (), ()), effect="remark")
