"""Reads dates off the tokens as they are written, before anyone knows which year or week they mean."""

import re
from dataclasses import dataclass, replace
from itertools import pairwise

from kg.extract.date_words import DateWords, Direction, Shift, Unit, ends_before
from kg.extract.document import Document
from kg.extract.tokens import Token, Tokens

_YEAR = re.compile(r"1[89]\d\d|20\d\d")
_DOTTED = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})")
_SHORT_DOTTED = re.compile(r"(\d{1,2})\.(\d{1,2})")
_DAY = re.compile(r"(\d{1,2})(?:st|nd|rd|th|er|º|°)?")
DIRECTIONS: tuple[Direction, ...] = ("last", "next", "this")
_DASHES = ("-", "–", "—")
# How many days one month may follow ("3., 4. und 5. Mai").
LONGEST_DAY_LIST = 4
# After an ordinal of a day only a word of so few letters ("in", "at") may follow.
SHORT_WORD = 3


@dataclass(frozen=True, slots=True)
class Reading:
    """What tokens start..end say: what is None is not said. weekday: 0 is Monday; month 21-24: a season;
    until_day: last day of a range within the month; count: the number in relative words."""

    start: int
    end: int
    unit: Unit
    year: int | None = None
    month: int | None = None
    day: int | None = None
    until_day: int | None = None
    weekday: int | None = None
    shift: Shift | None = None
    count: int = 1
    direction: Direction | None = None


def read_dates(doc: Document, words: DateWords) -> list[Reading]:
    """Returns all dates of the document in text order, none overlapping another."""
    reader = _Reader(doc.tokens, words)
    found: list[Reading] = []
    numbers = [i for i, token in enumerate(doc.tokens) if token.is_number]
    free = 0
    for i in sorted({*numbers, *doc.tokens.spots(words.starts)}):
        readings = reader.read(i, doc.sentence_of(i).end) if i >= free else []
        if readings and not _is_part_of_a_name(doc, readings[0]):
            found += readings
            free = readings[-1].end
    return found


def _is_part_of_a_name(doc: Document, reading: Reading) -> bool:
    """Words such as "today" are written small, unless they open a sentence ("USA Today" is a paper)."""
    if reading.shift is None or not doc.tokens[reading.start].is_capital:
        return False
    return reading.start > 0 and doc.tokens[reading.start - 1].is_word and not doc.opens_sentence(reading.start)


class _Reader:
    """The grammar, on the tokens of one document."""

    def __init__(self, tokens: Tokens[Token], words: DateWords) -> None:
        self.tokens = tokens
        self.words = words

    def read(self, i: int, end: int) -> list[Reading]:
        """Returns what begins at token i: mostly one date, several for a list of days; nothing: no date."""
        token = self.tokens[i]
        if token.is_number:
            readings = (
                self._relative(i, end)
                or self._numeric(i, end)
                or self._days_of_month(i, end)
                or self._year(i, end)
                or self._lone_day(i, end)
            )
        elif self.words.starts.at(self.tokens, i, i + 1) is None:
            return []
        else:
            readings = self._relative(i, end) or self._weekday(i, end) or self._month(i, end)
        return [self._with_direction(r, end) for r in readings]

    # --- words --------------------------------------------------------------------------------------------------------

    def _relative(self, i: int, end: int) -> list[Reading]:
        match = self.words.relative.at(self.tokens, i, end)
        if match is None:
            return []
        before = self.tokens[i - 1].norm if i else ""
        if before in match.value.not_after:
            return []
        count = self._count(match.start, match.end) if match.value.counted else 1
        stop = self._after(("parts",), match.end, end)
        return [Reading(i, stop, match.value.unit, shift=match.value, count=count)]

    def _count(self, start: int, end: int) -> int:
        for token in self.tokens[start:end]:
            if token.is_number and token.text.isdecimal():
                return int(token.text)
            if token.norm in self.words.numbers:
                return self.words.numbers[token.norm]
        return 1

    def _weekday(self, i: int, end: int) -> list[Reading]:
        match = self.words.weekdays.at(self.tokens, i, end)
        if match is None:
            return []
        numbered = self._numbered_weekday(match.end, end)
        if numbered is not None:
            return [Reading(i, numbered[1], "day", day=numbered[0], weekday=match.value)]
        return [Reading(i, self._after(("parts",), match.end, end), "day", weekday=match.value)]

    def _numbered_weekday(self, i: int, end: int) -> tuple[int, int] | None:
        """The day of the month right behind a weekday and the token after it: "martes 14", "LUNES, 3", "Freitag, 16."."""
        comma = i < end and self.tokens[i].text == ","
        at = i + comma
        day = self._day(at) if at < end else None
        if day is None or self.words.month_first:
            return None
        stop = at + 1
        if stop < end and self.tokens[stop].text == "." and self.tokens[at].end == self.tokens[stop].start:
            stop += 1
        follows = self.tokens[stop] if stop < end else None
        if follows is not None and (follows.is_number or (comma and follows.is_word)):
            return None
        return None if self._month_name(self._skip_between(stop, end), end) is not None else (day, stop)

    # --- numbers ------------------------------------------------------------------------------------------------------

    def _numeric(self, i: int, end: int) -> list[Reading]:
        """01.07.2024, 2024-07-01, 1/7/2024."""
        token = self.tokens[i]
        if dotted := _DOTTED.fullmatch(token.text):
            return _valid(i, i + 1, int(dotted[3]), int(dotted[2]), int(dotted[1]))
        if i + 5 <= end and self.tokens[i + 1].text == self.tokens[i + 3].text and self._glued(i, i + 5):
            parts = [t.text for t in self.tokens[i : i + 5 : 2]]
            if not all(p.isdecimal() for p in parts):
                return []
            first, second, third = map(int, parts)
            mark = self.tokens[i + 1].text
            if mark in _DASHES and _YEAR.fullmatch(parts[0]):
                return _valid(i, i + 5, first, second, third)
            if mark in ("/", *_DASHES) and _YEAR.fullmatch(parts[2]):
                if self.words.month_first and first <= 12 and second <= 12:
                    return []  # nobody knows which is the month
                day, month = (second, first) if second > 12 else (first, second)
                return _valid(i, i + 5, third, month, day)
        return []

    def _glued(self, start: int, end: int) -> bool:
        return all(self.tokens[k].end == self.tokens[k + 1].start for k in range(start, end - 1))

    def _days_of_month(self, i: int, end: int) -> list[Reading]:
        """26. Juni; 26. bis 28. Juni; 15 y 16 de junio de 2024; 3., 4. und 5. Mai."""
        days: list[tuple[int, int]] = []  # day and the token where it stands
        ranged = False
        while (day := self._day(i)) is not None and len(days) < LONGEST_DAY_LIST:
            days.append((day, i))
            i += 1
            dotted = i < end and self.tokens[i].text == "."
            month_at = self._skip_between(i + 1 if dotted else i, end)
            month = self._month_name(month_at, end)
            if month is not None:
                return self._finish_days(days, ranged, *month, end)
            i += 1 if dotted else 0
            after = self._separator(i, end)
            if after is None:
                return []
            ranged = ranged or after[1]
            i = after[0]
        return []

    def _finish_days(
        self, days: list[tuple[int, int]], ranged: bool, month: int, after: int, end: int
    ) -> list[Reading]:
        year, stop = self._year_after(after, end)
        (first, start), (last, _) = days[0], days[-1]
        numbers = [d for d, _ in days]
        together = ranged or all(b - a == 1 for a, b in pairwise(numbers))
        if len(days) > 1 and together and last > first:
            return _valid(start, stop, year, month, first, last)
        readings: list[Reading] = []
        for k, (day, at) in enumerate(days):
            readings += _valid(at, at + 1 if k + 1 < len(days) else stop, year, month, day)
        return readings

    def _day(self, i: int) -> int | None:
        if i >= len(self.tokens):
            return None
        day = _DAY.fullmatch(self.tokens[i].text)
        return int(day[1]) if day and 1 <= int(day[1]) <= 31 else None

    def _separator(self, i: int, end: int) -> tuple[int, bool] | None:
        """Where the next day of a list begins, and whether the list is a range."""
        for name, ranged in (("to", True), ("and", False)):
            match = self.words.cues[name].at(self.tokens, i, end)
            if match is not None:
                return self._skip_between(match.end, end), ranged
        if i < end and self.tokens[i].text == ",":
            return i + 1, False
        return None

    def _skip_between(self, i: int, end: int) -> int:
        while i < end and self.tokens[i].norm in self.words.between:
            i += 1
        return i

    def _month_name(self, i: int, end: int) -> tuple[int, int] | None:
        """Number of the month named at token i, and the token after it and its dot."""
        if i >= end:
            return None
        full = self.words.months.at(self.tokens, i, end)
        if full is not None:
            return full.value, full.end
        short = self.words.short_months.at(self.tokens, i, end)
        if short is None:
            return None
        stop = short.end
        return short.value, stop + 1 if stop < end and self.tokens[stop].text == "." else stop

    def _year_after(self, i: int, end: int) -> tuple[int | None, int]:
        """The year after a month ("de 2024", ", 2024"), and the token after it."""
        k = i
        if k < end and self.tokens[k].text == ",":
            k += 1
        k = self._skip_between(k, end)
        if k < end and _YEAR.fullmatch(self.tokens[k].text):
            return int(self.tokens[k].text), k + 1
        return None, i

    def _year(self, i: int, end: int) -> list[Reading]:
        """A year after a word that years stand after, and those listed with it ("2015 and 2016")."""
        years: list[Reading] = []
        if not self._has_cue("year_cues", i):
            return years
        while i < end and _YEAR.fullmatch(self.tokens[i].text):
            years.append(Reading(i, i + 1, "year", year=int(self.tokens[i].text)))
            separator = self._separator(i + 1, end) if i + 1 < end else None
            if separator is None:
                break
            i = separator[0]
        return years

    def _lone_day(self, i: int, end: int) -> list[Reading]:
        """A day of a month that the context knows ("am 19.", "el próximo día 19")."""
        day = self._day(i)
        if day is None or not self._has_cue("day_cues", i):
            return []
        token = self.tokens[i]
        stop = i + 1
        ordinal = not token.text.isdecimal()
        if stop < end and self.tokens[stop].text == "." and stop + 1 < end and token.end == self.tokens[stop].start:
            stop, ordinal = stop + 1, True
        following = self.tokens[stop] if stop < end else None
        # "the 19th century", "le 1er ministre", "am 19. Treffen" count something else
        counts = following is not None and (
            following.is_capital or following.is_number or (stop == i + 1 and len(following.text) > SHORT_WORD)
        )
        named = self.tokens[i - 1].is_word and self.tokens[i - 1].norm in self.words.day_nouns
        if not named and (counts or not ordinal):
            return []
        return _valid(i, stop, None, None, day)

    # --- months -------------------------------------------------------------------------------------------------------

    def _month(self, i: int, end: int) -> list[Reading]:
        """June 26-28, 2024; Juni 2024; im Juni; summer 2024."""
        month = self._month_name(i, end)
        if month is None:
            return self._season(i, end)
        number, after = month
        if self.words.month_first and (day := self._day(after)) is not None:
            return self._days_after_month(i, number, day, after + 1, end)
        if self.words.months.at(self.tokens, i, end) is None:
            return []
        year, stop = self._year_after(after, end)
        if year is None and not self._has_cue("month_cues", i) and not self._follows_month(i):
            return []
        return [Reading(i, stop, "month", year=year, month=number)]

    def _follows_month(self, i: int) -> bool:
        """Whether a month stands before, joined with this one ("between July and August")."""
        cues, names = self.words.cues, self.words.months
        joins = [ends_before(cues[name], self.tokens, i) for name in ("to", "and")]
        return any(k is not None and k > 0 and names.at(self.tokens, k - 1, k) is not None for k in joins)

    def _days_after_month(self, start: int, month: int, day: int, i: int, end: int) -> list[Reading]:
        last, stop = None, i
        separator = self._separator(i, end)
        if separator is not None and self.tokens[i].text != ",":
            until = self._day(separator[0])
            fits = until is not None and until > day and (separator[1] or until == day + 1)
            if fits and self._month_name(separator[0] + 1, end) is None:
                last, stop = until, separator[0] + 1
        year, stop = self._year_after(stop, end)
        return _valid(start, stop, year, month, day, last)

    def _season(self, i: int, end: int) -> list[Reading]:
        match = self.words.seasons.at(self.tokens, i, end)
        if match is None:
            return []
        year, stop = self._year_after(match.end, end)
        return [Reading(i, stop, "season", year=year, month=match.value)] if year is not None else []

    # --- what stands around -------------------------------------------------------------------------------------------

    def _has_cue(self, name: str, i: int) -> bool:
        begin = ends_before(self.words.cues[name], self.tokens, i)
        return begin is not None or (
            i > 0
            and self.tokens[i - 1].text in _DASHES
            and ends_before(self.words.cues[name], self.tokens, i - 1) is not None
        )

    def _with_direction(self, reading: Reading, end: int) -> Reading:
        """Takes in "last", "next", "this" before a date or behind it."""
        cues = self.words.cues
        for direction in DIRECTIONS:
            begin = ends_before(cues[direction], self.tokens, reading.start, 2)
            if begin is not None:
                return replace(reading, start=begin, direction=direction)
        for direction in DIRECTIONS[:2]:
            match = cues[f"{direction}_after"].at(self.tokens, reading.end, end) if reading.end < end else None
            if match is not None:
                return replace(reading, end=match.end, direction=direction)
        return reading

    def _after(self, names: tuple[str, ...], i: int, end: int) -> int:
        for name in names:
            match = self.words.cues[name].at(self.tokens, i, end) if i < end else None
            i = match.end if match is not None else i
        return i


def _valid(
    start: int, end: int, year: int | None, month: int | None, day: int, until_day: int | None = None
) -> list[Reading]:
    """A day as a reading, nothing where no calendar has it."""
    if not 1 <= day <= 31 or (month is not None and not 1 <= month <= 12):
        return []
    return [Reading(start, end, "day", year=year, month=month, day=day, until_day=until_day)]
