"""Resolves meetings: the same people or countries, dates that overlap, places and kinds that go together.

Every article's own claim stays as it is; joined meetings share what they are about, not what is said of them. Two
meetings of one article are two.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import combinations

from kg.errors import InputError
from kg.facts.edtf import parse_edtf
from kg.facts.model import FactSheet, Ground, Meeting
from kg.identity.blocking import pair_up
from kg.identity.clusters import Clusters
from kg.identity.compare_names import compare_written
from kg.identity.evidence import MERGE_SCORE, REVIEW_SCORE, Scale, Score
from kg.identity.model import MEETING, Key, Link
from kg.identity.person_names import fold
from kg.identity.profiles import read_day

NO_GROUND = Ground()

START = -3.4
SAME_TAKERS = 3.4
FEWER_TAKERS = 1.9
ONE_TAKER = 0.2
OTHER_TAKERS = -3.0
MORE_SHARED = 0.5
SAME_DATE = 2.6
OVERLAPPING_DATES = 1.6
NEXT_DAY = -3.0
FAR_DATES = -6.0
UNDATED = -0.4
UNDATED_FAR = -4.0
SAME_PLACE = 1.2
SAME_COUNTRY = 0.7
OTHER_COUNTRY = -3.5
OTHER_PLACE = -0.4
SAME_KIND = 0.8
NEAR_KIND = -0.3
OTHER_KIND = -4.5
OTHER_STATUS = -0.8

#: An undated meeting is taken to be told within this many days of when it was.
TOLD_WITHIN_DAYS = 21
MONTH_DAYS = 31
#: Months a stated date may span before it counts as no date for blocking.
SPAN_MONTHS = 4
TAKERS_USED = 6
#: Reports of a summit name some of the many: this many in common, and this share of all, make up for others.
CROWD = 3
CROWD_SHARE = 0.5
#: Kinds that papers take for one another.
NEAR_KINDS = frozenset({"meeting", "conference", "ceremony"})


@dataclass(frozen=True, slots=True)
class MeetingMention:
    """A meeting as one article tells it, its takers-part already resolved.

    people: persons and agencies that stand on a side, by cluster; company: who only accompanies; countries: codes of
    countries that take part as such; homes: (one of people, its country). published: day of the article.
    """

    key: Key
    meeting: Meeting
    people: frozenset[Key]
    company: frozenset[Key]
    countries: frozenset[str]
    homes: frozenset[tuple[Key, str]]
    published: int | None

    @property
    def represented(self) -> frozenset[str]:
        """Countries whose people take part."""
        return frozenset(country for _who, country in self.homes)

    @property
    def span(self) -> tuple[int, int] | None:
        """First and last day it may have been, None where the article gives no date."""
        return read_span(self.meeting.date)


def read_span(text: str | None) -> tuple[int, int] | None:
    """Returns first and last day of an EDTF date, None where it is missing, open or wrong."""
    try:
        read = parse_edtf(text) if text else None
    except InputError:
        return None
    if read is None or read.earliest is None or read.latest is None:
        return None
    return read.earliest.toordinal(), read.latest.toordinal()


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


def score_meetings(left: MeetingMention, right: MeetingMention) -> Score:
    """Returns how likely two mentions are one meeting; the same whichever is left."""
    scale = Scale(START)
    _add_takers(scale, left, right)
    _add_dates(scale, left, right)
    _add_places(scale, left.meeting, right.meeting)
    _add_kinds(scale, left.meeting, right.meeting)
    return scale.read()


def _add_takers(scale: Scale, left: MeetingMention, right: MeetingMention) -> None:
    shared = left.people & right.people
    # Who stands on a side here may only accompany there; a country there may be a person of it here.
    lone_left = left.people - right.people - right.company - _stand_ins(left, right)
    lone_right = right.people - left.people - left.company - _stand_ins(right, left)
    countries_left = left.countries - right.countries - right.represented
    countries_right = right.countries - left.countries - left.represented
    said = len(shared)
    if not shared and not (left.countries & right.countries):
        scale.add(OTHER_TAKERS, "nobody takes part in both")
        return
    crowd = said >= CROWD and said >= CROWD_SHARE * len(left.people | right.people)
    if (lone_left or countries_left) and (lone_right or countries_right) and not crowd:
        scale.add(OTHER_TAKERS + ONE_TAKER * said, "each has takers-part that the other lacks")
        return
    lone = lone_left or lone_right or countries_left or countries_right
    both_sides = len(shared) >= 2 or (shared and (left.countries or right.countries)) or len(left.countries) >= 2
    if not both_sides:
        scale.add(ONE_TAKER, f"{said} taker-part in common")
    elif lone:
        scale.add(FEWER_TAKERS, f"{said} in common, others named by one only")
    else:
        scale.add(SAME_TAKERS + MORE_SHARED * min(3, max(0, said - 2)), "the same take part")


def _stand_ins(one: MeetingMention, other: MeetingMention) -> frozenset[Key]:
    """Returns who of one stands for a country that the other names as such."""
    return frozenset(who for who, country in one.homes if country in other.countries)


def _add_dates(scale: Scale, left: MeetingMention, right: MeetingMention) -> None:
    ours, theirs = left.span, right.span
    if ours is None or theirs is None:
        _add_undated(scale, left, right)
        return
    gap = max(0, theirs[0] - ours[1], ours[0] - theirs[1])
    dates = f"{left.meeting.date} and {right.meeting.date}"
    if gap == 0:
        narrow = max(ours[1] - ours[0], theirs[1] - theirs[0]) < MONTH_DAYS
        points = SAME_DATE if ours == theirs and narrow else OVERLAPPING_DATES if narrow else 0.3
        scale.add(points, f"one date: {left.meeting.date}" if ours == theirs else f"dates overlap: {dates}")
    elif gap == 1:
        scale.add(NEXT_DAY, f"a day apart: {dates}")
    else:
        scale.add(FAR_DATES, f"{gap} days apart: {dates}")


def _add_undated(scale: Scale, left: MeetingMention, right: MeetingMention) -> None:
    spans = [one.span or _guess_span(one) for one in (left, right)]
    if spans[0] is None or spans[1] is None:
        scale.add(UNDATED, "undated")
        return
    gap = max(0, spans[1][0] - spans[0][1], spans[0][0] - spans[1][1])
    if gap:
        scale.add(UNDATED_FAR, "undated, and told at another time")
    else:
        scale.add(UNDATED, "undated, but told at the same time")


def _guess_span(one: MeetingMention) -> tuple[int, int] | None:
    if one.published is None:
        return None
    return one.published - TOLD_WITHIN_DAYS, one.published + TOLD_WITHIN_DAYS


def _add_places(scale: Scale, left: Meeting, right: Meeting) -> None:
    if left.place_country and right.place_country and left.place_country != right.place_country:
        scale.add(OTHER_COUNTRY, f"other countries: {left.place_country} and {right.place_country}")
        return
    if left.place and right.place:
        if is_same_place(left.place, right.place):
            scale.add(SAME_PLACE, f"one place: {left.place}")
            return
        if left.place_country and left.place_country == right.place_country:
            scale.add(SAME_COUNTRY + OTHER_PLACE, f"one country, {left.place} and {right.place}")
        else:
            scale.add(OTHER_PLACE, f"other places: {left.place} and {right.place}")
    elif left.place_country and left.place_country == right.place_country:
        scale.add(SAME_COUNTRY, f"one country: {left.place_country}")


def is_same_place(left: str, right: str) -> bool:
    """Whether two names of places may be one's in two languages."""
    return fold(left) == fold(right) or compare_written(*sorted((left, right))).degree in ("equal", "alike")


def _add_kinds(scale: Scale, left: Meeting, right: Meeting) -> None:
    if left.kind == right.kind:
        scale.add(SAME_KIND, f"one kind: {left.kind}")
    elif left.kind in NEAR_KINDS and right.kind in NEAR_KINDS:
        scale.add(NEAR_KIND, f"kinds that are confused: {left.kind} and {right.kind}")
    else:
        scale.add(OTHER_KIND, f"other kinds: {left.kind} and {right.kind}")
    if left.status != right.status:
        points = 0.0 if "planned" in (left.status, right.status) else OTHER_STATUS
        scale.add(points, f"status {left.status} and {right.status}")
