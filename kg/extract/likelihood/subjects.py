"""What a meeting was about: each subject matter that an article names near one, and what speaks for and against it.

A phrase stands somewhere: in the sentence that tells the meeting, in the next of the paragraph, some sentences on. All
phrases of one matter near a meeting count together, and the matters near one meeting compete.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from kg.extract.document import Document, read_document
from kg.extract.drafts import Draft
from kg.extract.likelihood.scenery import Scenery
from kg.extract.likelihood.subject_phrases import PhraseReader, Telling
from kg.extract.likelihood.traits import step
from kg.extract.mentions import TopicMention
from kg.extract.topics import find_topics
from kg.facts import topics as known_topics

# A phrase may stand so many sentences behind the last that tells its meeting, or before the first; an everyday word
# that only hints at a matter, so many behind.
BEHIND = 14
BEFORE = 6
HINT_BEHIND = 1
# Of more meetings told around a phrase the latest are looked at; no article has as many.
AROUND = 60


@dataclass(frozen=True, slots=True)
class Subject:
    """A subject matter that a meeting may have been about. code: of ontology/topics.tsv."""

    draft: Draft
    code: str
    traits: frozenset[str]


@dataclass(slots=True)
class _Found:
    """What holds of a matter seen from a meeting. rank: how near its nearest phrase stands, lower is nearer."""

    traits: set[str] = field(default_factory=set)
    rank: int = 99
    hint: bool = True


def find_subjects(
    scenery: Scenery, drafts: Sequence[Draft], topics: Mapping[int, Sequence[TopicMention]]
) -> Iterator[Subject]:
    """Yields every subject matter of an article with each meeting near it that was not called off.

    Args:
        scenery: the article.
        drafts: its meetings.
        topics: what it names, by sentence.
    """
    telling = Telling(drafts)
    reader = PhraseReader(scenery, telling, topics)
    matters = _Matters(scenery, topics)
    found: dict[int, dict[str, _Found]] = defaultdict(lambda: defaultdict(_Found))
    for sentence, mentions in topics.items():
        around = telling.around(sentence, BEHIND, BEFORE)[-AROUND:]
        for mention in mentions:
            phrase = reader.read_phrase(sentence, mention)
            for number in around:
                if telling.is_elsewhere(number, sentence, mention):
                    continue
                place = telling.place(number, sentence, mention)
                if mention.hint and not 0 <= place.gap <= HINT_BEHIND:
                    continue
                at = found[number][mention.code]
                at.traits |= reader.read_mention(number, sentence, mention, place, phrase)
                at.rank = min(at.rank, reader.rank(mention, place))
                at.hint = at.hint and mention.hint
    for number, codes in sorted(found.items()):
        ranks = sorted(at.rank for at in codes.values())
        for code, at in sorted(codes.items()):
            traits = at.traits | matters.read(drafts[number], code, at.hint) | _compete(at, ranks, codes, code)
            yield Subject(drafts[number], code, frozenset(traits | {f"meetings:{step(len(drafts), 1, 3, 6)}"}))


def _compete(at: _Found, ranks: Sequence[int], codes: Mapping[str, _Found], code: str) -> set[str]:
    """How a matter stands beside the others that are named near its meeting."""
    nearer = sum(rank < at.rank for rank in ranks)
    equal = sum(rank == at.rank for rank in ranks)
    kind = "hint" if at.hint else "firm"
    traits = {f"{kind}|nearer:{step(nearer, 0, 1, 3)}", f"{kind}|equal:{step(equal, 1, 2, 4)}"}
    firm = [c for c, other in codes.items() if not other.hint and other.rank <= at.rank]
    if any(known_topics()[c].broader == code for c in firm):
        traits.add(f"{kind}|narrower nearer")
    if any(known_topics()[code].broader == c for c in firm):
        traits.add(f"{kind}|broader nearer")
    parent = known_topics()[code].broader
    if any(c != code and known_topics()[c].broader == parent for c in firm):
        traits.add(f"{kind}|sibling nearer")
    return traits


class _Matters:
    """What holds of a matter in the whole article."""

    def __init__(self, scenery: Scenery, topics: Mapping[int, Sequence[TopicMention]]) -> None:
        self.times: dict[str, int] = defaultdict(int)
        self.first: dict[str, int] = {}
        for sentence, mentions in topics.items():
            for mention in mentions:
                if not mention.hint:
                    self.times[mention.code] += 1
                    self.first.setdefault(mention.code, sentence)
        self.titled = _find_in_title(scenery.doc)

    def read(self, draft: Draft, code: str, hint: bool) -> set[str]:
        traits = {
            f"matter:{code}",
            f"kind:{draft.kind}",
            f"times:{step(self.times.get(code, 0), 0, 1, 2)}",
            f"matters:{step(len(self.times), 1, 3, 6)}",
        }
        if hint:
            traits.add(f"hint|{code}")
        if any(known_topics()[other].broader == code for other in self.times):
            traits.add("narrower named")
        if code in self.titled:
            traits |= {"matter in title", f"{draft.kind}|matter in title"}
        if self.first.get(code, 2) <= 1:
            traits.add("matter in opening")
        return traits


def _find_in_title(doc: Document) -> frozenset[str]:
    """The matters that the title of an article names."""
    title = doc.article.title
    if not title:
        return frozenset()
    found = find_topics(read_document(replace(doc.article, text=title), doc.lexicon))
    return frozenset(m.code for m in found if not m.hint)
