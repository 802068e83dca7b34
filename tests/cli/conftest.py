"""A way to run `kg` in this process, and a workspace that holds the seed article."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from kg.cli.boundary import run
from kg.resources import find_folder


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a run of kg gave."""

    code: int
    out: str
    err: str


Run = Callable[..., Outcome]


@pytest.fixture
def kg(capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    """Runs kg with these arguments, as from a shell without settings of its own."""
    for name in ("KG_WORKSPACE", "KG_STORE", "COLUMNS"):
        monkeypatch.delenv(name, raising=False)

    def run_kg(*args: object) -> Outcome:
        capfd.readouterr()
        code = run([str(arg) for arg in args])
        written = capfd.readouterr()
        return Outcome(code, written.out, written.err)

    return run_kg


@pytest.fixture(scope="session")
def seed_workspace(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace with the curated facts of the seed article. Read only: tests that write make their own."""
    from kg.cli.archiving import put_facts, read_curated
    from kg.store.workspace import Workspace

    workspace = Workspace.create(tmp_path_factory.mktemp("seed") / "workspace")
    (sheet,) = find_folder("seeds").glob("*.json")
    with workspace.change() as change:
        put_facts(change, *read_curated(sheet, None, workspace))
    return workspace.path
