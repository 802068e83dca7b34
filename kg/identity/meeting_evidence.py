"""How likely two mentions are one meeting: who takes part, when, where, of what kind. Weights are log-odds that add up.

They were chosen on the development half of the bench (benchmarks/identity) for precision.
"""

from dataclasses import dataclass

from kg.errors import InputError
from kg.facts.edtf import parse_edtf
from kg.facts.model import Meeting
from kg.identity.agency_names import parse_agency
from kg.identity.compare_names import compare_written
from kg.identity.evidence import Scale, Score
from kg.identity.model import Key
from kg.identity.person_names import fold

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
    # Where a meeting is held tells who hosts it: an article need not name the host besides.
    countries_left = left.countries - right.countries - right.represented - {right.meeting.place_country}
    countries_right = right.countries - left.countries - left.represented - {left.meeting.place_country}
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
            wide = any(parse_agency(place).countries == {left.place_country} for place in (left.place, right.place))
            points = SAME_COUNTRY if wide else SAME_COUNTRY + OTHER_PLACE
            scale.add(points, f"one country, {left.place} and {right.place}")
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
