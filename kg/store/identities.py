"""Who is who in a workspace: its sheets, decisions and reference files resolved, and IRIs minted for the outcome.

The graph always shows the resolution of all sheets, up to INSTANT_SHEETS of them: then a change also maps those
articles anew in which someone has got another IRI. In bigger workspaces a new article speaks of people of its own until
`kg build` resolves all.
"""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from kg import vocab as v
from kg.errors import InputError
from kg.store.answers import Solutions
from kg.store.terms import Iri

if TYPE_CHECKING:
    from kg.facts import FactSheet
    from kg.identity import Decision, Key, Resolution
    from kg.rdf import Resolve
    from kg.store.change import Change
    from kg.store.workspace import Workspace

REFERENCE_SUFFIXES = (".csv", ".yaml", ".yml", ".json", ".jsonl", ".ndjson", ".srj")
#: Resolving this many sheets takes about a second, reading them included.
INSTANT_SHEETS = 400
LETTERS = {"person": "p", "agency": "a", "meeting": "m"}


def resolve_workspace(
    workspace: "Workspace", change: "Change | None" = None, decisions: "Iterable[Decision] | None" = None
) -> "Resolution":
    """Resolves a workspace.

    Args:
        workspace: its sheets, decisions and references.
        change: sheets as they will be after it.
        decisions: in place of those of the log.

    Raises:
        WorkspaceError: a sheet is broken.
        UnreadableError: the log of decisions or a reference file is broken.
    """
    from kg.identity import read_decisions, resolve_sheets

    log = read_decisions(workspace.decisions_path) if decisions is None else tuple(decisions)
    return resolve_sheets(read_sheets(workspace, change), log, read_reference_sheets(workspace, change))


def rebuild(workspace: "Workspace") -> int:
    """Makes the graph of a workspace anew, with who is who in it, and returns the number of quads.

    Raises:
        WorkspaceError: another process is writing, the disk is full, or a sheet is broken.
        UnreadableError: the log of decisions or a reference file is broken.
        SheetError: a sheet has problems.
    """
    return workspace.build(lambda: resolve_all(workspace))


def resolve_all(workspace: "Workspace") -> "tuple[Resolve, Iterable[str]]":
    """Returns what Workspace.build asks for: who is who, and the identifiers of reference data as quads."""
    resolution = resolve_workspace(workspace)
    return make_resolver(resolution), make_links(resolution)


def read_sheets(workspace: "Workspace", change: "Change | None" = None) -> "Iterator[FactSheet]":
    """Yields all sheets, without what waits for review or was rejected; as they will be after a change."""
    ids = workspace.sheet_ids() if change is None else change.sheet_ids()
    for article_id in ids:
        sheet = workspace.read_sheet(article_id) if change is None else change.read_sheet(article_id)
        yield _leave_out(sheet)


def _leave_out(sheet: "FactSheet") -> "FactSheet":
    from dataclasses import replace

    from kg.rdf.mapping import is_left_out

    return replace(
        sheet,
        persons=tuple(
            replace(person, posts=tuple(post for post in person.posts if not is_left_out(post.ground)))
            for person in sheet.persons
            if not is_left_out(person.ground)
        ),
        agencies=tuple(agency for agency in sheet.agencies if not is_left_out(agency.ground)),
        meetings=tuple(meeting for meeting in sheet.meetings if not is_left_out(meeting.ground)),
    )


def read_reference_sheets(workspace: "Workspace", change: "Change | None" = None) -> "list[FactSheet]":
    """Reads the reference files of a workspace, sorted by name; as they will be after a change."""
    from kg.identity.references import read_references

    paths = workspace.reference_paths() if change is None else change.reference_paths()
    return [read_references(path) for path in paths if path.suffix in REFERENCE_SUFFIXES]


def add_reference(change: "Change", source: Path) -> "FactSheet":
    """Has a change keep a copy of a reference file and returns what was read from it; one of its name is replaced.

    Raises:
        UnreadableError, InputError: it is no reference file; nothing is copied then.
    """
    from kg.identity.references import read_references

    if source.suffix not in REFERENCE_SUFFIXES:
        raise InputError(f"{source}: unknown suffix {source.suffix!r}; use one of {', '.join(REFERENCE_SUFFIXES)}")
    sheet = read_references(source)
    change.put_reference(source.name, source.read_bytes())
    return sheet


def make_resolver(resolution: "Resolution") -> "Resolve":
    """Returns what mapping asks for IRIs: a cluster's is that of its smallest mention alone."""

    def resolve(article: str, local: str) -> str | None:
        return find_iri(resolution, (article, local))

    return resolve


def find_iri(resolution: "Resolution", key: "Key") -> str | None:
    """Returns the IRI of the cluster of a mention, None where the mention is alone."""
    first = resolution.first.get(key)
    return None if first is None else mint_key(first, resolution.kinds[first])


def mint_key(key: "Key", kind: str) -> str:
    """Returns the IRI that a mention has by itself. kind: person, agency or meeting."""
    from kg.identity import MEETING
    from kg.rdf import mint

    return mint(LETTERS[kind], key[0], key[1].removeprefix(MEETING) if kind == "meeting" else key[1])


def make_links(resolution: "Resolution") -> Iterator[str]:
    """Yields the identifiers of reference data as N-Quads of LINKS_GRAPH, sorted."""
    from kg.rdf.terms import clean_iri

    for key in sorted(resolution.same_as):
        iri = mint_key(key, resolution.kinds[key])
        for same in resolution.same_as[key]:
            yield f"<{iri}> <{v.OWL_sameAs}> <{clean_iri(same)}> <{v.LINKS_GRAPH}> .\n"


def settle(workspace: "Workspace", change: "Change", decisions: "Iterable[Decision] | None" = None) -> bool:
    """Resolves a workspace as it will be after a change and has the graphs mapped anew that it alters.

    Returns:
        False where the workspace is too big to do so at once; kg build will.
    """
    if decisions is None and change.has_sheets_beyond(INSTANT_SHEETS):
        return False
    resolution = resolve_workspace(workspace, change, decisions)
    change.resolve = make_resolver(resolution)
    change.put_graph(v.LINKS_GRAPH, make_links(resolution))
    change.refresh(find_altered(workspace, change, resolution))
    return True


def find_altered(workspace: "Workspace", change: "Change", resolution: "Resolution") -> list[str]:
    """Returns the articles whose graphs speak of someone by another IRI than a resolution gives."""
    shown = _read_shown(workspace)
    altered = []
    for sheet in read_sheets(workspace, change):
        article = sheet.article.id
        if article in shown and shown[article] != {iri for _key, iri in _mint_all(sheet, resolution)}:
            altered.append(article)
    return altered


def _read_shown(workspace: "Workspace") -> dict[str, set[str]]:
    """Returns article -> IRIs of the persons, agencies and meetings in its graph."""
    types = " ".join(f"<{kind}>" for kind in (v.KG_Person, v.KG_Agency, v.KG_Meeting))
    query = f"SELECT ?graph ?thing {{ VALUES ?type {{ {types} }} GRAPH ?graph {{ ?thing a ?type }} }}"
    shown: dict[str, set[str]] = {}
    with workspace.read() as store:
        answer = store.query(query)
    assert isinstance(answer, Solutions)
    for graph, thing in answer.rows:
        assert isinstance(graph, Iri) and isinstance(thing, Iri)
        shown.setdefault(graph.value.removeprefix(v.GRAPH), set()).add(thing.value)
    return shown


def list_iris(sheets: "Iterable[FactSheet]", resolution: "Resolution") -> "dict[str, Key]":
    """Returns IRI -> a mention that has it."""
    return {iri: key for sheet in sheets for key, iri in _mint_all(sheet, resolution)}


def _mint_all(sheet: "FactSheet", resolution: "Resolution") -> "Iterator[tuple[Key, str]]":
    from kg.identity import MEETING

    article = sheet.article.id
    keys = [("person", (article, person.id)) for person in sheet.persons]
    keys += [("agency", (article, agency.id)) for agency in sheet.agencies]
    keys += [("meeting", (article, MEETING + meeting.id)) for meeting in sheet.meetings]
    for kind, key in keys:
        yield key, find_iri(resolution, key) or mint_key(key, kind)
