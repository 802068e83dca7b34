"""Words that mean somebody without a name: "she", "the minister", "the American", "his guest".

Only found here, and what they say of whom they mean; kg.extract.antecedents tells who it is.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from kg.extract.grammar import read_grammar
from kg.extract.mentions import PlaceMention
from kg.extract.reader import Reader
from kg.extract.reference_words import Gender, Pronoun, RoleWord
from kg.extract.tokens import split_title

# How an expression chooses among people: a pronoun by its case ("any" where its form does not show it); "office" by a
# title; "last" and "first" are of several; "anybody" says no office; "guest" and "host" a side of a visit; "national" a country; "dropped" is no word.
Sort = Literal["subject", "object", "any", "last", "first", "office", "anybody", "guest", "host", "national", "dropped"]

# An office has at most so many words before it ("the visiting French foreign minister").
ROLE_WORDS = 4
# So many of them may be unknown.
MODIFIERS = 2
# So many words say of what someone is the head, of at least so many letters each.
COMPLEMENT_WORDS = 3
TITLE_LETTERS = 4
# Letters that the case of a title may add.
TITLE_ENDING = 2


@dataclass(frozen=True, slots=True)
class Expression:
    """Tokens start..end that mean one person.

    strict: it may as well mean several, or a thing: only someone whose gender is known is meant. countries: that it
    says. roles: what its word may stand for. owned: whether a possessive opens it ("his guest"). complement: what follows it to say of what
    ("the minister of the interior"): norms of words.
    """

    start: int
    end: int
    sort: Sort
    gender: Gender | None = None
    strict: bool = False
    countries: frozenset[str] = frozenset()
    roles: tuple[RoleWord, ...] = ()
    owned: bool = False
    complement: tuple[str, ...] = ()


def find_pronoun(reader: Reader, start: int, end: int, pronoun: Pronoun) -> Expression | None:
    """Reads a pronoun in the singular; None where it is an article or a possessive here."""
    if (pronoun.clitic and not _is_verb(reader, end)) or (pronoun.possessive and _is_noun(reader, end)):
        return None
    tokens = reader.doc.tokens
    is_title = len(tokens[start].text) > 1 and tokens[start].text.isupper()  # "HE President X"
    around = (tokens[start - 1].text if start else "", tokens[end].text if end < len(tokens) else "")
    if is_title or around == (",", ",") or reader.words.idle.at(tokens, start) is not None:  # "X, lui, part"
        return None
    strict = pronoun.strict and not is_singular(reader, start, end)
    return Expression(start, end, pronoun.order or pronoun.case, pronoun.gender, strict)


def _is_noun(reader: Reader, token: int) -> bool:
    """Whether a word may be what a possessive belongs to: no mark, preposition or other small word."""
    tokens, grammar = reader.doc.tokens, read_grammar(reader.doc.lexicon)
    if token >= len(tokens) or not tokens[token].is_word:
        return False
    if reader.words.nouns_capital and not tokens[token].is_capital:
        behind = tokens[token + 1] if token + 1 < len(tokens) else None
        return behind is not None and behind.is_capital and tokens[token].norm.endswith(reader.words.adjective_endings)
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


def is_singular(reader: Reader, start: int, end: int) -> bool:
    """Whether a verb in the singular stands beside a pronoun that may be plural: "war sie", "sie verhandelte"."""
    tokens, words = reader.doc.tokens, reader.words
    beside = [tokens[i].norm for i in (start - 1, end) if 0 <= i < len(tokens)]
    return any(norm in words.singulars or norm.endswith(words.singular_endings) for norm in beside)


def find_role(reader: Reader, sentence_end: int, start: int, limit: int) -> Expression | None:
    """ "the visiting French minister": article, adjectives, a demonym, the word for the office, perhaps one more.

    limit: where the next name begins, or the sentence ends.
    """
    tokens, words = reader.doc.tokens, reader.words
    countries: frozenset[str] = frozenset()
    demonym: PlaceMention | None = None
    owner = reader.places.get(start)
    i = start + 1
    if owner is not None and tokens[start].norm not in words.determiners:
        countries = _countries(owner)
        i = owner.end + (tokens[owner.end].norm in read_grammar(reader.doc.lexicon).genitive_ends)
    owned = tokens[start].norm in words.possessives
    # "del ministro": the preposition in an article stands before the words
    first = start + (read_grammar(reader.doc.lexicon).relations.at(tokens, start, start + 1) is not None)
    while i < limit and i - start <= ROLE_WORDS:
        end, roles = _roles_at(reader, i, limit)
        if roles:
            place = _country_after(reader, end, limit)
            if place is not None:
                countries, end = countries | _countries(place), place.end
            if end + 1 == limit < sentence_end and tokens[end].text == ",":
                return None  # "his host, President X": the name says who
            genders = {role.gender for role in roles}
            gender = genders.pop() if len(genders) == 1 else None
            if gender is None and tokens[start].norm in words.feminine_articles:
                gender = "f"
            complement = _read_complement(reader, end, limit)
            return Expression(first, end, _sort_of(roles), gender, False, countries, roles, owned, complement)
        place = reader.places.get(i)
        if place is not None and place.kind in ("demonym", "country"):
            countries, i = countries | _countries(place), place.end
            demonym = place if place.kind == "demonym" else None
        elif i in reader.bodies:  # "the CIA director"
            i = reader.bodies[i]
        elif _may_modify(reader, i, i - start):
            i += 1
        else:
            break
    if demonym is not None and demonym.country and demonym.end == i and demonym.start == i - 1:
        return _find_national(reader, first, i, frozenset({demonym.country}), owned)
    return None


def _may_modify(reader: Reader, i: int, before: int) -> bool:
    """Whether a word may stand before the word for an office, `before` words behind the article: "the spy chief"."""
    word, words = reader.doc.tokens[i], reader.words
    if word.norm in words.adjectives or word.is_number or word.text == "-":
        return True
    if before > MODIFIERS or not word.is_word or word.is_capital:
        return False
    return words.head_last or (words.nouns_capital and word.norm.endswith(words.adjective_endings))


def _roles_at(reader: Reader, i: int, limit: int) -> tuple[int, tuple[RoleWord, ...]]:
    """The end of the longest words for an office or anybody at a token, and what they may stand for; none at all."""
    matches = reader.words.roles.all_at(reader.doc.tokens, i, limit)
    end = max((m.end for m in matches), default=i)
    roles = [m.value for m in matches if m.end == end]
    title = _title_at(reader, i) if end <= i + 1 else None
    if title is not None:
        roles, end = [*roles, title], i + 1
    return end, tuple(roles)


def _sort_of(roles: Sequence[RoleWord]) -> Sort:
    for role in roles:
        if role.part:
            return role.part
    return "anybody" if all(role.anybody for role in roles) else "office"


def _title_at(reader: Reader, i: int) -> RoleWord | None:
    """The head of someone's own title, with or without an ending ("dem Vorsteher", "des Vorstehers")."""
    norm = reader.doc.tokens[i].norm
    for cut in range(TITLE_ENDING + 1):
        role = reader.titles.get(norm[: len(norm) - cut])
        if role is not None:
            return role
    return None


def _country_after(reader: Reader, i: int, limit: int) -> PlaceMention | None:
    """ "the president of Turkey", "le ministre de la Géorgie": a country after one or two small words."""
    for j in (i, i + 1, i + 2):
        if j >= limit or (reader.doc.tokens[j].is_capital and j not in reader.places):
            return None
        place = reader.places.get(j)
        if place is not None:
            return place if (place.kind == "demonym") == (j == i) and place.kind in ("demonym", "country") else None
    return None


def _read_complement(reader: Reader, i: int, limit: int) -> tuple[str, ...]:
    """The words that say of what someone is the head: "of the interior", "des Obras Públicas", "für Inneres"."""
    tokens, grammar = reader.doc.tokens, read_grammar(reader.doc.lexicon)
    relation = grammar.relations.at(tokens, i, limit) if i < limit else None
    genitive = reader.words.genitive_s and i < limit and tokens[i].norm in grammar.articles
    if not genitive and (relation is None or relation.value not in ("of", "for")):
        return ()
    end = i + 1 if relation is None else relation.end
    words: list[str] = []
    while end < limit and len(words) < COMPLEMENT_WORDS and tokens[end].is_word:
        small = tokens[end].norm in grammar.articles or len(tokens[end].norm) < TITLE_LETTERS
        if not small and reader.words.nouns_capital and not tokens[end].is_capital:
            break
        words += [] if small else [tokens[end].norm]
        end += 1
    return tuple(words)


def _countries(place: PlaceMention) -> frozenset[str]:
    return frozenset({place.country}) if place.country else frozenset()


def _find_national(reader: Reader, start: int, end: int, countries: frozenset[str], owned: bool) -> Expression | None:
    """ "der Iraner", "the American": someone of that country; no noun may follow the word."""
    tokens = reader.doc.tokens
    if _is_adjective(reader, end) or reader.words.not_nationals.at(tokens, start, end) is not None:
        return None
    return Expression(start, end, "national", None, False, countries, (), owned)


def _is_adjective(reader: Reader, end: int) -> bool:
    """Whether a noun follows a word of nationality: in German a capital, elsewhere any word that is no small one."""
    tokens, words = reader.doc.tokens, reader.words
    if end >= len(tokens) or not tokens[end].is_word:
        return False
    word, grammar = tokens[end], read_grammar(reader.doc.lexicon)
    if words.nouns_capital or word.is_capital:
        return word.is_capital
    if word.norm in words.clitic_follow or word.norm in grammar.conjunctions or word.norm in grammar.adverbs:
        return False
    if words.verbs.at(tokens, end) is not None or grammar.relations.at(tokens, end) is not None:
        return False
    return word.norm not in grammar.relatives and not word.norm.endswith(words.verb_endings or ("\0",))


def title_fits(title: str, role: RoleWord) -> bool:
    """Whether a word for an office may stand for a title."""
    apart = title.replace("’", "' ").replace("'", "' ").replace("-", " ")
    return any(role.fits.is_in(words, 0, len(words)) for words in (split_title(apart), split_title(title)))


def _find_countries_after(reader: Reader, i: int, limit: int) -> tuple[list[str], int]:
    """Countries joined by small words right after token i, and the token after the last of them."""
    found: list[str] = []
    end, gap = i, 0
    while i < limit and gap <= 2:
        place = reader.places.get(i)
        if place is not None and place.kind == "country" and place.country:
            found.append(place.country)
            i = end = place.end
            gap = 0
        elif reader.doc.tokens[i].is_capital or reader.doc.tokens[i].text in ".;:":
            break
        else:
            i, gap = i + 1, gap + 1
    return found, end


def find_peers(reader: Reader, start: int, limit: int) -> tuple[int, Sequence[str]] | None:
    """ "his counterparts from Serbia and Hungary": the end of the words, and the countries they are of."""
    tokens, words = reader.doc.tokens, reader.words
    countries: list[str] = []
    i = start
    while i < limit and i - start <= ROLE_WORDS:
        place = reader.places.get(i)
        peer = words.peers.at(tokens, i, limit)
        if peer:
            end = peer.end
            if not countries:
                countries, end = _find_countries_after(reader, end, limit)
            elif end < limit and (tokens[end].is_capital or tokens[end].text == ","):
                return None
            return (end, countries) if countries else None
        if place is not None and place.kind == "demonym" and place.country:
            countries, i = [*countries, place.country], place.end
        elif i == start or tokens[i].norm in words.adjectives or tokens[i].norm in words.determiners:
            i += 1
        else:
            return None
    return None
