"""Dates as EDTF (Library of Congress, ISO 8601-2) with their earliest and latest day. The one home of library `edtf`.

Plain dates, qualified dates and intervals of them are read here, in microseconds; what is rarer (seasons, unspecified
digits, sets) goes to the library, whose open bounds are floats and whose parser takes milliseconds. Refuses days that
no calendar has and intervals that end before they begin.
"""

import io
import re
from calendar import monthrange
from contextlib import redirect_stdout
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from kg.errors import InputError

MAX_LENGTH = 100
OPEN = ".."
REMEDY = "use EDTF such as 2024-06-26, 2024-06, 2024~ or 2024-06-26/2024-06-28"

_PLAIN = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?[?~%]?", re.ASCII)
_TIME = re.compile(r"(\d{4}-\d\d-\d\d)T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:Z|[+-]\d\d(?::\d\d)?)?", re.ASCII)


@dataclass(frozen=True, slots=True)
class EdtfDate:
    """A date or interval.

    text: as it was given, without blanks around it.
    earliest, latest: first and last day it may mean, both included; None where open, unknown or outside the years 1 to
        9999. A mark of doubt (?, ~, %) does not widen them.
    normal: the same for every way to write one date: no time of day, no blanks, one date for an interval of one.
    """

    text: str
    earliest: date | None
    latest: date | None
    normal: str

    def overlaps(self, other: "EdtfDate") -> bool:
        """Whether some day may be in both; a bound that is None reaches for ever."""
        return _not_after(self.earliest, other.latest) and _not_after(other.earliest, self.latest)


@lru_cache(maxsize=4096)
def parse_edtf(text: str) -> EdtfDate:
    """Reads an EDTF date or interval.

    Raises:
        InputError: the text is no EDTF, names a day that is none, or an interval that ends before it begins or is
            open at both ends.
    """
    text = text.strip()
    if not text or len(text) > MAX_LENGTH:
        raise _bad_date(text, "")
    start, slash, end = text.partition("/")
    first = _section(start, text, may_be_open=bool(slash))
    if not slash:
        return EdtfDate(text, first.earliest, first.latest, first.normal)
    last = _section(end, text, may_be_open=True)
    if first.is_open and last.is_open:
        raise _bad_date(text, "open at both ends; ")
    if not _not_after(first.earliest, last.latest):
        raise _bad_date(text, "ends before it begins; ")
    normal = first.normal if first.normal == last.normal else f"{first.normal}/{last.normal}"
    return EdtfDate(text, first.earliest, last.latest, normal)


@dataclass(frozen=True, slots=True)
class _Section:
    """One side of an interval, or a whole date."""

    earliest: date | None
    latest: date | None
    normal: str

    @property
    def is_open(self) -> bool:
        return self.normal in ("", OPEN)


def _section(text: str, whole: str, *, may_be_open: bool) -> _Section:
    if may_be_open and text in ("", OPEN):
        return _Section(None, None, text)
    timed = _TIME.fullmatch(text)
    plain = _PLAIN.fullmatch(timed[1] if timed else text)
    if plain is None:
        return _from_library(text, whole)
    year, month, day = int(plain[1]), plain[2], plain[3]
    try:
        if year == 0:
            # Valid, the year before 1; Python's calendar has no such year, but its leap days are those of year 4.
            date(4, int(month or 1), int(day or 1))
            return _Section(None, None, plain.group())
        first_month, last_month = (int(month), int(month)) if month else (1, 12)
        if 21 <= first_month <= 41 and not day:
            return _from_library(text, whole)
        earliest = date(year, first_month, int(day or 1))
        latest = earliest if day else date(year, last_month, monthrange(year, last_month)[1])
    except ValueError:
        raise _bad_date(whole, "no such day; ") from None
    return _Section(earliest, latest, plain.group())


def _from_library(text: str, whole: str) -> _Section:
    """Reads what is no plain date; never an interval."""
    import edtf

    try:
        # The library prints what it cannot build; standard output is for data.
        with redirect_stdout(io.StringIO()):
            parsed = edtf.parse_edtf(text)
        if isinstance(parsed, edtf.Interval | edtf.Level1Interval | edtf.Level2Interval):
            raise _bad_date(whole, "")
        earliest, latest = _day(parsed.lower_strict()), _day(parsed.upper_strict())
    except (edtf.EDTFParseException, ValueError, TypeError, AttributeError, OverflowError, RecursionError):
        raise _bad_date(whole, "") from None
    if not _not_after(earliest, latest):
        raise _bad_date(whole, "ends before it begins; ")
    return _Section(earliest, latest, str(parsed).replace(" ", ""))


def _day(bound: object) -> date | None:
    """A bound of the library as a date: struct_time; a float (endless) or a year beyond Python's is None."""
    try:
        return date(*bound[:3]) if isinstance(bound, tuple) else None
    except (ValueError, OverflowError):
        return None


def _not_after(first: date | None, last: date | None) -> bool:
    return first is None or last is None or first <= last


def _bad_date(text: str, why: str) -> InputError:
    shown = text if len(text) <= MAX_LENGTH else f"{text[:MAX_LENGTH]}..."
    return InputError(f"bad date {shown!r}: {why}{REMEDY}")
