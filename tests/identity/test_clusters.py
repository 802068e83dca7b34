"""Clusters, and what must stay apart."""

from hypothesis import given
from hypothesis import strategies as st

from kg.identity.clusters import Clusters


def test_what_must_stay_apart_does_not_meet_over_a_third() -> None:
    clusters: Clusters[str] = Clusters({})
    clusters.part("a", "c")
    assert clusters.join("a", "b")
    assert not clusters.join("b", "c")


def test_two_of_one_article_are_two() -> None:
    clusters = Clusters({"a": frozenset(["x"]), "b": frozenset(["y"]), "c": frozenset(["x"])})
    assert clusters.join("a", "b")
    assert not clusters.join("b", "c")


def test_a_decision_joins_two_of_one_article() -> None:
    clusters = Clusters({"a": frozenset(["x"]), "b": frozenset(["x"])})
    assert clusters.join("a", "b", force=True)


PAIRS = st.lists(st.tuples(st.integers(0, 8), st.integers(0, 8)), max_size=20)


@given(PAIRS, PAIRS)
def test_no_joining_brings_foes_together(foes: list[tuple[int, int]], friends: list[tuple[int, int]]) -> None:
    clusters: Clusters[int] = Clusters({})
    apart = [(left, right) for left, right in foes if left != right]
    for left, right in apart:
        clusters.part(left, right)
    for left, right in friends:
        assert clusters.join(left, right) == (clusters.find(left) == clusters.find(right))
    assert all(clusters.find(left) != clusters.find(right) for left, right in apart)
