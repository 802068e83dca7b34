"""Parts of a job's output: each is a folder that appears whole or not at all, and is made once.

A task fills a folder aside, which gets its name in one rename when it is done. So a task that was killed is done again,
one that was done is not, and of two processes that do the same task one wins. The folders have to lie on one file
system that all processes see, and on which a rename is atomic (a local disk, NFS, CephFS; not an object store).
"""

import errno
import json
import os
import shutil
import signal
import uuid
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType
from typing import TypeVar

from kg.errors import WorkspaceError
from kg.store.generations import sync_tree

T = TypeVar("T")

COUNTS = "counts.json"
FAILURES = "failures.jsonl"
#: A record at which a process has died so often is left out.
DEATHS_MAX = 2
#: How long one record may take.
RECORD_SECONDS = 60.0
Counts = dict[str, int]


class RecordTimeoutError(Exception):
    """A record took longer than RECORD_SECONDS."""


@contextmanager
def make_part(final: Path) -> Iterator[Path | None]:
    """Gives a folder to fill, which becomes `final` when the block ends well; None where that is there already.

    Raises:
        WorkspaceError: the disk is full or not writable.
    """
    if final.exists():
        yield None
        return
    aside = final.parent / f".{final.name}.{uuid.uuid4().hex[:8]}"
    try:
        aside.mkdir(parents=True)
        yield aside
        sync_tree(aside)
        aside.rename(final)
    except OSError as error:
        if error.errno in (errno.EEXIST, errno.ENOTEMPTY) and final.exists():
            return  # another process was faster
        raise WorkspaceError(f"{final}: cannot be written: {error.strerror or error}; make room") from None
    finally:
        shutil.rmtree(aside, ignore_errors=True)


def read_counts(part: Path) -> Counts:
    """Returns what a part says of itself."""
    counts: Counts = json.loads((part / COUNTS).read_bytes())
    return counts


class Journal:
    """Remembers which record a task is at, so that one which kills its process is left out when the task is done again.

    Args:
        path: its file; it is removed when the task is done.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        path.parent.mkdir(parents=True, exist_ok=True)
        at: str | None = None
        deaths: Counter[str] = Counter()
        for word in path.read_text().split() if path.exists() else ():
            if word == "start":
                deaths.update([at] if at is not None else [])
                at = None
            else:
                at = word
        deaths.update([at] if at is not None else [])
        self._deadly = {int(word) for word, count in deaths.items() if count >= DEATHS_MAX}
        self._file = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND | os.O_CLOEXEC, 0o666)
        os.write(self._file, b"start\n")

    def begin(self, number: int) -> bool:
        """Notes that a record is begun; tells whether it should be, not being one that kills."""
        if number in self._deadly:
            return False
        os.write(self._file, f"{number}\n".encode())
        return True

    def close(self) -> None:
        """Removes the journal of a task that is done."""
        os.close(self._file)
        self._path.unlink(missing_ok=True)


def run_limited(work: Callable[[], T], seconds: float = RECORD_SECONDS) -> T:
    """Does some work, but not for longer than `seconds`; only in the main thread of a process.

    Raises:
        RecordTimeoutError: the time is up.
    """

    def stop(_number: int, _frame: FrameType | None) -> None:
        raise RecordTimeoutError(f"took longer than {seconds:g} s")

    old = signal.signal(signal.SIGALRM, stop)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        return work()
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, old)
