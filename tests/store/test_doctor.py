"""Tests of kg.store.doctor, and of what a full disk does."""

import io
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from kg.store.doctor import examine, mend
from kg.store.workspace import Workspace

Add = Callable[..., None]


def dump(workspace: Workspace) -> bytes:
    out = io.BytesIO()
    workspace.dump(out)
    return out.getvalue()


def problems(workspace: Workspace) -> list[tuple[str, str]]:
    seen = examine(Workspace.open_unmended(workspace.path))
    return [(finding.place.removeprefix(f"{workspace.path}/"), finding.problem) for finding in seen]


def test_a_sound_workspace_has_nothing_to_mend(workspace: Workspace, add: Add) -> None:
    add("a")
    assert problems(workspace) == []
    assert mend(workspace) == []


@pytest.mark.parametrize(
    "harm",
    [
        lambda graph: (graph / "CURRENT").unlink(),
        lambda graph: (graph / "CURRENT").write_text("nonsense"),
        lambda graph: (graph / "CURRENT").write_text("gen-99\n"),
    ],
)
def test_a_lost_pointer_is_set_again(workspace: Workspace, add: Add, harm: Callable[[Path], object]) -> None:
    add("a")
    before = dump(workspace)
    harm(workspace.path / "graph")
    assert problems(workspace)
    assert mend(Workspace.open_unmended(workspace.path)) == ["put the newest graph in force"]
    assert dump(Workspace.open(workspace.path)) == before


@pytest.mark.parametrize(
    "harm",
    [
        lambda graph: shutil.rmtree(graph / "gen-2"),
        lambda graph: (graph / "gen-2/store/CURRENT").unlink(),
        lambda graph: [path.write_bytes(b"") for path in (graph / "gen-2/store").glob("MANIFEST*")],
        lambda graph: shutil.rmtree(graph),
    ],
)
def test_a_broken_graph_is_made_anew(workspace: Workspace, add: Add, harm: Callable[[Path], object]) -> None:
    add("a")
    before = dump(workspace)
    harm(workspace.path / "graph")
    assert problems(workspace)
    assert "made the graph anew from the sheets" in mend(Workspace.open_unmended(workspace.path))
    assert dump(Workspace.open(workspace.path)) == before
    assert problems(workspace) == []


def test_sheets_and_graphs_that_do_not_match_are_found(workspace: Workspace, add: Add) -> None:
    add("a")
    add("b")
    sheet = workspace.path / "facts/a.json"
    sheet.rename(workspace.path / "facts/c.json")
    found = problems(workspace)
    assert ("facts/c.json", "is not in the graph") in found
    assert ("https://w3id.org/newskg/graph/a", "is in the graph but has no sheet") in found
    assert any("is the sheet of 'a'" in problem for _, problem in found)


def test_files_that_people_made_are_complained_about_and_left(workspace: Workspace, add: Add) -> None:
    add("a")
    (workspace.path / "articles/a.txt").write_text("other")
    (workspace.path / "decisions.jsonl").write_text('{"a": 1}\n{"b"\n')
    (workspace.path / "references").mkdir()
    (workspace.path / "references/r.csv").write_text("nonsense")
    found = dict(problems(workspace))
    assert list(found) == ["articles/a", "decisions.jsonl", "references"]
    assert "decisions.jsonl:1: no decision" in found["decisions.jsonl"]
    assert mend(workspace) == []
    assert (workspace.path / "articles/a.txt").read_text() == "other"


def test_what_a_crash_left_is_cleared(workspace: Workspace, add: Add, monkeypatch: pytest.MonkeyPatch) -> None:
    (workspace.path / "graph/new-7/store").mkdir(parents=True)
    assert problems(workspace)[0][0] == "graph/new-7"
    with monkeypatch.context() as patch:
        patch.setattr("kg.store.workspace.finish_change", lambda generation, root: None)
        add("a")
    assert problems(workspace) == [("graph/gen-2/staged", "a change is not finished")]
    assert mend(workspace) == ["finished a change"]
    assert problems(workspace) == []
    assert workspace.sheet_ids() == ["a"]


def test_a_full_disk_is_an_error_and_changes_nothing(workspace: Workspace, add: Add) -> None:
    add("a")
    before = dump(workspace)
    code = (
        "import resource, sys; sys.path.insert(0, sys.argv[2]); from pathlib import Path\n"
        "from kg.errors import WorkspaceError; from kg.store.workspace import Workspace; from conftest import *\n"
        "workspace = Workspace.open(Path(sys.argv[1]))\n"
        "for size in (1000, 3000, 5000, 9000, 15000, 30000):\n"
        "    resource.setrlimit(resource.RLIMIT_FSIZE, (size, resource.RLIM_INFINITY))\n"
        "    try:\n"
        "        with workspace.change() as change:\n"
        "            change.put_article(make_article('b', 'Ann met Bob. ' * 200))\n"
        "            change.put_sheet(make_sheet('b'))\n"
        "        print('done')\n"
        "    except WorkspaceError as error:\n"
        "        print(error)\n"
    )
    command = [sys.executable, "-c", code, str(workspace.path), str(Path(__file__).parent)]
    said = subprocess.run(command, capture_output=True, text=True, check=True).stdout.splitlines()
    assert "make room" in said[0] and "File too large" in said[0]
    assert len([line for line in said if line != "done"]) >= 2
    if "done" not in said:
        assert dump(Workspace.open(workspace.path)) == before
    assert problems(workspace) == []


def test_derived_data_that_do_not_follow_from_the_graph_are_found_and_mended(
    workspace: Workspace, add: Callable[..., None]
) -> None:
    add("a")
    generation = workspace.generation()
    assert generation is not None
    base = generation / "derived/base"
    for damage, problem in (
        (lambda: (generation / "derived/delta").unlink(), "does not follow from the graph"),
        (lambda: base.write_bytes(b"no table"), "is broken"),
        (base.unlink, "no derived data"),
    ):
        damage()
        (finding,) = examine(workspace)
        assert problem in finding.problem and finding.mends_by_build
    assert mend(workspace) == ["made the graph anew from the sheets"]
    assert examine(workspace) == []
