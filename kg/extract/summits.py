"""Whose summit an article speaks of: "the summit of the African Union", "the Commonwealth summit".

The body takes part in its own conference, with whoever the sentence says to attend; of a summit that is only the
occasion of something else ("on the sidelines of") nobody but the body is known. Refuses bodies of a single country.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence

from kg.extract.encounter_model import Encounter, Party
from kg.extract.gathering_words import GatheringWords, read_gathering_words
from kg.extract.lexicon import Match
from kg.extract.mentions import ActorMention
from kg.extract.parties import Scene
from kg.extract.status import read_status
from kg.extract.wording import read_wording
from kg.facts.model import Agency, MeetingKind

# How many tokens may stand between "summit" and the name of the body, and between the body and "summit".
REACH_TOKENS = 3
CONFIDENCE = 0.7
_KNOWN = frozenset(["known agency", "international body"])


def find_unions(agencies: Iterable[Agency]) -> frozenset[str]:
    """Returns the ids of bodies of many states: of no country, or of the European Union, and known or with an acronym."""
    return frozenset(
        a.id
        for a in agencies
        if a.country in (None, "EU") and (a.acronym is not None or _KNOWN & set(a.ground.reasons if a.ground else ()))
    )


def find_summits(
    scenes: Sequence[Scene],
    encounters: Sequence[Encounter],
    unions: Collection[str],
    quoted: Collection[int],
) -> tuple[Encounter, ...]:
    """Returns the attendance of bodies of many states at their own conferences.

    Args:
        encounters: found by now; those who attend a conference in the same sentence attend the body's.
        unions: ids of bodies of many states. quoted: tokens inside quotation marks.
    """
    words = read_gathering_words(scenes[0].doc.lexicon) if scenes else None
    return tuple(e for s in scenes if words is not None for e in _summits_of(s, words, encounters, unions, quoted))


def _summits_of(
    scene: Scene,
    words: GatheringWords,
    encounters: Sequence[Encounter],
    unions: Collection[str],
    quoted: Collection[int],
) -> Iterator[Encounter]:
    mentions = {m.start: m for c in scene.clauses for a in c.arguments for m in a.mentions if m.kind == "agency"}
    bodies = [m for m in mentions.values() if m.refs[0] in unions and m.start not in quoted]
    nouns = words.nouns.find(scene.doc.tokens, scene.sentence.start, scene.sentence.end) if bodies else ()
    for body in bodies:
        noun = next((n for n in nouns if n.value[0] == "conference" and _is_of(scene, n, body)), None)
        if noun is None:
            continue
        clause = next(c for c in scene.clauses if c.start <= noun.start < c.end)
        reading = read_status(scene.doc, scene.frames.cues, scene.sentence, clause, noun.start, "finite", False)
        if not reading.settled or reading.status == "cancelled":
            continue
        number = scene.sentence.index
        attended = [e for e in encounters if e.effect == "attend" and e.sentence == number and e.kind == "conference"]
        yield Encounter(
            effect="attend",
            kind="conference",
            status=reading.status,
            parties=(Party((body.refs[0],), "participant"),),
            sentence=number,
            start=clause.start,
            end=clause.end,
            trigger=noun.start,
            confidence=CONFIDENCE,
            reasons=(f"conference of a body: {scene.doc.text_of(noun.start, noun.end)!r}",),
            event=attended[0].event if attended else f"summit {body.refs[0]}",
        )


def _is_of(scene: Scene, noun: Match[tuple[MeetingKind, bool]], body: ActorMention) -> bool:
    """Tells whether a noun is of a body: joined by "of", or right behind it where names stand before nouns."""
    tokens, phrases = scene.doc.tokens, read_wording(scene.doc.lexicon).phrases
    if body.end <= noun.start <= body.end + 1 and not phrases.adjectives_after and not phrases.capital_nouns:
        return all(not tokens[k].is_capital for k in range(body.end, noun.start))
    of = phrases.of.at(tokens, noun.end, body.start) if 0 < body.start - noun.end <= REACH_TOKENS else None
    return of is not None and all(tokens[k].norm in phrases.articles for k in range(of.end, body.start))
