"""The agencies of ontology/agencies.csv by country and what they are called; a mention of one finds its row.

An acronym counts within a country only: Morocco's DGSN is not Algeria's. Refuses to choose where two rows fit.
"""

import csv
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from kg.facts.model import Agency
from kg.identity.agency_names import compare_concepts, make_acronym, parse_agency
from kg.resources import read_resource

#: The share of concepts from which a name that is not listed is taken for a listed one of its country. Chosen on the
#: development half of the bench.
CONCEPTS_ALIKE = 0.85


@dataclass(frozen=True, slots=True)
class KnownAgency:
    """A row of agencies.csv. country: None for international bodies; names: all of them, own language first."""

    id: str
    kind: str
    country: str | None
    names: tuple[str, ...]
    acronyms: tuple[str, ...]
    parent: str | None
    label_en: str
    label_de: str
    label_fr: str


class AgencyIndex:
    """Known agencies, to be looked up by what an article calls them."""

    def __init__(self, rows: Iterable[KnownAgency]) -> None:
        self.by_id: dict[str, KnownAgency] = {}
        self._by_acronym: dict[tuple[str | None, str], set[str]] = {}
        self._by_name: dict[tuple[str | None, str], set[str]] = {}
        self._by_country: dict[str | None, list[KnownAgency]] = {}
        self._found: dict[tuple[str, str | None, str | None, tuple[str, ...]], tuple[str, str] | None] = {}
        for row in rows:
            self.by_id[row.id] = row
            self._by_country.setdefault(row.country, []).append(row)
            for acronym in row.acronyms:
                self._by_acronym.setdefault((row.country, make_acronym(acronym)), set()).add(row.id)
            for name in row.names:
                self._by_name.setdefault((row.country, parse_agency(name).folded), set()).add(row.id)

    def find(self, agency: Agency) -> tuple[str, str] | None:
        """Returns (id, why) of the one known agency that a mention names, None where none or several fit."""
        asked = (agency.name, agency.acronym, agency.country, agency.aliases)
        if asked not in self._found:
            self._found[asked] = self._find(agency)
        return self._found[asked]

    def _find(self, agency: Agency) -> tuple[str, str] | None:
        for country in self._countries(agency):
            found = self._find_in(agency, country)
            if found is not None:
                return found
        return None

    def _countries(self, agency: Agency) -> list[str | None]:
        """Returns the countries a mention may belong to: the stated one, else those its name names, else none."""
        if agency.country is not None:
            return [agency.country] if agency.country != "EU" else ["EU", None]
        named = parse_agency(agency.name).countries
        return [*sorted(named), None, "EU"] if len(named) == 1 else [None, "EU"]

    def _find_in(self, agency: Agency, country: str | None) -> tuple[str, str] | None:
        names = [agency.name, *agency.aliases]
        short = [agency.acronym] if agency.acronym else [name for name in names if len(name) <= 12 and " " not in name]
        by_acronym = {row for one in short for row in self._by_acronym.get((country, make_acronym(one)), ())}
        by_name = {row for name in names[:1] for row in self._by_name.get((country, parse_agency(name).folded), ())}
        if len(by_name) == 1 and (not by_acronym or by_name & by_acronym):
            return min(by_name), f"{agency.name!r} is a name of it"
        if len(by_acronym) == 1 and self._agrees(agency, min(by_acronym)):
            return min(by_acronym), f"{short[0]} is its acronym"
        if agency.acronym and not by_acronym and any(True for row in self._by_country.get(country, ()) if row.acronyms):
            return None if not by_name else self._only(by_name, agency)
        return self._find_by_concepts(agency, country)

    def _only(self, rows: set[str], agency: Agency) -> tuple[str, str] | None:
        return (min(rows), f"{agency.name!r} is a name of it") if len(rows) == 1 else None

    def _agrees(self, agency: Agency, row: str) -> bool:
        """Whether a mention with a row's acronym states its country, says no more, or shares a concept with it."""
        said = parse_agency(agency.name).concepts - {make_acronym(agency.acronym or agency.name), f"={row}"}
        if not said or agency.country is not None:
            return True
        return any(said & parse_agency(name).concepts for name in self.by_id[row].names)

    def _find_by_concepts(self, agency: Agency, country: str | None) -> tuple[str, str] | None:
        said = parse_agency(agency.name)
        if len(said.concepts) < 2:
            return None
        scored = [
            (max(compare_concepts(said, parse_agency(name)) for name in row.names), row.id)
            for row in self._by_country.get(country, ())
        ]
        best = max(scored, default=(0.0, ""))
        if best[0] < CONCEPTS_ALIKE or sum(score >= best[0] - 0.05 for score, _row in scored) > 1:
            return None
        return best[1], f"{agency.name!r} says the same in another language"


@lru_cache(maxsize=1)
def load_agencies() -> AgencyIndex:
    """Reads ontology/agencies.csv, once."""
    return AgencyIndex(_read_row(row) for row in csv.DictReader(read_resource("ontology", "agencies.csv").splitlines()))


def _read_row(row: dict[str, str]) -> KnownAgency:
    names = [row["name"], row["name_en"], row["name_de"], row["name_fr"], *split_list(row["aliases"])]
    return KnownAgency(
        row["id"],
        row["kind"],
        row["country"] or None,
        tuple(dict.fromkeys(names)),
        tuple(split_list(row["acronyms"])),
        row["parent"] or None,
        row["name_en"],
        row["name_de"],
        row["name_fr"],
    )


def split_list(text: str) -> list[str]:
    """Splits "a; b" at its semicolons."""
    return [part.strip() for part in text.split(";") if part.strip()]
