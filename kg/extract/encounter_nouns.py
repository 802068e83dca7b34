"""Nouns of encounter: "a meeting with", "talks between", "the visit of"."""

from dataclasses import replace

from kg.extract.encounter_model import Encounter
from kg.extract.encounter_reading import (
    Reading,
    find_below,
    find_visitor,
    has_cue,
    is_listed,
    make_encounter,
    make_gathering,
    make_meeting,
    make_visit,
)
from kg.extract.frames import NounFrame, VerbFrame
from kg.extract.grammar import read_grammar
from kg.extract.parties import find_owner, nearest
from kg.extract.syntax import Argument

# Whom a visit is paid to is named so close behind the visitor.
NEXT_TOKENS = 2


def read_noun(reading: Reading, frame: NounFrame) -> list[Encounter | None]:
    clause, core = reading.clause, reading.core
    between = [
        a
        for a in clause.related("between")
        if a.start >= reading.end or a.start == clause.start or _is_impersonal(reading)
    ]
    if between and frame.frame != "visit":
        return [make_gathering(reading, between[0])]
    owner = find_owner(reading.scene, clause, reading.start, reading.end, core)
    called_on = [o for o in core.objects if reading.scene.has_person(o)] if has_cue(reading, "paying") else []
    if called_on and frame.frame in ("meet", "visit"):
        return [make_meeting(replace(reading, kind="meeting"), core.subject, "guest", called_on[0], "host")]
    hosts = [a for a in clause.related("at") if a.start >= reading.end and reading.scene.has_person(a)]
    if frame.frame == "visit" and hosts:
        return [make_meeting(replace(reading, kind="meeting"), owner or core.subject, "guest", hosts[0], "host")]
    if frame.frame == "visit" and owner is not None:
        hosts = [a for a in clause.arguments if reading.scene.has_person(a) and 0 <= a.start - owner.end <= NEXT_TOKENS]
        hosts = [a for a in hosts if a.relation in ("to", "at") or (a.case == "object" and not a.relation)]
        if hosts and owner.start >= reading.end:  # "the visit of X to Y"
            return [make_meeting(replace(reading, kind="meeting"), owner, "guest", hosts[0], "host")]
    if frame.frame == "visit":
        return [make_visit(reading, owner or core.subject) or _spoken_of(reading)]
    if frame.frame == "meet":
        first = owner or core.subject
        others = [o for o in clause.related("with") if o is not first]
        others = others or [o for o in clause.related("at") if o is not first and o.start >= reading.end]
        if not others and has_cue(reading, "support"):  # "granted an audience to"
            others = [o for o in clause.related("to") if o is not first and o.start >= reading.end]
        others = others or find_below(reading)
        if others:
            met = nearest(others, reading.end)
            # The subject of the sentence before is not that of a note without a verb: the visitor is.
            dropped = owner is None and core.step == "dropped subject" and not has_cue(reading, "support")
            if met is not None and (first is None or dropped):
                first = find_visitor(reading, met) or first
            rest = [o for o in others if met is not None and is_listed(reading, met, o)]
            return [make_meeting(reading, first, "participant", o, "participant") for o in (met, *rest)]
        listed = _find_behind_colon(reading) if first is not None else []
        if listed:
            return [make_meeting(reading, first, "participant", o, "participant") for o in listed]
        if owner is not None and len(owner.refs) > 1:
            return [make_gathering(reading, owner)]
        host = _find_only_party(reading, owner)
        if host is not None:
            return [make_meeting(reading, host, "host", find_visitor(reading, host), "guest")]
        if core.subject is not None and not core.step and (frame.kind == "call" or has_cue(reading, "support")):
            return [make_gathering(reading, core.subject)]
    return [_spoken_of(reading)]


def _is_impersonal(reading: Reading) -> bool:
    """Whether nobody but those of a "between" stands in the clause: "between X and Y there were talks"."""
    clause, scene = reading.clause, reading.scene
    named = [a for a in clause.arguments if scene.has_person(a)]
    return all(a.relation == "between" for a in named) and len(named) == 1


def _find_behind_colon(reading: Reading) -> list[Argument]:
    """Whom a list behind a colon names, one by one: "a series of meetings of X: A, B and C"; with a verb it tells
    something else."""
    scene, clause = reading.scene, reading.clause
    tokens = scene.doc.tokens
    colon = next((i for i in range(reading.end, clause.end) if tokens[i].text == ":"), clause.end)
    auxiliaries = read_grammar(scene.doc.lexicon).auxiliaries
    if any(t.start > colon for t in scene.triggers) or any(t.norm in auxiliaries for t in tokens[colon : clause.end]):
        return []
    listed = [a for a in clause.core() if a.start >= colon and scene.has_person(a)]
    apart = [replace(a, mentions=(m,), start=m.start) for a in listed for m in a.mentions]
    return apart if len(apart) > 1 else []


def _find_only_party(reading: Reading, owner: Argument | None) -> Argument | None:
    """Who alone is said to take part: "a dinner given by X", "audience at the palace of X", "talks at X's residence"."""
    scene, clause = reading.scene, reading.clause
    people = [a for a in clause.arguments if scene.has_person(a)]
    takes_part = any(
        isinstance(frame, VerbFrame) and frame.frame in ("attend", "join", "accompany")
        for trigger in scene.triggers
        if clause.start <= trigger.start < clause.end
        for frame in trigger.frames
    )
    if len(people) != 1 or people[0].start < reading.end or takes_part:
        return None
    only = people[0]
    return only if only is owner or only.relation in ("by", "at") else None


def _spoken_of(reading: Reading) -> Encounter | None:
    """ "This visit", "the talks": a noun of encounter without parties speaks of the one before, told anew."""
    anaphora = reading.scene.frames.cues.anaphora
    if not reading.start or anaphora.at(reading.scene.doc.tokens, reading.start - 1, reading.start) is None:
        return None
    return replace(make_encounter(reading, reading.kind, (), ()), effect="remark")
