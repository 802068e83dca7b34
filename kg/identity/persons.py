"""Resolves persons: profiles are blocked, scored, and joined from the surest pair down.

A pair joins by itself from MERGE_SCORE on, unless something keeps the clusters apart: an article that mentions both, a
decision, or two names in them that cannot be one. What is likely but not sure is a candidate for review.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import pairwise

from kg.identity.blocking import make_person_keys, pair_up
from kg.identity.clusters import Clusters
from kg.identity.compare_names import compare_written
from kg.identity.evidence import (
    MERGE_SCORE,
    NAME_ONLY_SCORE,
    REVIEW_SCORE,
    UNIQUE_DAYS,
    Profile,
    Score,
    match_names,
    score_profiles,
    score_unique,
)
from kg.identity.model import Key, Link
from kg.identity.profiles import PersonMentions

#: Two names that score below this are two names; a pair of them keeps their clusters apart when the names refuse it.
VETO_SCORE = 0.1
#: A person without a post is compared with at most this many profiles of a block, those with most mentions.
HOLDERS_COMPARED = 12
#: Whether there is only one bearer of a name is asked of at most this many profiles of a block.
HOLDERS_ASKED = 100
#: Officials of whom no country is known are compared with those of each country of a block, up to this many.
STATELESS_COMPARED = 12
#: Review shows at most this many candidates of one profile.
CANDIDATES_KEPT = 5

Pair = tuple[int, int]


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
        self._scores: dict[Pair, Score] = {}
        self._blocks: list[list[int]] = []
        self._eras: dict[int, tuple[int, int]] = {}
        self._countries: dict[int, frozenset[str]] = {}

    def compare(self) -> None:
        """Scores all pairs worth it and notes those that must stay apart."""
        self._blocks = list(self._make_blocks())
        for block in self._blocks:
            for left, right in self._choose_pairs(block):
                pair = (left, right) if left < right else (right, left)
                if pair not in self._scores:
                    self._score(pair)
        for pair in self._pair_by_identifier():
            if pair not in self._scores:
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
        score = score_profiles(left, right)
        if score.value >= REVIEW_SCORE:
            self._scores[pair] = score
            return
        self._scores[pair] = LOW
        if score.value < VETO_SCORE and self._is_refused(left, right):
            self.clusters.part(*pair)

    def _is_refused(self, left: Profile, right: Profile) -> bool:
        """Whether the names are near enough to meet over a third, but cannot be one, or all else speaks against it."""
        match = match_names(left, right)
        return match.degree != "differ" or match.score <= 0.02

    def _make_blocks(self) -> Iterable[list[int]]:
        blocks: dict[str, list[int]] = {}
        for number, one in enumerate(self.people):
            for key in self._make_keys(one.profile):
                blocks.setdefault(key, []).append(number)
        for key in sorted(blocks):
            if len(blocks[key]) > 1:
                yield blocks[key]

    def _make_keys(self, profile: Profile) -> set[str]:
        return make_person_keys(profile.names, profile.countries)

    def _choose_pairs(self, block: list[int]) -> Iterable[Pair]:
        """Yields the pairs of a block worth scoring; officials of different countries are never one by themselves."""
        holders = [number for number in block if self.people[number].profile.offices]
        others = [number for number in block if not self.people[number].profile.offices]
        for group in self._group_by_country(holders):
            group.sort(key=self._rank)
            for left, right in pair_up(group):
                yield group[left], group[right]
        most = sorted(holders, key=lambda number: (-len(self.people[number].keys), number))[:HOLDERS_COMPARED]
        for other in others:
            for holder in most:
                yield other, holder
        others.sort(key=lambda number: (sorted(self.people[number].profile.company)[:1], number))
        for left, right in pair_up(others):
            yield others[left], others[right]

    def _group_by_country(self, holders: list[int]) -> list[list[int]]:
        """Returns the officials of each country, each time with those of whom no country is known."""
        groups: dict[str, list[int]] = {}
        stateless = []
        for number in holders:
            countries = self.people[number].profile.countries
            for country in countries:
                groups.setdefault(country, []).append(number)
            if not countries:
                stateless.append(number)
        some = stateless[:STATELESS_COMPARED]
        return [groups[country] + some for country in sorted(groups)] + [stateless]

    def _rank(self, number: int) -> tuple[object, ...]:
        """Sorts a block so that profiles of one post stand together."""
        profile = self.people[number].profile
        return (
            sorted(profile.countries)[:1],
            sorted(office.kind or "" for office in profile.offices)[:1],
            profile.first_day or 0,
            number,
        )

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
        found: dict[int, dict[int, tuple[float, int]]] = {}
        self._eras = self._measure_eras()
        for block in self._blocks:
            holders = [number for number in block if self.people[number].profile.offices]
            for other in block:
                if not self.people[other].profile.offices and holders:
                    self._note_bearers(other, holders, found.setdefault(other, {}))
        links = []
        for other, bearers in sorted(found.items()):
            if len(bearers) != 1:
                continue
            _alike, holder = next(iter(bearers.values()))
            score = score_unique(self.people[other].profile, self.people[holder].profile)
            apart = self.clusters.find(other) != self.clusters.find(holder)
            if apart and score.value >= MERGE_SCORE and self._join(other, holder):
                links.append(self._make_link((min(other, holder), max(other, holder)), score))
        return links

    def _note_bearers(self, other: int, holders: list[int], bearers: dict[int, tuple[float, int]]) -> None:
        """Adds the clusters that bear a person's name then: cluster -> (how alike, the profile most alike)."""
        name = self.people[other].profile.names[0].written
        day = self.people[other].profile.first_day
        for holder in holders[:HOLDERS_ASKED]:
            cluster = self.clusters.find(holder)
            era = self._eras.get(cluster)
            if day is not None and era and not era[0] - UNIQUE_DAYS <= day <= era[1] + UNIQUE_DAYS:
                continue
            names = self.people[holder].profile.names
            alike = max(compare_written(*sorted((name, its.written))).score for its in names)
            if alike >= UNIQUE_NAME:
                found = (-alike, holder)
                bearers[cluster] = min(bearers.get(cluster, found), found)

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
        for _value, (left, right) in sorted((-s.value, pair) for pair, s in self._scores.items() if s is not LOW):
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


#: Stands for all scores that are of no interest.
LOW = Score(0.0)
#: How alike the name of a person without a post must be to that of its only bearer.
UNIQUE_NAME = 0.85
