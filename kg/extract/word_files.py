"""The lists of words, names and places that ship beside this room's code, one file each."""

from pathlib import Path

from kg.errors import UnreadableError

FOLDER = Path(__file__).parent


def read_lines(name: str) -> list[str]:
    """Returns the lines of a list without its comments, which begin with "#".

    Raises:
        UnreadableError: the file is missing.
    """
    path = FOLDER / name
    try:
        text = path.read_text("utf-8")
    except OSError as error:
        raise UnreadableError(f"{path}: cannot be read: {error.strerror}; install kg again") from None
    return [line for line in text.splitlines() if not line.startswith("#")]


def read_two_lists(name: str) -> tuple[frozenset[str], frozenset[str]]:
    """Returns the words before and after the blank line of a file.

    Raises:
        UnreadableError: the file is missing.
    """
    lines = read_lines(name)
    blank = lines.index("")
    first, second = (frozenset(" ".join(part).split()) for part in (lines[:blank], lines[blank:]))
    return first, second
