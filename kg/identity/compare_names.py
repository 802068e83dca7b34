"""How far two names of persons can name one: a score with reasons, from the names alone.

The parts of one name meet those of the other wherever they stand, glued or apart. What both names have and do not share
speaks against them; what only one has is a part left out. Refuses to merge anything: an equal name is not a person.
"""

from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from kg.identity.compare_tokens import are_hopeless, compare_tokens
from kg.identity.person_names import Part, PersonName, fold, load_words, parse_name
from kg.identity.sounds import find_script

#: Parts that sound alike at least this much are taken for one; below CERTAIN it is said, and counts for less. Chosen on
#: the development half of the bench.
ALIKE = 0.87
CERTAIN = 0.93

Degree = Literal["equal", "alike", "part", "initial", "single", "differ"]


@dataclass(frozen=True, slots=True)
class NameMatch:
    """The comparison of two names.

    score: 0-1. degree: "equal" (all parts, as written), "alike" (all parts, spelled otherwise), "part" (two or more
    parts, others left out in one), "initial" (one part and a fitting initial), "single" (one part only), "differ".
    shared: the parts of one name that met one of the other, folded. reasons: readable, most telling first.
    """

    score: float
    degree: Degree
    shared: tuple[str, ...] = ()
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Link:
    left: tuple[int, ...]
    right: tuple[int, ...]
    alike: float


@lru_cache(maxsize=1 << 18)
def compare_written(left: str, right: str) -> NameMatch:
    """Compares two names as written."""
    return compare_names(parse_name(left), parse_name(right))


def compare_names(left: PersonName, right: PersonName) -> NameMatch:
    """Compares two names. The result does not depend on which is left: the first in order of letters is taken for it."""
    if right.written < left.written:
        left, right = right, left
    if not left.parts or not right.parts:
        return NameMatch(0.0, "differ", reasons=("a name without letters",))
    refusal = _refuse(left, right)
    if refusal:
        return NameMatch(0.02, "differ", reasons=(refusal,))
    links = _link(left, right)
    full = [link for link in links if not _holds_initial(left, link.left) and not _holds_initial(right, link.right)]
    lone_left = _find_lone(left, [at for link in links for at in link.left])
    lone_right = _find_lone(right, [at for link in links for at in link.right])
    if not full:
        return NameMatch(0.03, "differ", reasons=(f"no part of {left.written!r} sounds like one of {right.written!r}",))
    shared = tuple(fold(left.parts[at].text) for link in full for at in link.left)
    notes = _note_spellings(left, right, links)
    if lone_left and lone_right:
        score = 0.45 if len(full) >= 3 else 0.2 if len(full) == 2 else 0.08
        clash = f"{_say(lone_left)} is not {_say(lone_right)}"
        return NameMatch(score, "differ", shared, (clash, *notes))
    worst = min(link.alike for link in full)
    return _grade(left, right, links, full, shared, lone_left or lone_right, worst, notes)


@lru_cache(maxsize=1 << 18)
def is_comparable(left: str, right: str) -> bool:
    """Whether a comparison of two written names tells anything: not where each has a part unlike all of the other's.

    Such names "differ" without a refusal. Most pairs do, and this takes a fraction of the time of a comparison.
    """
    one, other = parse_name(left), parse_name(right)
    return _refuse(one, other) is not None or not (_lacks(other, one) and _lacks(one, other))


def _lacks(name: PersonName, other: PersonName) -> bool:
    """Whether another name has a part in full that nothing in this one sounds like, alone or with a neighbour."""
    words = load_words()
    for at, part in enumerate(other.parts):
        if part.weak or part.initial or (len(other.strong) > 2 and fold(part.text).endswith(words.patronymics)):
            continue
        if not any(_fits(part.text, its) for its in name.parts) and not _fits_glued(other, at, name):
            return True
    return False


def _fits(text: str, part: Part) -> bool:
    return fold(text)[:1] == fold(part.text)[:1] if part.initial else _are_one_part(text, part.text)


def _fits_glued(name: PersonName, at: int, other: PersonName) -> bool:
    """Whether a part and a neighbour, written as one, sound like a part of the other name; or it like two of these."""
    glued = [_glue(name, double) for double in _doubles(name) if at in double]
    if any(_are_one_glued(text, part.text) for text in glued for part in other.parts if not part.initial):
        return True
    return any(_are_one_glued(name.parts[at].text, _glue(other, double)) for double in _doubles(other))


@lru_cache(maxsize=1 << 17)
def _are_one_part(one: str, other: str) -> bool:
    return compare_tokens(one, other) >= ALIKE or _are_variants(one, other)


@lru_cache(maxsize=1 << 16)
def _are_one_glued(one: str, other: str) -> bool:
    return not _are_too_unlike(one, other) and compare_tokens(one, other) >= CERTAIN


def _are_too_unlike(one: str, other: str) -> bool:
    """Whether two texts, one of them of two parts, need not be compared: far from one length, or other consonants."""
    if one.isascii() and other.isascii() and not 0.4 < len(one) / len(other) < 2.5:
        return True
    return are_hopeless(one, other, 1 - CERTAIN)


def _grade(
    left: PersonName,
    right: PersonName,
    links: list[_Link],
    full: list[_Link],
    shared: tuple[str, ...],
    lone: list[Part],
    worst: float,
    notes: tuple[str, ...],
) -> NameMatch:
    one_sided = (left.generation is None) != (right.generation is None)
    malus = 0.25 * (0.99 - min(worst, 0.99)) / (0.99 - ALIKE) + (0.1 if one_sided else 0.0)
    if _is_turned(left, right, full):
        malus += 0.12
        notes = (*notes, "the parts stand in another order")
    reign = left.generation is not None and left.generation == right.generation
    if reign:
        # "Mohammed" is common, "Mohammed VI" is not.
        shared = (*shared, str(left.generation))
    parts = min(sum(len(link.left) for link in full), sum(len(link.right) for link in full))
    if len(full) >= 2 or parts >= 2 or (reign and not lone):
        if lone:
            score = max(0.5, 0.93 - 0.02 * len(lone) - malus)
            return NameMatch(score, "part", shared, (f"{_say(lone)} left out", *notes))
        degree: Degree = "equal" if worst == 1.0 else "alike"
        first = "the names are equal" if degree == "equal" else "the names sound alike"
        return NameMatch(max(0.5, 1.0 - malus), degree, shared, (first, *notes))
    if len(links) > len(full):
        return NameMatch(max(0.4, 0.75 - malus), "initial", shared, ("one part and an initial agree", *notes))
    score = 0.7 if not lone else 0.55 - 0.05 * (len(lone) > 1)
    note = f"only {shared[0]!r} is shared" if lone else "a name of one part"
    return NameMatch(max(0.3, score - malus), "single", shared, (note, *notes))


def _refuse(left: PersonName, right: PersonName) -> str | None:
    if left.generation and right.generation and left.generation != right.generation:
        return f"{left.written!r} and {right.written!r} are of different generations"
    ours, theirs = _middle_initials(left), _middle_initials(right)
    if ours and theirs and ours != theirs:
        return f"the initials {'. '.join(ours).upper()}. and {'. '.join(theirs).upper()}. differ"
    return None


def _middle_initials(name: PersonName) -> tuple[str, ...]:
    """Returns the initials between two parts in full ("George H. W. Bush": h, w), else none."""
    if len(name.strong) < 2:
        return ()
    return tuple(fold(part.text) for part in name.parts if part.initial)


def _holds_initial(name: PersonName, ats: tuple[int, ...]) -> bool:
    return any(name.parts[at].initial for at in ats)


def _find_lone(name: PersonName, taken: list[int]) -> list[Part]:
    """Returns the parts in full that met nothing; patronymics may be missing and do not count."""
    words = load_words()
    lone = [part for at, part in enumerate(name.parts) if at not in taken and not part.weak and not part.initial]
    if len(name.strong) > 2:
        lone = [part for part in lone if not fold(part.text).endswith(words.patronymics)]
    return lone


def _link(left: PersonName, right: PersonName) -> list[_Link]:
    """Returns the parts that meet, best first, each part once; neighbours are glued where parts alone do not meet."""
    single = _choose(left, _find_links(left, _singles(left), right, _singles(right)))
    if not _find_lone(left, [at for link in single for at in link.left]) and not _find_lone(
        right, [at for link in single for at in link.right]
    ):
        return single
    glued = _find_links(left, _doubles(left), right, _singles(right))
    glued += _find_links(left, _singles(left), right, _doubles(right))
    return _choose(left, glued + single) if glued else single


def _find_links(
    left: PersonName, ours: list[tuple[int, ...]], right: PersonName, theirs: list[tuple[int, ...]]
) -> list[_Link]:
    found = []
    for one in ours:
        for other in theirs:
            if _is_weak(left, one) and _is_weak(right, other):
                continue
            alike = _compare_units(left, one, right, other)
            if alike >= ALIKE or (alike == 0.75 and _holds_initial(left, one) != _holds_initial(right, other)):
                found.append(_Link(one, other, alike))
    return found


def _choose(left: PersonName, found: list[_Link]) -> list[_Link]:
    """Returns links that share no part, the best first."""
    taken_left: set[int] = set()
    taken_right: set[int] = set()
    links = []
    for link in sorted(
        found, key=lambda link: (-link.alike * (2 - (link.alike == 0.75)), -_weigh(left, link), link.left, link.right)
    ):
        if not taken_left & set(link.left) and not taken_right & set(link.right):
            taken_left |= set(link.left)
            taken_right |= set(link.right)
            links.append(link)
    return links


def _weigh(name: PersonName, link: _Link) -> int:
    return sum(len(name.parts[at].text) for at in link.left)


def _is_weak(name: PersonName, ats: tuple[int, ...]) -> bool:
    return all(name.parts[at].weak for at in ats)


def _singles(name: PersonName) -> list[tuple[int, ...]]:
    """Returns the positions of each part alone."""
    return [(at,) for at in range(len(name.parts))]


def _doubles(name: PersonName) -> list[tuple[int, ...]]:
    """Returns the positions of neighbours that may be written as one."""
    return [
        (at, at + 1)
        for at in range(len(name.parts) - 1)
        if not name.parts[at].initial and not name.parts[at + 1].initial
    ]


def _compare_units(left: PersonName, ours: tuple[int, ...], right: PersonName, theirs: tuple[int, ...]) -> float:
    one, other = _glue(left, ours), _glue(right, theirs)
    if _holds_initial(left, ours) or _holds_initial(right, theirs):
        if _holds_initial(left, ours) and _holds_initial(right, theirs):
            return 1.0 if fold(one) == fold(other) else 0.0
        return 0.75 if fold(one)[:1] == fold(other)[:1] else 0.0
    if len(ours) + len(theirs) > 2:
        alike = 0.0 if _are_too_unlike(one, other) else compare_tokens(one, other)
        return alike if alike >= CERTAIN else 0.0
    alike = compare_tokens(one, other)
    if alike < 0.9 and _are_variants(one, other):
        return 0.9
    return alike


def _glue(name: PersonName, ats: tuple[int, ...]) -> str:
    return "".join(name.parts[at].text for at in ats)


@lru_cache(maxsize=1 << 16)
def _are_variants(one: str, other: str) -> bool:
    """Whether one is a form of the other's name in another language or for short, whatever script it stands in."""
    one, other = fold(one), fold(other)
    variants = load_words().variants
    forms, others = variants.get(one, frozenset()), variants.get(other, frozenset())
    if other in forms:
        return True
    # The forms are listed in Latin letters: those of other scripts are known by their sound.
    if forms and find_script(other) != "LATIN":
        return any(compare_tokens(form, other) >= CERTAIN for form in forms if form[0] == one[0] or len(form) > 3)
    if others and find_script(one) != "LATIN":
        return any(compare_tokens(one, form) >= CERTAIN for form in others if form[0] == other[0] or len(form) > 3)
    return False


def _is_turned(left: PersonName, right: PersonName, full: list[_Link]) -> bool:
    order = [link.right[0] for link in sorted(full, key=lambda link: link.left)]
    return order != sorted(order)


def _note_spellings(left: PersonName, right: PersonName, links: list[_Link]) -> tuple[str, ...]:
    notes = []
    for link in sorted(links, key=lambda link: link.alike):
        one, other = _glue(left, link.left), _glue(right, link.right)
        if link.alike < 1.0 and fold(one) != fold(other):
            sure = "is" if link.alike >= CERTAIN else "may be"
            notes.append(f"{one!r} {sure} {other!r}")
    return tuple(notes[:3])


def _say(parts: list[Part]) -> str:
    return " ".join(repr(part.text) for part in parts)
