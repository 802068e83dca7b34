"""Reference data of four kinds, and what is linked by it."""

import json
from pathlib import Path

import pytest

from kg.errors import InputError, UnreadableError
from kg.facts.model import FactSheet
from kg.identity import resolve_sheets
from kg.identity.references import read_references
from tests.identity.factories import make_sheet

SCHOLZ = "http://www.wikidata.org/entity/Q61053"
HEADER = "kind,name,aliases,country,post,agency,acronym,since,until,ids"


def write(tmp_path: Path, name: str, text: str) -> FactSheet:
    path = tmp_path / name
    path.write_text(text, "utf-8")
    return read_references(path)


def item(value: object) -> dict[str, object]:
    return {"mainsnak": {"datavalue": {"value": value}}}


WIKIDATA = {
    "id": "Q61053",
    "labels": {"en": {"value": "Olaf Scholz"}, "ar": {"value": "أولاف شولتس"}},
    "aliases": {},
    "claims": {
        "P31": [item({"id": "Q5"})],
        "P27": [item({"id": "Q183"})],
        "P39": [
            item({"id": "Q4970706"})
            | {"qualifiers": {"P580": [{"datavalue": {"value": {"time": "+2021-12-08T00:00:00Z", "precision": 11}}}]}}
        ],
    },
}
SPARQL = {
    "head": {"vars": ["item", "itemLabel", "country"]},
    "results": {
        "bindings": [
            {
                "item": {"value": SCHOLZ},
                "itemLabel": {"value": "Olaf Scholz"},
                "country": {"value": "http://www.wikidata.org/entity/Q183"},
                "positionLabel": {"value": "Federal Chancellor"},
            }
        ]
    },
}
MONEY = {"id": "Q61053", "schema": "Person", "properties": {"name": ["Olaf Scholz"], "country": ["de"]}}
FILES = {
    "people.csv": f"{HEADER}\nperson,Olaf Scholz,أولاف شولتس,DE,Bundeskanzler,,,2021-12-08,,{SCHOLZ}\n",
    "people.yaml": f"- kind: person\n  name: Olaf Scholz\n  country: DE\n  post: Bundeskanzler\n  ids: {SCHOLZ}\n",
    "dump.json": f"[\n{json.dumps(WIKIDATA)},\n]\n",
    "answer.srj": json.dumps(SPARQL),
    "money.jsonl": json.dumps(MONEY) + '\n{"id": "x", "schema": "Address", "properties": {}}\n',
}


@pytest.mark.parametrize("name", FILES)
def test_each_kind_of_file_tells_who_and_by_which_identifier(tmp_path: Path, name: str) -> None:
    (person,) = write(tmp_path, name, FILES[name]).persons
    assert (person.name, person.same_as) == ("Olaf Scholz", (SCHOLZ,))


def test_dates_of_a_post_are_read(tmp_path: Path) -> None:
    for name in ("people.csv", "dump.json"):
        (person,) = write(tmp_path, name, FILES[name]).persons
        assert person.posts[0].since == "2021-12-08"


def test_an_agency_is_read_from_a_dump(tmp_path: Path) -> None:
    nato = {"id": "Q7184", "labels": {"en": {"value": "NATO"}}, "claims": {"P31": [item({"id": "Q4120211"})]}}
    (agency,) = write(tmp_path, "dump.json", json.dumps(nato)).agencies
    assert (agency.name, agency.same_as) == ("NATO", ("http://www.wikidata.org/entity/Q7184",))


def test_identifiers_are_linked_to_those_whom_articles_name(tmp_path: Path) -> None:
    known = write(tmp_path, "people.csv", FILES["people.csv"])
    articles = [make_sheet("a", ("Olaf Scholz", "Chancellor", "DE")), make_sheet("b", ("Ann Lee", None, None))]
    found = resolve_sheets(articles, (), [known])
    assert found.same_as == {("a", "p0"): (SCHOLZ,)}


def test_a_reference_stands_for_no_cluster(tmp_path: Path) -> None:
    known = write(tmp_path, "people.csv", FILES["people.csv"])
    found = resolve_sheets([make_sheet("z", ("Olaf Scholz", "Chancellor", "DE"))], (), [known])
    assert found.find((known.article.id, "r0")) == ("z", "p0")


@pytest.mark.parametrize(
    ("name", "text", "told"),
    [
        ("bad.csv", f"{HEADER}\nperson,X,,,,,,,,none\n", r"bad\.csv:2: needs kind"),
        ("bad.csv", "who\nX\n", r"bad\.csv:1: no column 'name'"),
        ("bad.csv", f"{HEADER}\nperson,X,,,p,,,32 May,,http://x/1\n", r"bad\.csv:2: "),
        ("bad.yaml", "kind: person\n", r"bad\.yaml: a list of records is expected"),
    ],
)
def test_a_wrong_record_is_named(tmp_path: Path, name: str, text: str, told: str) -> None:
    with pytest.raises(InputError, match=told):
        write(tmp_path, name, text)


def test_a_file_without_records_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UnreadableError, match="holds no person or agency"):
        write(tmp_path, "empty.csv", f"{HEADER}\n")
    with pytest.raises(UnreadableError, match=r"broken\.json:1: no JSON"):
        write(tmp_path, "broken.json", "{")


def test_what_is_passed_over_is_counted(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level("INFO")
    write(tmp_path, "money.jsonl", FILES["money.jsonl"])
    assert "1 entities passed over" in caplog.text
