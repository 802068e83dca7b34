"""What a meeting was about: subject matters of its sentences, and of those that take it up."""

from collections.abc import Sequence

from kg.extract.drafts import Draft, Story
from kg.extract.mentions import TopicMention

# A topic sentence may follow its meeting by this many sentences, one that does not say that it is one by fewer.
TOPIC_REACH = 3
BARE_REACH = 3
# What so many meetings told at once were about, their sentence says in so many words.
MANY = 3
# The lead, in sentences, says what a gathering is about.
LEAD = 3


def set_topics(story: Story) -> None:
    """Topics belong to the meetings of their sentence, else to those before it, or to "the talks" of a visit.

    Those of a sentence that speaks of a gathering as a whole belong to the conferences told of, which have no others but
    those that a sentence says they were about.
    """
    told = _group_by_sentence(story.drafts)
    gathering = [d for d in story.drafts if d.kind == "conference" and d.status != "cancelled"]
    shared: list[TopicMention] = []
    for sentence, topics in story.topics.items():
        whole = [t for t in topics if t.gathering]
        shared += whole if sentence < LEAD else [t for t in whole if t.agenda]
        if sentence in told:
            for topic in topics:
                drafts = [d for d in told[sentence] if topic.agenda or d.kind != "conference"]
                nearest = _find_nearest(drafts, sentence, topic)
                _add(nearest if topic.agenda or len(nearest) < MANY else [], [topic])
        elif not (gathering and whole):
            drafts, agenda_only = _find_taken_up(story, told, sentence)
            _add(drafts, [t for t in topics if t.agenda or not agenda_only])
    _add(gathering, list({t.code: t for t in shared}.values()))


def _group_by_sentence(drafts: Sequence[Draft]) -> dict[int, list[Draft]]:
    """The meetings that each sentence tells."""
    found: dict[int, list[Draft]] = {}
    for draft in drafts:
        for number in dict.fromkeys(draft.told):
            found.setdefault(number, []).append(draft)
    return found


def _add(drafts: Sequence[Draft], topics: Sequence[TopicMention]) -> None:
    for draft in drafts:
        draft.topics.extend(t.code for t in topics if t.code not in draft.topics)


def _find_nearest(drafts: list[Draft], sentence: int, topic: TopicMention) -> list[Draft]:
    """Of several meetings told one after another in a sentence, those whose word stands last before the topic."""
    here = [d for d in drafts if d.told[0] == sentence]
    before = [d.trigger for d in here if d.trigger <= topic.start]
    if len({d.trigger for d in here}) < 2 or not before:
        return drafts
    return [d for d in here if d.trigger == max(before)]


def _find_taken_up(story: Story, told: dict[int, list[Draft]], sentence: int) -> tuple[list[Draft], bool]:
    """The meetings that a sentence without one speaks of, and whether only what it says to be their topics counts."""
    sentences = story.setting.doc.sentences
    before = next((n for n in range(sentence - 1, max(-1, sentence - 40), -1) if n in told), None)
    if before is None:
        return [], True
    last = [d for d in told[before] if d.status != "cancelled"]
    if _speaks_of_talks(story, sentence):
        return _find_talks_with(story, last), True
    if sentence - before > TOPIC_REACH:
        return [], True
    same = sentences[before].paragraph == sentences[sentence].paragraph
    return last, not (same and sentence - before <= BARE_REACH)


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
