"""The network of who met whom, for commands: rank, and the measures that who-met --network and path ask for."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

import click

from kg.cli.output import Answer, Cell, Row, print_answer
from kg.cli.questions import ACTORS, Questions, open_questions, read_since, read_until
from kg.cli.settings import Settings, command, pass_settings
from kg.network import MEASURES, Choice, Hop, build_network, find_communities, find_ways, rank_store
from kg.query import read_labels

if TYPE_CHECKING:
    from datetime import date

RANK_COLUMNS = ("rank", "who", "kind")
#: Of equally short paths that many are shown: between two at the edges of a large network there may be thousands.
PATHS_MAX = 20


@command("rank", answers=True, asks=True)
@click.option("--by", type=click.Choice(tuple(MEASURES)), default="degree", show_default=True, help="The measure.")
@click.option("--kind", type=click.Choice(("any", *ACTORS)), default="any", show_default=True, help="Who is ranked.")
@click.option("--since", metavar="DATE", help="Count meetings that may have been on or after it.")
@click.option("--until", metavar="DATE", help="Count meetings that may have been on or before it.")
@click.option("--communities", is_flag=True, help="Show groups that meet more among themselves than with others.")
@click.option("--limit", type=click.IntRange(1), default=20, show_default=True, help="Most rows.")
@pass_settings
def rank(
    settings: Settings, by: str, kind: str, since: str | None, until: str | None, communities: bool, limit: int
) -> None:
    """Show who is at the centre of the network of meetings.

    Measures: degree (how many others one met), meetings (how often one met another), betweenness (the share of
    shortest paths between others that lead through one). Persons and agencies make the network; countries too where
    --kind country asks for them.
    """
    kinds = ACTORS if kind == "country" else ("person", "agency")
    with open_questions(settings) as questions:
        choice = choose_meetings(read_since(since), read_until(until), kinds)
        if communities:
            groups = find_communities(build_network(questions.store, choice))[:limit]
            print_answer(list_communities(questions, groups), settings, empty="nobody met")
            return
        ranked = rank_store(questions.store, choice, by, None if kind == "any" else kind, limit)
        names = read_labels(questions.store, (each.node for each, _ in ranked), settings.lang)
    rows = []
    for number, (each, found) in enumerate(ranked, 1):
        score: Cell = round(each.score, 4) if by == "betweenness" else int(each.score)
        cells: dict[str, Cell] = {
            "rank": number,
            "who": names.get(each.node, each.node),
            "kind": found,
            by: score,
            "iri": each.node,
        }
        rows.append(Row(cells))
    print_answer(Answer((*RANK_COLUMNS, by), tuple(rows)), settings, empty="nobody met")


def choose_meetings(since: "date | None", until: "date | None", kinds: tuple[str, ...], status: str = "held") -> Choice:
    """Returns which meetings make a network. status: as the commands' --status."""
    statuses = ("held", "planned") if status == "all" else (status,)
    first, last = since.isoformat() if since else None, until.isoformat() if until else None
    return Choice(first, last, kinds, statuses)


def list_communities(questions: Questions, groups: list[tuple[str, ...]]) -> Answer:
    """Returns groups as rows: number, size, members."""
    names = read_labels(questions.store, (iri for group in groups for iri in group), questions.settings.lang)
    rows = (
        Row({"group": number, "size": len(group), "members": tuple(sorted(names.get(iri, iri) for iri in group))})
        for number, group in enumerate(groups, 1)
    )
    return Answer(("group", "size", "members"), tuple(rows))


def measure_met(questions: Questions, subject: str, rows: Iterable[Row], choice: Choice) -> Answer:
    """Returns those whom somebody met, a row each: at how many meetings, and their own measures in the network."""
    graph = build_network(questions.store, choice)
    scores = {name: measure(graph) for name, measure in MEASURES.items()}
    met = {str(row.cells["iri"]): str(row.cells["who"]) for row in rows}
    found = []
    for iri, name in met.items():
        edge = graph.edges[subject, iri] if graph.has_edge(subject, iri) else {}
        cells: dict[str, Cell] = {
            "who": name,
            "together": edge.get("weight", 0),
            "first": edge.get("first"),
            "last": edge.get("last"),
            "degree": int(scores["degree"].get(iri, 0)),
            "meetings": int(scores["meetings"].get(iri, 0)),
            "betweenness": round(scores["betweenness"].get(iri, 0.0), 4),
            "iri": iri,
        }
        found.append(Row(cells))
    found.sort(key=lambda row: (-int(str(row.cells["together"])), str(row.cells["who"])))
    return Answer(("who", "together", "first", "last", "degree", "meetings", "betweenness"), tuple(found))


def walk_paths(questions: Questions, one: str, two: str, choice: Choice) -> list[tuple[Hop, ...]]:
    """Returns the shortest paths between two through any number of meetings, at most PATHS_MAX."""
    from itertools import islice

    return list(islice(find_ways(questions.store, choice, one, two), PATHS_MAX))
