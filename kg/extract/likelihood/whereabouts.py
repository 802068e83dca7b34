"""Where a meeting was, of all countries that the text speaks of or its people are from: the likeliest of them.

The rules' own choice (draft_places.py) is one trait among others; visits are where they go, calls are nowhere. Weights:
place_weights.json, learned by benchmarks/extraction/train_settings.py.
"""

from collections import deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field

from kg.extract.draft_places import is_located, is_reached, of_another_event
from kg.extract.drafts import Draft, Story
from kg.extract.likelihood.model import read_place_model
from kg.extract.mentions import PlaceMention

# Places told so many sentences before a meeting may hold it; the lead of an article is LEAD sentences long.
REACH = 12
LEAD = 4
# A visit told so many sentences from a meeting is near; of what was told before, so many count.
NEAR = 3
RECENT = 50
# Between a place that heads its paragraph and the mark behind it only so many tokens stand, of the words that begin small
# but such as "ore" and "um".
HEAD_REACH = 12
SMALL_WORD = 3
_HEAD_MARKS = frozenset("–—-:.")
_FINE = ("building", "city", "region", "country")


@dataclass
class Option:
    """A country where a meeting may have been; traits: what speaks for or against it; mentions: how the text names it."""

    country: str
    traits: set[str] = field(default_factory=set)
    mentions: list[PlaceMention] = field(default_factory=list)


@dataclass(frozen=True)
class Map:
    """What places an article tells, by paragraph; what visits, by who went; the meetings placed last, in text order; manners: by a
    place's first token."""

    story: Story
    heads: Mapping[int, Sequence[PlaceMention]]
    visits: Mapping[str, Sequence[Draft]]
    placed: deque[Draft] = field(default_factory=lambda: deque(maxlen=RECENT))
    manners: dict[int, str] = field(default_factory=dict)

    def manner(self, number: int, place: PlaceMention) -> str:
        """In what words a place of sentence `number` is told; found once."""
        manner = self.manners.get(place.start)
        if manner is None:
            manner = self.manners[place.start] = _manner(self.story, number, place)
        return manner


def settle_places(story: Story) -> None:
    """Places the meetings of a story anew, in text order."""
    model = read_place_model()
    for draft, options in offer_places(story):
        best = max(options, key=lambda o: (model.score(o.traits), o.country), default=None)
        if best is not None and best.country != draft.place_country:
            _move(draft, best)


def offer_places(story: Story) -> Iterator[tuple[Draft, list[Option]]]:
    """Yields every meeting that the model may place, in text order, with the countries where it may have been.

    What is done to a meeting tells on those after it.
    """
    map_ = _read_map(story)
    for draft in sorted(story.drafts, key=lambda d: d.told[0]):
        if draft.kind not in ("call", "visit"):
            yield draft, _find_options(map_, draft)
            map_.placed.append(draft)


def _read_map(story: Story) -> Map:
    doc = story.setting.doc
    heads: dict[int, list[PlaceMention]] = {}
    for number, places in story.places.items():
        for place in places:
            if heads_paragraph(story, number, place):
                heads.setdefault(doc.sentences[number].paragraph, []).append(place)
    visits: dict[str, list[Draft]] = {}
    for draft in story.drafts:
        if draft.kind == "visit" and draft.status != "cancelled":
            for ref, (role, _) in draft.members.items():
                if role != "host":
                    visits.setdefault(ref, []).append(draft)
    return Map(story, heads, visits)


def heads_paragraph(story: Story, number: int, place: PlaceMention) -> bool:
    """Whether a place opens its paragraph with a mark behind it: "• Rabat – ...", "LISBOA. ...", "Rom, Quirinal: ..."."""
    doc = story.setting.doc
    sentence = doc.sentences[number]
    if number and doc.sentences[number - 1].paragraph == sentence.paragraph:
        return False
    if any(t.is_word and not t.is_capital for t in doc.tokens[sentence.start : place.start]):
        return False
    for token in doc.tokens[place.end : min(place.end + HEAD_REACH, sentence.end)]:
        if token.text in _HEAD_MARKS:
            return place.start - sentence.start <= HEAD_REACH
        if token.is_word and not token.is_capital and len(token.text) > SMALL_WORD:
            return False
    return False


def _find_options(map_: Map, draft: Draft) -> list[Option]:
    """Returns the countries where a meeting may have been, each with its traits."""
    story = map_.story
    options: dict[str, Option] = {}

    def option(country: str) -> Option:
        return options.get(country) or options.setdefault(country, Option(country))

    for trait, place in _read_mentions(map_, draft):
        if place.country is not None and place.country != "EU":
            option(place.country).traits.add(trait)
            option(place.country).mentions.append(place)
    homes = _read_homes(story, draft, option)
    if draft.place_country is not None and draft.place_country != "EU":
        option(draft.place_country).traits.add("rule:own" if draft.place_given else "rule:carried")
    _read_journeys(map_, draft, options)
    for one in options.values():
        _cross(one, draft, homes)
    return list(options.values())


def _read_homes(story: Story, draft: Draft, option: Callable[[str], Option]) -> set[str]:
    """Adds the countries of those who met, and returns them."""
    homes = set()
    for ref, (role, _) in draft.members.items():
        home = story.setting.countries.get(ref, ref if len(ref) == 2 and ref.isupper() else None)
        if home is not None and home != "EU":
            homes.add(home)
            option(home).traits.add(role if role in ("host", "guest") else "home")
    return homes


def _cross(option: Option, draft: Draft, homes: AbstractSet[str]) -> None:
    """Adds what only holds together: how a country is told and whose it is."""
    role = next((r for r in ("host", "guest", "home") if r in option.traits), "third")
    if role == "third":
        option.traits.add("third" if homes else "third:unknown")
    option.traits.add("country:only" if all(m.kind == "country" for m in option.mentions) else "country:fine")
    if homes == {option.country}:
        option.traits.add("compatriots")
    option.traits |= {f"{trait}|{role}" for trait in option.traits if ":" in trait}
    option.traits |= {f"{draft.kind}|{role}", f"{draft.kind}|{'lead' if 'lead:first' in option.traits else '-'}"}


def _read_mentions(map_: Map, draft: Draft) -> Iterator[tuple[str, PlaceMention]]:
    """How near to a meeting, and in what words, places are told."""
    story = map_.story
    doc = story.setting.doc
    number = draft.told[0]
    paragraph = doc.sentences[number].paragraph
    for place in map_.heads.get(paragraph, ()):
        yield "head:own", place
    start, end = draft.clause
    for told in draft.told:
        for place in story.places.get(told, ()):
            inside = "clause" if start <= place.start < end else "sentence" if told == number else "retold"
            yield f"{inside}:{map_.manner(told, place)}", place
    latest = True
    for n in range(number - 1, max(-1, number - REACH - 1), -1):
        near = number - n if number - n < 3 else "3+" if number - n < 7 else "7+"
        same = "paragraph" if doc.sentences[n].paragraph == paragraph else "before"
        for place in reversed(story.places.get(n, [])):
            manner = map_.manner(n, place)
            yield f"{same}:{near}:{manner}", place
            yield f"{same}:{manner}", place
            if manner not in ("bare", "country:bare", "event") and latest:
                latest = False
                yield "latest:told", place
    for place in story.places.get(number + 1, ()):
        if doc.sentences[number + 1].paragraph == paragraph:
            yield f"next:{map_.manner(number + 1, place)}", place
    first = True
    for n in range(min(LEAD, len(doc.sentences))):
        for place in story.places.get(n, ()):
            if place.start <= 1:
                yield "lead:dateline", place
            if first and map_.manner(n, place) not in ("bare", "country:bare", "event"):
                first = False
                yield "lead:first", place


def _manner(story: Story, number: int, place: PlaceMention) -> str:
    kind = "country" if place.kind in ("country", "region") else "fine"
    if of_another_event(story, number, place):
        return "event"
    if heads_paragraph(story, number, place):
        return "head"
    if is_located(story, place):
        return f"{kind}:in"
    if is_reached(story, place):
        return f"{kind}:to"
    if story.frames.cues.stops.is_in(story.setting.doc.tokens, *_bounds(story, number)):
        return f"{kind}:stop"
    return "bare" if kind == "fine" else "country:bare"


def _bounds(story: Story, number: int) -> tuple[int, int]:
    sentence = story.setting.doc.sentences[number]
    return sentence.start, sentence.end


def _read_journeys(map_: Map, draft: Draft, options: Mapping[str, Option]) -> None:
    """What is told of journeys of those who met, and of where they met others."""
    number = draft.told[0]
    for visit in (v for ref in draft.members for v in map_.visits.get(ref, ())[-RECENT:]):
        option = options.get(visit.place_country or "")
        if option is not None:
            near = min(abs(number - n) for n in visit.told) <= NEAR
            option.traits.add("visit:near" if near else "visit:far")
            if visit.date and draft.date:
                option.traits.add("visit:then" if _is_within(draft.date, visit.date) else "visit:otherwise")
    before = [d for d in reversed(map_.placed) if d.place_country in options]
    if before:
        options[before[0].place_country or ""].traits.add("met:last")
    known = next((d for d in before if draft.members.keys() & d.members.keys()), None)
    if known is not None:
        option = options[known.place_country or ""]
        option.traits.add("met:shared")
        if known.date is not None and known.date == draft.date:
            option.traits.add("met:then")


def _is_within(day: str, span: str) -> bool:
    first, _, last = span.partition("/")
    return first <= day.partition("/")[0] <= (last or first)


def _move(draft: Draft, option: Option) -> None:
    start, end = draft.clause
    fine = min(
        option.mentions,
        key=lambda m: (not start <= m.start < end, abs(m.start - draft.trigger) // 60, _FINE.index(m.kind)),
        default=None,
    )
    draft.place = fine.name if fine is not None else None
    draft.place_country = option.country
    draft.place_given = False
    draft.inferred.add("place")
