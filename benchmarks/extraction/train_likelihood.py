"""Learns the weights of kg/extract/likelihood from annotated articles, and tells how well they do on others.

    python benchmarks/extraction/train_likelihood.py ARTICLES... [--test ARTICLES...] [--write]

ARTICLES are folders of NAME.txt and NAME.json (gold fact sheets). Prints, for several thresholds, precision and recall
of the pairs of persons that the rules and the model together assert: by cross-validation over whole articles of the
training folders, and on the --test folders, which are not learned from. --write puts the weights of all training
articles into kg/extract/likelihood/weights.json. Ridge logistic regression by Newton's method; deterministic.
"""

import argparse
import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from kg.extract.assembly import read_scenery
from kg.extract.likelihood.model import LinearModel
from kg.extract.likelihood.moments import Moment, find_moments
from kg.extract.likelihood.presence import presence_traits
from kg.extract.likelihood.scenery import Pair, Scenery
from kg.facts import FactSheet, read_sheet
from kg.facts.alignment import align_persons
from kg.facts.claims import make_claims
from kg.text import read_article

WEIGHTS = Path(__file__).parents[2] / "kg" / "extract" / "likelihood" / "weights.json"
FOLDS = 8
RIDGE = {"presence": 4.0, "meeting": 4.0}
THRESHOLDS = (1.1, 0.9, 0.85, 0.8, 0.75, 0.7, 0.65, 0.6, 0.5)
# A trait seen in fewer moments than this is left out.
RARE = 4
Row = tuple[frozenset[str], bool]


@dataclass
class Example:
    """An annotated article. pairs: of persons who met, by the ids that the extractor gives, "?id" for whom it did not
    find; present: who took part in a gathering of three sides or more."""

    name: str
    scenery: Scenery
    pairs: frozenset[Pair]
    present: frozenset[str]
    presence: dict[str, float] = field(default_factory=dict)
    moments: list[Moment] = field(default_factory=list)


def read_examples(folders: Iterable[Path]) -> list[Example]:
    """Reads every gold sheet of some folders with its article."""
    return [_read_example(path) for folder in folders for path in sorted(folder.glob("*.json"))]


def _read_example(path: Path) -> Example:
    gold = read_sheet(path)
    scenery = read_scenery(read_article(path.with_suffix(".txt")))
    to_gold = align_persons(gold.persons, scenery.setting.cast.persons)
    back = {wanted: found for found, wanted in to_gold.items()}
    claims = make_claims(gold).by_figure["pairs"]
    pairs = frozenset(frozenset(back.get(ref, f"?{ref}") for ref in pair) for (pair,) in claims)
    return Example(path.stem, scenery, pairs, frozenset(back[r] for r in _find_present(gold) if r in back))


def _find_present(gold: FactSheet) -> set[str]:
    people = {person.id for person in gold.persons}
    found: set[str] = set()
    for meeting in gold.meetings:
        members = [part for part in meeting.participants if part.ref in people]
        if meeting.status != "cancelled" and len({part.accompanied or part.ref for part in members}) >= 3:
            found |= {part.ref for part in members}
    return found


def fit(rows: Sequence[Row], ridge: float) -> LinearModel:
    """Fits a logistic regression with a quadratic penalty on all weights but the bias."""
    counts: dict[str, int] = {}
    for traits, _ in rows:
        for trait in traits:
            counts[trait] = counts.get(trait, 0) + 1
    names = sorted(trait for trait, count in counts.items() if count >= RARE)
    column = {name: i for i, name in enumerate(names, 1)}
    x = np.zeros((len(rows), len(names) + 1))
    x[:, 0] = 1.0
    for i, (traits, _) in enumerate(rows):
        for trait in traits:
            if trait in column:
                x[i, column[trait]] = 1.0
    y = np.array([float(label) for _, label in rows])
    penalty = np.full(len(names) + 1, ridge)
    penalty[0] = 0.0
    w = np.zeros(len(names) + 1)
    for _ in range(30):
        p = 1.0 / (1.0 + np.exp(-np.clip(x @ w, -30, 30)))
        gradient = x.T @ (p - y) + penalty * w
        hessian = (x * (p * (1 - p))[:, None]).T @ x + np.diag(penalty + 1e-9)
        step = np.linalg.solve(hessian, gradient)
        w -= step
        if float(np.abs(step).max()) < 1e-6:
            break
    return LinearModel(
        round(float(w[0]), 3), {n: round(float(w[i]), 3) for n, i in column.items() if abs(w[i]) >= 5e-4}
    )


def fit_presence(examples: Sequence[Example]) -> LinearModel:
    rows = [(t, ref in e.present) for e in examples for ref, t in sorted(presence_traits(e.scenery).items())]
    return fit(rows, RIDGE["presence"])


def fit_meeting(examples: Sequence[Example]) -> LinearModel:
    return fit([(m.traits, m.pair in e.pairs) for e in examples for m in e.moments], RIDGE["meeting"])


def look(example: Example, presence: LinearModel) -> None:
    """Sets what the meeting model sees of an article, given a presence model."""
    traits = presence_traits(example.scenery)
    example.presence = {ref: presence.probability(t) for ref, t in traits.items()}
    example.moments = list(find_moments(example.scenery, example.presence))


def cross_validate(examples: Sequence[Example], act: Callable[[list[Example], list[Example]], None]) -> None:
    for k in range(FOLDS):
        rest = [e for i, e in enumerate(examples) if i % FOLDS != k]
        act(rest, list(examples[k::FOLDS]))


def assert_pairs(example: Example, model: LinearModel) -> dict[Pair, float]:
    best: dict[Pair, float] = {}
    for moment in example.moments:
        best[moment.pair] = max(best.get(moment.pair, 0.0), model.probability(moment.traits))
    return best


def measure(examples: Sequence[Example], likely: Mapping[str, Mapping[Pair, float]], threshold: float) -> str:
    hits = found = wanted = 0
    for e in examples:
        pairs = e.scenery.told_pairs | {p for p, value in likely[e.name].items() if value >= threshold}
        hits, found, wanted = hits + len(pairs & e.pairs), found + len(pairs), wanted + len(e.pairs)
    return f"P {hits / max(found, 1):.3f} R {hits / max(wanted, 1):.3f} ({hits}/{found}/{wanted})"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("articles", nargs="+", type=Path)
    parser.add_argument("--test", nargs="*", type=Path, default=[])
    parser.add_argument("--write", action="store_true")
    args = parser.parse_args()
    train = {folder: read_examples([folder]) for folder in args.articles}
    test = {folder: read_examples([folder]) for folder in args.test}
    everything = [e for examples in train.values() for e in examples]
    # The meeting model is taught with presence as it will see it: judged by a model that has not seen the article.
    cross_validate(everything, lambda rest, held: [look(e, p) for p in [fit_presence(rest)] for e in held] and None)
    likely: dict[str, dict[Pair, float]] = {}

    def judge(rest: list[Example], held: list[Example]) -> None:
        model = fit_meeting(rest)
        likely.update({e.name: assert_pairs(e, model) for e in held})

    cross_validate(everything, judge)
    presence, meeting = fit_presence(everything), fit_meeting(everything)
    unseen: dict[str, dict[Pair, float]] = {}
    for e in (e for examples in test.values() for e in examples):
        look(e, presence)
        unseen[e.name] = assert_pairs(e, meeting)
    for threshold in THRESHOLDS:
        label = "rules only" if threshold > 1 else f"{threshold:.2f}"
        cells = [f"{folder.name} (cv): {measure(x, likely, threshold)}" for folder, x in train.items()]
        cells += [f"{folder.name}: {measure(x, unseen, threshold)}" for folder, x in test.items()]
        print(label, *cells, sep=" | ")
    if args.write:
        table = {
            name: {"bias": m.bias, "weights": dict(sorted(m.weights.items()))}
            for name, m in (("presence", presence), ("meeting", meeting))
        }
        WEIGHTS.write_text(json.dumps(table, indent=1, ensure_ascii=False) + "\n", "utf-8")
        print(f"{len(presence.weights)} + {len(meeting.weights)} weights written to {WEIGHTS}")


if __name__ == "__main__":
    main()
