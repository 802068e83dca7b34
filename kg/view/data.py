"""The data of a page as its script reads it: lists and strings only, cleaned, names in all languages."""

from typing import Any

from kg.view.model import ViewFact, ViewGraph, ViewNode
from kg.view.naming import Names, say_date
from kg.view.safety import clean_text, is_web_address
from kg.view.tables import name_source, say_fact_date, say_field
from kg.view.wording import LANGS, load_words

#: Groups of words that only the server-rendered part of the page uses.
UNSENT_GROUPS = ("page.noscript", "page.made_by", "page.summary", "page.truncated")


def make_data(view: ViewGraph, names: Names, lang: str) -> dict[str, Any]:
    """Returns what the page's script needs, ready for JSON. Names are strings, or one string a language of `langs`."""
    numbers = {source.id: i for i, source in enumerate(view.sources)}
    return {
        "lang": lang,
        "langs": list(LANGS),
        "texts": {
            code: {key: text for key, text in load_words(code).texts.items() if key not in UNSENT_GROUPS}
            for code in LANGS
        },
        "nodes": [_make_node(node, names) for node in view.nodes],
        "edges": [
            {"id": edge.id, "from": edge.source, "to": edge.target, "roles": edge.roles, "facts": edge.facts}
            for edge in view.edges
        ],
        "facts": [_make_fact(fact, names, numbers) for fact in view.facts],
        "sources": [
            _drop_empty(
                name=name_source(source),
                date=say_date(source.date),
                url=source.url if source.url and is_web_address(source.url) else None,
                lang=clean_text(source.language or ""),
            )
            for source in view.sources
        ],
        "topics": [
            {"code": topic.code, "name": names.topics[topic.code], "broader": topic.broader} for topic in view.topics
        ],
        "countries": {code: names.say_country(code) for code in sorted(_list_countries(view))},
    }


def _list_countries(view: ViewGraph) -> set[str]:
    codes = {code for fact in view.facts for code in fact.countries}
    return codes | {node.country for node in view.nodes if node.country}


def _make_node(node: ViewNode, names: Names) -> dict[str, Any]:
    return _drop_empty(
        id=node.id,
        kind=node.kind,
        name=names.full[node.id],
        short=names.short[node.id] if names.short[node.id] != names.full[node.id] else None,
        label=names.labels[node.id],
        acronym=clean_text(node.acronym or ""),
        aliases=[clean_text(alias) for alias in node.aliases],
        country=node.country,
        links=[link for link in node.links if is_web_address(link)],
    )


def _make_fact(fact: ViewFact, names: Names, numbers: dict[str, int]) -> dict[str, Any]:
    return _drop_empty(
        id=fact.id,
        kind=fact.kind,
        type=fact.type,
        title=clean_text(fact.title or ""),
        status=fact.status,
        date=say_fact_date(fact),
        stated=say_date(fact.stated),
        earliest=fact.earliest,
        latest=fact.latest,
        place=names.say_place(fact),
        countries=fact.countries,
        topics=fact.topics,
        takers=[_drop_empty(node=taker.node, role=taker.role, beside=taker.beside) for taker in fact.takers],
        quotes=[[clean_text(quote.text), numbers.get(quote.source, -1)] for quote in fact.quotes],
        confidence=fact.confidence,
        inferred=[say_field(name) for name in fact.inferred],
    )


def _drop_empty(**entries: Any) -> dict[str, Any]:
    return {key: value for key, value in entries.items() if value not in (None, "", [], ())}
