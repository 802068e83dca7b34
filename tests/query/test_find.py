"""Tests of finding by name, over a few sheets and the reference graph."""

import pytest

from kg.errors import AmbiguousError, InputError
from kg.facts import Agency, ArticleInfo, FactSheet, Person
from kg.query.find import Entity, find_entities, find_entity
from kg.rdf import nquads_of
from kg.store import Store
from kg.store.embedded import EmbeddedStore
from kg.store.reference import read_reference

PERSONS = (
    Person("salgado", "José Ángel Salgado", aliases=("Salgado",)),
    Person("salgado2", "Rita Salgado"),
    Person("oyelaran", "Femi Oyelaran", aliases=("F. Oyelaran",)),
    Person("twin", "Ann Twin"),
)
AGENCIES = (
    Agency("dgst", "Direction générale de la surveillance", acronym="DGST", country="MA"),
    Agency("dgst2", "Direction de la surveillance", acronym="DGST", country="SN"),
    Agency("nsb", "Northern Security Bureau", acronym="N.S.B.", aliases=("Bureau of the North",)),
)


def make_store() -> EmbeddedStore:
    store = EmbeddedStore()
    store.load(read_reference())
    for number, persons in enumerate((PERSONS, PERSONS[3:], PERSONS[2:3])):
        article = ArticleInfo(id=f"article-{number}", language="en")
        store.load(nquads_of(FactSheet(article=article, persons=persons, agencies=AGENCIES if number == 0 else ())))
    return store


@pytest.fixture(scope="module")
def store() -> Store:
    return make_store()


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("josé ángel SALGADO", "José Ángel Salgado"),
        ("jose angel salgado", "José Ángel Salgado"),
        ("Salgado, José", "José Ángel Salgado"),
        ("Rita", "Rita Salgado"),
        ("NSB", "Northern Security Bureau"),
        ("bureau of the north", "Northern Security Bureau"),
        ("DGST SN", "Direction de la surveillance"),
        ("north bureau", "Northern Security Bureau"),
        ("Frankreich", "France"),
        ("Francia", "France"),
        ("fr", "France"),
        ("FRA", "France"),
        ("country:FR", "France"),
        ("Niger", "Niger"),
        ("Cote d'Ivoire", "Ivory Coast"),
        ("drug-trafficking", "drug trafficking"),
        ("Drogenhandel", "drug trafficking"),
        ("trafic de drogue", "drug trafficking"),
        ("Salgdo Rita", "Rita Salgado"),
        ("Rita Salgadoo", "Rita Salgado"),
        ("Frankreihc", "France"),
    ],
)
def test_one_name_in_many_writings(store: Store, text: str, label: str) -> None:
    assert find_entity(store, text).label == label


@pytest.mark.parametrize(
    ("text", "labels"),
    [
        ("Salgado", ["José Ángel Salgado", "Rita Salgado"]),
        ("Salgadoo", ["José Ángel Salgado", "Rita Salgado"]),
        ("DGST", ["Direction de la surveillance", "Direction générale de la surveillance"]),
        ("Ann Twin", ["Ann Twin", "Ann Twin"]),
    ],
)
def test_several_that_fit_are_listed(store: Store, text: str, labels: list[str]) -> None:
    assert [entity.label for entity in find_entities(store, text)] == labels
    with pytest.raises(AmbiguousError):
        find_entity(store, text)


def test_the_message_tells_candidates_apart(store: Store) -> None:
    with pytest.raises(AmbiguousError) as agencies:
        find_entity(store, "DGST")
    assert agencies.value.candidates == (
        "Direction de la surveillance (DGST, agency, SN)",
        "Direction générale de la surveillance (DGST, agency, MA)",
    )
    with pytest.raises(AmbiguousError) as persons:
        find_entity(store, "Ann Twin")
    assert len(set(persons.value.candidates)) == 2
    assert find_entity(store, persons.value.candidates[0].split()[-1]).label == "Ann Twin"


def test_only_wanted_kinds_are_found(store: Store) -> None:
    assert find_entity(store, "salgado, r", ["person"]).kind == "person"
    with pytest.raises(InputError, match="no agency or country is called 'Rita'"):
        find_entity(store, "Rita", ["agency", "country"])


def test_what_is_not_there_gets_the_nearest_names(store: Store) -> None:
    with pytest.raises(InputError, match=r"^no person is called 'Oyalerin'; did you mean Femi Oyelaran\?$"):
        find_entity(store, "Oyalerin", ["person"])
    with pytest.raises(InputError, match="kg find lists"):
        find_entity(store, "???", ["person"])


def test_an_unknown_kind_is_refused(store: Store) -> None:
    with pytest.raises(InputError, match="unknown kind 'perso'; use person, agency"):
        find_entity(store, "Rita", ["perso"])


def test_labels_come_in_the_readers_language(store: Store) -> None:
    assert find_entity(store, "FR", lang="de").label == "Frankreich"
    assert find_entity(store, "FR", lang="xx").label == "France"


def test_an_empty_text_lists_all(store: Store) -> None:
    found = find_entities(store, "", ["agency"])
    assert [entity.describe() for entity in found] == [
        "Direction de la surveillance (DGST, agency, SN)",
        "Direction générale de la surveillance (DGST, agency, MA)",
        "Northern Security Bureau (N.S.B., agency)",
    ]
    assert isinstance(found[0], Entity)
