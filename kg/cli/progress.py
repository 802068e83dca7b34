"""Shows on a terminal how far a long piece of work is; nothing where stderr is no terminal, or the work is short."""

import sys
import time
from collections.abc import Iterable, Iterator
from typing import TypeVar

T = TypeVar("T")
#: Nothing is shown before so many seconds, nor more often than that.
FIRST_SECONDS, EACH_SECONDS = 1.0, 0.2
WIDTH = 30


def show_progress(items: Iterable[T], total: int, label: str) -> Iterator[T]:
    """Yields the items, and shows how many of them are done.

    Args:
        total: how many there are. label: what is being done.
    """
    if not sys.stderr.isatty():
        yield from items
        return
    started = shown = time.monotonic()
    for done, item in enumerate(items):
        now = time.monotonic()
        if now - started > FIRST_SECONDS and now - shown > EACH_SECONDS:
            shown = now
            left = (now - started) / max(done, 1) * (total - done)
            full = WIDTH * done // max(total, 1)
            sys.stderr.write(f"\r\x1b[Kkg: {label} [{'#' * full:<{WIDTH}}] {done:,} of {total:,}, {left:.0f} s left")
            sys.stderr.flush()
        yield item
    if shown != started:
        sys.stderr.write("\r\x1b[K")
        sys.stderr.flush()
