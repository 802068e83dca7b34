"""Offices that people hold become posts: title, body and country as the words beside the name say them.

What those words leave open is borrowed from elsewhere in the text (borrowing.py).
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from kg.extract.bodies import Bodies, Body
from kg.extract.name_runs import NameSpan
from kg.extract.office_phrase import PostPhrase
from kg.extract.people import Human
from kg.extract.scene import Scene
from kg.facts.model import Ground, Post, Quote

# How sure a post is: told beside the name; with a verb between; its body or country borrowed from the context.
BESIDE, TOLD, CONTEXT = 0.95, 0.85, 0.75


@dataclass
class Holding:
    """A name that holds an office. country: told of this name ("President X of Y"), None where it is not;
    until: token after the words behind the name that are part of it ("of the Home Office"), 0 where there are none."""

    span: NameSpan
    phrase: PostPhrase
    country: str | None = None
    told: bool = False
    until: int = 0


@dataclass
class Draft:
    """A post in the making. head: base form of the office's word, small; rest: the title's other words of weight."""

    human: Human
    holding: Holding
    title: str
    head: str
    body: Body | None
    country: str | None
    inferred: list[str] = field(default_factory=list)
    reasons: list[str] = field(default_factory=list)

    @property
    def phrase(self) -> PostPhrase:
        return self.holding.phrase

    @property
    def settled(self) -> bool:
        """Whether the country needs no guessing: said, or of an international body."""
        return self.country is not None or (self.body is not None and self.body.international)


def draft_posts(bodies: Bodies, holdings: Iterable[Holding], human_of: Mapping[int, Human]) -> list[Draft]:
    """Makes a draft of every office held, in text order, without those of counterparts."""
    drafts: list[Draft] = []
    for holding in sorted(holdings, key=lambda h: (h.phrase.head, h.span.start)):
        human, phrase = human_of[id(holding.span)], holding.phrase
        if phrase.counterpart:
            continue
        for office in phrase.offices:
            body = bodies.add(office.agency) if office.agency is not None else None
            draft = Draft(human, holding, office.title, phrase.base, body, _said_country(holding, body))
            if draft.country is None and body is not None and not body.international:
                draft.country = body.country
            if office.agency is not None and office.agency.hint:
                phrase.hints.append(office.agency.hint)
            drafts.append(draft)
    return drafts


def _said_country(holding: Holding, body: Body | None) -> str | None:
    phrase = holding.phrase
    if holding.country is not None:
        return holding.country
    if phrase.plural and len(phrase.countries) > 1:
        return None
    if body is not None and body.international:
        return None
    return next(iter(phrase.countries), None)


def offices_by_name(drafts: Iterable[Draft], most: int) -> list[tuple[NameSpan, Draft]]:
    """Returns the names of people in text order, each with the offices of its person: of many the last `most`."""
    by_human: dict[str, list[Draft]] = defaultdict(list)
    for draft in drafts:
        by_human[draft.human.id].append(draft)
    told = [(s, d) for mine in by_human.values() for s in mine[0].human.spans for d in mine[-most:]]
    return sorted(told, key=lambda pair: pair[0].start)


def finish_posts(scene: Scene, drafts: Sequence[Draft]) -> dict[str, list[Post]]:
    """Returns the posts by person, without ranks and without vaguer repetitions."""
    by_human: dict[str, list[Draft]] = defaultdict(list)
    for draft in drafts:
        by_human[draft.human.id].append(draft)
    return {human: [_post(scene, d) for d in _without_repetition(scene, mine)] for human, mine in by_human.items()}


def _without_repetition(scene: Scene, drafts: list[Draft]) -> list[Draft]:
    kept: list[Draft] = []
    alike: dict[tuple[object, ...], tuple[int, Draft]] = {}  # of those that say the same the first stands for all
    for number, draft in enumerate(drafts):
        alike.setdefault(
            (draft.title, draft.head, draft.country, "country" in draft.inferred, id(draft.body)), (number, draft)
        )
    for number, draft in enumerate(drafts):
        rank = _is_rank(scene, draft) and (len(drafts) > 1 or not draft.phrase.envoy)
        if rank or any(_says_more(*rival, number, draft) for rival in alike.values() if rival[1] is not draft):
            continue
        kept.append(draft)
    return kept


def _says_more(at: int, other: Draft, number: int, draft: Draft) -> bool:
    """Tells whether another post of the person says the same and more, or the same before. at, number: their places."""
    if draft.country != other.country and "country" not in (*draft.inferred, *other.inferred):
        return False
    if draft.body is not None and other.body is not draft.body:
        return False
    if draft.phrase.leads and not other.phrase.leads and other.body is not None:
        return True  # "a delegation of the parliament, led by its president"
    words, more = _words(draft.title), _words(other.title)
    if draft.title.casefold() == other.title.casefold():
        richer = (other.body is not None, "country" not in other.inferred, -at)
        return richer > (draft.body is not None, "country" not in draft.inferred, -number)
    if words < more or (draft.head == other.head and draft.body is None and other.body is not None):
        return True
    return len(words) == 1 and any(w.endswith(next(iter(words))) for w in more if len(words) == 1)


def _words(title: str) -> frozenset[str]:
    return frozenset(title.casefold().split())


def _is_rank(scene: Scene, draft: Draft) -> bool:
    """Tells whether a bare title before a name is a rank: "ambassador X" without a country or a body."""
    phrase = draft.phrase
    bare = draft.body is None and not phrase.countries and draft.holding.country is None
    return bare and draft.title.casefold() in scene.words.names.ranks and not draft.holding.span.before_comma


def _post(scene: Scene, draft: Draft) -> Post:
    told = draft.holding.told
    confidence = CONTEXT if draft.inferred else TOLD if told else BESIDE
    reason = f"{'told of' if told else 'beside'} the name: {draft.title}"
    body = draft.body.id if draft.body is not None else None
    ground = Ground(confidence, (reason, *draft.reasons), None, tuple(dict.fromkeys(draft.inferred)))
    return Post(draft.title, body, draft.country, (_quote(scene, draft.holding),), ground=ground)


def _quote(scene: Scene, holding: Holding) -> Quote:
    start = min(holding.span.lead, holding.phrase.start)
    end = max(holding.span.end, holding.phrase.end, holding.until)
    first, last = scene.tokens[start].start, scene.tokens[end - 1].end
    return Quote(scene.doc.article.text[first:last], first, last)
