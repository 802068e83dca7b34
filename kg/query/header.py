"""The head of a query file: what the query answers, with what parameters, in what columns.

    #+ summary: Whom a person met.
    #+ params:
    #+   person: iri, whom the question is about
    #+   since: date?, first day
    #+   status: iri = kg:held, whether it took place
    #+ columns:
    #+   other: iri, whom the person met
    #+   topics: iris, what about

`?` marks a parameter that may be left out, `= value` gives a default. The types iris and strings, of columns only, are
several values in one cell; the query joins them with GROUP_CONCAT and a separator.
"""

import re
from dataclasses import dataclass

from kg.errors import QueryError

PARAMETER_TYPES = ("iri", "iris", "string", "date", "integer")
COLUMN_TYPES = (*PARAMETER_TYPES, "strings")
#: Joins several values of a cell: blanks cannot be in an IRI, a line break hardly in a name.
SEPARATORS = {"iris": " ", "strings": "\n"}

_FIELD = re.compile(
    r"(?P<name>[a-z][a-z0-9_]*): (?P<type>[a-z]+)(?P<optional>\?)?(?: = (?P<default>[^,]+))?(?:, (?P<note>.+))?"
)


@dataclass(frozen=True, slots=True)
class Parameter:
    """What a query is asked with. default: as written in the head; None where there is none; note: for people."""

    name: str
    type: str
    optional: bool = False
    default: str | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Column:
    """What a query answers with. name: a variable of the query; note: for people."""

    name: str
    type: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Header:
    """The head of a query. lines: how many lines of the file it takes."""

    summary: str
    parameters: tuple[Parameter, ...]
    columns: tuple[Column, ...]
    lines: int


def read_header(text: str, source: str) -> Header:
    """Reads the head of a query file.

    Args:
        text: the whole file.
        source: its name, for errors.

    Raises:
        QueryError: a line of the head is not as this module's docstring says; names file and line.
    """
    summary, section = "", ""
    fields: dict[str, list[re.Match[str]]] = {"params": [], "columns": []}
    lines = text.split("\n")
    count = next((number for number, line in enumerate(lines) if not line.startswith("#+")), len(lines))
    for number, line in enumerate(lines[:count], 1):
        entry = line.removeprefix("#+").strip()
        if entry.startswith("summary: "):
            summary = entry.removeprefix("summary: ")
        elif entry in ("params:", "columns:"):
            section = entry[:-1]
        elif section:
            fields[section].append(_read_field(entry, section, f"{source}:{number}"))
        else:
            raise QueryError(f"{source}:{number}: {entry!r} is no part of a head; use summary:, params: or columns:")
    if not summary or not fields["columns"]:
        raise QueryError(f"{source}:1: the head lacks its {'columns' if summary else 'summary'}; add '#+ ...' lines")
    parameters = (
        Parameter(found["name"], found["type"], bool(found["optional"]), found["default"], found["note"] or "")
        for found in fields["params"]
    )
    columns = (Column(found["name"], found["type"], found["note"] or "") for found in fields["columns"])
    return Header(summary, tuple(parameters), tuple(columns), count)


def _read_field(entry: str, section: str, place: str) -> re.Match[str]:
    found = _FIELD.fullmatch(entry)
    if not found:
        raise QueryError(f"{place}: {entry!r} is no field; write 'name: type, note'")
    types = PARAMETER_TYPES if section == "params" else COLUMN_TYPES
    if found["type"] not in types:
        raise QueryError(f"{place}: unknown type {found['type']!r}; use {', '.join(types[:-1])} or {types[-1]}")
    if section == "columns" and (found["optional"] or found["default"]):
        raise QueryError(f"{place}: {entry!r} is a column; only parameters have ? and =")
    if found["optional"] and found["default"]:
        raise QueryError(f"{place}: {entry!r} has both ? and a default; a default is enough")
    return found
