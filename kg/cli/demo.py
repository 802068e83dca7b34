"""`kg demo`: the whole path once, on the article that comes with kg. Every answer it prints is read from the graph."""

import shutil
import tempfile
import textwrap
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.cli.archiving import put_facts, read_curated
from kg.cli.asking import MET_BELOW, MET_COLUMNS, describe_met
from kg.cli.evaluation import tabulate_scores
from kg.cli.explain import list_facts
from kg.cli.output import Answer, print_table, to_printable
from kg.cli.page import make_page
from kg.cli.questions import Questions, read_rows
from kg.cli.settings import Settings, command, pass_settings
from kg.cli.showing import (
    AWARD_COLUMNS,
    EVENT_BELOW,
    EVENT_COLUMNS,
    POST_COLUMNS,
    describe_awards,
    describe_events,
    describe_posts,
)
from kg.errors import UnreadableError
from kg.query import Result, run_sparql
from kg.resources import find_folder
from kg.store import Iri
from kg.text import Article
from kg.vocab import KG_Agency, KG_Conferral, KG_Evidence, KG_Meeting, KG_Person, KG_Tenure

if TYPE_CHECKING:
    from kg.store.workspace import Workspace

PAGE = "graph.html"
#: What is counted, and the word for it.
COUNTED = {
    KG_Person: "persons",
    KG_Agency: "agencies",
    KG_Tenure: "posts held",
    KG_Meeting: "meetings",
    KG_Conferral: "awards given",
    KG_Evidence: "quotes",
}
COUNT_QUERY = """SELECT ?class (COUNT(DISTINCT ?thing) AS ?count)
WHERE {{ VALUES ?class {{ {} }} ?thing a ?class }} GROUP BY ?class"""


@command("demo", words=True)
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    default=Path("kg-demo"),
    show_default=True,
    help="The workspace to make; it may be there from a demo before.",
)
@pass_settings
def demo(settings: Settings, output: Path) -> None:
    """Show the whole path on the article that comes with kg.

    Makes a workspace, archives the article, loads its curated facts, asks who met whom, runs the extractor on the same
    article and scores it against the curated facts, and writes the page to click through.
    """
    from kg.store.formats import MARKER
    from kg.store.workspace import Workspace

    sheet_path = find_seed()
    workspace = Workspace.open(output) if (output / MARKER).exists() else Workspace.create(output)
    article, sheet = read_curated(sheet_path, None, workspace)
    with workspace.change() as change:
        put_facts(change, article, sheet)
    tell_article(article)
    with workspace.read() as store:
        questions = Questions(store, settings)
        tell_graph(questions, workspace)
        tell_answers(questions)
        tell_extraction(article, sheet_path)
        tell_page(questions, output / PAGE)
    click.echo(f"\nNow try: kg -w {output} who-met NAME, kg -w {output} add ARTICLE, kg --help")


def find_seed() -> Path:
    """Returns the curated sheet that comes with kg; its article stands beside it.

    Raises:
        UnreadableError: the installation is incomplete.
    """
    folder = find_folder("seeds")
    found = sorted(folder.glob("*.json"))
    if not found:
        raise UnreadableError(f"{folder}: the seed article is missing; install kg again")
    return found[0]


def tell(title: str) -> None:
    """Prints the heading of a section."""
    click.echo(f"\n{title}\n{'=' * len(title)}\n")


def tell_article(article: Article) -> None:
    """Prints what was read."""
    tell("The article")
    click.echo(to_printable(article.title or article.id))
    publisher = to_printable(article.publisher or "unknown publisher")
    click.echo(f"{publisher}, language {article.language}, {len(article.text.split())} words")


def tell_graph(questions: Questions, workspace: "Workspace") -> None:
    """Prints how much the graph holds, whether its quotes stand, and the posts."""
    from kg.store.verify import verify

    tell("Its facts, curated by hand, in the graph")
    counts = count_things(questions)
    click.echo(", ".join(f"{word}: {counts.get(iri, 0)}" for iri, word in COUNTED.items()))
    found = verify(workspace)
    click.echo(f"{found.quotes - len(found.problems)} of {found.quotes} quotes stand in the article as cited\n")
    show(Answer(POST_COLUMNS, tuple(describe_posts(questions))), questions)


def count_things(questions: Questions) -> dict[str, int]:
    """Returns how many things of each class the graph holds, by the class' IRI."""
    classes = " ".join(Iri(iri).sparql() for iri in COUNTED)
    result = run_sparql(questions.store, COUNT_QUERY.format(classes))
    assert isinstance(result, Result)
    return {row.iri("class"): row.number("count") for row in read_rows(result)}


def tell_answers(questions: Questions) -> None:
    """Prints whom the most connected person met, the visits behind, and the awards."""
    first = next(read_rows(questions.ask("most-connected", limit=1)))
    who, name = first.iri("who"), first.text("who")
    tell(f"kg who-met {name!r}")
    met = list(read_rows(questions.ask("who-met", person=who)))
    show(Answer(MET_COLUMNS, tuple(describe_met(questions, met)), MET_BELOW), questions, cite=True)
    tell(f"kg timeline {name!r}: the visit, who invited, who came along")
    events = describe_events(questions, who)
    visits = tuple(row for row in events if row.cells["company"] or row.cells["invited_by"])
    show(Answer(EVENT_COLUMNS, visits, EVENT_BELOW), questions, cite=True)
    tell(f"kg awards {name!r}")
    show(Answer(AWARD_COLUMNS, tuple(describe_awards(questions, recipient=who))), questions, cite=True)


def tell_page(questions: Questions, path: Path) -> None:
    """Writes the page and says where it is."""
    from kg.view import collect_view, write_page

    tell("kg view")
    page = collect_view(questions.store)
    write_page(page, path, questions.settings.lang)
    click.echo(f"{len(page.nodes)} nodes and {len(page.facts)} facts to click through: {path}")


def tell_extraction(article: Article, sheet_path: Path) -> None:
    """Prints what the extractor finds in the article by itself, and its score against the curated facts."""
    from kg.extract import extract_facts
    from kg.facts import write_sheet
    from kg.facts.score import score_folder

    sheet = extract_facts(article)
    tell(f"kg extract: what {sheet.article.extractor} finds in the article by itself")
    for line in list_facts(sheet):
        click.echo(textwrap.fill(to_printable(line), 80, subsequent_indent="    ", break_on_hyphens=False))
    with tempfile.TemporaryDirectory() as gold, tempfile.TemporaryDirectory() as found:
        shutil.copy(sheet_path, gold)
        (Path(gold) / sheet_path.with_suffix(".txt").name).write_text(article.text, "utf-8")
        write_sheet(Path(found) / sheet_path.name, sheet)
        answer = tabulate_scores(score_folder(gold, found), by_language=False)
    click.echo("\nand its score against the curated facts (kg eval):\n")
    print_table(answer, make_page(Settings()), cite=False)


def show(answer: Answer, questions: Questions, *, cite: bool = False) -> None:
    """Prints an answer as a table."""
    print_table(answer, make_page(questions.settings), cite=cite)
