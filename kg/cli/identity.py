"""The commands that tell who is who: candidates, why, conflicts, sources, holder."""

from datetime import datetime
from typing import TYPE_CHECKING

import click

from kg.cli.output import Answer, Cell, Citation, Row, print_answer
from kg.cli.session import open_workspace
from kg.cli.settings import Settings, command, pass_settings
from kg.errors import InputError

if TYPE_CHECKING:
    from kg.identity import Key, Link
    from kg.identity.directory import Directory
    from kg.store.workspace import Workspace

KINDS = ("person", "agency", "meeting")
QUOTES_SHOWN = 2


def open_directory(settings: Settings) -> "tuple[Workspace, Directory]":
    """Resolves the workspace of this run."""
    from kg.identity.directory import Directory
    from kg.store.identities import list_iris, read_reference_sheets, read_sheets, resolve_workspace

    workspace = open_workspace(settings)
    resolution = resolve_workspace(workspace)
    sheets = list(read_sheets(workspace))
    references = read_reference_sheets(workspace)
    return workspace, Directory(sheets, resolution, list_iris(sheets, resolution), references)


def cite(directory: "Directory", *keys: "Key") -> tuple[Citation, ...]:
    """Returns the quotes behind mentions."""
    return tuple(
        Citation(quote, directory.source(key), key[0]) for key in keys for quote in directory.quotes(key)[:QUOTES_SHOWN]
    )


@command("candidates", answers=True)
@click.option("--kind", type=click.Choice(KINDS), help="Those of one kind only.")
@click.option("--limit", type=click.IntRange(1), default=50, show_default=True, help="At most this many.")
@pass_settings
def candidates(settings: Settings, kind: str | None, limit: int) -> None:
    """List pairs that may be one, for a person to decide.

    The likeliest stand first, each with what speaks for and against it. kg review goes through them one by one.
    """
    from kg.identity import write_key

    _workspace, directory = open_directory(settings)
    rows = []
    for link in directory.resolution.candidates:
        if kind is None or link.kind == kind:
            cells: dict[str, Cell] = {
                "kind": link.kind,
                "score": round(link.score, 2),
                "left": directory.label(link.left),
                "right": directory.label(link.right),
                "for": link.reasons,
                "against": link.against,
                "left_mention": write_key(link.left),
                "right_mention": write_key(link.right),
            }
            rows.append(Row(cells, cite(directory, link.left, link.right)))
    answer = Answer(("kind", "score", "left", "right", "for", "against"), tuple(rows[:limit]))
    print_answer(answer, settings, empty="nothing is in doubt")


@command("why", answers=True)
@click.argument("name")
@pass_settings
def why(settings: Settings, name: str) -> None:
    """Show which mentions were taken for one, and why.

    NAME is a name, acronym, IRI or mention (article#id). Each link comes with its score, what it stands on and its
    reasons, the least certain first.
    """
    from kg.identity import write_key

    _workspace, directory = open_directory(settings)
    key = directory.find(name)
    members = directory.resolution.members(key)
    click.echo(f"{directory.label(key)}: {len(members)} mention{'s' if len(members) != 1 else ''}", err=True)
    for iri in directory.resolution.same_as.get(key, ()):
        click.echo(f"  the same as {iri} (reference data)", err=True)
    rows = [make_why_row(directory, link) for link in directory.resolution.explain(key)]
    if len(members) == 1:
        cells: dict[str, Cell] = {
            "left": directory.label(key),
            "left_mention": write_key(key),
            "reasons": ("known from one article",),
        }
        rows = [Row(cells, cite(directory, key))]
    answer = Answer(("score", "basis", "left", "right", "reasons", "against"), tuple(rows))
    print_answer(answer, settings)


def make_why_row(directory: "Directory", link: "Link") -> Row:
    """Returns the row of one link."""
    from kg.identity import write_key

    def say(key: "Key") -> str:
        return f"{directory.label(key)} [{key[0]}]"

    cells: dict[str, Cell] = {
        "score": round(link.score, 3),
        "basis": link.basis,
        "left": say(link.left),
        "right": say(link.right),
        "reasons": link.reasons,
        "against": link.against,
        "left_mention": write_key(link.left),
        "right_mention": write_key(link.right),
    }
    return Row(cells, cite(directory, link.left, link.right))


@command("conflicts", answers=True)
@pass_settings
def conflicts(settings: Settings) -> None:
    """List what articles say differently of one meeting.

    Every article's claim stays in the graph; here they stand side by side: dates, places, statuses, kinds.
    """
    from kg.identity import write_key
    from kg.identity.conflicts import find_conflicts

    _workspace, directory = open_directory(settings)
    rows = []
    for conflict in find_conflicts(directory.meetings(), directory.resolution):
        said = tuple(f"{value} ({', '.join(key[0] for key in keys)})" for value, keys in conflict.values)
        cells: dict[str, Cell] = {
            "meeting": directory.label(conflict.meeting),
            "field": conflict.field,
            "said": said,
            "mention": write_key(conflict.meeting),
        }
        keys = [key for _value, some in conflict.values for key in some]
        rows.append(Row(cells, cite(directory, *keys)))
    print_answer(Answer(("meeting", "field", "said"), tuple(rows)), settings, empty="no article contradicts another")


@command("sources", answers=True)
@click.option("--least", type=click.IntRange(1), default=2, show_default=True, help="With this many articles or more.")
@pass_settings
def sources(settings: Settings, least: int) -> None:
    """Count the independent sources of each meeting.

    Articles of one publisher, and near-copies of one text, count as one source.
    """
    from kg.identity.copies import count_sources, find_copies

    workspace, directory = open_directory(settings)
    told: dict[Key, list[str]] = {}
    for key in directory.meetings():
        told.setdefault(directory.resolution.find(key), []).append(key[0])
    told = {key: articles for key, articles in told.items() if len(articles) >= least}
    archived = set(workspace.article_ids())
    wanted = {article for articles in told.values() for article in articles} & archived
    copies = find_copies({article: workspace.read_article(article).text for article in sorted(wanted)})
    publishers = {article: info.publisher for article, info in directory.articles.items()}
    rows = []
    for key, articles in told.items():
        found = count_sources(articles, publishers, copies)
        cells: dict[str, Cell] = {
            "meeting": directory.label(key),
            "sources": found.count,
            "articles": len(articles),
            "which": tuple(" = ".join(group) for group in found.groups),
        }
        rows.append(Row(cells, cite(directory, key)))
    rows.sort(key=lambda row: (-int(str(row.cells["sources"])), str(row.cells["meeting"])))
    answer = Answer(("meeting", "sources", "articles", "which"), tuple(rows))
    print_answer(answer, settings, empty=f"no meeting is told by {least} articles")


@command("holder", answers=True)
@click.argument("agency", required=False)
@click.option("--on", "day", metavar="DATE", help="The day (EDTF) [each day on record].")
@pass_settings
def holder(settings: Settings, agency: str | None, day: str | None) -> None:
    """Infer who headed an agency on a day, from the posts that articles state.

    The posts of reference data count too. AGENCY is a name, acronym or mention. Without it, lists the meetings in which
    an article names an office only, with the holder then. All of it is inferred, and no part of the graph.
    """
    from kg.identity.tenures import gather_tenures, infer_takers

    _workspace, directory = open_directory(settings)
    tenures = gather_tenures((*directory.sheets, *directory.references), directory.resolution)
    if agency is not None:
        rows = list_holders(directory, agency, day)
        print_answer(Answer(("agency", "day", "holder", "basis"), tuple(rows)), settings, empty="nobody is known")
        return
    rows = []
    for found in infer_takers(directory.sheets, directory.resolution, tenures):
        cells: dict[str, Cell] = {
            "meeting": directory.label(found.meeting),
            "office": directory.label(found.office),
            "holder": directory.label(found.holder),
            "basis": f"inferred: stated {found.days} days from then",
        }
        rows.append(Row(cells, cite(directory, found.meeting, found.holder)))
    answer = Answer(("meeting", "office", "holder", "basis"), tuple(rows))
    print_answer(answer, settings, empty="every taker-part is named")


def list_holders(directory: "Directory", agency: str, day: str | None) -> list[Row]:
    """Returns who headed an agency on a day, or on each day a post was stated.

    Raises:
        InputError: the agency or the day is none.
    """
    from kg.facts.model import Agency
    from kg.identity.agency_index import load_agencies
    from kg.identity.profiles import make_agency_key, read_day
    from kg.identity.tenures import find_holders, gather_tenures

    body = directory.things[directory.find(agency)]
    if not isinstance(body, Agency):
        raise InputError(f"{agency!r} is no agency; name the agency whose head is meant")
    tenures = gather_tenures((*directory.sheets, *directory.references), directory.resolution)
    key = make_agency_key(load_agencies(), body)
    days = {read_day(day)} if day else {one.stated for one in tenures if one.agency == key}
    if None in days and day:
        raise InputError(f"--on {day!r}: no date; use EDTF such as 2024-06-26")
    rows = []
    for at in sorted(one for one in days if one is not None):
        found = find_holders(tenures, key, at)
        if found:
            when = datetime.fromordinal(at).date().isoformat()
            far = found[0][1]
            known = all(holder not in directory.things for holder, _days in found)
            where = "reference data" if known else "stated"
            basis = f"{where}, {far} days from then" if far else f"{where}, of that day"
            cells: dict[str, Cell] = {
                "agency": body.name,
                "day": when,
                "holder": tuple(directory.label(holder) for holder, _days in found),
                "basis": f"{'inferred' if len(found) == 1 else 'disputed'}: {basis}",
            }
            rows.append(Row(cells, cite(directory, *(holder for holder, _days in found))))
    return rows
