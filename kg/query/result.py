"""What a query of the library, or any other, answered: rows of typed cells, and the same as JSON, CSV and text."""

import csv
import io
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from kg.errors import QueryError
from kg.query.header import SEPARATORS, Column
from kg.store import BlankNode, Iri, Literal, Solutions, Term
from kg.vocab import XSD_string

#: The last and the first day there are: what MIN and MAX answer where there is no date.
NO_DATES = frozenset({"9999-12-31", "0001-01-01"})

Cell = Term | tuple[Term, ...] | None
Plain = str | int | float | bool | None | tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Result:
    """Rows of an answer.

    rows: a cell a column; None where there is no value, a tuple (sorted) where a column has several values.
    truncated: whether there were more rows than the limit allowed.
    labels: names of IRIs in the reader's language, where they were looked up.
    source: gives the query that was run, or that says what was answered.
    """

    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    truncated: bool = False
    labels: Mapping[str, str] = field(default_factory=dict)
    source: Callable[[], str] = field(default=str, compare=False)

    @property
    def sparql(self) -> str:
        """The query, arguments and all."""
        return self.source()

    def label(self, term: Term) -> str:
        """Returns how a term is shown: the label of an IRI or else the IRI, the text of a literal."""
        return self.labels.get(term.value, term.value) if isinstance(term, Iri) else term.value

    def cells(self, name: str) -> list[Cell]:
        """Returns the cells of one column.

        Raises:
            QueryError: there is no such column.
        """
        names = [column.name for column in self.columns]
        if name not in names:
            raise QueryError(f"no column {name!r}; there are {', '.join(names)}")
        return [row[names.index(name)] for row in self.rows]

    def iris(self) -> set[str]:
        """Returns all IRIs of the rows."""
        terms = (term for row in self.rows for cell in row for term in (cell if isinstance(cell, tuple) else (cell,)))
        return {term.value for term in terms if isinstance(term, Iri)}

    def with_labels(self, labels: Mapping[str, str]) -> "Result":
        """Returns the result with these labels of IRIs."""
        return replace(self, labels=labels)


def make_result(
    solutions: Solutions, columns: tuple[Column, ...] = (), max_rows: int | None = None, sparql: str = ""
) -> Result:
    """Makes a result of solutions.

    Args:
        columns: what the query's head promises; empty for the query's variables as they are.
        max_rows: rows beyond are cut off; None for all.

    Raises:
        QueryError: the query does not answer with the columns it promises.
    """
    columns = columns or tuple(Column(name) for name in solutions.variables)
    missing = [column.name for column in columns if column.name not in solutions.variables]
    if missing:
        raise QueryError(f"the query answers no column {missing[0]!r}; it has {', '.join(solutions.variables)}")
    places = [(solutions.variables.index(column.name), SEPARATORS.get(column.type), column.type) for column in columns]
    kept = solutions.rows[:max_rows]
    rows = tuple(
        tuple([_split(row[place], by, kind) if by else _drop_bounds(row[place]) for place, by, kind in places])
        for row in kept
    )
    return Result(columns, rows, len(kept) < len(solutions.rows), source=lambda: sparql)


def to_plain(result: Result, cell: Cell) -> Plain:
    """Returns a cell as a person reads it: labels for IRIs, numbers as numbers, dates as text."""
    if cell is None:
        return None
    if isinstance(cell, tuple):
        return tuple(sorted(result.label(term) for term in cell))
    if isinstance(cell, Literal):
        value = cell.python()
        return value if isinstance(value, int | float) else cell.value
    return result.label(cell)


def to_texts(result: Result) -> list[dict[str, Plain]]:
    """Returns each row as {column: cell as a person reads it}."""
    names = [column.name for column in result.columns]
    return [{name: to_plain(result, cell) for name, cell in zip(names, row, strict=True)} for row in result.rows]


def to_records(result: Result) -> list[dict[str, Any]]:
    """Returns each row as {column: cell as in SPARQL 1.1 results in JSON}, with a "label" for IRIs that have one.

    Columns without a value are left out; several values are a list.
    """
    names = [column.name for column in result.columns]
    return [
        {
            name: [_record(result, term) for term in cell] if isinstance(cell, tuple) else _record(result, cell)
            for name, cell in zip(names, row, strict=True)
            if cell is not None
        }
        for row in result.rows
    ]


def to_csv(result: Result) -> str:
    """Returns CSV (RFC 4180) with a header, labels for IRIs; several values of a cell are joined by "; "."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow([column.name for column in result.columns])
    for row in to_texts(result):
        writer.writerow("; ".join(cell) if isinstance(cell, tuple) else cell for cell in row.values())
    return out.getvalue()


def to_rdflib(term: Term) -> Any:
    """Returns a term as rdflib has it."""
    import rdflib

    if isinstance(term, Iri):
        return rdflib.URIRef(term.value)
    if isinstance(term, BlankNode):
        return rdflib.BNode(term.value)
    if term.language:
        return rdflib.Literal(term.value, lang=term.language)
    return rdflib.Literal(term.value, datatype=None if term.datatype == XSD_string else rdflib.URIRef(term.datatype))


def _drop_bounds(cell: Term | None) -> Term | None:
    """Returns no date for the bounds that queries put in place of none."""
    return None if cell is not None and cell.value in NO_DATES else cell


def _split(cell: Term | None, separator: str, kind: str) -> tuple[Term, ...]:
    """Returns the values that GROUP_CONCAT joined, sorted, none twice."""
    parts = sorted(set(cell.value.split(separator)) - {""}) if cell is not None else []
    return tuple(Iri(part) if kind == "iris" else Literal(part) for part in parts)


def _record(result: Result, term: Term) -> dict[str, str]:
    if isinstance(term, Iri):
        record = {"type": "uri", "value": term.value}
        return record | {"label": result.labels[term.value]} if term.value in result.labels else record
    if isinstance(term, BlankNode):
        return {"type": "bnode", "value": term.value}
    record = {"type": "literal", "value": term.value}
    if term.language:
        return record | {"xml:lang": term.language}
    return record if term.datatype == XSD_string else record | {"datatype": term.datatype}
