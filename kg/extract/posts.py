"""Offices that people hold become posts: title, body, country, each said, borrowed from elsewhere, or open.

What the words beside the name leave open is taken, in this order, from the same office told elsewhere ("the US
secretary of state"), from a body or person named in the same sentence, and from the places around.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from kg.extract.bodies import Bodies, Body
from kg.extract.names import NameSpan
from kg.extract.people import Human
from kg.extract.post_phrases import PostPhrase
from kg.extract.scene import AgencySpan, Scene
from kg.facts.model import Ground, Post, Quote

# How sure a post is: told beside the name; with a verb between; its body or country borrowed from the context.
BESIDE, TOLD, CONTEXT = 0.95, 0.85, 0.75
# Words of a title or a body that are shorter than this are articles and links.
CONTENT_LETTERS = 4
# A longer title says itself what it leads.
TITLE_WORDS = 3
# How many sentences before an office its holder may be named.
UNNAMED_SENTENCES = 1
# How many tokens may stand between two people of one list.
LIST_TOKENS = 2


@dataclass
class Holding:
    """A name that holds an office. country: told of this name ("President X of Y"), None where it is not."""

    span: NameSpan
    phrase: PostPhrase
    country: str | None = None
    told: bool = False


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


def add_counterparts(
    scene: Scene,
    drafts: Sequence[Draft],
    holdings: Iterable[Holding],
    human_of: Mapping[int, Human],
    loose: Sequence[PostPhrase],
) -> list[Draft]:
    """Returns the drafts with those of counterparts, who hold the office of whom they face, in text order."""
    out = list(drafts)
    for holding in sorted(holdings, key=lambda h: (h.phrase.head, h.span.start)):
        human, phrase = human_of[id(holding.span)], holding.phrase
        model = _counterpart_of(scene, drafts, human, phrase, loose) if phrase.counterpart else None
        if model is not None:
            draft = Draft(human, holding, *model, None, None, ["title"])
            draft.country = holding.country or next(iter(phrase.countries), None)
            out.append(draft)
    return sorted(out, key=lambda d: (d.phrase.head, d.holding.span.start))


def _counterpart_of(
    scene: Scene, drafts: Sequence[Draft], human: Human, phrase: PostPhrase, loose: Sequence[PostPhrase]
) -> tuple[str, str] | None:
    """Returns title and head of the office that a counterpart shares: the last of the sentence, or told of a name."""
    start = scene.doc.sentence_of(phrase.head).start
    others = [(d.phrase.head, d.title, d.head) for d in drafts if d.human is not human]
    told = (p for p in loose if (p.countries or p.chained) and not p.counterpart)
    here = [(p.head, p.title, p.base) for p in told if start <= p.head < phrase.head]
    named = [o for o in others if o[0] >= start]
    best = min([*here, *named], default=None)
    if best is None:
        present = (d for d in drafts if d.human is not human and _stands_in(d.human, start, phrase.head))
        first = next(present, None)
        best = (0, first.title, first.head) if first is not None else max(others, default=None)
    return best[1:] if best is not None else None


def _said_country(holding: Holding, body: Body | None) -> str | None:
    phrase = holding.phrase
    if holding.country is not None:
        return holding.country
    if phrase.plural and len(phrase.countries) > 1:
        return None
    if body is not None and body.international:
        return None
    return next(iter(phrase.countries), None)


def _stands_in(human: Human, start: int, end: int) -> bool:
    return any(start <= s.start < end for s in human.spans)


def adopt_roles(scene: Scene, bodies: Bodies, drafts: list[Draft], loose: Sequence[PostPhrase]) -> None:
    """Completes posts by the same office told without a name, where only one person holds it."""
    for phrase in loose:
        if phrase.counterpart or (phrase.plural and not phrase.singular):
            continue
        agency = phrase.offices[0].agency
        if agency is None and not phrase.countries:
            continue
        same = [d for d in drafts if d.head == phrase.base]
        country = next(iter(phrase.countries), None)
        if country is not None:
            if any(d.country == country and "country" not in d.inferred for d in same) and agency is None:
                continue
            same = [d for d in same if d.country in (None, country)]
        if len({d.human.id for d in same}) != 1:
            continue
        draft = same[0]
        if draft.country is None and country is not None:
            draft.country = country
            draft.inferred.append("country")
            draft.reasons.append(f"told elsewhere: {scene.doc.text_of(phrase.start, phrase.end)}")
        if draft.body is None and agency is not None and draft.phrase.institutional:
            draft.body = bodies.add(agency)
            draft.inferred.append("agency")


def adopt_unnamed(
    scene: Scene, bodies: Bodies, drafts: list[Draft], loose: Sequence[PostPhrase], humans: Sequence[Human]
) -> None:
    """Gives an office told without a name ("the US secretary of state") to the one person spoken of just before.

    The office must be one of a state, and no other of the people without an office may be meant.

    Args:
        humans: the people of whom no office is told beside their name.
    """
    spans = sorted(((s, h) for h in humans for s in h.spans), key=lambda pair: pair[0].start)
    holders: set[str] = set()
    for phrase in loose:
        country = next(iter(phrase.countries), None) or bodies.homelands.of_title(phrase.title)
        if country is None or not phrase.definite or phrase.possessive or phrase.counterpart or not phrase.singular:
            continue
        if any(d.head == phrase.base and d.country == country for d in drafts):
            continue
        sentence = scene.doc.sentence_of(phrase.head).index
        near = [
            (s, h)
            for s, h in spans
            if s.start < phrase.start and sentence - scene.doc.sentence_of(s.start).index <= UNNAMED_SENTENCES
        ]
        free = {h.id: (s, h) for s, h in near if h.id not in holders}
        if len(free) == 1:
            span, human = next(iter(free.values()))
            holding = Holding(span, phrase, country, told=True)
            body = bodies.add(phrase.offices[0].agency) if phrase.offices[0].agency is not None else None
            drafts.append(Draft(human, holding, phrase.title, phrase.base, body, country, ["title"]))
            holders.add(human.id)


def settle_bodies(scene: Scene, bodies: Bodies, drafts: list[Draft]) -> None:
    """Gives heads of bodies their body: of the same office told before, or named last in the sentence."""
    named = sorted(bodies.mentions(), key=lambda pair: pair[0].start)
    claimed = {k for d in drafts for k in range(d.phrase.start, d.phrase.end)}
    for n, draft in enumerate(drafts):
        if draft.body is not None or not draft.phrase.institutional or draft.phrase.countries:
            continue
        if bodies.homelands.of_title(draft.title) is not None:
            continue
        earlier = [d for d in drafts[:n] if d.body is not None]
        same = [d for d in earlier if d.head == draft.head and not d.phrase.countries]
        sentence = scene.doc.sentence_of(draft.phrase.head)
        here = [s for s, _ in named if sentence.start <= s.start < sentence.end]
        before = [s for s in here if s.end <= draft.phrase.start]
        if draft.phrase.chained:
            before = [s for s in before if s.start not in claimed]
            here = before
        if not _may_lack_body(scene, bodies, draft, before):
            continue
        if not here and len(draft.title.split()) == 1:
            before = [
                s
                for s, _ in named
                if s.end <= sentence.start and sentence.index - 1 == scene.doc.sentence_of(s.start).index
            ]
        if draft.phrase.possessive and before:
            draft.body = bodies.add(before[-1])
        elif draft.phrase.possessive and earlier and earlier[-1].phrase.head >= sentence.start:
            draft.body = earlier[-1].body
        elif same:
            draft.body = same[-1].body
        elif before or here:
            draft.body = bodies.add((before or here)[-1 if before else 0])
        if draft.body is not None:
            draft.inferred.append("agency")
            draft.reasons.append(f"body named nearby: {draft.body.name}")
            if draft.country is None:
                draft.country = draft.body.country


def _may_lack_body(scene: Scene, bodies: Bodies, draft: Draft, before: list[AgencySpan]) -> bool:
    """Tells whether a title may leave its body to the context: a short one, or one of an international body."""
    if len(draft.title.split()) <= TITLE_WORDS or draft.phrase.possessive:
        return True
    body = bodies.add(before[-1]) if before else None
    return body is not None and (body.international or body.country == "EU")


def settle_countries(scene: Scene, bodies: Bodies, drafts: list[Draft]) -> None:
    """Infers the countries that are still open, from the person's other posts, neighbours and places."""
    held: dict[str, str] = {}
    for draft in drafts:
        if not draft.settled and (draft.body is None or draft.body.country is None):
            draft.country = bodies.homelands.of_title(draft.title)
        if draft.country is not None and draft.human.id not in held:
            held[draft.human.id] = draft.country
    for n, draft in enumerate(drafts):
        if draft.settled:
            continue
        country, reason = held.get(draft.human.id), "the person's other post"
        if country is None:
            country, reason = _party_country(scene, draft), "of the party"
        if country is None and draft.phrase.possessive and not draft.phrase.counterpart:
            country, reason = _owner(drafts, draft, held), "of whom the sentence speaks"
        if country is None:
            taken = _taken(drafts, draft)
            country, reason = bodies.homelands.infer(draft.phrase, _neighbours(scene, drafts, n), taken)
        if country is not None:
            draft.country = country
            draft.inferred.append("country")
            draft.reasons.append(reason)
            held[draft.human.id] = country
    for draft in drafts:
        body = draft.body
        if body is not None and body.country is None and not body.international and draft.country is not None:
            body.country, body.inferred = draft.country, "country" in draft.inferred


def _party_country(scene: Scene, draft: Draft) -> str | None:
    """Returns the country of the party in brackets behind one of the person's names."""
    tokens, parties = scene.tokens, scene.words.posts.parties
    for span in draft.human.spans:
        inside = tokens[span.end : span.end + 3]
        if len(inside) == 3 and inside[0].text == "(" and inside[2].text == ")" and inside[1].norm in parties:
            return parties[inside[1].norm]
    return None


def _owner(drafts: Sequence[Draft], draft: Draft, held: Mapping[str, str]) -> str | None:
    """Returns the country of the person named last before "his minister"."""
    best: tuple[int, str] | None = None
    for human in {d.human.id: d.human for d in drafts}.values():
        for span in human.spans:
            if human is not draft.human and human.id in held and span.end <= draft.phrase.start:
                best = max(best or (-1, ""), (span.end, held[human.id]))
    return best[1] if best is not None else None


def _taken(drafts: Sequence[Draft], draft: Draft) -> set[str]:
    """Returns the countries whose same office someone else is said to hold."""
    if draft.phrase.institutional or draft.phrase.envoy:
        return set()
    title = draft.title.casefold()
    return {
        d.country
        for d in drafts
        if d.human is not draft.human and d.country and d.title.casefold() == title and "country" not in d.inferred
    }


def _neighbours(scene: Scene, drafts: Sequence[Draft], n: int) -> dict[str, float]:
    """Returns the countries of the people beside someone in a list, with how close they stand (0-1)."""
    out: dict[str, float] = {}
    draft = drafts[n]
    limit = scene.limit(draft.phrase.head)
    for other in [*drafts[max(0, n - 4) : n], *drafts[n + 1 : n + 4]]:
        if other.country is None or other.human is draft.human or scene.limit(other.phrase.head) != limit:
            continue
        first, second = sorted((other, draft), key=lambda d: d.phrase.head)
        gap = max(0, _edge(second, last=False) - _edge(first, last=True))
        if gap <= LIST_TOKENS:
            out[other.country] = 1.0
    return out


def _edge(draft: Draft, *, last: bool) -> int:
    if not last:
        return min(draft.phrase.start, draft.holding.span.lead)
    return max(draft.phrase.end, draft.holding.span.end)


def join_ministries(scene: Scene, bodies: Bodies, drafts: list[Draft]) -> None:
    """Gives ministers the ministry that the article names in the same words."""
    ministries = [(b, _content(scene, b.name)) for b in bodies.all() if not b.international]
    for draft in drafts:
        if draft.body is not None or "title" in draft.inferred:
            continue
        for office, kind in scene.words.posts.ministries.items():
            if office.split()[0] not in draft.title.casefold():
                continue
            wanted = _content(scene, draft.title.casefold().replace(office, kind))
            for body, words in ministries:
                fits = body.country in (None, draft.country) and len(wanted) > (" " not in draft.title)
                if (fits and wanted <= words) or (" " not in draft.title and wanted == words):
                    draft.body = body
                    draft.inferred.append("agency")
                    body.country = body.country or draft.country
                    break


def _content(scene: Scene, text: str) -> frozenset[str]:
    return frozenset(w.strip("'’(),") for w in text.casefold().replace("'", " ").split() if len(w) >= CONTENT_LETTERS)


def finish_posts(scene: Scene, drafts: Sequence[Draft]) -> dict[str, list[Post]]:
    """Returns the posts by person, without ranks and without vaguer repetitions."""
    by_human: dict[str, list[Draft]] = defaultdict(list)
    for draft in drafts:
        by_human[draft.human.id].append(draft)
    return {human: [_post(scene, d) for d in _without_repetition(scene, mine)] for human, mine in by_human.items()}


def _without_repetition(scene: Scene, drafts: list[Draft]) -> list[Draft]:
    kept: list[Draft] = []
    for draft in drafts:
        rivals = [d for d in drafts if d is not draft]
        if any(_says_more(d, draft, drafts) for d in rivals) or _is_rank(scene, draft):
            continue
        kept.append(draft)
    return kept


def _says_more(other: Draft, draft: Draft, order: list[Draft]) -> bool:
    """Tells whether another post of the person says the same and more, or the same before."""
    if draft.country != other.country and "country" not in (*draft.inferred, *other.inferred):
        return False
    if draft.body is not None and other.body is not draft.body:
        return False
    words, more = _words(draft.title), _words(other.title)
    if draft.title.casefold() == other.title.casefold():
        richer = (other.body is not None, "country" not in other.inferred, -order.index(other))
        return richer > (draft.body is not None, "country" not in draft.inferred, -order.index(draft))
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
    end = max(holding.span.end, holding.phrase.end)
    first, last = scene.tokens[start].start, scene.tokens[end - 1].end
    return Quote(scene.doc.article.text[first:last], first, last)
