"""Which mentions of persons are worth comparing: those that share the coarse sounds of two parts of their names.

Near-linear: a block that would be too big is cut by country, and what is still too big is compared with its neighbours
in a sorted order only. Refuses to compare all with all.
"""

from collections.abc import Hashable, Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import combinations, product

from kg.identity.person_names import Part, PersonName
from kg.identity.sounds import make_codes

#: Blocks up to this size are compared pair by pair.
WHOLE_BLOCK = 24
#: In bigger ones each member is compared with this many that follow it.
WINDOW = 8
PARTS_USED = 5
CODES_USED = 3


@lru_cache(maxsize=1 << 17)
def make_name_keys(name: PersonName) -> frozenset[str]:
    """Returns the blocking keys of a name of two parts or more; none of a name of one."""
    units = [_codes(part.text) for part in name.strong[:PARTS_USED]]
    keys: set[str] = set()
    for left, right in combinations(units, 2):
        keys.update(_pair(one, other) for one, other in product(left, right))
    for at in range(len(name.parts) - 1):
        # Written as one word elsewhere: Geun-hye, Ben Ali.
        glued = _glue(name.parts[at : at + 2])
        if glued:
            for other in (part for number, part in enumerate(name.parts) if number not in (at, at + 1)):
                if not other.weak and not other.initial:
                    keys.update(_pair(one, two) for one, two in product(_codes(glued), _codes(other.text)))
    return frozenset(keys)


@lru_cache(maxsize=1 << 17)
def make_surname_keys(name: PersonName) -> frozenset[str]:
    """Returns the keys of the last part (of the first too, where a name has one part or is Chinese or Korean)."""
    strong = name.strong
    if not strong:
        return frozenset()
    ends = {strong[-1].text, strong[0].text} if len(strong) > 1 else {strong[0].text}
    return frozenset(code for text in ends for code in _codes(text))


def make_person_keys(names: Iterable[PersonName], countries: Iterable[str]) -> set[str]:
    """Returns the blocking keys of a person: those of the names, and of the last names with each country."""
    keys: set[str] = set()
    for name in names:
        keys |= make_name_keys(name)
        for code in make_surname_keys(name):
            keys |= {f"{code}@{country}" for country in countries}
            if name.generation is not None:
                keys.add(f"{code}#{name.generation}")
    return keys


def _codes(text: str) -> tuple[str, ...]:
    return make_codes(text)[:CODES_USED]


def _pair(one: str, other: str) -> str:
    return f"{one}+{other}" if one <= other else f"{other}+{one}"


def _glue(parts: Sequence[Part]) -> str:
    if any(part.initial for part in parts) or all(part.weak for part in parts):
        return ""
    return "".join(part.text for part in parts)


def pair_up(block: Sequence[Hashable]) -> Iterator[tuple[int, int]]:
    """Yields the positions of the members of a sorted block that are to be compared."""
    size = len(block)
    if size <= WHOLE_BLOCK:
        yield from combinations(range(size), 2)
        return
    for at in range(size):
        for other in range(at + 1, min(size, at + 1 + WINDOW)):
            yield at, other
