"""The README's sessions are real: each command is run and prints what stands there."""

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

README = Path(__file__).parents[1] / "README.md"


def sessions():
    text = "\n".join(re.findall(r"```console\n(.*?)```", README.read_text("utf-8"), re.DOTALL))
    parts = re.split(r"^\$ ", text, flags=re.MULTILINE)[1:]
    return [(command, output.rstrip("\n")) for command, _, output in (part.partition("\n") for part in parts)]


def run(command, folder):
    words = [sys.executable, "-m", "kg", *shlex.split(command)[1:]]
    environment = {**os.environ, "COLUMNS": "80", "NO_COLOR": "1"}
    done = subprocess.run(words, cwd=folder, env=environment, capture_output=True, text=True, check=True)
    return done.stdout.rstrip("\n")


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    folder = tmp_path_factory.mktemp("readme")
    run("kg demo", folder)
    return folder


@pytest.mark.parametrize(("command", "output"), sessions())
def test_a_command_of_the_readme_prints_what_stands_there(folder, command, output):
    assert run(command, folder) == output


def test_the_demo_writes_a_page(folder):
    assert (folder / "kg-demo" / "graph.html").stat().st_size > 100_000
