"""What speaks for and against two profiles being one person; how sheets become profiles."""

import pytest

from kg.facts.model import FactSheet
from kg.identity.agency_index import load_agencies
from kg.identity.evidence import MERGE_SCORE, NAME_ONLY_SCORE, REVIEW_SCORE, Score, score_profiles
from kg.identity.profiles import PersonGatherer, PersonMentions
from tests.identity.factories import make_sheet

Said = tuple[str, str | None, str | None]


def gather(*sheets: FactSheet) -> list[PersonMentions]:
    gatherer = PersonGatherer(load_agencies())
    for sheet in sheets:
        gatherer.add(sheet)
    return gatherer.finish()


def score(left: Said, right: Said, years: tuple[int, int] = (2024, 2024)) -> Score:
    sheets = [make_sheet(f"a{at}", one, published=f"{years[at]}-06-15") for at, one in enumerate((left, right))]
    return score_profiles(*(gather(sheet)[0].profile for sheet in sheets))


MINISTER = ("Sergei Lavrov", "Foreign Minister", "RU")


@pytest.mark.parametrize("right", [("Sergej Lawrow", "Außenminister", "RU"), ("Сергей Лавров", "министр", "RU")])
def test_one_post_and_country_in_another_spelling_merge(right: Said) -> None:
    assert score(MINISTER, right).value >= MERGE_SCORE


def test_a_name_alone_is_never_enough() -> None:
    found = score(("Sergei Lavrov", None, None), ("Sergei Lavrov", None, None))
    assert REVIEW_SCORE <= found.value <= NAME_ONLY_SCORE < MERGE_SCORE
    assert "nothing but the name speaks for it" in found.against


def test_another_country_speaks_against() -> None:
    found = score(MINISTER, ("Sergei Lavrov", "Foreign Minister", "BG"))
    assert found.value < MERGE_SCORE and "other countries: RU and BG" in found.against


def test_posts_that_exclude_each_other_at_one_time_speak_against() -> None:
    found = score(MINISTER, ("Sergei Lavrov", "ambassador", "RU"))
    assert found.value < MERGE_SCORE
    assert "other posts at one time: foreign-minister and ambassador" in found.against


def test_posts_of_other_years_may_be_a_career() -> None:
    assert (
        score(MINISTER, ("Sergei Lavrov", "ambassador", "RU"), (2024, 1998)).value
        > score(MINISTER, ("Sergei Lavrov", "ambassador", "RU")).value
    )


def test_more_than_a_working_life_between_them_speaks_against() -> None:
    assert "years apart" in " ".join(score(MINISTER, MINISTER, (2024, 1970)).against)


def test_reasons_for_and_against_can_be_read() -> None:
    reasons = score(MINISTER, ("Sergej Lawrow", "Außenminister", "RU")).reasons
    assert "one post: 'Foreign Minister' and 'Außenminister'" in reasons and "one country: RU" in reasons


def test_mentions_worded_alike_are_one_profile() -> None:
    found = gather(make_sheet("b", MINISTER), make_sheet("a", MINISTER))
    assert [one.keys for one in found] == [(("a", "p0"), ("b", "p0"))]


def test_mentions_without_a_post_are_profiles_of_their_own() -> None:
    assert len(gather(make_sheet("a", ("Ann Lee", None, None)), make_sheet("b", ("Ann Lee", None, None)))) == 2


def test_years_between_mentions_part_a_profile() -> None:
    found = gather(make_sheet("a", MINISTER, published="1995-01-01"), make_sheet("b", MINISTER))
    assert len(found) == 2


def test_what_a_decision_speaks_of_is_a_profile_of_its_own() -> None:
    gatherer = PersonGatherer(load_agencies(), frozenset([("a", "p0")]))
    gatherer.add(make_sheet("a", MINISTER))
    gatherer.add(make_sheet("b", MINISTER))
    assert len(gatherer.finish()) == 2
