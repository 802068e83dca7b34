"""The commands on a SPARQL service: filled by those that write, asked by those that read; equal to the workspace's graph."""

import io
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from kg.resources import find_folder
from kg.store.embedded import EmbeddedStore
from kg.store.publishing import publish
from kg.store.remote import BATCH, RemoteStore
from kg.store.workspace import Workspace
from kg.vocab import GRAPH

from ..cli.conftest import Run
from ..cli.test_manual import LOOK_UPS

QUESTIONS = [words for words in LOOK_UPS if words[0] != "sparql"] + [
    ("timeline", "hammouchi", "--since", "2024-01-01", "-f", "csv"),
    ("who-met", "france", "--cite"),
    ("path", "berthon", "lerner", "-f", "json"),
    ("rank",),
    ("rank", "--by", "meetings", "--kind", "country"),
    ("find", "dgsi"),
    ("query", "between", "one=DGSN", "two=france"),
    ("sparql", "SELECT ?m { ?m a kg:Meeting } ORDER BY ?m", "-f", "csv"),
]


@pytest.fixture
def copy(seed_workspace: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(seed_workspace, tmp_path / "copy"))


@pytest.fixture
def options(service: RemoteStore) -> list[str]:
    """The options that name the service."""
    addresses = {
        "--store": service.query_url,
        "--store-update": service.update_url,
        "--store-graphs": service.graphs_url,
    }
    return [word for option, url in addresses.items() if url is not None for word in (option, url)]


def dumped(dump: Callable[[io.BytesIO], int]) -> bytes:
    """Returns a dump as the embedded store writes it: engines differ in how they write the same."""
    out, again = io.BytesIO(), EmbeddedStore()
    dump(out)
    again.load(out.getvalue().decode().splitlines())
    return again.dumps()


def assert_equal(workspace: Path, service: RemoteStore) -> None:
    assert dumped(service.dump) == dumped(Workspace.open(workspace).dump)


def test_every_question_is_answered_as_by_the_workspace(
    kg: Run, copy: Path, service: RemoteStore, options: list[str], tmp_path: Path
) -> None:
    assert kg("build", "-w", copy, *options).code == 0
    assert_equal(copy, service)
    for words in QUESTIONS:
        wanted, found = kg(*words, "-w", copy), kg(*words, "--store", service.query_url)
        assert (found.code, found.out, found.err) == (0, wanted.out, wanted.err), words
    pages = [tmp_path / name for name in ("one.html", "two.html")]
    assert kg("view", "-o", pages[0], "-w", copy).code == 0
    assert kg("view", "-o", pages[1], "--store", service.query_url).code == 0
    assert pages[0].read_bytes() == pages[1].read_bytes()


def test_the_service_follows_every_command_that_writes(
    kg: Run, tmp_path: Path, service: RemoteStore, options: list[str]
) -> None:
    workspace = tmp_path / "w"
    kg("init", workspace)
    for number in range(2):
        text = (
            f"The Minister of Foreign Affairs of Austria, Ann Miller, met with Bob Kowalski in Vienna. Talk {number}."
        )
        (tmp_path / f"talk-{number}.txt").write_text(text)
    (tmp_path / "known.csv").write_text("kind,name,ids\nperson,Ann Miller,http://e/1\n")
    (seed,) = find_folder("seeds").glob("*.json")
    for words in (
        ("add", tmp_path / "talk-0.txt"),
        ("add", tmp_path / "talk-0.txt", tmp_path / "talk-1.txt"),
        ("load", seed),
        ("same", "talk-0#ann-miller", "talk-1#ann-miller", "--who", "someone"),
        ("undo", "--who", "someone"),
        ("build",),
    ):
        done = kg(*words, "-w", workspace, *options)
        assert done.code == 0, done.err
        assert f"sent to {service.query_url}" in done.err
        assert_equal(workspace, service)


def test_graphs_that_are_gone_are_removed_and_others_people_made_are_left(copy: Path, service: RemoteStore) -> None:
    foreign = '<http://e/s> <http://e/p> "theirs" <http://e/graph> .'
    service.load([foreign, f'<http://e/s> <http://e/p> "old" <{GRAPH}gone> .'])
    publish(Workspace.open(copy), service)
    assert GRAPH + "gone" not in service.graphs()
    assert service.query("ASK { GRAPH <http://e/graph> { ?s ?p 'theirs' } }") is True
    service.remove_graph("http://e/graph")


@pytest.mark.parametrize("whole", [True, False], ids=["graph store", "updates"])
def test_a_graph_of_any_size_is_replaced(service: RemoteStore, whole: bool) -> None:
    if whole and service.graphs_url is None:
        pytest.skip("takes no whole graphs that are large")
    store = RemoteStore(service.query_url, service.update_url, graphs_url=service.graphs_url if whole else None)
    graph = GRAPH + "big"
    store.load([f'<http://e/old> <http://e/p> "old" <{graph}> .'])
    lines = [f'<http://e/s{number:05}> <http://e/p> "é {number}"@fr <{graph}> .' for number in range(2 * BATCH + 5)]
    store.replace_graph(graph, lines)
    assert store.query("ASK { <http://e/old> ?p ?o }") is False
    assert len(store) == len(lines)
    assert dumped(store.dump).decode().splitlines() == sorted(lines)


def test_many_small_graphs_go_together(service: RemoteStore) -> None:
    graphs = [
        (f"{GRAPH}g{number}", [f'<http://e/s> <http://e/p> "{number}" <{GRAPH}g{number}> .']) for number in range(450)
    ]
    service.replace_graphs(graphs)
    service.replace_graphs(graphs[:1] + [(graph, ()) for graph, _ in graphs[10:]])
    assert service.graphs() == sorted(graph for graph, _ in graphs[:10])


def test_a_service_that_is_down_is_said_and_can_be_made_up_for(
    kg: Run, copy: Path, service: RemoteStore, options: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kg.store.http.PAUSE_SECONDS", 0.01)
    down = ["--store", service.query_url, "--store-update", "http://127.0.0.1:9/"]
    done = kg("build", "-w", copy, *down)
    assert (done.code, done.err.count("\n")) == (2, 1)
    assert "the workspace is changed, but not the service" in done.err
    assert kg("doctor", "-w", copy).code == 0
    assert kg("build", "-w", copy, *options).code == 0
    assert_equal(copy, service)
