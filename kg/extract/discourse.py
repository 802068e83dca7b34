"""Who was spoken of so far, and what a reader of references knows of the article."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from kg.extract.attachment import GENITIVE
from kg.extract.document import Document, Sentence
from kg.extract.grammar import read_grammar
from kg.extract.mentions import ActorMention, PlaceMention
from kg.extract.reference_words import Gender, RoleWord, Words
from kg.facts.model import Person

# How many sentences back a pronoun, a role or a group may reach.
PRONOUN_REACH = 2
ROLE_REACH = 40
GROUP_REACH = 6
# Weights of salience: a subject of the sentence before outweighs all but a protagonist who was spoken of since.
SUBJECT = 1.5
# Whom a pronoun meant in the sentence before, else its subject, is the centre of what follows.
CENTRE = 2.0
PROTAGONIST = 2.0
# A subject pronoun goes on with the subject that opens its own sentence before all others.
OPENING = 4.0
# The protagonist stays in mind however long ago he was named; his age counts no more than that.
PROTAGONIST_AGE = 2
# So many tokens back a clause is looked for, whatever the length of the sentence.
CLAUSE_REACH = 80


@dataclass
class Discourse:
    """Who was spoken of, by sentence: the last sentence of each ref, and the subject of the last sentence."""

    last_seen: dict[str, int] = field(default_factory=dict)
    order: list[str] = field(default_factory=list)
    first_seen: dict[str, int] = field(default_factory=dict)
    subject: str | None = None
    subject_sentence: int = -9
    centre: str | None = None
    weights: dict[str, float] = field(default_factory=dict)
    crowds: dict[int, list[str]] = field(default_factory=dict)
    delegation: tuple[str, ...] = ()
    protagonist: str | None = None
    home: str | None = None

    def note(self, refs: Sequence[str], sentence: int) -> None:
        for ref in refs:
            self.last_seen[ref] = sentence
            self.first_seen.setdefault(ref, len(self.first_seen))
            if ref in self.order:
                self.order.remove(ref)
            self.order.append(ref)
            # The one with whom the article opens is its protagonist; being spoken of again adds less and less.
            self.weights[ref] = min(PROTAGONIST, self.weights.get(ref, 0.0) + (1.0 if sentence <= 2 else 0.25))

    def note_named(self, refs: Sequence[str], sentence: int) -> None:
        """Persons named side by side in a sentence may be a delegation later."""
        self.note(refs, sentence)
        crowd = self.crowds.setdefault(sentence, [])
        crowd.extend(r for r in refs if r not in crowd)

    def salience(self, ref: str, sentence: int) -> float:
        """How likely a pronoun in `sentence` means ref: the last subject before the protagonist before others."""
        age = sentence - self.last_seen[ref]
        if ref == self.protagonist:
            age = min(age, PROTAGONIST_AGE) - 1
        subject = SUBJECT if ref == self.subject and sentence - self.subject_sentence <= 1 else 0.0
        centre = CENTRE if ref == self.centre and sentence - self.subject_sentence <= 1 else 0.0
        return subject + centre + self.weights.get(ref, 0.0) - age

    def within(self, sentence: int, reach: int) -> list[str]:
        """Those named at most `reach` sentences before, the earliest first, and always the protagonist."""
        return [r for r in self.order if sentence - self.last_seen[r] <= reach or r == self.protagonist]


@dataclass(frozen=True)
class Reader:
    doc: Document
    words: Words
    persons: Mapping[str, Person]
    genders: dict[str, Gender | None]
    homes: Mapping[str, str | None]
    titles: Mapping[str, RoleWord]
    places: Mapping[int, PlaceMention]
    quoted: frozenset[int]


def is_core(reader: Reader, mention: ActorMention) -> bool:
    """Whether no genitive or preposition right before a mention hangs it on another word."""
    if mention.reason == GENITIVE or not mention.start:
        return mention.reason != GENITIVE
    grammar, tokens, start = read_grammar(reader.doc.lexicon), reader.doc.tokens, mention.start
    after_example = any(
        (match := grammar.examples.at(tokens, j, start)) is not None and match.end == start
        for j in range(max(0, start - 2), start)
    )
    return not after_example and grammar.relations.at(tokens, start - 1, start) is None


def find_clause_start(doc: Document, sentence: Sentence, token: int) -> int:
    """A pronoun cannot mean another actor of its own clause; a clause is taken to begin after the last mark."""
    while token > sentence.start and doc.tokens[token - 1].text not in ",;:–—":
        token -= 1
    return token


def find_bound_start(reader: Reader, sentence: Sentence, token: int) -> int:
    """Where the clause of a token begins, over appositions: whoever stands there is not meant by an object pronoun."""
    tokens, grammar = reader.doc.tokens, read_grammar(reader.doc.lexicon)
    first = max(sentence.start, token - CLAUSE_REACH)
    start, outer = first, first
    inner = grammar.subordinators.at(tokens, first, token) is not None
    for i in tokens.spots(grammar.cutters, first, token):
        if tokens[i].text in ";:–—":
            start, outer, inner = i + 1, i + 1, False
        elif tokens[i].text == "," and inner:
            # The comma that closes an inner clause takes up the outer one; one that opened the sentence is over.
            start, outer, inner = (i + 1, i + 1, False) if start == outer else (outer, outer, False)
        elif i > first and _opens_inner(reader, i, token):
            start, inner = i, True
    return start


def _opens_inner(reader: Reader, i: int, limit: int) -> bool:
    grammar, tokens = read_grammar(reader.doc.lexicon), reader.doc.tokens
    if grammar.subordinators.at(tokens, i, limit) is not None:
        return True
    return tokens[i].norm in grammar.relatives and (tokens[i - 1].text == "," or not grammar.relative_needs_comma)
