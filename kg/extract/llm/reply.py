"""A model's answer becomes proposed facts: what has the shape of a fact is kept, the rest counted as malformed.

Nothing here is believed yet. Ids are the model's own; fields that are not the model's to fill are thrown away.
"""

import json
from dataclasses import dataclass
from typing import Any

from kg.errors import SheetError
from kg.extract.llm.prompt import answer_schema
from kg.facts import Agency, Award, Meeting, Person, from_dict

Fact = Person | Agency | Meeting | Award
LISTS = ("persons", "agencies", "meetings", "awards")
#: More facts in one answer than a part of an article can hold.
FACTS_MAX = 2000


@dataclass(frozen=True, slots=True)
class Answer:
    """A model's words. whole: False where they were cut off; tokens: how many they are, 0 where nobody counted."""

    text: str
    whole: bool = True
    tokens: int = 0


class UnusableReply(Exception):
    """The answer is no JSON object with lists of facts."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """What a model says of one part of an article. malformed: how many of its facts had not the shape of one."""

    persons: tuple[Person, ...] = ()
    agencies: tuple[Agency, ...] = ()
    meetings: tuple[Meeting, ...] = ()
    awards: tuple[Award, ...] = ()
    malformed: int = 0


def read_reply(text: str) -> Proposal:
    """Reads an answer.

    Args:
        text: the model's words; JSON may stand between others or in a code fence.

    Raises:
        UnusableReply: there is no JSON object with at least one of the lists in it.
    """
    data = _find_object(text)
    if not any(isinstance(data.get(name), list) for name in LISTS):
        raise UnusableReply(f"none of the lists {', '.join(LISTS)}")
    read = {name: _read_facts(name, data.get(name)) for name in LISTS}
    return Proposal(
        persons=tuple(fact for fact in read["persons"] if isinstance(fact, Person)),
        agencies=tuple(fact for fact in read["agencies"] if isinstance(fact, Agency)),
        meetings=tuple(fact for fact in read["meetings"] if isinstance(fact, Meeting)),
        awards=tuple(fact for fact in read["awards"] if isinstance(fact, Award)),
        malformed=sum(fact is None for facts in read.values() for fact in facts),
    )


def mend_reply(text: str) -> str:
    """Returns an answer that was cut off up to its last whole fact (or part of one), closed so that it is JSON.

    Raises:
        UnusableReply: nothing in it is whole.
    """
    closers: list[str] = []
    whole, in_string, escaped = "", False, False
    start = max(text.find("{"), 0)
    for at, letter in enumerate(text[start:], start + 1):
        if in_string:
            in_string, escaped = escaped or letter != '"', letter == "\\" and not escaped
        elif letter == '"':
            in_string = True
        elif letter in "{[":
            closers.append("}" if letter == "{" else "]")
        elif letter in "}]" and closers:
            closers.pop()
            if closers and closers[-1] == "]":
                whole = text[start:at] + "".join(reversed(closers))
    if not whole:
        raise UnusableReply("nothing whole before it was cut off")
    return whole


def _find_object(text: str) -> dict[str, Any]:
    """The first JSON object of a text."""
    start = text.find("{")
    try:
        data, _ = json.JSONDecoder(parse_constant=lambda _: None).raw_decode(text, max(start, 0))
    except (ValueError, RecursionError):
        raise UnusableReply("no JSON") from None
    if not isinstance(data, dict):
        raise UnusableReply("no JSON object")
    return data


def _read_facts(name: str, items: object) -> list[Fact | None]:
    """The facts of a list, None for each that has not the shape of one."""
    return [_read_fact(name, item) for item in items[:FACTS_MAX]] if isinstance(items, list) else []


def _read_fact(name: str, item: object) -> Fact | None:
    """One fact in its shape, None where it has not got it."""
    known = answer_schema()["properties"][name]["items"]
    sheet: dict[str, object] = {"article": {"id": "a", "language": "en"}, **{key: [] for key in LISTS}}
    sheet[name] = [_only(known, item)]
    try:
        facts: tuple[Fact, ...] = getattr(from_dict(sheet), name)
    except (SheetError, RecursionError):
        return None
    return facts[0]


def _only(schema: dict[str, Any], value: object) -> object:
    """The value without fields unknown to the schema; numbers as text and empty text as null where it wants that."""
    if schema.get("type") == "object" and isinstance(value, dict):
        known = schema["properties"]
        return {key: _only(known[key], item) for key, item in value.items() if key in known}
    if schema.get("type") == "array" and isinstance(value, list):
        return [_only(schema["items"], item) for item in value]
    if schema.get("type") == "string" and isinstance(value, int):
        return str(value)
    if isinstance(schema.get("type"), list) and isinstance(value, str) and value.strip() in ("", "null"):
        return None
    return value
