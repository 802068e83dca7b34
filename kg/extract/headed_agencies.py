"""Finds bodies that no list knows by the word for their kind: "Ministry of ...", "Nationaler Sicherheitsrat".

Refuses to name a body after its kind alone: "the ministry" is a reference, not a name.
"""

from kg.extract.acronym_reach import reach_acronym
from kg.extract.base_forms import base_form
from kg.extract.lexicon import Match
from kg.extract.name_words import UNKNOWN, name_strength
from kg.extract.noun_phrases import ChainReader
from kg.extract.scene import LONGEST_ACRONYM, AgencySpan, Scene

# What a compound may have before its hyphen that names a country or union: "US-Präsident", "EU-Kommissar".
COMPOUND_COUNTRIES = {"US": "US", "USA": "US", "EU": "EU", "UK": "GB", "UE": "EU", "UAE": "AE", "GB": "GB"}


def find_headed(scene: Scene, reader: ChainReader, i: int, start: int, limit: int) -> AgencySpan | None:
    """Finds a body by the word for its kind at token i."""
    match = scene.words.agencies.heads.at(scene.tokens, i, limit)
    capital = scene.tokens[i].is_capital
    alone = scene.words.agencies.alone.at(scene.tokens, i, limit) if capital else None
    international = scene.words.agencies.international.at(scene.tokens, i, limit) if capital else None
    if international is not None:
        acronym = scene.tokens[i].text if international.end == i + 1 and len(scene.tokens[i].text) <= 5 else None
        span = AgencySpan(i, international.end, base_form(scene, i, international.end), acronym, international=True)
        span.reasons.append("international body")
        return span
    headed = _read_headed(scene, reader, match, start, limit) if match is not None else None
    if alone is not None and (headed is None or headed.end < alone.end or (headed.end, headed.start) == (alone.end, i)):
        left, country = (i, None) if scene.words.phrases.adjectives_after else _widen_left(scene, i, start)
        name = base_form(scene, left, alone.end)
        return AgencySpan(left, alone.end, name, country=country, reasons=["word for one body"])
    return headed


def _read_headed(
    scene: Scene, reader: ChainReader, match: Match[tuple[str, str, int]], start: int, limit: int
) -> AgencySpan | None:
    """Reads the name of a body around the word for its kind."""
    i = match.start
    if scene.words.phrases.capital_nouns and not scene.tokens[i].is_capital:
        return None
    if scene.words.posts.heads.at(scene.tokens, i, limit) is not None and scene.opens_name(match.end, limit):
        return None  # "Ständerat Karl Huber"
    named = match.value[1].startswith("*") and name_strength(scene.tokens[i].text) > UNKNOWN
    if named and match.end < limit and scene.tokens[match.end].is_capital:
        return None  # "Marat Huber" is no council
    led = scene.words.posts.holds.at(scene.tokens, i - 1, limit) if i > start else None
    if led is not None and led.end > i:
        return None  # "al frente de" is no front
    left, country = _widen_left(scene, i, start)
    inner = _demonym_end(scene, match.end)
    country = country or (scene.place_at[match.end].country if inner > match.end else None)
    inner = _adjectives_end(scene, inner, limit)
    seat = scene.place_at.get(inner)
    if seat is not None and seat.kind in ("city", "region") and scene.tokens[i].is_capital:
        inner = seat.end  # "Hochschule Offenburg"
    chain = reader.read(inner, limit, bare=scene.words.phrases.capital_nouns)
    chain.end = max(chain.end, inner)
    defined = chain.acronyms[0] if chain.acronyms else None
    end = defined[2] if defined is not None else chain.end
    if defined is None:
        end = _trim(scene, match.end, end)
        far = reach_acronym(scene, left, end, limit)
        end = far[1] if far is not None else end
    acronym = scene.acronym_at(end, limit) if defined is None else None
    owned = bool(country or chain.of) and _is_public(scene, i, match.end, end)
    if not owned and not _is_named(scene, left, i, match.end, end, defined is not None or acronym is not None):
        return None
    span = AgencySpan(left, end, base_form(scene, left, end), defined[0] if defined else None)
    span.country = country or next(iter([*chain.of, *chain.at]), None) or _compound_country(scene.tokens[i].text)
    span.reasons.append(f"kind of body: {scene.doc.text_of(i, match.end)}")
    return span


def _demonym_end(scene: Scene, i: int) -> int:
    """Passes an adjective of a country behind a kind: "ministère français"."""
    place = scene.place_at.get(i)
    return place.end if place is not None and place.kind == "demonym" and scene.words.phrases.adjectives_after else i


def _adjectives_end(scene: Scene, i: int, limit: int) -> int:
    """Passes adjectives behind a kind: "Agence nationale", "Centro Nacional"."""
    phrases = scene.words.phrases
    if not phrases.adjectives_after:
        return i
    while i < limit and scene.tokens[i].is_word and i not in scene.in_place and not scene.opens_name(i, limit):
        if not scene.ends_in(i, phrases.adjectives_after) or phrases.of.at(scene.tokens, i, limit) is not None:
            break
        i += 1
    return i


def _compound_country(text: str) -> str | None:
    return COMPOUND_COUNTRIES.get(text.partition("-")[0])


def _trim(scene: Scene, floor: int, end: int) -> int:
    while end > floor and not (scene.tokens[end - 1].is_word):
        end -= 1
    return end


def _widen_left(scene: Scene, i: int, start: int) -> tuple[int, str | None]:
    """Takes the words before a kind that belong to its name: "Hong Kong Police", "Nationaler Sicherheitsrat"."""
    tokens, words = scene.tokens, scene.words
    left, country = i, None
    while left > start:
        k = left - 1
        place = scene.place_before.get(left)
        if place is not None and place.start >= start:
            capital = tokens[place.start].is_capital
            if not capital and not words.phrases.adjectives_before:
                break
            country = place.country
            if words.phrases.capital_nouns and not capital:
                return place.start, country
            if words.phrases.capital_nouns and place.kind != "demonym":
                return left, country
            left = place.start
            continue
        token = tokens[k]
        if left == i and not tokens[i].is_capital and _is_field(scene, k):
            left = k
            continue
        joined = k > start and left < i and words.phrases.conjunctions.at(tokens, k, i) is not None
        if joined and not words.phrases.capital_nouns and _capital_name(scene, k) and _closed_left(scene, k, start):
            left = k
            continue
        if words.phrases.capital_nouns and _joined_by_hyphen(scene, k, start):
            left = k - 2
            continue
        if token.norm in ("'s", "’s"):
            owner = scene.place_before.get(k)
            return left, country or (owner.country if owner is not None else None)
        if not token.is_word or not token.is_capital or token.norm in words.phrases.articles:
            break
        if _is_shouted(token.text) and not tokens[i].text.isupper() and scene.doc.opens_sentence(k):
            break
        if words.posts.heads.at(tokens, k, i) or token.norm in words.phrases.possessives:
            break
        if words.phrases.capital_nouns and not scene.ends_in(k, words.phrases.adjectives_before):
            break
        if scene.doc.opens_sentence(k) and token.norm in words.names.excluded and tokens[k].norm in scene.small_words:
            break
        if words.phrases.adjectives_after and tokens[i].text[0].islower():
            break
        left = k
    return left, country


def _is_field(scene: Scene, k: int) -> bool:
    """Tells whether a small word of government stands at k before a small kind: "foreign ministry"."""
    plain = not scene.words.phrases.adjectives_after and not scene.words.phrases.capital_nouns
    return (
        plain and not scene.tokens[k].is_capital and scene.words.posts.portfolio.at(scene.tokens, k, k + 1) is not None
    )


def _is_shouted(text: str) -> bool:
    """Tells whether a word is written large for its place at the head of an article: "RETIRED Coast Guard"."""
    return len(text) > LONGEST_ACRONYM and text.isupper()


def _joined_by_hyphen(scene: Scene, k: int, start: int) -> bool:
    """Tells whether the conjunction at k follows a word cut off by a hyphen: "Justiz- und Polizeidepartement"."""
    tokens = scene.tokens
    if k - 2 < start or scene.words.phrases.conjunctions.at(tokens, k, k + 1) is None:
        return False
    return tokens[k - 1].text == "-" and tokens[k - 2].is_capital and tokens[k - 2].end == tokens[k - 1].start


def _capital_name(scene: Scene, k: int) -> bool:
    """Tells whether capitals stand on both sides of the conjunction at k: "Hong Kong and Macao"."""
    return scene.tokens[k - 1].is_capital and scene.tokens[k + 1].is_capital


def _closed_left(scene: Scene, k: int, start: int) -> bool:
    """Tells whether an article or a link stands before the capitals that end at k."""
    while k > start and scene.tokens[k - 1].is_capital:
        k -= 1
    before = scene.tokens[k - 1].norm if k > start else ""
    return before in scene.words.phrases.articles


def _is_named(scene: Scene, left: int, head: int, head_end: int, end: int, defined: bool) -> bool:
    """Tells whether the words name a body and do not merely speak of its kind."""
    if defined:
        return True
    tokens = scene.tokens
    capital = tokens[head].is_capital
    if scene.words.phrases.capital_nouns:
        return left < head or (end > head_end and not _sole_kind(scene, head_end, end))
    if scene.words.phrases.adjectives_after:
        rest = any(tokens[k].is_capital for k in range(head_end, end) if k not in scene.in_place)
        return (capital and end > head_end) or (rest and end > head_end)
    if not capital:
        return False
    return left < head or end > head_end


def _is_public(scene: Scene, head: int, head_end: int, end: int) -> bool:
    """Tells whether a kind of which a country has one, or an embassy, stands small: "police ghanéenne"."""
    words, tokens = scene.words, scene.tokens
    if words.phrases.capital_nouns or tokens[head].is_capital:
        return False
    first = head
    while not words.phrases.adjectives_after and words.posts.portfolio.at(tokens, first - 1, head) is not None:
        first -= 1
    if words.agencies.plain.at(tokens, first, end) is not None:
        return True
    embassies = tuple(kind for offices, kinds in words.posts.houses for kind in kinds if words.posts.is_envoy(offices))
    return tokens[head_end - 1].norm in embassies


def _sole_kind(scene: Scene, start: int, end: int) -> bool:
    return not any(scene.tokens[k].is_capital for k in range(start, end))
