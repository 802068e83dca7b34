"""Who a sentence says is at a conference or ceremony: its noun, the words of presence, the persons in the place of members.

Those said to be absent are left out, and so is whoever only meets someone in the same sentence.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

from kg.extract.encounter_model import Encounter
from kg.extract.gathering_words import read_gathering_words
from kg.extract.grammar import read_grammar
from kg.extract.lexicon import Matcher
from kg.extract.mentions import ActorMention
from kg.extract.parties import Scene
from kg.extract.status import read_status
from kg.extract.syntax import Clause
from kg.extract.tokens import Token, Tokens
from kg.facts.model import MeetingKind, Status

# "..., and Guyana's president X": a comma or conjunction so close before a name makes it one of a list.
LIST_REACH = 3
# Fewer members make no conference of what may be a meeting of two.
LEAST_MEMBERS = 3
# A session so many sentences after a meeting of two is theirs.
MEETING_REACH = 2
# A word that tells another event from the one at hand stands so many tokens before its noun.
OTHER_REACH = 3
# Persons of so many countries in one sentence are a roll without a word of presence.
ROLL_COUNTRIES = 3
# Of so many, with a word of presence, and it is a gathering without a noun for it.
ANCHOR_COUNTRIES = 4
# Relations that leave a person in the place of a member; of others only a name behind a comma ("of Gabon, X").
MEMBER_RELATIONS = frozenset({"", "with", "beside", "between", "at"})
# So many persons whom one welcomes are a gathering, whatever their countries.
ANCHOR_PERSONS = 6


@dataclass(frozen=True, slots=True)
class Part:
    """Where an article tells that someone takes part, whether as host, and whom he accompanies."""

    sentence: int
    token: int
    host: bool = False
    lead: str | None = None


@dataclass
class Gathering:
    """A conference or ceremony under reading. members: ref -> how it takes part; event: its key."""

    kind: MeetingKind
    status: Status
    event: str
    start: int
    members: dict[str, Part] = field(default_factory=dict)
    last: int = 0
    absent: set[str] = field(default_factory=set)


class Roll:
    """The sentences of an article, asked who is told to be where."""

    def __init__(
        self,
        scenes: Sequence[Scene],
        encounters: Sequence[Encounter],
        countries: Mapping[str, str | None],
        quoted: Collection[int],
    ) -> None:
        self.scenes = scenes
        self.words = read_gathering_words(scenes[0].doc.lexicon)
        self.countries = countries
        self.quoted = quoted
        self.conjunctions = read_grammar(scenes[0].doc.lexicon).conjunctions
        self.meeting: dict[int, list[Encounter]] = {}
        for encounter in encounters:
            if encounter.effect == "meet":
                self.meeting.setdefault(encounter.sentence, []).append(encounter)
        self._anchors: dict[int, tuple[MeetingKind, Status] | None] = {}
        self.first: dict[str, int] = {}
        for scene in scenes:
            for ref in (r for c in scene.clauses for a in c.arguments for r in a.refs):
                self.first.setdefault(ref, scene.sentence.index)

    def find_anchor(self, scene: Scene) -> tuple[MeetingKind, Status] | None:
        number = scene.sentence.index
        if number not in self._anchors:
            self._anchors[number] = self._read_anchor(scene)
        return self._anchors[number]

    def _read_anchor(self, scene: Scene) -> tuple[MeetingKind, Status] | None:
        """The kind and status of the gathering whose noun a sentence has; not those of another or one only wished."""
        tokens, sentence = scene.doc.tokens, scene.sentence
        for noun in self.words.nouns.find(tokens, sentence.start, sentence.end):
            if noun.start in self.quoted or self._is_other(scene, noun.start, noun.end):
                continue
            if scene.verb_last and not any(t.is_capital for t in tokens[noun.start : noun.end]):
                continue
            if noun.value[1] and self._follows_meeting(sentence.index):
                continue
            clause = next(c for c in scene.clauses if c.start <= noun.start < c.end)
            reading = read_status(scene.doc, scene.frames.cues, sentence, clause, noun.start, "finite", False)
            if reading.settled and reading.status != "cancelled":
                return noun.value[0], reading.status
        if self.has(scene, "aside"):
            return None
        active = self.has(scene, "seat") or self.has(scene, "attendance")
        named = {r for c in scene.clauses for m in self._eligible(scene, c) for r in m.refs if m.kind == "name"}
        welcomed = self.has(scene, "hosting") and len(named) >= ANCHOR_PERSONS
        return ("conference", "held") if welcomed or (active and self._calls_roll(scene, ANCHOR_COUNTRIES)) else None

    def has(self, scene: Scene, cue: str) -> bool:
        matcher: Matcher[bool] = getattr(self.words, cue)
        return bool(matcher.find(scene.doc.tokens, scene.sentence.start, scene.sentence.end))

    def _follows_meeting(self, number: int) -> bool:
        """Whether two met in this sentence or shortly before: "the session" is theirs."""
        return any(self.meeting.get(n) for n in range(number - MEETING_REACH, number + 1))

    def _is_other(self, scene: Scene, start: int, end: int) -> bool:
        tokens = scene.doc.tokens
        first = max(scene.sentence.start, start - OTHER_REACH)
        return bool(self.words.other.find(tokens, first, min(end + OTHER_REACH, scene.sentence.end)))

    def is_strong(self, scene: Scene) -> bool:
        """Whether a sentence says itself that people are somewhere together."""
        return self.has(scene, "attendance") or self.has(scene, "sending") or self._calls_roll(scene)

    def find_lead(self, ref: str, gathering: Gathering, scene: Scene) -> str | None:
        """Whom a sentence of company says that someone accompanies: a member it names, of the same country if any."""
        if not self.has(scene, "company"):
            return None
        named = [r for c in scene.clauses for a in c.arguments for r in a.refs if r in gathering.members and r != ref]
        own = self.countries.get(ref)
        same = [r for r in named if own is not None and self.countries.get(r) == own]
        foreign = [r for r in named if own is not None and self.countries.get(r) not in (None, own)]
        return next(iter(same or [r for r in named if r not in foreign or gathering.kind == "conference"]), None)

    def call(self, scene: Scene, gathering: Gathering) -> list[tuple[ActorMention, bool]]:
        """Who a sentence says is there, each with whether as host.

        Without a word of presence only those named for the first time count: who speaks, or a roll of countries.
        """
        if self.has(scene, "aside"):
            return []
        there = self.has(scene, "attendance") or self.has(scene, "sending")
        begun = len(gathering.members) >= LEAST_MEMBERS - 1 or self.find_anchor(scene) is not None
        there = there or (begun and self.has(scene, "company"))
        weak = gathering.kind == "conference" and (self.has(scene, "speech") or self._calls_roll(scene))
        if gathering.kind == "ceremony":
            there = any(self.has(scene, cue) for cue in ("guests", "hosting", "sending", "company"))
        if not (there or weak):
            return []
        met = self._met_in(scene)
        found: list[tuple[ActorMention, bool]] = []
        for clause in scene.clauses:
            if self._is_elsewhere(scene, clause, gathering):
                continue
            host = bool(self.words.hosting.find(scene.doc.tokens, clause.start, clause.end))
            for mention in self._eligible(scene, clause):
                fresh = mention.kind == "name" and all(self.first.get(r, 0) >= gathering.start for r in mention.refs)
                known = there and mention.kind in ("name", "surname", "role")
                if (fresh or known) and not met & set(mention.refs):
                    found.append((mention, host))
        return found

    def _calls_roll(self, scene: Scene, least: int = ROLL_COUNTRIES) -> bool:
        """Whether a sentence names persons of so many countries side by side, whatever its words."""
        named = {self.countries.get(r) for c in scene.clauses for m in self._eligible(scene, c) for r in m.refs} - {
            None
        }
        return len(named) >= least

    def _met_in(self, scene: Scene) -> set[str]:
        """Those who meet each other in a sentence: what they do there is their own.

        Not if the word that tells of it is one of hosting or taking part, or if so many are met at once.
        """
        tokens, met = scene.doc.tokens, self.meeting.get(scene.sentence.index, ())
        anchored = self.find_anchor(scene) is not None
        apart = [e for e in met if not self._is_part(tokens, e, anchored=anchored)]
        refs = {r for e in apart for p in e.parties for r in p.refs}
        return refs if len(refs) < LEAST_MEMBERS + 1 else set()

    def _is_part(self, tokens: Tokens[Token], encounter: Encounter, *, anchored: bool) -> bool:
        """Whether an encounter is told by a word of the gathering itself: its host welcomes all."""
        many = anchored or sum(len(p.refs) for p in encounter.parties) > 2
        words = (self.words.attendance, self.words.speech) if many else (self.words.seat,)
        first = max(0, encounter.trigger - 2)
        return any(m.start <= encounter.trigger < m.end for w in words for m in w.find(tokens, first, encounter.end))

    def _is_elsewhere(self, scene: Scene, clause: Clause, gathering: Gathering) -> bool:
        """Whether a clause tells of someone absent, or of another time."""
        tokens, cues = scene.doc.tokens, scene.frames.cues
        if self.words.absence.find(tokens, clause.start, clause.end):
            return not self.words.sending.find(tokens, clause.start, clause.end)
        if cues.cancelled.find(tokens, clause.start, clause.end) or cues.denied.find(tokens, clause.start, clause.end):
            return True
        outlook = (cues.planned, cues.wish) if gathering.status == "held" else (cues.wish,)
        return any(cue.find(tokens, clause.start, clause.end) for cue in outlook)

    def _eligible(self, scene: Scene, clause: Clause) -> list[ActorMention]:
        """The persons in the place of members: those that no genitive and no other preposition hangs on another word."""
        tokens, words = scene.doc.tokens, self.words
        sending = words.sending.find(tokens, clause.start, clause.end)
        absent = bool(words.absence.find(tokens, clause.start, clause.end))
        found: list[ActorMention] = []
        for argument in clause.arguments:
            for mention in argument.mentions:
                if mention.start in self.quoted or not any(r in scene.persons for r in mention.refs):
                    continue
                sent = any(s.start < mention.start for s in sending)
                if sending and absent and not sent:
                    continue
                before = tokens[max(clause.start, mention.start - LIST_REACH) : mention.start]
                follows = any(t.text == "," or t.norm in self.conjunctions for t in before)
                placed = argument.relation in MEMBER_RELATIONS or (mention.kind == "name" and follows)
                if placed or (sent and argument.relation == "by") or (argument.relation == "by" and not sending):
                    found.append(mention)
        return found
