"""Writes docs/cli.md from the commands themselves: `python -m kg.cli.manual > docs/cli.md`."""

import click

from kg.cli.app import COMMANDS, kg

HEAD = """# The command line

This page is made from the commands (`python -m kg.cli.manual > docs/cli.md`); `kg COMMAND --help` says the same.
"""


def make_manual() -> str:
    """Returns the manual of all commands as Markdown."""
    context = click.Context(kg, info_name="kg", **kg.context_settings, terminal_width=100)
    parts = [HEAD, "```text", kg.get_help(context), "```", ""]
    for title, section in COMMANDS.items():
        parts += [f"## {title}", ""]
        for name in section:
            command = kg.get_command(context, name)
            assert command is not None
            parts += describe(command, context, name)
    return "\n".join(parts).rstrip() + "\n"


def describe(command: click.Command, parent: click.Context, name: str) -> list[str]:
    """Returns the lines on a command, and on those below it where it is a group."""
    context = click.Context(command, parent=parent, info_name=name)
    lines = [f"### {context.command_path}", "", "```text", command.get_help(context), "```", ""]
    if isinstance(command, click.Group):
        for inner in command.list_commands(context):
            found = command.get_command(context, inner)
            assert found is not None
            lines += describe(found, context, inner)
    return lines


if __name__ == "__main__":
    print(make_manual(), end="")
