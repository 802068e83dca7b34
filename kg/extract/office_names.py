"""What an office is called: its title in base form, and the bodies that its words name or imply."""

from dataclasses import dataclass

from kg.extract.agency_forms import country_forms
from kg.extract.base_forms import base_form, nominative, replace_ending
from kg.extract.government_fields import field_of
from kg.extract.known_agencies import read_known_agencies
from kg.extract.lexicon import Match
from kg.extract.noun_phrases import Chain
from kg.extract.scene import AgencySpan, Scene
from kg.extract.word_tables import Head

# How many letters a compound has before its kind at least ("Zollamt" < "Kommission").
COMPOUND_LETTERS = 3
# How many tokens before an office its article may stand.
ARTICLE_TOKENS = 4
# How articles end before "Vorsitzende" and "Vorsitzenden" that mean a man.
_MASCULINE_BEFORE = {"e": ("der",), "en": ("em", "en", "es")}


@dataclass
class Office:
    """One office of a phrase. agency: the body it belongs to; acronym: of a body named by the office alone."""

    title: str
    agency: AgencySpan | None = None


def title_of(scene: Scene, match: Match[Head], before: list[int], after: list[int]) -> str:
    """Returns the title in base form. before, after: tokens of its words before and behind the head."""
    words = [*_base_before(scene, match, before), base_head(scene, match)]
    place = scene.place_at.get(after[-1] + 1) if after else None
    if place is not None and place.end < len(scene.tokens) and not scene.tokens[place.end].is_word:
        after = after[:-1] if _drops(scene, after[-1]) else after  # "roi des [Belges]," is "roi"
    rest = _join(scene, after)
    return " ".join([*words, rest]).strip()


def _join(scene: Scene, numbers: list[int]) -> str:
    out = ""
    last = -1
    for n in numbers:
        token = scene.tokens[n]
        glue = last >= 0 and scene.tokens[last].end == token.start
        out += ("" if glue or not out else " ") + token.text
        last = n
    return out


def base_head(scene: Scene, match: Match[Head]) -> str:
    """Returns the head in base form, with the letters of the article."""
    head = match.value
    text = scene.doc.text_of(match.start, match.end)
    if head.base in scene.words.posts.adjectival:
        return nominative(text, "er" if _is_masculine(scene, match.start, text) else "e")
    if head.base.startswith("*"):
        base = replace_ending(text, head.drop, head.base[1:])
    elif text.casefold() == head.base.casefold():
        return text
    else:
        base = head.base
    return base[0].upper() + base[1:] if text[0].isupper() else base


def _is_masculine(scene: Scene, k: int, text: str) -> bool:
    """Tells by its ending and the article before it whether an adjective that is an office means a man."""
    tokens, phrases = scene.tokens, scene.words.phrases
    if text.endswith("er"):
        return True
    for i in range(k - 1, max(-1, k - ARTICLE_TOKENS - 1), -1):
        norm = tokens[i].norm
        if norm in phrases.articles or norm in phrases.possessives:
            return norm.endswith(_MASCULINE_BEFORE["en" if text.endswith("en") else "e"])
        if not tokens[i].is_word:
            break
    return False


def _base_before(scene: Scene, match: Match[Head], before: list[int]) -> list[str]:
    words, posts = [scene.tokens[k].text for k in before], scene.words.posts
    if not scene.words.phrases.capital_nouns:
        return words
    head = base_head(scene, match)
    ending = "e" if head.endswith(("in", "e")) else "es" if head.casefold().endswith(posts.neuters) else "er"
    declined = [
        w[0].islower() or posts.kept.at(scene.tokens, k) is not None for k, w in zip(before, words, strict=True)
    ]
    return [nominative(w, ending) if plain else w for w, plain in zip(words, declined, strict=True)]


def name_offices(
    scene: Scene, match: Match[Head], before: list[int], after: list[int], chain: Chain, title: str
) -> list[Office]:
    """Makes one office of each acronym in the chain, else one of the whole."""
    if not chain.acronyms:
        agency = chain.agencies[-1] if chain.agencies else _plain_body(scene, match, chain)
        return [Office(title, None if agency is not None and _is_field(scene, match, agency) else agency)]
    offices: list[Office] = []
    for acronym, start, end in chain.acronyms:
        kept = [k for k in chain.kept if start <= k < end]
        if offices and kept and not _is_link(scene, kept[0]):
            kept = [*_leading_link(scene, chain), *kept]
        inside = [a for a in chain.agencies if start <= a.start < end]
        for short, part in _parts(scene, acronym, kept) if not inside else [(acronym, kept)]:
            words = title_of(scene, match, before, [*after, *part])
            body = inside[-1] if inside else _body_of(scene, match, after, part, short, start, end)
            body.acronym = body.acronym or short
            offices.append(Office(words, body))
    return offices


def _is_field(scene: Scene, match: Match[Head], body: AgencySpan) -> bool:
    """Tells whether what follows is the field of a minister and no body, though it looks like one: "Minister of the
    Armed Forces", "commissaire de police"; or names the service of an officer without an article: "of Police"."""
    tokens, words = scene.tokens, scene.words
    if body.acronym is not None or body.start >= body.end:
        return False
    span = range(body.start, body.end)
    plain = words.agencies.plain.at(tokens, body.start, body.end)
    fields = all(words.posts.portfolio.at(tokens, k, k + 1) or _is_small(scene, k) for k in span)
    whole = fields or (plain is not None and plain.end == body.end)
    if not whole or any(word in body.name.casefold() for word in words.posts.ministry_words):
        return False
    if match.value.base.casefold().removeprefix("*").endswith(words.posts.ministers):
        return bool(words.phrases.adjectives_after) or field_of(scene, body.name) is not None
    if words.phrases.adjectives_after or words.phrases.capital_nouns or len(span) > 1:
        return False
    return words.phrases.of.at(tokens, body.start - 1, body.start) is not None


def _is_small(scene: Scene, k: int) -> bool:
    """Tells whether a word only joins others or is an adjective behind them."""
    phrases, norm = scene.words.phrases, scene.tokens[k].norm
    joins = norm in phrases.articles or _is_link(scene, k) or phrases.conjunctions.at(scene.tokens, k) is not None
    return joins or (bool(phrases.adjectives_after) and scene.ends_in(k, phrases.adjectives_after))


def _parts(scene: Scene, acronym: str, kept: list[int]) -> list[tuple[str, list[int]]]:
    """Returns an acronym with its words, two where a hyphen joins two: "de la X y de la Y (A-B)"."""
    parts: list[list[int]] = [[]]
    for k in kept:
        joins = scene.words.phrases.conjunctions.at(scene.tokens, k) is not None
        if joins and k + 1 in kept and _is_link(scene, k + 1):
            parts.append([])
        else:
            parts[-1].append(k)
    acronyms = acronym.split("-")
    if len(acronyms) < 2 or len(acronyms) != len(parts):
        return [(acronym, kept)]
    return list(zip(acronyms, parts, strict=True))


def _plain_body(scene: Scene, match: Match[Head], chain: Chain) -> AgencySpan | None:
    """Names the body that the words behind an office are though no name: "governor of the central bank"."""
    words = chain.kept
    while words and _drops(scene, words[0]):
        words = words[1:]
    compound = _compound_body(scene, words)
    if compound is not None:
        return compound
    if not words or match.value.envoy or match.value.counterpart:
        return None
    start, end = words[0], words[0]
    while end in words:
        end += 1
    plain = scene.words.agencies.plain.at(scene.tokens, start, end)
    short = match.value.institutional and end == start + 1 and _is_short(scene, start)
    if plain is None and not short and not _names_house(scene, match, chain, start):
        return None
    if plain is not None:
        end = _adjectives_behind(scene, plain.end, end)
    name = base_form(scene, start, end)
    acronym = name if end == start + 1 and name.isupper() else None
    span = AgencySpan(start, end, name, acronym, next(iter(chain.of), None), office=True)
    span.others = country_forms(scene, span, scene.limit(start))
    span.reasons.append(f"led by the {base_head(scene, match)}")
    return span


def _names_house(scene: Scene, match: Match[Head], chain: Chain, start: int) -> bool:
    """Tells whether the words behind the head of a body name it though no word for a kind does: "directrice de la
    Maison du Fleuve", "Kommandant des Gebirgskampfzentrums"."""
    posts, phrases, tokens = scene.words.posts, scene.words.phrases, scene.tokens
    base = match.value.base.casefold().removeprefix("*")
    led = match.value.institutional or base.endswith(tuple(posts.presiding) or ("\n",))
    if not led or not chain.kept or phrases.of.at(tokens, chain.kept[0], start) is None:
        return False
    token = tokens[start]
    if not token.is_capital or start in scene.in_place or posts.no_bodies.at(tokens, start) is not None:
        return False
    if phrases.capital_nouns:
        kind = scene.words.agencies.heads.at(tokens, start)
        return kind is not None and len(token.text) > len(kind.value[1].lstrip("*")) + COMPOUND_LETTERS
    return posts.portfolio.at(tokens, start, start + 1) is None and not scene.opens_name(start, scene.limit(start))


def _compound_body(scene: Scene, words: list[int]) -> AgencySpan | None:
    """Reads the body in a compound: "Gesandter des UNO-Generalsekretärs"."""
    acronyms = read_known_agencies(scene.doc.lexicon).acronyms
    for k in words if scene.words.phrases.capital_nouns else ():
        first, hyphen, _ = scene.tokens[k].text.partition("-")
        rows = acronyms.get(first, ()) if hyphen else ()
        if len(rows) == 1:
            span = AgencySpan(k, k, first, first, rows[0].country or None, rows[0].row, office=True)
            span.international = not rows[0].country
            return span
    return None


def _is_short(scene: Scene, k: int) -> bool:
    """Tells whether a word is an acronym: two capitals and more, and no place."""
    text = scene.tokens[k].text
    return len(text) > 1 and text.isupper() and text.isalpha() and k not in scene.in_place


def _adjectives_behind(scene: Scene, i: int, limit: int) -> int:
    adjectives = scene.words.phrases.adjectives_after
    while adjectives and i < limit and scene.ends_in(i, adjectives) and not _is_link(scene, i):
        i += 1
    return i


def _is_link(scene: Scene, k: int) -> bool:
    phrases = scene.words.phrases
    return phrases.of.at(scene.tokens, k) is not None or phrases.links.at(scene.tokens, k) is not None


def _leading_link(scene: Scene, chain: Chain) -> list[int]:
    first = chain.kept[0] if chain.kept else 0
    return [first] if chain.kept and _is_link(scene, first) else []


def _body_of(
    scene: Scene, match: Match[Head], after: list[int], kept: list[int], acronym: str, start: int, end: int
) -> AgencySpan:
    """Names a body after the office that leads it: "Generaldirektor für X (Y)" leads the "Generaldirektion für X"."""
    words = kept
    while words and _drops(scene, words[0]):
        words = words[1:]
    name = _join(scene, words) or acronym
    title = " ".join([base_head(scene, match), _join(scene, after)]).strip()
    for office, body in scene.words.posts.agency_titles.items():
        if title.casefold().endswith(office.casefold()):
            name = f"{title[: len(title) - len(office)]}{body} {_join(scene, kept)}"
            break
    span = AgencySpan(start, end, name, acronym, office=True)
    rows = read_known_agencies(scene.doc.lexicon).acronyms.get(acronym, ())
    if len({r.country for r in rows}) == 1 and (not rows[0].country or rows[0].country in scene.countries):
        span.hint, span.international = rows[0].country or None, not rows[0].country
    span.reasons.append(f"led by the {title}, defined as {acronym}")
    return span


def _drops(scene: Scene, k: int) -> bool:
    return _is_link(scene, k) or scene.tokens[k].norm in scene.words.phrases.articles
