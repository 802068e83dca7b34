"""The agency cases of the bench: what papers of several languages call a body, and its namesakes elsewhere."""

import random

from cases import SEED, read_rows

from kg.facts.model import Agency, ArticleInfo, FactSheet
from kg.identity.model import Key


def make_agency_sheets(aside: bool) -> tuple[list[FactSheet], dict[Key, str]]:
    """Returns one half of the mentions as articles, and mention -> agency."""
    draw = random.Random(SEED + 3)
    sheets, truth = [], {}
    for number, (body, mentions) in enumerate(read_rows("agencies.tsv")):
        if (draw.random() < 0.5) != aside:
            continue
        for at, mention in enumerate(mentions.split("; ")):
            language, _, said = mention.partition("=")
            name, acronym, country = (None if part == "-" else part for part in said.split("|"))
            article = f"b{number:03}-{at}"
            agency = Agency("body", name or "", acronym, country=country)
            sheets.append(FactSheet(ArticleInfo(article, language), agencies=(agency,)))
            truth[(article, "body")] = body
    return sheets, truth
