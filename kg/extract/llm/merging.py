"""Meetings and awards told in two parts of an article, or twice in one answer, become one."""

from dataclasses import replace

from kg.facts import Award, Meeting


def merge_meetings(meetings: list[Meeting]) -> tuple[list[Meeting], dict[str, str]]:
    """Returns the meetings, each once, and the id that each one's id became.

    Two are one when the same people take part in the same kind of encounter with the same status, and they share a
    quote, or neither date speaks against it.
    """
    merged: dict[str, Meeting] = {}
    became: dict[str, str] = {}
    for meeting in meetings:
        twin = next((other for other in merged.values() if _is_twin(other, meeting)), None)
        if twin is None:
            merged[meeting.id] = meeting
            became[meeting.id] = meeting.id
        else:
            merged[twin.id] = _join(twin, meeting)
            became[meeting.id] = twin.id
    kept = []
    for meeting in merged.values():
        above = became.get(meeting.part_of or "")
        kept.append(replace(meeting, part_of=above if above != meeting.id else None))
    return _without_circles(kept), became


def merge_awards(awards: list[Award], became: dict[str, str]) -> list[Award]:
    """Returns the awards, each once, by name and recipient.

    Args:
        awards: in the order of the article.
        became: as merge_meetings gives it.
    """
    merged: dict[tuple[str, str], Award] = {}
    for award in awards:
        award = replace(award, meeting=became.get(award.meeting or ""))
        known = merged.setdefault((award.name.casefold(), award.recipient), award)
        if known is not award:
            quotes = tuple(dict.fromkeys((*known.evidence, *award.evidence)))
            merged[award.name.casefold(), award.recipient] = replace(
                known,
                evidence=quotes,
                conferrer=known.conferrer or award.conferrer,
                date=known.date or award.date,
                meeting=known.meeting or award.meeting,
            )
    return list(merged.values())


def _is_twin(one: Meeting, other: Meeting) -> bool:
    if (one.kind, one.status) != (other.kind, other.status):
        return False
    if {part.ref for part in one.participants} != {part.ref for part in other.participants}:
        return False
    shared = set(one.evidence) & set(other.evidence)
    return bool(shared) or one.date == other.date or one.date is None or other.date is None


def _join(one: Meeting, other: Meeting) -> Meeting:
    surer = max((one, other), key=lambda meeting: meeting.ground.confidence or 0.0)
    return replace(
        one,
        evidence=tuple(dict.fromkeys((*one.evidence, *other.evidence))),
        date=one.date or other.date,
        place=one.place or other.place,
        place_country=one.place_country or other.place_country,
        invited_by=tuple(dict.fromkeys((*one.invited_by, *other.invited_by))),
        part_of=one.part_of or other.part_of,
        topics=tuple(dict.fromkeys((*one.topics, *other.topics))),
        ground=surer.ground,
    )


def _without_circles(meetings: list[Meeting]) -> list[Meeting]:
    above = {meeting.id: meeting.part_of for meeting in meetings}
    kept = []
    for meeting in meetings:
        seen, at = {meeting.id}, above[meeting.id]
        while at is not None and at not in seen:
            seen.add(at)
            at = above.get(at)
        if at is not None:
            above[meeting.id] = None
        kept.append(replace(meeting, part_of=above[meeting.id]))
    return kept
