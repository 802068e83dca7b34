"""The commands that check: validate and verify."""

from pathlib import Path

import click

from kg.cli.output import Answer, Row, print_answer
from kg.cli.session import open_workspace
from kg.cli.settings import Settings, command, pass_settings
from kg.errors import InputError, KgError, WorkspaceError

PROBLEM_COLUMNS = ("where", "problem")


@command("validate", answers=True)
@click.argument("sheets", type=click.Path(path_type=Path), nargs=-1)
@pass_settings
def validate(settings: Settings, sheets: tuple[Path, ...]) -> None:
    """Check fact sheets, and the graph against its shapes (SHACL).

    With SHEETS, those files alone are checked, against the article beside each where there is one. Without, every sheet
    of the workspace is checked against its article, and the whole graph against ontology/shapes.ttl. All problems are
    listed; with any, the exit code is 2.
    """
    rows = [row for path in sheets for row in check_file(path)] if sheets else check_workspace(settings)
    print_answer(Answer(PROBLEM_COLUMNS, tuple(rows)), settings, empty="no problems")
    if rows:
        raise InputError(
            f"{len(rows)} problem{'s' if len(rows) != 1 else ''}; mend the fact sheets and load them again"
        )


def check_file(path: Path) -> list[Row]:
    """Returns the problems of one sheet's file, checked against NAME.txt (or .md, .html) beside NAME.json."""
    from kg.facts import check_sheet, read_sheet
    from kg.text import ARTICLE_SUFFIXES, read_article

    sheet = read_sheet(path)
    beside = (path.with_suffix(suffix) for suffix in ARTICLE_SUFFIXES)
    found = next((candidate for candidate in beside if candidate.is_file()), None)
    text = read_article(found, id=sheet.article.id).text if found else None
    return [Row({"where": f"{path}: {problem.place}", "problem": problem.what}) for problem in check_sheet(sheet, text)]


def check_workspace(settings: Settings) -> list[Row]:
    """Returns the problems of every sheet of the workspace and of its graph."""
    import io

    from kg.facts import check_sheet
    from kg.rdf.validation import validate_graph

    workspace = open_workspace(settings)
    rows = []
    for article_id in workspace.sheet_ids():
        try:
            problems = check_sheet(workspace.read_sheet(article_id), workspace.read_article(article_id).text)
            rows += [Row({"where": f"{article_id}: {each.place}", "problem": each.what}) for each in problems]
        except KgError as error:
            rows.append(Row({"where": article_id, "problem": str(error)}))
    quads = io.BytesIO()
    workspace.dump(quads)
    for violation in validate_graph(quads.getvalue().decode("utf-8"), settings.lang):  # type: ignore[arg-type]
        place = " ".join(filter(None, (violation.node, violation.path, violation.value)))
        rows.append(Row({"where": place, "problem": violation.message, "severity": violation.severity}))
    return rows


@command("verify", answers=True)
@pass_settings
def verify(settings: Settings) -> None:
    """Check that every quote stands in its article, letter for letter, where the graph says."""
    from kg.store.verify import verify as verify_quotes

    found = verify_quotes(open_workspace(settings))
    rows = [Row({"where": each.evidence or each.article, "problem": each.message}) for each in found.problems]
    checked = f"{found.quotes} quotes of {found.articles} article{'s' if found.articles != 1 else ''}"
    print_answer(Answer(PROBLEM_COLUMNS, tuple(rows)), settings, empty=f"{checked}: all stand as cited")
    if rows:
        raise WorkspaceError(f"{len(rows)} of {checked} do not stand as cited; add those articles anew")
