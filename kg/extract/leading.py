"""Who leads a body by a verb: "X, who chairs the committee", "X, al frente de la agencia", "X leitet das Amt".

Only a body that has a name counts as led; the words for leading and what their subject is then called are the
lexicon's ([posts] holds).
"""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from kg.extract.lexicon import Match
from kg.extract.name_runs import NameSpan
from kg.extract.office_names import Office
from kg.extract.office_phrase import PostPhrase
from kg.extract.posts import Holding
from kg.extract.scene import AgencySpan, Scene

# How many words may stand between a name and the verb, in a clause of the name's own ("who in Paris now heads"),
# between a body and a verb that stands last, and between a body and a leader named behind it.
NAME_TOKENS = 4
CLAUSE_TOKENS = 7
LAST_TOKENS = 4
BEHIND_TOKENS = 4


def find_leaders(scene: Scene, spans: Sequence[NameSpan], bodies: Sequence[AgencySpan]) -> list[Holding]:
    """Returns who is told to lead which body.

    Args:
        spans: names of people in text order. bodies: bodies named in the text, in text order.
    """
    starts = [s.start for s in spans]
    out: list[Holding] = []
    for body in bodies:
        sentence = scene.doc.sentence_of(body.start)
        led = _led_by(scene, spans, starts, body, sentence.end)
        if led is not None:
            out.append(led)
            continue
        match = _verb_before(scene, body, sentence.start) or _verb_behind(scene, body, sentence.end)
        if match is None:
            continue
        at = bisect_right(starts, body.start) - 1
        span = spans[at] if at >= 0 and spans[at].start >= sentence.start else None
        if span is None or not _is_subject(scene, span, body, match):
            span = _named_behind(scene, spans, starts, body, match) if span is None else None
        if span is not None:
            phrase = PostPhrase(match.start, max(match.end, body.end), match.start, [Office(match.value, body)])
            phrase.start = min(match.start, body.start)
            phrase.institutional, phrase.leads, phrase.base = True, True, match.value.casefold()
            out.append(Holding(span, phrase, told=True))
    return out


def _led_by(
    scene: Scene, spans: Sequence[NameSpan], starts: Sequence[int], body: AgencySpan, limit: int
) -> Holding | None:
    """Reads a leader who is named behind the body: ", chaired by X", "(Copasir), presieduto dal senatore X"."""
    tokens = scene.tokens
    i = body.end
    if i + 2 < limit and tokens[i].text == "(" and tokens[i + 2].text == ")":
        i += 3
    i += i < limit and tokens[i].text == ","
    match = scene.words.posts.led_by.at(tokens, i, limit) if i < limit else None
    at = bisect_left(starts, match.end) if match is not None else len(spans)
    if match is None or at == len(spans) or spans[at].start >= limit:
        return None
    span = spans[at]
    nation = scene.place_at.get(match.end)
    begins = {match.end, match.end - 1, nation.end if nation is not None and nation.kind == "demonym" else match.end}
    near = span.lead in begins or (span.before is not None and span.before.start in begins)
    if not near:
        return None
    phrase = PostPhrase(body.start, match.end, match.start, [Office(match.value, body)])
    phrase.institutional, phrase.leads, phrase.base = True, True, match.value.casefold()
    return Holding(span, phrase, told=True)


def _named_behind(
    scene: Scene, spans: Sequence[NameSpan], starts: Sequence[int], body: AgencySpan, match: Match[str]
) -> NameSpan | None:
    """Returns the leader named behind a body: "Al frente de la agencia queda el general X"; match: words before it."""
    tokens = scene.tokens
    at = bisect_left(starts, body.end)
    if match.start > body.start or not scene.doc.opens_sentence(match.start) or at == len(spans):
        return None
    span = spans[at]
    lead = span.before.start if span.before is not None and not span.before_comma else span.lead
    end = body.end + 3 if scene.acronym_at(body.end, scene.limit(body.start)) is not None else body.end
    gap = tokens[end:lead]
    if span.start >= scene.limit(body.start) or len(gap) > BEHIND_TOKENS:
        return None
    return span if all(t.text == "," or not t.is_capital for t in gap) else None


def _verb_before(scene: Scene, body: AgencySpan, floor: int) -> Match[str] | None:
    """Returns the words for leading that end before a body: an article, adjectives, whose it is and "now" between."""
    words = scene.words
    i = _object_start(scene, body.start, floor)
    for k in range(i - 1, max(floor, i - NAME_TOKENS) - 1, -1):
        match = words.posts.holds.at(scene.tokens, k, i)
        if match is not None and (match.end == i or _is_name(scene, match.end, i)):
            return match
    return None


def _object_start(scene: Scene, i: int, floor: int) -> int:
    """Returns where what stands before a body begins: "heads | now Ethiopia's new", "guida | anche la"."""
    tokens, words = scene.tokens, scene.words
    bridges = words.posts.bridges - words.phrases.relatives
    while i > floor:
        place = scene.place_before.get(i)
        norm = tokens[i - 1].norm
        dropped = words.posts.dropped.at(tokens, i - 1, i) is not None
        if place is not None and (place.kind == "country" or _is_adjective(scene, i - 1)):
            i = place.start
        elif norm in words.phrases.articles or norm in bridges or norm == "'s" or dropped:
            if words.posts.holds.at(tokens, i - 1, i) is not None:
                break
            i -= 1
        else:
            break
    return i


def _is_adjective(scene: Scene, k: int) -> bool:
    token = scene.tokens[k]
    place = scene.in_place.get(k)
    return token.is_word and not token.is_capital and place is not None and place.kind == "demonym"


def _is_name(scene: Scene, start: int, end: int) -> bool:
    """Tells whether only capitals stand between verb and body: "leitet Reinders das Amt"."""
    return scene.words.phrases.capital_nouns and all(scene.tokens[k].is_capital for k in range(start, end))


def _verb_behind(scene: Scene, body: AgencySpan, limit: int) -> Match[str] | None:
    """Returns the words for leading behind a body, where verbs stand last: ", der das Amt leitet"."""
    if not scene.words.phrases.capital_nouns:
        return None
    for k in range(body.end, min(limit, body.end + LAST_TOKENS)):
        match = scene.words.posts.holds.at(scene.tokens, k, limit)
        if match is not None:
            return match
        if not scene.tokens[k].is_word and scene.tokens[k].text not in "()":
            return None
    return None


def _is_subject(scene: Scene, span: NameSpan, body: AgencySpan, match: Match[str]) -> bool:
    """Tells whether only a comma, a relative pronoun and small words part a name from what it does."""
    if match.end <= span.start:  # "leitet Reinders das Amt"
        return span.start == match.end
    until = match.start if match.start < body.start else body.start
    gap = scene.tokens[span.end : until]
    if _is_own_clause(scene, span.end, until):
        return True
    articles, bridges = scene.words.phrases.articles, scene.words.posts.bridges
    if len(gap) > NAME_TOKENS or (match.start > body.start and not any(t.text == "," for t in gap)):
        return False
    return all(t.text == "," or t.norm in articles or t.norm in bridges or t.norm in _relatives(scene) for t in gap)


def _is_own_clause(scene: Scene, start: int, end: int) -> bool:
    """Tells whether a relative clause of the name before token `start` goes on to token `end`: ", who in Paris"."""
    tokens = scene.tokens
    if (
        not 1 < end - start <= CLAUSE_TOKENS
        or tokens[start].text != ","
        or tokens[start + 1].norm not in _relatives(scene)
    ):
        return False
    return all(
        tokens[k].is_word
        and (not tokens[k].is_capital or k in scene.in_place)
        and tokens[k].norm not in _relatives(scene)
        for k in range(start + 2, end)
    )


def _relatives(scene: Scene) -> frozenset[str]:
    return scene.words.phrases.relatives
