"""Which country someone is of by the company they keep: who is met is of another, who comes along is of the same.

Weighs only sentences that name someone whose country is known, and a word for a people beside the name itself.
"""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import cached_property

from kg.extract.document import Sentence
from kg.extract.frames import Frames, read_frames
from kg.extract.homelands import Homelands
from kg.extract.people import Human
from kg.extract.posts import Draft
from kg.extract.scene import Scene

# Weights of the evidence; chosen on the development articles.
NATION = 5.0
SIDE = 3.5
SAME = 2.0
OTHER = -1.0
_MEETING = frozenset(["meet", "receive", "visit", "honour", "host"])
_TOGETHER = frozenset(["accompany", "join"])
# How many people of a sentence are looked at; an article of thousands must stay cheap.
WINDOW = 12


class Sides:
    """Answers for one article. held: countries of people by id, which grow while offices are settled."""

    def __init__(self, scene: Scene, homelands: Homelands, drafts: Sequence[Draft], held: Mapping[str, str]) -> None:
        self.scene = scene
        self._homelands = homelands
        self._drafts = drafts
        self._held = held
        self._events: dict[int, tuple[tuple[int, str], ...]] = {}
        self._nations: dict[str, defaultdict[str, float]] = {}

    @cached_property
    def _frames(self) -> Frames:
        return read_frames(self.scene.doc.lexicon)

    @cached_property
    def _people(self) -> list[tuple[int, int, str, str | None]]:
        """Where people with an office are named: start, end, id, country of public life."""
        humans = {d.human.id: d.human for d in self._drafts}.values()
        home = {h.id: self._homelands.of_person(h.name) for h in humans}
        return sorted((s.lead, s.end, h.id, home[h.id]) for h in humans for s in h.spans)

    @cached_property
    def _starts(self) -> list[int]:
        return [p[0] for p in self._people]

    def weigh(self, draft: Draft) -> dict[str, float]:
        """Returns what speaks for (above 0) and against a country for someone's office."""
        if draft.human.id not in self._nations:
            self._nations[draft.human.id] = self._nations_of(draft.human)
        out = self._nations[draft.human.id].copy()
        sentence = self.scene.doc.sentence_of(draft.phrase.head)
        start = min(draft.phrase.start, draft.holding.span.lead)
        end = max(draft.phrase.end, draft.holding.span.end)
        side = self._side(sentence, start)
        if side is not None:
            out[side] += SIDE
        for country, weight in self._others(draft, sentence, start, end).items():
            out[country] += weight
        if self._main is not None and self._in_retinue(sentence, start):
            out[self._main] += SIDE
        return out

    def _nations_of(self, human: Human) -> defaultdict[str, float]:
        """Returns what adjectives of countries before someone's names say."""
        out: defaultdict[str, float] = defaultdict(float)
        for span in human.spans:
            place = self.scene.place_before.get(span.lead)
            if place is not None and place.kind == "demonym" and place.country and place.start not in self._claimed:
                out[place.country] += NATION
        return out

    @property
    def _main(self) -> str | None:
        """The country of whom the article speaks most of those whose country is known."""
        known = [
            (len(d.human.spans), self._held[d.human.id]) for d in self._drafts[:WINDOW] if d.human.id in self._held
        ]
        return max(known, key=lambda pair: pair[0])[1] if known else None

    def _in_retinue(self, sentence: Sentence, start: int) -> bool:
        """Tells whether words for a delegation's members stand before token `start` in the sentence."""
        retinue = self.scene.words.posts.retinue
        return any(retinue.at(self.scene.tokens, k, start) for k in range(sentence.start, start))

    @cached_property
    def _claimed(self) -> frozenset[int]:
        return self._homelands.claimed

    def _side(self, sentence: Sentence, start: int) -> str | None:
        """Returns the country of the last "on the Omani side" before token `start` in the sentence."""
        cue = self._frames.cues.side
        for k in range(start - 1, sentence.start - 1, -1):
            if cue.at(self.scene.tokens, k, start) is None:
                continue
            for place in (self.scene.place_before.get(k), self.scene.place_at.get(k + 1)):
                if place is not None and place.kind == "demonym" and place.country:
                    return place.country
        return None

    def _others(self, draft: Draft, sentence: Sentence, start: int, end: int) -> dict[str, float]:
        out: dict[str, float] = {}
        events = self._events_of(sentence)
        meets = any(frame in _MEETING for _, frame in events)
        at = bisect_left(self._starts, sentence.start)
        for lead, stop, human, home in self._people[at : at + WINDOW]:
            country = self._held.get(human) or home
            if lead >= sentence.end or country is None or human == draft.human.id or start <= lead < end:
                continue
            gap = (stop, start) if lead < start else (end, lead)
            together = any(gap[0] <= k < gap[1] and frame in _TOGETHER for k, frame in events)
            if together or self._is_list(*gap):
                out[country] = max(out.get(country, 0.0), SAME)
            elif meets:
                out[country] = min(out.get(country, 0.0), OTHER)
        return out

    def _events_of(self, sentence: Sentence) -> tuple[tuple[int, str], ...]:
        """Returns the words of encounter in a sentence with their frames."""
        found = self._events.get(sentence.index)
        if found is None:
            tokens, frames = self.scene.tokens, self._frames
            verbs = frames.verbs.find(tokens, sentence.start, sentence.end)
            nouns = frames.nouns.find(tokens, sentence.start, sentence.end)
            beside = frames.cues.beside.find(tokens, sentence.start, sentence.end)
            found = tuple([(m.start, m.value.frame) for m in verbs] + [(m.start, m.value.frame) for m in nouns])
            found += tuple((m.start, "accompany") for m in beside)
            self._events[sentence.index] = found
        return found

    def _is_list(self, start: int, end: int) -> bool:
        """Tells whether only offices, commas and conjunctions stand between two people."""
        tokens, phrases = self.scene.tokens, self.scene.words.phrases
        joined = False
        for k in range(start, end):
            if k in self._offices or tokens[k].norm in phrases.articles:
                continue
            if phrases.conjunctions.at(tokens, k, end) is not None:
                joined = True
            elif tokens[k].text != ",":
                return False
        return joined

    @cached_property
    def _offices(self) -> frozenset[int]:
        return frozenset(k for d in self._drafts for k in range(d.phrase.start, d.phrase.end))
