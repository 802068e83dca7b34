"""Draws the arguments of questions as the news name people."""

import random
from typing import Any

from generate import articles_for, make_world

from kg.query import known_queries
from kg.rdf.minting import mint

QUESTIONS = 20


def draw_questions(quads: int, count: int) -> dict[str, list[dict[str, Any]]]:
    """Returns arguments of each question, persons drawn by how often the news name them."""
    draw, world = random.Random(3), make_world(articles_for(quads))
    people = [mint("p", each.id) for each in draw.choices(world.persons, cum_weights=world.weights, k=8 * count)]
    bodies = [mint("a", each.id) for each in draw.choices(world.agencies, k=2 * count)]
    countries = [f"country:{each.country}" for each in draw.choices(world.agencies, k=2 * count)]
    meetings = [mint("m", f"meeting/m{draw.randrange(articles_for(quads))}-0") for _ in range(20 * count)]
    topics = [
        f"topic:{code}"
        for code in draw.choices(("security", "trade", "terrorism", "migration", "organised-crime"), k=count)
    ]
    months = [
        (f"{year}-{month:02}-01", f"{year}-{month:02}-28") for year in (2022, 2023, 2024) for month in range(1, 10)
    ]
    asked: dict[str, list[dict[str, Any]]] = {name: [] for name in known_queries()}
    for number in range(count):
        one, two, person, other = people[4 * number : 4 * number + 4]
        since, until = months[number % len(months)]
        period = {"since": since, "until": until}
        few = meetings[20 * number : 20 * number + 20]
        pair = {"one": one, "two": two if two != one else person}
        asked["about-topic"].append({"topic": topics[number]} | (period if number % 2 else {}))
        asked["agency-meetings"].append({"agency": bodies[number]})
        asked["awards"].append([{"recipient": one}, {"country": countries[number]}][number % 2])
        sides = [{"one": bodies[number], "two": bodies[-1 - number]}, {"one": countries[number], "two": bodies[number]}]
        asked["between"].append(sides[number % 2])
        asked["changed"].append({"since": since, "until": since[:8] + "07"})
        asked["common-contacts"].append(pair)
        asked["entity"].append({"subjects": [one, two, bodies[number]]})
        asked["evidence"].append({"subjects": few})
        asked["meeting"].append({"meetings": few})
        asked["meetings"].append([period, {"country": countries[number]} | period][number % 2])
        asked["most-connected"].append([{}, {"kind": "kg:Person"} | period][number % 2])
        asked["offices"].append({"meetings": few})
        asked["path"].append(pair)
        asked["posts-as-of"].append([{"persons": [one, two]} | period, {"agency": bodies[number]} | period][number % 2])
        asked["timeline"].append({"subject": other})
        asked["top-pairs"].append([{}, period][number % 2])
        asked["who-met"].append({"person": person} | (period if number % 4 == 3 else {}))
    return asked


def mistype(name: str) -> str:
    given, surname = name.split()
    return f"{given} {surname[:-2]}{surname[-1]}"
