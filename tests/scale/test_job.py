"""Tests of kg.scale.job on the cores of this machine; test_spark.py runs the same on a cluster."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from kg.errors import InputError
from kg.extract import EXTRACTORS, extract_facts
from kg.facts import FactSheet
from kg.scale.engines import ENGINES
from kg.scale.job import Totals, count_job, run_job
from kg.store.embedded import EmbeddedStore
from kg.text import Article
from tests.cli.conftest import Run, kg  # noqa: F401  (a fixture)

from .archives import make_text, write_files, write_lines, write_warc


def run_here(*sources: Path, output: Path, jobs: int = 2, extractor: str = "rules") -> Totals:
    return run_job(sources, output, ENGINES["local"](None, jobs), buckets=3, extractor=extractor)


def read_output(output: Path, pattern: str) -> list[str]:
    return sorted(line for path in output.glob(pattern) for line in path.read_text().splitlines())


def test_an_archive_becomes_sheets_quads_and_blocks(tmp_path: Path) -> None:
    output = tmp_path / "out"
    totals = run_here(write_files(tmp_path / "in", range(6)), output=output)
    assert (totals.read["records"], totals.read["articles"], totals.extract["sheets"]) == (6, 6, 6)
    sheets = [json.loads(line) for line in read_output(output, "facts/*/sheets.jsonl")]
    assert all(sheet["meetings"] for sheet in sheets)
    store = EmbeddedStore()
    store.bulk_load(read_output(output, "facts/*/graph.nq"))
    store.bulk_load((output / "reference.nq").read_text().splitlines())
    assert len(store.graphs()) == 7
    blocks = [json.loads(line) for line in read_output(output, "blocks/*/blocks.jsonl")]
    assert {block["kind"] for block in blocks} >= {"person"}
    assert max(len(block["mentions"]) for block in blocks) == 6


def test_each_article_counts_once_wherever_it_stands(tmp_path: Path) -> None:
    output, first = tmp_path / "out", write_files(tmp_path / "in", range(4))
    again = write_lines(tmp_path / "again.jsonl", [0, 1, 1, 4])
    totals = run_here(first, again, output=output)
    assert (totals.extract["sheets"], totals.extract["repeated"]) == (5, 3)
    totals = run_here(write_lines(tmp_path / "later.jsonl", [4, 5]), output=output)
    assert (totals.extract["sheets"], totals.extract["repeated"]) == (6, 4)
    assert len(read_output(output, "facts/*/sheets.jsonl")) == 6


def test_the_outcome_does_not_depend_on_the_number_of_processes(tmp_path: Path) -> None:
    source = write_files(tmp_path / "in", range(8))
    outputs = []
    for jobs in (1, 3):
        run_here(source, output=tmp_path / f"out-{jobs}", jobs=jobs)
        outputs.append([read_output(tmp_path / f"out-{jobs}", f"*/*/{name}") for name in ("graph.nq", "blocks.jsonl")])
    assert outputs[0] == outputs[1]


def test_a_second_run_does_nothing_anew(tmp_path: Path) -> None:
    source, output = write_files(tmp_path / "in", range(3)), tmp_path / "out"
    totals = run_here(source, output=output)
    before = {path: path.stat().st_mtime_ns for path in output.rglob("*/counts.json")}
    assert run_here(source, output=output) == totals
    assert {path: path.stat().st_mtime_ns for path in output.rglob("*/counts.json")} == before


def test_bad_records_are_written_down_and_stop_nothing(tmp_path: Path) -> None:
    output = tmp_path / "out"
    write_files(tmp_path / "in", range(2))
    (tmp_path / "in/empty.txt").write_bytes(b"")
    (tmp_path / "in/binary.txt").write_bytes(bytes(range(256)))
    write_lines(tmp_path / "in/lines.jsonl", [7], [b"{"])
    totals = run_here(tmp_path / "in", output=output)
    assert (totals.extract["sheets"], totals.read["failed"]) == (3, 3)
    places = [
        Path(json.loads(line)["place"].partition(":")[0]).name for line in read_output(output, "*/*/failures.jsonl")
    ]
    assert sorted(places) == ["binary.txt", "empty.txt", "lines.jsonl"]


def test_a_language_without_a_lexicon_is_counted_and_left(tmp_path: Path) -> None:
    text = "Премьер-министр встретился с президентом в Москве и обсудил торговлю и безопасность в регионе."
    (tmp_path / "in").mkdir()
    (tmp_path / "in/ru.txt").write_text(text, "utf-8")
    totals = run_here(tmp_path / "in", output=tmp_path / "out")
    assert (totals.read["records"], totals.read["other_language"]) == (1, 1)
    assert "articles" not in totals.read


def misbehave(article: Article) -> FactSheet:
    if "number 3 " in article.text:
        os.kill(os.getpid(), signal.SIGKILL)
    if "number 4 " in article.text:
        time.sleep(60)
    if "number 5 " in article.text:
        raise ZeroDivisionError("odd")
    return extract_facts(article)


def test_what_kills_hangs_or_fails_is_left_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(EXTRACTORS, "misbehave", misbehave)
    monkeypatch.setattr("kg.scale.parts.run_limited.__defaults__", (20.0,))
    output = tmp_path / "out"
    totals = run_here(write_files(tmp_path / "in", range(8)), output=output, extractor="misbehave")
    assert (totals.extract["sheets"], totals.extract["failed"]) == (5, 3)
    errors = sorted(json.loads(line)["error"] for line in read_output(output, "facts/*/failures.jsonl"))
    assert [error[:20] for error in errors] == ["the process that wor", "took longer than 20 ", "unexpected ZeroDivis"]
    assert list((output / "journals").iterdir()) == []


def test_a_job_that_was_killed_goes_on(tmp_path: Path) -> None:
    source, output = tmp_path / "in", tmp_path / "out"
    source.mkdir()
    for number in range(6):
        write_lines(source / f"{number}.jsonl", range(10 * number, 10 * number + 10))
    command = [
        sys.executable,
        "-m",
        "kg",
        "scale",
        "run",
        str(source),
        "-o",
        str(output),
        "--buckets",
        "3",
        "-j",
        "2",
    ]
    for pattern in ("articles/*/counts.json", "facts/*/counts.json"):
        job = subprocess.Popen(command, stderr=subprocess.DEVNULL, stdout=subprocess.DEVNULL, start_new_session=True)
        while not list(output.glob(pattern)):
            assert job.poll() is None
            time.sleep(0.01)
        os.killpg(job.pid, signal.SIGKILL)
        job.wait()
    assert count_job(output).extract.get("sheets", 0) < 60
    run_here(source, output=output)
    run_here(source, output=tmp_path / "whole")
    assert read_output(output, "facts/*/graph.nq") == read_output(tmp_path / "whole", "facts/*/graph.nq")
    assert count_job(output).extract["sheets"] == 60
    assert [path for path in output.rglob(".*") if path.is_dir()] == []


def test_a_folder_is_gone_on_with_as_it_was_begun(tmp_path: Path) -> None:
    source = write_files(tmp_path / "in", [1])
    run_here(source, output=tmp_path / "out")
    with pytest.raises(InputError, match="was made with --with rules"):
        run_here(source, output=tmp_path / "out", extractor="llm")


def test_the_command_counts_what_there_is(kg: Run, tmp_path: Path) -> None:  # noqa: F811
    pytest.importorskip("fastwarc")
    path = write_warc(tmp_path / "a.warc.gz", range(3))
    done = kg("scale", "run", path, "-o", tmp_path / "out", "--buckets", 2, "-j", 1, "-f", "csv")
    assert done.code == 0
    assert "extract,sheets,3" in done.out.splitlines()
    assert "extract: 2 of 2 tasks done" in done.err
    assert make_text(1) in {json.loads(line)["article"]["text"] for line in read_packed(tmp_path / "out")}
    assert kg("scale", "run", path, "-o", tmp_path / "out", "--master", "x").code == 2
    assert kg("scale", "run", tmp_path / "none", "-o", tmp_path / "out").code == 3


def read_packed(output: Path) -> list[str]:
    import gzip

    return [line for path in output.glob("articles/*/*.gz") for line in gzip.open(path, "rt").read().splitlines()]
