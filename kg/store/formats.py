"""The format of a workspace's files: its version, in workspace.json, and the way from older versions to this one.

    1   the first
    2   a generation of the graph may hold more than the store: what is derived from the claims (kg.store.derived)

A new version gets a line here and a step in STEPS that turns the files of the version before into it. The graph itself
needs no step: it is made anew from the files. The version is written last, so a migration that was killed begins again:
a step has to take files that it has changed already.
"""

import json
from collections.abc import Callable
from pathlib import Path

from kg.errors import WorkspaceError
from kg.store.locks import replace_file

FORMAT = 2
MARKER = "workspace.json"


def _leave(root: Path) -> None:
    """Changes no file: between the versions only the graph differs."""


#: Version -> what makes the files of the next version of those of this one.
STEPS: dict[int, Callable[[Path], None]] = {1: _leave}


def read_format(root: Path) -> int:
    """Returns the version of a workspace's format.

    Raises:
        WorkspaceError: the folder is no workspace, or one of a newer version.
    """
    try:
        found = json.loads((root / MARKER).read_bytes())["format"]
    except FileNotFoundError:
        raise WorkspaceError(f"{root}: is no workspace; make one with kg init {root}") from None
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise WorkspaceError(f'{root / MARKER}: cannot be read: {error!r}; write {{"format": {FORMAT}}}') from None
    if type(found) is not int or found < 1:
        raise WorkspaceError(f'{root / MARKER}: format {found!r} is no version; write {{"format": {FORMAT}}}')
    if found > FORMAT:
        raise WorkspaceError(f"{root}: has format {found!r}, this kg reads {FORMAT}; install a newer kg")
    return found


def write_format(root: Path) -> None:
    """Marks a folder as a workspace of this version.

    Raises:
        WorkspaceError: the disk is full or not writable.
    """
    replace_file(root / MARKER, json.dumps({"format": FORMAT}).encode() + b"\n")


def migrate_files(root: Path) -> list[str]:
    """Brings the files of a workspace to this version, one version at a time; returns a line for each step.

    The version is not written yet: write_format has to follow when the graph has followed.
    """
    done = []
    for version in range(read_format(root), FORMAT):
        STEPS[version](root)
        done.append(f"migrated from format {version} to {version + 1}")
    return done
