"""The lexicon tables [phrases], [names], [posts] and [agencies], compiled: what the finders of the cast read.

Every table is checked when it is compiled; a malformed entry is named with its file.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from functools import cache
from typing import Any

from kg.errors import InputError
from kg.extract.lexicon import LANG_DIR, Lexicon, Matcher
from kg.extract.word_tables import AgencyWords, Head, Names, Phrases, Posts, Wording

_LISTS: Mapping[str, str] = {
    "phrases": "adjectives_before adjectives_after articles indefinite possessives relative_possessives conjunctions of links"
    " country_prefixes country_suffixes verb_particles relatives addresses foreign_links",
    "names": "honorifics ranks rank_tails particles joining_particles surname_particles not_names noun_endings verbs skip_lines"
    " name_before_country relatives papal papal_words",
    "posts": "heads stand_ins counterparts predecessors republic envoys envoy_links institutional ministers ministry_words own_prefixes members house_heads led_houses fields home parties kept dropped after portfolio"
    " bridges holds houses presiding no_bodies neuters feminine led_by joined_prefixes countries agency_titles retinue copulas capacities of_both employed no_employers",
    "agencies": "feminine neuter masculine plural alone plain international international_words links genitives locatives",
}


@cache
def read_wording(lexicon: Lexicon) -> Wording:
    """Compiles the tables of a lexicon.

    Raises:
        InputError: an unknown key, or an entry that is no list of phrases.
    """
    tables = {name: _check(lexicon, name) for name in _LISTS}
    cut = _cutter(lexicon)
    return Wording(
        lexicon.language,
        _phrases(tables["phrases"], cut),
        _names(tables["names"], cut),
        _posts(tables["posts"], lexicon, cut),
        _agencies(tables["agencies"], lexicon, cut),
    )


def _check(lexicon: Lexicon, name: str) -> Mapping[str, Any]:
    table = lexicon.table(name)
    where = f"{LANG_DIR / lexicon.language}.toml"
    for key, value in table.items():
        if name == "phrases" and key == "capital_nouns":
            continue
        if key not in _LISTS[name].split():
            raise InputError(f"{where}: [{name}] has no key {key!r}; it has {_LISTS[name].replace(' ', ', ')}")
        if not isinstance(value, list) or not all(isinstance(v, str) and v.strip() for v in value):
            raise InputError(f"{where}: [{name}] {key}: {value!r} is no list of phrases; write it as a list of strings")
    return table


def _cutter(lexicon: Lexicon) -> Callable[[str], str]:
    """Returns what writes a phrase as its tokens: an elided article is a word of its own ("d' état-major")."""
    if not lexicon.elisions:
        return lambda phrase: phrase
    elided = re.compile(rf"(?<![^\W_])((?:{'|'.join(map(re.escape, sorted(lexicon.elisions)))})')(?=\w)", re.IGNORECASE)
    return lambda phrase: elided.sub(r"\1 ", phrase)


def _matcher(table: Mapping[str, Any], key: str, cut: Callable[[str], str]) -> Matcher[bool]:
    return Matcher((cut(p), True) for p in table.get(key, ()))


def _set(table: Mapping[str, Any], key: str) -> frozenset[str]:
    return frozenset(w.casefold() for w in table.get(key, ()))


def _phrases(table: Mapping[str, Any], cut: Callable[[str], str]) -> Phrases:
    return Phrases(
        capital_nouns=bool(table.get("capital_nouns", False)),
        adjectives_before=tuple(table.get("adjectives_before", ())),
        adjectives_after=tuple(table.get("adjectives_after", ())),
        articles=_set(table, "articles"),
        indefinite=_set(table, "indefinite"),
        possessives=_set(table, "possessives"),
        relative_possessives=_set(table, "relative_possessives"),
        conjunctions=_matcher(table, "conjunctions", cut),
        of=_matcher(table, "of", cut),
        links=_matcher(table, "links", cut),
        country_prefixes=_matcher(table, "country_prefixes", cut),
        country_suffixes=_matcher(table, "country_suffixes", cut),
        verb_particles=_set(table, "verb_particles"),
        relatives=_set(table, "relatives"),
        addresses=_set(table, "addresses"),
        foreign_links=_set(table, "foreign_links"),
    )


def _names(table: Mapping[str, Any], cut: Callable[[str], str]) -> Names:
    return Names(
        honorifics=_set(table, "honorifics"),
        ranks=_set(table, "ranks"),
        rank_tails=_matcher(table, "rank_tails", cut),
        particles=_set(table, "particles"),
        joining=_set(table, "joining_particles"),
        of_surnames=_set(table, "surname_particles"),
        excluded=_set(table, "not_names"),
        noun_endings=tuple(table.get("noun_endings", ())),
        verbs=_set(table, "verbs"),
        skip_lines=_matcher(table, "skip_lines", cut),
        before_country=_matcher(table, "name_before_country", cut),
        relatives=_set(table, "relatives"),
        papal=_set(table, "papal"),
        papal_words=_matcher(table, "papal_words", cut),
    )


def _posts(table: Mapping[str, Any], lexicon: Lexicon, cut: Callable[[str], str]) -> Posts:
    heads = [
        *_heads(table, "heads"),
        *_heads(table, "counterparts", counterpart=True),
        *_heads(table, "predecessors", counterpart=True, predecessor=True),
    ]
    declined = bool(lexicon.table("phrases").get("capital_nouns", False))
    bases = {h.base for _, h in heads}
    return Posts(
        heads=Matcher((cut(p), h) for p, h in heads),
        stand_ins=_matcher(table, "stand_ins", cut),
        kept=_matcher(table, "kept", cut),
        dropped=_matcher(table, "dropped", cut),
        after=_matcher(table, "after", cut),
        portfolio=_matcher(table, "portfolio", cut),
        bridges=_set(table, "bridges"),
        copulas=_matcher(table, "copulas", cut),
        capacities=_matcher(table, "capacities", cut),
        of_both=_matcher(table, "of_both", cut),
        employed="".join(table.get("employed", ())),
        no_employers=_matcher(table, "no_employers", cut),
        holds=_titled(table, lexicon, "holds", cut),
        houses=tuple(
            (tuple(offices.casefold().split("|")), tuple(words.casefold().split("|")))
            for offices, words in (_pair(e, lexicon, "houses") for e in table.get("houses", ()))
        ),
        presiding=_set(table, "presiding"),
        no_bodies=_matcher(table, "no_bodies", cut),
        feminine="".join(table.get("feminine", ())),
        led_by=_titled(table, lexicon, "led_by", cut),
        neuters=tuple(w.casefold() for w in table.get("neuters", ())) or ("\n",),
        adjectival=frozenset(
            b for b in bases if declined and {b.removesuffix("r"), f"{b.removesuffix('r')}r"} <= bases
        ),
        envoy_links=_matcher(table, "envoy_links", cut),
        retinue=_matcher(table, "retinue", cut),
        home=frozenset(table.get("home", ())),
        parties={
            p.strip(): country
            for parties, country in (_pair(e, lexicon, "parties") for e in table.get("parties", ()))
            for p in parties.split("|")
        },
        ministers=tuple(w.casefold() for w in table.get("ministers", ())),
        ministry_words=tuple(w.casefold() for w in table.get("ministry_words", ())),
        own_prefixes=tuple(w.casefold() for w in table.get("own_prefixes", ())),
        members=tuple(w.casefold() for w in table.get("members", ())),
        house_heads=tuple(w.casefold() for w in table.get("house_heads", ())),
        led_houses=tuple(w.casefold() for w in table.get("led_houses", ())),
        fields={
            field: tuple(f" {w.strip()} " if not w.startswith("*") else w[1:] for w in words.casefold().split("|"))
            for field, words in (_pair(e, lexicon, "fields") for e in table.get("fields", ()))
        },
        countries=dict(_title_countries(table, lexicon)),
        envoys=_set(table, "envoys"),
        agency_titles=dict(_pair(e, lexicon, "agency_titles") for e in table.get("agency_titles", ())),
    )


def _titled(table: Mapping[str, Any], lexicon: Lexicon, key: str, cut: Callable[[str], str]) -> Matcher[str]:
    """Reads "pattern; pattern = title"."""
    pairs = (_pair(e, lexicon, key) for e in table.get(key, ()))
    return Matcher((cut(p.strip()), title) for patterns, title in pairs for p in patterns.split(";"))


def _heads(
    table: Mapping[str, Any], key: str, *, counterpart: bool = False, predecessor: bool = False
) -> Iterable[tuple[str, Head]]:
    """Reads "base|form|form/plural|plural": every form leads to the base form."""
    envoys, institutional, republic = (_set(table, k) for k in ("envoys", "institutional", "republic"))
    entries = table.get(key, ())
    prefixes = table.get("joined_prefixes", ()) if key == "heads" else ()
    joined = (
        "/".join("|".join(f"{prefix}{form}" for form in forms.split("|")) for forms in entry.split("/"))
        for entry in entries
        for prefix in prefixes
        if entry[0] not in "*="
    )
    for entry in (*entries, *joined):
        singulars, _, plurals = entry.partition("/")
        forms = singulars.split("|")
        base, small = forms[0], forms[0].casefold()
        many = plurals.split("|") if plurals else []
        for form in dict.fromkeys([*forms, *many]):
            yield (
                form,
                Head(
                    base,
                    len(form) - 1 if form.startswith("*") else len(form),
                    form in many,
                    form in forms,
                    counterpart,
                    small in envoys,
                    small in institutional,
                    predecessor,
                    small in republic,
                ),
            )


def _title_countries(table: Mapping[str, Any], lexicon: Lexicon) -> Iterable[tuple[str, tuple[str, ...]]]:
    for entry in table.get("countries", ()):
        titles, countries = _pair(entry, lexicon, "countries")
        for title in titles.split("|"):
            yield title.casefold(), tuple(countries.split())


def _pair(entry: str, lexicon: Lexicon, key: str) -> tuple[str, str]:
    left, sign, right = entry.partition("=")
    if not sign:
        raise InputError(
            f"{LANG_DIR / lexicon.language}.toml: [posts] {key}: {entry!r} has no '='; write 'words = value'"
        )
    return left.strip(), right.strip()


def _agencies(table: Mapping[str, Any], lexicon: Lexicon, cut: Callable[[str], str]) -> AgencyWords:
    heads: list[tuple[str, tuple[str, str, int]]] = []
    for gender in ("feminine", "neuter", "masculine", "plural"):
        for entry in table.get(gender, ()):
            forms = entry.split("|")
            for form in forms:
                drop = len(form) - 1 if form.startswith("*") else len(form)
                heads.append((cut(form), (gender, forms[0], drop)))
    return AgencyWords(
        heads=Matcher(heads),
        alone=_matcher(table, "alone", cut),
        plain=_matcher(table, "plain", cut),
        international=_matcher(table, "international", cut),
        international_words=_set(table, "international_words"),
        links=_matcher(table, "links", cut),
        calendar=Matcher((w, True) for key in ("months", "weekdays") for w in lexicon.table("dates").get(key, ())),
        genitives=tuple(table.get("genitives", ())),
        locatives=_set(table, "locatives"),
    )
