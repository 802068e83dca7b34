"""What every later room reads: one article as cleaned text with its metadata."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of the cleaned text. start, end: code points, end exclusive."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Article:
    """One article.

    id: lower-case slug, unique in a workspace ([a-z0-9-]).
    text: cleaned text; paragraphs are separated by one empty line ("\\n\\n"), a paragraph has no line breaks.
    language: BCP 47 tag, given or detected.
    published: EDTF date or None where the file does not say.
    offsets: segments (text_start, source_start, length), ascending, in code points of the cleaned text and of the
        decoded source; what no segment covers (a blank the cleaner put in) has no place in the source.
    source: the source as it was read, kept so that it can be archived; a string given as text is kept in UTF-8.
    """

    id: str
    text: str
    language: str
    title: str | None = None
    publisher: str | None = None
    url: str | None = None
    published: str | None = None
    offsets: tuple[tuple[int, int, int], ...] = ()
    source: bytes = b""
