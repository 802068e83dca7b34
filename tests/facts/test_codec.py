import json
from dataclasses import replace
from pathlib import Path

import jsonschema
import pytest

from kg.errors import SheetError, UnreadableError
from kg.facts import (
    Agency,
    ArticleInfo,
    Award,
    FactSheet,
    Ground,
    Meeting,
    Participation,
    Person,
    Post,
    Quote,
    from_dict,
    read_sheet,
    sheet_from_json,
    sheet_from_yaml,
    sheet_to_json,
    sheet_to_yaml,
    to_dict,
    write_sheet,
)
from kg.resources import read_resource

GOLD = Path(__file__).parents[3] / "shared" / "gold"
SCHEMA = json.loads(read_resource("ontology", "factsheet.schema.json"))
GROUND = Ground(0.75, ("rule met, words 'traf'",), "pending", ("date",))

FULL = FactSheet(
    ArticleInfo("a-1", "de", "Title: a", "Paper", "https://example.org/a", "2024-06-30", "0" * 64, "kg 1.0"),
    persons=(
        Person(
            "ann-lee",
            "Ann Lee",
            ("Lee",),
            (Post("NO", "mfa", "NO", (Quote("Minister Lee", 3, 15),), "2020", "2024-05", GROUND), Post("chief")),
            ("https://example.org/Q1",),
            GROUND,
        ),
    ),
    agencies=(Agency("mfa", "null", "MFA", ("on",), "NO", ("https://example.org/Q2",), GROUND),),
    meetings=(
        Meeting(
            "m-1",
            "visit",
            "held",
            (Participation("ann-lee", "guest"), Participation("mfa", "accompanying", "ann-lee")),
            (Quote("Lee traf\tihn “gestern”"), Quote("zweitens", 20, 28)),
            "2024-06-26/2024-06-28",
            "Oslo",
            "NO",
            ("NO",),
            "m-1",
            ("security",),
            GROUND,
        ),
    ),
    awards=(Award("Medal", "ann-lee", (Quote("gave"),), "NO", "2024-06-26", "m-1", GROUND),),
)
BARE = FactSheet(ArticleInfo("a", "en"))


def made(**changes: object) -> str:
    """The JSON of FULL with top-level fields replaced."""
    return json.dumps(to_dict(FULL) | changes)


@pytest.mark.parametrize("sheet", [FULL, BARE])
def test_json_and_yaml_give_the_same_sheet_back(sheet: FactSheet) -> None:
    assert sheet_from_json(sheet_to_json(sheet)) == sheet
    assert sheet_from_yaml(sheet_to_yaml(sheet)) == sheet


@pytest.mark.parametrize("sheet", [FULL, BARE])
def test_json_is_valid_against_the_shipped_schema(sheet: FactSheet) -> None:
    jsonschema.Draft202012Validator.check_schema(SCHEMA)
    jsonschema.validate(json.loads(sheet_to_json(sheet)), SCHEMA)


def test_sheet_without_extensions_is_valid_against_the_contract() -> None:
    contract = GOLD / "factsheet.schema.json"
    if not contract.exists():
        pytest.skip("no ../shared")
    plain = replace(
        FULL,
        persons=(Person("ann-lee", "Ann Lee", posts=(Post("chief", evidence=(Quote("x"),)),)),),
        agencies=(Agency("mfa", "Ministry"),),
        meetings=(replace(FULL.meetings[0], evidence=(Quote("x"),), ground=Ground()),),
        awards=(),
    )
    jsonschema.validate(to_dict(plain), json.loads(contract.read_text("utf-8")))


def test_every_gold_sheet_is_valid_and_keeps_its_content() -> None:
    paths = sorted((GOLD / "dev").glob("*.json"))
    if not paths:
        pytest.skip("no ../shared")
    validator = jsonschema.Draft202012Validator(SCHEMA)
    bad = []
    for path in paths:
        sheet = read_sheet(path)
        same = sheet_from_json(sheet_to_json(sheet)) == sheet == sheet_from_yaml(sheet_to_yaml(sheet))
        if not (same and validator.is_valid(json.loads(path.read_bytes())) and validator.is_valid(to_dict(sheet))):
            bad.append(path.stem)
    assert bad == []


def test_same_sheet_gives_the_same_bytes() -> None:
    assert sheet_to_json(FULL) == sheet_to_json(sheet_from_json(sheet_to_json(FULL)))


def test_nothing_is_written_for_what_is_not_set() -> None:
    article = to_dict(BARE)["article"]
    assert isinstance(article, dict)
    assert "sha256" not in article
    assert "confidence" not in sheet_to_json(FactSheet(BARE.article, persons=(Person("x", "X"),)))


def test_spans_are_null_where_a_quote_has_no_place() -> None:
    assert '"evidence_spans": [null, [20, 28]]' in sheet_to_json(FULL, indent=None)


def test_span_stands_in_one_line() -> None:
    assert "    [20, 28]\n" in sheet_to_json(FULL)


def test_yaml_knows_norway_and_dates_as_strings() -> None:
    text = (
        sheet_to_yaml(BARE).replace("language: en", "language: NO").replace("published: null", "published: 2024-06-26")
    )
    assert sheet_from_yaml(text).article.language == "NO"
    assert sheet_from_yaml(text).article.published == "2024-06-26"


@pytest.mark.parametrize("name", ["s.json", "s.yaml", "s.yml"])
def test_file_round_trip_leaves_nothing_else_in_the_folder(tmp_path: Path, name: str) -> None:
    write_sheet(tmp_path / name, BARE)
    write_sheet(tmp_path / name, FULL)
    assert read_sheet(tmp_path / name) == FULL
    assert [path.name for path in tmp_path.iterdir()] == [name]


def test_failed_write_keeps_the_old_sheet(tmp_path: Path) -> None:
    path = tmp_path / "s.json"
    write_sheet(path, FULL)
    with pytest.raises(UnicodeEncodeError):
        write_sheet(path, replace(BARE, article=ArticleInfo("\ud800", "en")))
    assert read_sheet(path) == FULL
    assert [found.name for found in tmp_path.iterdir()] == ["s.json"]


def test_all_problems_of_a_shape_are_told_at_once_with_their_place() -> None:
    with pytest.raises(SheetError) as caught:
        sheet_from_json(
            made(
                meetings=[
                    {"id": 3, "kind": "chat", "status": "held", "participants": [{"role": "host"}], "evidence": ["x"]}
                ],
                awards="none",
                extra=1,
            ),
            "s.json",
        )
    assert caught.value.source == "s.json"
    assert caught.value.problems == (
        "sheet: unknown field 'extra'; known: article, persons, agencies, meetings, awards",
        "meetings[0].id: 3 is not a string",
        "meetings[0].kind: unknown word 'chat'; use visit, meeting, call, conference, ceremony",
        "meetings[0].participants[0]: field 'ref' is missing",
        "awards: 'none' is not a list",
    )


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        ({"article": None}, "field 'article' is missing"),
        ({"persons": [7]}, "persons[0]: 7 is not an object with fields"),
        ({"persons": [{"id": "a", "name": "a", "confidence": True}]}, "confidence: True is not a number"),
        ({"persons": [{"id": "a", "name": "\ud800"}]}, "half a surrogate pair"),
        ({"persons": [{"id": "a", "name": "a", "review": "later"}]}, "review: unknown word 'later'"),
        ({"persons": [{"id": "a", "name": "a", "review": ["x"]}]}, "review: unknown word ['x']"),
        (
            {"awards": [{"name": "a", "recipient": "b", "evidence": ["x"], "evidence_spans": []}]},
            "0 spans for 1 quotes",
        ),
        ({"awards": [{"name": "a", "recipient": "b", "evidence": ["x"], "evidence_spans": [[1]]}]}, "not a span"),
        (
            {"awards": [{"name": "a", "recipient": "b", "evidence": ["x"], "evidence_spans": [[-1, 2]]}]},
            "not a position",
        ),
    ],
)
def test_wrong_shape_is_named(change: dict[str, object], problem: str) -> None:
    with pytest.raises(SheetError) as caught:
        sheet_from_json(made(**change))
    assert problem in str(caught.value)


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("{\n 'a'", "s.json:2: no JSON"),
        ("", "s.json:1: no JSON"),
        ("[" * 100_000, "nested too deep"),
        ('{"article": 1, "article": 2}', "'article' stands twice"),
        ('{"article": NaN}', "NaN is no JSON number"),
        ("9" * 5000, "s.json: no fact sheet"),
    ],
)
def test_text_that_is_no_json_is_unreadable(text: str, problem: str) -> None:
    with pytest.raises(UnreadableError) as caught:
        sheet_from_json(text, "s.json")
    assert problem in str(caught.value)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("a: 1\nb: [", "s.yaml:2: no YAML"),
        ("a: &x 1\nb: *x", "s.yaml:2: no YAML: aliases"),
        ("a: 1\na: 2", "s.yaml:2: no YAML: field 'a' stands twice"),
        ("a: !!python/object/apply:os.getcwd []", "s.yaml:1: no YAML"),
        ("a: \0", "s.yaml:1: no YAML"),
        ("[" * 5000, "nested too deep"),
        ("? [a]\n: b", "s.yaml:1: no YAML"),
    ],
)
def test_text_that_is_no_plain_yaml_is_unreadable(text: str, problem: str) -> None:
    with pytest.raises(UnreadableError) as caught:
        sheet_from_yaml(text, "s.yaml")
    assert problem in str(caught.value)
    assert "\n" not in str(caught.value)


def test_file_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    with pytest.raises(UnreadableError, match=r"gone\.json: cannot be read: No such file"):
        read_sheet(tmp_path / "gone.json")
    (tmp_path / "bad.json").write_bytes(b'"\xff"')
    with pytest.raises(UnreadableError, match=r"bad\.json: not UTF-8 at byte 1"):
        read_sheet(tmp_path / "bad.json")
    with pytest.raises(UnreadableError, match="cannot be written"):
        write_sheet(tmp_path / "no" / "s.json", BARE)


def test_byte_order_mark_is_read_over(tmp_path: Path) -> None:
    (tmp_path / "s.json").write_text(sheet_to_json(BARE), "utf-8-sig")
    assert read_sheet(tmp_path / "s.json") == BARE


def test_from_dict_needs_no_source_name() -> None:
    assert from_dict(to_dict(FULL)) == FULL
