"""The tables of spelling.toml: how letters of many scripts and conventions sound. Refuses to know names."""

import re
import tomllib
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files


def to_latin(text: str) -> str:
    """Returns any script as lower-case ASCII (anyascii's tables)."""
    from anyascii import anyascii

    return anyascii(text).lower()


@lru_cache(maxsize=1 << 12)
def to_plain(char: str) -> str:
    """Returns a letter without its marks, in ASCII; nothing for what is no letter."""
    base = "".join(c for c in unicodedata.normalize("NFKD", char) if not unicodedata.combining(c))
    if not base.isascii():
        base = to_latin(base)
    return "".join(c for c in base.lower() if c.isalpha())


class Convention:
    """The rules of one way to spell, as one pattern: at each letter the first rule that fits wins.

    Args:
        name: as in spelling.toml.
        rules: (pattern, sounds) in order.
    """

    def __init__(self, name: str, rules: list[tuple[str, str]]) -> None:
        self.name = name
        self._sounds = {f"r{number}": sounds for number, (_pattern, sounds) in enumerate(rules)}
        joined = "|".join(f"(?P<r{number}>{pattern})" for number, (pattern, _sounds) in enumerate(rules))
        self._pattern = re.compile(f"{joined}|.")

    def read(self, token: str) -> str:
        """Returns the sounds of a token."""
        return self._pattern.sub(self._say, token)

    def _say(self, match: re.Match[str]) -> str:
        rule = match.lastgroup
        return to_plain(match[0]) if rule is None else self._sounds[rule]


@dataclass(frozen=True, slots=True)
class Spelling:
    """The tables of spelling.toml, compiled."""

    conventions: tuple["Convention", ...]
    cyrillic: dict[str, tuple[str, ...]]
    cyrillic_pairs: dict[str, str]
    pinyin: re.Pattern[str]
    pinyin_only: frozenset[str]
    consonantal: dict[str, dict[str, str]]
    arabic_pairs: dict[str, str]
    arabic_article: str
    greek: dict[str, str]
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
    latin = {name: [(old, new) for old, new in one["rules"]] for name, one in data["latin"].items()}
    plain = latin.pop("any")
    costs = data["costs"]
    return Spelling(
        conventions=tuple(Convention(name, rules + plain) for name, rules in latin.items()),
        cyrillic={letter: tuple(sounds.split("/")) for letter, sounds in _pairs(data["cyrillic"]["letters"])},
        cyrillic_pairs=dict(_pairs(data["cyrillic"]["digraphs"])),
        pinyin=re.compile(data["pinyin"]["syllables"]),
        pinyin_only=frozenset(data["pinyin"]["only"]),
        consonantal={name.upper(): dict(_pairs(data[name]["letters"])) for name in ("arabic", "hebrew")},
        arabic_pairs=dict(_pairs(data["arabic"]["digraphs"])),
        arabic_article=data["arabic"]["article"],
        greek=dict(_pairs(data["greek"]["digraphs"])),
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
