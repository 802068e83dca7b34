"""People of public life: whose country is known where an article leaves it open."""

import pytest

from kg.extract.statesmen import find_homelands
from tests.extract.test_posts import posts_of


@pytest.mark.parametrize(
    "name",
    ["Vladimir Putin", "Wladimir Putin", "Vladimir Poutine", "Vladímir Putin", "Wladimir Wladimirowitsch Putin"],
)
def test_a_statesman_is_known_in_any_spelling(name: str) -> None:
    assert find_homelands(name) == ("RU",)


def test_a_family_name_alone_is_nobodys() -> None:
    assert find_homelands("Putin") == ()


def test_another_of_the_same_family_name_is_not_known() -> None:
    assert find_homelands("Olga Putin") == ()


def test_the_family_name_may_come_first() -> None:
    assert find_homelands("Moon Jae-in") == ("KR",)


def test_one_may_stand_for_a_country_and_for_the_union() -> None:
    assert set(find_homelands("Kaja Kallas")) == {"EE", "EU"}


def test_a_visitor_keeps_his_country_abroad() -> None:
    post = posts_of("BAGDAD – Präsident Recep Tayyip Erdoğan landete im Irak.", "de", "Erdoğan")[0]
    assert (post.country, post.ground.inferred) == ("TR", ("country",))


def test_a_said_country_beats_the_list() -> None:
    assert posts_of("The Kenyan minister Angela Merkel spoke.", "en", "Merkel")[0].country == "KE"
