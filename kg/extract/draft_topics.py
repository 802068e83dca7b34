"""What a meeting was about: the subject matters near it that likely were, and of those the most specific."""

from kg.extract.drafts import Story
from kg.extract.likelihood.model import read_topic_model
from kg.extract.likelihood.scenery import Scenery
from kg.extract.likelihood.subjects import find_subjects
from kg.facts import topics as known_topics

# Matters less likely than this are not asserted. Chosen by cross-validation over articles, where it gives about as many
# wrong as missed ones (benchmarks/extraction/train_topics.py).
THRESHOLD = 0.25


def set_topics(story: Story, scenery: Scenery) -> None:
    """Sets the topics of all meetings of a story, likeliest first."""
    model = read_topic_model()
    likely: dict[int, list[tuple[float, str]]] = {}
    for subject in find_subjects(scenery, story.drafts, story.topics):
        probability = model.probability(subject.traits)
        if probability >= THRESHOLD:
            likely.setdefault(id(subject.draft), []).append((-probability, subject.code))
    for draft in story.drafts:
        codes = [code for _, code in sorted(likely.get(id(draft), ()))]
        broader = {known_topics()[code].broader for code in codes}
        draft.topics = [code for code in codes if code not in broader]
