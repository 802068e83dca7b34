"""Checks that what the graph cites is there: every quote letter for letter at its place in the archived article."""

from collections.abc import Iterator
from dataclasses import dataclass

from kg.errors import KgError
from kg.store.answers import Row, Solutions
from kg.store.protocol import Store
from kg.store.terms import Iri, Literal
from kg.store.workspace import Workspace
from kg.vocab import ARTICLE, OA

_SOURCES = f"SELECT DISTINCT ?article WHERE {{ ?evidence <{OA}hasSource> ?article }} ORDER BY ?article"
_QUOTES = """SELECT DISTINCT ?evidence ?exact ?start ?end WHERE {{
  ?evidence <{oa}hasSource> {article} .
  OPTIONAL {{ ?evidence <{oa}hasSelector> ?quote . ?quote <{oa}exact> ?exact }}
  OPTIONAL {{ ?evidence <{oa}hasSelector> ?place . ?place <{oa}start> ?start ; <{oa}end> ?end }}
}} ORDER BY ?evidence"""


@dataclass(frozen=True, slots=True)
class Problem:
    """A citation that does not hold. evidence: its IRI, None where the whole article is the problem."""

    article: str
    evidence: str | None
    message: str


@dataclass(frozen=True, slots=True)
class Verification:
    """What was checked. quotes: how many evidences; problems: those that do not hold."""

    articles: int
    quotes: int
    problems: tuple[Problem, ...]


def verify(workspace: Workspace) -> Verification:
    """Checks all quotes of the graph against the archived articles."""
    articles = quotes = 0
    problems: list[Problem] = []
    with workspace.read() as store:
        for article in _select(store, _SOURCES):
            iri = article[0]
            assert isinstance(iri, Iri)
            rows = _select(store, _QUOTES.format(oa=OA, article=iri.sparql()))
            problems += _check_article(workspace, iri.value, rows)
            articles += 1
            quotes += len(rows)
    return Verification(articles, quotes, tuple(problems))


def _check_article(workspace: Workspace, article: str, rows: tuple[Row, ...]) -> Iterator[Problem]:
    try:
        text = workspace.read_article(article.removeprefix(ARTICLE)).text
    except KgError as error:
        yield Problem(article, None, str(error))
        return
    for evidence, exact, start, end in rows:
        message = _check_quote(text, exact, start, end)
        if message:
            yield Problem(article, evidence.value if evidence else None, message)


def _check_quote(text: str, exact: object, start: object, end: object) -> str | None:
    """Returns what is wrong, None if nothing is."""
    if not isinstance(exact, Literal):
        return "has no quote"
    if not isinstance(start, Literal) or not isinstance(end, Literal):
        return f"{exact.value!r} has no position"
    first, last = start.python(), end.python()
    if not isinstance(first, int) or not isinstance(last, int) or not 0 <= first < last <= len(text):
        return f"{exact.value!r} has position {start.value}-{end.value}, outside the text of {len(text)} characters"
    found = text[first:last]
    return None if found == exact.value else f"{exact.value!r} is not at {first}-{last}, where {found!r} stands"


def _select(store: Store, sparql: str) -> tuple[Row, ...]:
    answer = store.query(sparql)
    assert isinstance(answer, Solutions)
    return answer.rows
