"""From likely pairs to meetings: what the rules did not tell, dated and placed like what they did."""

from collections.abc import Sequence
from typing import TypeAlias

from kg.extract.companions import set_roles
from kg.extract.drafts import Draft, Story
from kg.extract.encounter_model import Encounter, Party
from kg.extract.encounter_reading import BASE_CONFIDENCE
from kg.extract.likelihood.model import Likely, LinearModel, find_likeliest, read_models
from kg.extract.likelihood.moments import Moment, find_moments
from kg.extract.likelihood.presence import find_presence
from kg.extract.likelihood.scenery import CROWD, Pair, Scenery
from kg.extract.likelihood.stays import find_stays
from kg.extract.likelihood.telling import tell_inferred
from kg.extract.likelihood.visits import infer_visits
from kg.extract.parties import Scene
from kg.extract.syntax import Clause
from kg.facts.model import MeetingKind, Status

Meetings: TypeAlias = dict[Pair, Likely[Moment]]

# Pairs less likely than this are not asserted. Chosen by cross-validation over articles and by the totals of articles
# set aside, where lower values cost precision first (benchmarks/extraction/train_likelihood.py).
THRESHOLD = 0.55
# A pair that the rules read with a step of their own (a pronoun, a role, a dropped subject, contact without a word of
# encounter) is dropped where it is less likely than this; of those between this and 0.4 seven of ten were right.
DOUBT = 0.25
# Both of a pair this likely at the gathering of the article met there.
PRESENT = 0.5
# Whoever is less likely than this to have met the others of a gathering, on the mean, was not there; ceremonies draw in
# more bystanders than conferences. Chosen as DOUBT was.
OUTSIDER = {"conference": 0.1, "ceremony": 0.2}
# Whoever joins a gathering by likelihood alone has likely met its members, on the mean.
MEMBER = 0.35


def infer_meetings(story: Story, scenery: Scenery) -> None:
    """Adds to a story the visits and meetings that how its people are spoken of makes likely.

    Args:
        story: as the rules told it; its drafts are added to.
        scenery: the article as the rules told it.
    """
    models = read_models()
    stays = find_likeliest(find_stays(scenery), lambda stay: stay.claim, models.stay)
    infer_visits(story, scenery, stays, models.stay)
    presence = find_presence(scenery, models.presence)
    likelies = find_likeliest(find_moments(scenery, presence), lambda moment: moment.pair, models.meeting)
    _drop_doubtful(story, scenery, likelies)
    _drop_outsiders(story, scenery, likelies)
    told = scenery.told_pairs
    fresh = {pair: li for pair, li in likelies.items() if li.probability >= THRESHOLD and pair not in told}
    rounds: dict[int, list[Draft]] = {}
    for likely in sorted(fresh.values(), key=lambda li: (li.moment.sentence, -li.probability, sorted(li.moment.pair))):
        one, other = sorted(likely.moment.pair, key=lambda ref: scenery.order[ref])
        if min(presence[one], presence[other]) >= PRESENT and _join_gathering(story, scenery, likely, likelies):
            continue
        here = rounds.setdefault(likely.moment.sentence, []) if likely.moment.other == likely.moment.sentence else []
        if not _join_round(here, likely, fresh):
            here.append(_add_meeting(story, scenery.scenes, likely, (one, other), models.meeting))


def _drop_doubtful(story: Story, scenery: Scenery, likelies: Meetings) -> None:
    """Takes meetings of two out of a story that the rules read by a step of their own and that are not likely."""

    def is_doubtful(draft: Draft) -> bool:
        pair = frozenset(ref for ref in draft.members if ref in scenery.persons)
        told = draft.confidence < BASE_CONFIDENCE and draft.kind in ("meeting", "call") and draft.status != "cancelled"
        return told and len(pair) == 2 and pair in likelies and likelies[pair].probability < DOUBT

    story.drafts = [draft for draft in story.drafts if not is_doubtful(draft)]


def _drop_outsiders(story: Story, scenery: Scenery, likelies: Meetings) -> None:
    """Takes out of gatherings, one by one, whom the rules put there and who are not likely to have met the others.

    Nobody is taken out of the ceremony of his own award.
    """
    for draft in story.drafts:
        people = [ref for ref in draft.members if ref in scenery.persons]
        if draft.kind not in OUTSIDER or draft.status == "cancelled" or len(people) > CROWD:
            continue
        honoured = scenery.setting.decorated if draft.kind == "ceremony" else frozenset()
        while len(people) >= 3:
            means = {ref: _mean_likelihood(ref, people, scenery, likelies) for ref in people if ref not in honoured}
            known = {ref: mean for ref, mean in means.items() if mean is not None}
            ref = min(known, key=lambda ref: known[ref], default=None)
            if ref is None or known[ref] >= OUTSIDER[draft.kind]:
                break
            people.remove(ref)
            _leave(draft, ref)


def _leave(draft: Draft, outsider: str) -> None:
    """Takes someone out of a meeting; whoever came along with them stays on their own account."""
    draft.members = {
        ref: (role, None if lead == outsider else lead)
        for ref, (role, lead) in draft.members.items()
        if ref != outsider
    }


def _mean_likelihood(ref: str, people: Sequence[str], scenery: Scenery, likelies: Meetings) -> float | None:
    """How likely someone met others, on the mean; None where all of them are of one side."""
    pairs = [p for other in people if other != ref if (p := frozenset((ref, other))) not in scenery.refused_pairs]
    return sum(likelies[p].probability for p in pairs if p in likelies) / len(pairs) if pairs else None


def _join_gathering(story: Story, scenery: Scenery, likely: Likely[Moment], likelies: Meetings) -> bool:
    """Adds a pair to the gathering that the rules read one of them to be at, the nearest told; False without one."""
    index = likely.moment.sentence
    at = [
        d
        for d in story.drafts
        if d.kind in OUTSIDER and d.status != "cancelled" and likely.moment.pair & set(d.members)
    ]
    if not at:
        return False
    draft = min(at, key=lambda d: min(abs(index - n) for n in d.told))
    people = [ref for ref in draft.members if ref in scenery.persons]
    for ref in sorted(likely.moment.pair - set(draft.members)):
        if (_mean_likelihood(ref, people, scenery, likelies) or 0.0) < MEMBER:
            return False
        lead = next((m for m in draft.principals() if scenery.are_compatriots(ref, m)), None)
        draft.members[ref] = ("accompanying", lead) if lead is not None else ("participant", None)
        draft.confidence = min(draft.confidence, likely.probability)
    if index not in draft.told:
        draft.told.append(index)
    return True


def _join_round(rounds: Sequence[Draft], likely: Likely[Moment], fresh: Meetings) -> bool:
    """Adds one of a pair to an inferred meeting of the same sentence all of whose members likely met him."""
    for draft in rounds:
        newcomers = likely.moment.pair - draft.members.keys()
        if len(newcomers) == 2 or any(frozenset((new, ref)) not in fresh for new in newcomers for ref in draft.members):
            continue
        draft.members |= dict.fromkeys(newcomers, ("participant", None))
        draft.confidence = min(draft.confidence, round(likely.probability, 3))
        return True
    return False


def _add_meeting(
    story: Story, scenes: Sequence[Scene], likely: Likely[Moment], pair: tuple[str, str], model: LinearModel
) -> Draft:
    moment = likely.moment
    scene = scenes[moment.sentence]
    kind: MeetingKind = "call" if "together|frame:call" in moment.traits else "meeting"
    told = sorted({moment.sentence, moment.sentence if moment.other is None else moment.other})
    encounter = _make_encounter(scene, kind, pair, likely.probability, model.reasons(moment.traits))
    draft = tell_inferred(story, encounter, dict.fromkeys(pair, ("participant", None)), told, encounter.trigger)
    set_roles(story, draft)
    return draft


def _make_encounter(
    scene: Scene, kind: MeetingKind, pair: tuple[str, str], probability: float, why: Sequence[str]
) -> Encounter:
    """A pair's meeting as the encounter of the clause that names both, for its date, place and status."""
    clause = next((c for c in scene.clauses if any(set(pair) & set(a.refs) for a in c.arguments)), scene.clauses[0])
    return Encounter(
        effect="meet",
        kind=kind,
        status=_read_status(scene, clause, pair),
        parties=(Party(pair[:1]), Party(pair[1:])),
        sentence=scene.sentence.index,
        start=scene.sentence.start,
        end=scene.sentence.end,
        trigger=clause.start,
        confidence=round(probability, 3),
        reasons=("inferred from how the two are spoken of together", *why),
        background="together|past perfect" in why,
    )


def _read_status(scene: Scene, clause: Clause, pair: tuple[str, str]) -> Status:
    """What the clause that names both, or the first of them, says became of their meeting."""
    tokens, cues = scene.doc.tokens, scene.frames.cues
    if all(any(ref in a.refs for a in clause.arguments) for ref in pair):
        last = max(a.end for a in clause.arguments if set(pair) & set(a.refs))
        if cues.cancelled.is_in(tokens, clause.start, clause.end) or cues.negation.is_in(tokens, clause.start, last):
            return "cancelled"
    if scene.to_come or cues.planned.is_in(tokens, clause.start, clause.end):
        return "planned"
    return "held"
