"""What a meeting was about: traits of each subject matter that an article names, seen from each of its meetings.

A phrase stands somewhere: in the sentence that tells the meeting, in the next of the paragraph, some sentences on. All
phrases of one matter near a meeting count together.
"""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from kg.extract.document import Document, read_document
from kg.extract.drafts import Draft
from kg.extract.likelihood.scenery import Scenery
from kg.extract.likelihood.traits import prefixed
from kg.extract.mentions import TopicMention
from kg.extract.topics import find_topics
from kg.facts import topics as known_topics

# A phrase may stand so many sentences behind the last that tells its meeting, or before the first.
BEHIND = 14
BEFORE = 6
# Of more meetings told around a phrase the latest are looked at; no article has as many.
AROUND = 60
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
class Subject:
    """A subject matter that a meeting may have been about. code: of ontology/topics.tsv."""

    draft: Draft
    code: str
    traits: frozenset[str]


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a phrase stands, seen from a meeting: in words; "here" (in a sentence that tells it), "next" to the last
    before it, further "after" or "before". last: that last sentence; tokens: distance from the word that tells it."""

    where: str
    side: str
    last: int | None = None
    tokens: int | None = None


def find_subjects(
    scenery: Scenery, drafts: Sequence[Draft], topics: Mapping[int, Sequence[TopicMention]]
) -> Iterator[Subject]:
    """Yields every subject matter of an article with each meeting near it that was not called off.

    Args:
        scenery: the article.
        drafts: its meetings.
        topics: what it names, by sentence.
    """
    view = _View(scenery, drafts, topics)
    found: dict[tuple[int, str], set[str]] = {}
    for sentence, mentions in topics.items():
        around = view.drafts_around(sentence)
        for mention in mentions:
            phrase = view.read_phrase(sentence, mention)
            for number in around:
                if view.belongs_elsewhere(drafts[number], sentence, mention):
                    continue
                traits = found.setdefault((number, mention.code), set())
                traits |= view.read_mention(drafts[number], sentence, mention, phrase)
    for number, code in sorted(found):
        draft = drafts[number]
        yield Subject(draft, code, frozenset(found[number, code] | view.read_matter(draft, code)))


class _View:
    def __init__(self, scenery: Scenery, drafts: Sequence[Draft], topics: Mapping[int, Sequence[TopicMention]]) -> None:
        self.scenery = scenery
        self.doc = scenery.doc
        self.topics = topics
        self.told = {id(draft): sorted(set(draft.told)) for draft in drafts}
        self.drafts = drafts
        self.at: dict[int, list[int]] = defaultdict(list)
        for number, draft in enumerate(drafts):
            if draft.status != "cancelled":
                for sentence in self.told[id(draft)]:
                    self.at[sentence].append(number)
        self.times: dict[str, int] = defaultdict(int)
        self.first: dict[str, int] = {}
        for sentence, mentions in topics.items():
            for mention in mentions:
                self.times[mention.code] += 1
                self.first.setdefault(mention.code, sentence)
        self._spoken: dict[int, list[tuple[int, str]]] = {}
        self.titled = _find_in_title(self.doc)
        self.meetings = _step(len(drafts), 1, 3, 6)

    def drafts_around(self, sentence: int) -> list[int]:
        """The meetings told near a sentence, by number."""
        around = {n for s in range(sentence - BEHIND, sentence + BEFORE + 1) for n in self.at.get(s, ())}
        return sorted(around)[-AROUND:]

    def read_matter(self, draft: Draft, code: str) -> set[str]:
        """What holds of a matter in the whole article."""
        traits = {
            f"matter:{code}",
            f"kind:{draft.kind}",
            f"times:{_step(self.times[code], 1, 2)}",
            f"matters:{_step(len(self.times), 1, 3, 6)}",
            f"meetings:{self.meetings}",
        }
        if any(known_topics()[other].broader == code for other in self.times):
            traits.add("narrower named")
        if code in self.titled:
            traits |= {"matter in title", f"{draft.kind}|matter in title"}
        if self.first[code] <= 1:
            traits.add("matter in opening")
        return traits

    def read_mention(self, draft: Draft, sentence: int, mention: TopicMention, phrase: frozenset[str]) -> set[str]:
        """What holds of one phrase, seen from a meeting. phrase: what holds of it from any."""
        place = self._place(draft, sentence, mention)
        where, side, kind = place.where, place.side, draft.kind
        said = "agenda" if mention.agenda else "bare"
        who = self._who(draft, sentence, mention)
        size = next(trait for trait in phrase if trait.startswith("list:"))
        traits = {who, said, where, f"{where}|{said}", f"{side}|{who}", f"{side}|{who}|{said}"}
        traits |= {f"{kind}|{size}", f"{kind}|{side}|{said}", f"{kind}|{where}"}
        traits |= {f"{kind}|{who}", f"{side}|{said}|{size}"}
        if mention.about:
            traits |= {f"{side}|about", f"{side}|{who}|about", f"{side}|{said}|about"}
        if mention.gathering:
            traits |= {f"{kind}|whole|{side}", f"{kind}|whole|{said}"}
        if place.last is not None:
            same = self.doc.sentences[place.last].paragraph == self.doc.sentences[sentence].paragraph
            traits.add(f"{where}|{'same' if same else 'new'} paragraph")
            others = any(self.at.get(s) for s in range(place.last + 1, sentence + 1))
            traits.add(f"{side}|{'others told' if others else 'none told'} since")
        elif side == "here":
            traits.add(f"here|{'alone' if len(self.at[sentence]) == 1 else 'others'}")
        if place.tokens is not None:
            traits.add(f"tokens:{_step(place.tokens, 4, 8, 16, 30)}")
        if self._names_event(draft, sentence):
            traits.add(f"{side}|event named")
        return traits | prefixed(f"{side}|", phrase)

    def belongs_elsewhere(self, draft: Draft, sentence: int, mention: TopicMention) -> bool:
        """Whether a sentence that tells several meetings for the first time tells another nearer before a phrase."""
        if draft.told[0] != sentence:
            return False
        own = draft.trigger if draft.trigger <= mention.start else -1
        here = (self.drafts[n] for n in self.at[sentence])
        return any(
            d.told[0] == sentence and own < d.trigger <= mention.start and d.kind not in GATHERINGS for d in here
        )

    def _place(self, draft: Draft, sentence: int, mention: TopicMention) -> _Place:
        told = self.told[id(draft)]
        k = bisect_left(told, sentence)
        if k < len(told) and told[k] == sentence:
            if draft.told[0] != sentence:
                return _Place("told again", "here")
            gap = mention.start - draft.trigger
            return _Place("trigger before", "here", tokens=gap) if gap >= 0 else _Place("trigger after", "here")
        if k:
            gap = sentence - told[k - 1]
            return _Place(f"+{_step(gap, 1, 2, 3, 5)}", "next" if gap == 1 else "after", last=told[k - 1])
        return _Place(f"-{_step(told[0] - sentence, 1, 3)}", "before")

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
        start = self.doc.sentences[sentence].start
        traits = set(self.scenery.sentence_traits(self.scenery.scenes[sentence]) & SENTENCE)
        traits.add(f"list:{_step(len({t.code for t in self.topics[sentence]}), 1, 2, 3)}")
        if any(t.text == ":" for t in self.doc.tokens[start : mention.start]):
            traits.add("colon")
        if mention.end - mention.start > 1:
            traits.add("phrase")
        return frozenset(traits)

    def _names_event(self, draft: Draft, sentence: int) -> bool:
        stem = draft.event.rpartition(" ")[2][:STEM].casefold()
        here = self.doc.sentences[sentence]
        return bool(stem) and any(t.norm.startswith(stem) for t in self.doc.tokens[here.start : here.end])


def _find_in_title(doc: Document) -> frozenset[str]:
    """The matters that the title of an article names."""
    title = doc.article.title
    if not title:
        return frozenset()
    return frozenset(m.code for m in find_topics(read_document(replace(doc.article, text=title), doc.lexicon)))


def _step(number: int, *steps: int) -> str:
    """The first of rising steps that a number does not pass, ">" and the last where it passes all."""
    return next((str(s) for s in steps if number <= s), f">{steps[-1]}")
