"""Base forms of names of bodies and offices where a language inflects them."""

from kg.extract.scene import Scene

_NOMINATIVES = {"feminine": "e", "neuter": "es", "masculine": "er", "plural": "e"}
_CASE_ENDINGS = ("en", "er", "em", "es", "e")


def base_form(scene: Scene, start: int, end: int) -> str:
    """Returns the words of a body in base form: the head without endings, adjectives that agree with it."""
    text = scene.doc.text_of(start, end)
    if not scene.words.phrases.capital_nouns:
        return text
    heads = [scene.words.agencies.heads.at(scene.tokens, k, end) for k in range(start, end)]
    at = next((k for k, m in enumerate(heads) if m is not None), None)
    if at is None:
        return text
    match = heads[at]
    assert match is not None
    gender, base, drop = match.value
    words = [scene.tokens[k].text for k in range(start, end)]
    if base.startswith("*"):
        words[at] = replace_ending(words[at], drop, base[1:])
    for k in range(at):
        words[k] = nominative(words[k], _NOMINATIVES[gender])
    first = scene.doc.text_of(start, start + at + 1)
    return " ".join(words[: at + 1]).replace(" - ", "- ") + text[len(first) :]


def replace_ending(word: str, drop: int, ending: str) -> str:
    """Returns the word with another ending, with a capital where the old one began with one ("CIA-Chefs")."""
    stem, old = word[: len(word) - drop], word[len(word) - drop :]
    return stem + (ending[:1].upper() + ending[1:] if old[:1].isupper() else ending)


def nominative(word: str, ending: str) -> str:
    """Returns a declined adjective with the ending of the nominative: "Auswärtigen" becomes "Auswärtiges"."""
    for case in _CASE_ENDINGS:
        if word.endswith(case) and len(word) > len(case) + 2:
            return word[: -len(case)] + ending
    return word
