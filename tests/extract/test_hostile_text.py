"""Any text ends in a sheet whose quotes stand in it, or in an error of one line; sentences stay of bounded length."""

import sys
from itertools import count

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg.errors import KgError
from kg.extract import extract_facts
from kg.extract.document import LONGEST_SENTENCE
from kg.extract.lexicon import known_languages
from kg.text import Article, article_from_bytes
from tests.extract.factories import make_document

WORDS = [
    "minister",
    "Minister",
    "ministro",
    "ministre",
    "President",
    "met",
    "traf",
    "reçut",
    "recibió",
    "incontrò",
    "visitó",
    "Paris",
    "Berlin",
    "Anna",
    "Bell",
    "Carl",
    "de",
    "al-",
    "bin",
    "the",
    "der",
    "la",
    "and",
    "und",
    "et",
    "said",
    "on",
    "Monday",
    "3",
    "March",
    "2024",
    "31/02",
    "99.99.9999",
    "Order",
    "of",
    "Merit",
    "Medal",
    "(",
    ")",
    ",",
    ";",
    ":",
    ".",
    "!",
    "„",
    "“",
    "«",
    "»",
    '"',
    "'",
    "’s",
    "–",
    "-",
    "U.S.",
    "DGSI",
    "FBI",
    "EU",
    "he",
    "she",
    "him",
    "both",
    "two",
    "his",
    "counterpart",
    "not",
    "will",
    "wants",
    "cancelled",
    "\n",
    "\n\n",
    "\t",
    "0",
]
texts = st.one_of(
    st.lists(st.one_of(st.sampled_from(WORDS), st.text(max_size=6)), max_size=60).map(" ".join),
    st.text(max_size=200),
)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(text=texts, language=st.sampled_from(known_languages()), published=st.sampled_from([None, "2024", "2024-03-15"]))
def test_any_text_gives_a_sheet_whose_quotes_stand_in_it(text, language, published):
    sheet = extract_facts(Article("test", text, language, published=published))
    quotes = [q for fact in (*sheet.meetings, *sheet.awards) for q in fact.evidence]
    assert all(text[q.start : q.end] == q.exact for q in quotes)


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    data=st.binary(max_size=300), head=st.sampled_from([b"", b"---\nlanguage: en\n---\n", b"<html><p>", b"\xff\xfe"])
)
def test_any_bytes_give_a_sheet_or_an_error_of_one_line(data, head):
    try:
        extract_facts(article_from_bytes(head + data, "test.txt"))
    except KgError as error:
        assert str(error).strip()
        assert "\n" not in str(error)


def test_a_sentence_is_cut_where_it_grows_beyond_all_measure():
    doc = make_document("Anna Bell met " + ", ".join(f"Carl Dorn{n}" for n in range(2000)) + ".")
    assert max(s.end - s.start for s in doc.sentences) <= LONGEST_SENTENCE
    assert doc.sentences[-1].end == len(doc.tokens)


@pytest.mark.parametrize("text", ["word " * 1000, "Anna" * 2000, "(" * 2000, "Paris, " * 1000, "1.1." * 1000])
def test_text_without_an_end_is_read(text):
    assert extract_facts(Article("test", text, "en")).meetings == ()


def count_calls(text):
    calls = count()
    sys.setprofile(lambda frame, event, argument: next(calls))
    try:
        extract_facts(Article("test", text, "en", published="2024-05-01"))
    finally:
        sys.setprofile(None)
    return next(calls)


@pytest.mark.parametrize(
    "again",
    [
        "Angela Merkel met Emmanuel Macron in Paris and ",
        "Angela Merkel met Emmanuel Macron in Paris on Monday, Foreign Minister Sergei Lavrov received Wang Yi in Moscow, ",
        "his counterpart Angela Merkel, German Chancellor Angela Merkel told President Emmanuel Macron, ",
        "Senator Xavul Pomondi (D) and his deputy Taregi Bolandi, Minister Karu Belemi said and ",
        "Angela Merkel awarded Emmanuel Macron the Order of Merit, ",
    ],
)
def test_a_sentence_that_tells_the_same_over_and_over_costs_as_much_as_it_is_long(again):
    count_calls(again * 60)  # words and lists are read once
    assert count_calls(again * 240) < 5 * count_calls(again * 60)


def test_thousands_of_names_in_one_sentence_cost_as_much_as_they_are_many():
    names = [
        f"{first}{more}a {last}{more}i"
        for first in ("Ann", "Ber", "Kar")
        for more in "bdfgklmnprst"
        for last in ("Dor", "Kol", "Mar", "Sol")
    ]
    few, many = (", ".join(f"Foreign Minister {name} of Peru" for name in some) for some in (names[::4], names))
    count_calls(f"Anna Bell met {many}.")
    assert count_calls(f"Anna Bell met {many}.") < 5 * count_calls(f"Anna Bell met {few}.")
