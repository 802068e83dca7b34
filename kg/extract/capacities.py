"""In which capacity someone acts: an office behind "as", with a verb between it and the name.

"X, who retires in May as commissioner of the police", "X presentó su renuncia como directora de la agencia".
"""

from collections.abc import Mapping

from kg.extract.office_phrase import PostPhrase
from kg.extract.scene import Scene

# How many words may stand between a name and "as".
CAPACITY_TOKENS = 8


def read_capacity(scene: Scene, by_start: Mapping[int, PostPhrase], i: int, limit: int) -> PostPhrase | None:
    """Returns the office that "as" ties to the name before token i, None where another name or mark comes first.

    Args:
        by_start: offices by their first token. limit: end of the sentence.
    """
    tokens = scene.tokens
    last = min(limit, i + CAPACITY_TOKENS)
    if i + 1 < last and tokens[i].text == "," and tokens[i + 1].is_word and not tokens[i + 1].is_capital:
        i += 1 + (tokens[i + 1].norm in scene.words.phrases.relatives)
    said = frozenset(tokens.spots(scene.words.posts.capacities, i, last))
    for k in range(i, last):
        match = scene.words.posts.capacities.at(tokens, k, limit) if k in said else None
        if match is not None:
            phrase = by_start.get(match.end)
            whole = phrase is not None and phrase.singular and not phrase.counterpart
            return phrase if phrase is not None and whole and not _goes_on(scene, phrase, limit) else None
        token = tokens[k]
        if not (token.is_word or token.is_number) or k in by_start:
            return None
        if token.is_capital and k not in scene.in_place and not _is_date(scene, k, limit):
            return None
    return None


def _goes_on(scene: Scene, phrase: PostPhrase, limit: int) -> bool:
    """Tells whether a noun makes something else of the office before it: "as chief guest"."""
    phrases, token = scene.words.phrases, scene.tokens[phrase.end] if phrase.end < limit else None
    if token is None or phrases.adjectives_after or phrases.capital_nouns or phrase.chained:
        return False
    if not token.is_word or token.is_capital or token.norm in scene.words.posts.bridges | scene.words.names.verbs:
        return False
    joining = (phrases.of, phrases.links, phrases.conjunctions)
    return not any(m.at(scene.tokens, phrase.end, limit) for m in joining) and token.norm not in _locatives(scene)


def _locatives(scene: Scene) -> frozenset[str]:
    return scene.words.agencies.locatives


def _is_date(scene: Scene, k: int, limit: int) -> bool:
    return scene.words.agencies.calendar.at(scene.tokens, k, limit) is not None
