"""A file, bytes or a string become an Article. The first half of every path through kg.

Paragraphs of the cleaned text are separated by one empty line; within one there are single blanks and no line breaks.
Every letter is the source's own: quotes are copied letter for letter. Refuses what holds no text.
"""

import hashlib
import os
import re
import unicodedata
from bisect import bisect_right
from collections.abc import Sequence
from pathlib import Path

from kg.errors import InputError, UnreadableError
from kg.text.article import Article
from kg.text.front_matter import FrontMatter, read_front_matter
from kg.text.furniture import drop_furniture
from kg.text.headline import drop_headline, find_headline
from kg.text.language import detect_language, is_language_tag
from kg.text.lines import Line, join_lines, read_lines, unwrap
from kg.text.published import published_date
from kg.text.source import byte_range, decode_source

PAGE_SUFFIXES = (".html", ".htm", ".xhtml")
ARTICLE_SUFFIXES = (".txt", ".md", *PAGE_SUFFIXES)
PARAGRAPH_BREAK = "\n\n"

_NOT_SLUG = re.compile(r"[^a-z0-9]+")


def read_article(path: str | os.PathLike[str], *, id: str | None = None) -> Article:
    """Reads an article from a file: HTML by its suffix (.html, .htm, .xhtml) or beginning, plain text otherwise.

    Args:
        path: the file.
        id: the article's id; None makes it from the file's name.

    Raises:
        UnreadableError: the file is missing or holds no article.
        InputError: the id is no slug.
    """
    path = Path(path)
    try:
        data = path.read_bytes()
    except OSError as error:
        raise UnreadableError(f"{path}: cannot be read: {error.strerror}; give the path of an article") from None
    return article_from_bytes(data, str(path), id=id)


def article_from_bytes(data: bytes, name: str, *, id: str | None = None) -> Article:
    """Makes an article of the bytes of a file or of standard input.

    Args:
        data: plain text, with front matter or without, or an HTML page.
        name: the file's name: gives the id, says by its suffix whether it is HTML, and is named in errors.
        id: the article's id; None makes it from name.

    Raises:
        UnreadableError: the bytes are no text, or no article.
        InputError: the id is no slug.
    """
    source = decode_source(data, name)
    if id is None:
        id = make_id(Path(name).stem) or f"article-{hashlib.sha256(data).hexdigest()[:12]}"
    lines: Sequence[Line]
    if Path(name).suffix.lower() in PAGE_SUFFIXES or _may_be_page(source):
        from kg.text.page import read_page

        page = read_page(source, name)
        lines, matter = page.lines, page.matter
    else:
        matter, start = read_front_matter(source, name)
        lines = unwrap(read_lines(source, start))
    return _assemble(lines, matter, data, name, id)


def article_from_text(
    text: str,
    *,
    id: str,
    language: str | None = None,
    title: str | None = None,
    publisher: str | None = None,
    url: str | None = None,
    published: str | None = None,
) -> Article:
    """Makes an article of a string, cleaned as a .txt file would be; no front matter is looked for.

    Args:
        text: plain text.
        id: the article's id, a slug ([a-z0-9-]).
        language: BCP 47 tag; None detects it.
        title, publisher, url: None where unknown; the first two may then be found in the text.
        published: a date, "YYYY-MM-DD", "YYYY-MM" or "YYYY", or a timestamp; None where unknown.

    Raises:
        UnreadableError: the text is empty or no text.
        InputError: id, language or published have not their form.
    """
    try:
        data = text.encode("utf-8")
    except UnicodeEncodeError as error:
        raise UnreadableError(f"{id}: half a surrogate pair at character {error.start}; give whole letters") from None
    decoded = decode_source(data, id)
    if language is not None and not is_language_tag(language):
        raise InputError(f"{id}: bad language {language[:60]!r}; use a tag such as de, en or pt-BR")
    date = None if published is None else published_date(published)
    if published is not None and date is None:
        raise InputError(f"{id}: bad date {published[:60]!r}; use YYYY-MM-DD, YYYY-MM or YYYY")
    matter = FrontMatter(title, publisher, url, date, language)
    return _assemble(unwrap(read_lines(decoded)), matter, data, id, id)


def make_id(name: str) -> str:
    """Returns a name as a slug of [a-z0-9-]: accents folded, all else a hyphen; "" where nothing is left."""
    letters = unicodedata.normalize("NFKD", name.casefold())
    plain = "".join(letter for letter in letters if not unicodedata.combining(letter))
    return _NOT_SLUG.sub("-", plain).strip("-")


def to_source(article: Article, start: int, end: int) -> tuple[int, int] | None:
    """Returns where a stretch of the cleaned text stands in the source.

    Args:
        article: an article with its offsets and source.
        start, end: code points of article.text, end exclusive.

    Returns:
        (start, end) in bytes of article.source, end exclusive, from the first to the last letter that has a place
        there; None where none has (an HTML page in which the words could not be found again).
    """
    first = _first_placed(article.offsets, start, end)
    last = _last_placed(article.offsets, start, end)
    if first is None or last is None:
        return None
    return byte_range(article.source, first, last + 1)


def _may_be_page(source: str) -> bool:
    """Whether to look closer for HTML; spares plain text the import of the reader of pages."""
    if "<" not in source[:2000]:
        return False
    from kg.text.page import is_page

    return is_page(source)


def _assemble(lines: Sequence[Line], matter: FrontMatter, data: bytes, name: str, id: str) -> Article:
    if id != make_id(id):
        raise InputError(f"{name}: bad article id {id!r}; use lower-case letters, digits and single hyphens")
    title, publisher, lines = _without_headline(lines, matter)
    body = join_lines(drop_furniture(lines), PARAGRAPH_BREAK)
    if not body.text:
        raise UnreadableError(f"{name}: no article text; give a file with at least one sentence")
    return Article(
        id=id,
        text=body.text,
        language=matter.language or detect_language(body.text),
        title=title,
        publisher=publisher,
        url=matter.url,
        published=matter.published,
        offsets=body.segments,
        source=data,
    )


def _without_headline(lines: Sequence[Line], matter: FrontMatter) -> tuple[str | None, str | None, Sequence[Line]]:
    """The title, the publisher, and the lines that are not the title."""
    if matter.title is not None:
        return matter.title, matter.publisher, drop_headline(lines, matter.title)
    headline = find_headline(lines)
    rest = lines if headline is None else drop_headline(lines, headline.title)
    if headline is None or not rest:
        # A text that is nothing but one line, once or several times, is taken for a text.
        return None, matter.publisher, lines if rest else lines[:1]
    return headline.title, matter.publisher or headline.publisher, rest


def _first_placed(offsets: Sequence[tuple[int, int, int]], start: int, end: int) -> int | None:
    """The source place of the first placed letter in start..end."""
    number = bisect_right(offsets, start, key=lambda segment: segment[0]) - 1
    for at, place, length in offsets[max(number, 0) : max(number, 0) + 2]:
        if at + length > start and at < end:
            return place + max(start - at, 0)
    return None


def _last_placed(offsets: Sequence[tuple[int, int, int]], start: int, end: int) -> int | None:
    """The source place of the last placed letter in start..end."""
    number = bisect_right(offsets, end - 1, key=lambda segment: segment[0]) - 1
    if number < 0:
        return None
    at, place, length = offsets[number]
    last = min(end, at + length) - 1
    return place + last - at if last >= start else None
