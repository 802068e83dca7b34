"""Finds and opens the workspace of a run."""

from pathlib import Path
from typing import TYPE_CHECKING

from kg.cli.settings import Settings
from kg.errors import WorkspaceError

if TYPE_CHECKING:
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

    return Workspace.open(find_workspace(settings), settings.wait_seconds)
