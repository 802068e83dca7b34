"""Other forms of a body's name: with the country that follows it, and without the one that stands in it."""

from kg.extract.base_forms import base_form
from kg.extract.scene import AgencySpan, Scene


def country_forms(scene: Scene, span: AgencySpan, limit: int) -> list[str]:
    """Returns "Security Council of Armenia" for "Security Council", "Policía Federal" for "Policía Federal belga".

    Args:
        limit: end of the sentence.
    """
    if span.acronym is not None and span.name == span.acronym:
        return []
    forms = (_longer(scene, span, limit), _shorter(scene, span))
    return [form for form in forms if form is not None and form != span.name]


def _longer(scene: Scene, span: AgencySpan, limit: int) -> str | None:
    of = scene.words.phrases.of.at(scene.tokens, span.end, limit) if span.end < limit else None
    at = of.end if of is not None else span.end
    if of is not None and at < limit and scene.tokens[at].norm in scene.words.phrases.articles:
        at += 1
    place = scene.place_at.get(at)
    if place is None or place.kind != "country":
        return None
    if of is None and not scene.tokens[place.end - 1].norm.endswith(scene.words.agencies.genitives or ("\n",)):
        return None
    return base_form(scene, span.start, place.end)


def _shorter(scene: Scene, span: AgencySpan) -> str | None:
    start, end = span.start, span.end
    first, last = scene.place_at.get(start), scene.place_before.get(end)
    if first is not None and first.end < end:
        start = first.end
        if scene.tokens[start].norm in ("'s", "'"):
            start += 1
    elif last is not None and last.start > start:
        end = last.start
        phrases = scene.words.phrases
        while end > start + 1 and (
            scene.tokens[end - 1].norm in phrases.articles
            or phrases.of.at(scene.tokens, end - 1, end) is not None
            or phrases.links.at(scene.tokens, end - 1, end) is not None
        ):
            end -= 1
    else:
        return None
    return base_form(scene, start, end) if end > start else None
