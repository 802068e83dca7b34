"""Learns the weights of kg/extract/likelihood from annotated articles, and tells how well they do on others.

    python benchmarks/extraction/train_likelihood.py ARTICLES... [--reference ARTICLES...] [--test ARTICLES...] [--write]

ARTICLES are folders of NAME.txt and NAME.json (gold fact sheets); those of --reference folders, whose annotation is the
measure, are learned from three times as often. Prints, for several thresholds, precision and recall
of the pairs of persons, and of persons and the countries they visited, that the rules and the models together assert: by cross-validation over whole articles of the
training folders, and on the --test folders, which are not learned from. --write puts the weights of all training
articles into kg/extract/likelihood/weights.json. Ridge logistic regression by Newton's method; deterministic.
"""

import argparse
import json
from collections.abc import Callable, Hashable, Iterable, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import TypeVar

import numpy as np
from unseen import Choosers, read_choosers

from kg.extract.assembly import read_scenery
from kg.extract.likelihood.model import LinearModel, Models, find_likeliest
from kg.extract.likelihood.moments import Moment, find_moments
from kg.extract.likelihood.presence import find_presence, presence_traits
from kg.extract.likelihood.scenery import Pair, Scenery
from kg.extract.likelihood.stays import Stay, find_stays
from kg.extract.references import Choose
from kg.facts import FactSheet, read_sheet
from kg.facts.alignment import align_persons
from kg.facts.claims import make_claims
from kg.text import read_article

WEIGHTS = Path(__file__).parents[2] / "kg" / "extract" / "likelihood" / "weights.json"
FOLDS = 8
RIDGE = Models(presence=4.0, stay=10.0, meeting=8.0)
ROUNDS = 3
REFERENCE_TIMES = 3
THRESHOLDS = (1.1, 0.9, 0.85, 0.8, 0.75, 0.7, 0.65, 0.6, 0.5)
# A trait seen in fewer moments than this is left out.
RARE = 4
Row = tuple[frozenset[str], bool]
M = TypeVar("M", Moment, Stay)
K = TypeVar("K", bound=Hashable)


@dataclass
class Example:
    """An annotated article. pairs: of persons who met, by the ids that the extractor gives, "?id" for whom it did not
    find; visits: person and country; present: who took part in a gathering of three sides or more; times: how often it
    is learned from."""

    name: str
    scenery: Scenery
    pairs: frozenset[Pair]
    visits: frozenset[tuple[str, str]]
    present: frozenset[str]
    stays: Sequence[Stay]
    times: int = 1
    moments: Sequence[Moment] = ()


def read_examples(folders: Iterable[Path], choosers: Choosers, times: int = 1) -> list[Example]:
    """Reads every gold sheet of some folders with its article. times: how often each is learned from."""
    paths = [path for folder in folders for path in sorted(folder.glob("*.json"))]
    return [_read_example(path, choosers[path.stem], times) for path in paths]


def _repeat(examples: Iterable[Example]) -> list[Example]:
    return [e for e in examples for _ in range(e.times)]


def _read_example(path: Path, choose: Choose, times: int) -> Example:
    gold = read_sheet(path)
    scenery = read_scenery(read_article(path.with_suffix(".txt")), choose)
    to_gold = align_persons(gold.persons, scenery.setting.cast.persons)
    back = {person.id: f"?{person.id}" for person in gold.persons} | {w: found for found, w in to_gold.items()}
    claims = make_claims(gold).by_figure["pairs"]
    return Example(
        path.stem,
        scenery,
        pairs=frozenset(frozenset(back[ref] for ref in pair) for (pair,) in claims),
        visits=frozenset((back[ref], country) for ref, country in _find_visits(gold)),
        present=frozenset(back[ref] for ref in _find_present(gold)),
        stays=list(find_stays(scenery)),
        times=times,
    )


def _find_visits(gold: FactSheet) -> set[tuple[str, str]]:
    people = {person.id for person in gold.persons}
    visits = [m for m in gold.meetings if m.kind == "visit" and m.status != "cancelled" and m.place_country]
    return {(p.ref, m.place_country) for m in visits for p in m.participants if p.ref in people and p.role != "host"}


def _find_present(gold: FactSheet) -> set[str]:
    people = {person.id for person in gold.persons}
    found: set[str] = set()
    for meeting in gold.meetings:
        members = [part for part in meeting.participants if part.ref in people]
        if meeting.status != "cancelled" and len({part.accompanied or part.ref for part in members}) >= 3:
            found |= {part.ref for part in members}
    return found


def fit(rows: Sequence[tuple[frozenset[str], float]], ridge: float, shares: Sequence[float] = ()) -> LinearModel:
    """Fits a logistic regression with a quadratic penalty on all weights but the bias.

    Args:
        rows: traits, and how far what they speak of holds, 0-1.
        ridge: the penalty.
        shares: how much each row counts; all alike where empty.
    """
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
    share = np.array(shares or [1.0] * len(rows))
    penalty = np.full(len(names) + 1, ridge)
    penalty[0] = 0.0
    w = np.zeros(len(names) + 1)
    for _ in range(30):
        p = 1.0 / (1.0 + np.exp(-np.clip(x @ w, -30, 30)))
        gradient = x.T @ (share * (p - y)) + penalty * w
        hessian = (x * (share * p * (1 - p))[:, None]).T @ x + np.diag(penalty + 1e-9)
        step = np.linalg.solve(hessian, gradient)
        w -= step
        if float(np.abs(step).max()) < 1e-6:
            break
    return LinearModel(
        round(float(w[0]), 3), {n: round(float(w[i]), 3) for n, i in column.items() if abs(w[i]) >= 5e-4}
    )


def fit_presence(examples: Sequence[Example]) -> LinearModel:
    rows = [(t, ref in e.present) for e in _repeat(examples) for ref, t in sorted(presence_traits(e.scenery).items())]
    return fit(rows, RIDGE.presence)


def fit_stay(examples: Sequence[Example]) -> LinearModel:
    return fit_by_witness([g for e in _repeat(examples) for g in _group(e.stays, _claim, e.visits)], RIDGE.stay)


def fit_meeting(examples: Sequence[Example]) -> LinearModel:
    return fit_by_witness([g for e in _repeat(examples) for g in _group(e.moments, _pair, e.pairs)], RIDGE.meeting)


def _group(
    moments: Iterable[M], key: Callable[[M], K], true: AbstractSet[K]
) -> list[tuple[list[frozenset[str]], bool]]:
    """The traits of all moments of each pair, and whether the article says that they met."""
    groups: dict[K, list[frozenset[str]]] = {}
    for moment in moments:
        groups.setdefault(key(moment), []).append(moment.traits)
    return [(traits, claim in true) for claim, traits in groups.items()]


def fit_by_witness(groups: Sequence[tuple[list[frozenset[str]], bool]], ridge: float) -> LinearModel:
    """Fits a model whose likeliest moment decides: of two who met it learns from the moment that tells so.

    An article does not say which of the moments does; it is taken for the one that the model before found likeliest
    (multiple-instance learning, Andrews et al. 2003).
    """
    model = fit([(traits, true) for every, true in groups for traits in every], ridge)
    for _ in range(ROUNDS):
        rows = [
            (traits, true)
            for every, true in groups
            for traits in ([max(every, key=model.probability)] if true else every)
        ]
        model = fit(rows, ridge)
    return model


def look(examples: Iterable[Example], presence: LinearModel) -> None:
    """Sets what the meeting model sees of articles, given a presence model."""
    for e in examples:
        e.moments = list(find_moments(e.scenery, find_presence(e.scenery, presence)))


def cross_validate(examples: Sequence[Example], act: Callable[[list[Example], list[Example]], None]) -> None:
    for k in range(FOLDS):
        rest = [e for i, e in enumerate(examples) if i % FOLDS != k]
        act(rest, list(examples[k::FOLDS]))


@dataclass
class Judged:
    """What the models make of articles: by article, what they assert and how likely."""

    visits: dict[str, dict[Hashable, float]] = field(default_factory=dict)
    pairs: dict[str, dict[Hashable, float]] = field(default_factory=dict)

    def judge(self, examples: Iterable[Example], stay: LinearModel, meeting: LinearModel) -> None:
        for e in examples:
            stays, met = find_likeliest(e.stays, _claim, stay), find_likeliest(e.moments, _pair, meeting)
            self.visits[e.name] = {key: likely.probability for key, likely in stays.items()}
            self.pairs[e.name] = {key: likely.probability for key, likely in met.items()}

    def report(self, examples: Sequence[Example], threshold: float) -> str:
        """Precision and recall of pairs and of visits at a threshold, with what the rules assert."""
        pairs = [(e.pairs, e.scenery.told_pairs | _above(self.pairs[e.name], threshold)) for e in examples]
        visits = [(e.visits, e.scenery.visits | _above(self.visits[e.name], threshold)) for e in examples]
        return f"pairs {_measure(pairs)}, visits {_measure(visits)}"


def _claim(stay: Stay) -> tuple[str, str]:
    return stay.claim


def _pair(moment: Moment) -> Pair:
    return moment.pair


def _above(likely: dict[Hashable, float], threshold: float) -> set[Hashable]:
    return {key for key, value in likely.items() if value >= threshold}


def _measure(cases: Iterable[tuple[AbstractSet[Hashable], AbstractSet[Hashable]]]) -> str:
    hits = found = wanted = 0
    for want, got in cases:
        hits, found, wanted = hits + len(want & got), found + len(got), wanted + len(want)
    return f"P {hits / max(found, 1):.3f} R {hits / max(wanted, 1):.3f} ({hits}/{found}/{wanted})"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("articles", nargs="+", type=Path)
    parser.add_argument("--reference", nargs="*", type=Path, default=[])
    parser.add_argument("--test", nargs="*", type=Path, default=[])
    parser.add_argument("--write", action="store_true")
    args = parser.parse_args()
    choosers = read_choosers([*args.articles, *args.reference])
    train = {folder: read_examples([folder], choosers, REFERENCE_TIMES) for folder in args.reference}
    train |= {folder: read_examples([folder], choosers) for folder in args.articles}
    test = {folder: read_examples([folder], choosers) for folder in args.test}
    everything = [e for examples in train.values() for e in examples]
    # The meeting model is taught with presence as it will see it: judged by a model that has not seen the article.
    cross_validate(everything, lambda rest, held: look(held, fit_presence(rest)))
    judged = Judged()
    cross_validate(everything, lambda rest, held: judged.judge(held, fit_stay(rest), fit_meeting(rest)))
    models = Models(fit_presence(everything), fit_stay(everything), fit_meeting(everything))
    for examples in test.values():
        look(examples, models.presence)
        judged.judge(examples, models.stay, models.meeting)
    for threshold in THRESHOLDS:
        print("rules only" if threshold > 1 else f"{threshold:.2f}")
        for folder, examples in (*train.items(), *test.items()):
            print(f"  {folder.name}{' (cv)' if folder in train else ''}: {judged.report(examples, threshold)}")
    if args.write:
        table = {
            f.name: {"bias": m.bias, "weights": dict(sorted(m.weights.items()))}
            for f in fields(models)
            for m in [getattr(models, f.name)]
        }
        WEIGHTS.write_text(json.dumps(table, indent=1, ensure_ascii=False) + "\n", "utf-8")
        print(f"{sum(len(model['weights']) for model in table.values())} weights written to {WEIGHTS}")


if __name__ == "__main__":
    main()
