"""Resolving all sheets: what follows from sheets and decisions alone."""

from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from kg.facts.model import FactSheet, Meeting, Participation, Quote
from kg.identity import Decision, Key, make_decision, resolve_sheets
from tests.identity.factories import make_sheet

NAMES = [
    "Kim Jong-un",
    "Kim Jong Un",
    "Kim Yong-chol",
    "김정은",
    "Sergej Lawrow",
    "Sergei Lavrov",
    "S. Lavrov",
    "Lavrov",
]
NAMES += ["Mohammed VI", "Mohamed VI", "Mohammed Ali", "Anna Schmidt", "Anna Schmitt", "Maria Anna Schmidt"]
POSTS = [None, "Foreign Minister", "Außenminister", "President", "ambassador", "police chief"]
PERSON = st.tuples(st.sampled_from(NAMES), st.sampled_from(POSTS), st.sampled_from([None, "KP", "RU", "MA", "DE"]))
YEARS = st.sampled_from(["2004-05-06", "2015-06-15", "2016-01-01", "2024-06-15"])
ARTICLES = st.lists(st.tuples(st.lists(PERSON, min_size=1, max_size=4), YEARS), min_size=2, max_size=9)


def make_articles(drawn: list[tuple[list[tuple[str, str | None, str | None]], str]]) -> list[FactSheet]:
    return [make_sheet(f"a{at}", *people, published=day) for at, (people, day) in enumerate(drawn)]


def decide_same(left: Key, right: Key) -> Decision:
    return make_decision("same", left, right, who="Ann", when="2026-01-02T03:04:05Z", why="I know him")


def decide_different(left: Key, right: Key) -> Decision:
    return make_decision("different", left, right, who="Ann", when="2026-01-02T03:04:05Z")


@settings(max_examples=60)
@given(ARTICLES, st.integers())
def test_the_order_of_loading_does_not_change_the_result(
    drawn: list[tuple[list[tuple[str, str | None, str | None]], str]], seed: int
) -> None:
    sheets = make_articles(drawn)
    turned = Random(seed).sample(sheets, len(sheets))
    one, other = resolve_sheets(sheets), resolve_sheets(turned)
    assert one == other


@settings(max_examples=60)
@given(ARTICLES, st.data())
def test_a_decision_and_its_undo_change_nothing(
    drawn: list[tuple[list[tuple[str, str | None, str | None]], str]], data: st.DataObject
) -> None:
    sheets = make_articles(drawn)
    keys = [(sheet.article.id, person.id) for sheet in sheets for person in sheet.persons]
    left, right = data.draw(st.lists(st.sampled_from(keys), min_size=2, max_size=2, unique=True).map(tuple))
    decision = data.draw(st.sampled_from([decide_same, decide_different]))(left, right)
    undo = make_decision("undo", undoes=decision.id, who="Bob", when="2026-01-03T00:00:00Z")
    decided = resolve_sheets(sheets, [decision])
    assert (decided.find(left) == decided.find(right)) == (decision.kind == "same")
    assert resolve_sheets(sheets, [decision, undo]) == resolve_sheets(sheets)


@settings(max_examples=40)
@given(ARTICLES)
def test_two_of_one_article_are_never_joined(
    drawn: list[tuple[list[tuple[str, str | None, str | None]], str]],
) -> None:
    sheets = make_articles(drawn)
    found = resolve_sheets(sheets)
    for sheet in sheets:
        firsts = [found.find((sheet.article.id, person.id)) for person in sheet.persons]
        assert len(firsts) == len(set(firsts))


def test_decisions_are_transitive() -> None:
    sheets = [make_sheet(name, (person, None, None)) for name, person in zip("abc", ("Ann", "Bob", "Cid"), strict=True)]
    a, b, c = (("a", "p0"), ("b", "p0"), ("c", "p0"))
    found = resolve_sheets(sheets, [decide_same(a, b), decide_same(b, c)])
    assert found.find(a) == found.find(c)
    assert found.members(b) == (a, b, c)


def test_what_was_decided_different_stays_apart_over_a_third() -> None:
    sheets = [make_sheet(name, ("Sergei Lavrov", "Foreign Minister", "RU")) for name in "abc"]
    a, c = ("a", "p0"), ("c", "p0")
    assert resolve_sheets(sheets).find(a) == resolve_sheets(sheets).find(c)
    found = resolve_sheets(sheets, [decide_different(a, c)])
    assert found.find(a) != found.find(c)


def test_a_decision_tells_who_when_and_why() -> None:
    sheets = [make_sheet("a", ("Ann", None, None)), make_sheet("b", ("Bob", None, None))]
    links = resolve_sheets(sheets, [decide_same(("a", "p0"), ("b", "p0"))]).explain(("a", "p0"))
    assert [link.basis for link in links] == ["decision"]
    assert links[0].reasons[0].startswith("decided by Ann on 2026-01-02") and links[0].reasons[1] == "I know him"


def test_decisions_about_what_no_sheet_has_are_told() -> None:
    found = resolve_sheets([make_sheet("a", ("Ann", None, None))], [decide_same(("a", "p0"), ("gone", "p0"))])
    assert found.loose == (("gone", "p0"),)


def test_equal_names_alone_do_not_merge() -> None:
    sheets = [make_sheet("a", ("Anna Schmidt", None, None)), make_sheet("b", ("Anna Schmidt", None, None))]
    found = resolve_sheets(sheets)
    assert found.find(("a", "p0")) != found.find(("b", "p0"))
    assert [(link.left, link.right) for link in found.candidates] == [(("a", "p0"), ("b", "p0"))]


def test_two_ministers_called_kim_are_two() -> None:
    sheets = [
        make_sheet("a", ("Kim Yong-hyun", "Defence Minister", "KR")),
        make_sheet("b", ("Kim Yung-ho", "Unification Minister", "KR")),
    ]
    found = resolve_sheets(sheets)
    assert found.find(("a", "p0")) != found.find(("b", "p0")) and not found.candidates


def test_namesakes_of_two_countries_are_two() -> None:
    sheets = [
        make_sheet("a", ("Pedro Sánchez", "Prime Minister", "ES")),
        make_sheet("b", ("Pedro Sánchez", "governor", "MX")),
    ]
    found = resolve_sheets(sheets)
    assert found.find(("a", "p0")) != found.find(("b", "p0"))


def test_a_surname_joins_the_one_official_of_that_name_only_with_more_than_it() -> None:
    sheets = [
        make_sheet("a", ("Abdellatif Hammouchi", "Director General of National Security", "MA")),
        make_sheet("b", ("Hammouchi", None, None)),
    ]
    found = resolve_sheets(sheets)
    assert found.find(("a", "p0")) != found.find(("b", "p0"))


def test_a_king_without_a_title_is_the_only_king_of_that_name() -> None:
    sheets = [make_sheet("a", ("Mohammed VI", "König", "MA")), make_sheet("b", ("Mohamed VI", None, None))]
    found = resolve_sheets(sheets)
    assert found.find(("a", "p0")) == found.find(("b", "p0"))


def test_a_decision_about_meetings_joins_them() -> None:
    def tell(article: str) -> FactSheet:
        parts = (Participation("FR", "host"), Participation("DE", "guest"))
        return FactSheet(
            make_sheet(article).article,
            meetings=(Meeting(article, "meeting", "held", parts, (Quote("met"),), date=f"202{article}-01-01"),),
        )

    left, right = ("1", "meeting/1"), ("3", "meeting/3")
    assert resolve_sheets([tell("1"), tell("3")]).find(left) != resolve_sheets([tell("1"), tell("3")]).find(right)
    found = resolve_sheets([tell("1"), tell("3")], [decide_same(left, right)])
    assert found.find(left) == found.find(right)
