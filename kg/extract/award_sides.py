"""Who gave and who got: the actors around a verb of giving by order of words, prepositions and forms."""

from collections.abc import Sequence

from kg.extract.award_ground import AwardGround
from kg.extract.award_pronouns import find_told_again
from kg.extract.award_words import Frame
from kg.extract.honours import Honour
from kg.extract.lexicon import Match
from kg.extract.mentions import ActorMention

# Between persons who get one decoration, a title or an office may stand ("to X, minister of Y, and to Z").
LIST_GAP = 14
# Words from the "and" that joins two persons to the second.
JOINT_WORDS = 6
# Where no verb is repeated, who gets a decoration stands so close to it.
GAPPED_REACH = 4
# Words between the verb and who gives behind it ("que lui a passée au cou le président").
INVERTED_GAP = 3
# Words between "had" and the decoration that someone had pinned on.
CAUSATIVE_GAP = 3
# A grade in apposition ("Mrs Le Gal commander", "Mrs Le Gal (commander)") follows its bearer at once.
APPOSED_GAP = 2


class AwardSides:
    """Reads givers and recipients off the words of one sentence."""

    def __init__(self, ground: AwardGround) -> None:
        self.ground = ground

    def marked(self, name: str, verb: Match[Frame]) -> ActorMention | None:
        start, end = self.ground.part_of(verb.start)
        marked = [m for m in self.ground.actors if start <= m.start < end and self.ground.is_after(name, m)]
        return min(marked, key=lambda m: (m not in self.ground.people, abs(m.start - verb.start)), default=None)

    def subject(self, verb: Match[Frame], honour: Honour | None) -> ActorMention | None:
        """Who gives: the nearest actor before the verb that no preposition marks; behind it in an inverted clause.

        Where verbs stand last, the first whose form is not that of an object.
        """
        free = [
            m for m in self.ground.actors if not self.ground.is_after("by", m) and not self.ground.relation_of[m.start]
        ]
        free = [m for m in free if not (m.kind == "pronoun" and self.ground.find("clitics", m.start, m.end))]
        if self.ground.scene.verb_last:
            start, end = self.ground.stretch_of(verb)
            here = [m for m in free if start <= m.start < end]
            first = next((m for m in here if m.start not in self.ground.objects), None)
            return None if first is not None and self._is_taken(start, verb, first) else first
        before = [m for m in free if m.end <= verb.start and not self.ground.is_receiving(m)]
        if before:
            return before[-1]
        if honour is not None and honour.start < verb.start:
            behind = [m for m in free if m.start >= verb.end]
            return behind[0] if behind else None
        return self._carried(verb)

    def _is_taken(self, start: int, verb: Match[Frame], first: ActorMention) -> bool:
        """Whether someone unnamed stands where the subject would, before the verb: "Die Stadt verlieh X"."""
        first_word, grammar = self.ground.doc.tokens[start].norm, self.ground.grammar
        opens = first_word in grammar.articles and grammar.cases.get(first_word) != "object"
        told = any(start <= h.start < verb.start for h in self.ground.honours)
        told = told or any(start <= m.start < verb.start for m in self.ground.actors)
        return opens and not told and verb.end <= first.start

    def _carried(self, verb: Match[Frame]) -> ActorMention | None:
        """The subject of the sentence before, where the language leaves a known one out and no unknown one stands."""
        tokens, start = self.ground.doc.tokens, self.ground.scene.sentence.start
        unknown = verb.start > start and tokens[verb.start - 1].is_capital
        unknown = unknown or any(
            tokens[k].norm in self.ground.grammar.determiners
            and (k == start or self.ground.grammar.relations.at(tokens, k - 1, k) is None)
            for k in range(start, verb.start)
        )
        refs = self.ground.scene.last_subject if self.ground.scene.pro_drop and not unknown else ()
        return ActorMention(start, start, refs, "pronoun", start) if refs else None

    def subjects(self, verb: Match[Frame]) -> tuple[str, ...]:
        """Who gets: the person before the verb that no preposition marks, and those joined with it."""
        free = [m for m in self.ground.people if not any(self.ground.is_after(n, m) for n in ("by", "source"))]
        before = [m for m in free if m.end <= verb.start]
        after = [m for m in free if verb.end <= m.start < self.ground.part_of(verb.start)[1]]
        if after and self.opens_list(verb.end, after[0].start):
            return self.ground.persons(after)
        told = [m for m in self.ground.actors if m.kind == "pronoun" and m.end <= verb.start]
        if not before and any(m not in self.ground.people and m.start not in self.ground.objects for m in told):
            return ()  # "he", who may be one of two
        core = [k for k, m in enumerate(before) if not self.ground.relation_of[m.start]]
        if before and (core or not after):
            first = last = core[-1] if core else len(before) - 1
            while first > 0 and self._joins(before[first - 1].end, before[first].start):
                first -= 1
            return self.ground.persons(before[first : last + 1])
        if after:
            return self.listed_after(verb.end)
        carried = self._carried(verb)
        return self.ground.persons([carried]) if carried is not None else find_told_again(self.ground, verb)

    def listed_after(self, token: int) -> tuple[str, ...]:
        """The first person named from a token on, and those joined with it."""
        after = [m for m in self.ground.people if m.start >= token and not self.ground.is_after("by", m)]
        last = 0
        while last + 1 < len(after) and self._joins(after[last].end, after[last + 1].start):
            last += 1
        return self.ground.persons(after[: last + 1])

    def opens_list(self, start: int, end: int) -> bool:
        return any(t.text == ":" for t in self.ground.doc.tokens[start : min(end, start + 3)])

    def _joins(self, start: int, end: int) -> bool:
        """Whether a list goes on between two persons: a comma or a conjunction, and words of office, but no verb."""
        tokens, grammar = self.ground.doc.tokens[start:end], self.ground.grammar
        if len(tokens) > LIST_GAP or any(t.norm in grammar.auxiliaries for t in tokens):
            return False
        if self.ground.words.verbs.find(self.ground.doc.tokens, start, end):
            return False
        joint = max((k for k, t in enumerate(tokens) if t.norm in grammar.conjunctions), default=None)
        # "A, adviser and brother of B": what joins two persons stands before words of office alone
        joined = (
            joint is not None and len(tokens) - joint <= JOINT_WORDS and not any(t.text == "," for t in tokens[joint:])
        )
        return joined or [t.text for t in tokens] == [","]

    def to_marked(self, honour: Honour, verb: Match[Frame], limit: int, giver: ActorMention | None) -> tuple[str, ...]:
        """Who stands after "to" behind the decoration or the verb, and those listed after."""
        start, end = self.ground.part_of(verb.start)
        free = [
            m
            for m in self.ground.people
            if m is not giver and start <= m.start < end and not self.ground.is_after("by", m)
        ]
        low = honour.end if verb.start < honour.start or limit < verb.start else min(honour.end, verb.end)
        behind = [m for m in free if low <= m.start < max(limit, verb.end)]
        to = next((k for k, m in enumerate(behind) if self.ground.is_receiving(m)), None)
        if to is not None:
            listed = behind[to : to + 1]
            for mention in behind[to + 1 :]:
                gap = mention.start - listed[-1].end
                joined = self._joins(listed[-1].end, mention.start) and self.ground.relation_of[mention.start] in (
                    "",
                    "to",
                )
                if gap > LIST_GAP or not (joined or self.ground.is_receiving(mention)):
                    break
                listed.append(mention)
            return self.ground.persons(listed)
        earlier = [m for m in free if m.end <= max(honour.start, verb.start) and self.ground.is_receiving(m)]
        return self.ground.persons(earlier[-1:])

    def given_to(self, honour: Honour, verb: Match[Frame], limit: int, giver: ActorMention | None) -> tuple[str, ...]:
        """Who gets what somebody gives: after "to", else between verb and decoration, else near by."""
        marked = self.to_marked(honour, verb, limit, giver)
        if marked:
            return marked
        start, end = self.ground.part_of(verb.start)
        free = [
            m
            for m in self.ground.people
            if m is not giver
            and start <= m.start < end
            and not self.ground.is_after("by", m)
            and self.ground.relation_of[m.start] in ("", "to")
        ]
        low, high = min(verb.end, honour.end), max(verb.start, honour.start)
        near = [m for m in free if low <= m.start < high] or [m for m in free if verb.end <= m.start < limit]
        if not near and self.ground.scene.verb_last:
            near = [m for m in free if m.end <= verb.start]
        first = near[:1]
        for mention in near[1:] if first else ():
            if not self._joins(first[-1].end, mention.start):
                break
            first.append(mention)
        return self.ground.persons(first)

    def inverted(self, verb: Match[Frame]) -> tuple[ActorMention, tuple[str, ...]] | None:
        """ "The medal that X gave him" told backwards ("que lui a remise X"): X gives, the one named before gets."""
        ahead = max(self.ground.scene.sentence.start, verb.start - 2)
        if verb.value != "give" or self.ground.scene.verb_last or not self.ground.find("clitics", ahead, verb.start):
            return None
        behind = [
            m
            for m in self.ground.people
            if 0 <= m.start - verb.end <= INVERTED_GAP
            and not self.ground.relation_of[m.start]
            and not self.ground.is_receiving(m)
        ]
        before = [m for m in self.ground.people if m.end <= verb.start and m.kind != "pronoun"]
        return (behind[0], self.ground.persons(before[:1])) if behind and before else None

    def backwards(self, honour: Honour, recipients: Sequence[str]) -> ActorMention | None:
        """Who gives in a relative clause behind what somebody wears: "sports the cross that the minister pinned on her"."""
        for verb in self.ground.verbs:
            told = self.inverted(verb) if verb.start >= honour.end else None
            if told is not None and set(told[1]) == set(recipients):
                return told[0]
        return None

    def causative(self, honour: Honour, verb: Match[Frame]) -> Match[Frame] | None:
        """ "X had the medal pinned on him by Y": the verb of having, whose subject gets what another gives."""
        if verb.value != "give":
            return None
        start, end = self.ground.part_of(verb.start)
        if self.ground.scene.verb_last:
            had = self.ground.find("causative", start, end)
        else:
            had = [
                m
                for m in self.ground.find("causative", start, verb.start)
                # "had awarded" is a tense, "se vio imponer" is not
                if 0 <= honour.start - m.end <= CAUSATIVE_GAP or (m.end == verb.start and m.end - m.start > 1)
            ]
        told = had and (self.ground.scene.verb_last or honour.end <= verb.start or had[-1].end == verb.start)
        return Match(had[-1].start, had[-1].end, "get") if told else None

    def gapped(self, honour: Honour, previous: Honour, limit: int) -> tuple[str, ...]:
        """Who gets what a verb before an earlier decoration gives too: "X got the cross, Y the medal"."""
        start, end = self.ground.part_of(honour.start)
        here = [
            m
            for m in self.ground.people
            if max(start, previous.end) <= m.start < min(end, limit) and not self.ground.is_after("by", m)
        ]
        to = [m for m in here if 0 <= m.start - honour.end <= GAPPED_REACH and self.ground.is_receiving(m)]
        ahead = [m for m in here if 0 <= honour.start - m.end <= GAPPED_REACH and not self.ground.relation_of[m.start]]
        if to or ahead:
            return self.ground.persons(to[:1] or ahead[-1:]) if len(to or ahead) == 1 else ()
        item = honour.grade and any(t.text in (",", ":") for t in self.ground.doc.tokens[honour.end : honour.end + 1])
        return self.ground.persons(here[:1]) if item and start > previous.start else ()

    def bodies(self, verb: Match[Frame], giver: ActorMention | None) -> tuple[str, ...]:
        """The body that gets what no person gets: "to the National Police", "the National Police was awarded"."""
        bodies = [
            m for m in self.ground.actors if m.kind == "agency" and m is not giver and not self.ground.is_after("by", m)
        ]
        given = [m for m in bodies if self.ground.is_right_after("to", m)]
        if verb.value in ("give", "go") and given:
            return given[0].refs[:1]
        if verb.value == "get" or (verb.value in ("give", "decorate") and self.ground.is_passive(verb)):
            return next(
                (m.refs[:1] for m in bodies if m.end <= verb.start and not self.ground.relation_of[m.start]), ()
            )
        return ()

    def body_in(self, honour: Honour) -> str | None:
        """The agency that the name of a decoration holds: "gold medal of the National Police"."""
        inside = [
            m
            for c in self.ground.scene.clauses
            for a in c.arguments
            for m in a.mentions
            if m.kind == "agency" and honour.start < m.start and m.end <= honour.end
        ]
        return inside[0].refs[0] if inside else None

    def bearer_of(self, honour: Honour) -> tuple[str, ...] | None:
        """Whose grade it is that follows a name at once ("Mrs Le Gal commander")."""
        if not honour.grade:
            return None
        bearer = [m for m in self.ground.people if 0 <= honour.start - m.end <= APPOSED_GAP]
        between = self.ground.doc.tokens[bearer[-1].end : honour.start] if bearer else ()
        if bearer and not any(t.is_word for t in between):
            return self.ground.persons(bearer[-1:])
        start, end = self.ground.part_of(honour.start)
        here = [m for m in self.ground.people if start <= m.start < honour.start]
        # "...; Dr X, head of Y, Knight": a part with a name and no verb
        verbless = (
            not any(start <= v.start < end for v in self.ground.verbs) and start > self.ground.scene.sentence.start
        )
        apposed = self.ground.doc.tokens[honour.start - 1].text in (",", ":", "(", "–", "—")
        return self.ground.persons(here) if verbless and apposed and len(here) == 1 else None
