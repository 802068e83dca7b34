"""What stands before a word for an office: adjectives, country, body, article."""

from kg.extract.office_phrase import PostPhrase
from kg.extract.scene import AgencySpan, Scene

# How many words may name the field of an office without a link, before it or behind.
FIELD_TOKENS = 4


def read_before(scene: Scene, phrase: PostPhrase, ends: dict[int, AgencySpan]) -> tuple[list[int], AgencySpan | None]:
    """Reads what stands before the head: adjectives, country, body, article. Returns the kept ones and the body."""
    tokens, words = scene.tokens, scene.words
    floor = scene.doc.sentence_of(phrase.head).start
    kept: list[int] = []
    owner: AgencySpan | None = None
    i = phrase.head
    while i > floor:
        k = i - 1
        norm = tokens[k].norm
        place = scene.place_before.get(i)
        if place is not None and place.start >= floor:
            if not _owns(scene, place.start, i, phrase):
                break
            if place.country:
                phrase.countries.insert(0, place.country)
                phrase.owned = phrase.owned or place.kind == "country"
            i = place.start
        elif norm in ("'s", "'", "’", "s'"):
            i = k
        elif i in ends and owner is None and _is_portfolio(scene, ends[i]):
            own = next((n for n in range(ends[i].start, i) if n not in scene.in_place), i)
            kept[:0] = range(own, i)
            i = own
        elif i in ends and owner is None and (tokens[ends[i].start].is_capital):
            owner, i = ends[i], ends[i].start
        elif tokens[k].text == ")" and k - 2 > floor and k - 2 in ends and owner is None:
            owner, i = ends[k - 2], ends[k - 2].start
        elif norm in words.phrases.articles or norm in words.phrases.possessives:
            relative = k > floor and tokens[k - 1].norm in words.phrases.relative_possessives
            phrase.possessive = norm in words.phrases.possessives or relative
            phrase.definite = True
            phrase.indefinite = norm in words.phrases.indefinite
            i = k
            break
        elif words.posts.kept.at(tokens, k, i) or (
            not words.phrases.adjectives_after and words.posts.portfolio.at(tokens, k, i)
        ):
            kept.insert(0, k)
            i = k
        elif words.posts.dropped.at(tokens, k, i):
            i = k
        elif (modifiers := _modifiers(scene, i, floor)) < i:
            kept[:0] = range(modifiers, i)
            i = modifiers
        elif kept and k > floor and _joins_fields(scene, k, i):
            kept[:0] = [k - 1, k]
            i = k - 1
        else:
            break
    if tokens[i].norm == "'s" and i > floor and tokens[i - 1].is_capital and not phrase.countries and owner is None:
        phrase.possessive = phrase.definite = True  # "Carter's deputy"
    phrase.start = i
    return kept, owner


def _modifiers(scene: Scene, i: int, floor: int) -> int:
    """Returns where a run of unknown small words between an article or owner and an office begins, i without one:
    "the foreign policy adviser", "der außenpolitische Chefberater"."""
    phrases, tokens = scene.words.phrases, scene.tokens
    if phrases.adjectives_after or not tokens[i].is_word:
        return i
    for k in range(i - 1, max(floor, i - 1 - FIELD_TOKENS), -1):
        token, before = tokens[k], tokens[k - 1]
        if not token.is_word or token.is_capital or token.norm in scene.words.names.excluded:
            return i
        if phrases.capital_nouns and not scene.ends_in(k, phrases.adjectives_before):
            return i
        if any(m.at(tokens, k, i) for m in (phrases.of, phrases.links, phrases.conjunctions)):
            return i
        owned = before.norm in phrases.articles or before.norm in phrases.possessives or before.norm == "'s"
        if owned or (k in scene.place_before and scene.place_before[k].kind == "demonym"):
            return k
    return i


def _joins_fields(scene: Scene, k: int, i: int) -> bool:
    """Tells whether the conjunction at k stands between two fields before an office: "Foreign and Defence Minister"."""
    tokens, words = scene.tokens, scene.words
    if words.phrases.adjectives_after or not words.phrases.conjunctions.at(tokens, k, i):
        return False
    of = words.phrases.of.at(tokens, k - 2, k) if k >= 2 else None
    return of is None and words.posts.portfolio.at(tokens, k - 1, k) is not None


def _is_portfolio(scene: Scene, span: AgencySpan) -> bool:
    """Tells whether a body's name is only words of government: "National Security Advisor" names no body."""
    portfolio, kept = scene.words.posts.portfolio, scene.words.posts.kept
    own = [k for k in range(span.start, span.end) if k not in scene.in_place]
    return all(portfolio.at(scene.tokens, k, k + 1) or kept.at(scene.tokens, k, k + 1) for k in own)


def _owns(scene: Scene, start: int, end: int, phrase: PostPhrase) -> bool:
    """Tells whether a country before a head owns it: "Südkoreas Präsidentin", "US ambassador"."""
    place = scene.place_at[start]
    if place.kind == "demonym":
        return True
    if end < len(scene.tokens) and scene.tokens[end].norm == "'s":
        return True
    if scene.words.phrases.capital_nouns:
        return scene.tokens[end - 1].norm.endswith(scene.words.agencies.genitives)
    if scene.words.phrases.adjectives_after:
        return False
    return place.kind == "country"
