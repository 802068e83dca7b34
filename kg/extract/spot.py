"""Where an expression stands in its sentence: who is told before it, whose clause it is in, who does what there."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from kg.extract.document import Sentence
from kg.extract.grammar import read_grammar
from kg.extract.mentions import ActorMention
from kg.extract.reader import Reader, find_bound_start, find_clause_start, is_core

# So many actors that follow an expression are looked at.
AHEAD = 3
# A relative pronoun stands within so many tokens of its clause's beginning, behind a preposition.
RELATIVE_REACH = 3


@dataclass(frozen=True)
class Spot:
    """A token of a sentence. found: the actors before it there; ahead: those that follow in the text."""

    reader: Reader
    sentence: Sentence
    start: int
    found: Sequence[ActorMention]
    ahead: Sequence[ActorMention]

    @cached_property
    def piece(self) -> int:
        """Where the words since the last mark begin."""
        return find_clause_start(self.reader.doc, self.sentence, self.start)

    @cached_property
    def clause(self) -> int:
        """Where its clause begins, over appositions."""
        return find_bound_start(self.reader, self.sentence, self.start)

    @cached_property
    def core(self) -> Sequence[ActorMention]:
        """The people before it whom no preposition governs."""
        persons = self.reader.persons
        return [m for m in self.found if any(r in persons for r in m.refs) and is_core(self.reader, m)]

    @cached_property
    def behind(self) -> frozenset[str]:
        """Who follows in its sentence."""
        return frozenset(r for m in self.ahead[:AHEAD] if m.start < self.sentence.end for r in m.refs)

    @cached_property
    def antecedents(self) -> frozenset[str]:
        """Whom the relative pronoun of its clause means: nobody else in it does ("X, with whom she")."""
        return self._find_antecedent(self.piece) | self._find_antecedent(self.clause)

    @cached_property
    def doers(self) -> frozenset[str]:
        """Who does what is done to the one an object means: the subject of its piece, or behind it, or of its clause."""
        subjects = [m for m in self.core if m.case != "object" and not self.is_marked(m)]
        apposed = self.piece == self.start  # "whose minister, X, showed him"
        own = [m for m in subjects if m.start >= self.piece or (apposed and m.end == self.piece - 1)]
        if own:
            return frozenset(own[0].refs)
        for clause in (self.piece, self.clause):
            if self._opens_relative(clause):
                return self._find_antecedent(clause)
        following = next((m for m in self.ahead if m.start < self.sentence.end), None)
        if following is not None and is_core(self.reader, following) and not self._is_parted(following):
            return frozenset(following.refs)
        of_clause = [m for m in subjects if m.start >= self.clause] or subjects
        return frozenset(of_clause[0].refs) if of_clause else frozenset()

    def is_marked(self, mention: ActorMention) -> bool:
        """Whether a word marks someone as an object ("a Putin")."""
        tokens, cases = self.reader.doc.tokens, read_grammar(self.reader.doc.lexicon).cases
        return any(cases.get(tokens[i].norm) == "object" for i in range(max(0, mention.start - 1), mention.head))

    def _is_parted(self, following: ActorMention) -> bool:
        return any(t.text in ",;:–—" for t in self.reader.doc.tokens[self.start : following.start])

    def _opens_relative(self, clause: int) -> bool:
        tokens, relatives = self.reader.doc.tokens, read_grammar(self.reader.doc.lexicon).relatives
        until = min(clause + RELATIVE_REACH, self.start)
        return clause > self.sentence.start and any(tokens[i].norm in relatives for i in range(clause, until))

    def _find_antecedent(self, clause: int) -> frozenset[str]:
        before = [m for m in self.found if m.end <= clause]
        near = bool(before) and clause - before[-1].end <= 1
        return frozenset(before[-1].refs) if near and self._opens_relative(clause) else frozenset()
