"""Measures a job on the local pool and on a local Spark cluster of two workers, over the same files.

    python benchmarks/bench_job.py [--articles 2000] [--pages 400] [--engines local,spark]

Articles are the seeds' text, cut and numbered so that no two are equal; pages are the same as a crawl has them.
"""

import argparse
import json
import shutil
import sys
import tempfile
import time
from contextlib import ExitStack
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from kg.scale.engines import ENGINES
from kg.scale.job import run_job
from tests.scale.archives import make_record
from tests.scale.cluster import run_cluster

SEEDS = Path(__file__).parents[1] / "seeds"


def make_texts(count: int) -> list[str]:
    """Returns `count` articles: the paragraphs of the seeds, begun elsewhere each time."""
    paragraphs = [
        each for path in sorted(SEEDS.glob("*.txt")) for each in path.read_text("utf-8").split("\n\n") if each
    ]
    texts = []
    for number in range(count):
        start = number % len(paragraphs)
        texts.append("\n\n".join([*paragraphs[start:], *paragraphs[:start], f"Nr. {number}."]))
    return texts


def write_archive(folder: Path, texts: list[str], pages: int) -> None:
    """Writes texts as JSON lines in eight files, and some of them as pages of a crawl in four."""
    for part in range(8):
        lines = (json.dumps({"text": text}) + "\n" for text in texts[part::8])
        (folder / f"{part}.jsonl").write_text("".join(lines), "utf-8")
    for part in range(4):
        records = []
        for number in range(part, pages, 4):
            body = "".join(f"<p>{paragraph}</p>" for paragraph in texts[number].split("\n\n"))
            menu = "".join(f"<li><a href='/{each}'>Section {each}</a></li>" for each in range(200))
            page = f"<html><head><title>T</title></head><body><ul>{menu}</ul><article>{body}<p>Web.</p></article></body></html>"
            records.append(make_record(f"http://e/{number}", page.encode()))
        (folder / f"{part}.warc.gz").write_bytes(b"".join(records))


def main() -> None:
    """Prints, for each engine, seconds by stage and articles a second."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--articles", type=int, default=2000)
    parser.add_argument("--pages", type=int, default=400)
    parser.add_argument("--engines", default="local,spark")
    given = parser.parse_args()
    folder = Path(tempfile.mkdtemp())
    source = folder / "in"
    source.mkdir()
    write_archive(source, make_texts(given.articles), given.pages)
    size = sum(path.stat().st_size for path in source.iterdir())
    print(f"{given.articles} articles and {given.pages} pages, {size / 1e6:.1f} MB")
    with ExitStack() as running:
        for name in given.engines.split(","):
            master = None
            if name == "spark":
                (folder / "cluster").mkdir()
                master = running.enter_context(run_cluster(folder / "cluster"))
            measure(name, master, source, folder / name)
    shutil.rmtree(folder)


def measure(name: str, master: str | None, source: Path, output: Path) -> None:
    """Runs the job once and prints what it took."""
    started, times = time.perf_counter(), {}

    def tell(stage: str, done: int, tasks: int) -> None:
        times.setdefault((stage, done == tasks), time.perf_counter() - started)

    totals = run_job([source], output, ENGINES[name](master, 2), buckets=16, tell=tell)
    stages = {stage: times[stage, True] - times[stage, False] for stage, end in times if end}
    total = time.perf_counter() - started
    told = ", ".join(f"{stage} {seconds:.1f} s" for stage, seconds in stages.items())
    size = {
        kind: sum(path.stat().st_size for path in output.glob(f"*/*/{kind}"))
        for kind in ("*.gz", "sheets.jsonl", "graph.nq", "keys-*", "blocks.jsonl")
    }
    print(
        f"{name}: {total:.1f} s ({told}); {totals.read['records'] / total:.1f} records/s; {totals}; bytes {size}",
        flush=True,
    )


if __name__ == "__main__":
    main()
