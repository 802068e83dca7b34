"""Bytes become letters, and places among the letters become places among the bytes again.

The encoding is found by the bytes alone, so that an archived source can be decoded the same way later. Refuses what is
no text: NULs, many control characters, letters that no Western encoding would give.
"""

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass

from kg.errors import UnreadableError

# Windows-1252 is what "Latin-1" on the web means: the WHATWG Encoding Standard gives it both names.
FALLBACK_ENCODING = "cp1252"
# Words without an ASCII letter: next to none in Western text ("été"), all of them in Cyrillic bytes read as cp1252.
FALLBACK_MAX_STRANGE_WORDS = 0.3
# A stray control character is a blank to us; random bytes hold about 10 % of them.
MAX_CONTROL_SHARE = 0.01
DECLARATION_BYTES = 2048

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_DECLARED = re.compile(
    rb"<(?:meta\b[^>]{0,200}?\bcharset|\?xml\b[^>]{0,200}?\bencoding)\s*=\s*[\"']?\s*([\w.:-]{1,40})", re.I
)
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x9f]")
_WORD = re.compile(r"[^\W\d_]{3,}")
_STRANGE_WORD = re.compile(r"\b[^\W\d_a-zA-Z]{3,}\b")
_LATIN1_NAMES = ("iso8859-1", "ascii")


@dataclass(frozen=True, slots=True)
class Encoding:
    """How a source is written. name: Python's codec name; bom_length: bytes before the first letter."""

    name: str
    bom_length: int = 0


def decode_source(data: bytes, name: str) -> str:
    """Returns the letters of a source, its line ends untouched, without a byte order mark.

    Args:
        data: the source.
        name: the file named in errors.

    Raises:
        UnreadableError: the bytes are no text, or in an encoding that cannot be told.
    """
    return _read(data, name)[1]


def byte_range(data: bytes, start: int, end: int) -> tuple[int, int]:
    """Returns where the letters start to end (code points of decode_source) stand in data, end exclusive.

    Raises:
        UnreadableError: the bytes are no text.
    """
    encoding, text = _read(data, "source")
    first = encoding.bom_length + len(text[:start].encode(encoding.name))
    return first, first + len(text[start:end].encode(encoding.name))


def _read(data: bytes, name: str) -> tuple[Encoding, str]:
    for encoding in _candidates(data):
        body = data[encoding.bom_length :]
        try:
            text = body.decode(encoding.name)
            # Only an encoding that gives the same bytes back lets places be traced back to them.
            if text.encode(encoding.name) == body:
                break
        except UnicodeError:
            continue
    else:
        raise UnreadableError(f"{name}: neither UTF-8 nor Windows-1252 text; save the article as UTF-8")
    _require_text(text, name)
    if encoding.name == FALLBACK_ENCODING and _share_of_strange_words(text) > FALLBACK_MAX_STRANGE_WORDS:
        raise UnreadableError(f"{name}: not UTF-8, and its encoding cannot be told; save the article as UTF-8")
    return encoding, text


def _candidates(data: bytes) -> Iterator[Encoding]:
    for mark, name in _BOMS:
        if data.startswith(mark):
            yield Encoding(name, len(mark))
            return
    declared = _DECLARED.search(data[:DECLARATION_BYTES])
    if declared:
        try:
            name = codecs.lookup(declared[1].decode("ascii")).name
        except LookupError:
            name = "utf-8"
        # A file whose declaration could be read as ASCII is not in UTF-16, whatever it says.
        if name not in _LATIN1_NAMES and not name.startswith("utf-16") and _is_text_codec(name):
            yield Encoding(name)
    yield Encoding("utf-8")
    yield Encoding(FALLBACK_ENCODING)


def _is_text_codec(name: str) -> bool:
    """Whether the codec turns bytes to letters one by one (not base64, nor one that runs code or looks up names)."""
    return name.startswith(("utf-8", "iso8859", "cp", "koi8", "gb", "big5", "euc_", "shift_jis", "mac-"))


def _require_text(text: str, name: str) -> None:
    nul = text.find("\0")
    if nul >= 0:
        raise UnreadableError(f"{name}: no text: NUL at character {nul}; give a .txt or .html file")
    controls = sum(1 for _ in _CONTROL.finditer(text))
    if controls > MAX_CONTROL_SHARE * len(text):
        raise UnreadableError(f"{name}: no text: {controls} control characters; give a .txt or .html file")


def _share_of_strange_words(text: str) -> float:
    words = sum(1 for _ in _WORD.finditer(text))
    return sum(1 for _ in _STRANGE_WORD.finditer(text)) / words if words else 0.0
