"""The command that looks whether the workspace is sound, and mends it: doctor."""

import click

from kg.cli.output import Answer, Row, print_answer
from kg.cli.session import find_workspace
from kg.cli.settings import Settings, command, pass_settings
from kg.errors import WorkspaceError


@command("doctor", answers=True, writes=True)
@click.option("--mend", "may_mend", is_flag=True, help="Migrate, make the graph anew, remove what crashes left.")
@pass_settings
def doctor(settings: Settings, may_mend: bool) -> None:
    """Look whether the workspace is sound, and mend it.

    Every article, fact sheet, decision, reference and quote is looked at. What is wrong is listed with what helps, and
    the exit code is 3 unless all of it is harmless. --mend changes only what can be made anew, never what people made.
    """
    from kg.store.doctor import examine, mend
    from kg.store.workspace import Workspace

    workspace = Workspace.open_unmended(find_workspace(settings), settings.wait_seconds)
    if may_mend:
        for line in mend(workspace):
            click.echo(f"kg: {line}", err=True)
    findings = examine(workspace)
    rows = [
        Row({"where": each.place, "problem": each.problem, "remedy": each.remedy, "harmless": each.harmless})
        for each in findings
    ]
    print_answer(Answer(("where", "problem", "remedy"), tuple(rows)), settings, empty="the workspace is sound")
    serious = [each for each in findings if not each.harmless]
    if serious:
        count = f"{len(serious)} problem{'s' if len(serious) != 1 else ''}"
        mends = not may_mend and any(each.mends_by_build for each in serious)
        raise WorkspaceError(f"{count}; {'run kg doctor --mend' if mends else 'each has its remedy beside it'}")
