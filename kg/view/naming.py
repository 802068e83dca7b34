"""What things of a view are called in each language of the page: nodes, places, dates, topics.

A value is a `Said`: one string where all languages say the same, otherwise one string a language in the order of
LANGS.
"""

from collections.abc import Callable
from dataclasses import dataclass, field

from kg.view.model import ViewFact, ViewGraph, ViewNode, ViewText
from kg.view.safety import clean_text
from kg.view.wording import LANGS, Words, fold_text, format_date, load_words, wrap_label

Said = str | tuple[str, ...]

#: Names told in the name of a meeting before "+2".
NAMED_TAKERS = 3


def say_each(make: Callable[[Words], str]) -> Said:
    """Returns what `make` says in each language, folded to one string where they agree."""
    texts = tuple(make(load_words(lang)) for lang in LANGS)
    return texts[0] if len(set(texts)) == 1 else texts


def pick(said: Said, lang: str) -> str:
    """Returns the string of one language."""
    return said if isinstance(said, str) else said[LANGS.index(lang)]


def say_text(text: ViewText) -> Said:
    """Returns a name in each language."""
    return say_each(lambda words: clean_text(text.say_in(words.lang)))


def say_date(edtf: str | None) -> Said:
    """Returns a date in each language, "" for None."""
    return say_each(lambda words: format_date(clean_text(edtf), words)) if edtf else ""


@dataclass(frozen=True, slots=True)
class Names:
    """Names of the nodes of one view.

    full: in lists and headings. short: within the names of others (acronyms; a meeting by kind and date).
    labels: in the picture, broken into lines.
    """

    full: dict[str, Said] = field(default_factory=dict)
    short: dict[str, Said] = field(default_factory=dict)
    labels: dict[str, Said] = field(default_factory=dict)
    countries: dict[str, Said] = field(default_factory=dict)
    topics: dict[str, Said] = field(default_factory=dict)

    def say_country(self, code: str) -> Said:
        """Returns the country's name, the code itself where the view has no such country."""
        return self.countries.get(code, clean_text(code))

    def say_place(self, fact: ViewFact) -> Said:
        """Returns "Paris, France", one of the two where only that is known or both are the same, else ""."""
        place = clean_text(fact.place or "")
        if not fact.place_country:
            return place
        country = self.say_country(fact.place_country)
        spellings = [country] if isinstance(country, str) else list(country)
        if not place or fold_text(place) in [fold_text(name) for name in spellings]:
            return country
        return say_each(lambda words: f"{place}, {pick(country, words.lang)}")


def name_nodes(view: ViewGraph) -> Names:
    """Returns the names of everything in a view."""
    names = Names()
    names.topics.update({topic.code: say_text(topic.name) for topic in view.topics})
    for node in view.nodes:
        if node.kind == "country":
            names.countries[node.id.removeprefix("country-")] = say_text(node.name)
    facts = {fact.id: fact for fact in view.facts}
    for node in view.nodes:
        if node.kind != "meeting":
            names.full[node.id] = say_text(node.name)
            names.short[node.id] = clean_text(node.acronym) if node.acronym else names.full[node.id]
            names.labels[node.id] = _label_node(node, names.full[node.id])
    for node in view.nodes:
        if node.kind == "meeting":
            fact = facts.get(node.id)
            bare = clean_text(node.name.text)
            names.full[node.id] = _name_meeting(fact, names) if fact else bare
            names.short[node.id] = _shorten_meeting(fact) if fact else bare
            names.labels[node.id] = _label_meeting(fact, names) if fact else bare
    return names


def _label_node(node: ViewNode, name: Said) -> Said:
    if node.acronym:
        return clean_text(node.acronym)
    return say_each(lambda words: wrap_label(pick(name, words.lang)))


def _name_meeting(fact: ViewFact, names: Names) -> Said:
    """Returns "Meeting: A, B, +2 · Paris, France · 26 June 2024"."""
    takers = list(
        dict.fromkeys(
            taker.node for taker in fact.takers if taker.role in ("guest", "host", "participant", "accompanying")
        )
    )
    place = names.say_place(fact)

    def name(words: Words) -> str:
        told = [pick(names.short.get(node, node), words.lang) for node in takers[:NAMED_TAKERS]]
        if len(takers) > NAMED_TAKERS:
            told.append(f"+{len(takers) - NAMED_TAKERS}")
        head = words.say(f"type.{fact.type or 'meeting'}")
        date = format_date(clean_text(fact.date), words) if fact.date else ""
        parts = (f"{head}: {', '.join(told)}" if told else head, pick(place, words.lang), date)
        return " · ".join(part for part in parts if part)

    return say_each(name)


def _shorten_meeting(fact: ViewFact) -> Said:
    """Returns "Visit, 26–28 June 2024"."""

    def shorten(words: Words) -> str:
        head = words.say(f"type.{fact.type or 'meeting'}")
        return f"{head}, {format_date(clean_text(fact.date), words)}" if fact.date else head

    return say_each(shorten)


def _label_meeting(fact: ViewFact, names: Names) -> Said:
    """Returns the kind and, below it, the date, or the place where there is no date."""
    place = names.say_place(fact)

    def label(words: Words) -> str:
        head = words.say(f"type.{fact.type or 'meeting'}")
        below = format_date(clean_text(fact.date), words, short=True) if fact.date else pick(place, words.lang)
        mark = {"cancelled": "✕ ", "planned": "◷ "}.get(fact.status or "", "")
        return f"{mark}{head}\n{wrap_label(below, 22, 1)}".strip()

    return say_each(label)
