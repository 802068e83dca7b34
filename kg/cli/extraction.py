"""`kg extract`: articles in, fact sheets out, without a workspace."""

import sys
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.cli.reader import MapFiles, open_reader, reader_options
from kg.cli.settings import Settings, command, pass_settings
from kg.errors import InputError, UnreadableError
from kg.facts import FactSheet
from kg.text import Article

if TYPE_CHECKING:
    from kg.extract import Extractor

SHEET_FORMATS = ("json", "yaml")


@command("extract")
@click.argument("source", type=click.Path(allow_dash=True, path_type=Path))
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    metavar="PATH",
    help="A folder for one NAME.json an article, or for one article a file; else stdout.",
)
@click.option("-f", "--format", "form", type=click.Choice(SHEET_FORMATS), help="How to write the sheets [json].")
@click.option("--explain", is_flag=True, help="Print why each fact is believed, in place of the sheet.")
@click.option("--min-confidence", type=click.FloatRange(0, 1), default=0.0, help="Leave out facts below it (0-1).")
@reader_options
@click.option("-j", "--jobs", type=click.IntRange(1), help="How many processes read a folder [one a core].")
@pass_settings
def extract(
    settings: Settings,
    source: Path,
    output: Path | None,
    form: str | None,
    explain: bool,
    min_confidence: float,
    extractor: str,
    jobs: int | None,
) -> None:
    """Read articles into fact sheets.

    SOURCE is an article (.txt, .md, .html), a folder of them, or - for stdin. One broken article does not stop the
    others of a folder: it is named at the end, and the exit code is 3.
    """
    chosen = form or settings.choose_format(*SHEET_FORMATS)
    reader, map_files = open_reader(extractor)
    read = partial(read_sheet_of, extractor=reader, min_confidence=min_confidence)
    if source.is_dir():
        if output is None and not explain:
            raise InputError(f"{source}: a folder gives many sheets; say where to with -o DIR")
        extract_folder(source, output, read, chosen, explain, jobs, map_files)
        return
    sheet = read(source)
    if explain:
        print_explanation(sheet)
    if output is not None:
        write_to(output, sheet, source, chosen)
    elif not explain:
        click.echo(dump_sheet(sheet, chosen), nl=False)


def read_article_of(path: Path, article_id: str | None = None) -> Article:
    """Reads an article from a file, or from stdin where the path is "-". article_id: None for that of the file."""
    from kg.text import article_from_bytes, read_article

    if path == Path("-"):
        return article_from_bytes(sys.stdin.buffer.read(), "stdin", id=article_id)
    return read_article(path, id=article_id)


def extract_sheet(article: Article, extractor: "Extractor", min_confidence: float) -> FactSheet:
    """Extracts the facts of an article and leaves out those below a confidence."""
    sheet = extractor(article)
    if min_confidence > 0:
        from kg.facts.sift import keep_confident

        return keep_confident(sheet, min_confidence)
    return sheet


def read_sheet_of(path: Path, *, extractor: "Extractor", min_confidence: float) -> FactSheet:
    """Reads an article and extracts its facts; it runs in a worker process when a folder is read."""
    return extract_sheet(read_article_of(path), extractor, min_confidence)


def find_articles(folder: Path) -> list[Path]:
    """Returns the articles of a folder, sorted by name.

    Raises:
        UnreadableError: it holds none.
        InputError: two would give sheets of one name.
    """
    from kg.text import ARTICLE_SUFFIXES

    paths = sorted(path for path in folder.iterdir() if path.suffix.lower() in ARTICLE_SUFFIXES and path.is_file())
    if not paths:
        raise UnreadableError(f"{folder}: no article in this folder; give one with {', '.join(ARTICLE_SUFFIXES)} files")
    stems: dict[str, Path] = {}
    for path in paths:
        other = stems.setdefault(path.stem, path)
        if other is not path:
            raise InputError(f"{folder}: {other.name} and {path.name} would both become {path.stem}.json; rename one")
    return paths


def extract_folder(
    folder: Path,
    output: Path | None,
    read: "partial[FactSheet]",
    form: str,
    explain: bool,
    jobs: int | None,
    map_files: MapFiles,
) -> None:
    """Extracts every article of a folder on all cores, with a progress bar on stderr where that is a terminal.

    Raises:
        UnreadableError: some of the articles could not be read; the others were written.
    """
    paths = find_articles(folder)
    if output is not None:
        make_folder(output)
    failures: list[str] = []
    with click.progressbar(length=len(paths), label="extract", file=sys.stderr, hidden=not sys.stderr.isatty()) as bar:
        for outcome in map_files(read, paths, jobs):
            if outcome.value is None:
                failures.append(outcome.error or f"{outcome.path}: no sheet")
            else:
                if explain:
                    print_explanation(outcome.value)
                if output is not None:
                    write_sheet_to(output / f"{outcome.path.stem}.{form}", outcome.value)
            bar.update(1)
    report_failures(failures, len(paths))


def report_failures(failures: Sequence[str], total: int, what: str = "article") -> None:
    """Says on stderr how many articles (or `what` they are) were read, and which were not.

    Raises:
        UnreadableError: there are failures.
    """
    for failure in failures:
        click.echo(f"kg: {failure}", err=True)
    if failures:
        raise UnreadableError(f"{total - len(failures)} of {total} {what}s read, {len(failures)} could not be")
    click.echo(f"kg: {total} {what}{'s' if total != 1 else ''} read", err=True)


def make_folder(path: Path) -> None:
    """Makes a folder for output.

    Raises:
        InputError: something else stands there.
    """
    try:
        path.mkdir(parents=True, exist_ok=True)
    except FileExistsError:
        raise InputError(f"{path}: not a folder; give -o the name of a folder") from None


def write_to(output: Path, sheet: FactSheet, source: Path, form: str) -> None:
    """Writes the sheet of one article to a folder (as NAME.json), a file, or stdout where it is "-"."""
    if output == Path("-"):
        click.echo(dump_sheet(sheet, form), nl=False)
    elif output.is_dir() or not output.suffix:
        make_folder(output)
        write_sheet_to(output / f"{sheet.article.id if source == Path('-') else source.stem}.{form}", sheet)
    else:
        write_sheet_to(output, sheet)


def write_sheet_to(path: Path, sheet: FactSheet) -> None:
    """Writes a sheet as its file's suffix says."""
    from kg.facts import write_sheet

    write_sheet(path, sheet)


def dump_sheet(sheet: FactSheet, form: str) -> str:
    """Returns a sheet as text. form: one of SHEET_FORMATS."""
    from kg.facts import sheet_to_json, sheet_to_yaml

    return sheet_to_yaml(sheet) if form == "yaml" else sheet_to_json(sheet)


def print_explanation(sheet: FactSheet) -> None:
    """Prints why each fact of a sheet is believed."""
    from kg.cli.explain import explain_sheet
    from kg.cli.output import to_printable

    for line in explain_sheet(sheet):
        click.echo(to_printable(line))
