"""The marks of an article: where facts are told and names stand."""

import pytest

from kg.extract.annotation import Mark, annotate, cut_stretches, number_facts
from kg.facts import (
    Agency,
    ArticleInfo,
    Award,
    FactSheet,
    Ground,
    Meeting,
    Participation,
    Person,
    Post,
    Quote,
)
from kg.text import Article

TEXT = "Ann Alt of the Border Guard (BG) met Bob Bor in Rome. Alt gave Bor the Star. Altman and Romeo stayed away."
PARTS = (Participation("ann", "guest"), Participation("bob", "host"))


def make_sheet(*, pending: bool = False, quote: str = "met Bob Bor in Rome") -> FactSheet:
    ground = Ground(0.4, review="pending") if pending else Ground()
    return FactSheet(
        ArticleInfo("a", "en"),
        (
            Person("ann", "Ann Alt", ("Alt",), (Post("Guard", "bg", "IT", (Quote("Ann Alt of the Border Guard"),)),)),
            Person("bob", "Bob Bor", ("Bor",)),
        ),
        (Agency("bg", "Border Guard", "BG"),),
        (Meeting("m", "meeting", "held", PARTS, (Quote(quote),), "2024-05-03", "Rome", "IT", ground=ground),),
        (Award("Star", "bob", (Quote("Alt gave Bor the Star."),), "ann"),),
    )


def marked(kind: str, sheet: FactSheet | None = None) -> list[str]:
    marks = annotate(Article("a", TEXT, "en"), sheet or make_sheet())
    return [TEXT[mark.start : mark.end] for mark in marks if mark.kind == kind]


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        ("person", ["Ann Alt", "Bob Bor", "Alt", "Bor"]),
        ("agency", ["Border Guard", "BG"]),
        ("place", ["Rome"]),
        ("post", ["Ann Alt of the Border Guard"]),
        ("meeting", ["met Bob Bor in Rome"]),
        ("award", ["Alt gave Bor the Star."]),
    ],
)
def test_each_kind_is_marked_where_it_stands(kind: str, words: list[str]) -> None:
    assert marked(kind) == words


def test_a_quote_that_is_not_in_the_text_gets_no_mark() -> None:
    assert marked("meeting", make_sheet(quote="met Bob Bor in Paris")) == []


def test_a_fact_to_review_is_marked_as_such() -> None:
    marks = annotate(Article("a", TEXT, "en"), make_sheet(pending=True))
    assert [mark.pending for mark in marks if mark.kind == "meeting"] == [True]


def test_labels_say_who_when_and_where() -> None:
    marks = annotate(Article("a", TEXT, "en"), make_sheet())
    labels = {mark.kind: mark.label for mark in marks}
    assert labels["meeting"] == "Ann Alt, Bob Bor; 2024-05-03; Rome, IT"
    assert labels["post"] == "Ann Alt: Guard, BG, IT"
    assert labels["award"] == "Star for Bob Bor from Ann Alt"


def test_facts_are_numbered_in_the_order_of_the_text() -> None:
    numbers = number_facts(annotate(Article("a", TEXT, "en"), make_sheet()))
    assert [(kind, number) for (kind, _), number in numbers.items()] == [("post", 1), ("meeting", 2), ("award", 3)]


def test_stretches_cover_the_text_once_and_crossing_marks_share_one() -> None:
    left, right = Mark(0, 4, "post", "left"), Mark(2, 6, "meeting", "right")
    stretches = list(cut_stretches("abcdefgh", [left, right]))
    assert [(s.start, s.end, s.marks) for s in stretches] == [
        (0, 2, (left,)),
        (2, 4, (left, right)),
        (4, 6, (right,)),
        (6, 8, ()),
    ]


def test_names_of_thousands_are_marked_in_one_pass() -> None:
    text = " ".join(f"Name{n}" for n in range(10_000)) * 10
    sheet = FactSheet(ArticleInfo("a", "en"), tuple(Person(f"p{n}", f"Name{n}") for n in range(10_000)))
    assert len(annotate(Article("a", text, "en"), sheet)) > 90_000
