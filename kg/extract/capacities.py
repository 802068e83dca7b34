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
    if i + 1 < last and tokens[i].text == "," and tokens[i + 1].norm in scene.words.phrases.relatives:
        i += 2
    said = frozenset(tokens.spots(scene.words.posts.capacities, i, last))
    for k in range(i, last):
        match = scene.words.posts.capacities.at(tokens, k, limit) if k in said else None
        if match is not None:
            phrase = by_start.get(match.end)
            return phrase if phrase is not None and phrase.singular and not phrase.counterpart else None
        token = tokens[k]
        if not (token.is_word or token.is_number) or k in by_start:
            return None
        if token.is_capital and k not in scene.in_place and not _is_date(scene, k, limit):
            return None
    return None


def _is_date(scene: Scene, k: int, limit: int) -> bool:
    return scene.words.agencies.calendar.at(scene.tokens, k, limit) is not None
