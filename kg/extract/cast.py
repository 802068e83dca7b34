"""Who appears in an article: people with their offices, bodies, countries as actors, and where each is mentioned.

Everything found is kept, also people who hold no office here; assembly drops whom no fact uses. An office whose country
the text implies but does not say has "country" among the inferred fields of its ground.
"""

from collections.abc import Iterable, Sequence

from kg.extract.agencies import find_agencies
from kg.extract.bodies import Bodies
from kg.extract.document import Document
from kg.extract.homelands import Homelands
from kg.extract.honours import find_named_tokens
from kg.extract.mentions import ActorMention, Cast, PlaceMention
from kg.extract.names import find_names
from kg.extract.offices import Appointments
from kg.extract.people import Human, People
from kg.extract.post_phrases import find_post_phrases
from kg.extract.scene import Scene
from kg.extract.statesmen import find_homelands
from kg.extract.wording import read_wording
from kg.facts.model import Ground, Person

# Evidence of this weight is as sure as it gets.
SURE_SCORE = 5.0
LEAST_CONFIDENCE = 0.5


def find_cast(doc: Document, places: Sequence[PlaceMention]) -> Cast:
    """Finds the people, bodies and countries of an article.

    Args:
        doc: the article.
        places: its places, in text order.

    Returns:
        The cast; mentions are explicit ones only (a name, an acronym, a country), in text order without overlap.
    """
    scene = Scene(doc, read_wording(doc.lexicon), places)
    spans = find_agencies(scene)
    phrases = find_post_phrases(scene, spans)
    covered = frozenset(k for s in spans.values() for k in range(s.start, s.end)) | find_named_tokens(doc, places)
    names = find_names(scene, phrases, covered)
    people = People(scene)
    people.gather(names)
    people.gather_owners()
    named = frozenset(k for h in people.humans for s in h.spans for k in range(s.start, s.end))
    bodies = Bodies(scene, spans.values(), Homelands(scene, named))
    appointments = Appointments(scene, people.humans, bodies)
    appointments.assign(phrases)
    persons = tuple(_person(human, appointments) for human in people.humans)
    mentions = _mentions(scene, people.humans, appointments, bodies)
    return Cast(persons, bodies.agencies(), mentions, origins=_find_origins(scene, people.humans, persons))


def _find_origins(scene: Scene, humans: Iterable[Human], persons: Iterable[Person]) -> dict[str, str]:
    """Returns the country that stands right before someone's name, of several the first; else that of whom the list of
    people of public life knows, where the article gives them no office: one of a union is no country's."""
    found: dict[str, str] = {}
    idle = {person.id for person in persons if not person.posts}
    for human in humans:
        lands = [land for span in human.spans if (land := scene.land_of_name(span.lead)) is not None]
        if lands and lands[0].country:
            found[human.id] = lands[0].country
        elif human.id in idle and len(known := find_homelands(human.name)) == 1:
            found[human.id] = known[0]
    return found


def _person(human: Human, appointments: Appointments) -> Person:
    best = max(human.spans, key=lambda s: s.score)
    confidence = min(1.0, LEAST_CONFIDENCE + best.score / SURE_SCORE / 2)
    posts = appointments.posts_of(human)
    return Person(
        human.id,
        human.name,
        tuple(dict.fromkeys(a for a in human.aliases if a != human.name)),
        posts,
        ground=Ground(round(confidence, 2), tuple(best.reasons)),
    )


def _mentions(
    scene: Scene, humans: Iterable[Human], appointments: Appointments, bodies: Bodies
) -> tuple[ActorMention, ...]:
    found: list[ActorMention] = []
    for human in humans:
        for span in human.spans:
            start, end = appointments.stretch(span)
            land = scene.land_of_name(start) if start == span.lead else None
            start = land.start if land is not None else start
            full = len(human.words) == span.end - span.start
            reason = "; ".join(span.reasons)
            found.append(ActorMention(start, end, (human.id,), "name" if full else "surname", span.start, reason))
    found = _apart(found)
    taken = {k for m in found for k in range(m.start, m.end)}
    for body, ref in bodies.mentions():
        if not any(k in taken for k in range(body.start, body.end)):
            found.append(ActorMention(body.start, body.end, (ref,), "agency", body.start, "; ".join(body.reasons)))
            taken.update(range(body.start, body.end))
    for place in scene.places:
        if place.country and _acts(scene, place) and not any(k in taken for k in range(place.start, place.end)):
            start = place.start
            found.append(ActorMention(start, place.end, (place.country,), "country", start, "country named"))
    return tuple(sorted(found, key=lambda m: m.start))


def _apart(mentions: list[ActorMention]) -> list[ActorMention]:
    """Cuts stretches so that none reaches into another; the name itself always stays whole."""
    ordered = sorted(mentions, key=lambda m: m.head)
    out: list[ActorMention] = []
    for k, m in enumerate(ordered):
        start, end = m.start, m.end
        if out and start < out[-1].end:
            previous = out[-1]
            if previous.head < start <= m.head and previous.end > start:
                out[-1] = ActorMention(
                    previous.start, start, previous.refs, previous.kind, previous.head, previous.reason
                )
            if out[-1].end > start:
                start = out[-1].end
        if k + 1 < len(ordered):
            end = min(end, ordered[k + 1].head)
        if start <= m.head < end:
            out.append(ActorMention(start, end, m.refs, m.kind, m.head, m.reason))
    return out


def _acts(scene: Scene, place: PlaceMention) -> bool:
    """Tells whether a country, or a capital for it, stands where an actor does and not where a place does."""
    tokens = scene.tokens
    sentence = scene.doc.sentence_of(place.start)
    if place.kind not in ("country", "city") or sentence.paragraph in scene.skipped:
        return False
    i = place.start - 1
    if i >= sentence.start and tokens[i].norm in scene.words.phrases.articles:
        i -= 1
    if i >= sentence.start and tokens[i].norm in scene.words.agencies.locatives:
        return False
    if place.kind == "country":
        return True
    if place.end >= sentence.end or not tokens[place.end].is_word or tokens[place.end].is_capital:
        return False
    return scene.doc.opens_sentence(place.start) or scene.words.phrases.conjunctions.at(tokens, i) is not None
