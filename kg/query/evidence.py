"""Answers `evidence` by single look-ups in the store, in this process: a handful for each quote, microseconds each.

The rows are those of queries/evidence.rq, which tests hold. A store that is asked by SPARQL alone gets that query.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache
from itertools import product

from kg.query.result import Cell
from kg.store.protocol import StatementStore
from kg.store.terms import Iri, Literal, Term
from kg.vocab import (
    DCTERMS_issued,
    DCTERMS_language,
    DCTERMS_publisher,
    DCTERMS_title,
    KG_evidence,
    OA_end,
    OA_exact,
    OA_hasSelector,
    OA_hasSource,
    OA_start,
    SCHEMA_url,
)

#: What is told of an article, in the order of the columns.
_OF_ARTICLE = (DCTERMS_title, DCTERMS_publisher, SCHEMA_url, DCTERMS_issued, DCTERMS_language)
_PUBLISHED = 9

Said = Mapping[str, set[Term]]
Terms = tuple[Term | None, ...]


def list_evidence(store: StatementStore, subjects: Iterable[Iri | Literal], limit: int) -> list[tuple[Cell, ...]]:
    """Answers evidence: subject, evidence, quote, start, end, article, title, publisher, url, published, language."""

    @cache  # many facts stand in one article, and several in one sentence
    def read(thing: Term) -> Said:
        said: dict[str, set[Term]] = defaultdict(set)
        for name, value in store.statements_about(thing):
            said[name].add(value)
        return said

    rows: list[Terms] = [
        (subject, evidence, quote, *place, article, *values)
        for subject in {each for each in subjects if isinstance(each, Iri)}
        for evidence in {value for _, value in store.statements_about(subject, KG_evidence)}
        for quote, place, article in _read_quotes(read, evidence)
        for values in product(*(read(article).get(name) or (None,) for name in _OF_ARTICLE))
    ]
    return [tuple(row) for row in sorted(rows, key=_order)[:limit]]


def _read_quotes(read: Callable[[Term], Said], evidence: Term) -> Iterator[tuple[Term, Terms, Term]]:
    """Yields quote, place (start, end), article; each combination once."""
    said = read(evidence)
    selectors = [read(each) for each in said.get(OA_hasSelector, ())]
    quotes = {quote for each in selectors for quote in each.get(OA_exact, ())}
    places: set[Terms] = {
        place for each in selectors for place in product(each.get(OA_start, ()), each.get(OA_end, ()))
    }
    return product(quotes, places or {(None, None)}, said.get(OA_hasSource, ()))


def _order(row: Terms) -> tuple[object, ...]:
    """Returns by what rows are sorted: subject, day of publication, article, place in it, evidence."""
    start = row[3].python() if isinstance(row[3], Literal) else -1
    texts = ["" if term is None else term.value for term in (row[0], row[_PUBLISHED], row[5], row[1], *row)]
    return *texts[:3], start, *texts[3:]
