"""How an actor hangs on the words left of it: the relation of its preposition or genitive, and which actors form a list."""

from collections.abc import Sequence
from itertools import pairwise

from kg.extract.document import Document
from kg.extract.ellipsis import skip_ellipsis
from kg.extract.frames import read_frames
from kg.extract.grammar import Grammar, read_grammar
from kg.extract.mentions import ActorMention
from kg.extract.reference_words import read_words

# How far left of an actor its preposition may stand, over articles and adjectives ("mit seinem neuen Kollegen X").
REACH_TOKENS = 6
# Two of a list have at most so many words between them ("and to that of the Netherlands,").
LONGEST_GAP = 9
# A phrase of time or place at the beginning of a sentence is that short.
OPENING_TOKENS = 12
# Words of the longest preposition ("at the side of", "face to face with").
LONGEST_RELATION = 5
# How far before "among them A and B" the word may stand that they are examples of.
EXAMPLE_REACH = 14
# A remark in brackets behind a name is that short.
BRACKET_TOKENS = 8
# Shorter words are pronouns and particles, no adjectives.
ADJECTIVE_LETTERS = 4
# What only looks like a preposition ("one by one", "der Reihe nach").
NONE = "none"
# What hangs whoever leads a delegation on the word for it, and how far before that may stand.
LED = "led"
DELEGATION_REACH = 14
# An office before a name that no reading tied to it has that many words, with its adjective.
TITLE_TOKENS = 4
# Relations by which one is in another's company.
COMPANY = frozenset(["with", "by", "between"])
# Reason of a mention in a genitive that only its form shows ("Obamas Rede").
GENITIVE = "genitive"


def group_actors(doc: Document, grammar: Grammar, mentions: Sequence[ActorMention]) -> list[tuple[ActorMention, ...]]:
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


def _joined(doc: Document, grammar: Grammar, group: list[ActorMention], mention: ActorMention) -> bool:
    after = _skip_brackets(doc, group[-1].end, mention.start)
    gap = doc.tokens[after : mention.start]
    if not gap or len(gap) > LONGEST_GAP:
        return False
    if gap[0].text == "," and len(gap) > 1 and gap[1].norm in grammar.relatives:
        return False
    joined, i, bare = False, after, mention.start == mention.head
    while i < mention.start:
        token = doc.tokens[i]
        joiner = grammar.joiners.at(doc.tokens, i, mention.start)
        if token.text == "," or token.norm in grammar.conjunctions:
            joined, i = True, i + 1
        elif joiner:
            joined, i = True, joiner.end
        elif bare and token.text == ";" and skip_ellipsis(doc, i + 1, mention.start) > i + 1:
            joined, i = True, mention.start
        elif bare and joined and skip_ellipsis(doc, i, mention.start) > i:
            i = mention.start
        elif (
            joined
            and i < after + REACH_TOKENS
            and (token.norm in grammar.determiners or _repeats_relation(doc, grammar, group, i))
        ):
            i += 1
        elif joined and (_is_title(doc, i, mention.start) or _says_who(doc, grammar, i, mention.start)):
            i = mention.start
        else:
            return False
    if not joined or doc.tokens[mention.start].text in "\"'«„“‚":
        return False
    pronoun = "pronoun" in (mention.kind, group[-1].kind)
    only_comma = all(t.text == "," for t in gap)
    return not (pronoun and only_comma)


def _is_title(doc: Document, i: int, end: int) -> bool:
    """Whether a word for an office, perhaps with an adjective, fills i..end before a name: "the Lombard governor X"."""
    role = read_words(doc.lexicon).roles.at(doc.tokens, i, end)
    if role is None or end - role.end > 1:
        return False
    if role.end == end:
        return True
    word, grammar = doc.tokens[role.end], read_grammar(doc.lexicon)
    small = (
        word.is_capital or word.norm in grammar.determiners or grammar.relations.at(doc.tokens, role.end) is not None
    )
    return word.is_word and not small and len(word.norm) >= ADJECTIVE_LETTERS


def _title_start(doc: Document, mention: ActorMention, floor: int) -> int:
    """Where the office begins that stands before a name and no reading tied to it."""
    first = max(floor, mention.start - TITLE_TOKENS)
    if mention.kind not in ("name", "surname"):
        return mention.start
    return next((i for i in range(first, mention.start) if _is_title(doc, i, mention.start)), mention.start)


def _says_who(doc: Document, grammar: Grammar, i: int, end: int) -> bool:
    """ "and his mentor X": whether i is a word written small between a determiner and the name at `end`."""
    if i != end - 1:
        return False
    token = doc.tokens[i]
    known = grammar.relations.at(doc.tokens, i) is not None or token.norm in grammar.adverbs
    verb = token.norm in grammar.auxiliaries or read_frames(doc.lexicon).verbs.at(doc.tokens, i) is not None
    titled = doc.tokens[i - 1].norm in grammar.determiners
    return titled and token.is_word and not token.is_capital and not known and not verb


def _skip_brackets(doc: Document, start: int, limit: int) -> int:
    """ "A (Kazakhstan), B (Kyrgyzstan)": a short remark in brackets does not part a list."""
    if start >= limit or doc.tokens[start].text != "(":
        return start
    for i in range(start + 1, min(limit, start + BRACKET_TOKENS)):
        if doc.tokens[i].text == ")":
            return i + 1
    return start


def _repeats_relation(doc: Document, grammar: Grammar, group: list[ActorMention], i: int) -> bool:
    """ "mit A und mit B": the preposition said twice."""
    match = grammar.relations.at(doc.tokens, i)
    return bool(match) and match is not None and match.value == find_relation(doc, grammar, group[0])[0]


def find_relation(doc: Document, grammar: Grammar, mention: ActorMention, floor: int = 0) -> tuple[str, int]:
    """Returns the relation that the words left of a mention put it in ("" for none) and the first of them."""
    if _is_genitive(doc, grammar, mention):
        return "of", mention.start
    inner = grammar.relations.at(doc.tokens, mention.start, mention.head) if mention.head > mention.start else None
    if inner:
        return inner.value, mention.start
    if mention.start and doc.tokens[mention.start - 1].text == "(":
        return "of", mention.start
    i, steps, article = _title_start(doc, mention, floor), 0, False
    while i > floor and steps < REACH_TOKENS:
        i -= 1
        steps += 1
        for first in doc.tokens.spots(grammar.relations, max(floor, i + 1 - LONGEST_RELATION), i + 1):
            match = grammar.relations.at(doc.tokens, first, i + 1)
            if match and match.end == i + 1:
                if match.value == NONE:
                    return "", i + 1
                if match.value == LED or _leads_delegation(doc, grammar, mention, match.value):
                    return _relation_of_delegation(doc, grammar, match.start, floor)
                return match.value, match.start
        token = doc.tokens[i]
        if mention.kind == "pronoun":
            return "", i + 1
        if token.norm in grammar.determiners:
            article = article or token.norm in grammar.articles
            continue
        if token.text == ",":
            if mention.end < len(doc.tokens) and grammar.reporting.at(doc.tokens, mention.end) is not None:
                return "", i + 1  # "before the spring, X said"
            return _relation_of_apposition(doc, grammar, i, floor)
        if token.text == ":" or _ends_example(doc, grammar, i, floor):
            return _relation_of_whole(doc, grammar, i, floor), i
        # "dans son bureau l'amiral": an article has no adjective before it
        if token.is_word and not token.is_capital and not article and _looks_like_adjective(doc, i, mention):
            continue
        return "", i + 1
    return "", i


def _leads_delegation(doc: Document, grammar: Grammar, mention: ActorMention, relation: str) -> bool:
    """ "a delegation with X at its head", "eine von X angeführte Delegation"."""
    return relation in ("by", "with") and grammar.leading.at(doc.tokens, mention.end) is not None


def _relation_of_delegation(doc: Document, grammar: Grammar, led: int, floor: int) -> tuple[str, int]:
    """ "received a delegation led by X": whoever leads it stands where the delegation does in the clause."""
    for k in range(led - 1, max(floor, led - DELEGATION_REACH) - 1, -1):
        if doc.tokens[k].text == "," and k < led - 1:
            break
        if grammar.delegations.at(doc.tokens, k, led) is not None:
            return find_relation(doc, grammar, ActorMention(k, k + 1, (), "delegation", k), floor)
    opening = grammar.relations.at(doc.tokens, led)
    if opening is not None and opening.value == "by":  # the delegation follows
        return find_relation(doc, grammar, ActorMention(led, led + 1, (), "delegation", led), floor)
    # "um ihn zu treffen": the same word opens a clause
    return ("", led) if grammar.subordinators.at(doc.tokens, led) is not None else ("of", led)


def _relation_of_apposition(doc: Document, grammar: Grammar, comma: int, floor: int) -> tuple[str, int]:
    """ "with his host, X": relation, article, one or two words, comma; "at the ceremony, X" names nobody."""
    if read_frames(doc.lexicon).nouns.at(doc.tokens, comma - 1, comma) is not None:
        return "", comma + 1
    for size in (7, 6, 5, 4, 3, 2):
        first = comma - size
        if first < floor or any(t.text == "," for t in doc.tokens[first:comma]):
            continue
        marked = grammar.cases.get(doc.tokens[first].norm) == "object" and not grammar.verb_last
        if size > 2 and marked and doc.tokens[first + 1].norm in grammar.determiners:
            return "", first
        match = grammar.relations.at(doc.tokens, first, comma)
        if size > 4 and not (match and match.value in COMPANY and _names_office(doc, match.end + 1, comma)):
            continue
        if match and match.end < comma and doc.tokens[match.end].norm in grammar.determiners:
            loose = match.value in ("of", "to", "for") and _is_opening_phrase(doc, grammar, comma)
            return ("", comma + 1) if loose else (match.value, first)
    return "", comma + 1


def _names_office(doc: Document, i: int, comma: int) -> bool:
    """Whether the words up to a comma are an office and its field: "(with the) president of the Grand Council"."""
    words = read_frames(doc.lexicon).verbs
    return read_words(doc.lexicon).roles.at(doc.tokens, i, comma) is not None and not words.is_in(doc.tokens, i, comma)


def _is_opening_phrase(doc: Document, grammar: Grammar, comma: int) -> bool:
    """Whether the comma ends the first phrase of its sentence, one of when or where: "on the day of the feast, X"."""
    start = doc.sentence_of(comma).start
    first = next((i for i in range(start, comma) if doc.tokens[i].is_word), comma)
    if grammar.relations.at(doc.tokens, first, comma) is None or comma - first > OPENING_TOKENS:
        return False
    return not any(t.text == "," or t.norm in grammar.auxiliaries for t in doc.tokens[first:comma])


def _ends_example(doc: Document, grammar: Grammar, i: int, floor: int) -> bool:
    return any(
        (match := grammar.examples.at(doc.tokens, j, i + 1)) is not None and match.end == i + 1
        for j in (i, i - 1, i - 2)
        if j >= floor
    )


def _relation_of_whole(doc: Document, grammar: Grammar, i: int, floor: int) -> str:
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
        # "alla cerimonia il presidente X": the article begins another phrase
        and not (mention.start < mention.head and doc.tokens[mention.start].norm in grammar.determiners)
        and (doc.tokens[i - 1].norm in grammar.determiners or bool(grammar.relations.at(doc.tokens, i - 1, i)))
    )


def _is_genitive(doc: Document, grammar: Grammar, mention: ActorMention) -> bool:
    if mention.reason == GENITIVE:
        return True
    if mention.end < len(doc.tokens) and doc.tokens[mention.end].norm in grammar.genitive_ends:
        return True
    return doc.tokens[mention.end - 1].norm in grammar.genitive_ends
