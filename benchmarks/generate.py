"""Makes fact sheets of a world that is not: officials, their agencies, whom they meet. The same seed, the same sheets.

    python benchmarks/generate.py --articles 1000 --sheets FOLDER      sheets with their articles, for kg load
    python benchmarks/generate.py --quads 10000000 > graph.nq          N-Quads, as they are made

Modelled on news of official meetings: few people are met often and most seldom (Zipf), meetings are of two with some
company, one in forty is a conference of a dozen, an article tells of one to three, one in ten of a decoration too, one
meeting in twelve is planned or cancelled, one article in five retells what the one before told, and posts change hands.
"""

import argparse
import random
import sys
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import lru_cache
from itertools import accumulate
from pathlib import Path

from kg.facts import (
    Agency,
    ArticleInfo,
    Award,
    FactSheet,
    Meeting,
    Participation,
    Person,
    Post,
    Quote,
    sheet_to_json,
    topics,
)
from kg.rdf import nquads_of
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
QUADS_AN_ARTICLE = 215


TITLES = ("Head of the {}", "Deputy head of the {}", "Spokesperson of the {}", "Liaison officer of the {}")


@dataclass(frozen=True, slots=True)
class World:
    """Who there is. weights: how often each person is in the news, added up."""

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
    count = max(40, articles // 2)
    persons = tuple(make_person(draw, number, draw.choice(agencies)) for number in range(count))
    return World(persons, agencies, tuple(accumulate(1 / (rank + 5) for rank in range(count))))


def make_person(draw: random.Random, number: int, agency: Agency) -> Person:
    """Returns an official of an agency."""
    surname = make_surname(draw)
    post = Post(draw.choice(TITLES).format(agency.name), agency.id, agency.country)
    return Person(f"p{number}", f"{draw.choice(GIVEN)} {surname}", (surname,), (post,))


def make_surname(draw: random.Random) -> str:
    """Returns one of some 70,000 surnames."""
    return "".join(draw.choices(SYLLABLES, k=draw.choice((2, 3, 3, 4)))).title()


def make_sheets(articles: int, seed: int = 7) -> Iterator[FactSheet]:
    """Yields the fact sheets of so many articles. Persons and agencies have the same id in each; see resolve."""
    return (sheet for sheet, _ in make_articles(articles, seed))


def make_articles(articles: int, seed: int = 7) -> Iterator[tuple[FactSheet, str]]:
    """Yields so many fact sheets with the texts of their articles."""
    world, draw = make_world(articles, seed), random.Random(seed + 1)
    codes = sorted(topics())
    last: tuple[FactSheet, str] | None = None
    for number in range(articles):
        if last is not None and draw.random() < 0.2:
            sheet, text = last
            yield replace(sheet, article=replace(sheet.article, id=f"article-{number}", publisher="Gazette")), text
        else:
            last = _make_sheet(draw, world, codes, number)
            yield last


def make_quads(quads: int, seed: int = 7) -> Iterator[str]:
    """Yields at least so many quads as lines of N-Quads, up to the end of an article."""
    count = 0
    for sheet, text in make_articles(articles_for(quads), seed):
        for line in nquads_of(sheet, text, resolve):
            count += 1
            yield line
        if count >= quads:
            return


def articles_for(quads: int) -> int:
    """Returns how many articles give about so many quads."""
    return max(quads // QUADS_AN_ARTICLE, 20)


def resolve(article: str, local: str) -> str | None:
    """Returns who is who: an id means the same in each sheet, for meetings too. See kg.rdf.Resolve."""
    kind = "m" if local.startswith("meeting/") else "p" if local[1:].isdigit() else "a"
    return _mint_again(kind, local)


#: Who is who is a look-up, not a computation, when it has been found out.
_mint_again = lru_cache(1 << 16)(mint)


def _make_sheet(draw: random.Random, world: World, codes: list[str], number: int) -> tuple[FactSheet, str]:
    day = FIRST_DAY + timedelta(days=draw.randrange(DAYS))
    cast = _draw_cast(draw, world, draw.randint(3, 6) if draw.random() < 0.975 else 12)
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
    sheet = FactSheet(
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
    return sheet, text.whole()


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
        person = draw.choices(world.persons, cum_weights=world.weights)[0]
        cast[person.id] = person
    return list(cast.values())


class _Text:
    """An article being written, sentence by sentence."""

    def __init__(self) -> None:
        self._sentences: list[str] = []
        self._length = 0

    def add(self, sentence: str) -> Quote:
        quote = Quote(sentence, self._length, self._length + len(sentence))
        self._sentences.append(sentence + ".")
        self._length += len(sentence) + 2
        return quote

    def whole(self) -> str:
        return " ".join(self._sentences)


def main() -> None:
    """Writes sheets or quads."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=1_000)
    parser.add_argument("--quads", type=int, help="write so many quads to stdout")
    parser.add_argument("--sheets", type=Path, help="write sheets and articles into this folder")
    parser.add_argument("--seed", type=int, default=7)
    options = parser.parse_args()
    if options.sheets is not None:
        options.sheets.mkdir(parents=True, exist_ok=True)
        for sheet, text in make_articles(options.articles, options.seed):
            stem = options.sheets / sheet.article.id
            stem.with_suffix(".json").write_text(sheet_to_json(sheet), "utf-8")
            stem.with_suffix(".txt").write_text(text, "utf-8")
    if options.quads:
        sys.stdout.writelines(make_quads(options.quads, options.seed))


if __name__ == "__main__":
    main()
