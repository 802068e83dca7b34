"""The curated sheet of the seed article is what the demo shows first; it must be true to the letter."""

from pathlib import Path

import pytest

from kg.facts import check_sheet, locate_quotes, read_sheet, score_folder, sha256_of, sheet_to_json
from kg.resources import find_folder
from kg.text import read_article

NAME = "000_7a23a3b7712982e3"
SEED = find_folder("seeds") / f"{NAME}.json"
SHEET = read_sheet(SEED)
TEXT = read_article(SEED.with_suffix(".txt")).text


def test_sheet_has_no_problem() -> None:
    assert check_sheet(SHEET, TEXT) == []


def test_sheet_speaks_of_this_text() -> None:
    assert SHEET.article.sha256 == sha256_of(TEXT)
    assert SHEET.article.id == read_article(SEED.with_suffix(".txt")).id
    assert SHEET.article.published is None


def test_every_quote_has_its_place() -> None:
    assert locate_quotes(SHEET, TEXT) == SHEET
    quotes = [quote for meeting in SHEET.meetings for quote in meeting.evidence]
    quotes += [quote for award in SHEET.awards for quote in award.evidence]
    quotes += [quote for person in SHEET.persons for post in person.posts for quote in post.evidence]
    assert all(quote.start is not None and TEXT[quote.start : quote.end] == quote.exact for quote in quotes)


def test_year_that_the_article_does_not_state_is_marked() -> None:
    assert all("date" in meeting.ground.inferred for meeting in SHEET.meetings)
    assert all("date" in award.ground.inferred for award in SHEET.awards)


def test_file_is_in_the_form_that_the_codec_writes() -> None:
    assert SEED.read_text("utf-8") == sheet_to_json(SHEET)


def test_sheet_agrees_with_the_gold_one(tmp_path: Path) -> None:
    gold = Path(__file__).parents[3] / "shared" / "gold" / "dev" / "apanews-hammouchi.json"
    if not gold.exists():
        pytest.skip("no ../shared")
    for suffix in (".json", ".txt"):
        (tmp_path / gold.with_suffix(suffix).name).write_bytes(gold.with_suffix(suffix).read_bytes())
    (tmp_path / "found").mkdir()
    (tmp_path / "found" / gold.name).write_bytes(SEED.read_bytes())
    scores = score_folder(tmp_path, tmp_path / "found")
    assert scores.misses == ()
    assert (scores.all.status, scores.all.grounding) == (1, 1)
