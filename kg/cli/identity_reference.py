"""The commands `kg reference add` and `kg reference list`."""

from pathlib import Path

import click

from kg.cli.session import open_workspace
from kg.cli.settings import Settings, pass_settings


@click.group("reference")
def reference() -> None:
    """Known persons and agencies with their identifiers: add files, list them."""


@reference.command("add")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("-w", "--workspace", "folder", type=click.Path(path_type=Path), metavar="DIR", help="The workspace.")
@pass_settings
def add_reference(settings: Settings, file: Path, folder: Path | None) -> None:
    """Add a file of known persons and agencies.

    FILE is CSV or YAML with the columns kind, name, aliases, country, post, agency, acronym, since, until, ids; lines
    of a Wikidata JSON dump; a SPARQL result in JSON; or FollowTheMoney entities, one a line. Their identifiers are
    linked (owl:sameAs) in a graph apart from what articles say. A file of the same name is replaced.
    """
    from kg.store import identities

    settings.workspace = folder or settings.workspace
    workspace = open_workspace(settings)
    with workspace.change() as change:
        sheet = identities.add_reference(change, file)
        settled = identities.settle(workspace, change)
    said = f"{file.name}: {len(sheet.persons)} persons, {len(sheet.agencies)} agencies"
    if settled:
        resolution = identities.resolve_workspace(workspace)
        ids = [*(person.id for person in sheet.persons), *(agency.id for agency in sheet.agencies)]
        named = {resolution.find((sheet.article.id, local)) for local in ids}
        linked = named & resolution.same_as.keys()
        said += f"; {len(linked)} of them named by articles and linked"
    click.echo(said)
    if not settled:
        click.echo("kg: the links follow with kg build: the workspace is too big to do it at once", err=True)


@reference.command("list")
@click.option("-w", "--workspace", "folder", type=click.Path(path_type=Path), metavar="DIR", help="The workspace.")
@pass_settings
def list_references(settings: Settings, folder: Path | None) -> None:
    """List the reference files of the workspace."""
    from kg.store.identities import read_reference_sheets

    settings.workspace = folder or settings.workspace
    for sheet in read_reference_sheets(open_workspace(settings)):
        name = sheet.article.id.partition(":")[2]
        click.echo(f"{name}: {len(sheet.persons)} persons, {len(sheet.agencies)} agencies")
