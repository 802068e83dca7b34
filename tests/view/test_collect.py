"""A store becomes a view: of hand-made graphs, and of the seed on its whole way from the fact sheet."""

import pytest

from kg.facts import locate_quotes, read_sheet
from kg.rdf import nquads_of
from kg.store.embedded import EmbeddedStore
from kg.store.reference import read_reference
from kg.text import read_article
from kg.view import collect_view
from kg.view.model import ViewFact, ViewGraph, ViewTaker
from kg.view.page import render_page
from tests.view.factory import SEED

ID = "https://w3id.org/newskg/id/"
PREFIXES = {
    "kg": "https://w3id.org/newskg/ontology#",
    "id": ID,
    "country": "https://w3id.org/newskg/country/",
    "topic": "https://w3id.org/newskg/topic/",
    "article": "https://w3id.org/newskg/article/",
    "graph": "https://w3id.org/newskg/graph/",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "oa": "http://www.w3.org/ns/oa#",
    "dcterms": "http://purl.org/dc/terms/",
}


def write_term(term: str) -> str:
    if term == "a":
        term = "rdf:type"
    prefix, _, local = term.partition(":")
    return f"<{PREFIXES[prefix]}{local}>" if prefix in PREFIXES else f'"{term}"'


def make_store(**graphs: str) -> EmbeddedStore:
    """Returns a store of graphs of lines "subject predicate object"; an object without a known prefix is a literal."""
    store = EmbeddedStore()
    for graph, lines in graphs.items():
        for line in filter(None, map(str.strip, lines.splitlines())):
            terms = [write_term(term) for term in line.split(" ", 2)]
            store.load([f"{' '.join(terms)} <{PREFIXES['graph']}{graph}> ."])
    return store


@pytest.fixture(scope="module")
def seed_view() -> ViewGraph:
    article = read_article(SEED.with_suffix(".txt"))
    sheet = locate_quotes(read_sheet(SEED), article.text)
    store = EmbeddedStore()
    store.load(read_reference())
    store.load(nquads_of(sheet, article.text))
    return collect_view(store)


def find_fact(view: ViewGraph, name: str) -> ViewFact:
    return next(fact for fact in view.facts if fact.id == name)


def name_nodes(view: ViewGraph, kind: str) -> set[str]:
    return {node.acronym or node.name.text for node in view.nodes if node.kind == kind}


def test_the_seed_has_its_persons_agencies_and_countries(seed_view: ViewGraph) -> None:
    persons = name_nodes(seed_view, "person")
    assert {"Abdellatif Hammouchi", "Nicolas Lerner", "Frédéric Veaux"} <= persons
    assert len(persons) == 4
    assert {"DGSN", "DGST", "DGSI", "DGSE", "DGPN"} <= name_nodes(seed_view, "agency")
    assert {"France", "Morocco"} <= name_nodes(seed_view, "country")


def test_the_seed_has_a_visit_with_three_meetings_and_a_medal(seed_view: ViewGraph) -> None:
    meetings = [fact for fact in seed_view.facts if fact.kind == "meeting"]
    visit = next(fact for fact in meetings if fact.type == "visit")
    within = [fact for fact in meetings if ViewTaker(visit.id, "frame") in fact.takers]
    assert len(within) == 3
    assert (visit.earliest, visit.latest, visit.place_country) == ("2024-06-26", "2024-06-28", "FR")
    assert {"drug-trafficking", "human-trafficking"} <= set(visit.topics)
    assert ViewTaker("country-FR", "inviter") in visit.takers
    awards = [fact for fact in seed_view.facts if fact.kind == "award"]
    assert len(awards) == 1
    assert ViewTaker(visit.id, "occasion") in awards[0].takers


def test_every_fact_of_the_seed_has_a_quote_with_its_source(seed_view: ViewGraph) -> None:
    sources = {source.id for source in seed_view.sources}
    assert len(sources) == 1
    for fact in seed_view.facts:
        assert fact.quotes
        assert {quote.source for quote in fact.quotes} == sources


def test_the_seed_can_be_filtered_by_both_countries(seed_view: ViewGraph) -> None:
    for fact in seed_view.facts:
        if fact.kind == "meeting":
            assert set(fact.countries) == {"FR", "MA"}


def test_topics_come_with_the_broader_ones_in_three_languages(seed_view: ViewGraph) -> None:
    topics = {topic.code: topic for topic in seed_view.topics}
    assert topics["drug-trafficking"].broader == "organised-crime"
    assert topics["organised-crime"].name.say_in("de") == "organisierte Kriminalität"


def test_the_seed_becomes_a_page(seed_view: ViewGraph) -> None:
    assert "Frédéric Veaux" in render_page(seed_view, "fr")


def test_the_same_store_gives_the_same_view(seed_view: ViewGraph) -> None:
    article = read_article(SEED.with_suffix(".txt"))
    sheet = locate_quotes(read_sheet(SEED), article.text)
    store = EmbeddedStore()
    store.load(reversed(list(nquads_of(sheet, article.text))))
    store.load(read_reference())
    assert collect_view(store) == seed_view


def test_an_empty_store_gives_an_empty_view() -> None:
    assert collect_view(EmbeddedStore()) == ViewGraph((), (), ())


def test_the_name_most_articles_use_is_shown_the_others_are_aliases() -> None:
    store = make_store(
        one="id:p-1 a kg:Person\nid:p-1 rdfs:label Celine Berthon\nid:p-1 skos:altLabel Berthon",
        two="id:p-1 a kg:Person\nid:p-1 rdfs:label Céline Berthon",
        three="id:p-1 a kg:Person\nid:p-1 rdfs:label Céline Berthon",
    )
    node = collect_view(store).nodes[0]
    assert node.name.text == "Céline Berthon"
    assert set(node.aliases) == {"Celine Berthon", "Berthon"}


TOLD_TWICE = {
    "one": """id:p-1 a kg:Person
        id:p-1 rdfs:label P
        id:m-1 a kg:Meeting
        id:m-1 kg:status kg:planned
        id:m-1 kg:date 2024-06
        id:m-1 kg:earliest 2024-06-01
        id:m-1 kg:latest 2024-06-30
        id:m-1 kg:participation id:n-1
        id:n-1 kg:participant id:p-1
        id:n-1 kg:role kg:participant""",
    "two": """id:m-1 a kg:Call
        id:m-1 kg:status kg:held
        id:m-1 kg:date 2024-06-26
        id:m-1 kg:inferred date
        id:m-1 kg:earliest 2024-06-26
        id:m-1 kg:latest 2024-06-26
        id:m-1 kg:participation id:n-2
        id:n-2 kg:participant id:p-1
        id:n-2 kg:role kg:host""",
}


def test_a_meeting_told_twice_takes_what_says_most() -> None:
    fact = find_fact(collect_view(make_store(**TOLD_TWICE)), "m-1")
    assert (fact.type, fact.status, fact.date) == ("call", "held", "2024-06-26")
    assert fact.takers == (ViewTaker("p-1", "host"),)


def test_what_an_article_does_not_state_outright_is_said_to_be_inferred() -> None:
    view = collect_view(make_store(**TOLD_TWICE))
    assert find_fact(view, "m-1").inferred == ("date",)
    assert "Inferred" in render_page(view).partition("<script type")[0]


def make_post(number: int, stated: str) -> str:
    return f"""id:p-1 a kg:Person
        id:p-1 rdfs:label P
        id:t-{number} a kg:Tenure
        id:t-{number} kg:holder id:p-1
        id:t-{number} kg:post id:o-1
        id:t-{number} kg:statedOn {stated}
        id:t-{number} kg:evidence id:e-{number}
        id:e-{number} oa:hasSource article:a{number}
        id:e-{number} oa:hasSelector id:q-{number}
        id:q-{number} oa:exact Quote {number}
        id:o-1 rdfs:label Director"""


def test_a_post_that_two_articles_state_is_shown_once_with_both_quotes() -> None:
    view = collect_view(make_store(one=make_post(1, "2024-01-05"), two=make_post(2, "2024-03-05")))
    post = find_fact(view, "t-1")
    assert len(view.facts) == 1
    assert [quote.text for quote in post.quotes] == ["Quote 1", "Quote 2"]
    assert (post.stated, post.earliest, post.latest) == ("2024-03-05", None, None)


def make_meetings(count: int) -> str:
    lines = ["id:p-hub a kg:Person", "id:p-hub rdfs:label Hub"]
    for i in range(count):
        lines += [
            f"id:p-{i} a kg:Person",
            f"id:p-{i} rdfs:label Person {i}",
            f"id:m-{i} a kg:Meeting",
            f"id:m-{i} kg:participation id:n-{i}",
            f"id:m-{i} kg:participation id:h-{i}",
            f"id:n-{i} kg:participant id:p-{i}",
            f"id:n-{i} kg:role kg:guest",
            f"id:h-{i} kg:participant id:p-hub",
            f"id:h-{i} kg:role kg:host",
        ]
    return "\n".join(lines)


def test_a_limit_is_kept_and_said() -> None:
    view = collect_view(make_store(one=make_meetings(6)), limit=5)
    assert len(view.nodes) == 5
    assert len(view.facts) == 2
    assert view.total == 13


def test_a_limit_that_cuts_nothing_is_not_spoken_of() -> None:
    assert collect_view(make_store(one=make_meetings(2)), limit=100).total is None


def test_about_one_person_are_that_persons_meetings() -> None:
    view = collect_view(make_store(one=make_meetings(3)), about=[f"{ID}p-1"])
    assert {node.id for node in view.nodes} == {"p-1", "p-hub", "m-1"}


def test_things_of_other_namespaces_get_ids_that_are_safe() -> None:
    store = EmbeddedStore()
    kind, label = f"<{PREFIXES['rdf']}type>", f"<{PREFIXES['rdfs']}label>"
    for iri in ("urn:x:y", "http://e.org/<'\"".replace("<", "%3C").replace('"', "%22"), f"{ID}a/../b", f"{ID}kg-data"):
        store.load([f"<{iri}> {kind} <{PREFIXES['kg']}Person> <urn:g> .", f'<{iri}> {label} "N" <urn:g> .'])
    view = collect_view(store)
    assert len({node.id for node in view.nodes}) == 4
    assert all(node.id.startswith("x-") and node.id.replace("-", "").isalnum() for node in view.nodes)


def test_a_person_without_a_name_is_shown_all_the_same() -> None:
    assert collect_view(make_store(one="id:p-1 a kg:Person")).nodes[0].name.text == "p-1"
