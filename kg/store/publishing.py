"""Has a SPARQL service hold the graph of a workspace: all of it, or what a change has altered."""

from collections.abc import Collection
from typing import TYPE_CHECKING

from kg.store.remote import RemoteStore
from kg.vocab import REFERENCE_GRAPH

if TYPE_CHECKING:
    from kg.store.workspace import Workspace


def publish(workspace: "Workspace", service: RemoteStore, graphs: Collection[str] | None = None) -> int:
    """Makes graphs of the service equal to those of a workspace, and returns how many were sent or removed.

    What is sent can be sent again: after a failure the service holds some graphs of the new state, some of the old one.

    Args:
        graphs: the ones that changed (IRIs); None for all: then those of kg's graphs that the workspace has not are
            removed. All are sent, too, where the service knows no reference data yet.

    Raises:
        ServiceError: the service failed.
    """
    with workspace.read() as store:
        there = set(store.graphs())
        known = set(service.graphs())
        wanted = there | known if graphs is None or REFERENCE_GRAPH not in known else set(graphs)
        service.replace_graphs((graph, store.read_graph(graph)) for graph in sorted(wanted & there))
        gone = sorted((wanted - there) & known)
        service.replace_graphs((graph, ()) for graph in gone)
    return len(wanted & there) + len(gone)
