"""Who takes part in a conference or a ceremony that an article tells over several sentences.

A conference is anchored by its noun and those said to be there; the sentences that follow call the roll: who sat, spoke,
was sent or stood in, line by line, in whatever words. Those said to be absent are left out, and so is whoever only
meets someone on its sidelines. Refuses to guess: without three members of a conference nothing is found.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from kg.extract.award_reading import FoundAward
from kg.extract.encounter_model import Encounter, Party
from kg.extract.gathering_roll import LEAST_MEMBERS, Gathering, Part, Roll
from kg.extract.parties import Scene
from kg.facts.model import MeetingKind, Status

# The roll goes on while sentences name members, with at most so many between that name only others, and not for ever.
GAP = 3
LONGEST = 30
CONFIDENCE = 0.8
# Guests of a ceremony are told so many sentences before the giving and after the last decoration.
BEFORE_CEREMONY, AFTER_CEREMONY = 1, 4
# Decorations given by one person so many sentences apart are one ceremony.
CEREMONY_GAP = 6


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
    reader = _Reader(Roll(scenes, encounters, countries, quoted))
    ceremonies = reader.ceremonies(awards)
    found = [*ceremonies, *reader.conferences(ceremonies)]
    return tuple(_unite(encounters, found)) + tuple(e for g in found for e in _attendances(g))


def _unite(encounters: Sequence[Encounter], found: Sequence[Gathering]) -> Iterator[Encounter]:
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
        refs = {r for p in encounter.parties for r in p.refs}
        if encounter.effect == "join" and any(
            refs <= g.absent and g.start <= encounter.sentence <= g.last + 1 for g in found if g.absent
        ):
            continue  # "the others attended" does not mean whoever was absent
        if home is None:
            yield encounter
        elif not refs & home.absent:
            yield replace(encounter, event=home.event)


def _attendances(gathering: Gathering) -> Iterator[Encounter]:
    for ref, part in gathering.members.items():
        if ref in gathering.absent:
            continue
        yield Encounter(
            effect="attend",
            kind=gathering.kind,
            status=gathering.status,
            parties=(Party((ref,), "host" if part.host else "participant"),),
            sentence=part.sentence,
            start=part.token,
            end=part.token + 1,
            trigger=part.token,
            leads=(part.lead,) if part.lead in gathering.members and part.lead not in gathering.absent else (),
            confidence=CONFIDENCE,
            reasons=("member of a gathering",),
            event=gathering.event,
        )


class _Reader:
    """Puts the gatherings of an article together, sentence by sentence."""

    def __init__(self, roll: Roll) -> None:
        self.roll = roll

    def conferences(self, ceremonies: Sequence[Gathering] = ()) -> list[Gathering]:
        """Returns the conferences and ceremonies that the article tells, in text order, none within another.

        ceremonies: those known already.
        """
        found: list[Gathering] = []
        i = 0
        while i < len(self.roll.scenes):
            anchor = self.roll.find_anchor(self.roll.scenes[i])
            if anchor is not None and anchor[0] == "ceremony" and any(c.start <= i <= c.last for c in ceremonies):
                anchor = None
            gathering = self._read_on(*anchor, i) if anchor is not None else None
            if gathering is None:
                i += 1
                continue
            found.append(gathering)
            i = gathering.last + 1
        return found

    def _read_on(self, kind: MeetingKind, status: Status, start: int) -> Gathering | None:
        gathering = Gathering(kind, status, f"gathering {start}", start, last=start)
        silent, strong, aside = 0, 0, -1
        for scene in self.roll.scenes[start : start + LONGEST]:
            number = scene.sentence.index
            anchor = self.roll.find_anchor(scene)
            if number != start and anchor is not None and (anchor[0] != kind or anchor[1] != status):
                break
            if self.roll.has(scene, "aside"):
                aside = scene.sentence.paragraph
            if scene.sentence.paragraph == aside and anchor is None:
                self._add_described(gathering, scene)
                continue  # what follows "on the sidelines" is told of the sidelines too
            added = self._add(gathering, scene)
            self._add_described(gathering, scene)
            if added:
                gathering.last = number
            welcomed = number == start and added >= LEAST_MEMBERS
            if added and (welcomed or self.roll.is_strong(scene)):
                silent, strong = 0, strong + added
            elif any(scene.has_person(a) for c in scene.clauses for a in c.arguments):
                silent += 1
            if silent > GAP:
                break
        return gathering if strong >= 2 and len(gathering.members) >= LEAST_MEMBERS else None

    def _add_described(self, gathering: Gathering, scene: Scene) -> None:
        """Adds whom a relative clause says to be there: "met Y, who attended as an observer"."""
        tokens = scene.doc.tokens
        for clause in scene.clauses:
            if clause.opener != "relative" or self.roll.words.absence.find(tokens, clause.start, clause.end):
                continue
            if not self.roll.words.attendance.find(tokens, clause.start, clause.end):
                continue
            for mention in (m for a in clause.arguments for m in a.mentions if m.reason == "relative pronoun"):
                for ref in mention.refs:
                    if ref in scene.persons and gathering.members:
                        gathering.members.setdefault(ref, Part(scene.sentence.index, mention.start))

    def _add(self, gathering: Gathering, scene: Scene) -> int:
        """Adds whoever a sentence says is there; returns how many it names."""
        named = self.roll.call(scene, gathering)
        for mention, host in named:
            for ref in mention.refs:
                if ref in scene.persons:
                    part = Part(scene.sentence.index, mention.start, host, self.roll.find_lead(ref, gathering, scene))
                    gathering.members.setdefault(ref, part)
        return len({r for m, _ in named for r in m.refs})

    def ceremonies(self, awards: Sequence[FoundAward]) -> list[Gathering]:
        """Returns the ceremonies of decorations handed over by a person, with the guests told around them."""
        found: list[Gathering] = []
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
                last = Gathering("ceremony", "held", f"ceremony {award.sentence}", start)
                last.members[giver] = Part(start, award.trigger, True)
                found.append(last)
            self._add_recipients(last, award)
        for gathering, following in pairwise([*found, None]):
            if gathering is not None:
                self._add_guests(gathering, len(self.roll.scenes) if following is None else following.start)
        return found

    def _add_recipients(self, ceremony: Gathering, award: FoundAward) -> None:
        for ref in award.recipients:
            ceremony.members.setdefault(ref, Part(award.sentence, award.trigger))
        ceremony.last = max(ceremony.last, award.sentence)

    def _add_guests(self, ceremony: Gathering, following: int) -> None:
        """Adds guests told around the giving, up to the sentence of the following ceremony; takes absent ones out."""
        first, last = max(0, ceremony.start - BEFORE_CEREMONY), min(ceremony.last + AFTER_CEREMONY, following - 1)
        for scene in self.roll.scenes[first : last + 1]:
            self._take_out_absent(ceremony, scene)
            if scene.sentence.index < ceremony.start and self.roll.meeting.get(scene.sentence.index):
                continue
            if self._add(ceremony, scene):
                ceremony.start = min(ceremony.start, scene.sentence.index)
                ceremony.last = max(ceremony.last, scene.sentence.index)

    def _take_out_absent(self, ceremony: Gathering, scene: Scene) -> None:
        """ "X, who could not travel", "received it on his behalf": who was decorated in absence."""
        if self.roll.has(scene, "proxy"):
            for clause in scene.clauses:
                for ref in (r for a in clause.core() for r in a.refs):
                    if ref in ceremony.members and not ceremony.members[ref].host:
                        ceremony.absent.add(ref)
        for clause in scene.clauses:
            if clause.opener == "relative" and self.roll.words.absence.find(scene.doc.tokens, clause.start, clause.end):
                for mention in (m for a in clause.arguments for m in a.mentions if m.reason == "relative pronoun"):
                    ceremony.absent.update(mention.refs)
