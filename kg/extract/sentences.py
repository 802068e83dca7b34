"""The sentences of an article as scenes: clauses, actors, and what the sentence before leaves to this one."""

from collections.abc import Iterator, Sequence
from typing import Generic, TypeVar

from kg.extract.document import Document, Sentence
from kg.extract.frames import read_frames
from kg.extract.mentions import ActorMention, Cast, PlaceMention
from kg.extract.outlook import find_sentences_to_come
from kg.extract.parties import Scene
from kg.extract.protagonist import find_home, find_homes, find_protagonist
from kg.extract.syntax import Clause, read_clauses
from kg.extract.triggers import Trigger, find_triggers

M = TypeVar("M", ActorMention, PlaceMention)
BULLETS = frozenset("-–—•*·")


def read_sentences(doc: Document, cast: Cast, places: Sequence[PlaceMention]) -> Iterator[Scene]:
    """Yields one scene a sentence, in text order. places: of the article, in text order."""
    frames = read_frames(doc.lexicon)
    persons = frozenset(p.id for p in cast.persons)
    lists = find_lists(doc, cast)
    mentions, spots = _Window(cast.mentions), _Window(places)
    last_subject: tuple[str, ...] = ()
    last_person: tuple[str, ...] = ()
    protagonist = find_protagonist(doc, cast, find_home(places))
    homes = find_homes(cast)
    to_come = find_sentences_to_come(doc)
    for sentence in doc.sentences:
        actors = mentions.within(sentence)
        triggers = find_triggers(doc, frames, sentence, actors)
        clauses = read_clauses(doc, sentence, actors, _find_verbs(doc, triggers))
        listed = lists.get(sentence.index, ())
        yield Scene(
            doc=doc,
            frames=frames,
            sentence=sentence,
            clauses=clauses,
            triggers=triggers,
            places=spots.within(sentence),
            last_subject=(cast.omitted[sentence.index],) if sentence.index in cast.omitted else last_subject,
            last_person=last_person,
            protagonist=(protagonist,) if protagonist is not None else (),
            homes=homes,
            to_come=sentence.index in to_come,
            listed=listed,
            persons=persons,
        )
        last_subject = _leading_subject(clauses, persons) or last_subject
        people = [m.refs for m in actors if any(r in persons for r in m.refs)]
        last_person = people[-1] if people else last_person


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


def find_lists(doc: Document, cast: Cast) -> dict[int, tuple[ActorMention, ...]]:
    """The first person of each bulleted paragraph, by the sentence whose colon opens the list."""
    first: dict[int, ActorMention] = {}
    for mention in cast.mentions:
        if mention.kind in ("name", "surname"):
            first.setdefault(doc.sentence_of(mention.start).index, mention)
    lists: dict[int, tuple[ActorMention, ...]] = {}
    opener: int | None = None
    for sentence in doc.sentences:
        if doc.tokens[sentence.start].text in BULLETS:
            if opener is not None and sentence.index in first:
                lists[opener] = (*lists.get(opener, ()), first[sentence.index])
        else:
            opener = sentence.index if doc.tokens[sentence.end - 1].text == ":" else None
    return lists


def _leading_subject(clauses: Sequence[Clause], persons: frozenset[str]) -> tuple[str, ...]:
    for clause in clauses:
        if clause.opener in ("main", "coordinate"):
            for argument in clause.core():
                if argument.case != "object" and any(r in persons for r in argument.refs):
                    return argument.refs
    return ()


def _find_verbs(doc: Document, triggers: Sequence[Trigger]) -> frozenset[int]:
    """Tokens that are verbs of encounter; where nouns have capitals, a capital ("his guest") is none."""
    nouns = bool(doc.lexicon.table("phrases").get("capital_nouns", False))
    first = {doc.sentence_of(t.start).start for t in triggers}
    return frozenset(
        t.start
        for t in triggers
        if t.is_finite and (not nouns or t.start in first or any(not w.is_capital for w in doc.tokens[t.start : t.end]))
    )
