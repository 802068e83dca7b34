"""Positions for a picture of a graph, computed once and beforehand so that the page that shows it need not.

Each connected part is drawn by itself: small ones by stress majorisation (every pair at a distance that matches its
hops), large ones by springs whose repulsion is a convolution on a grid, so that the cost does not grow with the square
of the nodes. The parts are then freed of overlapping boxes and packed side by side (spacing.py).

The same nodes, edges and seed give the same positions. Nothing is drawn here, and no label is read: callers give sizes.
"""

from collections import deque
from collections.abc import Iterable, Mapping, Sequence

import numpy as np
import numpy.typing as npt

from kg.network.spacing import pack_parts, separate_boxes

Points = npt.NDArray[np.float64]

#: Up to this many nodes a part is laid out by stress majorisation; its pseudo-inverse costs 0.1 s at 400, 1 s at 1,000.
STRESS_LIMIT = 400
STRESS_ROUNDS = 120
SPRING_ROUNDS = 90
#: Cells a side of the repulsion grid. 128 shows no difference to 256 on 3,000 nodes and takes a quarter of the time.
GRID_CELLS = 128
PIVOTS = 40
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
        columns = _choose_pivots(rows)
        points = _relax_springs(rows, _place_by_pivots(columns, rng), rng)
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


def _choose_pivots(rows: Sequence[Sequence[int]]) -> Points:
    """Returns hops to PIVOTS nodes, one column a pivot, each pivot the farthest from those before it."""
    columns = [_count_hops(rows, max(range(len(rows)), key=lambda i: len(rows[i])))]
    nearest = np.array(columns[0])
    for _ in range(min(PIVOTS, len(rows)) - 1):
        columns.append(_count_hops(rows, int(nearest.argmax())))
        nearest = np.minimum(nearest, columns[-1])
    return np.array(columns, dtype=np.float64).T


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
        distances = _measure_distances(points)
        ratio = np.where(distances > 1e-9, wanted / np.maximum(distances, 1e-9), 0.0)
        moved = inverse @ (ratio.sum(1)[:, None] * points - ratio @ points)
        if float(np.abs(moved - points).max()) < 1e-4:
            return np.asarray(moved)
        points = moved
    return points


def _measure_distances(points: Points) -> Points:
    delta = points[:, None, :] - points[None, :, :]
    return np.asarray(np.sqrt((delta**2).sum(2)))


def _relax_springs(rows: Sequence[Sequence[int]], points: Points, rng: np.random.Generator) -> Points:
    """Fruchterman and Reingold's springs (1991), an edge being 1 long, repulsion from the grid."""
    source = np.array([i for i, row in enumerate(rows) for j in row if i < j])
    target = np.array([j for i, row in enumerate(rows) for j in row if i < j])
    kernel = _transform_kernel()
    points = points + rng.normal(scale=0.2, size=points.shape)
    points = points * (np.sqrt(len(rows)) / max(1e-9, float(points.std())) / 2)
    heat = np.sqrt(len(rows)) / 4
    for turn in range(SPRING_ROUNDS):
        delta = points[target] - points[source]
        pull = delta * np.sqrt((delta**2).sum(1))[:, None]
        force = _repel(points, kernel)
        for axis in range(2):
            force[:, axis] += np.bincount(source, pull[:, axis], len(rows))
            force[:, axis] -= np.bincount(target, pull[:, axis], len(rows))
        size = np.sqrt((force**2).sum(1))[:, None]
        points = points + force / np.maximum(size, 1e-9) * np.minimum(size, heat * (1 - turn / SPRING_ROUNDS) ** 1.5)
    return points


def _transform_kernel() -> npt.NDArray[np.complex128]:
    """Returns the Fourier transform of the push 1/r of one cell on all others, along x and along y."""
    steps = np.fft.fftfreq(2 * GRID_CELLS, 1 / (2 * GRID_CELLS))
    dx, dy = steps[:, None], steps[None, :]
    square = dx**2 + dy**2 + 0.25
    return np.stack([np.fft.rfft2(dx / square), np.fft.rfft2(dy / square)])


def _repel(points: Points, kernel: npt.NDArray[np.complex128]) -> Points:
    """Returns the sum of pushes of all points on each, from their masses spread over the four nearest cells."""
    low = points.min(0)
    cell = max(1e-9, float((points.max(0) - low).max()) / (GRID_CELLS - 2))
    place = (points - low) / cell
    corner = place.astype(np.int64)
    part = place - corner
    side = 2 * GRID_CELLS
    corners = []
    for ix, iy in ((0, 0), (0, 1), (1, 0), (1, 1)):
        share = np.abs(1 - ix - part[:, 0]) * np.abs(1 - iy - part[:, 1])
        corners.append(((corner[:, 0] + ix) * side + corner[:, 1] + iy, share))
    mass = np.bincount(
        np.concatenate([index for index, _ in corners]), np.concatenate([share for _, share in corners]), side * side
    )
    fields = np.fft.irfft2(np.fft.rfft2(mass.reshape(side, side)) * kernel, s=(side, side)).reshape(2, -1)
    return np.asarray(sum(fields[:, index] * share for index, share in corners).T / cell)


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
