"""A sentence as clauses, each with the actors in it and how they are attached: enough grammar to see who does what.

No parser: clauses are cut at marks, subordinators, relative pronouns and verbs of saying; an actor is "core" (subject
or object) unless a preposition or a genitive hangs it on another word. All words come from the lexicon table [syntax].
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from kg.extract.attachment import find_relation, group_actors
from kg.extract.clause_cuts import Opener, Piece, cut_pieces, find_cuts
from kg.extract.document import Document, Sentence
from kg.extract.grammar import Case, Grammar, read_grammar
from kg.extract.mentions import ActorMention

# So early in a relative clause stands the verb that shows whether it is about several.
PLURAL_REACH = 8


@dataclass(frozen=True, slots=True)
class Argument:
    """Actors joined by "and" or commas that fill one place in a clause.

    mentions: in text order, at least one. relation: the preposition's relation name from the lexicon ("with", "by",
    "between", "of", "to", ...), "" for a core actor. case: what its form says of a core actor. start: its first token,
    preposition included. refs: whom the mentions mean, each once.
    """

    mentions: tuple[ActorMention, ...]
    relation: str
    case: Case
    start: int
    refs: tuple[str, ...] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "refs", tuple(dict.fromkeys(ref for m in self.mentions for ref in m.refs)))

    @property
    def end(self) -> int:
        return self.mentions[-1].end


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
    groups = group_actors(doc, grammar, mentions)
    cuts = find_cuts(doc, grammar, sentence, groups)
    clauses: list[Clause] = []
    for piece in _merge(doc, grammar, cut_pieces(sentence, cuts), groups, verbs):
        start, end = piece.start, piece.end
        floor = piece.relative[0] + 1 if piece.relative is not None else start
        arguments = [_argument(doc, grammar, g, floor) for g in groups if start <= g[0].start and g[-1].end <= end]
        if piece.relative is not None:
            several = grammar.plurals.is_in(doc.tokens, piece.relative[0], min(end, start + PLURAL_REACH))
            antecedent = _antecedent(clauses, start, several)
            if antecedent is not None:
                arguments.insert(0, _relative_argument(doc, grammar, antecedent, piece.relative, start))
        clauses.append(Clause(start, end, piece.opener, tuple(arguments)))
    return tuple(clauses)


def _argument(doc: Document, grammar: Grammar, group: tuple[ActorMention, ...], floor: int) -> Argument:
    relation, start = find_relation(doc, grammar, group[0], floor)
    if group[0].case:
        return Argument(group, relation, group[0].case, start)
    case: Case = "any"
    marker = doc.tokens[start - 1].norm if start > floor else ""
    if marker in grammar.cases and marker not in grammar.determiners and not relation:
        return Argument(group, relation, grammar.cases[marker], start)
    for i in range(start, group[0].head + 1):
        case = grammar.cases.get(doc.tokens[i].norm, "any") if i < len(doc.tokens) else "any"
        if case != "any":
            break
    return Argument(group, relation, case, start)


def _relative_argument(
    doc: Document, grammar: Grammar, antecedent: Argument, relative: tuple[int, Case], start: int
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


def _antecedent(clauses: list[Clause], start: int, several: bool) -> Argument | None:
    """The argument that ends right before the comma of a relative clause: its last actor, or all of them if several."""
    if not clauses or not clauses[-1].arguments:
        return None
    last = clauses[-1].arguments[-1]
    if start - last.end > 1:
        return None
    return Argument(last.mentions if several else last.mentions[-1:], last.relation, last.case, last.start)


def _merge(
    doc: Document,
    grammar: Grammar,
    pieces: list[Piece],
    groups: Sequence[Sequence[ActorMention]],
    verbs: frozenset[int],
) -> list[Piece]:
    """Joins a stretch after a mere comma to the clause before it, unless both have verbs of their own.

    "Minister X, the host, showed her the port": the comma behind an apposition parts subject and verb.
    """
    merged: list[Piece] = []
    whole = outer = False
    for piece in pieces:
        verb = _has_verb(doc, grammar, piece, groups, verbs)
        if piece.relative is not None:
            outer = whole
        elif (
            merged
            and merged[-1].relative is not None
            and piece.soft
            and not whole
            and _ends_apposed(merged[-1], groups)
        ):
            merged[-1] = replace(merged[-1], end=piece.end)  # "that director X, Y, had": its verb is still to come
            whole = verb
            continue
        elif merged and merged[-1].relative is not None and piece.soft and not outer:
            merged.append(piece)  # the comma closes the relative clause: what follows is the verb of the outer one
            whole = True
            continue
        if merged and piece.soft and whole and _opens_main(doc, grammar, merged[-1], piece, groups):
            merged.append(piece)
            whole = verb
        elif merged and piece.soft and not (verb and (whole or merged[-1].opener == "relative")):
            merged[-1] = replace(merged[-1], end=piece.end)
            whole = whole or verb
        else:
            merged.append(piece)
            whole = verb
    return merged


def _ends_apposed(piece: Piece, groups: Sequence[Sequence[ActorMention]]) -> bool:
    """Whether a name in apposition ends a stretch, its comma aside."""
    return any(piece.end - 1 == g[-1].end and g[0].start > piece.start for g in groups)


def _opens_main(
    doc: Document, grammar: Grammar, before: Piece, piece: Piece, groups: Sequence[Sequence[ActorMention]]
) -> bool:
    """ "While X toured villages, Y, in Kenya, met Z": whom the comma brings in behind an opening clause is the subject
    of the main one, though its verb stands behind another comma."""
    opening = before.opener == "main" and grammar.subordinators.at(doc.tokens, before.start, before.end) is not None
    first = next((g[0] for g in groups if g[0].start == piece.start), None)
    return opening and first is not None and doc.tokens[before.start].is_capital


def _has_verb(
    doc: Document,
    grammar: Grammar,
    piece: Piece,
    groups: Sequence[Sequence[ActorMention]],
    verbs: frozenset[int],
) -> bool:
    if grammar.reporting.is_in(doc.tokens, piece.start, piece.end):
        return True
    for i, token in enumerate(doc.tokens[piece.start : piece.end], piece.start):
        if i in verbs or token.norm in grammar.auxiliaries:
            return True
    named = {group[0].start for group in groups}
    for group in groups:
        if piece.start <= group[0].start and group[-1].end < piece.end and group[-1].end not in named:
            follow = doc.tokens[group[-1].end]
            core = not find_relation(doc, grammar, group[0], piece.start)[0]
            if core and follow.is_word and not follow.is_capital and not _is_small_word(doc, grammar, group[-1].end):
                return True
    return False


def _is_small_word(doc: Document, grammar: Grammar, i: int) -> bool:
    norm = doc.tokens[i].norm
    return (
        norm in grammar.conjunctions
        or norm in grammar.adverbs
        or norm in grammar.determiners
        or bool(grammar.relations.at(doc.tokens, i))
    )
