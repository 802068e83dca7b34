"""The statements of one graph, collected in order."""

from datetime import date
from functools import lru_cache

from kg import vocab as v
from kg.facts.edtf import EdtfDate

#: Subject, predicate, object. An object is an IRI, or a lexical form with the IRI of its datatype.
Statement = tuple[str, str, str | tuple[str, str]]


class Statements:
    """Collects statements; what is None or empty says nothing."""

    __slots__ = ("_list",)

    def __init__(self) -> None:
        self._list: list[Statement] = []

    def unique(self) -> list[Statement]:
        """Returns the statements in their order, each once."""
        return list(dict.fromkeys(self._list))

    def add(self, *statements: Statement) -> None:
        """Adds statements whose objects are there."""
        self._list += statements

    def say(self, subject: str, predicate: str, obj: str | None) -> None:
        """Adds a statement about two things. obj: IRI."""
        if obj:
            self._list.append((subject, predicate, obj))

    def tell(self, subject: str, predicate: str, value: str | None, datatype: str = v.XSD_string) -> None:
        """Adds a statement with a literal."""
        if value:
            self._list.append((subject, predicate, (value, datatype)))

    def tell_date(self, subject: str, predicate: str, when: EdtfDate | None) -> None:
        """Adds a statement with a date as it was written."""
        if when:
            self._list.append((subject, predicate, (when.text, v.EDTF)))

    def tell_days(self, subject: str, earliest: date | None, latest: date | None) -> None:
        """Adds the first and last day of a fact."""
        if earliest:
            self._list.append((subject, v.KG_earliest, (earliest.isoformat(), v.XSD_date)))
        if latest:
            self._list.append((subject, v.KG_latest, (latest.isoformat(), v.XSD_date)))


@lru_cache(maxsize=65536)
def write_decimal(number: float) -> str:
    """Returns the lexical form of xsd:decimal, at most four decimals: 0.9, 1.0."""
    whole, _, decimals = f"{number:.4f}".partition(".")
    return f"{whole}.{decimals.rstrip('0') or '0'}"


def bound_tenure(
    since: EdtfDate | None, until: EdtfDate | None, stated: EdtfDate | None
) -> tuple[date | None, date | None]:
    """Returns the first and last day that a tenure covers, as far as the article tells; None: it does not tell.

    Without a beginning or an end it is known for the day of publication, unless it ended before or begins after it.
    """
    first = since.earliest if since else None
    last = until.latest if until else None
    if stated:
        first = first or stated.earliest
        last = last or stated.latest
    if until and until.earliest and not (since and since.earliest):
        first = min(first, until.earliest) if first else until.earliest
    if since and since.latest and not (until and until.latest):
        last = max(last, since.latest) if last else since.latest
    return first, last
