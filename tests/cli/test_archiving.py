import json
import shutil
from pathlib import Path

import pytest

from kg.resources import find_folder
from tests.cli.conftest import Run

SEEDS = find_folder("seeds")
ARTICLE = "Minister Anna Alt met President Bela Bor in Vienna on 3 May 2024. They spoke about trade."


@pytest.fixture
def workspace(tmp_path: Path, kg: Run) -> Path:
    folder = tmp_path / "w"
    assert kg("init", folder).code == 0
    return folder


def write_sheet(folder: Path, name: str = "talk", **changes: object) -> Path:
    """Writes an article and a valid sheet of it, with some fields changed."""
    (folder / f"{name}.txt").write_text(ARTICLE, "utf-8")
    meeting = {
        "id": "m",
        "kind": "meeting",
        "status": "held",
        "date": "2024-05-03",
        "participants": [{"ref": "anna", "role": "guest"}, {"ref": "AT", "role": "host"}],
        "topics": [],
        "evidence": ["Minister Anna Alt met President Bela Bor in Vienna"],
    }
    sheet = {
        "article": {"id": name, "language": "en"},
        "persons": [{"id": "anna", "name": "Anna Alt"}],
        "agencies": [],
        "meetings": [meeting | changes],
        "awards": [],
    }
    path = folder / f"{name}.json"
    path.write_text(json.dumps(sheet), "utf-8")
    return path


def test_a_sheet_is_loaded_with_the_article_beside_it(kg: Run, workspace: Path, tmp_path: Path) -> None:
    done = kg("load", write_sheet(tmp_path), "-w", workspace, "-f", "json")
    assert done.code == 0
    assert json.loads(done.out)[0]["meetings"] == 1
    assert (workspace / "articles" / "talk.txt").read_text("utf-8") == ARTICLE


def test_a_sheet_without_its_article_is_refused(kg: Run, workspace: Path, tmp_path: Path) -> None:
    path = write_sheet(tmp_path)
    (tmp_path / "talk.txt").unlink()
    done = kg("load", path, "-w", workspace)
    assert done.code == 2
    assert "--article FILE" in done.err


def test_a_sheet_can_be_loaded_again_from_the_archive_alone(kg: Run, workspace: Path, tmp_path: Path) -> None:
    path = write_sheet(tmp_path)
    kg("load", path, "-w", workspace)
    (tmp_path / "talk.txt").unlink()
    assert kg("load", path, "-w", workspace).code == 0


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"date": "2024-13-45"}, "2024-13-45"),
        ({"evidence": ["Anna Alt danced"]}, "Anna Alt danced"),
        ({"topics": ["no-such-topic"]}, "no-such-topic"),
        ({"place_country": "ZZ"}, "ZZ"),
        ({"participants": [{"ref": "nobody", "role": "guest"}]}, "nobody"),
    ],
)
def test_a_problem_of_a_sheet_is_one_line_that_shows_it(
    kg: Run, workspace: Path, tmp_path: Path, changes: dict[str, object], said: str
) -> None:
    done = kg("load", write_sheet(tmp_path, **changes), "-w", workspace)
    assert (done.code, done.out) == (2, "")
    assert done.err.count("\n") == 1
    assert said in done.err


def test_all_problems_of_a_sheet_come_at_once(kg: Run, tmp_path: Path) -> None:
    path = write_sheet(tmp_path, date="yesterday", topics=["no-such-topic"], evidence=["never said"])
    done = kg("validate", path, "-f", "json")
    assert done.code == 2
    assert [row["where"].rpartition(" ")[2] for row in json.loads(done.out)] == [
        "meetings[0].date",
        "meetings[0].topics[0]",
        "meetings[0].evidence[0]",
    ]


def test_a_bad_iri_is_refused(kg: Run, workspace: Path, tmp_path: Path) -> None:
    path = write_sheet(tmp_path)
    sheet = json.loads(path.read_text("utf-8"))
    sheet["persons"][0]["same_as"] = ["not an iri"]
    path.write_text(json.dumps(sheet), "utf-8")
    done = kg("load", path, "-w", workspace)
    assert done.code == 2
    assert "'not an iri'" in done.err


def test_one_broken_sheet_of_a_folder_does_not_stop_the_others(kg: Run, workspace: Path, tmp_path: Path) -> None:
    folder = tmp_path / "sheets"
    folder.mkdir()
    write_sheet(folder, "good")
    (folder / "bad.json").write_text("{", "utf-8")
    done = kg("load", folder, "-w", workspace)
    assert done.code == 3
    assert "good" in done.out
    assert "bad.json:1" in done.err
    assert "1 of 2 sheets read, 1 could not be" in done.err


@pytest.mark.parametrize("broken", ["missing.json", "empty.json", "binary.json"])
def test_an_unreadable_sheet_exits_with_3(kg: Run, workspace: Path, tmp_path: Path, broken: str) -> None:
    (tmp_path / "empty.json").write_bytes(b"")
    (tmp_path / "binary.json").write_bytes(b"\xff\xfe\x00\x01")
    done = kg("load", tmp_path / broken, "-w", workspace)
    assert (done.code, done.out) == (3, "")
    assert done.err.count("\n") == 1
    assert broken in done.err


def test_two_builds_give_the_same_quads(kg: Run, workspace: Path) -> None:
    from io import BytesIO

    from kg.store.workspace import Workspace

    kg("load", SEEDS, "-w", workspace)
    dumps = []
    for _ in range(2):
        assert kg("build", "-w", workspace).code == 0
        out = BytesIO()
        Workspace.open(workspace).dump(out)
        dumps.append(out.getvalue())
    assert dumps[0] == dumps[1]
    assert dumps[0]


def test_the_seed_stands_up_to_every_check(kg: Run, seed_workspace: Path) -> None:
    assert kg("validate", "-w", seed_workspace).err == "kg: no problems\n"
    verified = kg("verify", "-w", seed_workspace)
    assert verified.code == 0
    assert "all stand as cited" in verified.err


def test_a_changed_article_is_told(kg: Run, seed_workspace: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy"
    shutil.copytree(seed_workspace, copy)
    (text,) = (copy / "articles").glob("*.txt")
    text.write_text(text.read_text("utf-8").replace("Frankreich", "Spanien"), "utf-8")
    done = kg("verify", "-w", copy, "-f", "json")
    assert done.code == 3
    assert "changed since it was archived" in done.out


def test_a_folder_that_is_no_workspace_is_told_with_the_remedy(kg: Run, tmp_path: Path) -> None:
    done = kg("build", "-w", tmp_path)
    assert (done.code, done.err.count("\n")) == (3, 1)
    assert f"kg init {tmp_path}" in done.err


def test_without_a_workspace_the_command_says_how_to_make_one(
    kg: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    done = kg("build")
    assert done.code == 3
    assert "kg init" in done.err


def test_the_workspace_is_found_from_a_folder_below(kg: Run, workspace: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(workspace / "facts")
    assert kg("build").code == 0


def test_the_environment_names_the_workspace(kg: Run, workspace: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KG_WORKSPACE", str(workspace))
    assert kg("build").code == 0


def test_a_workspace_is_not_made_twice(kg: Run, workspace: Path) -> None:
    assert kg("init", workspace).code == 3
