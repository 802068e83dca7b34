"""When a meeting was, of all dates that the text tells around it: the likeliest of them.

The rules' own choice (draft_dates.py) is one trait among others. Days of a visit's or gathering's parts are offered as one
span too. Weights: date_weights.json, learned by benchmarks/extraction/train_settings.py.
"""

from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import lru_cache

from kg.extract.calendar_days import interval
from kg.extract.drafts import Draft, Story
from kg.extract.likelihood.model import read_date_models
from kg.extract.mentions import DateMention
from kg.facts import parse_edtf

# Dates told so many sentences before a meeting may be its own; the lead of an article is LEAD sentences long.
REACH = 15
LEAD = 4
# Of what was told before, so many meetings count.
RECENT = 50
# A date this far from the day of writing is history or outlook; a span of more days is none that one event takes.
NEWS_DAYS = 20
LONGEST_SPAN = 14
DAY_LENGTH = len("2024-06-26")


@dataclass
class Option:
    """A date that a meeting may have had, as EDTF, with what speaks for or against it."""

    edtf: str
    traits: set[str] = field(default_factory=set)
    inferred: bool = True


class _Options(dict[str, Option]):
    """Dates by their EDTF, made when first looked for."""

    def __missing__(self, edtf: str) -> Option:
        option = self[edtf] = Option(edtf)
        return option


@dataclass(frozen=True)
class Calendar:
    """The dates of an article; visits and gatherings by who took part; the meetings dated last, in text order."""

    story: Story
    written: date | None
    framing: Mapping[str, Sequence[Draft]]
    dated: deque[Draft] = field(default_factory=lambda: deque(maxlen=RECENT))


def settle_dates(story: Story) -> None:
    """Dates the meetings of a story anew, in text order."""
    models = read_date_models()
    for draft, options in offer_dates(story):
        model = models["visit" if draft.kind == "visit" else "other"]
        best = max(options, key=lambda o: (model.score(o.traits), o.edtf), default=None)
        if best is not None and best.edtf != draft.date:
            _move(story, draft, best)


def offer_dates(story: Story) -> Iterator[tuple[Draft, list[Option]]]:
    """Yields every meeting that has or may have a date, in text order, with the dates that it may have had.

    What is done to a meeting tells on those after it.
    """
    written = story.setting.doc.article.published
    framing: dict[str, list[Draft]] = {}
    for draft in story.drafts:
        if draft.kind in ("visit", "conference"):
            for ref in draft.members:
                framing.setdefault(ref, []).append(draft)
    calendar = Calendar(story, _span(written[:DAY_LENGTH])[0] if written else None, framing)
    ordered = sorted(story.drafts, key=lambda d: (d.kind == "visit", d.told[0]))
    for draft in ordered:
        options = _find_options(calendar, draft)
        yield draft, options
        calendar.dated.append(draft)


def _find_options(calendar: Calendar, draft: Draft) -> list[Option]:
    """Returns the dates that a meeting may have had, each with its traits."""
    options = _Options()
    for trait, mention in _read_mentions(calendar.story, draft):
        option = options[mention.edtf]
        option.traits.add(trait)
        option.inferred = option.inferred and mention.inferred
    if draft.date is not None:
        option = options.setdefault(draft.date, Option(draft.date, inferred="date" in draft.inferred))
        option.traits.add("rule:own" if draft.date_given else "rule:carried")
    if calendar.written is not None:
        options[calendar.written.isoformat()].traits.add("written")
    for trait, edtf in _read_frames(calendar, draft):
        options[edtf].traits.add(trait)
    here, elsewhere = _read_whereabouts(calendar, draft)
    for option in options.values():
        if option.edtf in here:
            option.traits.add("told:here")
        elif option.edtf in elsewhere:
            option.traits.add("told:elsewhere")
        _cross(calendar, draft, option)
    return list(options.values())


def _read_mentions(story: Story, draft: Draft) -> Iterator[tuple[str, DateMention]]:
    """How near to a meeting dates are told."""
    doc = story.setting.doc
    number = draft.told[0]
    paragraph = doc.sentences[number].paragraph
    if number in story.headings:
        yield "heading", story.headings[number]
    own = story.dates.get(number, [])
    start, end = draft.clause
    for mention in own:
        yield "clause" if start <= mention.start < end else "sentence", mention
        yield "own:before" if mention.start < draft.trigger else "own:after", mention
    if own:
        yield "own:nearest", min(own, key=lambda d: abs(d.start - draft.trigger))
        yield "own:first", own[0]
        if len(own) == 1:
            yield "own:only", own[0]
    for told in draft.told[1:]:
        for mention in story.dates.get(told, ()):
            yield "retold", mention
    latest = True
    for n in range(number - 1, max(-1, number - REACH - 1), -1):
        near = str(number - n) if number - n < 3 else "3+" if number - n < 6 else "6+"
        same = "paragraph" if doc.sentences[n].paragraph == paragraph else "before"
        for mention in reversed(story.dates.get(n, [])):
            yield f"{same}:{near}", mention
            yield same, mention
            if latest:
                latest = False
                yield f"latest:{same}", mention
            if n < LEAD:
                yield "lead", mention
    for mention in story.dates.get(number + 1, ()):
        yield "next:paragraph" if doc.sentences[number + 1].paragraph == paragraph else "next", mention


def _read_frames(calendar: Calendar, draft: Draft) -> Iterator[tuple[str, str]]:
    """Dates of what frames a meeting or was told before it, and the span of a visit's parts."""
    before = list(reversed(calendar.dated))
    if before and before[0].date:
        yield "met:last", before[0].date
    known = next((d for d in before if draft.members.keys() & d.members.keys()), None)
    if known is not None and known.date:
        yield "met:shared", known.date
    if draft.kind == "visit":
        yield from _read_parts(calendar, draft)
        return
    for frame in (f for ref in draft.members for f in calendar.framing.get(ref, ())[:RECENT]):
        if frame is draft or frame.date is None:
            continue
        if frame.kind == "conference" or frame.place_country == draft.place_country:
            yield f"frame:{frame.kind}", frame.date
    if draft.kind == "conference":
        days = [d.edtf for n in draft.told for d in calendar.story.dates.get(n, ())]
        yield from _widen("told", [*days, draft.date])


def _read_whereabouts(calendar: Calendar, draft: Draft) -> tuple[set[str], set[str]]:
    """The dates on which those who met were in the country where they met, and in others."""
    here: set[str] = set()
    elsewhere: set[str] = set()
    if draft.place_country is None:
        return here, elsewhere
    visits = (v for ref in draft.members for v in calendar.framing.get(ref, ())[:RECENT] if v.date_given)
    for other in (*visits, *(d for d in calendar.dated if d.members.keys() & draft.members.keys())):
        if other is not draft and other.date is not None and other.place_country is not None:
            (here if other.place_country == draft.place_country else elsewhere).add(other.date)
    return here, elsewhere


def _read_parts(calendar: Calendar, visit: Draft) -> Iterator[tuple[str, str]]:
    """The span of the days on which a visit's guests met others in the country that they visited."""
    guests = {ref for ref, (role, _) in visit.members.items() if role != "host"}
    days = [
        d.date
        for d in calendar.dated
        if d.place_country == visit.place_country and guests & d.members.keys() and d.status != "cancelled"
    ]
    yield from _widen("parts", days)
    yield from _widen("parts+", [*days, visit.date])
    own = [d.edtf for d in calendar.story.dates.get(visit.told[0], ())]
    yield from _widen("ends", own)
    if calendar.written is not None and visit.date is not None:
        yield from _widen("until written", [visit.date, calendar.written.isoformat()])


def _widen(trait: str, days: Sequence[str | None]) -> Iterator[tuple[str, str]]:
    """One span over days that lie near one another."""
    spans = [_span(day) for day in days if day is not None and len(day.partition("/")[0]) == DAY_LENGTH]
    firsts = [first for first, _ in spans if first is not None]
    lasts = [last for _, last in spans if last is not None]
    if firsts and lasts and max(lasts) - min(firsts) <= timedelta(LONGEST_SPAN):
        edtf = interval(min(firsts).isoformat(), max(lasts).isoformat())
        yield (f"{trait}:several" if len(set(firsts)) > 1 else f"{trait}:one"), edtf


def _cross(calendar: Calendar, draft: Draft, option: Option) -> None:
    """Adds the form of a date, how it fits the day of writing and the status, and what only holds together."""
    form = "span" if "/" in option.edtf else {4: "year", 7: "month", 10: "day"}.get(len(option.edtf), "other")
    first, last = _span(option.edtf)
    age = "unknown"
    if calendar.written is not None and first is not None and last is not None:
        written = calendar.written
        age = "ahead" if first > written else "today" if last >= written else "past"
        far = abs((written - first).days) > NEWS_DAYS
        age = f"{age}:far" if far else age
    extra = {f"{form}|{draft.kind}", f"{age}|{draft.status}", f"{age}|{'perfect' if draft.background else '-'}"}
    own = not option.traits.isdisjoint(("clause", "sentence"))
    for suffix in (f"|{age}", f"|{form}", f"|{draft.kind}"):
        extra.update([trait + suffix for trait in option.traits])
    extra.add(f"{'own' if own else 'carried'}|{form}|{draft.kind}")
    if draft.background:
        extra |= {f"{trait}|perfect" for trait in option.traits}
    option.traits |= extra


@lru_cache(maxsize=4096)
def _span(edtf: str) -> tuple[date | None, date | None]:
    span = parse_edtf(edtf)
    return span.earliest, span.latest


def _move(story: Story, draft: Draft, option: Option) -> None:
    draft.date = option.edtf
    draft.date_given = bool(option.traits & {"clause", "sentence"})
    if option.inferred or not draft.date_given:
        draft.inferred.add("date")
    published = story.setting.doc.article.published
    ahead = published is not None and option.edtf[:DAY_LENGTH] > published[:DAY_LENGTH]
    if draft.status == "held" and ahead:
        draft.status, draft.turned = "planned", True
    elif draft.turned and not ahead:
        draft.status, draft.turned = "held", False
