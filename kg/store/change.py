"""A change of a workspace: articles, sheets, decisions and references, and the graph that follows from them, all or nothing.

Everything is first written into a draft generation (kg.store.generations): the files below `staged/`, the store beside
them. Switching to that generation is the one moment at which the change happens. After it the staged files are moved to
their places; moving is done again by the next writer where a crash came between.
"""

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from kg.store.archive import Archive, check_id
from kg.store.derived.contribution import WANTED, Rows, Said, contribute, contribute_said
from kg.store.derived.index import open_index
from kg.store.derived.terms import to_term
from kg.store.generations import remove_tree
from kg.store.locks import replace_file, sync_folder, write_synced
from kg.vocab import GRAPH

if TYPE_CHECKING:
    from kg.facts import FactSheet
    from kg.rdf import Resolve
    from kg.store.derived.build import BaseBuilder
    from kg.store.embedded import EmbeddedStore
    from kg.text import Article

STAGED = "staged"
REFERENCES = "references"
LOG = "decisions.jsonl"
STORE = "store"
DERIVED = "derived"
REMOVED = "removed.json"
DECISIONS = "decisions.json"
#: From this many sheets on, quads go through the bulk loader: below, its fixed cost is the greater one.
SHEETS_FOR_BULK_LOAD = 200


@dataclass(frozen=True, slots=True)
class Mapped:
    """One graph: its lines of N-Quads with their line breaks, and the rows it contributes to the derived data."""

    lines: tuple[str, ...]
    rows: Rows


class Change:
    """What a writer wants of a workspace; made by Workspace.change.

    Args:
        draft: the folder of the draft generation.
        archive: the workspace's files as they are before the change.
        root: the workspace's folder.
        resolve: who is who across articles (kg.rdf); may be set anew until the change ends.
    """

    def __init__(self, draft: Path, archive: Archive, root: Path, resolve: "Resolve | None") -> None:
        self.resolve = resolve
        self._draft = draft
        self._old = archive
        self._root = root
        self._new = Archive(draft / STAGED)
        self._new.make_folders()
        self._to_map: dict[str, None] = {}
        self._dropped: dict[str, None] = {}
        self._unwanted: set[str] = set()
        self._graphs: dict[str, tuple[str, ...]] = {}
        self._decided: list[str] = []
        self._watch: Callable[[Sequence[str]], Iterable[str]] = iter

    def put_article(self, article: "Article") -> None:
        """Archives an article; an older one with its id is replaced."""
        self._new.write_article(article)
        names = {f"articles/{path.name}": path.exists() for path in self._new.files_of(article.id)}
        del names[f"articles/{article.id}.json"]
        self._unwanted -= {name for name, there in names.items() if there}
        self._unwanted |= {name for name, there in names.items() if not there}

    def put_sheet(self, sheet: "FactSheet") -> None:
        """Keeps a fact sheet and has its graph replaced."""
        self._new.write_sheet(sheet)
        self._unwanted.discard(f"facts/{sheet.article.id}.json")
        self.refresh([sheet.article.id])

    def refresh(self, article_ids: Iterable[str]) -> None:
        """Has the graphs of articles made again from their sheets."""
        for article_id in article_ids:
            self._to_map[check_id(article_id)] = None
            self._dropped.pop(article_id, None)

    def remove(self, article_id: str) -> None:
        """Removes an article, its sheet and its graph."""
        self._new.remove(article_id)
        self._unwanted |= {f"{path.parent.name}/{path.name}" for path in self._old.files_of(article_id)}
        self._to_map.pop(article_id, None)
        self._dropped[article_id] = None

    def append_decisions(self, lines: Sequence[str]) -> None:
        """Appends lines (JSON, without line break) to the log of decisions."""
        self._decided += lines

    def put_reference(self, name: str, data: bytes) -> None:
        """Keeps a reference file (kg.store.identities); one of its name is replaced."""
        folder = self._draft / STAGED / REFERENCES
        folder.mkdir(exist_ok=True)
        write_synced(folder / name, data)

    def reference_paths(self) -> list[Path]:
        """Returns the reference files as they will be after the change, sorted by name."""
        folders = (self._root / REFERENCES, self._draft / STAGED / REFERENCES)
        found = {path.name: path for folder in folders if folder.is_dir() for path in folder.iterdir()}
        return [found[name] for name in sorted(found)]

    def put_graph(self, graph: str, nquads: Iterable[str]) -> None:
        """Makes quads the whole content of a graph that belongs to no article. nquads: lines with their line breaks."""
        self._graphs[graph] = tuple(nquads)

    def sheet_ids(self) -> list[str]:
        """Returns the ids of all articles that will have a fact sheet after the change, sorted."""
        kept = set(self._old.sheet_ids()) - self._dropped.keys()
        return sorted(kept | set(self._new.sheet_ids()))

    @property
    def graphs(self) -> set[str]:
        """The graphs (IRIs) that are made anew or removed."""
        return {GRAPH + article_id for article_id in (*self._to_map, *self._dropped)} | self._graphs.keys()

    def has_sheets_beyond(self, count: int) -> bool:
        """Tells whether more than `count` articles will have a fact sheet; looks at no more of them than that."""
        most = count + len(self._dropped) + len(self._to_map) + 1
        if len(list(islice(self._old.facts.iterdir(), most))) >= most:
            return True
        return len(self.sheet_ids()) > count

    @property
    def is_empty(self) -> bool:
        """Whether nothing was asked for."""
        wanted = self._to_map or self._dropped or self._decided or self._unwanted or self._graphs
        return not (wanted or any(self._new_files()))

    def read_sheet(self, article_id: str) -> "FactSheet":
        """Reads a sheet as it will be after the change."""
        return (self._new if self._new.has_sheet(article_id) else self._old).read_sheet(article_id)

    def map(self, article_id: str) -> Mapped:
        """Returns the statements of an article as it will be after the change."""
        sheets = self._new if self._new.has_sheet(article_id) else self._old
        articles = self._new if self._new.has_article(article_id) else self._old
        return map_archived(article_id, sheets, articles, self.resolve)

    def prepare(self, current: Path | None, watch: Callable[[Sequence[str]], Iterable[str]] = iter) -> None:
        """Fills the draft generation: the store with the change in it, and what is left to move afterwards.

        Args:
            current: the generation in force, None before the first.
            watch: passes on the ids of the articles to map.
        """
        from kg.store.embedded import EmbeddedStore

        self._watch = watch
        target = self._draft / STORE
        if current is not None:
            source = EmbeddedStore(current / STORE, read_only=True)
            source.copy_to(target)
            source.close()
        store = EmbeddedStore(target)
        try:
            self._update(store, None if current is None else current / DERIVED)
            store.flush()
        finally:
            store.close()
        staged = self._draft / STAGED
        write_synced(staged / REMOVED, json.dumps(sorted(self._unwanted)).encode())
        if self._decided:
            log = self._root / LOG
            size = log.stat().st_size if log.exists() else 0
            added = "".join(f"{line}\n" for line in self._decided)
            write_synced(staged / DECISIONS, json.dumps({"size": size, "added": added}).encode())

    def _update(self, store: "EmbeddedStore", derived: Path | None) -> None:
        """Brings the store and the derived data to the state after the change. derived: the folder of those before."""
        from kg.store.derived.build import BaseBuilder, write_change

        index = open_index(derived) if derived is not None else None
        if derived is None or index is None or len(self._to_map) >= SHEETS_FOR_BULK_LOAD:
            builder = BaseBuilder(index)
            if index is None:
                add_graphs(builder, store)
            self._load_many(store, builder)
            builder.write(self._draft / DERIVED)
            return
        removed: list[Rows] = []
        added: list[Rows] = []
        for graph, mapped in self._changed_graphs():
            removed.append(contribute(store.statements(graph)))
            if mapped is None:
                store.remove_graph(graph)
            else:
                store.replace_graph(graph, mapped.lines)
                added.append(mapped.rows)
        write_change(derived, self._draft / DERIVED, removed, added)

    def _load_many(self, store: "EmbeddedStore", builder: "BaseBuilder") -> None:
        """Replaces many graphs, through the bulk loader."""
        touched = {GRAPH + name for name in (*self._dropped, *self._to_map)} | self._graphs.keys()
        for graph in sorted(touched & set(store.graphs())):
            builder.add(contribute(store.statements(graph)), -1)
            store.remove_graph(graph)
        graphs = (mapped for _, mapped in self._changed_graphs() if mapped is not None)
        store.bulk_load_checked(feed(builder, graphs))

    def _changed_graphs(self) -> Iterator[tuple[str, Mapped | None]]:
        """Yields each graph that changes and what will be in it, None where it is removed."""
        from kg.store.embedded import read_statements

        for article_id in self._dropped:
            yield GRAPH + article_id, None
        for graph, nquads in self._graphs.items():
            yield graph, Mapped(nquads, contribute(read_statements(nquads)))
        for article_id in self._watch(tuple(self._to_map)):
            yield GRAPH + article_id, self.map(article_id)

    def _new_files(self) -> Iterator[Path]:
        for folder in (self._new.articles, self._new.facts, self._draft / STAGED / REFERENCES):
            yield from folder.iterdir() if folder.exists() else ()


def map_archived(article_id: str, sheets: Archive, articles: Archive, resolve: "Resolve | None") -> Mapped:
    """Maps an article: its sheet from one archive, the text its quotes stand in from another.

    A sheet without an archived article is mapped as it is, with the positions it has.
    """
    from kg.facts import locate_quotes

    sheet = sheets.read_sheet(article_id)
    text = articles.read_text(article_id) if articles.has_article(article_id) else None
    return map_facts(sheet if text is None else locate_quotes(sheet, text), text, resolve)


def map_facts(sheet: "FactSheet", text: str | None, resolve: "Resolve | None") -> Mapped:
    """Maps a sheet whose quotes are located. text: the article's, for the words around each quote."""
    from kg.rdf import map_sheet, write_nquads

    graph, statements = map_sheet(sheet, text, resolve)
    lines = tuple(write_nquads(sheet.article.id, graph, statements))
    said: Said = {predicate: [] for predicate in WANTED}
    for subject, predicate, obj in statements:
        if predicate in said:  # most are none of these: they go by without being made terms
            said[predicate].append((subject, obj if type(obj) is str else to_term(obj[0])))
    return Mapped(lines, contribute_said(said))


def feed(builder: "BaseBuilder", graphs: Iterable[Mapped]) -> Iterator[str]:
    """Yields the lines of each graph for a loader, while its rows go to a builder."""
    for mapped in graphs:
        builder.add(mapped.rows)
        if mapped.lines:
            yield "".join(mapped.lines)


def add_graphs(builder: "BaseBuilder", store: "EmbeddedStore") -> None:
    """Adds what all graphs of a store contribute."""
    for graph in store.graphs():
        builder.add(contribute(store.statements(graph)))


def finish_change(generation: Path, root: Path) -> None:
    """Moves the staged files of the generation in force to their places below `root`; safe to be done again."""
    staged = generation / STAGED
    if not staged.exists():
        return
    removed = staged / REMOVED
    for name in json.loads(removed.read_bytes()) if removed.exists() else ():
        (root / name).unlink(missing_ok=True)
    for folder in (staged / "articles", staged / "facts", staged / REFERENCES):
        if folder.exists():
            (root / folder.name).mkdir(exist_ok=True)
            for path in folder.iterdir():
                path.replace(root / folder.name / path.name)
            sync_folder(root / folder.name)
    _append_decisions(staged / DECISIONS, root / LOG)
    removed.unlink(missing_ok=True)
    remove_tree(staged)


def _append_decisions(staged: Path, log: Path) -> None:
    if not staged.exists():
        return
    entry = json.loads(staged.read_bytes())
    old = log.read_bytes()[: entry["size"]] if log.exists() else b""
    replace_file(log, old + entry["added"].encode("utf-8"))
    staged.unlink()
