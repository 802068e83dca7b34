"""Where two persons are spoken of together, and how: traits of a pair at one place of the text."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from kg.extract.drafts import Draft
from kg.extract.grammar import read_grammar
from kg.extract.likelihood.apart import keeps_apart
from kg.extract.likelihood.scenery import CROWD, Pair, Scenery
from kg.extract.likelihood.traits import prefixed
from kg.extract.mentions import ActorMention
from kg.extract.parties import Scene

# How many sentences back the other of a pair may have been spoken of.
REACH = 3
# The protagonist may be meant from anywhere.
ANYWHERE = REACH + 1
# Words before and after two mentions that still tell what they have to do with each other.
BEFORE_TOKENS = 3
AFTER_TOKENS = 6
NEAR_TOKENS = 8
FAR_TOKENS = 25
PRESENCE_STEPS = (0.2, 0.35, 0.5, 0.65)
RELATIONS = frozenset({"core", "with", "by", "between", "of", "beside", "at", "to"})


@dataclass(frozen=True, slots=True)
class Moment:
    """Two persons spoken of together.

    sentence: where the first is spoken of; other: where the second is, the same or one before, None where the
    protagonist is meant without a word nearby.
    """

    pair: Pair
    sentence: int
    other: int | None
    traits: frozenset[str]


def find_moments(scenery: Scenery, presence: Mapping[str, float]) -> Iterator[Moment]:
    """Yields every moment of an article but those of pairs that the rules refuse, in text order.

    Args:
        scenery: the article.
        presence: how likely each person takes part in a gathering, 0-1.
    """
    for scene in scenery.scenes:
        index = scene.sentence.index
        here = scenery.mentions.get(index, {})
        if not here or len(here) > CROWD:
            continue
        base = scenery.sentence_traits(scene)
        speakers = _find_speakers(scenery, scene)
        for one, other, where in _candidates(scenery, index):
            pair = frozenset((one, other))
            if pair in scenery.refused_pairs:
                continue
            reach = 0 if where == index else index - where if where is not None else ANYWHERE
            if reach and "cancelled" in base:
                continue  # what was called off is another's matter than the pair's, or theirs
            if scenery.is_only_from_afar(scene, one, other):
                continue
            if not reach and (scenery.is_only_wished(scene, one, other) or keeps_apart(scenery, scene, one, other)):
                continue
            view = _View(scenery, scene, base, speakers, reach, where)
            traits = view.read(one, other) | _presence_traits(scenery, presence, one, other)
            yield Moment(pair, index, where, frozenset(traits))


def _candidates(scenery: Scenery, index: int) -> Iterator[tuple[str, str, int | None]]:
    """Pairs to look at in a sentence: two of it; one of it and one of those before; one of it and the protagonist."""
    here = scenery.mentions[index]
    for one, other in combinations(here, 2):
        yield one, other, index
    seen = set(here)
    for back in range(1, REACH + 1):
        before = scenery.mentions.get(index - back, {})
        fresh = [ref for ref in before if ref not in seen] if len(before) <= CROWD else []
        seen.update(fresh)
        yield from ((one, other, index - back) for other in fresh for one in here)
    for other in scenery.protagonist:
        if other not in seen:
            yield from ((one, other, None) for one in here)


def _find_speakers(scenery: Scenery, scene: Scene) -> frozenset[str]:
    """Who says something in a sentence."""
    reporting = read_grammar(scenery.doc.lexicon).reporting
    return frozenset(
        ref
        for clause in scene.clauses
        if reporting.find(scenery.doc.tokens, clause.start, clause.end)
        for argument in clause.arguments[:2]
        if not argument.relation
        for ref in argument.refs
    )


def _presence_traits(scenery: Scenery, presence: Mapping[str, float], one: str, other: str) -> set[str]:
    low, high = sorted((presence.get(one, 0.0), presence.get(other, 0.0)))
    traits = {f"both present:{step}" for step in PRESENCE_STEPS if low >= step}
    if scenery.are_foreign(one, other):
        traits |= {f"foreign, both present:{step}" for step in PRESENCE_STEPS if low >= step}
    if high >= 0.5 and low < 0.2:
        traits.add("one present")
    return traits


@dataclass(frozen=True, slots=True)
class _View:
    """A sentence as one pair is seen in it."""

    scenery: Scenery
    scene: Scene
    base: frozenset[str]
    speakers: frozenset[str]
    reach: int
    other: int | None

    def read(self, one: str, other: str) -> set[str]:
        """Returns the traits of a pair."""
        traits = self._read_sentence() | self._read_people(one, other)
        return traits | (self._read_apart(one, other) if self.reach else self._read_together(one, other))

    def _read_sentence(self) -> set[str]:
        group = "apart" if self.reach else "together"
        people = len(self.scenery.mentions[self.scene.sentence.index])
        traits = {f"reach:{self.reach}", *prefixed(f"{group}|", self.base)}
        if people > 2:
            traits.add(f"{group}|people:3")
        if people > 4:
            traits.add(f"{group}|people:5")
        if self.reach and self.other is not None and self._shares_paragraph():
            traits.add("apart|paragraph")
        if self.reach and people >= 2:
            traits.add("apart|complete")
        return traits

    def _shares_paragraph(self) -> bool:
        sentences = self.scenery.doc.sentences
        return self.other is not None and sentences[self.other].paragraph == self.scene.sentence.paragraph

    def _read_people(self, one: str, other: str) -> set[str]:
        scenery, base = self.scenery, self.base
        foreign, compatriots = scenery.are_foreign(one, other), scenery.are_compatriots(one, other)
        protagonist = one in scenery.protagonist or other in scenery.protagonist
        encounter = "frame:encounter" in base
        doubted = bool(base & {"negated", "wished", "cancelled"})
        otherwise = self._is_told_otherwise(one, other)
        first, second = self._introduces(one), self._introduces(other)
        speaker = one in self.speakers or other in self.speakers
        visiting = (one, scenery.country(other)) in scenery.visits or (other, scenery.country(one)) in scenery.visits
        checks = {
            "foreign": foreign,
            "compatriots": compatriots,
            "countries unknown": not foreign and not compatriots,
            f"foreign|reach:{self.reach}": foreign,
            f"compatriots|reach:{self.reach}": compatriots,
            "protagonist": protagonist,
            f"protagonist|reach:{self.reach}": protagonist,
            "no post": not scenery.posts[one] or not scenery.posts[other],
            "rarely named": min(scenery.counts[one], scenery.counts[other]) == 1,
            "visitor and host": visiting,
            "told with another": otherwise,
            f"told with another|reach:{self.reach}": otherwise,
            "called off here": any(d.status == "cancelled" for d in self._told_here()),
            "introduced": first != second,
            "both introduced": first and second,
            f"introduced|reach:{self.reach}": first != second,
            "foreign|introduced": foreign and first != second,
            "protagonist|introduced": protagonist and first != second,
            "speaker": speaker,
            f"speaker|reach:{self.reach}": speaker,
            "foreign|encounter": foreign and encounter,
            "foreign|encounter|no doubt": foreign and encounter and not doubted,
            "foreign|protagonist|encounter": foreign and protagonist and encounter,
        }
        return {name for name, holds in checks.items() if holds}

    def _told_here(self) -> Sequence[Draft]:
        return self.scenery.told_at.get(self.scene.sentence.index, ())

    def _is_told_otherwise(self, one: str, other: str) -> bool:
        """Whether the rules read in this sentence that one of the two met somebody else."""
        return any(
            (one in draft.members) != (other in draft.members) and draft.kind != "visit" for draft in self._told_here()
        )

    def _introduces(self, ref: str) -> bool:
        """Whether someone is first spoken of in this sentence."""
        return self.scenery.first_seen[ref] == self.scene.sentence.index

    def _signs(self, start: int, end: int, group: str, foreign: bool, compatriots: bool) -> frozenset[str]:
        signs = self.scenery.signs.within(start, end)
        kind = "foreign" if foreign else "compatriots" if compatriots else ""
        traits = prefixed(f"{group} near|", signs)
        return traits | prefixed(f"{group} near|{kind}|", signs) if kind else traits

    def _read_apart(self, one: str, other: str) -> set[str]:
        parts = self.scenery.parts(self.scene, one)
        foreign, compatriots = self.scenery.are_foreign(one, other), self.scenery.are_compatriots(one, other)
        encounter = "frame:encounter" in self.base
        company = any(p.relation in ("with", "by", "between") for p, _, _ in parts)
        checks = {
            "apart|foreign|encounter": foreign and encounter,
            "apart|core": any(not p.relation for p, _, _ in parts),
            "apart|company": company,
            "apart|company|frame": company and "frame" in self.base,
            "apart|foreign|gathering": foreign and "frame:gathering" in self.base,
            "apart|alone": len(self.scenery.mentions[self.scene.sentence.index]) == 1,
        }
        traits = {name for name, holds in checks.items() if holds}
        mention = self.scenery.mentions[self.scene.sentence.index][one][0]
        clause = next((c for c in self.scene.clauses if c.start <= mention.start < c.end), None)
        return traits | self._signs(clause.start, clause.end, "apart", foreign, compatriots) if clause else traits

    def _read_together(self, one: str, other: str) -> set[str]:
        mentions = self.scenery.mentions[self.scene.sentence.index]
        first, second = _closest(mentions[one], mentions[other])
        foreign, compatriots = self.scenery.are_foreign(one, other), self.scenery.are_compatriots(one, other)
        mine, theirs = self.scenery.parts(self.scene, one), self.scenery.parts(self.scene, other)
        same_clause = any(p.clause == q.clause for p, _, _ in mine for q, _, _ in theirs)
        listed = any((p.clause, p.argument) == (q.clause, q.argument) for p, _, _ in mine for q, _, _ in theirs)
        gap = abs(first.start - second.start)
        relations = ({p.relation or "core" for p, _, _ in mine}, {q.relation or "core" for q, _, _ in theirs})
        checks = {
            "together|clause": same_clause,
            "together|listed": listed,
            "together|near": gap <= NEAR_TOKENS,
            "together|far": gap > FAR_TOKENS,
            "together|listed|frame": listed and "frame" in self.base,
            "together|clause|encounter": same_clause and "frame:encounter" in self.base,
            "together|compatriots|listed": listed and compatriots,
            "together|both genitives": relations[0] == relations[1] == {"of"},
        }
        traits = {name for name, holds in checks.items() if holds}
        known = [sorted((a, b)) for a in relations[0] & RELATIONS for b in relations[1] & RELATIONS]
        traits |= {f"together|parts:{a}+{b}" for a, b in known}
        sentence = self.scene.sentence
        start = max(sentence.start, min(first.start, second.start) - BEFORE_TOKENS)
        end = min(sentence.end, max(first.end, second.end) + AFTER_TOKENS)
        return traits | self._signs(start, end, "together", foreign, compatriots)


def _closest(ones: Sequence[ActorMention], others: Sequence[ActorMention]) -> tuple[ActorMention, ActorMention]:
    return min(((a, b) for a in ones for b in others), key=lambda ab: abs(ab[0].start - ab[1].start))
