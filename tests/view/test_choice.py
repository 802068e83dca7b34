"""Which facts are shown where there are too many."""

from kg.view.choice import Bone, choose_facts

BONES = [
    *(Bone(f"m{i}", who) for i in range(3) for who in ("hub", f"p{i}")),
    Bone("m9", "p8"),
    Bone("m9", "p9"),
    Bone("t-hub", "hub", "holder"),
    Bone("t-hub", "agency", "agency"),
    Bone("t-8", "p8", "holder"),
    Bone("empty", None),
]


def test_without_a_limit_all_facts_are_shown() -> None:
    choice = choose_facts(BONES)
    assert set(choice.facts) == {"m0", "m1", "m2", "m9", "t-hub", "t-8", "empty"}
    assert choice.total == 12


def test_the_best_connected_come_first_and_facts_stay_whole() -> None:
    choice = choose_facts(BONES, limit=5)
    assert choice.facts == ("m0", "m1")
    assert choice.nodes == {"hub", "p0", "p1"}
    assert choice.total == 12


def test_posts_of_those_shown_come_before_other_posts() -> None:
    choice = choose_facts(BONES, limit=9)
    assert "t-hub" in choice.facts
    assert "t-8" not in choice.facts


def test_a_limit_is_kept() -> None:
    for limit in range(14):
        choice = choose_facts(BONES, limit=limit)
        posts = sum(fact.startswith("t-") for fact in choice.facts)
        assert len(choice.nodes) + len(choice.facts) - posts <= limit


def test_about_someone_are_their_facts_and_the_posts_of_those_met() -> None:
    assert choose_facts(BONES, about=["p0"]).facts == ("m0", "t-hub")
    assert choose_facts(BONES, about=["m9"]).facts == ("m9", "t-8")


def test_a_country_can_be_asked_about_but_does_not_count() -> None:
    country = "https://w3id.org/newskg/country/FR"
    choice = choose_facts([*BONES, Bone("m9", country)], about=[country])
    assert choice.facts == ("m9", "t-8")
    assert country not in choice.nodes
    assert choice.total == 3
