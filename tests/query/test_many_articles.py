"""Tests of queries over facts that many articles repeat, or share among them."""

from kg.facts import Agency, ArticleInfo, FactSheet, Person, Post
from kg.query import ask, find_entity
from kg.rdf import nquads_of
from kg.rdf.minting import mint
from kg.store.embedded import EmbeddedStore


def load(store: EmbeddedStore, article: str, persons: tuple[Person, ...], agencies: tuple[Agency, ...]) -> None:
    """Loads a sheet in whose ids everybody is the same as in other sheets."""
    sheet = FactSheet(ArticleInfo(id=article, language="en"), persons, agencies)
    store.load(nquads_of(sheet, resolve=lambda _, local: mint("x", local)))


def test_a_post_is_found_by_the_country_that_another_article_gives_its_agency() -> None:
    store = EmbeddedStore()
    load(store, "a", (Person("ann", "Ann", posts=(Post("Chief", "bureau"),)),), (Agency("bureau", "Bureau"),))
    load(store, "b", (), (Agency("bureau", "Bureau", country="ES"),))
    result = ask(store, "posts-as-of", country="country:ES")
    assert [cell.value for cell in result.cells("person")] == [find_entity(store, "Ann").iri]  # type: ignore[union-attr]


def test_a_post_that_many_articles_state_is_one_row_with_all_statements() -> None:
    store = EmbeddedStore()
    for number in range(12):
        person = Person("ann", "Ann", posts=(Post("Chief", "bureau", "ES"),))
        load(store, f"a{number}", (person,), (Agency("bureau", "Bureau", country="ES"),))
    (row,) = ask(store, "posts-as-of").rows
    assert len(row[-1]) == 12  # type: ignore[arg-type]
