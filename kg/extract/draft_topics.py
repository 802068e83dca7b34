"""What a meeting was about: subject matters of its sentences, and of those that take it up."""

from collections.abc import Sequence

from kg.extract.drafts import Draft, Story

# A topic sentence may follow its meeting by this many sentences.
TOPIC_REACH = 2


def set_topics(story: Story) -> None:
    """Topics belong to the meetings of their sentence, else to those before it, or to "the talks" of a visit."""
    told = sorted({n for d in story.drafts for n in d.told})
    for sentence, topics in story.topics.items():
        own = [d for d in story.drafts if sentence in d.told]
        if not own:
            topics = [t for t in topics if t.agenda]
            before = [n for n in told if n < sentence]
            last = [d for d in story.drafts if before and before[-1] in d.told and d.status != "cancelled"]
            if _speaks_of_talks(story, sentence):
                own = _find_talks_with(story, last)
            elif before and sentence - before[-1] <= TOPIC_REACH:
                own = last
        for draft in own:
            draft.topics.extend(t.code for t in topics if t.code not in draft.topics)


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
    same = [d for d in story.drafts if d.part_of is not None and any(d.part_of is v for v in visits)]
    return [*last, *(d for d in same if d.status != "cancelled" and not any(d is x for x in last))]
