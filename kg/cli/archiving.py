"""The commands that fill a workspace: init, add, load, build."""

from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.cli.extraction import extract_sheet, find_articles, read_article_of, report_failures
from kg.cli.output import Answer, Row, print_answer
from kg.cli.progress import show_progress
from kg.cli.reader import open_reader, reader_options
from kg.cli.session import open_workspace
from kg.cli.settings import Settings, command, pass_settings
from kg.errors import InputError, KgError, UnreadableError
from kg.facts import FactSheet
from kg.text import Article

if TYPE_CHECKING:
    from kg.extract import Extractor
    from kg.store.change import Change
    from kg.store.workspace import Workspace

SHEET_SUFFIXES = (".json", ".yaml", ".yml")
CURATED = "curated"
LOADED_COLUMNS = ("article", "persons", "agencies", "meetings", "awards", "to_review")


@command("init")
@click.argument("folder", type=click.Path(path_type=Path), default=Path())
def init(folder: Path) -> None:
    """Make an empty workspace.

    FOLDER is made where it is missing; without it the current directory becomes the workspace.
    """
    from kg.store.workspace import Workspace

    Workspace.create(folder)
    click.echo(f"made the workspace {folder}", err=True)


@command("add", answers=True, writes=True)
@click.argument("sources", type=click.Path(allow_dash=True, path_type=Path), nargs=-1, required=True)
@click.option("--id", "article_id", metavar="ID", help="The article's id, for one article [from its file's name].")
@click.option("--min-confidence", type=click.FloatRange(0, 1), default=0.0, help="Leave out facts below it (0-1).")
@reader_options
@click.option("--replace", "may_replace", is_flag=True, help="Replace curated facts by extracted ones too.")
@click.option("-j", "--jobs", type=click.IntRange(1), help="How many processes read the articles [one a core].")
@pass_settings
def add(
    settings: Settings,
    sources: tuple[Path, ...],
    article_id: str | None,
    min_confidence: float,
    extractor: str,
    may_replace: bool,
    jobs: int | None,
) -> None:
    """Archive articles, extract their facts and load them.

    SOURCES are articles (.txt, .md, .html), folders of them, or - for stdin. An article of the same id is replaced. One
    broken article does not stop the others: it is named at the end, and the exit code is 3.
    """
    reader, map_files = open_reader(extractor)
    paths = [path for source in sources for path in (find_articles(source) if source.is_dir() else [source])]
    if article_id is not None and len(paths) > 1:
        raise InputError(f"--id {article_id!r}: there are {len(paths)} articles; add one at a time")
    if Path("-") in paths and len(paths) > 1:
        raise InputError("- stands for the one article on stdin; add the others in a command of their own")
    workspace = open_workspace(settings)
    read = partial(read_facts, article_id=article_id, extractor=reader, min_confidence=min_confidence)
    if len(paths) == 1:
        article, sheet = read(paths[0])
        require_replaceable(workspace, article.id, may_replace)
        with workspace.change() as change:
            rows = [put_facts(change, article, sheet)]
            settle_who(workspace, change)
        print_answer(Answer(LOADED_COLUMNS, tuple(rows)), settings)
        return
    rows, failures = [], []
    with workspace.change() as change:
        for outcome in show_progress(map_files(read, paths, jobs), len(paths), "articles"):
            try:
                if outcome.value is None:
                    raise UnreadableError(outcome.error or f"{outcome.path}: no facts")
                require_replaceable(workspace, outcome.value[0].id, may_replace)
                rows.append(put_facts(change, *outcome.value))
            except KgError as error:
                failures.append(str(error))
        settle_who(workspace, change)
    print_answer(Answer(LOADED_COLUMNS, tuple(rows)), settings)
    report_failures(failures, len(paths))


def read_facts(
    path: Path, *, article_id: str | None, extractor: "Extractor", min_confidence: float
) -> tuple[Article, FactSheet]:
    """Reads an article and extracts its facts; it runs in a worker process when there are many."""
    article = read_article_of(path, article_id)
    return article, extract_sheet(article, extractor, min_confidence)


def require_replaceable(workspace: "Workspace", article_id: str, may_replace: bool) -> None:
    """Makes sure that extraction does not overwrite what a person curated.

    Raises:
        InputError: the article's facts are curated and `may_replace` is false.
    """
    if may_replace or not workspace.has_sheet(article_id):
        return
    if workspace.read_sheet(article_id).article.extractor == CURATED:
        raise InputError(f"{article_id}: its facts are curated; add it with --replace to extract them anew")


def put_facts(change: "Change", article: Article, sheet: FactSheet) -> Row:
    """Puts an article with its facts into a change; returns the row that tells of it.

    Raises:
        SheetError: the sheet does not fit the article; all problems are listed.
    """
    return put_located(change, article, locate(article, sheet))


def locate(article: Article, sheet: FactSheet) -> FactSheet:
    """Returns a sheet with the places of its quotes in the article.

    Raises:
        SheetError: the sheet does not fit the article; all problems are listed.
    """
    from kg.facts import locate_quotes, require_valid

    require_valid(sheet, article.text)
    return locate_quotes(sheet, article.text)


def put_located(change: "Change", article: Article, sheet: FactSheet) -> Row:
    """Puts an article with its facts, checked and located, into a change; returns the row that tells of it."""
    change.put_article(article)
    change.put_sheet(sheet)
    return describe_sheet(sheet)


def settle_who(workspace: "Workspace", change: "Change") -> None:
    """Has a change also show who of its articles is known from others, where the workspace is small enough."""
    from kg.store.identities import settle

    if not change.is_empty and not settle(workspace, change):
        click.echo("kg: who is who is settled by kg build: the workspace is too big to do it at once", err=True)


def describe_sheet(sheet: FactSheet) -> Row:
    """Returns how many facts of each kind a sheet has."""
    grounds = [fact.ground for facts in (sheet.meetings, sheet.awards) for fact in facts]
    grounds += [post.ground for person in sheet.persons for post in person.posts]
    cells = {
        "article": sheet.article.id,
        "title": sheet.article.title,
        "persons": len(sheet.persons),
        "agencies": len(sheet.agencies),
        "meetings": len(sheet.meetings),
        "awards": len(sheet.awards),
        "to_review": sum(ground.review == "pending" for ground in grounds),
    }
    return Row(cells)


@command("load", answers=True, writes=True)
@click.argument("sources", type=click.Path(path_type=Path), nargs=-1, required=True)
@click.option(
    "--article",
    "article_path",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="The article of the sheet, for one sheet [archived already, or NAME.txt beside NAME.json].",
)
@pass_settings
def load(settings: Settings, sources: tuple[Path, ...], article_path: Path | None) -> None:
    """Load curated fact sheets, with their articles.

    SOURCES are sheets (.json, .yaml) or folders of them. Every problem of a sheet is reported at once. One broken sheet
    does not stop the others: it is named at the end, and the exit code is 3.
    """
    paths = [path for source in sources for path in (find_sheets(source) if source.is_dir() else [source])]
    if article_path is not None and len(paths) > 1:
        raise InputError(f"--article {str(article_path)!r}: there are {len(paths)} sheets; load one at a time")
    from kg.scale import map_files

    workspace = open_workspace(settings)
    rows: list[Row] = []
    failures: list[str] = []
    with workspace.change() as change:
        if len(paths) == 1:
            rows.append(put_located(change, *read_checked(paths[0], article_path, workspace.path)))
        else:
            read = partial(read_checked, article_path=None, folder=workspace.path)
            for outcome in show_progress(map_files(read, paths), len(paths), "sheets"):
                if outcome.value is None:
                    failures.append(outcome.error or f"{outcome.path}: no facts")
                else:
                    rows.append(put_located(change, *outcome.value))
        settle_who(workspace, change)
    print_answer(Answer(LOADED_COLUMNS, tuple(rows)), settings)
    report_failures(failures, len(paths), "sheet")


def find_sheets(folder: Path) -> list[Path]:
    """Returns the fact sheets of a folder, sorted by name.

    Raises:
        UnreadableError: it holds none.
    """
    paths = sorted(path for path in folder.iterdir() if path.suffix in SHEET_SUFFIXES and path.is_file())
    paths = [path for path in paths if not path.name.endswith(".schema.json")]
    if not paths:
        raise UnreadableError(
            f"{folder}: no fact sheet in this folder; give one with {', '.join(SHEET_SUFFIXES)} files"
        )
    return paths


def read_checked(path: Path, article_path: Path | None, folder: Path) -> tuple[Article, FactSheet]:
    """Reads a fact sheet, finds its article and checks both; it runs in a worker process when there are many.

    Args:
        folder: the workspace's, where the article may be archived. The others, and errors: see read_curated, locate.
    """
    from kg.store.workspace import Workspace

    article, sheet = read_curated(path, article_path, Workspace.open_unmended(folder))
    return article, locate(article, sheet)


def read_curated(path: Path, article_path: Path | None, workspace: "Workspace") -> tuple[Article, FactSheet]:
    """Reads a fact sheet and finds its article: the one given, the one beside it, or the archived one.

    Where the sheet says more of the article than the article's file does (publisher, date, address), the sheet holds.

    Raises:
        InputError: there is no article of the sheet.
        UnreadableError: one of the files cannot be read.
        SheetError: the sheet is none.
    """
    from kg.facts import read_sheet
    from kg.text import ARTICLE_SUFFIXES, read_article

    sheet = read_sheet(path)
    info = sheet.article
    beside = (path.with_suffix(suffix) for suffix in ARTICLE_SUFFIXES)
    found = article_path or next((candidate for candidate in beside if candidate.is_file()), None)
    if found is not None:
        article = read_article(found, id=info.id)
    elif workspace.has_article(info.id):
        article = workspace.read_article(info.id)
    else:
        raise InputError(
            f"{path}: its article {info.id!r} is not archived, nor is {path.stem}.txt beside it; give --article FILE"
        )
    fields = ("title", "publisher", "url", "published", "language")
    article = replace(article, **{name: getattr(info, name) or getattr(article, name) for name in fields})
    told = {name: getattr(article, name) for name in fields}
    return article, replace(sheet, article=replace(info, **told, extractor=info.extractor or CURATED))


@command("build", writes=True)
@pass_settings
def build(settings: Settings) -> None:
    """Make the graph anew from the fact sheets and the decisions.

    Who is who across articles is resolved anew too. The same sheets, decisions and references always give the same
    graph, quad by quad.
    """
    from kg.store.identities import rebuild

    workspace = open_workspace(settings)
    quads = rebuild(workspace)
    click.echo(f"{quads} quads from {len(workspace.sheet_ids())} fact sheets")
