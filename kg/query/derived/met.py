"""Who met whom: one's meetings, common contacts, ways from one to another, rankings."""

from collections import defaultdict
from itertools import islice, product

from kg.query.derived.arguments import Arguments, Choice
from kg.query.derived.cells import Cells, whole
from kg.query.derived.events import sort_events
from kg.query.result import Cell
from kg.store.derived import Index
from kg.store.derived.index import KIND_CLASSES, KINDS
from kg.store.derived.meetings import MEETINGS, OTHERS

Rows = list[tuple[Cell, ...]]
PERSON = KINDS.index("person")


def list_met(index: Index, arguments: Arguments, limit: int) -> Rows:
    """Answers who-met."""
    choice, cells = Choice(index, arguments), Cells(index)
    rows = index.by("met").rows(arguments.number("person"))
    met = sort_events(index, ((meeting, other) for other, meeting in rows if choice.fits(meeting)), limit)
    return [(cells.iri(other), cells.iri(meeting), *cells.meeting(meeting)) for meeting, other in met]


def list_common(index: Index, arguments: Arguments, limit: int) -> Rows:
    """Answers common-contacts."""
    choice, cells = Choice(index, arguments), Cells(index)
    one, two = arguments.number("one"), arguments.number("two")
    mine, theirs = (_group_meetings(index, choice, each, {one, two}) for each in (one, two))
    common = sorted(mine.keys() & theirs.keys(), key=index.order)
    return [(cells.iri(other), cells.iris(mine[other]), cells.iris(theirs[other])) for other in common[:limit]]


def list_paths(index: Index, arguments: Arguments, limit: int) -> Rows | None:
    """Answers path; of one to the same one SPARQL does."""
    choice, cells, order = Choice(index, arguments), Cells(index), index.order
    one, two = arguments.number("one"), arguments.number("two")
    if arguments.text("one") == arguments.text("two"):
        return None
    direct = sorted({m for other, m in index.by("met").rows(one) if other == two and choice.fits(m)}, key=order)
    rows: Rows = [(whole(1), None, cells.iri(meeting), cells.iri(meeting)) for meeting in direct[:limit]]
    mine, theirs = (_group_meetings(index, choice, each, {one, two}) for each in (one, two))
    via = sorted((each for each in mine.keys() & theirs.keys() if index.kind(each) == PERSON), key=order)
    two_hops = whole(2)
    ways = (
        (two_hops, cells.iri(each), cells.iri(first), cells.iri(second))
        for each in via
        for first, second in product(sorted(mine[each], key=order), sorted(theirs[each], key=order))
    )
    return [*rows, *islice(ways, max(limit - len(rows), 0))]


def rank_pairs(index: Index, arguments: Arguments, limit: int) -> Rows | None:
    """Answers top-pairs."""
    kind = KIND_CLASSES.get(arguments.text("kind"))
    if kind is None:
        return None
    choice, cells = Choice(index, arguments), Cells(index)
    limit = min(limit, arguments.integer("limit"))
    pairs = _top_pairs(index, kind, limit) if choice.is_plain else _count_pairs(index, choice, kind)
    pairs.sort(key=lambda row: (-row[0], index.order(row[1]), index.order(row[2])))
    return [(cells.iri(one), cells.iri(other), whole(count)) for count, one, other in pairs[:limit]]


def rank_connected(index: Index, arguments: Arguments, limit: int) -> Rows | None:
    """Answers most-connected."""
    kind = KIND_CLASSES.get(arguments.text("kind"))
    if kind is None:
        return None
    choice, cells = Choice(index, arguments), Cells(index)
    limit = min(limit, arguments.integer("limit"))
    ranked = _top_connected(index, kind, limit) if choice.is_plain else _count_connected(index, choice, kind)
    ranked.sort(key=lambda row: (-row[0], -row[1], index.order(row[2])))
    return [(cells.iri(who), whole(others), whole(meetings)) for others, meetings, who in ranked[:limit]]


def _group_meetings(index: Index, choice: Choice, who: int, without: set[int]) -> dict[int, list[int]]:
    """Returns whom somebody met, and at which meetings."""
    groups: dict[int, list[int]] = defaultdict(list)
    for other, meeting in index.by("met").rows(who):
        if other not in without and choice.fits(meeting):
            groups[other].append(meeting)
    return groups


def _top_pairs(index: Index, kind: int, limit: int) -> list[tuple[int, int, int]]:
    """Returns count, one and other of at least the first pairs, out of those counted when the base was made."""
    base = index.base
    columns = zip(base.get("top.count"), base.get("top.one"), base.get("top.other"), strict=True)
    changed = {(min(row), max(row)) for row in index.by("pair").delta_rows()}
    kept = (row for row in columns if index.kind(row[1]) == kind == index.kind(row[2]) and row[1:] not in changed)
    found = list(islice(kept, limit))
    for one, other in changed:
        count = index.by("pair").counted(one).get((other,), 0)
        if count and index.kind(one) == kind == index.kind(other):
            found.append((count, *sorted((one, other), key=index.order)))  # type: ignore[arg-type]
    return found


def _top_connected(index: Index, kind: int, limit: int) -> list[tuple[int, int, int]]:
    base, tally = index.base, index.by("tally")
    columns = zip(base.get("ranked.others"), base.get("ranked.meetings"), base.get("ranked.who"), strict=True)
    changed = set(tally.delta_keys())
    found = list(islice((row for row in columns if row[2] not in changed and index.kind(row[2]) == kind), limit))
    for who in changed:
        counts = tally.counted(who)
        others = sum(count for (what,), count in counts.items() if what < OTHERS + len(KINDS))
        if others and index.kind(who) == kind:
            found.append((others, counts.get((MEETINGS,), 0), who))
    return found


def _count_pairs(index: Index, choice: Choice, kind: int) -> list[tuple[int, int, int]]:
    from kg.query.derived.network import count_pairs

    one, other, count = count_pairs(index, choice)
    rows = zip(count.tolist(), one.tolist(), other.tolist(), strict=True)
    return [
        (times, *sorted(pair, key=index.order))
        for times, *pair in rows
        if pair[0] < pair[1] and index.kind(pair[0]) == kind == index.kind(pair[1])
    ]


def _count_connected(index: Index, choice: Choice, kind: int) -> list[tuple[int, int, int]]:
    from kg.query.derived.network import count_connected

    return [row for row in count_connected(index, choice) if index.kind(row[2]) == kind]
