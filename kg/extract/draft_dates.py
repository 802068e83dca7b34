"""When a meeting was: the date of its sentence, else the day of which the story tells."""

from collections.abc import Sequence

from kg.extract.drafts import Draft, Story
from kg.extract.encounter_model import Encounter
from kg.extract.mentions import DateMention
from kg.facts import parse_edtf

# A date named is carried on over this many sentences, that of a meeting over more; the lead is that long.
DATE_REACH = 4
MEETING_REACH = 6
LEAD = 4
# A day this far from the publication is history or outlook, not the day of the story.
RECENT_DAYS = 10


def set_date(story: Story, draft: Draft, encounter: Encounter) -> None:
    own = story.dates.get(encounter.sentence, [])
    inside = [d for d in own if encounter.start <= d.start < encounter.end]
    chosen = _nearest(inside or own, encounter.trigger)
    if chosen is not None:
        draft.date, draft.date_given = chosen.edtf, True
        if chosen.inferred:
            draft.inferred.add("date")
    elif not encounter.background or encounter.sentence == 0:
        draft.date = _find_running_date(story, encounter.sentence)
    published = story.setting.doc.article.published
    if draft.status == "held" and draft.date and published and draft.date[:10] > published[:10]:
        draft.status = "planned"


def _find_running_date(story: Story, sentence: int) -> str | None:
    """The day last spoken of: that of the last meeting told, or a day named since, both near; else the lead's."""
    last = next((d for d in reversed(story.drafts) if d.date), None)
    told = last.told[-1] if last is not None else -1
    for number in range(sentence - 1, max(sentence - DATE_REACH, told), -1):
        for date in reversed(story.dates.get(number, [])):
            if _is_recent_day(story, date.edtf):
                return date.edtf
    if last is not None and sentence - told <= MEETING_REACH:
        return last.date
    opening = range(min(LEAD, len(story.setting.doc.sentences)))
    return next((d.edtf for n in opening for d in story.dates.get(n, []) if _is_recent_day(story, d.edtf)), None)


def _is_recent_day(story: Story, edtf: str) -> bool:
    """Whether a date is a day (or days) close to the time of writing, as far as that is known."""
    if len(edtf.partition("/")[0]) != len("2024-06-26"):
        return False
    published = story.setting.doc.article.published
    if not published or len(published) < len("2024-06-26"):
        return True
    day = parse_edtf(edtf).earliest
    written = parse_edtf(published).earliest
    return day is not None and written is not None and abs((written - day).days) <= RECENT_DAYS


def _nearest(dates: Sequence[DateMention], trigger: int) -> DateMention | None:
    return min(dates, key=lambda d: abs(d.start - trigger), default=None)
