"""The picture as pyvis holds it: shapes, sizes and positions, all computed before a browser sees them.

Colours are not here: they follow the reader's light or dark scheme and live in web/page.css.
"""

import math
from collections import Counter
from typing import TYPE_CHECKING, Any

from kg.view.model import NodeKind, ViewGraph
from kg.view.naming import Names, pick
from kg.view.wording import measure_text

if TYPE_CHECKING:
    from pyvis.network import Network

SHAPES: dict[NodeKind, str] = {
    "person": "dot",
    "agency": "square",
    "country": "hexagon",
    "meeting": "diamond",
    "award": "star",
}
#: Half the height of a node's shape, in pixels; shapes of the same size look equally heavy only with these.
SIZES: dict[NodeKind, int] = {"person": 15, "agency": 13, "country": 16, "meeting": 15, "award": 16}
FONT_PIXELS = 14
#: Mean width of a letter of the system's sans-serif fonts, as a share of the font's size, on the wide side.
LETTER_SHARE = 0.58
LABEL_GAP = 5
#: Width by height of the picture's place on a usual screen, between the filters and the panel.
ASPECT = 1.15
#: Edges whose direction says something get an arrow.
ARROW_ROLES = frozenset({"inviter", "frame", "recipient", "conferrer"})


def place_nodes(view: ViewGraph, names: Names, lang: str) -> dict[str, tuple[int, int]]:
    """Returns the position of each node's shape, in pixels; room is kept for its label in `lang`."""
    from kg.network.layout import compute_layout

    degrees = _count_edges(view)
    sizes, shifts = {}, {}
    for node in view.nodes:
        size = size_node(node.kind, degrees[node.id])
        lines = pick(names.labels[node.id], lang).split("\n")
        height = LABEL_GAP + FONT_PIXELS * 1.15 * len(lines)
        width = max(2.0 * size, FONT_PIXELS * LETTER_SHARE * max(measure_text(line) for line in lines))
        sizes[node.id] = (width, 2 * size + height)
        shifts[node.id] = round(height / 2)
    centres = compute_layout(sizes, [(edge.source, edge.target) for edge in view.edges], aspect=ASPECT)
    return {name: (x, y - shifts[name]) for name, (x, y) in centres.items()}


def size_node(kind: NodeKind, degree: int) -> int:
    """Returns half the height of a shape, in pixels: more edges, a somewhat larger shape."""
    return SIZES[kind] + min(10, round(1.6 * math.log2(1 + degree)))


def build_network(view: ViewGraph, names: Names, lang: str) -> "Network":
    """Returns the pyvis network of a view, with stored positions and physics off."""
    from pyvis.network import Network

    network = Network(directed=True, cdn_resources="in_line")
    places = place_nodes(view, names, lang)
    degrees = _count_edges(view)
    for node in view.nodes:
        x, y = places[node.id]
        network.add_node(
            node.id,
            label=pick(names.labels[node.id], lang) or "?",
            shape=SHAPES[node.kind],
            group=node.kind,
            size=size_node(node.kind, degrees[node.id]),
            x=x,
            y=y,
        )
    for edge in view.edges:
        arrows = "to" if ARROW_ROLES.intersection(edge.roles) else ""
        network.add_edge(edge.source, edge.target, id=edge.id, arrows=arrows)
    network.options = make_options()
    return network


def make_options() -> dict[str, Any]:
    """Returns the options of vis-network: nothing moves by itself, and nothing is selected but by the page."""
    return {
        "autoResize": True,
        "physics": {"enabled": False},
        "layout": {"improvedLayout": False, "randomSeed": 1},
        "interaction": {
            "hover": True,
            "selectable": False,
            "hoverConnectedEdges": False,
            "keyboard": False,
            "multiselect": False,
            "zoomSpeed": 0.7,
        },
        "nodes": {
            "chosen": False,
            "borderWidth": 1.5,
            "font": {"size": FONT_PIXELS, "face": "system-ui, sans-serif", "strokeWidth": 4, "vadjust": 0},
            "scaling": {"label": {"drawThreshold": 7}},
        },
        "edges": {
            "chosen": False,
            "smooth": False,
            "hoverWidth": 0,
            "width": 1.2,
            "arrows": {"to": {"scaleFactor": 0.55}},
        },
    }


def _count_edges(view: ViewGraph) -> Counter[str]:
    return Counter(end for edge in view.edges for end in (edge.source, edge.target))
