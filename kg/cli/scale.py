"""The command `kg scale run`: a large archive on all cores, or on a cluster."""

import time
from pathlib import Path

import click

from kg.cli.output import Answer, Cell, Row, print_answer
from kg.cli.settings import Settings, command, pass_settings
from kg.errors import InputError

ENGINE_NAMES = ("local", "spark")
BUCKETS = 64


@click.group("scale")
def scale() -> None:
    """Read archives of any size, on all cores or on a cluster: run."""


@command("run", answers=True)
@click.argument("sources", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("-o", "--output", required=True, type=click.Path(path_type=Path), metavar="DIR", help="The job's folder.")
@click.option("--engine", type=click.Choice(ENGINE_NAMES), default="local", show_default=True, help="What runs it.")
@click.option("--master", metavar="URL", help="Spark's: spark://HOST:7077, yarn, k8s://... [what spark-submit says].")
@click.option("-j", "--jobs", type=click.IntRange(1), help="Most processes at once [all cores].")
@click.option("--buckets", type=click.IntRange(1), default=BUCKETS, show_default=True, help="Parts of the output.")
@click.option("--with", "extractor", default="rules", show_default=True, metavar="NAME", help="What reads articles.")
@pass_settings
def run(
    settings: Settings,
    sources: tuple[Path, ...],
    output: Path,
    engine: str,
    master: str | None,
    jobs: int | None,
    buckets: int,
    extractor: str,
) -> None:
    """Read an archive into fact sheets, N-Quads and blocks of who may be one.

    SOURCES are folders of articles, JSON lines (.jsonl, .gz), Parquet or WARC files. Each article is read once by the
    hash of its text, also over several runs into the same folder. A run that was stopped goes on where it was; a bad
    record is written down and stops nothing. docs/scale.md tells of the folder and of clusters.
    """
    from kg.extract import get_extractor
    from kg.scale.engines import ENGINES
    from kg.scale.job import run_job

    get_extractor(extractor)
    if master is not None and engine != "spark":
        raise InputError(f"--master {master!r}: only for --engine spark")
    started = time.monotonic()

    def tell(stage: str, done: int, tasks: int) -> None:
        if done in (0, tasks):
            passed = time.monotonic() - started
            click.echo(f"kg: {passed:.0f} s: {stage}: {done} of {tasks} tasks done", err=True)

    run_with = ENGINES[engine](master, jobs)
    totals = run_job(sources, output, run_with, buckets=buckets, extractor=extractor, tell=tell)
    stages = {"read": totals.read, "extract": totals.extract, "block": totals.block}
    cells: list[dict[str, Cell]] = [
        {"stage": stage, "what": what.replace("_", " "), "count": count}
        for stage, counts in stages.items()
        for what, count in counts.items()
    ]
    print_answer(Answer(("stage", "what", "count"), tuple(map(Row, cells))), settings)


scale.add_command(run)
