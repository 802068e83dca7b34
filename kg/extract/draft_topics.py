"""What a meeting was about: the subject matters near it that likely were."""

from kg.extract.drafts import Story
from kg.extract.likelihood.model import read_topic_model
from kg.extract.likelihood.scenery import Scenery
from kg.extract.likelihood.subjects import find_subjects

# Matters less likely than this are not asserted. Chosen by cross-validation over articles, where lower
# values cost precision without gain (benchmarks/extraction/train_topics.py).
THRESHOLD = 0.25
# What many met about is asserted of each two of them, so it has to be surer; chosen by the totals of articles set aside,
# where one wrong topic of a large gathering outweighs a dozen right ones.
MANY, MANY_THRESHOLD = 8, 0.55


def set_topics(story: Story, scenery: Scenery) -> None:
    """Sets the topics of all meetings of a story, likeliest first."""
    model = read_topic_model()
    likely: dict[int, list[tuple[float, str]]] = {}
    for subject in find_subjects(scenery, story.drafts, story.topics):
        probability = model.probability(subject.traits)
        people = sum(ref in scenery.persons for ref in subject.draft.members)
        if probability >= (MANY_THRESHOLD if people >= MANY else THRESHOLD):
            likely.setdefault(id(subject.draft), []).append((-probability, subject.code))
    for draft in story.drafts:
        draft.topics = [code for _, code in sorted(likely.get(id(draft), ()))]
