"""What the options that every command shares were set to, and the options themselves."""

import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

import click

from kg.errors import InputError

FORMATS = ("table", "json", "csv")
LANGUAGES = ("en", "de", "fr")


@dataclass(slots=True)
class Settings:
    """The shared options of one run.

    workspace: the folder given, None to look for one from the current directory upwards.
    store: the address of a SPARQL service to ask in place of the workspace's graph, and to keep like it.
    store_update, store_graphs: where that service takes updates, and whole graphs (Graph Store Protocol).
    format: None where the command's default holds.
    cite: None where the command's default holds.
    wait_seconds: how long to wait for another writer of the workspace.
    writes: whether the command that runs writes to the workspace.
    color: None to colour only what goes to a terminal.
    """

    workspace: Path | None = None
    store: str | None = None
    store_update: str | None = None
    store_graphs: str | None = None
    format: str | None = None
    lang: str = "en"
    show_query: bool = False
    cite: bool | None = None
    verbose: bool = False
    wait_seconds: float = 0.0
    writes: bool = False
    color: bool | None = None

    def choose_format(self, *known: str) -> str:
        """Returns the format asked for, or the first of `known`.

        Raises:
            InputError: the command has no such format.
        """
        chosen = self.format or known[0]
        if chosen not in known:
            raise InputError(f"--format {chosen!r}: this command knows {', '.join(known)}")
        return chosen


class Command(click.Command):
    """A command that also takes the shared options, listed apart from its own in its help.

    Args:
        answers: whether it prints an answer, and so takes --format and its like too.
        words: whether it writes words of its own in the reader's language, and so takes --lang.
        asks: whether it asks the graph, and so takes --store.
        writes: whether it writes to the workspace, and so takes --wait, --store and where that takes what is written.
    """

    def __init__(
        self,
        *args: Any,
        answers: bool = False,
        words: bool = False,
        asks: bool = False,
        writes: bool = False,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.own_params = list(self.params)
        self.asks = asks
        self.writes = writes
        taken = {name for param in self.params for name in (*param.opts, *param.secondary_opts)}
        shared = make_answer_options() if answers else [make_lang_option()] if words else []
        shared += [make_store_option()] if asks or writes else []
        shared += make_write_options() if writes else []
        shared += make_common_options()
        self.params.extend(option for option in shared if not taken & {*option.opts, *option.secondary_opts})

    def invoke(self, ctx: click.Context) -> Any:
        """Runs the command, logging to stderr."""
        settings = ctx.ensure_object(Settings)
        settings.writes = self.writes
        if settings.verbose or not self.asks:  # a question warns of nothing, and starts without the library for it
            from kg.cli.boundary import log_to_stderr

            log_to_stderr(settings.verbose)
        return super().invoke(ctx)

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Writes the command's own options first, then the shared ones."""
        own: list[tuple[str, str]] = []
        shared: list[tuple[str, str]] = []
        for param in self.get_params(ctx):
            record = param.get_help_record(ctx)
            if record is not None and isinstance(param, click.Option):
                (own if param in self.own_params else shared).append(record)
        for title, records in (("Options", own), ("Shared options", shared)):
            if records:
                with formatter.section(title):
                    formatter.write_dl(records)


Function = TypeVar("Function", bound=Callable[..., Any])


def command(
    name: str | None = None, *, answers: bool = False, words: bool = False, asks: bool = False, writes: bool = False
) -> Callable[[Callable[..., Any]], Command]:
    """Makes a function a command that takes the shared options (see Command). Use it in place of click.command."""
    return click.command(name, cls=Command, answers=answers, words=words, asks=asks, writes=writes)


pass_settings = click.make_pass_decorator(Settings, ensure=True)


def make_common_options() -> list[click.Option]:
    """Makes the options that every command takes."""
    return [
        make_option(
            ["-w", "--workspace"],
            "workspace",
            type=click.Path(path_type=Path),
            metavar="DIR",
            help="The workspace; else $KG_WORKSPACE, else the first one from the current directory upwards.",
        ),
        make_option(["-v", "--verbose"], "verbose", is_flag=True, help="Log to stderr; show where an error arose."),
        make_option(["--color/--no-color"], "color", help="Colour the output, or not; else only on a terminal."),
    ]


def make_write_options() -> list[click.Option]:
    """Makes the options of the commands that write to the workspace."""
    wait = "Wait so long for another writer, in place of saying who it is [$KG_WAIT, or 0]."
    update = "Where the service of --store takes SPARQL updates [$KG_STORE_UPDATE]."
    graphs = "Where it takes whole graphs, if it does (Graph Store Protocol) [$KG_STORE_GRAPHS]."
    return [
        make_option(["--store-update"], "store_update", metavar="URL", help=update),
        make_option(["--store-graphs"], "store_graphs", metavar="URL", help=graphs),
        make_option(["--wait"], "wait_seconds", type=click.FloatRange(0), metavar="SECONDS", help=wait),
    ]


def make_store_option() -> click.Option:
    """Makes the option for a SPARQL service in place of the workspace's graph."""
    help_ = "A SPARQL service to ask in place of the workspace's graph, and to keep like it [$KG_STORE]."
    return make_option(["--store"], "store", metavar="URL", help=help_)


def make_answer_options() -> list[click.Option]:
    """Makes the options of the commands that print an answer."""
    return [
        make_option(["-f", "--format"], "format", type=click.Choice(FORMATS), help="How to print the answer."),
        make_lang_option(),
        make_option(["--sparql"], "show_query", is_flag=True, help="Print the SPARQL that was run, to stderr."),
        make_option(["--cite/--no-cite"], "cite", help="Print the quotes behind each row, or not."),
    ]


def make_lang_option() -> click.Option:
    """Makes the option for the reader's language."""
    return make_option(["--lang"], "lang", type=click.Choice(LANGUAGES), help="The language of labels [en].")


def make_option(names: list[str], field: str, **options: Any) -> click.Option:
    """Makes an option whose value, where given, is kept in `field` of the settings."""

    def keep(ctx: click.Context, _param: click.Parameter, value: Any) -> None:
        if value is not None and not ctx.resilient_parsing:
            setattr(ctx.ensure_object(Settings), field, value)

    options.setdefault("default", None)
    return click.Option([*names, f"shared_{field}"], expose_value=False, callback=keep, **options)


def read_environment() -> Settings:
    """Returns the settings that the environment gives: $KG_WORKSPACE, $KG_STORE and its like, $KG_WAIT.

    Raises:
        InputError: $KG_WAIT is no number.
    """
    folder, wait = os.environ.get("KG_WORKSPACE"), os.environ.get("KG_WAIT") or "0"
    try:
        seconds = float(wait)
    except ValueError:
        raise InputError(f"KG_WAIT is {wait!r}; give a number of seconds") from None
    store, update, graphs = (os.environ.get(f"KG_STORE{end}") or None for end in ("", "_UPDATE", "_GRAPHS"))
    return Settings(Path(folder) if folder else None, store, update, graphs, wait_seconds=seconds)
