import io
import json
from pathlib import Path

import pytest

from kg.errors import InputError
from kg.export import EXPORTERS, find_exporter
from kg.facts import from_dict
from kg.store.workspace import Workspace

SHEET = {
    "article": {"id": "a", "language": "en", "extractor": "curated"},
    "persons": [{"id": "p", "name": "Zoë Q"}],
    "agencies": [],
    "meetings": [],
    "awards": [],
}


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    from kg.text import article_from_text

    made = Workspace.create(tmp_path / "w")
    with made.change() as change:
        change.put_article(article_from_text("Zoë Q spoke.", id="a"))
        change.put_sheet(from_dict(SHEET))
    return made


@pytest.mark.parametrize("name", EXPORTERS)
def test_every_exporter_writes_the_same_bytes_twice_and_tells_how_much(workspace: Workspace, name: str) -> None:
    outs = [io.BytesIO(), io.BytesIO()]
    counts = [EXPORTERS[name].write(workspace, out) for out in outs]
    assert outs[0].getvalue() == outs[1].getvalue()
    assert counts == [outs[0].getvalue().count(b"\n")] * 2


def test_sheets_are_one_json_a_line(workspace: Workspace) -> None:
    out = io.BytesIO()
    EXPORTERS["sheets"].write(workspace, out)
    assert json.loads(out.getvalue())["persons"][0]["name"] == "Zoë Q"


def test_a_format_is_found_by_the_suffix_of_the_file() -> None:
    assert find_exporter(None, ".nq") is EXPORTERS["nquads"]


@pytest.mark.parametrize(("name", "suffix"), [("docx", ""), (None, ".docx")])
def test_an_unknown_format_lists_the_known_ones(name: str | None, suffix: str) -> None:
    with pytest.raises(InputError, match=r"docx.*nquads \(\.nq\), sheets"):
        find_exporter(name, suffix)
