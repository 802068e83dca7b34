"""The archive: articles and fact sheets as files, one article three files and one sheet.

    articles/ID.txt      the cleaned text, which every quote's position counts in
    articles/ID.json     metadata, offsets back to the source, sha256 of the text
    articles/ID.source   the source as it was read, where there was one
    facts/ID.json        the fact sheet

What it refuses: ids that are no slugs, so that none can lead out of the folder.
"""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kg.errors import InputError, UnreadableError, WorkspaceError
from kg.store.locks import write_synced

if TYPE_CHECKING:  # a look-up in the graph reads no file of the archive and starts without these
    from kg.facts import FactSheet
    from kg.text import Article

_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
#: A file name may have 255 bytes; the suffixes and the names of temporary files need some.
ID_LENGTH_MAX = 200
#: Graphs that belong to no article have these names.
RESERVED_IDS = frozenset({"reference", "derived"})
ARCHIVED_SUFFIXES = (".txt", ".json", ".source")


def check_id(article_id: str) -> str:
    """Returns article_id if an article may have it.

    Raises:
        InputError: it is no slug, too long, or reserved.
    """
    if not _ID.fullmatch(article_id) or len(article_id) > ID_LENGTH_MAX or article_id in RESERVED_IDS:
        raise InputError(
            f"{article_id[:80]!r} is no article id; use a-z, 0-9 and single hyphens, at most {ID_LENGTH_MAX} letters, "
            f"and none of {', '.join(sorted(RESERVED_IDS))}"
        )
    return article_id


class Archive:
    """The folders articles/ and facts/ below `root`."""

    def __init__(self, root: Path) -> None:
        self.articles = root / "articles"
        self.facts = root / "facts"

    def make_folders(self) -> None:
        """Makes the two folders where they are missing."""
        self.articles.mkdir(parents=True, exist_ok=True)
        self.facts.mkdir(parents=True, exist_ok=True)

    def article_ids(self) -> list[str]:
        """Returns the ids of all archived articles, sorted."""
        return _ids(self.articles)

    def sheet_ids(self) -> list[str]:
        """Returns the ids of all articles with a fact sheet, sorted."""
        return _ids(self.facts)

    def has_article(self, article_id: str) -> bool:
        """Tells whether the article is archived."""
        return (self.articles / f"{check_id(article_id)}.json").exists()

    def has_sheet(self, article_id: str) -> bool:
        """Tells whether the article has a fact sheet."""
        return (self.facts / f"{check_id(article_id)}.json").exists()

    def write_article(self, article: "Article", *, sync: bool = False) -> None:
        """Writes the files of an article. sync: only return when they are on the disk."""
        from kg.facts import sha256_of

        stem = check_id(article.id)
        meta = {name: getattr(article, name) for name in ("id", "language", "title", "publisher", "url", "published")}
        meta |= {"sha256": sha256_of(article.text), "offsets": article.offsets}
        write_synced(self.articles / f"{stem}.txt", article.text.encode("utf-8"), sync=sync)
        write_synced(self.articles / f"{stem}.json", _json(meta), sync=sync)
        if article.source:
            write_synced(self.articles / f"{stem}.source", article.source, sync=sync)

    def write_sheet(self, sheet: "FactSheet", *, sync: bool = False) -> None:
        """Writes a fact sheet. sync: only return when it is on the disk."""
        from kg.facts import sheet_to_json

        stem = check_id(sheet.article.id)
        write_synced(self.facts / f"{stem}.json", sheet_to_json(sheet).encode("utf-8"), sync=sync)

    def read_article(self, article_id: str) -> "Article":
        """Reads an article back as it was archived.

        Raises:
            InputError: there is no such article.
            WorkspaceError: its files are broken, or its text is not the one that was archived.
        """
        from kg.facts import sha256_of
        from kg.text import Article

        stem = self.articles / check_id(article_id)
        meta = self._read_meta(article_id)
        text = self.read_text(article_id)
        if sha256_of(text) != meta.pop("sha256", None):
            raise WorkspaceError(f"{stem}.txt: changed since it was archived; put the old text back or add it anew")
        source = stem.with_name(f"{stem.name}.source")
        try:
            offsets = tuple((int(a), int(b), int(c)) for a, b, c in meta.pop("offsets"))
            return Article(text=text, offsets=offsets, source=source.read_bytes() if source.exists() else b"", **meta)
        except (TypeError, KeyError, ValueError) as error:
            raise WorkspaceError(f"{stem}.json: not an archived article: {error}; add the article anew") from None

    def read_text(self, article_id: str) -> str:
        """Reads the cleaned text alone.

        Raises:
            InputError: there is no such article.
            WorkspaceError: the file is not UTF-8.
        """
        path = self.articles / f"{check_id(article_id)}.txt"
        try:
            return path.read_bytes().decode("utf-8")
        except FileNotFoundError:
            raise InputError(f"{article_id!r} is no article of this workspace; kg show lists them") from None
        except (OSError, UnicodeDecodeError) as error:
            raise WorkspaceError(f"{path}: cannot be read: {error}; add the article anew") from None

    def read_sheet(self, article_id: str) -> "FactSheet":
        """Reads the fact sheet of an article.

        Raises:
            InputError: the article has none.
            WorkspaceError: the file is broken.
            SheetError: it has problems.
        """
        from kg.facts import read_sheet

        path = self.facts / f"{check_id(article_id)}.json"
        if not path.exists():
            raise InputError(f"{article_id!r} has no fact sheet in this workspace; extract or load one")
        try:
            sheet = read_sheet(path)
        except UnreadableError as error:
            raise WorkspaceError(str(error)) from None
        if sheet.article.id != article_id:
            raise WorkspaceError(f"{path}: is the sheet of {sheet.article.id!r}; give the file that name")
        return sheet

    def remove(self, article_id: str) -> None:
        """Removes the files of an article and its sheet; no error where there are none."""
        for path in self.files_of(article_id):
            path.unlink(missing_ok=True)

    def files_of(self, article_id: str) -> Iterator[Path]:
        """Returns the places of all files of an article, there or not."""
        for suffix in ARCHIVED_SUFFIXES:
            yield self.articles / f"{check_id(article_id)}{suffix}"
        yield self.facts / f"{article_id}.json"

    def _read_meta(self, article_id: str) -> dict[str, Any]:
        path = self.articles / f"{article_id}.json"
        try:
            meta = json.loads(path.read_bytes())
        except FileNotFoundError:
            raise InputError(f"{article_id!r} is no article of this workspace; kg show lists them") from None
        except (OSError, ValueError) as error:
            raise WorkspaceError(f"{path}: cannot be read: {error}; add the article anew") from None
        if not isinstance(meta, dict) or meta.get("id") != article_id:
            raise WorkspaceError(f"{path}: not the metadata of {article_id!r}; add the article anew")
        return meta


def _ids(folder: Path) -> list[str]:
    stems = (path.name.removesuffix(".json") for path in folder.glob("*.json"))
    return sorted(stem for stem in stems if _ID.fullmatch(stem))


def _json(value: dict[str, Any]) -> bytes:
    return (json.dumps(value, ensure_ascii=False, separators=(",", ":")) + "\n").encode("utf-8")
