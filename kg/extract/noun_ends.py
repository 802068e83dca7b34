"""Where a noun behind a link ends: with what stands before and behind it, and before what is no part of it."""

from collections.abc import Callable, Container
from dataclasses import dataclass

from kg.extract.name_words import UNKNOWN, name_strength
from kg.extract.scene import Scene

# How many small words a phrase may take before a mark closes it ("head of counter-terrorism operations,").
BOUNDED_WORDS = 5
_CLOSING = frozenset(',.;:)–—-»”"')


@dataclass(frozen=True)
class NounReader:
    """Reads single nouns. bodies: first tokens of known bodies; is_head: a new office begins here; small: nouns
    written small may follow."""

    scene: Scene
    bodies: Container[int]
    is_head: Callable[[int], bool]
    small: bool = True

    def end_of(self, owners: list[str], j: int, limit: int) -> int:
        """Returns the end of the noun at token j, j where there is none; countries of adjectives go to `owners`."""
        tokens, phrases, names = self.scene.tokens, self.scene.words.phrases, self.scene.words.names
        k = j
        bounded = self._bounded(j, limit)
        while k < limit and (tokens[k].is_word or self._is_owner_mark(j, k, limit)):
            token = tokens[k]
            if not token.is_word:
                k += 1
                continue
            place = self.scene.place_at.get(k)
            if place is not None:
                if place.kind == "demonym" and place.country:
                    owners.append(place.country)
                    k = place.end
                    continue
                if k > j and tokens[k - 1].norm in phrases.foreign_links:
                    k = place.end
                    continue
                break
            if k > j and k in self.bodies and phrases.capital_nouns:
                break
            if self.is_head(k) and (k > j or not phrases.capital_nouns):
                break
            if token.is_capital:
                if k > j and phrases.adjectives_after and tokens[k - 1].text[0].islower():
                    if self._names_noun(k, limit):
                        k += 1
                    break
                if k > j and (self.scene.opens_name(k, limit) or self._leaves_portfolio(j, k, limit)):
                    break
            elif self.scene.words.posts.portfolio.at(tokens, k, limit):
                pass
            elif phrases.capital_nouns:
                after = self.adjectives(k, limit)
                if after == k:
                    break
                k = after
                continue
            elif k == j and phrases.adjectives_after and token.norm not in phrases.articles:
                if token.norm in names.excluded and not self._is_kind(k, limit):
                    break
            elif k > j and phrases.adjectives_after and self.scene.ends_in(k, phrases.adjectives_after):
                pass
            elif not (k < bounded) and not self._is_foreign_link(j, k, limit):
                break
            k = self._past_hyphen(k + 1, limit)
        while k > j and tokens[k - 1].norm in phrases.articles:
            k -= 1
        return k

    def _is_kind(self, k: int, limit: int) -> bool:
        """Tells whether a small word that is no name is a field of government or a kind of body."""
        words, tokens = self.scene.words, self.scene.tokens
        if words.posts.portfolio.at(tokens, k, limit) is not None:
            return True
        return words.agencies.heads.at(tokens, k, limit) is not None

    def _is_foreign_link(self, j: int, k: int, limit: int) -> bool:
        """Tells whether a word of another language joins two capitals of a name: "la Bank of Namibia"."""
        tokens = self.scene.tokens
        if tokens[k].norm not in self.scene.words.phrases.foreign_links or not j < k < limit - 1:
            return False
        return tokens[k - 1].is_capital and tokens[k + 1].is_capital

    def _past_hyphen(self, k: int, limit: int) -> int:
        """Passes what parts a word cut off by a hyphen from its other half: "Drogen[- und ]Verbrechensbekämpfung"."""
        tokens, phrases = self.scene.tokens, self.scene.words.phrases
        if not phrases.capital_nouns or k + 2 >= limit or tokens[k].text != "-" or tokens[k].start != tokens[k - 1].end:
            return k
        both = phrases.conjunctions.at(tokens, k + 1, limit)
        if both is None or both.end >= limit or not tokens[both.end].is_capital or self.is_head(both.end):
            return k
        return both.end

    def _is_owner_mark(self, j: int, k: int, limit: int) -> bool:
        """Tells whether the "'s" at k stands between two capitals of one name: "the People's Majlis"."""
        tokens = self.scene.tokens
        return tokens[k].norm == "'s" and j < k < limit - 1 and tokens[k - 1].is_capital and tokens[k + 1].is_capital

    def _names_noun(self, k: int, limit: int) -> bool:
        """Tells whether a lone capital behind a small noun is its name: "la force Barkhane", "il sindacato Siulp"."""
        tokens = self.scene.tokens
        follow = tokens[k + 1] if k + 1 < limit else None
        alone = follow is None or not (follow.is_word and follow.is_capital)
        return self.small and alone and name_strength(tokens[k].text) == UNKNOWN and k not in self.scene.in_place

    def _leaves_portfolio(self, j: int, k: int, limit: int) -> bool:
        """Tells whether after words of government two capitals of another kind follow: a name unheard of."""
        tokens, portfolio = self.scene.tokens, self.scene.words.posts.portfolio
        if self.scene.words.phrases.capital_nouns or not portfolio.at(tokens, k - 1, k):
            return False
        other = [m for m in range(k, min(k + 2, limit)) if tokens[m].is_word and tokens[m].is_capital]
        return len(other) == 2 and not any(portfolio.at(tokens, m, m + 1) for m in other)

    def _bounded(self, j: int, limit: int) -> int:
        """Returns the end of a short run of small words that a mark closes, j where there is none."""
        tokens, words = self.scene.tokens, self.scene.words
        for k in range(j, min(limit, j + BOUNDED_WORDS + 1) if self.small else j):
            token = tokens[k]
            if token.text in _CLOSING or token.text == "(":
                return k
            if not token.is_word or token.is_capital or token.norm in words.names.verbs:
                return j
            if token.norm in words.names.excluded or words.phrases.of.at(tokens, k, limit):
                return k
            if words.phrases.links.at(tokens, k, limit):
                return k
        return j

    def adjectives(self, j: int, limit: int) -> int:
        """Returns the end of the small adjectives before a capitalised noun, j where none stand."""
        tokens, phrases = self.scene.tokens, self.scene.words.phrases
        k = j
        while k < limit and tokens[k].is_word and not tokens[k].is_capital:
            if not (self.scene.ends_in(k, phrases.adjectives_before)):
                return j
            if tokens[k].norm in phrases.articles or tokens[k].norm in self.scene.words.names.excluded:
                return j
            k += 1
        return k if k < limit and k > j and tokens[k].is_word else j
