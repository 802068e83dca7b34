"""Factories of the store's tests: articles and sheets."""

from collections.abc import Callable
from pathlib import Path

import pytest

from kg.facts import ArticleInfo, FactSheet, Meeting, Participation, Person, Quote
from kg.store.workspace import Workspace
from kg.text import Article

TEXT = "Ann met Bob in Rome. They talked."


def make_article(article_id: str = "a", text: str = TEXT) -> Article:
    offsets = ((0, 0, len(text)),)
    return Article(id=article_id, text=text, language="en", title="T", source=text.encode(), offsets=offsets)


def make_sheet(article_id: str = "a", quote: str = "Ann met Bob") -> FactSheet:
    takers = (Participation("ann", "guest"), Participation("bob", "host"))
    return FactSheet(
        article=ArticleInfo(id=article_id, language="en"),
        persons=(Person("ann", "Ann"), Person("bob", "Bob")),
        meetings=(Meeting("m", "meeting", "held", takers, (Quote(quote),)),),
    )


@pytest.fixture
def workspace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Workspace:
    monkeypatch.setattr("kg.store.workspace.read_reference", lambda: iter(()))
    return Workspace.create(tmp_path / "ws")


@pytest.fixture
def add(workspace: Workspace) -> Callable[..., None]:
    """Adds an article with its sheet to the workspace."""

    def add_article(article_id: str = "a", quote: str = "Ann met Bob") -> None:
        with workspace.change() as change:
            change.put_article(make_article(article_id))
            change.put_sheet(make_sheet(article_id, quote))

    return add_article
