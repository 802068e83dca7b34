"""Locks between processes, and files that are replaced at once.

The locks are flock(2) on a file: the kernel lets go of them when their process ends, however it ends, so that none is
ever stale. They hold on local disks and on NFS since Linux 2.6.12. A process that is forked lets go of its copies at
once: a worker that outlives its killed parent would go on holding them.
"""

import fcntl
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from kg.errors import WorkspaceError

#: How often a waiting writer looks again.
RETRY_SECONDS = 0.05

_handles: set[int] = set()


def open_lock(path: Path, flags: int) -> int:
    """Opens a file to lock it; close_lock lets go of it.

    Raises:
        OSError: it cannot be opened.
    """
    handle = os.open(path, flags | os.O_CLOEXEC, 0o666)
    _handles.add(handle)
    return handle


def close_lock(handle: int) -> None:
    """Closes what open_lock opened, and so lets go of the lock."""
    _handles.discard(handle)
    os.close(handle)


def _let_go() -> None:
    """Closes a forked process's copies of the locks; the parent keeps its own."""
    for handle in _handles:
        os.close(handle)
    _handles.clear()


os.register_at_fork(after_in_child=_let_go)


@contextmanager
def hold_write_lock(path: Path, wait_seconds: float = 0.0) -> Iterator[None]:
    """Holds the one writer's lock while the block runs. The file tells who holds it.

    Args:
        path: the lock's file; made where it is missing, and left behind.
        wait_seconds: how long to wait for another writer before giving up.

    Raises:
        WorkspaceError: another process holds the lock; the message names it.
    """
    try:
        handle = open_lock(path, os.O_RDWR | os.O_CREAT)
    except OSError as error:
        raise WorkspaceError(f"{path}: cannot be written: {error.strerror}; choose a writable workspace") from None
    try:
        deadline = time.monotonic() + wait_seconds
        while not try_lock(handle, fcntl.LOCK_EX):
            if time.monotonic() >= deadline:
                holder = os.pread(handle, 100, 0).decode("utf-8", "replace").strip() or "another process"
                raise WorkspaceError(f"{path.parent}: {holder} is writing to this workspace; try again when it is done")
            time.sleep(RETRY_SECONDS)
        os.ftruncate(handle, 0)
        with suppress(OSError):  # a full disk: the lock holds all the same
            os.pwrite(handle, f"process {os.getpid()}\n".encode(), 0)
        try:
            yield
        finally:
            os.ftruncate(handle, 0)
    finally:
        close_lock(handle)


def try_lock(handle: int, kind: int) -> bool:
    """Takes a lock at once or not at all. kind: fcntl.LOCK_SH or fcntl.LOCK_EX; closing the handle lets go of it."""
    try:
        fcntl.flock(handle, kind | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def sync_folder(path: Path) -> None:
    """Makes sure that names made, moved or removed in a folder are on the disk."""
    sync_file(path)


def sync_file(path: Path) -> None:
    """Makes sure that a file's (or folder's) content is on the disk."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def write_synced(path: Path, data: bytes, *, sync: bool = True) -> None:
    """Writes a new file. sync: only return when it is on the disk (its name included once the folder is synced)."""
    with path.open("wb") as file:
        file.write(data)
        file.flush()
        if sync:
            os.fsync(file.fileno())


def replace_file(path: Path, data: bytes) -> None:
    """Replaces a file at once: after a crash it holds the old bytes or the new ones.

    Raises:
        WorkspaceError: the disk is full or not writable; the old file stays.
    """
    aside = path.with_name(f".{path.name}.new")
    try:
        write_synced(aside, data)
        aside.replace(path)
        sync_folder(path.parent)
    except OSError as error:
        with suppress(OSError):
            aside.unlink(missing_ok=True)
        raise WorkspaceError(f"{path}: cannot be written: {error.strerror}; make room or choose another disk") from None
