"""Runs of words that may be a person's name: capitals with particles and initials between them.

What is no part of a name is cut off the ends; whether the rest is a name is for names.py to weigh.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from kg.extract.date_words import read_date_words
from kg.extract.name_words import STRONG, UNKNOWN, name_strength
from kg.extract.office_phrase import PostPhrase
from kg.extract.scene import Scene

# A longer word with a capital may be a noun.
SHORT_LETTERS = 3
MAX_NAME_TOKENS = 7
# The Arabic article before the letters that it takes on.
ARABIC_ARTICLES = frozenset(
    ["al", "el", "ad", "an", "ar", "as", "ash", "at", "az", "ed", "er", "es", "esh", "ez", "ul"]
)
_ROMAN = frozenset("IVX")


@dataclass
class NameSpan:
    """A run of tokens start..end that may name a person.

    lead: first token with honorifics and ranks; before, after: the offices beside it; outer: one in commas before
    that; bridged: one told of the name with a verb; score: sum of the evidence; reasons: what it is made of.
    """

    start: int
    end: int
    lead: int
    honorific: bool = False
    before: PostPhrase | None = None
    before_comma: bool = False
    after: list[PostPhrase] = field(default_factory=list)
    bridged: PostPhrase | None = None
    outer: PostPhrase | None = None
    score: float = 0.0
    reasons: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class RunReader:
    """Reads runs in a scene. phrases: its offices; covered: tokens of bodies, which are no names."""

    scene: Scene
    phrases: list[PostPhrase]
    covered: frozenset[int]

    @cached_property
    def by_start(self) -> Mapping[int, PostPhrase]:
        return {p.start: p for p in reversed(self.phrases)}

    @cached_property
    def by_end(self) -> Mapping[int, PostPhrase]:
        return {p.end: p for p in reversed(self.phrases)}

    @cached_property
    def heads(self) -> frozenset[int]:
        return frozenset(k for p in self.phrases for k in (p.start, p.head))

    @cached_property
    def in_phrase(self) -> frozenset[int]:
        return frozenset(k for p in self.phrases for k in range(p.start, p.end))

    def read(self, i: int, limit: int, first: int) -> tuple[int, NameSpan | None]:
        """Returns the end of the run at token i (i where none begins) and the candidate in it.

        Args:
            i: token to begin at.
            limit: end of the sentence.
            first: first token of the sentence.
        """
        end = self._run(i, limit)
        return end, self._trim(i, end, first) if end > i else None

    def _run(self, i: int, limit: int) -> int:
        """Returns the end of the run of name words from token i, i where none begins."""
        if not self._may_name(i):
            return i
        tokens, names = self.scene.tokens, self.scene.words.names
        k = i + 1
        while k < limit and k - i < MAX_NAME_TOKENS:
            token = tokens[k]
            if (
                (self._may_name(k) and (token.norm not in names.excluded or self._is_surname(i, k)))
                or self._is_inner_title(k, limit)
                or self._is_rank_surname(i, k, limit)
                or (k not in self.covered and self.scene.joins_surname(k))
            ):
                k += 1
            elif token.norm in names.particles and token.is_word:
                m = k + 1
                while m < limit and m - k < 2 and tokens[m].norm in names.particles:
                    m += 1
                if m < limit and m == k + 1 and self.scene.joins_surname(m) and m not in self.covered:
                    k = m + 1
                    continue
                if m >= limit or not self._may_name(m) or not self._particle_joins(k, m) or self._is_everyday(m):
                    break
                k = m + 1
            else:
                break
        return k

    def _is_everyday(self, m: int) -> bool:
        """Tells whether a noun behind a small word is no name, where nouns have capitals: "war bei Anna Bell zu Gast"."""
        token, words = self.scene.tokens[m], self.scene.words
        return (
            words.phrases.capital_nouns and token.norm in words.names.excluded and name_strength(token.text) <= UNKNOWN
        )

    def _is_inner_title(self, k: int, limit: int) -> bool:
        """Tells whether an honorific at k stands within a name: "Hassan Sheikh Mohamud"."""
        tokens = self.scene.tokens
        if k + 1 >= limit or not tokens[k].is_capital or tokens[k].norm not in self.scene.words.names.honorifics:
            return False
        return name_strength(tokens[k - 1].text) > UNKNOWN and self._may_name(k + 1)

    def _is_rank_surname(self, i: int, k: int, limit: int) -> bool:
        """Tells whether a rank at k is a surname: behind a rank and a given name, before no name ("General X Major")."""
        tokens, names = self.scene.tokens, self.scene.words.names
        if k != i + 1 or not i or not tokens[k].is_capital or tokens[k].norm not in names.ranks:
            return False
        if tokens[i - 1].norm not in names.ranks or name_strength(tokens[i].text) < STRONG:
            return False
        return k + 1 >= limit or not tokens[k + 1].is_capital

    def _is_surname(self, i: int, k: int) -> bool:
        """Tells whether an everyday word at k is a surname: known as one, or right behind office and first name."""
        tokens = self.scene.tokens
        if name_strength(tokens[k].text) > UNKNOWN:
            return True
        if self.is_short_surname(k):
            return True
        return k == i + 1 and i in self.by_end and name_strength(tokens[i].text) == STRONG

    def is_short_surname(self, k: int) -> bool:
        """Tells whether a word of few letters is a name by its capital: "Tran Thanh Man", "Abdelrahim Nur". Small words
        have none within a sentence where nouns have."""
        text = self.scene.tokens[k].text
        return self.scene.words.phrases.capital_nouns and text.istitle() and len(text) <= SHORT_LETTERS

    def _particle_joins(self, k: int, m: int) -> bool:
        """Tells whether the particle at k joins two names and does not say where someone is from."""
        tokens = self.scene.tokens
        joining = self.scene.words.names.joining
        if tokens[k].norm in joining or tokens[k].is_capital:
            return True
        if tokens[k - 1].norm in joining and tokens[k - 1].is_capital:  # "Van der Bellen"
            return True
        if tokens[k].norm in self.scene.words.phrases.articles:
            return False
        ambiguous = self.scene.words.names.before_country.at(tokens, k) is not None
        of = self.scene.words.phrases.of.at(tokens, k) is not None
        link = self.scene.words.phrases.links.at(tokens, k) is not None
        if m in self.scene.in_place:
            return False
        if tokens[k].norm in self.scene.words.names.of_surnames and name_strength(tokens[m].text) > UNKNOWN:
            return True
        if ambiguous or of or link:
            return name_strength(tokens[k - 1].text) > 0 or k in self._titled
        return True

    @cached_property
    def _titled(self) -> frozenset[int]:
        return frozenset(p.end + 1 for p in self.phrases)

    def _may_name(self, i: int) -> bool:
        token = self.scene.tokens[i]
        if not token.is_word or i in self.covered or i in self.in_phrase:
            return False
        if not token.is_capital and not self._has_particle(token.text):
            return False
        if token.text.endswith("."):
            return not self._is_title_word(i)
        if i in self.scene.in_place:
            return self._place_is_name(i)
        return not self._is_title_word(i)

    def _has_particle(self, text: str) -> bool:
        """Tells whether a word begins with a small particle: "al-Mismari"."""
        particle, hyphen, rest = text.partition("-")
        return bool(hyphen) and rest[:1].isupper() and particle in self.scene.words.names.particles | ARABIC_ARTICLES

    def _place_is_name(self, i: int) -> bool:
        """A word that is a place too ("Israel Katz") is a name right behind an office or first name."""
        place = self.scene.in_place[i]
        tokens = self.scene.tokens
        if place.end - place.start > 1:
            return False
        before = tokens[i - 1] if i else None
        if before is not None and before.norm.rstrip(".") in self.scene.words.names.honorifics:
            return True
        ranked = (
            before is not None
            and before.norm in self.scene.words.names.ranks
            and self.scene.words.phrases.capital_nouns
        )
        if ranked or self._follows_office(i) or self.scene.land_of_name(i) is not None:
            follow = tokens[i + 1] if i + 1 < len(tokens) else None
            return follow is not None and follow.is_word and follow.is_capital and self._may_name(i + 1)
        return (
            before is not None
            and before.is_word
            and before.is_capital
            and i - 1 not in self.covered
            and i - 1 not in self.in_phrase
            and i - 1 not in self.scene.in_place
            and name_strength(before.text) == STRONG
        )

    def _is_title_word(self, i: int) -> bool:
        norm = self.scene.tokens[i].norm.rstrip(".")
        return norm in self.scene.words.names.honorifics or (
            norm in self.scene.words.names.ranks and name_strength(norm) != STRONG
        )

    def _trim(self, start: int, end: int, first: int) -> NameSpan | None:
        """Cuts ordinary words off the front of a run, and endings that are no part of a name."""
        tokens, names = self.scene.tokens, self.scene.words.names
        while start < end and self._is_ordinary(start, end, first):
            start += 1
        while end > start and (tokens[end - 1].norm in names.particles or self._is_code(end - 1)):
            if tokens[end - 1].is_capital and not self._is_code(end - 1):
                break
            end -= 1
        if start >= end or all(len(t.text.rstrip(".")) < 2 for t in tokens[start:end]):
            return None
        return NameSpan(start, end, start)

    def _follows_office(self, i: int) -> bool:
        """Tells whether an office ends right before token i, or before the comma there: "el ministro, Julio Moltó"."""
        return i in self.by_end or (i > 0 and self.scene.tokens[i - 1].text == "," and i - 1 in self.by_end)

    def _is_code(self, i: int) -> bool:
        text = self.scene.tokens[i].text
        return len(text) > 1 and text.isupper() and not set(text) <= _ROMAN and len(text) < 4 and "." not in text

    def _is_ordinary(self, start: int, end: int, first: int) -> bool:
        tokens, words = self.scene.tokens, self.scene.words
        norm = tokens[start].norm
        if norm in words.names.excluded:
            named = name_strength(norm) > UNKNOWN and self._follows_office(start)
            return not (named and end - start > 1 and tokens[start + 1].is_capital)
        if self._is_code(start) and not self._follows_office(start):
            return True
        strength = name_strength(norm)
        if end - start >= 2 and strength == UNKNOWN:
            if self.scene.doc.opens_sentence(start) and (norm in self.scene.small_words or self._is_verb(start)):
                return True
            if words.phrases.capital_nouns and self._after_article(start, first):
                return True
            return words.phrases.capital_nouns and self.is_noun(start)
        return False

    def _is_verb(self, i: int) -> bool:
        """Tells whether a word looks like a verb in the past that stands before its subject: "Murió Henry X"."""
        lexicon = self.scene.doc.lexicon
        if not lexicon.table("syntax").get("subject_follows", False):
            return False
        tense = read_date_words(lexicon).tense
        return tense.past.at(self.scene.tokens, i, i + 1) is not None or self.scene.tokens[i].norm.endswith(
            tense.past_endings
        )

    def _after_article(self, i: int, first: int) -> bool:
        """Tells whether an article or an adjective stands before i: then i is a noun."""
        if i <= first:
            return False
        before = self.scene.tokens[i - 1]
        phrases = self.scene.words.phrases
        if before.norm in phrases.articles or before.norm in phrases.possessives:
            return True
        if not before.is_word or before.is_capital:
            return False
        place = self.scene.place_before.get(i)
        return place is not None and place.kind == "demonym"

    def is_noun(self, i: int) -> bool:
        token = self.scene.tokens[i]
        if name_strength(token.text) == STRONG:
            return False
        return token.norm in self.scene.words.names.excluded or self.scene.ends_in(
            i, self.scene.words.names.noun_endings
        )
