"""Positions and labels of the picture."""

import pytest

from kg.view.naming import name_nodes, pick
from kg.view.picture import FONT_PIXELS, LABEL_GAP, LETTER_SHARE, build_network, place_nodes, size_node
from kg.view.wording import measure_text
from tests.view.factory import make_event_view, make_large_view, read_seed_view


@pytest.mark.parametrize(
    "view", [read_seed_view(), make_event_view(), make_large_view(60)], ids=["seed", "events", "60"]
)
def test_shapes_and_labels_of_a_small_graph_do_not_overlap(view) -> None:
    names = name_nodes(view)
    places = place_nodes(view, names, "en")
    boxes = []
    for node in view.nodes:
        x, y = places[node.id]
        size = size_node(node.kind, 0)
        lines = pick(names.labels[node.id], "en").split("\n")
        half = max(size, FONT_PIXELS * LETTER_SHARE * max(map(measure_text, lines)) / 2)
        boxes.append((x - half, x + half, y - size, y + size + LABEL_GAP + FONT_PIXELS * len(lines)))
    for i, one in enumerate(boxes):
        for two in boxes[:i]:
            assert one[1] <= two[0] or two[1] <= one[0] or one[3] <= two[2] or two[3] <= one[2]


def test_a_meeting_is_labelled_by_kind_date_and_status() -> None:
    labels = name_nodes(make_event_view()).labels
    assert pick(labels["m-march"], "en") == "Meeting\n5–7 Mar 2024"
    assert pick(labels["m-march"], "de") == "Treffen\n5.–7. März 2024"
    assert pick(labels["m-cancelled"], "en").startswith("✕ ")
    assert pick(labels["m-planned"], "en").startswith("◷ ")


def test_a_meeting_is_named_by_its_takers_place_and_date() -> None:
    names = name_nodes(read_seed_view())
    wanted = "Meeting: Abdellatif Hammouchi, Celine Berthon · France · 26–28 June 2024"
    assert pick(names.full["m-berthon"], "en") == wanted
    assert (
        pick(names.full["m-visit"], "de")
        == "Besuch: Abdellatif Hammouchi, Frankreich, DGST · Frankreich · 26.–28. Juni 2024"
    )


def test_agencies_are_labelled_by_acronym() -> None:
    assert name_nodes(read_seed_view()).labels["a-dgsi"] == "DGSI"


def test_only_lines_with_a_direction_have_arrows() -> None:
    network = build_network(read_seed_view(), name_nodes(read_seed_view()), "en")
    arrows = {edge["id"]: edge["arrows"] for edge in network.edges}
    assert arrows["c-0_p-abdellatif-hammouchi"] == "to"
    assert arrows["p-celine-berthon_m-berthon"] == ""


def test_more_edges_make_a_larger_shape_but_not_a_huge_one() -> None:
    assert size_node("person", 1) < size_node("person", 10) <= size_node("person", 100_000) <= 30
