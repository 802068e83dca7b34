"""How a token of a name may sound, whatever the script and the spelling convention it is written in.

A token has one or more readings: strings over the small alphabet of spelling.toml, one for each convention that gives
another. Two tokens are alike when some reading of one is near some reading of the other, counted by an edit distance
whose costs say what transliterations confuse (e/i, s/z, kh/h) and what they do not (Hassan is not Hussein).
Refuses to know what is a surname or a particle: that is persons.py.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate, groupby, product

from kg.identity.spelling import load_spelling, to_latin, to_plain

VOWELS = frozenset("aeiou")

#: Scripts that leave short vowels out in writing; and those whose inherent vowels anyascii's tables leave out.
CONSONANTAL = frozenset({"ARABIC", "HEBREW"})
VOWELLESS = frozenset({"DEVANAGARI", "BENGALI", "GURMUKHI", "GUJARATI", "TAMIL", "TELUGU", "ETHIOPIC"})

#: Costs of what spelling.toml does not name: a sound taken for any other, a sound left out. Above 1, so that one such
#: difference tells Lavrov from Larov and Clinton from Clifton.
OTHER = 1.3
MISSING = 1.2

NO_VOWELS = str.maketrans("", "", "aeiouyw")
#: The weighed distance costs most of the time: it is taken of the pairs of readings that are nearest by a plain one.
READINGS_TRIED = 4
FARTHEST = 0.67
#: Cost by length from which a pair is given up: what sounds less alike is never taken for one (compare_names.ALIKE).
HOPELESS = 0.14
#: Sounds that are seldom confused with any of another group: without all others they are a token's skeleton.
HARD = ("t", "szSC", "bp", "mn", "l", "r")
GROUPS = {sound: group[0] for group in HARD for sound in group}
FAR = float("inf")
ROUGH = str.maketrans("zCJZwoeX", "sSSSvuih", "")

SOFT = re.compile(r"g(?=[ei])")
#: Coarse classes for blocking: what any two conventions may confuse falls together, the rest is dropped.
CLASSES = str.maketrans(
    {**dict.fromkeys("bp", "p"), **dict.fromkeys("dt", "t"), **dict.fromkeys("gk", "k"), **dict.fromkeys("fvw", "f")}
    | {**dict.fromkeys("szSCJZ", "s"), **dict.fromkeys("aeiouyhX", ""), "m": "n"}
)


@dataclass(frozen=True, slots=True)
class Reading:
    """One way a token may sound.

    vowelless: its script does not write short vowels. rough: the sounds with those that are often confused made one;
    bones: the same without vowels; skeleton: one sound for each of a group of HARD, without all others.
    """

    sounds: str
    vowelless: bool
    rough: str
    bones: str
    skeleton: str


def _make_reading(sounds: str, vowelless: bool = False) -> Reading:
    rough = sounds.translate(ROUGH)
    skeleton = "".join(GROUPS[sound] for sound in sounds if sound in GROUPS)
    return Reading(sounds, vowelless, rough, rough.translate(NO_VOWELS), skeleton)


@lru_cache(maxsize=1 << 17)
def read_token(token: str) -> tuple[Reading, ...]:
    """Returns the readings of one token (lower case, NFC), best known first; at least one where it has a letter."""
    script = find_script(token)
    if script == "CYRILLIC":
        found = [_make_reading(_squeeze(sounds)) for sounds in _read_cyrillic(token)]
    elif script in CONSONANTAL:
        found = [_make_reading(_read_consonantal(form, script), vowelless=True) for form in _article_forms(token)]
    elif script == "HANGUL":
        found = [_make_reading(_squeeze(sounds)) for sounds in _read_hangul(token)]
    elif script == "LATIN":
        found = [_make_reading(_squeeze(sounds)) for sounds in _read_latin(token)]
    else:
        for letters, sounds in load_spelling().greek.items() if script == "GREEK" else ():
            token = to_greek_base(token).replace(letters, sounds)
        vowelless = script in VOWELLESS
        found = [_make_reading(_squeeze(sounds), vowelless) for sounds in _read_latin(to_latin(token))]
        if vowelless:
            found += [_make_reading(reading.sounds + "a", vowelless=True) for reading in found]
    return tuple(dict.fromkeys(reading for reading in found if reading.sounds))


@lru_cache(maxsize=1 << 16)
def find_script(token: str) -> str:
    """Returns the Unicode script of the first letter that is not Latin, as its character names begin, else "LATIN"."""
    for char in token:
        if char.isalpha() and not char.isascii():
            script = unicodedata.name(char, "LATIN").partition(" ")[0]
            if script != "LATIN":
                return script
    return "LATIN"


def to_greek_base(token: str) -> str:
    """Returns Greek letters without their accents."""
    return "".join(c for c in unicodedata.normalize("NFD", token) if not unicodedata.combining(c))


def _read_latin(token: str) -> list[str]:
    spelling = load_spelling()
    chinese = spelling.pinyin.match(token) is not None
    return list(
        dict.fromkeys(
            convention.read(token)
            for convention in spelling.conventions
            if chinese or convention.name not in spelling.pinyin_only
        )
    )


def _read_cyrillic(token: str) -> list[str]:
    spelling = load_spelling()
    for pair, sounds in spelling.cyrillic_pairs.items():
        token = token.replace(pair, sounds)
    read = [""]
    for char in token:
        if char in spelling.cyrillic:
            read = [one + sounds for one in read for sounds in spelling.cyrillic[char]][:4]
        else:
            read = [one + (char if char in "Jks" else to_plain(char)) for one in read]
    return read


def _article_forms(token: str) -> list[str]:
    """Returns an Arabic token without its article and as it is: the article may be part of the name elsewhere."""
    article = load_spelling().arabic_article
    return [token[len(article) :], token] if token.startswith(article) and len(token) > 4 else [token]


def _read_consonantal(token: str, script: str) -> str:
    spelling = load_spelling()
    table = spelling.consonantal[script]
    for letters, sound in spelling.arabic_pairs.items():
        token = token.replace(letters, sound)
    sounds = [table.get(char, to_plain(char)) for char in token if not unicodedata.combining(char)]
    out = []
    for at, sound in enumerate(sounds):
        after = next((s for s in sounds[at + 1 :] if s), "")
        if sound in ("u", "i") and (at == 0 or after in ("a", "u", "i")) and after:
            sound = "w" if sound == "u" else "y"
        out.append(sound)
    return "".join(out)


def _read_hangul(token: str) -> list[str]:
    spelling = load_spelling()
    plain = to_latin(token)
    for old, new in spelling.hangul_vowels:
        plain = plain.replace(old, new)
    plain = plain.replace("ch", "C")
    swapped = "".join(spelling.hangul_swaps.get(char, char) for char in plain)
    return [plain.replace("j", "J"), swapped]


def _squeeze(sounds: str) -> str:
    """Doubled sounds become one."""
    return "".join(sound for sound, _run in groupby(sounds))


@lru_cache(maxsize=1 << 17)
def make_codes(token: str) -> tuple[str, ...]:
    """Returns the coarse consonant codes of a token's readings, for blocking; a token of vowels alone gives "-".

    Sorted; those of readings turned about (_turn) come last.
    """
    readings = read_token(token)
    codes = {_make_code(reading.sounds) for reading in readings}
    turned = {_make_code(sounds) for reading in readings for sounds in _turn(reading)}
    return (*sorted(codes), *sorted(turned - codes))


def _make_code(sounds: str) -> str:
    return _squeeze(sounds.translate(CLASSES)) or "-"


def _turn(reading: Reading) -> Iterator[str]:
    """Yields a reading with glides and soft sounds as others write them: Ouattara, William and Уильям, Joav, Gérald."""
    sounds = reading.sounds
    if "w" in sounds:
        yield sounds.replace("w", "u")
    if "y" in sounds:
        yield sounds.replace("y", "J")
    if SOFT.search(sounds):
        yield SOFT.sub("J", sounds)
    if reading.vowelless:
        yield from (f"{sounds[:at]}w{sounds[at + 1 :]}" for at, sound in enumerate(sounds) if sound == "u")


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
