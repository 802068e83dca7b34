"""Who is meant by a pronoun."""

from collections.abc import Sequence

from kg.extract.discourse import OPENING, PRONOUN_REACH, Discourse, Reader, find_bound_start, find_clause_start, is_core
from kg.extract.document import Sentence
from kg.extract.grammar import read_grammar
from kg.extract.group_references import make_group_mention
from kg.extract.mentions import ActorMention
from kg.extract.reference_words import Gender, Pronoun

# So many actors that follow an object pronoun are looked at.
AHEAD = 3
# A relative pronoun stands within so many tokens of its clause's beginning, behind a preposition.
RELATIVE_REACH = 3


def make_pronoun_mention(
    reader: Reader,
    discourse: Discourse,
    sentence: Sentence,
    start: int,
    end: int,
    pronoun: Pronoun,
    found: Sequence[ActorMention],
    ahead: Sequence[ActorMention],
) -> ActorMention | None:
    """A pronoun goes on with the last subject; an object pronoun means nobody of its own clause."""
    tokens = reader.doc.tokens
    if (pronoun.clitic and not _is_verb(reader, end)) or (pronoun.possessive and _is_noun(reader, end)):
        return None
    if pronoun.number > 1:
        return make_group_mention(reader, discourse, sentence, start, end, 0)
    near = discourse.within(sentence.index, PRONOUN_REACH)
    opening = next((r for m in found for r in m.refs if r in reader.persons and is_core(reader, m)), None)
    candidates = sorted(near, key=lambda r: -discourse.salience(r, sentence.index) - (OPENING if r == opening else 0.0))
    bound = _find_bound(reader, sentence, start, pronoun, found, ahead)
    candidates = [r for r in candidates if r not in bound]
    strict = pronoun.strict and not _is_singular(reader, start, end)
    fitting = [r for r in candidates if _agrees(reader.genders.get(r), pronoun, strict)]
    if not fitting:
        return None
    if reader.genders.get(fitting[0]) is None:
        reader.genders[fitting[0]] = pronoun.gender
    reason = f"{tokens[start].text!r} taken for {fitting[0]}"
    case = "" if pronoun.case == "any" else pronoun.case
    return ActorMention(start, end, (fitting[0],), "pronoun", start, reason, case)


def _find_bound(
    reader: Reader,
    sentence: Sentence,
    start: int,
    pronoun: Pronoun,
    found: Sequence[ActorMention],
    ahead: Sequence[ActorMention],
) -> set[str]:
    """Whom a pronoun cannot mean: those of its own clause, for an object also those who follow in it."""
    if pronoun.case == "subject":
        clause = find_clause_start(reader.doc, sentence, start)
        return {r for m in found for r in m.refs if m.start >= clause} | _find_antecedent(reader, clause, start, found)
    clause = find_bound_start(reader, sentence, start)
    bound = {r for m in found for r in m.refs if m.start >= clause and not _is_object(reader, m)}
    bound |= _find_antecedent(reader, clause, start, found)
    for mention in ahead[:AHEAD]:
        if mention.start >= sentence.end or any(t.text in ";:–—" for t in reader.doc.tokens[start : mention.start]):
            break
        bound.update(mention.refs)
    return bound


def _find_antecedent(reader: Reader, clause: int, start: int, found: Sequence[ActorMention]) -> set[str]:
    """Whom the relative pronoun of a clause means: nobody else in it does ("X, with whom she", "X, qui la recevait")."""
    tokens, relatives = reader.doc.tokens, read_grammar(reader.doc.lexicon).relatives
    opened = any(tokens[i].norm in relatives for i in range(clause, min(clause + RELATIVE_REACH, start)))
    before = [m for m in found if m.end <= clause]
    return set(before[-1].refs) if opened and before and clause - before[-1].end <= 1 else set()


def _is_object(reader: Reader, mention: ActorMention) -> bool:
    """Whether a mention is an object pronoun: the next one in its clause may mean the same ("le abrió ... y le")."""
    pronoun = reader.words.pronouns.at(reader.doc.tokens, mention.start, mention.end)
    return mention.kind == "pronoun" and pronoun is not None and pronoun.value.case == "object"


def _is_noun(reader: Reader, token: int) -> bool:
    """Whether a word may be what a possessive belongs to: no mark, preposition or other small word."""
    tokens, grammar = reader.doc.tokens, read_grammar(reader.doc.lexicon)
    if token >= len(tokens) or not tokens[token].is_word:
        return False
    small = tokens[token].norm in grammar.adverbs or tokens[token].norm in grammar.articles
    return not (small or grammar.relations.at(tokens, token) or grammar.subordinators.at(tokens, token))


def _is_verb(reader: Reader, token: int) -> bool:
    """Whether a word looks like a verb: an auxiliary, a word of encounter, or by its ending."""
    if token >= len(reader.doc.tokens):
        return False
    words, word = reader.words, reader.doc.tokens[token]
    if word.is_capital or words.nouns.at(reader.doc.tokens, token) is not None:
        return False
    if word.norm in words.clitic_follow or words.verbs.at(reader.doc.tokens, token) is not None:
        return True
    return word.norm.endswith(words.verb_endings)


def _is_singular(reader: Reader, start: int, end: int) -> bool:
    """Whether a verb in the singular stands beside a pronoun that may be plural: "war sie", "sie verhandelte"."""
    tokens, words = reader.doc.tokens, reader.words
    beside = [tokens[i].norm for i in (start - 1, end) if 0 <= i < len(tokens)]
    return any(norm in words.singulars or norm.endswith(words.singular_endings) for norm in beside)


def find_speaker(reader: Reader, sentence: Sentence, start: int, ahead: Sequence[ActorMention]) -> str | None:
    """ "Er wolle sicher sein, sagte X": in reported speech the pronoun is the one who speaks at the end."""
    reporting = read_grammar(reader.doc.lexicon).reporting
    for mention in ahead:
        if len(mention.refs) != 1 or mention.refs[0] not in reader.persons or mention.start - 1 <= start:
            continue
        if reporting.at(reader.doc.tokens, mention.start - 1, mention.start):
            return mention.refs[0]
    return None


def _agrees(gender: Gender | None, pronoun: Pronoun, strict: bool) -> bool:
    """A strict pronoun (German "sie", she or they) wants a gender that is known."""
    if gender is None:
        return not strict
    return pronoun.gender is None or gender == pronoun.gender
