"""Fact sheets as JSON and YAML, in text and in files. The same sheet always gives the same bytes.

Refuses what is no sheet: bad syntax is an UnreadableError with the line, a wrong shape a SheetError with every problem.
YAML is read without its surprises: `NO` is Norway and `2024-06-26` a string; tags, aliases and code are refused.
"""

import json
import os
import re
import secrets
from pathlib import Path
from typing import Any

from kg.errors import UnreadableError
from kg.facts.decode import from_dict
from kg.facts.encode import to_dict
from kg.facts.model import FactSheet
from kg.text.plain_yaml import load_yaml

YAML_SUFFIXES = (".yaml", ".yml")

_BROKEN_SPAN = re.compile(r"\[\n\s*(\d+),\n\s*(\d+)\n\s*\]")

__all__ = [
    "from_dict",
    "read_sheet",
    "sheet_from_json",
    "sheet_from_yaml",
    "sheet_to_json",
    "sheet_to_yaml",
    "to_dict",
    "write_sheet",
]


def sheet_to_json(sheet: FactSheet, *, indent: int | None = 1) -> str:
    """Returns a sheet as JSON with a line break at its end. indent: blanks a level, None for one line."""
    text = json.dumps(to_dict(sheet), ensure_ascii=False, indent=indent)
    # Line breaks stand between values alone (in strings they are escaped), so this meets nothing but spans.
    return _BROKEN_SPAN.sub(r"[\1, \2]", text) + "\n"


def sheet_from_json(text: str, source: str = "sheet") -> FactSheet:
    """Reads a sheet from JSON.

    Args:
        text: the JSON.
        source: the file or article named in errors.

    Raises:
        UnreadableError: the text is not JSON (or names a field twice).
        SheetError: it is JSON, but not a sheet.
    """
    try:
        data = json.loads(text, object_pairs_hook=_unique_fields, parse_constant=_refuse_constant)
    except json.JSONDecodeError as error:
        raise UnreadableError(f"{source}:{error.lineno}: no JSON: {error.msg}; mend the file") from None
    except RecursionError:
        raise UnreadableError(f"{source}: no fact sheet: nested too deep; mend the file") from None
    except ValueError as error:
        raise UnreadableError(f"{source}: no fact sheet: {error}; mend the file") from None
    return from_dict(data, source)


def sheet_to_yaml(sheet: FactSheet) -> str:
    """Returns a sheet as YAML; strings that YAML would take for something else are quoted."""
    import yaml

    return str(yaml.safe_dump(to_dict(sheet), sort_keys=False, allow_unicode=True, width=1000))


def sheet_from_yaml(text: str, source: str = "sheet") -> FactSheet:
    """Reads a sheet from YAML.

    Args:
        text: the YAML; one document.
        source: the file or article named in errors.

    Raises:
        UnreadableError: the text is not YAML, or uses tags or aliases.
        SheetError: it is YAML, but not a sheet.
    """
    return from_dict(load_yaml(text, source), source, number_words=True)


def read_sheet(path: str | os.PathLike[str]) -> FactSheet:
    """Reads a sheet from a file: YAML by its suffix (.yaml, .yml), JSON otherwise; UTF-8.

    Raises:
        UnreadableError: the file is missing, not UTF-8, or neither JSON nor YAML.
        SheetError: its content is not a sheet.
    """
    path = Path(path)
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except OSError as error:
        raise UnreadableError(f"{path}: cannot be read: {error.strerror}; give the path of a fact sheet") from None
    except UnicodeDecodeError as error:
        raise UnreadableError(f"{path}: not UTF-8 at byte {error.start}; save the sheet as UTF-8") from None
    return sheet_from_yaml(text, str(path)) if path.suffix in YAML_SUFFIXES else sheet_from_json(text, str(path))


def write_sheet(path: str | os.PathLike[str], sheet: FactSheet) -> None:
    """Writes a sheet as YAML or JSON by the suffix of path, in UTF-8.

    The file is replaced at once: a reader, or a crash on the way, finds the old sheet or the new one, not half of it.

    Raises:
        UnreadableError: the folder is missing or not writable.
    """
    path = Path(path)
    text = sheet_to_yaml(sheet) if path.suffix in YAML_SUFFIXES else sheet_to_json(sheet)
    written = path.with_name(f".{path.name}.{secrets.token_hex(6)}")
    try:
        try:
            written.write_text(text, "utf-8", newline="\n")
            written.replace(path)
        finally:
            written.unlink(missing_ok=True)
    except OSError as error:
        raise UnreadableError(f"{path}: cannot be written: {error.strerror}; choose a writable folder") from None


def _unique_fields(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    fields = dict(pairs)
    if len(fields) < len(pairs):
        names = [name for name, _ in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        raise ValueError(f"field {twice!r} stands twice in one object")
    return fields


def _refuse_constant(name: str) -> None:
    raise ValueError(f"{name} is no JSON number")
