"""Which profiles of persons are scored against which: nothing likely is left out, and a crowd stays cheap."""

from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.facts.model import FactSheet
from kg.identity.agency_index import load_agencies
from kg.identity.compare_names import ALIKE, compare_written, is_comparable
from kg.identity.compare_tokens import are_hopeless, measure_distance
from kg.identity.pairing import HOLDERS_COMPARED, REFUSED, Pairing
from kg.identity.profiles import PersonGatherer
from kg.identity.sounds import read_token
from tests.identity.factories import make_sheet
from tests.identity.test_names import ONE_NAME, TWO_NAMES

NAMES = sorted({name for pair in (*ONE_NAME, *TWO_NAMES) for name in pair})
SYLLABLES = ["ba", "dschi", "ou", "tch", "el", "kh", "rov", "жи", "ем", "ski", "ll", "y", "w", "ge", "sz", "ção"]
TOKEN = st.lists(st.sampled_from(SYLLABLES), min_size=1, max_size=5).map("".join)


def count_pairs(sheets: list[FactSheet]) -> int:
    gatherer = PersonGatherer(load_agencies())
    for sheet in sheets:
        gatherer.add(sheet)
    return len({frozenset(pair) for pair in Pairing(gatherer.finish()).choose()})


def name_two(left: str, right: str, country: str | None = "US") -> list[FactSheet]:
    return [make_sheet(at, (name, "ambassador", country)) for at, name in (("a", left), ("b", right))]


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("Bill Burns", "William Burns"),
        ("Билл Бернс", "William Burns"),
        ("Burns", "William Burns"),
        ("W. Burns", "William Burns"),
        ("Mohammed VI", "Mohamed VI"),
        ("Abdel Fattah al-Sisi", "塞西"),
        ("Alassane Ouattara", "Алассан Уаттара"),
        ("Gérald Darmanin", "Жеральд Дарманен"),
    ],
)
def test_names_that_may_be_one_are_compared(left: str, right: str) -> None:
    assert count_pairs(name_two(left, right)) == 1


@pytest.mark.parametrize("right", ["Susan Burns", "Nicholas Byrnes", "Wesley Clark"])
def test_two_of_one_surname_and_country_are_not_compared(right: str) -> None:
    assert count_pairs(name_two("William Burns", right)) == 0


def test_officials_of_other_countries_are_not_compared() -> None:
    sheets = [make_sheet("a", ("Ann Lee", "ambassador", "US")), make_sheet("b", ("Ann Lee", "ambassador", "GB"))]
    assert count_pairs(sheets) == 0


def test_a_crowd_of_one_name_costs_no_square() -> None:
    posts = ("ambassador", "police chief", "president", "foreign minister", "judge", "mayor", "general", "spokesman")
    years = range(1950, 2025, 13)

    def crowd(count: int) -> int:
        told = list(product(years, posts))[:count]
        people = [(("Kim Min-jun", f"{post} of {at}", "KR"), year) for at, (year, post) in enumerate(told)]
        return count_pairs([make_sheet(f"{at}", one, published=f"{year}") for at, (one, year) in enumerate(people)])

    assert crowd(48) < 2.5 * crowd(24)


def test_a_person_without_a_post_meets_the_officials_of_the_name_first() -> None:
    others = [make_sheet(f"o{at}", (f"Ali Tara{letter}", "judge", "EG")) for at, letter in enumerate("bcdfgklmnprstz")]
    asked = [make_sheet("x", ("Ali Tarab", None, None)), make_sheet("y", ("Ali Tarap", "mayor", "EG"))]
    gatherer = PersonGatherer(load_agencies())
    for sheet in (*others, *asked):
        gatherer.add(sheet)
    people = gatherer.finish()
    pairing = Pairing(people)
    chosen = list(pairing.choose())
    lone = next(number for number, one in enumerate(people) if not one.profile.offices)
    met = {people[right].profile.names[0].written for left, right in chosen if left == lone}
    assert "Ali Tarab" in met and len(met) <= HOLDERS_COMPARED
    assert {people[number].profile.names[0].written for number in pairing.bearers[lone]} >= {"Ali Tarab"}


@pytest.mark.parametrize("left", NAMES)
def test_what_is_not_comparable_differs(left: str) -> None:
    for pair in (sorted((left, right)) for right in NAMES if not is_comparable(*sorted((left, right)))):
        match = compare_written(*pair)
        assert match.degree == "differ" and match.score > REFUSED, pair


@settings(max_examples=300, deadline=None)
@given(TOKEN, TOKEN)
def test_what_is_hopeless_is_never_alike(left: str, right: str) -> None:
    longest = max(len(left), len(right))
    costs = [
        measure_distance(one.sounds, other.sounds, False) for one in read_token(left) for other in read_token(right)
    ]
    if are_hopeless(left, right, 1 - ALIKE):
        assert min(costs) > (1 - ALIKE) * longest
