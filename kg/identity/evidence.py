"""How likely two mentions of persons are one human being: names, posts, countries, dates and company, weighed.

Weights are log-odds that add up; score = logistic(sum). They were chosen on the development half of the bench
(benchmarks/identity) for precision. Refuses to be sure by a name alone: without anything else in favour the score
stays below the threshold for merging, however equal the names are.
"""

from dataclasses import dataclass
from math import exp

from kg.identity.compare_names import NameMatch, compare_written, is_comparable
from kg.identity.offices import exclude_each_other
from kg.identity.person_names import PersonName, load_words

#: From here on two mentions are merged without asking.
MERGE_SCORE = 0.8
#: From here on, and below MERGE_SCORE, a person is asked.
REVIEW_SCORE = 0.4
#: What a name alone can reach at most.
NAME_ONLY_SCORE = 0.75

START = -4.5
NAME_FULL = 5.6
#: What is taken off for each step of 1 that the name's score falls short of 1.
NAME_SHORT = 8.0
NAME_PARTLY = -0.5
NAME_COMMON = -1.3
SAME_OFFICE = 3.0
SAME_AGENCY = 1.5
SAME_COUNTRY = 1.6
OTHER_COUNTRY = -4.5
#: Offices without a country on one side: an ambassador's host country, an international body.
EXCLUSIVE_OFFICES = -3.2
EXCLUSIVE_LATER = -0.4
COMPANY = 0.9
COMPANY_MOST = 3
LONG_GAP = -1.2
LIFETIME_GAP = -4.0
ONLY_BEARER = 2.4
SAME_IDENTIFIER = 9.0
OTHER_IDENTIFIER = -9.0

DAYS_A_YEAR = 365
EXCLUSIVE_DAYS = 200
#: How long before and after what is known of an official a mention without a post may still be that official.
UNIQUE_DAYS = 4 * DAYS_A_YEAR
LONG_GAP_DAYS = 12 * DAYS_A_YEAR
LIFETIME_DAYS = 35 * DAYS_A_YEAR


@dataclass(frozen=True, slots=True)
class Stated:
    """A post as an article states it. kind, tense: see offices.py; agency: key of the agency, None where unknown."""

    title: str
    kind: str | None = None
    tense: str | None = None
    country: str | None = None
    agency: str | None = None


@dataclass(frozen=True, slots=True)
class Profile:
    """What one or more mentions say of a person.

    names: normal forms, the fullest first. first_day, last_day: of the articles, proleptic ordinals; None: undated.
    same_as: identifiers elsewhere. company: codes of those named in the same articles.
    """

    names: tuple[PersonName, ...]
    offices: frozenset[Stated] = frozenset()
    first_day: int | None = None
    last_day: int | None = None
    same_as: frozenset[str] = frozenset()
    company: frozenset[str] = frozenset()

    @property
    def countries(self) -> frozenset[str]:
        """Countries of the posts."""
        return frozenset(office.country for office in self.offices if office.country)


@dataclass(frozen=True, slots=True)
class Score:
    """A score 0-1 and what speaks for and against, the weightiest first."""

    value: float
    reasons: tuple[str, ...] = ()
    against: tuple[str, ...] = ()


class Scale:
    """Adds up weights with their reasons."""

    __slots__ = ("points", "said")

    def __init__(self, points: float) -> None:
        self.points = points
        self.said: list[tuple[float, str]] = []

    def add(self, points: float, reason: str) -> None:
        """Puts a weight on the scale. points: log-odds, below 0 against."""
        self.points += points
        self.said.append((points, reason))

    def read(self, most: float = 1.0) -> Score:
        """Returns the score. most: what it is cut down to."""
        value = min(most, 1 / (1 + exp(-self.points)))
        ranked = sorted(self.said, key=lambda item: (-abs(item[0]), item[1]))
        return Score(
            round(value, 3),
            tuple(reason for points, reason in ranked if points >= 0),
            tuple(reason for points, reason in ranked if points < 0),
        )


def score_profiles(left: Profile, right: Profile) -> Score:
    """Returns how likely two profiles are one person; the same whichever is left."""
    match = match_names(left, right)
    shared_ids = left.same_as & right.same_as
    if match.degree == "differ" and not shared_ids:
        return Score(match.score if match.score < REVIEW_SCORE else 0.3, (), match.reasons)
    scale = Scale(START)
    scale.add(_weigh_name(match), f"names: {'; '.join(match.reasons)}")
    if _is_common(match):
        scale.add(NAME_COMMON, f"a common name ({' '.join(match.shared)})")
    supports = _add_posts(scale, left, right)
    supports += _add_company(scale, left, right)
    _add_dates(scale, left, right)
    if shared_ids:
        scale.add(SAME_IDENTIFIER, f"one identifier: {min(shared_ids)}")
        supports += 1
    elif _differ_in_identifier(left.same_as, right.same_as):
        scale.add(OTHER_IDENTIFIER, f"other identifiers: {min(left.same_as)} and {min(right.same_as)}")
    if not supports:
        scale.said.append((-0.01, "nothing but the name speaks for it"))
    return scale.read(1.0 if supports else NAME_ONLY_SCORE)


def score_unique(left: Profile, right: Profile) -> Score:
    """Returns the score of a person without a post and the only known official of that name, active at that time.

    A common name is no evidence that there is only one.
    """
    match = match_names(left, right)
    if match.degree not in ("equal", "alike") or _is_common(match) or len(match.shared) < 2:
        return Score(0.0)
    scale = Scale(START)
    scale.add(_weigh_name(match), f"names: {'; '.join(match.reasons)}")
    scale.add(ONLY_BEARER, "the only official of that name, active at that time")
    _add_company(scale, left, right)
    return scale.read()


def are_comparable(left: Profile, right: Profile) -> bool:
    """Whether scoring two profiles may tell anything: their names do, or they share an identifier."""
    if not left.same_as.isdisjoint(right.same_as):
        return True
    return any(is_comparable(*sorted((a.written, b.written))) for a in left.names for b in right.names)


def match_names(left: Profile, right: Profile) -> NameMatch:
    """Returns the best match of the fullest names of each; an alias counts only where it has as many parts."""
    best = NameMatch(0.0, "differ")
    for one in left.names:
        for other in right.names:
            found = compare_written(*sorted((one.written, other.written)))
            if found.score > best.score:
                best = found
    return best


def _weigh_name(match: NameMatch) -> float:
    points = NAME_FULL - NAME_SHORT * (1 - match.score)
    return points + NAME_PARTLY if match.degree in ("part", "initial", "single") else points


def _is_common(match: NameMatch) -> bool:
    common = load_words().common
    return all(part in common for part in match.shared)


def _add_posts(scale: Scale, left: Profile, right: Profile) -> int:
    """Weighs posts and their countries; returns how many things speak for."""
    if not left.offices or not right.offices:
        return 0
    supports = 0
    agencies = {o.agency for o in left.offices if o.agency} & {o.agency for o in right.offices if o.agency}
    same = _find_same_offices(left, right)
    if same:
        scale.add(SAME_OFFICE, f"one post: {same[0].title!r} and {same[1].title!r}")
        supports += 1
    if agencies:
        scale.add(SAME_AGENCY, "one agency")
        supports += 1
    countries = left.countries & right.countries
    if countries:
        scale.add(SAME_COUNTRY, f"one country: {', '.join(sorted(countries))}")
        supports += 1
    elif left.countries and right.countries:
        scale.add(OTHER_COUNTRY, f"other countries: {_say(left.countries)} and {_say(right.countries)}")
    if not same:
        _add_exclusion(scale, left, right)
    return supports


def _find_same_offices(left: Profile, right: Profile) -> tuple[Stated, Stated] | None:
    found = [
        (one, other)
        for one in left.offices
        for other in right.offices
        if one.kind
        and one.kind == other.kind
        and (not one.country or not other.country or one.country == other.country)
        and (one.kind not in VAGUE or (one.agency and one.agency == other.agency))
    ]
    return min(found, key=lambda pair: (pair[0].title, pair[1].title)) if found else None


#: Kinds that many people of a country hold at one time: they count as one post only within one agency.
VAGUE = frozenset({"director", "deputy", "legislator", "other-minister", "judge", "spokesperson", "deputy-minister"})


def _add_exclusion(scale: Scale, left: Profile, right: Profile) -> None:
    now_left = {o.kind for o in left.offices if o.kind and o.tense is None}
    now_right = {o.kind for o in right.offices if o.kind and o.tense is None}
    clash = exclude_each_other(now_left, now_right)
    if clash is None:
        return
    gap = _measure_gap(left, right)
    points = EXCLUSIVE_OFFICES if gap is not None and gap <= EXCLUSIVE_DAYS else EXCLUSIVE_LATER
    when = "at one time" if points == EXCLUSIVE_OFFICES else "in other years"
    scale.add(points, f"other posts {when}: {clash[0]} and {clash[1]}")


def _add_company(scale: Scale, left: Profile, right: Profile) -> int:
    shared = len(left.company & right.company)
    if not shared:
        return 0
    scale.add(COMPANY * min(shared, COMPANY_MOST), f"named together with {shared} of the same people")
    return 1 if shared > 1 else 0


def _add_dates(scale: Scale, left: Profile, right: Profile) -> None:
    gap = _measure_gap(left, right)
    if gap is None or gap <= LONG_GAP_DAYS:
        return
    points = LIFETIME_GAP if gap > LIFETIME_DAYS else LONG_GAP
    scale.add(points, f"{gap // DAYS_A_YEAR} years apart")


def _measure_gap(left: Profile, right: Profile) -> int | None:
    """Returns the days between the spans of two profiles, 0 where they overlap, None where one is undated."""
    if left.first_day is None or right.first_day is None or left.last_day is None or right.last_day is None:
        return None
    return max(0, right.first_day - left.last_day, left.first_day - right.last_day)


def _differ_in_identifier(left: frozenset[str], right: frozenset[str]) -> bool:
    """Whether both have an identifier of one authority (the address up to its last part), and not the same."""
    return bool({_authority(iri) for iri in left} & {_authority(iri) for iri in right})


def _authority(iri: str) -> str:
    return iri.rpartition("/")[0].replace("http://", "https://")


def _say(countries: frozenset[str]) -> str:
    return "/".join(sorted(countries))
