"""The date of publication as EDTF. Takes a plain date, or the date of a timestamp; guesses nothing."""

import re
from datetime import date

_DATE = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?([~?%]?)")
_TIME = re.compile(r"[T ]\d\d:\d\d.{0,20}")


def published_date(text: str) -> str | None:
    """Returns "YYYY", "YYYY-MM" or "YYYY-MM-DD" (with ~, ? or % where given), or None where text is no such date.

    Args:
        text: a date, or an ISO 8601 timestamp, whose date as written is taken.
    """
    text = text.strip()
    found = _DATE.match(text)
    if found is None or (
        text[found.end() :] and not (found[3] and not found[4] and _TIME.fullmatch(text, found.end()))
    ):
        return None
    try:
        date(int(found[1]), int(found[2] or 1), int(found[3] or 1))
    except ValueError:
        return None
    return found.group()
