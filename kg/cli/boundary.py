"""The one place where errors end: a line on stderr and an exit code."""

import gc
import os
import sys
from collections.abc import Sequence

import click

from kg.errors import KgError

EXIT_BUG, EXIT_USER, EXIT_UNREADABLE, EXIT_INTERRUPTED = 1, 2, 3, 130


def main(args: Sequence[str] | None = None) -> None:
    """Runs the command line and exits.

    Exit codes: 0 done; 1 a fault of kg itself; 2 the user can mend it; 3 a file that is missing or cannot be
    understood; 130 interrupted.

    Args:
        args: the words after `kg`; None for those of this process.
    """
    code = run(args)
    gc.freeze()  # all of it goes away in a moment: not to be searched for cycles first, which takes 15 ms
    sys.exit(code)


def run(args: Sequence[str] | None = None) -> int:
    """Runs the command line and returns its exit code."""
    from kg.cli.app import kg
    from kg.cli.settings import Settings, read_environment

    settings = Settings()
    try:
        settings = read_environment()
        code = kg.main(args, prog_name="kg", standalone_mode=False, obj=settings)
        sys.stdout.flush()
        return code if isinstance(code, int) else 0
    except KgError as error:
        return report(str(error), error.exit_code, settings.verbose)
    except click.exceptions.NoArgsIsHelpError as error:
        click.echo(error.format_message(), err=True)
        return EXIT_USER
    except click.UsageError as error:
        return report(describe_usage(error), EXIT_USER, verbose=False)
    except click.ClickException as error:
        return report(error.format_message(), EXIT_USER, verbose=False)
    except (click.Abort, KeyboardInterrupt):
        return EXIT_INTERRUPTED
    except BrokenPipeError:
        return leave_quietly()
    except SystemExit as leaving:
        leave_quietly()
        return leaving.code if isinstance(leaving.code, int) else EXIT_BUG
    except OSError as error:
        where = f"{error.filename}: " if error.filename else ""
        return report(f"{where}{error.strerror or error}", EXIT_UNREADABLE, settings.verbose)
    except Exception as error:
        hint = "" if settings.verbose else "; run it again with --verbose to see where, and report it please"
        message = f"unexpected {type(error).__name__}: {error}"
        return report(f"{message}{hint}", EXIT_BUG, settings.verbose)


def report(message: str, code: int, verbose: bool) -> int:
    """Writes an error as one line, after its traceback where `verbose`; returns `code`."""
    if verbose:
        import traceback

        traceback.print_exc()
    print("kg:", " ".join(message.split()), file=sys.stderr)
    return code


def describe_usage(error: click.UsageError) -> str:
    """Words a mistake in the arguments as one line that names the command and its help."""
    path = error.ctx.command_path if error.ctx else "kg"
    command = path.removeprefix("kg").strip()
    message = error.format_message().rstrip(".")
    return f"{command + ': ' if command else ''}{message}; see '{path} --help'"


def leave_quietly() -> int:
    """Lets the process end without a word when the reader of its output has gone."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return EXIT_BUG


def log_to_stderr(verbose: bool) -> None:
    """Sends the warnings of the library, and with `verbose` all it logs, to stderr."""
    import logging

    logging.basicConfig(
        stream=sys.stderr,
        level=logging.DEBUG if verbose else logging.WARNING,
        format="kg: %(levelname)s: %(name)s: %(message)s" if verbose else "kg: %(message)s",
    )
