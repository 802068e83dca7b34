"""Generations: whole states of a folder, switched atomically, each immutable once it is there.

    graph/CURRENT       the name of the generation in force, replaced by a rename
    graph/gen-7/        a generation; `lease` in it is what its readers lock
    graph/new-8/        one being made; worth nothing until it is renamed
    graph/old-6/        one being removed

A writer makes the next generation aside, syncs it to the disk and switches CURRENT; a reader locks the generation it
reads (shared) for as long as it reads. So readers never see a store that somebody writes to, and a crash at any moment
leaves the old generation in force or the new one. A generation that nobody reads any more is removed by the next
writer. What this refuses: two writers at once; the caller holds the workspace's write lock (kg.store.locks).
"""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from kg.errors import WorkspaceError
from kg.store.locks import close_lock, open_lock, replace_file, sync_file, sync_folder, try_lock, write_synced

LEASE = "lease"
#: Beyond so many files, all that waits for any disk is written at once: one by one takes a millisecond or more each.
FILES_MAX = 500


class Draft:
    """A generation being made. path: its folder."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.discarded = False

    def discard(self) -> None:
        """Has the draft thrown away when its block ends."""
        self.discarded = True


class Generations:
    """The generations of one folder.

    Args:
        root: the folder; made by the first writer.
    """

    def __init__(self, root: Path) -> None:
        self.root = root

    def current(self) -> Path | None:
        """Returns the generation in force, None before the first.

        Raises:
            WorkspaceError: CURRENT names something that is not there.
        """
        try:
            name = (self.root / "CURRENT").read_text("ascii").strip()
        except FileNotFoundError:
            return None
        except (OSError, UnicodeDecodeError) as error:
            raise WorkspaceError(f"{self.root / 'CURRENT'}: cannot be read: {error}; run kg doctor") from None
        if not _number(name):
            raise WorkspaceError(f"{self.root / 'CURRENT'}: names {name!r}, no generation; run kg doctor")
        return self.root / name

    @contextmanager
    def read(self) -> Iterator[Path | None]:
        """Holds the generation in force while the block runs; None where there is none yet.

        Raises:
            WorkspaceError: the generation in force is missing.
        """
        handle = -1
        try:
            while (path := self.current()) is not None:
                try:
                    handle = open_lock(path / LEASE, os.O_RDONLY)
                except FileNotFoundError:
                    if self.current() == path:
                        raise WorkspaceError(f"{path}: the graph is missing; run kg build to make it anew") from None
                    continue
                if try_lock(handle, fcntl.LOCK_SH) and (path / LEASE).exists():
                    break
                close_lock(handle)  # removed between the look and the lock: a newer one is in force
                handle = -1
            yield path
        finally:
            if handle >= 0:
                close_lock(handle)

    @contextmanager
    def make(self) -> Iterator["Draft"]:
        """Makes the next generation: the block fills the draft's folder; when the block ends, that is in force.

        An error in the block, or `draft.discard()`, leaves the generation in force as it was.

        Raises:
            WorkspaceError: the disk is full or not writable.
        """
        self.root.mkdir(exist_ok=True)
        self.remove_unused()
        number = max((_number(path.name) for path in self.root.iterdir()), default=0) + 1
        aside = self.root / f"new-{number}"
        draft = Draft(aside)
        try:
            aside.mkdir()
            yield draft
            if draft.discarded:
                remove_tree(aside)
                return
            write_synced(aside / LEASE, b"")
            sync_tree(aside)
            made = self.root / f"gen-{number}"
            aside.rename(made)
            sync_folder(self.root)
        except OSError as error:
            remove_tree(aside, ignore_errors=True)
            raise WorkspaceError(f"{self.root}: cannot be written: {error.strerror or error}; make room") from None
        except BaseException:
            remove_tree(aside, ignore_errors=True)
            raise
        replace_file(self.root / "CURRENT", f"{made.name}\n".encode())
        self.remove_unused()

    def remove_unused(self) -> list[str]:
        """Removes generations that are neither in force nor read, and what crashes left; returns their names."""
        current, removed = self.current(), []
        for path in sorted(self.root.iterdir()) if self.root.exists() else ():
            if path == current or path.name == "CURRENT":
                continue
            if path.name.startswith("gen-"):
                if not self._retire(path):
                    continue
            elif path.name.startswith(("new-", "old-")):
                remove_tree(path, ignore_errors=True)
            elif path.name == ".CURRENT.new":
                path.unlink()
            else:
                continue
            removed.append(path.name)
        return removed

    def restore(self) -> bool:
        """Puts the newest generation in force where CURRENT is lost or names none; tells whether it did.

        Every generation that has its name is whole, so the newest is the one that was in force, or was about to be.
        """
        try:
            current = self.current()
        except WorkspaceError:
            current = None
        if current is not None and current.exists():
            return False
        made = [path for path in self.root.glob("gen-*") if _number(path.name)] if self.root.exists() else []
        if not made:
            (self.root / "CURRENT").unlink(missing_ok=True)
            return False
        newest = max(made, key=lambda path: _number(path.name))
        replace_file(self.root / "CURRENT", f"{newest.name}\n".encode())
        return True

    def _retire(self, path: Path) -> bool:
        """Removes a generation unless somebody reads it. Its name goes first, so that nobody starts to."""
        try:
            handle = open_lock(path / LEASE, os.O_RDONLY)
        except FileNotFoundError:
            remove_tree(path, ignore_errors=True)
            return True
        try:
            if not try_lock(handle, fcntl.LOCK_EX):
                return False
            retired = path.with_name(f"old-{_number(path.name)}")
            path.rename(retired)
        finally:
            close_lock(handle)
        remove_tree(retired, ignore_errors=True)
        return True


def remove_tree(folder: Path, *, ignore_errors: bool = False) -> None:
    """Removes a folder with all in it."""
    import shutil  # what only reads starts without it

    shutil.rmtree(folder, ignore_errors=ignore_errors)


def sync_tree(folder: Path) -> None:
    """Makes sure that a folder is on the disk whole. Files with further names (hard links) already are."""
    paths = [path for path in folder.rglob("*") if path.is_dir() or path.stat().st_nlink == 1]
    if len(paths) > FILES_MAX:
        os.sync()
        return
    for path in sorted(paths):
        sync_file(path)
    sync_folder(folder)


def _number(name: str) -> int:
    """Returns the number in a generation's name, 0 where it is none."""
    kind, _, number = name.partition("-")
    return int(number) if kind in ("gen", "new", "old") and number.isascii() and number.isdigit() else 0
