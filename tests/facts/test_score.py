import importlib.util
import json
import random
from dataclasses import replace
from pathlib import Path
from types import ModuleType

import pytest

from kg.errors import SheetError, UnreadableError
from kg.facts import (
    Agency,
    ArticleInfo,
    Award,
    FactSheet,
    Meeting,
    Participation,
    Person,
    Post,
    Quote,
    score_folder,
    write_sheet,
)
from kg.facts.alignment import align_agencies, align_persons, word_overlap
from kg.facts.claims import FIGURES
from kg.facts.folding import fold

SHARED = Path(__file__).parents[3] / "shared" / "gold"

TEXT = "Minister Ann Lee met Bob Diop and Eva Ito in Oslo on Monday. Lee gave Diop the Star of Oslo."
LEE = Person("lee", "Ann Lee", posts=(Post("Minister", "mfa", "NO", (Quote("Minister Ann Lee"),)),))
DIOP, ITO = Person("diop", "Bob Diop"), Person("ito", "Eva Ito")
MFA = Agency("mfa", "Foreign Ministry", "MFA", country="NO")
PARTS = (Participation("lee", "host"), Participation("diop", "guest"), Participation("ito", "accompanying", "diop"))
TALK = Meeting(
    *("talk", "meeting", "held", PARTS, (Quote("Ann Lee met Bob Diop"),), "2024-06-24", "Oslo", "NO"), topics=("trade",)
)
STAR = Award("Star of Oslo", "diop", (Quote("Lee gave Diop the Star of Oslo"),))
GOLD = FactSheet(ArticleInfo("a", "en"), (LEE, DIOP, ITO), (MFA,), (TALK,), (STAR,))


@pytest.fixture
def gold(tmp_path: Path) -> Path:
    folder = tmp_path / "gold"
    folder.mkdir()
    (folder / "a.txt").write_text(TEXT, "utf-8")
    write_sheet(folder / "a.json", GOLD)
    (folder / "factsheet.schema.json").write_text("{}", "utf-8")
    return folder


@pytest.fixture
def found(tmp_path: Path) -> Path:
    folder = tmp_path / "found"
    folder.mkdir()
    return folder


def test_gold_scores_full_against_itself(gold: Path) -> None:
    scores = score_folder(gold, gold)
    assert list(scores.by_language) == ["en", "all"]
    assert [figure.f1 for figure in scores.all.figures.values()] == [1.0] * len(FIGURES)
    assert (scores.all.pairs_per_article, scores.all.status, scores.all.grounding, scores.all.articles) == (1, 1, 1, 1)
    assert scores.misses == ()


def test_article_without_a_sheet_is_wholly_missed(gold: Path, found: Path) -> None:
    scores = score_folder(gold, found)
    assert scores.all.figures["persons"].gold == 3
    assert all(figure.found == figure.precision == figure.f1 == 0 for figure in scores.all.figures.values())
    assert (scores.all.pairs_per_article, scores.all.grounding) == (0, 0)
    assert "a: missed pairs: diop + lee" in map(str, scores.misses)
    assert "a: missed posts: lee | mfa | minister | NO" in map(str, scores.misses)


def test_people_of_one_side_have_not_met(gold: Path) -> None:
    assert score_folder(gold, gold).all.figures["pairs"].gold == 2


def test_cancelled_meeting_reported_as_held_is_a_wrong_pair(gold: Path, found: Path) -> None:
    write_sheet(gold / "a.json", replace(GOLD, meetings=(replace(TALK, status="cancelled"),)))
    write_sheet(found / "a.json", GOLD)
    scores = score_folder(gold, found)
    assert scores.all.figures["pairs"].hits == 0
    assert "a: wrong pairs: diop + lee" in map(str, scores.misses)


def test_wrong_status_keeps_the_pair(gold: Path, found: Path) -> None:
    write_sheet(found / "a.json", replace(GOLD, meetings=(replace(TALK, status="planned"),)))
    scores = score_folder(gold, found)
    assert (scores.all.figures["pairs"].f1, scores.all.status) == (1, 0)


def test_quote_that_is_not_in_the_text_is_not_grounded(gold: Path, found: Path) -> None:
    write_sheet(found / "a.json", replace(GOLD, awards=(replace(STAR, evidence=(Quote("Lee gave it"),)),)))
    assert score_folder(gold, found).all.grounding == pytest.approx(2 / 3)


def test_other_ids_and_wordings_are_the_same_facts(gold: Path, found: Path) -> None:
    text = (gold / "a.json").read_text("utf-8")
    for old, new in [
        ('"lee"', '"p-1"'),
        ('"mfa"', '"x"'),
        ("Star of Oslo", "Oslo Star"),
        ('"Minister"', '"minister of"'),
    ]:
        text = text.replace(old, new)
    (found / "a.json").write_text(text, "utf-8")
    assert [figure.f1 for figure in score_folder(gold, found).all.figures.values()] == [1.0] * len(FIGURES)


def test_yaml_sheets_are_found(gold: Path, found: Path) -> None:
    write_sheet(found / "a.yaml", GOLD)
    assert score_folder(gold, found).all.figures["persons"].f1 == 1


def test_what_cannot_be_scored_is_told(gold: Path, found: Path) -> None:
    with pytest.raises(UnreadableError, match=r"no gold sheets NAME\.json"):
        score_folder(found, gold)
    with pytest.raises(UnreadableError, match="gone: no folder"):
        score_folder(gold, found / "gone")
    (found / "a.json").write_text("{}", "utf-8")
    with pytest.raises(SheetError, match=r"found/a\.json"):
        score_folder(gold, found)
    (gold / "a.txt").unlink()
    (found / "a.json").unlink()
    with pytest.raises(UnreadableError, match=r"a\.txt: cannot be read"):
        score_folder(gold, found)


@pytest.mark.parametrize(
    ("text", "folded"),
    [("Çavuşoğlu", "cavusoglu"), ("al-Ḥusaynī", "al husayni"), ("M'henna", "mhenna"), ("Straße", "strasse"), ("", "")],
)
def test_names_are_folded(text: str, folded: str) -> None:
    assert fold(text) == folded


def test_overlap_is_a_share_of_words() -> None:
    assert word_overlap("a b c", "B a") == pytest.approx(2 / 3)
    assert word_overlap("", "a") == 0


@pytest.mark.parametrize(
    ("name", "hit"),
    [("ann lee", "lee"), ("Ann Marie Lee", "lee"), ("Lee", "lee"), ("Bea Lee", None), ("Diop", None), ("--", None)],
)
def test_persons_are_aligned_by_their_names(name: str, hit: str | None) -> None:
    wanted = [LEE, DIOP, Person("diop-2", "Eva Diop")]
    assert align_persons(wanted, [Person("x", name)]).get("x") == hit


def test_each_wanted_party_is_taken_once() -> None:
    assert align_persons([LEE], [Person("x", "Ann Lee"), Person("y", "Ann Lee")]) == {"x": "lee"}


@pytest.mark.parametrize(
    ("agency", "same"),
    [
        (Agency("x", "M.F.A.", "MFA"), True),
        (Agency("x", "mfa"), True),
        (Agency("x", "Ministry", aliases=("Foreign ministry",)), True),
        (Agency("x", "Interior Ministry"), False),
    ],
)
def test_agencies_are_aligned_by_name_or_acronym(agency: Agency, same: bool) -> None:
    assert align_agencies([MFA], [agency]) == ({"x": "mfa"} if same else {})


@pytest.fixture(scope="module")
def reference() -> ModuleType:
    path = SHARED / "score.py"
    if not path.exists():
        pytest.skip("no ../shared")
    spec = importlib.util.spec_from_file_location("reference_score", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def perturbed(data: dict[str, list[dict[str, object]]], random: random.Random) -> dict[str, list[dict[str, object]]]:
    """A gold sheet with some facts dropped, some changed, and its people under other ids and shorter names."""
    text = json.dumps(data)
    for person in data["persons"]:
        if random.random() < 0.3:
            text = text.replace(f'"{person["id"]}"', f'"x-{person["id"]}"')
    data = json.loads(text)
    for name in ("persons", "agencies", "meetings", "awards"):
        data[name] = [item for item in data[name] if random.random() < 0.85]
    for item in [*data["persons"], *data["agencies"], *data["awards"]]:
        if random.random() < 0.3:
            item["name"] = str(item["name"]).split()[-1] + random.choice(["", " Q", "-ova"])
    for meeting in data["meetings"]:
        for field, values in [("status", ["held", "planned", "cancelled"]), ("date", [None, "2024-06/..", "2024~"])]:
            meeting[field] = random.choice(values) if random.random() < 0.2 else meeting.get(field)
        if random.random() < 0.2:
            meeting["evidence"] = ["never said"]
        parts = meeting["participants"]
        assert isinstance(parts, list)
        random.shuffle(parts)
        meeting["participants"] = parts[: random.randint(1, 9)]
    return data


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_figures_are_those_of_the_reference(reference: ModuleType, tmp_path: Path, seed: int) -> None:
    draw = random.Random(seed)
    for path in sorted((SHARED / "dev").glob("*.json")):
        if draw.random() < 0.9:
            sheet = perturbed(json.loads(path.read_text("utf-8")), draw)
            (tmp_path / path.name).write_text(json.dumps(sheet), "utf-8")
    totals, status, ground, macro, report = reference.score(SHARED / "dev", tmp_path, misses=True)
    scores = score_folder(SHARED / "dev", tmp_path)
    assert set(scores.by_language) == set(totals)
    for language, score in scores.by_language.items():
        assert {name: [f.hits, f.found, f.gold] for name, f in score.figures.items()} == dict(totals[language])
        assert score.status == status[language][0] / status[language][1]
        assert score.grounding == ground[language][0] / ground[language][1]
        assert score.pairs_per_article == sum(macro[language]) / len(macro[language])
        for name, figure in score.figures.items():
            ratios = reference.ratios(totals[language][name])
            assert (figure.precision, figure.recall, figure.f1) == (ratios["precision"], ratios["recall"], ratios["f1"])
    assert len(scores.misses) == len(report)
