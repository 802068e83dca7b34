"""Looks whether a workspace is sound, and mends what can be made anew: the graph, and what a crash left behind.

Articles, sheets, decisions and references are what people made; they are never changed here, only complained about.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from kg.errors import KgError, WorkspaceError
from kg.identity import read_decisions
from kg.store.change import DERIVED, REFERENCES, STAGED, STORE
from kg.store.derived.check import is_consistent
from kg.store.derived.index import open_index
from kg.store.embedded import EmbeddedStore
from kg.store.formats import FORMAT, MARKER
from kg.store.identities import read_reference_sheets, rebuild, resolve_all
from kg.store.verify import verify
from kg.store.workspace import Workspace
from kg.vocab import ARTICLE, GRAPH

HARMLESS = "nothing: the next writer sees to it"


@dataclass(frozen=True, slots=True)
class Finding:
    """Something wrong.

    place: a file or folder; remedy: what helps; mends_by_build: whether making the graph anew does; harmless: whether
    everything works as it should all the same.
    """

    place: str
    problem: str
    remedy: str
    mends_by_build: bool = False
    harmless: bool = False


def examine(workspace: Workspace) -> list[Finding]:
    """Looks at everything: reads all articles, sheets and quotes; writes nothing.

    Args:
        workspace: one opened with Workspace.open_unmended, so that its state is seen as it is.
    """
    findings = [Finding(str(path), "is left of a crash", HARMLESS, harmless=True) for path in workspace.leftovers()]
    if workspace.format < FORMAT:
        problem = f"has format {workspace.format}, this kg writes {FORMAT}"
        return [*findings, Finding(str(workspace.path / MARKER), problem, "run kg doctor --mend to migrate it")]
    findings += _examine_graph(workspace)
    try:
        findings.extend(_examine_files(workspace))
    except WorkspaceError:  # it is not known which graph is in force, which stands among the findings already
        return findings
    if not any(finding.mends_by_build for finding in findings):
        broken = {finding.place.removeprefix("articles/") for finding in findings}
        for quote in verify(workspace).problems:
            if quote.article.removeprefix(ARTICLE) in broken:
                continue
            place = quote.evidence or quote.article
            findings.append(Finding(place, quote.message, "add the article anew, or build the graph", True))
    return findings


def mend(workspace: Workspace) -> list[str]:
    """Mends what can be mended, and returns what was done, one line each; empty where there was nothing to do.

    Raises:
        WorkspaceError: another process is writing, or the disk is full.
        SheetError, UnreadableError: a file that people made is broken, so that no graph can be made.
    """
    done = workspace.clear_leftovers() + workspace.migrate(lambda: resolve_all(workspace))
    if any(finding.mends_by_build for finding in examine(workspace)):
        rebuild(workspace)
        done.append("made the graph anew from the sheets")
    return done


def _examine_graph(workspace: Workspace) -> Iterator[Finding]:
    root = workspace.path / "graph"
    build = "make the graph anew (kg build)"
    try:
        current = workspace.generation()
    except WorkspaceError as error:
        yield Finding(str(root / "CURRENT"), str(error), build, True)
        return
    if current is None or not current.exists():
        yield Finding(str(root), "there is no graph in force", build, True)
        return
    for path in sorted(root.iterdir()):
        if path != current and path.name != "CURRENT":
            yield Finding(str(path), "is left of a crash, or still being read", HARMLESS, harmless=True)
    if (current / STAGED).exists():
        yield Finding(str(current / STAGED), "a change is not finished", HARMLESS, harmless=True)
        return
    try:
        store = EmbeddedStore(current / STORE, read_only=True)
    except WorkspaceError as error:
        yield Finding(str(current / STORE), str(error), build, True)
        return
    try:
        graphs = {iri.removeprefix(GRAPH) for iri in store.graphs()}
        yield from _examine_derived(current / DERIVED, store)
    finally:
        store.close()
    sheets = set(workspace.sheet_ids())
    for article_id in sorted(sheets - graphs):
        yield Finding(f"facts/{article_id}.json", "is not in the graph", build, True)
    for article_id in sorted(graphs - sheets - workspace.own_graphs):
        yield Finding(GRAPH + article_id, "is in the graph but has no sheet", build, True)


def _examine_derived(folder: Path, store: EmbeddedStore) -> Iterator[Finding]:
    try:
        index = open_index(folder)
        if index is None:
            yield Finding(
                str(folder), "there are no derived data of this version", "make the graph anew (kg build)", True
            )
        elif not is_consistent(index, store):
            yield Finding(str(folder), "does not follow from the graph", "make the graph anew (kg build)", True)
    except (WorkspaceError, ValueError, IndexError) as error:
        yield Finding(str(folder), f"is broken: {error}", "make the graph anew (kg build)", True)


def _examine_files(workspace: Workspace) -> Iterator[Finding]:
    articles = set(workspace.article_ids())
    for article_id in sorted(articles):
        try:
            workspace.read_article(article_id)
        except KgError as error:
            yield Finding(f"articles/{article_id}", str(error), "put the old files back or add the article anew")
    for article_id in workspace.sheet_ids():
        try:
            workspace.read_sheet(article_id)
        except KgError as error:
            yield Finding(f"facts/{article_id}.json", str(error), "mend the sheet and load it again")
        if article_id not in articles:
            yield Finding(f"facts/{article_id}.json", "its article is not archived", "load it with its article")
    try:
        read_decisions(workspace.decisions_path)
    except KgError as error:
        yield Finding(workspace.decisions_path.name, str(error), "mend or remove the line")
    try:
        read_reference_sheets(workspace)
    except KgError as error:
        yield Finding(REFERENCES, str(error), "mend the file, or add it anew")
