"""The stores of the contract: in memory, on disk, and two real servers that the tests start."""

import os
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack
from pathlib import Path

import pytest

from kg.store import WritableStore
from kg.store.embedded import EmbeddedStore
from kg.store.remote import RemoteStore

from ..cli.conftest import kg, seed_workspace  # noqa: F401  (fixtures)
from .servers import VIRTUOSO_LOGIN, find_oxigraph, find_virtuoso, run_oxigraph, run_virtuoso

SERVERS: dict[str, tuple[Callable[[], str | None], Callable[[Path], AbstractContextManager[RemoteStore]]]] = {
    "oxigraph": (find_oxigraph, run_oxigraph),
    "virtuoso": (find_virtuoso, run_virtuoso),
}


@pytest.fixture(scope="session", params=["memory", "disk", *SERVERS])
def running_store(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[WritableStore]:
    name, folder = request.param, tmp_path_factory.mktemp(request.param)
    if name in ("memory", "disk"):
        yield EmbeddedStore(folder / "store" if name == "disk" else None)
        return
    find, run = SERVERS[name]
    if not find():
        if os.environ.get("KG_SERVERS"):
            pytest.fail(f"{name} is not installed (Debian: virtuoso-opensource; PyPI: oxigraph)")
        pytest.skip(f"{name} is not installed")
    with ExitStack() as servers:
        yield servers.enter_context(run(folder))


@pytest.fixture
def service(running_store: WritableStore, monkeypatch: pytest.MonkeyPatch) -> RemoteStore:
    """A store behind a server, empty; the environment logs in to it."""
    if not isinstance(running_store, RemoteStore):
        pytest.skip("no server")
    for name, value in VIRTUOSO_LOGIN.items():
        monkeypatch.setenv(name, value)
    for graph in running_store.graphs():
        running_store.remove_graph(graph)
    return running_store


@pytest.fixture
def store(running_store: WritableStore) -> WritableStore:
    """The store, empty."""
    for graph in running_store.graphs():
        running_store.remove_graph(graph)
    return running_store
