"""Which mentions of persons are worth comparing: those that share the coarse sounds of two parts of their names.

Where one name has no second part to share, the last one and a country must do; where the second parts are forms of one
name ("William", "Bill"), these and the country. Near-linear: what is too big a block is compared with its neighbours in
a sorted order only. Refuses to compare all with all.
"""

from collections.abc import Hashable, Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import combinations, permutations, product

from kg.identity.compare_names import CERTAIN
from kg.identity.compare_tokens import compare_tokens
from kg.identity.person_names import Part, PersonName, fold, load_words
from kg.identity.sounds import find_script, make_codes

#: Blocks up to this size are compared pair by pair.
WHOLE_BLOCK = 24
#: In bigger ones each member is compared with this many that follow it.
WINDOW = 8
#: Stands in a key between the sound of a surname and a country.
AT = "@@"
PARTS_USED = 5
CODES_USED = 5


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


@lru_cache(maxsize=1 << 17)
def make_family_keys(name: PersonName) -> frozenset[str]:
    """Returns the keys of two parts, one of which is a form of a name that has others, by that name."""
    units = [(_codes(part.text), find_families(part.text)) for part in name.strong[:PARTS_USED]]
    keys: set[str] = set()
    for one, other in permutations(units, 2):
        keys.update(f"{code}={family}" for code, family in product(one[0], other[1]))
    return frozenset(keys)


@lru_cache(maxsize=1 << 16)
def find_families(part: str) -> tuple[str, ...]:
    """Returns the names that a part is a form of, each by its first form in names.toml; other scripts' by their sound."""
    words = load_words()
    found = words.families.get(fold(part), ())
    if found or find_script(part) == "LATIN":
        return found
    near = {form for code in make_codes(part) for form in _index_forms().get(code, ())}
    alike = sorted(form for form in near if compare_tokens(form, part) >= CERTAIN)
    return tuple(dict.fromkeys(family for form in alike for family in words.families[form]))


@lru_cache(maxsize=1)
def _index_forms() -> dict[str, list[str]]:
    forms: dict[str, list[str]] = {}
    for form in load_words().families:
        for code in make_codes(form):
            forms.setdefault(code, []).append(form)
    return forms


def make_person_keys(names: Iterable[PersonName], countries: Iterable[str]) -> set[str]:
    """Returns the blocking keys of a person: those of the names, and of the last names with each country."""
    keys: set[str] = set()
    for name in names:
        keys |= make_name_keys(name)
        for code in (*make_surname_keys(name), *_glue_whole(name)):
            keys |= {f"{code}{AT}{country}" for country in countries}
            if name.generation is not None:
                keys.add(f"{code}#{name.generation}")
        keys |= {f"{key}@{country}" for key in make_family_keys(name) for country in countries}
    return keys


def make_lone_keys(names: Iterable[PersonName], countries: Iterable[str]) -> set[str]:
    """Returns the keys of surname and country by which one part is all that a person's name need share with another.

    So it is where it has no second part in full, or an initial. Where both names have more, each has a part that the
    other lacks, so that they differ (compare_names.py).
    """
    codes: set[str] = set()
    for name in names:
        if len(name.strong) < 2 or any(part.initial for part in name.parts):
            codes |= make_surname_keys(name)
        codes.update(_glue_whole(name))
    return {f"{code}{AT}{country}" for code in codes for country in countries}


def _glue_whole(name: PersonName) -> tuple[str, ...]:
    """Returns the codes of a name of two parts read as one: papers in Chinese give foreigners by surname, 塞西."""
    if len(name.strong) != 2 or find_script(name.written) not in ("CJK", "HANGUL"):
        return ()
    return _codes("".join(part.text for part in name.strong))


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
