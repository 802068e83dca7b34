"""The commands that decide who is who: same, different, undo, decisions."""

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import click

from kg.cli.identity import open_directory
from kg.cli.output import Answer, Cell, Row, print_answer
from kg.cli.session import open_workspace
from kg.cli.settings import Settings, command, pass_settings
from kg.errors import InputError

if TYPE_CHECKING:
    from kg.identity import Decision
    from kg.identity.decisions import DecisionKind
    from kg.store.workspace import Workspace

who_option = click.option("--who", envvar="KG_WHO", metavar="NAME", help="Who decides [the user of this computer].")
why_option = click.option("--why", default="", metavar="TEXT", help="The reason, for the log.")


def name_user(who: str | None) -> str:
    """Returns who decides: the one given, else the user of this computer."""
    import getpass

    if who:
        return who
    try:
        return getpass.getuser()
    except OSError:
        raise InputError("who decides? this computer tells no user name; give --who NAME") from None


def now() -> str:
    """Returns the time as the log writes it."""
    return datetime.now(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")


@command("same", writes=True)
@click.argument("left")
@click.argument("right")
@who_option
@why_option
@pass_settings
def same(settings: Settings, left: str, right: str, who: str | None, why: str) -> None:
    """Decide that two are one and the same.

    LEFT and RIGHT are names, acronyms, IRIs or mentions (article#id). What is the same as the same is the same; a
    decision that contradicts an earlier one is refused.
    """
    decide_by_name(settings, "same", left, right, who, why)


@command("different", writes=True)
@click.argument("left")
@click.argument("right")
@who_option
@why_option
@pass_settings
def different(settings: Settings, left: str, right: str, who: str | None, why: str) -> None:
    """Decide that two are not the same.

    LEFT and RIGHT are names, acronyms, IRIs or mentions (article#id); name mentions to part what was merged.
    """
    decide_by_name(settings, "different", left, right, who, why)


def decide_by_name(settings: Settings, kind: "DecisionKind", left: str, right: str, who: str | None, why: str) -> None:
    """Takes a decision about two things as they are called, and says so.

    Raises:
        InputError: a name fits nothing, or the decision contradicts another.
        AmbiguousError: a name fits several things.
    """
    from kg.identity import make_decision, read_key, write_key

    workspace, directory = open_directory(settings)
    keys = []
    for text in (left, right):
        key = read_key(text)
        keys.append(key if key is not None and key in directory.things else directory.find(text))
    kinds = {type(directory.things[key]).__name__.lower() for key in keys}
    if len(kinds) > 1:
        said = " and ".join(f"{'an' if kind[0] in 'aeiou' else 'a'} {kind}" for kind in sorted(kinds))
        raise InputError(f"{left!r} and {right!r}: {said} cannot be compared; name two of one kind")
    if keys[0] == keys[1]:
        raise InputError(
            f"{left!r} and {right!r} are one already, {directory.label(keys[0])}; to part what was merged, name two "
            "mentions (article#id): kg why lists them"
        )
    decision = make_decision(kind, *keys, who=name_user(who), when=now(), why=why)
    take(workspace, [decision])
    names = " and ".join(f"{directory.label(key)} ({write_key(key)})" for key in keys)
    click.echo(f"{decision.id}: {names} are {kind if kind == 'different' else 'the same'}")


def take(workspace: "Workspace", decisions: "list[Decision]", *, settled: bool = True) -> None:
    """Appends decisions to the log and has the graph follow.

    Args:
        workspace: where.
        decisions: each is checked against those before it.
        settled: whether the graph follows at once.

    Raises:
        InputError: one contradicts those in force; none is taken then.
    """
    from kg.identity import check_decision, decision_to_json, read_decisions
    from kg.store.identities import settle

    with workspace.change() as change:
        log = list(read_decisions(workspace.decisions_path))
        for decision in decisions:
            check_decision(log, decision)
            log.append(decision)
        change.append_decisions([decision_to_json(decision) for decision in decisions])
        if settled and not settle(workspace, change, log):
            click.echo("kg: the graph follows with kg build: the workspace is too big to do it at once", err=True)


@command("undo", writes=True)
@click.argument("decision", required=False)
@who_option
@why_option
@pass_settings
def undo(settings: Settings, decision: str | None, who: str | None, why: str) -> None:
    """Undo a decision: everything is as if it had never been taken.

    DECISION is its id (kg decisions lists them); without it the last one in force is undone.
    """
    from kg.identity import find_active, make_decision, read_decisions, write_key

    workspace = open_workspace(settings)
    active = find_active(read_decisions(workspace.decisions_path))
    if not active:
        raise InputError(f"{workspace.decisions_path}: no decision is in force; there is nothing to undo")
    wanted = decision or active[-1].id
    take(workspace, [make_decision("undo", undoes=wanted, who=name_user(who), when=now(), why=why)])
    old = next(one for one in active if one.id == wanted)
    click.echo(f"undone: {old.id} ({old.kind}: {' and '.join(write_key(key) for key in old.pair)})")


@command("decisions", answers=True)
@click.option("--all", "every", is_flag=True, help="Undone ones and undos too.")
@pass_settings
def decisions(settings: Settings, every: bool) -> None:
    """List the decisions in force."""
    from kg.identity import find_active, read_decisions, write_key

    log = read_decisions(open_workspace(settings).decisions_path)
    rows = []
    for one in log if every else find_active(log):
        left, right = (write_key(key) for key in one.pair) if one.kind != "undo" else (one.undoes, None)
        cells: dict[str, Cell] = {
            "id": one.id,
            "kind": one.kind,
            "left": left,
            "right": right,
            "who": one.who,
            "when": one.when,
            "why": one.why,
        }
        rows.append(Row(cells))
    answer = Answer(("id", "kind", "left", "right", "who", "when", "why"), tuple(rows))
    print_answer(answer, settings, empty="nothing was decided")
