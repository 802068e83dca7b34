"""Positions for a picture of a graph, computed once and beforehand so that the page that shows it need not.

Each connected part is drawn by itself, by low stress: the distance of two nodes on the page matches their hops. Small
parts weigh all pairs, large ones edges and pairs with some pivots, so that the cost does not grow with the square of
the nodes. The parts are then freed of overlapping boxes and packed side by side (spacing.py).

The same nodes, edges and seed give the same positions. Nothing is drawn here, and no label is read: callers give sizes.
"""

from collections import deque
from collections.abc import Iterable, Mapping, Sequence

import numpy as np
import numpy.typing as npt

from kg.network.spacing import pack_parts, separate_boxes, spread_evenly

Points = npt.NDArray[np.float64]

#: Up to this many nodes all pairs of a part are weighed: 0.5 s at 400 nodes, 5 s at 1,000.
STRESS_LIMIT = 400
STRESS_ROUNDS = 120
SPARSE_ROUNDS = 150
#: On random trees with shortcuts, 500 to 2,000 nodes: 60 pivots and 100 rounds leave 10 to 25 % more stress.
PIVOTS = 100
#: Beyond 1.25 circles look squashed.
STRETCH = 1.25


def compute_layout(
    sizes: Mapping[str, tuple[float, float]],
    edges: Iterable[tuple[str, str]],
    *,
    aspect: float = 1.6,
    seed: int = 7,
) -> dict[str, tuple[int, int]]:
    """Returns the centre of each node's box.

    Args:
        sizes: node to width and height of the box it needs (shape and label), in pixels. The order of the nodes
            counts: the same mapping in another order may give another picture.
        edges: pairs of nodes; direction, repeated pairs and loops do not matter, unknown ends are left out.
        aspect: wanted width by height of the whole picture.
        seed: of the small shifts that part nodes with the same neighbours.

    Returns:
        Node to x (rightwards) and y (downwards), whole pixels around 0, 0.
    """
    names = list(sizes)
    if not names:
        return {}
    boxes = np.array([sizes[name] for name in names], dtype=np.float64)
    neighbours = _find_neighbours(names, edges)
    parts = []
    for members in _find_parts(neighbours):
        points = _place_part(members, neighbours, boxes[members], np.random.default_rng(seed))
        parts.append((members, separate_boxes(_stretch(points, aspect), boxes[members])))
    centres = pack_parts(parts, boxes, aspect)
    return {name: (round(float(x)), round(float(y))) for name, (x, y) in zip(names, centres, strict=True)}


def _find_neighbours(names: Sequence[str], edges: Iterable[tuple[str, str]]) -> list[list[int]]:
    number = {name: i for i, name in enumerate(names)}
    found: list[dict[int, None]] = [{} for _ in names]
    for source, target in edges:
        if source in number and target in number and source != target:
            found[number[source]][number[target]] = None
            found[number[target]][number[source]] = None
    return [sorted(row) for row in found]


def _find_parts(neighbours: Sequence[Sequence[int]]) -> list[list[int]]:
    """Returns the connected parts, each in ascending order of its nodes."""
    parts, seen = [], [False] * len(neighbours)
    for start in range(len(neighbours)):
        if seen[start]:
            continue
        seen[start] = True
        members, queue = [start], deque([start])
        while queue:
            for other in neighbours[queue.popleft()]:
                if not seen[other]:
                    seen[other] = True
                    members.append(other)
                    queue.append(other)
        parts.append(sorted(members))
    return parts


def _place_part(
    members: Sequence[int], neighbours: Sequence[Sequence[int]], boxes: Points, rng: np.random.Generator
) -> Points:
    """Returns a point for each member, before boxes are kept apart."""
    if len(members) == 1:
        return np.zeros((1, 2))
    local = {member: i for i, member in enumerate(members)}
    rows = [[local[other] for other in neighbours[member]] for member in members]
    length = max(90.0, float(boxes[:, 0].mean() + boxes[:, 1].mean()))
    if len(members) <= STRESS_LIMIT:
        hops = np.array([_count_hops(rows, start) for start in range(len(rows))], dtype=np.float64)
        points = _majorise_stress(hops, _place_by_pivots(hops.T, rng))
    else:
        pivots, columns = _choose_pivots(rows)
        points = _lower_sparse_stress(rows, pivots, columns, _place_by_pivots(columns, rng))
        return spread_evenly(_turn_level(points)) * length
    return _turn_level(points) * length


def _count_hops(rows: Sequence[Sequence[int]], start: int) -> list[int]:
    """Returns the number of edges from `start` to each node of a connected part."""
    hops = [-1] * len(rows)
    hops[start] = 0
    queue = deque([start])
    while queue:
        node = queue.popleft()
        for other in rows[node]:
            if hops[other] < 0:
                hops[other] = hops[node] + 1
                queue.append(other)
    return hops


def _choose_pivots(rows: Sequence[Sequence[int]]) -> tuple[list[int], Points]:
    """Returns PIVOTS nodes, each the farthest from those before it, and the hops to them, a column each."""
    pivots = [max(range(len(rows)), key=lambda i: len(rows[i]))]
    columns = [_count_hops(rows, pivots[0])]
    nearest = np.array(columns[0])
    while len(pivots) < min(PIVOTS, len(rows)):
        pivots.append(int(nearest.argmax()))
        columns.append(_count_hops(rows, pivots[-1]))
        nearest = np.minimum(nearest, columns[-1])
    return pivots, np.array(columns, dtype=np.float64).T


def _place_by_pivots(hops: Points, rng: np.random.Generator) -> Points:
    """Returns a start by pivot MDS (Brandes and Pich 2007) in units of one edge."""
    squares = hops**2
    centred = squares - squares.mean(0) - squares.mean(1, keepdims=True) + squares.mean()
    axes = np.linalg.eigh(centred.T @ centred)[1][:, ::-1][:, :2]
    points = centred @ axes
    if points.shape[1] < 2:
        points = np.column_stack([points, np.zeros(len(points))])
    spread = points.std(0)
    points = points / np.where(spread > 1e-9, spread, 1.0) * max(1.0, float(hops.mean()) / 2)
    return np.asarray(points + rng.normal(scale=0.05, size=points.shape))


def _majorise_stress(hops: Points, points: Points) -> Points:
    """Lowers the weighted stress by majorisation (Gansner, Koren and North 2004), weights 1 / hops squared."""
    with np.errstate(divide="ignore"):
        weights = np.where(hops > 0, hops**-2.0, 0.0)
    laplacian = np.diag(weights.sum(1)) - weights
    inverse = np.linalg.pinv(laplacian)
    wanted = weights * hops
    for _ in range(STRESS_ROUNDS):
        distances = _measure_distances(points, points)
        ratio = np.where(distances > 1e-9, wanted / np.maximum(distances, 1e-9), 0.0)
        moved = inverse @ (ratio.sum(1)[:, None] * points - ratio @ points)
        if float(np.abs(moved - points).max()) < 1e-4:
            return np.asarray(moved)
        points = moved
    return points


def _measure_distances(points: Points, others: Points) -> Points:
    squares = (points**2).sum(1)[:, None] + (others**2).sum(1)[None, :] - 2 * points @ others.T
    return np.asarray(np.sqrt(np.maximum(squares, 0.0)))


def _lower_sparse_stress(rows: Sequence[Sequence[int]], pivots: Sequence[int], hops: Points, points: Points) -> Points:
    """Lowers the stress over edges and over pairs with pivots only (Ortmann, Klimenta and Brandes 2017).

    A pivot stands for the nodes nearest to it: its pull is that of those within half the way. All nodes move at once,
    by half of what each wants, which settles without the sequential updates of the paper.
    """
    source = np.array([i for i, row in enumerate(rows) for _ in row])
    target = np.array([j for row in rows for j in row])
    weights = _weigh_pivots(pivots, hops)
    wanted = weights * hops
    total = weights.sum(1) + np.bincount(source, minlength=len(rows))
    for _ in range(SPARSE_ROUNDS):
        delta = points[source] - points[target]
        unit = delta / np.maximum(np.sqrt((delta**2).sum(1)), 1e-9)[:, None]
        pull = points[target] + unit
        moved = np.column_stack([np.bincount(source, pull[:, axis], len(rows)) for axis in range(2)])
        centres = points[list(pivots)]
        ratio = wanted / np.maximum(_measure_distances(points, centres), 1e-9)
        moved += (weights - ratio) @ centres + ratio.sum(1)[:, None] * points
        points = (points + moved / total[:, None]) / 2
    return np.asarray(points)


def _weigh_pivots(pivots: Sequence[int], hops: Points) -> Points:
    """Returns the weight of each pair of node and pivot; none for a pivot with itself and for neighbours."""
    nearest = hops.argmin(1)
    weights = np.zeros_like(hops)
    for column in range(len(pivots)):
        region = np.sort(hops[nearest == column, column])
        near = np.searchsorted(region, hops[:, column] / 2, side="right")
        weights[:, column] = np.maximum(near, 1)
    return np.where(hops > 1, weights / np.maximum(hops, 1) ** 2, 0.0)


def _stretch(points: Points, aspect: float) -> Points:
    """Widens or flattens level points towards the wanted width by height, by at most STRETCH."""
    wide, high = np.maximum(np.ptp(points, axis=0), 1.0)
    factor = min(STRETCH, max(1 / STRETCH, float(np.sqrt(aspect * high / wide))))
    return np.asarray(points * np.array([factor, 1 / factor]))


def _turn_level(points: Points) -> Points:
    """Turns the longest axis of the points level and puts their middle at 0, 0."""
    points = points - points.mean(0)
    axes = np.linalg.svd(points, full_matrices=False)[2]
    signs = np.sign(axes[np.arange(2), np.abs(axes).argmax(1)])
    return np.asarray(points @ (axes * signs[:, None]).T)
