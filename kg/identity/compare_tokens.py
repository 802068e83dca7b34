"""How alike two tokens of names sound.

They are alike when some reading of one (sounds.py) is near some reading of the other, counted by an edit distance whose
costs say what transliterations confuse (e/i, s/z, kh/h) and what they do not (Hassan is not Hussein).
"""

from functools import lru_cache
from itertools import accumulate, product

from kg.identity.sounds import GROUPS, Reading, find_script, read_token
from kg.identity.spelling import load_spelling, to_plain

VOWELS = frozenset("aeiou")

#: Costs of what spelling.toml does not name: a sound taken for any other, a sound left out. Above 1, so that one such
#: difference tells Lavrov from Larov and Clinton from Clifton.
OTHER = 1.3
MISSING = 1.2
#: The weighed distance costs most of the time: it is taken of the pairs of readings that are nearest by a plain one.
READINGS_TRIED = 4
FARTHEST = 0.67
#: Cost by length from which a pair is given up: what sounds less alike is never taken for one (compare_names.ALIKE).
HOPELESS = 0.14
FAR = float("inf")


@lru_cache(maxsize=1 << 17)
def _to_plain_token(token: str) -> str:
    return "".join(to_plain(char) for char in token) if find_script(token) == "LATIN" else token


@lru_cache(maxsize=1 << 17)
def compare_tokens(left: str, right: str) -> float:
    """Returns how alike two tokens (lower case, NFC) sound. 0-1; 1 only where they are written alike."""
    if left == right:
        return 1.0
    if {reading.sounds for reading in read_token(left)} & {reading.sounds for reading in read_token(right)}:
        return 0.99
    best = 0.98 if _to_plain_token(left) == _to_plain_token(right) else 0.0
    letters = max(len(left), len(right))
    if are_hopeless(left, right, HOPELESS):
        return best
    for one, other in _choose_readings(left, right):
        best = max(best, _compare_readings(one, other, letters))
    return best


def are_hopeless(left: str, right: str, most: float) -> bool:
    """Whether two tokens cannot cost as little as `most` by letter: their skeletons alone cost more.

    Takes a hundredth of the time of the weighed distance, and never says so of tokens that cost less.
    """
    from rapidfuzz.distance import Indel

    ours, theirs = _find_skeletons(left), _find_skeletons(right)
    if not ours or not theirs:
        return False
    allowed = most * max(len(left), len(right)) / price_skeletons()
    return not any(Indel.distance(one, other) <= allowed for one in ours for other in theirs)


@lru_cache(maxsize=1 << 17)
def _find_skeletons(token: str) -> tuple[str, ...]:
    """Returns the skeletons of a token's readings; none where short vowels are not written, since costs differ there."""
    readings = read_token(token)
    return () if any(one.vowelless for one in readings) else tuple(dict.fromkeys(one.skeleton for one in readings))


@lru_cache(maxsize=1)
def price_skeletons() -> float:
    """Returns the least that a sound more or less in a skeleton costs, so that their distance is never too dear.

    A sound taken for one of another group is one less and one more.
    """
    spelling = load_spelling()
    sounds = sorted({sound for pair in spelling.swap for sound in pair} | set(GROUPS))
    drops = [spelling.drop.get(sound, MISSING) for sound in GROUPS]
    swaps = [
        spelling.swap.get(one + other, OTHER) / ((one in GROUPS) + (other in GROUPS))
        for one, other in product(sounds, sounds)
        if GROUPS.get(one) != GROUPS.get(other)
    ]
    return min(drops + swaps)


def _choose_readings(left: str, right: str) -> list[tuple[Reading, Reading]]:
    """Returns the pairs of readings that are nearest by a plain edit distance, without vowels where one has none."""
    from rapidfuzz.distance import Levenshtein

    ours, theirs = read_token(left), read_token(right)
    if not ours or not theirs:
        return []
    bare = ours[0].vowelless != theirs[0].vowelless
    ranked = []
    for one in ours:
        for other in theirs:
            a, b = (one.bones, other.bones) if bare else (one.rough, other.rough)
            ranked.append((Levenshtein.normalized_distance(a, b), one.sounds, other.sounds, one, other))
    ranked.sort(key=lambda item: item[:3])
    return [(one, other) for far, _a, _b, one, other in ranked[:READINGS_TRIED] if far <= FARTHEST]


def _compare_readings(one: Reading, other: Reading, letters: int) -> float:
    longest = min(letters, max(len(one.sounds), len(other.sounds)))
    vowelless = one.vowelless != other.vowelless
    if vowelless and other.vowelless:
        one, other = other, one
    return max(0.0, 1.0 - measure_distance(one.sounds, other.sounds, vowelless, HOPELESS * longest) / longest)


def measure_distance(left: str, right: str, vowelless: bool, most: float = float("inf")) -> float:
    """Returns the cost of turning one reading into another (weighted edit distance); infinite where above `most`.

    vowelless: the left one is of a script without short vowels, so that those of the right one may be missing there at
        little cost; the vowels that it does write are long and count.
    """
    swaps = _price_swaps(vowelless)
    drop_right = _price_drops(right, vowelless)
    row = [0.0, *accumulate(drop_right)]
    # Only the cells up to `most` are followed: from first to last of a row.
    first, last = 0, sum(cost <= most for cost in row) - 1
    for sound, drop in zip(left, _price_drops(left, False), strict=True):
        prices = swaps.get(sound, {})
        cells = [FAR] * len(row)
        start, end = FAR, -1
        for at in range(first, len(row)):
            best = row[at] + drop
            if at:
                other = right[at - 1]
                best = min(best, cells[at - 1] + drop_right[at - 1])
                best = min(best, row[at - 1] + (0.0 if sound == other else prices.get(other, OTHER)))
            if best <= most:
                cells[at] = best
                start, end = min(start, at), at
            elif at > last:
                break
        if end < 0:
            return FAR
        row, first, last = cells, int(start), end
    return row[-1]


@lru_cache(maxsize=2)
def _price_swaps(vowelless: bool) -> dict[str, dict[str, float]]:
    spelling = load_spelling()
    swaps: dict[str, dict[str, float]] = {}
    for pair, cost in (spelling.swap_vowelless if vowelless else spelling.swap).items():
        swaps.setdefault(pair[0], {})[pair[1]] = cost
    return swaps


@lru_cache(maxsize=1 << 17)
def _price_drops(sounds: str, vowelless: bool) -> tuple[float, ...]:
    spelling = load_spelling()
    if vowelless:
        costs = [spelling.drop_vowelless if sound in VOWELS else spelling.drop.get(sound, MISSING) for sound in sounds]
    else:
        costs = [spelling.drop.get(sound, MISSING) for sound in sounds]
        if len(sounds) < 6:
            # In a short name every vowel counts: Amr is not Omar.
            costs = [max(cost, 0.5) if sound in VOWELS else cost for cost, sound in zip(costs, sounds, strict=True)]
    if sounds.endswith("a"):
        costs[-1] = spelling.final_a
    return tuple(costs)
