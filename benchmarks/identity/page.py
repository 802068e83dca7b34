"""Writes what a benchmark measured into its part of a page, between two marks."""

from collections.abc import Iterable
from pathlib import Path


def write_part(page: Path | None, name: str, lines: Iterable[str]) -> None:
    """Puts lines between the marks of a name, or prints them where there is no page.

    Raises:
        SystemExit: the page has no such marks.
    """
    text = "\n".join(lines)
    if page is None:
        print(text)
        return
    start, end = f"<!-- {name}: written by the script, do not edit -->\n", f"<!-- end of {name} -->\n"
    before, mark, rest = page.read_text("utf-8").partition(start)
    _old, closing, after = rest.partition(end)
    if not mark or not closing:
        raise SystemExit(f"{page}: has no part of {name}; put {start.strip()!r} and {end.strip()!r} around it")
    page.write_text(f"{before}{start}\n{text}\n\n{end}{after}", "utf-8")
