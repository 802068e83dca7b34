"""The page of an annotated article shows its words and does nothing else."""

import re

import pytest

from kg.extract.annotation import annotate
from kg.facts import ArticleInfo, FactSheet, Meeting, Participation, Person, Quote
from kg.text import Article
from kg.view.annotated import render_annotated
from tests.view.factory import HOSTILE


def make_page(*words: str) -> str:
    """A page whose article, title, name and quote are the same words."""
    text = "\n\n".join(words)
    article = Article("a", text, "en", title=words[0], publisher=words[0], url="javascript:alert(1)")
    sheet = FactSheet(
        ArticleInfo("a", "en"),
        tuple(Person(f"p{n}", word) for n, word in enumerate(words)),
        meetings=(Meeting("m", "meeting", "held", (Participation("p0", "host"),), (Quote(text),), place=words[0]),),
    )
    return render_annotated(article, annotate(article, sheet))


def test_markup_of_an_article_is_escaped() -> None:
    page = make_page('<script>alert("1")</script><img src=x onerror=alert(1)>', '"><svg onload=alert(1)>')
    assert not re.search(r"<(script|img|svg)", page)
    assert "&lt;script&gt;" in page


def test_an_address_that_is_no_web_address_is_no_link() -> None:
    assert "javascript:" not in make_page("Ann met Bob.")


def test_direction_overrides_are_taken_out() -> None:
    assert "\u202e" not in make_page("Ann \u202e met Bob.")


def test_an_article_without_finds_says_so() -> None:
    article = Article("a", "Nothing.", "en")
    assert "None found." in render_annotated(article, ())


@pytest.mark.browser
def test_hostile_words_are_shown_and_nothing_runs(open_page) -> None:
    page = open_page(make_page(*HOSTILE))
    assert page.evaluate("window.pwned") is None
    assert page.locator("script, img, iframe, svg, form").count() == 0
    assert page.locator("h1").inner_text() == HOSTILE[0]


@pytest.mark.browser
def test_numbers_lead_to_facts_and_back(open_page) -> None:
    page = open_page(make_page("Ann met Bob."))
    page.click("sup a")
    assert page.evaluate("location.hash") == "#f1"
    page.click("#f1 a")
    assert page.evaluate("document.querySelector(location.hash).textContent") == "1"
