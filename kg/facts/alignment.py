"""Which found persons and agencies are which wanted ones, within one article. For scoring only.

Names are compared folded (case, accents, transliteration marks). Deciding who is one person across articles is the
business of the identity room; this one knows both sheets speak of one text and may be generous.
"""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from typing import TypeVar

from kg.facts.folding import fold
from kg.facts.model import Agency, Person

# How alike two names of one agency are at least; translated and shortened names differ by a word or so.
AGENCY_MIN_OVERLAP = 0.75


Party = TypeVar("Party", Person, Agency)


def word_overlap(one: str, other: str) -> float:
    """Returns the share of words that two texts have in common, 0-1 (Jaccard, folded); 0 where one has no words."""
    words, others = set(fold(one).split()), set(fold(other).split())
    return len(words & others) / len(words | others) if words and others else 0.0


def align_persons(wanted: Sequence[Person], found: Sequence[Person]) -> dict[str, str]:
    """Returns found id -> wanted id for those persons that are the same; each wanted one is taken once."""
    surnames = Counter((fold(person.name).split() or [""])[-1] for person in wanted)
    return _align(wanted, found, lambda one, other: _is_same_person(one, other, surnames))


def align_agencies(wanted: Sequence[Agency], found: Sequence[Agency]) -> dict[str, str]:
    """Returns found id -> wanted id for those agencies that are the same; each wanted one is taken once."""
    return _align(wanted, found, _is_same_agency)


def _align(wanted: Sequence[Party], found: Sequence[Party], is_same: Callable[[Party, Party], bool]) -> dict[str, str]:
    mapping: dict[str, str] = {}
    taken: set[str] = set()
    for other in found:
        hit = next((one.id for one in wanted if one.id not in taken and is_same(one, other)), None)
        if hit is not None:
            mapping[other.id] = hit
            taken.add(hit)
    return mapping


def _names(party: Person | Agency) -> set[str]:
    return {fold(name) for name in (party.name, *party.aliases)}


def _is_same_person(wanted: Person, found: Person, surnames: Mapping[str, int]) -> bool:
    """By a name in common, by one name's words all in the other, or by a surname that one person alone has."""
    if _names(wanted) & _names(found):
        return True
    words, others = fold(wanted.name).split(), fold(found.name).split()
    if not words or not others:
        return False
    if len(words) > 1 and len(others) > 1:
        return set(others) <= set(words) or set(words) <= set(others)
    return words[-1] == others[-1] and surnames[words[-1]] == 1


def _is_same_agency(wanted: Agency, found: Agency) -> bool:
    """By a name or acronym in common, or by names that differ in few words."""
    names, others = _names(wanted), _names(found)
    short = {fold(wanted.acronym)} if wanted.acronym else set()
    other_short = {fold(found.acronym)} if found.acronym else set()
    if (short | names) & (other_short | others):
        return True
    return any(word_overlap(name, other) >= AGENCY_MIN_OVERLAP for name in names for other in others)
