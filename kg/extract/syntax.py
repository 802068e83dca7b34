"""A sentence as clauses, each with the actors in it and how they are attached: enough grammar to see who does what.

No parser: clauses are cut at marks, subordinators, relative pronouns and verbs of saying; an actor is "core" (subject
or object) unless a preposition or a genitive hangs it on another word. All words come from the lexicon table [syntax].
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from itertools import pairwise
from typing import Literal

from kg.extract.document import Document, Sentence, Token
from kg.extract.frames import read_frames
from kg.extract.lexicon import Lexicon, Matcher
from kg.extract.mentions import ActorMention

Case = Literal["subject", "object", "any"]
Opener = Literal["main", "coordinate", "subordinate", "relative"]

# How far left of an actor its preposition may stand, over articles and adjectives ("mit seinem neuen Kollegen X").
REACH_TOKENS = 6
# How far before "among them A and B" the word may stand that they are examples of.
EXAMPLE_REACH = 14
# A remark in brackets behind a name is that short.
BRACKET_TOKENS = 8
# Shorter words are pronouns and particles, no adjectives.
ADJECTIVE_LETTERS = 4
# Reason of a mention in a genitive that only its form shows ("Obamas Rede").
GENITIVE = "genitive"


@dataclass(frozen=True, slots=True)
class Argument:
    """Actors joined by "and" or commas that fill one place in a clause.

    mentions: in text order, at least one. relation: the preposition's relation name from the lexicon ("with", "by",
    "between", "of", "to", ...), "" for a core actor. case: what its form says of a core actor. start: its first token,
    preposition included.
    """

    mentions: tuple[ActorMention, ...]
    relation: str
    case: Case
    start: int

    @property
    def end(self) -> int:
        return self.mentions[-1].end

    @property
    def refs(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(ref for m in self.mentions for ref in m.refs))


@dataclass(frozen=True, slots=True)
class Clause:
    """Tokens start..end of a sentence. opener: how it hangs on what stands before. arguments: in text order."""

    start: int
    end: int
    opener: Opener
    arguments: tuple[Argument, ...]

    def core(self) -> list[Argument]:
        return [a for a in self.arguments if not a.relation]

    def related(self, *relations: str) -> list[Argument]:
        return [a for a in self.arguments if a.relation in relations]


@dataclass(frozen=True)
class _Grammar:
    """The lexicon table [syntax], compiled."""

    subordinators: frozenset[str]
    relatives: Mapping[str, Case]
    reporting: Matcher[bool]
    relations: Matcher[str]
    determiners: frozenset[str]
    adverbs: frozenset[str]
    conjunctions: frozenset[str]
    joiners: Matcher[bool]
    cases: Mapping[str, Case]
    auxiliaries: frozenset[str]
    relative_needs_comma: bool
    verb_last: bool
    examples: Matcher[bool]
    genitive_ends: tuple[str, ...] = field(default=())


@cache
def read_grammar(lexicon: Lexicon) -> _Grammar:
    """Compiles the table [syntax] of a lexicon."""
    table = lexicon.table("syntax")
    relatives: dict[str, Case] = {}
    cases: dict[str, Case] = {}
    for case in ("any", "object", "subject"):
        relatives |= dict.fromkeys(table.get("relatives", {}).get(case, ()), case)
        cases |= dict.fromkeys(table.get("cases", {}).get(case, ()), case)
    relations = [(p, name) for name, patterns in table.get("relations", {}).items() for p in patterns]
    return _Grammar(
        subordinators=frozenset(table.get("subordinators", ())),
        relatives=relatives,
        reporting=Matcher((p, True) for p in table.get("reporting", ())),
        relations=Matcher(relations),
        determiners=frozenset(table.get("determiners", ())),
        adverbs=frozenset(table.get("adverbs", ())),
        conjunctions=frozenset(table.get("conjunctions", ())),
        joiners=Matcher((p, True) for p in table.get("joiners", ())),
        cases=cases,
        auxiliaries=frozenset(table.get("auxiliaries", ())),
        relative_needs_comma=bool(table.get("relative_needs_comma", False)),
        verb_last=bool(table.get("verb_last", False)),
        examples=Matcher((p, True) for p in table.get("examples", ())),
        genitive_ends=tuple(table.get("genitive_ends", ())),
    )


def read_clauses(
    doc: Document, sentence: Sentence, mentions: Sequence[ActorMention], verbs: frozenset[int] = frozenset()
) -> tuple[Clause, ...]:
    """Cuts a sentence into clauses with their arguments.

    Args:
        doc: the document.
        sentence: one of its sentences.
        mentions: the actors of the sentence, in text order.
        verbs: token numbers known to be verbs; a stretch between commas that has one is a clause of its own.
    """
    grammar = read_grammar(doc.lexicon)
    groups = _group(doc, grammar, mentions)
    cuts = _find_cuts(doc, grammar, sentence, groups)
    clauses: list[Clause] = []
    for piece in _merge(doc, grammar, _pieces(sentence, cuts), groups, verbs):
        start, end = piece.start, piece.end
        floor = piece.relative[0] + 1 if piece.relative is not None else start
        arguments = [_argument(doc, grammar, g, floor) for g in groups if start <= g[0].start and g[-1].end <= end]
        if piece.relative is not None:
            antecedent = _antecedent(clauses, start)
            if antecedent is not None:
                arguments.insert(0, _relative_argument(doc, grammar, antecedent, piece.relative, start))
        clauses.append(Clause(start, end, piece.opener, tuple(arguments)))
    return tuple(clauses)


def _group(doc: Document, grammar: _Grammar, mentions: Sequence[ActorMention]) -> list[tuple[ActorMention, ...]]:
    """Joins actors that only commas, conjunctions and articles keep apart; commas alone do not make a list."""
    groups: list[list[ActorMention]] = []
    for mention in mentions:
        if groups and _joined(doc, grammar, groups[-1], mention):
            groups[-1].append(mention)
        else:
            groups.append([mention])
    return [part for group in groups for part in _checked(doc, group)]


def _checked(doc: Document, group: list[ActorMention]) -> list[tuple[ActorMention, ...]]:
    """Takes a list apart after its last conjunction, and where it has none."""
    worded = [i for i, (a, b) in enumerate(pairwise(group)) if _has_joiner(doc, a.end, b.start)]
    if not worded:
        return [(m,) for m in group]
    last = worded[-1] + 1
    return [tuple(group[: last + 1]), *((m,) for m in group[last + 1 :])]


def _has_joiner(doc: Document, start: int, end: int) -> bool:
    grammar = read_grammar(doc.lexicon)
    return any(
        doc.tokens[i].norm in grammar.conjunctions or grammar.joiners.at(doc.tokens, i, end) is not None
        for i in range(start, end)
    )


def _joined(doc: Document, grammar: _Grammar, group: list[ActorMention], mention: ActorMention) -> bool:
    after = _skip_brackets(doc, group[-1].end, mention.start)
    gap = doc.tokens[after : mention.start]
    if not gap or len(gap) > REACH_TOKENS:
        return False
    if gap[0].text == "," and len(gap) > 1 and gap[1].norm in grammar.relatives:
        return False
    joined, i = False, after
    while i < mention.start:
        token = doc.tokens[i]
        joiner = grammar.joiners.at(doc.tokens, i, mention.start)
        if token.text == "," or token.norm in grammar.conjunctions:
            joined, i = True, i + 1
        elif joiner:
            joined, i = True, joiner.end
        elif joined and (token.norm in grammar.determiners or _repeats_relation(doc, grammar, group, i)):
            i += 1
        else:
            return False
    if not joined or doc.tokens[mention.start].text in "\"'«„“‚":
        return False
    pronoun = "pronoun" in (mention.kind, group[-1].kind)
    only_comma = all(t.text == "," for t in gap)
    return not (pronoun and only_comma)


def _skip_brackets(doc: Document, start: int, limit: int) -> int:
    """ "A (Kazakhstan), B (Kyrgyzstan)": a short remark in brackets does not part a list."""
    if start >= limit or doc.tokens[start].text != "(":
        return start
    for i in range(start + 1, min(limit, start + BRACKET_TOKENS)):
        if doc.tokens[i].text == ")":
            return i + 1
    return start


def _repeats_relation(doc: Document, grammar: _Grammar, group: list[ActorMention], i: int) -> bool:
    """ "mit A und mit B": the preposition said twice."""
    match = grammar.relations.at(doc.tokens, i)
    return bool(match) and match is not None and match.value == _relation_before(doc, grammar, group[0])[0]


def _relation_before(doc: Document, grammar: _Grammar, mention: ActorMention, floor: int = 0) -> tuple[str, int]:
    """Returns the relation that the words left of a mention put it in ("" for none) and the first of them."""
    if _is_genitive(doc, grammar, mention):
        return "of", mention.start
    inner = grammar.relations.at(doc.tokens, mention.start, mention.head) if mention.head > mention.start else None
    if inner:
        return inner.value, mention.start
    if mention.start and doc.tokens[mention.start - 1].text == "(":
        return "of", mention.start
    i, steps = mention.start, 0
    while i > floor and steps < REACH_TOKENS:
        i -= 1
        steps += 1
        for back in (2, 1, 0):
            if i - back >= floor:
                match = grammar.relations.at(doc.tokens, i - back, i + 1)
                if match and match.end == i + 1:
                    return match.value, match.start
        token = doc.tokens[i]
        if mention.kind == "pronoun":
            return "", i + 1
        if token.norm in grammar.determiners:
            continue
        if token.text == ",":
            return _relation_of_apposition(doc, grammar, i, floor)
        if token.text == ":" or _ends_example(doc, grammar, i, floor):
            return _relation_of_whole(doc, grammar, i, floor), i
        if token.is_word and not token.is_capital and _looks_like_adjective(doc, i, mention):
            continue
        return "", i + 1
    return "", i


def _relation_of_apposition(doc: Document, grammar: _Grammar, comma: int, floor: int) -> tuple[str, int]:
    """ "with his host, X": relation, article, one or two words, comma."""
    for size in (7, 6, 5, 4, 3, 2):
        first = comma - size
        if first < floor or any(t.text == "," for t in doc.tokens[first:comma]):
            continue
        if size > 2 and grammar.cases.get(doc.tokens[first].norm) == "object" and not grammar.verb_last:
            return "", first
        if size > 4:
            continue
        match = grammar.relations.at(doc.tokens, first, comma)
        if match and match.end < comma and doc.tokens[match.end].norm in grammar.determiners:
            return match.value, first
    return "", comma + 1


def _ends_example(doc: Document, grammar: _Grammar, i: int, floor: int) -> bool:
    return any(
        (match := grammar.examples.at(doc.tokens, j, i + 1)) is not None and match.end == i + 1
        for j in (i, i - 1, i - 2)
        if j >= floor
    )


def _relation_of_whole(doc: Document, grammar: _Grammar, i: int, floor: int) -> str:
    """ "talks with several officials, among them A": examples stand in the relation of the word they exemplify."""
    for j in range(i - 1, max(floor, i - EXAMPLE_REACH) - 1, -1):
        match = grammar.relations.at(doc.tokens, j, i)
        if match and match.value in ("with", "by", "between"):
            return match.value
    return ""


def _looks_like_adjective(doc: Document, i: int, mention: ActorMention) -> bool:
    """A small word right before the mention, itself after an article: "the newly elected X"."""
    grammar = read_grammar(doc.lexicon)
    if len(doc.tokens[i].norm) < ADJECTIVE_LETTERS or read_frames(doc.lexicon).verbs.at(doc.tokens, i) is not None:
        return False
    return (
        i > 0
        and i >= mention.start - 3
        and (doc.tokens[i - 1].norm in grammar.determiners or bool(grammar.relations.at(doc.tokens, i - 1, i)))
    )


def _is_genitive(doc: Document, grammar: _Grammar, mention: ActorMention) -> bool:
    if mention.reason == GENITIVE:
        return True
    if mention.end < len(doc.tokens) and doc.tokens[mention.end].norm in grammar.genitive_ends:
        return True
    return doc.tokens[mention.end - 1].norm in grammar.genitive_ends


def _argument(doc: Document, grammar: _Grammar, group: tuple[ActorMention, ...], floor: int) -> Argument:
    relation, start = _relation_before(doc, grammar, group[0], floor)
    case: Case = "any"
    for i in range(start, group[0].head + 1):
        case = grammar.cases.get(doc.tokens[i].norm, "any") if i < len(doc.tokens) else "any"
        if case != "any":
            break
    return Argument(group, relation, case, start)


def _relative_argument(
    doc: Document, grammar: _Grammar, antecedent: Argument, relative: tuple[int, Case], start: int
) -> Argument:
    index, case = relative
    relation = ""
    if index > start:
        match = grammar.relations.at(doc.tokens, index - 1, index)
        relation = match.value if match else ""
        case = grammar.cases.get(doc.tokens[index - 1].norm, case)
    stand_in = tuple(
        ActorMention(index, index + 1, m.refs, "pronoun", index, "relative pronoun") for m in antecedent.mentions
    )
    return Argument(stand_in, relation, case, start)


def _antecedent(clauses: list[Clause], start: int) -> Argument | None:
    """The argument that ends right before the comma of a relative clause."""
    if not clauses or not clauses[-1].arguments:
        return None
    last = clauses[-1].arguments[-1]
    if start - last.end > 1:
        return None
    return Argument(last.mentions[-1:], last.relation, last.case, last.start)


@dataclass(frozen=True, slots=True)
class _Piece:
    """Tokens start..end between two cuts. relative: token number and case of a relative pronoun that opens it.
    soft: only a comma stands before it."""

    start: int
    end: int
    opener: Opener
    relative: tuple[int, Case] | None = None
    soft: bool = False


def _find_cuts(
    doc: Document, grammar: _Grammar, sentence: Sentence, groups: Sequence[Sequence[ActorMention]]
) -> list[_Piece]:
    inside = {i for g in groups for i in range(g[0].start, g[-1].end)}
    cuts: list[_Piece] = []
    i = sentence.start
    while i < sentence.end:
        cut = None if i in inside else _cut_at(doc, grammar, sentence, i)
        if cut is not None and not (cut.relative and cuts and cuts[-1].relative == cut.relative):
            cuts.append(cut)
        i += 1
    return cuts


def _cut_at(doc: Document, grammar: _Grammar, sentence: Sentence, i: int) -> _Piece | None:
    tokens = doc.tokens
    token = tokens[i]
    before = tokens[i - 1] if i > sentence.start else None
    if token.text == ":":
        return _Piece(i + 1, 0, "coordinate", soft=True)
    if token.text in (";", "–", "—") or (token.text == "-" and _is_spaced(doc, i)):
        return _Piece(i + 1, 0, "coordinate")
    if token.text == ",":
        return _cut_after_comma(grammar, tokens, sentence, i)
    if before is not None and before.text != "," and token.norm in grammar.subordinators:
        return _Piece(i, 0, "subordinate")
    if before is not None and not grammar.relative_needs_comma and token.norm in grammar.relatives:
        return _Piece(i, 0, "relative", (i, grammar.relatives[token.norm]))
    reporting = grammar.reporting.at(tokens, i, sentence.end)
    if reporting and reporting.end < sentence.end and tokens[reporting.end].text not in ",.":
        return _Piece(reporting.end, 0, "subordinate")
    return None


def _cut_after_comma(grammar: _Grammar, tokens: Sequence[Token], sentence: Sentence, i: int) -> _Piece | None:
    follow = i + 1
    if follow >= sentence.end:
        return None
    for ahead in (0, 1, 2):
        j = follow + ahead
        if j >= sentence.end:
            break
        if ahead and tokens[follow].norm not in grammar.cases and not grammar.relations.at(tokens, follow, j):
            break
        if tokens[j].norm in grammar.relatives:
            return _Piece(follow, 0, "relative", (j, grammar.relatives[tokens[j].norm]))
    if tokens[follow].norm in grammar.subordinators:
        return _Piece(follow, 0, "subordinate")
    return _Piece(follow, 0, "coordinate", soft=True)


def _is_spaced(doc: Document, i: int) -> bool:
    text, token = doc.article.text, doc.tokens[i]
    return text[token.start - 1 : token.start].isspace() and text[token.end : token.end + 1].isspace()


def _pieces(sentence: Sentence, cuts: Iterable[_Piece]) -> list[_Piece]:
    pieces: list[_Piece] = []
    current = _Piece(sentence.start, 0, "main")
    for cut in cuts:
        if cut.start > current.start:
            pieces.append(replace(current, end=cut.start))
        current = cut
    if current.start < sentence.end:
        pieces.append(replace(current, end=sentence.end))
    return pieces


def _merge(
    doc: Document,
    grammar: _Grammar,
    pieces: list[_Piece],
    groups: Sequence[Sequence[ActorMention]],
    verbs: frozenset[int],
) -> list[_Piece]:
    """Gives a stretch after a mere comma back to the clause before it, unless it has a verb of its own."""
    merged: list[_Piece] = []
    for piece in pieces:
        if merged and piece.soft and not _has_verb(doc, grammar, piece, groups, verbs):
            merged[-1] = replace(merged[-1], end=piece.end)
        else:
            merged.append(piece)
    return merged


def _has_verb(
    doc: Document,
    grammar: _Grammar,
    piece: _Piece,
    groups: Sequence[Sequence[ActorMention]],
    verbs: frozenset[int],
) -> bool:
    for i in range(piece.start, piece.end):
        if i in verbs or doc.tokens[i].norm in grammar.auxiliaries or grammar.reporting.at(doc.tokens, i, piece.end):
            return True
    for group in groups:
        if piece.start <= group[0].start and group[-1].end < piece.end:
            follow = doc.tokens[group[-1].end]
            core = not _relation_before(doc, grammar, group[0], piece.start)[0]
            if core and follow.is_word and not follow.is_capital and not _is_small_word(doc, grammar, group[-1].end):
                return True
    return False


def _is_small_word(doc: Document, grammar: _Grammar, i: int) -> bool:
    norm = doc.tokens[i].norm
    return (
        norm in grammar.conjunctions
        or norm in grammar.adverbs
        or norm in grammar.determiners
        or bool(grammar.relations.at(doc.tokens, i))
    )
