"""Recipients named apart from the sentence that tells of the giving: in lists, under headings, in sentences after it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from kg.extract.award_reading import AwardReading, FoundAward
from kg.extract.award_words import AwardWords
from kg.extract.document import Document, Sentence
from kg.extract.honours import Honour
from kg.extract.mentions import ActorMention
from kg.extract.parties import Scene
from kg.extract.sentences import BULLETS

# A sentence may name more recipients of what was named so many sentences before.
MORE_REACH = 2
# Whoever gave decorations to people not yet named gives those told in so many sentences after.
GIVER_REACH = 5
# A heading of a list ("Grand Cross") is that short, a line without a bullet has its name that early.
HEADING_TOKENS = 8
NAME_REACH = 6


@dataclass(frozen=True, slots=True)
class _Giving:
    """A sentence in which someone gives something to people it does not name. giver: a ref or None."""

    giver: str | None
    honour: Honour | None
    sentence: int


class AwardLists:
    """What earlier sentences leave open: who gives, what is given, whether a list is under way."""

    def __init__(self, doc: Document, words: AwardWords) -> None:
        self.doc = doc
        self.words = words
        self._open: _Giving | None = None
        self._list: _Giving | None = None
        self._named: tuple[int, Honour] | None = None
        self._last: FoundAward | None = None

    def item(self, reading: AwardReading) -> list[FoundAward]:
        """Returns the award of a line of a list under way; a heading in it tells what the lines below are given."""
        if self._list is None or _is_bare_number(self.doc, reading.scene.sentence):
            return []
        sentence = reading.scene.sentence
        honour = next((h for h in reading.honours if not h.bare), None)
        people = reading.ground.people
        if not people and honour is not None and sentence.end - sentence.start <= HEADING_TOKENS:
            self._list = replace(self._list, honour=honour)
            return []
        if not (people and self._is_line(sentence, people[0])):
            self._list = None
            return []
        given = honour or self._list.honour
        if given is None or given.bare:
            return []
        reasons = (f"decoration: {given.name!r}", "line of a list")
        giver = self._list.giver
        recipients = tuple(r for r in people[0].refs if r in reading.scene.persons and r != giver)
        if not recipients:
            return []
        start = honour.start if honour is not None else sentence.start
        return [
            FoundAward(
                given.name,
                recipients,
                giver,
                sentence.index,
                start,
                giver is not None,
                reasons,
                occasion=self._list.sentence if giver is not None else None,
            )
        ]

    def more(self, reading: AwardReading) -> list[FoundAward]:
        """Returns the award of a sentence that only names more recipients of what was named shortly before."""
        if self._named is None or reading.scene.sentence.index - self._named[0] > MORE_REACH:
            return []
        return reading.listed(self._named[1], self._last)

    def with_giver(self, awards: Sequence[FoundAward], scene: Scene) -> list[FoundAward]:
        """Returns the awards, those without a giver given by whoever was said to give to people not yet named."""
        giver = self._open.giver if self._open is not None else None
        if self._open is None or giver is None or scene.sentence.index - self._open.sentence > GIVER_REACH:
            return list(awards)
        return [
            replace(a, conferrer=giver, face_to_face=True, occasion=self._open.sentence)
            if a.conferrer is None and giver not in a.recipients
            else a
            for a in awards
        ]

    def note(self, reading: AwardReading, awards: Sequence[FoundAward]) -> None:
        """Takes in what a sentence leaves open for those that follow."""
        sentence = reading.scene.sentence
        if _is_bare_number(self.doc, sentence):
            return
        honour = next((h for h in reversed(reading.honours) if not h.bare), None)
        if honour is not None:
            self._named = sentence.index, honour
        if awards:
            self._last = awards[-1]
        giving = None if awards else reading.giving()
        if giving is not None:
            self._open = _Giving(giving.refs[0], honour, sentence.index)
        if self._list is None and self._opens_list(reading):
            inforce = self._open is not None and sentence.index - self._open.sentence <= GIVER_REACH
            giver = self._open.giver if self._open is not None and inforce else None
            self._list = _Giving(
                giver, honour or (self._open.honour if self._open and inforce else None), sentence.index
            )

    def _opens_list(self, reading: AwardReading) -> bool:
        """Whether lines follow: a colon after words of giving, or a heading that says whose names come."""
        sentence, tokens = reading.scene.sentence, self.doc.tokens
        named = self.words.cues["headings"].is_in(tokens, sentence.start, sentence.end)
        if tokens[sentence.end - 1].text == ":":
            return named or bool(reading.verbs and reading.honours)
        return named and sentence.end - sentence.start <= HEADING_TOKENS and tokens[sentence.end - 1].is_word

    def _is_line(self, sentence: Sentence, first: ActorMention) -> bool:
        """Whether a sentence is a line of a list: after a bullet or a number, or a name with no full stop behind."""
        tokens, start = self.doc.tokens, sentence.start
        if tokens[start].text in BULLETS or tokens[start].is_number:
            return True
        before = self.doc.sentence_of(start - 1) if start else None
        if before is not None and _is_bare_number(self.doc, before):
            return True
        return first.start - start <= NAME_REACH and tokens[sentence.end - 1].text not in ".!?"


def _is_bare_number(doc: Document, sentence: Sentence) -> bool:
    """Whether a sentence is but the number of a line: "1."."""
    return not any(t.is_word for t in doc.tokens[sentence.start : sentence.end])
