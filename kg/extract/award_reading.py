"""Who gave which decoration to whom, in one sentence: the verb says who stands where.

Refuses to guess: without a recipient, or where words around the verb say that nothing was given, there is no award.
"""

from dataclasses import dataclass

from kg.extract.award_ground import CUTS, AwardGround
from kg.extract.award_pronouns import find_by_pronoun, find_own_hand, find_relative
from kg.extract.award_sides import AwardSides
from kg.extract.award_words import Frame
from kg.extract.frames import read_frames
from kg.extract.honours import Honour
from kg.extract.lexicon import Match
from kg.extract.mentions import ActorMention

# A word that says an award was not given stands within so many tokens of its verb.
DOUBT_REACH = 8
# How far a verb of another part of the sentence counts as farther away.
OTHER_PART = 1000
# "Was made a citizen of honour": the honour stands so close behind the verb.
BECOME_GAP = 1


@dataclass(frozen=True, slots=True)
class FoundAward:
    """A decoration given. recipients: at least one; conferrer: a ref or None; face_to_face: handed over by a person;
    generic: named by a common noun alone; occasion: the sentence before that tells of the giving, None where there is
    none."""

    name: str
    recipients: tuple[str, ...]
    conferrer: str | None
    sentence: int
    trigger: int
    face_to_face: bool
    reasons: tuple[str, ...]
    generic: bool = False
    occasion: int | None = None


class AwardReading:
    """One sentence with decorations and verbs of giving."""

    def __init__(self, ground: AwardGround) -> None:
        self.ground = ground
        self.scene = ground.scene
        self.honours = ground.honours
        self.verbs = ground.verbs
        self.sides = AwardSides(ground)

    def awards(self) -> list[FoundAward]:
        """Returns the awards of the sentence: each decoration with the verb nearest to it."""
        found = self._exchanged() or self._respective() or self._paired()
        for n, honour in enumerate(self.honours if not found else ()):
            verb = self._verb_of(honour)
            limit = self.honours[n + 1].start if n + 1 < len(self.honours) else self.scene.sentence.end
            if self._is_doubtful(verb):
                continue
            award = self._gapped(n, verb, limit)
            if award is None:
                award = self._award(honour, verb, limit)
            if award is not None:
                found.append(award)
        return found

    def listed(self, honour: Honour, last: FoundAward | None) -> list[FoundAward]:
        """Returns the award of a sentence that only names more recipients of what was named before.

        Args:
            honour: the decoration named last.
            last: the award found last, whose giver goes on giving.
        """
        sentence, tokens = self.scene.sentence, self.ground.doc.tokens
        opening = self.ground.words.cues["recipients"].find(tokens, sentence.start, sentence.end)
        likewise = self.ground.words.cues["likewise"].find(tokens, sentence.start, sentence.end)
        if not (opening or likewise) or self.ground.words.cues["not_given"].find(tokens, sentence.start, sentence.end):
            return []
        if opening:
            named = [m for m in self.ground.people if m.start >= opening[0].start and not self.ground.is_after("by", m)]
            recipients = self.ground.persons([*named, *self.scene.listed])
        else:
            recipients = self.sides.subjects(Match(likewise[0].start, likewise[0].end, "decorate"))
        giver = last.conferrer if last is not None and last.name == honour.name else None
        recipients = tuple(r for r in recipients if r != giver)
        if not recipients:
            return []
        reasons = (f"decoration: {honour.name!r}", "recipients listed")
        face = giver in self.scene.persons
        return [FoundAward(honour.name, recipients, giver, sentence.index, sentence.start, face, reasons)]

    def giving(self) -> ActorMention | None:
        """Who gives in a sentence that does not name the recipients: "decorated four officers", "handed over medals"."""
        for verb in self.verbs:
            strong = verb.value == "decorate" or (verb.value == "give" and self.honours)
            if strong and not self.ground.is_passive(verb) and not self._is_doubtful(verb):
                giver = self.sides.subject(verb, self.honours[0] if self.honours else None)
                return giver if giver in self.ground.people else None
        return None

    # --- which verb, and whether it tells of something given ----------------------------------------------------------

    def _verb_of(self, honour: Honour) -> Match[Frame]:
        start, end = self.ground.part_of(honour.start)
        return min(
            self.verbs,
            key=lambda v: (abs(v.start - honour.start) + (0 if start <= v.start < end else OTHER_PART), v.start),
        )

    def _is_doubtful(self, verb: Match[Frame]) -> bool:
        """Whether words around the verb say that nothing was given (yet)."""
        sentence = self.scene.sentence
        start, end = max(sentence.start, verb.start - DOUBT_REACH), min(sentence.end, verb.end + DOUBT_REACH)
        while start < verb.start and any(t.text in CUTS for t in self.ground.doc.tokens[start : verb.start]):
            start += 1
        cues = read_frames(self.ground.doc.lexicon).cues
        matchers = (self.ground.words.cues["not_given"], cues.denied)
        return any(matcher.find(self.ground.doc.tokens, start, end) for matcher in matchers)

    # --- awards -------------------------------------------------------------------------------------------------------

    def _award(self, honour: Honour, verb: Match[Frame], limit: int) -> FoundAward | None:
        frame = verb.value
        if honour.bare or (frame == "become" and not (honour.grade or self._is_become_of(honour, verb))):
            return None
        giver, recipients = self._sides(honour, verb, limit)
        recipients = recipients or find_by_pronoun(self.ground, honour, verb, giver)
        recipients = recipients or find_relative(self.ground, verb, giver) or self.sides.bodies(verb, giver)
        recipients = tuple(r for r in recipients if giver is None or r not in giver.refs)
        if giver is None and frame == "get":
            giver = self.sides.backwards(honour, recipients)
        return self._made(honour, verb, giver, recipients)

    def _gapped(self, number: int, verb: Match[Frame], limit: int) -> FoundAward | None:
        """The award of a decoration that only shares the verb before an earlier one: "X got the cross, Y the medal"."""
        if number == 0 or self.honours[number].bare or self.honours[number].generic:
            return None
        honour, previous = self.honours[number], self.honours[number - 1]
        if verb.start > previous.start and not self._is_between_to(previous, verb, honour):
            return None
        recipients = self.sides.gapped(honour, previous, limit)
        if not recipients:
            return None
        giver, others = self._sides(previous, verb, honour.start)
        if set(others) & set(recipients) or not others:
            return None
        return self._made(honour, verb, giver, tuple(r for r in recipients if giver is None or r not in giver.refs))

    def _is_between_to(self, previous: Honour, verb: Match[Frame], honour: Honour) -> bool:
        """Whether the verb behind the decoration before goes on: "the rose went to X, the eagle to Y"."""
        return verb.value == "go" and previous.end <= verb.start and verb.end <= honour.start

    def _made(
        self, honour: Honour, verb: Match[Frame], giver: ActorMention | None, recipients: tuple[str, ...]
    ) -> FoundAward | None:
        if not recipients:
            return None
        frame = verb.value
        if frame == "get" and self.ground.find("behalf", *self.ground.part_of(verb.start)):
            return None
        hand = find_own_hand(self.ground, recipients) if giver is None else None
        conferrer = giver.refs[0] if giver is not None else hand or self.sides.body_in(honour)
        named_only = frame == "become" and bool(self.ground.find("only_named", verb.start, verb.end))
        by_hand = frame not in ("get", "go") or bool(self.ground.find("source", verb.start, self.scene.sentence.end))
        handed = by_hand and not named_only and conferrer in self.scene.persons
        reasons = (f"{frame}: {self.ground.doc.text_of(verb.start, verb.end)!r}", f"decoration: {honour.name!r}")
        sentence = self.scene.sentence.index
        return FoundAward(honour.name, recipients, conferrer, sentence, honour.start, handed, reasons, honour.generic)

    def _is_become_of(self, honour: Honour, verb: Match[Frame]) -> bool:
        """ "was made a Freeman of the City" tells of an honour that is no grade: its noun follows the verb closely."""
        close = 0 <= honour.start - verb.end <= BECOME_GAP or any(
            verb.end <= m.start and m.end == honour.start for m in self.ground.people
        )
        return not honour.generic and (close or bool(self.ground.find("to", verb.end, honour.start + 1)))

    def _sides(self, honour: Honour, verb: Match[Frame], limit: int) -> tuple[ActorMention | None, tuple[str, ...]]:
        """Who gave and who got a decoration."""
        frame, passive = verb.value, self.ground.is_passive(verb)
        had = self.sides.causative(honour, verb)
        if had is not None:
            return self.sides.marked("by", verb) or self.sides.marked("source", verb), self.sides.subjects(had)
        apposed = self.sides.bearer_of(honour)
        if apposed is not None:
            giver = self.sides.marked("by", verb) if passive else self.sides.subject(verb, None)
            return (giver if giver and not set(giver.refs) & set(apposed) else None), apposed
        if frame == "get" or (frame in ("decorate", "become") and passive):
            return self.sides.marked("by", verb) or self.sides.marked("source", verb), self.sides.subjects(verb)
        if frame == "go":
            return None, self.sides.to_marked(honour, verb, limit, None) or self.sides.listed_after(verb.end)
        if passive:
            giver = self.sides.marked("by", verb) or self.sides.marked("source", verb)
            return giver, self.sides.to_marked(honour, verb, limit, giver) or self.sides.subjects(verb)
        inverted = self.sides.inverted(verb)
        if inverted is not None:
            return inverted
        giver = self.sides.subject(verb, honour)
        return giver, self.sides.given_to(honour, verb, limit, giver)

    def _exchanged(self) -> list[FoundAward]:
        """Two who decorate each other, each with what is named in turn."""
        sentence = self.scene.sentence
        if not self.ground.find("mutual", sentence.start, sentence.end):
            return []
        pair = next((m.refs for m in self.ground.people if len(m.refs) == 2), self.ground.persons(self.ground.people))
        named = [h for h in self.honours if not h.generic and not (h.grade and h.name.startswith(h.grade))]
        if len(pair) != 2 or len(named) != 2:
            return []
        grade = next((f"{h.grade} " for h in self.honours if h.grade), "")
        names = [f"{grade}{h.name}" for h in named]
        return [
            FoundAward(name, (got,), gave, sentence.index, honour.start, True, (f"decoration: {name!r}", "each other"))
            for name, honour, got, gave in zip(names, named, pair, reversed(pair), strict=True)
        ]

    def _paired(self) -> list[FoundAward]:
        """ "Decorated were A, with X, and B, with Y": each right before their own, one verb for all."""
        named = [h for h in self.honours if not (h.generic or h.bare)]
        parts = {self.ground.part_of(h.start) for h in named}
        if len(named) < 2 or len(named) != len(self.honours) or len(parts) > 1:
            return []
        start, end = parts.pop()
        verbs = [v for v in self.verbs if start <= v.start < end]
        if len(verbs) != 1 or verbs[0].value == "go" or verbs[0].start > named[0].start or self._is_doubtful(verbs[0]):
            return []
        giver, _ = self._sides(named[0], verbs[0], named[1].start)
        gave = giver.refs if giver is not None else ()
        got = [m for m in self.ground.people if start <= m.start < end and not set(m.refs) & set(gave)]
        got = [m for m in got if not any(self.ground.is_after(cue, m) for cue in ("by", "source"))]
        order = sorted([*((m.start, "who") for m in got), *((h.start, "what") for h in named)])
        if [kind for _, kind in order] != ["who", "what"] * len(named):
            return []
        made = [self._made(h, verbs[0], giver, self.ground.persons([m])) for h, m in zip(named, got, strict=True)]
        return [award for award in made if award is not None]

    def _respective(self) -> list[FoundAward]:
        """ "A and B received X and Y respectively": each one's own, in the order of the words."""
        sentence = self.scene.sentence
        named = [h for h in self.honours if not h.generic]
        if len(named) < 2 or not self.ground.find("respective", sentence.start, sentence.end):
            return []
        got = self.ground.persons([m for m in self.ground.people if not self.ground.is_after("by", m)])
        giver = self.sides.marked("by", self.verbs[0]) or self.sides.subject(self.verbs[0], None)
        if giver is not None and len(got) == len(named) + 1:
            got = tuple(r for r in got if r not in giver.refs)
        if len(got) != len(named) or self._is_doubtful(self.verbs[0]):
            return []
        gave = giver.refs[0] if giver is not None and giver.refs[0] not in got else None
        return [
            FoundAward(h.name, (ref,), gave, sentence.index, h.start, gave in self.scene.persons, ("respectively",))
            for h, ref in zip(named, got, strict=True)
        ]
