"""A service of scripted answers on the loopback, which speaks the OpenAI chat protocol as far as it is told to."""

import json
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest

from kg.extract.llm import LlmExtractor, LlmSettings
from kg.text import Article

Answer = Callable[[BaseHTTPRequestHandler, dict[str, Any]], None]


class Scripted(ThreadingHTTPServer):
    """Gives the answers of its script in order, the last one again and again; keeps what it was asked."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.script: list[Answer] = []
        self.asked: list[dict[str, Any]] = []
        self.headers: list[dict[str, str]] = []

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}/v1"


class Handler(BaseHTTPRequestHandler):
    server: Scripted

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["content-length"])))
        self.server.asked.append(body | {"path": self.path})
        self.server.headers.append(dict(self.headers))
        answer = self.server.script.pop(0) if len(self.server.script) > 1 else self.server.script[0]
        answer(self, body)

    def log_message(self, format: str, *args: object) -> None:
        """Keeps quiet."""


def send(handler: BaseHTTPRequestHandler, status: int, body: bytes, **headers: str) -> None:
    handler.send_response(status)
    for name, value in headers.items():
        handler.send_header(name.replace("_", "-"), value)
    handler.send_header("content-length", str(len(body)))
    handler.end_headers()
    handler.wfile.write(body)


def says(content: object, finish: str = "stop", answered: int = 20) -> Answer:
    """An answer with these words, or this value as JSON. answered: how many tokens it is said to be."""
    text = content if isinstance(content, str) else json.dumps(content)
    message = {"message": {"role": "assistant", "content": text}, "finish_reason": finish}
    body = {"choices": [message], "usage": {"prompt_tokens": 100, "completion_tokens": answered}}
    return lambda handler, _: send(handler, 200, json.dumps(body).encode())


def fails(status: int, message: str = "no", **headers: str) -> Answer:
    body = json.dumps({"error": {"message": message}}).encode()
    return lambda handler, _: send(handler, status, body, **headers)


def sends(body: bytes, status: int = 200) -> Answer:
    return lambda handler, _: send(handler, status, body)


@pytest.fixture
def service() -> Iterator[Scripted]:
    server = Scripted()
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    yield server
    server.shutdown()
    server.server_close()
    thread.join()


Make = Callable[..., LlmExtractor]


@pytest.fixture
def make_extractor(service: Scripted) -> Iterator[Make]:
    """Makes an extractor that asks the scripted service."""
    made: list[LlmExtractor] = []

    def make(*script: Answer, **settings: Any) -> LlmExtractor:
        service.script = list(script)
        values = {"url": service.url, "model": "scripted", "backoff_seconds": 0.0, "timeout_seconds": 5.0}
        made.append(LlmExtractor(LlmSettings(**(values | settings))))
        return made[-1]

    yield make
    for extractor in made:
        extractor.close()


TEXT = """\
French Interior Minister Anna Alt met her Spanish counterpart, Interior Minister Luis Bor, in Madrid on 3 May 2024. \
They discussed the fight against terrorism.

Luis Bor awarded the Cross of Merit to Anna Alt.

Police chief Carl Cort stayed in Paris."""


def make_article(text: str = TEXT, language: str = "en", **fields: Any) -> Article:
    return Article("talks", text, language, published="2024-05-05", **fields)


def make_meeting(**changes: Any) -> dict[str, Any]:
    """A meeting that the article tells, with some fields changed."""
    fields = {
        "id": "m1",
        "kind": "meeting",
        "status": "held",
        "date": "2024-05-03",
        "place": "Madrid",
        "place_country": "ES",
        "participants": [
            {"ref": "alt", "role": "guest", "with": None},
            {"ref": "bor", "role": "host", "with": None},
        ],
        "invited_by": [],
        "part_of": None,
        "topics": ["counter-terrorism"],
        "evidence": ["met her Spanish counterpart, Interior Minister Luis Bor, in Madrid on 3 May 2024"],
    }
    return fields | changes


def make_person(id: str, name: str, **fields: Any) -> dict[str, Any]:
    return {"id": id, "name": name, "aliases": [], "posts": []} | fields


def make_reply(**lists: Any) -> dict[str, Any]:
    """An answer that the article bears out, with some lists changed."""
    persons = [make_person("alt", "Anna Alt"), make_person("bor", "Luis Bor"), make_person("cort", "Carl Cort")]
    return {"persons": persons, "agencies": [], "meetings": [make_meeting()], "awards": []} | lists
