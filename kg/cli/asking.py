"""The commands that ask who met whom: who-met, path, and find for names."""

from collections.abc import Iterable

import click

from kg.cli.output import Answer, Cell, Row, print_answer
from kg.cli.questions import (
    ACTORS,
    STATUSES,
    AnswerRow,
    Questions,
    open_questions,
    read_parts,
    read_rows,
    read_since,
    read_until,
)
from kg.cli.settings import Settings, command, pass_settings
from kg.errors import InputError
from kg.query import read_labels

MET_COLUMNS, MET_BELOW = ("who", "when", "where"), ("posts", "topics", "inferred")


@command("who-met", answers=True, asks=True)
@click.argument("name")
@click.option("--since", metavar="DATE", help="Meetings that may have been on or after it: 2024, 2024-06, 2024-06-26.")
@click.option("--until", metavar="DATE", help="Meetings that may have been on or before it.")
@click.option("--topic", metavar="TOPIC", help="Meetings about it or a narrower topic: a code or a name.")
@click.option("--country", metavar="COUNTRY", help="Meetings there: a name or an ISO code.")
@click.option("--status", type=click.Choice(tuple(STATUSES)), default="held", show_default=True, help="Which meetings.")
@click.option("--network", is_flag=True, help="Show each one met once, with their measures in the network.")
@pass_settings
def who_met(
    settings: Settings,
    name: str,
    since: str | None,
    until: str | None,
    topic: str | None,
    country: str | None,
    status: str,
    network: bool,
) -> None:
    """Show whom a person, agency or country met: when, where, about what.

    NAME may be a part of a name, an acronym, a code or an IRI; case and accents do not count. The sentences that say so
    stand under each row, with their source.
    """
    bounds = {"since": read_since(since), "until": read_until(until)}
    with open_questions(settings) as questions:
        questions.expect_quotes()
        about = questions.find_optional(topic, "topic")
        where = questions.find_optional(country, "country")
        subject = questions.find(name, ACTORS)
        result = questions.ask(
            "who-met", person=subject.iri, topic=about, country=where, status=STATUSES[status], **bounds
        )
        rows = describe_met(questions, list(read_rows(result)))
        answer = Answer(MET_COLUMNS, tuple(rows), MET_BELOW)
        if network:
            from kg.cli.ranking import choose_meetings, measure_met

            choice = choose_meetings(bounds["since"], bounds["until"], ACTORS, status)
            answer = measure_met(questions, subject.iri, rows, choice)
    print_answer(answer, settings, cite=True, empty=f"{subject.label}: no meeting found")


def describe_met(questions: Questions, met: list[AnswerRow]) -> list[Row]:
    """Returns a row for each one met at each meeting, with posts and quotes."""
    meetings = [row.iri("meeting") for row in met]
    posts = read_posts(questions, meetings)
    parts = read_parts(questions, meetings)
    quotes = questions.cite(meetings)
    rows = []
    for row in met:
        who, meeting = row.iri("other"), row.iri("meeting")
        cells: dict[str, Cell] = {
            "who": row.text("other"),
            "when": row.when(),
            "where": questions.say_place(row),
            "posts": posts.get((meeting, who), ()),
            "topics": row.texts("topics"),
            "inferred": tuple(parts[meeting].inferred),
            "kind": row.kinds(),
            "iri": who,
            "meeting": meeting,
        }
        rows.append(Row(cells, quotes.get(meeting, ())))
    return rows


def read_posts(questions: Questions, meetings: Iterable[str]) -> dict[tuple[str, str], tuple[str, ...]]:
    """Returns the posts of those who took part, by (meeting, who): title, agency's acronym or name, country."""
    rows = list(questions.look_up("offices", meetings, "meetings"))
    agencies = questions.look_up("entity", (row.iri("agency") for row in rows))
    acronyms = {row.iri("subject"): row.texts("acronyms")[0] for row in agencies if row.texts("acronyms")}
    found: dict[tuple[str, str], dict[str, None]] = {}
    for row in rows:
        agency = acronyms.get(row.iri("agency")) or row.text("agency")
        within = ", ".join(filter(None, (agency, row.iri("country").rpartition("/")[2])))
        post = row.text("post") + (f" ({within})" if within else "")
        found.setdefault((row.iri("meeting"), row.iri("who")), {})[post] = None
    return {key: tuple(posts) for key, posts in found.items()}


@command("path", answers=True, asks=True)
@click.argument("one")
@click.argument("two")
@click.option("--since", metavar="DATE", help="Meetings that may have been on or after it.")
@click.option("--until", metavar="DATE", help="Meetings that may have been on or before it.")
@pass_settings
def path(settings: Settings, one: str, two: str, since: str | None, until: str | None) -> None:
    """Show how two persons are connected through meetings.

    ONE and TWO may be parts of names. They met themselves, or both met a third; where neither is so, the shortest ways
    through more meetings are looked for. Each row is one way.
    """
    bounds = {"since": read_since(since), "until": read_until(until)}
    with open_questions(settings) as questions:
        questions.expect_quotes()
        first, second = questions.find(one, ACTORS), questions.find(two, ACTORS)
        if first.iri == second.iri:
            raise InputError(f"{one!r} and {two!r} both mean {first.describe()}; name two")
        ways = [
            (tuple(filter(None, (first.iri, row.iri("via"), second.iri))), row.meetings())
            for row in read_rows(questions.ask("path", one=first.iri, two=second.iri, **bounds))
        ]
        if not ways:
            from kg.cli.ranking import choose_meetings, walk_paths

            choice = choose_meetings(bounds["since"], bounds["until"], ACTORS)
            for hops in walk_paths(questions, first.iri, second.iri, choice):
                ways.append(((hops[0].one, *(hop.two for hop in hops)), tuple(hop.meetings[0] for hop in hops)))
        rows = describe_ways(questions, ways)
    empty = f"{first.label} and {second.label}: no connection found"
    print_answer(Answer(("hops", "path"), tuple(rows)), settings, cite=True, empty=empty)


def describe_ways(questions: Questions, ways: list[tuple[tuple[str, ...], tuple[str, ...]]]) -> list[Row]:
    """Returns a row for each way, with the quotes of its meetings. ways: IRIs of those on it, and of the meetings."""
    names = read_labels(questions.store, {iri for steps, _ in ways for iri in steps}, questions.settings.lang)
    quotes = questions.cite(iri for _, meetings in ways for iri in meetings)
    rows = []
    for steps, meetings in ways:
        cells: dict[str, Cell] = {
            "hops": len(steps) - 1,
            "path": " – ".join(names.get(iri, iri) for iri in steps),
            "steps": steps,
            "meetings": meetings,
        }
        rows.append(Row(cells, tuple(quote for meeting in meetings for quote in quotes.get(meeting, ()))))
    return rows


@command("find", answers=True, asks=True)
@click.argument("name", default="")
@click.option("--kind", type=click.Choice((*ACTORS, "topic", "award")), multiple=True, help="Only these kinds.")
@pass_settings
def find(settings: Settings, name: str, kind: tuple[str, ...]) -> None:
    """List whom and what a name may mean.

    NAME may be a part of a name, an acronym, a code or an IRI; without it all persons and agencies are listed.
    """
    from kg.query import KINDS, find_entities

    kinds = kind or (tuple(KINDS) if name.strip() else ("person", "agency"))
    with open_questions(settings) as questions:
        entities = find_entities(questions.store, name, kinds, settings.lang)
    rows = [
        Row(
            {
                "name": entity.label,
                "kind": entity.kind,
                "acronym": entity.acronym,
                "country": entity.country,
                "names": entity.names,
                "iri": entity.iri,
            }
        )
        for entity in entities
    ]
    print_answer(Answer(("name", "kind", "acronym", "country"), tuple(rows)), settings, empty=f"nothing fits {name!r}")
