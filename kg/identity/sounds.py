"""How a token of a name may sound, whatever the script and the spelling convention it is written in.

A token has one or more readings: strings over the small alphabet of spelling.toml, one for each convention that gives
another. Refuses to know what is a surname or a particle: that is person_names.py.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby

from kg.identity.spelling import load_spelling, to_latin, to_plain

#: Scripts that leave short vowels out in writing; and those whose inherent vowels anyascii's tables leave out.
CONSONANTAL = frozenset({"ARABIC", "HEBREW"})
VOWELLESS = frozenset({"DEVANAGARI", "BENGALI", "GURMUKHI", "GUJARATI", "TAMIL", "TELUGU", "ETHIOPIC"})

NO_VOWELS = str.maketrans("", "", "aeiouyw")
#: Sounds that are seldom confused with any of another group: without all others they are a token's skeleton.
HARD = ("t", "szSC", "bp", "mn", "l", "r")
GROUPS = {sound: group[0] for group in HARD for sound in group}
ROUGH = str.maketrans("zCJZwoeX", "sSSSvuih", "")

#: A g that many read as dj.
SOFT_G = re.compile(r"g(?=[ei])")
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
    if SOFT_G.search(sounds):
        yield SOFT_G.sub("J", sounds)
    if reading.vowelless:
        yield from (f"{sounds[:at]}w{sounds[at + 1 :]}" for at, sound in enumerate(sounds) if sound == "u")
