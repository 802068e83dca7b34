"""What the words beside a name leave open of an office is borrowed from elsewhere in the article.

In this order: the same office told without a name ("the US secretary of state"), a body named in the sentence, the
person's other office or party, people in the same list, the places around. All of it is marked as inferred.
"""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Mapping, Sequence

from kg.extract.bodies import Bodies, Body
from kg.extract.name_runs import NameSpan
from kg.extract.office_phrase import PostPhrase
from kg.extract.people import Human
from kg.extract.posts import Draft, Holding, offices_by_name
from kg.extract.scene import AgencySpan, Scene
from kg.extract.statesmen import find_homelands

# A longer title says itself what it leads.
TITLE_WORDS = 3
# How many sentences before an office its holder may be named.
UNNAMED_SENTENCES = 1
# How many tokens may stand between two people of one list.
LIST_TOKENS = 2
# How many words may stand before "its president" at the start of a sentence.
OPENING_TOKENS = 2
# How many tokens may join an office to the body right before it.
JOINED_TOKENS = 3
# How many people, bodies or offices are looked through on either side; an article of thousands must stay cheap.
WINDOW = 12


def adopt_roles(scene: Scene, bodies: Bodies, drafts: list[Draft], loose: Sequence[PostPhrase]) -> None:
    """Completes posts by the same office told without a name, where only one person holds it."""
    by_head: dict[str, list[Draft]] = defaultdict(list)
    for draft in drafts:
        by_head[draft.head].append(draft)
    for phrase in loose:
        agency, country = phrase.offices[0].agency, next(iter(phrase.countries), None)
        if phrase.counterpart or (phrase.plural and not phrase.singular) or (agency is None and country is None):
            continue
        same = by_head[phrase.base][:WINDOW]
        if country is not None:
            if agency is None and any(d.country == country and "country" not in d.inferred for d in same):
                continue
            same = [d for d in same if d.country in (None, country)]
        if len({d.human.id for d in same}) == 1 and _may_be_said_of(same[0], country):
            _complete(scene, bodies, same[0], phrase)


def _may_be_said_of(draft: Draft, country: str | None) -> bool:
    """Tells whether an office told without a name may be the draft's: of the same country, and not of another field."""
    if country is None or draft.country == country:
        return True
    homes = find_homelands(draft.human.name)
    return country in homes if homes else not draft.phrase.chained and draft.body is None


def _complete(scene: Scene, bodies: Bodies, draft: Draft, phrase: PostPhrase) -> None:
    agency, country = phrase.offices[0].agency, next(iter(phrase.countries), None)
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
    spans = sorted(((s.start, h.id, s, h) for h in humans for s in h.spans), key=lambda entry: entry[:2])
    starts = [entry[0] for entry in spans]
    known = {(d.head, d.country) for d in drafts}
    holders: set[str] = set()
    for phrase in loose:
        country = next(iter(phrase.countries), None) or bodies.homelands.of_title(phrase.title)
        own = phrase.offices[0].agency
        country = country or (bodies.add(own).country if own is not None and not own.office else None)
        if (
            country is None
            or not (phrase.definite or phrase.owned)
            or phrase.possessive
            or phrase.counterpart
            or not phrase.singular
        ):
            continue
        is_body = scene.words.agencies.heads.at(scene.tokens, phrase.head) is not None
        if (phrase.base, country) in known or is_body:
            continue
        sentence = scene.doc.sentence_of(phrase.head).index
        at = bisect_left(starts, phrase.start)
        free: dict[str, tuple[NameSpan, Human]] = {}
        for start, key, span, human in spans[max(0, at - WINDOW) : at]:
            if sentence - scene.doc.sentence_of(start).index <= UNNAMED_SENTENCES and key not in holders:
                free[key] = (span, human)
        free = _of_country(free, country)
        if not free and phrase.countries:
            ahead = (e for e in spans[at : at + WINDOW] if e[1] not in holders)
            near = [e for e in ahead if scene.doc.sentence_of(e[0]).index - sentence <= UNNAMED_SENTENCES]
            free = {key: (span, human) for _, key, span, human in near if country in find_homelands(human.name)}
        if len(free) == 1:
            span, human = next(iter(free.values()))
            agency = phrase.offices[0].agency
            body = bodies.add(agency) if agency is not None else None
            holding = Holding(span, phrase, country, told=True)
            drafts.append(Draft(human, holding, phrase.title, phrase.base, body, country, ["title"]))
            holders.add(human.id)
            known.add((phrase.base, country))


def _of_country(free: dict[str, tuple[NameSpan, Human]], country: str) -> dict[str, tuple[NameSpan, Human]]:
    """Leaves those known to be of a country, else those not known to be of another."""
    homes = {key: find_homelands(human.name) for key, (_, human) in free.items()}
    known = {key: free[key] for key, home in homes.items() if country in home}
    return known or {key: free[key] for key, home in homes.items() if not home}


def settle_bodies(scene: Scene, bodies: Bodies, drafts: list[Draft]) -> None:
    """Gives heads of bodies their body: of the same office told before, or named in the sentence."""
    named = [span for span, _ in bodies.mentions()]
    starts = [span.start for span in named]
    people = [(span.end, draft) for span, draft in offices_by_name(drafts, WINDOW)]
    claimed = {k for d in drafts for k in range(d.phrase.start, d.phrase.end)}
    last: Draft | None = None
    by_head: dict[str, Body] = {}
    for draft in drafts:
        phrase = draft.phrase
        presides = draft.head in scene.words.posts.presiding
        leads = phrase.institutional or presides or (phrase.possessive and not phrase.counterpart)
        open_ = draft.body is None and leads
        if open_ and bodies.homelands.of_title(draft.title) is None:
            at = bisect_left(starts, phrase.start)
            around = named[max(0, at - WINDOW) : at + WINDOW]
            master = _master(scene, people, draft) if phrase.possessive else None
            if master is not None and not any(master[0] <= s.start < phrase.start for s in around):
                body = master[1].body
            else:
                body = _body_for(scene, bodies, draft, around, claimed, last, by_head)
            if body is not None and (not phrase.countries or body.country in phrase.countries):
                draft.body = body
                draft.country = draft.country or body.country
                draft.inferred.append("agency")
                draft.reasons.append(f"body named nearby: {body.name}")
        if draft.body is not None:
            last = draft
            if not phrase.countries:
                by_head[draft.head] = draft.body


def _master(scene: Scene, people: Sequence[tuple[int, Draft]], draft: Draft) -> tuple[int, Draft] | None:
    """Returns whose deputy someone is: who is named last before "his" in the sentence, and the token after the name."""
    at = bisect_left(people, draft.phrase.start + 1, key=lambda pair: pair[0])
    start = scene.doc.sentence_of(draft.phrase.head).start
    before = [(end, d) for end, d in people[max(0, at - WINDOW) : at] if end > start and d.human is not draft.human]
    return before[-1] if before else None


def _body_for(
    scene: Scene,
    bodies: Bodies,
    draft: Draft,
    around: Sequence[AgencySpan],
    claimed: set[int],
    last: Draft | None,
    by_head: Mapping[str, Body],
) -> Body | None:
    """Returns the body that a bare office most likely belongs to.

    Args:
        around: bodies named near the office. claimed: tokens of offices. last: the office before that has a body.
        by_head: the body of each kind of office told before.
    """
    phrase, sentence = draft.phrase, scene.doc.sentence_of(draft.phrase.head)
    here = [s for s in around if sentence.start <= s.start < sentence.end]
    before = [s for s in here if s.end <= phrase.start]
    if phrase.chained:
        here = before = [s for s in before if s.start not in claimed]
    if not _may_lack_body(bodies, draft, before):
        return None
    if not phrase.institutional:
        return _presided(scene, bodies, draft, around, before)
    if phrase.possessive and before:
        return bodies.add(before[-1])
    if phrase.possessive and last is not None and last.phrase.head >= sentence.start:
        return last.body
    if draft.head in by_head:
        return by_head[draft.head]
    if before:
        return bodies.add(before[-1])
    at = next((s for s in here if s.start >= phrase.end and _is_where(scene, s.start)), None)
    if at is not None:
        return bodies.add(at)
    if " " in draft.title:
        return None
    earlier = [s for s in around if s.end <= sentence.start]
    close = earlier and scene.doc.sentence_of(earlier[-1].start).index == sentence.index - 1
    return bodies.add(earlier[-1]) if close else None


def _presided(
    scene: Scene, bodies: Bodies, draft: Draft, around: Sequence[AgencySpan], before: Sequence[AgencySpan]
) -> Body | None:
    """Returns the body of a bare "president": the one spoken of where "its president" or "the president" stands.

    Args:
        around: bodies named near the office. before: those of its sentence that stand before it.
    """
    phrase, sentence = draft.phrase, scene.doc.sentence_of(draft.phrase.head)
    full = [s for s in before if scene.tokens[s.start - 1].text != "(" or s.start == sentence.start]
    owner = full[-1] if full else None
    leads = phrase.possessive and draft.head in scene.words.posts.presiding
    if owner is None and leads and phrase.start <= sentence.start + OPENING_TOKENS:
        earlier = [s for s in around if s.end <= sentence.start]
        close = earlier and scene.doc.sentence_of(earlier[-1].start).index == sentence.index - 1
        owner = earlier[-1] if close else None
    if owner is None or not _is_owner(bodies, owner, phrase.start):
        return None
    if phrase.possessive:
        return bodies.add(owner)
    alone = not phrase.countries and not phrase.chained and not find_homelands(draft.human.name)
    return bodies.add(owner) if alone and (_is_where(scene, owner.start) or _leads_into(scene, owner, phrase)) else None


def _leads_into(scene: Scene, body: AgencySpan, phrase: PostPhrase) -> bool:
    """Tells whether one word joins an office to the body right before it: "of the committee, before president X"."""
    end = body.end + 3 if scene.acronym_at(body.end, phrase.start) is not None else body.end
    gap = scene.tokens[end : phrase.start]
    words = [t for t in gap if t.text != "," and t.norm not in scene.words.phrases.articles]
    if len(gap) > JOINED_TOKENS or len(words) != 1 or not words[0].is_word or words[0].is_capital:
        return False
    return scene.words.phrases.conjunctions.at(words, 0) is None


def _is_owner(bodies: Bodies, body: AgencySpan, start: int) -> bool:
    """Tells whether nobody is named between a body and "its president" at token `start`."""
    return not any(k in bodies.homelands.names for k in range(body.end, start))


def _is_where(scene: Scene, i: int) -> bool:
    """Tells whether a body at token i is where something is: "at the INTERPOL headquarters"."""
    phrases, k = scene.words.phrases, i - 1
    if k >= 0 and scene.tokens[k].norm in phrases.articles:
        k -= 1
    return k >= 0 and phrases.links.at(scene.tokens, k, i) is not None


def _may_lack_body(bodies: Bodies, draft: Draft, before: list[AgencySpan]) -> bool:
    """Tells whether a title may leave its body to the context: a short one, or one of an international body."""
    if len(draft.title.split()) <= TITLE_WORDS or draft.phrase.possessive:
        return True
    body = bodies.add(before[-1]) if before else None
    return body is not None and (body.international or body.country == "EU")
