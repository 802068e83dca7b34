"""The normal form of a person's name: its parts in order, with particles, initials and generations told apart.

Knows names of many scripts and orders (names.toml); refuses to guess which part is the surname: the comparator
(compare_names.py) lets parts meet wherever they stand.
"""

import re
import tomllib
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from kg.identity.sounds import find_script
from kg.identity.spelling import to_latin

MARKS = re.compile(r"[ʿʾ’'‘`´ʻʼ\u0307\u200c\u200d\u200e\u200fـ]")
BRACKETED = re.compile(r"\([^)]*\)|\[[^\]]*\]|[\"“”„«»][^\"“”„«»]*[\"“”„«»]")
BREAKS = re.compile(r"[\s\-‐‑–·・.•_/]+")
INITIALS = re.compile(r"^[^\W\d_](\.[^\W\d_])*\.?$")
# Abdellatif, Abdul-Latif: the article between, lost in writing or doubled into the next consonant (Abdessalam).
SERVANT = re.compile(
    r"^abd(?!(?:a|o|u|ou)l+ah)(?:[aeiou]{1,2}l(?=[^aeiou])|[aeiou]{1,2}(?=([^aeiou])\1)"
    r"|[aeiou]{1,2}l(?=[aeiou])|[aeiou]{1,2}(?=[^aeiou]))(?=.{3})"
)
FAITH = re.compile(r"(?<=..)(?:[aeiou]?[dl]{1,2})[iey]+n[e]?$")
SUN_LETTERS = {"as": "s", "ash": "s", "asch": "s", "ach": "c", "ad": "d", "an": "n", "ar": "r", "at": "t", "az": "z"}


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a name, lower case, marks of letters kept. weak: a particle; initial: one letter for a name."""

    text: str
    weak: bool = False
    initial: bool = False


@dataclass(frozen=True, slots=True)
class PersonName:
    """A name in its parts. generation: 2 for "Jr" or "II", 6 for "VI"; None: not said."""

    written: str
    parts: tuple[Part, ...]
    generation: int | None = None

    @property
    def strong(self) -> tuple[Part, ...]:
        """The parts that are names in full."""
        return tuple(part for part in self.parts if not part.weak and not part.initial)


@dataclass(frozen=True, slots=True)
class NameWords:
    """names.toml, in sets.

    variants: word -> all forms of the names it is a form of; families: word -> those names, each by its first form.
    """

    particles: frozenset[str]
    heads: frozenset[str]
    tails: frozenset[str]
    generations: dict[str, int]
    numerals: frozenset[str]
    honorifics: frozenset[str]
    patronymics: tuple[str, ...]
    han_surnames: frozenset[str]
    hangul_surnames: frozenset[str]
    han_readings: dict[str, str]
    common: frozenset[str]
    variants: dict[str, frozenset[str]]
    families: dict[str, tuple[str, ...]]


@lru_cache(maxsize=1)
def load_words() -> NameWords:
    """Reads names.toml, once."""
    data = tomllib.loads(files("kg.identity").joinpath("names.toml").read_text("utf-8"))
    variants: dict[str, set[str]] = {}
    families: dict[str, list[str]] = {}
    for line in data["variants"].strip().splitlines():
        forms = list(dict.fromkeys(fold(word) for word in line.split()))
        for word in forms:
            variants.setdefault(word, set()).update(forms)
            families.setdefault(word, []).append(forms[0])
    return NameWords(
        particles=frozenset(data["particles"].split()),
        heads=frozenset(data["compound_heads"].split()),
        tails=frozenset(data["compound_tails"].split()),
        generations={k: int(v) for k, _, v in (pair.partition("=") for pair in data["generations"].split())},
        numerals=frozenset(data["numerals"].split()),
        honorifics=frozenset(fold(word) for word in data["honorifics"].split()),
        patronymics=tuple(data["patronymics"].split()),
        han_surnames=frozenset(data["han_surnames"].split()),
        hangul_surnames=frozenset(data["hangul_surnames"].split()),
        han_readings={k: v for k, _, v in (pair.partition("=") for pair in data["han_readings"].split())},
        common=frozenset(fold(word) for word in data["common"].split()),
        variants={word: frozenset(forms) for word, forms in variants.items()},
        families={word: tuple(names) for word, names in families.items()},
    )


@lru_cache(maxsize=1 << 16)
def fold(text: str) -> str:
    """Returns lower case without marks and signs; letters that have no plain form stay in their script."""
    decomposed = unicodedata.normalize("NFKD", text.lower().replace("ı", "i").replace("ß", "ss").replace("ł", "l"))
    return "".join(c for c in decomposed if not unicodedata.combining(c))


@lru_cache(maxsize=1 << 17)
def parse_name(written: str) -> PersonName:
    """Returns the normal form of a name in any script.

    Titles before the name, quoted nicknames and what stands in brackets are left out; "Last, First" is turned round.
    A name without a letter has no parts.
    """
    words = load_words()
    text = unicodedata.normalize("NFC", BRACKETED.sub(" ", unicodedata.normalize("NFKC", written)))
    last, comma, first = text.partition(",")
    if comma and first.strip() and fold(first.strip(" .")) not in words.generations:
        text = f"{first} {last}"
    tokens = [token for word in text.replace(",", " ").split() for token in _split_word(word)]
    generation, tokens = _take_generation(text, tokens, words)
    while len(tokens) > 1 and fold(tokens[0][0]) in words.honorifics and not tokens[0][1]:
        tokens = tokens[1:]
    return PersonName(" ".join(written.split()), tuple(_join_compounds(tokens, words)), generation)


def _split_word(word: str) -> list[tuple[str, bool]]:
    """Returns the tokens of a word as (text, is an initial)."""
    script = find_script(word.lower())
    if INITIALS.match(word) and (script == "LATIN" or (script in ("CYRILLIC", "GREEK") and "." in word)):
        return [(letter.lower(), True) for letter in word if letter.isalpha()]
    lowered = MARKS.sub("", word.lower())
    out: list[tuple[str, bool]] = []
    for token in BREAKS.split(lowered):
        kept = "".join(c for c in token if unicodedata.category(c)[0] in "LM")
        script = find_script(kept) if kept else ""
        if script in ("CJK", "HANGUL") and len(kept) > 1:
            out.extend((part, False) for part in _split_east_asian(kept, script))
        elif kept:
            out.append((kept, False))
    return out


def _split_east_asian(word: str, script: str) -> list[str]:
    words = load_words()
    surnames = words.han_surnames if script == "CJK" else words.hangul_surnames
    if len(word) > 4:
        return [word]
    cut = 2 if len(word) > 2 and word[:2] in surnames else 1
    parts = [word[:cut], word[cut:]]
    if script == "HANGUL":
        return parts
    # A rare character that no table can read stays as it is.
    return [words.han_readings.get(parts[0]) or to_latin(parts[0]) or parts[0], to_latin(parts[1]) or parts[1]]


def _take_generation(
    text: str, tokens: list[tuple[str, bool]], words: NameWords
) -> tuple[int | None, list[tuple[str, bool]]]:
    last = fold(tokens[-1][0]) if len(tokens) > 1 else ""
    if last not in words.generations or (last in words.numerals and not text.rstrip(" .").endswith(last.upper())):
        return None, tokens
    return words.generations[last], tokens[:-1]


def _join_compounds(tokens: list[tuple[str, bool]], words: NameWords) -> list[Part]:
    parts: list[Part] = []
    at = 0
    while at < len(tokens):
        text, initial = tokens[at]
        plain = fold(text)
        if find_script(plain) == "CYRILLIC" and plain.startswith("абд"):
            text = plain = MARKS.sub("", to_latin(plain))
        if plain in words.heads and at + 1 < len(tokens) and not tokens[at + 1][1]:
            at += 1
            while at + 1 < len(tokens) and fold(tokens[at][0]) in words.particles:
                at += 1
            parts.append(Part(_make_compound(plain, tokens[at][0])))
        elif plain in words.tails and parts and not parts[-1].initial:
            while len(parts) > 1 and parts[-1].weak:
                parts.pop()
            parts[-1] = Part(_trim_article(parts[-1].text) + ("دين" if find_script(text) == "ARABIC" else "din"))
        else:
            parts.append(Part(_normalise(text), _is_particle(tokens, at, words), initial))
        at += 1
    if parts and not any(not part.weak and not part.initial for part in parts):
        parts = [Part(part.text, False, part.initial) for part in parts]
    return parts


def _make_compound(head: str, rest: str) -> str:
    rest = _trim_article(rest)
    servant = head.startswith(("abd", "عبد"))
    if find_script(rest) == "ARABIC":
        return "عبد" + rest.removeprefix("ل") if servant else "ابو" + rest
    return "abd" + _trim_l(rest) if servant else "abu" + rest


def _trim_l(rest: str) -> str:
    """Abdelatif may be Abd al-Latif: the l of the name and that of the article cannot be told apart."""
    return rest.lstrip("l") if len(rest.lstrip("l")) > 2 else rest


def _trim_article(text: str) -> str:
    return text[2:] if text.startswith("ال") and len(text) > 4 else text


def _normalise(text: str) -> str:
    """Brings the compounds that are written as one word to one form."""
    if find_script(text) != "LATIN" or len(text) < 6:
        return text
    match = SERVANT.match(text)
    if match is not None:
        rest = text[match.end() :]
        return "abd" + _trim_l(rest[1:] if rest[:1] == rest[1:2] else rest)
    return FAITH.sub("din", text) if re.search(r"(?:[aeiou]dd|ld|[uoe]d)[iey]+ne?$", text) else text


def _is_particle(tokens: list[tuple[str, bool]], at: int, words: NameWords) -> bool:
    text, initial = tokens[at]
    plain = fold(text)
    if initial or plain not in words.particles or at == len(tokens) - 1:
        return False
    after = fold(tokens[at + 1][0])
    if plain in SUN_LETTERS:
        return after.startswith(SUN_LETTERS[plain])
    # A first word that is also a particle is a given name where only one other follows: "Ben Wallace".
    return at > 0 or len(tokens) > 2 or plain in ("al", "el", "von", "van", "de", "di", "della", "le", "la", "les")
