"""Where a meeting was: a place in its clause or sentence, else where the story stands."""

from collections.abc import Iterator, Sequence

from kg.extract.drafts import Draft, Story
from kg.extract.encounter_model import Encounter
from kg.extract.mentions import PlaceMention

# The lead of an article is that long, in sentences.
LEAD = 4
# The date of another event stands within this many tokens behind its place.
EVENT_REACH = 3
# A place is carried on over this many sentences.
PLACE_REACH = 8


def set_place(story: Story, draft: Draft, encounter: Encounter) -> None:
    """Places a draft by its own words, else by what was told before; calls have no place."""
    draft.clause = (encounter.start, encounter.end)
    if draft.kind == "call":
        return
    homes = _find_homes(story, draft)
    place = _find_own_place(story, draft, encounter, homes)
    if place is None:
        if not encounter.background:
            draft.place, draft.place_country = _find_running_place(story, encounter.sentence, homes)
        return
    draft.place, draft.place_country, draft.place_given = place.name, place.country, True
    if place.country is None:
        draft.place_country = _find_running_place(story, encounter.sentence, homes)[1]
    elif not encounter.background:
        story.places_told.setdefault(encounter.sentence, []).append(place)


def _find_own_place(story: Story, draft: Draft, encounter: Encounter, homes: frozenset[str]) -> PlaceMention | None:
    if encounter.destinations:
        here = [p for p in encounter.destinations if p.country in draft.members]
        return next((p for p in here if p.kind != "country"), here[0] if here else None)
    own = [p for p in _located(story, encounter.sentence) if _may_hold(p, homes)]
    inside = [p for p in own if encounter.start <= p.start < encounter.end]
    return _finest(inside) or _finest(own)


def _may_hold(place: PlaceMention, homes: frozenset[str]) -> bool:
    """A country that none of them is from is talked about ("the war in ..."), not met in; cities are named for it."""
    return place.kind != "country" or not homes or place.country in homes


def _find_homes(story: Story, draft: Draft) -> frozenset[str]:
    """Countries a meeting may well have been in: the host's if someone is host, else those of all."""
    countries = story.setting.countries
    hosts = {countries.get(ref, ref) for ref, (role, _) in draft.members.items() if role == "host"}
    everyone = {countries.get(ref, ref) for ref in draft.members}
    return frozenset(c for c in (hosts if hosts - {None} else everyone) if c is not None)


def _located(story: Story, sentence: int) -> list[PlaceMention]:
    """The places of a sentence that stand after a word of place, or open the article as a dateline."""
    return [p for p in story.places.get(sentence, []) if is_located(story, p)]


def is_located(story: Story, place: PlaceMention) -> bool:
    tokens = story.setting.doc.tokens
    before = range(max(0, place.start - 2), place.start)
    return any(story.frames.cues.locations.at(tokens, i, i + 1) for i in before) or place.start == 0


def is_reached(story: Story, place: PlaceMention) -> bool:
    """Whether someone goes there: "flew on to Astana"."""
    tokens, cues = story.setting.doc.tokens, story.frames.cues
    return place.kind == "city" and place.start > 0 and cues.destinations.at(tokens, place.start - 1) is not None


def _find_running_place(story: Story, sentence: int, homes: frozenset[str]) -> tuple[str | None, str | None]:
    """The place last told of that is in a country of theirs, else the last one that a meeting was in, else the lead's."""
    told: PlaceMention | None = None
    for number, place in _told_before(story, sentence):
        if place.country in homes:
            return place.name, place.country
        if told is None and place in story.places_told.get(number, []):
            told = place
    lead = next((p for n in range(min(LEAD, sentence + 1)) for p in _located(story, n)), None)
    if lead is not None and told is not None and lead.country in homes:
        told = lead
    place_or_none = told or lead
    if place_or_none is not None:
        return place_or_none.name, place_or_none.country
    return (None, next(iter(homes))) if len(homes) == 1 else (None, None)


def _told_before(story: Story, sentence: int) -> Iterator[tuple[int, PlaceMention]]:
    for number in range(sentence - 1, max(-1, sentence - PLACE_REACH - 1), -1):
        for place in reversed(story.places_told.get(number, [])):
            yield number, place
        for place in reversed(story.places.get(number, [])):
            reached = is_located(story, place) or is_reached(story, place)
            if reached and not of_another_event(story, number, place):
                yield number, place


def of_another_event(story: Story, sentence: int, place: PlaceMention) -> bool:
    """Whether a place has a year or month of its own right behind it: "the Games in Paris in 2024"."""
    return any(
        0 <= date.start - place.end <= EVENT_REACH and "/" not in date.edtf and len(date.edtf) < len("2024-06-26")
        for date in story.dates.get(sentence, [])
    )


def _finest(places: Sequence[PlaceMention]) -> PlaceMention | None:
    """A building before a city before a region before a country."""
    order = ("building", "city", "region", "country")
    return min(places, key=lambda p: order.index(p.kind), default=None)
