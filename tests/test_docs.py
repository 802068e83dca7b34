"""The manual is whole: its links lead somewhere, and it names what there is."""

import re
from pathlib import Path

import pytest

from kg.query import read_library

ROOT = Path(__file__).parents[1]
PAGES = sorted((ROOT / "docs").glob("*.md"))


@pytest.mark.parametrize("page", [ROOT / "README.md", *PAGES], ids=lambda page: page.name)
def test_the_links_of_a_page_lead_somewhere(page: Path) -> None:
    targets = re.findall(r"\]\(([^)#\s]+)", page.read_text("utf-8"))
    broken = [target for target in targets if "://" not in target and not (page.parent / target).exists()]
    assert broken == []


def test_the_index_names_every_page() -> None:
    index = (ROOT / "docs" / "index.md").read_text("utf-8")
    assert [page.name for page in PAGES if page.name != "index.md" and f"({page.name})" not in index] == []


def test_the_manual_names_every_query_with_its_summary() -> None:
    manual = (ROOT / "docs" / "queries.md").read_text("utf-8")
    missing = [each.name for each in read_library().values() if f"| `{each.name}` | {each.summary} |" not in manual]
    assert missing == []
