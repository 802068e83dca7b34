"""What holds of a phrase that names a subject matter, as seen from a meeting."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kg.extract.drafts import Draft
from kg.extract.likelihood.scenery import Scenery
from kg.extract.likelihood.traits import prefixed, step
from kg.extract.mentions import TopicMention

# Signs and states of a sentence that say whether it tells what a meeting was about.
SENTENCE = frozenset(
    {"quoted", "said", "wished", "planned", "past perfect", "negated", "dated:old", "late", "opening", "cancelled"}
    | {f"sign:{s}" for s in ("talk", "signing", "history", "gathering", "denial", "wishing", "address", "hostile")}
    | {f"sign:{s}" for s in ("career", "encounter")}
)
GATHERINGS = ("conference", "visit")
# Letters of an event's noun that tell it from another ("Gipfel", "Gipfels").
STEM = 5


@dataclass(frozen=True, slots=True)
class Place:
    """Where a phrase stands, seen from a meeting: in words; "here" (in a sentence that tells it), "next" to the last
    before it, further "after" or "before". gap: sentences since the last that tells it before, below 0 till the first;
    last: that last sentence; tokens: distance from the word that tells it."""

    where: str
    side: str
    gap: int
    last: int | None = None
    tokens: int | None = None


class Telling:
    """Which sentences tell which meetings; those called off are left out."""

    def __init__(self, drafts: Sequence[Draft]) -> None:
        self.drafts = drafts
        self.told = [sorted(set(draft.told)) for draft in drafts]
        self.at: dict[int, list[int]] = defaultdict(list)
        for number, draft in enumerate(drafts):
            if draft.status != "cancelled":
                for sentence in self.told[number]:
                    self.at[sentence].append(number)

    def around(self, sentence: int, behind: int, before: int) -> list[int]:
        """The meetings told near a sentence, by number."""
        return sorted({n for s in range(sentence - behind, sentence + before + 1) for n in self.at.get(s, ())})

    def is_elsewhere(self, number: int, sentence: int, mention: TopicMention) -> bool:
        """Whether a sentence that tells several meetings for the first time tells another nearer before a phrase."""
        draft = self.drafts[number]
        if draft.told[0] != sentence:
            return False
        own = draft.trigger if draft.trigger <= mention.start else -1
        here = (self.drafts[n] for n in self.at[sentence])
        return any(
            d.told[0] == sentence and own < d.trigger <= mention.start and d.kind not in GATHERINGS for d in here
        )

    def place(self, number: int, sentence: int, mention: TopicMention) -> Place:
        told, draft = self.told[number], self.drafts[number]
        k = bisect_left(told, sentence)
        if k < len(told) and told[k] == sentence:
            if draft.told[0] != sentence:
                return Place("told again", "here", 0)
            gap = mention.start - draft.trigger
            where = "trigger before" if gap >= 0 else "trigger after"
            return Place(where, "here", 0, tokens=gap if gap >= 0 else None)
        if k:
            gap = sentence - told[k - 1]
            return Place(f"+{step(gap, 1, 2, 3, 5)}", "next" if gap == 1 else "after", gap, last=told[k - 1])
        gap = told[0] - sentence
        return Place(f"-{step(gap, 1, 3)}", "before", -gap)

    def latest(self, sentence: int) -> list[int]:
        """The meetings of the last sentence up to here that tells any but a visit or a conference."""
        for s in range(sentence, -1, -1):
            found = [n for n in self.at.get(s, ()) if self.drafts[n].kind not in GATHERINGS]
            if found:
                return found
        return []


class PhraseReader:
    """Reads the traits of phrases.

    Args:
        scenery: the article.
        telling: where its meetings are told.
        topics: what it names, by sentence.
    """

    def __init__(self, scenery: Scenery, telling: Telling, topics: Mapping[int, Sequence[TopicMention]]) -> None:
        self.scenery = scenery
        self.doc = scenery.doc
        self.telling = telling
        self.topics = topics
        self._spoken: dict[int, list[tuple[int, str]]] = {}

    def rank(self, mention: TopicMention, place: Place) -> int:
        """How near a phrase stands: 0 in a sentence that tells the meeting and what it was about."""
        base = {"here": 0, "next": 2, "after": 3 + place.gap, "before": 5 - place.gap}[place.side]
        return 2 * base + (0 if mention.agenda else 1) + (1 if mention.hint else 0)

    def read_mention(
        self, number: int, sentence: int, mention: TopicMention, place: Place, phrase: frozenset[str]
    ) -> set[str]:
        """What holds of one phrase, seen from a meeting. phrase: what holds of it from any."""
        draft = self.telling.drafts[number]
        where, side, kind = place.where, place.side, draft.kind
        said = "agenda" if mention.agenda else "bare"
        who = self._who(draft, sentence, mention)
        size = next(trait for trait in phrase if trait.startswith("list:"))
        traits = {"named", who, said, where, f"{where}|{said}", f"{side}|{who}"}
        traits |= {f"{kind}|{size}", f"{kind}|{side}|{said}", f"{kind}|{where}"}
        traits |= {f"{kind}|{who}", f"{side}|{said}|{size}"}
        if mention.about:
            traits |= {f"{side}|about", f"{side}|{who}|about", f"{side}|{said}|about"}
        if mention.gathering:
            traits |= {f"{kind}|whole|{side}", f"{kind}|whole|{said}"}
        lead = "none" if mention.lead is None else step(mention.lead, 2, 5, 10, 20)
        traits |= {f"{side}|lead:{lead}", f"{side}|lead:{lead}|{'about' if mention.about else 'no'}"}
        traits |= self._read_back(number, sentence, mention, place)
        traits |= self._read_between(number, sentence, place)
        if self._names_event(draft, sentence):
            traits.add(f"{side}|event named")
        traits |= prefixed(f"{side}|", phrase)
        return {f"hint|{trait}" for trait in traits} if mention.hint else traits

    def _read_back(self, number: int, sentence: int, mention: TopicMention, place: Place) -> set[str]:
        """Whether the sentence speaks of talks told before, of which this meeting may be one."""
        latest = self.telling.latest(sentence if place.side == "here" else sentence - 1)
        order = "latest" if number in latest else "earlier"
        return {f"{place.side}|back to {name}|{order}" for name in mention.back or ("none",)}

    def _read_between(self, number: int, sentence: int, place: Place) -> set[str]:
        """What stands between a meeting and the phrase."""
        telling, traits = self.telling, set[str]()
        if place.last is not None:
            same = self.doc.sentences[place.last].paragraph == self.doc.sentences[sentence].paragraph
            told = (n for s in range(place.last + 1, sentence + 1) for n in telling.at.get(s, ()))
            others = any(telling.drafts[n].kind not in GATHERINGS for n in told if n != number)
            traits.add(f"{place.where}|{'same' if same else 'new'} paragraph")
            traits.add(f"{place.side}|{'others told' if others else 'none told'} since")
        elif place.side == "here":
            traits.add(f"here|{'alone' if len(telling.at[sentence]) == 1 else 'others'}")
        if place.tokens is not None:
            traits.add(f"tokens:{step(place.tokens, 4, 8, 16, 30)}")
        return traits

    def _who(self, draft: Draft, sentence: int, mention: TopicMention) -> str:
        """Whose names stand before a phrase in its sentence, else the first behind it."""
        spoken = self._find_spoken(sentence)
        before = [ref in draft.members for start, ref in spoken if start < mention.start][-2:]
        if not before:
            return "nobody" if not spoken else "own behind" if spoken[0][1] in draft.members else "other behind"
        if all(before):
            return "both" if len(before) == 2 else "own"
        return "own last" if before[-1] else "own, other" if before[0] else "other"

    def _find_spoken(self, sentence: int) -> list[tuple[int, str]]:
        """Where persons are spoken of in a sentence, in text order."""
        if sentence not in self._spoken:
            here = self.scenery.mentions.get(sentence, {})
            self._spoken[sentence] = sorted((m.start, ref) for ref, mentions in here.items() for m in mentions)
        return self._spoken[sentence]

    def read_phrase(self, sentence: int, mention: TopicMention) -> frozenset[str]:
        """What holds of a phrase and its sentence whatever meeting it is seen from."""
        tokens, here = self.doc.tokens, self.doc.sentences[sentence]
        traits = set(self.scenery.sentence_traits(self.scenery.scenes[sentence]) & SENTENCE)
        firm = len({t.code for t in self.topics[sentence] if not t.hint})
        traits.add(f"list:{step(firm, 0, 1, 2, 3)}")
        if mention.hint:
            traits.add(f"hints:{step(len({t.code for t in self.topics[sentence]}) - firm, 1, 2, 4)}")
            if sum(t.start == mention.start for t in self.topics[sentence]) > 1:
                traits.add("shared")
        before = [t.text for t in tokens[here.start : mention.start]]
        if ":" in before:
            traits.add("colon")
        if before.count("(") > before.count(")"):
            traits.add("bracket")
        if mention.end - mention.start > 1:
            traits.add("phrase")
        return frozenset(traits)

    def _names_event(self, draft: Draft, sentence: int) -> bool:
        stem = draft.event.rpartition(" ")[2][:STEM].casefold()
        here = self.doc.sentences[sentence]
        return bool(stem) and any(t.norm.startswith(stem) for t in self.doc.tokens[here.start : here.end])
