"""Positions for the picture: the same every time, apart, and level."""

import random
import time

import pytest

from kg.network.layout import compute_layout


def make_sizes(count: int) -> dict[str, tuple[float, float]]:
    rng = random.Random(count)
    return {f"n{i}": (rng.randint(60, 140), rng.randint(40, 70)) for i in range(count)}


def make_edges(count: int) -> list[tuple[str, str]]:
    """A tree whose early nodes have many branches, with a few shortcuts."""
    rng = random.Random(count)
    edges = [(f"n{i}", f"n{rng.randrange(max(1, i // 3 + 1))}") for i in range(1, count)]
    return edges + [(f"n{rng.randrange(count)}", f"n{rng.randrange(count)}") for _ in range(count // 2)]


def count_overlaps(places: dict[str, tuple[int, int]], sizes: dict[str, tuple[float, float]]) -> int:
    names = list(sizes)
    hits = 0
    for i, one in enumerate(names):
        for two in names[:i]:
            dx = abs(places[one][0] - places[two][0])
            dy = abs(places[one][1] - places[two][1])
            hits += dx < (sizes[one][0] + sizes[two][0]) / 2 and dy < (sizes[one][1] + sizes[two][1]) / 2
    return hits


def test_the_same_graph_gets_the_same_positions() -> None:
    sizes, edges = make_sizes(60), make_edges(60)
    assert compute_layout(sizes, edges) == compute_layout(sizes, reversed(edges))


@pytest.mark.parametrize("count", [2, 3, 20, 60, 150])
def test_boxes_of_a_small_graph_do_not_overlap(count: int) -> None:
    sizes = make_sizes(count)
    assert count_overlaps(compute_layout(sizes, make_edges(count)), sizes) == 0


def test_boxes_of_a_star_do_not_overlap() -> None:
    sizes = make_sizes(40)
    assert count_overlaps(compute_layout(sizes, [("n0", f"n{i}") for i in range(1, 40)]), sizes) == 0


def test_unconnected_parts_stand_side_by_side() -> None:
    sizes = dict.fromkeys("abcdefgh", (80.0, 40.0))
    places = compute_layout(sizes, [("a", "b"), ("c", "d")])
    assert count_overlaps(places, sizes) == 0
    assert len(set(places.values())) == 8


def test_neighbours_stand_closer_than_strangers() -> None:
    sizes = {f"n{i}": (60.0, 40.0) for i in range(6)}
    places = compute_layout(sizes, [(f"n{i}", f"n{i + 1}") for i in range(5)])
    xs = [places[f"n{i}"][0] for i in range(6)]
    assert xs in (sorted(xs), sorted(xs, reverse=True))


def test_loops_repeats_and_unknown_ends_are_left_out() -> None:
    sizes = {"a": (50.0, 50.0), "b": (50.0, 50.0)}
    assert compute_layout(sizes, [("a", "a"), ("a", "b"), ("b", "a"), ("a", "z")]) == compute_layout(
        sizes, [("a", "b")]
    )


def test_nothing_gets_no_positions() -> None:
    assert compute_layout({}, []) == {}


def test_three_thousand_nodes_take_seconds() -> None:
    started = time.process_time()
    places = compute_layout(make_sizes(3000), make_edges(3000))
    assert len(places) == 3000
    assert time.process_time() - started < 20  # 3 s; of the processor, because it is shared
