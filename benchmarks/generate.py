"""Makes fact sheets of a world that is not: officials, their agencies, whom they meet. The same seed, the same sheets.

Modelled on news of official meetings: few people are met often and most seldom (Zipf), meetings are of two with some
company, an article tells of one to three, one in ten of a decoration too, one meeting in twelve is planned or
cancelled, and one article in five retells what the one before told.
"""

import random
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from kg.facts import Agency, ArticleInfo, Award, FactSheet, Meeting, Participation, Person, Post, Quote, topics
from kg.rdf.minting import mint

COUNTRIES = ("FR", "DE", "ES", "IT", "MA", "DZ", "TN", "TR", "EG", "SN", "US", "GB", "PL", "JO", "AE", "BR")
BODIES = ("Ministry of the Interior", "National Police", "Intelligence Service", "Ministry of Defence", "Border Guard")
GIVEN = (
    "Ada",
    "Bruno",
    "Chiara",
    "Driss",
    "Elif",
    "Farid",
    "Greta",
    "Hamza",
    "Ines",
    "Jonas",
    "Karim",
    "Lena",
    "Marco",
)
SYLLABLES = ("ba", "ren", "kal", "mor", "ti", "vas", "lo", "den", "sha", "gu", "fer", "nim", "ost", "ra", "pel", "zun")
FIRST_DAY = date(2022, 1, 3)
DAYS = 1_000


@dataclass(frozen=True, slots=True)
class World:
    """Who there is. weights: how often each person is in the news."""

    persons: tuple[Person, ...]
    agencies: tuple[Agency, ...]
    weights: tuple[float, ...]


def make_world(articles: int, seed: int = 7) -> World:
    """Returns a world for so many articles: one official for every two of them, at least 40."""
    draw = random.Random(seed)
    agencies = tuple(
        Agency(f"{code.lower()}-{number}", f"{body} of {code}", f"{code}{body[0]}{number}", (), code)
        for code in COUNTRIES
        for number, body in enumerate(BODIES)
    )
    persons = []
    for number in range(max(40, articles // 2)):
        agency = draw.choice(agencies)
        surname = "".join(draw.sample(SYLLABLES, 3)).title()
        post = Post(f"Head of the {agency.name}", agency.id, agency.country)
        persons.append(Person(f"p{number}", f"{draw.choice(GIVEN)} {surname}", (surname,), (post,)))
    return World(tuple(persons), agencies, tuple(1 / (rank + 5) for rank in range(len(persons))))


def make_sheets(articles: int, seed: int = 7) -> Iterator[FactSheet]:
    """Yields the fact sheets of so many articles. Persons and agencies have the same id in each; see resolve."""
    world, draw = make_world(articles, seed), random.Random(seed + 1)
    codes = sorted(topics())
    last: FactSheet | None = None
    for number in range(articles):
        if last is not None and draw.random() < 0.2:
            article = replace(last.article, id=f"article-{number}", title="Once more", publisher="Gazette")
            yield replace(last, article=article)
        else:
            last = _make_sheet(draw, world, codes, number)
            yield last


def resolve(article: str, local: str) -> str | None:
    """Returns who is who: an id means the same in each sheet, for meetings too. See kg.rdf.Resolve."""
    kind = "m" if local.startswith("meeting/") else "p" if local[1:].isdigit() else "a"
    return mint(kind, local)


def _make_sheet(draw: random.Random, world: World, codes: list[str], number: int) -> FactSheet:
    day = FIRST_DAY + timedelta(days=draw.randrange(DAYS))
    cast = _draw_cast(draw, world, draw.randint(3, 6))
    text = _Text()
    quoted = tuple(
        replace(person, posts=(replace(post, evidence=(text.add(f"{person.name}, {post.title}"),)),))
        for person in cast
        for post in person.posts
    )
    meetings = [
        _make_meeting(draw, quoted, codes, f"m{number}-{index}", day, text) for index in range(draw.randint(1, 3))
    ]
    awards = ()
    if draw.random() < 0.1:
        quote = text.add(f"{cast[0].name} was given the Order of Merit")
        giver = cast[-1].posts[0].agency
        awards = (Award("Order of Merit", cast[0].id, (quote,), giver, day.isoformat(), meetings[0].id),)
    return FactSheet(
        ArticleInfo(
            id=f"article-{number}",
            language="en",
            title=f"Talks number {number}",
            publisher="Courier",
            url=f"https://news.example/{number}",
            published=(day + timedelta(days=1)).isoformat(),
        ),
        quoted,
        tuple(agency for agency in world.agencies if agency.id in {person.posts[0].agency for person in cast}),
        tuple(meetings),
        awards,
    )


def _make_meeting(
    draw: random.Random, cast: tuple[Person, ...], codes: list[str], name: str, day: date, text: "_Text"
) -> Meeting:
    guest, host, *others = draw.sample(cast, len(cast))
    takers = [Participation(guest.id, "guest"), Participation(host.id, "host")]
    takers += [Participation(each.id, "accompanying", guest.id) for each in others if draw.random() < 0.3]
    end = day + timedelta(days=draw.choice((0, 0, 0, 1, 2)))
    status = draw.choices(("held", "planned", "cancelled"), (22, 1, 1))[0]
    country = host.posts[0].country
    return Meeting(
        name,
        draw.choice(("meeting", "meeting", "visit", "call", "conference")),
        status,
        tuple(takers),
        (text.add(f"{guest.name} met {host.name}"), text.add(f"The talks of {name} were called useful by both")),
        date=day.isoformat() if end == day else f"{day}/{end}",
        place=f"Capital of {country}",
        place_country=country,
        topics=tuple(draw.sample(codes, draw.randint(1, 3))),
    )


def _draw_cast(draw: random.Random, world: World, count: int) -> list[Person]:
    cast: dict[str, Person] = {}
    while len(cast) < count:
        person = draw.choices(world.persons, world.weights)[0]
        cast[person.id] = person
    return list(cast.values())


class _Text:
    """Hands out places for sentences, one after the other."""

    def __init__(self) -> None:
        self.length = 0

    def add(self, sentence: str) -> Quote:
        quote = Quote(sentence, self.length, self.length + len(sentence))
        self.length += len(sentence) + 2
        return quote
