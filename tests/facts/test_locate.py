from dataclasses import replace

import pytest

from kg.facts import ArticleInfo, Award, FactSheet, Quote, locate_quote, locate_quotes, sha256_of

TEXT = "Eins zwei.\n\nZwei drei, zwei drei."


@pytest.mark.parametrize(
    ("quote", "wanted"),
    [
        (Quote("zwei"), Quote("zwei", 5, 9)),
        (Quote("zwei drei", 23, 32), Quote("zwei drei", 23, 32)),
        (Quote("zwei", 0, 4), Quote("zwei", 5, 9)),
        (Quote(" zwei.  Zwei "), Quote("zwei.\n\nZwei", 5, 16)),
        (Quote("vier", 3, 7), Quote("vier")),
        (Quote("ZWEI"), Quote("ZWEI")),
        (Quote(" ", 4, 5), Quote(" ", 4, 5)),
        (Quote("  "), Quote("  ")),
    ],
)
def test_quote_finds_its_place(quote: Quote, wanted: Quote) -> None:
    assert locate_quote(quote, TEXT) == wanted


def test_quotes_of_a_whole_sheet_are_located() -> None:
    sheet = FactSheet(ArticleInfo("a", "de"), awards=(Award("M", "x", (Quote("drei"),)),))
    award = replace(sheet.awards[0], evidence=(Quote("drei", 17, 21),))
    assert locate_quotes(sheet, TEXT) == replace(sheet, awards=(award,))


def test_digest_is_of_the_text_in_utf8() -> None:
    assert sha256_of("") == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
