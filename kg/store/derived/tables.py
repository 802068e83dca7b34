"""A file of named arrays that is mapped into memory: opening it reads its head alone, a look-up a few pages more.

    8 bytes   MAGIC
    8 bytes   length of the head, little-endian
    head      JSON: name to [type, offset, bytes]; offsets count from the end of the head, in multiples of 8
    data      the arrays; types "i" 32-bit and "q" 64-bit integers of this machine's order, "B" bytes

Texts are two arrays: NAME.at, where each begins, and NAME.text, all of them in UTF-8.
"""

import json
import mmap
import sys
from array import array
from bisect import bisect_left
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from kg.errors import WorkspaceError

MAGIC = b"kgtable1" if sys.byteorder == "little" else b"kgtableB"
_TYPES = {"i": 4, "q": 8, "B": 1}


class Tables:
    """An open file of arrays.

    Args:
        path: the file.

    Raises:
        WorkspaceError: it is missing or none.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        try:
            with path.open("rb") as file:
                self._map = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
            if self._map[:8] != MAGIC:
                raise ValueError("it begins otherwise")
            end = 16 + int.from_bytes(self._map[8:16], "little")
            self._head: dict[str, tuple[str, int, int]] = json.loads(self._map[16:end])
        except (OSError, ValueError) as error:
            raise WorkspaceError(f"{path}: no file of derived data: {error}; run kg build") from None
        self._data = memoryview(self._map)[end:]
        self._views: dict[str, memoryview] = {}

    def get(self, name: str) -> memoryview:
        """Returns an array as a view of integers or bytes, an empty one where there is none of that name."""
        view = self._views.get(name)
        if view is None:
            kind, start, size = self._head.get(name, ("B", 0, 0))
            part: Any = self._data[start : start + size]
            view = self._views[name] = part.cast(kind)
        return view

    def names(self) -> list[str]:
        """Returns the names of all arrays."""
        return list(self._head)

    def texts(self, name: str) -> "Texts":
        """Returns texts by their name."""
        return Texts(self.get(f"{name}.at"), self.get(f"{name}.text"))


class Texts:
    """Texts by number. at: where each begins in the bytes, and where the last one ends."""

    def __init__(self, at: memoryview, text: memoryview) -> None:
        self._at = at
        self._text = text

    def __len__(self) -> int:
        return max(len(self._at) - 1, 0)

    def raw(self, number: int) -> bytes:
        """Returns a text in UTF-8."""
        at = self._at
        return bytes(self._text[at[number] : at[number + 1]])

    def __getitem__(self, number: int) -> str:
        at = self._at
        return str(self._text[at[number] : at[number + 1]], "utf-8")

    def find(self, text: str) -> int | None:
        """Returns the number of a text, None where it is not there; the texts are sorted."""
        wanted = text.encode("utf-8")
        number = self.lower(wanted)
        return number if number < len(self) and self.raw(number) == wanted else None

    def lower(self, wanted: bytes) -> int:
        """Returns the number of the first text that does not sort before `wanted`; the texts are sorted."""
        return bisect_left(range(len(self)), wanted, key=self.raw)


def pack_texts(name: str, texts: Iterable[str]) -> dict[str, Any]:
    """Returns the two arrays of texts, in their order."""
    at, parts, size = array("q", [0]), [], 0
    for text in texts:
        part = text.encode("utf-8")
        parts.append(part)
        size += len(part)
        at.append(size)
    return {f"{name}.at": at, f"{name}.text": b"".join(parts)}


def write_tables(path: Path, arrays: Mapping[str, Any]) -> None:
    """Writes a file of arrays; equal arrays give equal bytes. arrays: each array.array, bytes, or of numpy (32 or 64
    bits)."""
    head: dict[str, tuple[str, int, int]] = {}
    views = {}
    offset = 0
    for name in sorted(arrays):
        view = memoryview(arrays[name])
        kind = {"i": "i", "q": "q", "l": "q", "B": "B"}[view.format]
        assert view.itemsize == _TYPES[kind]
        head[name] = (kind, offset, view.nbytes)
        views[name] = view
        offset += -(-view.nbytes // 8) * 8
    text = json.dumps(head, separators=(",", ":")).encode()
    text += b" " * (-len(text) % 8)
    with path.open("wb") as file:
        file.write(MAGIC + len(text).to_bytes(8, "little") + text)
        for view in views.values():
            if view.nbytes:
                file.write(view.cast("B"))
            file.write(bytes(-view.nbytes % 8))
