"""The person cases of the bench: mentions of real officials in several spellings, and pairs hard to tell apart.

A case is a pair of mentions and whether they are one person. Half of the officials and half of the hard pairs, drawn
with a fixed seed, are set aside: thresholds are chosen on the other half.
"""

import random
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path

FOLDER = Path(__file__).parent
SEED = 20240626
#: How often a person has no post, or a post without a country: 7 and 16 of 302 in the gold articles.
POSTLESS = 0.025
COUNTRYLESS = 0.05


#: (name, country) in negatives.tsv that are people of officials.tsv or of another row under another spelling.
TWINS = {
    ("Sergei Lavrov", "RU"): "lavrov",
    ("Sergei Naryschkin", "RU"): "naryshkin",
    ("Salman bin Abdulaziz", "SA"): "salman-king",
    ("Mohammed Shia al-Sudani", "IQ"): "sudani",
    ("Mohammed bin Zayed", "AE"): "mbz",
    ("Saud bin Faisal", "SA"): "Saud al-Faisal@SA",
    ("Turki bin Faisal", "SA"): "Turki al-Faisal@SA",
    ("Sergej Iwanow", "RU"): "Sergei Ivanov@RU",
}


@dataclass(frozen=True, slots=True)
class BenchMention:
    """One mention. title, country: None where the paper does not say; year: of the article."""

    person: str
    name: str
    language: str
    title: str | None
    country: str | None
    year: int


@dataclass(frozen=True, slots=True)
class Case:
    """Two mentions, whether they are one person, and whether the case is set aside."""

    left: BenchMention
    right: BenchMention
    same: bool
    hard: bool
    aside: bool


def read_rows(name: str) -> list[list[str]]:
    """Reads a table of the bench without its comments."""
    lines = (FOLDER / name).read_text("utf-8").splitlines()
    return [line.split("\t") for line in lines if line and not line.startswith("#")]


def read_titles() -> dict[tuple[str, str], list[str]]:
    """Returns (role, language) -> titles; language "*" for those without a line of their own."""
    return {(role, language): titles.split("; ") for role, language, titles in read_rows("titles.tsv")}


def draw_title(draw: random.Random, titles: dict[tuple[str, str], list[str]], role: str, language: str) -> str | None:
    """Draws how a paper of a language words a role; None where it names no post."""
    choices = titles.get((role, language)) or titles.get((role, "*")) or titles.get((role, "en")) or ["-"]
    title = draw.choice(choices)
    return None if title == "-" or draw.random() < POSTLESS else title


def make_mentions() -> tuple[list[BenchMention], dict[str, bool]]:
    """Returns the officials' mentions, and person -> whether set aside."""
    draw = random.Random(SEED)
    titles = read_titles()
    mentions, aside = [], {}
    for person, country, role, since, until, names in read_rows("officials.tsv"):
        aside[person] = draw.random() < 0.5
        for entry in names.split("; "):
            language, _, name = entry.partition("=")
            title = draw_title(draw, titles, role, language)
            said = country if len(country) == 2 and country != "UN" and title and draw.random() >= COUNTRYLESS else None
            mentions.append(BenchMention(person, name, language, title, said, draw.randint(int(since), int(until))))
    return mentions, aside


def make_hard_pairs() -> list[Case]:
    """Returns the pairs of negatives.tsv."""
    draw = random.Random(SEED + 1)
    titles = read_titles()
    known = {
        (entry.partition("=")[2], row[1]): row[0] for row in read_rows("officials.tsv") for entry in row[5].split("; ")
    }
    cases = []
    for row in read_rows("negatives.tsv"):
        sides = []
        for name, country, role, year, language in (row[:5], row[5:]):
            title = draw_title(draw, titles, role, language) if role != "-" else None
            person = TWINS.get((name, country)) or known.get((name, country)) or f"{name}@{country}"
            sides.append(BenchMention(person, name, language, title, country if title else None, int(year)))
        cases.append(Case(sides[0], sides[1], same=False, hard=True, aside=draw.random() < 0.5))
    return cases


def make_cases() -> list[Case]:
    """Returns all cases: each two mentions of an official, the hard pairs, and officials against one another.

    Of the last, those that share a language: a fifth, drawn.
    """
    draw = random.Random(SEED + 2)
    mentions, aside = make_mentions()
    cases = []
    for left, right in combinations(mentions, 2):
        if left.person == right.person:
            cases.append(Case(left, right, True, False, aside[left.person]))
        elif left.language == right.language and draw.random() < 0.2 and aside[left.person] == aside[right.person]:
            cases.append(Case(left, right, False, False, aside[left.person]))
    return cases + make_hard_pairs()
