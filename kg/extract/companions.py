"""Who stands on which side of a meeting, leads it or accompanies whom."""

from kg.extract.drafts import Draft, Story
from kg.extract.encounter_model import Encounter, Party
from kg.facts.model import Role


def make_members(story: Story, party: Party) -> dict[str, tuple[Role, str | None]]:
    """The first of each country on a side leads; the others of that country, or of none, accompany."""
    leads: dict[str | None, str] = {}
    members: dict[str, tuple[Role, str | None]] = {}
    for ref in party.refs:
        country = None if party.united else story.setting.countries.get(ref)
        lead = leads.get(country) or (party.refs[0] if country is None or None in leads else None)
        if members and lead is not None:
            members[ref] = ("accompanying", lead)
        else:
            members[ref] = (party.role, None)
            leads[country] = ref
    return members


def make_attending(
    story: Story, party: Party, known: Draft | None, *, apart: bool = False
) -> dict[str, tuple[Role, str | None]]:
    """Attendance is each one's own, but for those who speak for the country of one named before.

    known: the event with those named before; apart: a ceremony, to which everybody comes for himself.
    """
    if apart:
        return dict.fromkeys(party.refs, (party.role, None))
    leads: dict[str, str] = {}
    for ref in known.principals() if known is not None else ():
        country = story.setting.countries.get(ref)
        if country is not None:
            leads.setdefault(country, ref)
    members: dict[str, tuple[Role, str | None]] = {}
    for ref in party.refs:
        country = story.setting.countries.get(ref)
        lead = leads.get(country) if country is not None else None
        members[ref] = ("accompanying", lead) if lead is not None else (party.role, None)
        if country is not None:
            leads.setdefault(country, ref)
    return members


def add_company(story: Story, draft: Draft, encounter: Encounter) -> None:
    """Those who join in one breath are of one side, unless they speak for different countries."""
    first: str | None = None
    for ref in encounter.parties[0].refs:
        if ref in draft.members:
            continue
        role, lead = _find_side(story, ref, draft, encounter)
        country = story.setting.countries.get(ref)
        if (
            first is not None
            and lead is None
            and role != "host"
            and country in (None, story.setting.countries.get(first))
        ):
            role, lead = "accompanying", first
        draft.members[ref] = (role, lead)
        first = first or ref


def _find_side(story: Story, ref: str, draft: Draft, encounter: Encounter) -> tuple[Role, str | None]:
    """Whom a joining member accompanies: the one named, else the one of the same country; else nobody."""
    if encounter.parties[0].role == "host":
        return "host", None
    if encounter.leads:
        lead = encounter.leads[0]
        home, own = story.setting.countries.get(lead), story.setting.countries.get(ref)
        foreign = home is not None and own is not None and own != home
        return (draft.members[lead][0], None) if foreign and lead in draft.members else ("accompanying", lead)
    countries = {story.setting.countries.get(ref), *_find_named_sides(story, encounter)} - {None}
    for member in draft.principals():
        if story.setting.countries.get(member, member) in countries:
            return "accompanying", member
    return "participant", None


def _find_named_sides(story: Story, encounter: Encounter) -> set[str]:
    """Countries of "the Turkish side" in the clause."""
    doc, cues = story.setting.doc, story.frames.cues
    return {
        p.country
        for p in story.demonyms.get(encounter.sentence, [])
        if p.country
        and encounter.start <= p.start < encounter.end
        and cues.side.find(doc.tokens, max(0, p.start - 1), min(len(doc.tokens), p.end + 1))
    }


def set_roles(story: Story, draft: Draft) -> None:
    """Who is at home where they meet is the host."""
    if draft.kind != "meeting" or draft.place_country is None:
        return
    principals = [r for r, (role, _) in draft.members.items() if role == "participant"]
    home = [r for r in principals if story.setting.countries.get(r) == draft.place_country]
    if len(principals) == 2 and len(home) == 1:
        for ref in principals:
            draft.members[ref] = ("host" if ref in home else "guest", None)


def settle_sides(story: Story, draft: Draft) -> None:
    """Where two countries or more meet, the first of each leads its side and the others of it come along."""
    if draft.kind not in ("meeting", "call"):
        return
    leads: dict[str, str] = {}
    homes = {ref: story.setting.countries.get(ref, ref) for ref in draft.principals()}
    if len({home for home in homes.values() if home}) < 2:
        return
    for ref, home in homes.items():
        if home is not None and leads.setdefault(home, ref) != ref:
            draft.members[ref] = ("accompanying", leads[home])
            for other, (role, lead) in draft.members.items():
                if lead == ref:
                    draft.members[other] = (role, leads[home])
