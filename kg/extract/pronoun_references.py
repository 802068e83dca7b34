"""Who is meant by a pronoun."""

from collections.abc import Sequence

from kg.extract.discourse import PRONOUN_REACH, PROTAGONIST, Discourse, Reader, find_clause_start, is_core
from kg.extract.document import Sentence
from kg.extract.grammar import read_grammar
from kg.extract.group_references import make_group_mention
from kg.extract.mentions import ActorMention
from kg.extract.reference_words import Gender, Pronoun


def make_pronoun_mention(
    reader: Reader,
    discourse: Discourse,
    sentence: Sentence,
    start: int,
    end: int,
    pronoun: Pronoun,
    found: list[ActorMention],
) -> ActorMention | None:
    """A subject pronoun goes on with the last subject; an object pronoun means someone not yet in its sentence."""
    tokens = reader.doc.tokens
    if pronoun.clitic:
        follow = tokens[end].norm if end < len(tokens) else ""
        if follow not in reader.words.clitic_follow:
            return None
    if pronoun.number > 1:
        return make_group_mention(reader, discourse, sentence, start, end, 0)
    near = [r for r in discourse.order if sentence.index - discourse.last_seen[r] <= PRONOUN_REACH]
    opening = next((r for m in found for r in m.refs if r in reader.persons and is_core(reader, m)), None)
    candidates = sorted(
        near, key=lambda r: -discourse.salience(r, sentence.index) - (PROTAGONIST if r == opening else 0.0)
    )
    clause = find_clause_start(reader.doc, sentence, start)
    bound = {r for m in found for r in m.refs if m.start >= clause}
    if pronoun.case == "object" and opening is not None and not _is_embedded(reader, sentence, start):
        bound.add(opening)
    candidates = [r for r in candidates if r not in bound]
    fitting = [r for r in candidates if _agrees(reader.genders.get(r), pronoun)]
    if not fitting:
        return None
    return ActorMention(start, end, (fitting[0],), "pronoun", start, f"{tokens[start].text!r} taken for {fitting[0]}")


def _is_embedded(reader: Reader, sentence: Sentence, token: int) -> bool:
    """Whether a subordinate clause begins between the sentence's start and a token."""
    grammar = read_grammar(reader.doc.lexicon)
    return any(
        t.norm in grammar.subordinators or (t.norm in grammar.relatives and reader.doc.tokens[i - 1].text == ",")
        for i, t in enumerate(reader.doc.tokens[sentence.start + 1 : token], sentence.start + 1)
    )


def find_speaker(reader: Reader, sentence: Sentence, start: int, ahead: Sequence[ActorMention]) -> str | None:
    """ "Er wolle sicher sein, sagte X": in reported speech the pronoun is the one who speaks at the end."""
    reporting = read_grammar(reader.doc.lexicon).reporting
    for mention in ahead:
        if len(mention.refs) != 1 or mention.refs[0] not in reader.persons or mention.start - 1 <= start:
            continue
        if reporting.at(reader.doc.tokens, mention.start - 1, mention.start):
            return mention.refs[0]
    return None


def _agrees(gender: Gender | None, pronoun: Pronoun) -> bool:
    """A strict pronoun (German "sie", she or they) wants a gender that is known."""
    if gender is None:
        return not pronoun.strict
    return pronoun.gender is None or gender == pronoun.gender
