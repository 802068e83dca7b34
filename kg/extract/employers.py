"""For which body someone works by the words behind the name: "Captain X of the Coast Guard", "Staatssekretär X vom Amt".

What stands before the name is then an office of that body: a rank, or an office whose own words name no body.
"""

from collections.abc import Container, Mapping, Sequence

from kg.extract.name_runs import NameSpan
from kg.extract.office_names import Office
from kg.extract.office_phrase import PostPhrase
from kg.extract.posts import Holding
from kg.extract.scene import AgencySpan, Scene


def find_employers(
    scene: Scene,
    spans: Sequence[NameSpan],
    bodies: Mapping[int, AgencySpan],
    holdings: Mapping[int, Sequence[Holding]],
) -> list[Holding]:
    """Gives offices before names the body behind the name, and returns the ranks that this makes offices.

    Args:
        spans: names of people in text order. bodies: bodies named in the text by their first token.
        holdings: the offices held by now, by id of the name's span; those without a body are completed.
    """
    out: list[Holding] = []
    for span in spans:
        body = _body_behind(scene, span, bodies)
        if body is None:
            continue
        held = [h for h in holdings.get(id(span), ()) if h.phrase is span.before]
        if held:
            office = held[0].phrase.offices[0]
            if office.agency is None and not held[0].phrase.counterpart and _may_work(scene, held[0].phrase, body):
                office.agency = body
                held[0].until = body.end
        elif span.before is None and not holdings.get(id(span)):
            rank = _rank_of(scene, span)
            if rank is not None:
                out.append(_holding(scene, span, rank, body))
    return out


def find_members(
    scene: Scene, spans: Sequence[NameSpan], bodies: Mapping[int, AgencySpan], holders: Container[int]
) -> list[Holding]:
    """Returns who works for the body behind a name without a word for an office: "Ann Carter of the Harbour Police".

    Args:
        holders: ids of spans of those who have an office by now.
    """
    title = scene.words.posts.employed
    out: list[Holding] = []
    for span in spans if title else ():
        body = _body_behind(scene, span, bodies) if id(span) not in holders and span.end - span.start > 1 else None
        if body is None or any(scene.words.posts.no_employers.at(scene.tokens, k) for k in range(body.start, body.end)):
            continue
        out.append(_holding(scene, span, (span.end, body.end, title), body))
    return out


def _may_work(scene: Scene, phrase: PostPhrase, body: AgencySpan) -> bool:
    """Tells whether an office may be of a body: not one that says whose it is, or is of another country."""
    if phrase.chained and not phrase.institutional:
        return False
    return not phrase.countries or body.country is None or body.country in phrase.countries


def _holding(scene: Scene, span: NameSpan, rank: tuple[int, int, str], body: AgencySpan) -> Holding:
    start, end, title = rank
    phrase = PostPhrase(start, end, start, [Office(title, body)])
    phrase.institutional, phrase.base = True, title.casefold()
    return Holding(span, phrase, until=body.end)


def _body_behind(scene: Scene, span: NameSpan, bodies: Mapping[int, AgencySpan]) -> AgencySpan | None:
    """Returns the body that a word of origin ties to the name: "of the", "vom", ", del"."""
    tokens, phrases = scene.tokens, scene.words.phrases
    limit = scene.limit(span.start)
    i = span.end
    if i + 2 < limit and tokens[i].text == "(" and tokens[i + 2].text == ")":
        i += 3
    comma = i < limit and tokens[i].text == ","
    i += comma
    link = phrases.of.at(tokens, i, limit) if i < limit else None
    if link is None or tokens[i].is_capital:
        return None
    i = link.end
    if i < limit and tokens[i].norm in phrases.articles:
        i += 1
    place = scene.place_at.get(i)
    if place is not None and place.end < limit and tokens[place.end].norm == "'s":
        i = place.end + 1
    body = bodies.get(i)
    if body is None or body.end > limit:
        return None
    if comma and body.end < limit and tokens[body.end].text not in {",", ".", ";", "(", ")"}:
        return None
    return body


def _rank_of(scene: Scene, span: NameSpan) -> tuple[int, int, str] | None:
    """Returns tokens and words of the rank right before a name, None where there is none."""
    names, tokens = scene.words.names, scene.tokens
    ranks = [k for k in range(span.lead, span.start) if tokens[k].norm.rstrip(".") in names.ranks]
    if not ranks:
        return None
    end = span.start
    while end > ranks[-1] + 1 and not tokens[end - 1].is_word:
        end -= 1
    start = ranks[0]
    while start > span.lead and tokens[start - 1].is_word and tokens[start - 1].norm not in names.honorifics:
        if tokens[start - 1].norm in scene.words.phrases.articles:
            break
        start -= 1
    end = max(k for k in range(start, end) if tokens[k].norm.rstrip(".") not in names.honorifics or k in ranks) + 1
    return start, end, scene.doc.text_of(start, end)
