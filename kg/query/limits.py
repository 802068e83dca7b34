"""A limit on the time of work in this process, as kg.store.worker sets one on queries of the store."""

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

from kg.errors import QueryError


@contextmanager
def limit_time(seconds: float | None) -> Iterator[None]:
    """Stops the block when its time is up. In other threads than the first it runs on: only that one gets signals.

    Args:
        seconds: how long the block may take; None for as long as it wants.

    Raises:
        QueryError: the time is up.
    """
    if seconds is None or threading.current_thread() is not threading.main_thread():
        yield
        return

    def stop(number: int, frame: FrameType | None) -> None:
        raise QueryError(f"the query was stopped after {seconds:g} s; ask for less or allow more time")

    before = signal.signal(signal.SIGALRM, stop)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
