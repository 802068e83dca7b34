"""How the answers of a store are read: names of the page for IRIs, one value where articles give several."""

import hashlib
import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace

from kg import vocab as v
from kg.view.model import Role, ViewFact, ViewSource, ViewTaker
from kg.view.wording import fold_text

#: Property to values, of one thing.
Values = dict[str, list[str]]

#: Ids as kg mints them: a letter for the kind. None of the page's own elements is named like that.
_SAFE_ID = re.compile(r"[a-z]-[A-Za-z0-9_-]+")
TYPES = {iri: name for name, iri in v.MEETING_CLASSES.items() if name != "meeting"}
STATUSES = {v.KG_held: "held", v.KG_cancelled: "cancelled", v.KG_planned: "planned"}
ROLES: dict[str, Role] = {
    v.KG_host: "host",
    v.KG_guest: "guest",
    v.KG_participant: "participant",
    v.KG_accompanying: "accompanying",
}


def read_text(term: object) -> str:
    """Returns the IRI or the lexical form; "" for an unbound variable."""
    return getattr(term, "value", "")


def make_id(iri: str) -> str:
    """Returns the page's name of a thing: the end of its IRI where it is one of ours, else a hash of the IRI."""
    if iri.startswith(v.COUNTRY):
        return f"country-{make_code(iri)}"
    if iri.startswith(v.ID) and _SAFE_ID.fullmatch(iri.removeprefix(v.ID)):
        return iri.removeprefix(v.ID)
    return _hash_iri(iri)


def make_code(iri: str) -> str:
    """Returns the code of a country or topic, a hash of the IRI where it ends in none that can be used."""
    code = re.split(r"[/#]", iri)[-1]
    return code if re.fullmatch(r"[A-Za-z0-9-]+", code) else _hash_iri(iri)


def _hash_iri(iri: str) -> str:
    return f"x-{hashlib.sha256(iri.encode('utf-8', 'surrogatepass')).hexdigest()[:20]}"


def read_id(term: object) -> str:
    """Returns the page's name of a term that is an IRI."""
    return make_id(read_text(term))


def find_first(values: Values, prop: str) -> str | None:
    """Returns the first value of a property, None where it has none."""
    return next(iter(values.get(prop, ())), None)


def sort_takers(takers: Iterable[ViewTaker]) -> list[ViewTaker]:
    """Returns guests first, then hosts, participants and company.

    A mere participant in one article who is host or guest in another is only that.
    """
    order: tuple[Role, ...] = ("guest", "host", "participant", "accompanying")
    takers = set(takers)
    clear = {taker.node for taker in takers if taker.role in ("guest", "host")}
    takers = {taker for taker in takers if taker.role != "participant" or taker.node not in clear}
    return sorted(takers, key=lambda taker: (order.index(taker.role), taker.node, taker.beside or ""))


def choose_status(found: Iterable[str]) -> str:
    """Returns "held" where one article says so, else "cancelled" before "planned"."""
    known = {STATUSES.get(status) for status in found}
    return next((status for status in ("held", "cancelled", "planned") if status in known), "held")


def choose_date(found: Sequence[str]) -> str | None:
    """Returns the date that says most: days before months, one day before many."""
    return min(found, key=lambda each: (-len(each.partition("/")[0]), len(each), each), default=None)


def read_confidence(values: Values) -> float | None:
    """Returns the highest confidence; what is no number says nothing."""
    numbers = [float(each) for each in values.get(v.KG_confidence, []) if re.fullmatch(r"[01](\.\d+)?", each)]
    return max(numbers, default=None)


def name_article(iri: str) -> str:
    """Returns an article's id, or its whole IRI where it is not one of ours."""
    return iri.removeprefix(v.ARTICLE)


def make_source(iri: str, values: Values) -> ViewSource:
    """Returns an article from its properties."""
    return ViewSource(
        id=name_article(iri),
        title=find_first(values, v.DCTERMS_title),
        publisher=find_first(values, v.DCTERMS_publisher),
        date=find_first(values, v.DCTERMS_issued),
        url=find_first(values, v.SCHEMA_url),
        language=find_first(values, v.DCTERMS_language),
    )


def add_countries(facts: Sequence[ViewFact], seats: dict[str, str | None]) -> list[ViewFact]:
    """Returns the facts with the countries they have to do with: place, countries, agencies and posts of the takers."""
    homes: dict[str, set[str]] = defaultdict(set)
    for node, seat in seats.items():
        if seat:
            homes[node].add(seat)
    posts = [fact for fact in facts if fact.kind == "post"]
    own = {}
    for fact in posts:
        found = set(fact.countries).union(*(homes[t.node] for t in fact.takers if t.role == "agency"))
        own[fact.id] = found
    for fact in posts:
        for taker in fact.takers:
            if taker.role == "holder":
                homes[taker.node] |= own[fact.id]
    return [replace(fact, countries=tuple(sorted(own.get(fact.id) or _find_countries(fact, homes)))) for fact in facts]


def _find_countries(fact: ViewFact, homes: dict[str, set[str]]) -> set[str]:
    found = {fact.place_country} if fact.place_country else set()
    for taker in fact.takers:
        if taker.node.startswith("country-"):
            found.add(taker.node.removeprefix("country-"))
        elif taker.role not in ("frame", "occasion"):
            found |= homes.get(taker.node, set())
    return found


def merge_posts(posts: Iterable[ViewFact]) -> list[ViewFact]:
    """Returns posts with those of one holder that say the same in different articles made one, stated last."""
    groups: dict[object, list[ViewFact]] = defaultdict(list)
    for post in posts:
        groups[(post.takers, fold_text(post.title or ""), post.since, post.until)].append(post)
    return [
        replace(
            group[0],
            quotes=tuple(dict.fromkeys(quote for post in group for quote in post.quotes)),
            stated=max((post.stated for post in group if post.stated), default=None),
            confidence=max((post.confidence for post in group if post.confidence is not None), default=None),
            inferred=tuple(name for name in group[0].inferred if all(name in post.inferred for post in group)),
        )
        for group in groups.values()
    ]
