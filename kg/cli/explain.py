"""Words a fact sheet for people: each fact on a line, then why it is believed and the quotes that state it."""

from collections.abc import Iterator

from kg.facts import Agency, Award, FactSheet, Ground, Meeting, Person, Post, Quote


def list_facts(sheet: FactSheet) -> Iterator[str]:
    """Yields the facts of a sheet, a line each, without agencies that only serve other facts."""
    names = read_names(sheet)
    for person in sheet.persons:
        held = "; ".join(describe_post(post, names) for post in person.posts)
        yield f"{person.name}{': ' if held else ''}{held}"
    for meeting in sheet.meetings:
        yield f"{meeting.kind}: {describe_meeting(meeting, names)}"
    for award in sheet.awards:
        yield f"award: {describe_award(award, names)}"


def read_names(sheet: FactSheet) -> dict[str, str]:
    """Returns the names of a sheet's persons and agencies by their ids; an agency's acronym where it has one."""
    names = {person.id: person.name for person in sheet.persons}
    return names | {agency.id: agency.acronym or agency.name for agency in sheet.agencies}


def explain_sheet(sheet: FactSheet) -> Iterator[str]:
    """Yields the lines of an explanation of a sheet; a fact's reasons and quotes are indented below it."""
    names = read_names(sheet)
    article = sheet.article
    yield f"{article.id}: {article.title or 'untitled'} ({article.language}, by {article.extractor or 'unknown'})"
    for person in sheet.persons:
        yield from explain_person(person, names)
    for agency in sheet.agencies:
        yield f"agency   {name_agency(agency)}{rate(agency.ground)}"
        yield from explain_ground(agency.ground)
    for meeting in sheet.meetings:
        yield f"{meeting.kind:<8} {describe_meeting(meeting, names)}{rate(meeting.ground)}"
        yield from explain_ground(meeting.ground, meeting.evidence)
    for award in sheet.awards:
        yield f"award    {describe_award(award, names)}{rate(award.ground)}"
        yield from explain_ground(award.ground, award.evidence)


def explain_person(person: Person, names: dict[str, str]) -> Iterator[str]:
    """Yields the lines on a person and their posts."""
    aliases = f" ({', '.join(person.aliases)})" if person.aliases else ""
    yield f"person   {person.name}{aliases}{rate(person.ground)}"
    yield from explain_ground(person.ground)
    for post in person.posts:
        yield f"  post   {describe_post(post, names)}{rate(post.ground)}"
        yield from explain_ground(post.ground, post.evidence)


def name_agency(agency: Agency) -> str:
    """Words an agency: name, acronym, country."""
    return ", ".join(filter(None, (agency.name, agency.acronym, agency.country)))


def describe_post(post: Post, names: dict[str, str]) -> str:
    """Words a post: title, agency, country."""
    return ", ".join(filter(None, (post.title, names.get(post.agency or "", ""), post.country)))


def describe_meeting(meeting: Meeting, names: dict[str, str]) -> str:
    """Words a meeting: takers-part with their roles, date, place, status, topics."""
    parts = ", ".join(f"{names.get(part.ref, part.ref)} [{part.role}]" for part in meeting.participants)
    place = ", ".join(filter(None, (meeting.place, meeting.place_country)))
    invited = ", ".join(names.get(ref, ref) for ref in meeting.invited_by)
    said = (parts, meeting.date, place, meeting.status, ", ".join(meeting.topics), invited and f"invited by {invited}")
    return "; ".join(filter(None, said))


def describe_award(award: Award, names: dict[str, str]) -> str:
    """Words an award: name, recipient, conferrer, date."""
    giver = f" by {names.get(award.conferrer, award.conferrer)}" if award.conferrer else ""
    return f"{award.name}: to {names.get(award.recipient, award.recipient)}{giver}" + (
        f"; {award.date}" if award.date else ""
    )


def rate(ground: Ground) -> str:
    """Words how sure a fact is; nothing where nobody said."""
    sure = "" if ground.confidence is None else f"  {ground.confidence:.2f}"
    return sure + (f" {ground.review}" if ground.review else "")


def explain_ground(ground: Ground, quotes: tuple[Quote, ...] = ()) -> Iterator[str]:
    """Yields why a fact is believed and its quotes."""
    for reason in ground.reasons:
        yield f"           because {reason}"
    if ground.inferred:
        yield f"           inferred: {', '.join(ground.inferred)}"
    for quote in quotes:
        yield f"           “{quote.exact}”"
