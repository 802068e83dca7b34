"""The session of docs/extraction.md is real."""

import re
from pathlib import Path

from kg.cli.explain import explain_sheet
from kg.extract import extract_facts
from kg.text import read_article

ROOT = Path(__file__).parents[2]


def test_the_session_on_the_seed_prints_what_the_page_shows():
    page = (ROOT / "docs" / "extraction.md").read_text("utf-8")
    seed, count, shown = re.search(
        r"\$ kg extract (seeds/\S+) --explain \| tail -(\d+)\n(.*?)\n```", page, re.S
    ).groups()
    lines = list(explain_sheet(extract_facts(read_article(ROOT / seed))))
    assert "\n".join(lines).splitlines()[-int(count) :] == shown.splitlines()


def test_the_page_names_modules_that_there_are():
    page = (ROOT / "docs" / "extraction.md").read_text("utf-8")
    names = re.findall(r"`([\w*]+(?:\.py|/))`", page)
    assert len(names) > 30
    assert [name for name in names if not list((ROOT / "kg" / "extract").glob(name))] == []
