"""Scores identity against its bench, and beside it nomenklatura's logic-v2 and plain rapidfuzz, in one run.

    python benchmarks/identity/bench_identity.py [--gold DIR] [--misses] [-o docs/identity.md]

Two measures of persons. *Pairs*: each case alone, the matcher sees two mentions and nothing else; every matcher at
every threshold. *Corpus*: all mentions as articles, resolved together by kg.identity.resolve_sheets; precision and
recall over pairs of mentions that share a cluster. Agencies and meetings: corpus only. Both halves are scored; of the
one set aside no miss is named. nomenklatura comes with the extra `bench`; without it its rows are left out, with a
warning. --gold: a folder of fact sheets made by hand, of which gold.tsv tells who and what recurs. -o: the page whose
part between the marks is written anew.
"""

import argparse
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations, count
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from agency_cases import make_agency_sheets
from cases import BenchMention, Case, make_cases, make_hard_pairs, make_mentions
from gold_cases import read_gold
from meeting_cases import make_meeting_sheets
from page import write_part

from kg.facts.model import ArticleInfo, FactSheet, Person, Post
from kg.identity.agency_index import load_agencies
from kg.identity.evidence import MERGE_SCORE, score_profiles
from kg.identity.model import MEETING, Key
from kg.identity.profiles import PersonGatherer
from kg.identity.resolution import resolve_sheets
from kg.identity.sounds import find_script
from kg.identity.spelling import to_latin

Matcher = Callable[[Case], float]


@dataclass(frozen=True, slots=True)
class Figures:
    """Precision and recall over pairs, with the counts behind them."""

    right: int
    wrong: int
    missed: int

    @property
    def precision(self) -> float:
        """Share of the found that are right; 1 where nothing was found."""
        return self.right / (self.right + self.wrong) if self.right + self.wrong else 1.0

    @property
    def recall(self) -> float:
        """Share of the wanted that were found."""
        return self.right / (self.right + self.missed) if self.right + self.missed else 1.0

    def __str__(self) -> str:
        return f"P {self.precision:.4f}  R {self.recall:.4f}  (wrong {self.wrong}, missed {self.missed})"


def make_sheet(mention: BenchMention, article: str) -> FactSheet:
    """Returns an article that names one person."""
    posts = (Post(mention.title, country=mention.country),) if mention.title else ()
    person = Person("person", mention.name, posts=posts)
    return FactSheet(ArticleInfo(article, mention.language, published=f"{mention.year}-06-15"), (person,))


def score_ours(case: Case) -> float:
    """Returns the score of kg.identity of a pair alone."""
    profiles = []
    for at, mention in enumerate((case.left, case.right)):
        gatherer = PersonGatherer(load_agencies())
        gatherer.add(make_sheet(mention, f"article-{at}"))
        profiles.append(gatherer.finish()[0].profile)
    return score_profiles(*profiles).value


def score_rapidfuzz(case: Case) -> float:
    """Returns plain rapidfuzz's similarity of the names (token_sort_ratio after its default processing)."""
    from rapidfuzz import fuzz, utils

    return fuzz.token_sort_ratio(case.left.name, case.right.name, processor=utils.default_process) / 100


def score_romanised(case: Case) -> float:
    """Returns the same of the names in Latin letters, since it knows no other script's."""
    from rapidfuzz import fuzz, utils

    names = to_latin(case.left.name), to_latin(case.right.name)
    return fuzz.token_sort_ratio(*names, processor=utils.default_process) / 100


def make_nomenklatura() -> Matcher:
    """Returns nomenklatura's logic-v2; it is given names, countries and posts, as far as its schema has them."""
    from followthemoney import EntityProxy, model
    from nomenklatura.matching import get_algorithm

    algorithm = get_algorithm("logic-v2")
    assert algorithm is not None
    config = algorithm.default_config()

    # It remembers what it made of an entity by the entity's id: each mention needs one of its own.
    numbers = count()

    def make(mention: BenchMention) -> EntityProxy:
        proxy = model.make_entity("Person")
        proxy.id = f"mention-{next(numbers)}"
        proxy.add("name", mention.name)
        proxy.add("country", mention.country)
        proxy.add("position", mention.title)
        return proxy

    return lambda case: algorithm.compare(make(case.left), make(case.right), config).score


def tally(cases: Sequence[Case], scores: Sequence[float], threshold: float) -> Figures:
    """Counts the cases that a threshold gets right."""
    found = [score >= threshold for score in scores]
    right = sum(hit and case.same for hit, case in zip(found, cases, strict=True))
    wrong = sum(hit and not case.same for hit, case in zip(found, cases, strict=True))
    return Figures(right, wrong, sum(case.same for case in cases) - right)


def find_recall(cases: Sequence[Case], scores: Sequence[float], precision: float) -> tuple[float, float]:
    """Returns (best recall, its threshold) at which the precision is at least the one given."""
    best = (0.0, 1.01)
    for threshold in sorted(set(scores)):
        figures = tally(cases, scores, threshold)
        if figures.precision >= precision and figures.recall > best[0]:
            best = (figures.recall, threshold)
    return best


def score_clusters(truth: dict[Key, str], first: Callable[[Key], Key]) -> tuple[Figures, list[tuple[str, Key, Key]]]:
    """Returns the figures over pairs of mentions, and the pairs that are wrong or missed."""
    right = wrong = missed = 0
    bad = []
    for left, right_key in combinations(sorted(truth), 2):
        same, found = truth[left] == truth[right_key], first(left) == first(right_key)
        right += same and found
        if same != found:
            wrong += found
            missed += same
            bad.append(("wrong" if found else "missed", left, right_key))
    return Figures(right, wrong, missed), bad


def make_corpus(aside: bool) -> tuple[list[FactSheet], dict[Key, str]]:
    """Returns all person mentions of one half as articles, and mention -> person."""
    mentions, set_aside = make_mentions()
    chosen = [mention for mention in mentions if set_aside[mention.person] == aside]
    chosen += [one for case in make_hard_pairs() if case.aside == aside for one in (case.left, case.right)]
    sheets = [make_sheet(mention, f"a{number:05}") for number, mention in enumerate(chosen)]
    return sheets, {(f"a{number:05}", "person"): mention.person for number, mention in enumerate(chosen)}


PRECISIONS = (1.0, 0.99, 0.95)
#: The thresholds the peers recommend or are used with; ours is the one that merges.
THRESHOLDS = {"kg": MERGE_SCORE, "nomenklatura logic-v2": 0.7, "rapidfuzz": 0.9, "rapidfuzz, romanised": 0.9}
HALVES = {False: "development", True: "set aside"}


def make_matchers() -> dict[str, Matcher]:
    """Returns the matchers by name, without those that are not installed."""
    matchers: dict[str, Matcher] = {"kg": score_ours}
    try:
        matchers["nomenklatura logic-v2"] = make_nomenklatura()
    except ImportError as error:
        print(f"without nomenklatura: {error}; pip install 'kg[bench]'", file=sys.stderr)
    return matchers | {"rapidfuzz": score_rapidfuzz, "rapidfuzz, romanised": score_romanised}


def report_pairs(matchers: dict[str, Matcher]) -> Iterator[str]:
    """Yields the table of pairs."""
    yield "| half | matcher | " + " | ".join(f"R at P >= {p}" for p in PRECISIONS) + " | at its threshold | ms |"
    yield "| --- | --- |" + " ---: |" * len(PRECISIONS) + " --- | ---: |"
    for aside, half in HALVES.items():
        cases = [case for case in make_cases() if case.aside == aside]
        for name, matcher in matchers.items():
            matcher(cases[0])
            start = time.perf_counter()
            scores = [matcher(case) for case in cases]
            spent = (time.perf_counter() - start) / len(cases) * 1000
            recalls = " | ".join(f"{find_recall(cases, scores, p)[0]:.3f}" for p in PRECISIONS)
            figures = tally(cases, scores, THRESHOLDS[name])
            own = f"{THRESHOLDS[name]}: P {figures.precision:.3f}, R {figures.recall:.3f}"
            yield f"| {half} | {name} | {recalls} | {own} | {spent:.2f} |"


def report_corpora(gold: Path | None, misses: bool) -> Iterator[str]:
    """Yields the table of what is resolved together; names the misses of the development half on stderr."""
    yield "| what | half | mentions | things | precision | recall | wrong pairs | missed pairs |"
    yield "| --- | --- | ---: | ---: | ---: | ---: | ---: | ---: |"
    corpora = [
        (kind, half, *make(aside))
        for kind, make in (
            ("persons", make_corpus),
            ("agencies", make_agency_sheets),
            ("meetings", make_meeting_sheets),
        )
        for aside, half in HALVES.items()
    ]
    if gold is not None:
        corpora += [(kind, "gold articles", *made) for kind, made in read_gold(gold).items()]
    for kind, half, sheets, truth in corpora:
        figures, bad = score_clusters(truth, resolve_sheets(sheets).find)
        yield (
            f"| {kind} | {half} | {len(truth)} | {len(set(truth.values()))} | {figures.precision:.3f} | "
            f"{figures.recall:.3f} | {figures.wrong} | {figures.missed} |"
        )
        if misses and half != HALVES[True]:
            tell_misses(sheets, bad)


def tell_misses(sheets: Sequence[FactSheet], bad: Sequence[tuple[str, Key, Key]]) -> None:
    """Prints wrong and missed pairs on stderr."""
    said: dict[Key, object] = {(s.article.id, x.id): x for s in sheets for x in (*s.persons, *s.agencies)}
    said |= {(s.article.id, MEETING + x.id): x for s in sheets for x in s.meetings}
    for how, left, right in bad:
        print(f"  {how}: {describe(said[left])} | {describe(said[right])}", file=sys.stderr)


def count_cases() -> str:
    """Returns a sentence on what the bench holds."""
    mentions, aside = make_mentions()
    cases = make_cases()
    scripts = {find_script(mention.name) for mention in mentions}
    return (
        f"{len(aside)} officials in {len(mentions)} spellings, {len({m.language for m in mentions})} languages and "
        f"{len(scripts)} scripts; {sum(case.hard for case in cases)} hard negatives; {len(cases)} pairs, "
        f"{sum(case.same for case in cases)} of them one person."
    )


def main() -> None:
    """Prints the report, or writes it into a page."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--gold", type=Path, metavar="DIR", help="a folder with the annotated fact sheets")
    parser.add_argument("--misses", action="store_true", help="name the misses of the development half")
    parser.add_argument("-o", dest="page", type=Path, metavar="PAGE", help="the page to write into")
    options = parser.parse_args()
    lines = [count_cases(), "", *report_pairs(make_matchers()), "", *report_corpora(options.gold, options.misses)]
    write_part(options.page, "bench_identity", lines)


def describe(thing: object) -> str:
    """Returns one line about a mention."""
    posts = [f"{p.title} {p.country}" for p in getattr(thing, "posts", ())]
    fields = [getattr(thing, name, None) for name in ("name", "acronym", "country", "kind", "status", "date", "place")]
    refs = [part.ref for part in getattr(thing, "participants", ())]
    return " ".join(str(field) for field in (*fields, *posts, *refs) if field)


if __name__ == "__main__":
    main()
