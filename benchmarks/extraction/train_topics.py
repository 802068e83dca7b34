"""Learns from annotated articles what a meeting was about, and tells how well that does on others.

    python benchmarks/extraction/train_topics.py ARTICLES... [--test ARTICLES...] [--write]

ARTICLES are folders of NAME.txt and NAME.json (gold fact sheets). Learns from the meetings that the extractor finds and
that the gold sheet has too, and from those of the gold sheet as their evidence tells them. Prints precision and recall of
(pair, topic) for several thresholds: by cross-validation over whole articles, and on the --test folders. --write puts the
weights into kg/extract/likelihood/topic_weights.json.
"""

import argparse
import json
from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from itertools import combinations
from pathlib import Path

from train_likelihood import fit

from kg.extract.assembly import read_meetings
from kg.extract.document import Document
from kg.extract.draft_topics import MANY, MANY_THRESHOLD
from kg.extract.drafts import Draft, Story
from kg.extract.likelihood.model import LinearModel
from kg.extract.likelihood.scenery import Scenery
from kg.extract.likelihood.subjects import Subject, find_subjects
from kg.facts import FactSheet, read_sheet
from kg.facts.alignment import align_agencies, align_persons
from kg.facts.claims import Pair, make_claims
from kg.facts.model import Meeting
from kg.text import read_article

WEIGHTS = Path(__file__).parents[2] / "kg" / "extract" / "likelihood" / "topic_weights.json"
FOLDS = 8
RIDGE = 10.0
THRESHOLDS = (0.2, 0.25, 0.3, 0.35, 0.4, 0.5)
# A meeting of many pairs counts for more than one of two, but not for as many; those of the gold sheet count half.
SHARE_POWER = 0.4
GOLD_SHARE = 0.5
Row = tuple[frozenset[str], float]


@dataclass
class Example:
    """An annotated article. subjects: of each its pairs, by gold ids, and how many persons met; topics: (pair, code)
    wanted; met: pairs wanted and found; rows, shares: to learn from."""

    name: str
    subjects: list[tuple[Subject, frozenset[Pair], int]]
    topics: frozenset[tuple[Pair, str]]
    met: frozenset[Pair]
    rows: list[Row]
    shares: list[float]


def read_examples(folder: Path) -> list[Example]:
    return [_read_example(path) for path in sorted(folder.glob("*.json"))]


def _read_example(path: Path) -> Example:
    gold = read_sheet(path)
    story, scenery = read_meetings(read_article(path.with_suffix(".txt")))
    cast = story.setting.cast
    parties = align_persons(gold.persons, cast.persons) | align_agencies(gold.agencies, cast.agencies)
    claims = make_claims(gold).by_figure
    wanted = frozenset((pair, str(code)) for pair, code in claims["topics"] if isinstance(pair, frozenset))
    met = frozenset(pair for (pair,) in claims["pairs_any"] if isinstance(pair, frozenset))
    pairs = _find_pairs(story, parties)
    found = frozenset(pair for own in pairs.values() for pair in own)
    told = _Told(gold, scenery)
    example = Example(path.stem, [], wanted, met & found, [], [])
    for subject in find_subjects(scenery, story.drafts, story.topics):
        own = pairs[id(subject.draft)]
        people = sum(ref in scenery.persons for ref in subject.draft.members)
        example.subjects.append((subject, own, people))
        if true := own & met:
            about = told.read(subject.draft, true)
            example.rows.append((subject.traits, sum((p, subject.code) in about for p in true) / len(true)))
            example.shares.append(len(true) ** SHARE_POWER)
    _add_gold(example, gold, story, scenery, {wanted: found for found, wanted in parties.items()})
    return example


class _Told:
    """What the meetings of a gold sheet were about, by where its evidence tells them."""

    def __init__(self, gold: FactSheet, scenery: Scenery) -> None:
        self.meetings: dict[Pair, list[tuple[frozenset[int], tuple[str, ...]]]] = {}
        for meeting in gold.meetings:
            claims = make_claims(replace(gold, meetings=(meeting,))).by_figure["pairs_any"]
            starts = [scenery.doc.article.text.find(quote.exact) for quote in meeting.evidence]
            told = frozenset(_sentence_at(scenery.doc, at) for at in starts if at >= 0)
            for (pair,) in claims:
                if isinstance(pair, frozenset):
                    self.meetings.setdefault(pair, []).append((told, meeting.topics))

    def read(self, draft: Draft, pairs: Iterable[Pair]) -> set[tuple[Pair, str]]:
        """The topics of each pair at the meetings told where a draft is told; where none is, at all of theirs."""
        found: set[tuple[Pair, str]] = set()
        for pair in pairs:
            every = self.meetings[pair]
            here = [topics for told, topics in every if told & set(draft.told)]
            found |= {(pair, str(code)) for topics in here or [topics for _, topics in every] for code in topics}
        return found


def _find_pairs(story: Story, parties: Mapping[str, str]) -> dict[int, frozenset[Pair]]:
    """The pairs of each meeting, by gold ids; of strangers to the gold sheet, by their own with a mark."""
    known = {p.id for p in story.setting.cast.persons} | {a.id for a in story.setting.cast.agencies}

    def name(ref: str) -> str:
        return parties.get(ref, f"?{ref}" if ref in known else ref)

    found: dict[int, frozenset[Pair]] = {}
    for draft in story.drafts:
        leads = {ref: lead or ref for ref, (_, lead) in draft.members.items()}
        met = [(a, b) for a, b in combinations(leads, 2) if leads[a] != leads[b]]
        found[id(draft)] = frozenset(frozenset((name(a), name(b))) for a, b in met)
    return found


def _add_gold(example: Example, gold: FactSheet, story: Story, scenery: Scenery, back: Mapping[str, str]) -> None:
    told = [(d, m) for m in gold.meetings if (d := _make_draft(m, scenery, back)) is not None]
    meetings = {id(draft): meeting for draft, meeting in told}
    for subject in find_subjects(scenery, [draft for draft, _ in told], story.topics):
        size = len(subject.draft.members)
        example.rows.append((subject.traits, float(subject.code in meetings[id(subject.draft)].topics)))
        example.shares.append(GOLD_SHARE * max(1.0, size * (size - 1) / 2) ** SHARE_POWER)


def _make_draft(meeting: Meeting, scenery: Scenery, back: Mapping[str, str]) -> Draft | None:
    """A meeting of the gold sheet as if the extractor had read its evidence; None where the text does not have it."""
    doc = scenery.doc
    starts = [at for quote in meeting.evidence if (at := doc.article.text.find(quote.exact)) >= 0]
    if not starts:
        return None
    told = list(dict.fromkeys(_sentence_at(doc, at) for at in starts))
    words = [t.start for t in scenery.scenes[told[0]].triggers if doc.tokens[t.start].start >= starts[0]]
    trigger = words[0] if words else doc.sentences[told[0]].start
    members = {back.get(p.ref, p.ref): (p.role, p.accompanied) for p in meeting.participants}
    return Draft(meeting.kind, meeting.status, members, told, 1.0, [], trigger=trigger)


def _sentence_at(doc: Document, offset: int) -> int:
    return max((s.index for s in doc.sentences if doc.tokens[s.start].start <= offset), default=0)


def learn(examples: Iterable[Example]) -> LinearModel:
    chosen = list(examples)
    return fit([r for e in chosen for r in e.rows], RIDGE, [s for e in chosen for s in e.shares])


def cross_validate(examples: Sequence[Example]) -> dict[str, list[float]]:
    """How likely each subject is by a model that has not seen its article, by article."""
    found: dict[str, list[float]] = {}
    for k in range(FOLDS):
        model = learn(e for i, e in enumerate(examples) if i % FOLDS != k)
        found |= {e.name: judge(e, model) for e in examples[k::FOLDS]}
    return found


def judge(example: Example, model: LinearModel) -> list[float]:
    return [model.probability(subject.traits) for subject, _, _ in example.subjects]


def measure(examples: Sequence[Example], likely: Mapping[str, Sequence[float]], threshold: float) -> str:
    """Precision and recall of (pair, topic), and of those whose pair is found and right; big gatherings take their own
    threshold where it is higher."""
    everything, known = [0, 0, 0], [0, 0, 0]
    for e in examples:
        topics: set[tuple[Pair, str]] = set()
        for (subject, pairs, people), value in zip(e.subjects, likely[e.name], strict=True):
            if value >= (max(threshold, MANY_THRESHOLD) if people >= MANY else threshold):
                topics |= {(pair, subject.code) for pair in pairs}
        _count(everything, topics, e.topics)
        _count(known, {t for t in topics if t[0] in e.met}, {t for t in e.topics if t[0] in e.met})
    return f"{_show(everything)}, of pairs found {_show(known)}"


def _count(totals: list[int], found: AbstractSet[tuple[Pair, str]], wanted: AbstractSet[tuple[Pair, str]]) -> None:
    for i, number in enumerate((len(found & wanted), len(found), len(wanted))):
        totals[i] += number


def _show(totals: Sequence[int]) -> str:
    hits, found, wanted = totals
    return f"P {hits / max(found, 1):.3f} R {hits / max(wanted, 1):.3f} F {2 * hits / max(found + wanted, 1):.3f}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("articles", nargs="+", type=Path)
    parser.add_argument("--test", nargs="*", type=Path, default=[])
    parser.add_argument("--write", action="store_true")
    args = parser.parse_args()
    train = {folder: read_examples(folder) for folder in args.articles}
    test = {folder: read_examples(folder) for folder in args.test}
    everything = [e for examples in train.values() for e in examples]
    likely = cross_validate(everything)
    model = learn(everything)
    unseen = {e.name: judge(e, model) for examples in test.values() for e in examples}
    for threshold in THRESHOLDS:
        cells = [f"{folder.name} (cv): {measure(x, likely, threshold)}" for folder, x in train.items()]
        cells += [f"{folder.name}: {measure(x, unseen, threshold)}" for folder, x in test.items()]
        print(f"{threshold:.2f}", *cells, sep=" | ")
    if args.write:
        table = {"bias": model.bias, "weights": dict(sorted(model.weights.items()))}
        WEIGHTS.write_text(json.dumps(table, indent=1, ensure_ascii=False) + "\n", "utf-8")
        print(f"{len(model.weights)} weights written to {WEIGHTS}")


if __name__ == "__main__":
    main()
