"""N-Quads as lines: reading them strictly, sorting without bounds on their number, handing them to loaders."""

import io
import re
from collections.abc import Collection, Iterable, Iterator
from contextlib import ExitStack
from typing import Any, BinaryIO

from kg.errors import InputError

#: Lines kept in memory while sorting: about 200 MB of usual statements.
LINES_IN_MEMORY = 1_000_000


_IRI = r'<[^\x00-\x20<>"{}|^`\\]+>'
_LITERAL = r'"(?:[^"\\\n\r]|\\[tbnrf"\'\\]|\\u[0-9A-Fa-f]{4}|\\U[0-9A-Fa-f]{8})*"'
_TAIL = rf"\^\^{_IRI}|@[A-Za-z]+(?:-[A-Za-z0-9]+)*"
_QUAD = re.compile(rf"(?P<statement>{_IRI} {_IRI} (?:{_IRI}|{_LITERAL}(?:{_TAIL})?)) (?P<graph>{_IRI}) \.")


def read_nquads(lines: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Yields the statement (without its full stop) and the graph of each line, both as N-Quads and SPARQL write them.

    Lines are as kg writes them: single blanks, no blank nodes, a graph each.

    Raises:
        InputError: a line is something else.
    """
    for number, line in enumerate(lines, 1):
        found = _QUAD.fullmatch(line.rstrip("\n"))
        if not found:
            raise InputError(f"quads:{number}: {line[:200]!r} is no statement in a graph; N-Quads are expected")
        yield found["statement"], found["graph"]


def graph_suffix(graph: str) -> bytes:
    """Returns how a line of graph (an IRI) ends; no literal can end a line so."""
    return f" <{graph}> .\n".encode()


def write_sorted(
    lines: Iterable[bytes], out: BinaryIO, skip: Collection[str] = (), chunk: int = LINES_IN_MEMORY
) -> int:
    """Writes lines sorted by their bytes, each once, and returns their number.

    Args:
        lines: N-Quads, each with its line break.
        skip: IRIs of graphs to leave out.
        chunk: lines sorted at a time; what exceeds it goes through temporary files.
    """
    endings = tuple(graph_suffix(graph) for graph in skip)
    import heapq

    kept = (line for line in lines if not line.endswith(endings)) if endings else iter(lines)
    count, last = 0, b""
    with ExitStack() as files:
        for line in heapq.merge(*_sorted_runs(kept, chunk, files)):
            if line != last:
                out.write(line)
                count, last = count + 1, line
    return count


def _sorted_runs(lines: Iterator[bytes], chunk: int, files: ExitStack) -> list[Iterable[bytes]]:
    import tempfile

    runs: list[Iterable[bytes]] = []
    run: list[bytes] = []
    for line in lines:
        run.append(line)
        if len(run) >= chunk:
            file = files.enter_context(tempfile.TemporaryFile())  # noqa: SIM115
            file.writelines(sorted(run))
            file.seek(0)
            runs.append(file)
            run = []
    run.sort()
    return [*runs, run]


class LineReader(io.RawIOBase):
    """Lines, one or more at a time, as a binary file that can be read once. The last of each time gets the break it lacks.

    count: the lines read so far.
    """

    def __init__(self, lines: Iterable[str], block: int = 1 << 20) -> None:
        self.count = 0
        self._lines = iter(lines)
        self._block = block
        self._rest = b""

    def readable(self) -> bool:
        """Returns True."""
        return True

    def readinto(self, buffer: Any) -> int:
        """Fills the buffer and returns how many bytes; 0 at the end."""
        if not self._rest:
            self._rest = self._next_block()
        data, self._rest = self._rest[: len(buffer)], self._rest[len(buffer) :]
        buffer[: len(data)] = data
        return len(data)

    def _next_block(self) -> bytes:
        parts, size = [], 0
        for line in self._lines:
            parts.append(line if line.endswith("\n") else line + "\n")
            size += len(line)
            if size >= self._block:
                break
        text = "".join(parts)
        self.count += text.count("\n")
        return text.encode("utf-8")
