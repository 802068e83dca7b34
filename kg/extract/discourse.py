"""Who was spoken of so far, and what a reader of references knows of the article."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from kg.extract.attachment import GENITIVE
from kg.extract.document import Document, Sentence
from kg.extract.grammar import read_grammar
from kg.extract.mentions import ActorKind, ActorMention, PlaceMention
from kg.extract.reference_words import Gender, RoleWord, Words
from kg.facts.model import Person

# So many tokens back a clause is looked for, whatever the length of the sentence.
CLAUSE_REACH = 80

Place = Literal["subject", "core", "aside"]


@dataclass(frozen=True, slots=True)
class Seen:
    """Where someone was last spoken of. sentence: its number; end: of the words; place: "subject" for the first of the
    sentence that no preposition governs, "core" for others of that kind; kind: of the words."""

    sentence: int
    end: int
    place: Place
    kind: ActorKind


@dataclass
class Discourse:
    """Who was spoken of, by sentence: where each was last, and the subject of the last sentence.

    order: refs, the one spoken of last at the end. people: of each sentence, in text order; named: those by name. centre: whom a pronoun meant
    in the last sentence, else its subject. lists: named one beside the other in a sentence. speaker: who said something last.
    called: whom a word was last taken for ("the ambassador"). group: whom the last words for several meant. home: where the article plays.
    """

    seen: dict[str, Seen] = field(default_factory=dict)
    order: list[str] = field(default_factory=list)
    first_seen: dict[str, int] = field(default_factory=dict)
    times: dict[str, int] = field(default_factory=dict)
    people: dict[int, list[str]] = field(default_factory=dict)
    named: dict[int, list[str]] = field(default_factory=dict)
    subject: str | None = None
    subject_sentence: int = -9
    centre: str | None = None
    lists: dict[int, list[tuple[str, ...]]] = field(default_factory=dict)
    speaker: str | None = None
    called: dict[str, str] = field(default_factory=dict)
    group: tuple[str, ...] = ()
    protagonist: str | None = None
    home: str | None = None

    def note(self, refs: Sequence[str], sentence: int, mention: ActorMention, core: bool) -> None:
        """Someone is spoken of. core: whether no preposition or genitive governs the words."""
        here = self.people.setdefault(sentence, [])
        place: Place = "aside" if not core else "core" if here else "subject"
        for ref in refs:
            self.seen[ref] = Seen(sentence, mention.end, place, mention.kind)
            self.first_seen.setdefault(ref, sentence)
            self.times[ref] = self.times.get(ref, 0) + 1
            if ref in self.order:
                self.order.remove(ref)
            self.order.append(ref)
            if ref not in here:
                here.append(ref)
            if mention.kind in ("name", "surname") and ref not in self.named.setdefault(sentence, []):
                self.named[sentence].append(ref)

    def within(self, sentence: int, reach: int) -> list[str]:
        """Those named at most `reach` sentences before, the earliest first, and always the protagonist."""
        return [r for r in self.order if sentence - self.seen[r].sentence <= reach or r == self.protagonist]


@dataclass(frozen=True)
class Reader:
    """What is known of an article as its references are read.

    genders: as far as known. homes: for which country each speaks, as far as the text says so itself. titles: heads of
    the people's titles, as words for them. styles: how each is called beside the name. places: by their first token. bodies: where each agency ends, by its first token.
    quoted: tokens of quotations.
    """

    doc: Document
    words: Words
    persons: Mapping[str, Person]
    genders: dict[str, Gender | None]
    homes: Mapping[str, str | None]
    titles: Mapping[str, RoleWord]
    styles: Mapping[str, Sequence[str]]
    places: Mapping[int, PlaceMention]
    bodies: Mapping[int, int]
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
