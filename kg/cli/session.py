"""Finds and opens the workspace of a run, and the SPARQL service that stands in for its graph."""

from pathlib import Path
from typing import TYPE_CHECKING

from kg.cli.settings import Settings
from kg.errors import InputError, KgError, ServiceError, WorkspaceError

if TYPE_CHECKING:
    from collections.abc import Callable, Collection

    from kg.store.remote import RemoteStore
    from kg.store.workspace import Workspace


def find_workspace(settings: Settings) -> Path:
    """Returns the workspace's folder: the one given, else the first from the current directory upwards.

    Raises:
        WorkspaceError: none was given and none is found.
    """
    from kg.store.formats import MARKER

    if settings.workspace is not None:
        return settings.workspace
    here = Path.cwd()
    for folder in (here, *here.parents):
        if (folder / MARKER).exists():
            return folder
    raise WorkspaceError(f"{here}: no workspace here or above; make one with kg init, or name one with -w DIR")


def open_workspace(settings: Settings) -> "Workspace":
    """Opens the workspace of this run.

    Raises:
        WorkspaceError: there is none, or it cannot be opened.
    """
    from kg.store.workspace import Workspace

    workspace = Workspace.open(find_workspace(settings), settings.wait_seconds)
    if settings.writes:
        from kg.cli.progress import show_progress

        workspace.watch = lambda ids: show_progress(ids, len(ids), "into the graph")
    if settings.store is not None and settings.writes:
        workspace.follower = make_follower(settings, workspace)
    return workspace


def make_follower(settings: Settings, workspace: "Workspace") -> "Callable[[Collection[str] | None], None]":
    """Returns what has the service of this run follow the changes of a workspace.

    Raises:
        InputError: an address is wrong, or there is none for updates.
    """
    from kg.store.publishing import publish

    service = open_service(settings)
    if service.update_url is None:
        raise InputError(f"{service.query_url}: can only be read; give --store-update URL, or leave out --store")

    def follow(graphs: "Collection[str] | None") -> None:
        import click

        try:
            sent = publish(workspace, service, graphs)
        except KgError as error:
            raise ServiceError(f"the workspace is changed, but not the service: {error}; run kg build later") from None
        click.echo(f"kg: {sent} graphs sent to {service.query_url}", err=True)

    return follow


def open_service(settings: Settings, seconds: float | None = None) -> "RemoteStore":
    """Opens the SPARQL service of this run. seconds: how long a request may take; None for the store's own limit.

    Raises:
        InputError: an address is wrong.
    """
    from kg.store.remote import SECONDS_MAX, RemoteStore

    assert settings.store is not None
    limit = SECONDS_MAX if seconds is None else seconds
    return RemoteStore(settings.store, settings.store_update, limit, graphs_url=settings.store_graphs)
