"""Factories of the store's tests: articles, sheets, and a mapping as small as can be."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from kg.facts import ArticleInfo, FactSheet, Meeting, Participation, Person, Quote
from kg.store.workspace import Workspace
from kg.text import Article

TEXT = "Ann met Bob in Rome. They talked."


def make_article(article_id: str = "a", text: str = TEXT) -> Article:
    return Article(
        id=article_id, text=text, language="en", title="T", source=text.encode(), offsets=((0, 0, len(text)),)
    )


def make_sheet(article_id: str = "a", quote: str = "Ann met Bob", start: int = 0) -> FactSheet:
    return FactSheet(
        article=ArticleInfo(id=article_id, language="en"),
        persons=(Person("ann", "Ann"), Person("bob", "Bob")),
        meetings=(
            Meeting(
                "m",
                "meeting",
                "held",
                (Participation("ann", "guest"), Participation("bob", "host")),
                (Quote(quote, start, start + len(quote)),),
            ),
        ),
    )


def map_sheet(sheet: FactSheet) -> Iterator[str]:
    """Quads of the quotes alone, in the shape of the real mapping."""
    name = sheet.article.id
    for meeting in sheet.meetings:
        for number, quote in enumerate(meeting.evidence):
            stem = f"https://w3id.org/newskg/id/e-{name}-{meeting.id}-{number}"
            oa, graph = "http://www.w3.org/ns/oa#", f"<https://w3id.org/newskg/graph/{name}> ."
            yield f"<{stem}> <{oa}hasSource> <https://w3id.org/newskg/article/{name}> {graph}"
            yield f"<{stem}> <{oa}hasSelector> <{stem}-q> {graph}"
            yield f"<{stem}> <{oa}hasSelector> <{stem}-p> {graph}"
            yield f'<{stem}-q> <{oa}exact> "{quote.exact}" {graph}'
            integer = "http://www.w3.org/2001/XMLSchema#integer"
            yield f'<{stem}-p> <{oa}start> "{quote.start}"^^<{integer}> {graph}'
            yield f'<{stem}-p> <{oa}end> "{quote.end}"^^<{integer}> {graph}'


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    return Workspace.create(tmp_path / "ws")


@pytest.fixture
def add(workspace: Workspace) -> Callable[..., None]:
    """Adds an article with its sheet to the workspace."""

    def add_article(article_id: str = "a", **fields: object) -> None:
        with workspace.change(map_sheet) as change:
            change.put_article(make_article(article_id))
            change.put_sheet(make_sheet(article_id, **fields))  # type: ignore[arg-type]

    return add_article
