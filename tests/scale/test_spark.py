"""A job on a real Spark cluster of two worker processes, which the test starts; run it with KG_SPARK=1 (docs/scale.md)."""

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from .archives import write_files, write_lines, write_warc
from .cluster import run_cluster
from .test_job import read_output, run_here

if not os.environ.get("KG_SPARK"):
    pytest.skip("starts a Spark cluster; KG_SPARK=1 has it run", allow_module_level=True)
pytest.importorskip("pyspark")


@pytest.fixture(scope="module")
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the cluster's logs and of what its workers write."""
    return tmp_path_factory.mktemp("cluster")


@pytest.fixture(scope="module")
def master(cluster: Path) -> Iterator[str]:
    with run_cluster(cluster) as url:
        yield url


def make_command(master: str, source: Path, output: Path) -> list[str]:
    words = ["scale", "run", source, "-o", output, "--buckets", 3, "--engine", "spark", "--master", master, "-f", "csv"]
    return [sys.executable, "-m", "kg", *map(str, words)]


def run_on(master: str, source: Path, output: Path) -> str:
    """Runs the command as a user would and returns what it prints."""
    done = subprocess.run(make_command(master, source, output), capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return done.stdout


def write_archive(folder: Path) -> Path:
    """Files, lines and a crawl that share articles, with bad records among them."""
    write_files(folder, range(10))
    (folder / "empty.txt").write_bytes(b"")
    write_lines(folder / "lines.jsonl", range(5, 15), [b"{"])
    write_warc(folder / "crawl.warc.gz", range(10, 20))
    return folder


def test_a_cluster_gives_what_the_local_pool_gives(master: str, cluster: Path, tmp_path: Path) -> None:
    source = write_archive(tmp_path / "in")
    assert "extract,sheets,20" in run_on(master, source, tmp_path / "out").splitlines()
    run_here(source, output=tmp_path / "here")
    for pattern in ("facts/*/graph.nq", "facts/*/sheets.jsonl", "blocks/*/blocks.jsonl"):
        assert read_output(tmp_path / "out", pattern) == read_output(tmp_path / "here", pattern) != []
    assert len(list(cluster.glob("worker-*/app-*"))) == 2


def test_a_cluster_goes_on_with_what_is_left(master: str, tmp_path: Path) -> None:
    source, output = write_archive(tmp_path / "in"), tmp_path / "out"
    run_on(master, source, output)
    whole = read_output(output, "facts/*/graph.nq")
    shutil.rmtree(next((output / "facts").glob("00001-*")))
    run_on(master, source, output)
    assert read_output(output, "facts/*/graph.nq") == whole


def test_a_job_goes_on_when_a_worker_process_is_killed(master: str, tmp_path: Path) -> None:
    source, output = tmp_path / "in", tmp_path / "out"
    source.mkdir()
    for number in range(4):
        write_lines(source / f"{number}.jsonl", range(40 * number, 40 * number + 40))
    command = make_command(master, source, output)
    job = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    while not list(output.glob("facts/.*/hashes.txt")):
        assert job.poll() is None
    victims = find_workers()
    os.kill(victims[0], signal.SIGKILL)
    out, _ = job.communicate()
    assert job.returncode == 0
    assert "extract,sheets,160" in out.decode().splitlines()


def find_workers() -> list[int]:
    """Returns the ids of the Python processes that do the tasks of Spark's workers: forks of pyspark.daemon."""
    found = {}
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            if b"pyspark.daemon" in (folder / "cmdline").read_bytes():
                found[int(folder.name)] = int((folder / "stat").read_text().rpartition(")")[2].split()[1])
        except OSError:
            continue
    return sorted(process for process, parent in found.items() if parent in found)
