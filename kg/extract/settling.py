"""Of which country an office is, where its words do not say: settled in this order.

What the title says, the person's other office, the list of people of public life, the party, whose "his minister" it
is, the sides and places around. All of it is marked as inferred.
"""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Mapping, Sequence

from kg.extract.bodies import Bodies
from kg.extract.people import Human
from kg.extract.posts import Draft
from kg.extract.precedents import Precedents
from kg.extract.scene import Scene
from kg.extract.sides import Sides
from kg.extract.statesmen import find_homelands

# How many tokens may stand between two people of one list.
LIST_TOKENS = 2
# How many people are looked through on either side; an article of thousands must stay cheap.
WINDOW = 12
# How much it speaks against a country that another holds the same office "of both countries" for it, or that an envoy
# is sent there.
APART = 20.0
# How much someone beside in a list speaks for their country.
NEIGHBOUR = 2.0


def settle_countries(scene: Scene, bodies: Bodies, drafts: list[Draft]) -> None:
    """Infers the countries that are still open, from the person's other posts, neighbours and places."""
    held: dict[str, str] = {}
    for draft in drafts:
        if not draft.settled and (draft.body is None or draft.body.country is None):
            titled = bodies.homelands.of_title(draft.title)
            homes = find_homelands(draft.human.name)
            draft.country = titled if titled in (None, "EU") or titled in homes or not homes else None
        if draft.country is not None and draft.human.id not in held:
            held[draft.human.id] = draft.country
    owners, offices = _owners(drafts), _said_offices(drafts)
    sides = Sides(scene, bodies.homelands, drafts, held)
    precedents = Precedents(scene, drafts)
    parties: dict[str, str | None] = {}
    for n, draft in enumerate(drafts):
        if draft.settled:
            continue
        country, reason = held.get(draft.human.id), "the person's other post"
        if country is None:
            country, reason = bodies.homelands.of_person(draft.human.name), "whose statesman the person is"
        if country is None:
            if draft.human.id not in parties:
                parties[draft.human.id] = _party_country(scene, draft.human)
            country, reason = parties[draft.human.id], "of the party"
        if country is None and draft.phrase.possessive and not draft.phrase.counterpart:
            country, reason = _owner(scene, owners, draft, held), "of whom the sentence speaks"
        if country is None:
            taken = _taken(offices, draft)
            around = {c: NEIGHBOUR * near for c, near in _neighbours(scene, drafts, n).items()}
            for side, weight in sides.weigh(draft).items():
                around[side] = around.get(side, 0.0) + weight
            weights = precedents.weigh(n, around, taken)
            for other in drafts if draft.phrase.apart else ():
                if other.phrase is draft.phrase and other.country is not None:
                    weights[other.country] -= APART
            for seat in draft.phrase.seats:
                weights[seat] -= APART
            country, reason = bodies.homelands.infer(draft.human.name, draft.phrase, weights)
        if country is not None:
            draft.country = country
            draft.inferred.append("country")
            draft.reasons.append(reason)
            held[draft.human.id] = country
            precedents.note(draft)
    for draft in drafts:
        body = draft.body
        if body is not None and body.country is None and not body.international and draft.country is not None:
            body.country, body.inferred = draft.country, "country" in draft.inferred


def _party_country(scene: Scene, human: Human) -> str | None:
    """Returns the country of the party in brackets behind one of a person's names."""
    tokens, parties = scene.tokens, scene.words.posts.parties
    for span in human.spans:
        inside = tokens[span.end : span.end + 3]
        if len(inside) == 3 and inside[0].text == "(" and inside[2].text == ")" and inside[1].norm in parties:
            return parties[inside[1].norm]
    return None


def _owners(drafts: Sequence[Draft]) -> list[tuple[int, str]]:
    """Returns where people with an office are named, with their ids, in text order."""
    humans = {d.human.id: d.human for d in drafts}
    return sorted((s.end, human.id) for human in humans.values() for s in human.spans)


def _owner(scene: Scene, owners: Sequence[tuple[int, str]], draft: Draft, held: Mapping[str, str]) -> str | None:
    """Returns the country of the person named last before "his minister", or the country itself before "its"."""
    at = bisect_left(owners, (draft.phrase.start + 1,))
    named = scene.doc.sentence_of(draft.phrase.head).start
    person: str | None = None
    for end, human in reversed(owners[max(0, at - WINDOW) : at]):
        if human != draft.human.id and human in held:
            person, named = held[human], max(named, end)
            break
    for k in range(draft.phrase.start - 1, named - 1, -1):
        place = scene.place_at.get(k)
        if place is not None and place.kind == "country" and place.country:
            return place.country
    return person


def _said_offices(drafts: Sequence[Draft]) -> dict[str, dict[str, set[str]]]:
    """Returns who is said to hold which office: title, country, ids of people."""
    out: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for draft in drafts:
        if draft.country is not None and "country" not in draft.inferred:
            out[draft.title.casefold()][draft.country].add(draft.human.id)
    return out


def _taken(offices: Mapping[str, Mapping[str, set[str]]], draft: Draft) -> set[str]:
    """Returns the countries whose same office someone else is said to hold."""
    if draft.phrase.institutional or draft.phrase.envoy:
        return set()
    return {c for c, holders in offices.get(draft.title.casefold(), {}).items() if holders - {draft.human.id}}


def _neighbours(scene: Scene, drafts: Sequence[Draft], n: int) -> dict[str, float]:
    """Returns the countries of the people beside someone in a list, with how close they stand (0-1)."""
    out: dict[str, float] = {}
    draft = drafts[n]
    limit = scene.limit(draft.phrase.head)
    for other in [*drafts[max(0, n - 4) : n], *drafts[n + 1 : n + 4]]:
        if other.country is None or other.human is draft.human or scene.limit(other.phrase.head) != limit:
            continue
        first, second = sorted((other, draft), key=lambda d: d.phrase.head)
        gap = max(0, _edge(second, last=False) - _edge(first, last=True))
        if gap <= LIST_TOKENS:
            out[other.country] = 1.0
    return out


def _edge(draft: Draft, *, last: bool) -> int:
    if not last:
        return min(draft.phrase.start, draft.holding.span.lead)
    return max(draft.phrase.end, draft.holding.span.end)
