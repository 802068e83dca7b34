"""Counts independent sources: articles that are copies of one agency text, or of one publisher, count once.

The only home of datasketch. Near-copies are found by MinHash over runs of words.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from kg.identity.clusters import Clusters
from kg.identity.person_names import fold

WORDS = re.compile(r"\w+")
#: Words a run; permutations; the share of runs from which two texts are copies. A wire story that three papers cut and
#: retitle keeps about half of its runs, two reports of one event in one language share under a tenth.
RUN_WORDS = 4
PERMUTATIONS = 128
COPY_SHARE = 0.4


@dataclass(frozen=True, slots=True)
class Sources:
    """Who reports something. groups: articles that count as one source each, sorted; the count is their number."""

    groups: tuple[tuple[str, ...], ...]

    @property
    def count(self) -> int:
        """How many independent sources there are."""
        return len(self.groups)


def find_copies(texts: Mapping[str, str]) -> list[tuple[str, str]]:
    """Returns the pairs of articles that are near-copies. texts: article id -> cleaned text."""
    from datasketch import MinHash, MinHashLSH

    index = MinHashLSH(threshold=COPY_SHARE, num_perm=PERMUTATIONS)
    hashes = {}
    for article in sorted(texts):
        runs = _make_runs(texts[article])
        if runs:
            hashes[article] = MinHash(num_perm=PERMUTATIONS)
            hashes[article].update_batch(sorted(runs))
            index.insert(article, hashes[article])
    pairs = set()
    for article, its_hash in hashes.items():
        for other in index.query(its_hash):
            if other != article and its_hash.jaccard(hashes[other]) >= COPY_SHARE:
                pairs.add((min(article, other), max(article, other)))
    return sorted(pairs)


def _make_runs(text: str) -> set[bytes]:
    words = WORDS.findall(fold(text))
    return {" ".join(words[at : at + RUN_WORDS]).encode() for at in range(len(words) - RUN_WORDS + 1)}


def count_sources(
    articles: Iterable[str], publishers: Mapping[str, str | None], copies: Sequence[tuple[str, str]]
) -> Sources:
    """Groups articles by source.

    Args:
        articles: ids of the articles that report something.
        publishers: article id -> publisher, None where unknown; unknown ones are taken to differ.
        copies: pairs of near-copies (find_copies).
    """
    ids = sorted(set(articles))
    clusters: Clusters[str] = Clusters({})
    by_publisher: dict[str, str] = {}
    for article in ids:
        publisher = fold(publishers.get(article) or "")
        if publisher:
            clusters.join(by_publisher.setdefault(publisher, article), article)
    for left, right in copies:
        if left in ids and right in ids:
            clusters.join(left, right)
    groups: dict[str, list[str]] = {}
    for article in ids:
        groups.setdefault(clusters.find(article), []).append(article)
    return Sources(tuple(sorted(tuple(group) for group in groups.values())))
