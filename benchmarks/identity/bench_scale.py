"""How identity grows: made-up articles with skewed names, spellings, posts and meetings, resolved at several sizes.

    python benchmarks/identity/bench_scale.py [MENTIONS ...] [-o docs/identity.md]      (default: 10000 100000)

One row a size: mentions (persons and agencies), seconds by the clock and of the processor (without making the
articles), peak memory with the truth to score against, and precision and recall over a sample of pairs of persons. Each
size runs in a process of its own, on one core. -o: the page whose part between the marks is written anew.
"""

import argparse
import multiprocessing
import random
import resource
import sys
import time
from bisect import bisect
from collections import defaultdict
from collections.abc import Iterator
from itertools import accumulate, combinations
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from page import write_part

from kg.facts.model import Agency, ArticleInfo, FactSheet, Meeting, Participation, Person, Post, Quote
from kg.identity.model import Key
from kg.identity.resolution import resolve_sheets


def read_words(text: str) -> list[str]:
    """Splits a list of words."""
    return text.split()


SEED = 7
PEOPLE_AN_ARTICLE = 4
#: New people keep coming as archives grow: this share of the mentions, at the least, are of people of their own.
PEOPLE_A_MENTION = 0.06
#: Surnames that a country's people share, and given names they go with (see --common).
COMMON = 200
COMMON_GIVEN = 30
COUNTRIES = read_words(
    "FR DE GB US ES IT MA DZ TN RU UA TR PL CZ CN KR JP IN BR MX EG SA IR IQ IL SN CI ML NG KE ZA AT CH NL BE"
)
GIVEN = read_words(
    "Ahmed Mohammed Ali Hassan Khalid Omar Youssef Karim Samir Tarik Rachid Nabil Fatima Leila Ana Maria "
    "Carmen Jose Juan Pedro Miguel Luis Jorge Pablo Jean Pierre Michel Claude Anne Sophie Claire Nicolas "
    "Laurent Hans Peter Klaus Jürgen Frank Angela Ursula Sabine Stefan Martin John David Michael James "
    "Robert William Mary Sarah Karen Susan Ivan Sergei Dmitri Vladimir Nikolai Andrei Elena Olga Natalia "
    "Tatiana Wei Jun Ming Hui Lei Yan Jin Giorgio Marco Luca Paolo Giulia Chiara Francesca Emre Mehmet "
    "Mustafa Ayşe Hakan Murat Piotr Andrzej Katarzyna Anna Amadou Moussa Ibrahima Aminata Kofi Kwame "
    "Ngozi Chidi Thabo Sipho Yuki Hiroshi Kenji Ravi Sanjay Priya Anil Minh Lan"
)
HEADS = read_words(
    "Ab Al An Ba Be Bo Bra Ca Che Cor Da De Do Dra Er Fa Fe Fro Ga Gre Ha He Ho Ka Ke Kro La Le Lo Ma Me "
    "Mo Na Ni No Pa Pe Po Ra Re Ro Sa Se Sha So Ta Te To Tra Va Ve Vi Vo Wa We Za Ze Zo"
)
MIDDLES = read_words(
    "b ba be bi d da de di g ga gi k ka ki l la le li m ma mi mo n na ne ni no r ra ri ro s sa si t ta te "
    "ti v va vi z za zi"
)
TAILS = read_words(
    "ak an ar as ec ek el en er es et i ic ich ier il in is ko man mann off on or os ov ow ski son ti u uk us y"
)
POSTS = {
    "en": ["Foreign Minister", "Interior Minister", "Defence Minister", "President", "Prime Minister", "police chief",
           "ambassador", "spokesman", "member of parliament", "deputy minister", "army chief", "intelligence chief"],
    "de": ["Außenminister", "Innenminister", "Verteidigungsminister", "Präsident", "Ministerpräsident", "Polizeichef",
           "Botschafter", "Sprecher", "Abgeordneter", "Vizeminister", "Armeechef", "Geheimdienstchef"],
    "fr": ["ministre des Affaires étrangères", "ministre de l'Intérieur", "ministre de la Défense", "président",
           "Premier ministre", "chef de la police", "ambassadeur", "porte-parole", "député", "vice-ministre",
           "chef de l'armée", "chef du renseignement"],
}  # fmt: skip
SPELLINGS = {
    "en": [],
    "de": [("sh", "sch"), ("v", "w"), ("ch", "tsch"), ("y", "j")],
    "fr": [("sh", "ch"), ("u", "ou"), ("ov", "ov"), ("k", "k")],
}
BODIES = ["interior ministry", "Ministère de l'Intérieur", "Innenministerium", "foreign ministry", "Außenministerium"]


class World:
    """People, known by a number: name, country, post, years in office; some are met far more often than others.

    common: the share of them who bear one of the COMMON surnames of their country, the first of these most often, and
    one of its COMMON_GIVEN given names.
    """

    def __init__(self, count: int, common: float = 0.0) -> None:
        draw = random.Random(SEED)
        self._common = common
        self._surnames = {country: [self._coin(draw) for _rank in range(COMMON)] for country in COUNTRIES}
        self._given = {country: draw.sample(GIVEN, COMMON_GIVEN) for country in COUNTRIES}
        self._ranks = list(accumulate(1 / (rank + 1) for rank in range(COMMON)))
        draw = random.Random(SEED)
        self.people = [self._make(draw) for _number in range(count)]
        self._weights = list(accumulate(1 / (rank + 8) ** 0.8 for rank in range(count)))

    def _coin(self, draw: random.Random) -> str:
        middle = draw.choice(MIDDLES) if draw.random() < 0.6 else ""
        return draw.choice(HEADS) + draw.choice(MIDDLES) + middle + draw.choice(TAILS)

    def _make(self, draw: random.Random) -> tuple[str, str, str, int, int]:
        surname = self._coin(draw)
        first = draw.randint(1990, 2020)
        given, country, post = draw.choice(GIVEN), draw.choice(COUNTRIES), draw.randrange(12)
        if self._common and draw.random() < self._common:
            surname = self._surnames[country][bisect(self._ranks, draw.random() * self._ranks[-1])]
            given = draw.choice(self._given[country])
        return given, surname, country, post, first

    def pick(self, draw: random.Random) -> int:
        """Draws a person, the first ones most often."""
        return bisect(self._weights, draw.random() * self._weights[-1])


def make_sheets(mentions: int, world: World, truth: dict[Key, int]) -> Iterator[FactSheet]:
    """Yields articles with `mentions` persons and agencies in all; truth: filled with mention -> person."""
    draw = random.Random(SEED + 1)
    for number in range(mentions // (PEOPLE_AN_ARTICLE + 1)):
        article = f"n{number:07}"
        language = draw.choice(("en", "de", "fr"))
        who = list(dict.fromkeys(world.pick(draw) for _each in range(PEOPLE_AN_ARTICLE)))
        persons = []
        year = 0
        for at, person in enumerate(who):
            given, surname, country, post, first = world.people[person]
            year = year or draw.randint(first, first + 5)
            for old, new in SPELLINGS[language]:
                surname = surname.lower().replace(old, new).capitalize()
            posts = (Post(POSTS[language][post], country=country),) if draw.random() > 0.03 else ()
            persons.append(Person(f"p{at}", f"{given} {surname}", posts=posts))
            truth[(article, f"p{at}")] = person
        day = f"{year}-{draw.randint(1, 12):02}-{draw.randint(1, 28):02}"
        parts = tuple(Participation(f"p{at}", "participant") for at in range(min(2, len(who))))
        meeting = Meeting(
            "m", "meeting", "held", parts, (Quote("met"),), date=day, place_country=world.people[who[0]][2]
        )
        body = Agency("a", draw.choice(BODIES), country=world.people[who[0]][2])
        yield FactSheet(ArticleInfo(article, language, published=day), tuple(persons), (body,), (meeting,))


def sample_figures(truth: dict[Key, int], find: dict[Key, Key]) -> tuple[float, float]:
    """Returns precision and recall over pairs within samples of clusters and of people."""
    draw = random.Random(SEED + 2)
    groups: tuple[dict[object, list[Key]], dict[object, list[Key]]] = (defaultdict(list), defaultdict(list))
    for key, person in truth.items():
        groups[0][find.get(key, key)].append(key)
        groups[1][person].append(key)
    shares = []
    for own, other in ((groups[0], truth.get), (groups[1], lambda key: find.get(key, key))):
        several = [keys for keys in own.values() if len(keys) > 1]
        hits = total = 0
        for keys in draw.sample(several, min(3000, len(several))):
            for left, right in combinations(draw.sample(keys, min(12, len(keys))), 2):
                hits += other(left) == other(right)
                total += 1
        shares.append(hits / max(1, total))
    return shares[0], shares[1]


def measure(mentions: int, common: float) -> str:
    """Resolves a made-up archive and returns its row."""
    world = World(int(mentions * PEOPLE_A_MENTION), common)
    truth: dict[Key, int] = {}
    start, busy = time.perf_counter(), time.process_time()
    articles = sum(1 for _sheet in make_sheets(mentions, world, truth))
    making, made = time.perf_counter() - start, time.process_time() - busy
    start, busy = time.perf_counter(), time.process_time()
    outcome = resolve_sheets(make_sheets(mentions, world, truth))
    seconds = time.perf_counter() - start - making
    core_seconds = time.process_time() - busy - made
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    precision, recall = sample_figures(truth, dict(outcome.first))
    people = len({outcome.find(key) for key in truth})
    count = len(truth) + articles
    return (
        f"| {count:,} | {articles:,} | {seconds:.1f} | {core_seconds:.1f} | {count / core_seconds:,.0f} | {peak:,} | "
        f"{people:,} of {len(set(truth.values())):,} | {precision:.3f} | {recall:.3f} | {len(outcome.candidates):,} |"
    )


def main() -> None:
    """Prints one row a size, or writes them into a page."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("mentions", type=int, nargs="*", default=[10_000, 100_000])
    parser.add_argument("--common", type=float, default=0.0, metavar="SHARE", help="people who bear common names")
    parser.add_argument("-o", dest="page", type=Path, metavar="PAGE", help="the page to write into")
    options = parser.parse_args()
    lines = [
        "| mentions | articles | s by the clock | core s | mentions a core s | peak MB | people found | P | R | to review |",
        "| ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |",
    ]
    for mentions in options.mentions:
        with multiprocessing.get_context("spawn").Pool(1) as pool:
            lines.append(pool.apply(measure, (mentions, options.common)))
        print(lines[-1], file=sys.stderr, flush=True)
    write_part(options.page, "bench_scale", lines)


if __name__ == "__main__":
    main()
