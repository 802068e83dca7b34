"""Every command is documented, and docs/cli.md says what the commands say."""

import subprocess
import sys
from pathlib import Path

import click
import pytest

from kg.cli.app import COMMANDS, PLACES, kg
from kg.cli.manual import make_manual

ROOT = Path(__file__).parents[2]
HEAVY = ("rdflib", "networkx", "pyvis", "trafilatura", "pyshacl", "numpy", "babel", "edtf", "lxml", "yaml", "jinja2")
LOOK_UPS = (
    ("who-met", "hammouchi"),
    ("who-met", "hammouchi", "-f", "json"),
    ("show", "hammouchi"),
    ("timeline", "hammouchi"),
    ("posts",),
    ("awards",),
    ("path", "berthon", "lerner"),
    ("find", "lerner"),
    ("query", "top-pairs"),
    ("sparql", "ASK { ?s ?p ?o }"),
)


def load(name: str) -> click.Command:
    command = kg.get_command(click.Context(kg), name)
    assert command is not None
    return command


def test_the_manual_is_up_to_date() -> None:
    written = (ROOT / "docs" / "cli.md").read_text("utf-8")
    assert written == make_manual(), "run: python -m kg.cli.manual > docs/cli.md"


@pytest.mark.parametrize("name", PLACES)
def test_a_command_is_documented_with_the_sentence_of_the_list(name: str) -> None:
    listed = next(help_ for section in COMMANDS.values() for key, (_, help_) in section.items() if key == name)
    first_sentence = (load(name).help or "").strip().split("\n\n")[0]
    assert " ".join(first_sentence.split()) == listed


@pytest.mark.parametrize("name", PLACES)
def test_every_option_of_a_command_says_what_it_does(name: str) -> None:
    options = [param for param in load(name).params if isinstance(param, click.Option)]
    assert [option.name for option in options if not option.help] == []


@pytest.mark.parametrize("args", LOOK_UPS, ids=" ".join)
def test_a_look_up_starts_without_what_is_heavy(seed_workspace: Path, args: tuple[str, ...]) -> None:
    script = (
        "import sys; from kg.cli.boundary import run; code = run(sys.argv[2:]); "
        "print('loaded', *(set(sys.argv[1].split()) & set(sys.modules)), file=sys.stderr); sys.exit(code)"
    )
    words = [sys.executable, "-c", script, " ".join(HEAVY), "-w", str(seed_workspace), *args]
    done = subprocess.run(words, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert done.stderr.strip().splitlines()[-1] == "loaded"
