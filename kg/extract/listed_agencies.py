"""Finds the bodies of the list of known agencies by their names and acronyms."""

from kg.extract.base_forms import base_form
from kg.extract.known_agencies import CAPITALISED_LETTERS, Known, KnownAgencies
from kg.extract.scene import AgencySpan, Scene


def find_listed(scene: Scene, known: KnownAgencies) -> dict[int, AgencySpan]:
    found: dict[int, AgencySpan] = {}
    acronyms = known.spellings
    for i in scene.tokens.spots(known):
        token = scene.tokens[i]
        if not token.is_word:
            continue
        name = known.at(scene.tokens, i, scene.limit(i))
        if name is not None and (token.is_capital or name[0] - i > 1) and _is_name(scene, i, name[0], known):
            found[i] = _known_span(scene, i, name[0], name[1], None)
        elif (token.text in acronyms or _is_lowered(scene, i, known)) and i not in scene.in_place:
            found[i] = _known_span(
                scene, i, i + 1, acronyms.get(token.text) or known.acronyms[token.text.upper()], token.text
            )
    return found


def _is_lowered(scene: Scene, i: int, known: KnownAgencies) -> bool:
    """Tells whether a short acronym stands with one capital behind an article: "dell'Fbi"."""
    text = scene.tokens[i].text
    if i == 0 or len(text) != CAPITALISED_LETTERS - 1 or not text.istitle() or text.upper() not in known.acronyms:
        return False
    before, phrases = scene.tokens[i - 1].norm, scene.words.phrases
    owned = before in phrases.articles or phrases.of.at(scene.tokens, i - 1, i) is not None
    return owned and bool(phrases.adjectives_after)


def _is_name(scene: Scene, start: int, end: int, known: KnownAgencies) -> bool:
    """Tells whether words are a body's name: with a capital, and no family name that only looks like one ("Dumas")."""
    tokens = scene.tokens
    if known.inflected and end == start + 1 and start and scene.opens_name(start - 1, end):
        return False
    return any(tokens[k].is_capital for k in range(start, end))


def _known_span(scene: Scene, start: int, end: int, rows: tuple[Known, ...], acronym: str | None) -> AgencySpan:
    countries = {r.country for r in rows}
    one = rows[0] if len(rows) == 1 else None
    sure = len(countries) == 1
    span = AgencySpan(start, end, base_form(scene, start, end), acronym)
    span.country = (rows[0].country or None) if sure else None
    span.international = sure and not rows[0].country
    span.row = one.row if one is not None else None
    if sure and acronym is None and rows[0].country and _may_be_anothers(scene, start, end, rows[0].country):
        span.country, span.row = None, None
        span.reasons.append("name that agencies of other countries have too")
    else:
        span.reasons.append("known agency" if sure else "name of agencies of several countries")
    return span


def _may_be_anothers(scene: Scene, start: int, end: int, country: str) -> bool:
    """Tells whether a name is only words for kinds and fields ("Senate"), and its country is nowhere in the article."""
    if country in scene.countries or country in scene.words.posts.home or country == "EU":
        return False
    return all(_is_plain(scene, k, end) for k in range(start, end))


def _is_plain(scene: Scene, k: int, end: int) -> bool:
    words, tokens = scene.words, scene.tokens
    matchers = (words.agencies.heads, words.posts.portfolio, words.posts.kept, words.phrases.of, words.phrases.links)
    if any(m.at(tokens, k, end) is not None for m in matchers) or tokens[k].norm in words.phrases.articles:
        return True
    adjectives = words.phrases.adjectives_after or words.phrases.adjectives_before
    return scene.ends_in(k, adjectives) if adjectives else False
