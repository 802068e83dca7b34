"""What a page says in each of its languages: labels of the interface, dates, names of meetings.

The words are data (lang/*.toml, one file a language). Names and quotes of articles are never translated.
"""

import re
import tomllib
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from kg.errors import InputError

LANG_DIR = Path(__file__).parent / "lang"
#: The languages of the page, the first the one to fall back to.
LANGS = ("en", *sorted(path.stem for path in LANG_DIR.glob("*.toml") if path.stem != "en"))

_DAY = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?([~?%]?)")


@dataclass(frozen=True, slots=True)
class Words:
    """The words of one language. texts: "table.name" to what is shown; the others: how dates are written."""

    lang: str
    name: str
    texts: Mapping[str, str]
    dates: Mapping[str, str]
    months: tuple[str, ...]
    short_months: tuple[str, ...]

    def say(self, key: str, **values: object) -> str:
        """Returns the words for a key with its {braces} filled in."""
        return self.texts[key].format(**values)


@cache
def load_words(lang: str) -> Words:
    """Returns the words of a language of LANGS.

    Raises:
        InputError: the page does not speak that language.
    """
    if lang not in LANGS:
        raise InputError(f"unknown language {lang!r} for the page; use one of {', '.join(LANGS)}")
    table = tomllib.loads((LANG_DIR / f"{lang}.toml").read_text("utf-8"))
    dates = table.pop("dates")
    name = table.pop("name")
    months, short_months = tuple(dates.pop("months")), tuple(dates.pop("short_months"))
    texts = {f"{group}.{key}": text for group, entries in table.items() for key, text in entries.items()}
    return Words(lang, name, texts, dates, months, short_months)


def format_date(edtf: str, words: Words, *, short: bool = False) -> str:
    """Returns an EDTF date or interval as a reader of the language writes it ("26–28 June 2024").

    Forms beyond days, months, years, intervals of them and the qualifiers ~ ? % come back as they are.
    short: abbreviated months, for labels of the picture.
    """
    first, slash, last = edtf.partition("/")
    if not slash:
        return _format_day(first, words, short) or edtf
    if last in ("", ".."):
        return words.dates["since"].format(date=_format_day(first, words, short) or first)
    if first in ("", ".."):
        return words.dates["until"].format(date=_format_day(last, words, short) or last)
    return _format_range(first, last, words, short) or edtf


def _format_day(day: str, words: Words, short: bool) -> str | None:
    match = _DAY.fullmatch(day)
    if not match:
        return None
    year, month, number, doubt = match.groups()
    if month and not 1 <= int(month) <= 12:
        return None
    text = year
    if number:
        text = _fill("day", words, short, number, month, year)
    elif month:
        text = _fill("month", words, short, None, month, year)
    if doubt:
        text = words.dates["maybe" if doubt == "?" else "about"].format(date=text)
    return text


def _format_range(first: str, last: str, words: Words, short: bool) -> str | None:
    one, two = _DAY.fullmatch(first), _DAY.fullmatch(last)
    start, end = _format_day(first, words, short), _format_day(last, words, short)
    if not (one and two and start and end):
        return None
    if one[3] and two[3] and one[1] == two[1] and not one[4] and not two[4]:
        if first == last:
            return end
        if one[2] == two[2]:
            return f"{_fill('day_of_month', words, short, one[3], one[2], one[1])}–{end}"
        return f"{_fill('day_of_year', words, short, one[3], one[2], one[1])} – {end}"
    return f"{start} – {end}"


def _fill(form: str, words: Words, short: bool, day: str | None, month: str, year: str) -> str:
    number = "" if day is None else str(int(day))
    if number == "1" and form != "month":
        number = words.dates["first_of_month"].format(day=number)
    names = words.short_months if short else words.months
    return words.dates[form].format(day=number, month=names[int(month) - 1], year=year)


def fold_text(text: str) -> str:
    """Returns the text without case and accents, for comparing names. The page's script does the same."""
    text = text.casefold().replace("ø", "o").replace("đ", "d").replace("ł", "l").replace("ı", "i").replace("æ", "ae")
    return "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))


def wrap_label(text: str, width: int = 18, lines: int = 3) -> str:
    """Returns the text broken at blanks into lines of about `width` letters, cut with "…" after `lines` lines."""
    rows = [""]
    for word in text.split():
        if rows[-1] and measure_text(rows[-1]) + 1 + measure_text(word) > width:
            rows.append(word)
        else:
            rows[-1] = f"{rows[-1]} {word}".strip()
    rows = [_cut(row, width + 6) for row in rows]
    if len(rows) > lines:
        rows = [*rows[: lines - 1], _cut(f"{rows[lines - 1]} {rows[lines]}", width)]
    return "\n".join(rows)


def _cut(text: str, width: int) -> str:
    if measure_text(text) <= width:
        return text
    while text and measure_text(text) > width - 1:
        text = text[:-1]
    return text.rstrip() + "…"


def measure_text(text: str) -> int:
    """Returns the width in letters; wide East Asian ones count two, combining ones none."""
    return sum(0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)
