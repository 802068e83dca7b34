"""Checks graphs against ontology/shapes.ttl (SHACL). On demand only: it is slow, and loads rdflib and pyshacl then.

Each named graph is checked for itself, since articles may contradict each other and shall be able to. No network: the
shapes import nothing, and nothing is fetched.
"""

import warnings
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any, Literal

from kg.errors import InputError
from kg.resources import find_folder

if TYPE_CHECKING:
    from rdflib import Dataset, Graph

Language = Literal["en", "de", "fr"]
Severity = Literal["violation", "warning"]
LANGUAGES: tuple[Language, ...] = ("en", "de", "fr")
_SH = "http://www.w3.org/ns/shacl#"


@dataclass(frozen=True, slots=True, order=True)
class Violation:
    """One rule that a graph breaks.

    graph: IRI, empty for the default graph. node: IRI of what breaks the rule. path: IRI of the property, empty for the
    node itself. value: what stands there, as text; empty where something is missing. message: the rule, for people.
    """

    graph: str
    node: str
    path: str
    value: str
    message: str
    severity: Severity


def validate_graph(
    data: str | Iterable[str], lang: Language = "en", syntax: Literal["nquads", "turtle"] = "nquads"
) -> list[Violation]:
    """Returns the rules that the graphs break, sorted; an empty list is a valid graph.

    Args:
        data: the text, or its lines.
        lang: language of the messages.
        syntax: N-Quads, checked graph by graph, or Turtle.

    Raises:
        InputError: the data cannot be parsed, or there are no messages in the language.
    """
    if lang not in LANGUAGES:
        raise InputError(f"no messages in language {lang!r}; use {', '.join(LANGUAGES)}")
    dataset = _parse(data if isinstance(data, str) else "".join(_with_breaks(data)), syntax)
    found: set[Violation] = set()
    for graph in dataset.graphs():
        if len(graph):
            name = str(graph.identifier)
            found |= _check(graph, "" if name == "urn:x-rdflib:default" else name, lang)
    return sorted(found)


def _with_breaks(lines: Iterable[str]) -> Iterable[str]:
    return (line if line.endswith("\n") else line + "\n" for line in lines)


def _parse(text: str, syntax: str) -> "Dataset":
    from rdflib import Dataset

    dataset = Dataset()
    try:
        with warnings.catch_warnings():
            # rdflib's own Dataset.parse calls what rdflib has deprecated.
            warnings.simplefilter("ignore", DeprecationWarning)
            dataset.parse(data=text, format=syntax)
    except Exception as error:  # rdflib's parsers raise what they like: ParserError, BadSyntax, ValueError, IndexError
        reason = str(error).strip().splitlines() or [type(error).__name__]
        raise InputError(f"cannot read the graph as {syntax}: {reason[0][:200]}") from error
    return dataset


@cache
def _shapes() -> "Graph":
    from rdflib import Graph

    return Graph().parse(find_folder("ontology") / "shapes.ttl", format="turtle")


def _check(graph: "Graph", name: str, lang: str) -> set[Violation]:
    from pyshacl import validate
    from rdflib import RDF, URIRef

    _, report, _ = validate(graph, shacl_graph=_shapes(), do_owl_imports=False)
    results = report.subjects(RDF.type, URIRef(_SH + "ValidationResult"))
    return {_violation(report, result, name, lang) for result in results}


def _violation(report: Any, result: Any, graph: str, lang: str) -> Violation:
    from rdflib import URIRef

    def value(name: str) -> str:
        found = report.value(result, URIRef(_SH + name))
        return str(found) if isinstance(found, URIRef) or hasattr(found, "language") else ""

    messages = {message.language: str(message) for message in report.objects(result, URIRef(_SH + "resultMessage"))}
    message = messages.get(lang) or next(iter(messages.values()), "")
    severity: Severity = "warning" if value("resultSeverity") == _SH + "Warning" else "violation"
    return Violation(graph, value("focusNode"), value("resultPath"), value("value"), message, severity)
