"""The house that an office implies: an ambassador's embassy, a member's parliament, where the article names one.

Which offices imply which houses is the lexicon's ([posts] houses); the house must be the only one of its kind and of
the country that sent, or the country is the house's.
"""

from collections.abc import Sequence

from kg.extract.bodies import Bodies, Body
from kg.extract.posts import Draft
from kg.extract.scene import Scene


def join_houses(scene: Scene, bodies: Bodies, drafts: Sequence[Draft]) -> None:
    """Gives envoys and members of parliament the embassy or parliament that the article names."""
    kinds = [(offices, _of_kind(bodies, words)) for offices, words in scene.words.posts.houses]
    for draft in drafts:
        if draft.body is not None or draft.phrase.counterpart:
            continue
        for offices, houses in kinds:
            if houses and any(word.startswith(offices) or word.endswith(offices) for word in _words(draft.title)):
                _join(draft, houses)


def _of_kind(bodies: Bodies, words: tuple[str, ...]) -> list[Body]:
    found = []
    for body in bodies.all():
        if body.international:
            continue
        if any(word.startswith(words) or word.endswith(words) for word in _words(body.name)):
            found.append(body)
    return found


def _join(draft: Draft, houses: Sequence[Body]) -> None:
    said = draft.country
    mine = [h for h in houses if h.country == said] if said is not None else list(houses)
    fitting = mine or [h for h in houses if h.country is None]
    guessed = "country" in draft.inferred and len(houses) > 1
    if len(fitting) != 1 or guessed:
        return
    house = fitting[0]
    draft.body = house
    draft.inferred.append("agency")
    draft.reasons.append(f"house named in the article: {house.name}")
    if draft.country is None and house.country is not None:
        draft.country = house.country
        draft.inferred.append("country")
    elif house.country is None and draft.country is not None:
        house.country, house.inferred = draft.country, True


def _words(text: str) -> list[str]:
    """Returns the words of a title or name, small; an elided article is a word of its own."""
    return text.casefold().replace("'", " ").replace("’", " ").split()
