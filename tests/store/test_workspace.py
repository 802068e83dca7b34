"""Tests of kg.store.workspace: files, changes, and the graph that follows from them."""

import io
from collections.abc import Callable
from pathlib import Path

import pytest

from kg.errors import InputError, SheetError, WorkspaceError
from kg.store import Iri, Solutions
from kg.store.archive import Archive, check_id
from kg.store.locks import hold_write_lock
from kg.store.verify import verify
from kg.store.workspace import Workspace

from .conftest import TEXT, make_article, make_sheet

Add = Callable[..., None]


def dump(workspace: Workspace) -> bytes:
    out = io.BytesIO()
    workspace.dump(out)
    return out.getvalue()


def test_building_tells_how_many_quads_there_are(workspace: Workspace, add: Callable[..., None]) -> None:
    add("a")
    with workspace.read() as store:
        assert workspace.build() == len(store)


def test_an_article_comes_back_as_it_went_in(workspace: Workspace, add: Add) -> None:
    add("a")
    assert workspace.read_article("a") == make_article("a")
    assert workspace.read_sheet("a") == make_sheet("a")
    assert (workspace.article_ids(), workspace.sheet_ids()) == (["a"], ["a"])


def test_an_unknown_article_is_an_input_error(workspace: Workspace) -> None:
    with pytest.raises(InputError, match="'nope' is no article"):
        workspace.read_article("nope")
    with pytest.raises(InputError, match="'nope' has no fact sheet"):
        workspace.read_sheet("nope")


@pytest.mark.parametrize("article_id", ["", "A", "../a", "a--b", "a/b", "reference", "derived", "x" * 201, "é"])
def test_an_id_that_is_no_slug_is_refused(article_id: str) -> None:
    with pytest.raises(InputError, match="is no article id"):
        check_id(article_id)


def test_a_text_changed_by_hand_is_noticed(workspace: Workspace, add: Add) -> None:
    add("a")
    (workspace.path / "articles/a.txt").write_text("something else")
    with pytest.raises(WorkspaceError, match=r"a\.txt: changed since it was archived"):
        workspace.read_article("a")


def test_loading_an_article_again_replaces_its_graph(workspace: Workspace, add: Add) -> None:
    add("a", quote="Ann met Bob")
    add("b")
    add("a", quote="They talked")
    graph = dump(workspace)
    assert b'exact> "They talked"' in graph
    assert graph.count(b'exact> "Ann met Bob"') == 1


def test_a_removed_article_leaves_nothing(workspace: Workspace, add: Add) -> None:
    add("a")
    with workspace.change() as change:
        change.remove("a")
    assert dump(workspace) == b""
    assert not list(workspace.path.rglob("a.*"))


def test_an_article_removed_and_added_in_one_change_stays(workspace: Workspace, add: Add) -> None:
    add("a")
    with workspace.change() as change:
        change.remove("a")
        change.put_article(make_article("a"))
        change.put_sheet(make_sheet("a"))
    assert workspace.read_article("a") == make_article("a")
    assert dump(workspace)


def test_a_source_that_is_gone_is_not_kept(workspace: Workspace, add: Add) -> None:
    add("a")
    article = make_article("a")
    with workspace.change() as change:
        change.put_article(type(article)(id="a", text=article.text, language="en"))
    assert workspace.read_article("a").source == b""


def test_building_again_gives_the_same_bytes(workspace: Workspace, add: Add) -> None:
    for name in ("b", "a", "c"):
        add(name)
    incremental = dump(workspace)
    workspace.build()
    assert dump(workspace) == incremental
    workspace.build()
    assert dump(workspace) == incremental


def test_many_sheets_go_through_the_bulk_loader(
    workspace: Workspace, add: Add, monkeypatch: pytest.MonkeyPatch
) -> None:
    add("a", quote="Ann met Bob")
    monkeypatch.setattr("kg.store.change.SHEETS_FOR_BULK_LOAD", 2)
    with workspace.change() as change:
        for name in ("a", "b", "c"):
            change.put_sheet(make_sheet(name, quote="They talked"))
    graph = dump(workspace)
    assert graph.count(b'exact> "They talked"') == 3
    assert b'exact> "Ann met Bob"' not in graph


def test_an_error_within_a_change_changes_nothing(workspace: Workspace, add: Add) -> None:
    add("a")
    before = dump(workspace)
    with pytest.raises(ZeroDivisionError), workspace.change() as change:
        change.remove("a")
        change.put_article(make_article("b"))
        raise ZeroDivisionError
    assert dump(workspace) == before
    assert workspace.article_ids() == ["a"]


def test_an_error_in_the_mapping_changes_nothing(workspace: Workspace) -> None:
    with pytest.raises(SheetError), workspace.change(lambda article, local: "no iri") as change:
        change.put_sheet(make_sheet("a"))
    assert workspace.sheet_ids() == []


def test_a_resolver_makes_one_person_of_two(workspace: Workspace) -> None:
    with workspace.change(lambda article, local: f"https://w3id.org/newskg/id/{local}") as change:
        change.put_sheet(make_sheet("a"))
        change.put_sheet(make_sheet("b"))
    with workspace.read() as store:
        answer = store.query('SELECT DISTINCT ?ann { ?ann ?label "Ann" }')
    assert answer == Solutions(("ann",), ((Iri("https://w3id.org/newskg/id/ann"),),))


def test_an_empty_change_makes_no_generation(workspace: Workspace, add: Add) -> None:
    add("a")
    before = (workspace.path / "graph/CURRENT").read_text()
    with workspace.change():
        pass
    assert (workspace.path / "graph/CURRENT").read_text() == before


def test_decisions_are_appended(workspace: Workspace) -> None:
    for line in ('{"same": 1}', '{"same": 2}'):
        with workspace.change() as change:
            change.append_decisions([line])
    assert workspace.decisions_path.read_text() == '{"same": 1}\n{"same": 2}\n'


def test_a_crash_before_the_files_are_moved_is_mended(
    workspace: Workspace, add: Add, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr("kg.store.workspace.finish_change", lambda generation, root: None)
        add("a")
        assert not list((workspace.path / "facts").iterdir())
        assert workspace.read_sheet("a") == make_sheet("a")
        assert workspace.sheet_ids() == ["a"]
    again = Workspace.open(workspace.path)
    assert (workspace.path / "facts/a.json").exists()
    assert again.read_article("a") == make_article("a")


def test_a_reader_keeps_its_state_while_a_writer_goes_on(workspace: Workspace, add: Add) -> None:
    add("a")
    with workspace.read() as store:
        before = len(store)
        add("b")
        add("c")
        assert len(store) == before
        with workspace.read() as newer:
            assert len(newer) == 3 * before


def test_generations_that_nobody_reads_are_removed(workspace: Workspace, add: Add) -> None:
    for name in ("a", "b", "c"):
        add(name)
    assert sorted(path.name for path in (workspace.path / "graph").iterdir()) == ["CURRENT", "gen-4"]


def test_a_second_writer_is_told_who_holds_the_lock(workspace: Workspace) -> None:
    with (
        hold_write_lock(workspace.path / "lock"),
        pytest.raises(WorkspaceError, match=r"process \d+ is writing to this workspace; try again"),
        workspace.change(),
    ):
        pass


def test_a_folder_that_is_no_workspace_says_so(tmp_path: Path) -> None:
    with pytest.raises(WorkspaceError, match="is no workspace; make one with kg init"):
        Workspace.open(tmp_path)


def test_a_workspace_of_a_newer_version_says_so(workspace: Workspace) -> None:
    (workspace.path / "workspace.json").write_text('{"format": 99}')
    with pytest.raises(WorkspaceError, match="has format 99, this kg reads 2; install a newer kg"):
        Workspace.open(workspace.path)


def test_a_broken_marker_says_so(workspace: Workspace) -> None:
    (workspace.path / "workspace.json").write_text("[]")
    with pytest.raises(WorkspaceError, match=r"workspace\.json: cannot be read"):
        Workspace.open(workspace.path)


def test_a_workspace_is_not_made_twice(workspace: Workspace) -> None:
    with pytest.raises(WorkspaceError, match="is a workspace already"):
        Workspace.create(workspace.path)


def test_a_missing_graph_says_how_to_mend_it(workspace: Workspace) -> None:
    (workspace.path / "graph/CURRENT").write_text("gen-7\n")
    with pytest.raises(WorkspaceError, match=r"gen-7: the graph is missing; run kg build"), workspace.read():
        pass


def test_every_quote_at_its_place_verifies(workspace: Workspace, add: Add) -> None:
    add("a", quote="met Bob")
    found = verify(workspace)
    assert (found.articles, found.quotes, found.problems) == (1, 1, ())


def test_a_quote_that_is_elsewhere_is_a_problem(workspace: Workspace, add: Add) -> None:
    add("a")
    text = "So " + TEXT
    Archive(workspace.path).write_article(make_article("a", text))
    (problem,) = verify(workspace).problems
    assert problem.message == "'Ann met Bob' is not at 0-11, where 'So Ann met ' stands"
    Archive(workspace.path).write_article(make_article("a", "So"))
    (problem,) = verify(workspace).problems
    assert "has position 0-11, outside the text of 2 characters" in problem.message


def test_a_quote_that_was_never_found_is_a_problem(workspace: Workspace, add: Add) -> None:
    add("a", quote="Ann met Carl")
    (problem,) = verify(workspace).problems
    assert problem.message == "'Ann met Carl' has no position"


def test_an_article_that_is_not_archived_is_a_problem(workspace: Workspace) -> None:
    with workspace.change() as change:
        change.put_sheet(make_sheet("a"))
    (problem,) = verify(workspace).problems
    assert problem.message.startswith("'a' is no article of this workspace")


def test_a_new_workspace_knows_topics_and_countries(tmp_path: Path) -> None:
    with Workspace.create(tmp_path / "ws").read() as store:
        assert store.query('ASK { ?topic a <https://w3id.org/newskg/ontology#Topic> ; ?p "security"@en }')
        assert store.query('ASK { <https://w3id.org/newskg/country/FR> ?p "Frankreich"@de }')
