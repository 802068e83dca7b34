"""A Spark cluster on this machine: a master and workers of one core each, all processes of their own."""

import os
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

START_SECONDS = 120.0
DEPLOY = "org.apache.spark.deploy"


@contextmanager
def run_cluster(folder: Path, workers: int = 2) -> Iterator[str]:
    """Starts a cluster and gives its address. folder: for logs and what the workers write."""
    import pyspark

    home = Path(pyspark.__file__).parent
    os.environ |= {"SPARK_HOME": str(home), "SPARK_LOCAL_IP": "127.0.0.1", "PYSPARK_PYTHON": sys.executable}
    program, here = str(home / "bin/spark-class"), ["--host", "127.0.0.1", "--webui-port", "0"]
    with ExitStack() as running:
        log = folder / "master.log"
        start(running, [program, f"{DEPLOY}.master.Master", *here, "--port", "0"], log)
        url = wait_for(log, r"Starting Spark master at (spark://\S+)")
        for number in range(workers):
            log = folder / f"worker-{number}.log"
            limits = ["--cores", "1", "--memory", "1g", "--work-dir", str(folder / f"worker-{number}")]
            start(running, [program, f"{DEPLOY}.worker.Worker", url, *here, *limits], log)
            wait_for(log, r"(Successfully registered) with master")
        yield url


def start(running: ExitStack, command: list[str], log: Path) -> None:
    out = running.enter_context(log.open("wb"))
    process = subprocess.Popen(command, stdout=out, stderr=out)
    running.callback(process.wait)
    running.callback(process.terminate)


def wait_for(log: Path, pattern: str) -> str:
    deadline = time.monotonic() + START_SECONDS
    while not (found := re.search(pattern, log.read_text("utf-8", "replace"))):
        assert time.monotonic() < deadline, log.read_text("utf-8", "replace")[-2000:]
        time.sleep(0.2)
    return found[1]
