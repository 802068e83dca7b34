"""The starter file of agencies, ontology/agencies.csv."""

import csv
import unicodedata

import pytest

from kg.resources import read_resource

KINDS = {"interior", "foreign", "defence", "justice", "police", "intelligence", "council"}
KINDS |= {"government", "parliament", "international", "other"}
ROWS = list(csv.DictReader(read_resource("ontology", "agencies.csv").splitlines()))


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["id"])
def test_row_is_whole(row: dict[str, str]) -> None:
    assert row["kind"] in KINDS
    assert row["country"] == "" or (len(row["country"]) == 2 and row["country"].isupper())
    assert all(row[column].strip() for column in ("id", "lang", "name", "name_en", "name_de", "name_fr"))
    assert all(value == unicodedata.normalize("NFC", value).strip() for value in row.values())


def test_ids_are_unique_and_parents_exist() -> None:
    ids = [row["id"] for row in ROWS]
    assert len(ids) == len(set(ids))
    assert {row["parent"] for row in ROWS} - {""} <= set(ids)


def test_at_least_forty_countries_are_whole() -> None:
    kinds: dict[str, set[str]] = {}
    for row in ROWS:
        kinds.setdefault(row["country"], set()).add(row["kind"])
    whole = [c for c, k in kinds.items() if {"interior", "foreign", "defence", "police", "intelligence"} <= k]
    assert len(set(whole) - {"", "EU"}) >= 40


def test_an_acronym_names_one_agency_of_a_country() -> None:
    seen: dict[tuple[str, str], str] = {}
    for row in ROWS:
        for acronym in filter(None, (a.strip() for a in row["acronyms"].split(";"))):
            key = (row["country"], acronym.casefold())
            assert key not in seen, f"{acronym} of {row['country'] or 'no country'}: {seen[key]} and {row['id']}"
            seen[key] = row["id"]
