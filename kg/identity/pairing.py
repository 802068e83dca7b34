"""Which profiles of persons are scored against which.

Officials meet those of their own country, and persons without a post the officials of their name: other pairs are one
by no evidence there is. In a crowd (a common name) each meets its neighbours alone: those with the nearest posts and
days, and those whose names sound nearest. So the work grows with the profiles, not with the square of the crowd.
"""

from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence

from kg.identity.blocking import AT, WHOLE_BLOCK, WINDOW, make_lone_keys, make_person_keys, pair_up
from kg.identity.compare_names import NameMatch
from kg.identity.evidence import Profile, are_comparable, match_names
from kg.identity.person_names import PersonName
from kg.identity.profiles import PersonMentions
from kg.identity.sounds import find_script, read_token

#: A person without a post is compared with at most this many bearers of the name in a block, those with most mentions.
HOLDERS_COMPARED = 12
#: Who bears a name is asked of at most this many names of a block, those that sound nearest, and of as many profiles.
NAMES_ASKED = 24
HOLDERS_ASKED = 100
#: Officials of whom no country is known are compared with those of each country of a block, up to this many.
STATELESS_COMPARED = 12
#: At most this score of names means that they cannot be one's (compare_names.py), and keeps clusters apart.
REFUSED = 0.02

Pair = tuple[int, int]


def may_meet(match: NameMatch) -> bool:
    """Whether two names tell something of each other: they may be one's, or are near enough to be kept apart."""
    return match.degree != "differ" or match.score <= REFUSED


class Pairing:
    """Chooses the pairs of one run.

    bearers: person without a post -> officials of the name, filled by choose().
    """

    def __init__(self, people: Sequence[PersonMentions]) -> None:
        self._people = people
        self.bearers: dict[int, set[int]] = {}
        self._sounds: dict[int, tuple[tuple[str, ...], int]] = {}

    def choose(self) -> Iterator[Pair]:
        """Yields the pairs worth scoring, some of them more than once."""
        blocks: dict[str, list[int]] = {}
        lone: dict[str, list[int]] = {}
        for number, one in enumerate(self._people):
            names, countries = one.profile.names, one.profile.countries
            for key in make_person_keys(names, countries):
                blocks.setdefault(key, []).append(number)
            for key in make_lone_keys(names, countries):
                lone.setdefault(key, []).append(number)
        for key in sorted(key for key, block in blocks.items() if len(block) > 1):
            yield from (
                self._pair_surnames(blocks[key], lone.get(key, ())) if AT in key else self._pair_block(blocks[key])
            )

    def _pair_surnames(self, block: list[int], lone: Sequence[int]) -> Iterator[Pair]:
        """Yields the pairs of officials of one surname and country of whom one has no more of a name than that.

        And those that are written in two scripts, since the sounds of their other parts may be coded otherwise.
        """
        scripts = {number: find_script(self._people[number].profile.names[0].written.lower()) for number in block}
        if not lone and len(set(scripts.values())) < 2:
            return
        chosen = frozenset(lone)
        near = len(block) if len(block) <= WHOLE_BLOCK else WINDOW
        ranked = sorted(block, key=self._rank)
        for at, left in enumerate(ranked):
            for right in ranked[at + 1 : at + 1 + near]:
                if left in chosen or right in chosen or scripts[left] != scripts[right]:
                    yield left, right

    def _pair_block(self, block: list[int]) -> Iterator[Pair]:
        holders = [number for number in block if self._people[number].profile.offices]
        others = [number for number in block if not self._people[number].profile.offices]
        for group in self._group_by_country(holders):
            yield from self._pair_group(group)
        if others:
            yield from self._pair_others(others, holders)

    def _pair_group(self, group: list[int]) -> Iterator[Pair]:
        """Yields the pairs of officials of one country; of a crowd, the neighbours in post and in name."""
        orders: list[Callable[[int], tuple[object, ...]]] = [self._rank]
        if len(group) > WHOLE_BLOCK:
            orders.append(self._sound)
        for order in orders:
            ranked = sorted(group, key=order)
            for left, right in pair_up(ranked):
                yield ranked[left], ranked[right]

    def _group_by_country(self, holders: list[int]) -> list[list[int]]:
        """Returns the officials of each country, each time with those of whom no country is known."""
        groups: dict[str, list[int]] = {}
        stateless = []
        for number in holders:
            countries = self._people[number].profile.countries
            for country in countries:
                groups.setdefault(country, []).append(number)
            if not countries:
                stateless.append(number)
        some = stateless[:STATELESS_COMPARED]
        return [groups[country] + some for country in sorted(groups)] + [stateless]

    def _pair_others(self, others: list[int], holders: list[int]) -> Iterator[Pair]:
        """Yields persons without a post with the officials that bear their name, and with each other."""
        named: dict[tuple[PersonName, ...], list[int]] = {}
        for number in sorted(holders, key=lambda number: (-len(self._people[number].keys), number)):
            named.setdefault(self._people[number].profile.names, []).append(number)
        sounding = sorted((some[0] for some in named.values()), key=self._sound)
        for other in others:
            alike = [number for number in self._nearest(sounding, other) if self._share_a_name(other, number)]
            found = [bearer for number in alike for bearer in named[self._people[number].profile.names]]
            found.sort(key=lambda number: (-len(self._people[number].keys), number))
            self.bearers.setdefault(other, set()).update(found[:HOLDERS_ASKED])
            yield from ((other, holder) for holder in found[:HOLDERS_COMPARED])
        others.sort(key=lambda number: (sorted(self._people[number].profile.company)[:1], number))
        for left, right in pair_up(others):
            yield others[left], others[right]

    def _nearest(self, sounding: list[int], other: int) -> list[int]:
        """Returns of profiles sorted by their sound those around another."""
        if len(sounding) <= NAMES_ASKED:
            return sounding
        at = bisect_left(sounding, self._sound(other), key=self._sound)
        first = max(0, min(at - NAMES_ASKED // 2, len(sounding) - NAMES_ASKED))
        return sounding[first : first + NAMES_ASKED]

    def _share_a_name(self, left: int, right: int) -> bool:
        one, other = self._people[left].profile, self._people[right].profile
        return are_comparable(one, other) and may_meet(match_names(one, other))

    def _sound(self, number: int) -> tuple[tuple[str, ...], int]:
        """Sorts names by the first reading of their parts, so that spellings of one stand together."""
        if number not in self._sounds:
            name = self._people[number].profile.names[0]
            readings = (read_token(part.text) for part in name.strong)
            self._sounds[number] = tuple(sorted(found[0].rough for found in readings if found)), number
        return self._sounds[number]

    def _rank(self, number: int) -> tuple[object, ...]:
        """Sorts profiles so that those of one post stand together."""
        profile: Profile = self._people[number].profile
        return (
            sorted(profile.countries)[:1],
            sorted(office.kind or "" for office in profile.offices)[:1],
            profile.first_day or 0,
            number,
        )
