"""Who is who in a workspace: the graph follows decisions, and their undoing, to the byte."""

import io
from collections.abc import Sequence
from dataclasses import replace
from random import Random

import pytest

from kg.facts import FactSheet, Post
from kg.identity import Decision, decision_to_json, make_decision
from kg.store.identities import settle
from kg.store.workspace import Workspace

from .conftest import make_article, make_sheet

IDS = ("a", "b", "c")


def make_reports() -> list[FactSheet]:
    """Three reports of one meeting; Ann is an official, Bob is not."""
    sheets = []
    for article in IDS:
        sheet = make_sheet(article)
        ann, bob = sheet.persons
        ann = replace(ann, name="Anna Lindqvist", posts=(Post("Foreign Minister", country="SE"),))
        info = replace(sheet.article, published="2024-06-15")
        sheets.append(replace(sheet, article=info, persons=(ann, replace(bob, name="Bob Ray"))))
    return sheets


def load(workspace: Workspace, sheets: Sequence[FactSheet]) -> None:
    for sheet in sheets:
        with workspace.change() as change:
            change.put_article(make_article(sheet.article.id))
            change.put_sheet(sheet)
            settle(workspace, change)


def decide(workspace: Workspace, decision: Decision, log: list[Decision]) -> None:
    log.append(decision)
    with workspace.change() as change:
        change.append_decisions([decision_to_json(decision)])
        settle(workspace, change, log)


def dump(workspace: Workspace) -> bytes:
    out = io.BytesIO()
    workspace.dump(out)
    return out.getvalue()


@pytest.mark.parametrize(("kind", "who"), [("same", "bob"), ("different", "ann")])
def test_a_decision_and_its_undo_leave_the_graph_as_before(workspace: Workspace, kind: str, who: str) -> None:
    load(workspace, make_reports())
    before, log = dump(workspace), list[Decision]()
    assert kind in ("same", "different")
    one = make_decision("same" if kind == "same" else "different", ("a", who), ("b", who), who="Ann", when="2026-01-01")
    decide(workspace, one, log)
    assert dump(workspace) != before
    decide(workspace, make_decision("undo", undoes=one.id, who="Ann", when="2026-01-02"), log)
    assert dump(workspace) == before


def test_the_order_of_loading_does_not_change_the_graph(workspace: Workspace) -> None:
    sheets = make_reports()
    load(workspace, sheets)
    other = Workspace.create(workspace.path.parent / "other")
    load(other, Random(1).sample(sheets, len(sheets)))
    assert dump(workspace) == dump(other)


def test_a_build_resolves_as_loading_does(workspace: Workspace) -> None:
    from kg.store.identities import rebuild

    load(workspace, make_reports())
    before = dump(workspace)
    rebuild(workspace)
    assert dump(workspace) == before
