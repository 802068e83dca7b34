"""A conditional logit over options of which one, or one of some, is right; by Newton's method, deterministic."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from kg.extract.likelihood.model import LinearModel

STEPS = 40
# Steps are halved until they lead upwards, down to this.
LEAST_STEP = 1e-4
# A trait seen in fewer options than this is left out.
RARE = 3


@dataclass(frozen=True)
class Question:
    """options: the traits of each. right: which of them are, at least one. share: what it counts, 1 for one question."""

    options: Sequence[frozenset[str]]
    right: Sequence[bool]
    share: float = 1.0


def fit_choices(questions: Iterable[Question], ridge: float) -> LinearModel:
    """Fits weights under a quadratic penalty; what is right nowhere in a question is left out."""
    able = [q for q in questions if any(q.right)]
    counts: dict[str, int] = {}
    for question in able:
        for traits in question.options:
            for trait in traits:
                counts[trait] = counts.get(trait, 0) + 1
    names = sorted(trait for trait, count in counts.items() if count >= RARE)
    column = {name: i for i, name in enumerate(names)}
    x = np.zeros((sum(len(q.options) for q in able), len(names)))
    for row, traits in enumerate(t for q in able for t in q.options):
        x[row, [column[t] for t in traits if t in column]] = 1.0
    good = np.array([r for q in able for r in q.right], dtype=float)
    share = np.array([q.share for q in able])
    group = np.repeat(np.arange(len(able)), [len(q.options) for q in able])
    starts = np.cumsum([0, *(len(q.options) for q in able)])[:-1]
    w = np.zeros(len(names))
    value = _objective(x @ w, good, share, starts, group) - ridge / 2 * float(w @ w)
    for _ in range(STEPS):
        p = _normalise(x @ w, starts, group)
        q = p * good / np.add.reduceat(p * good, starts)[group]
        gradient = x.T @ (share[group] * (q - p)) - ridge * w
        means = np.add.reduceat(x * p[:, None], starts)
        hessian = (x * (share[group] * p)[:, None]).T @ x - (means * share[:, None]).T @ means + ridge * np.eye(len(w))
        step, size = np.linalg.solve(hessian, gradient), 1.0
        while size > LEAST_STEP:
            tried = w + size * step
            new = _objective(x @ tried, good, share, starts, group) - ridge / 2 * float(tried @ tried)
            if new > value:
                w, value = tried, new
                break
            size /= 2
        if size <= LEAST_STEP or float(np.abs(size * step).max()) < 1e-3:
            break
    return LinearModel(0.0, {name: round(float(w[i]), 3) for name, i in column.items() if abs(w[i]) >= 5e-3})


def _normalise(scores: np.ndarray, starts: np.ndarray, group: np.ndarray) -> np.ndarray:
    """Makes scores probabilities that sum up to 1 in each question."""
    values = np.exp(scores - np.maximum.reduceat(scores, starts)[group])
    return np.asarray(values / np.add.reduceat(values, starts)[group])


def _objective(scores: np.ndarray, good: np.ndarray, share: np.ndarray, starts: np.ndarray, group: np.ndarray) -> float:
    """The log likelihood of what is right."""
    chance = np.add.reduceat(_normalise(scores, starts, group) * good, starts)
    return float(share @ np.log(np.maximum(chance, 1e-300)))
