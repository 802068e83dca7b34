"""The screens of docs/identity.md are what the commands print."""

import io
from pathlib import Path

import pytest

from kg.facts import ArticleInfo, FactSheet, Meeting, Participation, Person, Post, Quote
from kg.store.identities import settle
from kg.store.workspace import Workspace
from kg.text import Article

from .conftest import Run

PAGE = Path(__file__).parents[2] / "docs" / "identity.md"
#: Language, title, text, people (id, name, title of the post, its country), status and the parts of the one meeting.
TOLD = {
    "tunis-en": (
        ("en", "Sweden's top diplomat in Tunis"),
        "Swedish Foreign Minister Eva Lindqvist met her counterpart Samir Trabelsi, accompanied by Karim Haddad.",
        (("l", "Eva Lindqvist", "Foreign Minister", "SE"), ("t", "Samir Trabelsi", "Foreign Minister", "TN")),
        ("held", (("l", "guest"), ("t", "host"), ("h", "accompanying"))),
    ),
    "tunis-de": (
        ("de", "Lindqvist in Tunis erwartet"),
        "Außenministerin Eva Lindqvist trifft heute ihren Amtskollegen Samir Trabilsi.",
        (("l", "Eva Lindqvist", "Außenministerin", "SE"), ("t", "Samir Trabilsi", "Außenminister", "TN")),
        ("planned", (("l", "guest"), ("t", "host"))),
    ),
    "paris-fr": (
        ("fr", "Un émissaire à Paris"),
        "Karim Haddad s'est entretenu à Paris avec des responsables français.",
        (),
        ("held", (("h", "guest"), ("FR", "host"))),
    ),
}


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    """Three articles, two of them on one meeting that one still plans."""
    workspace = Workspace.create(tmp_path / "ws")
    with workspace.change() as change:
        for article, ((language, title), text, officials, (status, parts)) in TOLD.items():
            offsets = ((0, 0, len(text)),)
            change.put_article(Article(article, text, language, title=title, source=text.encode(), offsets=offsets))
            people = [Person(at, name, posts=(Post(post, country=home),)) for at, name, post, home in officials]
            people += [Person("h", "Karim Haddad")] if "Haddad" in text else []
            where = {"date": "2024-05-13", "place": "Tunis", "place_country": "TN"} if officials else {}
            taken = tuple(Participation(ref, role) for ref, role in parts)
            meeting = Meeting("talks", "meeting", status, taken, (Quote(text),), **where)
            info = ArticleInfo(article, language, published="2024-05-13", title=title)
            change.put_sheet(FactSheet(info, tuple(people), (), (meeting,)))
        settle(workspace, change)
    return workspace


def strip(text: str) -> str:
    return "\n".join(line.rstrip() for line in text.strip().splitlines())


@pytest.mark.parametrize("command", ["candidates", "review", "why Trabelsi", "conflicts"])
def test_the_page_shows_what_a_command_prints(
    kg: Run, workspace: Workspace, monkeypatch: pytest.MonkeyPatch, command: str
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("q"))
    shown = kg("-w", workspace.path, *command.split())
    assert shown.code == 0
    assert f"$ kg {command}\n{strip(shown.out)}\n```" in PAGE.read_text("utf-8")
