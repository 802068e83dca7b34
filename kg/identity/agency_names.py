"""The normal form of an agency's name: what it is about in concepts that languages share, and its acronyms.

"Generaldirektion für Nationale Sicherheit" and "Direction générale de la Sûreté nationale" fall together. Words come
from agencies.toml. Refuses to say whose agency it is: that takes a country.
"""

import csv
import re
import tomllib
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from kg.identity.person_names import fold
from kg.resources import read_resource

WORDS = re.compile(r"[^\W\d_]+|\d+")
#: Chosen on the development half of the bench: one paper's "Agentur" is another's "service".
BODY_WEIGHT = 0.3
#: Letters that may stand between two stems of a compound.
BETWEEN_LETTERS = 5
SHORT_STEM = 3
#: Shorter acronyms are also words ("un", "au").
ACRONYM_LETTERS = 3
EMBASSY = "embassy"


@dataclass(frozen=True, slots=True)
class AgencyWords:
    """agencies.toml. stems: beginnings of words -> concept, "" where it may be missing; countries: -> alpha-2 code.

    phrases: (beginnings of words that belong together, code of the country they name), the longest first.
    bodies: the concepts that count for little. bodies_abroad: acronym of an international body -> its id, so that
        "ECOWAS Commission" and "Commission de la Cedeao" speak of one.
    """

    stop: frozenset[str]
    bodies: frozenset[str]
    stems: dict[str, str]
    countries: dict[str, str]
    phrases: tuple[tuple[tuple[str, ...], str], ...]
    bodies_abroad: dict[str, str]


@dataclass(frozen=True, slots=True)
class AgencyName:
    """An agency's name.

    folded: its words without small ones and without those for a country. concepts: what it speaks of, unknown words as
    they are. countries: codes named in it; an embassy has them among its concepts too, since they tell it from others.
    """

    written: str
    folded: str
    concepts: frozenset[str]
    countries: frozenset[str]


@lru_cache(maxsize=1)
def load_agency_words() -> AgencyWords:
    """Reads agencies.toml, once."""
    data = tomllib.loads(files("kg.identity").joinpath("agencies.toml").read_text("utf-8"))
    countries = {fold(stem): code for code, stems in data["countries"].items() for stem in stems.split()}
    phrases = [(tuple(stem.split("+")), code) for stem, code in countries.items() if "+" in stem]
    return AgencyWords(
        stop=frozenset(fold(word) for word in data["stop"].split()),
        bodies=frozenset(data["bodies"].split()),
        stems={fold(stem): concept for concept, stems in data["concepts"].items() for stem in stems.split()}
        | dict.fromkeys(data["light"].split(), ""),
        bodies_abroad=_read_acronyms(),
        countries={stem: code for stem, code in countries.items() if "+" not in stem},
        phrases=tuple(sorted(phrases, key=lambda phrase: (-len(phrase[0]), phrase))),
    )


def _read_acronyms() -> dict[str, str]:
    rows = csv.DictReader(read_resource("ontology", "agencies.csv").splitlines())
    return {
        fold(acronym): f"={row['id']}"
        for row in rows
        if not row["country"]
        for acronym in row["acronyms"].split("; ")
        if len(acronym) >= ACRONYM_LETTERS
    }


@lru_cache(maxsize=1 << 16)
def parse_agency(written: str) -> AgencyName:
    """Returns the normal form of an agency's name in any language."""
    words = load_agency_words()
    tokens = [token for token in WORDS.findall(fold(written)) if token not in words.stop]
    kept: list[str] = []
    concepts: set[str] = set()
    tokens, countries = _take_phrases(tokens, words)
    for token in tokens:
        code = _find_country(token, words)
        if code is not None:
            countries.add(code)
            continue
        kept.append(token)
        if len(token) > 1:
            concepts.update([words.bodies_abroad[token]] if token in words.bodies_abroad else _read_word(token, words))
    if EMBASSY in concepts:
        concepts |= countries
        kept += sorted(countries)
    return AgencyName(written, " ".join(kept or tokens), frozenset(concepts - {""}), frozenset(countries))


def _take_phrases(tokens: list[str], words: AgencyWords) -> tuple[list[str], set[str]]:
    """Returns the tokens without the names of countries that are several words, and the codes of these."""
    countries: set[str] = set()
    kept: list[str] = []
    at = 0
    while at < len(tokens):
        for phrase, code in words.phrases:
            said = tokens[at : at + len(phrase)]
            if len(said) == len(phrase) and all(map(str.startswith, said, phrase)):
                countries.add(code)
                at += len(phrase)
                break
        else:
            kept.append(tokens[at])
            at += 1
    return kept, countries


def _find_country(token: str, words: AgencyWords) -> str | None:
    for length in range(len(token), 1, -1):
        code = words.countries.get(token[:length])
        if code is not None and (length > 3 or length == len(token)) and len(token) - length <= 10:
            return code
    return None


def _read_word(token: str, words: AgencyWords) -> list[str]:
    """Returns the concepts of a word: one stem and an ending, or a compound of stems; else the word itself."""
    found: list[str] = []
    rest = token
    while rest:
        length = next((n for n in range(len(rest), 1, -1) if rest[:n] in words.stems), 0)
        if not length:
            break
        found.append(words.stems[rest[:length]])
        rest = rest[length:]
        skip = next((n for n in range(BETWEEN_LETTERS) if _starts_with_stem(rest[n:], words)), None)
        if skip is None:
            return found
        rest = rest[skip:]
    return found or [token]


def _starts_with_stem(rest: str, words: AgencyWords) -> bool:
    """Whether a compound goes on with a stem; a short one ("rat") only at its end, not in "directorate"."""
    if rest[:SHORT_STEM] in words.stems and rest[SHORT_STEM:] in ("", "s", "es"):
        return True
    return any(rest[:length] in words.stems for length in range(SHORT_STEM + 1, len(rest) + 1))


def make_acronym(written: str) -> str:
    """Returns an acronym without dots, blanks and marks, lower case."""
    return re.sub(r"[\W_]", "", fold(written))


def compare_concepts(left: AgencyName, right: AgencyName) -> float:
    """Returns the share of concepts, weighed, that two names have in common (of all of both). 0-1."""
    either = _weigh(left.concepts | right.concepts)
    return _weigh(left.concepts & right.concepts) / either if either else 0.0


def _weigh(concepts: frozenset[str]) -> float:
    bodies = load_agency_words().bodies
    return sum(BODY_WEIGHT if concept in bodies else 1.0 for concept in concepts)
