"""A job: a large archive read, extracted, mapped and blocked, into a folder that can be added to and begun again.

    job.json                  what the folder was made with
    articles/SPLIT/           the cleaned articles of a split of the input, by bucket
    facts/BUCKET-RUN/         sheets.jsonl, graph.nq (one named graph an article), keys of blocking, hashes
    blocks/PART-OF/           blocks.jsonl: mentions of two articles or more that may be one
    reference.nq              topics, countries and terms, for the store that graph.nq is loaded into
    journals/                 where the tasks under way are

Every part has counts.json, and failures.jsonl with the place and the reason of each record that failed.
"""

import json
import shutil
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path

from kg.errors import InputError, WorkspaceError
from kg.scale.engines import Engine
from kg.scale.parts import COUNTS, Counts, read_counts
from kg.scale.records import find_splits
from kg.scale.stages import ARTICLES, BLOCKS, FACTS, Task
from kg.store.locks import hold_write_lock, replace_file
from kg.store.reference import read_reference

JOB = "job.json"
FORMAT = 1
BUCKETS = 64


@dataclass(slots=True)
class Totals:
    """What a job's folder holds: counts by stage, over all runs."""

    read: Counts = field(default_factory=dict)
    extract: Counts = field(default_factory=dict)
    block: Counts = field(default_factory=dict)


def run_job(
    sources: Iterable[Path],
    output: Path,
    engine: Engine,
    *,
    buckets: int = BUCKETS,
    extractor: str = "rules",
    tell: Callable[[str, int, int], None] = lambda stage, done, all_: None,
) -> Totals:
    """Reads an archive into a folder; run again, it does what is left to do, and adds what is new.

    Args:
        sources: files and folders (kg.scale.records).
        output: the folder; made where it is missing. All processes must see it under this name.
        buckets: in how many parts the facts are written; what the folder was made with counts.
        extractor: a name of kg.extract.EXTRACTORS; the same.
        tell: is told the stage and how many of its tasks are done.

    Raises:
        UnreadableError: a source is missing.
        InputError: the folder was made with another extractor.
        WorkspaceError: another job is writing to the folder, or the disk is full.
    """
    splits = find_splits(sources)
    output = output.absolute()
    try:
        for name in ("", ARTICLES, FACTS, BLOCKS):
            (output / name).mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise WorkspaceError(f"{output}: cannot be made: {error.strerror}; choose a writable folder") from None
    with hold_write_lock(output / "lock"):
        _clear(output)
        buckets = _agree(output, buckets, extractor)
        replace_file(output / "reference.nq", "".join(f"{line}\n" for line in read_reference()).encode("utf-8"))
        done = {path.name for path in (output / ARTICLES).iterdir()}
        left = [split for split in splits if split.id not in done]
        base = Task("read", str(output), buckets, extractor)
        _run(engine, "read", [_with(base, split=split) for split in left], tell)
        names = tuple(sorted(path.name for path in (output / ARTICLES).iterdir() if path.name[0] != "."))
        numbers = range(buckets)
        _run(engine, "extract", [_with(base, stage="extract", number=n, splits=names) for n in numbers], tell)
        _run(engine, "block", [_with(base, stage="block", number=n) for n in numbers], tell)
    return count_job(output)


def count_job(output: Path) -> Totals:
    """Returns what a job's folder holds."""
    return Totals(*(_sum(output / name) for name in (ARTICLES, FACTS, BLOCKS)))


def _run(engine: Engine, stage: str, tasks: list[Task], tell: Callable[[str, int, int], None]) -> None:
    tell(stage, 0, len(tasks))
    for number, _counts in enumerate(engine(tasks) if tasks else (), 1):
        tell(stage, number, len(tasks))


def _with(task: Task, **fields: object) -> Task:
    from dataclasses import replace

    return replace(task, **fields)  # type: ignore[arg-type]


def _clear(output: Path) -> None:
    """Removes what tasks that were killed had begun."""
    for name in (ARTICLES, FACTS, BLOCKS):
        for path in (output / name).iterdir():
            if path.name.startswith("."):
                shutil.rmtree(path, ignore_errors=True)


def _agree(output: Path, buckets: int, extractor: str) -> int:
    """Notes what a new folder is made with, and returns the buckets of an old one."""
    path = output / JOB
    if not path.exists():
        told = {"format": FORMAT, "buckets": buckets, "extractor": extractor}
        replace_file(path, json.dumps(told).encode() + b"\n")
        return buckets
    try:
        told = json.loads(path.read_bytes())
        made, old = told["format"], int(told["buckets"])
    except (ValueError, KeyError, TypeError):
        raise WorkspaceError(f"{path}: cannot be read; choose another folder") from None
    if made != FORMAT:
        raise WorkspaceError(f"{path}: has format {made!r}, this kg writes {FORMAT}; choose another folder")
    if told.get("extractor") != extractor:
        raise InputError(f"{output}: was made with --with {told.get('extractor')}; go on with that, or elsewhere")
    return old


def _sum(folder: Path) -> Counts:
    total: Counts = {}
    for part in folder.iterdir():
        if not part.name.startswith(".") and (part / COUNTS).exists():
            for name, count in read_counts(part).items():
                total[name] = total.get(name, 0) + count
    return total
