"""Finds decorations given: what was awarded, to whom, by whom.

A decoration and a verb of giving or receiving must stand in one sentence, with a recipient that the sentence names; or
a list or a sentence near by names the recipients of what was given before. What is proposed, planned, refused or
returned is no award; "the medal" is the one told before.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from kg.extract.award_ground import AwardGround
from kg.extract.award_lists import AwardLists
from kg.extract.award_reading import AwardReading, FoundAward
from kg.extract.award_words import AwardWords, read_award_words
from kg.extract.document import Document
from kg.extract.honours import Honour, find_honours
from kg.extract.parties import Scene

# "The medal" means one told this many sentences before.
RETOLD_REACH = 6


def find_awards(doc: Document, scenes: Iterable[Scene]) -> tuple[FoundAward, ...]:
    """Returns the decorations given, in text order; one that is told twice only once.

    scenes: the article's sentences (kg.extract.sentences).
    """
    words = read_award_words(doc.lexicon)
    if not words.nouns:
        return ()
    found: list[FoundAward] = []
    orders = _Orders()
    lists = AwardLists(doc, words)
    for scene in scenes:
        honours = orders.read(find_honours(doc, words, scene.sentence, scene.places), scene)
        for award in _read_scene(doc, words, scene, honours, lists):
            _add(found, award)
    return tuple(found)


def _read_scene(
    doc: Document, words: AwardWords, scene: Scene, honours: Sequence[Honour], lists: AwardLists
) -> list[FoundAward]:
    """The awards of one sentence: those its verbs tell, else those that it lists."""
    found = words.verbs.find(doc.tokens, scene.sentence.start, scene.sentence.end)
    told = [(h.start, h.end) for h in honours] + [
        (m.start, m.end)
        for cue in ("source", "worn", "own_source")
        for m in words.cues[cue].find(doc.tokens, scene.sentence.start, scene.sentence.end)
    ]
    verbs = [v for v in found if not any(start <= v.start < end for start, end in told)]
    ground = AwardGround(words, scene, honours, verbs)
    honours = [h for h in honours if not ground.is_another_ones(h)]
    reading = AwardReading(AwardGround(words, scene, honours, verbs))
    awards = lists.item(reading)
    opening = bool(scene.listed) and doc.tokens[scene.sentence.end - 1].text == ":"
    if not awards and honours and verbs and not opening:
        awards = reading.awards()
    awards = lists.with_giver(awards, scene) if awards else lists.more(reading)
    lists.note(reading, awards)
    return awards


class _Orders:
    """The orders and medals named so far: (name without a grade, the countries named in it)."""

    def __init__(self) -> None:
        self._known: list[tuple[str, frozenset[str]]] = []

    def read(self, honours: Sequence[Honour], scene: Scene) -> list[Honour]:
        """Gives grades without an order the one they must be of, and adds the orders that the sentence names.

        That is the one of the country whose adjective stands there ("grand officers of the Guinean order"), else the
        last. "The highest honour of the United States" names a country, not an order.
        """
        made: list[Honour] = []
        for honour in honours:
            near = [p for p in scene.places if honour.start < p.start <= honour.end and p.country is not None]
            countries = frozenset(p.country for p in near if p.country is not None)
            named = {k for k in range(honour.start + 1, honour.end) if scene.doc.tokens[k].is_capital}
            placed = {k for p in near if p.kind == "country" for k in range(p.start, p.end)}
            if honour.common and placed and named <= placed:
                honour = replace(honour, generic=True)
            if honour.bare:
                fitting = [o for o in self._known if o[1] & countries] or self._known
                if fitting:
                    honour = replace(honour, name=f"{honour.grade} {fitting[-1][0]}", bare=False)
                    self._known.append(fitting[-1])
            elif not honour.generic:
                self._known.append((honour.name.removeprefix(honour.grade).strip(), countries))
            made.append(honour)
        return made


def _add(found: list[FoundAward], award: FoundAward) -> None:
    """Adds an award, unless it is one told before: that one then learns who gave it."""
    for k in range(len(found) - 1, -1, -1):
        known = found[k]
        if award.sentence - known.sentence > RETOLD_REACH:
            break
        same = known.name == award.name or award.generic or known.generic
        if same and set(award.recipients) & set(known.recipients):
            found[k] = replace(
                known,
                name=award.name if known.generic else known.name,
                conferrer=known.conferrer if known.conferrer is not None else award.conferrer,
                face_to_face=known.face_to_face or award.face_to_face,
                generic=known.generic and award.generic,
            )
            return
    if award.generic:
        named = next(
            (a for a in reversed(found) if not a.generic and award.sentence - a.sentence <= RETOLD_REACH), None
        )
        if named is not None:
            award = replace(award, name=named.name, generic=False)
    found.append(award)
