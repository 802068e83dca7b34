"""Made-up sheets with everything that questions ask for, all of one small world, so that much of it is told twice."""

import random
from collections.abc import Iterator

from kg.facts import Agency, ArticleInfo, Award, FactSheet, Meeting, Participation, Person, Post, Quote
from kg.rdf import mint

PERSONS = ("Ann Alt", "Bob Bell", "Carla Conti", "Dora Diaz", "Emil Ernst", "Fay Ford", "Gina Gallo")
AGENCIES = {
    "fr": ("Frontier Police", "FP", "FR"),
    "de": ("Federal Office", "FO", "DE"),
    "es": ("Civil Guard", None, "ES"),
}
DATES = (None, "2023-01-05", "2023-03-31/2023-04-02", "2023-04", "2019/2023", "2024-02-29", "2023-03-30", "2024-03-01")
TOPICS = ((), ("security",), ("drug-trafficking", "trade"), ("organised-crime",))
STATUSES = ("held", "held", "held", "planned", "cancelled")
QUOTE = (Quote("They met"),)


def resolve(article: str, local: str) -> str:
    """Gives whatever has one id in several sheets one IRI."""
    return mint("m" if local.startswith("meeting/") else "a" if local in AGENCIES else "p", local)


def make_sheets(count: int, seed: int) -> Iterator[FactSheet]:
    """Yields so many sheets."""
    draw = random.Random(seed)
    for number in range(count):
        agencies = tuple(Agency(key, name, acronym, (), country) for key, (name, acronym, country) in AGENCIES.items())
        persons = tuple(_make_person(draw, each, name) for each, name in enumerate(PERSONS))
        meetings = {each.id: each for each in (_make_meeting(draw) for _ in range(draw.randint(0, 3)))}
        awards = tuple(
            Award("Order of Merit", f"p{draw.randrange(3)}", QUOTE, draw.choice(["fr", "DE", None]), draw.choice(DATES))
            for _ in range(draw.randint(0, 1))
        )
        published = draw.choice([None, "2023-05-01", "2023-05-02", "2023-06"])
        info = ArticleInfo(f"a{number}", "en", title=f"Title {number}", publisher="Courier", published=published)
        yield FactSheet(info, persons, agencies, tuple(meetings.values()), awards)


def _make_person(draw: random.Random, number: int, name: str) -> Person:
    posts = [
        Post(
            "Chief", draw.choice([*AGENCIES, None]), draw.choice(["FR", "DE", None]), QUOTE, draw.choice([None, "2020"])
        )
        for _ in range(draw.choice([0, 0, 1, 2]))
    ]
    names = [name, name.split()[0]]
    return Person(f"p{number}", draw.choice(names), tuple(draw.sample(names, 1)), tuple(dict.fromkeys(posts)))


def _make_meeting(draw: random.Random) -> Meeting:
    parties = draw.sample(
        [*(f"p{number}" for number in range(len(PERSONS))), *AGENCIES, "FR", "DE"], draw.randint(2, 5)
    )
    parts = [
        Participation(each, draw.choice(["host", "guest"]))
        if draw.random() < 0.7
        else Participation(each, "accompanying", parties[0])
        for each in parties
    ]
    date, status, country = draw.choice(DATES), draw.choice(STATUSES), draw.choice(["FR", "DE", None])
    return Meeting(
        f"m{draw.randrange(12)}",
        draw.choice(["meeting", "visit", "call"]),
        status,
        tuple(parts),
        QUOTE,
        date=date,
        place=draw.choice(["Paris", None]),
        place_country=country,
        topics=draw.choice(TOPICS),
        invited_by=draw.choice([(), ("fr",)]),
    )
