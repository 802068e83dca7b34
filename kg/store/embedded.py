"""The embedded store: Oxigraph in memory or on disk, in this process.

The only home of pyoxigraph. What it refuses: a query that cannot be parsed, quads that are not well-formed. It cannot
stop a query (WorkerStore can), and SERVICE and LOAD would go out to the network: kg.query.guard refuses them before.
"""

import io
import itertools
from collections.abc import Collection, Iterable, Iterator, Mapping
from pathlib import Path
from typing import BinaryIO

import pyoxigraph as ox

from kg.errors import InputError, QueryError, WorkspaceError
from kg.store.answers import Answer, read_json_answer, read_triples
from kg.store.derived.terms import to_term
from kg.store.nquads import LineReader, write_sorted
from kg.store.terms import LANG_STRING, BlankNode, Iri, Literal, Term

#: Syntaxes that know named graphs.
SYNTAXES = {"trig": ox.RdfFormat.TRIG, "json-ld": ox.RdfFormat.JSON_LD}

#: Of the parser's explanation that much is shown.
SYNTAX_LENGTH_MAX = 160
#: Bytes that the bulk loader is handed at a time.
READ_LENGTH = 1 << 20
_DISK_FULL = ("No space left", "File too large", "quota exceeded")


class EmbeddedStore:
    """An Oxigraph database.

    Args:
        path: its folder; None for one in memory.
        read_only: nothing is written, and others may read it at the same time. Nobody may write to it meanwhile.

    Raises:
        WorkspaceError: the folder is missing, broken, or open for writing elsewhere.
    """

    def __init__(self, path: Path | None = None, *, read_only: bool = False) -> None:
        self.path = path
        try:
            if path is None:
                self._store = ox.Store()
            else:
                self._store = ox.Store.read_only(str(path)) if read_only else ox.Store(str(path))
        except (OSError, RuntimeError) as error:
            reason = _reason(error)
            remedy = "make room" if any(full in reason for full in _DISK_FULL) else "run kg build"
            raise WorkspaceError(f"{path}: the store cannot be opened: {reason}; {remedy}") from None

    def query(self, sparql: str) -> Answer:
        """Answers a query over the union of all graphs (see kg.store.protocol.Store)."""
        is_select, data = self.query_bytes(sparql)
        return read_json_answer(data) if is_select else read_triples(data)

    def query_bytes(self, sparql: str) -> tuple[bool, bytes]:
        """Answers as bytes: (True, SPARQL results in JSON) or (False, N-Triples).

        Raises:
            QueryError: the query cannot be parsed, or fails while it runs.
        """
        try:
            answer = self._store.query(sparql, use_default_graph_as_union=True)
            if isinstance(answer, ox.QueryTriples):
                return False, answer.serialize(format=ox.RdfFormat.N_TRIPLES) or b""
            return True, answer.serialize(format=ox.QueryResultsFormat.JSON) or b""
        except SyntaxError as error:
            place, _, what = str(error.msg).removeprefix("error at ").partition(": ")
            raise QueryError(f"query:{place}: {_explain_syntax(what)}; SPARQL 1.1 is expected") from None
        except (OSError, RuntimeError, ValueError) as error:
            raise QueryError(f"the query failed: {_reason(error)}") from None

    def load(self, nquads: Iterable[str]) -> None:
        """Adds quads in one transaction."""
        self._store.extend(_read_quads(nquads))

    def bulk_load(self, nquads: Iterable[str]) -> None:
        """Adds many quads in bounded memory, not in one transaction."""
        self._load_lines(LineReader(nquads))

    def bulk_load_checked(self, nquads: Iterable[str]) -> int:
        """Adds quads as `bulk_load` does, whose IRIs are known to be sound; returns how many lines there were.

        Each time leaves files that are to be merged: give it all there is at once, several lines at a time.
        """
        reader = LineReader(nquads)
        self._load_lines(reader, lenient=True)
        return reader.count

    def _load_lines(self, reader: LineReader, *, lenient: bool = False) -> None:
        source = io.BufferedReader(reader, READ_LENGTH)
        try:
            self._store.bulk_load(input=source, format=ox.RdfFormat.N_QUADS, lenient=lenient)
        except SyntaxError as error:
            raise InputError(f"quads:{error.lineno}: {error.msg}; N-Quads are expected") from None

    def replace_graph(self, graph: str, nquads: Iterable[str]) -> None:
        """Makes the quads the whole content of a graph, in one transaction."""
        quads = _read_quads(nquads)
        for quad in quads:
            if quad.graph_name != ox.NamedNode(graph):
                raise InputError(f"{quad} is not of graph {graph!r}; give each graph its own quads")
        statements = "\n".join(f"{quad.subject} {quad.predicate} {quad.object} ." for quad in quads)
        insert = f"; INSERT DATA {{ GRAPH <{graph}> {{\n{statements}\n}} }}" if quads else ""
        self._store.update(f"DROP SILENT GRAPH <{graph}>{insert}")

    def remove_graph(self, graph: str) -> None:
        """Removes a graph with its quads."""
        self._store.remove_graph(ox.NamedNode(graph))

    def statements(self, graph: str) -> list[tuple[str, str, str]]:
        """Returns the statements of a graph as kg.store.derived takes them; none where there is no such graph."""
        return [_to_statement(quad) for quad in self._store.quads_for_pattern(None, None, None, ox.NamedNode(graph))]

    def statements_about(self, subject: Term, predicate: str | None = None) -> list[tuple[str, Term]]:
        """Returns predicate and object of what all graphs say of a subject (see kg.store.protocol.StatementStore)."""
        if isinstance(subject, Literal):
            return []
        try:
            node = ox.NamedNode(subject.value) if isinstance(subject, Iri) else ox.BlankNode(subject.value)
        except ValueError:  # no IRI, so that no graph says anything of it
            return []
        wanted = None if predicate is None else ox.NamedNode(predicate)
        try:
            quads = self._store.quads_for_pattern(node, wanted, None, None)
            return [(quad.predicate.value, _to_term(quad.object)) for quad in quads]
        except OSError as error:
            raise WorkspaceError(f"{self.path}: the store cannot be read: {_reason(error)}; run kg build") from None

    def graphs(self) -> list[str]:
        """Returns the IRIs of all named graphs, sorted."""
        return sorted(graph.value for graph in self._store.named_graphs())

    def read_graph(self, graph: str) -> list[str]:
        """Returns the quads of a graph as N-Quads, sorted; none where there is no such graph."""
        return sorted(f"{quad} ." for quad in self._store.quads_for_pattern(None, None, None, ox.NamedNode(graph)))

    def dump(self, out: BinaryIO, skip: Collection[str] = ()) -> int:
        """Writes all quads but those of the graphs in `skip` as sorted N-Quads; returns their number."""
        import tempfile

        with tempfile.TemporaryFile() as file:
            self._store.dump(file, format=ox.RdfFormat.N_QUADS)
            file.seek(0)
            return write_sorted(file, out, skip)

    def dumps(self, skip: Collection[str] = ()) -> bytes:
        """Returns what `dump` writes."""
        buffer = io.BytesIO()
        self.dump(buffer, skip)
        return buffer.getvalue()

    def export(self, out: BinaryIO, syntax: str, prefixes: Mapping[str, str], skip: Collection[str] = ()) -> int:
        """Writes the graphs but those in `skip`, sorted, in another syntax; returns the number of quads.

        Args:
            syntax: a key of SYNTAXES.
            prefixes: prefix to namespace.
        """
        quads = self._sorted_quads(graph for graph in self.graphs() if graph not in skip)
        counted = itertools.count()
        ox.serialize(
            (quad for quad, _ in zip(quads, counted, strict=False)), out, SYNTAXES[syntax], prefixes=dict(prefixes)
        )
        return next(counted)

    def _sorted_quads(self, graphs: Iterable[str]) -> Iterator[ox.Quad]:
        for graph in graphs:
            yield from sorted(self._store.quads_for_pattern(None, None, None, ox.NamedNode(graph)), key=str)

    def copy_to(self, path: Path) -> None:
        """Makes a copy of a store on disk that can be written to while this one is read.

        Immutable files are shared through hard links: a store of 360 MB takes 1 ms. path: a folder that is not there.

        Raises:
            WorkspaceError: the disk is full or not writable.
        """
        try:
            self._store.backup(str(path))
        except OSError as error:
            raise WorkspaceError(f"{path}: the store cannot be copied: {_reason(error)}; make room") from None

    def flush(self, *, optimize: bool = False) -> None:
        """Writes everything to the disk. optimize: also merges its files, slow and good after bulk loads."""
        try:
            if optimize:
                self._store.optimize()
            self._store.flush()
        except OSError as error:
            raise WorkspaceError(f"{self.path}: the store cannot be written: {_reason(error)}; make room") from None

    def __len__(self) -> int:
        """Returns the number of quads; reads them all."""
        return len(self._store)

    def close(self) -> None:
        """Closes the files; an answer being read keeps them open until it is read."""
        self._store = ox.Store()


def read_turtle(text: str, source: str, graph: str, without: Collection[str] = ()) -> Iterator[str]:
    """Yields the statements of a Turtle text as N-Quads of a graph.

    Args:
        source: the file's name, for errors.
        graph: IRI.
        without: properties (IRIs) whose statements are left out.

    Raises:
        InputError: the text is no Turtle.
    """
    try:
        for quad in ox.parse(text, format=ox.RdfFormat.TURTLE):
            if quad.predicate.value not in without:
                yield f"{quad.subject} {quad.predicate} {quad.object} <{graph}> ."
    except SyntaxError as error:
        raise InputError(f"{source}:{error.lineno}: {error.msg}; Turtle is expected") from None


def read_statements(nquads: Iterable[str]) -> list[tuple[str, str, str]]:
    """Returns the statements of N-Quads as kg.store.derived takes them, without their graphs.

    Raises:
        InputError: a line is no N-Quad.
    """
    return [_to_statement(quad) for quad in _read_quads(nquads)]


def _to_term(term: object) -> Term:
    if isinstance(term, ox.Literal):
        return Literal(term.value, LANG_STRING if term.language else term.datatype.value, term.language)
    return BlankNode(term.value) if isinstance(term, ox.BlankNode) else Iri(str(getattr(term, "value", term)))


def _to_statement(quad: ox.Quad) -> tuple[str, str, str]:
    obj = quad.object
    value = to_term(obj.value, obj.language) if isinstance(obj, ox.Literal) else str(getattr(obj, "value", obj))
    return str(getattr(quad.subject, "value", quad.subject)), quad.predicate.value, value


def _read_quads(nquads: Iterable[str]) -> list[ox.Quad]:
    text = "\n".join(line.rstrip("\n") for line in nquads)
    try:
        return list(ox.parse(text, format=ox.RdfFormat.N_QUADS))
    except SyntaxError as error:
        raise InputError(f"quads:{error.lineno}: {error.msg}; N-Quads are expected") from None


def _explain_syntax(what: str) -> str:
    """Returns what the parser says, without the long lists of characters it would have taken."""
    if "Prefix not found" in what:
        return "a prefix that is not declared"
    import textwrap

    return textwrap.shorten(what, SYNTAX_LENGTH_MAX, placeholder=" ...")


def _reason(error: Exception) -> str:
    text = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
    return " ".join(text.split())
