"""The actors of a sentence with decorations and verbs of giving, and how words mark them: "by", "to", "from"."""

from collections.abc import Iterable, Sequence
from functools import cached_property

from kg.extract.award_words import AwardWords, Frame
from kg.extract.grammar import read_grammar
from kg.extract.honours import Honour
from kg.extract.lexicon import Match
from kg.extract.mentions import ActorMention
from kg.extract.parties import Scene
from kg.extract.syntax import Argument

# Words between a preposition and the name that it marks.
MARK_REACH = 3
# As many where none of them relates words: "to the Durban-based virologist X".
EPITHET_REACH = 6
# Words of an office between a preposition and the comma before its holder's name.
OFFICE_WORDS = 14
# "The master of the" stands so close before an order.
BELONGING_REACH = 4
CUTS = frozenset(";:")


class AwardGround:
    """One sentence with the decorations and the verbs of giving in it."""

    def __init__(
        self, words: AwardWords, scene: Scene, honours: Sequence[Honour], verbs: Sequence[Match[Frame]]
    ) -> None:
        self.doc = scene.doc
        self.words = words
        self.scene = scene
        self.honours = honours
        self.verbs = verbs
        self.grammar = read_grammar(scene.doc.lexicon)

    def part_of(self, token: int) -> tuple[int, int]:
        """The stretch around a token in which no word begins another event."""
        tokens, sentence = self.doc.tokens, self.scene.sentence
        start, end = token, token + 1
        while start > sentence.start and not self._turns(start):
            start -= 1
        while end < sentence.end and not self._turns(end):
            end += 1
        return start + (tokens[start].text == ";"), end

    def stretch_of(self, verb: Match[Frame]) -> tuple[int, int]:
        """The part around a verb, cut at the colons before and behind it."""
        start, end = self.part_of(verb.start)
        colons = [k for k in range(start, end) if self.doc.tokens[k].text == ":"]
        return (
            max((k + 1 for k in colons if k < verb.start), default=start),
            min((k for k in colons if k >= verb.end), default=end),
        )

    def is_receiving(self, mention: ActorMention) -> bool:
        """Whether words before a mention, or its chest behind it, mark who gets: "on X", "over X's shoulders"."""
        tokens, k = self.doc.tokens, mention.end
        owns = k + 1 < self.scene.sentence.end and tokens[k].norm in self.grammar.genitive_ends
        return self.is_after("to", mention) or (owns and self.words.cues["bodies"].is_in(tokens, k + 1, k + 3))

    def is_another_ones(self, honour: Honour) -> bool:
        """Whether a decoration only says what or who another is: "the master of the Order", "wearing the Order"."""
        first, articles = max(self.scene.sentence.start, honour.start - BELONGING_REACH), self.grammar.articles
        start = honour.start
        while (
            start > first and self.doc.tokens[start - 1].norm in articles and not self.find("belonging", first, start)
        ):
            start -= 1
        return any(m.end == start for m in self.find("belonging", first, start))

    def _turns(self, token: int) -> bool:
        return self.doc.tokens[token].text == ";" or self.doc.tokens[token].norm in self.words.turns

    def is_passive(self, verb: Match[Frame]) -> bool:
        start, end = self.part_of(verb.start)
        if self.scene.verb_last:
            clause = next((c for c in self.scene.clauses if c.start <= verb.start < c.end), None)
            start, end = (max(start, clause.start), min(end, clause.end)) if clause else (start, end)
            return self.words.cues["passive"].is_in(self.doc.tokens, start, end)
        found = self.words.cues["passive"].find(self.doc.tokens, max(start, verb.start - 4), verb.start + 1)
        # "il capo dello Stato": a noun
        return any(m.start != verb.start and not self._is_noun(m.start) for m in found) or self._is_loose_participle(
            verb, start
        )

    def _is_noun(self, token: int) -> bool:
        return self.doc.tokens[token].is_capital and token > self.scene.sentence.start

    def _is_loose_participle(self, verb: Match[Frame], start: int) -> bool:
        """Whether the verb is a participle that no auxiliary makes active: "X, promu officier par Y"."""
        tokens = self.doc.tokens
        if not self.find("participles", verb.start, verb.start + 1):
            return False
        return not any(t.norm in self.grammar.auxiliaries for t in tokens[max(start, verb.start - 4) : verb.start])

    def find(self, cue: str, start: int, end: int) -> list[Match[bool]]:
        return self.words.cues[cue].find(self.doc.tokens, start, end)

    @cached_property
    def actors(self) -> list[ActorMention]:
        """Those the sentence names, outside the names of decorations."""
        mentions = {m.start: m for c in self.scene.clauses for a in c.arguments for m in a.mentions}
        return [mentions[s] for s in sorted(mentions) if not any(h.start < s < h.end for h in self.honours)]

    @cached_property
    def people(self) -> list[ActorMention]:
        """The persons among them; a pronoun only where it is sure enough who is meant."""
        named = [m for m in self.actors if any(r in self.scene.persons for r in m.refs)]
        return [m for m in named if m.kind != "pronoun" or m.reason == "relative pronoun" or self._is_sure(m)]

    def _is_sure(self, pronoun: ActorMention) -> bool:
        """Whether a pronoun means whom the article is about, or the only one spoken of whom the sentence does not name."""
        if pronoun.refs[:1] == self.scene.protagonist:
            return True
        named = {r for m in self.actors if m is not pronoun for r in m.refs}
        return [r for r in self.spoken_of if r[0] not in named] == [pronoun.refs[:1]]

    @cached_property
    def spoken_of(self) -> tuple[tuple[str, ...], ...]:
        """Who may be meant without a name: the article's protagonist, the sentence before's subject and last person."""
        scene = self.scene
        refs = (scene.protagonist, scene.last_subject, scene.last_person)
        return tuple(dict.fromkeys(r for r in refs if len(r) == 1 and r[0] in scene.persons))

    @cached_property
    def relation_of(self) -> dict[int, str]:
        """By the first token of a mention, the relation that a preposition puts it in, "" for none."""
        tokens, turns = self.doc.tokens, self.words.turns
        return {
            # "before X handed Y": no preposition, but the beginning of another event
            m.start: ""
            if {tokens[a.start].norm, tokens[m.start - 1].norm} & turns or self._stands_free(a, m)
            else a.relation
            for c in self.scene.clauses
            for a in c.arguments
            for m in a.mentions
        }

    def _stands_free(self, argument: Argument, mention: ActorMention) -> bool:
        """Whether an article opens a phrase of its own behind another: "before the farewell the prefect pinned"."""
        articles = [k for k in (mention.start - 1, mention.start) if self.doc.tokens[k].norm in self.grammar.articles]
        return bool(articles) and articles[0] - argument.start > 1 and mention is argument.mentions[0]

    @cached_property
    def objects(self) -> frozenset[int]:
        """First tokens of mentions that their form shows to be objects."""
        return frozenset(
            m.start for c in self.scene.clauses for a in c.arguments if a.case == "object" for m in a.mentions
        )

    @cached_property
    def _in_people(self) -> frozenset[int]:
        return _inside(self.people)

    @cached_property
    def _in_verbs(self) -> frozenset[int]:
        return _inside(self.verbs)

    @cached_property
    def _in_honours(self) -> frozenset[int]:
        return _inside(self.honours)

    def is_after(self, name: str, mention: ActorMention) -> bool:
        """Whether a preposition of the kind stands before a mention, its article and title between."""
        tokens, cue = self.doc.tokens, self.words.cues[name]
        determined = tokens[mention.start].norm in self.grammar.determiners
        reach = 1 if determined and mention.start < mention.head else EPITHET_REACH
        # the article of a mention may hold the preposition's last word ("sul petto del comandante")
        limit = max(mention.start, min(mention.start + determined, mention.end - 1))
        for k in range(mention.start - 1, max(self.scene.sentence.start, mention.start - reach) - 1, -1):
            told = max((m.end for m in cue.all_at(tokens, k, limit) if m.end <= limit), default=None)
            near = told is not None and told >= mention.start - MARK_REACH + 1
            if told is not None and (near or not self._is_related(told, mention.start)):
                return name != "by" or not self._is_of_another(k)
            if tokens[k].text == ",":
                return k == mention.start - 1 and not determined and self._is_apposed_after(name, k)
            if k in self._in_verbs or k in self._in_people or tokens[k].text in CUTS:
                return False
        # a preposition may have been taken into the mention ("au docteur X")
        return cue.at(tokens, mention.start, mention.head) is not None

    def _is_related(self, start: int, end: int) -> bool:
        """Whether a word among tokens relates to others, so that no phrase reaches over it to a name."""
        tokens, grammar = self.doc.tokens, self.grammar
        return any(
            k in self._in_verbs
            or k in self._in_honours
            or tokens[k].norm in grammar.conjunctions
            or tokens[k].norm in grammar.auxiliaries
            or grammar.relations.at(tokens, k) is not None
            for k in range(start, end)
        )

    def _is_apposed_after(self, name: str, comma: int) -> bool:
        """Whether an office stands before the comma, after a preposition of the kind: "by the minister of X, Y"."""
        tokens, start = self.doc.tokens, comma
        relations = self.grammar.relations
        told = (self._in_people, self._in_verbs, self._in_honours)
        while (
            start > max(self.scene.sentence.start, comma - OFFICE_WORDS)
            and tokens[start - 1].text not in ",;:("
            and not any(start - 1 in inside for inside in told)
        ):
            start -= 1
        for k in range(start, comma):
            match = self.words.cues[name].at(tokens, k, comma)
            if match is not None and any(p.start == match.end and p.kind != "demonym" for p in self.scene.places):
                return False  # "in Lisbon, X"
            if match is not None:
                return name != "by" or not self._is_of_another(k)
            if relations.at(tokens, k, comma) is not None or tokens[k].is_capital:
                return False
        return False

    def _is_of_another(self, k: int) -> bool:
        """Whether the "by" at token k belongs to another verb right before it: "attended by", "presided over by"."""
        tokens, cue = self.doc.tokens, self.words.cues["not_by"]
        return any(
            m.start <= k < m.end or m.end == k
            for j in range(max(self.scene.sentence.start, k - 3), k)
            for m in cue.all_at(tokens, j, k + 1)
        )

    def is_right_after(self, name: str, mention: ActorMention) -> bool:
        """Whether a preposition of the kind stands before a mention, at most an article between."""
        k = mention.start
        while k > self.scene.sentence.start and self.doc.tokens[k - 1].norm in self.grammar.determiners:
            k -= 1
        return any(
            m.end in (k, mention.start)
            for j in range(max(self.scene.sentence.start, k - MARK_REACH), mention.start)
            for m in self.words.cues[name].all_at(self.doc.tokens, j, mention.start)
        )

    def persons(self, mentions: Sequence[ActorMention]) -> tuple[str, ...]:
        return tuple(dict.fromkeys(r for m in mentions for r in m.refs if r in self.scene.persons))


def _inside(spans: Iterable[ActorMention | Match[Frame] | Honour]) -> frozenset[int]:
    """The tokens in any of some spans."""
    return frozenset(k for span in spans for k in range(span.start, span.end))
