"""`kg eval`: how good extracted fact sheets are, beside gold ones."""

import tempfile
from collections.abc import Mapping
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.cli.extraction import extract_folder, read_sheet_of
from kg.cli.output import Answer, Cell, Row, print_answer
from kg.cli.reader import open_reader, reader_options
from kg.cli.settings import Settings, command, pass_settings

if TYPE_CHECKING:
    from kg.facts.score import LanguageScore, Scores

FIGURE_COLUMNS = ("figure", "precision", "recall", "f1", "hits", "found", "gold")
SHARES = ("pairs_per_article", "status", "grounding")


@command("eval", answers=True)
@click.argument("gold", type=click.Path(path_type=Path))
@click.argument("extracted", type=click.Path(path_type=Path), required=False)
@click.option("--by-language", is_flag=True, help="Show the figures of each language too.")
@click.option("--misses", is_flag=True, help="List each missed and each wrong fact, in place of the figures.")
@reader_options
@pass_settings
def evaluate(
    settings: Settings, gold: Path, extracted: Path | None, by_language: bool, misses: bool, extractor: str
) -> None:
    """Score extracted fact sheets against gold ones.

    GOLD is a folder of articles NAME.txt with their gold sheets NAME.json, EXTRACTED one of extracted sheets of those
    names; without it the articles of GOLD are extracted first. An article without an extracted sheet counts as missed.
    """
    from kg.facts.score import score_folder

    if extracted is not None:
        scores = score_folder(gold, extracted)
    else:
        reader, map_files = open_reader(extractor)
        with tempfile.TemporaryDirectory() as folder:
            read = partial(read_sheet_of, extractor=reader, min_confidence=0.0)
            extract_folder(gold, Path(folder), read, "json", explain=False, jobs=None, map_files=map_files)
            scores = score_folder(gold, folder)
    answer = list_misses(scores) if misses else tabulate_scores(scores, by_language)
    print_answer(answer, settings, empty="nothing was missed, nothing is wrong")


def list_misses(scores: "Scores") -> Answer:
    """Returns each missed and each wrong fact as a row."""
    columns = ("article", "kind", "figure", "claim")
    return Answer(columns, tuple(Row({name: getattr(miss, name) for name in columns}) for miss in scores.misses))


def tabulate_scores(scores: "Scores", by_language: bool) -> Answer:
    """Returns the figures as rows: of all articles, and where asked for of each language."""
    shown = scores.by_language if by_language else {"all": scores.all}
    columns = ("language", *FIGURE_COLUMNS) if by_language else FIGURE_COLUMNS
    return Answer(columns, tuple(row for name, score in shown.items() for row in tabulate_language(name, score)))


def tabulate_language(language: str, score: "LanguageScore") -> list[Row]:
    """Returns the figures of one language as rows."""
    rows: list[Mapping[str, Cell]] = [
        {
            "figure": name,
            "precision": round(figure.precision, 3),
            "recall": round(figure.recall, 3),
            "f1": round(figure.f1, 3),
            "hits": figure.hits,
            "found": figure.found,
            "gold": figure.gold,
        }
        for name, figure in score.figures.items()
    ]
    rows += [{"figure": name, "f1": round(getattr(score, name), 3)} for name in SHARES]
    return [Row({"language": language, **row}) for row in rows]
