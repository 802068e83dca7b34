"""Lists of fields in the name of an office or body: "Minister of Fisheries, Aquaculture and Marine Resources".

A comma goes on with the name only where a conjunction closes the list and nothing in it is a person, an office, a body
or a place.
"""

from collections.abc import Callable, Container

from kg.extract.name_words import STRONG, UNKNOWN, name_strength
from kg.extract.scene import Scene

# How many items a list has at most, and how many tokens an item.
MAX_ITEMS = 9
ITEM_TOKENS = 6
_CLOSING = frozenset(',.;:)(–—-»”"')


def read_list(scene: Scene, i: int, limit: int, is_head: Callable[[int], bool], bodies: Container[int]) -> int | None:
    """Returns the end of the list that goes on with the comma at token i, None where it does not.

    Args:
        limit: end of the sentence. is_head: whether an office begins at a token. bodies: first tokens of known bodies.
    """
    tokens, conjunctions = scene.tokens, scene.words.phrases.conjunctions
    k = i
    for _ in range(MAX_ITEMS):
        both = conjunctions.at(tokens, k, limit) if k < limit else None
        comma = k < limit and tokens[k].text == ","
        if comma and k + 1 < limit:
            both = conjunctions.at(tokens, k + 1, limit)
        if (both is None and not comma) or (both is not None and k == i):
            return None
        end = _item_end(scene, both.end if both is not None else k + 1, limit, is_head, bodies, last=both is not None)
        if end is None:
            return None
        if both is not None:
            return end
        k = end
    return None


def read_last(scene: Scene, j: int, limit: int, is_head: Callable[[int], bool], bodies: Container[int]) -> int | None:
    """Returns the end of the item at token j where a mark closes it ("e le attività culturali,"), else None."""
    end = _item_end(scene, j, limit, is_head, bodies, last=True)
    return end if end is not None and end < limit and scene.tokens[end].text in _CLOSING else None


def _item_end(
    scene: Scene, j: int, limit: int, is_head: Callable[[int], bool], bodies: Container[int], *, last: bool
) -> int | None:
    """Returns the end of one item: a noun with links and adjectives around it."""
    tokens, phrases, words = scene.tokens, scene.words.phrases, scene.words
    k = j
    linked = phrases.of.at(tokens, k, limit) or phrases.links.at(tokens, k, limit)
    k = linked.end if linked is not None else k
    if k < limit and tokens[k].norm in phrases.articles - phrases.indefinite:
        k += 1
    if phrases.capital_nouns:
        while k < limit and not tokens[k].is_capital and scene.ends_in(k, phrases.adjectives_before):
            k += 1
    if k >= limit or not _is_field(scene, k, limit, is_head, bodies):
        return None
    k += 1
    while k < min(limit, j + ITEM_TOKENS):
        token = tokens[k]
        if not token.is_word or phrases.conjunctions.at(tokens, k, limit) is not None:
            break
        field = words.posts.portfolio.at(tokens, k, limit) is not None
        if (scene.opens_name(k, limit) and not field) or is_head(k) or token.norm in phrases.possessives:
            break
        behind = phrases.adjectives_after and scene.ends_in(k, phrases.adjectives_after)
        if token.is_capital or behind or field:
            if not field and token.is_capital and not behind and _is_foreign(scene, k):
                return None
            k += 1
            continue
        inner = phrases.of.at(tokens, k, limit) or phrases.links.at(tokens, k, limit)
        at = inner.end if inner is not None else k
        at += at < limit and tokens[at].norm in phrases.articles
        if inner is None or last or at >= limit or not _is_field(scene, at, limit, is_head, bodies):
            break
        k = at + 1
    if not last and (k >= limit or not (tokens[k].text == "," or phrases.conjunctions.at(tokens, k, limit))):
        return None
    return k


def _is_foreign(scene: Scene, k: int) -> bool:
    """Tells whether a second capital at k makes a name of the words before: a place, a name, or no adjective."""
    bare = bool(scene.words.phrases.adjectives_after) and scene.tokens[k - 1].is_capital
    return k in scene.in_place or name_strength(scene.tokens[k].text) > UNKNOWN or bare


def _is_field(scene: Scene, k: int, limit: int, is_head: Callable[[int], bool], bodies: Container[int]) -> bool:
    """Tells whether a noun that may name a field stands at token k: no person, office, body or place."""
    token, names = scene.tokens[k], scene.words.names
    place = scene.in_place.get(k)
    people = place is not None and place.kind == "demonym" and bool(scene.words.phrases.adjectives_after)
    if not token.is_word or k in bodies or is_head(k) or (place is not None and not people):
        return False
    if scene.words.posts.portfolio.at(scene.tokens, k, limit) is not None:
        return True
    if scene.opens_name(k, limit):
        return False
    norm = token.norm.rstrip(".")
    if norm in names.honorifics or norm in names.ranks or norm in names.verbs or norm in names.excluded:
        return False
    small = (
        bool(scene.words.phrases.adjectives_after)
        and k + 1 < limit
        and scene.ends_in(k + 1, scene.words.phrases.adjectives_after)
    )
    return name_strength(token.text) < STRONG and (token.is_capital or small)
