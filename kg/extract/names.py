"""Weighs what speaks for a person's name.

What stands beside a run of capitals (an office, an honorific, a verb of speech) and what its words are (names of
people, ordinary words) decide; nothing is a name because it has capitals alone.
"""

from collections import Counter
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from kg.extract.ellipsis import skip_ellipsis
from kg.extract.frames import read_frames
from kg.extract.grammar import read_grammar
from kg.extract.name_company import TITLE, CompanyReader, add_evidence
from kg.extract.name_runs import NameSpan, RunReader
from kg.extract.name_words import STRONG, UNKNOWN, is_rarer_given, name_strength
from kg.extract.office_phrase import PostPhrase
from kg.extract.scene import Scene
from kg.extract.statesmen import find_homelands

# Weights of the evidence, and how much a full name or a lone surname needs; chosen on the development articles.
FIRST_NAME = 1.5
OTHER_NAME = 0.7
PARTICLE = 0.5
RARER_GIVEN = 0.6
VERB = 0.7
KNOWN = 2.0
LISTED = 0.7
NOT_NOUN = 0.5
REPEATED = 0.8
REPEATED_UNHEARD = 1.4
RELATIVE = 1.5
OWNED = 1.0
ENCOUNTERED = 0.7
ORDINARY = -1.5
PLACE_BEFORE = -1.0
ENOUGH = 2.0
ENOUGH_ALONE = 3.0
# Frames of verbs whose object is a person.
ENCOUNTERS = frozenset(["meet", "receive", "accompany", "await"])


def find_names(scene: Scene, phrases: list[PostPhrase], covered: frozenset[int]) -> list[NameSpan]:
    """Returns all candidates in text order, weighed; none overlap. covered: tokens of bodies, which are no names."""
    runs = RunReader(scene, phrases, covered)
    out: list[NameSpan] = []
    free = 0
    for i, token in enumerate(scene.tokens):
        if i < free or not (token.is_capital or "-" in token.text):
            continue
        sentence = scene.doc.sentence_of(i)
        if sentence.paragraph not in scene.skipped:
            free, span = runs.read(i, sentence.end, sentence.start)
            if span is not None:
                out.append(span)
    scales = _Scales(runs, CompanyReader(runs))
    for span in out:
        scales.weigh(span)
    _weigh_lists(scene, out)
    return out


@dataclass(frozen=True)
class _Scales:
    runs: RunReader
    company: CompanyReader

    @cached_property
    def scene(self) -> Scene:
        return self.runs.scene

    def weigh(self, span: NameSpan) -> None:
        self.company.look(span)
        tokens = self.scene.tokens
        strengths = [name_strength(t.text) for t in tokens[span.start : span.end]]
        add_evidence(span, FIRST_NAME * strengths[0], "name of people")
        if len(strengths) > 1:
            add_evidence(span, OTHER_NAME * max(strengths[1:]), "family name")
            if any(t.norm in self.scene.words.names.particles for t in tokens[span.start + 1 : span.end - 1]):
                add_evidence(span, PARTICLE, "particle")
            if not self.scene.words.phrases.capital_nouns:
                add_evidence(span, NOT_NOUN, "capitals within the sentence")
                if self._opens_with_given(span):
                    add_evidence(span, RARER_GIVEN, "given name")
            elif strengths[0] == STRONG and not any(self.runs.is_noun(k) for k in range(span.start, span.end)):
                add_evidence(span, NOT_NOUN, "no noun")
        if len(strengths) > 1 and self._repeated(span):
            unheard = strengths[0] == UNKNOWN and self.scene.words.phrases.capital_nouns
            if not unheard:
                add_evidence(span, REPEATED, "surname again elsewhere")
            elif not any(self.runs.is_noun(k) for k in range(span.start, span.end)):
                add_evidence(span, REPEATED_UNHEARD, "words that are no nouns, the last again elsewhere")
        if len(strengths) > 1 and self._has_relative(span):
            add_evidence(span, RELATIVE, "a pronoun for people behind it")
        if len(strengths) > 1 and max(strengths) > UNKNOWN and self._is_owned(span):
            add_evidence(span, OWNED, "a country before it")
        if len(strengths) > 1 and strengths[0] > UNKNOWN and self._is_encountered(span):
            add_evidence(span, ENCOUNTERED, "beside a word of encounter")
        if len(strengths) > 1 and find_homelands(self.scene.doc.text_of(span.start, span.end)):
            add_evidence(span, KNOWN, "a person of public life")
        if span.end < len(tokens) and tokens[span.end].norm in self.scene.words.names.verbs:
            add_evidence(span, VERB, f"verb {tokens[span.end].text!r}")
        if len(strengths) == 1 and self._is_pope(span):
            add_evidence(span, TITLE, "name of a pope")
            span.honorific = True
        self._count_against(span, strengths)

    def _is_owned(self, span: NameSpan) -> bool:
        """Tells whether a country in the genitive stands right before: "Canada's X"."""
        land = self.scene.land_of_name(span.lead)
        return land is not None and land.end < span.lead and land.kind == "country"

    def _is_pope(self, span: NameSpan) -> bool:
        """Tells whether a name alone is a pope's, in an article that speaks of one; "San Francesco" is a saint or town."""
        tokens, names = self.scene.tokens, self.scene.words.names
        if tokens[span.start].norm not in names.papal or span.honorific or not self._speaks_of_pope:
            return False
        return self.scene.doc.opens_sentence(span.start) or not tokens[span.start - 1].is_capital

    @cached_property
    def _speaks_of_pope(self) -> bool:
        return self.scene.words.names.papal_words.is_in(self.scene.tokens, 0, len(self.scene.tokens))

    def _opens_with_given(self, span: NameSpan) -> bool:
        """Tells whether a rarer given name, no word of this language, opens a name of words that are none either."""
        words = self.scene.words
        norm = self.scene.tokens[span.start].norm
        title = norm in words.names.ranks or norm in words.names.honorifics
        if title or norm in self.scene.small_words or not is_rarer_given(self.scene.tokens[span.start].text):
            return False
        here = range(span.start, span.end)
        return not any(self.runs.is_noun(k) or k in self.scene.in_place or k in self.runs.heads for k in here)

    def _is_encountered(self, span: NameSpan) -> bool:
        """Tells whether "with" stands right before, or a verb of encounter and what marks its object: "recibió a X"."""
        scene, k = self.scene, span.lead - 1
        if k < 1 or scene.words.phrases.capital_nouns:
            return False
        grammar = read_grammar(scene.doc.lexicon)
        relation = grammar.relations.at(scene.tokens, k, span.lead)
        if relation is not None and relation.value == "with":
            return True
        if grammar.cases.get(scene.tokens[k].norm) != "object":
            return False
        verb = read_frames(scene.doc.lexicon).verbs.at(scene.tokens, k - 1, k)
        return verb is not None and verb.value.frame in ENCOUNTERS

    def _has_relative(self, span: NameSpan) -> bool:
        """Tells whether a relative pronoun that only people have follows: ", who"."""
        tokens = self.scene.tokens[span.end : span.end + 2]
        return len(tokens) == 2 and tokens[0].text == "," and tokens[1].norm in self.scene.words.names.relatives

    @cached_property
    def _capitals(self) -> Counter[str]:
        return Counter(t.norm for i, t in enumerate(self.scene.tokens) if t.is_capital and i not in self.runs.covered)

    def _repeated(self, span: NameSpan) -> bool:
        """Tells whether the last word stands alone elsewhere and is no ordinary word."""
        last = span.end - 1
        norm = self.scene.tokens[last].norm
        if self.runs.is_noun(last) or norm in self.scene.small_words:
            return False
        return self._capitals[norm] > 1 or self._capitals[f"{norm}s"] > 0

    def _names_house(self, span: NameSpan) -> bool:
        """Tells whether a capital noun follows at once: "King Abdulaziz International Airport"."""
        phrases, tokens = self.scene.words.phrases, self.scene.tokens
        if phrases.capital_nouns or phrases.adjectives_after or span.end >= self.scene.limit(span.start):
            return False
        follow = tokens[span.end]
        return follow.is_word and follow.is_capital and self.runs.is_noun(span.end) and span.end not in self.runs.heads

    def _count_against(self, span: NameSpan, strengths: list[float]) -> None:
        for k in range(span.start, span.end):
            norm = self.scene.tokens[k].norm
            if norm in self.scene.words.names.particles and span.start < k < span.end - 1:
                continue
            if k > span.start and self.runs.is_short_surname(k):
                continue
            if norm in self.scene.words.names.excluded or self.runs.is_noun(k):
                add_evidence(span, ORDINARY, "ordinary word")
            elif strengths[k - span.start] == UNKNOWN and self.scene.tokens[k].norm in self.scene.small_words:
                add_evidence(span, ORDINARY, "written small elsewhere")
        if max(strengths) == UNKNOWN and span.end in self.runs.heads:
            add_evidence(span, -TITLE, "words before an office")
        if self._names_house(span):
            add_evidence(span, 2 * ORDINARY, "name of a house")
        before = self.scene.tokens[span.lead - 1].norm if span.lead else ""
        placed = before in self.scene.words.agencies.locatives and not self._is_encountered(span)
        if placed and not span.honorific and span.before is None:
            add_evidence(
                span, PLACE_BEFORE if max(strengths) < STRONG else PLACE_BEFORE / 2, "stands where a place does"
            )


def _weigh_lists(scene: Scene, spans: list[NameSpan]) -> None:
    """A candidate next to a sure name in a list gains."""
    for left, right in pairwise(spans):
        if _is_listed(scene, left.end, right.lead):
            for one, other in ((left, right), (right, left)):
                if other.score >= ENOUGH_ALONE and one.end - one.start > 1:
                    add_evidence(one, LISTED, "in a list of names")


def _is_listed(scene: Scene, start: int, end: int) -> bool:
    """Tells whether only marks, conjunctions and what a list leaves out stand there: ", y de Eslovenia,"."""
    k = start
    while k < end and k < start + 2:
        if scene.tokens[k].text != "," and scene.words.phrases.conjunctions.at(scene.tokens, k, end) is None:
            break
        k += 1
    return k > start and (k == end or (k == start + 2 and skip_ellipsis(scene.doc, k, end) == end))
