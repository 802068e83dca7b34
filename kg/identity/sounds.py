"""How a token of a name may sound, whatever the script and the spelling convention it is written in.

A token has one or more readings: strings over the small alphabet of spelling.toml, one for each convention that gives
another. Two tokens are alike when some reading of one is near some reading of the other, counted by an edit distance
whose costs say what transliterations confuse (e/i, s/z, kh/h) and what they do not (Hassan is not Hussein).
Refuses to know what is a surname or a particle: that is persons.py.
"""

import re
import tomllib
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from itertools import groupby

VOWELS = frozenset("aeiou")

#: Scripts that leave vowels out, in writing or in anyascii's tables.
VOWELLESS = frozenset({"HEBREW", "DEVANAGARI", "BENGALI", "GURMUKHI", "GUJARATI", "TAMIL", "TELUGU", "ETHIOPIC"})

#: Costs of what spelling.toml does not name: a sound taken for any other, a sound left out. Above 1, so that one such
#: difference tells Lavrov from Larov and Clinton from Clifton.
OTHER = 1.3
MISSING = 1.2

#: Coarse classes for blocking: what any two conventions may confuse falls together, the rest is dropped.
CLASSES = str.maketrans(
    {**dict.fromkeys("bp", "p"), **dict.fromkeys("dt", "t"), **dict.fromkeys("gk", "k"), **dict.fromkeys("fvw", "f")}
    | {**dict.fromkeys("szSCJZ", "s"), **dict.fromkeys("aeiouyhX", ""), "m": "n"}
)


@dataclass(frozen=True, slots=True)
class Reading:
    """One way a token may sound. vowelless: its script does not write short vowels."""

    sounds: str
    vowelless: bool = False


@dataclass(frozen=True, slots=True)
class Spelling:
    """The tables of spelling.toml, compiled."""

    conventions: tuple[tuple[str, tuple[tuple[re.Pattern[str], str], ...]], ...]
    plain: tuple[tuple[re.Pattern[str], str], ...]
    cyrillic: dict[str, tuple[str, ...]]
    cyrillic_pairs: dict[str, str]
    arabic: dict[str, str]
    arabic_article: str
    hangul_swaps: dict[str, str]
    hangul_vowels: tuple[tuple[str, str], ...]
    swap: dict[str, float]
    swap_vowelless: dict[str, float]
    drop: dict[str, float]
    final_a: float
    drop_vowelless: float


@lru_cache(maxsize=1)
def load_spelling() -> Spelling:
    """Reads spelling.toml, once."""
    data = tomllib.loads(files("kg.identity").joinpath("spelling.toml").read_text("utf-8"))
    latin = {name: tuple((re.compile(old), new) for old, new in one["rules"]) for name, one in data["latin"].items()}
    costs = data["costs"]
    return Spelling(
        conventions=tuple((name, rules) for name, rules in latin.items() if name != "any"),
        plain=latin["any"],
        cyrillic={letter: tuple(sounds.split("/")) for letter, sounds in _pairs(data["cyrillic"]["letters"])},
        cyrillic_pairs=dict(_pairs(data["cyrillic"]["digraphs"])),
        arabic=dict(_pairs(data["arabic"]["letters"])),
        arabic_article=data["arabic"]["article"],
        hangul_swaps=dict(_pairs(data["hangul"]["swaps"])),
        hangul_vowels=tuple((old, new) for old, new in data["hangul"]["vowels"]),
        swap=_both_ways(_prices(costs["swap"])),
        swap_vowelless=_both_ways(_prices(costs["swap"]) | _prices(costs["vowelless_swap"])),
        drop=_prices(costs["drop"]),
        final_a=costs["final_a"],
        drop_vowelless=costs["vowelless_drop"],
    )


def _pairs(text: str) -> list[tuple[str, str]]:
    """Reads "a=b c=d": the tables hold letters that TOML would want quoted one by one."""
    return [(key, value) for key, _, value in (pair.partition("=") for pair in text.split())]


def _prices(text: str) -> dict[str, float]:
    return {pair: float(cost) for pair, cost in _pairs(text)}


def _both_ways(costs: dict[str, float]) -> dict[str, float]:
    return costs | {pair[::-1]: cost for pair, cost in costs.items()}


@lru_cache(maxsize=1 << 17)
def read_token(token: str) -> tuple[Reading, ...]:
    """Returns the readings of one token (lower case, NFC), best known first; at least one where it has a letter."""
    script = find_script(token)
    if script == "CYRILLIC":
        found = [Reading(_squeeze(sounds)) for sounds in _read_cyrillic(token)]
    elif script == "ARABIC":
        found = [Reading(_read_arabic(token), vowelless=True)]
    elif script == "HANGUL":
        found = [Reading(_squeeze(sounds)) for sounds in _read_hangul(token)]
    elif script == "LATIN":
        found = [Reading(_squeeze(sounds)) for sounds in _read_latin(token)]
    else:
        vowelless = script in VOWELLESS
        found = [Reading(_squeeze(sounds), vowelless) for sounds in _read_latin(to_latin(token))]
        if vowelless and script != "HEBREW":
            found += [Reading(reading.sounds + "a", vowelless=True) for reading in found]
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


def to_latin(text: str) -> str:
    """Returns any script as lower-case ASCII (anyascii's tables)."""
    from anyascii import anyascii

    return anyascii(text).lower()


def _read_latin(token: str) -> list[str]:
    spelling = load_spelling()
    read = [_apply(token, (*rules, *spelling.plain)) for _name, rules in spelling.conventions]
    return list(dict.fromkeys(read))


def _apply(token: str, rules: tuple[tuple[re.Pattern[str], str], ...]) -> str:
    out: list[str] = []
    at = 0
    while at < len(token):
        for pattern, new in rules:
            match = pattern.match(token, at)
            if match is not None and match.end() > at:
                out.append(new)
                at = match.end()
                break
        else:
            out.append(to_plain(token[at]))
            at += 1
    return "".join(out)


@lru_cache(maxsize=1 << 12)
def to_plain(char: str) -> str:
    """Returns a letter without its marks, in ASCII; nothing for what is no letter."""
    base = "".join(c for c in unicodedata.normalize("NFKD", char) if not unicodedata.combining(c))
    if not base.isascii():
        base = to_latin(base)
    return "".join(c for c in base.lower() if c.isalpha())


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


def _read_arabic(token: str) -> str:
    spelling = load_spelling()
    if token.startswith(spelling.arabic_article) and len(token) > 4:
        token = token[len(spelling.arabic_article) :]
    letters = [spelling.arabic.get(char, to_plain(char)) for char in token if not unicodedata.combining(char)]
    out = []
    for at, sound in enumerate(letters):
        after = next((s for s in letters[at + 1 :] if s), "")
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
    """Doubled sounds become one; an h after the last vowel is only a way to write it."""
    once = "".join(sound for sound, _run in groupby(sounds))
    return once[:-1] if len(once) > 2 and once[-1] == "h" and once[-2] in VOWELS else once


@lru_cache(maxsize=1 << 17)
def make_codes(token: str) -> tuple[str, ...]:
    """Returns the coarse consonant codes of a token's readings, for blocking; a token of vowels alone gives "-"."""
    codes = (_squeeze(reading.sounds.translate(CLASSES)) or "-" for reading in read_token(token))
    return tuple(sorted(set(codes)))


@lru_cache(maxsize=1 << 17)
def _to_plain_token(token: str) -> str:
    return "".join(to_plain(char) for char in token) if find_script(token) == "LATIN" else token


@lru_cache(maxsize=1 << 18)
def compare_tokens(left: str, right: str) -> float:
    """Returns how alike two tokens (lower case, NFC) sound. 0-1; 1 only where they are written alike."""
    if left == right:
        return 1.0
    best = 0.98 if _to_plain_token(left) == _to_plain_token(right) else 0.0
    letters = max(len(left), len(right))
    for one in read_token(left):
        for other in read_token(right):
            best = max(best, 0.99 if one.sounds == other.sounds else _compare_readings(one, other, letters))
            if best == 0.99:
                return best
    return best


def _compare_readings(one: Reading, other: Reading, letters: int) -> float:
    longest = min(letters, max(len(one.sounds), len(other.sounds)))
    vowelless = one.vowelless != other.vowelless
    if not vowelless and abs(len(one.sounds) - len(other.sounds)) > 3:
        return 0.0
    cost = measure_distance(other.sounds, one.sounds, vowelless) if other.vowelless else None
    if cost is None:
        cost = measure_distance(one.sounds, other.sounds, vowelless)
    return max(0.0, 1.0 - cost / longest)


def measure_distance(left: str, right: str, vowelless: bool) -> float:
    """Returns the cost of turning one reading into another (weighted edit distance).

    vowelless: the left one is of a script without short vowels, so that those of the right one may be missing there at
        little cost; the vowels that it does write are long and count.
    """
    spelling = load_spelling()
    swap = spelling.swap_vowelless if vowelless else spelling.swap
    drop_left = _price_drops(left, False, spelling)
    drop_right = _price_drops(right, vowelless, spelling)
    row = [0.0]
    for cost in drop_right:
        row.append(row[-1] + cost)
    for at, sound in enumerate(left):
        drop = drop_left[at]
        diagonal, row[0] = row[0], row[0] + drop
        for other_at, other in enumerate(right):
            cost = 0.0 if sound == other else swap.get(sound + other, OTHER)
            best = min(diagonal + cost, row[other_at + 1] + drop, row[other_at] + drop_right[other_at])
            diagonal, row[other_at + 1] = row[other_at + 1], best
    return row[-1]


def _price_drops(sounds: str, vowelless: bool, spelling: Spelling) -> list[float]:
    if vowelless:
        costs = [spelling.drop_vowelless if sound in VOWELS else spelling.drop.get(sound, MISSING) for sound in sounds]
    else:
        costs = [spelling.drop.get(sound, MISSING) for sound in sounds]
        if len(sounds) < 6:
            # In a short name every vowel counts: Amr is not Omar.
            costs = [max(cost, 0.5) if sound in VOWELS else cost for cost, sound in zip(costs, sounds, strict=True)]
    if sounds.endswith("a"):
        costs[-1] = spelling.final_a
    return costs
