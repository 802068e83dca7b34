"""The commands that hand the graph on: view and export."""

import sys
from pathlib import Path

import click

from kg.cli.session import open_workspace
from kg.cli.settings import Settings, command, pass_settings

#: More nodes than these the picture does not show well; measured in Chromium without a graphics card.
VIEW_NODES_MAX = 1000


@command("export")
@click.option("--as", "name", metavar="FORMAT", help="One of those listed below [by the file's suffix].")
@click.option("-o", "--output", type=click.Path(allow_dash=True, path_type=Path), default=Path("-"), help="[stdout]")
@pass_settings
def export(settings: Settings, name: str | None, output: Path) -> None:
    """Write the graph in another format.

    \b
    nquads  .nq     the whole graph, sorted: equal workspaces give equal bytes
    sheets  .jsonl  the fact sheets, one JSON a line
    """
    from kg.export import find_exporter

    exporter = find_exporter(name, output.suffix or ".nq")
    workspace = open_workspace(settings)
    if output == Path("-"):
        exporter.write(workspace, sys.stdout.buffer)
        return
    with output.open("wb") as out:
        count = exporter.write(workspace, out)
    click.echo(f"kg: {count} {exporter.unit} written to {output}", err=True)
