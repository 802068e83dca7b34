"""Looks whether a workspace is sound, and mends what can be made anew: the graph, and what a crash left behind.

Articles, sheets and decisions are what people made; they are never changed here, only complained about.
"""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.errors import KgError, WorkspaceError
from kg.store.change import STAGED, STORE
from kg.store.embedded import EmbeddedStore
from kg.store.verify import verify
from kg.store.workspace import Workspace
from kg.vocab import GRAPH

if TYPE_CHECKING:
    from kg.rdf import Resolve


@dataclass(frozen=True, slots=True)
class Finding:
    """Something wrong. place: a file or folder; remedy: what helps; mends_by_build: whether making the graph anew does."""

    place: str
    problem: str
    remedy: str
    mends_by_build: bool = False


def examine(workspace: Workspace) -> list[Finding]:
    """Looks at everything: reads all articles, sheets and quotes; writes nothing.

    Args:
        workspace: one opened with Workspace.open_unmended, so that its state is seen as it is.
    """
    findings = list(_examine_graph(workspace))
    try:
        findings.extend(_examine_files(workspace))
    except WorkspaceError:  # it is not known which graph is in force, which stands among the findings already
        return findings
    if not any(finding.mends_by_build for finding in findings):
        for problem in verify(workspace).problems:
            place = problem.evidence or problem.article
            findings.append(Finding(place, problem.message, "add the article anew, or build the graph", True))
    return findings


def mend(workspace: Workspace, resolve: "Resolve | None" = None, links: Iterable[str] = ()) -> list[str]:
    """Mends what can be mended, and returns what was done, one line each; empty where there was nothing to do.

    Args:
        resolve, links: as Workspace.build takes them.

    Raises:
        WorkspaceError: another process is writing, or the disk is full.
        SheetError: a sheet is broken, so that no graph can be made.
    """
    done = workspace.clear_leftovers()
    if any(finding.mends_by_build for finding in examine(workspace)):
        workspace.build(resolve, links=links)
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
            yield Finding(str(path), "is left of a crash, or still being read", "harmless; the next writer removes it")
    if (current / STAGED).exists():
        yield Finding(str(current / STAGED), "a change is not finished", "the next writer finishes it")
        return
    try:
        store = EmbeddedStore(current / STORE, read_only=True)
    except WorkspaceError as error:
        yield Finding(str(current / STORE), str(error), build, True)
        return
    try:
        graphs = {iri.removeprefix(GRAPH) for iri in store.graphs()}
    finally:
        store.close()
    sheets = set(workspace.sheet_ids())
    for article_id in sorted(sheets - graphs):
        yield Finding(f"facts/{article_id}.json", "is not in the graph", build, True)
    for article_id in sorted(graphs - sheets - workspace.own_graphs):
        yield Finding(GRAPH + article_id, "is in the graph but has no sheet", build, True)


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
    log = workspace.decisions_path
    for number, line in enumerate(log.read_bytes().splitlines() if log.exists() else (), 1):
        try:
            json.loads(line)
        except ValueError as error:
            yield Finding(f"{log.name}:{number}", f"no JSON: {error}", "mend or remove the line")
