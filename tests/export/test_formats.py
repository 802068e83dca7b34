import csv
import io
import json
from pathlib import Path
from xml.etree import ElementTree

import pyoxigraph as ox
import pytest

from kg.errors import InputError
from kg.export import EXPORTERS, find_exporter
from kg.facts import from_dict
from kg.store.workspace import Workspace

SHEET = {
    "article": {"id": "a", "language": "en", "extractor": "curated"},
    "persons": [{"id": "p", "name": "Zoë Q"}, {"id": "q", "name": "Bob & Co"}],
    "agencies": [],
    "meetings": [
        {
            "id": "m",
            "kind": "call",
            "status": "held",
            "date": "2024-06",
            "participants": [{"ref": "p", "role": "participant"}, {"ref": "q", "role": "participant"}],
            "topics": ["trade"],
            "evidence": ["Zoë Q spoke"],
        }
    ],
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
    assert counts[0] == counts[1] > 0


def test_sheets_are_one_json_a_line(workspace: Workspace) -> None:
    out = io.BytesIO()
    EXPORTERS["sheets"].write(workspace, out)
    assert json.loads(out.getvalue())["persons"][0]["name"] == "Zoë Q"


def write(workspace: Workspace, name: str) -> bytes:
    out = io.BytesIO()
    EXPORTERS[name].write(workspace, out)
    return out.getvalue()


def test_nquads_and_trig_and_jsonld_say_the_same(workspace: Workspace) -> None:
    quads = set(write(workspace, "nquads").decode().splitlines())
    assert {f"{quad} ." for quad in ox.parse(write(workspace, "trig"), format=ox.RdfFormat.TRIG)} == quads
    assert {f"{quad} ." for quad in ox.parse(write(workspace, "jsonld"), format=ox.RdfFormat.JSON_LD)} == quads


def test_meetings_and_pairs_are_tables_with_names(workspace: Workspace) -> None:
    (meeting,) = csv.DictReader(write(workspace, "meetings").decode().splitlines())
    assert (meeting["participants"], meeting["date"], meeting["topics"]) == ("Bob & Co; Zoë Q", "2024-06", "trade")
    (pair,) = csv.DictReader(write(workspace, "pairs").decode().splitlines())
    assert {pair["one"], pair["two"]} == {"Zoë Q", "Bob & Co"}
    assert (pair["meetings"], pair["first"], pair["last"]) == ("1", "2024-06-01", "2024-06-30")


@pytest.mark.parametrize("name", ["graphml", "gexf"])
def test_networks_are_xml_with_names_and_no_day_of_writing(workspace: Workspace, name: str) -> None:
    root = ElementTree.fromstring(write(workspace, name))
    text = " ".join([*root.itertext(), *(value for each in root.iter() for value in each.attrib.values())])
    assert "Zoë Q" in text and "Bob & Co" in text and "2024-06-30" in text
    assert "lastmodified" not in write(workspace, name).decode()


def test_a_format_is_found_by_the_suffix_of_the_file() -> None:
    assert find_exporter(None, ".nq") is EXPORTERS["nquads"]


@pytest.mark.parametrize(("name", "suffix"), [("docx", ""), (None, ".docx")])
def test_an_unknown_format_lists_the_known_ones(name: str | None, suffix: str) -> None:
    with pytest.raises(InputError, match=r"docx.*nquads \(\.nq\), trig"):
        find_exporter(name, suffix)
