"""What an archive is made of: splits, each read by one process from beginning to end, and the records in them.

    folder, .txt .md .html      articles as files, FILES_A_SPLIT of them a split
    .jsonl .ndjson (.gz)        one article a line; a file is cut at every LINES_BYTES, a packed one is one split
    .parquet                    one article a row; a row group is a split
    .warc (.gz)                 the HTML answers of a web crawl; a file is a split

A split is named by what it reads and how big that is, so that a file which has grown makes another split. Refuses
nothing: what cannot be read is a record with an error in place of an article.
"""

import gzip
import json
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kg.errors import InputError, KgError, UnreadableError
from kg.text import ARTICLE_SUFFIXES

if TYPE_CHECKING:
    from kg.text import Article

FILES_A_SPLIT = 200
LINES_BYTES = 32 << 20
#: Pages beyond this are no articles, and cleaning them takes minutes.
PAGE_BYTES_MAX = 4 << 20
LINES_SUFFIXES = (".jsonl", ".ndjson", ".jsonl.gz", ".ndjson.gz")
WARC_SUFFIXES = (".warc", ".warc.gz")
HTML_TYPES = ("text/html", "application/xhtml+xml")
#: What fields of articles are called in JSON and Parquet; the first that has a value counts.
FIELDS = {
    "text": ("text", "content", "body", "maintext", "article"),
    "html": ("html", "raw_html"),
    "title": ("title", "headline"),
    "publisher": ("publisher", "source", "source_domain", "site"),
    "url": ("url", "link", "uri"),
    "published": ("published", "date", "date_publish", "published_at"),
    "language": ("language", "lang"),
}
#: Any article gets its own id from its text; this one stands in until there is a text.
NO_ID = "a"


@dataclass(frozen=True, slots=True)
class Split:
    """A part of the input. kind: a key of READERS; start, end: bytes of a file of lines, or a row group's number."""

    id: str
    kind: str
    paths: tuple[str, ...]
    start: int = 0
    end: int = 0


@dataclass(frozen=True, slots=True)
class Record:
    """One record. place: where it stands, for people; read: makes the article of it, or raises KgError.

    is_end: whether the split could not be read beyond here.
    """

    place: str
    read: Callable[[], "Article"]
    is_end: bool = False


def find_splits(sources: Iterable[Path]) -> list[Split]:
    """Returns the splits of files and folders (with the folders in them), sorted by path.

    Raises:
        UnreadableError: a path is missing, or nothing in it can be read.
    """
    splits = [split for source in sources for split in _find_below(source)]
    return list({split.id: split for split in splits}.values())


def read_split(split: Split) -> Iterator[Record]:
    """Yields the records of a split, in order."""
    try:
        yield from READERS[split.kind](split)
    except (KgError, OSError, ValueError, EOFError) as error:
        place = split.paths[0]
        yield Record(place, _fail(f"{place}: cannot be read on from here: {error}"), is_end=True)


def _find_below(source: Path) -> Iterator[Split]:
    if not source.exists():
        raise UnreadableError(f"{source}: is not there; give files or folders of articles, JSON lines, Parquet or WARC")
    paths = sorted(path for path in source.rglob("*") if path.is_file()) if source.is_dir() else [source]
    plain = [path for path in paths if path.suffix.lower() in ARTICLE_SUFFIXES]
    found = False
    for number in range(0, len(plain), FILES_A_SPLIT):
        found = True
        yield _make_split("files", plain[number : number + FILES_A_SPLIT])
    for path in paths:
        name = path.name.lower()
        if name.endswith(LINES_SUFFIXES):
            size = path.stat().st_size
            step = size if name.endswith(".gz") else LINES_BYTES
            splits = [_make_split("lines", [path], at, min(at + step, size)) for at in range(0, size, step or 1)]
        elif name.endswith(WARC_SUFFIXES):
            splits = [_make_split("warc", [path])]
        elif name.endswith(".parquet"):
            splits = [_make_split("parquet", [path], number, number + 1) for number in range(_count_groups(path))]
        else:
            continue
        found = True
        yield from splits
    if not found:
        known = ", ".join((*ARTICLE_SUFFIXES, *LINES_SUFFIXES, ".parquet", *WARC_SUFFIXES))
        raise UnreadableError(f"{source}: holds nothing that can be read; there should be {known}")


def _make_split(kind: str, paths: list[Path], start: int = 0, end: int = 0) -> Split:
    names = tuple(str(path.absolute()) for path in paths)
    told = json.dumps([kind, names, [path.stat().st_size for path in paths], start, end])
    return Split(sha256(told.encode()).hexdigest()[:16], kind, names, start, end)


def _read_files(split: Split) -> Iterator[Record]:
    for path in split.paths:
        yield Record(path, lambda path=path: _read_file(path))  # type: ignore[misc]


def _read_file(path: str) -> "Article":
    from kg.text import read_article

    return read_article(path, id=NO_ID)


def _read_lines(split: Split) -> Iterator[Record]:
    (path,) = split.paths
    if path.endswith(".gz"):
        with gzip.open(path) as packed:
            yield from _read_objects(path, packed, 0, sys.maxsize)
        return
    with Path(path).open("rb") as file:
        if split.start:  # a line that began before is of the split before
            file.seek(split.start - 1)
            file.readline()
        yield from _read_objects(path, file, file.tell(), split.end)


def _read_objects(path: str, file: Iterable[bytes], at: int, end: int) -> Iterator[Record]:
    for line in file:
        if at >= end:
            return
        if line.strip():
            yield Record(f"{path}:byte {at}", lambda line=line: _read_json(line))  # type: ignore[misc]
        at += len(line)


def _read_json(line: bytes) -> "Article":
    try:
        fields = json.loads(line)
    except ValueError as error:
        raise UnreadableError(f"no JSON: {error}") from None
    if not isinstance(fields, dict):
        raise UnreadableError(f"no JSON object: {str(fields)[:60]!r}")
    return read_fields(fields)


def read_fields(fields: Mapping[str, Any]) -> "Article":
    """Makes an article of named fields (see FIELDS).

    Raises:
        UnreadableError, InputError: there is no text, or it is none.
    """
    from kg.text import article_from_bytes, article_from_text

    told = {name: next((fields[key] for key in keys if fields.get(key)), None) for name, keys in FIELDS.items()}
    if isinstance(told["text"], str):
        given = {name: str(told[name]) if told[name] else None for name in ("title", "publisher", "url", "published")}
        try:
            return article_from_text(told["text"], id=NO_ID, language=told["language"], **given)
        except InputError:  # a date or language that is none is not worth losing the article
            given["published"] = None
            return article_from_text(told["text"], id=NO_ID, **given)
    if isinstance(told["html"], str):
        article = article_from_bytes(told["html"].encode("utf-8", "replace"), "page.html", id=NO_ID)
        return replace(article, url=article.url or told["url"])
    raise UnreadableError(f"no text in it; the fields are {', '.join(map(str, fields))[:200]}")


def _count_groups(path: Path) -> int:
    return int(_open_parquet(str(path)).num_row_groups)


def _open_parquet(path: str) -> Any:
    try:
        from pyarrow import ArrowException
        from pyarrow.parquet import ParquetFile
    except ModuleNotFoundError:
        raise InputError(f"{path}: Parquet needs pyarrow; pip install 'kg[spark]'") from None
    try:
        return ParquetFile(path)
    except (ArrowException, OSError) as error:
        raise UnreadableError(f"{path}: no Parquet: {error}") from None


def _read_parquet(split: Split) -> Iterator[Record]:
    (path,) = split.paths
    file = _open_parquet(path)
    wanted = {key for keys in FIELDS.values() for key in keys}
    columns = [name for name in file.schema_arrow.names if name in wanted]
    at = 0
    for batch in file.iter_batches(batch_size=64, row_groups=[split.start], columns=columns):
        for row in batch.to_pylist():
            place = f"{path}:group {split.start} row {at}"
            yield Record(place, lambda row=row: read_fields(row))  # type: ignore[misc]
            at += 1


def _read_warc(split: Split) -> Iterator[Record]:
    try:
        from fastwarc.warc import ArchiveIterator, WarcRecordType
    except ModuleNotFoundError:
        raise InputError(f"{split.paths[0]}: WARC needs fastwarc; pip install 'kg[spark]'") from None
    (path,) = split.paths
    with Path(path).open("rb") as file:
        for record in ArchiveIterator(file, record_types=WarcRecordType.response, parse_http=True):
            media_type = (record.http_content_type or "").lower()
            status = record.http_headers.status_code if record.http_headers is not None else None
            if media_type not in HTML_TYPES or status not in (200, None):
                continue
            url = record.headers.get("WARC-Target-URI") or ""
            data = record.reader.read(PAGE_BYTES_MAX + 1)
            yield Record(f"{path}:{url}", lambda url=url, data=data: _read_page(url, data))  # type: ignore[misc]


def _read_page(url: str, data: bytes) -> "Article":
    from kg.text import article_from_bytes

    if len(data) > PAGE_BYTES_MAX:
        raise UnreadableError(f"longer than {PAGE_BYTES_MAX >> 20} MB")
    article = article_from_bytes(data, "page.html", id=NO_ID)
    return replace(article, url=article.url or url or None)


def _fail(message: str) -> Callable[[], "Article"]:
    def read() -> "Article":
        raise UnreadableError(message)

    return read


READERS: dict[str, Callable[[Split], Iterator[Record]]] = {
    "files": _read_files,
    "lines": _read_lines,
    "parquet": _read_parquet,
    "warc": _read_warc,
}
