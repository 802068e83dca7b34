"""What resolving says: which mentions are one, why, what is left for a person to decide."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

#: A mention: article id, id in its sheet; a meeting's id with MEETING before it, since an agency may have the same one.
Key = tuple[str, str]
MEETING = "meeting/"
Kind = Literal["person", "agency", "meeting"]
#: What made a link: the score, a decision, the reference data, or the same words with the same post.
Basis = Literal["score", "decision", "reference", "profile"]


def write_key(key: Key) -> str:
    """Returns a mention as one word: article#id."""
    return f"{key[0]}#{key[1]}"


def read_key(text: str) -> Key | None:
    """Reads article#id; None where the text is none."""
    article, mark, local = text.partition("#")
    return (article, local) if mark and article and local else None


@dataclass(frozen=True, slots=True)
class Link:
    """Two mentions held for one, or that may be one.

    score: 0-1. reasons, against: readable, the weightiest first.
    """

    kind: Kind
    left: Key
    right: Key
    score: float
    reasons: tuple[str, ...] = ()
    against: tuple[str, ...] = ()
    basis: Basis = "score"


@dataclass(frozen=True, slots=True)
class Resolution:
    """Who is who.

    first: mention -> the mention that stands for its cluster, the smallest of it; mentions that are alone are missing.
    kinds: the first mentions -> what they are.
    links: the links that made the clusters. candidates: pairs for review, the most likely first.
    same_as: first mention of a cluster -> identifiers elsewhere, from the reference data.
    loose: decisions that name mentions which no sheet has.
    """

    first: Mapping[Key, Key] = field(default_factory=dict)
    kinds: Mapping[Key, Kind] = field(default_factory=dict)
    links: tuple[Link, ...] = ()
    candidates: tuple[Link, ...] = ()
    same_as: Mapping[Key, tuple[str, ...]] = field(default_factory=dict)
    loose: tuple[Key, ...] = ()

    def find(self, key: Key) -> Key:
        """Returns the mention that stands for a mention's cluster: itself where it is alone."""
        return self.first.get(key, key)

    def members(self, key: Key) -> tuple[Key, ...]:
        """Returns all mentions of a mention's cluster, sorted."""
        first = self.find(key)
        return tuple(sorted(member for member, its in self.first.items() if its == first)) or (key,)

    def explain(self, key: Key) -> tuple[Link, ...]:
        """Returns the links inside a mention's cluster, the least certain first."""
        first = self.find(key)
        inside = (link for link in self.links if self.find(link.left) == first)
        return tuple(sorted(inside, key=lambda link: (link.score, link.left, link.right)))
