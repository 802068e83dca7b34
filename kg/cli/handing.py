"""The commands that hand the graph on: view and export."""

import sys
from pathlib import Path

import click

from kg.cli.session import open_workspace
from kg.cli.settings import Settings, command, pass_settings

#: More nodes than these the picture does not show well; measured in Chromium without a graphics card.
VIEW_NODES_MAX = 1000


@command("view", words=True, asks=True)
@click.argument("names", nargs=-1, metavar="[NAME]...")
@click.option(
    "-o", "--output", type=click.Path(path_type=Path), default=Path("graph.html"), show_default=True, help="The page."
)
@click.option("--title", help="The page's title.")
@click.option("--limit", type=click.IntRange(1), default=VIEW_NODES_MAX, show_default=True, help="Most nodes shown.")
@pass_settings
def view(settings: Settings, names: tuple[str, ...], output: Path, title: str | None, limit: int) -> None:
    """Write the graph as one HTML page to click through.

    With NAMES, only what these persons, agencies or countries have a part in. The page needs no network and no other
    file. Of a graph with more nodes than --limit the best connected ones are shown.
    """
    from kg.cli.questions import ACTORS, open_questions
    from kg.view import collect_view, write_page
    from kg.view.page import DEFAULT_TITLE

    with open_questions(settings) as questions:
        about = [questions.find(name, ACTORS).iri for name in names]
        page = collect_view(questions.store, about=about, limit=limit)
    write_page(page, output, settings.lang, title or DEFAULT_TITLE)
    click.echo(f"kg: {len(page.nodes)} nodes and {len(page.facts)} facts written to {output}", err=True)


@command("export")
@click.option("--as", "name", metavar="FORMAT", help="One of those listed below [by the file's suffix].")
@click.option("-o", "--output", type=click.Path(allow_dash=True, path_type=Path), default=Path("-"), help="[stdout]")
@pass_settings
def export(settings: Settings, name: str | None, output: Path) -> None:
    """Write the graph in another format.

    \b
    nquads    .nq       the whole graph, sorted: equal workspaces give equal bytes
    trig      .trig     the whole graph, with prefixes
    jsonld    .jsonld   the whole graph, expanded
    sheets    .jsonl    the fact sheets, one JSON a line
    meetings  .csv      the meetings that were held, one a row
    pairs     .csv      who met whom, one pair a row
    graphml   .graphml  who met whom, for Gephi, Cytoscape, yEd, igraph
    gexf      .gexf     who met whom, for Gephi
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
