"""The extractor on the founding article, and its promises on every article."""

from pathlib import Path

import pytest

from kg.errors import InputError
from kg.extract import EXTRACTORS, extract_facts, get_extractor
from kg.facts import check_sheet
from kg.resources import find_folder
from kg.text import article_from_text, read_article

SEED = find_folder("seeds") / "000_7a23a3b7712982e3.txt"


@pytest.fixture(scope="module")
def sheet():
    return extract_facts(read_article(SEED))


def test_the_four_officials_are_found_with_their_posts(sheet):
    assert {p.name: [post.agency for post in p.posts] for p in sheet.persons} == {
        "Abdellatif Hammouchi": ["dgsn", "dgst"],
        "Celine Berthon": ["dgsi"],
        "Nicolas Lerner": ["dgse"],
        "Frédéric Veaux": ["dgpn"],
    }


def test_the_visit_contains_the_talks(sheet):
    visit = next(m for m in sheet.meetings if m.kind == "visit")
    talks = [m for m in sheet.meetings if m.kind == "meeting"]
    assert {p.ref for m in talks for p in m.participants} == {p.id for p in sheet.persons}
    assert {m.part_of for m in talks} == {visit.id}
    assert {m.date for m in sheet.meetings} == {"2024-06-26/2024-06-28"}


def test_the_medal_goes_to_the_visitor(sheet):
    (award,) = sheet.awards
    assert (award.name, award.recipient) == ("Goldmedaille der französischen Nationalpolizei", "abdellatif-hammouchi")


def test_the_sheet_passes_every_check(sheet):
    assert check_sheet(sheet, read_article(SEED).text) == []


def test_extraction_is_repeatable():
    assert extract_facts(read_article(SEED)) == extract_facts(read_article(SEED))


def test_an_empty_article_has_no_facts():
    sheet = extract_facts(article_from_text("Nichts.", id="empty", language="de"))
    assert (sheet.persons, sheet.meetings, sheet.awards) == ((), (), ())


def test_an_unknown_extractor_names_the_known_ones():
    with pytest.raises(InputError, match="rules"):
        get_extractor("magic")
    assert "rules" in EXTRACTORS


GOLD = Path(__file__).parents[3] / "shared" / "gold" / "dev"


@pytest.mark.skipif(not GOLD.is_dir(), reason="the annotated articles are not here")
def test_every_sheet_of_the_annotated_articles_is_sound():
    for path in sorted(GOLD.glob("*.txt")):
        article = read_article(path)
        assert check_sheet(extract_facts(article), article.text) == [], path.stem
