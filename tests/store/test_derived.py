"""Tests of kg.store.derived: whatever changes, it holds what the graph gives, and building gives the same bytes."""

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from kg.facts import Agency, ArticleInfo, Award, FactSheet, Meeting, Participation, Person, Post, Quote
from kg.rdf import mint
from kg.store.change import DERIVED
from kg.store.derived.check import build_apart, is_consistent, list_content
from kg.store.derived.index import BASE, DELTA
from kg.store.derived.tables import Tables, pack_texts, write_tables
from kg.store.workspace import Workspace

QUOTE = (Quote("They met"),)
NAMES = ("Ann", "Bob", "Carl", "Dora")


def resolve(article: str, local: str) -> str:
    return mint("m" if local.startswith("meeting/") else "a" if local == "org" else "p", local)


parts = st.lists(
    st.builds(
        Participation,
        st.sampled_from(["p0", "p1", "p2", "p3", "org", "FR"]),
        st.sampled_from(["host", "guest", "accompanying"]),
        st.sampled_from([None, "p0", "p1"]),
    ),
    min_size=1,
    max_size=4,
).map(tuple)
meetings = st.builds(
    Meeting,
    st.sampled_from(["m0", "m1", "m2"]),
    st.sampled_from(["meeting", "visit"]),
    st.sampled_from(["held", "planned", "cancelled"]),
    parts,
    st.just(QUOTE),
    date=st.sampled_from([None, "2024-06-26", "2024-06-26/2024-07-02", "2019/2024", "2024-06"]),
    topics=st.sampled_from([(), ("security",), ("security", "trade")]),
)


@st.composite
def sheets(draw: st.DrawFn) -> FactSheet:
    number = draw(st.integers(0, 3))
    posts = draw(st.sampled_from([(), (Post("Chief", "org", "FR", evidence=QUOTE),)]))
    persons = tuple(
        Person(f"p{n}", draw(st.sampled_from([name, f"{name} Smith"])), posts=posts) for n, name in enumerate(NAMES)
    )
    told = {each.id: each for each in draw(st.lists(meetings, max_size=3))}
    awards = draw(st.sampled_from([(), (Award("Order", "p0", QUOTE, "org", "2024"),)]))
    info = ArticleInfo(f"a{number}", "en", published=draw(st.sampled_from([None, "2024-07-01"])))
    return FactSheet(info, persons, (Agency("org", "Office", "OF", (), "FR"),), tuple(told.values()), awards)


changes = st.lists(st.one_of(sheets(), st.sampled_from(["a0", "a1", "build"])), min_size=1, max_size=6)


def make_workspace(path: Path) -> Workspace:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("kg.store.workspace.read_reference", lambda: iter(()))
        return Workspace.create(path)


def do(workspace: Workspace, change: FactSheet | str) -> None:
    if change == "build":
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr("kg.store.workspace.read_reference", lambda: iter(()))
            workspace.build(lambda: (resolve, ()))
        return
    with workspace.change(resolve) as draft:
        if isinstance(change, str):
            draft.remove(change)
        else:
            draft.put_sheet(change)


@given(changes, st.sampled_from([0, 10_000]))
#: Without shrinking: a failure is small enough as it is, and each step builds everything anew.
@settings(
    max_examples=25,
    deadline=None,
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
def test_what_is_derived_is_what_the_graph_gives(
    tmp_path_factory: pytest.TempPathFactory, steps: list[FactSheet | str], rows_min: int
) -> None:
    workspace = make_workspace(tmp_path_factory.mktemp("ws") / "ws")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("kg.store.derived.build.ROWS_MIN", rows_min)
        for step in steps:
            do(workspace, step)
            with workspace.read() as store, workspace.read_derived() as index:
                assert index is not None
                apart = build_apart(store, tmp_path_factory.mktemp("apart") / "x")
                assert sorted(map(repr, list_content(index))) == sorted(map(repr, list_content(apart)))
                assert is_consistent(index, store)


def test_building_gives_the_same_bytes_as_changing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kg.store.derived.build.ROWS_MIN", -1)
    monkeypatch.setattr("kg.store.derived.build.SHARE_MAX", 0)
    workspace = make_workspace(tmp_path / "ws")
    for number in (1, 0, 2):
        people = (Person("p0", f"Ann {number}"), Person("p1", "Bob"))
        meeting = Meeting("m0", "visit", "held", (Participation("p0", "host"), Participation("p1", "guest")), QUOTE)
        do(workspace, FactSheet(ArticleInfo(f"a{number}", "en"), people, meetings=(meeting,)))
    do(workspace, "a1")
    changed = read_base(workspace)
    do(workspace, "build")
    assert read_base(workspace) == changed


def read_base(workspace: Workspace) -> bytes:
    generation = workspace.generation()
    assert generation is not None
    assert not (generation / DERIVED / DELTA).exists()
    return (generation / DERIVED / BASE).read_bytes()


def test_a_small_change_links_the_base_and_writes_a_delta(workspace: Workspace, add: Callable[..., None]) -> None:
    add("a")
    first = workspace.generation()
    assert first is not None
    number = (first / DERIVED / BASE).stat().st_ino
    add("b")
    second = workspace.generation()
    assert second is not None
    assert (second / DERIVED / BASE).stat().st_ino == number
    assert (second / DERIVED / DELTA).exists()


def test_a_generation_without_derived_data_gets_them_at_the_next_change(
    workspace: Workspace, add: Callable[..., None]
) -> None:
    add("a")
    generation = workspace.generation()
    assert generation is not None
    (generation / DERIVED / BASE).unlink()
    with workspace.read_derived() as index:
        assert index is None
    add("b")
    with workspace.read() as store, workspace.read_derived() as index:
        assert index is not None
        assert is_consistent(index, store)


def test_derived_data_never_show_among_the_claims(workspace: Workspace, add: Callable[..., None]) -> None:
    add("a")
    with workspace.read() as store:
        assert store.graphs() == ["https://w3id.org/newskg/graph/a"]


def test_texts_of_a_file_come_back(tmp_path: Path) -> None:
    words = ["", "a", "zürich", "éa"]
    write_tables(tmp_path / "x", pack_texts("words", words))
    found = Tables(tmp_path / "x").texts("words")
    assert [found[number] for number in range(len(found))] == words
    assert [found.find(word) for word in (*words, "b")] == [0, 1, 2, 3, None]
