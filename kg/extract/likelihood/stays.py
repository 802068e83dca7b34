"""Who stayed in what country: traits of a person and a place named in one sentence or not far apart."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from kg.extract.likelihood.scenery import CROWD, Part, Scenery
from kg.extract.likelihood.traits import prefixed
from kg.extract.mentions import PlaceMention
from kg.extract.parties import Scene
from kg.extract.syntax import Clause

# How many sentences before or after the place someone may have been spoken of.
BACK = 3
AHEAD = 1
# Words around a place that tell what it has to do with anybody.
NEAR_TOKENS = 4
CLOSE_TOKENS = 12
# Cues of place and direction stand so many tokens before the place.
CUE_TOKENS = 2


@dataclass(frozen=True, slots=True)
class Stay:
    """Someone and a place abroad spoken of together.

    country: of the place, alpha-2; reach: sentences from the place back to the person, negative ahead, None where the
    protagonist is meant without a word nearby.
    """

    person: str
    country: str
    place: PlaceMention
    sentence: int
    reach: int | None
    traits: frozenset[str]

    @property
    def claim(self) -> tuple[str, str]:
        """Who was where: person and country."""
        return self.person, self.country


def find_stays(scenery: Scenery) -> Iterator[Stay]:
    """Yields every place abroad with everybody who may be meant to have been there, in text order."""
    map_ = _Map(scenery)
    for scene in scenery.scenes:
        places = map_.places.get(scene.sentence.index, ())
        if not places:
            continue
        base = scenery.sentence_traits(scene)
        for place in places:
            about = map_.read_place(scene, place)
            whole = base | about
            for person, reach in _find_people(scenery, scene.sentence.index):
                if place.country is None or scenery.country(person) == place.country:
                    continue
                traits = prefixed("here|" if reach == 0 else "apart|", whole)
                traits = traits.union(about, map_.read_person(person, place, scene, reach))
                yield Stay(person, place.country, place, scene.sentence.index, reach, traits)


def _find_people(scenery: Scenery, index: int) -> Iterator[tuple[str, int | None]]:
    """Persons of a sentence, of those before it, of the next; the protagonist."""
    seen: set[str] = set()
    for reach in (*range(BACK + 1), *range(-1, -AHEAD - 1, -1)):
        here = scenery.mentions.get(index - reach, {})
        if len(here) > CROWD:
            continue
        yield from ((ref, reach) for ref in here if ref not in seen)
        seen.update(here)
    yield from ((ref, None) for ref in scenery.protagonist if ref not in seen)


class _Map:
    """The places of an article and who is at home or met where."""

    def __init__(self, scenery: Scenery) -> None:
        self.scenery = scenery

    @cached_property
    def places(self) -> Mapping[int, Sequence[PlaceMention]]:
        """By sentence: places of a known country."""
        found: dict[int, list[PlaceMention]] = defaultdict(list)
        for place in self.scenery.setting.places:
            if place.country is not None and place.kind != "demonym" and len(place.country) == 2:
                found[self.scenery.doc.sentence_of(place.start).index].append(place)
        return found

    @cached_property
    def counts(self) -> Counter[str]:
        return Counter(p.country for here in self.places.values() for p in here if p.country)

    @cached_property
    def most(self) -> str:
        """The country named most often."""
        return max(self.counts, key=lambda country: self.counts[country])

    @cached_property
    def guests(self) -> Mapping[str, frozenset[str]]:
        """By country: who is told to visit it."""
        found: dict[str, set[str]] = defaultdict(set)
        for ref, country in self.scenery.visits:
            found[country].add(ref)
        return {country: frozenset(refs) for country, refs in found.items()}

    @cached_property
    def natives(self) -> Counter[str]:
        """How many persons speak for each country."""
        return Counter(c for ref in self.scenery.persons if (c := self.scenery.country(ref)) is not None)

    @cached_property
    def met_in(self) -> Mapping[tuple[str, str], frozenset[str]]:
        """By person and country: how the rules say they met others there."""
        found: dict[tuple[str, str], set[str]] = defaultdict(set)
        for draft in self.scenery.drafts:
            for ref, (role, _) in draft.members.items():
                if ref not in self.scenery.persons:
                    continue
                if draft.place_country is not None:
                    status = "off" if draft.status == "cancelled" else draft.kind
                    found[ref, draft.place_country] |= {f"{status} there", f"{role} there"}
                for other in draft.members if draft.kind == "meeting" else ():
                    if other != ref and (home := self.scenery.country(other)):
                        found[ref, home].add("met natives" if draft.status != "cancelled" else "not met natives")
        return {key: frozenset(value) for key, value in found.items()}

    @cached_property
    def company(self) -> Mapping[str, frozenset[str]]:
        """By person: whom they accompany, and who accompanies them."""
        found: dict[str, set[str]] = defaultdict(set)
        for draft in self.scenery.drafts:
            for ref, (_, lead) in draft.members.items():
                if lead is not None:
                    found[ref].add(lead)
                    found[lead].add(ref)
        return {key: frozenset(value) for key, value in found.items()}

    def read_place(self, scene: Scene, place: PlaceMention) -> set[str]:
        """Returns what holds of a place, whoever may have been there."""
        scenery, cues, tokens = self.scenery, scene.frames.cues, self.scenery.doc.tokens
        start, end = scene.sentence.start, scene.sentence.end
        before = range(max(start, place.start - CUE_TOKENS), place.start)
        signs = scenery.signs.within(max(start, place.start - NEAR_TOKENS), min(end, place.end + NEAR_TOKENS))
        others = {p.country for p in self.places[scene.sentence.index]}
        country = place.country or ""
        checks = {
            f"place:{place.kind}": True,
            "place:located": any(cues.locations.at(tokens, i, i + 1) for i in before),
            "place:reached": any(cues.destinations.at(tokens, i, i + 1) for i in before),
            "place:first": place.start == start,
            "place:dateline": place.start == 0,
            "place:once": self.counts[country] == 1,
            "place:often": self.counts[country] >= 3,
            "place:most": country == self.most,
            "places:2": len(others) == 2,
            "places:3": len(others) > 2,
            "natives": self.natives[country] > 0,
            "natives:3": self.natives[country] >= 3,
            "in apposition": self._is_in_apposition(scene.sentence.index, place),
            "place:with visit": any(
                f.frame == "visit" and abs(t.start - place.start) <= CLOSE_TOKENS
                for t in scene.triggers
                for f in t.frames
            ),
        }
        return {name for name, holds in checks.items() if holds} | prefixed("by place|", signs)

    def _is_in_apposition(self, index: int, place: PlaceMention) -> bool:
        """Whether a place is part of somebody's name and post ("the ambassador to Uzbekistan, Daniel Ross")."""
        named = self.scenery.mentions.get(index, {}).values()
        return any(m.start <= place.start < m.end for mentions in named for m in mentions if m.kind == "name")

    def read_person(self, ref: str, place: PlaceMention, scene: Scene, reach: int | None) -> set[str]:
        """Returns what holds of someone and a place."""
        scenery, country = self.scenery, place.country or ""
        guests = self.guests.get(country, frozenset())
        company = self.company.get(ref, frozenset())
        checks = {
            f"reach:{reach}": True,
            "told": ref in guests,
            "another is told": bool(guests - {ref}),
            "compatriot is told": any(r != ref and scenery.are_compatriots(ref, r) for r in guests),
            "company is told": bool(company & guests),
            "told elsewhere": any(ref in there for c, there in self.guests.items() if c != country),
            "protagonist": ref in scenery.protagonist,
            f"protagonist|reach:{reach}": ref in scenery.protagonist,
            "foreign": scenery.country(ref) is not None,
            "no post": not scenery.posts[ref],
            "rarely named": scenery.counts[ref] == 1,
            "often named": scenery.counts[ref] >= 3,
            "introduced": scenery.first_seen[ref] == scene.sentence.index,
            "in apposition of them": any(
                m.start <= place.start < m.end for m in scenery.mentions.get(scene.sentence.index, {}).get(ref, ())
            ),
        }
        traits = {name for name, holds in checks.items() if holds}
        traits |= self.met_in.get((ref, country), frozenset())
        return traits | (self._read_together(ref, place, scene) if reach == 0 else set())

    def _read_together(self, ref: str, place: PlaceMention, scene: Scene) -> set[str]:
        mentions = self.scenery.mentions[scene.sentence.index][ref]
        closest = min(mentions, key=lambda m: abs(m.start - place.start))
        clause = next((n for n, c in enumerate(scene.clauses) if c.start <= place.start < c.end), None)
        parts = self.scenery.parts(scene, ref)
        here = [p for p, _, _ in parts if p.clause == clause]
        first, second = sorted((closest.start, place.start))
        others = (m for r, ms in self.scenery.mentions[scene.sentence.index].items() if r != ref for m in ms)
        traits = {f"part:{p.relation or 'core'}" for p in here}
        traits |= prefixed("between|", self.scenery.signs.within(first, second))
        if here and clause is not None:
            traits |= self._read_clause(scene, scene.clauses[clause], here)
        checks = {
            "clause": bool(here),
            "close": abs(closest.start - place.start) <= CLOSE_TOKENS,
            "before place": closest.start < place.start,
            "people between": any(first < m.start < second for m in others),
            "alone": len(self.scenery.mentions[scene.sentence.index]) == 1,
        }
        return traits | {name for name, holds in checks.items() if holds}

    @staticmethod
    def _read_clause(scene: Scene, clause: Clause, parts: Sequence[Part]) -> set[str]:
        """The frames of the clause that names both, and the part of the person there."""
        frames = {f.frame for t in scene.triggers if clause.start <= t.start < clause.end for f in t.frames}
        part = "core" if any(not p.relation for p in parts) else "oblique"
        return {f"{part}|frame:{frame}" for frame in frames} or {f"{part}|no frame"}
