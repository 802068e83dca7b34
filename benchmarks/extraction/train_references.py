"""Learns from annotated articles whom pronouns, roles and left-out subjects mean, and tells how well that does on others.

    python benchmarks/extraction/train_references.py ARTICLES... [--write]

ARTICLES are folders of NAME.txt, NAME.json (gold fact sheets) and NAME.refs.tsv, one reference a line: first and last
character (end exclusive) in the article's cleaned text, kind (pronoun, role, group, zero), ids of the gold sheet ("?" for
nobody of it, "+" behind them for others too) and the words. Prints in cross-validation over whole articles how many
references are taken for the right person, for a wrong one, and left open. --write puts the weights learned from all
articles into kg/extract/likelihood/antecedent_weights.json.
"""

import argparse
import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from choices import Question, fit_choices

from kg.extract.antecedents import Option
from kg.extract.cast import find_cast
from kg.extract.document import Document, read_document
from kg.extract.expressions import Expression
from kg.extract.groups import Group
from kg.extract.lexicon import read_lexicon
from kg.extract.likelihood.model import LinearModel
from kg.extract.mentions import Cast, PlaceMention
from kg.extract.places import find_places
from kg.extract.references import choose_by, resolve_references
from kg.facts import read_sheet
from kg.facts.alignment import align_persons
from kg.text import read_article

WEIGHTS = Path(__file__).parents[2] / "kg" / "extract" / "likelihood" / "antecedent_weights.json"
FOLDS = 5
# Of a group nearly all of whose members are found, those found are learned as right.
ALIKE = 0.7
# Penalties, chosen in cross-validation.
RIDGE = {"one": 6.0, "group": 4.0}


@dataclass(frozen=True)
class Label:
    """A reference that a reader marked. refs: ids of the cast, "" for who is not in it; several for a group."""

    start: int
    end: int
    kind: str
    refs: tuple[str, ...]


@dataclass(frozen=True)
class Marked:
    """An article with its marks."""

    name: str
    doc: Document
    places: Sequence[PlaceMention]
    cast: Cast
    labels: Sequence[Label]

    def meant_by(self, expression: Expression | Group) -> tuple[str, ...]:
        """Whom a reader took an expression to mean, nobody where it was not marked."""
        tokens = self.doc.tokens
        if expression.sort == "dropped":
            sentence = self.doc.sentence_of(expression.start)
            start, end = tokens[sentence.start].start, tokens[sentence.end - 1].end
            named = [
                tokens[m.start].start for m in self.cast.mentions if set(m.refs) & {p.id for p in self.cast.persons}
            ]
            until = min((at for at in named if at >= start), default=end)
            dropped = [x for x in self.labels if x.kind == "zero" and start <= x.start < min(until, end)]
            return dropped[0].refs if dropped else ()
        start, end = tokens[expression.start].start, tokens[expression.end - 1].end
        marked = [x for x in self.labels if x.start < end and start < x.end and x.kind != "zero"]
        return marked[0].refs if marked else ()


def read_marked(folders: Iterable[Path]) -> list[Marked]:
    """Reads the marked articles of some folders."""
    return [_read_marked(path) for folder in folders for path in sorted(folder.glob("*.refs.tsv"))]


def _read_marked(path: Path) -> Marked:
    stem = path.with_name(path.name.removesuffix(".refs.tsv"))
    gold = read_sheet(stem.with_suffix(".json"))
    doc = read_document(read_article(stem.with_suffix(".txt")), read_lexicon(gold.article.language))
    places = find_places(doc)
    cast = find_cast(doc, places)
    to_cast = {theirs: ours for ours, theirs in align_persons(gold.persons, cast.persons).items()}
    labels = []
    for line in path.read_text("utf-8").splitlines():
        start, end, kind, who, _words = line.split("\t")
        refs = tuple(to_cast.get(ref, "") for ref in who.rstrip("+").split(",") if ref != "?")
        labels.append(Label(int(start), int(end), kind, refs))
    return Marked(stem.name, doc, places, cast, labels)


def read_questions(marked: Marked) -> dict[str, list[Question]]:
    """Reads an article with every reference taken as its readers did, and returns by model what was to be chosen."""
    questions: dict[str, list[Question]] = {"one": [], "group": []}

    def choose(expression: Expression | Group, options: Sequence[Option]) -> tuple[str, ...]:
        meant = marked.meant_by(expression)
        right = [_is_right(meant, option.refs, expression) for option in options]
        if isinstance(expression, Group) and not any(right):
            likest = max(options, key=lambda option: _overlap(meant, option.refs))
            right = [option is likest and _overlap(meant, option.refs) >= ALIKE for option in options]
        if expression.sort == "dropped" and not (meant and any(right)):
            return ()
        if not any(right):
            right[0] = True
        name = "group" if isinstance(expression, Group) else "one"
        questions[name].append(Question([o.traits for o in options], right))
        return options[right.index(True)].refs

    resolve_references(marked.doc, marked.cast, marked.places, choose)
    return questions


def _is_right(meant: tuple[str, ...], refs: tuple[str, ...], expression: Expression | Group) -> bool:
    """Whether those chosen are meant: of a group all of them, else one ("the delegation" is whoever leads it)."""
    if isinstance(expression, Group) or not refs:
        return set(meant) - {""} == set(refs) if len(meant) > 1 or not refs else False
    return refs[0] in meant


def _overlap(meant: Sequence[str], refs: Sequence[str]) -> float:
    """The share of those meant or chosen who are both, 0-1."""
    return len(set(meant) & set(refs)) / max(1, len(set(meant) | set(refs)))


def count_answers(marked: Marked, models: Mapping[str, LinearModel]) -> Counter[tuple[str, str]]:
    """Counts by sort of expression what becomes of the references of an article."""
    counts: Counter[tuple[str, str]] = Counter()

    def choose(expression: Expression | Group, options: Sequence[Option]) -> tuple[str, ...]:
        refs = choose_by(models, expression, options)
        meant = marked.meant_by(expression)
        if expression.sort == "dropped" and not meant:
            return refs
        if not refs:
            result = "left open" if meant else "rightly open"
        elif _is_right(meant, refs, expression) or _overlap(meant, refs) >= ALIKE:
            result = "right"
        else:
            result = "wrong" if meant else "nobody meant"
        counts[expression.sort, result] += 1
        return refs

    resolve_references(marked.doc, marked.cast, marked.places, choose)
    return counts


def fit(questions: Iterable[Mapping[str, Sequence[Question]]]) -> dict[str, LinearModel]:
    """Fits the models of one and of groups."""
    asked = list(questions)
    return {name: fit_choices((q for by_name in asked for q in by_name[name]), RIDGE[name]) for name in RIDGE}


def cross_fit(marked: Sequence[Marked]) -> Iterator[tuple[Mapping[str, LinearModel], Sequence[Marked]]]:
    """Yields models learned from all but some articles, with those articles; each is left out once."""
    questions = {m.name: read_questions(m) for m in marked}
    names = sorted(questions)
    for fold in range(FOLDS):
        held = set(names[fold::FOLDS])
        yield fit(questions[name] for name in names if name not in held), [m for m in marked if m.name in held]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("articles", nargs="+", type=Path)
    parser.add_argument("--write", action="store_true", help="write the weights learned from all articles")
    args = parser.parse_args()
    marked = read_marked(args.articles)
    counts: Counter[tuple[str, str]] = Counter()
    for models, articles in cross_fit(marked):
        for article in articles:
            counts.update(count_answers(article, models))
    _report(counts)
    if args.write:
        weights = {name: model.weights for name, model in fit(read_questions(m) for m in marked).items()}
        WEIGHTS.write_text(json.dumps(weights, indent=1, sort_keys=True) + "\n", "utf-8")


def _report(counts: Counter[tuple[str, str]]) -> None:
    results = ("right", "wrong", "nobody meant", "left open", "rightly open")
    print("sort".ljust(10), *(r.rjust(13) for r in results))
    for sort in sorted({s for s, _ in counts}):
        print(sort.ljust(10), *(str(counts[sort, r]).rjust(13) for r in results))
    print(
        "all".ljust(10), *(str(sum(n for (_, r), n in counts.items() if r == result)).rjust(13) for result in results)
    )


if __name__ == "__main__":
    main()
