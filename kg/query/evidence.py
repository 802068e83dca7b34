"""Answers `evidence` by three small queries in place of one with many OPTIONALs, for which Oxigraph reads whole tables.

The rows are those of queries/evidence.rq, which tests hold.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import product

from kg.errors import ServiceError
from kg.query.result import Cell
from kg.store.answers import Row, Solutions
from kg.store.protocol import Store
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
#: IRIs in one VALUES block.
BLOCK = 1_000


def list_evidence(store: Store, subjects: Iterable[Iri | Literal], limit: int) -> list[tuple[Cell, ...]]:
    """Answers evidence: subject, evidence, quote, start, end, article, title, publisher, url, published, language."""
    quoted = set(
        _ask(
            store,
            "?thing ?evidence ?quote ?article",
            f"?thing <{KG_evidence}> ?evidence . ?evidence <{OA_hasSource}> ?article . "
            f"?evidence <{OA_hasSelector}> ?words . ?words <{OA_exact}> ?quote .",
            subjects,
        )
    )
    places: dict[Term | None, set[tuple[Term | None, ...]]] = defaultdict(set)
    selector = f"?thing <{OA_hasSelector}> ?place . ?place <{OA_start}> ?start . ?place <{OA_end}> ?end ."
    for evidence, *place in _ask(store, "?thing ?start ?end", selector, {row[1] for row in quoted}):
        places[evidence].add(tuple(place))
    told: dict[tuple[Term | None, str], set[Term | None]] = defaultdict(set)
    properties = ", ".join(f"<{each}>" for each in _OF_ARTICLE)
    wanted = f"?thing ?property ?value . FILTER(?property IN ({properties}))"
    for article, name, value in _ask(store, "?thing ?property ?value", wanted, {row[3] for row in quoted}):
        if name is not None:
            told[article, name.value].add(value)
    rows: list[tuple[Term | None, ...]] = [
        (subject, evidence, quote, *place, article, *values)
        for subject, evidence, quote, article in quoted
        for place in places.get(evidence) or {(None, None)}
        for values in product(*(told.get((article, name)) or {None} for name in _OF_ARTICLE))
    ]
    return [tuple(row) for row in sorted(rows, key=_order)[:limit]]


def _ask(store: Store, columns: str, pattern: str, things: Iterable[Term | None]) -> Iterator[Row]:
    wanted = sorted({thing.value for thing in things if isinstance(thing, Iri)})
    for start in range(0, len(wanted), BLOCK):
        values = " ".join(Iri(iri).sparql() for iri in wanted[start : start + BLOCK])
        answer = store.query(f"SELECT DISTINCT {columns} WHERE {{ VALUES ?thing {{ {values} }} {pattern} }}")
        if not isinstance(answer, Solutions):
            raise ServiceError(f"a store answered a SELECT with {type(answer).__name__}; rows are expected")
        yield from answer.rows


def _order(row: tuple[Term | None, ...]) -> tuple[object, ...]:
    """Returns by what rows are sorted: subject, day of publication, article, place in it, evidence."""
    start = row[3].python() if isinstance(row[3], Literal) else -1
    texts = ["" if term is None else term.value for term in (row[0], row[_PUBLISHED], row[5], row[1], *row)]
    return *texts[:3], start, *texts[3:]
