"""The YAML block at the top of a .txt article: title, publisher, url, published, language.

Refuses a block that is not YAML, values that are no words, dates that are none. Other fields are passed over.
"""

import logging
import re
from dataclasses import dataclass

from kg.errors import UnreadableError
from kg.text.language import is_language_tag
from kg.text.plain_yaml import load_yaml
from kg.text.published import published_date

LOG = logging.getLogger(__name__)
# A few lines; a block beyond this is no front matter, and reading YAML takes seconds a megabyte.
MAX_LENGTH = 20_000
FIELDS = ("title", "publisher", "url", "published", "language")

_OPENING = re.compile(r"---[ \t]*(?:\r\n|\n|\r)")
_CLOSING = re.compile(r"^(?:---|\.\.\.)[ \t]*$", re.MULTILINE)
_FIELD = re.compile(r"\w+[ \t]*:(?:\s|$)")
_BREAK = re.compile(r"\r\n|\n|\r")


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """What an article says about itself; None where it does not. published: EDTF."""

    title: str | None = None
    publisher: str | None = None
    url: str | None = None
    published: str | None = None
    language: str | None = None


def read_front_matter(source: str, name: str) -> tuple[FrontMatter, int]:
    """Returns the front matter and where the text after it starts (code points; 0 where there is none).

    Args:
        source: the decoded article.
        name: the file named in errors.

    Raises:
        UnreadableError: the block cannot be read; the line is named.
    """
    opening = _OPENING.match(source)
    if opening is None:
        return FrontMatter(), 0
    # YAML's own line ends alone are told, so that the line of an error is the file's.
    body = _BREAK.sub("\n", source[opening.end() :])
    closing = _CLOSING.search(body)
    if closing is None:
        if _FIELD.match(body):
            raise UnreadableError(f"{name}:1: front matter without an end; close it with a line '---'")
        return FrontMatter(), 0
    block = body[: closing.start()]
    if not block.partition("\n")[0].strip():
        return FrontMatter(), 0
    if len(block) > MAX_LENGTH:
        raise UnreadableError(f"{name}:1: front matter of {len(block)} characters; shorten it to {MAX_LENGTH}")
    fields = _read_fields(block, name)
    return FrontMatter(**fields), _end_of(source, opening.end(), block.count("\n"))


def _end_of(source: str, start: int, lines: int) -> int:
    """Where the line after `lines` more lines and the closing one begins."""
    for _ in range(lines + 1):
        found = _BREAK.search(source, start)
        if found is None:
            return len(source)
        start = found.end()
    return start


def _read_fields(block: str, name: str) -> dict[str, str | None]:
    data = load_yaml(block, name, first_line=2)
    if not isinstance(data, dict):
        raise UnreadableError(f"{name}:2: front matter is no list of fields; write 'title: ...', a field a line")
    unknown = sorted(str(field)[:40] for field in data if field not in FIELDS)
    if unknown:
        LOG.info("%s: front matter fields passed over: %s", name, ", ".join(unknown))
    fields: dict[str, str | None] = {}
    for field in FIELDS:
        value = data.get(field)
        if value is not None and not isinstance(value, str):
            raise UnreadableError(
                f"{_place(block, name, field)}: {field} is no text: {str(value)[:60]!r}; write one line"
            )
        fields[field] = " ".join(value.split()) or None if value is not None else None
    _check(fields, block, name)
    return fields


def _check(fields: dict[str, str | None], block: str, name: str) -> None:
    published, language = fields["published"], fields["language"]
    if published is not None:
        fields["published"] = published_date(published)
        if fields["published"] is None:
            place = _place(block, name, "published")
            raise UnreadableError(f"{place}: bad date {published[:60]!r}; use YYYY-MM-DD, YYYY-MM or YYYY")
    if language is not None and not is_language_tag(language):
        place = _place(block, name, "language")
        raise UnreadableError(f"{place}: bad language {language[:60]!r}; use a tag such as de, en or pt-BR")


def _place(block: str, name: str, field: str) -> str:
    lines = block.split("\n")
    number = next((n for n, line in enumerate(lines) if line.lstrip("'\"{ ").startswith(field)), 0)
    return f"{name}:{number + 2}"
