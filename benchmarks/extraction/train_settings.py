"""Learns from annotated articles where and when meetings were, and tells how well that does on others.

    python benchmarks/extraction/train_settings.py ARTICLES... [--write]

ARTICLES are folders of NAME.txt and NAME.json (gold fact sheets). Prints which share of the meetings found in both is
placed in the right country and given the right date by the rules alone and by the models, in cross-validation over whole
articles. --write puts the weights of all articles into kg/extract/likelihood (place_weights.json, date_weights.json). Dates
are learned with places as the model before sets them: run it twice after changing what places tell.
"""

import argparse
import itertools
import json
import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from choices import Question, fit_choices
from unseen import read_choosers

from kg.extract.assembly import read_drafts
from kg.extract.drafts import Draft
from kg.extract.likelihood.datings import offer_dates
from kg.extract.likelihood.model import LinearModel
from kg.extract.likelihood.whereabouts import offer_places, settle_places
from kg.extract.references import Choose
from kg.facts import read_sheet
from kg.facts.alignment import align_agencies, align_persons
from kg.facts.model import Meeting
from kg.text import read_article

ROOT = Path(__file__).parents[2]
WEIGHTS = ROOT / "kg" / "extract" / "likelihood"
FOLDS = 5
# Penalties, chosen in cross-validation.
RIDGE = {"place": 10.0, "visit": 3.0, "other": 20.0}


@dataclass(frozen=True)
class Choice:
    """A meeting found in an article and in its gold sheet. options: country or date, and traits; right: those of gold;
    ruled: what the rules say; pairs: how many pairs met there; kind: by which model it is made, "place", or "visit" and
    "other" for dates."""

    kind: str
    article: str
    options: Sequence[tuple[str, frozenset[str]]]
    right: frozenset[str]
    ruled: str | None
    pairs: int


Gold = Sequence[tuple[Meeting, frozenset[frozenset[str]]]]


def read_choices(folders: Sequence[Path]) -> tuple[list[Choice], list[Choice]]:
    """Reads every gold sheet of some folders with its article: choices of places, and of dates."""
    choosers = read_choosers(folders)
    paths = [path for folder in folders for path in sorted(folder.glob("*.json"))]
    read = [_read_article(path, choosers[path.stem]) for path in paths]
    return [c for places, _ in read for c in places], [c for _, dates in read for c in dates]


def _read_article(path: Path, choose: Choose) -> tuple[list[Choice], list[Choice]]:
    gold = read_sheet(path)
    story = read_drafts(read_article(path.with_suffix(".txt")), choose)
    cast = story.setting.cast
    to_gold = align_persons(gold.persons, cast.persons) | align_agencies(gold.agencies, cast.agencies)
    wanted = [(meeting, _pairs(part.ref for part in meeting.participants)) for meeting in gold.meetings]
    pairs = {id(draft): _pairs(to_gold.get(ref, ref) for ref in draft.members) for draft in story.drafts}
    places, dates = [], []
    for draft, countries in offer_places(story):
        met = _find_gold(draft, pairs[id(draft)], wanted)
        right = frozenset(m.place_country for m in met if m.place_country)
        options = [(o.country, frozenset(o.traits)) for o in countries]
        places.append(Choice("place", path.stem, options, right, draft.place_country, len(pairs[id(draft)])))
    settle_places(story)
    for draft, days in offer_dates(story):
        met = _find_gold(draft, pairs[id(draft)], wanted)
        right = frozenset(m.date for m in met if m.date)
        options = [(o.edtf, frozenset(o.traits)) for o in days]
        kind = "visit" if draft.kind == "visit" else "other"
        dates.append(Choice(kind, path.stem, options, right, draft.date, len(pairs[id(draft)])))
    return [c for c in places if c.right and c.options], [c for c in dates if c.right and c.options]


def _pairs(refs: Iterable[str]) -> frozenset[frozenset[str]]:
    return frozenset(frozenset(pair) for pair in itertools.combinations(sorted(set(refs)), 2))


def _find_gold(draft: Draft, pairs: frozenset[frozenset[str]], wanted: Gold) -> list[Meeting]:
    """The gold meetings that share most pairs with a draft: visits with visits."""
    shared = {id(m): len(pairs & theirs) for m, theirs in wanted if (m.kind == "visit") == (draft.kind == "visit")}
    most = max(shared.values(), default=0)
    return [m for m, _ in wanted if most and shared.get(id(m)) == most]


def fit(choices: Sequence[Choice]) -> LinearModel:
    """Fits the conditional logit to choices of one kind."""
    questions = [
        Question([traits for _, traits in c.options], [value in c.right for value, _ in c.options], _share(c))
        for c in choices
    ]
    return fit_choices(questions, RIDGE[choices[0].kind])


def _share(choice: Choice) -> float:
    return 1.0 + math.log(max(1, choice.pairs))


def _choose(model: LinearModel, choice: Choice) -> str:
    return max(choice.options, key=lambda o: (model.score(o[1]), o[0]))[0]


def report(name: str, choices: Sequence[Choice]) -> None:
    """Prints how many pairs the rules alone and the model in cross-validation set rightly."""
    names = sorted({c.article for c in choices})
    told = 0
    for fold in range(FOLDS):
        held = set(names[fold::FOLDS])
        model = fit([c for c in choices if c.article not in held])
        told += sum(c.pairs for c in choices if c.article in held and _choose(model, c) in c.right)
    total = sum(c.pairs for c in choices)
    ruled = sum(c.pairs for c in choices if c.ruled in c.right)
    reach = sum(c.pairs for c in choices if c.right & {value for value, _ in c.options})
    print(f"{name}: {len(choices)} meetings, {total} pairs; offered {reach / total:.3f}", end="; ")
    print(f"rules {ruled / total:.3f}, model {told / total:.3f}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("articles", nargs="+", type=Path)
    parser.add_argument("--write", action="store_true", help="write the weights learned from all articles")
    args = parser.parse_args()
    places, dates = read_choices(args.articles)
    by_kind = {kind: [c for c in (*places, *dates) if c.kind == kind] for kind in RIDGE}
    for kind, choices in by_kind.items():
        report(kind, choices)
    if args.write:
        weights = {kind: fit(choices).weights for kind, choices in by_kind.items()}
        _write("place_weights.json", {"weights": weights.pop("place")})
        _write("date_weights.json", weights)


def _write(name: str, table: Mapping[str, Mapping[str, float]]) -> None:
    (WEIGHTS / name).write_text(json.dumps(table, indent=1, sort_keys=True) + "\n", "utf-8")


if __name__ == "__main__":
    main()
