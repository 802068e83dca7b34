"""How a meeting that no rule told gets into the story: dated and placed as any other, and marked as inferred."""

from collections.abc import Sequence

from kg.extract.draft_dates import set_date
from kg.extract.draft_places import set_place
from kg.extract.drafts import Draft, Story
from kg.extract.encounter_model import Encounter
from kg.facts.model import Role


def tell_inferred(
    story: Story,
    encounter: Encounter,
    members: dict[str, tuple[Role, str | None]],
    told: Sequence[int],
    trigger: int,
) -> Draft:
    """Adds the meeting of an inferred encounter to a story, and returns it.

    Args:
        story: what was told so far.
        encounter: where its day and place are looked for, how likely it is and why.
        members: who took part: role, and whom they accompany.
        told: the sentences that speak of it.
        trigger: the token that stands for it among what its sentence tells.
    """
    draft = Draft(
        encounter.kind,
        encounter.status,
        members,
        list(told),
        encounter.confidence,
        list(encounter.reasons),
        inferred={"participants"},
        trigger=trigger,
    )
    set_date(story, draft, encounter)
    set_place(story, draft, encounter)
    story.drafts.append(draft)
    return draft
