"""The library of queries: one question a file in queries/, standard SPARQL 1.1 with a head (kg.query.header).

In the text `$name` is a parameter and `?name` a variable. A line whose comment is `#? name` stands only in queries that
give that parameter, so that one left out costs nothing:

    FILTER(?latest >= $since)    #? since
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from kg.errors import InputError, QueryError
from kg.query.header import Column, Parameter, read_header
from kg.resources import find_folder
from kg.store.terms import Iri, Literal
from kg.vocab import PREFIXES, XSD_date, XSD_integer

if TYPE_CHECKING:
    from kg.store.tokens import Token

Argument = Iri | Literal | str | int | date | Sequence[Iri | str]
_CONDITION = re.compile(r"#\?((?: [a-z][a-z0-9_]*)+)\s*")


@dataclass(frozen=True, slots=True)
class Query:
    """A query of the library. text: the whole file; source: its name, for errors; is_shipped: whether kg brings it."""

    name: str
    summary: str
    parameters: tuple[Parameter, ...]
    columns: tuple[Column, ...]
    text: str
    source: str
    is_shipped: bool = False

    def bind(self, arguments: Mapping[str, Argument | None]) -> str:
        """Returns the query with its parameters filled in: SPARQL 1.1 that any engine runs.

        Args:
            arguments: by name; None is left out. A str is read as the parameter's type says.

        Raises:
            InputError: an argument is unknown, missing, or not of its type.
        """
        terms = self.read_arguments(arguments)
        return _fill(self.text, {name: tuple(map(write_term, several)) for name, several in terms.items()})

    def read_arguments(self, arguments: Mapping[str, Argument | None]) -> dict[str, tuple[Iri | Literal, ...]]:
        """Returns arguments as terms, defaults included: one each, or as many as a list has. See bind.

        Raises:
            InputError: an argument is unknown, missing, or not of its type.
        """
        known = {parameter.name: parameter for parameter in self.parameters}
        for name in arguments:
            if name not in known:
                raise InputError(f"{self.name}: no parameter {name!r}; it has {', '.join(known) or 'none'}")
        terms: dict[str, tuple[Iri | Literal, ...]] = {}
        for parameter in self.parameters:
            value = arguments.get(parameter.name)
            value = parameter.default if value is None else value
            if value is not None:
                terms[parameter.name] = read_argument(value, parameter, self.name)
            elif not parameter.optional:
                raise InputError(f"{self.name}: parameter {parameter.name!r} is missing; {parameter.note or 'give it'}")
        return terms


def read_argument(value: Argument, parameter: Parameter, query: str) -> tuple[Iri | Literal, ...]:
    """Returns an argument as terms of its parameter's type: one, or as many as a list has.

    Raises:
        InputError: the value is not of that type.
    """
    if parameter.type == "iris":
        several = value.split() if isinstance(value, str) else value if isinstance(value, Sequence) else [value]
        return tuple(_read_term(each, Parameter(parameter.name, "iri"), query) for each in several)
    return (_read_term(value, parameter, query),)


def write_term(term: Iri | Literal) -> str:
    """Returns a term as the text of a query wants it: a LIMIT takes no typed literal."""
    return term.value if isinstance(term, Literal) and term.datatype == XSD_integer else term.sparql()


def _read_term(value: Argument, parameter: Parameter, query: str) -> Iri | Literal:
    if isinstance(value, Iri | Literal):
        value.sparql()
        return value
    try:
        if parameter.type == "iri":
            return _to_iri(str(value))
        if parameter.type == "date":
            day = value if isinstance(value, date) else date.fromisoformat(str(value))
            return Literal(day.isoformat(), XSD_date)
        if parameter.type == "integer":
            return Literal(str(int(str(value))), XSD_integer)
    except ValueError:
        hint = {"iri": "an IRI", "date": "a day as YYYY-MM-DD", "integer": "a whole number"}[parameter.type]
        raise InputError(f"{query}: {parameter.name} is {value!r}; give {hint}") from None
    return Literal(str(value))


@cache
def read_library(folder: Path | None = None) -> Mapping[str, Query]:
    """Reads all queries of a folder, by name. folder: None for the one that comes with kg.

    Raises:
        QueryError: a file is not as the library wants it.
    """
    if folder is None:
        return {name: _check_query(find_query(name)) for name in known_queries()}
    paths = sorted(folder.glob("*.rq"))
    return {path.stem: read_query(path.read_text("utf-8"), path.stem, f"queries/{path.name}") for path in paths}


def known_queries() -> tuple[str, ...]:
    """Returns the names of the queries that come with kg, sorted; reads none of them."""
    return tuple(sorted(path.stem for path in find_folder("queries").glob("*.rq")))


@cache
def find_query(name: str) -> Query:
    """Returns the query of that name; reads no other. That it is sound is taken for granted: tests check all.

    Raises:
        InputError: there is none; the message lists them.
    """
    folder = find_folder("queries")
    path = folder / f"{name}.rq"
    if not re.fullmatch(r"[a-z0-9-]+", name) or not path.exists():
        raise InputError(f"no query {name!r}; there are {', '.join(known_queries())}")
    return _read_query(path.read_text("utf-8"), name, f"queries/{path.name}", is_shipped=True)


def read_query(text: str, name: str, source: str) -> Query:
    """Reads the text of a query file.

    Raises:
        QueryError: the head or the use of parameters is wrong; names file and line.
    """
    return _check_query(_read_query(text, name, source))


def _read_query(text: str, name: str, source: str, is_shipped: bool = False) -> Query:
    header = read_header(text, source)
    return Query(name, header.summary, header.parameters, header.columns, text, source, is_shipped)


def _check_query(query: Query) -> Query:
    from kg.query.guard import check_query

    try:
        check_query(query.text)
        _check_parameters(query.text, query.parameters, query.source)
    except QueryError as error:
        raise QueryError(f"{query.source}:{str(error).removeprefix('query:')}") from None
    return query


def _check_parameters(text: str, parameters: tuple[Parameter, ...], source: str) -> None:
    optional = {parameter.name: parameter.optional for parameter in parameters}
    used = set()
    for line, tokens in _lines(text).items():
        given = _conditions(tokens)
        names = {token.text[1:] for token in tokens if token.kind == "variable" and token.text[0] == "$"}
        for name in sorted(names | given):
            if name not in optional:
                raise QueryError(f"query:{line}:1: ${name} is no parameter; name it in the head or write ?{name}")
            if optional[name] and name not in given:
                raise QueryError(f"query:{line}:1: ${name} may be left out; end the line with '#? {name}'")
        used |= names
    for name in sorted(optional.keys() - used):
        raise QueryError(f"query:1:1: parameter {name!r} is not used; write ${name} or drop it from the head")


def _fill(text: str, terms: Mapping[str, tuple[str, ...]]) -> str:
    """Returns the query without its head and unwanted lines, each $name replaced. terms: as SPARQL writes them."""
    kept = []
    for tokens in _lines(text).values():
        if _conditions(tokens) - terms.keys():
            continue
        line = ""
        for token in tokens:
            if token.kind == "variable" and token.text[0] == "$":
                # Several terms stand in VALUES ?x { ... } or in ?x IN (...), which wants commas.
                line += (", " if line.endswith("(") else " ").join(terms[token.text[1:]])
            elif token.kind != "comment":
                line += token.text
        if line.strip():
            kept.append(line.rstrip())
    return "\n".join(kept) + "\n"


@lru_cache(maxsize=64)
def _lines(text: str) -> "dict[int, list[Token]]":
    """Returns the tokens by the line they start on; blanks that span lines are cut, line breaks left out."""
    from kg.store.tokens import Token, read_tokens  # a question answered from derived data needs none

    lines: dict[int, list[Token]] = {}
    number = 1
    for token in read_tokens(text):
        parts = token.text.split("\n") if token.kind == "space" else [token.text]
        for offset, part in enumerate(parts):
            if part:
                lines.setdefault(number + offset, []).append(Token(token.kind, part, token.start))
        number += token.text.count("\n")
    return lines


def _conditions(tokens: "list[Token]") -> set[str]:
    """Returns the parameters that a line stands only with."""
    if not tokens or tokens[-1].kind != "comment":
        return set()
    found = _CONDITION.fullmatch(tokens[-1].text)
    return set(found[1].split()) if found else set()


def _to_iri(text: str) -> Iri:
    """Returns an IRI written in full, in angle brackets, or with a prefix of kg.vocab."""
    text = text.removeprefix("<").removesuffix(">") if text.startswith("<") else text
    prefix, colon, local = text.partition(":")
    if not colon:
        raise ValueError(text)
    iri = Iri(PREFIXES[prefix] + local if prefix in PREFIXES and not local.startswith("//") else text)
    iri.sparql()
    return iri
