"""Who encounters whom in a sentence: each trigger word takes its parties from the clause it stands in.

Refuses to guess: without a second party, with a wish instead of an event, or with the same person on both sides,
nothing is found.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from kg.extract.encounter_model import Encounter
from kg.extract.encounter_nouns import read_noun
from kg.extract.encounter_reading import Event, Reading, has_cue
from kg.extract.encounter_verbs import read_await, read_host, read_meet, read_receive, read_visit
from kg.extract.event_verbs import read_accompany, read_attend, read_convene, read_honour, read_hosted, read_join
from kg.extract.frames import NounFrame, VerbFrame
from kg.extract.grammar import read_grammar
from kg.extract.parties import Scene, read_core
from kg.extract.status import read_status
from kg.extract.syntax import Clause
from kg.extract.triggers import Trigger, TriggerFrame, read_particle

# How far before a verb of travel the word may stand that makes it hearsay.
HEARSAY_REACH = 2


def find_encounters(scenes: Iterable[Scene]) -> tuple[Encounter, ...]:
    """Returns the encounters of an article in text order. scenes: its sentences (kg.extract.sentences)."""
    found: list[Encounter] = []
    for scene in scenes:
        for number, clause in enumerate(scene.clauses):
            own = [t for t in scene.triggers if clause.start <= t.start < clause.end]
            for trigger in own:
                found.extend(_read_trigger(scene, number, trigger, own))
    return tuple(found)


def _read_trigger(scene: Scene, number: int, trigger: Trigger, siblings: Sequence[Trigger]) -> list[Encounter]:
    """Tries the readings of a trigger in turn; the first that finds an encounter stands."""
    clause = scene.clauses[number]
    events = tuple(
        Event(t.start, t.end, f) for t in siblings if t is not trigger for f in t.frames if isinstance(f, NounFrame)
    )
    core = read_core(scene, number, trigger.start, trigger.end)
    weak: list[Encounter] = []
    went = _has_gone(scene, trigger.start)
    for frame in trigger.frames:
        reading = Reading(scene, clause, core, trigger.start, trigger.end, frame.kind, events)
        found = _read_verb(reading, frame) if isinstance(frame, VerbFrame) else read_noun(reading, frame)
        settled = [_with_status(scene, clause, trigger, frame, e, went) for e in found if e is not None]
        if any(e.settled and e.effect != "remark" for e in settled):
            return settled
        weak = weak or settled
    return weak


def _has_gone(scene: Scene, point: int) -> bool:
    """Whether a verb of travel, or of waiting, not itself planned, stands before a token: "flew to Oslo to meet"."""
    verbs = scene.frames.verbs.find(scene.doc.tokens, scene.sentence.start, point)
    wish = scene.frames.cues.wish  # "would have flown to Oslo to meet" is hearsay
    return any(
        m.value.frame in ("visit", "await")
        and m.value.mood in ("finite", "participle")
        and not wish.is_in(scene.doc.tokens, max(scene.sentence.start, m.start - HEARSAY_REACH), m.start)
        for m in verbs
    )


def _with_status(
    scene: Scene, clause: Clause, trigger: Trigger, frame: TriggerFrame, found: Encounter, went: bool
) -> Encounter:
    mood = frame.mood if isinstance(frame, VerbFrame) and not _is_present(scene, clause, trigger) else "finite"
    reading = read_status(
        scene.doc, scene.frames.cues, scene.sentence, clause, trigger.start, mood, went, isinstance(frame, VerbFrame)
    )
    ahead = scene.to_come and reading.status == "held" and not reading.background
    return replace(
        found,
        status="planned" if ahead else reading.status,
        settled=reading.settled,
        background=reading.background,
        reasons=(*found.reasons, *reading.reasons, *(("told ahead",) if ahead else ())),
    )


def _is_present(scene: Scene, clause: Clause, trigger: Trigger) -> bool:
    """Whether what looks like an infinitive is the verb of its clause, where infinitives stand last: "treffen sich in"."""
    grammar, tokens = read_grammar(scene.doc.lexicon), scene.doc.tokens
    if not scene.verb_last or not any(isinstance(f, VerbFrame) and f.mood == "infinitive" for f in trigger.frames):
        return False
    last = trigger.end >= clause.end or not tokens[trigger.end].is_word
    ruled = any(t.norm in grammar.auxiliaries for t in tokens[clause.start : clause.end])
    return not last and not ruled and tokens[trigger.start - 1].norm not in grammar.infinitive_marks


def _read_verb(reading: Reading, frame: VerbFrame) -> list[Encounter | None]:
    readers = {
        "meet": read_meet,
        "receive": read_receive,
        "await": read_await,
        "visit": read_visit,
        "attend": read_attend,
        "host": read_host,
        "accompany": read_accompany,
        "join": read_join,
        "convene": read_convene,
        "honour": read_honour,
        "hosted": read_hosted,
    }
    reader = readers.get(frame.frame)
    return reader(reading, frame) if reader and _is_whole(reading, frame) else []


def _is_whole(reading: Reading, frame: VerbFrame) -> bool:
    """A separable verb has its particle in the clause, a reflexive one its pronoun."""
    frame_cues = reading.scene.frames.cues
    if frame.particle and not _has_particle(reading, frame.particle):
        return False
    if frame.mood == "infinitive" and frame_cues.infinitive and not _is_governed(reading):
        return False
    return not frame.reflexive or has_cue(reading, "reflexive")


def _has_particle(reading: Reading, particle: str) -> bool:
    """Whether what makes a verb one of encounter follows in the clause; a noun may stand before the verb too."""
    tokens, clause, matcher = reading.scene.doc.tokens, reading.clause, read_particle(particle)
    prepositions = {a.start for a in clause.arguments if a.relation}  # "stellte sich vor ihn" is no "stellte sich vor"
    if any(m.start not in prepositions for m in matcher.find(tokens, reading.start, clause.end)):
        return True
    return any(tokens[m.end - 1].is_capital for m in matcher.find(tokens, clause.start, reading.start))


def _is_governed(reading: Reading) -> bool:
    """Whether an infinitive has its "to" or "will" before it, or shares one: "will address and pay a call on"."""
    tokens, start, first = reading.scene.doc.tokens, reading.start, reading.clause.start
    cues = reading.scene.frames.cues.infinitive
    if cues.find(tokens, max(first, start - 2), start):
        return True
    joined = start > first and tokens[start - 1].norm in read_grammar(reading.scene.doc.lexicon).conjunctions
    return joined and bool(cues.find(tokens, first, start))
