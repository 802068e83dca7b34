"""Makes cells of numbers, each term once: the same few come back in most rows of an answer."""

from collections.abc import Iterable
from datetime import date

from kg.query.result import Cell
from kg.store.derived import Index
from kg.store.derived.terms import text_of
from kg.store.terms import Iri, Literal
from kg.vocab import XSD_date, XSD_integer

#: Sorts where a query's `first` does that has no value: after every day there is.
NEVER = 9_999_999


class _Iris(dict[int, Iri]):
    """IRIs by number."""

    def __init__(self, index: Index) -> None:
        super().__init__()
        self._term = index.term

    def __missing__(self, number: int) -> Iri:
        found = self[number] = Iri(self._term(number))
        return found


class _Several(dict[tuple[int, ...], tuple[Iri, ...]]):
    """Several IRIs by their numbers, as they come."""

    def __init__(self, iris: _Iris) -> None:
        super().__init__()
        self._iris = iris

    def __missing__(self, numbers: tuple[int, ...]) -> tuple[Iri, ...]:
        found = self[numbers] = tuple(map(self._iris.__getitem__, numbers))
        return found


class Cells:
    """Cells of one answer."""

    def __init__(self, index: Index) -> None:
        self._index = index
        self._order = None if index.delta is None else index.order
        self._read_card = index.cards.read
        self._iris = _Iris(index)
        self._days: dict[int, Literal | None] = {0: None}
        self._several = _Several(self._iris)
        self._texts: dict[tuple[int, ...], tuple[Literal, ...]] = {}
        self._events: dict[int, tuple[Cell, ...]] = {}
        #: Returns the IRI of a number.
        self.iri = self._iris.__getitem__

    def iris(self, numbers: Iterable[int]) -> tuple[Iri, ...]:
        """Returns IRIs, sorted, each once."""
        return self._several[tuple(sorted(set(numbers), key=self._order))]

    def texts(self, numbers: Iterable[int]) -> tuple[Literal, ...]:
        """Returns literals as text without language, sorted, each once."""
        key = tuple(numbers)
        found = self._texts.get(key)
        if found is None:
            texts = sorted({text_of(self._index.term(number)) for number in key})
            found = self._texts[key] = tuple(map(Literal, texts))
        return found

    def day(self, number: int) -> Literal | None:
        """Returns a day, None for 0."""
        found = self._days.get(number)
        if found is None and number:
            found = self._days[number] = Literal(date.fromordinal(number).isoformat(), XSD_date)
        return found

    def meeting(self, number: int) -> tuple[Cell, ...]:
        """Returns first, last, date, place, country, topics and kinds of a meeting, the columns most questions have."""
        first, last, dates, kinds, _, _, what, countries, places = self.event(number)
        return first, last, dates, places, countries, what, kinds

    def event(self, number: int) -> tuple[Cell, ...]:
        """Returns first, last, dates, kinds, statuses, who, what, countries and places of an event."""
        found = self._events.get(number)
        if found is None:
            first, last, dates, *several = self._read_card(number)
            iris = map(self._several.__getitem__, several)
            found = self._events[number] = (self.day(first), self.day(last), self.texts(dates), *iris)
        return found


def whole(number: int) -> Literal:
    """Returns a whole number."""
    return Literal(str(number), XSD_integer)
