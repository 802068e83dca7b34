"""Where a meeting was: a place in its clause or sentence, else where the story stands."""

from collections.abc import Sequence

from kg.extract.drafts import Draft, Story
from kg.extract.encounter_model import Encounter
from kg.extract.mentions import PlaceMention

# The lead of an article is that long, in sentences.
LEAD = 4
# A place is carried on over this many sentences.
PLACE_REACH = 6


def set_place(story: Story, draft: Draft, encounter: Encounter) -> None:
    if draft.kind == "call":
        return
    if encounter.destinations:
        here = [p for p in encounter.destinations if p.country in draft.members]
        place = next((p for p in here if p.kind != "country"), here[0] if here else None)
    else:
        own = [p for p in story.places.get(encounter.sentence, []) if _is_location(story, p)]
        inside = [p for p in own if encounter.start <= p.start < encounter.end]
        place = _finest(inside) or _finest(own)
    if place is not None:
        draft.place, draft.place_country, draft.place_given = place.name, place.country, True
        if place.country is None:
            draft.place_country = _find_running_place(story, encounter.sentence)[1]
    elif not encounter.background:
        draft.place, draft.place_country = _find_running_place(story, encounter.sentence)


def _is_location(story: Story, place: PlaceMention) -> bool:
    tokens = story.setting.doc.tokens
    before = range(max(0, place.start - 2), place.start)
    return any(story.frames.cues.locations.at(tokens, i, i + 1) for i in before) or place.start == 0


def _find_running_place(story: Story, sentence: int) -> tuple[str | None, str | None]:
    for draft in reversed(story.drafts):
        if draft.place_country and draft.status != "cancelled" and sentence - draft.told[-1] <= PLACE_REACH:
            return draft.place, draft.place_country
    opening = range(min(LEAD, len(story.setting.doc.sentences), sentence + 1))
    lead = next((p for n in opening for p in story.places.get(n, []) if _is_location(story, p)), None)
    return (lead.name, lead.country) if lead is not None else (None, None)


def _finest(places: Sequence[PlaceMention]) -> PlaceMention | None:
    """A building before a city before a region before a country."""
    order = ("building", "city", "region", "country")
    return min(places, key=lambda p: order.index(p.kind), default=None)
