"""From likely stays to visits: what the rules did not tell is added, what is not likely is dropped."""

from collections.abc import Mapping, Sequence

from kg.extract.drafts import Draft, Story
from kg.extract.encounter_model import Encounter, Party
from kg.extract.likelihood.model import Likely, LinearModel
from kg.extract.likelihood.scenery import Scenery
from kg.extract.likelihood.stays import Stay
from kg.extract.likelihood.telling import tell_inferred
from kg.extract.parties import Scene
from kg.facts.model import Role, Status

Stays = Mapping[tuple[str, str], Likely[Stay]]

# Stays less likely than this are not asserted, and visits that the rules read none of whose guests is likelier than
# DOUBT are dropped; both chosen by cross-validation over articles (benchmarks/extraction/train_likelihood.py).
THRESHOLD = 0.6
DOUBT = 0.25


def infer_visits(story: Story, scenery: Scenery, stays: Stays, model: LinearModel) -> None:
    """Adds to a story the visits that its stays make likely, and takes out those that are not.

    Args:
        story: as the rules told it; its drafts are changed.
        scenery: the article as the models see it.
        stays: by person and country the moment that makes it likeliest.
        model: that of stays, for its reasons.
    """
    story.drafts = [draft for draft in story.drafts if not _is_doubtful(draft, stays)]
    off = {
        (ref, draft.place_country)
        for draft in story.drafts
        if draft.kind == "visit" and draft.status == "cancelled"
        for ref in draft.members
    }
    fresh = [
        likely
        for key, likely in stays.items()
        if likely.probability >= THRESHOLD and key not in scenery.visits and key not in off
    ]
    for likely in sorted(fresh, key=lambda li: (li.moment.place.start, li.moment.reach != 0, -li.probability)):
        if not _join_visit(story, scenery, likely):
            _add_visit(story, scenery.scenes, likely, model)


def _is_doubtful(draft: Draft, stays: Stays) -> bool:
    if draft.kind != "visit" or draft.status == "cancelled" or draft.place_country is None:
        return False
    likely = [stays[ref, draft.place_country] for ref in draft.members if (ref, draft.place_country) in stays]
    return bool(likely) and max(li.probability for li in likely) < DOUBT


def _join_visit(story: Story, scenery: Scenery, likely: Likely[Stay]) -> bool:
    """Adds someone to the company of a compatriot who is told to visit the same country; False without one."""
    stay = likely.moment
    for draft in story.drafts:
        if draft.kind != "visit" or draft.status == "cancelled" or draft.place_country != stay.country:
            continue
        if stay.person in draft.members:
            return True
        lead = next((r for r in draft.principals() if scenery.are_compatriots(r, stay.person)), None)
        if lead is not None:
            draft.members[stay.person] = ("accompanying", lead)
            draft.confidence = min(draft.confidence, likely.probability)
            if stay.sentence not in draft.told:
                draft.told.append(stay.sentence)
            return True
    return False


def _add_visit(story: Story, scenes: Sequence[Scene], likely: Likely[Stay], model: LinearModel) -> None:
    stay = likely.moment
    scene = scenes[stay.sentence]
    clause = next((c for c in scene.clauses if c.start <= stay.place.start < c.end), scene.clauses[0])
    cues, tokens = scene.frames.cues, scene.doc.tokens
    status: Status = "planned" if scene.to_come or cues.planned.find(tokens, clause.start, clause.end) else "held"
    encounter = Encounter(
        effect="meet",
        kind="visit",
        status=status,
        parties=(Party((stay.person,), "guest"),),
        sentence=stay.sentence,
        start=clause.start,
        end=clause.end,
        trigger=stay.place.start,
        confidence=round(likely.probability, 3),
        reasons=("inferred from how person and place are spoken of together", *model.reasons(stay.traits)),
        destinations=(stay.place,),
        background=cues.past_perfect.is_in(tokens, clause.start, clause.end),
    )
    told = sorted({stay.sentence, stay.sentence - (stay.reach or 0)})
    members: dict[str, tuple[Role, str | None]] = {stay.person: ("guest", None), stay.country: ("host", None)}
    # what the sentence is about goes to the meetings it tells in so many words: they stand behind its first token
    tell_inferred(story, encounter, members, told, scene.sentence.start)
