"""Reads what others know of persons, agencies and posts, with their identifiers: tables, Wikidata, FollowTheMoney.

Each file becomes a sheet of a made-up article, so that its records take part in resolving like mentions; two records of
one file are two things. What is learnt from it are identifiers (owl:sameAs) alone: no reference becomes a claim.

    CSV or YAML     kind, name, aliases, country, post, agency, acronym, since, until, ids; lists separated by "; "
    Wikidata        lines of a JSON dump; or a SPARQL result (JSON) with item, itemLabel and some of those columns
    FollowTheMoney  one entity a line (JSON)
"""

import csv
import json
import logging
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

from kg.errors import InputError, UnreadableError
from kg.facts.edtf import parse_edtf
from kg.facts.model import Agency, ArticleInfo, FactSheet, Person, Post
from kg.identity.agency_index import split_list

LOG = logging.getLogger(__name__)

#: Articles of this prefix are reference files: their mentions stand for no cluster and are in no graph.
PREFIX = "reference:"
WIKIDATA = "http://www.wikidata.org/entity/"
#: Wikidata: human; position held, member of ..., start, end; country of citizenship, country; ISO code.
HUMAN = "Q5"
P_INSTANCE, P_POSITION, P_START, P_END = "P31", "P39", "P580", "P582"
P_CITIZENSHIP, P_COUNTRY = "P27", "P17"
#: Countries as Wikidata numbers them: those of ontology/agencies.csv that officials of news are of most.
COUNTRY_ITEMS = """
Q142=FR Q183=DE Q145=GB Q30=US Q29=ES Q38=IT Q45=PT Q55=NL Q31=BE Q32=LU Q40=AT Q39=CH Q36=PL Q213=CZ Q214=SK Q28=HU
Q218=RO Q219=BG Q41=GR Q34=SE Q20=NO Q35=DK Q33=FI Q191=EE Q211=LV Q37=LT Q27=IE Q224=HR Q215=SI Q403=RS Q222=AL Q212=UA
Q159=RU Q184=BY Q43=TR Q230=GE Q399=AM Q227=AZ Q1028=MA Q262=DZ Q948=TN Q1016=LY Q79=EG Q1025=MR Q912=ML Q1041=SN
Q1008=CI Q1033=NG Q114=KE Q115=ET Q258=ZA Q801=IL Q810=JO Q822=LB Q858=SY Q796=IQ Q794=IR Q851=SA Q878=AE Q846=QA
Q817=KW Q668=IN Q843=PK Q148=CN Q17=JP Q884=KR Q881=VN Q252=ID Q928=PH Q408=AU Q664=NZ Q16=CA Q96=MX Q739=CO Q155=BR
Q414=AR Q298=CL Q717=VE Q265=UZ Q232=KZ Q813=KG Q863=TJ Q874=TM Q889=AF Q423=KP Q1032=NE Q965=BF Q1006=GN
"""
COUNTRIES_BY_ITEM = dict(pair.split("=") for pair in COUNTRY_ITEMS.split())
AGENCY_SCHEMAS = frozenset({"PublicBody", "Organization", "LegalEntity", "Company"})


@dataclass(frozen=True, slots=True)
class Record:
    """One reference. kind: person or agency; ids: IRIs, at least one; posts: (title, agency, since, until)."""

    kind: str
    name: str
    ids: tuple[str, ...]
    aliases: tuple[str, ...] = ()
    country: str | None = None
    acronym: str | None = None
    posts: tuple[tuple[str, str | None, str | None, str | None], ...] = field(default=())


def read_references(path: Path) -> FactSheet:
    """Reads a reference file of any of the kinds, told by its suffix and first bytes.

    Raises:
        UnreadableError: the file is missing, or no record can be read from it.
        InputError: a record is wrong; file and line are named.
    """
    try:
        text = path.read_text("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise UnreadableError(f"{path}: cannot be read: {error}; give a file in UTF-8") from None
    records = list(_choose_reader(path, text)(text, str(path)))
    if not records:
        raise UnreadableError(f"{path}: holds no person or agency with a name and an identifier; see docs/identity.md")
    return make_sheet(path.name, records)


def _choose_reader(path: Path, text: str) -> Callable[[str, str], Iterator[Record]]:
    if path.suffix in (".yaml", ".yml"):
        return _read_yaml
    start = text.lstrip()[:1]
    if path.suffix == ".csv" or start not in ("{", "["):
        return _read_csv
    if _is_sparql_result(text):
        return _read_sparql
    return _read_json_lines


def make_sheet(name: str, records: Iterable[Record]) -> FactSheet:
    """Returns records as a sheet; one record an identifier, its names and posts gathered."""
    merged: dict[tuple[str, str], Record] = {}
    for record in records:
        key = (record.kind, record.ids[0])
        old = merged.get(key)
        merged[key] = record if old is None else _merge(old, record)
    persons, agencies = [], []
    for number, record in enumerate(merged.values()):
        local = f"r{number}"
        if record.kind == "agency":
            agencies.append(Agency(local, record.name, record.acronym, record.aliases, record.country, record.ids))
            continue
        posts = []
        for at, (title, agency, since, until) in enumerate(record.posts):
            owner = f"{local}-a{at}" if agency else None
            if agency and owner:
                agencies.append(Agency(owner, agency, country=record.country))
            posts.append(Post(title, owner, record.country, since=since, until=until))
        persons.append(Person(local, record.name, record.aliases, tuple(posts), record.ids))
    return FactSheet(ArticleInfo(PREFIX + name, "und"), tuple(persons), tuple(agencies))


def _merge(old: Record, new: Record) -> Record:
    return replace(
        old,
        ids=tuple(dict.fromkeys(old.ids + new.ids)),
        aliases=tuple(dict.fromkeys((*old.aliases, new.name, *new.aliases))),
        country=old.country or new.country,
        acronym=old.acronym or new.acronym,
        posts=tuple(dict.fromkeys(old.posts + new.posts)),
    )


def _read_csv(text: str, place: str) -> Iterator[Record]:
    rows = csv.DictReader(text.splitlines())
    if "name" not in (rows.fieldnames or ()):
        raise InputError(f"{place}:1: no column 'name' but {rows.fieldnames!r}; see docs/identity.md for the columns")
    for row in rows:
        yield _make_record({key: value or "" for key, value in row.items() if key}, f"{place}:{rows.line_num}")


def _read_yaml(text: str, place: str) -> Iterator[Record]:
    from kg.text.plain_yaml import load_yaml

    data = load_yaml(text, place)
    if not isinstance(data, list):
        raise InputError(f"{place}: a list of records is expected, not {type(data).__name__}; see docs/identity.md")
    for number, row in enumerate(data, 1):
        if not isinstance(row, dict):
            raise InputError(f"{place}: record {number} is {row!r}; give fields such as name: and ids:")
        fields = {
            str(key): "; ".join(map(str, value)) if isinstance(value, list) else "" if value is None else str(value)
            for key, value in row.items()
        }
        yield _make_record(fields, f"{place}: record {number}")


def _make_record(row: dict[str, str], place: str) -> Record:
    kind = row.get("kind", "").strip().lower() or "person"
    name = row.get("name", "").strip()
    ids = tuple(split_list(row.get("ids", "") or row.get("id", "")))
    country = row.get("country", "").strip().upper() or None
    if kind not in ("person", "agency") or not name or not ids or not all("://" in one for one in ids):
        raise InputError(
            f"{place}: needs kind (person or agency), name and ids (IRIs), has {kind!r}, {name!r}, {ids!r}"
        )
    dates = [_check_date(row.get(column, "").strip(), place) for column in ("since", "until")]
    titles = split_list(row.get("post", ""))
    agency = row.get("agency", "").strip() or None
    posts = tuple((title, agency, dates[0], dates[1]) for title in titles)
    aliases = tuple(split_list(row.get("aliases", "")))
    return Record(kind, name, ids, aliases, country, row.get("acronym", "").strip() or None, posts)


def _check_date(text: str, place: str) -> str | None:
    if not text:
        return None
    try:
        return parse_edtf(text).text
    except InputError as error:
        raise InputError(f"{place}: {error}") from None


def _is_sparql_result(text: str) -> bool:
    head = text[:2000]
    return '"head"' in head and '"vars"' in head


def _read_sparql(text: str, place: str) -> Iterator[Record]:
    try:
        rows = json.loads(text)["results"]["bindings"]
    except (ValueError, KeyError, TypeError) as error:
        raise UnreadableError(f"{place}: no SPARQL result in JSON: {error!r}; export it as JSON") from None
    for number, row in enumerate(rows, 1):
        values = {name: str(cell.get("value", "")) for name, cell in row.items()}
        item = values.get("item") or values.get("person") or values.get("agency") or ""
        name = values.get("itemLabel") or values.get("name") or values.get("personLabel") or ""
        if not name or "://" not in item:
            raise InputError(f"{place}: result {number} has no item and itemLabel but {sorted(values)}; name them so")
        fields = values | {"name": name, "ids": item, "country": _read_country(values.get("country", ""))}
        fields["post"] = values.get("positionLabel") or values.get("post") or ""
        fields["since"], fields["until"] = (values.get(one, "")[:10] for one in ("since", "until"))
        fields.setdefault("kind", "agency" if "agency" in values and "person" not in values else "person")
        yield _make_record(fields, f"{place}: result {number}")


def _read_country(text: str) -> str:
    return COUNTRIES_BY_ITEM.get(text.rpartition("/")[2], text if len(text) == 2 else "")


def _read_json_lines(text: str, place: str) -> Iterator[Record]:
    """Reads lines of a Wikidata dump or of FollowTheMoney; what is no person or agency is passed over, and counted."""
    passed = 0
    for number, line in enumerate(text.splitlines(), 1):
        line = line.strip().rstrip(",")
        if line in ("", "[", "]"):
            continue
        try:
            data = json.loads(line)
        except ValueError as error:
            raise UnreadableError(f"{place}:{number}: no JSON: {error}; one entity a line is expected") from None
        record = None
        if isinstance(data, dict):
            record = _from_money(data) if "schema" in data else _from_wikidata(data) if "claims" in data else None
        if record is None:
            passed += 1
        else:
            yield record
    if passed:
        # Files are read at every command: who wants the count asks with --verbose.
        LOG.info("%s: %d entities passed over: no person or agency with a name and an IRI", place, passed)


def _from_money(data: dict[str, object]) -> Record | None:
    schema, properties = str(data.get("schema")), data.get("properties")
    if not isinstance(properties, dict) or (schema != "Person" and schema not in AGENCY_SCHEMAS):
        return None

    def get(*names: str) -> list[str]:
        return [str(value) for name in names for value in properties.get(name) or ()]

    names = list(dict.fromkeys([*([str(data["caption"])] if data.get("caption") else []), *get("name")]))
    identifier = str(data.get("id", ""))
    ids = [WIKIDATA + identifier] if identifier[:1] == "Q" and identifier[1:].isdigit() else []
    ids += [WIKIDATA + one for one in get("wikidataId")] + [
        one for one in get("sourceUrl", "wikipediaUrl") if "://" in one
    ]
    if not ids and "://" in identifier:
        ids = [identifier]
    if not names or not ids:
        return None
    countries = [
        code.upper() for code in get("country", "citizenship", "nationality", "jurisdiction") if len(code) == 2
    ]
    kind = "person" if schema == "Person" else "agency"
    aliases = tuple(dict.fromkeys([*names[1:], *get("alias", "weakAlias")]))
    posts = tuple((title, None, None, None) for title in get("position"))
    acronym = next(iter(get("abbreviation")), None)
    country = countries[0] if countries else None
    return Record(kind, names[0], tuple(dict.fromkeys(ids)), aliases, country, acronym, posts)


def _from_wikidata(data: dict[str, object]) -> Record | None:
    labels, aliases, claims = (data.get(name) for name in ("labels", "aliases", "claims"))
    if not isinstance(labels, dict) or not labels or not isinstance(claims, dict):
        return None
    names = [labels[code]["value"] for code in ("en", "de", "fr") if code in labels]
    names += [one["value"] for _code, one in sorted(labels.items())]
    others = aliases.items() if isinstance(aliases, dict) else ()
    called = [one["value"] for _code, some in sorted(others) for one in some]
    person = HUMAN in _items(claims.get(P_INSTANCE))
    countries = [COUNTRIES_BY_ITEM[item] for item in _items(claims.get(P_CITIZENSHIP if person else P_COUNTRY))
                 if item in COUNTRIES_BY_ITEM]  # fmt: skip
    posts = tuple(_read_positions(claims.get(P_POSITION))) if person else ()
    all_names = tuple(dict.fromkeys([*names, *called]))
    ids = (WIKIDATA + str(data.get("id")),)
    short = next((name for name in called if name.isupper() and 2 <= len(name) <= 8), None) if not person else None
    kind = "person" if person else "agency"
    return Record(kind, all_names[0], ids, all_names[1:], countries[0] if countries else None, short, posts)


def _items(statements: object) -> list[str]:
    found = []
    for statement in statements if isinstance(statements, list) else ():
        value = statement.get("mainsnak", {}).get("datavalue", {}).get("value")
        if isinstance(value, dict) and "id" in value:
            found.append(str(value["id"]))
    return found


def _read_positions(statements: object) -> Iterator[tuple[str, str | None, str | None, str | None]]:
    """Yields posts with their dates; a dump names the position by its number only, which stands for the title."""
    for statement in statements if isinstance(statements, list) else ():
        for item in _items([statement]):
            qualifiers = statement.get("qualifiers", {})
            yield item, None, _read_time(qualifiers.get(P_START)), _read_time(qualifiers.get(P_END))


def _read_time(snaks: object) -> str | None:
    for snak in snaks if isinstance(snaks, list) else ():
        value = snak.get("datavalue", {}).get("value", {})
        time, precision = str(value.get("time", "")), value.get("precision", 0)
        if time.startswith("+") and precision >= 9:
            return time[1 : {9: 5, 10: 8}.get(precision, 11)]
    return None
