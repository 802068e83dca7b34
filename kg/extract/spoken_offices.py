"""The office of whom the sentence before names without one: "Guy Parmelin was late. The economy minister ..."

Refuses where that sentence names anyone else, or where someone holds an office by that word already.
"""

from bisect import bisect_left
from collections.abc import Sequence

from kg.extract.name_runs import NameSpan
from kg.extract.office_phrase import PostPhrase
from kg.extract.people import Human
from kg.extract.posts import Draft, Holding
from kg.extract.scene import Scene

# How the article of a man ends where a word is the same for one and for several ("der Minister").
_ONE = "r"


def adopt_spoken(scene: Scene, drafts: list[Draft], loose: Sequence[PostPhrase], humans: Sequence[Human]) -> None:
    """Gives an office that opens a sentence to the one person of the sentence before, of whom no office is told.

    Args:
        drafts: the offices held by now, which grow. loose: offices told without a name. humans: all people.
    """
    spans = sorted(((s.start, s, h) for h in humans for s in h.spans), key=lambda entry: entry[0])
    starts = [entry[0] for entry in spans]
    heads, holders = {d.head for d in drafts}, {d.human.id for d in drafts}
    for phrase in loose:
        if phrase.base in heads or not _speaks_again(scene, phrase):
            continue
        named = _only_one_before(scene, spans, starts, phrase)
        if named is None or named[1].id in holders:
            continue
        span, human = named
        country = next(iter(phrase.countries), None)
        holding = Holding(span, phrase, country, told=True)
        drafts.append(Draft(human, holding, phrase.title, phrase.base, None, country, ["title"]))
        heads.add(phrase.base)
        holders.add(human.id)


def _speaks_again(scene: Scene, phrase: PostPhrase) -> bool:
    """Tells whether a definite office of one opens a sentence, as what speaks of someone again does: "The minister"."""
    if not (phrase.definite and phrase.singular) or phrase.indefinite or phrase.institutional:
        return False
    if phrase.plural and not scene.tokens[phrase.start].norm.endswith(_ONE):
        return False
    own = phrase.possessive or phrase.counterpart or phrase.owned or phrase.offices[0].agency is not None
    return not own and phrase.start == scene.doc.sentence_of(phrase.head).start


def _only_one_before(
    scene: Scene, spans: Sequence[tuple[int, NameSpan, Human]], starts: Sequence[int], phrase: PostPhrase
) -> tuple[NameSpan, Human] | None:
    """Returns who alone is named in the sentence before an office."""
    index = scene.doc.sentence_of(phrase.head).index - 1
    if index < 0:
        return None
    sentence = scene.doc.sentences[index]
    first, last = bisect_left(starts, sentence.start), bisect_left(starts, sentence.end)
    return spans[first][1:] if last - first == 1 else None
