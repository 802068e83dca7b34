"""The commands that show what is known of somebody: show, timeline, posts, awards."""

from collections.abc import Iterable

import click

from kg.cli.output import Answer, Cell, Citation, Row, print_answer, to_printable, to_text
from kg.cli.questions import (
    ACTORS,
    AnswerRow,
    Parts,
    Questions,
    open_questions,
    read_parts,
    read_rows,
    read_since,
    read_until,
)
from kg.cli.settings import Settings, command, pass_settings

EVENT_COLUMNS, EVENT_BELOW = ("when", "what", "who"), ("company", "invited_by", "where", "about", "inferred")
NO_PARTS = Parts({}, {}, [], [], [])
POST_COLUMNS = ("who", "post", "agency", "country", "known")
AWARD_COLUMNS = ("recipient", "award", "conferrer", "when")


@command("show", answers=True, asks=True)
@click.argument("name")
@pass_settings
def show(settings: Settings, name: str) -> None:
    """Show what is known of a person, agency or country: names, posts, meetings, awards.

    As a table the parts follow each other; JSON has them in one object. CSV has the meetings, awards and posts.
    """
    chosen = settings.choose_format("table", "json", "csv")
    with open_questions(settings) as questions:
        subject = questions.find(name, ACTORS)
        facts = describe_subject(questions, subject.iri)
        events = Answer(EVENT_COLUMNS, tuple(describe_events(questions, subject.iri)), EVENT_BELOW)
    if chosen == "json":
        import json

        from kg.cli.output import to_record

        cite = settings.cite is not False
        record = {**to_record(facts, cite=False), "facts": [to_record(row, cite) for row in events.rows]}
        click.echo(json.dumps(record, ensure_ascii=False, indent=1))
        return
    if chosen == "table":
        for field, cell in facts.cells.items():
            if cell:
                click.echo(f"{field:<9} {to_printable(to_text(cell))}")
        click.echo()
    print_answer(events, settings, empty=f"{subject.label}: no meeting, award or post is reported")


def describe_subject(questions: Questions, subject: str) -> Row:
    """Returns the names and identifiers of a person, agency or country as one row."""
    row = next(questions.look_up("entity", [subject]))
    cells: dict[str, Cell] = {
        "name": row.text("subject"),
        "kind": row.texts("kinds"),
        "also": tuple(sorted({*row.texts("names"), *row.texts("aliases")} - {row.text("subject")})),
        "acronym": row.texts("acronyms"),
        "country": row.text("country") or None,
        "same as": row.iris("same_as"),
        "iri": subject,
    }
    return Row(cells)


@command("timeline", answers=True, asks=True)
@click.argument("name")
@click.option("--since", metavar="DATE", help="What may have been on or after it.")
@click.option("--until", metavar="DATE", help="What may have been on or before it.")
@pass_settings
def timeline(settings: Settings, name: str, since: str | None, until: str | None) -> None:
    """Show what is reported of a person, agency or country, in order of time.

    Meetings of every status, awards and posts; what has no date comes last.
    """
    bounds = {"since": read_since(since), "until": read_until(until)}
    with open_questions(settings) as questions:
        subject = questions.find(name, ACTORS)
        rows = describe_events(questions, subject.iri, **bounds)
    print_answer(
        Answer(EVENT_COLUMNS, tuple(rows), EVENT_BELOW), settings, empty=f"{subject.label}: nothing is reported"
    )


def describe_events(questions: Questions, subject: str, **bounds: object) -> list[Row]:
    """Returns a row for each event that somebody has a part in, with its quotes."""
    found = list(read_rows(questions.ask("timeline", subject=subject, **bounds)))
    events = [row.iri("event") for row in found]
    parts, quotes = read_parts(questions, events), questions.cite(events)
    return [
        describe_event(questions, row, subject, parts.get(iri, NO_PARTS), quotes.get(iri, ()))
        for iri, row in zip(events, found, strict=True)
    ]


def describe_event(
    questions: Questions, row: AnswerRow, subject: str, parts: Parts, quotes: tuple[Citation, ...]
) -> Row:
    """Returns one event as a row: what it is, with whom, in what company, where, about what."""
    status = row.status()
    cells: dict[str, Cell] = {
        "when": row.when(),
        "what": ", ".join((*row.kinds(), *([status] if status not in ("", "held") else []))),
        "who": row.others("who", subject, *parts.company),
        "company": tuple(parts.company.values()),
        "invited_by": tuple(parts.inviters),
        "where": questions.say_place(row),
        "about": row.texts("what"),
        "inferred": tuple(parts.inferred),
        "status": status or None,
        "part_of": tuple(parts.frames),
        "iri": row.iri("event"),
    }
    return Row(cells, quotes)


@command("posts", answers=True, asks=True)
@click.argument("name", required=False)
@click.option("--agency", metavar="AGENCY", help="Posts of this agency.")
@click.option("--country", metavar="COUNTRY", help="Posts of this country or its agencies.")
@click.option("--as-of", metavar="DATE", help="Posts held then, as far as the articles tell.")
@pass_settings
def posts(settings: Settings, name: str | None, agency: str | None, country: str | None, as_of: str | None) -> None:
    """Show who held what post, as far as the articles tell.

    NAME is a person; without it the posts of all, or those of --agency or --country, are shown.
    """
    bounds = {"since": read_since(as_of), "until": read_until(as_of)}
    with open_questions(settings) as questions:
        person = questions.find_optional(name, "person")
        of_agency = questions.find_optional(agency, "agency")
        of_country = questions.find_optional(country, "country")
        rows = describe_posts(questions, persons=person, agency=of_agency, country=of_country, **bounds)
    print_answer(Answer(POST_COLUMNS, tuple(rows)), settings, empty="no post is reported")


def describe_posts(questions: Questions, **arguments: object) -> list[Row]:
    """Returns a row for each post held, with its quotes. arguments: those of the query "posts-as-of"."""
    found = list(read_rows(questions.ask("posts-as-of", **arguments)))
    quotes = questions.cite(iri for row in found for iri in row.iris("tenures"))
    rows = []
    for row in found:
        cells: dict[str, Cell] = {
            "who": row.text("person"),
            "post": row.text("post"),
            "agency": row.texts("agencies"),
            "country": row.texts("countries"),
            "known": "/".join(filter(None, dict.fromkeys((row.text("first"), row.text("last"))))),
            "since": row.texts("since"),
            "until": row.texts("until"),
            "iri": row.iri("person"),
        }
        rows.append(Row(cells, gather(quotes, row.iris("tenures"))))
    return rows


@command("awards", answers=True, asks=True)
@click.argument("name", required=False)
@click.option("--by", metavar="NAME", help="Given by this person, agency or country.")
@click.option("--country", metavar="COUNTRY", help="Given by this country, itself or through an agency of its.")
@click.option("--since", metavar="DATE", help="What may have been given on or after it.")
@click.option("--until", metavar="DATE", help="What may have been given on or before it.")
@pass_settings
def awards(
    settings: Settings, name: str | None, by: str | None, country: str | None, since: str | None, until: str | None
) -> None:
    """Show who was given what decoration, by whom.

    NAME is the recipient; without it all decorations are shown.
    """
    bounds = {"since": read_since(since), "until": read_until(until)}
    with open_questions(settings) as questions:
        recipient = questions.find_optional(name, *ACTORS)
        giver = questions.find_optional(by, *ACTORS)
        of = questions.find_optional(country, "country")
        rows = describe_awards(questions, recipient=recipient, conferrer=giver, country=of, **bounds)
    print_answer(Answer(AWARD_COLUMNS, tuple(rows)), settings, empty="no award is reported")


def describe_awards(questions: Questions, **arguments: object) -> list[Row]:
    """Returns a row for each award given, with its quotes. arguments: those of the query "awards"."""
    found = list(read_rows(questions.ask("awards", **arguments)))
    quotes = questions.cite(row.iri("conferral") for row in found)
    rows = []
    for row in found:
        cells: dict[str, Cell] = {
            "recipient": row.texts("recipient"),
            "award": row.texts("award"),
            "conferrer": row.texts("conferrer"),
            "when": row.when(),
            "iri": row.iri("conferral"),
            "meeting": row.iri("meeting") or None,
        }
        rows.append(Row(cells, quotes.get(row.iri("conferral"), ())))
    return rows


def gather(quotes: dict[str, tuple[Citation, ...]], subjects: Iterable[str]) -> tuple[Citation, ...]:
    """Returns the quotes of several facts, each once."""
    return tuple(dict.fromkeys(quote for subject in subjects for quote in quotes.get(subject, ())))
