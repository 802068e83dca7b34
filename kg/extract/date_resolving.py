"""Settles which day, month or year a reading means: by the day of writing, the dates told before, and the tense."""

from collections.abc import Set
from dataclasses import dataclass
from datetime import date, timedelta

from kg.extract.calendar_days import (
    DAYS_OF_WEEK,
    Tense,
    add_months,
    interval,
    make_day,
    nearest_weekday,
    week_of,
    weekday_near,
    year_of_day,
    year_of_month,
)
from kg.extract.date_grammar import Reading
from kg.extract.date_merging import Span
from kg.extract.date_tense import TenseReader

_TENSES: dict[str, Tense] = {"last": "past", "next": "future"}
# "This Friday" is the nearest one, unless both are about as far away.
CLEARLY_NEARER_DAYS = 2
# A day that was planned and has just been is the one meant, however it is told ("was to last an hour on Wednesday").
JUST_PAST_DAYS = 2


@dataclass(frozen=True, slots=True)
class Resolved:
    """A date as EDTF; inferred and tense as in DateMention."""

    edtf: str
    inferred: bool
    tense: Tense | None


@dataclass(frozen=True, slots=True)
class _Point:
    """first, last: the days it covers, None for what has no bounds worth knowing; inferred: not all of it was said."""

    edtf: str
    first: date | None
    last: date | None
    inferred: bool


class Resolver:
    """Resolves the dates of one article in text order.

    reference: the day of writing, None where unknown. years: all years that the text names. is_firm: the reference is
    known from the article, so that weekdays and words such as "yesterday" count from it; else it only helps with years.
    """

    def __init__(self, reference: date | None, years: Set[int], tenses: TenseReader, *, is_firm: bool) -> None:
        self.reference = reference
        self.years = years
        self.tenses = tenses
        self.is_firm = is_firm
        self._last: _Point | None = None
        self._event: tuple[int, _Point] | None = None  # paragraph and dates of the last event told by its date
        self._said_year: tuple[int, int, int] | None = None  # sentence, paragraph and the year last said in them
        self._heading: _Point | None = None  # of what is told now
        self._headed: _Point | None = None  # the heading before
        self._is_heading = False
        self.is_agenda = False
        self.to_come: Set[int] = frozenset()  # numbers of the sentences of previews

    def leave_heading(self) -> None:
        """Ends what the last heading holds for."""
        self._heading = None

    def resolve(self, span: Span, sentence: int, paragraph: int, *, is_heading: bool = False) -> Resolved | None:
        """Returns the date that a span means, None where it cannot be known."""
        self._is_heading = is_heading
        point = self._span(span, sentence, paragraph)
        if point is None:
            return None
        self._last = point
        if is_heading:
            self._heading = self._headed = point
        if span.first.day is not None and point.first is not None:
            self._event = (paragraph, point)
        for reading in (span.first, span.last):
            if reading is not None and reading.year is not None:
                self._said_year = (sentence, paragraph, reading.year)
        return Resolved(point.edtf, point.inferred, self._tense_of(point))

    def _tense_of(self, point: _Point) -> Tense | None:
        if self.reference is None or point.first is None or point.last is None:
            return None
        if point.last < self.reference:
            return "past"
        return "future" if point.first > self.reference else None

    def _span(self, span: Span, sentence: int, paragraph: int) -> _Point | None:
        first = self._point(span.first, sentence, paragraph)
        if span.last is None or first is None:
            return first
        said = self._last
        self._last = first
        last = self._point(span.last, sentence, paragraph)
        self._last = said
        if last is None or first.first is None or last.first is None or last.last is None:
            return first
        if last.first < first.first and span.last.weekday is not None and span.last.day is None:
            moved = last.first + timedelta(days=DAYS_OF_WEEK)
            last = _Point(moved.isoformat(), moved, moved, last.inferred)
        if last.first is None or last.first <= first.first:
            return first
        follows = first.last is not None and last.first == first.last + timedelta(days=1)
        if span.joined and not follows:
            return last if span.first.year is None else first
        return _Point(interval(first.edtf, last.edtf), first.first, last.last, first.inferred or last.inferred)

    # --- one reading --------------------------------------------------------------------------------------------------

    def _point(self, reading: Reading, sentence: int, paragraph: int) -> _Point | None:
        if reading.shift is not None:
            return self._shifted(reading)
        if reading.unit == "day" and reading.day is None:
            return self._weekday(reading, sentence, paragraph)
        if reading.day is not None and reading.month is None and reading.weekday is not None:
            return self._numbered_weekday(reading.weekday, reading.day) or self._weekday(reading, sentence, paragraph)
        if reading.unit == "year":
            return _year(reading.year, inferred=False)
        if reading.unit == "season":
            return _Point(f"{reading.year:04}-{reading.month}", None, None, False)
        if reading.unit == "month":
            return self._month(reading, sentence, paragraph)
        return self._day(reading, sentence, paragraph)

    def _tense(self, reading: Reading) -> Tense | None:
        return _TENSES.get(reading.direction or "") or self.tenses.read(reading.start, reading.end)

    def _day(self, reading: Reading, sentence: int, paragraph: int) -> _Point | None:
        if reading.day is None:
            return None
        year, month = reading.year, reading.month
        if month is None:
            return self._day_of_known_month(reading, reading.day)
        if year is None:
            year = self._year_around(sentence, paragraph)
        if year is None and self.reference is not None:
            year = year_of_day(self.reference, month, reading.day, self._tense(reading), reading.weekday)
        if year is None and len(self.years) == 1:
            year = next(iter(self.years))
        first = make_day(year, month, reading.day) if year is not None else None
        last = make_day(year, month, reading.until_day) if year is not None and reading.until_day else first
        if first is None or last is None:
            return None
        return _days(first, last, inferred=reading.year is None)

    def _day_of_known_month(self, reading: Reading, number: int) -> _Point | None:
        """The 19th: of the month of the day of writing, or the one before or after it, as the tense wants."""
        if self.reference is None or not self.is_firm:
            return None
        tense = self._tense(reading) or "past"
        for months in (0, -1 if tense == "past" else 1):
            day = make_day(*add_months(self.reference, months), number)
            if day is not None and (day <= self.reference if tense == "past" else day >= self.reference):
                return _days(day, day, inferred=True)
        return None

    def _numbered_weekday(self, weekday: int, number: int) -> _Point | None:
        """Tuesday the 14th: the nearest such day; None where no month around the day of writing has it."""
        if self.reference is None:
            return None
        days = [make_day(*add_months(self.reference, months), number) for months in (0, -1, 1)]
        fitting = [day for day in days if day is not None and day.weekday() == weekday]
        reference = self.reference
        day = min(fitting, key=lambda d: abs((d - reference).days), default=None)
        return None if day is None else _days(day, day, inferred=True)

    def _month(self, reading: Reading, sentence: int, paragraph: int) -> _Point | None:
        year, month = reading.year, reading.month
        if month is None:
            return None
        if year is None:
            year = self._year_around(sentence, paragraph)
        if year is None and self.reference is not None:
            year = year_of_month(self.reference, month, self._tense(reading))
            if reading.direction == "last" and (year, month) == (self.reference.year, self.reference.month):
                year -= 1
        if year is None and len(self.years) == 1:
            year = next(iter(self.years))
        if year is None or not 1 <= year <= 9998:
            return None
        return _month(year, month, inferred=reading.year is None)

    def _year_around(self, sentence: int, paragraph: int) -> int | None:
        """A year said earlier in the sentence holds for the dates after it; one of history for the next sentence too."""
        if self._said_year is None:
            return None
        said, there, year = self._said_year
        if said == sentence:
            return year
        is_history = self.reference is not None and year < self.reference.year - 1
        return year if is_history and there == paragraph and sentence - said == 1 else None

    def _weekday(self, reading: Reading, sentence: int, paragraph: int) -> _Point | None:
        if reading.weekday is None or self.reference is None or not self.is_firm:
            return None
        event = None
        if reading.direction is None:
            event = self._weekday_of_heading(reading.weekday) or self._weekday_of_event(reading.weekday, paragraph)
        if event is not None:
            return _days(event, event, inferred=True)
        if reading.direction in _TENSES:
            day = weekday_near(self.reference, reading.weekday, _TENSES[reading.direction], strictly=True)
        else:
            tense = self.tenses.read(reading.start, reading.end) or "past"
            if sentence in self.to_come:
                tense = "future"
            day = weekday_near(self.reference, reading.weekday, tense)
            last = weekday_near(self.reference, reading.weekday, "past")
            just_past = (self.reference - last).days <= JUST_PAST_DAYS < (day - self.reference).days
            if just_past and self.tenses.tells_past(reading.start):
                day = last
            if reading.direction == "this":
                nearest = nearest_weekday(self.reference, reading.weekday)
                gain = abs((day - self.reference).days) - abs((nearest - self.reference).days)
                day = nearest if gain >= CLEARLY_NEARER_DAYS else day
        return _days(day, day, inferred=False)

    def _weekday_of_heading(self, weekday: int) -> date | None:
        """A weekday counted from the heading over it, or, in a heading, from the one before; agendas look ahead."""
        before = self._headed if self._is_heading else self._heading
        if before is not None and before.first is not None and before.last is not None:
            ahead = self.reference is None or before.last > self.reference or self._is_heading
            day = weekday_near(before.first, weekday, "future")
            return day if ahead or day <= before.last else None
        if self._is_heading and self.is_agenda and self.reference is not None:
            return weekday_near(self.reference, weekday, "future")
        return None

    def _weekday_of_event(self, weekday: int, paragraph: int) -> date | None:
        """A weekday within the days of the event that the paragraph has just dated."""
        if self._event is None or self._event[0] != paragraph:
            return None
        first, last = self._event[1].first, self._event[1].last
        if first is None or last is None or not 0 < (last - first).days < DAYS_OF_WEEK:
            return None
        day = weekday_near(first, weekday, "future")
        return day if day <= last else None

    # --- relative words -----------------------------------------------------------------------------------------------

    def _shifted(self, reading: Reading) -> _Point | None:
        shift = reading.shift
        if shift is None:
            return None
        amount = shift.amount * reading.count
        if shift.counted and shift.base == "published" and amount > 0 and self._tense(reading) == "past":
            return None  # "six talks in two days" lasted so long
        if shift.base == "last":
            known = self._last
            base = None if known is None else known.last if amount > 0 else known.first
            exact = known is not None and known.first is not None and known.last is not None
            if base is None or not exact or (known is not None and len(known.edtf) < len("2024-06-01")):
                return None
        else:
            base = self.reference if self.is_firm else None
        return None if base is None else self._from(base, reading, amount)

    def _from(self, base: date, reading: Reading, amount: int) -> _Point | None:
        try:
            if reading.unit == "day" and reading.weekday is not None and reading.shift and reading.shift.unit == "week":
                day = week_of(base)[0] + timedelta(days=amount * DAYS_OF_WEEK + reading.weekday)
                return _days(day, day, inferred=False)
            if reading.unit == "day":
                day = base + timedelta(days=amount)
                return _days(day, day, inferred=False)
            if reading.unit == "week":
                return self._week(base, amount, reading)
            if reading.unit == "weekend":
                saturday = weekday_near(base, 5, "past" if self._tense(reading) != "future" else "future")
                return _days(saturday, saturday + timedelta(days=1), inferred=False)
            if reading.unit == "month":
                return _month(*add_months(base, amount), inferred=False)
            return _year(base.year + amount, inferred=False)
        except (OverflowError, ValueError):
            return None

    def _week(self, base: date, amount: int, reading: Reading) -> _Point:
        """A whole week; of this week what lies behind the day of writing, or ahead of it."""
        monday, sunday = (day + timedelta(days=amount * DAYS_OF_WEEK) for day in week_of(base))
        if amount == 0:
            monday, sunday = (base, sunday) if self._tense(reading) == "future" else (monday, base)
        return _days(monday, sunday, inferred=False)


def _days(first: date, last: date, *, inferred: bool) -> _Point:
    return _Point(interval(first.isoformat(), last.isoformat()), first, last, inferred)


def _month(year: int, month: int, *, inferred: bool) -> _Point:
    first = date(year, month, 1)
    following = date(year + month // 12, month % 12 + 1, 1)
    return _Point(f"{year:04}-{month:02}", first, following - timedelta(days=1), inferred)


def _year(year: int | None, *, inferred: bool) -> _Point | None:
    return None if year is None else _Point(f"{year:04}", date(year, 1, 1), date(year, 12, 31), inferred)
