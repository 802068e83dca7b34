"""What every store can do, and the rest of kg asks of one."""

from collections.abc import Collection, Iterable
from typing import BinaryIO, Protocol, runtime_checkable

from kg.store.answers import Answer
from kg.store.terms import Term


class Store(Protocol):
    """A set of named graphs that answers SPARQL 1.1. A query's default graph is the union of all named graphs."""

    def query(self, sparql: str) -> Answer:
        """Answers a query. It is run as it stands: text from outside goes through kg.query.guard first.

        Raises:
            QueryError: the query cannot be parsed.
            ServiceError: the store did not answer.
        """
        ...

    def close(self) -> None:
        """Lets go of files and processes; the store answers no more."""
        ...


@runtime_checkable
class StatementStore(Store, Protocol):
    """A store on this machine, whose statements can be looked up one by one, without a query."""

    def statements_about(self, subject: Term, predicate: str | None = None) -> list[tuple[str, Term]]:
        """Returns predicate (IRI) and object of what all graphs say of a subject; twice where two graphs say it.

        Args:
            subject: of what; of a literal nothing is said.
            predicate: IRI of the only predicate that is wanted.

        Raises:
            WorkspaceError: the store cannot be read.
        """
        ...


class WritableStore(Store, Protocol):
    """A store that can be written to. Quads go in and out as N-Quads, one statement a line."""

    def load(self, nquads: Iterable[str]) -> None:
        """Adds quads, all or none. nquads: lines, with or without line breaks.

        Raises:
            InputError: a line is no N-Quad.
        """
        ...

    def bulk_load(self, nquads: Iterable[str]) -> None:
        """Adds many quads in bounded memory. A failure may leave a part of them in the store.

        Raises:
            InputError: a line is no N-Quad.
        """
        ...

    def replace_graph(self, graph: str, nquads: Iterable[str]) -> None:
        """Makes the quads the whole content of a graph, all or none. graph: IRI.

        Raises:
            InputError: a line is no N-Quad, or is of another graph.
        """
        ...

    def remove_graph(self, graph: str) -> None:
        """Removes a graph with its quads; no error where there is none. graph: IRI."""
        ...

    def graphs(self) -> list[str]:
        """Returns the IRIs of all named graphs, sorted."""
        ...

    def dump(self, out: BinaryIO, skip: Collection[str] = ()) -> int:
        """Writes all quads but those of the graphs in `skip` as sorted N-Quads and returns their number."""
        ...

    def __len__(self) -> int:
        """Returns the number of quads."""
        ...
