"""The network out of the derived data of a store: the same as by SPARQL, of millions of meetings too."""

from bisect import insort
from collections import defaultdict
from collections.abc import Collection, Iterator
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from kg.query.derived.arguments import Arguments
from kg.query.derived.arguments import Choice as Meetings
from kg.store.derived import Index
from kg.store.derived.index import KINDS
from kg.store.derived.meetings import ENCOUNTERS, OTHERS
from kg.store.terms import Iri, Literal
from kg.vocab import XSD_date

if TYPE_CHECKING:
    from kg.network.graph import Choice

#: Measures that are counts, and need no graph: to where the count is kept of somebody, by the kind of the others.
COUNTED = {"degree": OTHERS, "meetings": ENCOUNTERS}


def choose(index: Index, choice: "Choice", statuses: Collection[str]) -> Meetings:
    """Returns which meetings a choice wants. statuses: IRIs."""
    terms: dict[str, tuple[Iri | Literal, ...]] = {"status": tuple(map(Iri, statuses))}
    terms |= {
        name: (Literal(day, XSD_date),) for name, day in (("since", choice.since), ("until", choice.until)) if day
    }
    return Meetings(index, Arguments(index, terms))


def read_met(index: Index, wanted: Meetings, kinds: Collection[str]) -> dict[tuple[str, str], list[str]]:
    """Returns who met whom, each pair once and in the order of its IRIs, and at which of the meetings wanted."""
    from kg.query.derived.network import read_relation, select_meetings

    one, other, meeting, _ = read_relation(index, "met")
    kept = select_meetings(index, wanted)[meeting] & (one < other)
    numbers = frozenset(KINDS.index(kind) for kind in kinds)
    met: dict[tuple[str, str], list[str]] = defaultdict(list)
    for first, second, at in zip(*(column[kept].tolist() for column in (one, other, meeting)), strict=True):
        if index.kind(first) in numbers and index.kind(second) in numbers:
            pair = index.term(first), index.term(second)
            met[min(pair), max(pair)].append(index.term(at))
    return met


def read_days(index: Index, meeting: str) -> tuple[str, str] | None:
    """Returns the first and the last day of a meeting, None where one of them is not known."""
    number = index.find(meeting)
    first, last, _ = index.meeting(number) if number is not None else (0, 0, 0)
    return (date.fromordinal(first).isoformat(), date.fromordinal(last).isoformat()) if first and last else None


def read_kind(index: Index, iri: str) -> str:
    """Returns the kind of a thing, a key of kg.network.graph.KINDS."""
    number = index.find(iri)
    return KINDS[index.kind(number)] if number is not None else ""


def rank_counted(
    index: Index, wanted: Meetings, kinds: Collection[str], measure: str, kind: str | None, limit: int | None
) -> list[tuple[str, int, str]]:
    """Returns who met somebody, with a measure of COUNTED and their kind: highest first, equals by IRI.

    kind: only these; limit: so many at most.
    """
    if wanted.is_plain and measure == "degree" and limit is not None:
        return _rank_known(index, kinds, kind, limit)
    import numpy as np

    from kg.query.derived.network import count_pairs, read_relation

    numbers = [KINDS.index(each) for each in kinds]
    if wanted.is_plain:
        who, what, count = read_relation(index, "tally")
        kept = np.isin(what, [COUNTED[measure] + number for number in numbers])
        who, count = who[kept], count[kept]
    else:
        who, other, count = count_pairs(index, wanted)
        kept = np.isin(_kinds_of(index, other), numbers)
        who, count = who[kept], (count[kept] if measure == "meetings" else np.ones(int(kept.sum()), np.int64))
    scores = np.bincount(who, weights=count).astype(np.int64)
    found = np.flatnonzero(scores)
    found = found[np.isin(_kinds_of(index, found), numbers if kind is None else [KINDS.index(kind)])]
    if index.delta is None:
        ranked = found[np.lexsort((found, -scores[found]))].tolist()
    else:
        ranked = sorted(found.tolist(), key=lambda each: (-scores[each], index.term(each)))
    return [(index.term(each), int(scores[each]), KINDS[index.kind(each)]) for each in ranked[:limit]]


def _rank_known(index: Index, kinds: Collection[str], kind: str | None, limit: int) -> list[tuple[str, int, str]]:
    """Returns who met most others, as rank_counted does: out of the ranking that is kept, read as far as it matters."""
    tally, base = index.by("tally"), index.base
    numbers = [KINDS.index(each) for each in kinds]
    wanted = frozenset(numbers if kind is None else [KINDS.index(kind)])
    best: list[tuple[int, int, int]] = []

    def weigh(who: int) -> None:
        if index.kind(who) in wanted:
            counts = tally.counted(who)
            score = sum(counts.get((OTHERS + number,), 0) for number in numbers)
            if score:
                insort(best, (-score, index.order(who), who))
                del best[limit:]

    changed = set(tally.delta_keys())
    for who in changed:
        weigh(who)
    for who, others in zip(base.get("ranked.who"), base.get("ranked.others"), strict=True):
        # Others of every kind are counted here: from now on nobody has more of those wanted.
        if len(best) == limit and others < -best[-1][0]:
            break
        if who not in changed:
            weigh(who)
    return [(index.term(who), -score, KINDS[index.kind(who)]) for score, _, who in best]


def _kinds_of(index: Index, things: Any) -> Any:
    import numpy as np

    distinct, places = np.unique(things, return_inverse=True)
    return np.array([index.kind(each) for each in distinct.tolist()], np.int64)[places]


class Ways:
    """Ways from one to another over those who met.

    Args:
        index: the derived data. wanted: which meetings. kinds: of those on the way.
    """

    def __init__(self, index: Index, wanted: Meetings, kinds: Collection[str]) -> None:
        self._index = index
        self._wanted = wanted
        self._kinds = frozenset(KINDS.index(kind) for kind in kinds)
        self._others = lru_cache(maxsize=1 << 16)(self._find_others)

    def shortest(self, one: str, two: str) -> Iterator[tuple[str, ...]]:
        """Yields all shortest ways, in the order of the IRIs on them; each as the IRIs on it, both ends included."""
        start, end = self._index.find(one), self._index.find(two)
        if start is None or end is None or start == end:
            return
        if self._index.kind(start) in self._kinds and self._index.kind(end) in self._kinds:
            steps = self._find_steps(start, end)
            if steps:
                for way in self._walk([start], steps):
                    yield tuple(map(self._index.term, way))

    def meetings(self, one: str, two: str) -> tuple[str, ...]:
        """Returns the meetings of two (IRIs, sorted)."""
        first, second = self._index.find(one), self._index.find(two)
        rows = self._index.by("met").rows(first) if first is not None else []
        return tuple(sorted(self._index.term(at) for other, at in rows if other == second and self._wanted.fits(at)))

    def _find_others(self, who: int) -> frozenset[int]:
        if self._wanted.is_plain:
            met: Collection[int] = self._index.by("pair").targets(who)
        else:
            met = {other for other, meeting in self._index.by("met").rows(who) if self._wanted.fits(meeting)}
        return frozenset(other for other in met if self._index.kind(other) in self._kinds)

    def _find_steps(self, start: int, end: int) -> list[set[int]]:
        """Returns who may come at each step after the first; empty where no way leads to the end.

        It is searched from both ends, on the side with fewer to look at.
        """
        forth, back = [{start}], [{end}]
        seen = {id(forth): {start}, id(back): {end}}
        while forth[-1].isdisjoint(back[-1]):
            layers = forth if len(forth[-1]) <= len(back[-1]) else back
            step = set().union(*map(self._others, layers[-1])) - seen[id(layers)]
            if not step:
                return []
            seen[id(layers)] |= step
            layers.append(step)
        steps = [forth[-1] & back[-1]]
        for layer in forth[-2:0:-1]:  # of those nearer to the start, who leads on
            steps.insert(0, {who for who in layer if not self._others(who).isdisjoint(steps[0])})
        return [*(steps if len(forth) > 1 else ()), *back[-2::-1]]

    def _walk(self, walked: list[int], steps: list[set[int]]) -> Iterator[list[int]]:
        if len(walked) > len(steps):
            yield walked
            return
        for who in sorted(self._others(walked[-1]) & steps[len(walked) - 1], key=self._index.order):
            yield from self._walk([*walked, who], steps)
