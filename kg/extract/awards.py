"""Finds decorations given: what was awarded, to whom, by whom.

A noun of decoration and a verb of giving or receiving must stand in one sentence, with a recipient that the sentence
names. What is proposed, planned, refused or wished for is no award.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal, get_args

from kg.errors import InputError
from kg.extract.document import Document, Sentence
from kg.extract.frames import read_frames
from kg.extract.lexicon import Lexicon, Match, Matcher
from kg.extract.mentions import ActorMention
from kg.extract.parties import Scene, read_core
from kg.extract.syntax import Argument

Frame = Literal["give", "get", "decorate"]
# "The medal" means one told this many sentences before.
RETOLD_REACH = 6
FRAMES: tuple[Frame, ...] = get_args(Frame)


@dataclass(frozen=True, slots=True)
class FoundAward:
    """A decoration given. recipients: at least one; conferrer: a ref or None; face_to_face: handed over by a person;
    generic: named by a common noun alone."""

    name: str
    recipients: tuple[str, ...]
    conferrer: str | None
    sentence: int
    trigger: int
    face_to_face: bool
    reasons: tuple[str, ...]
    generic: bool = False


@dataclass(frozen=True)
class _Words:
    """The lexicon table [awards]: nouns of decoration, verbs by frame, words that a name of one may hold."""

    nouns: Matcher[bool]
    verbs: Matcher[Frame]
    links: frozenset[str]
    passive: Matcher[bool]
    generic: Matcher[bool]


@cache
def read_award_words(lexicon: Lexicon) -> _Words:
    """Compiles the table [awards] of a lexicon.

    Raises:
        InputError: an unknown frame.
    """
    table = lexicon.table("awards")
    verbs = table.get("verbs", {})
    unknown = sorted(set(verbs) - set(FRAMES))
    if unknown:
        raise InputError(
            f"lang/{lexicon.language}.toml [awards]: unknown frame {unknown[0]!r}; use {', '.join(FRAMES)}"
        )
    return _Words(
        nouns=Matcher((p, True) for p in table.get("nouns", ())),
        verbs=Matcher((p, frame) for frame in FRAMES for p in verbs.get(frame, ())),
        links=frozenset(table.get("links", ())),
        passive=Matcher((p, True) for p in table.get("passive", ())),
        generic=Matcher((p, True) for p in table.get("generic", ())),
    )


def find_awards(doc: Document, scenes: Iterable[Scene]) -> tuple[FoundAward, ...]:
    """Returns the decorations given, in text order; one that is told twice only once.

    scenes: the article's sentences (kg.extract.sentences).
    """
    words = read_award_words(doc.lexicon)
    if not words.nouns:
        return ()
    found: list[FoundAward] = []
    for scene in scenes:
        nouns = words.nouns.find(doc.tokens, scene.sentence.start, scene.sentence.end)
        verbs = words.verbs.find(doc.tokens, scene.sentence.start, scene.sentence.end) if nouns else []
        if not verbs or _is_unsettled(doc, scene.sentence):
            continue
        award = _read_award(doc, words, scene, nouns[0], verbs, scene.listed)
        if award is not None and not any(
            set(award.recipients) <= set(a.recipients) for a in found if a.name == award.name
        ):
            found.append(award)
    return tuple(found)


def _is_unsettled(doc: Document, sentence: Sentence) -> bool:
    cues = read_frames(doc.lexicon).cues
    return any(
        matcher.find(doc.tokens, sentence.start, sentence.end) for matcher in (cues.wish, cues.denied, cues.cancelled)
    )


def _read_award(
    doc: Document,
    words: _Words,
    scene: Scene,
    noun: Match[bool],
    verbs: Sequence[Match[Frame]],
    listed: tuple[ActorMention, ...],
) -> FoundAward | None:
    verb = min(verbs, key=lambda v: abs(v.start - noun.start))
    number = next((n for n, c in enumerate(scene.clauses) if c.start <= verb.start < c.end), None)
    if number is None:
        return None
    clause = scene.clauses[number]
    core = read_core(scene, number, verb.start, verb.end)
    agents = [a for a in clause.related("by") if a is not core.subject]
    giver: Argument | None = agents[0] if agents else None
    passive = bool(words.passive.find(doc.tokens, clause.start, clause.end))
    if verb.value == "get" or (verb.value == "decorate" and passive):
        recipients = core.subject
    else:
        giver = core.subject
        recipients = _recipients(scene, core.objects, clause.related("to", "with"), giver)
    refs = tuple(m.refs[0] for m in listed) if listed else _persons(scene, recipients)
    if not refs or (giver is not None and giver.refs[0] in refs):
        return None
    first, last = _name_of(doc, words, noun, scene.sentence)
    name = doc.text_of(first, last)
    conferrer = giver.refs[0] if giver is not None else _body_of(scene, first, last)
    handed = verb.value != "get" and conferrer in scene.persons
    reasons = (f"{verb.value}: {doc.text_of(verb.start, verb.end)!r}", f"decoration: {name!r}")
    generic = words.generic.at(doc.tokens, noun.start) is not None and len(name.split()) <= 1
    honour = words.generic.at(doc.tokens, noun.start) is not None and _is_country(scene, noun.end)
    return FoundAward(name, refs, conferrer, scene.sentence.index, noun.start, handed, reasons, generic or honour)


def _is_country(scene: Scene, i: int) -> bool:
    """ "the highest honour of the United States": what follows names a country, not the decoration."""
    mentions = (m for c in scene.clauses for a in c.arguments for m in a.mentions)
    return any(m.kind == "country" and 0 <= m.start - i <= 2 for m in mentions)


def _recipients(
    scene: Scene, objects: Sequence[Argument], others: Sequence[Argument], giver: Argument | None
) -> Argument | None:
    candidates = [a for a in (*objects, *others) if a is not giver and scene.has_person(a)]
    return candidates[0] if candidates else None


def _persons(scene: Scene, argument: Argument | None) -> tuple[str, ...]:
    return tuple(r for r in argument.refs if r in scene.persons) if argument is not None else ()


def _name_of(doc: Document, words: _Words, noun: Match[bool], sentence: Sentence) -> tuple[int, int]:
    """The noun of decoration with the capitalised words, adjectives and links around it that name it."""
    start, end = noun.start, noun.end
    while start > sentence.start and doc.tokens[start - 1].is_capital and doc.tokens[start - 1].is_word:
        start -= 1
    last = end
    while end < sentence.end and end - noun.end < 8 and _continues_name(doc, words, end):
        end += 1
        if doc.tokens[end - 1].is_capital or doc.tokens[end - 1].norm not in words.links:
            last = end
    return start, last


def _body_of(scene: Scene, start: int, end: int) -> str | None:
    """The agency that the name of a decoration holds: "gold medal of the National Police"."""
    mentions = (m for c in scene.clauses for a in c.arguments for m in a.mentions)
    return next((m.refs[0] for m in mentions if m.kind == "agency" and start < m.start and m.end <= end), None)


def _continues_name(doc: Document, words: _Words, i: int) -> bool:
    token = doc.tokens[i]
    if not token.is_word:
        return False
    if token.is_capital or token.norm in words.links:
        return True
    if doc.tokens[i - 1].norm not in words.links or i + 1 >= len(doc.tokens):
        return False
    return doc.tokens[i + 1].is_capital or doc.tokens[i + 1].norm in words.links
