"""How good a folder of extracted sheets is, held against a folder of gold ones: by figure and by language.

A gold folder holds NAME.json and the article NAME.txt. An article without an extracted sheet counts as wholly missed;
extracted sheets without a gold one are not looked at.
"""

import os
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from kg.errors import UnreadableError
from kg.facts.alignment import align_agencies, align_persons
from kg.facts.claims import FIGURES, Claims, evidence_of, make_claims, match_claims, show_claim
from kg.facts.codec import YAML_SUFFIXES, read_sheet
from kg.facts.model import ArticleInfo, FactSheet
from kg.text.source import decode_source

ALL = "all"
SHEET_SUFFIXES = (".json", *YAML_SUFFIXES)


@dataclass(frozen=True, slots=True)
class Figure:
    """Counts of one kind of claim. hits: found and wanted; found: all found; gold: all wanted."""

    hits: int
    found: int
    gold: int

    @property
    def precision(self) -> float:
        """The share of found claims that are wanted, 0-1; 0 where none is found."""
        return self.hits / self.found if self.found else 0.0

    @property
    def recall(self) -> float:
        """The share of wanted claims that are found, 0-1; 0 where none is wanted."""
        return self.hits / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall, 0-1."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


@dataclass(frozen=True, slots=True)
class LanguageScore:
    """The figures of one language, or of all.

    figures: one for each of FIGURES, in their order.
    pairs_per_article: mean over the articles of the F1 of their pairs (1 where none is wanted and none found).
    status: of the pairs found, the share with the right status.
    grounding: the share of extracted meetings, awards and posts whose every quote stands in the text.
    articles: how many gold articles.
    """

    figures: Mapping[str, Figure]
    pairs_per_article: float
    status: float
    grounding: float
    articles: int


@dataclass(frozen=True, slots=True)
class Miss:
    """A claim that is only in one of the two sheets. kind: "missed" (in gold alone) or "wrong" (extracted alone)."""

    article: str
    kind: str
    figure: str
    claim: str

    def __str__(self) -> str:
        return f"{self.article}: {self.kind} {self.figure}: {self.claim}"


@dataclass(frozen=True, slots=True)
class Scores:
    """by_language: language -> its score, in alphabetical order, and last "all"; misses: in the order of articles."""

    by_language: Mapping[str, LanguageScore]
    misses: tuple[Miss, ...] = ()

    @property
    def all(self) -> LanguageScore:
        """The score over all languages."""
        return self.by_language[ALL]


def score_folder(gold_dir: str | os.PathLike[str], found_dir: str | os.PathLike[str]) -> Scores:
    """Scores a folder of extracted sheets.

    Args:
        gold_dir: gold sheets NAME.json beside their articles NAME.txt.
        found_dir: extracted sheets of the same names (.json, .yaml or .yml).

    Raises:
        UnreadableError: a folder or an article is missing, or a sheet is no JSON or YAML.
        SheetError: a file is no sheet.
    """
    gold_dir, found_dir = Path(gold_dir), Path(found_dir)
    for folder in (gold_dir, found_dir):
        if not folder.is_dir():
            raise UnreadableError(f"{folder}: no folder; give a folder of fact sheets")
    paths = [path for path in sorted(gold_dir.glob("*.json")) if not path.name.endswith(".schema.json")]
    if not paths:
        raise UnreadableError(f"{gold_dir}: no gold sheets NAME.json; give a folder that holds some")
    tallies: defaultdict[str, _Tally] = defaultdict(_Tally)
    misses: list[Miss] = []
    for path in paths:
        gold = read_sheet(path)
        found = _find_sheet(found_dir, path.stem)
        text = _squash(_read_text(path.with_suffix(".txt")))
        wanted, got = _compare(gold, found)
        for key in (gold.article.language.split("-")[0], ALL):
            tallies[key].add(wanted, got, found, text)
        misses += _misses(path.stem, wanted, got)
    languages = [*sorted(tallies.keys() - {ALL}), ALL]
    return Scores({language: tallies[language].score() for language in languages}, tuple(misses))


@dataclass(slots=True)
class _Tally:
    """Running counts of one language."""

    counts: dict[str, tuple[int, int, int]] = field(default_factory=lambda: dict.fromkeys(FIGURES, (0, 0, 0)))
    pair_scores: list[float] = field(default_factory=list)
    statuses: list[bool] = field(default_factory=list)
    grounded: list[bool] = field(default_factory=list)

    def add(self, wanted: Claims, got: Claims, found: FactSheet, text: str) -> None:
        for figure in FIGURES:
            want, have = wanted.by_figure[figure], got.by_figure[figure]
            hits, all_found, gold = self.counts[figure]
            self.counts[figure] = (hits + len(want & have), all_found + len(have), gold + len(want))
        want, have = wanted.by_figure["pairs"], got.by_figure["pairs"]
        self.pair_scores.append(2 * len(want & have) / (len(want) + len(have)) if want or have else 1.0)
        both = wanted.statuses.keys() & got.statuses.keys()
        self.statuses += [wanted.statuses[pair] == got.statuses[pair] for pair in both]
        for quotes in evidence_of(found):
            self.grounded.append(bool(quotes) and all(_squash(quote.exact) in text for quote in quotes))

    def score(self) -> LanguageScore:
        return LanguageScore(
            figures={figure: Figure(*counts) for figure, counts in self.counts.items()},
            pairs_per_article=_mean(self.pair_scores),
            status=_mean(self.statuses),
            grounding=_mean(self.grounded),
            articles=len(self.pair_scores),
        )


def _compare(gold: FactSheet, found: FactSheet) -> tuple[Claims, Claims]:
    """The wanted claims and the found ones, counted by the same ids and words where they are the same."""
    parties = align_persons(gold.persons, found.persons) | align_agencies(gold.agencies, found.agencies)
    wanted = make_claims(gold)
    return wanted, match_claims(wanted, make_claims(found, parties))


def _misses(article: str, wanted: Claims, got: Claims) -> Iterator[Miss]:
    for figure in FIGURES:
        want, have = wanted.by_figure[figure], got.by_figure[figure]
        for kind, claims in (("missed", want - have), ("wrong", have - want)):
            yield from (Miss(article, kind, figure, claim) for claim in sorted(map(show_claim, claims)))


def _find_sheet(folder: Path, stem: str) -> FactSheet:
    for suffix in SHEET_SUFFIXES:
        path = folder / f"{stem}{suffix}"
        if path.exists():
            return read_sheet(path)
    return FactSheet(ArticleInfo(stem, ""))


def _read_text(path: Path) -> str:
    try:
        return decode_source(path.read_bytes(), str(path))
    except OSError as error:
        raise UnreadableError(f"{path}: cannot be read: {error.strerror}; put the article beside its sheet") from None


def _squash(text: str) -> str:
    return " ".join(text.split())


def _mean(values: list[float] | list[bool]) -> float:
    return sum(values) / len(values) if values else 0.0
