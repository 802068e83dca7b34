"""How far the name of a body goes before the acronym in brackets that defines it.

A name may go on beyond what its links and nouns show ("Institut für Frieden, Technik und Recht (IFTR)"): where an
acronym closes the sentence part, its letters tell that the words before it are one name.
"""

from kg.extract.name_words import fold_letters
from kg.extract.scene import Scene

# How many tokens may lie between what is sure of a name and its acronym; how many small words without its letters.
REACH_TOKENS = 14
SMALL_WORDS = 4
# The share of an acronym's letters that the words of the name must begin with.
LETTERS = 0.6
_INNER = frozenset("-–'’&")


def reach_acronym(scene: Scene, start: int, end: int, limit: int) -> tuple[str, int] | None:
    """Returns an acronym in brackets that defines tokens from `start`, and its bracket; None where none does.

    Args:
        start: first token of the name. end: token after what is surely of it. limit: end of the sentence.
    """
    tokens = scene.tokens
    for k in range(end, min(limit, end + REACH_TOKENS)):
        acronym = scene.acronym_at(k, limit)
        if acronym is not None:
            fits = k > end and (_spells(scene, start, k, acronym) or _runs_on(scene, end, k))
            return (acronym, k) if fits else None
        token = tokens[k]
        if token.norm in scene.words.names.verbs or token.norm in scene.words.phrases.relatives:
            return None
        if _begins_person(scene, k, limit):
            return None
        if not token.is_word and token.text != "," and token.text not in _INNER and not token.text.isdigit():
            return None
    return None


def _begins_person(scene: Scene, k: int, limit: int) -> bool:
    """Tells whether an office, a rank or a name stands at token k: no part of the name of a body."""
    names, norm = scene.words.names, scene.tokens[k].norm.rstrip(".")
    if norm in names.honorifics or norm in names.ranks or scene.opens_name(k, limit):
        return True
    return scene.words.posts.heads.at(scene.tokens, k, limit) is not None


def _spells(scene: Scene, start: int, end: int, acronym: str) -> bool:
    """Tells whether the words begin with the letters of the acronym, in order and the first with the first."""
    letters = [c for c in fold_letters(acronym) if c.isalnum()]
    initials = [fold_letters(t.text)[:1] for t in scene.tokens[start:end] if t.is_word or t.text.isdigit()]
    if not letters or letters[0] not in initials:
        return False
    at, found = initials.index(letters[0]), 0
    for letter in letters:
        rest = initials[at:]
        if letter in rest:
            at += rest.index(letter) + 1
            found += 1
    if letters[0] != initials[0]:  # the kind may be left out: "(VBS)" of a "Departement für Verteidigung, ..."
        return found == len(letters) > 2
    return found >= max(2, LETTERS * len(letters))


def _runs_on(scene: Scene, start: int, end: int) -> bool:
    """Tells whether only a few small words of no verb stand between: "[Centre contre le trafic] maritime d'armes"."""
    words = scene.words
    if end - start > SMALL_WORDS or words.phrases.capital_nouns:
        return False
    return all(
        t.is_word and not t.is_capital and (t.norm not in words.names.excluded or _is_link(scene, k))
        for k, t in enumerate(scene.tokens[start:end], start)
    )


def _is_link(scene: Scene, k: int) -> bool:
    return scene.words.phrases.of.at(scene.tokens, k, k + 1) is not None
