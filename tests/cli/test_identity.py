"""The commands that tell and decide who is who, from the keys pressed to the graph."""

import io
import json
from pathlib import Path

import pytest

from kg.facts import ArticleInfo, FactSheet, Person, Post
from kg.identity import read_decisions
from kg.store.identities import settle
from kg.store.workspace import Workspace
from kg.text import Article

from .conftest import Run

TEXT = "Anna Schmidt spoke."


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    """Two articles that each name an Anna Schmidt, one of them a minister too."""
    workspace = Workspace.create(tmp_path / "ws")
    posts = {"a": (), "b": (), "c": (Post("Foreign Minister", country="SE"),)}
    with workspace.change() as change:
        for article, some in posts.items():
            source = TEXT.encode()
            change.put_article(Article(article, TEXT, "en", title="T", source=source, offsets=((0, 0, len(TEXT)),)))
            name = "Eva Lindqvist" if some else "Anna Schmidt"
            change.put_sheet(FactSheet(ArticleInfo(article, "en"), (Person("p", name, posts=some),)))
        settle(workspace, change)
    return workspace


def press(monkeypatch: pytest.MonkeyPatch, keys: str) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO(keys))


def test_a_key_decides_and_another_undoes(kg: Run, workspace: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    press(monkeypatch, "y")
    shown = kg("-w", workspace.path, "review", "--who", "Ann")
    assert "are these one?" in shown.out and "1 the same, 0 different" in shown.err
    (decision,) = read_decisions(workspace.decisions_path)
    assert (decision.kind, decision.pair, decision.who) == ("same", (("a", "p"), ("b", "p")), "Ann")
    assert kg("-w", workspace.path, "undo").code == 0
    press(monkeypatch, "s")
    assert "0 the same, 0 different" in kg("-w", workspace.path, "review").err


def test_an_end_of_the_keys_ends_the_review(kg: Run, workspace: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    press(monkeypatch, "")
    assert kg("-w", workspace.path, "review").code == 0
    assert read_decisions(workspace.decisions_path) == ()


def test_candidates_come_with_their_reasons(kg: Run, workspace: Workspace) -> None:
    (row,) = json.loads(kg("-w", workspace.path, "candidates", "-f", "json").out)
    assert (row["left_mention"], row["right_mention"]) == ("a#p", "b#p")
    assert row["against"] == ["nothing but the name speaks for it"]


def test_a_contradiction_is_one_line_and_exit_2(kg: Run, workspace: Workspace) -> None:
    assert kg("-w", workspace.path, "different", "a#p", "b#p", "--who", "Ann", "--why", "seen both").code == 0
    refused = kg("-w", workspace.path, "same", "a#p", "b#p", "--who", "Bob")
    assert refused.code == 2 and "because 'seen both'): undo that first" in refused.err
    assert len(refused.err.strip().splitlines()) == 1


def test_parting_what_is_one_asks_for_mentions(kg: Run, workspace: Workspace) -> None:
    refused = kg("-w", workspace.path, "different", "Eva Lindqvist", "c#p")
    assert refused.code == 2 and "name two mentions (article#id)" in refused.err


def test_why_tells_the_decision(kg: Run, workspace: Workspace) -> None:
    kg("-w", workspace.path, "same", "a#p", "b#p", "--who", "Ann", "--why", "one biography")
    (row,) = json.loads(kg("-w", workspace.path, "why", "Anna Schmidt", "-f", "json").out)
    assert row["basis"] == "decision" and row["reasons"][1] == "one biography"
