"""Offices that are told by another office: "adviser to the president", "the president's adviser".

The inner one is then part of the title and holds nobody, unless its holder is named at once ("spokesman of Minister X").
"""

from collections.abc import Iterator, Sequence

from kg.extract.office_phrase import PostPhrase
from kg.extract.scene import Scene


def nest_offices(scene: Scene, phrases: Sequence[PostPhrase]) -> list[PostPhrase]:
    """Returns the phrases with inner ones taken up by those they belong to."""
    return list(_nested(scene, phrases))


def _nested(scene: Scene, phrases: Sequence[PostPhrase]) -> Iterator[PostPhrase]:
    outer: PostPhrase | None = None
    for phrase in phrases:
        if outer is not None and _owns(scene, outer, phrase):
            phrase.start = outer.start
            phrase.definite, phrase.countries = True, phrase.countries or outer.countries
        elif outer is not None and _takes(scene, outer, phrase):
            first, last = outer.end, phrase.end
            words = scene.doc.text_of(first, last) if not phrase.countries else _without_places(scene, first, last)
            outer.offices[0].title = f"{outer.offices[0].title} {words}"
            outer.countries = outer.countries or phrase.countries
            outer.end, outer.chained = phrase.end, True
            continue
        elif outer is not None:
            yield outer
        outer = phrase
    if outer is not None:
        yield outer


def _owns(scene: Scene, outer: PostPhrase, inner: PostPhrase) -> bool:
    """Tells whether "the president" stands in the genitive before "'s adviser"."""
    if outer.end >= len(scene.tokens) or scene.tokens[outer.end].norm != "'s":
        return False
    return outer.start <= inner.start <= outer.end + 1 and inner.head > outer.end


def _takes(scene: Scene, outer: PostPhrase, inner: PostPhrase) -> bool:
    """Tells whether a link leads from an office to the next, of whom no holder is named behind it."""
    tokens, phrases = scene.tokens, scene.words.phrases
    if (
        not outer.singular
        or outer.counterpart
        or inner.counterpart
        or len(outer.offices) > 1
        or outer.offices[0].agency
    ):
        return False
    link = None
    for matcher in (phrases.of, phrases.links):
        match = matcher.at(tokens, outer.end, inner.head)
        link = match if match is not None and (link is None or match.end > link.end) else link
    ran_into = inner.head == outer.end and outer.chained  # the link and a word for a people are read already
    linked = (
        ran_into or (link is not None and inner.start in (link.end, outer.end)) or _is_genitive(scene, outer, inner)
    )
    if not linked or (not inner.definite and link is None and not ran_into):
        return False
    behind = inner.end
    return behind >= len(tokens) or not (tokens[behind].is_word and tokens[behind].is_capital)


def _is_genitive(scene: Scene, outer: PostPhrase, inner: PostPhrase) -> bool:
    """Tells whether an article in the genitive leads on: "Berater des Präsidenten"."""
    phrases = scene.words.phrases
    return inner.start == outer.end and phrases.of.at(scene.tokens, outer.end, inner.head) is not None


def _without_places(scene: Scene, start: int, end: int) -> str:
    return " ".join(scene.tokens[k].text for k in range(start, end) if k not in scene.in_place)
