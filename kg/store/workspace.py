"""The workspace: one folder with everything kg knows.

    workspace.json   that this is a workspace, and the format of it
    articles/        the archived articles (kg.store.archive)
    facts/           their fact sheets
    decisions.jsonl  the log of who is who
    references/      what others know of persons and agencies, as given (kg.store.identities)
    graph/           the graph derived from these, in generations (kg.store.generations)
    lock             held by the one writer

What it refuses: a folder that is no workspace, one of a newer kg or of an older one that was not migrated
(kg.store.formats), a second writer.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from kg.errors import WorkspaceError
from kg.store.archive import Archive
from kg.store.change import DERIVED, LOG, REFERENCES, STAGED, STORE, Change, Mapped, feed, finish_change, map_archived
from kg.store.derived.contribution import contribute
from kg.store.derived.index import Index, open_index
from kg.store.formats import FORMAT, MARKER, migrate_files, read_format, write_format
from kg.store.generations import Generations
from kg.store.locks import hold_write_lock
from kg.store.reference import read_reference
from kg.store.worker import SECONDS_MAX, WorkerStore
from kg.vocab import GRAPH, LINKS_GRAPH, REFERENCE_GRAPH

if TYPE_CHECKING:
    from kg.facts import FactSheet
    from kg.rdf import Resolve
    from kg.store.embedded import EmbeddedStore
    from kg.text import Article

#: Makes who is who of all sheets: what mapping asks for IRIs, and quads of graphs that belong to no article.
ResolveAll = Callable[[], "tuple[Resolve, Iterable[str]]"]
#: Passes on the ids of articles while they are mapped, and may show how far it is.
Watch = Callable[[Sequence[str]], Iterable[str]]


class Workspace:
    """A workspace folder; made by `create` or `open`.

    path: the folder; wait_seconds: how long a writer waits for another one, unless it says otherwise; follower: is told
    which graphs have changed (None: any), when they have, and before another writer may go on; watch: sees the articles
    that are mapped.
    """

    #: Names of graphs that belong to no article.
    own_graphs = frozenset(iri.removeprefix(GRAPH) for iri in (REFERENCE_GRAPH, LINKS_GRAPH))

    def __init__(self, path: Path, wait_seconds: float = 0.0) -> None:
        self.path = path
        self.wait_seconds = wait_seconds
        self.follower: Callable[[Collection[str] | None], None] | None = None
        self.watch: Watch = iter
        self.decisions_path = path / LOG
        self._archive = Archive(path)
        self._generations = Generations(path / "graph")

    @classmethod
    def create(cls, path: Path) -> "Workspace":
        """Makes an empty workspace; the folder is made where it is missing.

        Raises:
            WorkspaceError: it is a workspace already, or not writable.
        """
        if (path / MARKER).exists():
            raise WorkspaceError(f"{path}: is a workspace already; choose another folder")
        try:
            path.mkdir(parents=True, exist_ok=True)
            Archive(path).make_folders()
            (path / "graph").mkdir(exist_ok=True)
        except OSError as error:
            raise WorkspaceError(f"{path}: cannot be made: {error.strerror}; choose a writable folder") from None
        workspace = cls(path)
        workspace.build()
        write_format(path)
        return workspace

    @classmethod
    def open(cls, path: Path, wait_seconds: float = 0.0) -> "Workspace":
        """Opens a workspace; what a crash left half moved is moved to its place.

        Raises:
            WorkspaceError: the folder is no workspace, or one of another format.
        """
        workspace = cls.open_unmended(path, wait_seconds)
        if workspace.format < FORMAT:
            raise WorkspaceError(
                f"{path}: has format {workspace.format}, this kg writes {FORMAT}; run kg doctor --mend to migrate it"
            )
        workspace._recover()
        return workspace

    @classmethod
    def open_unmended(cls, path: Path, wait_seconds: float = 0.0) -> "Workspace":
        """Opens a workspace as it is, of an older format too, to look what is wrong with it; see `open`."""
        read_format(path)
        return cls(path, wait_seconds)

    @property
    def format(self) -> int:
        """The version of the workspace's format."""
        return read_format(self.path)

    # Reading

    def article_ids(self) -> list[str]:
        """Returns the ids of all archived articles, sorted."""
        return sorted({name for archive in self._archives() for name in archive.article_ids()})

    def sheet_ids(self) -> list[str]:
        """Returns the ids of all articles with a fact sheet, sorted."""
        return sorted({name for archive in self._archives() for name in archive.sheet_ids()})

    def has_article(self, article_id: str) -> bool:
        """Tells whether an article is archived."""
        return any(archive.has_article(article_id) for archive in self._archives())

    def has_sheet(self, article_id: str) -> bool:
        """Tells whether an article has a fact sheet."""
        return any(archive.has_sheet(article_id) for archive in self._archives())

    def read_article(self, article_id: str) -> "Article":
        """Reads an archived article (see Archive.read_article)."""
        return self._archive_with(article_id, Archive.has_article).read_article(article_id)

    def read_sheet(self, article_id: str) -> "FactSheet":
        """Reads a fact sheet (see Archive.read_sheet)."""
        return self._archive_with(article_id, Archive.has_sheet).read_sheet(article_id)

    def reference_paths(self) -> list[Path]:
        """Returns the files of what others know of persons and agencies, sorted by name (see Change.put_reference)."""
        folders = [self.path / REFERENCES]
        current = self._generations.current()
        if current is not None:
            folders.append(current / STAGED / REFERENCES)
        found = {path.name: path for folder in folders if folder.is_dir() for path in folder.iterdir()}
        return [found[name] for name in sorted(found)]

    @contextmanager
    def read(self) -> "Iterator[EmbeddedStore]":
        """Opens the graph for reading while the block runs; writers do not wait for it, nor does it for them.

        What is read is one state of the graph, the one in force at the start.
        """
        from kg.store.embedded import EmbeddedStore

        with self._generations.read() as generation:
            store = EmbeddedStore(generation / STORE, read_only=True) if generation else EmbeddedStore()
            try:
                yield store
            finally:
                store.close()

    @contextmanager
    def read_derived(self) -> Iterator[Index | None]:
        """Opens the derived data while the block runs, as `read` does the graph; None where there are none yet."""
        with self._generations.read() as generation:
            yield open_index(generation / DERIVED) if generation else None

    @contextmanager
    def ask(self, seconds: float = SECONDS_MAX) -> Iterator[WorkerStore]:
        """As `read`, but queries are stopped when their time is up, and by Ctrl-C (see kg.store.worker)."""
        with self._generations.read() as generation:
            index = open_index(generation / DERIVED) if generation else None
            store = WorkerStore(generation / STORE if generation else None, seconds, index)
            try:
                yield store
            finally:
                store.close()

    def dump(self, out: BinaryIO) -> int:
        """Writes the graph as sorted N-Quads and returns their number; equal workspaces write equal bytes."""
        with self.read() as store:
            return store.dump(out)

    # Writing

    @contextmanager
    def change(self, resolve: "Resolve | None" = None, *, wait_seconds: float | None = None) -> Iterator[Change]:
        """Changes the workspace: what the block asks for happens when it ends, all of it or nothing.

        Args:
            resolve: who is who across articles (kg.rdf); None: whom each article knows is of this article alone.
            wait_seconds: how long to wait for another writer; None for as long as the workspace says.

        Raises:
            WorkspaceError: another process is writing, or the disk is full; nothing is changed then.
        """
        with self._writing(wait_seconds):
            with self._generations.make() as draft:
                change = Change(draft.path, self._archive, self.path, resolve)
                yield change
                if change.is_empty:
                    draft.discard()
                else:
                    change.prepare(self._generations.current(), self.watch)
            if not draft.discarded:
                self._follow(change.graphs)
        self._recover()

    def build(self, resolve_all: ResolveAll | None = None, *, wait_seconds: float | None = None) -> int:
        """Makes the graph anew from the sheets and returns the number of quads.

        Args:
            resolve_all: tells who is who when no other writer can change it any more (kg.store.identities); None: whom
                each article knows is of this article alone.
            wait_seconds: as in `change`.

        Raises:
            WorkspaceError: another process is writing, or the disk is full; the old graph stays then.
            SheetError: a sheet has problems.
        """
        with self._writing(wait_seconds):
            with self._generations.make() as draft:
                resolve, links = resolve_all() if resolve_all else (None, ())
                quads = self._build_into(draft.path, resolve, links)
            self._follow(None)
            return quads

    def _build_into(self, folder: Path, resolve: "Resolve | None", links: Iterable[str]) -> int:
        from concurrent.futures import ThreadPoolExecutor

        from kg.store.derived.build import BaseBuilder
        from kg.store.embedded import EmbeddedStore, read_statements

        store = EmbeddedStore(folder / STORE)
        builder = BaseBuilder()
        try:
            own = [tuple(dict.fromkeys(f"{line}\n" for line in read_reference())), tuple(links)]
            graphs = chain((Mapped(lines, contribute(read_statements(lines))) for lines in own), self._map_all(resolve))
            size = store.bulk_load_checked(feed(builder, graphs))
            with ThreadPoolExecutor(1) as aside:  # the store is merged outside of Python
                merged = aside.submit(store.flush, optimize=True)
                builder.write(folder / DERIVED)
                merged.result()
            return size
        finally:
            store.close()

    def generation(self) -> Path | None:
        """Returns the folder of the graph in force, None where there is none.

        Raises:
            WorkspaceError: what says which it is cannot be read.
        """
        return self._generations.current()

    def migrate(self, resolve_all: ResolveAll | None = None) -> list[str]:
        """Brings a workspace of an older format to this one, its graph too; returns what was done, one line a step.

        Killed at any moment, it can be run again.

        Raises:
            WorkspaceError: another process is writing, the disk is full, or a sheet is broken.
            SheetError: a sheet has problems.
        """
        with hold_write_lock(self.path / "lock", self.wait_seconds):
            done = migrate_files(self.path)
        if done:
            self.build(resolve_all)
            write_format(self.path)
        return done

    def leftovers(self) -> list[Path]:
        """Returns the half written files that crashes left outside of the graph's folder."""
        return sorted(path for folder in (self.path, self.path / REFERENCES) for path in folder.glob(".*.new"))

    def clear_leftovers(self) -> list[str]:
        """Does what crashes left undone and removes what they left behind; returns what was done, one line each.

        Raises:
            WorkspaceError: another process is writing.
        """
        with hold_write_lock(self.path / "lock", self.wait_seconds):
            done = ["put the newest graph in force"] if self._generations.restore() else []
            current = self._generations.current()
            if current is not None and (current / STAGED).exists():
                self._finish_change()
                done.append("finished a change")
            removed = self._generations.remove_unused()
            for path in self.leftovers():
                path.unlink()
                removed.append(path.name)
            return [*done, f"removed {', '.join(removed)}"] if removed else done

    def _map_all(self, resolve: "Resolve | None") -> Iterator[Mapped]:
        for article_id in self.watch(self._archive.sheet_ids()):
            yield map_archived(article_id, self._archive, self._archive, resolve)

    @contextmanager
    def _writing(self, wait_seconds: float | None) -> Iterator[None]:
        with hold_write_lock(self.path / "lock", self.wait_seconds if wait_seconds is None else wait_seconds):
            self._finish_change()
            yield
            self._finish_change()

    def _finish_change(self) -> None:
        current = self._generations.current()
        if current is not None:
            finish_change(current, self.path)

    def _follow(self, graphs: Collection[str] | None) -> None:
        self._finish_change()
        if self.follower is not None:
            self.follower(graphs)

    def _recover(self) -> None:
        """Finishes what a crash left half moved, unless a writer is at it."""
        current = self._generations.current()
        if current is not None and (current / STAGED).exists():
            with suppress(WorkspaceError), hold_write_lock(self.path / "lock"):
                self._finish_change()

    def _archives(self) -> Iterator[Archive]:
        """Yields where files are: first what a change put aside and did not move yet."""
        current = self._generations.current()
        if current is not None and (current / STAGED).exists():
            yield Archive(current / STAGED)
        yield self._archive

    def _archive_with(self, article_id: str, has: Callable[[Archive, str], bool]) -> Archive:
        return next((archive for archive in self._archives() if has(archive, article_id)), self._archive)
