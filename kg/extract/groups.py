"""Who is meant by "both", "the two ministers", "they", "the delegation": sets of people spoken of, or nobody."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Literal

from kg.extract.antecedents import Option
from kg.extract.discourse import Discourse
from kg.extract.document import Sentence
from kg.extract.expressions import is_singular, title_fits
from kg.extract.grammar import read_grammar
from kg.extract.likelihood.traits import as_sort, step
from kg.extract.reader import Reader, find_bound_start
from kg.extract.reference_words import Gender, RoleWord

# "two" and "more" say how many; "they" is a pronoun, "people" a noun in the plural, "party" one for a delegation.
GroupSort = Literal["two", "more", "they", "people", "party"]

# How many sentences back a group may reach, and among how many people spoken of last its members are looked for.
REACH = 6
RECENT = 7
# Words that may stand between a numeral and its noun.
WORDS_BETWEEN = 2
# So many named in a sentence may be a delegation later.
PARTY = 3
# Letters of a noun that tell it from another.
STEM = 5


@dataclass(frozen=True, slots=True)
class Group:
    """Tokens start..end that mean several. number: how many, 0 where it is not said; noun: its norm; role: what it may
    stand for; country: that it says; gender: of all of them, None where it is not said."""

    start: int
    end: int
    sort: GroupSort
    number: int = 0
    noun: str = ""
    role: RoleWord | None = None
    country: str | None = None
    gender: Gender | None = None


def find_group(reader: Reader, start: int, limit: int) -> Group | None:
    """Reads words for several people at a token; None where they are of something else ("the two countries")."""
    tokens, words = reader.doc.tokens, reader.words
    party = words.parties.at(tokens, start, limit)
    if party is not None:
        return Group(start, party.end, "party", noun=tokens[party.end - 1].norm)
    pronoun = words.pronouns.at(tokens, start, limit)
    if pronoun is not None and pronoun.value.strict and not is_singular(reader, start, pronoun.end):
        return Group(start, pronoun.end, "they")  # "sie", she or they
    if pronoun is not None and pronoun.value.number > 1:
        blocked = pronoun.value.clitic or (pronoun.value.possessive and _is_noun(reader, pronoun.end))
        return None if blocked else Group(start, pronoun.end, "they", gender=pronoun.value.gender)
    numeral = words.groups.at(tokens, start, limit)
    if numeral is None and tokens[start].norm not in words.plural_articles:
        return None
    number, i = (numeral.value, numeral.end) if numeral is not None else (0, start + 1)
    country: str | None = None
    end = i
    while i < limit and i - end <= WORDS_BETWEEN:
        noun = words.people.at(tokens, i, limit)
        if noun is not None:
            role = None if noun.value.anybody else noun.value
            return Group(start, noun.end, _sort_of(number), number, tokens[i].norm, role, country)
        place = reader.places.get(i)
        if place is not None and place.kind == "demonym":
            country, i = place.country, place.end
            if number and not _is_noun(reader, i):
                return Group(start, i, _sort_of(number), number, country=country)
        elif tokens[i].norm in words.adjectives:
            i += 1
        else:
            break
    if number and not _is_noun(reader, end):
        return Group(start, end, _sort_of(number), number)
    return None


def _sort_of(number: int) -> GroupSort:
    return "people" if not number else "two" if number == 2 else "more"


def _is_noun(reader: Reader, i: int) -> bool:
    """Whether a word may be the noun a numeral counts: no mark, verb or small word."""
    tokens, words, grammar = reader.doc.tokens, reader.words, read_grammar(reader.doc.lexicon)
    if i >= len(tokens) or not tokens[i].is_word:
        return False
    if tokens[i].norm in words.clitic_follow or tokens[i].norm in grammar.adverbs:
        return False
    if grammar.relations.at(tokens, i) is not None or words.verbs.at(tokens, i) is not None:
        return False
    return not words.nouns_capital or tokens[i].is_capital


def find_party(discourse: Discourse, sentence: Sentence) -> tuple[str, ...]:
    """Whom a delegation or visitors are: the last three or more named in one sentence before."""
    for number in range(sentence.index - 1, sentence.index - REACH, -1):
        if len(discourse.named.get(number, ())) >= PARTY:
            return tuple(discourse.named[number])
    return ()


def offer_groups(reader: Reader, discourse: Discourse, sentence: Sentence, group: Group) -> list[Option]:
    """Returns which sets of people may be meant, nobody first."""
    view = _View(reader, discourse, sentence, group)
    sets = list(dict.fromkeys(refs for refs in view.sets() if len(refs) > 1))
    nobody = {"nobody", f"nobody|{step(len(sets), 0, 1, 3, 6)} sets"}
    if group.noun:
        nobody.add(f"nobody|named {'some' if view.named else 'none'}")
    options = [Option((), as_sort(group.sort, nobody))]
    return options + [Option(refs, as_sort(group.sort, view.read(refs))) for refs in sets]


class _View:
    def __init__(self, reader: Reader, discourse: Discourse, sentence: Sentence, group: Group) -> None:
        self.reader, self.discourse, self.sentence, self.group = reader, discourse, sentence, group
        within = discourse.within(sentence.index, REACH)
        self.recent = [ref for ref in reversed(within) if self._fits(ref)][:RECENT]
        self.named = {ref for ref in discourse.order if self._is_named(ref)}
        self.clause = find_bound_start(reader, sentence, group.start)

    def _fits(self, ref: str) -> bool:
        gender, known = self.group.gender, self.reader.genders.get(ref)
        if gender == "f" and known == "m":
            return False
        held = {post.country for post in self.reader.persons[ref].posts if post.country}
        return self.group.country is None or self.group.country in held

    def _is_named(self, ref: str) -> bool:
        """Whether the noun is in someone's title ("Präsidenten")."""
        role = self.group.role
        if role is not None:
            return any(title_fits(style, role) for style in self.reader.styles[ref])
        stem = self.group.noun[: max(STEM, len(self.group.noun) - 2)]
        return len(stem) >= STEM and any(stem in style.casefold() for style in self.reader.styles[ref])

    def sets(self) -> Iterator[tuple[str, ...]]:
        """Sets of the size that is said: those of one sentence, or spoken of last; else pairs and whole sentences."""
        number, index = self.group.number, self.sentence.index
        crowds = [self.discourse.people[n] for n in range(index, index - REACH, -1) if n in self.discourse.people]
        crowds = [[ref for ref in crowd if self._fits(ref)] for crowd in crowds]
        if number in (0, 2):
            for pair in combinations(self.recent, 2):
                yield self._sorted(pair)
        if number == 2:
            return
        for n in range(index, index - REACH, -1):
            for refs in self.discourse.lists.get(n, ()):
                if len(refs) == number or not number:
                    yield self._sorted([ref for ref in refs if self._fits(ref)])
        together: list[str] = []
        for crowd in crowds:
            together += [ref for ref in crowd if ref not in together]
            for members in (crowd, together, [ref for ref in together if ref in self.named]):
                if (number and len(members) == number) or (not number and len(members) > 2):
                    yield self._sorted(members)

    def _sorted(self, refs: Sequence[str]) -> tuple[str, ...]:
        return tuple(ref for ref in self.discourse.first_seen if ref in refs)

    def read(self, refs: tuple[str, ...]) -> set[str]:
        """What speaks for a set."""
        discourse, index = self.discourse, self.sentence.index
        seen = [discourse.seen[ref] for ref in refs]
        gaps = sorted(index - s.sentence for s in seen)
        same = gaps[0] == gaps[-1]
        people = discourse.people.get(index - gaps[0], []) if same else []
        homes = [self.reader.homes.get(ref) for ref in refs]
        ranks = [self.recent.index(ref) if ref in self.recent else RECENT for ref in refs]
        size = step(len(refs), 2, 3, 5)
        far = step(gaps[-1], 0, 1, 2, 4)
        named = sum(ref in self.named for ref in refs)
        checks = {
            f"size:{size}": True,
            f"{'together' if same else 'apart'}|far:{far}": True,
            f"near:{step(gaps[0], 0, 1, 2, 4)}": True,
            "whole sentence": same and len(people) == len(refs),
            f"whole sentence|far:{far}": same and len(people) == len(refs),
            "first two": same and len(refs) == 2 and set(people[:2]) == set(refs),
            "last spoken of": max(ranks) < len(refs),
            f"places:{'+'.join(sorted(s.place for s in seen))}": len(refs) == 2,
            f"together|places:{'+'.join(sorted(s.place for s in seen))}": len(refs) == 2 and same,
            "subject": discourse.subject in refs,
            "centre": discourse.centre in refs,
            "protagonist": discourse.protagonist in refs,
            "before": refs == discourse.group,
            "strangers": None not in homes and len(set(homes)) == len(homes),
            "compatriots": None not in homes and len(set(homes)) == 1,
            "in own clause": any(s.sentence == index and s.end > self.clause for s in seen),
            "often named": min(discourse.times[ref] for ref in refs) > 1,
            f"named:{'all' if named == len(refs) else 'some' if named else 'none'}": bool(self.group.noun),
            "others named": bool(self.group.noun) and bool(self.named - set(refs)) and named < len(refs),
            "crowd": len(refs) > 2 and same,
            "list": any(set(refs) == set(listed) for listed in discourse.lists.get(index - gaps[0], ())),
            "list and more": any(set(refs) > set(listed) for listed in discourse.lists.get(index - gaps[0], ())),
            "part of list": any(set(refs) < set(listed) for listed in discourse.lists.get(index - gaps[0], ())),
        }
        return {name for name, holds in checks.items() if holds}
