"""Calendar arithmetic for relative dates: all in, EDTF out."""

from calendar import monthrange
from datetime import date, timedelta
from typing import Literal

Tense = Literal["past", "future"]

DAYS_OF_WEEK = 7
# A day of the past may be told of as coming, and the other way round ("had invited him for 5 May"): another year is
# taken only where the year that the tense asks for lies this much farther away.
FAR_DAYS = 240
NEAR_DAYS = 75


def week_of(day: date) -> tuple[date, date]:
    """Returns Monday and Sunday of the week of `day`."""
    monday = day - timedelta(days=day.weekday())
    return monday, monday + timedelta(days=DAYS_OF_WEEK - 1)


def weekday_near(reference: date, weekday: int, tense: Tense, *, strictly: bool = False) -> date:
    """Returns the last (past) or next (future) such day, the reference day included unless `strictly`."""
    if tense == "past":
        back = (reference.weekday() - weekday) % DAYS_OF_WEEK
        return reference - timedelta(days=back or (DAYS_OF_WEEK if strictly else 0))
    ahead = (weekday - reference.weekday()) % DAYS_OF_WEEK
    return reference + timedelta(days=ahead or (DAYS_OF_WEEK if strictly else 0))


def nearest_weekday(reference: date, weekday: int) -> date:
    """Returns the nearer of the last and the next such day."""
    past, future = (weekday_near(reference, weekday, tense) for tense in ("past", "future"))
    return past if (reference - past) < (future - reference) else future


def year_of_day(reference: date, month: int, day: int, tense: Tense | None, weekday: int | None = None) -> int | None:
    """Returns the year that a day without one means, None for a day no calendar has."""
    days = [
        d for year in range(reference.year - 1, reference.year + 2) if (d := make_day(year, month, day)) is not None
    ]
    if weekday is not None:
        days = [d for d in days if d.weekday() == weekday] or days
    if not days:
        return None
    nearest = min(days, key=lambda d: abs((d - reference).days))
    if tense is None:
        return nearest.year
    fitting = [d for d in days if (d <= reference if tense == "past" else d >= reference)]
    if not fitting:
        return nearest.year
    best = min(fitting, key=lambda d: abs((d - reference).days))
    far, near = abs((best - reference).days), abs((nearest - reference).days)
    return nearest.year if far > FAR_DAYS and near < NEAR_DAYS else best.year


def year_of_month(reference: date, month: int, tense: Tense | None) -> int:
    """Returns the year that a month without one means; the month of the reference counts as past and as to come."""
    if tense == "future":
        return reference.year + (month < reference.month)
    if tense == "past":
        return reference.year - (month > reference.month)
    distance = month - reference.month
    return reference.year - (distance > 6) + (distance < -6)


def add_months(reference: date, months: int) -> tuple[int, int]:
    """Returns year and month so many months away."""
    count = reference.year * 12 + reference.month - 1 + months
    return count // 12, count % 12 + 1


def make_day(year: int, month: int, day: int) -> date | None:
    """Returns the day, None where no calendar has it."""
    if not (1 <= year <= 9999 and 1 <= month <= 12 and 1 <= day <= monthrange(year, month)[1]):
        return None
    return date(year, month, day)


def interval(first: str, last: str) -> str:
    """Returns an EDTF interval, or one date where both ends are the same."""
    return first if first == last else f"{first}/{last}"
