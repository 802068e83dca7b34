"""Posts, awards, names, parts in meetings, and what the articles of a period report."""

from collections import defaultdict
from collections.abc import Iterable, Iterator

from kg import vocab as v
from kg.query.derived.arguments import Arguments, is_within
from kg.query.derived.cells import NEVER, Cells
from kg.query.result import Cell
from kg.store.derived import Index, to_term
from kg.store.derived.relations import (
    NONE_ID,
    TOLD_DATE,
    TOLD_KINDS,
    TOLD_STATUS,
    TOLD_WHAT,
    TOLD_WHO,
)
from kg.store.derived.terms import text_of
from kg.store.terms import Iri, Literal

Rows = list[tuple[Cell, ...]]


def list_entities(index: Index, arguments: Arguments, limit: int) -> Rows:
    """Answers entity, for things of the classes that are kept."""
    cells, by = Cells(index), index.by
    subjects = set(arguments.numbers("subjects"))
    rows: Rows = []
    for subject in sorted(subjects, key=index.order):
        kinds = by("type").targets(subject)
        texts = (cells.texts(by(name).targets(subject)) for name in ("label", "alias", "acronym"))
        country, same = (cells.iris(by(name).targets(subject)) for name in ("country", "same"))
        rows.append((cells.iri(subject), cells.iris(kinds), *texts, country, same))
    return rows[:limit]


def list_parts(index: Index, arguments: Arguments, limit: int) -> Rows:
    """Answers meeting."""
    rows = {
        (index.term(meeting), *row)
        for meeting in set(arguments.numbers("meetings"))
        if meeting >= 0
        for row in _read_parts(index, meeting)
    }
    return [
        (*(Iri(each) if each else None for each in iris), Literal(field) if field else None)
        for *iris, field in sorted(rows)[:limit]
    ]


def _read_parts(index: Index, meeting: int) -> Iterator[tuple[str, str, str, str]]:
    """Yields part, who, beside whom, field; empty texts for none."""
    for who, lead, role in index.by("part").rows(meeting):
        if role != NONE_ID:
            yield index.term(role), index.term(who), "" if lead == NONE_ID else index.term(lead), ""
    for name, part in (("inviter", v.KG_invitedBy), ("frame", v.KG_partOf)):
        for who in index.by(name).targets(meeting):
            yield part, index.term(who), "", ""
    for field in index.by("inferred").targets(meeting):
        yield v.KG_inferred, "", "", text_of(index.term(field))


def list_offices(index: Index, arguments: Arguments, limit: int) -> Rows:
    """Answers offices."""
    by = index.by
    rows = set()
    for meeting in set(arguments.numbers("meetings")):
        for who, tenure in by("seat").rows(meeting):
            for post in by("post").targets(tenure):
                for agency in by("tenure_agency").targets(tenure) or (NONE_ID,):
                    for country in by("tenure_country").targets(tenure) or (NONE_ID,):
                        rows.add((meeting, who, post, agency, country, tenure))
    texts = sorted(tuple("" if each == NONE_ID else index.term(each) for each in row) for row in rows)
    return [tuple(Iri(each) if each else None for each in row) for row in texts[:limit]]


def list_posts(index: Index, arguments: Arguments, limit: int) -> Rows:
    """Answers posts-as-of."""
    by, order, cells, days_of = index.by, index.order, Cells(index), index.cards.days
    since, until = arguments.day("since"), arguments.day("until")
    groups: dict[tuple[int, int], list[tuple[int, int, int]]] = defaultdict(list)
    for tenure in _choose_tenures(index, arguments):
        first, last = days_of(tenure)
        if is_within(first, last, since, until):
            for person in by("holder").targets(tenure):
                for post in by("post").targets(tenure):
                    groups[person, post].append((first, last, tenure))
    if "persons" in arguments:
        wanted = set(arguments.numbers("persons"))
        groups = defaultdict(list, {key: held for key, held in groups.items() if key[0] in wanted})
    if "agency" in arguments or "country" in arguments:
        posts = _choose_posts(index, arguments)
        groups = defaultdict(list, {key: held for key, held in groups.items() if key[1] in posts})
    bounds = {
        key: (min((first for first, _, _ in held if first), default=0), max(last for _, last, _ in held))
        for key, held in groups.items()
    }
    rows: Rows = []
    for key in sorted(groups, key=lambda key: (bounds[key][0] or NEVER, order(key[0]), order(key[1])))[:limit]:
        tenures = [tenure for _, _, tenure in groups[key]]
        told = [
            cells.texts(each for tenure in tenures for each in by(name).targets(tenure)) for name in ("since", "until")
        ]
        of = [
            cells.iris(sorted({each for tenure in tenures for each in by(name).targets(tenure)}))
            for name in ("tenure_agency", "tenure_country")
        ]
        days = (cells.day(day) for day in bounds[key])
        rows.append((cells.iri(key[0]), cells.iri(key[1]), *days, *told, *of, cells.iris(tenures)))
    return rows


def _choose_tenures(index: Index, arguments: Arguments) -> Iterable[int]:
    """Returns the tenures of the persons, or of the posts, or all."""
    if "persons" in arguments:
        return {each for person in arguments.numbers("persons") for each in index.by("holder", 1).targets(person)}
    if "agency" in arguments or "country" in arguments:
        posts = _choose_posts(index, arguments)
        return {each for post in posts for each in index.by("post", 1).targets(post)}
    tenure = index.find(v.KG_Tenure)
    return index.by("type", 1).targets(tenure) if tenure is not None else ()


def _choose_posts(index: Index, arguments: Arguments) -> set[int]:
    """Returns the posts of an agency, and of a country or its agencies; of both where both are asked for."""
    chosen: list[set[int]] = []
    if "agency" in arguments:
        chosen.append(set(index.by("agency", 1).targets(arguments.number("agency"))))
    if "country" in arguments:
        of = index.by("country", 1).targets(arguments.number("country"))
        chosen.append({*of, *(post for agency in of for post in index.by("agency", 1).targets(agency))})
    return set.intersection(*chosen)


def list_awards(index: Index, arguments: Arguments, limit: int) -> Rows:
    """Answers awards."""
    by, order, cells, days_of = index.by, index.order, Cells(index), index.cards.days
    since, until = arguments.day("since"), arguments.day("until")
    dated = []
    for each in _choose_conferrals(index, arguments):
        first, last = days_of(each)
        if is_within(first, last, since, until):
            dated.append((first or NEVER, order(each), each, first, last))
    rows: Rows = []
    for _, _, each, first, last in sorted(dated)[:limit]:
        given = (cells.iris(by(name).targets(each)) for name in ("recipient", "award", "conferrer"))
        date = cells.texts(by("date").targets(each))
        rows.append(
            (cells.iri(each), *given, cells.day(first), cells.day(last), date, cells.iris(by("at").targets(each)))
        )
    return rows


def _choose_conferrals(index: Index, arguments: Arguments) -> set[int]:
    chosen: list[set[int]] = []
    for name in ("recipient", "conferrer"):
        if name in arguments:
            chosen.append(set(index.by(name, 1).targets(arguments.number(name))))
    if "country" in arguments:
        country = arguments.number("country")
        givers = (country, *index.by("country", 1).targets(country))
        chosen.append({each for giver in givers for each in index.by("conferrer", 1).targets(giver)})
    conferral = index.find(v.KG_Conferral)
    every = set(index.by("type", 1).targets(conferral)) if conferral is not None and not chosen else set()
    return set.intersection(*chosen) if chosen else every


def list_changed(index: Index, arguments: Arguments, limit: int) -> Rows:
    """Answers changed."""
    cells = Cells(index)
    since, until = arguments.text("since"), arguments.text("until")
    rows: Rows = []
    for published, article in _find_articles(index, since, until):
        facts: dict[int, dict[int, set[int]]] = defaultdict(lambda: defaultdict(set))
        for fact, what, value in index.by("told").rows(article):
            facts[fact][what].add(value)
        for fact in sorted(facts, key=index.order):
            told = facts[fact]
            iris = {what: cells.iris(sorted(told[what])) for what in (TOLD_KINDS, TOLD_STATUS, TOLD_WHO, TOLD_WHAT)}
            named = (cells.iri(fact), cells.iri(article), Literal(published, v.EDTF))
            rows.append(
                (*named, iris[TOLD_KINDS], iris[TOLD_STATUS], cells.texts(told[TOLD_DATE]), *list(iris.values())[2:])
            )
        if len(rows) >= limit:
            break
    return rows[:limit]


def _find_articles(index: Index, since: str, until: str) -> Iterator[tuple[str, int]]:
    """Yields the articles published in a period with the day, sorted by both."""
    issued = index.by("issued", 1)
    dated = []
    for start, end in index.term_ranges(to_term(since), to_term(until + "\U0010ffff")):
        for number in issued.between(start, end):
            published = text_of(index.term(number))
            if published >= since and published[: len(until)] <= until:
                dated.append((published, number))
    for published, number in sorted(dated):
        yield from ((published, article) for article in sorted(issued.targets(number), key=index.order))
