"""Runs queries: those of the library with arguments, and others as they come. Row limits are kept here."""

import sys
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from kg.collector import pause_collector
from kg.errors import QueryError
from kg.query.library import Argument, Query, find_query
from kg.query.limits import limit_time
from kg.query.result import Cell, Result, make_result
from kg.store import Answer, Iri, Literal, Solutions, Store
from kg.store.protocol import StatementStore

if TYPE_CHECKING:
    from kg.store.derived import Index

#: Rows of an answer unless asked otherwise; more is for exports. One more is asked for, and Virtuoso sorts 10,000.
ROWS_MAX = 9_999


def run_query(
    store: Store,
    query: Query | str,
    arguments: Mapping[str, Argument | None] | None = None,
    max_rows: int | None = ROWS_MAX,
) -> Result:
    """Asks a query of the library.

    Args:
        store: whom to ask.
        query: the query, or its name.
        arguments: its parameters by name (see Query.bind).
        max_rows: rows beyond are cut off, which the result says; None for all.

    Raises:
        InputError: there is no such query, or an argument is wrong.
        QueryError: the store could not answer.
    """
    found = find_query(query) if isinstance(query, str) else query
    given = dict(arguments or {})
    index = index_of(store)
    if index is not None and found.is_shipped:
        with limit_time(getattr(store, "seconds", None)), pause_collector():
            rows = _answer_derived(store, index, found, given, max_rows)
        if rows is not None:
            kept = tuple(rows[:max_rows])
            return Result(found.columns, kept, len(kept) < len(rows), source=lambda: found.bind(given))
    from kg.query.guard import limit_rows

    sparql = found.bind(given)
    answer = store.query(sparql if max_rows is None else limit_rows(sparql, max_rows + 1))
    if not isinstance(answer, Solutions):
        raise QueryError(f"{found.source}: must be a SELECT")
    return make_result(answer, found.columns, max_rows, sparql)


def index_of(store: Store) -> "Index | None":
    """Returns the derived data that a store brings along; None where it is asked by SPARQL alone."""
    return getattr(store, "index", None)


def _answer_derived(
    store: Store, index: "Index", query: Query, arguments: Mapping[str, Argument | None], max_rows: int | None
) -> list[tuple[Cell, ...]] | None:
    from kg.query.derived import ANSWERS, find_answer
    from kg.query.derived.arguments import Arguments

    limit = sys.maxsize if max_rows is None else max_rows + 1
    if query.name == "evidence":
        if not isinstance(store, StatementStore):
            return None
        from kg.query.evidence import list_evidence

        return list_evidence(store, query.read_arguments(arguments)["subjects"], limit)
    if query.name not in ANSWERS:
        return None
    answer, terms = find_answer(query.name), query.read_arguments(arguments)
    if query.name != "entity":
        return answer(index, Arguments(index, terms), limit)
    # What has none of the classes that are kept, or is not there at all, only the store can tell; it is seldom much.
    known, others = _part_known(index, terms["subjects"])
    rows = list(answer(index, Arguments(index, {"subjects": known}), limit) or ())
    if others:
        found = store.query(query.bind({"subjects": others}))
        if not isinstance(found, Solutions):
            raise QueryError(f"{query.source}: must be a SELECT")
        rows += make_result(found, query.columns).rows
    return sorted(rows, key=lambda row: row[0].value if isinstance(row[0], Iri) else "")[:limit]


def _part_known(index: "Index", things: Iterable[Iri | Literal]) -> tuple[tuple[Iri, ...], list[Iri]]:
    """Returns the things whose classes are kept in the derived data, and the others."""
    known: dict[bool, list[Iri]] = {True: [], False: []}
    for thing in things:
        if isinstance(thing, Iri):
            number = index.find(thing.value)
            known[number is not None and bool(index.by("type").targets(number))].append(thing)
    return tuple(known[True]), known[False]


def ask(store: Store, name: str, **arguments: Argument | None) -> Result:
    """Asks a query of the library, its parameters as keywords; at most ROWS_MAX rows. See run_query.

    Raises:
        InputError: there is no such query, or an argument is wrong.
        QueryError: the store could not answer.
    """
    return run_query(store, name, arguments)


def run_sparql(store: Store, sparql: str, max_rows: int | None = ROWS_MAX) -> Result | Answer:
    """Asks any SPARQL 1.1 query that only reads.

    Returns:
        A Result for SELECT, Triples for CONSTRUCT and DESCRIBE, a bool for ASK.

    Raises:
        QueryError: the query is refused (kg.query.guard), cannot be parsed, or the store could not answer.
    """
    from kg.query.guard import check_query, limit_rows

    form = check_query(sparql)
    limited = form != "ASK" and max_rows is not None
    answer = store.query(limit_rows(sparql, max_rows + 1) if limited and max_rows is not None else sparql)
    return make_result(answer, max_rows=max_rows, sparql=sparql) if isinstance(answer, Solutions) else answer
