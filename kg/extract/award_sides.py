"""The actors around a verb of giving: who gave and who got, by order of words, prepositions and forms."""

from collections.abc import Sequence
from functools import cached_property

from kg.extract.document import Document
from kg.extract.grammar import read_grammar
from kg.extract.honours import AwardWords, Frame, Honour
from kg.extract.lexicon import Match
from kg.extract.mentions import ActorMention
from kg.extract.parties import Scene

# Between persons who get one decoration, a title or an office may stand ("to X, minister of Y, and to Z").
LIST_GAP = 14
# Words from the "and" that joins two persons to the second.
JOINT_WORDS = 6
# Words between a preposition and the name that it marks.
MARK_REACH = 3
# Words of an office between a preposition and the comma before its holder's name.
OFFICE_WORDS = 14
# A grade in apposition ("Mrs Le Gal commander", "Mrs Le Gal (commander)") follows its bearer at once.
APPOSED_GAP = 2
CUTS = frozenset(";:")


class AwardSides:
    """The actors of one sentence with decorations and verbs of giving."""

    def __init__(
        self, doc: Document, words: AwardWords, scene: Scene, honours: Sequence[Honour], verbs: Sequence[Match[Frame]]
    ) -> None:
        self.doc = doc
        self.words = words
        self.scene = scene
        self.honours = honours
        self.verbs = verbs
        self.grammar = read_grammar(doc.lexicon)

    def part_of(self, token: int) -> tuple[int, int]:
        """The stretch around a token in which no word begins another event."""
        tokens, sentence = self.doc.tokens, self.scene.sentence
        start, end = token, token + 1
        while start > sentence.start and not self._turns(start):
            start -= 1
        while end < sentence.end and not self._turns(end):
            end += 1
        return start + (tokens[start].text == ";"), end

    def _turns(self, token: int) -> bool:
        return self.doc.tokens[token].text == ";" or self.doc.tokens[token].norm in self.words.turns

    def is_passive(self, verb: Match[Frame]) -> bool:
        start, end = self.part_of(verb.start)
        if self.scene.verb_last:
            clause = next((c for c in self.scene.clauses if c.start <= verb.start < c.end), None)
            start, end = (max(start, clause.start), min(end, clause.end)) if clause else (start, end)
            return self.words.cues["passive"].is_in(self.doc.tokens, start, end)
        found = self.words.cues["passive"].find(self.doc.tokens, max(start, verb.start - 4), verb.start + 1)
        return any(m.start != verb.start for m in found) or self._is_loose_participle(verb, start)

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
        """The persons among them; who is meant by a pronoun is sure enough only of whom the article is about."""
        named = [m for m in self.actors if any(r in self.scene.persons for r in m.refs)]
        return [
            m
            for m in named
            if m.kind != "pronoun" or m.reason == "relative pronoun" or m.refs[:1] == self.scene.protagonist
        ]

    @cached_property
    def relation_of(self) -> dict[int, str]:
        """By the first token of a mention, the relation that a preposition puts it in, "" for none."""
        tokens, turns = self.doc.tokens, self.words.turns
        return {
            # "before X handed Y": no preposition, but the beginning of another event
            m.start: "" if {tokens[a.start].norm, tokens[m.start - 1].norm} & turns else a.relation
            for c in self.scene.clauses
            for a in c.arguments
            for m in a.mentions
        }

    @cached_property
    def objects(self) -> frozenset[int]:
        """First tokens of mentions that their form shows to be objects."""
        return frozenset(
            m.start for c in self.scene.clauses for a in c.arguments if a.case == "object" for m in a.mentions
        )

    def is_after(self, name: str, mention: ActorMention) -> bool:
        """Whether a preposition of the kind stands before a mention, its article and title between."""
        tokens, cue = self.doc.tokens, self.words.cues[name]
        determined = mention.start < mention.head and tokens[mention.start].norm in self.grammar.determiners
        reach = 1 if determined else MARK_REACH
        for k in range(mention.start - 1, max(self.scene.sentence.start, mention.start - reach) - 1, -1):
            if any(m.end <= mention.start for m in cue.all_at(tokens, k, mention.start)):
                return name != "by" or not self._is_of_another(k)
            if tokens[k].text == ",":
                return k == mention.start - 1 and self._is_apposed_after(name, k)
            if tokens[k].text in CUTS or any(m.start <= k < m.end for m in self.people):
                return False
        # a preposition may have been taken into the mention ("au docteur X")
        return cue.at(tokens, mention.start, mention.head) is not None

    def _is_apposed_after(self, name: str, comma: int) -> bool:
        """Whether an office stands before the comma, after a preposition of the kind: "by the minister of X, Y"."""
        tokens, start = self.doc.tokens, comma
        relations = self.grammar.relations
        told = [(m.start, m.end) for m in self.people] + [(v.start, v.end) for v in self.verbs]
        told += [(h.start, h.end) for h in self.honours]
        while (
            start > max(self.scene.sentence.start, comma - OFFICE_WORDS)
            and tokens[start - 1].text not in ",;:("
            and not any(first < start <= end for first, end in told)
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

    def marked(self, name: str, verb: Match[Frame]) -> ActorMention | None:
        start, end = self.part_of(verb.start)
        marked = [m for m in self.actors if start <= m.start < end and self.is_after(name, m)]
        return min(marked, key=lambda m: (m not in self.people, abs(m.start - verb.start)), default=None)

    def subject(self, verb: Match[Frame], honour: Honour | None) -> ActorMention | None:
        """Who gives: the nearest actor before the verb that no preposition marks; behind it in an inverted clause.

        Where verbs stand last, the first whose form is not that of an object.
        """
        free = [m for m in self.actors if not self.is_after("by", m) and not self.relation_of[m.start]]
        free = [m for m in free if not (m.kind == "pronoun" and self.find("clitics", m.start, m.end))]
        if self.scene.verb_last:
            start, end = self.part_of(verb.start)
            here = [m for m in free if start <= m.start < end]
            return next((m for m in here if m.start not in self.objects), None)
        before = [m for m in free if m.end <= verb.start and not self.is_after("to", m)]
        if before:
            return before[-1]
        if honour is not None and honour.start < verb.start:
            behind = [m for m in free if m.start >= verb.end]
            return behind[0] if behind else None
        return self._carried(verb)

    def _carried(self, verb: Match[Frame]) -> ActorMention | None:
        """The subject of the sentence before, where the language leaves a known one out and no unknown one stands."""
        tokens, start = self.doc.tokens, self.scene.sentence.start
        unknown = verb.start > start and tokens[verb.start - 1].is_capital
        unknown = unknown or any(
            tokens[k].norm in self.grammar.determiners
            and (k == start or self.grammar.relations.at(tokens, k - 1, k) is None)
            for k in range(start, verb.start)
        )
        refs = self.scene.last_subject if self.scene.pro_drop and not unknown else ()
        return ActorMention(start, start, refs, "pronoun", start) if refs else None

    def subjects(self, verb: Match[Frame]) -> tuple[str, ...]:
        """Who gets: the person before the verb that no preposition marks, and those joined with it."""
        free = [m for m in self.people if not any(self.is_after(n, m) for n in ("by", "source"))]
        before = [m for m in free if m.end <= verb.start]
        after = [m for m in free if verb.end <= m.start < self.part_of(verb.start)[1]]
        if after and self.opens_list(verb.end, after[0].start):
            return self.persons(after)
        core = [k for k, m in enumerate(before) if not self.relation_of[m.start]]
        if before and (core or not after):
            first = last = core[-1] if core else len(before) - 1
            while first > 0 and self._joins(before[first - 1].end, before[first].start):
                first -= 1
            return self.persons(before[first : last + 1])
        if after:
            return self.listed_after(verb.end)
        carried = self._carried(verb)
        return self.persons([carried]) if carried is not None else ()

    def listed_after(self, token: int) -> tuple[str, ...]:
        """The first person named from a token on, and those joined with it."""
        after = [m for m in self.people if m.start >= token and not self.is_after("by", m)]
        last = 0
        while last + 1 < len(after) and self._joins(after[last].end, after[last + 1].start):
            last += 1
        return self.persons(after[: last + 1])

    def opens_list(self, start: int, end: int) -> bool:
        return any(t.text == ":" for t in self.doc.tokens[start : min(end, start + 3)])

    def _joins(self, start: int, end: int) -> bool:
        """Whether a list goes on between two persons: a comma or a conjunction, and words of office, but no verb."""
        tokens, grammar = self.doc.tokens[start:end], self.grammar
        if len(tokens) > LIST_GAP or any(t.norm in grammar.auxiliaries for t in tokens):
            return False
        if self.words.verbs.find(self.doc.tokens, start, end):
            return False
        joint = max((k for k, t in enumerate(tokens) if t.norm in grammar.conjunctions), default=None)
        # "A, adviser and brother of B": what joins two persons stands before words of office alone
        joined = (
            joint is not None and len(tokens) - joint <= JOINT_WORDS and not any(t.text == "," for t in tokens[joint:])
        )
        return joined or [t.text for t in tokens] == [","]

    def to_marked(self, honour: Honour, verb: Match[Frame], limit: int, giver: ActorMention | None) -> tuple[str, ...]:
        """Who stands after "to" behind the decoration or the verb, and those listed after."""
        start, end = self.part_of(verb.start)
        free = [m for m in self.people if m is not giver and start <= m.start < end and not self.is_after("by", m)]
        low = honour.end if verb.start < honour.start or limit < verb.start else min(honour.end, verb.end)
        behind = [m for m in free if low <= m.start < max(limit, verb.end)]
        to = next((k for k, m in enumerate(behind) if self.is_after("to", m)), None)
        if to is not None:
            listed = behind[to : to + 1]
            for mention in behind[to + 1 :]:
                gap = mention.start - listed[-1].end
                joined = self._joins(listed[-1].end, mention.start) and self.relation_of[mention.start] in ("", "to")
                if gap > LIST_GAP or not (joined or self.is_after("to", mention)):
                    break
                listed.append(mention)
            return self.persons(listed)
        earlier = [m for m in free if m.end <= max(honour.start, verb.start) and self.is_after("to", m)]
        return self.persons(earlier[-1:])

    def given_to(self, honour: Honour, verb: Match[Frame], limit: int, giver: ActorMention | None) -> tuple[str, ...]:
        """Who gets what somebody gives: after "to", else between verb and decoration, else near by."""
        marked = self.to_marked(honour, verb, limit, giver)
        if marked:
            return marked
        start, end = self.part_of(verb.start)
        free = [
            m
            for m in self.people
            if m is not giver
            and start <= m.start < end
            and not self.is_after("by", m)
            and self.relation_of[m.start] in ("", "to")
        ]
        low, high = min(verb.end, honour.end), max(verb.start, honour.start)
        near = [m for m in free if low <= m.start < high] or [m for m in free if verb.end <= m.start < limit]
        if not near and self.scene.verb_last:
            near = [m for m in free if m.end <= verb.start]
        first = near[:1]
        for mention in near[1:] if first else ():
            if not self._joins(first[-1].end, mention.start):
                break
            first.append(mention)
        return self.persons(first)

    def inverted(self, verb: Match[Frame]) -> tuple[ActorMention, tuple[str, ...]] | None:
        """ "The medal that X gave him" told backwards ("que lui a remise X"): X gives, the one named before gets."""
        ahead = max(self.scene.sentence.start, verb.start - 2)
        if verb.value != "give" or self.scene.verb_last or not self.find("clitics", ahead, verb.start):
            return None
        behind = [m for m in self.people if 0 <= m.start - verb.end <= 1 and not self.relation_of[m.start]]
        before = [m for m in self.people if m.end <= verb.start and m.kind != "pronoun"]
        return (behind[0], self.persons(before[:1])) if behind and before else None

    def by_pronoun(self, verb: Match[Frame], giver: ActorMention | None) -> tuple[str, ...]:
        """Who gets what is given to "him" or "her", a small word before the verb: the one last spoken of."""
        if verb.value in ("get", "go") or self.is_passive(verb):
            return ()
        ahead = verb.end + 1 if self.scene.verb_last else verb.start
        if not self.find("clitics", max(self.scene.sentence.start, verb.start - 2), ahead):
            return ()
        before = [m for m in self.people if m.end <= verb.start and m is not giver]
        carried = self.scene.last_subject if self.scene.last_subject[:1] == self.scene.protagonist else ()
        refs = before[-1].refs if before else carried
        return tuple(r for r in refs[:1] if r in self.scene.persons and (giver is None or r not in giver.refs))

    def bodies(self, verb: Match[Frame], giver: ActorMention | None) -> tuple[str, ...]:
        """The body that gets what no person gets: "to the National Police", "the National Police was awarded"."""
        bodies = [m for m in self.actors if m.kind == "agency" and m is not giver and not self.is_after("by", m)]
        given = [m for m in bodies if self._is_right_after("to", m)]
        if verb.value in ("give", "go") and given:
            return given[0].refs[:1]
        if verb.value == "get" or (verb.value in ("give", "decorate") and self.is_passive(verb)):
            return next((m.refs[:1] for m in bodies if m.end <= verb.start and not self.relation_of[m.start]), ())
        return ()

    def _is_right_after(self, name: str, mention: ActorMention) -> bool:
        """Whether a preposition of the kind stands before a mention, at most an article between."""
        k = mention.start
        while k > self.scene.sentence.start and self.doc.tokens[k - 1].norm in self.grammar.determiners:
            k -= 1
        return any(
            m.end in (k, mention.start)
            for j in range(max(self.scene.sentence.start, k - MARK_REACH), mention.start)
            for m in self.words.cues[name].all_at(self.doc.tokens, j, mention.start)
        )

    def body_in(self, honour: Honour) -> str | None:
        """The agency that the name of a decoration holds: "gold medal of the National Police"."""
        inside = [
            m
            for c in self.scene.clauses
            for a in c.arguments
            for m in a.mentions
            if m.kind == "agency" and honour.start < m.start and m.end <= honour.end
        ]
        return inside[0].refs[0] if inside else None

    def persons(self, mentions: Sequence[ActorMention]) -> tuple[str, ...]:
        return tuple(dict.fromkeys(r for m in mentions for r in m.refs if r in self.scene.persons))

    def bearer_of(self, honour: Honour) -> tuple[str, ...] | None:
        """Whose grade it is that follows a name at once ("Mrs Le Gal commander")."""
        if not honour.grade:
            return None
        bearer = [m for m in self.people if 0 <= honour.start - m.end <= APPOSED_GAP]
        between = self.doc.tokens[bearer[-1].end : honour.start] if bearer else ()
        if bearer and not any(t.is_word for t in between):
            return self.persons(bearer[-1:])
        start, end = self.part_of(honour.start)
        here = [m for m in self.people if start <= m.start < honour.start]
        # "...; Dr X, head of Y, Knight": a part with a name and no verb
        verbless = not any(start <= v.start < end for v in self.verbs) and start > self.scene.sentence.start
        apposed = self.doc.tokens[honour.start - 1].text in (",", ":", "(", "–", "—")
        return self.persons(here) if verbless and apposed and len(here) == 1 else None
