"""Scores identity against its bench, and beside it nomenklatura's logic-v2 and plain rapidfuzz, in one run.

    python benchmarks/identity/bench_identity.py [--aside] [--misses] [--peers]

Two measures of persons. *Pairs*: each case alone, the matcher sees two mentions and nothing else; every matcher at
every threshold. *Corpus*: all mentions as articles, resolved together by kg.identity.resolve_sheets; precision and
recall over pairs of mentions that share a cluster. Agencies and meetings: corpus only. --aside scores the half that was
set aside and names none of its misses.
"""

import argparse
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from agency_cases import make_agency_sheets
from cases import BenchMention, Case, make_cases, make_hard_pairs, make_mentions
from meeting_cases import make_meeting_sheets

from kg.facts.model import ArticleInfo, FactSheet, Person, Post
from kg.identity.agency_index import load_agencies
from kg.identity.evidence import MERGE_SCORE, score_profiles
from kg.identity.model import MEETING, Key
from kg.identity.profiles import PersonGatherer
from kg.identity.resolution import resolve_sheets

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


def make_nomenklatura() -> Matcher:
    """Returns nomenklatura's logic-v2; it is given names, countries and posts, as far as its schema has them."""
    from followthemoney import EntityProxy, model
    from nomenklatura.matching import get_algorithm

    algorithm = get_algorithm("logic-v2")
    assert algorithm is not None
    config = algorithm.default_config()

    def make(mention: BenchMention, side: str) -> EntityProxy:
        proxy = model.make_entity("Person")
        proxy.id = side
        proxy.add("name", mention.name)
        proxy.add("country", mention.country)
        proxy.add("position", mention.title)
        return proxy

    return lambda case: algorithm.compare(make(case.left, "left"), make(case.right, "right"), config).score


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


def report_persons(aside: bool, peers: bool) -> None:
    """Prints the figures of pairs."""
    cases = [case for case in make_cases() if case.aside == aside]
    hard = sum(case.hard for case in cases)
    print(f"persons, pairs: {len(cases)} cases, {sum(case.same for case in cases)} same, {hard} hard negatives")
    matchers: dict[str, Matcher] = {"kg": score_ours, "rapidfuzz": score_rapidfuzz}
    if peers:
        matchers["nomenklatura logic-v2"] = make_nomenklatura()
    for name, matcher in matchers.items():
        matcher(cases[0])
        start = time.perf_counter()
        scores = [matcher(case) for case in cases]
        seconds = time.perf_counter() - start
        recalls = ", ".join(f"R {find_recall(cases, scores, p)[0]:.3f} at P >= {p}" for p in (1.0, 0.99, 0.95))
        print(f"  {name:22} {recalls}; {seconds / len(cases) * 1000:.2f} ms a pair")
        if name == "kg":
            print(f"  {'':22} at its threshold {MERGE_SCORE}: {tally(cases, scores, MERGE_SCORE)}")


def main() -> None:
    """Prints the report."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--aside", action="store_true")
    parser.add_argument("--misses", action="store_true")
    parser.add_argument("--peers", action="store_true")
    options = parser.parse_args()
    print("half set aside" if options.aside else "development half")
    report_persons(options.aside, options.peers)
    for kind, made in (
        ("persons, corpus", make_corpus(options.aside)),
        ("agencies", make_agency_sheets(options.aside)),
        ("meetings", make_meeting_sheets(options.aside)),
    ):
        sheets, truth = made
        figures, bad = score_clusters(truth, resolve_sheets(sheets).find)
        print(f"{kind}: {len(truth)} mentions: {figures}")
        if options.misses and not options.aside:
            said: dict[Key, object] = {(s.article.id, x.id): x for s in sheets for x in (*s.persons, *s.agencies)}
            said |= {(s.article.id, MEETING + x.id): x for s in sheets for x in s.meetings}
            for how, left, right in bad:
                print(f"  {how}: {describe(said[left])} | {describe(said[right])}")


def describe(thing: object) -> str:
    """Returns one line about a mention."""
    posts = [f"{p.title} {p.country}" for p in getattr(thing, "posts", ())]
    fields = [getattr(thing, name, None) for name in ("name", "acronym", "country", "kind", "status", "date", "place")]
    refs = [part.ref for part in getattr(thing, "participants", ())]
    return " ".join(str(field) for field in (*fields, *posts, *refs) if field)


if __name__ == "__main__":
    main()
