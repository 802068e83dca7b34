"""Makes countries.csv, countries.ttl and topics.ttl. Run it after editing country_words.txt or topics.tsv.

    python ontology/make_reference.py

Names of countries and alpha-3 codes come from CLDR (through babel; LICENSE.unicode), everything else from
country_words.txt. The results are committed, so that nothing is computed at run time; tests hold them equal to this.
"""

import csv
import io
import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from babel import Locale
from babel.core import get_global

from kg import vocab

FOLDER = Path(__file__).parent
LANGUAGES = ("de", "en", "fr", "es", "it", "pt")
#: The babel whose names stand in countries.csv; another one may carry a later CLDR.
BABEL_VERSION = "2.18.0"
#: Where CLDR also lists codes of the past. The last two are not in ISO 3166: a code of travel papers, and CLDR's own.
ALPHA3 = {
    "CD": "COD", "DE": "DEU", "FR": "FRA", "MM": "MMR", "RS": "SRB", "RU": "RUS", "TL": "TLS", "YE": "YEM",
    "EU": "EUE", "XK": "XKX",
}  # fmt: skip
SCHEME = vocab.TOPIC.rstrip("/")

#: Masculine ending to what replaces it: masculine, feminine, plurals. The first that fits is used.
FRENCH = (
    ("en", "en enne ens ennes"),
    ("s", "s se s ses"),
    ("e", "e e es es"),
    ("é", "é ée és ées"),
    ("al", "al ale aux ales"),
    ("", " e s es"),
)
SPANISH = (
    ("o", "o a os as"),
    ("és", "és esa eses esas"),
    ("án", "án ana anes anas"),
    ("ón", "ón ona ones onas"),
    ("ol", "ol ola oles olas"),
    ("or", "or ora ores oras"),
    ("í", "í íes ís"),
    ("ú", "ú úes ús"),
    ("a", "a as"),
    ("e", "e es"),
    ("", " es"),
)
ITALIAN = (
    ("aco", "aco aca aci ache"),
    ("ico", "ico ica ici iche"),
    ("co", "co ca chi che"),
    ("go", "go ga ghi ghe"),
    ("io", "io ia i ie"),
    ("o", "o a i e"),
    ("a", "a i e"),
    ("e", "e i"),
)
PORTUGUESE = (
    ("ês", "ês esa eses esas"),
    ("eu", "eu eia eus eias"),
    ("ão", "ão ã ães ãs"),
    ("ol", "ol ola óis olas"),
    ("o", "o a os as"),
    ("e", "e es"),
    ("a", "a as"),
    ("i", "i is"),
    ("r", "r res"),
    ("z", "z zes"),
    ("l", "l is"),
)
ENGLISH = (("ese", "ese"), ("ish", "ish"), ("s", "s"), ("", " s"))
GERMAN = (
    ("sch", "sch"),
    ("deutsch", "deutsch"),
    ("er", "er ern ers erin erinnen"),
    ("e", "e en in innen"),
    ("i", "i is"),
)
ENDINGS = {"de": GERMAN, "en": ENGLISH, "fr": FRENCH, "es": SPANISH, "it": ITALIAN, "pt": PORTUGUESE}
GERMAN_ADJECTIVE = re.compile(r"(?:\w+(?:isch|ig|igt|iert|lich)|Weiß)(?:e|er|es)")


def inflect(word: str, language: str) -> Iterator[str]:
    """Yields all forms of a word of country_words.txt; French ones also with the capital of the noun."""
    if word.endswith("!"):
        yield word[:-1]
        return
    for ending, forms in ENDINGS[language]:
        if word.endswith(ending):
            stem = word[: len(word) - len(ending)]
            made = [stem + form for form in forms.split(" ")]
            break
    else:
        raise SystemExit(f"country_words.txt: no rule inflects {word!r} ({language}); write its forms with !")
    yield from made
    if language == "fr":
        yield from (form[0].upper() + form[1:] for form in made)


def decline(name: str) -> Iterator[str]:
    """Yields a German name and, where adjectives lead it, the form after an article ("Tschechischen Republik")."""
    yield name
    words = name.split(" ")
    count = 0
    while count < len(words) - 1 and GERMAN_ADJECTIVE.fullmatch(words[count]):
        words[count] = re.sub(r"(?:e|er|es)$", "en", words[count])
        count += 1
    if count:
        yield " ".join(words)


def split_by_language(field: str) -> dict[str, list[str]]:
    """Reads "de:A,B;*:C" into lists by language."""
    lists: dict[str, list[str]] = {language: [] for language in LANGUAGES}
    for part in filter(None, field.split(";")):
        language, _, names = part.partition(":")
        for one in LANGUAGES if language == "*" else (language,):
            lists[one] += names.split(",")
    return lists


def spell(names: Iterable[str], language: str) -> list[str]:
    """Returns the names, each once, as keyboards write them too: both apostrophes, French capitals without accents."""
    spelt = [form for name in names for form in (name, name.replace("’", "'"), name.replace("'", "’"))]
    if language == "fr":
        spelt = [form for name in spelt for form in (name, name.replace("É", "E").replace("Î", "I"))]
    return list(dict.fromkeys(spelt))


def name_country(code: str, language: str, given: list[str]) -> tuple[str, list[str]]:
    """Returns the name of a country and its other names."""
    official = Locale(language).territories[code].replace(" & ", " and ")
    chosen = [name[1:] for name in given if name.startswith("=")]
    others = [name for name in given if not name.startswith("=")]
    name = chosen[0] if chosen else official
    if not re.search(r" - |\(|SAR|R\.A\.S\.|RAS |RAE ", official):
        others.append(official)
    if language == "en":
        others += [name.replace("St. ", "Saint "), name.replace("St. ", "St ")]
    if language == "de":
        others += [name.replace("St. ", "Sankt ")]
        others = [form for other in [name, *others] for form in decline(other)]
    return name, [other for other in spell([name, *others], language) if other != name]


def read_words(text: str) -> Iterator[list[str]]:
    """Yields the rows of country_words.txt."""
    for line in text.splitlines():
        if line and not line.startswith("#"):
            row = line.split("|")
            if len(row) != 11:
                raise SystemExit(f"country_words.txt: {row[0]!r} has {len(row)} columns; give 11")
            yield row


def make_countries_csv(words: str) -> str:
    """Returns countries.csv: one row a country, lists separated by "|"."""
    alpha3 = {codes[0]: old for old, codes in get_global("territory_aliases").items() if re.fullmatch("[A-Z]{3}", old)}
    kinds = ("name", "alt", "capital", "demonym", "metonym")
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(["code", "alpha3", "wikidata"] + [f"{kind}_{lang}" for kind in kinds for lang in LANGUAGES])
    for code, wikidata, capital, *people, alt, metonym in read_words(words):
        capitals = dict(zip(LANGUAGES, capital.split("/") if capital else [""] * len(LANGUAGES), strict=True))
        alts, metonyms = split_by_language(alt), split_by_language(metonym)
        cells: dict[str, list[str]] = {kind: [] for kind in kinds}
        for language, forms in zip(LANGUAGES, people, strict=True):
            name, others = name_country(code, language, alts[language])
            demonyms = [form for word in filter(None, forms.split(",")) for form in inflect(word, language)]
            cells["name"].append(name)
            cells["alt"].append("|".join(others))
            cells["capital"].append("|".join(spell(filter(None, capitals[language].split(",")), language)))
            cells["demonym"].append("|".join(spell(demonyms, language)))
            cells["metonym"].append("|".join(spell(metonyms[language], language)))
        codes = [code, ALPHA3.get(code) or alpha3[code], wikidata]
        writer.writerow(codes + [cell for kind in kinds for cell in cells[kind]])
    return out.getvalue()


def quote(text: str, language: str = "") -> str:
    """Returns a Turtle literal."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"@{language}' if language else f'"{escaped}"'


def write_prefixes(*names: str) -> list[str]:
    """Returns the prefix lines of a Turtle file."""
    return [f"@prefix {name}: <{vocab.PREFIXES[name]}> ." for name in names]


def write_subject(subject: str, kinds: str, pairs: Sequence[tuple[str, list[str]]]) -> str:
    """Returns a Turtle block: one line a property, values in the order given."""
    lines = [f"{subject} a {kinds}"]
    lines += [f"    {predicate} {', '.join(values)}" for predicate, values in pairs if values]
    return " ;\n".join(lines) + " .\n"


def make_countries_ttl(table: str) -> str:
    """Returns countries.ttl from countries.csv. Metonyms and inflected names are for reading news, and stay there."""
    head = write_prefixes("kg", "country", "rdfs", "skos", "owl")
    blocks = ["# Made from countries.csv by make_reference.py: edit that, not this.\n" + "\n".join(head) + "\n"]
    for row in csv.DictReader(io.StringIO(table)):

        def list_literals(kind: str, row: dict[str, str] = row) -> list[str]:
            return [quote(x, lang) for lang in LANGUAGES for x in row[f"{kind}_{lang}"].split("|") if x]

        pairs = [
            ("rdfs:label", list_literals("name")),
            ("skos:altLabel", list_literals("alt")),
            ("kg:alpha2", [quote(row["code"])]),
            ("kg:alpha3", [quote(row["alpha3"])]),
            ("kg:capital", list_literals("capital")),
            ("kg:demonym", list_literals("demonym")),
            ("owl:sameAs", [f"<http://www.wikidata.org/entity/{row['wikidata']}>"] if row["wikidata"] else []),
        ]
        blocks.append(write_subject(f"country:{row['code']}", "kg:Country", pairs))
    return "\n".join(blocks)


def make_topics_ttl(table: str) -> str:
    """Returns topics.ttl, a SKOS concept scheme, from topics.tsv."""
    rows = list(csv.DictReader(io.StringIO(table), delimiter="\t"))
    head = write_prefixes("kg", "topic", "rdfs", "skos", "dcterms")
    titles = [quote("Topics of meetings", "en"), quote("Themen von Treffen", "de"), quote("Sujets de rencontre", "fr")]
    licence = ["<https://creativecommons.org/licenses/by/4.0/>"]
    tops = [f"topic:{row['code']}" for row in rows if not row["broader"]]
    scheme = [("rdfs:label", titles), ("dcterms:license", licence), ("skos:hasTopConcept", tops)]
    blocks = ["# Made from topics.tsv by make_reference.py: edit that, not this.\n" + "\n".join(head) + "\n"]
    blocks.append(write_subject(f"<{SCHEME}>", "skos:ConceptScheme", scheme))
    for row in rows:
        labels = [quote(row[f"label_{language}"], language) for language in ("en", "de", "fr")]
        narrower = [f"topic:{other['code']}" for other in rows if other["broader"] == row["code"]]
        pairs = [
            ("rdfs:label", labels),
            ("skos:prefLabel", labels),
            ("skos:notation", [quote(row["code"])]),
            ("skos:inScheme", [f"<{SCHEME}>"]),
            ("skos:topConceptOf", [] if row["broader"] else [f"<{SCHEME}>"]),
            ("skos:broader", [f"topic:{row['broader']}"] if row["broader"] else []),
            ("skos:narrower", narrower),
        ]
        blocks.append(write_subject(f"topic:{row['code']}", "kg:Topic, skos:Concept", pairs))
    return "\n".join(blocks)


def main() -> None:
    """Writes the three files beside this script."""
    countries = make_countries_csv((FOLDER / "country_words.txt").read_text("utf-8"))
    (FOLDER / "countries.csv").write_text(countries, "utf-8")
    (FOLDER / "countries.ttl").write_text(make_countries_ttl(countries), "utf-8")
    (FOLDER / "topics.ttl").write_text(make_topics_ttl((FOLDER / "topics.tsv").read_text("utf-8")), "utf-8")


if __name__ == "__main__":
    main()
