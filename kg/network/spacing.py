"""Room for the boxes of a picture: no two overlap, and unconnected parts stand side by side."""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

Points = npt.NDArray[np.float64]

#: Pixels kept free around each box.
GAP = 10.0
#: Pixels kept free around each part.
PART_GAP = 36.0
ROUNDS = 120
#: Area of the hull by area of the boxes: small graphs part at 2; at 3 some 50 of 1,000 boxes still touch.
SMALL, ROOM_SMALL, ROOM_LARGE = 60, 2.0, 3.0


def separate_boxes(points: Points, boxes: Points) -> Points:
    """Moves boxes apart until none overlap (small graphs) or ROUNDS passes are over (large ones).

    points: n x 2, the centres; boxes: n x 2, widths and heights, in the same unit.
    """
    if len(points) < 2:
        return points
    need = boxes + GAP
    points = _widen(points, need)
    for turn in range(ROUNDS):
        first, second, overlap = _find_overlaps(points, need)
        if not len(first):
            break
        points = points + _push(points, first, second, overlap)
        if turn % 30 == 29:
            points = points * 1.06
    return points


def spread_evenly(points: Points) -> Points:
    """Moves points half the way to where, along x and along y, each is as far from the next: dense middles open up."""
    spread = np.empty_like(points)
    for axis in range(2):
        order = np.argsort(points[:, axis], kind="stable")
        spread[order, axis] = np.linspace(points[:, axis].min(), points[:, axis].max(), len(points))
    return np.asarray((points + spread) / 2)


def _widen(points: Points, need: Points) -> Points:
    """Scales points up until their hull could hold all boxes two or three times over."""
    span = np.maximum(points.max(0) - points.min(0), 1.0)
    wanted = (ROOM_SMALL if len(points) <= SMALL else ROOM_LARGE) * float(need.prod(1).sum())
    have = float((span + need.mean(0)).prod())
    return points * max(1.0, float(np.sqrt(wanted / have)))


def _find_overlaps(points: Points, need: Points) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64], Points]:
    """Returns pairs of overlapping boxes and how much they overlap along x and y, by a sweep from left to right."""
    order = np.argsort(points[:, 0] - need[:, 0] / 2, kind="stable")
    left = (points[:, 0] - need[:, 0] / 2)[order]
    right = left + need[order, 0]
    last = np.searchsorted(left, right, side="left")
    counts = np.maximum(last - np.arange(len(order)) - 1, 0)
    first = np.repeat(np.arange(len(order)), counts)
    offsets = np.arange(len(first)) - np.repeat(np.cumsum(counts) - counts, counts)
    one, two = order[first], order[first + 1 + offsets]
    overlap = (need[one] + need[two]) / 2 - np.abs(points[one] - points[two])
    hit = (overlap > 0.5).all(1)
    return one[hit], two[hit], overlap[hit]


def _push(points: Points, first: npt.NDArray[np.int64], second: npt.NDArray[np.int64], overlap: Points) -> Points:
    """Returns the shift of each point: every pair parts along the axis on which it overlaps less."""
    shift = np.zeros_like(points)
    axis = overlap.argmin(1)
    depth = overlap[np.arange(len(axis)), axis]
    apart = points[second, axis] - points[first, axis]
    sign = np.where(apart >= 0, 1.0, -1.0)
    np.add.at(shift, (first, axis), -sign * depth / 2)
    np.add.at(shift, (second, axis), sign * depth / 2)
    touched = np.maximum(1.0, np.bincount(np.concatenate([first, second]), minlength=len(points)))
    return np.asarray(shift / np.sqrt(touched)[:, None])


def pack_parts(parts: Sequence[tuple[Sequence[int], Points]], boxes: Points, aspect: float) -> Points:
    """Puts parts side by side in rows, the largest first.

    parts: the nodes of each part and their centres; boxes: widths and heights of all nodes; aspect: wanted width by
    height. Returns the centres of all nodes, the middle of the picture at 0, 0.
    """
    frames = []
    for members, points in parts:
        half = boxes[list(members)] / 2
        low, high = (points - half).min(0), (points + half).max(0)
        frames.append((members, points - low, high - low + PART_GAP))
    frames.sort(key=lambda frame: (-float(frame[2][1]), -float(frame[2][0]), frame[0][0]))
    area = sum(float(size.prod()) for _, _, size in frames)
    width = max(float(np.sqrt(area * aspect)), max(float(size[0]) for _, _, size in frames))
    centres = np.zeros_like(boxes)
    x = y = row = 0.0
    for members, points, size in frames:
        if x and x + size[0] > width:
            x, y, row = 0.0, y + row, 0.0
        centres[list(members)] = points + np.array([x, y])
        x, row = x + float(size[0]), max(row, float(size[1]))
    low = (centres - boxes / 2).min(0)
    high = (centres + boxes / 2).max(0)
    return np.asarray(centres - (low + high) / 2)
