"""Tests of kg.store.formats: a workspace of an older version, as it was written then, is brought to this one."""

import json
import shutil
from pathlib import Path

import pytest

from kg.errors import WorkspaceError
from kg.store import Solutions
from kg.store.doctor import examine, mend
from kg.store.formats import FORMAT, STEPS
from kg.store.workspace import Workspace


@pytest.fixture
def old(tmp_path: Path) -> Path:
    """A workspace of format 1, with what may be left of its graph."""
    path = tmp_path / "old"
    shutil.copytree(Path(__file__).parent / "format-1", path)
    (path / "graph/gen-3/store").mkdir(parents=True)
    (path / "graph/gen-3/lease").touch()
    (path / "graph/CURRENT").write_text("gen-3\n")
    return path


def test_an_older_workspace_is_refused_with_the_remedy(old: Path) -> None:
    with pytest.raises(WorkspaceError, match=rf"has format 1, this kg writes {FORMAT}; run kg doctor --mend"):
        Workspace.open(old)
    (finding,) = examine(Workspace.open_unmended(old))
    assert "migrate" in finding.remedy and not finding.harmless


def test_an_older_workspace_is_migrated(old: Path) -> None:
    done = mend(Workspace.open_unmended(old))
    assert done == ["migrated from format 1 to 2"]
    workspace = Workspace.open(old)
    assert examine(workspace) == []
    assert (workspace.format, workspace.sheet_ids()) == (FORMAT, ["a", "b"])
    with workspace.read() as store:
        answer = store.query('SELECT DISTINCT ?ann { ?ann ?label "Ann" }')
    assert isinstance(answer, Solutions)
    assert len(answer.rows) == 1  # as was decided


def test_a_migration_that_was_cut_short_begins_again(old: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (old / "facts/b.json").write_text("{")
    with pytest.raises(WorkspaceError, match=r"b\.json"):
        mend(Workspace.open_unmended(old))
    assert json.loads((old / "workspace.json").read_text()) == {"format": 1}
    (old / "facts/b.json").unlink()
    assert mend(Workspace.open_unmended(old))
    assert Workspace.open(old).format == FORMAT


def test_every_older_version_has_its_step() -> None:
    assert list(STEPS) == list(range(1, FORMAT))


@pytest.mark.parametrize("version", ["0", '"x"', "true", "[]"])
def test_a_version_that_is_none_is_refused(old: Path, version: str) -> None:
    (old / "workspace.json").write_text(f'{{"format": {version}}}')
    with pytest.raises(WorkspaceError, match="is no version"):
        Workspace.open(old)
