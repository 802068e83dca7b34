"""The words that dates are written with (lexicon table [dates]), compiled for the grammar that reads them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Any, Literal

from kg.errors import InputError
from kg.extract.lexicon import Lexicon, Matcher
from kg.extract.tokens import Gate, Token, Tokens

Unit = Literal["day", "week", "weekend", "month", "season", "year"]
Base = Literal["published", "last"]
Direction = Literal["last", "next", "this"]

UNITS = ("day", "week", "weekend", "month", "year")
LARGEST_COUNT = 90
# Visits said to last more days are counted in no date.
LONGEST_STAY = 14


@dataclass(frozen=True, slots=True)
class Shift:
    """A distance from a day: of the article (published) or the date told before (last).

    counted: the words hold a number to multiply with; not_after: words before which it means something else.
    """

    base: Base
    unit: Unit
    amount: int
    counted: bool
    not_after: frozenset[str]


@dataclass(frozen=True)
class TenseWords:
    """Cues of past and coming events: phrases, and endings of verb forms in small letters."""

    past: Matcher[bool]
    future: Matcher[bool]
    present: Matcher[bool]
    past_endings: tuple[str, ...]
    future_endings: tuple[str, ...]
    not_past: frozenset[str]

    @cached_property
    def cues(self) -> Gate:
        """Words that may tell of the past or of what is to come."""
        return Gate(self.past, self.future, self.present, endings=(*self.past_endings, *self.future_endings))


@dataclass(frozen=True, slots=True)
class DateWords:
    """All words of dates of one language. months, weekdays and seasons: their number, from 1; Monday is 0.

    starts: whether any date may begin with a word; most words are dismissed by this one look.
    """

    starts: Matcher[bool]
    months: Matcher[int]
    short_months: Matcher[int]
    weekdays: Matcher[int]
    seasons: Matcher[int]
    durations: Matcher[int]
    relative: Matcher[Shift]
    numbers: Mapping[str, int]
    between: frozenset[str]
    day_nouns: frozenset[str]
    month_first: bool
    cues: Mapping[str, Matcher[bool]]
    tense_stops: frozenset[str]
    tense: TenseWords


CUES = (
    *("month_cues", "year_cues", "day_cues", "to", "and", "from", "since", "until", "last", "next", "this"),
    *("last_after", "next_after", "parts", "published", "begin", "end", "agenda"),
)


@cache
def read_date_words(lexicon: Lexicon) -> DateWords:
    """Compiles the table [dates] of a lexicon.

    Raises:
        InputError: the table is incomplete or malformed.
    """
    table = lexicon.table("dates")
    try:
        weekdays = _with_endings(table["weekdays"], table["weekday_endings"])
        numbers = {form: n for n, forms in enumerate(table["numbers"], 1) for form in forms.split("|")}
        relative = _relative(table["relative"], numbers)
        named = [*map(_also_shouted, [*table["months"], *table["short_months"], *weekdays]), *table["seasons"]]
        return DateWords(
            starts=Matcher(_first_words([*named, *(p for p, _ in relative)])),
            months=_numbered(map(_also_shouted, table["months"]), 1),
            short_months=_numbered(map(_also_shouted, table["short_months"]), 1),
            weekdays=_numbered(map(_also_shouted, weekdays), 0),
            seasons=_numbered(table["seasons"], 21),
            durations=Matcher(_durations(table["durations"], numbers)),
            relative=Matcher(relative),
            numbers=numbers,
            between=frozenset(table["between"]),
            day_nouns=frozenset(table["day_nouns"]),
            month_first=table["month_first"],
            cues={name: Matcher((p, True) for p in table[name]) for name in CUES},
            tense_stops=frozenset(table["tense_stops"]),
            tense=_tense(table["tense"]),
        )
    except (KeyError, TypeError, AttributeError) as error:
        raise InputError(f"lexicon {lexicon.language!r}, table [dates]: {error!r}; see docs/lexicons.md") from None


def _numbered(patterns: Iterable[str], first: int) -> Matcher[int]:
    return Matcher((p, n) for n, p in enumerate(patterns, first) if p)


def _also_shouted(pattern: str) -> str:
    """Adds the capitals of headings to names that are told from words by their first letter ("=March")."""
    forms = pattern.split("|")
    return "|".join([*forms, *(form.upper() for form in forms if form.startswith("="))])


def _first_words(patterns: Iterable[str]) -> list[tuple[str, bool]]:
    """The words that patterns may begin with; an optional one may be missing, so that the next begins."""
    firsts: dict[str, bool] = {}
    for pattern in patterns:
        for word in pattern.split():
            firsts[word.removeprefix("?")] = True
            if not word.startswith("?"):
                break
    return list(firsts.items())


def _with_endings(weekdays: Iterable[str], endings: Sequence[str]) -> list[str]:
    """Adds compounds of a weekday and a part of the day ("Mittwochmorgen")."""
    made = []
    for pattern in weekdays:
        forms = pattern.split("|")
        made.append("|".join([*forms, *(form + ending for form in forms for ending in endings)]))
    return made


def _relative(entries: Iterable[Mapping[str, Any]], numbers: Mapping[str, int]) -> list[tuple[str, Shift]]:
    any_number = "|".join([*numbers, *(str(n) for n in range(1, LARGEST_COUNT + 1))])
    patterns = []
    for entry in entries:
        if entry["unit"] not in UNITS or entry["base"] not in ("published", "last"):
            raise TypeError(f"entry {entry!r} has an unknown unit or base")
        for phrase in entry["words"]:
            counted = "#" in phrase.split()
            shift = Shift(
                entry["base"], entry["unit"], int(entry["shift"]), counted, frozenset(entry.get("not_after", ()))
            )
            patterns.append((" ".join(any_number if w == "#" else w for w in phrase.split()), shift))
    return patterns


def _durations(phrases: Iterable[str], numbers: Mapping[str, int]) -> list[tuple[str, int]]:
    """Phrases of so many days; "#" may be part of a word ("dreitägig", "three-day")."""
    forms = [*((form, n) for form, n in numbers.items()), *((str(n), n) for n in range(1, LONGEST_STAY + 1))]
    return [
        (" ".join("|".join(part.replace("#", form) for part in word.split("|")) for word in phrase.split()), n)
        for phrase in phrases
        for form, n in forms
        if 1 < n <= LONGEST_STAY
    ]


def _tense(table: Mapping[str, Any]) -> TenseWords:
    return TenseWords(
        past=Matcher((p, True) for p in table["past"]),
        future=Matcher((p, True) for p in table["future"]),
        present=Matcher((p, True) for p in table["present"]),
        past_endings=tuple(table["past_endings"]),
        future_endings=tuple(table.get("future_endings", ())),
        not_past=frozenset(table["not_past"]),
    )


def ends_before(matcher: Matcher[bool], tokens: Tokens[Token], start: int, reach: int = 4) -> int | None:
    """Returns where the longest phrase that ends just before token `start` begins; None without one."""
    for begin in tokens.spots(matcher, max(0, start - reach), start):
        if any(match.end == start for match in matcher.all_at(tokens, begin, start)):
            return begin
    return None
