"""Arguments of a question as the derived data take them, and which meetings they choose."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date

from kg.store.derived import Index
from kg.store.derived.meetings import HELD, STATUSES, is_wanted
from kg.store.terms import Iri, Literal

#: The number of a term that the graph has not.
UNKNOWN = -2


class Arguments:
    """The arguments of one question.

    Args:
        index: gives terms their numbers.
        terms: by the parameter's name, defaults included; what was left out is not there.
    """

    def __init__(self, index: Index, terms: Mapping[str, tuple[Iri | Literal, ...]]) -> None:
        self._index = index
        self._terms = terms

    def __contains__(self, name: str) -> bool:
        return name in self._terms

    def texts(self, name: str) -> tuple[str, ...]:
        """Returns the values of an argument, none where it was left out."""
        return tuple(term.value for term in self._terms.get(name, ()))

    def text(self, name: str) -> str:
        """Returns the value of an argument that is there."""
        return self._terms[name][0].value

    def number(self, name: str) -> int:
        """Returns the number of the term that an argument names; UNKNOWN where the graph has it not."""
        return self.numbers(name)[0]

    def numbers(self, name: str) -> list[int]:
        """Returns the numbers of the terms that an argument names."""
        found = (self._index.find(text) for text in self.texts(name))
        return [UNKNOWN if number is None else number for number in found]

    def day(self, name: str) -> int | None:
        """Returns a day as date.toordinal counts; None where it was left out."""
        return date.fromisoformat(self.text(name)).toordinal() if name in self else None

    def integer(self, name: str) -> int:
        """Returns a whole number."""
        return int(self.text(name))


class Choice:
    """Which meetings a question is about, by its arguments `status`, `since`, `until`, `country`, `topic`."""

    def __init__(self, index: Index, arguments: Arguments) -> None:
        self._index = index
        self.wanted = sum({STATUSES.get(iri, 0) for iri in arguments.texts("status")})
        self.since, self.until = arguments.day("since"), arguments.day("until")
        self.country = arguments.number("country") if "country" in arguments else None
        self.topics = find_topics(index, arguments.number("topic")) if "topic" in arguments else None
        self._known: dict[int, bool] = {}

    @property
    def is_plain(self) -> bool:
        """Whether it is all meetings that were held."""
        given = (self.since, self.until, self.country, self.topics)
        return self.wanted == HELD and all(each is None for each in given)

    def fits(self, meeting: int) -> bool:
        """Tells whether a meeting is among those chosen."""
        found = self._known.get(meeting)
        if found is None:
            found = self._known[meeting] = self._fits(meeting)
        return found

    def select_on_topic(self, meetings: Iterable[int]) -> list[int]:
        """Returns which of many meetings about the topic are among those chosen."""
        first, last, status, low = self._index.meeting_columns
        if self._index.delta is not None or self.wanted != HELD or self.country is not None:
            return [each for each in meetings if self.fits(each)]
        held = [each for each in meetings if status[each - low] & HELD]
        if self.since is None and self.until is None:
            return held
        return [each for each in held if is_within(first[each - low], last[each - low], self.since, self.until)]

    def _fits(self, meeting: int) -> bool:
        first, last, status = self._index.meeting(meeting)
        if not is_wanted(status, self.wanted) or not is_within(first, last, self.since, self.until):
            return False
        if self.country is not None and self.country not in self._index.by("country").targets(meeting):
            return False
        return self.topics is None or not self.topics.isdisjoint(self._index.by("topic").targets(meeting))


def is_within(first: int, last: int, since: int | None, until: int | None) -> bool:
    """Tells whether something may have been in a period. Days count as date.toordinal, 0 for unknown."""
    return (since is None or (last != 0 and last >= since)) and (until is None or (first != 0 and first <= until))


def find_topics(index: Index, topic: int) -> set[int]:
    """Returns a topic and all narrower ones."""
    return _close(topic, index.by("broader", 1).targets)


def _close(start: int, step: Callable[[int], list[int]]) -> set[int]:
    found, waiting = {start}, [start]
    while waiting:
        for each in step(waiting.pop()):
            if each not in found:
                found.add(each)
                waiting.append(each)
    return found
