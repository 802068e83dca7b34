"""The command `kg review`: one pair at a time, both sides with their quotes, one key each."""

import sys
from typing import TYPE_CHECKING

import click

from kg.cli.identity import KINDS, open_directory
from kg.cli.identity_decisions import name_user, now, take, who_option
from kg.cli.output import make_console, to_printable
from kg.cli.settings import Settings, command, pass_settings
from kg.errors import InputError

if TYPE_CHECKING:
    from rich.console import Console, RenderableType

    from kg.identity import Decision, Key, Link
    from kg.identity.directory import Directory
    from kg.store.workspace import Workspace

QUOTES_SHOWN = 3
HELP = "y same   n different   s skip   u undo the last   q quit"


@command("review", writes=True)
@click.option("--kind", type=click.Choice(KINDS), help="Those of one kind only.")
@who_option
@pass_settings
def review(settings: Settings, kind: str | None, who: str | None) -> None:
    """Go through the candidates, one pair at a time.

    Keys: y the two are the same, n they are different, s skip, u undo the last decision of this session and go back to
    its pair, q quit. Each decision is on the disk before the next pair shows; the graph follows at the end.
    """
    workspace, directory = open_directory(settings)
    links = [link for link in directory.resolution.candidates if kind is None or link.kind == kind]
    if not links:
        click.echo("kg: nothing is in doubt", err=True)
        return
    session = Session(workspace, name_user(who))
    at = 0
    console = make_console(settings)
    while 0 <= at < len(links):
        link = links[at]
        if session.is_settled(link):
            at += 1
            continue
        show(console, directory, link, f"{at + 1} of {len(links)}")
        key = read_key_press()
        if key in ("q", "\x1b", ""):
            break
        if key in ("y", "n"):
            session.decide("same" if key == "y" else "different", link, at)
            at += 1
        elif key == "u":
            at = session.undo(at)
        elif key == "s":
            at += 1
    session.finish()


def read_key_press() -> str:
    """Returns the key pressed, lower case; from a pipe the next character, nothing at its end."""
    if sys.stdin.isatty():
        return click.getchar().lower()
    char = sys.stdin.read(1)
    while char.isspace():
        char = sys.stdin.read(1)
    return char.lower()


class Session:
    """The decisions of one review."""

    def __init__(self, workspace: "Workspace", who: str) -> None:
        self._workspace = workspace
        self._who = who
        self._taken: list[tuple[Decision, int]] = []

    def is_settled(self, link: "Link") -> bool:
        """Whether a pair follows from what was decided meanwhile."""
        from kg.identity import check_decision, make_decision, read_decisions

        asked = make_decision("same", link.left, link.right, who=self._who, when=now())
        try:
            check_decision(read_decisions(self._workspace.decisions_path), asked)
        except InputError:
            return True
        return False

    def decide(self, kind: "str", link: "Link", at: int) -> None:
        """Takes a decision about a pair. at: its place, to come back to."""
        from kg.identity import make_decision

        assert kind in ("same", "different")
        decision = make_decision(
            "same" if kind == "same" else "different", link.left, link.right, who=self._who, when=now(), why="review"
        )
        take(self._workspace, [decision], settled=False)
        self._taken.append((decision, at))

    def undo(self, at: int) -> int:
        """Undoes the last decision of this session; returns the place to go on at."""
        from kg.identity import make_decision

        if not self._taken:
            click.echo("kg: nothing was decided in this session", err=True)
            return at
        decision, place = self._taken.pop()
        undone = make_decision("undo", undoes=decision.id, who=self._who, when=now(), why="review")
        take(self._workspace, [undone], settled=False)
        return place

    def finish(self) -> None:
        """Has the graph follow the decisions, and says what was decided."""
        from kg.store.identities import settle

        counts = {kind: sum(one.kind == kind for one, _at in self._taken) for kind in ("same", "different")}
        if self._taken:
            with self._workspace.change() as change:
                if not settle(self._workspace, change):
                    click.echo(
                        "kg: the graph follows with kg build: the workspace is too big to do it at once", err=True
                    )
        click.echo(f"kg: {counts['same']} the same, {counts['different']} different", err=True)


def show(console: "Console", directory: "Directory", link: "Link", place: str) -> None:
    """Shows a pair: both sides next to each other, below them the score and what speaks for and against."""
    from rich.table import Table
    from rich.text import Text

    if console.is_terminal:
        console.clear()
    console.print(Text(f"{link.kind} {place}: are these one?  score {link.score:.2f}", "bold"))
    table = Table(show_header=False, box=None, padding=(0, 2, 1, 0), expand=True)
    table.add_column(ratio=1)
    table.add_column(ratio=1)
    for left, right in zip(describe(directory, link.left), describe(directory, link.right), strict=True):
        table.add_row(left, right)
    console.print(table)
    for sign, style, reasons in (("+", "green", link.reasons), ("-", "red", link.against)):
        for reason in reasons:
            console.print(Text(f"{sign} {to_printable(reason)}", style))
    console.print(Text(HELP, "dim"))


def describe(directory: "Directory", key: "Key") -> "list[RenderableType]":
    """Returns one side of the screen, line by line: name, posts, article, quotes."""
    from rich.text import Text

    from kg.identity import write_key

    label = directory.label(key)
    said = [Text(to_printable(label), "bold")]
    said.append(Text(to_printable("; ".join(directory.details(key)) or "no post"), "cyan"))
    said.append(Text(to_printable(f"{directory.source(key)}\n{write_key(key)}"), "dim"))
    quotes = [to_printable(quote) for quote in directory.quotes(key)[:QUOTES_SHOWN]]
    text = Text("\n".join(f"“{quote}”" for quote in quotes) or "no quote", "italic")
    text.highlight_words([word for word in label.split() if len(word) > 2], "bold yellow", case_sensitive=False)
    return [*said, text]
