"""A fact sheet becomes a plain dict in the shape of ontology/factsheet.schema.json, its fields always in one order.

What a reader looks for stands there even when null (dates, places, countries); the rest only when it is set.
"""

from kg.facts.model import Agency, Award, FactSheet, Ground, Meeting, Participation, Person, Post, Quote


def to_dict(sheet: FactSheet) -> dict[str, object]:
    """Returns the dict form of a sheet; decode.from_dict gives the equal sheet back."""
    info = sheet.article
    article: dict[str, object] = {
        "id": info.id,
        "title": info.title,
        "publisher": info.publisher,
        "url": info.url,
        "published": info.published,
        "language": info.language,
    }
    return {
        "article": article | _set(sha256=info.sha256, extractor=info.extractor),
        "persons": [_person(person) for person in sheet.persons],
        "agencies": [_agency(agency) for agency in sheet.agencies],
        "meetings": [_meeting(meeting) for meeting in sheet.meetings],
        "awards": [_award(award) for award in sheet.awards],
    }


def _set(**fields: object) -> dict[str, object]:
    """Those fields that are neither None nor empty; tuples become lists."""
    kept = {name: value for name, value in fields.items() if value is not None and value != ()}
    return {name: list(value) if isinstance(value, tuple) else value for name, value in kept.items()}


def _ground(ground: Ground) -> dict[str, object]:
    return _set(confidence=ground.confidence, reasons=ground.reasons, review=ground.review, inferred=ground.inferred)


def _evidence(quotes: tuple[Quote, ...]) -> dict[str, object]:
    found: dict[str, object] = {"evidence": [quote.exact for quote in quotes]}
    if any(quote.start is not None for quote in quotes):
        found["evidence_spans"] = [None if quote.start is None else [quote.start, quote.end] for quote in quotes]
    return found


def _post(post: Post) -> dict[str, object]:
    fields: dict[str, object] = {"title": post.title, "agency": post.agency, "country": post.country}
    fields |= _set(since=post.since, until=post.until)
    if post.evidence:
        fields |= _evidence(post.evidence)
    return fields | _ground(post.ground)


def _person(person: Person) -> dict[str, object]:
    fields: dict[str, object] = {"id": person.id, "name": person.name, "aliases": list(person.aliases)}
    fields |= _set(same_as=person.same_as)
    fields["posts"] = [_post(post) for post in person.posts]
    return fields | _ground(person.ground)


def _agency(agency: Agency) -> dict[str, object]:
    fields: dict[str, object] = {
        "id": agency.id,
        "name": agency.name,
        "acronym": agency.acronym,
        "aliases": list(agency.aliases),
        "country": agency.country,
    }
    return fields | _set(same_as=agency.same_as) | _ground(agency.ground)


def _participation(part: Participation) -> dict[str, object]:
    return {"ref": part.ref, "role": part.role} | _set(**{"with": part.accompanied})


def _meeting(meeting: Meeting) -> dict[str, object]:
    fields: dict[str, object] = {
        "id": meeting.id,
        "kind": meeting.kind,
        "status": meeting.status,
        "date": meeting.date,
        "place": meeting.place,
        "place_country": meeting.place_country,
        "participants": [_participation(part) for part in meeting.participants],
    }
    fields |= _set(invited_by=meeting.invited_by)
    fields |= {"part_of": meeting.part_of, "topics": list(meeting.topics)}
    return fields | _evidence(meeting.evidence) | _ground(meeting.ground)


def _award(award: Award) -> dict[str, object]:
    fields: dict[str, object] = {
        "name": award.name,
        "recipient": award.recipient,
        "conferrer": award.conferrer,
        "date": award.date,
        "meeting": award.meeting,
    }
    return fields | _evidence(award.evidence) | _ground(award.ground)
