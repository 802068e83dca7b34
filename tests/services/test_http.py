"""Tests of kg.store.http and of what RemoteStore makes of bad answers, with a small server that answers as told."""

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import ClassVar
from urllib.parse import parse_qs

import pytest

from kg.errors import InputError, QueryError, ServiceError
from kg.store import open_store
from kg.store.embedded import EmbeddedStore
from kg.store.http import HttpClient
from kg.store.remote import RemoteStore

from ..cli.conftest import Run

JSON = "application/sparql-results+json"
YES = (200, JSON, b'{"head": {}, "boolean": true}')
Answer = tuple[int, str, bytes]


class Handler(BaseHTTPRequestHandler):
    answers: ClassVar[list[Answer]] = []
    seen: ClassVar[list[tuple[str, dict[str, list[str]], str | None]]] = []

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"])).decode()
        self.seen.append((self.path, parse_qs(body), self.headers["Authorization"]))
        status, media_type, content = self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]
        self.send_response(status)
        if status == 401:
            self.send_header("WWW-Authenticate", 'Basic realm="x"')
        if status == 302:
            self.send_header("Location", "http://127.0.0.1:9/elsewhere")
        self.send_header("Content-Type", media_type)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, format: str, *args: object) -> None:
        pass


@pytest.fixture
def url(monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    monkeypatch.setattr("kg.store.http.PAUSE_SECONDS", 0.01)
    for name in ("KG_STORE_USER", "KG_STORE_PASSWORD", "KG_STORE_TOKEN"):
        monkeypatch.delenv(name, raising=False)
    server = HTTPServer(("127.0.0.1", 0), Handler)
    Handler.seen.clear()
    thread = threading.Thread(target=server.serve_forever, args=(0.01,))
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/query?union=1"
    server.shutdown()
    thread.join()
    server.server_close()


def test_parameters_of_the_address_stay(url: str) -> None:
    Handler.answers = [YES]
    assert RemoteStore(url).query("ASK {}") is True
    assert Handler.seen == [("/query?union=1", {"query": ["ASK {}"]}, None)]


def test_an_overloaded_service_is_asked_again(url: str) -> None:
    Handler.answers = [(503, "text/plain", b"busy"), (429, "text/plain", b"busy"), YES]
    assert RemoteStore(url).query("ASK {}") is True
    assert len(Handler.seen) == 3


def test_a_service_that_stays_overloaded_is_an_error(url: str) -> None:
    Handler.answers = [(503, "text/plain", b"too   busy\nnow")]
    with pytest.raises(ServiceError, match=r"/query\?union=1: answered 503: too busy now"):
        RemoteStore(url).query("ASK {}")
    assert len(Handler.seen) == 4


@pytest.mark.parametrize(
    ("answer", "error", "message"),
    [
        ((400, "text/plain", b"line 1: no"), QueryError, "refuses the query: line 1: no"),
        ((500, "text/plain", b""), ServiceError, "answered 500: Internal Server Error"),
        ((302, "text/plain", b""), ServiceError, "answered 302: Found"),
        ((200, "text/html", b"<p>"), ServiceError, "answered text/html, no SPARQL results in JSON"),
        ((200, JSON, b'{"head": {"vars": ["s"]}, "results": {"bindings": [{'), ServiceError, "no SPARQL results"),
    ],
)
def test_bad_answers_are_said(url: str, answer: Answer, error: type[Exception], message: str) -> None:
    Handler.answers = [answer]
    with pytest.raises(error, match=message):
        RemoteStore(url).query("ASK {}")


def test_credentials_come_from_the_environment(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KG_STORE_TOKEN", "secret")
    Handler.answers = [YES]
    RemoteStore(url).query("ASK {}")
    assert Handler.seen[0][2] == "Bearer secret"


def test_a_password_is_sent_when_asked_for(url: str) -> None:
    Handler.answers = [(401, "text/plain", b""), YES]
    client = HttpClient(5, {"KG_STORE_USER": "ann", "KG_STORE_PASSWORD": "x"})
    assert RemoteStore(url, client=client).query("ASK {}") is True
    assert [seen[2] for seen in Handler.seen] == [None, "Basic YW5uOng="]


def test_no_service_at_all_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kg.store.http.PAUSE_SECONDS", 0.01)
    with pytest.raises(ServiceError, match=r"no answer: .*refused; is the service up"):
        RemoteStore("http://127.0.0.1:9/").query("ASK {}")


@pytest.mark.parametrize("address", ["ftp://e/", "file:///etc/passwd", "http:///x"])
def test_other_addresses_are_refused(address: str) -> None:
    with pytest.raises(InputError, match="is no address of a service"):
        RemoteStore(address)


def test_a_password_in_the_address_is_refused_and_not_shown() -> None:
    with pytest.raises(InputError, match="holds a password; set KG_STORE_USER") as caught:
        RemoteStore("http://ann:hidden@e/query")
    assert "hidden" not in str(caught.value)


def test_a_store_without_an_address_for_updates_is_only_read() -> None:
    with pytest.raises(InputError, match="can only be read"):
        RemoteStore("http://127.0.0.1:9/").remove_graph("http://e/g")


def test_stores_are_opened_by_their_address() -> None:
    assert isinstance(open_store("memory"), EmbeddedStore)
    assert isinstance(open_store("https://e/query"), RemoteStore)
    with pytest.raises(InputError, match="unknown kind of store 'tape'; use memory, disk, service"):
        open_store("x", kind="tape")


def test_a_command_that_writes_wants_an_address_for_updates_beforehand(
    kg: Run, seed_workspace: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    done = kg("build", "-w", seed_workspace, "--store", "http://127.0.0.1:9/query")
    assert (done.code, done.err.count("\n")) == (2, 1)
    assert "can only be read; give --store-update URL" in done.err


def test_the_environment_names_the_service(kg: Run, url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KG_STORE", url)
    Handler.answers = [YES]
    assert kg("sparql", "ASK { ?s ?p ?o }").out == "yes\n"
