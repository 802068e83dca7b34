"""Which office a counterpart holds: that of whom they face; a predecessor's: that of who has it now.

The words name no office; it is the first of the sentence, or of someone in it, else the last
that someone was said to hold. A counterpart is of another country than the model.
"""

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from kg.extract.bodies import Bodies, Body
from kg.extract.office_phrase import PostPhrase
from kg.extract.people import Human
from kg.extract.posts import Draft, Holding, offices_by_name
from kg.extract.scene import Scene
from kg.extract.statesmen import find_homelands

# How many offices are looked through for the one that a counterpart shares.
MODELS = 30
# Of how many people named last the one spoken of most is whom a counterpart of the next sentence faces.
RECENT = 3


@dataclass(frozen=True)
class _Model:
    """An office that another may share. at: its token; holder: id of the person, "" where it is told without one."""

    at: int
    title: str
    head: str
    holder: str
    country: str | None
    body: Body | None
    mentions: int = 0


def add_counterparts(
    scene: Scene,
    bodies: Bodies,
    drafts: Sequence[Draft],
    holdings: Iterable[Holding],
    human_of: Mapping[int, Human],
    loose: Sequence[PostPhrase],
) -> list[Draft]:
    """Returns the drafts with those of counterparts and predecessors, in text order."""
    models = sorted(
        [_of_draft(d) for d in drafts]
        + [_of_phrase(p) for p in loose if (p.countries or p.chained) and not p.counterpart],
        key=lambda m: (m.at, m.title),
    )
    starts, mentions = [m.at for m in models], _mentioned(drafts)
    out = list(drafts)
    for holding in sorted(holdings, key=lambda h: (h.phrase.head, h.span.start)):
        human, phrase = human_of[id(holding.span)], holding.phrase
        if not phrase.counterpart:
            continue
        country = holding.country or next(iter(phrase.countries), None)
        model = _model_of(scene, models, starts, mentions, human, phrase, country)
        if model is not None:
            own = phrase.offices[0].agency if not phrase.predecessor else None
            body = bodies.add(own) if own is not None else model.body if phrase.predecessor else None
            title = model.title if phrase.predecessor else _without_nation(scene, model.title)
            title = model.head if own is not None and model.body is not None else title
            country = country or (body.country if own is not None and body is not None else None)
            title = _agreeing(scene, title, phrase.base)
            draft = Draft(human, holding, title, model.head, body, country, ["title"])
            if phrase.predecessor and model.country is not None:
                draft.country = draft.country or model.country
            out.append(draft)
    return sorted(out, key=lambda d: (d.phrase.head, d.holding.span.start))


def _mentioned(drafts: Sequence[Draft]) -> list[tuple[int, _Model]]:
    """Returns the offices of people by where the people are named, in text order; of many of one person the last."""
    models = {id(draft): _of_draft(draft) for draft in drafts}
    return [(span.start, models[id(draft)]) for span, draft in offices_by_name(drafts, MODELS)]


def _without_nation(scene: Scene, title: str) -> str:
    """Returns a title without what is its own country's: "Bundesaußenminister" is an "Außenminister" elsewhere."""
    for prefix in scene.words.posts.own_prefixes:
        if title.casefold().startswith(prefix):
            rest = title[len(prefix) :]
            return rest[:1].upper() + rest[1:]
    return title


def _agreeing(scene: Scene, title: str, word: str) -> str:
    """Returns a title for a woman or a man as the word for the counterpart is, where compounds show it: "Kollegin" of
    an "Außenminister" is an "Außenministerin"."""
    ending = scene.words.posts.feminine
    if not ending:
        return title
    first, blank, rest = title.partition(" ")
    woman = word.endswith(ending)
    other = first + ending if woman else first.removesuffix(ending)
    agrees = first.endswith(ending) == woman or not scene.words.posts.heads.may_start(other.casefold())
    return title if agrees else other + blank + rest


def _of_draft(draft: Draft) -> _Model:
    return _Model(
        draft.phrase.head, draft.title, draft.head, draft.human.id, draft.country, draft.body, len(draft.human.spans)
    )


def _of_phrase(phrase: PostPhrase) -> _Model:
    return _Model(phrase.head, phrase.title, phrase.base, "", next(iter(phrase.countries), None), None)


def _model_of(
    scene: Scene,
    models: Sequence[_Model],
    starts: Sequence[int],
    mentions: Sequence[tuple[int, _Model]],
    human: Human,
    phrase: PostPhrase,
    country: str | None,
) -> _Model | None:
    """Returns the office that is shared: of the sentence, of someone in it, or the last before."""
    homes = (country,) if country is not None else find_homelands(human.name)
    start = scene.doc.sentence_of(phrase.head).start
    first, end = bisect_left(starts, start), bisect_left(starts, phrase.head)

    def fits(model: _Model) -> bool:
        facing = phrase.predecessor or model.country is None or model.country not in homes
        return model.holder != human.id and facing

    until = bisect_left(mentions, phrase.head, key=lambda pair: pair[0])
    mentioned = mentions[max(0, until - MODELS) : until]
    here = [(m.at, m) for m in models[first : min(end, first + MODELS)] if fits(m)]
    here += [(at, m) for at, m in mentioned if at >= start and fits(m)]
    if here:
        return min(here, key=lambda pair: pair[0])[1]
    recent = [(m.mentions, at, m) for at, m in mentioned[-RECENT:] if fits(m)]
    if recent and not phrase.predecessor:
        return max(recent, key=lambda entry: entry[:2])[2]
    for _, model in reversed(mentioned):
        if fits(model) and not phrase.predecessor:
            return model
    before = [m for m in models[max(0, end - MODELS) : end] if m.holder and fits(m)]
    if not before:
        return None
    return max(before, key=lambda m: (m.mentions, m.at)) if phrase.predecessor else before[-1]
