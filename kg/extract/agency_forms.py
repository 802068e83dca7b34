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
    forms = (_longer(scene, span, limit), _owned(scene, span), _shorter(scene, span))
    return [form for form in forms if form is not None and form != span.name]


def _longer(scene: Scene, span: AgencySpan, limit: int) -> str | None:
    end = _owner_end(scene, span, limit) or _seat_end(scene, span, limit)
    return base_form(scene, span.start, end) if end is not None else None


def _owned(scene: Scene, span: AgencySpan) -> str | None:
    """Returns the name with the country before it: "Jordan's armed forces"."""
    if span.start < 2 or scene.tokens[span.start - 1].norm != "'s":
        return None
    place = scene.place_before.get(span.start - 1)
    return base_form(scene, place.start, span.end) if place is not None and place.kind == "country" else None


def _owner_end(scene: Scene, span: AgencySpan, limit: int) -> int | None:
    """Returns the end of the country or seat behind a body: "of Armenia", "vietnamienne", "de Róterdam"."""
    phrases = scene.words.phrases
    of = phrases.of.at(scene.tokens, span.end, limit) if span.end < limit else None
    at = of.end if of is not None else span.end
    if of is not None and at < limit and scene.tokens[at].norm in phrases.articles:
        at += 1
    place = scene.place_at.get(at)
    if place is None:
        return None
    if of is not None:
        return place.end if place.kind != "demonym" else None
    if place.kind == "demonym":
        return place.end if phrases.adjectives_after and not scene.tokens[at].is_capital else None
    ends = scene.words.agencies.genitives or ("\n",)
    return place.end if place.kind == "country" and scene.tokens[place.end - 1].norm.endswith(ends) else None


def _seat_end(scene: Scene, span: AgencySpan, limit: int) -> int | None:
    """Returns the end of where an embassy or a house is: "Ambassade de France au Sénégal", "U.S. Embassy Accra"."""
    if not any(word.endswith(kinds) for _, kinds in scene.words.posts.houses for word in span.name.casefold().split()):
        return None
    link = scene.words.phrases.links.at(scene.tokens, span.end, limit) if span.end < limit else None
    at = link.end if link is not None else span.end
    if link is not None and at < limit and scene.tokens[at].norm in scene.words.phrases.articles:
        at += 1
    place = scene.place_at.get(at)
    return place.end if place is not None and place.kind != "demonym" and place.end <= limit else None


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
