"""Where a sentence is cut into clauses: at marks, subordinators, relative pronouns and verbs of saying."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from kg.extract.document import Document, Sentence
from kg.extract.grammar import Case, Grammar
from kg.extract.mentions import ActorMention
from kg.extract.tokens import Token

# Shorter words are pronouns and particles, no adjectives.
ADJECTIVE_LETTERS = 4

Opener = Literal["main", "coordinate", "subordinate", "relative"]


@dataclass(frozen=True, slots=True)
class Piece:
    """Tokens start..end between two cuts. relative: token number and case of a relative pronoun that opens it.
    soft: only a comma stands before it."""

    start: int
    end: int
    opener: Opener
    relative: tuple[int, Case] | None = None
    soft: bool = False


def find_cuts(
    doc: Document, grammar: Grammar, sentence: Sentence, groups: Sequence[Sequence[ActorMention]]
) -> list[Piece]:
    inside = {i for g in groups for i in range(g[0].start, g[-1].end)}
    cuts: list[Piece] = []
    for i in doc.tokens.spots(grammar.cutters, sentence.start, sentence.end):
        # "that" of "said that" opens what is said, no relative clause
        told = bool(cuts) and cuts[-1].start > i
        cut = None if i in inside or told else _cut_at(doc, grammar, sentence, i)
        if cut is None or (cuts and cut.start < cuts[-1].start):
            continue  # the "que" of "signale que" opens no relative clause
        if cut.relative and grammar.verb_last and not _ends_in_verb(doc, grammar, sentence, cut, groups):
            cut = Piece(cut.start, 0, "coordinate", soft=True)
        if not (cut.relative and cuts and cuts[-1].relative == cut.relative):
            cuts.append(cut)
    return cuts


def _ends_in_verb(
    doc: Document, grammar: Grammar, sentence: Sentence, cut: Piece, groups: Sequence[Sequence[ActorMention]]
) -> bool:
    """Whether what a relative pronoun seems to open is a clause where verbs stand last: "den er empfing", not
    "den schwedischen Minister X", "der Gouverneur von Y"; the pronoun is an article where an adjective follows it."""
    tokens = doc.tokens
    pronoun = cut.relative[0] if cut.relative is not None else cut.start
    for group in groups:
        first = group[0]
        if pronoun < first.head and first.start - pronoun <= 2 and _is_adjective(doc, pronoun + 1):
            return False
    last = pronoun
    while last + 1 < sentence.end and not _ends_piece(doc, last + 1):
        last += 1
    return last > pronoun and not tokens[last].is_capital


def _is_adjective(doc: Document, i: int) -> bool:
    """Whether a small word is an adjective as it stands behind an article, before a noun."""
    token, after = doc.tokens[i], doc.tokens[i + 1] if i + 1 < len(doc.tokens) else None
    endings = tuple(doc.lexicon.table("phrases").get("adjectives_before", ()))
    declined = len(token.norm) >= ADJECTIVE_LETTERS and token.norm.endswith(endings)
    return not token.is_capital and declined and after is not None and after.is_capital


def _ends_piece(doc: Document, i: int) -> bool:
    text = doc.tokens[i].text
    return text in (",", ".", ";", ":", "–", "—", "!", "?") or (text == "-" and _is_spaced(doc, i))


def _cut_at(doc: Document, grammar: Grammar, sentence: Sentence, i: int) -> Piece | None:
    tokens = doc.tokens
    token = tokens[i]
    before = tokens[i - 1] if i > sentence.start else None
    if token.text == ":":
        return Piece(i + 1, 0, "coordinate", soft=True)
    if token.text in (";", "–", "—") or (token.text == "-" and _is_spaced(doc, i)):
        return Piece(i + 1, 0, "coordinate")
    if token.text == ",":
        return _cut_after_comma(grammar, tokens, sentence, i)
    # German marks every subordinate clause by a comma: "mehr als zwei Stunden" opens none.
    opens = before is not None and (not grammar.relative_needs_comma or before.norm in grammar.conjunctions)
    if opens and before is not None and before.text != "," and grammar.subordinators.at(tokens, i, sentence.end):
        return Piece(i, 0, "subordinate")
    if before is not None and not grammar.relative_needs_comma and token.norm in grammar.relatives:
        return Piece(i, 0, "relative", (i, grammar.relatives[token.norm]))
    reporting = grammar.reporting.at(tokens, i, sentence.end)
    told = reporting and reporting.end < sentence.end and grammar.cases.get(tokens[reporting.end].norm) != "object"
    if reporting and told and tokens[reporting.end].text not in ",.":
        return Piece(reporting.end, 0, "subordinate")
    return None


def _cut_after_comma(grammar: Grammar, tokens: Sequence[Token], sentence: Sentence, i: int) -> Piece | None:
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
            return Piece(follow, 0, "relative", (j, grammar.relatives[tokens[j].norm]))
    if grammar.subordinators.at(tokens, follow, sentence.end):
        return Piece(follow, 0, "subordinate")
    return Piece(follow, 0, "coordinate", soft=True)


def _is_spaced(doc: Document, i: int) -> bool:
    text, token = doc.article.text, doc.tokens[i]
    return text[token.start - 1 : token.start].isspace() and text[token.end : token.end + 1].isspace()


def cut_pieces(sentence: Sentence, cuts: Iterable[Piece]) -> list[Piece]:
    pieces: list[Piece] = []
    current = Piece(sentence.start, 0, "main")
    for cut in cuts:
        if cut.start > current.start:
            pieces.append(_ending(current, cut.start))
        current = cut
    if current.start < sentence.end:
        pieces.append(_ending(current, sentence.end))
    return pieces


def _ending(piece: Piece, end: int) -> Piece:
    return Piece(piece.start, end, piece.opener, piece.relative, piece.soft)
