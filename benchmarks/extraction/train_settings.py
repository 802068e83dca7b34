"""Learns from annotated articles where meetings were, and tells how well that does on others.

    python benchmarks/extraction/train_settings.py ARTICLES... [--write]

ARTICLES are folders of NAME.txt and NAME.json (gold fact sheets). Prints which share of the meetings found in both is
placed in the right country by the rules alone and by the model, in cross-validation over whole articles. --write puts
the weights of all articles into kg/extract/likelihood/place_weights.json. A conditional logit over the countries that
may have been meant, by Newton's method with a quadratic penalty; deterministic.
"""

import argparse
import itertools
import json
import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from kg.extract.assembly import read_drafts
from kg.extract.drafts import Draft
from kg.extract.likelihood.model import LinearModel
from kg.extract.likelihood.whereabouts import offer_places
from kg.facts import read_sheet
from kg.facts.alignment import align_agencies, align_persons
from kg.facts.model import Meeting
from kg.text import read_article

ROOT = Path(__file__).parents[2]
WEIGHTS = ROOT / "kg" / "extract" / "likelihood" / "place_weights.json"
FOLDS = 5
RIDGE = 10.0
STEPS = 12
# A trait seen in fewer options than this is left out.
RARE = 3


@dataclass(frozen=True)
class Choice:
    """A meeting found in an article and in its gold sheet. options: country and traits; right: the gold countries;
    ruled: what the rules say; pairs: how many pairs met there."""

    article: str
    options: Sequence[tuple[str, frozenset[str]]]
    right: frozenset[str]
    ruled: str | None
    pairs: int


def read_choices(folders: Iterable[Path]) -> list[Choice]:
    """Reads every gold sheet of some folders with its article."""
    return [choice for folder in folders for path in sorted(folder.glob("*.json")) for choice in _read_article(path)]


def _read_article(path: Path) -> list[Choice]:
    gold = read_sheet(path)
    story = read_drafts(read_article(path.with_suffix(".txt")))
    cast = story.setting.cast
    to_gold = align_persons(gold.persons, cast.persons) | align_agencies(gold.agencies, cast.agencies)
    wanted = [(meeting, _pairs(part.ref for part in meeting.participants)) for meeting in gold.meetings]
    found = []
    for draft, offered in offer_places(story):
        pairs = _pairs(to_gold.get(ref, ref) for ref in draft.members)
        right = _right(draft, pairs, wanted)
        options = [(o.country, frozenset(o.traits)) for o in offered]
        if right and options:
            found.append(Choice(path.stem, options, right, draft.place_country, len(pairs)))
    return found


def _pairs(refs: Iterable[str]) -> frozenset[frozenset[str]]:
    return frozenset(frozenset(pair) for pair in itertools.combinations(sorted(set(refs)), 2))


def _right(
    draft: Draft, pairs: frozenset[frozenset[str]], wanted: Sequence[tuple[Meeting, frozenset[frozenset[str]]]]
) -> frozenset[str]:
    """The countries of the gold meetings that share most pairs with a draft."""
    shared = {id(m): len(pairs & theirs) for m, theirs in wanted if m.kind != "visit"}
    most = max(shared.values(), default=0)
    if not most:
        return frozenset()
    return frozenset(m.place_country for m, _ in wanted if shared.get(id(m)) == most and m.place_country)


def fit(choices: Sequence[Choice]) -> LinearModel:
    """Fits the conditional logit."""
    counts: dict[str, int] = {}
    for choice in choices:
        for _, traits in choice.options:
            for trait in traits:
                counts[trait] = counts.get(trait, 0) + 1
    names = sorted(trait for trait, count in counts.items() if count >= RARE)
    column = {name: i for i, name in enumerate(names)}
    able = [c for c in choices if c.right & {country for country, _ in c.options}]
    x = np.zeros((sum(len(c.options) for c in able), len(names)))
    good = np.zeros(len(x))
    starts = []
    row = 0
    for choice in able:
        starts.append(row)
        for country, traits in choice.options:
            x[row, [column[t] for t in traits if t in column]] = 1.0
            good[row] = country in choice.right
            row += 1
    share = np.array([1.0 + math.log(max(1, c.pairs)) for c in able])
    group = np.repeat(np.arange(len(able)), [len(c.options) for c in able])
    w = np.zeros(len(names))
    for _ in range(STEPS):
        p = _normalise(np.exp(np.clip(x @ w, -30, 30)), starts, group)
        q = _normalise(p * good, starts, group)
        gradient = RIDGE * w + x.T @ (share[group] * (p - q))
        means = np.add.reduceat(x * p[:, None], starts)
        hessian = (x * (share[group] * p)[:, None]).T @ x - (means * share[:, None]).T @ means + RIDGE * np.eye(len(w))
        step = np.linalg.solve(hessian, gradient)
        w -= step
        if float(np.abs(step).max()) < 1e-2:
            break
    return LinearModel(0.0, {name: round(float(w[i]), 3) for name, i in column.items() if abs(w[i]) >= 5e-3})


def _normalise(values: np.ndarray, starts: Sequence[int], group: np.ndarray) -> np.ndarray:
    """Divides each value by the sum of its group."""
    return np.asarray(values / np.add.reduceat(values, starts)[group])


def _choose(model: LinearModel, choice: Choice) -> str:
    return max(choice.options, key=lambda o: (math.fsum(model.weights.get(t, 0.0) for t in o[1]), o[0]))[0]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("articles", nargs="+", type=Path)
    parser.add_argument("--write", action="store_true", help="write the weights learned from all articles")
    args = parser.parse_args()
    choices = read_choices(args.articles)
    names = sorted({c.article for c in choices})
    ruled = sum(c.pairs for c in choices if c.ruled in c.right)
    told = 0
    for fold in range(FOLDS):
        held = set(names[fold::FOLDS])
        model = fit([c for c in choices if c.article not in held])
        told += sum(c.pairs for c in choices if c.article in held and _choose(model, c) in c.right)
    total = sum(c.pairs for c in choices)
    reach = sum(c.pairs for c in choices if c.right & {country for country, _ in c.options})
    print(f"{len(choices)} meetings, {total} pairs; offered {reach / total:.3f}")
    print(f"rules {ruled / total:.3f}, model {told / total:.3f}")
    if args.write:
        weights = fit(choices).weights
        WEIGHTS.write_text(json.dumps({"weights": weights}, indent=1, sort_keys=True) + "\n", "utf-8")


if __name__ == "__main__":
    main()
