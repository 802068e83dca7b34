"""What a sheet may name without defining it: the codes of topics and countries, from ontology/."""

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from kg.resources import read_resource

EXTRA_COUNTRIES = frozenset({"EU", "XK"})
"""Codes that ISO 3166-1 reserves or leaves to users and that news needs: the European Union and Kosovo."""


@dataclass(frozen=True, slots=True)
class Topic:
    """A topic of talks. broader: code of the topic above, None at the top; labels: by language (en, de, fr)."""

    code: str
    broader: str | None
    labels: Mapping[str, str]


@cache
def topics() -> Mapping[str, Topic]:
    """Returns all topics by code, in the order of ontology/topics.tsv."""
    rows = csv.DictReader(read_resource("ontology", "topics.tsv").splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE)
    return MappingProxyType({row["code"]: _topic(row) for row in rows})


@cache
def country_codes() -> frozenset[str]:
    """Returns the country codes that a sheet may use: ISO 3166-1 alpha-2 of ontology/countries.csv, EU and XK."""
    rows = csv.DictReader(read_resource("ontology", "countries.csv").splitlines())
    return EXTRA_COUNTRIES.union(row["code"] for row in rows)


def known_topic(code: str) -> bool:
    """Whether code is one of topics()."""
    return code in topics()


def known_country(code: str) -> bool:
    """Whether code is one of country_codes()."""
    return code in country_codes()


def _topic(row: dict[str, str]) -> Topic:
    labels = {name.removeprefix("label_"): label for name, label in row.items() if name.startswith("label_") and label}
    return Topic(row["code"], row["broader"] or None, MappingProxyType(labels))
