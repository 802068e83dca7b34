"""A store behind any SPARQL 1.1 service: queries and updates over HTTP, as the W3C's protocol has it.

The service has to take the union of its named graphs for the default graph (most do; see docs/stores.md for the rest).
It may hold other people's graphs too: queries see them, but only kg's own graphs are listed, dumped and counted.
"""

from collections.abc import Collection, Iterable, Iterator
from itertools import groupby
from typing import BinaryIO
from urllib.parse import urlencode

from kg.errors import InputError, QueryError, ServiceError
from kg.store.answers import Answer, Solutions, Triples, read_json_answer, read_triples
from kg.store.http import HttpClient, StatusError, check_url
from kg.store.nquads import read_nquads, write_sorted
from kg.store.terms import Iri, Literal
from kg.store.tokens import read_form
from kg.vocab import GRAPH, XSD_integer

#: How long a request may take unless asked otherwise.
SECONDS_MAX = 60.0
#: Statements in one update: below what Virtuoso compiles (10,000), and a megabyte that any proxy lets through.
BATCH = 2_000
#: Graphs replaced in one update, however small they are.
BATCH_GRAPHS = 200
_FORM = "application/x-www-form-urlencoded"
_RESULTS = "application/sparql-results+json"
_GRAPHS = "application/n-triples, text/plain;q=0.5"
_OWN = f"GRAPH ?graph {{ ?s ?p ?o }} FILTER(STRSTARTS(STR(?graph), '{GRAPH}'))"


class RemoteStore:
    """A SPARQL 1.1 service.

    Args:
        query_url: where queries go; parameters in it stay.
        update_url: where updates go; None for a store that is only read.
        seconds: how long one request may take.
        client: sends the requests; None for one with credentials from the environment.
        graphs_url: where whole graphs go, one a request (SPARQL 1.1 Graph Store HTTP Protocol); None for a service that
            does not take any. With it a graph of any size is replaced in one request.
    """

    def __init__(
        self,
        query_url: str,
        update_url: str | None = None,
        seconds: float = SECONDS_MAX,
        client: HttpClient | None = None,
        graphs_url: str | None = None,
    ) -> None:
        self.query_url = check_url(query_url)
        self.update_url = None if update_url is None else check_url(update_url)
        self.graphs_url = None if graphs_url is None else check_url(graphs_url)
        self._client = client or HttpClient(seconds)

    def query(self, sparql: str) -> Answer:
        """Answers a query.

        Raises:
            QueryError: the service cannot parse it.
            ServiceError: the service failed or took too long.
        """
        body = urlencode({"query": sparql}).encode()
        form = read_form(sparql)
        accept = _RESULTS if form in ("SELECT", "ASK") else _GRAPHS
        try:
            response = self._client.send("POST", self.query_url, body, {"Accept": accept, "Content-Type": _FORM})
        except StatusError as error:
            if error.status == 400:
                raise QueryError(f"{self.query_url}: refuses the query: {error.message}") from None
            raise
        if response.media_type == _RESULTS:
            answer = read_json_answer(response.content)
            if form == "ASK" and isinstance(answer, Solutions):  # so Virtuoso 7 says yes or no
                return answer.rows[:1] not in ((), ((Literal("0", XSD_integer),),))
            return answer
        if response.media_type in ("application/n-triples", "text/plain"):
            return read_triples(response.content)
        raise ServiceError(f"{self.query_url}: answered {response.media_type}, no SPARQL results in JSON")

    def load(self, nquads: Iterable[str]) -> None:
        """Adds quads; in one update, all or none, up to BATCH of them."""
        for batch in _batches(read_nquads(nquads)):
            self._update(f"INSERT DATA {{\n{_write_graphs(batch)}}}")

    def bulk_load(self, nquads: Iterable[str]) -> None:
        """Adds many quads, batch by batch."""
        self.load(nquads)

    def replace_graph(self, graph: str, nquads: Iterable[str]) -> None:
        """Makes the quads the whole content of a graph: in one request, unless they are too many (see replace_graphs)."""
        self.replace_graphs([(graph, nquads)])

    def replace_graphs(self, graphs: Iterable[tuple[str, Iterable[str]]]) -> None:
        """Makes quads the whole content of graphs, as many graphs in one update as BATCH statements fill.

        A graph of more than BATCH statements is sent whole where there is a `graphs_url`, else in several updates.

        Args:
            graphs: IRI and N-Quads of each; without any the graph is removed.
        """
        waiting: dict[str, list[tuple[str, str]]] = {}
        count = 0
        for graph, nquads in graphs:
            quads = _read_graph(graph, nquads)
            if len(quads) > BATCH and self.graphs_url is not None:
                self._put_graph(graph, quads)
                continue
            waiting[graph] = quads
            count += len(quads)
            if count >= BATCH or len(waiting) >= BATCH_GRAPHS:
                self._replace_together(waiting)
                waiting, count = {}, 0
        if waiting:
            self._replace_together(waiting)

    def _replace_together(self, graphs: dict[str, list[tuple[str, str]]]) -> None:
        drops = [f"DROP SILENT GRAPH {Iri(graph).sparql()}" for graph in graphs]
        first, *others = [*_batches(quad for quads in graphs.values() for quad in quads)] or [[]]
        insert = [f"INSERT DATA {{\n{_write_graphs(first)}}}"] if first else []
        self._update(" ;\n".join((*drops, *insert)))
        for batch in others:
            self._update(f"INSERT DATA {{\n{_write_graphs(batch)}}}")

    def _put_graph(self, graph: str, quads: list[tuple[str, str]]) -> None:
        assert self.graphs_url is not None
        mark = "&" if "?" in self.graphs_url else "?"
        url = f"{self.graphs_url}{mark}{urlencode({'graph': graph})}"
        body = "".join(f"{statement} .\n" for statement, _ in quads).encode()
        # N-Triples are Turtle, and every service takes Turtle.
        self._client.send("PUT", url, body, {"Accept": "*/*", "Content-Type": "text/turtle"})

    def remove_graph(self, graph: str) -> None:
        """Removes a graph with its quads."""
        self._update(f"DROP SILENT GRAPH {Iri(graph).sparql()}")

    def graphs(self) -> list[str]:
        """Returns the IRIs of kg's graphs, sorted."""
        return sorted(self._select(f"SELECT DISTINCT ?graph WHERE {{ {_OWN} }}"))

    def dump(self, out: BinaryIO, skip: Collection[str] = ()) -> int:
        """Writes kg's graphs but those in `skip` as sorted N-Quads; returns the number of quads."""
        return write_sorted(self._dump_lines(set(skip)), out)

    def __len__(self) -> int:
        """Returns the number of quads in kg's graphs."""
        return int(self._select(f"SELECT (COUNT(*) AS ?n) WHERE {{ {_OWN} }}")[0])

    def close(self) -> None:
        """Does nothing: no connection is kept."""

    def _dump_lines(self, skip: set[str]) -> Iterator[bytes]:
        for graph in self.graphs():
            if graph not in skip:
                name = Iri(graph).sparql()
                answer = self.query(f"CONSTRUCT {{ ?s ?p ?o }} WHERE {{ GRAPH {name} {{ ?s ?p ?o }} }}")
                for line in answer.lines if isinstance(answer, Triples) else ():
                    yield f"{line.removesuffix('.').rstrip()} {name} .\n".encode()

    def _select(self, sparql: str) -> list[str]:
        answer = self.query(sparql)
        if not isinstance(answer, Solutions):
            raise ServiceError(f"{self.query_url}: answered a SELECT without rows; is it a query service?")
        return [row[0].value for row in answer.rows if row[0] is not None]

    def _update(self, sparql: str) -> None:
        """Sends an update. All that kg sends can be sent twice: it drops graphs and inserts statements."""
        if self.update_url is None:
            raise InputError(f"{self.query_url}: can only be read; give the address for updates too")
        body = urlencode({"update": sparql}).encode()
        self._client.send("POST", self.update_url, body, {"Accept": "*/*", "Content-Type": _FORM})


def _read_graph(graph: str, nquads: Iterable[str]) -> list[tuple[str, str]]:
    quads = list(read_nquads(nquads))
    for statement, found in quads:
        if found != f"<{graph}>":
            raise InputError(f"{statement} {found} is not of graph {graph!r}; give each graph its own quads")
    return quads


def _batches(quads: Iterable[tuple[str, str]]) -> Iterator[list[tuple[str, str]]]:
    batch: list[tuple[str, str]] = []
    for quad in quads:
        batch.append(quad)
        if len(batch) >= BATCH:
            yield batch
            batch = []
    if batch:
        yield batch


def _write_graphs(quads: Iterable[tuple[str, str]]) -> str:
    """Returns quads, each a statement and its graph, as SPARQL writes them in INSERT DATA."""
    parts = []
    for graph, group in groupby(quads, key=lambda quad: quad[1]):
        statements = "".join(f"{statement} .\n" for statement, _ in group)
        parts.append(f"GRAPH {graph} {{\n{statements}}}\n")
    return "".join(parts)
