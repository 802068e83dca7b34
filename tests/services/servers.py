"""Starts real SPARQL servers for the tests, on a free port of this machine and with a folder of their own."""

import os
import shutil
import socket
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib import metadata
from pathlib import Path

from kg.errors import ServiceError
from kg.store.http import HttpClient
from kg.store.remote import RemoteStore

#: Virtuoso needs some ten seconds to make its first database, more on a busy machine.
START_SECONDS = 120.0
VIRTUOSO_LOGIN = {"KG_STORE_USER": "dba", "KG_STORE_PASSWORD": "dba"}


def find_oxigraph() -> str | None:
    try:
        files = metadata.files("oxigraph") or []
    except metadata.PackageNotFoundError:
        return shutil.which("oxigraph")
    return next((str(file.locate()) for file in files if file.name == "oxigraph"), None)


def find_virtuoso() -> str | None:
    return shutil.which("virtuoso-t")


@contextmanager
def run_oxigraph(folder: Path) -> Iterator[RemoteStore]:
    port = find_port()
    program = find_oxigraph()
    assert program
    command = [program, "serve", "--union-default-graph", "--bind", f"127.0.0.1:{port}", "--location", str(folder)]
    url = f"http://127.0.0.1:{port}"
    with running(
        command, folder, lambda: RemoteStore(f"{url}/query", f"{url}/update", graphs_url=f"{url}/store")
    ) as store:
        yield store


@contextmanager
def run_virtuoso(folder: Path) -> Iterator[RemoteStore]:
    port, sql_port = find_port(), find_port()
    settings = folder / "virtuoso.ini"
    settings.write_text(VIRTUOSO.format(folder=folder, port=port, sql_port=sql_port))
    program = find_virtuoso()
    assert program
    url = f"http://127.0.0.1:{port}"
    client = HttpClient(60, VIRTUOSO_LOGIN)
    command = [program, "+foreground", "+configfile", str(settings)]
    # Only the address with authorisation takes updates.
    auth = (f"{url}/sparql", f"{url}/sparql-auth")
    # Its Graph Store address closes the connection on a large body before it has asked for the password.
    with running(command, folder, lambda: RemoteStore(*auth, client=client)) as store:
        yield store


VIRTUOSO = """[Database]
DatabaseFile = {folder}/virtuoso.db
ErrorLogFile = {folder}/virtuoso.log
LockFile = {folder}/virtuoso.lck
TransactionFile = {folder}/virtuoso.trx
xa_persistent_file = {folder}/virtuoso.pxa
[TempDatabase]
DatabaseFile = {folder}/virtuoso-temp.db
TransactionFile = {folder}/virtuoso-temp.trx
[Parameters]
ServerPort = 127.0.0.1:{sql_port}
DirsAllowed = {folder}
NumberOfBuffers = 20000
MaxDirtyBuffers = 15000
DisableUnixSocket = 1
[HTTPServer]
ServerPort = 127.0.0.1:{port}
[SPARQL]
ResultSetMaxRows = 1000000
DefaultQuery = SELECT * WHERE {{ ?s ?p ?o }} LIMIT 1
"""


@contextmanager
def running(command: list[str], folder: Path, connect: Callable[[], RemoteStore]) -> Iterator[RemoteStore]:
    with (folder.parent / f"{folder.name}.out").open("wb") as log:
        server = subprocess.Popen(
            command, stdout=log, stderr=log, cwd=folder, env={**os.environ, "TMPDIR": str(folder)}
        )
    try:
        store = connect()
        wait_for(store, server)
        yield store
    finally:
        server.kill()
        server.wait()


def wait_for(store: RemoteStore, server: "subprocess.Popen[bytes]") -> None:
    deadline = time.monotonic() + START_SECONDS
    while True:
        try:
            store.query("ASK { ?s ?p ?o }")
            return
        except ServiceError:
            if server.poll() is not None or time.monotonic() > deadline:
                raise
            time.sleep(0.1)


def find_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
