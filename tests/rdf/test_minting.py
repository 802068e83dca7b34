import re

import pytest

from kg.errors import InputError
from kg.rdf.minting import article_iri, country_iri, fold, graph_iri, mint, topic_iri


def test_iri_is_opaque_and_stable():
    assert mint("p", "an-article", "a-person") == "https://w3id.org/newskg/id/p-898eeb6a7eaff34683cb"
    assert re.fullmatch(r"https://w3id\.org/newskg/id/p-[0-9a-f]{20}", mint("p", "Secret Name"))


@pytest.mark.parametrize(
    ("one", "other"),
    [(("a", "bc"), ("ab", "c")), (("a", None), ("a", "")), (("a", "b\x1fc"), ("a", "b", "c")), (("a",), ("a", None))],
)
def test_keys_that_differ_have_different_iris(one, other):
    assert mint("p", *one) != mint("p", *other)


def test_same_key_of_another_kind_is_another_thing():
    assert mint("p", "x") != mint("a", "x")


def test_wording_is_folded_over_case_blanks_and_composition():
    assert fold("Cafe\u0301  Straße\u00a0") == fold("CAFÉ STRASSE")


def test_names_of_graph_and_article_carry_the_article_id():
    assert graph_iri("oslo-1") == "https://w3id.org/newskg/graph/oslo-1"
    assert article_iri("oslo-1") == "https://w3id.org/newskg/article/oslo-1"
    assert country_iri("NO") == "https://w3id.org/newskg/country/NO"
    assert topic_iri("drug-trafficking") == "https://w3id.org/newskg/topic/drug-trafficking"


@pytest.mark.parametrize(
    ("make", "text"),
    [
        (graph_iri, "x> <y"),
        (article_iri, "../up"),
        (article_iri, ""),
        (country_iri, "fr"),
        (country_iri, "F>"),
        (topic_iri, "a b"),
        (topic_iri, "a\n"),
    ],
)
def test_id_or_code_that_would_break_an_iri_is_refused(make, text):
    with pytest.raises(InputError, match="use "):
        make(text)
