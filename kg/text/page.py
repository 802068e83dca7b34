"""A saved HTML page becomes lines of text with its metadata. The one home of trafilatura.

Nothing is fetched. Refuses pages in which no article is found. A date is taken from the page's metadata alone, never
from a search through its text.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from kg.errors import UnreadableError
from kg.text.front_matter import FrontMatter
from kg.text.language import is_language_tag
from kg.text.lines import Line, read_lines
from kg.text.published import published_date
from kg.text.visible import VisibleText

_START = re.compile(
    r"\s*(?:<!--.*?-->\s*|<\?xml[^>]*>\s*)*<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE | re.DOTALL
)
_LANGUAGE = re.compile(r"<html\b[^>]{0,500}?\blang\s*=\s*[\"']?([\w-]{1,35})", re.IGNORECASE)
HEAD_LENGTH = 2000


@dataclass(frozen=True, slots=True)
class Page:
    """A page as its lines, placed in its source, and what it says about itself."""

    lines: tuple[Line, ...]
    matter: FrontMatter


def is_page(source: str) -> bool:
    """Whether a decoded source is an HTML page, by how it begins."""
    return _START.match(source[:HEAD_LENGTH]) is not None


def read_page(source: str, name: str) -> Page:
    """Reads a decoded page.

    Args:
        source: the page.
        name: the file named in errors.

    Raises:
        UnreadableError: no article is found in it.
    """
    # The library dates and logs its own work; what goes wrong in it is told by the error below.
    import trafilatura
    from lxml.etree import LxmlError  # type: ignore[import-untyped]

    try:
        found = trafilatura.bare_extraction(
            source,
            include_comments=False,
            with_metadata=True,
            date_extraction_params={"extensive_search": False, "original_date": True, "outputformat": "%Y-%m-%d"},
        )
    except (ValueError, TypeError, AttributeError, RecursionError, LxmlError) as error:
        raise UnreadableError(f"{name}: no HTML page: {' '.join(str(error).split())[:200]}; save it again") from None
    if found is None or isinstance(found, dict) or not (found.text or "").strip():
        raise UnreadableError(f"{name}: no article found in the page; save its text as .txt")
    language = _LANGUAGE.search(source[:HEAD_LENGTH])
    matter = FrontMatter(
        title=_one_line(found.title),
        publisher=_one_line(found.sitename),
        url=_one_line(found.url),
        published=published_date(found.date or ""),
        language=language[1] if language and is_language_tag(language[1]) else None,
    )
    return Page(tuple(_placed(found.text or "", source)), matter)


def _placed(text: str, source: str) -> Iterator[Line]:
    """The extracted lines, each a block; their segments lead to the page's source."""
    visible = VisibleText(source)
    for block, line in enumerate(read_lines(text)):
        # The library writes a bullet before each item of a list, which is no letter of the source.
        item = line.text.removeprefix("- ")
        yield Line(item, visible.find(item), block)


def _one_line(value: str | None) -> str | None:
    return " ".join(value.split()) or None if value else None
