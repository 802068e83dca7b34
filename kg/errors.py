"""Every error that kg raises on purpose.

    KgError                 exit code 2: the user can mend it
    ├── InputError          what was given cannot be used: an argument, a date, a name, a query's parameter
    │   ├── SheetError      a fact sheet with one or more problems, all listed
    │   ├── QueryError      a query that cannot be parsed or is refused
    │   └── AmbiguousError  a name that fits several things; they are listed, none is guessed
    ├── UnreadableError     exit code 3: a file that is missing or cannot be understood
    │   └── WorkspaceError  a folder that is no workspace, is locked, or is broken
    └── ServiceError        a remote service that failed

A message is one line and says what, where, the offending value's repr and the remedy. Errors carry their data as
attributes. Only the command line (and a server) catches them.
"""

from collections.abc import Sequence


class KgError(Exception):
    """Base of all errors raised on purpose. exit_code: what the command line exits with."""

    exit_code = 2


class InputError(KgError):
    """Something the user gave cannot be used."""


class SheetError(InputError):
    """A fact sheet with problems.

    Args:
        source: the file or article the sheet came from.
        problems: one line each, "place: what is wrong".
    """

    def __init__(self, source: str, problems: Sequence[str]) -> None:
        self.source = source
        self.problems = tuple(problems)
        count = len(self.problems)
        head = f"{source}: {count} problem{'s' if count != 1 else ''} in the fact sheet: "
        super().__init__(head + "; ".join(self.problems))


class QueryError(InputError):
    """A query that cannot be parsed, or asks for what is refused."""


class AmbiguousError(InputError):
    """A name that fits several things.

    Args:
        name: what was asked for.
        candidates: labels of what it may mean, best first.
    """

    def __init__(self, name: str, candidates: Sequence[str]) -> None:
        self.name = name
        self.candidates = tuple(candidates)
        super().__init__(f"{name!r} may mean {'; '.join(self.candidates)}: say more of the name")


class UnreadableError(KgError):
    """A file that is missing or cannot be understood."""

    exit_code = 3


class WorkspaceError(UnreadableError):
    """A folder that is no workspace, is locked by a writer, or is broken."""


class ServiceError(KgError):
    """A remote service that did not answer as its protocol says."""
