"""How alike a name is to those of a country's people: a hint of whose office is meant where an article leaves it open.

Counts the letters of statesmen's names (statesmen.txt) by groups of countries with alike names (name_regions.txt).
Names travel: this weighs among the countries that an article names, never alone.
"""

import math
from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from functools import cache, lru_cache
from itertools import chain

from kg.extract.name_words import fold_letters
from kg.extract.statesmen import read_statesmen
from kg.extract.word_files import read_lines

# Letters of the group of a country with few statesmen count as if so many more were as everywhere; chosen, like what a
# country of no group gets, by cross-validation over the development articles.
PRIOR_LETTERS = 1000
UNGROUPED = -1.0
# No name speaks louder against a country than this.
LEAST = -4.0
# Names remembered; an article of thousands must not grow it without bound.
CACHE_NAMES = 5_000


def weigh_origins(name: str, countries: Collection[str]) -> dict[str, float]:
    """Returns how much less likely a name is for each country (alpha-2) than for the likeliest: LEAST to 0."""
    regions = _read_regions()
    known = {c: _likelihood(name, regions[c]) for c in countries if c in regions}
    best = max(known.values(), default=0.0)
    return {c: max(LEAST, known[c] - best) if c in known else UNGROUPED for c in countries}


@lru_cache(maxsize=CACHE_NAMES)
def _likelihood(name: str, region: int) -> float:
    """The log-likelihood ratio of a name's letters for a group, against all groups together."""
    table, sizes = _read_letters()
    size, everywhere = sizes[region], sum(sizes.values())
    counts = [table[g] for word in _words(name) for g in _letters(word) if g in table]
    total = 0.0
    for count in counts:
        share = count.total() / everywhere
        total += math.log((count[region] + PRIOR_LETTERS * share) / (size + PRIOR_LETTERS) / share)
    return total / math.sqrt(max(1, len(counts)))


def _words(name: str) -> list[str]:
    return fold_letters(name).replace("-", " ").split()


def _letters(word: str) -> Iterator[str]:
    """The pairs and triples of letters of a word between marks of its ends."""
    marked = f"^{word}$"
    return chain(
        (marked[i : i + 2] for i in range(len(marked) - 1)),
        (marked[i : i + 3] for i in range(len(marked) - 2)),
    )


@cache
def _read_letters() -> tuple[Mapping[str, Counter[int]], Mapping[int, int]]:
    """How often each pair and triple of letters is in the names of each group, and how many each group has."""
    regions = _read_regions()
    words: dict[int, list[str]] = {}
    for statesman in read_statesmen():
        if statesman.country in regions:
            words.setdefault(regions[statesman.country], []).extend(statesman.words)
    table: dict[str, Counter[int]] = {}
    sizes: dict[int, int] = {}
    for region, names in words.items():
        counts = Counter(chain.from_iterable(map(_letters, names)))
        sizes[region] = counts.total()
        for letters, number in counts.items():
            table.setdefault(letters, Counter())[region] = number
    return table, sizes


@cache
def _read_regions() -> Mapping[str, int]:
    lines = read_lines("name_regions.txt")
    return {country: number for number, line in enumerate(lines) for country in line.split()}
