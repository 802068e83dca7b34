"""Reads plain values (of JSON or YAML) as what is wanted of them, and gathers what does not fit, with its place."""

from collections.abc import Callable
from typing import TypeVar, cast

from kg.facts.model import REVIEWS, Ground, Quote, Review

T = TypeVar("T")


class Node:
    """A value of the data with its place.

    Reads it as what is wanted, and notes a problem where it is not that; gives an empty or first
    possible value then, so that reading goes on and finds the other problems.
    """

    __slots__ = ("number_words", "place", "problems", "value")

    def __init__(self, value: object, place: str, problems: list[str], number_words: bool) -> None:
        self.value = value
        self.place = place
        self.problems = problems
        self.number_words = number_words

    def problem(self, what: str) -> None:
        self.problems.append(f"{self.place or 'sheet'}: {what}")

    def wrong(self, wanted: str) -> None:
        self.problem(f"{_shown(self.value)} is not {wanted}")

    def child(self, value: object, place: str) -> "Node":
        return Node(value, place, self.problems, self.number_words)

    def fields(self, known: tuple[str, ...]) -> "Fields":
        if not isinstance(self.value, dict):
            self.wrong("an object with fields")
            return Fields(self, {})
        for name in self.value:
            if name not in known:
                self.problem(f"unknown field {_shown(name)}; known: {', '.join(known)}")
        return Fields(self, self.value)

    def items(self) -> "list[Node]":
        if not isinstance(self.value, list | tuple):
            self.wrong("a list")
            return []
        return [self.child(item, f"{self.place}[{n}]") for n, item in enumerate(self.value)]

    def text(self) -> str:
        if not isinstance(self.value, str):
            self.wrong("a string")
            return ""
        if not self.value.isascii() and any("\ud800" <= letter <= "\udfff" for letter in self.value):
            self.wrong("well-formed text (it holds half a surrogate pair)")
        return self.value

    def word(self, known: tuple[str, ...]) -> str:
        if self.value not in known or not isinstance(self.value, str):
            self.problem(f"unknown word {_shown(self.value)}; use {', '.join(known)}")
            return known[0]
        return self.value

    def number(self) -> float:
        value = self.value
        if self.number_words and isinstance(value, str):
            try:
                value = float(value)
            except ValueError:
                value = None
        if not isinstance(value, int | float) or isinstance(value, bool):
            self.wrong("a number")
            return 0.0
        return value

    def position(self) -> int:
        value = self.value
        if self.number_words and isinstance(value, str) and value.isdecimal() and len(value) < 16:
            value = int(value)
        if not isinstance(value, int) or isinstance(value, bool) or value < 0:
            self.wrong("a position, a whole number from 0 on")
            return 0
        return value


class Fields:
    """The fields of an object. A field that is null or not there is None (or the empty tuple) unless required."""

    __slots__ = ("_data", "_node")

    def __init__(self, node: Node, data: dict[str, object]) -> None:
        self._node = node
        self._data = data

    def node(self, name: str) -> Node | None:
        value = self._data.get(name)
        place = f"{self._node.place}.{name}" if self._node.place else name
        return None if value is None else self._node.child(value, place)

    def required(self, name: str, read: Callable[[Node], T], otherwise: T) -> T:
        node = self.node(name)
        if node is None:
            if isinstance(self._node.value, dict):
                self._node.problem(f"field {name!r} is missing")
            return otherwise
        return read(node)

    def text(self, name: str) -> str:
        return self.required(name, Node.text, "")

    def word(self, name: str, known: tuple[str, ...]) -> str:
        return self.required(name, lambda node: node.word(known), known[0])

    def maybe_text(self, name: str) -> str | None:
        node = self.node(name)
        return None if node is None else node.text()

    def list_of(self, name: str, read: Callable[[Node], T]) -> tuple[T, ...]:
        node = self.node(name)
        return () if node is None else tuple(read(item) for item in node.items())

    def texts(self, name: str) -> tuple[str, ...]:
        return self.list_of(name, Node.text)

    def quotes(self) -> tuple[Quote, ...]:
        exacts = self.texts("evidence")
        node = self.node("evidence_spans")
        if node is None:
            return tuple(Quote(exact) for exact in exacts)
        spans = [_span(item) for item in node.items()]
        if len(spans) != len(exacts):
            node.problem(f"{len(spans)} spans for {len(exacts)} quotes; give one span or null a quote")
            return ()
        return tuple(Quote(exact, *span) for exact, span in zip(exacts, spans, strict=True))

    def ground(self) -> Ground:
        confidence, review = self.node("confidence"), self.node("review")
        return Ground(
            confidence=None if confidence is None else confidence.number(),
            reasons=self.texts("reasons"),
            review=None if review is None else cast(Review, review.word(REVIEWS)),
            inferred=self.texts("inferred"),
        )


def _shown(value: object) -> str:
    """The repr of a value, cut where it is long. A long string is cut first: its repr may be costly."""
    shown = repr(value[:60] if isinstance(value, str) else value)
    return shown if len(shown) <= 80 else f"{shown[:77]}..."


def _span(node: Node) -> tuple[int, int] | tuple[None, None]:
    if node.value is None:
        return (None, None)
    positions = [item.position() for item in node.items()]
    if len(positions) != 2:
        node.wrong("a span [start, end] or null")
        return (None, None)
    return (positions[0], positions[1])
