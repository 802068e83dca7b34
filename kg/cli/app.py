"""The `kg` command: its subcommands by name, each imported only when it runs.

To add a command: write it in a module of this room and name it in COMMANDS; docs/cli.md is made from it.
"""

from collections.abc import Sequence
from importlib import import_module

import click

from kg.cli.settings import make_answer_options, make_common_options, make_store_option, make_write_options
from kg.version import VERSION

#: Section -> {command: (module:attribute, the first sentence of its help)}, in the order of the help.
COMMANDS: dict[str, dict[str, tuple[str, str]]] = {
    "Start": {
        "demo": ("kg.cli.demo:demo", "Show the whole path on the article that comes with kg."),
    },
    "Fill": {
        "init": ("kg.cli.archiving:init", "Make an empty workspace."),
        "extract": ("kg.cli.extraction:extract", "Read articles into fact sheets."),
        "annotate": ("kg.cli.annotation:annotate", "Print an article with its finds marked."),
        "add": ("kg.cli.archiving:add", "Archive articles, extract their facts and load them."),
        "load": ("kg.cli.archiving:load", "Load curated fact sheets, with their articles."),
        "scale": ("kg.cli.scale:scale", "Read archives of any size, on all cores or on a cluster: run."),
        "build": ("kg.cli.archiving:build", "Make the graph anew from the fact sheets and the decisions."),
    },
    "Who is who": {
        "candidates": ("kg.cli.identity:candidates", "List pairs that may be one, for a person to decide."),
        "review": ("kg.cli.identity_review:review", "Go through the candidates, one pair at a time."),
        "same": ("kg.cli.identity_decisions:same", "Decide that two are one and the same."),
        "different": ("kg.cli.identity_decisions:different", "Decide that two are not the same."),
        "undo": ("kg.cli.identity_decisions:undo", "Undo a decision: everything is as if it had never been taken."),
        "decisions": ("kg.cli.identity_decisions:decisions", "List the decisions in force."),
        "why": ("kg.cli.identity:why", "Show which mentions were taken for one, and why."),
        "conflicts": ("kg.cli.identity:conflicts", "List what articles say differently of one meeting."),
        "sources": ("kg.cli.identity:sources", "Count the independent sources of each meeting."),
        "holder": (
            "kg.cli.identity:holder",
            "Infer who headed an agency on a day, from the posts that articles state.",
        ),
        "reference": (
            "kg.cli.identity_reference:reference",
            "Known persons and agencies with their identifiers: add files, list them.",
        ),
    },
    "Ask": {
        "who-met": ("kg.cli.asking:who_met", "Show whom a person, agency or country met: when, where, about what."),
        "show": (
            "kg.cli.showing:show",
            "Show what is known of a person, agency or country: names, posts, meetings, awards.",
        ),
        "timeline": (
            "kg.cli.showing:timeline",
            "Show what is reported of a person, agency or country, in order of time.",
        ),
        "posts": ("kg.cli.showing:posts", "Show who held what post, as far as the articles tell."),
        "awards": ("kg.cli.showing:awards", "Show who was given what decoration, by whom."),
        "path": ("kg.cli.asking:path", "Show how two persons are connected through meetings."),
        "rank": ("kg.cli.ranking:rank", "Show who is at the centre of the network of meetings."),
        "find": ("kg.cli.asking:find", "List whom and what a name may mean."),
        "query": ("kg.cli.querying:query", "Run a query of the library, or list them."),
        "sparql": ("kg.cli.querying:sparql", "Run any SPARQL 1.1 query on the workspace."),
    },
    "Hand on": {
        "view": ("kg.cli.handing:view", "Write the graph as one HTML page to click through."),
        "export": ("kg.cli.handing:export", "Write the graph in another format."),
    },
    "Check": {
        "eval": ("kg.cli.evaluation:evaluate", "Score extracted fact sheets against gold ones."),
        "validate": ("kg.cli.checking:validate", "Check fact sheets, and the graph against its shapes (SHACL)."),
        "doctor": ("kg.cli.doctor:doctor", "Look whether the workspace is sound, and mend it."),
        "verify": (
            "kg.cli.checking:verify",
            "Check that every quote stands in its article, letter for letter, where the graph says.",
        ),
    },
}

PLACES = {name: place for section in COMMANDS.values() for name, (place, _help) in section.items()}


class LazyGroup(click.Group):
    """A group that knows its commands by name and imports one when it is asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Returns the names of all commands, in the order of the help."""
        return list(PLACES)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Imports the command `cmd_name`; None where there is none of that name."""
        if cmd_name not in PLACES:
            return None
        module, _, attribute = PLACES[cmd_name].partition(":")
        found = getattr(import_module(module), attribute)
        assert isinstance(found, click.Command)
        return found

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """As click does it, with the nearest names where there is no such command."""
        if args and args[0] not in PLACES and not args[0].startswith("-"):
            raise click.UsageError(f"no command {args[0]!r}{suggest(args[0], list(PLACES))}", ctx)
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Lists the commands by section without importing them."""
        for title, section in COMMANDS.items():
            with formatter.section(title):
                formatter.write_dl([(name, help_) for name, (_place, help_) in section.items()])


def suggest(word: str, known: Sequence[str]) -> str:
    """Returns "; did you mean a, b?" for the names nearest to `word`, or nothing."""
    from difflib import get_close_matches

    near = get_close_matches(word, known)
    return f"; did you mean {', '.join(near)}?" if near else ""


@click.group(
    cls=LazyGroup,
    params=[*make_common_options(), *make_answer_options(), make_store_option(), *make_write_options()],
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.version_option(VERSION, "-V", "--version", prog_name="kg")
def kg() -> None:
    """Who met whom, when, where and about what: a cited knowledge graph from news articles.

    The options below may also stand after the command's name.
    """
