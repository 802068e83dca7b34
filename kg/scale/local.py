"""Does one piece of work to each of many files in a pool of processes."""

import multiprocessing
import os
import signal
import threading
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor, ThreadPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from multiprocessing.connection import wait
from pathlib import Path
from typing import Generic, TypeVar

from kg.errors import KgError

T = TypeVar("T")

#: Files handed to a process at a time: enough that handing over costs nothing beside a few ms of work a file.
CHUNK_FILES = 8
#: Chunks waiting for each process, so that none idles and memory stays bounded.
WAITING_CHUNKS = 4
DIED = "the process that worked on it died, out of memory perhaps; look at the size of the file"


@dataclass(frozen=True, slots=True)
class Outcome(Generic[T]):
    """What came of one file: a value, or an error of one line."""

    path: Path
    value: T | None = None
    error: str | None = None


def map_files(work: Callable[[Path], T], paths: Sequence[Path], jobs: int | None = None) -> Iterator[Outcome[T]]:
    """Yields the outcome of `work` for each path, in the order of `paths`.

    Args:
        work: a function that can be pickled; a KgError it raises is the outcome's error, and so is any other.
        paths: the files.
        jobs: how many processes; None for one a core. With one, or one file, the work is done in this process.
    """
    jobs = min(jobs or os.cpu_count() or 1, -(-len(paths) // CHUNK_FILES))
    if jobs <= 1:
        yield from (try_file(work, path) for path in paths)
        return
    chunks = [tuple(paths[n : n + CHUNK_FILES]) for n in range(0, len(paths), CHUNK_FILES)]
    done = 0
    try:
        for outcomes in map_chunks(work, chunks, jobs):
            done += 1
            yield from outcomes
    except BrokenProcessPool:
        for path in (path for chunk in chunks[done:] for path in chunk):
            yield try_apart(work, path)


def map_files_in_threads(
    work: Callable[[Path], T], paths: Sequence[Path], jobs: int | None = None
) -> Iterator[Outcome[T]]:
    """Yields the outcome of `work` for each path, in the order of `paths`, for work that mostly waits for a service.

    Args:
        work: a function that several threads may run at once; errors are as with map_files.
        paths: the files.
        jobs: how many at once; None for one after the other.
    """
    if not jobs or jobs == 1:
        yield from (try_file(work, path) for path in paths)
        return
    with ThreadPoolExecutor(jobs) as pool:
        waiting: deque[Future[Outcome[T]]] = deque()
        try:
            for path in paths:
                if len(waiting) >= jobs * WAITING_CHUNKS:
                    yield waiting.popleft().result()
                waiting.append(pool.submit(try_file, work, path))
            while waiting:
                yield waiting.popleft().result()
        except BaseException:
            pool.shutdown(wait=False, cancel_futures=True)
            raise


def map_chunks(
    work: Callable[[Path], T], chunks: Sequence[tuple[Path, ...]], jobs: int
) -> Iterator[tuple[Outcome[T], ...]]:
    """Yields the outcomes of each chunk, in order.

    Raises:
        BrokenProcessPool: a process died.
    """
    pool = ProcessPoolExecutor(jobs, initializer=follow_parent)
    waiting: deque[Future[tuple[Outcome[T], ...]]] = deque()
    try:
        for chunk in chunks:
            if len(waiting) >= jobs * WAITING_CHUNKS:
                yield waiting.popleft().result()
            waiting.append(pool.submit(try_files, work, chunk))
        while waiting:
            yield waiting.popleft().result()
    except BaseException:
        pool.shutdown(wait=False, cancel_futures=True)
        for process in multiprocessing.active_children():
            process.terminate()
        raise
    pool.shutdown()


def follow_parent() -> None:
    """Leaves Ctrl-C to the parent, which ends its processes itself; ends this one where the parent was killed."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    parent = multiprocessing.parent_process()
    if parent is not None:
        threading.Thread(target=_end_with, args=(parent.sentinel,), daemon=True).start()


def _end_with(sentinel: int) -> None:
    wait([sentinel])
    os._exit(1)


def try_files(work: Callable[[Path], T], paths: tuple[Path, ...]) -> tuple[Outcome[T], ...]:
    """Returns the outcome of each path."""
    return tuple(try_file(work, path) for path in paths)


def try_file(work: Callable[[Path], T], path: Path) -> Outcome[T]:
    """Returns the outcome of one path; an error that nobody foresaw is one too."""
    try:
        return Outcome(path, work(path))
    except KgError as error:
        return Outcome(path, error=str(error))
    except Exception as error:
        return Outcome(path, error=f"{path}: unexpected {type(error).__name__}: {error}; report it please")


def try_apart(work: Callable[[Path], T], path: Path) -> Outcome[T]:
    """Returns the outcome of one path worked on in a process of its own, which may die of it."""
    with ProcessPoolExecutor(1, initializer=follow_parent) as pool:
        try:
            return pool.submit(try_file, work, path).result()
        except BrokenProcessPool:
            return Outcome(path, error=f"{path}: {DIED}")
