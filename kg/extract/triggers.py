"""Words of a sentence that may tell of an encounter, with every reading of them."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from kg.extract.document import Document, Sentence
from kg.extract.frames import Frames, NounFrame, VerbFrame
from kg.extract.lexicon import Matcher
from kg.extract.mentions import ActorMention

TriggerFrame = VerbFrame | NounFrame
# A form that is several is read as participle first: it wants an auxiliary, which the clause shows.
_READING_ORDER = {"participle": 0, "finite": 1, "future": 1, "infinitive": 2}


@dataclass(frozen=True, slots=True)
class Trigger:
    """Words that may tell of an encounter, with every reading of them, likelier ones first."""

    start: int
    end: int
    frames: tuple[TriggerFrame, ...]

    @property
    def is_finite(self) -> bool:
        return any(isinstance(f, VerbFrame) and f.mood in ("finite", "future") for f in self.frames)


def find_triggers(
    doc: Document, frames: Frames, sentence: Sentence, actors: Sequence[ActorMention]
) -> tuple[Trigger, ...]:
    """Verb and noun triggers from left to right; the longest words win, and keep all their readings."""
    named = {i for m in actors for i in range(m.head, m.end) if m.kind in ("name", "surname", "agency")}
    triggers: list[Trigger] = []
    free = sentence.start
    for i in doc.tokens.spots(frames.gate, sentence.start, sentence.end):
        if i < free or i in named:
            continue
        verbs = frames.verbs.all_at(doc.tokens, i, sentence.end)
        nouns = frames.nouns.all_at(doc.tokens, i, sentence.end)
        end = max([i, *(m.end for m in verbs), *(m.end for m in nouns)])
        if end == i:
            continue
        readings = sorted((m.value for m in verbs if m.end == end), key=lambda f: _READING_ORDER[f.mood])
        triggers.append(Trigger(i, end, (*readings, *(m.value for m in nouns if m.end == end))))
        free = end
    return tuple(triggers)


@cache
def read_particle(particle: str) -> Matcher[bool]:
    """Compiles what a verb wants beside it, patterns with ";" between, to be one of encounter."""
    return Matcher((pattern, True) for pattern in particle.split(";"))


def may_be_whole(doc: Document, frame: TriggerFrame, start: int, end: int) -> bool:
    """Whether what a verb wants beside it stands in a clause: "hat" of "hat ... zu Gast" is else any "has"."""
    particle = frame.particle if isinstance(frame, VerbFrame) else ""
    return not particle or read_particle(particle).is_in(doc.tokens, start, end)
