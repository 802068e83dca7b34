"""The articles annotated by hand as cases: gold.tsv tells who and what recurs in them; everyone else is alone."""

from pathlib import Path

from cases import read_rows

from kg.facts import read_sheet
from kg.facts.model import FactSheet
from kg.identity.model import MEETING, Key, read_key, write_key


def read_gold(folder: Path) -> dict[str, tuple[list[FactSheet], dict[Key, str]]]:
    """Returns kind -> the sheets and mention -> who or what it is. Reads those articles only that gold.tsv names."""
    rows = [(kind, said.split(" ")) for kind, said in read_rows("gold.tsv")]
    sheets = [read_sheet(folder / f"{article}.json") for kind, some in rows if kind == "articles" for article in some]
    recurring = {mention: mentions[0] for kind, mentions in rows if kind != "articles" for mention in mentions}
    keys: dict[str, list[Key]] = {"persons": [], "agencies": [], "meetings": []}
    for sheet in sheets:
        article = sheet.article.id
        keys["persons"] += [(article, person.id) for person in sheet.persons]
        keys["agencies"] += [(article, agency.id) for agency in sheet.agencies]
        keys["meetings"] += [(article, MEETING + meeting.id) for meeting in sheet.meetings]
    told = {write_key(key) for some in keys.values() for key in some}
    strange = [mention for mention in recurring if read_key(mention) is None or mention not in told]
    if strange:
        raise SystemExit(f"gold.tsv names mentions that the sheets of {folder} do not have: {', '.join(strange)}")
    return {
        kind: (sheets, {key: recurring.get(write_key(key), write_key(key)) for key in some})
        for kind, some in keys.items()
    }
