"""What a store answers: solutions, triples or a yes or no; read from the W3C's JSON, which every engine writes."""

import json
from dataclasses import dataclass
from typing import Any

from kg.errors import ServiceError
from kg.store.terms import LANG_STRING, BlankNode, Iri, Literal, Term
from kg.vocab import XSD_string

Row = tuple[Term | None, ...]


@dataclass(frozen=True, slots=True)
class Solutions:
    """The answer to a SELECT. rows: one term a variable, in the order of `variables`; None where unbound."""

    variables: tuple[str, ...]
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Triples:
    """The answer to a CONSTRUCT or DESCRIBE. lines: N-Triples, one statement a line, sorted, none twice."""

    lines: tuple[str, ...]


Answer = Solutions | Triples | bool


def read_json_answer(data: bytes | str) -> Solutions | bool:
    """Reads SPARQL 1.1 Query Results JSON.

    Raises:
        ServiceError: the data is something else, or cut off.
    """
    try:
        document = json.loads(data)
        if "boolean" in document:
            return bool(document["boolean"])
        variables = tuple(document["head"]["vars"])
        terms = _TermCache()
        rows = tuple(
            tuple([terms.read(binding[name]) if name in binding else None for name in variables])
            for binding in document["results"]["bindings"]
        )
    except (ValueError, KeyError, TypeError) as error:
        start = data[:60]
        raise ServiceError(
            f"no SPARQL results in JSON: {error!r} in {start!r}; is the address a query service?"
        ) from None
    return Solutions(variables, rows)


def read_triples(ntriples: bytes | str) -> Triples:
    """Reads N-Triples as a service writes them; blanks are made one and lines sorted, so that equal graphs are equal."""
    text = ntriples.decode("utf-8") if isinstance(ntriples, bytes) else ntriples
    lines = set()
    for line in text.split("\n"):
        parts = line.strip().split(None, 2)
        if len(parts) == 3 and not line.startswith("#"):
            lines.add(f"{parts[0]} {parts[1]} {parts[2].removesuffix('.').rstrip()} .")
    return Triples(tuple(sorted(lines)))


class _TermCache:
    """Makes each IRI of an answer once: the same few come back in most rows."""

    def __init__(self) -> None:
        self._iris: dict[str, Iri] = {}

    def read(self, cell: dict[str, Any]) -> Term:
        value = cell["value"]
        if cell["type"] == "uri":
            iri = self._iris.get(value)
            if iri is None:
                iri = self._iris[value] = Iri(value)
            return iri
        if cell["type"] == "bnode":
            return BlankNode(value)
        language = cell.get("xml:lang")
        if language:
            return Literal(value, LANG_STRING, language)
        return Literal(value, cell.get("datatype", XSD_string))
