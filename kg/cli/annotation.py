"""`kg annotate`: an article with its finds marked, in the terminal or as a page."""

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.cli.extraction import extract_sheet, read_article_of
from kg.cli.output import make_console, to_printable
from kg.cli.reader import open_reader, reader_options
from kg.cli.settings import Settings, command, pass_settings

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rich.console import Console
    from rich.text import Text

    from kg.extract.annotation import Mark
    from kg.text import Article

#: On both light and dark terminals these stay apart, and from plain text.
STYLES = {
    "person": "bold cyan",
    "agency": "bold magenta",
    "place": "bold green",
    "post": "underline",
    "meeting": "underline",
    "award": "underline",
}


@command("annotate")
@click.argument("source", type=click.Path(allow_dash=True, path_type=Path))
@click.option("--html", "page", type=click.Path(path_type=Path), metavar="OUT", help="Write an HTML page to this file.")
@click.option("--sheet", "sheet_path", type=click.Path(path_type=Path), help="Show this fact sheet of the article.")
@click.option("--min-confidence", type=click.FloatRange(0, 1), default=0.0, help="Leave out facts below it (0-1).")
@reader_options
@pass_settings
def annotate(
    settings: Settings, source: Path, page: Path | None, sheet_path: Path | None, min_confidence: float, extractor: str
) -> None:
    """Print an article with its finds marked.

    SOURCE is an article (.txt, .md, .html) or - for stdin. Names are coloured; what tells a fact is underlined and ends
    in the fact's number. Without colours it stands in ⟦ ⟧.
    """
    from kg.extract.annotation import annotate as mark_finds

    article = read_article_of(source)
    if sheet_path is None:
        sheet = extract_sheet(article, open_reader(extractor)[0], min_confidence)
    else:
        from kg.facts import read_sheet
        from kg.facts.sift import keep_confident

        sheet = keep_confident(read_sheet(sheet_path), min_confidence)
    marks = mark_finds(article, sheet)
    if page is None:
        print_annotated(article, marks, make_console(settings))
    elif page == Path("-"):
        from kg.view.annotated import render_annotated

        click.echo(render_annotated(article, marks), nl=False)
    else:
        from kg.view.annotated import render_annotated

        page.write_text(render_annotated(article, marks), "utf-8", newline="\n")
        click.echo(f"kg: {len(marks)} marks written to {page}", err=True)


def print_annotated(article: "Article", marks: "Sequence[Mark]", console: "Console") -> None:
    """Prints the title, the marked text, and what each number stands for."""
    from rich.text import Text

    from kg.extract.annotation import number_facts

    plain = console.no_color or not console.is_terminal
    print_text(Text(to_printable(article.title or article.id), "bold"), console)
    console.print()
    print_text(to_marked_text(article.text, marks, plain), console)
    pending = {(mark.kind, mark.label) for mark in marks if mark.pending}
    for (kind, label), number in number_facts(marks).items():
        if number == 1:
            console.print()
        line = Text(f"{number:>3}  {kind:<8} ", "dim").append(to_printable(label).replace("\n", " "), "not dim")
        print_text(line.append("  to review", "yellow") if (kind, label) in pending else line, console)


def to_marked_text(text: str, marks: "Sequence[Mark]", plain: bool) -> "Text":
    """Returns the text in the styles of its marks. plain: no colours will show, so brackets say where quotes begin."""
    from rich.text import Text

    from kg.extract.annotation import FACT_KINDS, cut_stretches, number_facts

    numbers = number_facts(marks)
    facts = [mark for mark in marks if mark.kind in FACT_KINDS]
    quotes = dict.fromkeys((mark.start, mark.end) for mark in facts)
    begin, end = Counter(start for start, _ in quotes), Counter(stop for _, stop in quotes)
    told: dict[int, dict[int, None]] = {stop: {} for stop in end}
    for mark in facts:
        told[mark.end][numbers[mark.kind, mark.label]] = None
    shown = Text()
    for stretch in cut_stretches(text, marks):
        shown.append("⟦" * begin[stretch.start] if plain else "")
        style = " ".join(dict.fromkeys(STYLES[mark.kind] for mark in stretch.marks))
        shown.append(to_printable(text[stretch.start : stretch.end]), style)
        if stretch.end in told:
            shown.append("⟧" * end[stretch.end] if plain else "")
            shown.append(f"[{','.join(map(str, told[stretch.end]))}]", "dim")
    return shown


def print_text(text: "Text", console: "Console") -> None:
    """Prints a text wrapped to the console; its letters are never read as markup."""
    console.print(text, markup=False, highlight=False, emoji=False)
