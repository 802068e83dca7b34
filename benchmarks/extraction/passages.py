"""Scores the extractor on passages: a few sentences of news, and who met whom in them.

    python benchmarks/extraction/passages.py FILE.jsonl [FILE.jsonl ...]

Prints precision, recall and F1 of the pairs of persons who met or will meet, a line a file. A line of a file is:

    {"id": "en-001", "published": "2024-05-16", "text": "...", "people": ["Ann Bell", ...],
     "meetings": [{"people": [...], "status": "held", "sides": [["Ann Bell", "Carl Dorn"], ["Omar Tazi"]]}]}

The language is what stands before the hyphen of the id. Sides are groups each of which met the people of the others.
"""

import argparse
import json
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations, product
from pathlib import Path

from kg.extract import extract_facts
from kg.facts.alignment import align_persons
from kg.facts.claims import make_claims
from kg.facts.model import Person
from kg.text import Article


@dataclass(frozen=True)
class Passage:
    """persons: those named, their names as ids too. pairs: who met whom, or will, but for what was called off."""

    article: Article
    persons: tuple[Person, ...]
    pairs: frozenset[frozenset[str]]


def read_passages(path: Path) -> Iterator[Passage]:
    """Yields the passages of a file in order."""
    for line in path.read_text("utf-8").splitlines():
        entry = json.loads(line)
        language = entry["id"].partition("-")[0]
        article = Article(entry["id"], entry["text"], language, published=entry["published"])
        pairs = frozenset(
            frozenset(pair)
            for meeting in entry["meetings"]
            if meeting["status"] != "cancelled"
            for one, other in combinations(meeting["sides"], 2)
            for pair in product(one, other)
        )
        yield Passage(article, tuple(Person(name, name) for name in entry["people"]), pairs)


def score(path: Path) -> tuple[int, int, int]:
    """Returns how many pairs of a file are found rightly, are found, and are told."""
    hits = found = told = 0
    for passage in read_passages(path):
        sheet = extract_facts(passage.article)
        claims = make_claims(sheet, align_persons(passage.persons, sheet.persons)).by_figure["pairs"]
        pairs = {pair for (pair,) in claims}
        hits, found, told = hits + len(pairs & passage.pairs), found + len(pairs), told + len(passage.pairs)
    return hits, found, told


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("files", nargs="+", type=Path)
    for path in parser.parse_args().files:
        hits, found, told = score(path)
        print(f"{path.parent.name}/{path.stem}: P {hits / max(found, 1):.3f} R {hits / max(told, 1):.3f}", end=" ")
        print(f"F1 {2 * hits / max(found + told, 1):.3f} ({hits}/{found}/{told})")


if __name__ == "__main__":
    main()
