"""Agencies that are known beforehand (ontology/agencies.csv): acronyms and names in several languages."""

import csv
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property

from kg.extract.document import plain, read_document
from kg.extract.gazetteer import plain_words
from kg.extract.lexicon import Lexicon
from kg.extract.name_words import UNKNOWN, name_strength
from kg.extract.tokens import Token
from kg.resources import read_resource
from kg.text import Article

# An acronym is also known in capitals when it is at least this long ("INTERPOL" is Interpol).
CAPITALISED_LETTERS = 4
_NAME_COLUMNS = ("name", "name_en", "name_de", "name_fr")
# A name of one word that many states use ("Parliament") tells nothing.
_ENDINGS = ("es", "en", "er", "em", "e", "s", "n")
_STEM_LETTERS = 3


@dataclass(frozen=True, slots=True)
class Known:
    """An agency of the list. country: alpha-2, "EU", "" for international bodies; kind: as the list has it."""

    row: str
    country: str
    acronyms: tuple[str, ...]
    kind: str = ""


@dataclass(frozen=True, eq=False)
class KnownAgencies:
    """The list, by acronym (spellings: also "INTERPOL" for "Interpol"), by the stems of a name's words, by row."""

    acronyms: Mapping[str, tuple[Known, ...]]
    spellings: Mapping[str, tuple[Known, ...]]
    names: Mapping[tuple[str, ...], tuple[Known, ...]]
    rows: Mapping[str, Known]
    first: Mapping[str, tuple[int, ...]]
    inflected: bool

    @cached_property
    def _short(self) -> frozenset[str]:
        return frozenset(plain(acronym).casefold() for acronym in (*self.acronyms, *self.spellings))

    def may_start(self, norm: str) -> bool:
        """Whether a known name may begin with a word of this casefolded form, or an acronym be written so."""
        return norm in self._short or norm in self.first or (self.inflected and stem(norm, True) in self.first)

    def at(self, tokens: Sequence[Token], start: int, limit: int) -> tuple[int, tuple[Known, ...]] | None:
        """Returns the end of the longest known name from token `start`, and what it may be."""
        norm = tokens[start].norm
        lengths = self.first.get(norm) or (self.first.get(stem(norm, True)) if self.inflected else None)
        for length in lengths or ():
            end = start + length
            if end <= limit:
                found = self.names.get(tuple(stem(t.norm, self.inflected) for t in tokens[start:end]))
                if found:
                    return end, found
        return None

    def shares_word(self, row: str, name: str) -> bool:
        """Tells whether a name has a word of weight with a known name of a row in common."""
        words = {stem(w, self.inflected) for w in name.casefold().replace("-", " ").split() if len(w) > _STEM_LETTERS}
        return any(words.intersection(key) for key, rows in self.names.items() if any(k.row == row for k in rows))


def stem(norm: str, inflected: bool) -> str:
    """Returns a word without the endings of case, where a language has them."""
    if inflected:
        for ending in _ENDINGS:
            if norm.endswith(ending) and len(norm) - len(ending) >= _STEM_LETTERS:
                return norm[: -len(ending)]
    return norm


@cache
def read_known_agencies(lexicon: Lexicon) -> KnownAgencies:
    """Reads the list for one language; names are cut into the tokens of that language."""
    inflected = bool(lexicon.table("phrases").get("capital_nouns", False))
    acronyms: dict[str, list[Known]] = defaultdict(list)
    names: dict[tuple[str, ...], list[Known]] = defaultdict(list)
    rows: dict[str, Known] = {}
    for row in csv.DictReader(read_resource("ontology", "agencies.csv").splitlines()):
        short = tuple(a.strip() for a in row["acronyms"].split(";") if a.strip())
        known = rows[row["id"]] = Known(row["id"], row["country"], short, row["kind"])
        for acronym in short:
            acronyms[acronym].append(known)
        forms = {row[c] for c in _NAME_COLUMNS} | {a.strip() for a in row["aliases"].split(";")}
        for form in sorted(f for f in forms if f and f.isprintable()):
            key = tuple(stem(word, inflected) for word in plain_words(form) or _cut(form, lexicon))
            if len(key) > 1 or form not in short:
                names[key].append(known)
    lengths: dict[str, set[int]] = defaultdict(set)
    for key in names:
        lengths[key[0]].add(len(key))
    return KnownAgencies(
        {a: tuple(k) for a, k in acronyms.items()},
        _spellings(acronyms),
        {n: tuple(dict.fromkeys(k)) for n, k in names.items()},
        rows,
        {w: tuple(sorted(n, reverse=True)) for w, n in lengths.items()},
        inflected,
    )


def _cut(form: str, lexicon: Lexicon) -> list[str]:
    return [t.norm for t in read_document(Article("known", form, lexicon.language), lexicon).tokens]


def _spellings(acronyms: Mapping[str, Sequence[Known]]) -> dict[str, tuple[Known, ...]]:
    out = {a: tuple(k) for a, k in acronyms.items()}
    for acronym, rows in acronyms.items():
        if len(acronym) >= CAPITALISED_LETTERS:
            out.setdefault(acronym.upper(), tuple(rows))
            if name_strength(acronym) == UNKNOWN:  # "Olaf" is a man
                out.setdefault(acronym.capitalize(), tuple(rows))
    return out
