"""Persons of many sheets, those that are worded alike gathered into profiles: the work grows with names, not mentions.

Mentions with the same names and the same posts of one era are one profile. A person without a post is a profile of its
own, since then only the name would speak for it.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache

from kg.errors import InputError
from kg.facts.edtf import parse_edtf
from kg.facts.model import Agency, FactSheet, Person, Post
from kg.identity.agency_index import AgencyIndex
from kg.identity.agency_names import make_acronym, parse_agency
from kg.identity.evidence import LONG_GAP_DAYS, Profile, Stated
from kg.identity.model import Key
from kg.identity.offices import read_office
from kg.identity.person_names import fold, parse_name
from kg.identity.sounds import make_codes

ALIASES_USED = 4
REFERENCE_ALIASES_USED = 40
COMPANY_KEPT = 40


@dataclass(frozen=True, slots=True)
class PersonMentions:
    """A profile and the mentions it was made of, sorted."""

    profile: Profile
    keys: tuple[Key, ...]

    @property
    def first(self) -> Key:
        """The smallest mention."""
        return self.keys[0]


@dataclass(slots=True)
class _Draft:
    """Mentions that are worded alike: (day or 0, mention, company)."""

    mentions: list[tuple[int, Key, tuple[str, ...]]] = field(default_factory=list)
    titles: dict[Stated, str] = field(default_factory=dict)


class PersonGatherer:
    """Takes sheets one by one and keeps of them what tells persons apart.

    Args:
        agencies: the known agencies, to tell posts by.
        singled: mentions that are profiles of their own, because a decision speaks of them.
    """

    def __init__(self, agencies: AgencyIndex, singled: frozenset[Key] = frozenset()) -> None:
        self._agencies = agencies
        self._singled = singled
        self._drafts: dict[tuple[object, ...], _Draft] = {}

    def add(self, sheet: FactSheet, *, reference: bool = False) -> None:
        """Takes the persons of a sheet. reference: it is no article, so that being named in it is no company."""
        article = sheet.article.id
        day = read_day(sheet.article.published) or 0
        owners = {agency.id: make_agency_key(self._agencies, agency) for agency in sheet.agencies}
        kinds = {agency.id: self._kind(agency.id, owners) for agency in sheet.agencies}
        countries = {agency.id: agency.country for agency in sheet.agencies}
        codes = [make_person_code(person.name) for person in sheet.persons]
        seen: Counter[tuple[object, ...]] = Counter()
        for at, person in enumerate(sheet.persons):
            stated = [(self._read_post(post, owners, kinds, countries), post.title) for post in person.posts]
            offices = frozenset(office for office, _title in stated)
            names = _choose_names(person, REFERENCE_ALIASES_USED if reference else ALIASES_USED)
            worded: tuple[object, ...] = (names, offices, frozenset(person.same_as))
            if not offices or (article, person.id) in self._singled:
                worded = (*worded, article, person.id)
            seen[worded] += 1
            draft = self._drafts.setdefault((*worded, seen[worded]), _Draft())
            company = () if reference else _find_company(codes, at)
            draft.mentions.append((day, (article, person.id), company))
            for office, title in stated:
                draft.titles[office] = min(title, draft.titles.get(office, title))

    def _kind(self, agency: str, owners: dict[str, str]) -> str | None:
        known = self._agencies.by_id.get(owners[agency])
        return known.kind if known else None

    def _read_post(
        self, post: Post, owners: dict[str, str], kinds: dict[str, str | None], countries: dict[str, str | None]
    ) -> Stated:
        agency = post.agency or ""
        office = read_office(post.title, kinds.get(agency))
        kind = office.kind or f"={fold(post.title)}"
        return Stated("", kind, office.tense, post.country or countries.get(agency), owners.get(agency))

    def finish(self) -> list[PersonMentions]:
        """Returns the profiles, sorted by their first mention, and forgets what they were made of."""
        made: list[PersonMentions] = []
        while self._drafts:
            made += _split_eras(*self._drafts.popitem())
        return sorted(made, key=lambda mentions: mentions.first)


def _find_company(codes: list[str], at: int) -> tuple[str, ...]:
    return tuple(code for other, code in enumerate(codes) if other != at and code != codes[at])


def _choose_names(person: Person, most: int) -> tuple[str, ...]:
    """Returns the name and the aliases that have at least two parts in full."""
    longer = sorted({alias for alias in person.aliases if alias != person.name and len(parse_name(alias).strong) > 1})
    return (person.name, *longer[:most])


def _split_eras(worded: tuple[object, ...], draft: _Draft) -> Iterable[PersonMentions]:
    """Yields the profiles of a draft: one, or more where years lie between its mentions."""
    draft.mentions.sort(key=lambda item: item[:2])
    era: list[tuple[int, Key, tuple[str, ...]]] = []
    for mention in draft.mentions:
        if era and era[-1][0] and mention[0] - era[-1][0] > LONG_GAP_DAYS:
            yield _make_profile(worded, draft, era)
            era = []
        era.append(mention)
    yield _make_profile(worded, draft, era)


def _make_profile(
    worded: tuple[object, ...], draft: _Draft, era: list[tuple[int, Key, tuple[str, ...]]]
) -> PersonMentions:
    names, offices, same_as = worded[:3]
    assert isinstance(names, tuple) and isinstance(offices, frozenset) and isinstance(same_as, frozenset)
    days = [day for day, _key, _company in era if day]
    counts = Counter(code for _day, _key, company in era for code in company)
    kept = sorted(counts, key=lambda code: (-counts[code], code))[:COMPANY_KEPT]
    said = frozenset(
        Stated(draft.titles[office], office.kind, office.tense, office.country, office.agency) for office in offices
    )
    profile = Profile(
        tuple(parse_name(name) for name in names),
        said,
        min(days, default=None),
        max(days, default=None),
        same_as,
        frozenset(kept),
    )
    return PersonMentions(profile, tuple(sorted(key for _day, key, _company in era)))


def read_day(date: str | None) -> int | None:
    """Returns the first day of an EDTF date as a proleptic ordinal, None where there is none."""
    if not date:
        return None
    try:
        earliest = parse_edtf(date).earliest
    except InputError:
        return None
    return earliest.toordinal() if earliest else None


@lru_cache(maxsize=1 << 17)
def make_person_code(name: str) -> str:
    """Returns a code that spellings of one name mostly share: the coarse sounds of its first and last part."""
    strong = parse_name(name).strong
    if not strong:
        return ""
    ends = sorted({make_codes(strong[0].text)[:1] or ("",), make_codes(strong[-1].text)[:1] or ("",)})
    return "+".join(code for (code,) in ends)


def make_agency_key(index: AgencyIndex, agency: Agency) -> str:
    """Returns what stands for an agency across articles: its id in agencies.csv, else its country and its words."""
    found = index.find(agency)
    if found is not None:
        return found[0]
    called = make_acronym(agency.acronym) if agency.acronym else "+".join(sorted(parse_agency(agency.name).concepts))
    return f"{agency.country or '-'}:{called}"
