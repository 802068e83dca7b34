"""Who takes part in a conference or a ceremony that an article tells over several sentences.

A conference is anchored by its noun and those said to be there; the sentences that follow call the roll: who sat, spoke,
was sent or stood in, line by line, in whatever words. Those said to be absent are left out, and so is whoever only
meets someone on its sidelines. Refuses to guess: without three members of a conference nothing is found.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from itertools import pairwise

from kg.extract.award_reading import FoundAward
from kg.extract.encounter_model import Encounter, Party
from kg.extract.lexicon import Lexicon, Matcher, Word
from kg.extract.mentions import ActorMention
from kg.extract.parties import Scene
from kg.extract.status import read_status
from kg.extract.syntax import Clause
from kg.facts.model import MeetingKind, Status

# The roll goes on while sentences name members, with at most so many between that name only others, and not for ever.
GAP = 3
LONGEST = 30
# Fewer members make no conference of what may be a meeting of two.
LEAST_MEMBERS = 3
# A session so many sentences after a meeting of two is theirs.
MEETING_REACH = 2
# A word that tells another event from the one at hand stands so many tokens before its noun.
OTHER_REACH = 3
# Guests of a ceremony are told so many sentences before the giving and after the last decoration.
BEFORE_CEREMONY, AFTER_CEREMONY = 1, 4
# Persons of so many countries in one sentence are a roll without a word of presence.
ROLL_COUNTRIES = 3
# Of so many, with a word of presence, and it is a gathering without a noun for it.
ANCHOR_COUNTRIES = 4
# Decorations given by one person so many sentences apart are one ceremony.
CEREMONY_GAP = 6
CONFIDENCE = 0.8
# Relations that leave a person in the place of a member; of others only a name behind a comma ("of Gabon, X").
MEMBER_RELATIONS = frozenset({"", "with", "beside", "between", "at"})
# So many persons whom one welcomes are a gathering, whatever their countries.
ANCHOR_PERSONS = 6
GATHERING_KINDS: tuple[MeetingKind, ...] = ("conference", "ceremony")


@dataclass(frozen=True)
class _Words:
    """The lexicon table [gatherings]. nouns: of gatherings, with whether two may hold one as well ("session")."""

    nouns: Matcher[tuple[MeetingKind, bool]]
    attendance: Matcher[bool]
    speech: Matcher[bool]
    sending: Matcher[bool]
    absence: Matcher[bool]
    aside: Matcher[bool]
    other: Matcher[bool]
    hosting: Matcher[bool]
    seat: Matcher[bool]
    company: Matcher[bool]
    guests: Matcher[bool]


@cache
def _read_words(lexicon: Lexicon) -> _Words:
    table = lexicon.table("gatherings")

    def matcher(key: str) -> Matcher[bool]:
        return Matcher((p, True) for p in table.get(key, ()))

    nouns: list[tuple[str, tuple[MeetingKind, bool]]] = []
    nouns += [(p, ("conference", False)) for p in table.get("conferences", ())]
    nouns += [(p, ("conference", True)) for p in table.get("sessions", ())]
    nouns += [(p, ("ceremony", False)) for p in table.get("ceremonies", ())]
    return _Words(
        Matcher(nouns),
        *(
            matcher(k)
            for k in (
                "attendance",
                "speech",
                "sending",
                "absence",
                "aside",
                "other",
                "hosting",
                "seat",
                "company",
                "guests",
            )
        ),
    )


@dataclass(frozen=True, slots=True)
class _Part:
    """Where an article tells that someone takes part, whether as host, and whom he accompanies."""

    sentence: int
    token: int
    host: bool = False
    lead: str | None = None


@dataclass
class _Gathering:
    """A conference or ceremony under reading. members: ref -> how it takes part; event: its key."""

    kind: MeetingKind
    status: Status
    event: str
    start: int
    members: dict[str, _Part] = field(default_factory=dict)
    last: int = 0


def find_gatherings(
    scenes: Sequence[Scene],
    encounters: Sequence[Encounter],
    awards: Sequence[FoundAward],
    countries: Mapping[str, str | None],
    quoted: Collection[int],
) -> tuple[Encounter, ...]:
    """Returns the encounters with those added that take part in gatherings.

    Args:
        scenes: the sentences of the article.
        encounters: found by their own words; those who attend one event by different nouns come to attend the same.
        awards: decorations handed over, each group of them a ceremony.
        countries: for whom each actor speaks.
        quoted: tokens inside quotation marks.
    """
    if not scenes:
        return tuple(encounters)
    reader = _Reader(scenes, encounters, countries, quoted)
    ceremonies = reader.ceremonies(awards)
    found = [*ceremonies, *reader.conferences(ceremonies)]
    return tuple(_unite(encounters, found)) + tuple(e for g in found for e in _attendances(g))


def _unite(encounters: Sequence[Encounter], found: Sequence[_Gathering]) -> Iterator[Encounter]:
    """Whoever attends an event within a gathering's sentences attends the gathering."""
    for encounter in encounters:
        home = next(
            (
                g
                for g in found
                if encounter.effect == "attend"
                and g.kind == encounter.kind
                and g.status == encounter.status
                and g.start <= encounter.sentence <= g.last
            ),
            None,
        )
        yield replace(encounter, event=home.event) if home is not None else encounter


def _attendances(gathering: _Gathering) -> Iterator[Encounter]:
    for ref, part in gathering.members.items():
        yield Encounter(
            effect="attend",
            kind=gathering.kind,
            status=gathering.status,
            parties=(Party((ref,), "host" if part.host else "participant"),),
            sentence=part.sentence,
            start=part.token,
            end=part.token + 1,
            trigger=part.token,
            leads=(part.lead,) if part.lead is not None else (),
            confidence=CONFIDENCE,
            reasons=("member of a gathering",),
            event=gathering.event,
        )


class _Reader:
    """The sentences of an article, asked who is told to be where."""

    def __init__(
        self,
        scenes: Sequence[Scene],
        encounters: Sequence[Encounter],
        countries: Mapping[str, str | None],
        quoted: Collection[int],
    ) -> None:
        self.scenes = scenes
        self.words = _read_words(scenes[0].doc.lexicon)
        self.countries = countries
        self.quoted = quoted
        self.meeting: dict[int, list[Encounter]] = {}
        for encounter in encounters:
            if encounter.effect == "meet":
                self.meeting.setdefault(encounter.sentence, []).append(encounter)
        self._anchors: dict[int, tuple[MeetingKind, Status] | None] = {}
        self.first: dict[str, int] = {}
        for scene in scenes:
            for ref in (r for c in scene.clauses for a in c.arguments for r in a.refs):
                self.first.setdefault(ref, scene.sentence.index)

    # --- conferences --------------------------------------------------------------------------------------------------

    def conferences(self, ceremonies: Sequence[_Gathering] = ()) -> list[_Gathering]:
        """Returns the conferences and ceremonies that the article tells, in text order, none within another.

        ceremonies: those known already.
        """
        found: list[_Gathering] = []
        i = 0
        while i < len(self.scenes):
            anchor = self._anchor(self.scenes[i])
            if anchor is not None and anchor[0] == "ceremony" and any(c.start <= i <= c.last for c in ceremonies):
                anchor = None
            gathering = self._read_on(*anchor, i) if anchor is not None else None
            if gathering is None:
                i += 1
                continue
            found.append(gathering)
            i = gathering.last + 1
        return found

    def _anchor(self, scene: Scene) -> tuple[MeetingKind, Status] | None:
        number = scene.sentence.index
        if number not in self._anchors:
            self._anchors[number] = self._find_anchor(scene)
        return self._anchors[number]

    def _find_anchor(self, scene: Scene) -> tuple[MeetingKind, Status] | None:
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
        if self._has(scene, "aside"):
            return None
        active = self._has(scene, "seat") or self._has(scene, "attendance")
        named = {r for c in scene.clauses for m in self._eligible(scene, c) for r in m.refs if m.kind == "name"}
        welcomed = self._has(scene, "hosting") and len(named) >= ANCHOR_PERSONS
        return ("conference", "held") if welcomed or (active and self._calls_roll(scene, ANCHOR_COUNTRIES)) else None

    def _has(self, scene: Scene, cue: str) -> bool:
        matcher: Matcher[bool] = getattr(self.words, cue)
        return bool(matcher.find(scene.doc.tokens, scene.sentence.start, scene.sentence.end))

    def _follows_meeting(self, number: int) -> bool:
        """Whether two met in this sentence or shortly before: "the session" is theirs."""
        return any(self.meeting.get(n) for n in range(number - MEETING_REACH, number + 1))

    def _is_other(self, scene: Scene, start: int, end: int) -> bool:
        tokens = scene.doc.tokens
        first = max(scene.sentence.start, start - OTHER_REACH)
        return bool(self.words.other.find(tokens, first, min(end + OTHER_REACH, scene.sentence.end)))

    def _read_on(self, kind: MeetingKind, status: Status, start: int) -> _Gathering | None:
        gathering = _Gathering(kind, status, f"gathering {start}", start, last=start)
        silent, strong, aside = 0, 0, -1
        for scene in self.scenes[start : start + LONGEST]:
            number = scene.sentence.index
            anchor = self._anchor(scene)
            if number != start and anchor is not None and (anchor[0] != kind or anchor[1] != status):
                break
            if self._has(scene, "aside"):
                aside = scene.sentence.paragraph
            if scene.sentence.paragraph == aside and anchor is None:
                self._add_described(gathering, scene)
                continue  # what follows "on the sidelines" is told of the sidelines too
            added = self._add(gathering, scene)
            self._add_described(gathering, scene)
            if added:
                gathering.last = number
            if self._is_strong(scene) and added:
                silent, strong = 0, strong + added
            elif any(scene.has_person(a) for c in scene.clauses for a in c.arguments):
                silent += 1
            if silent > GAP:
                break
        return gathering if strong >= 2 and len(gathering.members) >= LEAST_MEMBERS else None

    def _lead_of(self, ref: str, gathering: _Gathering, scene: Scene) -> str | None:
        """Whom a sentence of company says that someone accompanies: a member it names, of the same country if any."""
        if not self._has(scene, "company"):
            return None
        named = [r for c in scene.clauses for a in c.arguments for r in a.refs if r in gathering.members and r != ref]
        own = self.countries.get(ref)
        same = [r for r in named if own is not None and self.countries.get(r) == own]
        foreign = [r for r in named if own is not None and self.countries.get(r) not in (None, own)]
        return next(iter(same or [r for r in named if r not in foreign or gathering.kind == "conference"]), None)

    def _add_described(self, gathering: _Gathering, scene: Scene) -> None:
        """Adds whom a relative clause says to be there: "met Y, who attended as an observer"."""
        tokens = scene.doc.tokens
        for clause in scene.clauses:
            if clause.opener != "relative" or self.words.absence.find(tokens, clause.start, clause.end):
                continue
            if not self.words.attendance.find(tokens, clause.start, clause.end):
                continue
            for mention in (m for a in clause.arguments for m in a.mentions if m.reason == "relative pronoun"):
                for ref in mention.refs:
                    if ref in scene.persons and gathering.members:
                        gathering.members.setdefault(ref, _Part(scene.sentence.index, mention.start))

    def _is_strong(self, scene: Scene) -> bool:
        """Whether a sentence says itself that people are somewhere together."""
        return self._has(scene, "attendance") or self._has(scene, "sending") or self._calls_roll(scene)

    def _add(self, gathering: _Gathering, scene: Scene) -> int:
        """Adds whoever a sentence says is there; returns how many it names."""
        named = self._roll(scene, gathering)
        for mention, host in named:
            for ref in mention.refs:
                if ref in scene.persons:
                    part = _Part(scene.sentence.index, mention.start, host, self._lead_of(ref, gathering, scene))
                    gathering.members.setdefault(ref, part)
        return len({r for m, _ in named for r in m.refs})

    # --- ceremonies at which decorations are given --------------------------------------------------------------------

    def ceremonies(self, awards: Sequence[FoundAward]) -> list[_Gathering]:
        """Returns the ceremonies of decorations handed over by a person, with the guests told around them."""
        found: list[_Gathering] = []
        for award in awards:
            giver = award.conferrer
            if giver is None and found and 0 <= award.sentence - found[-1].last <= CEREMONY_GAP:
                self._add_recipients(found[-1], award)
            if giver is None or not award.face_to_face:
                continue
            last = next(
                (
                    g
                    for g in reversed(found)
                    if giver in g.members and g.members[giver].host and award.sentence - g.last <= CEREMONY_GAP
                ),
                None,
            )
            if last is None:
                start = award.sentence if award.occasion is None else award.occasion
                last = _Gathering("ceremony", "held", f"ceremony {award.sentence}", start)
                last.members[giver] = _Part(award.sentence, award.trigger, True)
                found.append(last)
            self._add_recipients(last, award)
        for gathering, following in pairwise([*found, None]):
            if gathering is not None:
                self._add_guests(gathering, len(self.scenes) if following is None else following.start)
        return found

    def _add_recipients(self, ceremony: _Gathering, award: FoundAward) -> None:
        for ref in award.recipients:
            ceremony.members.setdefault(ref, _Part(award.sentence, award.trigger))
        ceremony.last = max(ceremony.last, award.sentence)

    def _add_guests(self, ceremony: _Gathering, following: int) -> None:
        """Adds guests told around the giving, up to the sentence of the following ceremony; takes absent ones out."""
        first, last = max(0, ceremony.start - BEFORE_CEREMONY), min(ceremony.last + AFTER_CEREMONY, following - 1)
        for scene in self.scenes[first : last + 1]:
            self._take_out_absent(ceremony, scene)
            if scene.sentence.index < ceremony.start and self.meeting.get(scene.sentence.index):
                continue
            if self._add(ceremony, scene):
                ceremony.start = min(ceremony.start, scene.sentence.index)
                ceremony.last = max(ceremony.last, scene.sentence.index)

    def _take_out_absent(self, ceremony: _Gathering, scene: Scene) -> None:
        """ "X, who could not travel": a relative clause that says who was decorated in absence."""
        for clause in scene.clauses:
            if clause.opener == "relative" and self.words.absence.find(scene.doc.tokens, clause.start, clause.end):
                for mention in (m for a in clause.arguments for m in a.mentions if m.reason == "relative pronoun"):
                    for ref in mention.refs:
                        ceremony.members.pop(ref, None)

    # --- the roll -----------------------------------------------------------------------------------------------------

    def _roll(self, scene: Scene, gathering: _Gathering) -> list[tuple[ActorMention, bool]]:
        """Who a sentence says is there, each with whether as host.

        Without a word of presence only those named for the first time count: who speaks, or a roll of countries.
        """
        if self._has(scene, "aside"):
            return []
        there = self._has(scene, "attendance") or self._has(scene, "sending")
        there = there or (len(gathering.members) >= LEAST_MEMBERS - 1 and self._has(scene, "company"))
        weak = gathering.kind == "conference" and (self._has(scene, "speech") or self._calls_roll(scene))
        if gathering.kind == "ceremony":
            there = any(self._has(scene, cue) for cue in ("guests", "hosting", "sending", "company"))
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
        anchored = self._anchor(scene) is not None
        apart = [e for e in met if not self._is_part(tokens, e, anchored=anchored)]
        refs = {r for e in apart for p in e.parties for r in p.refs}
        return refs if len(refs) < LEAST_MEMBERS + 1 else set()

    def _is_part(self, tokens: Sequence[Word], encounter: Encounter, *, anchored: bool) -> bool:
        """Whether an encounter is told by a word of the gathering itself: its host welcomes all."""
        many = anchored or sum(len(p.refs) for p in encounter.parties) > 2
        words = (self.words.attendance, self.words.speech) if many else (self.words.seat,)
        first = max(0, encounter.trigger - 2)
        return any(m.start <= encounter.trigger < m.end for w in words for m in w.find(tokens, first, encounter.end))

    def _is_elsewhere(self, scene: Scene, clause: Clause, gathering: _Gathering) -> bool:
        """Whether a clause tells of someone absent, or of another time."""
        tokens, cues = scene.doc.tokens, scene.frames.cues
        if self.words.absence.find(tokens, clause.start, clause.end):
            return not self.words.sending.find(tokens, clause.start, clause.end)
        if cues.cancelled.find(tokens, clause.start, clause.end) or cues.denied.find(tokens, clause.start, clause.end):
            return True
        return gathering.status == "held" and bool(cues.planned.find(tokens, clause.start, clause.end))

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
                follows = mention.start > 0 and tokens[mention.start - 1].text == ","
                placed = argument.relation in MEMBER_RELATIONS or (mention.kind == "name" and follows)
                if placed or (sent and argument.relation == "by") or (argument.relation == "by" and not sending):
                    found.append(mention)
        return found
