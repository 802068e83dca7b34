"""Finds words that may be a person's name, and weighs what speaks for it.

A candidate is a run of capitalised words with particles and initials between them. What stands beside it (an office, an
honorific, a verb of speech) and what the words are (names of people, ordinary words) decide; nothing is a name because
it has capitals alone.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise

from kg.extract.name_words import STRONG, UNKNOWN, name_strength
from kg.extract.post_phrases import PostPhrase
from kg.extract.scene import Scene

# Weights of the evidence, and how much a full name or a lone surname needs; chosen on the development articles.
TITLE = 3.0
APPOSITION = 2.5
PEOPLE = 1.5
FIRST_NAME = 1.5
OTHER_NAME = 0.7
PARTICLE = 0.5
VERB = 0.7
LISTED = 0.7
NOT_NOUN = 0.5
REPEATED = 0.8
ORDINARY = -1.5
PLACE_BEFORE = -1.0
ENOUGH = 2.0
ENOUGH_ALONE = 3.0
MAX_NAME_TOKENS = 7
# How far an office that is told with a verb may stand from the name ("X has been appointed as the new head").
BRIDGE_TOKENS = 7
# How many words may stand between a name and the comma before its office, where verbs come last.
VERB_TOKENS = 2
_DASHES = frozenset("–—-:")
# The Arabic article before the letters that it takes on.
ARABIC_ARTICLES = frozenset(
    ["al", "el", "ad", "an", "ar", "as", "ash", "at", "az", "ed", "er", "es", "esh", "ez", "ul"]
)
_ROMAN = frozenset("IVX")


@dataclass
class NameSpan:
    """A run of tokens start..end that may name a person.

    lead: first token with honorifics and ranks; before, after: the offices beside it; outer: one in commas before that;
    bridged: one told of the
    name with a verb; score: sum of the evidence; reasons: what it is made of.
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
class NameFinder:
    """Finds candidates in a scene. covered: tokens of bodies and offices, which are no names."""

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
    def _heads(self) -> frozenset[int]:
        return frozenset(k for p in self.phrases for k in (p.start, p.head))

    @cached_property
    def in_phrase(self) -> frozenset[int]:
        return frozenset(k for p in self.phrases for k in range(p.start, p.end))

    def find(self) -> list[NameSpan]:
        """Returns all candidates in text order, weighed; none overlap."""
        out: list[NameSpan] = []
        for sentence in self.scene.doc.sentences:
            if sentence.paragraph in self.scene.skipped:
                continue
            i = sentence.start
            while i < sentence.end:
                end = self._run(i, sentence.end)
                if end > i:
                    span = self._trim(i, end, sentence.start)
                    if span is not None:
                        out.append(span)
                    i = end
                else:
                    i += 1
        for span in out:
            self._weigh(span)
        _weigh_lists(self.scene, out)
        return out

    def _run(self, i: int, limit: int) -> int:
        """Returns the end of the run of name words from token i, i where none begins."""
        if not self._may_name(i):
            return i
        tokens, names = self.scene.tokens, self.scene.words.names
        k = i + 1
        while k < limit and k - i < MAX_NAME_TOKENS:
            token = tokens[k]
            if self._may_name(k) and (token.norm not in names.excluded or self._is_surname(i, k)):
                k += 1
            elif token.norm in names.particles and token.is_word:
                m = k + 1
                while m < limit and m - k < 2 and tokens[m].norm in names.particles:
                    m += 1
                if m >= limit or not self._may_name(m) or not self._particle_joins(k, m):
                    break
                k = m + 1
            else:
                break
        return k

    def _is_surname(self, i: int, k: int) -> bool:
        """Tells whether an everyday word at k is a surname: known as one, or right behind office and first name."""
        tokens = self.scene.tokens
        if name_strength(tokens[k].text) > UNKNOWN:
            return True
        return k == i + 1 and i in self.by_end and name_strength(tokens[i].text) == STRONG

    def _particle_joins(self, k: int, m: int) -> bool:
        """Tells whether the particle at k joins two names and does not say where someone is from."""
        tokens = self.scene.tokens
        if tokens[k].norm in self.scene.words.names.joining or tokens[k].is_capital:
            return True
        if tokens[k].norm in self.scene.words.phrases.articles:
            return False
        ambiguous = self.scene.words.names.before_country.at(tokens, k) is not None
        of = self.scene.words.phrases.of.at(tokens, k) is not None
        link = self.scene.words.phrases.links.at(tokens, k) is not None
        if m in self.scene.in_place:
            return False
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
        if i in self.by_end or (before is not None and before.norm.rstrip(".") in self.scene.words.names.honorifics):
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

    def _is_code(self, i: int) -> bool:
        text = self.scene.tokens[i].text
        return len(text) > 1 and text.isupper() and not set(text) <= _ROMAN and len(text) < 4 and "." not in text

    def _is_ordinary(self, start: int, end: int, first: int) -> bool:
        tokens, words = self.scene.tokens, self.scene.words
        norm = tokens[start].norm
        if norm in words.names.excluded:
            return not (start in self.by_end and end - start > 1 and name_strength(norm) > UNKNOWN)
        if self._is_code(start) and start not in self.by_end:
            return True
        strength = name_strength(norm)
        if end - start >= 2 and strength == UNKNOWN:
            if self.scene.doc.opens_sentence(start) and norm in self.scene.small_words:
                return True
            if words.phrases.capital_nouns and self._after_article(start, first):
                return True
            return words.phrases.capital_nouns and self._is_noun(start)
        return False

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

    def _is_noun(self, i: int) -> bool:
        token = self.scene.tokens[i]
        if name_strength(token.text) == STRONG:
            return False
        return token.norm in self.scene.words.names.excluded or self.scene.ends_in(
            i, self.scene.words.names.noun_endings
        )

    def _weigh(self, span: NameSpan) -> None:
        self._look_before(span)
        self._look_after(span)
        tokens = self.scene.tokens
        strengths = [name_strength(t.text) for t in tokens[span.start : span.end]]
        _add(span, FIRST_NAME * strengths[0], "name of people")
        if len(strengths) > 1:
            _add(span, OTHER_NAME * max(strengths[1:]), "family name")
            if any(t.norm in self.scene.words.names.particles for t in tokens[span.start + 1 : span.end - 1]):
                _add(span, PARTICLE, "particle")
            if not self.scene.words.phrases.capital_nouns:
                _add(span, NOT_NOUN, "capitals within the sentence")
            elif strengths[0] == STRONG and not any(self._is_noun(k) for k in range(span.start, span.end)):
                _add(span, NOT_NOUN, "no noun")
        if len(strengths) > 1 and strengths[0] > 0 and self._repeated(span):
            _add(span, REPEATED, "surname again elsewhere")
        if span.end < len(tokens) and tokens[span.end].norm in self.scene.words.names.verbs:
            _add(span, VERB, f"verb {tokens[span.end].text!r}")
        self._count_against(span, strengths)

    @cached_property
    def _capitals(self) -> Counter[str]:
        return Counter(t.norm for i, t in enumerate(self.scene.tokens) if t.is_capital and i not in self.covered)

    def _repeated(self, span: NameSpan) -> bool:
        """Tells whether the last word stands alone elsewhere and is no ordinary word."""
        last = span.end - 1
        norm = self.scene.tokens[last].norm
        if self._is_noun(last) or norm in self.scene.small_words:
            return False
        return self._capitals[norm] > 1 or self._capitals[f"{norm}s"] > 0

    def _count_against(self, span: NameSpan, strengths: list[float]) -> None:
        for k in range(span.start, span.end):
            norm = self.scene.tokens[k].norm
            if norm in self.scene.words.names.particles and span.start < k < span.end - 1:
                continue
            if norm in self.scene.words.names.excluded or self._is_noun(k):
                _add(span, ORDINARY, "ordinary word")
            elif strengths[k - span.start] == UNKNOWN and self.scene.tokens[k].norm in self.scene.small_words:
                _add(span, ORDINARY, "written small elsewhere")
        if max(strengths) == UNKNOWN and span.end in self._heads:
            _add(span, -TITLE, "words before an office")
        before = self.scene.tokens[span.lead - 1].norm if span.lead else ""
        if before in self.scene.words.agencies.locatives and not span.honorific and span.before is None:
            _add(span, PLACE_BEFORE if max(strengths) < STRONG else PLACE_BEFORE / 2, "stands where a place does")

    def _look_before(self, span: NameSpan) -> None:
        """Reads honorifics, ranks and an office before the name."""
        i = self._titles_before(span)
        span.lead = i
        phrase = self.by_end.get(i)
        tokens = self.scene.tokens
        if phrase is None and i >= 2 and tokens[i - 1].text in {",", "(", *_DASHES}:
            phrase = self.by_end.get(i - 1)
            span.before_comma = phrase is not None
        if phrase is None and i >= 2 and tokens[i - 1].norm in self.scene.words.phrases.articles:
            j = i - 1
            if tokens[j - 1].text == ",":
                phrase = self.by_end.get(j - 1)
                span.before_comma = phrase is not None
        if phrase is not None and self.scene.limit(phrase.head) == self.scene.limit(span.start):
            span.before = phrase
            _add(span, TITLE, f"office before it: {phrase.title}")
            if not span.before_comma and phrase.start and tokens[phrase.start - 1].text == ",":
                span.outer = self.by_end.get(phrase.start - 1)
        if self._after_people_word(i):
            _add(span, PEOPLE, "behind a word for a people")

    def _after_people_word(self, i: int) -> bool:
        """Tells whether an adjective or noun of a country stands right before: "the German Jürgen Stock"."""
        place = self.scene.place_before.get(i)
        if place is None or place.kind != "demonym" or place.start in self.in_phrase:
            return False
        tokens, phrases = self.scene.tokens, self.scene.words.phrases
        if phrases.adjectives_after:
            return True
        return phrases.capital_nouns and tokens[place.start].is_capital

    def _titles_before(self, span: NameSpan) -> int:
        tokens, names = self.scene.tokens, self.scene.words.names
        i = span.start
        floor = self.scene.doc.sentence_of(span.start).start
        while i > floor:
            k = i - 1
            if tokens[k].text == "." and k > floor:
                k -= 1
            norm = tokens[k].norm.rstrip(".")
            tail = self._rank_tail(i, floor)
            if norm in names.honorifics:
                _add(span, TITLE if not span.honorific else 0.0, f"honorific {tokens[k].text!r}")
                span.honorific = True
            elif tail is not None:
                k = tail
                _add(span, TITLE if not span.honorific else 0.0, f"rank {tokens[k].text!r}")
                span.honorific = True
            else:
                break
            if k in self.in_phrase:
                break
            if k > floor and tokens[k - 1].norm in self.scene.words.phrases.possessives:
                k -= 1
            i = k
        return i

    def _rank_tail(self, i: int, floor: int) -> int | None:
        """Returns the first token of a rank that ends before token i: "général d'armée"; None where none does."""
        tokens, names = self.scene.tokens, self.scene.words.names
        for k in range(i - 1, max(floor - 1, i - 7), -1):
            if tokens[k].norm.rstrip(".") in names.ranks:
                if k == i - 1 or (k == i - 2 and tokens[k + 1].text == "."):
                    return k
                tail = names.rank_tails.at(tokens, k + 1, i)
                return k if tail is not None and tail.end == i else None
        return None

    def _look_after(self, span: NameSpan) -> None:
        """Reads offices in apposition, in brackets or told with a verb."""
        tokens = self.scene.tokens
        limit = self.scene.limit(span.start)
        i = self._skip_owner(span.end, limit)
        if i > span.end + 2 and tokens[i - 1].text == ")" and i - 1 in self.scene.place_before:
            _add(span, PEOPLE, "a country in brackets behind it")
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
                phrase = self._phrase_within(both.end, limit) if both is not None and both.end < limit else None
            if span.after:
                _add(span, APPOSITION, f"office behind it: {span.after[0].title}")
        elif i < limit:
            span.bridged = self._bridge(i, limit)
            if span.bridged is not None:
                _add(span, APPOSITION, f"office told of it: {span.bridged.title}")

    def _skip_verb(self, i: int, limit: int) -> int:
        """Passes a verb that a clause puts last, where an office follows in commas: "kam mit X zusammen, dem Chef"."""
        tokens = self.scene.tokens
        if not self.scene.words.phrases.capital_nouns:
            return i
        for k in range(i + 1, min(i + 1 + VERB_TOKENS, limit - 1)):
            word = tokens[k - 1]
            if not word.is_word or word.is_capital or word.norm in self.scene.words.names.excluded:
                return i
            phrase = self.by_start.get(k + 1) if tokens[k].text == "," else None
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
            phrase = self.by_start.get(k)
            if phrase is not None:
                return phrase
            token = self.scene.tokens[k]
            if not (
                token.norm in self.scene.words.posts.bridges
                or self.scene.words.posts.dropped.at(self.scene.tokens, k, limit)
            ):
                return None
        return None

    def _bridge(self, i: int, limit: int) -> PostPhrase | None:
        """Returns the office that "is", "was appointed" ties to the name."""
        tokens, bridges = self.scene.tokens, self.scene.words.posts.bridges
        for k in range(i, min(limit, i + BRIDGE_TOKENS)):
            phrase = self.by_start.get(k)
            if phrase is not None:
                return phrase if k > i else None
            if tokens[k].norm not in bridges:
                return None
        return None


def _add(span: NameSpan, weight: float, reason: str) -> None:
    if weight:
        span.score += weight
        span.reasons.append(f"{reason} ({weight:+.1f})")


def _weigh_lists(scene: Scene, spans: list[NameSpan]) -> None:
    """A candidate next to a sure name in a list gains."""
    for left, right in pairwise(spans):
        gap = scene.tokens[left.end : right.lead]
        if len(gap) in (1, 2) and all(t.text == "," or scene.words.phrases.conjunctions.at([t], 0) for t in gap):
            for one, other in ((left, right), (right, left)):
                if other.score >= ENOUGH_ALONE and one.end - one.start > 1:
                    _add(one, LISTED, "in a list of names")
