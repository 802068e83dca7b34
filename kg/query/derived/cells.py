"""Makes cells of numbers, each term once: the same few come back in most rows of an answer."""

from collections.abc import Iterable
from datetime import date

from kg.query.result import Cell
from kg.store.derived import Index, from_term
from kg.store.derived.terms import text_of
from kg.store.terms import Iri, Literal
from kg.vocab import XSD_date, XSD_integer

#: Sorts where a query's `first` does that has no value: after every day there is.
NEVER = 9_999_999


class Cells:
    """Cells of one answer."""

    def __init__(self, index: Index) -> None:
        self._index = index
        self._order = None if index.delta is None else index.order
        self._takers, self._dates = index.by("part").firsts, index.by("date").targets
        self._several_of = [index.by(name).targets for name in ("place", "country", "topic", "type")]
        self._iris: dict[int, Iri] = {}
        self._days: dict[int, Literal | None] = {0: None}
        self._several: dict[tuple[int, ...], tuple[Iri, ...]] = {}
        self._meetings: dict[int, tuple[Cell, ...]] = {}
        self._persons: dict[int, tuple[Iri, ...]] = {}

    def iri(self, number: int) -> Iri:
        """Returns the IRI of a number."""
        found = self._iris.get(number)
        if found is None:
            found = self._iris[number] = Iri(self._index.term(number))
        return found

    def iris(self, numbers: Iterable[int]) -> tuple[Iri, ...]:
        """Returns IRIs, sorted, each once."""
        key = tuple(numbers)
        found = self._several.get(key)
        if found is None:
            found = tuple([self.iri(number) for number in sorted(set(key), key=self._order)])
            self._several[key] = found
        return found

    def texts(self, numbers: Iterable[int]) -> tuple[Literal, ...]:
        """Returns literals as text without language, sorted, each once."""
        return tuple(map(Literal, sorted({text_of(self._index.term(number)) for number in numbers})))

    def literal(self, number: int) -> Literal:
        """Returns the literal of a number."""
        found = from_term(self._index.term(number))
        assert isinstance(found, Literal)
        return found

    def day(self, number: int) -> Literal | None:
        """Returns a day, None for 0."""
        found = self._days.get(number)
        if found is None and number:
            found = self._days[number] = Literal(date.fromordinal(number).isoformat(), XSD_date)
        return found

    def meeting(self, number: int) -> tuple[Cell, ...]:
        """Returns first, last, date, place, country, topics and kinds of a meeting, the columns most questions have."""
        found = self._meetings.get(number)
        if found is None:
            first, last, _ = self._index.meeting(number)
            several = [self.iris(targets(number)) for targets in self._several_of]
            found = (self.day(first), self.day(last), self.texts(self._dates(number)), *several)
            self._meetings[number] = found
        return found

    def takers(self, number: int) -> tuple[Iri, ...]:
        """Returns who took part in a meeting."""
        found = self._persons.get(number)
        if found is None:
            found = self._persons[number] = self.iris(self._takers(number))
        return found


def whole(number: int) -> Literal:
    """Returns a whole number."""
    return Literal(str(number), XSD_integer)
