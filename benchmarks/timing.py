"""Takes times: of the processor, of a process of its own."""

import json
import os
import statistics
import time
from collections.abc import Callable, Sequence
from typing import Any

ROUNDS = 2


def in_child(work: Callable[[], Any]) -> tuple[Any, float, float, int]:
    """Runs work in a process of its own; returns its result, seconds, seconds of processor, most memory in MB."""
    reader, writer = os.pipe()
    started = time.perf_counter()
    child = os.fork()
    if not child:
        os.close(reader)
        try:
            result: Any = work()
        except Exception as error:
            result = f"failed: {error!r}"
        with os.fdopen(writer, "w") as out:
            json.dump(result, out)
        os._exit(0)
    os.close(writer)
    with os.fdopen(reader) as source:
        text = source.read()
    _, _, usage = os.wait4(child, 0)
    busy = usage.ru_utime + usage.ru_stime
    return json.loads(text or "null"), time.perf_counter() - started, busy, usage.ru_maxrss // 1024


def take_times(work: Callable[[Any], object], arguments: Sequence[Any], rounds: int = ROUNDS) -> list[float]:
    """Returns the milliseconds of processor time for work on each argument, the best of ROUNDS."""
    work(arguments[0])
    times = []
    for each in arguments:
        tried = []
        for _ in range(rounds):
            start = time.process_time()
            work(each)
            tried.append((time.process_time() - start) * 1000)
        times.append(min(tried))
    return times


def spread(times: Sequence[float]) -> tuple[float, float]:
    """Returns the median and the 95th percentile."""
    ordered = sorted(times)
    return statistics.median(ordered), ordered[min(len(ordered) - 1, int(len(ordered) * 0.95))]
