"""What runs the tasks of a job: the cores of this machine, or Apache Spark. To add one, write its function and name it.

An engine need only do each task at least once: tasks see to the rest themselves (kg.scale.parts).
"""

import multiprocessing
import os
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from queue import Queue
from threading import Thread

from kg.errors import InputError, ServiceError
from kg.scale.local import follow_parent
from kg.scale.parts import Counts
from kg.scale.stages import Task, run_task

#: A task is begun so often before the job gives up; each record that kills its process costs two.
ATTEMPTS = 10
Engine = Callable[[Sequence[Task]], Iterator[Counts]]


def make_local_engine(master: str | None, jobs: int | None) -> Engine:
    """Returns what does tasks in processes of this machine. jobs: how many; None for one a core."""

    def run(tasks: Sequence[Task]) -> Iterator[Counts]:
        left = deque(tasks)
        results: Queue[Counts | BaseException | None] = Queue()
        workers = [
            Thread(target=_work_off, args=(left, results), daemon=True) for _ in range(jobs or os.cpu_count() or 1)
        ]
        for worker in workers:
            worker.start()
        ended = 0
        try:
            while ended < len(workers):
                result = results.get()
                if isinstance(result, BaseException):
                    raise result
                if result is None:
                    ended += 1
                else:
                    yield result
        finally:
            left.clear()
            for process in multiprocessing.active_children() if ended < len(workers) else ():
                process.terminate()

    return run


def _work_off(left: "deque[Task]", results: "Queue[Counts | BaseException | None]") -> None:
    """Does tasks until none is left, in a process that no other thread has: where it dies, no other dies with it."""
    pool = ProcessPoolExecutor(1, initializer=follow_parent)
    try:
        while left:
            task = left.popleft()
            for attempt in range(1, ATTEMPTS + 1):
                try:
                    results.put(pool.submit(run_task, task).result())
                    break
                except BrokenProcessPool:
                    pool = ProcessPoolExecutor(1, initializer=follow_parent)
                    if attempt == ATTEMPTS:
                        raise ServiceError(
                            f"{_name(task)} killed {ATTEMPTS} processes; is there memory enough?"
                        ) from None
    except IndexError:  # another thread took the last one
        pass
    except BaseException as error:
        results.put(error)
    finally:
        pool.shutdown(cancel_futures=True)
        results.put(None)


def _name(task: Task) -> str:
    return f"stage {task.stage}, {task.split.paths[0] if task.split else f'part {task.number}'}"


def make_spark_engine(master: str | None, jobs: int | None) -> Engine:
    """Returns what does tasks on a Spark cluster.

    Args:
        master: spark://host:port, yarn, k8s://...; None for what spark-submit or the environment says.
        jobs: most cores used; None for all.
    """

    def run(tasks: Sequence[Task]) -> Iterator[Counts]:
        try:
            from pyspark import SparkConf, SparkContext
        except ModuleNotFoundError:
            raise InputError("Spark is not installed; pip install 'kg[spark]', with Java 17 or later") from None
        conf = SparkConf().setAppName("kg").set("spark.task.maxFailures", str(ATTEMPTS))
        conf = conf.set("spark.ui.showConsoleProgress", "false")
        conf = conf.setMaster(master) if master else conf
        conf = conf.set("spark.cores.max", str(jobs)) if jobs else conf
        context = SparkContext.getOrCreate(conf)
        # One task a partition, so that what is lost with a machine is little and what is slow holds up nothing else.
        yield from context.parallelize(list(tasks), max(len(tasks), 1)).map(run_task).collect()

    return run


ENGINES: dict[str, Callable[[str | None, int | None], Engine]] = {
    "local": make_local_engine,
    "spark": make_spark_engine,
}
