"""Resolves meetings: the same people or countries, dates that overlap, places and kinds that go together.

Every article's own claim stays as it is; joined meetings share what they are about, not what is said of them. Two
meetings of one article are two.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from itertools import combinations

from kg.facts.model import FactSheet, Ground
from kg.identity.blocking import pair_up
from kg.identity.clusters import Clusters
from kg.identity.evidence import MERGE_SCORE, REVIEW_SCORE, Score
from kg.identity.meeting_evidence import TOLD_WITHIN_DAYS, MeetingMention, score_meetings
from kg.identity.model import MEETING, Key, Link
from kg.identity.profiles import read_day

NO_GROUND = Ground()
#: Months a stated date may span before it counts as no date for blocking.
SPAN_MONTHS = 4
TAKERS_USED = 6


def gather_meetings(sheet: FactSheet) -> Iterator[MeetingMention]:
    """Yields the meetings of a sheet, their takers-part not yet resolved; evidence is left out."""
    article = sheet.article.id
    published = read_day(sheet.article.published)
    homes = {p.id: sorted({post.country for post in p.posts if post.country}) for p in sheet.persons}
    homes |= {a.id: [a.country] if a.country else [] for a in sheet.agencies}
    for meeting in sheet.meetings:
        parts = [(part.ref, part.role) for part in meeting.participants]
        people = frozenset((article, ref) for ref, role in parts if ref in homes and role != "accompanying")
        yield MeetingMention(
            (article, MEETING + meeting.id),
            replace(meeting, evidence=(), ground=NO_GROUND),
            people,
            frozenset((article, ref) for ref, role in parts if ref in homes and role == "accompanying"),
            frozenset(ref for ref, _role in parts if ref not in homes),
            frozenset((who, country) for who in people for country in homes[who[1]]),
            published,
        )


def resolve_takers(mention: MeetingMention, find: Callable[[Key], Key]) -> MeetingMention:
    """Returns a meeting with those who take part by cluster. find: mention -> the one that stands for its cluster."""
    return replace(
        mention,
        people=frozenset(find(who) for who in mention.people),
        company=frozenset(find(who) for who in mention.company),
        homes=frozenset((find(who), country) for who, country in mention.homes),
    )


class MeetingResolver:
    """One run over all meetings, sorted by key."""

    def __init__(self, meetings: Sequence[MeetingMention]) -> None:
        self.meetings = meetings
        self.at: dict[Key, int] = {one.key: number for number, one in enumerate(meetings)}
        self.clusters: Clusters[int] = Clusters(
            {number: frozenset([one.key[0]]) for number, one in enumerate(meetings)}
        )
        self._scores: dict[tuple[int, int], Score] = {}

    def compare(self) -> None:
        """Scores all pairs worth it and notes those that must stay apart."""
        blocks: dict[tuple[object, ...], list[int]] = {}
        for number, one in enumerate(self.meetings):
            for key in _make_keys(one):
                blocks.setdefault(key, []).append(number)
        for block in blocks.values():
            for left, right in pair_up(block):
                pair = (block[left], block[right])
                if pair not in self._scores and self.meetings[pair[0]].key[0] != self.meetings[pair[1]].key[0]:
                    self._scores[pair] = score_meetings(self.meetings[pair[0]], self.meetings[pair[1]])

    def join(self) -> list[Link]:
        """Joins the sure pairs, the surest first, and returns the links that made clusters."""
        links = []
        for _value, (left, right) in sorted((-s.value, pair) for pair, s in self._scores.items()):
            score = self._scores[(left, right)]
            if score.value < MERGE_SCORE:
                break
            apart = self.clusters.find(left) != self.clusters.find(right)
            if apart and self._fits_all(left, right) and self.clusters.join(left, right):
                links.append(self._make_link(left, right))
        return links

    def _fits_all(self, left: int, right: int) -> bool:
        """Whether no two of the clusters' meetings speak against each other: a chain of overlaps is no one day."""
        for one in self.clusters.members(left):
            for other in self.clusters.members(right):
                pair = (min(one, other), max(one, other))
                score = self._scores.get(pair)
                if score is None and self.meetings[one].key[0] != self.meetings[other].key[0]:
                    score = self._scores[pair] = score_meetings(self.meetings[pair[0]], self.meetings[pair[1]])
                if score is not None and score.value < REVIEW_SCORE / 2:
                    return False
        return True

    def candidates(self) -> list[Link]:
        """Returns the pairs for review, the most likely first."""
        links = []
        for value, (left, right) in sorted((-s.value, pair) for pair, s in self._scores.items()):
            if -value < REVIEW_SCORE:
                break
            if self.clusters.find(left) != self.clusters.find(right) and self.clusters.may_join(left, right):
                links.append(self._make_link(left, right))
        return links

    def _make_link(self, left: int, right: int) -> Link:
        score = self._scores[(left, right)]
        keys = self.meetings[left].key, self.meetings[right].key
        return Link("meeting", *keys, score.value, score.reasons, score.against)


def _make_keys(one: MeetingMention) -> Iterator[tuple[object, ...]]:
    """Yields (two takers-part, month): of the months it may have been in, and told undated, those around."""
    sides: list[object] = [*sorted(one.people)[:TAKERS_USED]]
    sides += sorted(one.countries | one.represented)[:TAKERS_USED]
    if len(sides) == 1 and one.meeting.place_country:
        # The summit of a body: another article also names the country that hosts it.
        sides.append(one.meeting.place_country)
    pairs = list(combinations(sides, 2)) or [(side, None) for side in sides]
    for month in _months(one):
        for pair in pairs:
            yield (*pair, month)


def _months(one: MeetingMention) -> list[int | None]:
    span = one.span
    if span is None and one.published is not None:
        span = one.published - TOLD_WITHIN_DAYS, one.published + TOLD_WITHIN_DAYS
    if span is None:
        return [None]
    first, last = (_count_months(day) for day in span)
    return list(range(first, min(last, first + SPAN_MONTHS) + 1))


def _count_months(day: int) -> int:
    """Returns the months since year 0 of the day after: two days at a month's turn share one."""
    when = date.fromordinal(max(1, day))
    return when.year * 12 + when.month
