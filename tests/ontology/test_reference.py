"""countries.csv, countries.ttl and topics.ttl are what make_reference.py makes, and what news need."""

import csv
import importlib.util
import re
from collections import defaultdict
from types import ModuleType

import babel
import pyoxigraph as ox
import pytest

from kg.resources import find_folder
from kg.vocab import COUNTRY, TOPIC

FOLDER = find_folder("ontology")
LANGUAGES = ("de", "en", "fr", "es", "it")
with (FOLDER / "countries.csv").open(encoding="utf-8", newline="") as file:
    ROWS = list(csv.DictReader(file))
BY_CODE = {row["code"]: row for row in ROWS}


@pytest.fixture(scope="module")
def make() -> ModuleType:
    spec = importlib.util.spec_from_file_location("make_reference", FOLDER / "make_reference.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def read(name: str) -> str:
    return (FOLDER / name).read_text("utf-8")


def subjects(name: str, namespace: str) -> set[str]:
    quads = ox.parse(path=FOLDER / name, format=ox.RdfFormat.TURTLE)
    return {quad.subject.value.removeprefix(namespace) for quad in quads if quad.subject.value.startswith(namespace)}


def words(row: dict[str, str], language: str, *kinds: str) -> set[str]:
    return {word for kind in kinds for word in row[f"{kind}_{language}"].split("|") if word}


def test_countries_csv_is_made_by_the_script(make):
    if babel.__version__ != make.BABEL_VERSION:
        pytest.skip(f"names are those of babel {make.BABEL_VERSION}")
    assert make.make_countries_csv(read("country_words.txt")) == read("countries.csv")


def test_countries_ttl_is_made_from_the_csv(make):
    assert make.make_countries_ttl(read("countries.csv")) == read("countries.ttl")


def test_topics_ttl_is_made_from_the_tsv(make):
    assert make.make_topics_ttl(read("topics.tsv")) == read("topics.ttl")


def test_a_word_without_a_rule_is_refused(make):
    with pytest.raises(SystemExit, match="no rule inflects 'Ungar'"):
        list(make.inflect("Ungar", "de"))


def test_every_country_and_every_topic_is_in_turtle():
    assert subjects("countries.ttl", COUNTRY) == set(BY_CODE)
    assert subjects("topics.ttl", TOPIC) == {line.split("\t")[0] for line in read("topics.tsv").splitlines()[1:]}


def test_broader_topics_exist_and_have_no_cycle():
    rows = [line.split("\t")[:2] for line in read("topics.tsv").splitlines()[1:]]
    broader = {code: parent for code, parent in rows if parent}
    for code in dict(rows):
        seen = {code}
        while code in broader:
            code = broader[code]
            assert code not in seen
            assert code in dict(rows)
            seen.add(code)


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["code"])
def test_country_has_codes_and_names(row):
    assert re.fullmatch("[A-Z]{2}", row["code"])
    assert re.fullmatch("[A-Z]{3}", row["alpha3"])
    assert re.fullmatch(r"Q\d+", row["wikidata"])
    assert all(row[f"name_{language}"] for language in LANGUAGES)


@pytest.mark.parametrize("column", ["code", "alpha3", "wikidata"])
def test_codes_are_unique(column):
    assert len({row[column] for row in ROWS}) == len(ROWS)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kinds", [("name", "alt", "capital", "metonym"), ("demonym",)], ids=lambda kinds: kinds[0])
def test_no_word_names_two_countries(language, kinds):
    owners = defaultdict(set)
    for row in ROWS:
        for word in words(row, language, *kinds):
            owners[word.casefold()].add(row["code"])
    assert {word: codes for word, codes in owners.items() if len(codes) > 1} == {}


@pytest.mark.parametrize(
    ("language", "kind", "word", "code"),
    [
        ("de", "capital", "Algier", "DZ"),
        ("it", "capital", "Pechino", "CN"),
        ("es", "capital", "Argel", "DZ"),
        ("en", "name", "Ivory Coast", "CI"),
        ("de", "alt", "Vereinigten Staaten", "US"),
        ("de", "demonym", "marokkanisch", "MA"),
        ("de", "demonym", "Marokkanerin", "MA"),
        ("en", "demonym", "Moroccans", "MA"),
        ("fr", "demonym", "marocaines", "MA"),
        ("fr", "demonym", "algérienne", "DZ"),
        ("es", "demonym", "francesas", "FR"),
        ("es", "demonym", "marroquíes", "MA"),
        ("it", "demonym", "tedeschi", "DE"),
        ("it", "demonym", "turche", "TR"),
        ("en", "metonym", "Kremlin", "RU"),
        ("de", "metonym", "Elysee-Palast", "FR"),
        ("fr", "alt", "Etats-Unis", "US"),
        ("fr", "alt", "Saint-Siège", "VA"),
        ("es", "alt", "Sahara Occidental", "EH"),
    ],
)
def test_word_belongs_to_country(language, kind, word, code):
    found = [row["code"] for row in ROWS if word in words(row, language, kind)]
    assert found == [code]


def test_eu_kosovo_palestine_taiwan_vatican_and_western_sahara_are_there():
    assert {"EU", "XK", "PS", "TW", "VA", "EH"} <= set(BY_CODE)


def test_all_of_iso_3166_and_two_more_are_there():
    assert len(ROWS) == 249 + 2


def test_every_topic_is_in_the_scheme():
    assert read("topics.ttl").count("skos:inScheme") == len(read("topics.tsv").splitlines()) - 1


def test_licence_of_the_names_is_there():
    assert read("LICENSE.unicode").startswith("UNICODE LICENSE V3")
