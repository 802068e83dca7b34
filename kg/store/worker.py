"""A store whose queries can be stopped: each runs in a process of its own, which is killed when its time is up.

Oxigraph has no time limit, and a query that runs does not listen to Ctrl-C. The process is started once and answers one
query after another; it speaks in frames over its standard streams: a letter, eight bytes of length, the content.
Single statements are looked up in this process: that takes microseconds, and Ctrl-C comes between two of them.
"""

import json
import os
import sys
import threading
import time
from contextlib import suppress
from pathlib import Path
from typing import IO, TYPE_CHECKING

from kg.errors import QueryError, ServiceError, WorkspaceError
from kg.store.answers import Answer, read_json_answer, read_triples

if TYPE_CHECKING:
    import subprocess

    from kg.store.derived import Index
    from kg.store.embedded import EmbeddedStore
    from kg.store.terms import Term

#: How long a query may take unless asked otherwise.
SECONDS_MAX = 30.0
#: Without site and its hooks the process starts in two thirds of the time; it is told where to import from instead.
_BOOT = "import json, sys; sys.path[:] = json.loads(sys.argv[1]); from kg.store.worker import serve; serve(sys.argv[2])"
_HEAD_LENGTH = 9
_BLOCK = 1 << 16


class WorkerStore:
    """A store on disk, read by a process that can be killed.

    Args:
        path: the store's folder; None for an empty store.
        seconds: how long a query may take.
        index: the derived data of the store, from which many questions are answered without the process; it is then
            only started for the first that needs it.
    """

    def __init__(self, path: Path | None, seconds: float = SECONDS_MAX, index: "Index | None" = None) -> None:
        self.path = path
        self.seconds = seconds
        self.index = index
        self._process: subprocess.Popen[bytes] | None = None
        self._near: EmbeddedStore | None = None
        self._opening: threading.Thread | None = None
        if index is None:
            self.start()

    def start(self) -> None:
        """Starts the process, for one who knows that it will be needed, so that it starts meanwhile."""
        if self._process is None:
            self._process = self._start()

    def query(self, sparql: str) -> Answer:
        """Answers a query over the union of all graphs.

        Raises:
            QueryError: it cannot be parsed, failed, or took too long.
            WorkspaceError: the store cannot be opened.
            ServiceError: the process died.
        """
        if self._process is None:
            self._process = self._start()
        try:
            kind, content = self._ask(self._process, sparql)
        except BaseException:
            self.close()
            raise
        if kind == b"E":
            raise _read_error(content)
        return read_json_answer(content) if kind == b"S" else read_triples(content)

    def statements_about(self, subject: "Term", predicate: str | None = None) -> "list[tuple[str, Term]]":
        """Returns predicate and object of what all graphs say of a subject (see kg.store.protocol.StatementStore)."""
        self._await_opening()
        if self._near is None:
            from kg.store.embedded import EmbeddedStore

            self._near = EmbeddedStore(self.path, read_only=self.path is not None)
        return self._near.statements_about(subject, predicate)

    def expect_look_ups(self) -> None:
        """Begins to open the store for `statements_about`, which takes a while, beside what the caller does meanwhile."""
        from kg.store.embedded import EmbeddedStore  # here: two threads are not to import at once

        def open_store() -> None:
            with suppress(WorkspaceError):  # whoever looks something up tries again, and hears of it
                self._near = EmbeddedStore(self.path, read_only=self.path is not None)

        if self._near is None and self._opening is None:
            self._opening = threading.Thread(target=open_store, daemon=True)
            self._opening.start()

    def _await_opening(self) -> None:
        if self._opening is not None:
            self._opening.join()
            self._opening = None

    def close(self) -> None:
        """Ends the process, in the middle of a query if need be; the next query starts another."""
        self._await_opening()
        self._near = None
        process, self._process = self._process, None
        if process is not None:
            process.kill()
            process.communicate()

    def _start(self) -> "subprocess.Popen[bytes]":
        import subprocess  # most questions need no other process

        places = [str(Path(__file__).parents[2]), *sys.path]
        command = [sys.executable, "-I", "-S", "-c", _BOOT, json.dumps(places), str(self.path or "")]
        return subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)

    def _ask(self, process: "subprocess.Popen[bytes]", sparql: str) -> tuple[bytes, bytes]:
        assert process.stdin is not None and process.stdout is not None
        deadline = time.monotonic() + self.seconds
        try:
            _write_frame(process.stdin, b"Q", json.dumps({"query": sparql, "seconds": self.seconds}).encode())
        except BrokenPipeError:
            raise ServiceError("the process that reads the store has died; try again") from None
        head = self._read(process.stdout, _HEAD_LENGTH, deadline)
        return head[:1], self._read(process.stdout, int.from_bytes(head[1:], "big"), deadline)

    def _read(self, stream: IO[bytes], length: int, deadline: float) -> bytes:
        import select

        parts, missing = [], length
        while missing:
            ready, _, _ = select.select([stream], [], [], max(0.0, deadline - time.monotonic()))
            if not ready:
                raise QueryError(f"the query was stopped after {self.seconds:g} s; ask for less or allow more time")
            part = os.read(stream.fileno(), min(missing, _BLOCK))
            if not part:
                raise ServiceError("the process that reads the store has died; it may have run out of memory")
            parts.append(part)
            missing -= len(part)
        return b"".join(parts)


def serve(path: str) -> None:
    """Answers queries on the standard streams until they close; what the process does that WorkerStore starts."""
    import signal

    from kg.errors import KgError
    from kg.store.embedded import EmbeddedStore

    # Ctrl-C reaches both; the one who asked ends this process, and is not to take it for one that died by itself.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    requests, answers = sys.stdin.buffer, sys.stdout.buffer
    store: EmbeddedStore | None = None
    while head := requests.read(_HEAD_LENGTH):
        request = json.loads(requests.read(int.from_bytes(head[1:], "big")))
        # Should the one who asked be gone, nobody else ends this query.
        signal.setitimer(signal.ITIMER_REAL, request["seconds"] + 1)
        try:
            if store is None:
                store = EmbeddedStore(Path(path), read_only=True) if path else EmbeddedStore()
            is_select, content = store.query_bytes(request["query"])
            _write_frame(answers, b"S" if is_select else b"T", content)
        except KgError as error:
            _write_frame(answers, b"E", json.dumps([type(error).__name__, str(error)]).encode())
        finally:
            signal.setitimer(signal.ITIMER_REAL, 0)


def _write_frame(stream: IO[bytes], kind: bytes, content: bytes) -> None:
    stream.write(kind + len(content).to_bytes(8, "big"))
    stream.write(content)
    stream.flush()


def _read_error(content: bytes) -> Exception:
    from kg import errors

    name, message = json.loads(content)
    kind: type[errors.KgError] = getattr(errors, name)
    return kind(message)
