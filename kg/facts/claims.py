"""A sheet taken apart into claims that can be counted: who met whom, when, where, about what. For scoring only.

A cancelled meeting is no meeting; people of one side (a delegation and whom it accompanies) have not met.
"""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from kg.facts.alignment import word_overlap
from kg.facts.folding import fold
from kg.facts.model import FactSheet, Meeting, Quote, Status

FIGURES = ("persons", "posts", "agencies", "pairs", "pairs_any", "when", "where", "topics", "awards")
"""Names of what is counted: pairs are of persons, pairs_any of persons, agencies and countries."""

TITLE_MIN_OVERLAP = 0.5
AWARD_MIN_OVERLAP = 0.5

Pair = frozenset[str]
Claim = tuple[object, ...]
"""(id,) of a party; (pair,); (pair, date or country or topic); (who, agency, title, country); (who, award)."""


@dataclass(frozen=True, slots=True)
class Claims:
    """What a sheet says. by_figure: a set for each of FIGURES; statuses: of each pair_any, over all its meetings."""

    by_figure: Mapping[str, frozenset[Claim]]
    statuses: Mapping[Pair, frozenset[Status]]


def make_claims(sheet: FactSheet, parties: Mapping[str, str] | None = None) -> Claims:
    """Takes a sheet apart.

    Args:
        sheet: the facts of one article.
        parties: the sheet's ids of persons and agencies -> the ids to count them by; one that is missing counts as a
            stranger. None counts all by their own.
    """
    return _ClaimMaker(sheet, parties).claims()


def match_claims(wanted: Claims, found: Claims) -> Claims:
    """Returns the found claims, with the wanted wording of posts and awards where they are the same."""
    figures = dict(found.by_figure)
    figures["posts"] = _match_posts(wanted.by_figure["posts"], found.by_figure["posts"])
    figures["awards"] = _match_awards(wanted.by_figure["awards"], found.by_figure["awards"])
    return Claims(figures, found.statuses)


def evidence_of(sheet: FactSheet) -> Iterator[Sequence[Quote]]:
    """Yields the quotes of each meeting, award and post."""
    for meeting in sheet.meetings:
        yield meeting.evidence
    for award in sheet.awards:
        yield award.evidence
    for person in sheet.persons:
        for post in person.posts:
            yield post.evidence


def show_claim(claim: object) -> str:
    """Returns a claim as one line: "a + b" for a pair, "who | what" for the rest."""
    if isinstance(claim, frozenset):
        return " + ".join(sorted(claim))
    if isinstance(claim, tuple):
        return " | ".join(show_claim(part) for part in claim)
    return str(claim)


class _ClaimMaker:
    def __init__(self, sheet: FactSheet, parties: Mapping[str, str] | None) -> None:
        self.sheet = sheet
        self.parties = parties
        self.persons = {person.id for person in sheet.persons}
        self.agencies = {agency.id for agency in sheet.agencies}

    def claims(self) -> Claims:
        sheet = self.sheet
        anyone = self._met(None)
        figures: dict[str, set[Claim]] = {
            "persons": {(self._party(id),) for id in self.persons},
            "agencies": {(self._party(id),) for id in self.agencies},
            "posts": {
                (self._party(person.id), self._party(post.agency), fold(post.title), post.country)
                for person in sheet.persons
                for post in person.posts
            },
            "pairs": {(pair,) for pair in self._met(self.persons)},
            "pairs_any": {(pair,) for pair in anyone},
            "awards": {(self._party(award.recipient), award.name) for award in sheet.awards},
        }
        meetings = [(pair, meeting) for pair, held in anyone.items() for meeting in held]
        figures["when"] = {(pair, date) for pair, meeting in meetings if (date := _comparable_date(meeting.date))}
        figures["where"] = {(pair, meeting.place_country) for pair, meeting in meetings if meeting.place_country}
        figures["topics"] = {(pair, topic) for pair, meeting in meetings for topic in meeting.topics}
        return Claims(
            {figure: frozenset(figures[figure]) for figure in FIGURES},
            {pair: frozenset(meeting.status for meeting in held) for pair, held in anyone.items()},
        )

    def _party(self, ref: str | None) -> str | None:
        """The id to count a ref by; a country is itself, an empty ref None."""
        if not ref:
            return None
        if self.parties is None or (ref not in self.persons and ref not in self.agencies):
            return ref
        return self.parties.get(ref, f"?{ref}")

    def _met(self, among: Collection[str] | None) -> dict[Pair, list[Meeting]]:
        """Pairs -> their meetings, of all who take part or only of those refs."""
        pairs: dict[Pair, list[Meeting]] = defaultdict(list)
        for meeting in self.sheet.meetings:
            if meeting.status == "cancelled":
                continue
            one_side = _same_side(meeting)
            refs = sorted({part.ref for part in meeting.participants if among is None or part.ref in among})
            for one, other in combinations(refs, 2):
                pair = frozenset((self._party(one) or "", self._party(other) or ""))
                if frozenset((one, other)) not in one_side and len(pair) == 2:
                    pairs[pair].append(meeting)
        return pairs


def _same_side(meeting: Meeting) -> set[Pair]:
    """Pairs of a delegation's members, and of each with whom it accompanies."""
    sides: dict[str, set[str]] = defaultdict(set)
    for part in meeting.participants:
        if part.role == "accompanying" and part.accompanied:
            sides[part.accompanied].update((part.ref, part.accompanied))
    return {frozenset(pair) for side in sides.values() for pair in combinations(side, 2)}


def _comparable_date(text: str | None) -> tuple[str, str] | None:
    """Start and end of a date without marks of doubt; one date, or an open end, is an interval of one."""
    if not text:
        return None
    start, _, end = text.strip().rstrip("~?%").partition("/")
    return start, end if end not in ("", "..") else start


def _match_awards(wanted: frozenset[Claim], found: frozenset[Claim]) -> frozenset[Claim]:
    """A found award is a wanted one by its recipient and at least half of the words of its name."""
    ordered = sorted(wanted, key=str)

    def wanted_form(award: Claim) -> Claim:
        who, name = award
        hits = (one for one in ordered if one[0] == who and word_overlap(str(one[1]), str(name)) >= AWARD_MIN_OVERLAP)
        return next(hits, award)

    return frozenset(map(wanted_form, found))


def _match_posts(wanted: frozenset[Claim], found: frozenset[Claim]) -> frozenset[Claim]:
    """A found post is a wanted one by person, country and agency, or without an agency by an alike title."""
    free = sorted(wanted, key=str)
    matched: set[Claim] = set()
    for post in sorted(found, key=str):
        who, agency, title, country = post
        for one in free:
            same_office = one[1] == agency if one[1] else word_overlap(str(one[2]), str(title)) >= TITLE_MIN_OVERLAP
            if one[0] == who and one[3] == country and same_office:
                matched.add(one)
                free.remove(one)
                break
        else:
            matched.add(post)
    return frozenset(matched)
