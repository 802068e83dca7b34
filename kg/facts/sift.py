"""Leaves out of a sheet what nobody is sure enough of, and what only hung on that."""

from dataclasses import replace

from kg.facts.model import FactSheet, Ground


def keep_confident(sheet: FactSheet, minimum: float) -> FactSheet:
    """Returns the sheet without its facts below a confidence; facts without a confidence stay.

    A person or agency below it stays as long as a fact that stays names it, so that no reference is left hanging.

    Args:
        sheet: the facts of one article.
        minimum: 0-1, the least confidence that stays.
    """

    def is_kept(ground: Ground) -> bool:
        return ground.confidence is None or ground.confidence >= minimum

    meetings = [meeting for meeting in sheet.meetings if is_kept(meeting.ground)]
    ids = {meeting.id for meeting in meetings}
    awards = [award for award in sheet.awards if is_kept(award.ground)]
    persons = [
        replace(person, posts=tuple(post for post in person.posts if is_kept(post.ground))) for person in sheet.persons
    ]
    used = {ref for meeting in meetings for part in meeting.participants for ref in (part.ref, part.accompanied)}
    used |= {ref for meeting in meetings for ref in meeting.invited_by}
    used |= {ref for award in awards for ref in (award.recipient, award.conferrer)}
    persons = [person for person in persons if person.id in used or person.posts or is_kept(person.ground)]
    used |= {post.agency for person in persons for post in person.posts}
    return replace(
        sheet,
        persons=tuple(persons),
        agencies=tuple(agency for agency in sheet.agencies if agency.id in used or is_kept(agency.ground)),
        meetings=tuple(
            replace(meeting, part_of=meeting.part_of if meeting.part_of in ids else None) for meeting in meetings
        ),
        awards=tuple(replace(award, meeting=award.meeting if award.meeting in ids else None) for award in awards),
    )
