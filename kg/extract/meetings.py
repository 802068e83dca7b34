"""Encounters become meetings: each gets its date and place, and what is told twice becomes one.

A meeting keeps the sentences that tell it, and why each of its fields is believed.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from kg.extract.companions import add_company, make_attending, make_members, set_roles, settle_sides
from kg.extract.draft_dates import set_date
from kg.extract.draft_places import set_place
from kg.extract.drafts import Draft, Setting, Story
from kg.extract.encounter_model import Encounter, Party
from kg.facts import parse_edtf
from kg.facts.model import Role

# A call, a date, a refusal may be told this many sentences after its meeting.
REMARK_REACH = 3
# Company may be told this many sentences after its meeting.
JOIN_REACH = 3
# Letters of an event's noun that tell it from another ("Gipfel", "Gipfels").
STEM = 5


def tell_story(setting: Setting, encounters: Iterable[Encounter]) -> Story:
    """Tells the encounters of an article in text order; what frames them comes at the end."""
    story = Story(setting)
    for encounter in sorted(encounters, key=lambda e: (e.sentence, e.effect == "join", e.trigger)):
        if encounter.effect == "join":
            if encounter.settled and encounter.status != "cancelled":
                _join(story, encounter)
        elif encounter.effect == "attend":
            if encounter.settled:
                _attend(story, encounter)
        elif encounter.effect == "remark":
            _remark(story, encounter)
        elif encounter.settled:
            _tell(story, encounter)
    return story


def _tell(story: Story, encounter: Encounter) -> None:
    for draft in _make_drafts(story, encounter):
        set_date(story, draft, encounter)
        set_place(story, draft, encounter)
        set_roles(story, draft)
        known = _find_same(story, draft)
        if known is None:
            story.drafts.append(draft)
        else:
            _merge(known, draft)


def _join(story: Story, encounter: Encounter) -> None:
    """Adds company to the meeting spoken of: the latest one near by, or that of whom they accompany."""
    leads = set(encounter.leads)
    visits = [d for d in story.recent() if d.kind == "visit" and encounter.kind == "visit" and leads & set(d.members)]
    for draft in [*visits[-1:], *reversed(story.recent())]:
        if draft not in visits and encounter.sentence - draft.told[-1] > JOIN_REACH:
            break
        if leads and not leads & set(draft.members):
            continue
        add_company(story, draft, encounter)
        if encounter.sentence not in draft.told:
            draft.told.append(encounter.sentence)
        return
    if len(encounter.parties[0].refs) > 1 and encounter.event:
        _tell(story, replace(encounter, parties=tuple(Party((r,)) for r in encounter.parties[0].refs)))


def _attend(story: Story, encounter: Encounter) -> None:
    """Adds someone to the conference or ceremony that a noun names; the same noun means the same event."""
    party = encounter.parties[0]
    event = encounter.event if " " in encounter.event else encounter.event[:STEM]
    known = next((d for d in reversed(story.recent()) if d.event == event and d.kind == encounter.kind), None)
    members = make_attending(story, party, known, apart=encounter.kind == "ceremony")
    if encounter.leads:
        members = dict.fromkeys(members, ("accompanying", encounter.leads[0]))
    for draft in reversed(story.recent()):
        if draft.event == event and draft.kind == encounter.kind:
            for ref, part in members.items():
                draft.members.setdefault(ref, part)
            draft.told.extend(n for n in [encounter.sentence] if n not in draft.told)
            return
    draft = _make_draft(story, encounter, [])
    draft.members |= members
    draft.event = event
    set_date(story, draft, encounter)
    set_place(story, draft, encounter)
    story.drafts.append(draft)


def _remark(story: Story, encounter: Encounter) -> None:
    """What is spoken of again may be dated now; a call it may be, or called off."""
    spoken_of = next((d for d in reversed(story.recent()) if d.kind == encounter.kind), None)
    days = [d for d in story.dates.get(encounter.sentence, []) if len(d.edtf) >= len("2024-06-26")]
    near = spoken_of is not None and encounter.sentence - spoken_of.told[-1] <= REMARK_REACH
    if spoken_of is not None and near and days and not spoken_of.date_given:
        set_date(story, spoken_of, encounter)
        if spoken_of.date_given and encounter.sentence not in spoken_of.told:
            spoken_of.told.append(encounter.sentence)
    if not story.drafts:
        return
    last = story.drafts[-1]
    if encounter.kind == "call" and last.kind == "meeting" and encounter.sentence - last.told[-1] == 1:
        last.kind, last.place, last.place_country = "call", None, None
        last.told.append(encounter.sentence)
    if encounter.status != "cancelled":
        return
    if encounter.sentence != last.told[-1] and encounter.sentence - last.told[-1] <= 1 and last.kind == encounter.kind:
        last.status = "cancelled"
        last.told.append(encounter.sentence)


def finish_story(story: Story) -> None:
    """Leaves out meetings of one alone but for a body's own conference; sets what visit frames a meeting."""
    _stand_in(story)
    bodies = {a.id for a in story.setting.cast.agencies}
    story.drafts = [
        d for d in story.drafts if len(d.members) > 1 or (d.kind == "conference" and bodies & set(d.members))
    ]
    for draft in story.drafts:
        settle_sides(story, draft)
        _set_visit(story, draft)


def _stand_in(story: Story) -> None:
    """Takes a body out of a conference at which someone with an office of it takes part."""
    offices = {p.id: {post.agency for post in p.posts} for p in story.setting.cast.persons}
    for draft in story.drafts:
        if draft.kind == "conference":
            spoken_for = {body for ref in draft.members for body in offices.get(ref, ())}
            for ref in [r for r in draft.members if r in spoken_for]:
                del draft.members[ref]


def _make_drafts(story: Story, encounter: Encounter) -> list[Draft]:
    if encounter.kind == "visit":
        guest = encounter.parties[0]
        countries = dict.fromkeys(p.country for p in encounter.destinations if p.country)
        return [
            _make_draft(story, encounter, [guest, Party((country,), "host")])
            for country in countries
            if country != story.setting.countries.get(guest.refs[0])
        ]
    parties = list(encounter.parties)
    if len(parties) == 2 and parties[1].separate:
        return [_make_draft(story, encounter, [parties[0], Party((ref,), parties[1].role)]) for ref in parties[1].refs]
    return [_make_draft(story, encounter, parties)]


def _make_draft(story: Story, encounter: Encounter, parties: Sequence[Party]) -> Draft:
    members: dict[str, tuple[Role, str | None]] = {}
    for party in parties:
        members |= make_members(story, party)
    return Draft(
        encounter.kind,
        encounter.status,
        members,
        [encounter.sentence, *(line for ref, line in encounter.lines if ref in members)],
        encounter.confidence,
        list(encounter.reasons),
        trigger=encounter.trigger,
        invited_by=encounter.invited_by,
    )


def _find_same(story: Story, draft: Draft) -> Draft | None:
    for known in reversed(story.recent()):
        if known.kind != draft.kind:
            continue
        same = known.principals() == draft.principals() or set(draft.members) == set(known.members)
        if not same:
            continue
        if draft.date_given and known.date and draft.date and not _overlap(draft.date, known.date):
            continue
        if draft.place_given and known.place_country not in (None, draft.place_country):
            continue
        return known
    return None


def _set_visit(story: Story, draft: Draft) -> None:
    """A meeting of a visit's guest in the visited country, not on another date, is part of the visit."""
    if draft.kind == "visit":
        return
    for visit in story.recent():
        if visit.kind != "visit" or visit.place_country is None or visit.place_country != draft.place_country:
            continue
        guests = {r for r, (role, _) in visit.members.items() if role == "guest"}
        if guests & set(draft.members) and (draft.status == "cancelled") == (visit.status == "cancelled"):
            draft.part_of = visit
            if not draft.date:
                draft.date = visit.date
            return


def _overlap(one: str, other: str) -> bool:
    return parse_edtf(one).overlaps(parse_edtf(other))


def _merge(known: Draft, draft: Draft) -> None:
    known.told.extend(n for n in draft.told if n not in known.told)
    for ref, part in draft.members.items():
        known.members.setdefault(ref, part)
    if draft.date_given and not known.date_given:
        known.date, known.date_given = draft.date, True
        known.inferred |= draft.inferred
    if draft.place_given and (not known.place_given or known.place_country == draft.place_country):
        known.place, known.place_country, known.place_given = draft.place, draft.place_country, True
    if draft.status == "cancelled":
        known.status = "cancelled"
    known.confidence = max(known.confidence, draft.confidence)
    known.reasons.extend(r for r in draft.reasons if r not in known.reasons)
