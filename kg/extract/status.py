"""Held, planned, cancelled or only wished for: what the words around a trigger say became of the encounter."""

from dataclasses import dataclass

from kg.extract.date_words import read_date_words
from kg.extract.document import Document, Sentence
from kg.extract.frames import Cues, Mood
from kg.extract.grammar import read_grammar
from kg.extract.lexicon import Match
from kg.extract.syntax import Clause
from kg.facts.model import Status

# A negation counts within this many tokens of its trigger.
NEGATION_REACH = 4
# An auxiliary stands within this many tokens before its participle.
AUXILIARY_REACH = 3
CLAUSE_MARKS = frozenset(",;:–—")
SEGMENT_MARKS = frozenset(";:–—")


@dataclass(frozen=True, slots=True)
class StatusReading:
    """settled: False where the words tell of a wish, not of an event; background: told in the past perfect."""

    status: Status
    settled: bool
    background: bool
    reasons: tuple[str, ...]


def read_status(
    doc: Document,
    cues: Cues,
    sentence: Sentence,
    clause: Clause,
    trigger: int,
    mood: Mood,
    went: bool,
    verb: bool = False,
) -> StatusReading:
    """Reads the status of the encounter that the trigger at token `trigger` of `clause` tells.

    went: whether the sentence says before that someone travelled for it. verb: whether the trigger is a verb; a wish
    told behind a verb that is no infinitive is another verb's ("received him and proposed").
    """
    tokens = doc.tokens
    first, last = _segment(doc, sentence, trigger)
    governed = _governing_start(doc, cues, sentence, clause)
    background = cues.past_perfect.is_in(tokens, clause.start, clause.end)
    cancelled = cues.cancelled.find(tokens, first, last) or _find_split(doc, cues, first, last)
    cancelled = _without_affirmed(doc, cues, cancelled, first, last)
    denied = [m for m in cues.denied.find(tokens, first, last) if m.start < clause.end]
    negated = [
        m for m in find_negations(doc, cues, clause.start, clause.end) if abs(m.start - trigger) <= NEGATION_REACH
    ]
    if verb:
        negated += [m for m in find_negations(doc, cues, trigger, clause.end) if _ends_clause(doc, m, clause)]
        negated += [m for m in find_negations(doc, cues, clause.start, trigger) if _opens_clause(doc, m, clause)]
    negated += [m for m in cues.without.find(tokens, clause.start, trigger) if trigger - m.end <= 1]
    for why, found in (("called off", cancelled), ("denied", denied), ("negated", negated)):
        if found:
            return StatusReading(
                "cancelled", True, background, (f"{why}: {doc.text_of(found[0].start, found[0].end)!r}",)
            )
    if tokens[sentence.end - 1].text == "?":
        return StatusReading("held", False, background, ("asked, not told",))
    planned = cues.planned.find(tokens, governed, clause.end)
    if planned and (_is_past(doc, cues, clause, trigger, mood) or _is_hearsay(doc, cues, clause, trigger, mood)):
        planned = []
    if mood == "future" or planned:
        words = doc.text_of(planned[0].start, planned[0].end) if planned else doc.text_of(trigger, trigger + 1)
        return StatusReading("planned", True, background, (f"planned: {words!r}",))
    told = verb and mood in ("finite", "participle") and not read_grammar(doc.lexicon).verb_last
    wished = [m for m in cues.wish.find(tokens, governed, clause.end) if not told or m.start <= trigger]
    if wished:
        words = doc.text_of(wished[0].start, wished[0].end)
        return StatusReading("held", False, background, (f"only wished for: {words!r}",))
    done = (
        went
        or cues.achieved.is_in(tokens, clause.start, clause.end)
        or cues.after.is_in(tokens, max(clause.start - 1, trigger - 3, sentence.start), trigger)
    )
    if mood == "infinitive" and not background and not done:
        return StatusReading("held", False, background, ("infinitive without a plan",))
    return StatusReading("held", True, background, ())


def find_negations(doc: Document, cues: Cues, start: int, end: int) -> list[Match[bool]]:
    """Returns the negations in tokens start..end that deny something: "not only met" denies nothing."""
    return _without_affirmed(doc, cues, cues.negation.find(doc.tokens, start, end), start, end)


def _without_affirmed(doc: Document, cues: Cues, found: list[Match[bool]], start: int, end: int) -> list[Match[bool]]:
    affirmed = cues.affirmed.find(doc.tokens, start, end) if found else []
    return [m for m in found if not any(a.start < m.end and m.start < a.end for a in affirmed)]


def _ends_clause(doc: Document, negation: Match[bool], clause: Clause) -> bool:
    """Whether a negation is the last word of its clause: "traf den Minister in Wien nicht"."""
    return negation.end >= clause.end or not doc.tokens[negation.end].is_word


def _opens_clause(doc: Document, negation: Match[bool], clause: Clause) -> bool:
    """Whether a negation is the first word of its clause, before the verb: "nie hat", "weder haben sich"."""
    auxiliaries = read_grammar(doc.lexicon).auxiliaries
    return negation.start == clause.start and doc.tokens[negation.end].norm in auxiliaries


def _is_past(doc: Document, cues: Cues, clause: Clause, trigger: int, mood: Mood) -> bool:
    """Whether the verb itself says that it happened: "vereinbarten", "has met"; a plan spoken of beside it is another."""
    tokens, words = doc.tokens, read_date_words(doc.lexicon)
    word = tokens[trigger]
    if mood == "finite":
        formed = word.norm.endswith(words.tense.past_endings) and word.norm not in words.tense.not_past
        return not word.is_capital and (formed or words.tense.past.at(tokens, trigger, trigger + 1) is not None)
    if mood != "participle":
        return False
    verb_last = read_grammar(doc.lexicon).verb_last
    first = clause.start if verb_last else max(clause.start, trigger - AUXILIARY_REACH)
    last = clause.end if verb_last else trigger
    return words.tense.past.is_in(tokens, first, last) and not cues.planned.is_in(tokens, first, last)


def _is_hearsay(doc: Document, cues: Cues, clause: Clause, trigger: int, mood: Mood) -> bool:
    """Whether an infinitive of the perfect stands behind a participle: "soll ihn getroffen haben" is no plan."""
    return mood == "participle" and cues.hearsay.at(doc.tokens, trigger + 1, clause.end) is not None


def _governing_start(doc: Document, cues: Cues, sentence: Sentence, clause: Clause) -> int:
    """Where the words begin that say how a clause is meant: "vereinbart, dass ..." begins at the clause before."""
    if clause.start == sentence.start or clause.opener == "main":
        return clause.start
    if cues.content.at(doc.tokens, clause.start) is None:
        return clause.start - 1 if clause.opener == "subordinate" else clause.start
    start = clause.start - 1
    while start > sentence.start and doc.tokens[start - 1].text not in CLAUSE_MARKS:
        start -= 1
    return start


def _segment(doc: Document, sentence: Sentence, trigger: int) -> tuple[int, int]:
    """The stretch around a trigger that no semicolon, colon or dash cuts: what is called off beyond is another's."""
    first, last = trigger, trigger
    while first > sentence.start and doc.tokens[first - 1].text not in SEGMENT_MARKS:
        first -= 1
    while last < sentence.end and doc.tokens[last].text not in SEGMENT_MARKS:
        last += 1
    return first, last


def _find_split(doc: Document, cues: Cues, start: int, end: int) -> list[Match[bool]]:
    """Cues of two words apart; the second stands at the end of its clause, before a mark."""
    for first, second in cues.cancelled_split:
        for opening in first.find(doc.tokens, start, end):
            for closing in second.find(doc.tokens, opening.end, end):
                if closing.end >= end or not doc.tokens[closing.end].is_word:
                    return [opening]
    return []
