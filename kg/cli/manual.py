"""Writes docs/cli.md from the commands themselves: `python -m kg.cli.manual > docs/cli.md`."""

import click

from kg.cli.app import COMMANDS, kg

HEAD = """# The command line

This page is made from the commands (`python -m kg.cli.manual > docs/cli.md`); `kg COMMAND --help` says the same.
"""


def make_manual() -> str:
    """Returns the manual of all commands as Markdown."""
    context = click.Context(kg, info_name="kg", terminal_width=100, max_content_width=100)
    parts = [HEAD, "```text", kg.get_help(context), "```", ""]
    for title, section in COMMANDS.items():
        parts += [f"## {title}", ""]
        for name in section:
            command = kg.get_command(context, name)
            assert command is not None
            inner = click.Context(command, parent=context, info_name=name, terminal_width=100, max_content_width=100)
            parts += [f"### kg {name}", "", "```text", command.get_help(inner), "```", ""]
    return "\n".join(parts).rstrip() + "\n"


if __name__ == "__main__":
    print(make_manual(), end="")
