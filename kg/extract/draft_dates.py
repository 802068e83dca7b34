"""When a meeting was: the date of its clause or sentence, else the day of which the story tells there."""

from collections.abc import Sequence

from kg.extract.drafts import Draft, Story
from kg.extract.encounter_model import Encounter
from kg.extract.mentions import DateMention
from kg.facts import parse_edtf

# A day told is carried on over this many sentences; the lead is that long.
DAY_REACH = 15
LEAD = 4
# A day this far from the publication is history or outlook, not the day of the story.
RECENT_DAYS = 20
DAY_LENGTH = len("2024-06-26")


def set_date(story: Story, draft: Draft, encounter: Encounter) -> None:
    """Dates a draft by its own words, else by what was told before; a carried day never tells against the status."""
    draft.background = encounter.background
    own = story.dates.get(encounter.sentence, [])
    inside = [d for d in own if encounter.start <= d.start < encounter.end]
    chosen = _nearest(inside or own, _anchor(draft, encounter))
    if draft.kind == "conference":
        chosen = _find_whole_span(story, chosen) or chosen
    chosen = chosen or story.headings.get(encounter.sentence)
    if chosen is None:
        if not encounter.background or encounter.sentence == 0:
            draft.date = _find_running_date(story, encounter.sentence, draft.status)
        return
    draft.date, draft.date_given = chosen.edtf, True
    if not encounter.background:
        story.days_told.setdefault(encounter.sentence, []).append(chosen.edtf)
    if chosen.inferred:
        draft.inferred.add("date")
    published = story.setting.doc.article.published
    if draft.status == "held" and published and chosen.edtf[:DAY_LENGTH] > published[:DAY_LENGTH]:
        draft.status, draft.turned = "planned", True


def _find_whole_span(story: Story, day: DateMention | None) -> DateMention | None:
    """The days that the lead gives a gathering, where the day it is told with, if any, is one of them."""
    for number in range(min(LEAD, len(story.setting.doc.sentences))):
        for date in story.dates.get(number, []):
            first, _, last = date.edtf.partition("/")
            if last and _carries(story, date.edtf, "") and (day is None or first <= day.edtf <= last):
                return date
    return None


def _anchor(draft: Draft, encounter: Encounter) -> int:
    """The token whose date counts: of a visit told among others, the place it went to."""
    places = [p.start for p in encounter.destinations if p.country in draft.members]
    return places[0] if places and len(encounter.destinations) > 1 else encounter.trigger


def _find_running_date(story: Story, sentence: int, status: str) -> str | None:
    """The day last given to a meeting or named, near by; else that of the lead."""
    for number in range(sentence - 1, max(-1, sentence - DAY_REACH - 1), -1):
        told = [*reversed(story.days_told.get(number, [])), *(d.edtf for d in reversed(story.dates.get(number, [])))]
        day = next((edtf for edtf in told if _carries(story, edtf, status)), None)
        if day is not None:
            return day
    opening = range(min(LEAD, len(story.setting.doc.sentences)))
    lead = (d.edtf for n in opening for d in story.dates.get(n, []))
    return next((edtf for edtf in lead if _carries(story, edtf, status)), None)


def _carries(story: Story, edtf: str, status: str) -> bool:
    """Whether a date is a day (or days) close to the time of writing, and no future one for what has happened."""
    start = edtf.partition("/")[0]
    if len(start) != DAY_LENGTH:
        return False
    published = story.setting.doc.article.published
    if not published or len(published) < DAY_LENGTH:
        return True
    span, written = parse_edtf(edtf), parse_edtf(published).earliest
    if span.earliest is None or span.latest is None or written is None:
        return False
    if (status == "held" and span.earliest > written) or (status == "planned" and span.latest < written):
        return False
    return abs((written - span.earliest).days) <= RECENT_DAYS


def _nearest(dates: Sequence[DateMention], trigger: int) -> DateMention | None:
    return min(dates, key=lambda d: abs(d.start - trigger), default=None)
