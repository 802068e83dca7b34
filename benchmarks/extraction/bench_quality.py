"""Scores the extractor on folders of annotated articles and writes docs/quality.md.

    python benchmarks/extraction/bench_quality.py LABEL=FOLDER [LABEL=FOLDER ...] [-o docs/quality.md]

A folder holds NAME.txt and its gold sheet NAME.json. The figures are those of `kg eval`.
"""

import argparse
import tempfile
from collections.abc import Sequence
from pathlib import Path

from kg.extract import extract_facts
from kg.facts import write_sheet
from kg.facts.claims import FIGURES
from kg.facts.score import ALL, LanguageScore, Scores, score_folder
from kg.text import read_article

HEAD = """# How well articles are read

Made by `benchmarks/extraction/bench_quality.py`; do not edit. Precision / recall / F1 of the figures of `kg eval`, over
all articles of a set together; *pairs* are who met whom among persons, *pairs_any* among persons, agencies and
countries; a date, place or topic counts only with its pair. *status* is the share of right ones among the pairs found,
*grounding* the share of facts whose every quote stands in the text.

"""


def score(folder: Path) -> Scores:
    """Reads every article of a folder and scores what is found."""
    with tempfile.TemporaryDirectory() as found:
        for path in sorted(folder.glob("*.json")):
            sheet = extract_facts(read_article(path.with_suffix(".txt")))
            write_sheet(Path(found) / path.name, sheet)
        return score_folder(folder, found)


def make_table(scores: Sequence[tuple[str, LanguageScore]]) -> list[str]:
    """Returns a table: a row a figure, a column a set or language."""
    lines = ["| | " + " | ".join(f"{label} ({s.articles})" for label, s in scores) + " |"]
    lines.append("| --- |" + " ---: |" * len(scores))
    for name in FIGURES:
        cells = [s.figures[name] for _, s in scores]
        lines.append(
            f"| {name} | " + " | ".join(f"{c.precision:.2f} / {c.recall:.2f} / {c.f1:.2f}" for c in cells) + " |"
        )
    for name in ("pairs_per_article", "status", "grounding"):
        lines.append(f"| {name} | " + " | ".join(f"{getattr(s, name):.3f}" for _, s in scores) + " |")
    return lines


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("sets", nargs="+", metavar="LABEL=FOLDER")
    parser.add_argument("-o", "--output", type=Path)
    args = parser.parse_args()
    named = [(label, Path(folder)) for label, _, folder in (each.partition("=") for each in args.sets)]
    scores = [(label, score(folder)) for label, folder in named]
    parts = ["## All languages", "", *make_table([(label, s.all) for label, s in scores]), ""]
    for label, each in scores:
        languages = [(language, s) for language, s in each.by_language.items() if language != ALL]
        parts += [f"## By language: {label}", "", *make_table(languages), ""]
    page = HEAD + "\n".join(parts)
    print(page)
    if args.output:
        args.output.write_text(page, "utf-8")


if __name__ == "__main__":
    main()
