"""Resolves persons: profiles are blocked, scored, and joined from the surest pair down.

A pair joins by itself from MERGE_SCORE on, unless something keeps the clusters apart: an article that mentions both, a
decision, or two names in them that cannot be one. What is likely but not sure is a candidate for review.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import chain, pairwise

from kg.identity.clusters import Clusters
from kg.identity.compare_names import compare_written
from kg.identity.evidence import (
    MERGE_SCORE,
    NAME_ONLY_SCORE,
    REVIEW_SCORE,
    UNIQUE_DAYS,
    Score,
    are_comparable,
    match_names,
    score_profiles,
    score_unique,
)
from kg.identity.model import Key, Link
from kg.identity.pairing import Pair, Pairing, may_meet
from kg.identity.profiles import PersonMentions

#: Two names that score below this are two names; a pair of them keeps their clusters apart when the names refuse it.
VETO_SCORE = 0.1
#: Review shows at most this many candidates of one profile.
CANDIDATES_KEPT = 5


class PersonResolver:
    """One run over all profiles.

    Args:
        people: profiles, sorted by first mention.
    """

    def __init__(self, people: Sequence[PersonMentions]) -> None:
        self.people = people
        self.at: dict[Key, int] = {key: number for number, one in enumerate(people) for key in one.keys}
        self.clusters: Clusters[int] = Clusters(
            {number: frozenset(key[0] for key in one.keys) for number, one in enumerate(people)}
        )
        self._pairing = Pairing(people)
        self._scores: dict[Pair, Score] = {}
        self._countries: dict[int, frozenset[str]] = {}

    def compare(self) -> None:
        """Scores all pairs worth it and notes those that must stay apart."""
        # One number a pair, since most come to nothing: a tuple would take three times the memory.
        seen: set[int] = set()
        for left, right in chain(self._pairing.choose(), self._pair_by_identifier()):
            pair = (left, right) if left < right else (right, left)
            number = pair[0] * len(self.people) + pair[1]
            if number not in seen:
                seen.add(number)
                self._score(pair)

    def _pair_by_identifier(self) -> Iterable[Pair]:
        """Yields neighbours among those that share an identifier elsewhere."""
        bearers: dict[str, list[int]] = {}
        for number, one in enumerate(self.people):
            for iri in one.profile.same_as:
                bearers.setdefault(iri, []).append(number)
        for numbers in bearers.values():
            yield from pairwise(numbers)

    def _score(self, pair: Pair) -> None:
        left, right = self.people[pair[0]].profile, self.people[pair[1]].profile
        if not are_comparable(left, right):
            return
        score = score_profiles(left, right)
        if score.value >= REVIEW_SCORE:
            self._scores[pair] = score
        elif score.value < VETO_SCORE and may_meet(match_names(left, right)):
            self.clusters.part(*pair)

    def join(self) -> list[Link]:
        """Joins the sure pairs, the surest first, and returns the links that made clusters."""
        sure = sorted((-score.value, pair) for pair, score in self._scores.items() if score.value >= MERGE_SCORE)
        links = []
        for _value, (left, right) in sure:
            apart = self.clusters.find(left) != self.clusters.find(right)
            if apart and self._join(left, right):
                links.append(self._make_link((left, right), self._scores[(left, right)]))
        return links + self._join_unique()

    def _join(self, left: int, right: int) -> bool:
        """Joins two clusters unless they are of officials of different countries, or must stay apart."""
        ours, theirs = self._countries_of(left), self._countries_of(right)
        same = self.people[left].profile.same_as & self.people[right].profile.same_as
        if ours and theirs and not ours & theirs and not same:
            return False
        if not self.clusters.join(left, right):
            return False
        self._countries[self.clusters.find(left)] = ours | theirs
        return True

    def _countries_of(self, number: int) -> frozenset[str]:
        """Returns the countries of a cluster's posts."""
        root = self.clusters.find(number)
        if root not in self._countries:
            countries = [self.people[member].profile.countries for member in self.clusters.members(root)]
            self._countries[root] = frozenset().union(*countries)
        return self._countries[root]

    def _join_unique(self) -> list[Link]:
        """Joins persons without a post to the one holder of a post of their name who was active then, if one only."""
        eras = self._measure_eras()
        found = [
            (other, self._find_bearers(other, holders, eras))
            for other, holders in sorted(self._pairing.bearers.items())
        ]
        links = []
        for other, bearers in found:
            if len(bearers) != 1:
                continue
            _alike, holder = next(iter(bearers.values()))
            score = score_unique(self.people[other].profile, self.people[holder].profile)
            apart = self.clusters.find(other) != self.clusters.find(holder)
            if apart and score.value >= MERGE_SCORE and self._join(other, holder):
                links.append(self._make_link((min(other, holder), max(other, holder)), score))
        return links

    def _find_bearers(
        self, other: int, holders: Iterable[int], eras: dict[int, tuple[int, int]]
    ) -> dict[int, tuple[float, int]]:
        """Returns the clusters that bear a person's name then: cluster -> (how alike, the profile most alike)."""
        name = self.people[other].profile.names[0].written
        day = self.people[other].profile.first_day
        bearers: dict[int, tuple[float, int]] = {}
        for holder in holders:
            cluster = self.clusters.find(holder)
            era = eras.get(cluster)
            if day is not None and era and not era[0] - UNIQUE_DAYS <= day <= era[1] + UNIQUE_DAYS:
                continue
            names = self.people[holder].profile.names
            alike = max(compare_written(*sorted((name, its.written))).score for its in names)
            if alike >= UNIQUE_NAME:
                found = (-alike, holder)
                bearers[cluster] = min(bearers.get(cluster, found), found)
        return bearers

    def _measure_eras(self) -> dict[int, tuple[int, int]]:
        """Returns cluster -> first and last day of what is known of it."""
        eras: dict[int, tuple[int, int]] = {}
        for number, one in enumerate(self.people):
            first, last = one.profile.first_day, one.profile.last_day
            if one.profile.offices and first is not None and last is not None:
                root = self.clusters.find(number)
                era = eras.get(root, (first, last))
                eras[root] = (min(first, era[0]), max(last, era[1]))
        return eras

    def candidates(self) -> list[Link]:
        """Returns the pairs for review, the most likely first, none that is in one cluster or must stay apart."""
        seen: set[Pair] = set()
        shown: dict[int, int] = {}
        links = []
        for _value, (left, right) in sorted((-s.value, pair) for pair, s in self._scores.items()):
            roots = self.clusters.find(left), self.clusters.find(right)
            pair = (min(roots), max(roots))
            if roots[0] == roots[1] or pair in seen or not self.clusters.may_join(left, right):
                continue
            if max(shown.get(root, 0) for root in roots) >= CANDIDATES_KEPT:
                continue
            seen.add(pair)
            for root in roots:
                shown[root] = shown.get(root, 0) + 1
            links.append(self._make_link((left, right), self._doubt((left, right))))
        return links

    def _doubt(self, pair: Pair) -> Score:
        """Returns the score of a pair for review: what its clusters are tells against it too."""
        score, (ours, theirs) = self._scores[pair], map(self._countries_of, pair)
        if not ours or not theirs or ours & theirs:
            return score
        against = (
            f"others held for them are of other countries: {'/'.join(sorted(ours))} and {'/'.join(sorted(theirs))}"
        )
        return replace(score, value=min(score.value, NAME_ONLY_SCORE), against=(against, *score.against))

    def _make_link(self, pair: Pair, score: Score) -> Link:
        left, right = self.people[pair[0]].first, self.people[pair[1]].first
        return Link("person", left, right, score.value, score.reasons, score.against)

    def inside(self) -> list[Link]:
        """Returns the links of mentions that are worded alike and so were one profile from the start."""
        links = []
        for one in self.people:
            names = one.profile.names[0].written
            titles = sorted(office.title for office in one.profile.offices)
            why = (f"the same name, {names}", f"the same post: {'; '.join(titles)}")
            links += [Link("person", one.first, key, 0.99, why, (), "profile") for key in one.keys[1:]]
        return links


#: How alike the name of a person without a post must be to that of its only bearer.
UNIQUE_NAME = 0.85
