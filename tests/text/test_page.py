import logging

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.errors import KgError, UnreadableError
from kg.text import Article, article_from_bytes, to_source

HEAD = (
    '<!DOCTYPE html><html lang="de"><head><meta charset="utf-8"><title>Merkel trifft Macron | Zeitung</title>'
    '<meta property="og:site_name" content="Zeitung"><link rel="canonical" href="https://example.org/a">'
    '<meta property="article:published_time" content="2024-06-28T10:00:00+02:00"></head>'
)
FIRST = "Bundeskanzlerin Angela Merkel hat am Freitag in Paris den Präsidenten Emmanuel Macron getroffen & geehrt."
SECOND = "Beide wollen die Zusammenarbeit ihrer Polizei ausbauen, sagte ein Sprecher am Abend in Berlin der Presse."
PAGE = f"""{HEAD}<body><nav><a href="/">Start</a></nav><script>var x = "{SECOND}";</script><!-- {SECOND} -->
<article><h1>Merkel trifft Macron</h1>
<p>Bundeskanzlerin <b>Angela&nbsp;Merkel</b> hat am Freitag in Paris den Pr&auml;sidenten <a href="/m">Emmanuel
 Macron</a> getroffen &amp; geehrt.</p><p>{SECOND}</p>
<ul><li>Erstens die Grenzen und ihre Sicherung</li><li>Zweitens die Verfolgung der Banden</li></ul></article>
<footer>Impressum</footer></body></html>"""


@pytest.fixture(scope="module")
def article() -> Article:
    return article_from_bytes(PAGE.encode(), "a.html")


def test_page_gives_text_and_metadata(article: Article) -> None:
    assert article.text.split("\n\n")[:2] == [FIRST, SECOND]
    found = (article.title, article.publisher, article.url, article.published, article.language)
    assert found == ("Merkel trifft Macron", "Zeitung", "https://example.org/a", "2024-06-28", "de")


def test_items_of_a_list_have_no_bullets_of_ours(article: Article) -> None:
    assert article.text.split("\n\n")[2:] == [
        "Erstens die Grenzen und ihre Sicherung",
        "Zweitens die Verfolgung der Banden",
    ]


def test_segments_are_the_same_letters_on_the_page(article: Article) -> None:
    assert article.offsets
    for start, place, length in article.offsets:
        assert article.text[start : start + length] == PAGE[place : place + length]


def test_quote_leads_to_its_place_in_the_paragraph_and_not_in_a_script(article: Article) -> None:
    start = article.text.index(SECOND)
    place = to_source(article, start, start + len(SECOND))
    assert place is not None
    assert article.source[slice(*place)].decode() == SECOND
    assert article.source[: place[0]].endswith(b"</p><p>")


def test_stretch_over_tags_goes_from_its_first_letter_to_its_last(article: Article) -> None:
    start, end = article.text.index("Angela"), article.text.index("Emmanuel Macron") + len("Emmanuel Macron")
    place = to_source(article, start, end)
    assert place is not None
    found = article.source[slice(*place)].decode()
    assert found.startswith("Angela&nbsp;Merkel</b>")
    assert found.endswith("Emmanuel\n Macron")


@pytest.mark.parametrize("name", ["-", "a.txt", "a.htm", "a.HTML"])
def test_page_is_told_by_its_name_or_beginning(name: str) -> None:
    assert article_from_bytes(PAGE.encode(), name).text.startswith("Bundeskanzlerin")


def test_declared_encoding_is_believed() -> None:
    page = PAGE.replace('charset="utf-8"', 'charset="iso-8859-2"').replace("Merkel", "Węgrzyn")
    article = article_from_bytes(page.encode("iso-8859-2"), "a.html")
    assert "Angela Węgrzyn" in article.text
    start = article.text.index(SECOND)
    place = to_source(article, start, start + len(SECOND))
    assert place is not None
    assert article.source[slice(*place)].decode("iso-8859-2") == SECOND


@pytest.mark.parametrize("charset", ["rot13", "base64", "idna", "utf-16", "nonsense", "unicode_escape", "us-ascii"])
def test_encoding_that_cannot_be_is_not_believed(charset: str) -> None:
    page = PAGE.replace('charset="utf-8"', f'charset="{charset}"')
    assert article_from_bytes(page.encode(), "a.html").text.startswith(FIRST)


def test_page_without_dates_has_none() -> None:
    page = PAGE.replace('<meta property="article:published_time" content="2024-06-28T10:00:00+02:00">', "")
    assert article_from_bytes(page.encode(), "a.html").published is None


def test_entities_outside_do_not_reach_files() -> None:
    doctype = '<!DOCTYPE html [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
    page = f"{doctype}<html><body><article><p>{SECOND} &x;</p><p>{FIRST}</p>"
    assert "root:" not in article_from_bytes(page.encode(), "a.html").text


@pytest.mark.parametrize("page", ["<html></html>", "<html><body><p></p>", "<!doctype html>", "<html>" + "<div>" * 3000])
def test_page_without_an_article_is_told(page: str, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.CRITICAL)
    with pytest.raises(UnreadableError, match=r"a\.html: no "):
        article_from_bytes(page.encode(), "a.html")


PARTS = [
    "<p>",
    "</p>",
    "<div>",
    "<b",
    "&amp;",
    "&#0;",
    "&#x110000;",
    "<!--",
    "-->",
    "<script>",
    "]]>",
    "<table><td>",
    SECOND,
]


@given(st.lists(st.one_of(st.sampled_from(PARTS), st.text(max_size=8)), max_size=30))
@settings(max_examples=100, deadline=None)
def test_any_page_is_refused_or_has_true_segments(parts: list[str]) -> None:
    page = f"<html><body><article><p>{SECOND}</p>{''.join(parts)}"
    try:
        article = article_from_bytes(page.encode("utf-8", "replace"), "a.html")
    except KgError as error:
        assert "\n" not in str(error)
        return
    source = article.source.decode()
    for start, place, length in article.offsets:
        assert article.text[start : start + length] == source[place : place + length]
