"""What a meeting was about: subject matters of its sentences, and of those that take it up."""

from bisect import bisect_left
from collections.abc import Sequence

from kg.extract.drafts import Draft, Story

# A topic sentence may follow its meeting by this many sentences.
TOPIC_REACH = 2


def set_topics(story: Story) -> None:
    """Topics belong to the meetings of their sentence, else to those before it, or to "the talks" of a visit."""
    by_sentence = _group_by_sentence(story.drafts)
    told = sorted(by_sentence)
    for sentence, topics in story.topics.items():
        own = by_sentence.get(sentence, [])
        if not own:
            topics = [t for t in topics if t.agenda]
            before = told[max(0, bisect_left(told, sentence) - 1) : bisect_left(told, sentence)]
            last = [d for n in before for d in by_sentence[n] if d.status != "cancelled"]
            if _speaks_of_talks(story, sentence):
                own = _find_talks_with(story, last)
            elif before and sentence - before[-1] <= TOPIC_REACH:
                own = last
        for draft in own:
            draft.topics.extend(t.code for t in topics if t.code not in draft.topics)


def _group_by_sentence(drafts: Sequence[Draft]) -> dict[int, list[Draft]]:
    """The meetings that each sentence tells."""
    found: dict[int, list[Draft]] = {}
    for draft in drafts:
        for number in dict.fromkeys(draft.told):
            found.setdefault(number, []).append(draft)
    return found


def _speaks_of_talks(story: Story, number: int) -> bool:
    """Whether a sentence takes up talks told before: "in the talks", "during these meetings"."""
    doc, sentence = story.setting.doc, story.setting.doc.sentences[number]
    nouns = story.frames.nouns.find(doc.tokens, sentence.start, sentence.end)
    return any(
        m.value.frame == "meet" and m.start and story.frames.cues.anaphora.at(doc.tokens, m.start - 1, m.start)
        for m in nouns
    )


def _find_talks_with(story: Story, last: Sequence[Draft]) -> list[Draft]:
    """The last meetings told and those of the same visit."""
    visits = [d.part_of for d in last if d.part_of is not None]
    same = [d for d in story.drafts if d.part_of is not None and any(d.part_of is v for v in visits)] if visits else []
    return [*last, *(d for d in same if d.status != "cancelled" and not any(d is x for x in last))]
