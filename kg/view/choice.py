"""Which facts a page shows where there are more than fit: whole ones, the best connected persons and agencies first."""

from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Literal

from kg.vocab import COUNTRY

Part = Literal["taker", "holder", "agency"]


@dataclass(frozen=True, slots=True)
class Bone:
    """One part in one fact, as IRIs.

    who: a person, an agency or a country; None for a fact in which nobody has a part.
    part: "holder" and "agency" are those of a post.
    """

    fact: str
    who: str | None
    part: Part = "taker"


@dataclass(frozen=True, slots=True)
class Choice:
    """facts: IRIs, sorted. nodes: those of persons and agencies in them. total: nodes there were, without countries."""

    facts: tuple[str, ...]
    nodes: frozenset[str]
    total: int


def choose_facts(bones: Iterable[Bone], limit: int | None = None, about: Collection[str] = ()) -> Choice:
    """Chooses facts: meetings and awards first, then the posts of those who have a part in them, then other posts.

    Args:
        bones: all facts with all who have a part in them.
        limit: most nodes, not counting countries, which come with the others; None: no limit.
        about: IRIs; where given, only facts in which one of them has a part, and the posts of those met there.
    """
    takers: dict[str, list[str]] = {}
    holders: dict[str, str] = {}
    posts = set()
    for bone in bones:
        found = takers.setdefault(bone.fact, [])
        if bone.who is not None:
            found.append(bone.who)
        if bone.part != "taker":
            posts.add(bone.fact)
        if bone.part == "holder" and bone.who is not None:
            holders[bone.fact] = bone.who
    if about:
        takers = _keep_near(takers, holders, posts, set(about))
    takers = {fact: [who for who in found if not who.startswith(COUNTRY)] for fact, found in takers.items()}
    degrees = Counter(who for found in takers.values() for who in found)
    total = len(degrees) + sum(fact not in posts for fact in takers)
    ranked = sorted(takers, key=lambda fact: (-_weigh(takers[fact], degrees), fact))
    chosen: list[str] = []
    kept: set[str] = set()

    def take(facts: Iterable[str]) -> None:
        for fact in facts:
            new = {*takers[fact], *(() if fact in posts else (fact,))} - kept
            if limit is None or len(kept) + len(new) <= limit:
                kept.update(new)
                chosen.append(fact)

    take(fact for fact in ranked if fact not in posts)
    present = frozenset(kept)
    take(fact for fact in ranked if fact in posts and holders.get(fact) in present)
    take(fact for fact in ranked if fact in posts and holders.get(fact) not in present)
    return Choice(tuple(sorted(chosen)), frozenset(kept - set(chosen)), total)


def _weigh(found: list[str], degrees: Counter[str]) -> float:
    return sum(degrees[who] for who in found) / len(found) if found else 0.0


def _keep_near(
    takers: dict[str, list[str]], holders: dict[str, str], posts: set[str], about: set[str]
) -> dict[str, list[str]]:
    near = {fact: found for fact, found in takers.items() if about.intersection(found) or fact in about}
    present = {who for fact, found in near.items() if fact not in posts for who in found} | about
    near.update({fact: takers[fact] for fact, holder in holders.items() if holder in present})
    return near
