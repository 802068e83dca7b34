"""Resolves agencies: by the reference list where it knows them, else by acronym, country and what the name speaks of.

An acronym alone joins nothing across countries. Two listed agencies are never one, however alike they are called.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from kg.facts.model import Agency, FactSheet
from kg.identity.agency_index import AgencyIndex
from kg.identity.agency_names import AgencyName, compare_concepts, make_acronym, parse_agency
from kg.identity.blocking import pair_up
from kg.identity.clusters import Clusters
from kg.identity.evidence import MERGE_SCORE, REVIEW_SCORE, Score
from kg.identity.model import Basis, Key, Link

#: Shares of concepts, weighed; chosen on the development half of the bench.
SAME_CONCEPTS = 0.85
SOME_CONCEPTS = 0.3


@dataclass(frozen=True, slots=True)
class AgencyMentions:
    """Agencies that are worded alike. known: (id in agencies.csv, why), None where it is not listed."""

    agency: Agency
    known: tuple[str, str] | None
    keys: tuple[Key, ...]

    @property
    def country(self) -> str | None:
        """The country stated, else the one its name names."""
        named = parse_agency(self.agency.name).countries
        return self.agency.country or (min(named) if len(named) == 1 else None)


class AgencyGatherer:
    """Takes sheets one by one and keeps their agencies, those worded alike together.

    Args:
        index: the known agencies.
        singled: mentions to keep apart from others, because a decision speaks of them.
    """

    def __init__(self, index: AgencyIndex, singled: frozenset[Key] = frozenset()) -> None:
        self._index = index
        self._singled = singled
        self._found: dict[tuple[object, ...], tuple[Agency, list[Key]]] = {}

    def add(self, sheet: FactSheet) -> None:
        """Takes the agencies of a sheet."""
        for agency in sheet.agencies:
            key = (sheet.article.id, agency.id)
            worded: tuple[object, ...] = (agency.name, agency.acronym, agency.country, agency.aliases, agency.same_as)
            if key in self._singled:
                worded = (*worded, key)
            self._found.setdefault(worded, (agency, []))[1].append(key)

    def finish(self) -> list[AgencyMentions]:
        """Returns the agencies, sorted by their first mention."""
        made = [
            AgencyMentions(agency, self._index.find(agency), tuple(sorted(keys)))
            for agency, keys in self._found.values()
        ]
        return sorted(made, key=lambda one: one.keys)


class AgencyResolver:
    """One run over all agencies."""

    def __init__(self, agencies: Sequence[AgencyMentions], index: AgencyIndex) -> None:
        self.agencies = agencies
        self.at: dict[Key, int] = {key: number for number, one in enumerate(agencies) for key in one.keys}
        self.clusters: Clusters[int] = Clusters({})
        self._index = index
        self._scores: dict[tuple[int, int], Score] = {}

    def compare(self) -> None:
        """Scores all pairs worth it."""
        blocks: dict[tuple[str | None, ...], list[int]] = {}
        for number, one in enumerate(self.agencies):
            for key in make_agency_keys(one):
                blocks.setdefault(key, []).append(number)
        for block in blocks.values():
            for left, right in pair_up(block):
                pair = (block[left], block[right])
                if pair not in self._scores:
                    self._scores[pair] = self._score(self.agencies[pair[0]], self.agencies[pair[1]])

    def _score(self, left: AgencyMentions, right: AgencyMentions) -> Score:
        if left.known and right.known:
            return self._score_known(left.known, right.known)
        return score_agencies(left, right)

    def _score_known(self, left: tuple[str, str], right: tuple[str, str]) -> Score:
        if left[0] == right[0]:
            label = self._index.by_id[left[0]].label_en
            return Score(0.98, tuple(dict.fromkeys((f"both are listed: {label} ({left[0]})", left[1], right[1]))))
        one, other = self._index.by_id[left[0]], self._index.by_id[right[0]]
        if other.id == one.parent or one.id == other.parent:
            return Score(0.02, (), (f"one belongs to the other: {one.label_en}, {other.label_en}",))
        return Score(0.02, (), (f"two listed agencies: {one.label_en} ({one.id}), {other.label_en} ({other.id})",))

    def join(self) -> list[Link]:
        """Joins the sure pairs, the surest first, and returns the links that made clusters."""
        links = []
        for _value, (left, right) in sorted((-s.value, pair) for pair, s in self._scores.items()):
            score = self._scores[(left, right)]
            if score.value < MERGE_SCORE:
                break
            apart = self.clusters.find(left) != self.clusters.find(right)
            if apart and not self._are_listed_apart(left, right) and self.clusters.join(left, right):
                links.append(self._make_link(left, right, score))
        return links

    def _are_listed_apart(self, left: int, right: int) -> bool:
        """Whether the clusters hold two listed agencies: an unlisted wording must not bring them together."""
        rows = {
            known[0]
            for number in (*self.clusters.members(left), *self.clusters.members(right))
            if (known := self.agencies[number].known)
        }
        return len(rows) > 1

    def candidates(self) -> list[Link]:
        """Returns the pairs for review, the most likely first."""
        links = []
        for _value, (left, right) in sorted((-s.value, pair) for pair, s in self._scores.items()):
            score = self._scores[(left, right)]
            if score.value < REVIEW_SCORE:
                break
            apart = self.clusters.find(left) != self.clusters.find(right)
            if apart and not self._are_listed_apart(left, right) and self.clusters.may_join(left, right):
                links.append(self._make_link(left, right, score))
        return links

    def _make_link(self, left: int, right: int, score: Score) -> Link:
        basis: Basis = "reference" if self.agencies[left].known and self.agencies[right].known else "score"
        ours, theirs = self.agencies[left].keys[0], self.agencies[right].keys[0]
        return Link("agency", ours, theirs, score.value, score.reasons, score.against, basis)

    def inside(self) -> list[Link]:
        """Returns the links of mentions that are worded alike."""
        return [
            Link("agency", one.keys[0], key, 0.99, (f"the same name and country: {one.agency.name}",), (), "profile")
            for one in self.agencies
            for key in one.keys[1:]
        ]


def make_agency_keys(one: AgencyMentions) -> Iterable[tuple[str | None, ...]]:
    """Yields the blocking keys of an agency: what it is known as, its names, acronym and concepts with its country."""
    if one.known:
        yield ("known", one.known[0])
    for country in {one.country, None}:
        for name in (one.agency.name, *one.agency.aliases):
            parsed = parse_agency(name)
            yield ("name", country, parsed.folded)
            yield ("concepts", country, " ".join(sorted(parsed.concepts)))
        if one.agency.acronym:
            yield ("acronym", country, make_acronym(one.agency.acronym))
    if one.country:
        for concept in parse_agency(one.agency.name).concepts:
            yield ("concept", one.country, concept)


def score_agencies(left: AgencyMentions, right: AgencyMentions) -> Score:
    """Returns how likely two wordings are one agency, at least one of them not listed."""
    if left.country and right.country and left.country != right.country:
        return Score(0.02, (), (f"other countries: {left.country} and {right.country}",))
    together = left.country == right.country
    where = f"one country: {left.country}" if together and left.country else "no country on either side"
    if not together:
        where = f"only one of them says of which country: {left.country or right.country}"
    short = _compare_acronyms(left.agency, right.agency)
    alike, called = _compare_called(left.agency, right.agency)
    if called == 1.0:
        value = 0.96 if together and left.country else 0.86 if together else 0.6
        if short is False and alike < 1.0:
            value -= 0.25
        return Score(value, (f"one name: {left.agency.name!r} and {right.agency.name!r}", where))
    if short:
        value = 0.95 if together and left.country else 0.85 if together else 0.55
        value -= 0.0 if alike >= SOME_CONCEPTS else 0.1
        return Score(value, (f"one acronym: {left.agency.acronym or right.agency.acronym}", where))
    if alike >= SAME_CONCEPTS and called >= 0:
        value = (0.9 if together and left.country else 0.65) - (0.3 if short is False else 0.0)
        return Score(value, (f"the names say the same: {left.agency.name!r} and {right.agency.name!r}", where))
    return Score(round(0.6 * alike, 3), (), (f"{left.agency.name!r} is not {right.agency.name!r}",))


def _compare_acronyms(left: Agency, right: Agency) -> bool | None:
    """Whether an acronym of one is one of the other's; None where one has none."""
    if left.acronym and right.acronym:
        return make_acronym(left.acronym) == make_acronym(right.acronym)
    for one, other in ((left, right), (right, left)):
        if one.acronym and make_acronym(one.acronym) in {make_acronym(name) for name in (other.name, *other.aliases)}:
            return True
    return None


def _compare_called(left: Agency, right: Agency) -> tuple[float, float]:
    """Returns (share of concepts of the nearest names, 1 where two names are equal but for case and small words)."""
    ours, theirs = _parse_all(left), _parse_all(right)
    alike = max(compare_concepts(one, other) for one in ours for other in theirs)
    equal = any(one.folded == other.folded and one.folded for one in ours for other in theirs)
    short = min(len(ours[0].concepts), len(theirs[0].concepts)) < 2
    if left.acronym and make_acronym(left.acronym) == make_acronym(left.name):
        alike = max(alike, SOME_CONCEPTS)
    if right.acronym and make_acronym(right.acronym) == make_acronym(right.name):
        alike = max(alike, SOME_CONCEPTS)
    return alike, 1.0 if equal else -1.0 if short else 0.0


def _parse_all(agency: Agency) -> list[AgencyName]:
    return [parse_agency(name) for name in (agency.name, *agency.aliases)]
