"""The rows of the page's tables: the same facts as the picture, for readers without it."""

from dataclasses import dataclass

from kg.view.model import ViewFact, ViewGraph, ViewNode, ViewSource, ViewTaker
from kg.view.naming import Names, Said, pick, say_date, say_each
from kg.view.safety import clean_text, is_web_address
from kg.view.wording import LANGS, fold_text

#: Roles that a row does not list under "who": they have columns of their own.
COLUMN_ROLES = ("place", "country")


@dataclass(frozen=True, slots=True)
class Taker:
    """Someone in the column "who". node: target of the link; beside: name of whom they accompany."""

    node: str
    name: Said
    role: str | None
    beside: Said | None


@dataclass(frozen=True, slots=True)
class Citation:
    """A quote with its source. source: title and publisher; url: None where there is none that may be linked."""

    text: str
    lang: str
    source: str
    date: Said
    url: str | None


@dataclass(frozen=True, slots=True)
class FactRow:
    """One fact. sort: ISO day, "" for none; title: of a post or award; stated: when it was so."""

    fact: str
    kind: str
    type: str
    title: str
    date: Said
    stated: Said
    sort: str
    takers: tuple[Taker, ...]
    place: Said
    topics: tuple[Said, ...]
    status: str | None
    inferred: tuple[Said, ...]
    citations: tuple[Citation, ...]


@dataclass(frozen=True, slots=True)
class NameRow:
    """One person, agency or country."""

    node: str
    kind: str
    name: Said
    acronym: str
    aliases: tuple[str, ...]
    country: str
    country_name: Said
    links: tuple[str, ...]


def make_fact_rows(view: ViewGraph, names: Names) -> tuple[FactRow, ...]:
    """Returns meetings and awards, the latest first and a visit before what is part of it, then posts."""
    sources = {source.id: source for source in view.sources}
    facts = sorted(view.facts, key=lambda fact: (_rank_fact(fact), fact.id))
    facts.sort(key=lambda fact: fact.earliest or fact.latest or "", reverse=True)
    facts.sort(key=lambda fact: fact.kind == "post")
    return tuple(_make_row(fact, names, sources) for fact in facts)


def _rank_fact(fact: ViewFact) -> int:
    if fact.kind == "award":
        return 2
    return int(any(taker.role == "frame" for taker in fact.takers))


def _make_row(fact: ViewFact, names: Names, sources: dict[str, ViewSource]) -> FactRow:
    country = names.say_country(fact.countries[0]) if fact.kind == "post" and fact.countries else ""
    return FactRow(
        fact=fact.id,
        kind=fact.kind,
        type=f"type.{fact.type or fact.kind}",
        title=clean_text(fact.title or ""),
        date=say_fact_date(fact),
        stated=_say_stated(fact),
        sort=fact.earliest or fact.latest or "",
        takers=tuple(
            Taker(
                node=taker.node,
                name=_name_taker(taker, names),
                role=None if taker.role in ("holder", "agency") else f"role.{taker.role}",
                beside=names.full.get(taker.beside) if taker.beside else None,
            )
            for taker in fact.takers
            if taker.role not in COLUMN_ROLES
        ),
        place=country or names.say_place(fact),
        topics=tuple(names.topics.get(code, clean_text(code)) for code in fact.topics),
        status=f"status.{fact.status}" if fact.status else None,
        inferred=tuple(say_field(name) for name in fact.inferred),
        citations=tuple(_cite(quote.text, sources.get(quote.source)) for quote in fact.quotes),
    )


def _name_taker(taker: ViewTaker, names: Names) -> Said:
    table = names.short if taker.role in ("frame", "occasion") else names.full
    return table.get(taker.node, clean_text(taker.node))


def say_field(name: str) -> Said:
    """Returns the name of a field of a fact in each language, as it is where the page has no words for it."""
    return say_each(lambda words: words.texts.get(f"field.{name}", clean_text(name)))


def _say_stated(fact: ViewFact) -> Said:
    if not fact.stated:
        return ""
    date = say_date(fact.stated)
    return say_each(lambda words: words.say("panel.stated", date=pick(date, words.lang)))


def say_fact_date(fact: ViewFact) -> Said:
    """Returns a meeting's or award's date, or how long a post is held as far as the articles say."""
    if fact.date:
        return say_date(fact.date)
    if fact.since or fact.until:
        return say_date(f"{fact.since or '..'}/{fact.until or '..'}")
    return ""


def name_source(source: ViewSource) -> str:
    """Returns "title, publisher", the id where the article has neither."""
    told = [clean_text(part) for part in (source.title, source.publisher) if part]
    return ", ".join(told) or clean_text(source.id)


def _cite(text: str, source: ViewSource | None) -> Citation:
    if source is None:
        return Citation(clean_text(text), "", "", "", None)
    return Citation(
        text=clean_text(text),
        lang=clean_text(source.language or ""),
        source=name_source(source),
        date=say_date(source.date),
        url=source.url if source.url and is_web_address(source.url) else None,
    )


def make_name_rows(view: ViewGraph, names: Names, lang: str) -> tuple[NameRow, ...]:
    """Returns persons, agencies and countries, each kind by name in `lang`."""
    kinds = ("person", "agency", "country")
    nodes = [node for node in view.nodes if node.kind in kinds]
    nodes.sort(key=lambda node: (kinds.index(node.kind), fold_text(pick(names.full[node.id], lang)), node.id))
    return tuple(_make_name_row(node, names) for node in nodes)


def _make_name_row(node: ViewNode, names: Names) -> NameRow:
    full = names.full[node.id]
    spellings = {full} if isinstance(full, str) else {pick(full, lang) for lang in LANGS}
    return NameRow(
        node=node.id,
        kind=node.kind,
        name=full,
        acronym=clean_text(node.acronym or ""),
        aliases=tuple(alias for alias in map(clean_text, node.aliases) if alias not in spellings),
        country=f"country-{clean_text(node.country)}" if node.country else "",
        country_name=names.say_country(node.country) if node.country else "",
        links=tuple(link for link in node.links if is_web_address(link)),
    )
