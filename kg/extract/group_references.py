"""Who is meant by "both", "the two ministers", "the delegation"."""

from collections.abc import Sequence

from kg.extract.discourse import GROUP_REACH, Discourse, Reader
from kg.extract.document import Sentence
from kg.extract.grammar import read_grammar
from kg.extract.mentions import ActorMention

# Persons in one sentence that make a delegation, and letters of a noun that tell it from another.
CROWD = 3
STEM = 5


def is_whole_group(reader: Reader, end: int, limit: int) -> bool:
    """ "the two had met" speaks of two persons, "the two governments" does not."""
    tokens, words = reader.doc.tokens, reader.words
    if end >= len(tokens) or tokens[end - 1].norm not in words.numerals:
        return True
    nation = reader.places.get(end)
    if nation is not None and nation.kind == "demonym" and nation.end < len(tokens):
        end = nation.end
    follow = tokens[end]
    grammar = read_grammar(reader.doc.lexicon)
    small = follow.norm in words.clitic_follow or follow.norm in grammar.adverbs
    governs = grammar.relations.at(tokens, end, limit) is not None or words.verbs.at(tokens, end, limit) is not None
    return not follow.is_word or small or governs


def make_delegation_mention(
    reader: Reader, discourse: Discourse, sentence: Sentence, start: int, end: int
) -> ActorMention | None:
    """ "his visitors", "the delegation": the persons listed together shortly before."""
    for number in range(sentence.index - 1, sentence.index - GROUP_REACH, -1):
        crowd = discourse.crowds.get(number, [])
        if len(crowd) >= CROWD:
            words = reader.doc.text_of(start, end)
            return ActorMention(
                start, end, tuple(crowd), "delegation", start, f"{words!r} taken for {', '.join(crowd)}"
            )
    return None


def _named_by(reader: Reader, refs: Sequence[str], start: int, end: int) -> list[str]:
    """Those of refs whose titles have the noun of a group ("Präsidenten"); all of them where nobody's title has it."""
    noun = reader.doc.tokens[end - 1].norm
    if noun in reader.words.numerals or len(noun) < STEM:
        return list(refs)
    stem = noun[: max(STEM, len(noun) - 2)]
    fitting = {r for r, p in reader.persons.items() if any(stem in post.title.casefold() for post in p.posts)}
    return [r for r in refs if r in fitting] if fitting else list(refs)


def _last_together(discourse: Discourse, recent: Sequence[str], number: int) -> list[str]:
    """As many persons as the words say, whole sentences of them going back; none where the count does not come out."""
    chosen: list[str] = []
    for sentence in sorted({discourse.last_seen[r] for r in recent}, reverse=True):
        chosen += [r for r in recent if discourse.last_seen[r] == sentence]
        if len(chosen) >= number:
            break
    return chosen if len(chosen) == number else []


def make_group_mention(
    reader: Reader, discourse: Discourse, sentence: Sentence, start: int, end: int, number: int
) -> ActorMention | None:
    """ "the two ministers", "they": the persons last spoken of together, as many as the words say."""
    recent = [r for r in discourse.order if sentence.index - discourse.last_seen[r] <= GROUP_REACH]
    nation = reader.places.get(end)
    if nation is not None and nation.kind == "demonym" and number:  # "the two Colombians"
        recent = [r for r in recent if reader.homes.get(r) == nation.country]
        end = nation.end
    else:
        recent = _named_by(reader, recent, start, end)
    if number == 0:
        last = max((discourse.last_seen[r] for r in recent), default=-1)
        together = [r for r in recent if discourse.last_seen[r] == last]
        chosen = together if len(together) == 2 else []
    elif number > 2:
        chosen = _last_together(discourse, recent, number)
    else:
        chosen = sorted(recent, key=lambda r: -discourse.salience(r, sentence.index))[:number]
        chosen = chosen if len(chosen) == number else []
    if len(chosen) < 2:
        return None
    chosen = sorted(chosen, key=lambda r: discourse.first_seen[r])
    words = reader.doc.text_of(start, end)
    return ActorMention(start, end, tuple(chosen), "group", start, f"{words!r} taken for {', '.join(chosen)}")
