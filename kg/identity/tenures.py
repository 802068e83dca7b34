"""Who held an office on a day: what articles state of posts, gathered by holder, answers for one that names nobody.

"The head of the DGSI" is whoever heads it then, if the graph knows, and one only. The answer is an inference and is
always shown as one; it never becomes a claim.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from kg.facts.model import FactSheet, Meeting, Participation
from kg.identity.agency_index import AgencyIndex, load_agencies
from kg.identity.meeting_evidence import read_span
from kg.identity.model import Key, Resolution
from kg.identity.offices import HEADED, MINISTRIES, read_office
from kg.identity.person_names import fold
from kg.identity.profiles import make_agency_key, read_day

#: A post stated on a day is taken to be held this many days before and after, unless someone else is stated nearer.
NEAR_DAYS = 365


@dataclass(frozen=True, slots=True)
class Tenure:
    """What one article states: holder heads an agency (its key across articles). first, last: ordinals, None: open."""

    holder: Key
    agency: str
    kind: str
    first: int | None
    last: int | None
    stated: int | None


@dataclass(frozen=True, slots=True)
class Inference:
    """A taker-part that the article does not name.

    meeting: mention of the meeting; office: mention of the agency; holder: first mention of the person; days: how far
    from the nearest statement, 0 where the tenure covers the day.
    """

    meeting: Key
    office: Key
    holder: Key
    kind: str
    days: int


def gather_tenures(sheets: Iterable[FactSheet], resolution: Resolution) -> list[Tenure]:
    """Returns the tenures of heads of agencies and ministers that sheets state, in the order of the sheets."""
    index = load_agencies()
    tenures = []
    for sheet in sheets:
        agencies = {agency.id: agency for agency in sheet.agencies}
        stated = read_told_day(sheet)
        for person in sheet.persons:
            for post in person.posts:
                agency = agencies.get(post.agency or "")
                key = make_agency_key(index, agency) if agency else _find_ministry(index, post.title, post.country)
                office = read_office(post.title, _kind_of(index, key))
                if key is None or office.kind not in set(HEADED.values()) | set(MINISTRIES.values()) | {"director"}:
                    continue
                if office.tense is not None:
                    continue
                holder = resolution.find((sheet.article.id, person.id))
                first, last = read_day(post.since), read_day(post.until)
                tenures.append(Tenure(holder, key, office.kind or "director", first, last, stated))
    return tenures


def read_told_day(sheet: FactSheet) -> int | None:
    """Returns the day an article was published; where it does not say, the last day of what it tells as past."""
    held = (meeting for meeting in sheet.meetings if meeting.status == "held")
    spans = (read_span(meeting.date) for meeting in held)
    return read_day(sheet.article.published) or max((span[1] for span in spans if span), default=None)


def _kind_of(index: AgencyIndex, key: str | None) -> str | None:
    known = index.by_id.get(key or "")
    return known.kind if known else None


def _find_ministry(index: AgencyIndex, title: str, country: str | None) -> str | None:
    """Returns the one ministry of a country that a minister without a named agency heads."""
    kind = read_office(title).kind
    rows = [row.id for row in index.by_id.values() if row.country == country and MINISTRIES.get(row.kind) == kind]
    return rows[0] if kind is not None and country is not None and len(rows) == 1 else None


def find_holder(tenures: Iterable[Tenure], agency: str, day: int) -> tuple[Key, int] | None:
    """Returns (holder, days to the nearest statement) of an agency's head on a day; None: unknown or disputed.

    agency: its key across articles (make_agency_key).
    """
    found = find_holders(tenures, agency, day)
    return found[0] if len(found) == 1 else None


def find_holders(tenures: Iterable[Tenure], agency: str, day: int) -> list[tuple[Key, int]]:
    """Returns those who are stated to head an agency nearest to a day, sorted: several where articles dispute it."""
    nearest: dict[Key, int] = {}
    for tenure in tenures:
        far = _measure(tenure, day) if tenure.agency == agency else None
        if far is not None:
            nearest[tenure.holder] = min(far, nearest.get(tenure.holder, far))
    least = min(nearest.values(), default=0)
    return sorted((holder, far) for holder, far in nearest.items() if far == least)


def _measure(tenure: Tenure, day: int) -> int | None:
    """Returns how far a day is from what a tenure states, None where it is outside it or too far."""
    if (tenure.first is not None and day < tenure.first) or (tenure.last is not None and day > tenure.last):
        return None
    if tenure.first is not None and tenure.last is not None:
        return 0
    known = [at for at in (tenure.first, tenure.last, tenure.stated) if at is not None]
    far = min((abs(day - at) for at in known), default=None)
    return far if far is not None and far <= NEAR_DAYS else None


def infer_takers(sheets: Iterable[FactSheet], resolution: Resolution, tenures: list[Tenure]) -> list[Inference]:
    """Returns who took part where an article names an agency only, as far as the tenures tell."""
    index = load_agencies()
    found = []
    for sheet in sheets:
        agencies = {agency.id: agency for agency in sheet.agencies}
        named = {resolution.find((sheet.article.id, person.id)) for person in sheet.persons}
        for meeting in sheet.meetings:
            day = read_day(meeting.date) or read_told_day(sheet)
            for part in meeting.participants if day is not None else ():
                agency = agencies.get(part.ref)
                if agency is None or day is None or not _names_the_head(meeting, part, agency.name):
                    continue
                key = make_agency_key(index, agency)
                holder = find_holder(tenures, key, day)
                if holder is not None and holder[0] not in named:
                    article = sheet.article.id
                    kind = HEADED.get(_kind_of(index, key) or "", "director")
                    found.append(
                        Inference((article, f"meeting/{meeting.id}"), (article, part.ref), *_pair(holder, kind))
                    )
    return found


def _pair(holder: tuple[Key, int], kind: str) -> tuple[Key, str, int]:
    return holder[0], kind, holder[1]


def _names_the_head(meeting: Meeting, part: Participation, name: str) -> bool:
    """Whether a quote of the meeting speaks of an agency's head: a delegation of it is not its head."""
    if part.role == "accompanying":
        return False
    words = fold(" ".join(quote.exact for quote in meeting.evidence))
    kind = read_office(words).kind
    return kind in set(HEADED.values()) | set(MINISTRIES.values()) | {"director"}
