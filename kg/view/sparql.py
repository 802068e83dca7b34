"""What a page asks a store: a few queries for all facts at once, standard SPARQL 1.1 over the union of all graphs.

`{which}` takes a VALUES block that keeps a query to the facts that were chosen; IRIs from the store are written as the
store's terms write themselves, nothing else is put into a query.
"""

from collections.abc import Iterable, Iterator, Sequence

from kg import vocab as v
from kg.errors import ServiceError
from kg.store.answers import Row, Solutions
from kg.store.protocol import Store
from kg.store.terms import Iri

PROLOGUE = "".join(
    f"PREFIX {prefix}: <{v.PREFIXES[prefix]}>\n"
    for prefix in ("kg", "rdf", "rdfs", "owl", "skos", "dcterms", "schema", "oa")
)
#: IRIs in one VALUES block: more make a query that some services refuse for its length.
BLOCK = 400

#: Who has a part in what, with a row without ?who for each meeting and conferral.
BONES = """SELECT DISTINCT ?fact ?who ?part WHERE {
  { ?fact a kg:Meeting . BIND("taker" AS ?part) }
  UNION { ?fact kg:participation/kg:participant ?who . BIND("taker" AS ?part) }
  UNION { ?fact kg:invitedBy ?who . BIND("taker" AS ?part) }
  UNION { ?fact a kg:Meeting ; kg:country ?who . BIND("taker" AS ?part) }
  UNION { ?fact a kg:Conferral . BIND("taker" AS ?part) }
  UNION { ?fact kg:recipient|kg:conferrer ?who . BIND("taker" AS ?part) }
  UNION { ?fact kg:holder ?who . BIND("holder" AS ?part) }
  UNION { ?fact kg:post/kg:agency ?who . BIND("agency" AS ?part) }
}"""
#: Persons and agencies, also those no fact names.
THINGS = "SELECT DISTINCT ?thing WHERE { VALUES ?kind { kg:Person kg:Agency } ?thing a ?kind }"
#: One row a graph, so that the name most articles use can be told.
NAMES = """SELECT ?thing ?kind ?name ?graph WHERE {
  {which} VALUES ?kind { kg:Person kg:Agency } GRAPH ?graph { ?thing a ?kind . OPTIONAL { ?thing rdfs:label ?name } }
}"""
DETAILS = """SELECT DISTINCT ?thing ?property ?value WHERE {
  {which} VALUES ?property { skos:altLabel kg:acronym kg:country owl:sameAs } ?thing ?property ?value
}"""
EVENTS = """SELECT DISTINCT ?fact ?property ?value WHERE {
  {which} VALUES ?property { rdf:type kg:status kg:date kg:earliest kg:latest kg:country kg:topic kg:partOf kg:invitedBy
    kg:since kg:until kg:statedOn kg:confidence kg:inferred kg:recipient kg:conferrer kg:meeting kg:holder }
  ?fact ?property ?value
}"""
PLACES = "SELECT DISTINCT ?fact ?name WHERE { {which} ?fact kg:place/rdfs:label ?name }"
PARTS = """SELECT DISTINCT ?fact ?who ?role ?beside WHERE {
  {which} ?fact kg:participation ?part . ?part kg:participant ?who ; kg:role ?role .
  OPTIONAL { ?part kg:accompanies ?beside }
}"""
OFFICES = """SELECT DISTINCT ?fact ?title ?agency ?country WHERE {
  {which} ?fact kg:post ?post . ?post rdfs:label ?title .
  OPTIONAL { ?post kg:agency ?agency } OPTIONAL { ?post kg:country ?country }
}"""
HONOURS = "SELECT DISTINCT ?fact ?name WHERE { {which} ?fact kg:award/rdfs:label ?name }"
QUOTES = """SELECT DISTINCT ?fact ?article ?quote ?start WHERE {
  {which} ?fact kg:evidence ?evidence . ?evidence oa:hasSource ?article ; oa:hasSelector ?selector .
  ?selector oa:exact ?quote . OPTIONAL { ?evidence oa:hasSelector/oa:start ?start }
}"""
ARTICLES = """SELECT DISTINCT ?article ?property ?value WHERE {
  {which} VALUES ?property { dcterms:title dcterms:publisher dcterms:issued dcterms:language schema:url }
  ?article ?property ?value
}"""
LABELS = "SELECT DISTINCT ?thing ?name WHERE { {which} ?thing rdfs:label ?name }"
BROADER = "SELECT DISTINCT ?topic ?broader WHERE { ?topic a kg:Topic ; skos:broader ?broader }"


def ask(store: Store, query: str) -> tuple[Row, ...]:
    """Returns the rows of a query.

    Raises:
        ServiceError: the store did not answer with rows.
    """
    answer = store.query(PROLOGUE + query)
    if not isinstance(answer, Solutions):
        raise ServiceError(f"a store answered a SELECT with {type(answer).__name__}; rows are expected")
    return answer.rows


def ask_about(store: Store, query: str, variable: str, iris: Sequence[str]) -> Iterator[Row]:
    """Yields the rows of a query with {which} in it, kept to some IRIs; asked in blocks."""
    for start in range(0, len(iris), BLOCK):
        values = " ".join(_write(iris[start : start + BLOCK]))
        yield from ask(store, query.replace("{which}", f"VALUES ?{variable} {{ {values} }}"))


def _write(iris: Iterable[str]) -> Iterator[str]:
    for iri in iris:
        yield Iri(iri).sparql()
