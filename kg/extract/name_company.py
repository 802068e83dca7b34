"""What stands beside a name: honorifics, ranks and offices before and behind it, and what they weigh."""

from dataclasses import dataclass
from functools import cached_property

from kg.extract.capacities import read_capacity
from kg.extract.name_runs import NameSpan, RunReader
from kg.extract.name_words import name_strength
from kg.extract.office_phrase import PostPhrase
from kg.extract.scene import Scene
from kg.extract.statesmen import find_homelands

# Weights of the evidence; chosen on the development articles.
TITLE = 3.0
APPOSITION = 2.5
PEOPLE = 1.5
# How far an office that is told with a verb may stand from the name ("X has been appointed as the new head").
BRIDGE_TOKENS = 7
# How many words may stand between a name and the comma before its office, where verbs come last.
VERB_TOKENS = 2
# How many words may tie an office to the name behind them.
COPULA_TOKENS = 3
# How many words "under the chairmanship of" has at most.
LED_TOKENS = 4
# How far behind a name the people of the next one of a list stands.
LISTED_TOKENS = 4
_DASHES = frozenset("–—-:")


@dataclass(frozen=True)
class CompanyReader:
    """Finds the company of candidates and notes it in them."""

    runs: RunReader

    @cached_property
    def scene(self) -> Scene:
        return self.runs.scene

    def look(self, span: NameSpan) -> None:
        """Notes honorifics, ranks and offices around a candidate."""
        self._look_before(span)
        self._look_after(span)
        if span.before is None and span.bridged is None:
            self._look_across(span)

    def _look_across(self, span: NameSpan) -> None:
        """Reads an office told before the name: "Präsidentin wird X", "the new director will be X"."""
        floor = self.scene.doc.sentence_of(span.start).start
        for k in range(max(floor, span.lead - COPULA_TOKENS), span.lead):
            phrase = self.runs.by_end.get(k)
            match = self.scene.words.posts.copulas.at(self.scene.tokens, k, span.lead) if phrase is not None else None
            if phrase is not None and match is not None and match.end == span.lead and phrase.start >= floor:
                span.bridged = phrase
                add_evidence(span, APPOSITION, f"office told before it: {phrase.title}")

    def _look_before(self, span: NameSpan) -> None:
        """Reads honorifics, ranks and an office before the name."""
        i = self._titles_before(span)
        span.lead = i
        phrase = self.runs.by_end.get(i)
        tokens = self.scene.tokens
        if phrase is None and i >= 2 and tokens[i - 1].text in {",", "(", *_DASHES}:
            phrase = self.runs.by_end.get(i - 1)
            span.before_comma = phrase is not None
        if phrase is None and i >= 2 and tokens[i - 1].norm in self.scene.words.phrases.articles:
            j = i - 1
            if tokens[j - 1].text == ",":
                phrase = self.runs.by_end.get(j - 1)
                span.before_comma = phrase is not None
        if phrase is not None and not span.before_comma and self._is_no_holder(span, phrase):
            phrase = None
        if phrase is None:
            phrase = self._before_people_word(i, span.end)
            span.before_comma = phrase is not None
        if phrase is not None and self.scene.limit(phrase.head) == self.scene.limit(span.start):
            span.before = phrase
            add_evidence(span, TITLE, f"office before it: {phrase.title}")
            if not span.before_comma and phrase.start and tokens[phrase.start - 1].text == ",":
                span.outer = self.runs.by_end.get(phrase.start - 1)
        if span.before is None and self._led_by_it(i):
            add_evidence(span, APPOSITION, "leads a body")
        if self._after_people_word(i):
            add_evidence(span, PEOPLE, "behind a word for a people")

    def _led_by_it(self, i: int) -> bool:
        """Tells whether "chaired by" ends before token i."""
        led_by, tokens = self.scene.words.posts.led_by, self.scene.tokens
        return any(
            match.end == i
            for k in tokens.spots(led_by, i - LED_TOKENS, i)
            if (match := led_by.at(tokens, k, i)) is not None
        )

    def _is_no_holder(self, span: NameSpan, phrase: PostPhrase) -> bool:
        """Tells whether a name right behind an office is its owner ("der Berater Erdoğans") or begins anew ("traf der
        Minister Frau X"), where nouns are declined."""
        if not self.scene.words.phrases.capital_nouns or not phrase.definite:
            return False
        if span.lead < span.start and self.scene.tokens[span.lead].norm in self.scene.words.phrases.addresses:
            return True
        if find_homelands(self.scene.doc.text_of(span.start, span.end)):
            return False
        word = self.scene.tokens[span.end - 1].text
        if not word.endswith(self.scene.words.agencies.genitives) or len(word) < 5:
            return False
        base = word[:-1]
        return name_strength(base) > name_strength(word) or base in self.scene.capital_words

    def _after_people_word(self, i: int) -> bool:
        """Tells whether an adjective or noun of a country stands right before: "the German Jürgen Stock"."""
        place = self.scene.place_before.get(i)
        if place is None or place.kind != "demonym" or place.start in self.runs.in_phrase:
            return False
        tokens, phrases = self.scene.tokens, self.scene.words.phrases
        if phrases.adjectives_after:
            return True
        return phrases.capital_nouns and tokens[place.start].is_capital

    def _before_people_word(self, i: int, end: int) -> PostPhrase | None:
        """Returns the office before a people in commas: "la directrice de l'agence, la Togolaise X"; it is the name's
        where no other people follows ("i leader, il greco X, l'albanese Y")."""
        place = self.scene.place_before.get(i)
        if place is None or place.kind != "demonym" or not self.scene.words.phrases.adjectives_after:
            return None
        if any(self._is_people(k) for k in range(end, min(end + LISTED_TOKENS, len(self.scene.tokens)))):
            return None
        k = place.start
        k -= k > 0 and self.scene.tokens[k - 1].norm in self.scene.words.phrases.articles
        phrase = self.runs.by_end.get(k - 1) if k > 1 and self.scene.tokens[k - 1].text == "," else None
        return phrase if phrase is not None and not phrase.plural else None

    def _is_people(self, k: int) -> bool:
        place = self.scene.place_at.get(k)
        return place is not None and place.kind == "demonym"

    def _titles_before(self, span: NameSpan) -> int:
        tokens, names = self.scene.tokens, self.scene.words.names
        i = span.start
        floor = self.scene.doc.sentence_of(span.start).start
        nation = self.scene.place_before.get(i) if self.scene.words.phrases.adjectives_after else None
        if nation is not None and nation.kind == "demonym" and nation.start > floor and self._is_rank(nation.start - 1):
            i = nation.start  # "le général soudanais X"
        while i > floor:
            k = i - 1
            if tokens[k].text == "." and k > floor:
                k -= 1
            norm = tokens[k].norm.rstrip(".")
            tail = self._rank_tail(i, floor)
            if norm in names.honorifics:
                add_evidence(span, TITLE if not span.honorific else 0.0, f"honorific {tokens[k].text!r}")
                span.honorific = True
            elif tail is not None:
                k = tail
                add_evidence(span, TITLE if not span.honorific else 0.0, f"rank {tokens[k].text!r}")
                span.honorific = True
            else:
                break
            if k in self.runs.in_phrase:
                break
            i = self._before_title(k, floor)
        return i

    def _before_title(self, k: int, floor: int) -> int:
        """Passes what belongs to the honorific or rank at k: "his", "Army" General, "il" Signor behind "S.E."."""
        tokens, words = self.scene.tokens, self.scene.words
        if k > floor and tokens[k - 1].norm in words.phrases.possessives:
            return k - 1
        if k - 1 > floor and tokens[k - 1].norm in words.phrases.articles:
            return k - 1 if tokens[k - 2].norm.rstrip(".") in words.names.honorifics else k
        plain = not words.phrases.adjectives_after and not words.phrases.capital_nouns
        while plain and k > floor and tokens[k - 1].is_capital and tokens[k].norm.rstrip(".") in words.names.ranks:
            if words.posts.portfolio.at(tokens, k - 1, k) is None or k - 1 in self.runs.in_phrase:
                break
            k -= 1
        return k

    def _rank_tail(self, i: int, floor: int) -> int | None:
        """Returns the first token of a rank that ends before token i: "général d'armée"; None where none does."""
        tokens, names = self.scene.tokens, self.scene.words.names
        for k in range(i - 1, max(floor - 1, i - 7), -1):
            if self._is_rank(k):
                if k == i - 1 or (k == i - 2 and tokens[k + 1].text == "."):
                    return k
                tail = names.rank_tails.at(tokens, k + 1, i)
                return k if tail is not None and tail.end == i else None
        return None

    def _is_rank(self, k: int) -> bool:
        """Tells whether a word is a rank, or made of ranks: "général-lieutenant"."""
        norm, ranks = self.scene.tokens[k].norm.rstrip("."), self.scene.words.names.ranks
        if norm in ranks or "-" not in norm:
            return norm in ranks
        parts = norm.split("-")
        # "Grünen-Politiker": where nouns are declined, the last part of a compound says what it is
        return all(part in ranks for part in parts) or (self.scene.words.phrases.capital_nouns and parts[-1] in ranks)

    def _look_after(self, span: NameSpan) -> None:
        """Reads offices in apposition, in brackets or told with a verb."""
        tokens = self.scene.tokens
        limit = self.scene.limit(span.start)
        i = self._skip_owner(span.end, limit)
        if i > span.end + 2 and tokens[i - 1].text == ")" and i - 1 in self.scene.place_before:
            add_evidence(span, PEOPLE, "a country in brackets behind it")
        i = self._skip_verb(i, limit)
        if i < limit and (tokens[i].text in {",", "("} or tokens[i].text in _DASHES):
            phrase = self._phrase_within(i + 1, limit)
            if phrase is not None and tokens[i].text == "," and self._starts_clause(phrase, limit):
                phrase = None
            while phrase is not None:
                span.after.append(phrase)
                both = (
                    self.scene.words.phrases.conjunctions.at(tokens, phrase.end, limit) if phrase.end < limit else None
                )
                end = phrase.end
                phrase = self._phrase_within(both.end, limit) if both is not None and both.end < limit else None
                if both is None and end < limit and tokens[end].text == ",":
                    phrase = self._second(end + 1, limit)
            if span.after:
                add_evidence(span, APPOSITION, f"office behind it: {span.after[0].title}")
        if not span.after and i < limit:
            span.bridged = self._bridge(i, limit) or read_capacity(self.scene, self.runs.by_start, i, limit)
            if span.bridged is not None:
                add_evidence(span, APPOSITION, f"office told of it: {span.bridged.title}")

    def _second(self, i: int, limit: int) -> PostPhrase | None:
        """Returns another office behind a comma that no name follows: "X, prefect of Rome, the new head of the Guard"."""
        phrase, tokens = self._phrase_within(i, limit), self.scene.tokens
        if phrase is None or not (phrase.definite and phrase.singular) or phrase.countries:
            return None
        k = phrase.end + (phrase.end < limit and tokens[phrase.end].text == ",")
        begins_anew = k < limit and tokens[k].is_word and (tokens[k].is_capital or k == phrase.end)
        return None if begins_anew else phrase

    def _skip_verb(self, i: int, limit: int) -> int:
        """Passes a verb that a clause puts last, where an office follows in commas: "kam mit X zusammen, dem Chef"."""
        tokens = self.scene.tokens
        if not self.scene.words.phrases.capital_nouns:
            return i
        for k in range(i + 1, min(i + 1 + VERB_TOKENS, limit - 1)):
            word = tokens[k - 1]
            particle = tokens[k].text == "," and k - 1 > i - 1 and word.norm in self.scene.words.phrases.verb_particles
            if not word.is_word or word.is_capital or (word.norm in self.scene.words.names.excluded and not particle):
                return i
            phrase = self.runs.by_start.get(k + 1) if tokens[k].text == "," else None
            if phrase is not None and phrase.definite:
                return k
        return i

    def _starts_clause(self, phrase: PostPhrase, limit: int) -> bool:
        """Tells whether a definite office behind a comma is the subject of what follows: "..., the minister said"."""
        if not phrase.definite or phrase.end >= limit:
            return False
        follow, phrases = self.scene.tokens[phrase.end], self.scene.words.phrases
        if not follow.is_word or follow.is_capital or follow.norm in self.scene.words.posts.bridges:
            return False
        joined = (m.at(self.scene.tokens, phrase.end, limit) for m in (phrases.conjunctions, phrases.of, phrases.links))
        return not any(m is not None for m in joined)

    def _skip_owner(self, i: int, limit: int) -> int:
        """Passes a country or a party behind the name: "of Uzbekistan", "(CDU)"."""
        tokens = self.scene.tokens
        if i + 2 < limit and tokens[i].text == "(":
            place = self.scene.place_at.get(i + 1)
            if place is not None and place.end < limit and tokens[place.end].text == ")":
                return place.end + 1
            if tokens[i + 2].text == ")":
                return i + 3
        match = self.scene.words.names.before_country.at(tokens, i, limit) if i < limit else None
        if match is not None and match.end in self.scene.place_at:
            return self.scene.place_at[match.end].end
        return i

    def _phrase_within(self, i: int, limit: int) -> PostPhrase | None:
        """Returns the office at token i, or behind one or two words like "alors", "until now"."""
        for k in range(i, min(limit, i + 4)):
            phrase = self.runs.by_start.get(k)
            if phrase is not None:
                return phrase
            within = k > i and bool(self.scene.words.phrases.adjectives_after) and self._is_bridge(k + 1, limit)
            if not within and not self._is_bridge(k, limit):
                return None
        return None

    def _is_bridge(self, k: int, limit: int) -> bool:
        tokens, posts = self.scene.tokens, self.scene.words.posts
        return k < limit and (tokens[k].norm in posts.bridges or posts.dropped.at(tokens, k, limit) is not None)

    def _bridge(self, i: int, limit: int) -> PostPhrase | None:
        """Returns the office that "is", "was appointed" ties to the name."""
        tokens, bridges = self.scene.tokens, self.scene.words.posts.bridges
        for k in range(i, min(limit, i + BRIDGE_TOKENS)):
            phrase = self.runs.by_start.get(k)
            if phrase is not None:
                return phrase if k > i else None
            if tokens[k].norm not in bridges:
                return None
        return None


def add_evidence(span: NameSpan, weight: float, reason: str) -> None:
    """Adds a weight to what speaks for a candidate, with its reason."""
    if weight:
        span.score += weight
        span.reasons.append(f"{reason} ({weight:+.1f})")
