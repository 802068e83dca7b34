"""The languages of the page say the same things, and dates read as a reader of the language writes them."""

import re
import string
from pathlib import Path

import pytest

from kg.errors import InputError
from kg.view.wording import LANGS, fold_text, format_date, load_words, wrap_label

#: Keys put together as the page is made.
BUILT = ("panel.takers_", "type.", "role.", "status.", "kinds.", "field.")
VIEW = Path(__file__).parents[2] / "kg" / "view"


def find_braces(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


def test_the_page_speaks_english_german_and_french() -> None:
    assert set(LANGS) >= {"en", "de", "fr"}
    assert LANGS[0] == "en"


@pytest.mark.parametrize("lang", LANGS)
def test_a_language_has_the_keys_and_braces_of_english(lang: str) -> None:
    english, words = load_words("en"), load_words(lang)
    for table, other in ((english.texts, words.texts), (english.dates, words.dates)):
        assert set(table) == set(other)
        assert all(find_braces(table[key]) == find_braces(other[key]) for key in table)
    assert len(words.months) == len(words.short_months) == 12
    assert all(text.strip() for text in words.texts.values())


def test_every_word_is_used_and_every_used_word_is_there() -> None:
    texts = load_words("en").texts
    files = [*VIEW.glob("*.py"), *(VIEW / "web").glob("page.*"), *(VIEW / "web").glob("*.js")]
    code = "\n".join(path.read_text("utf-8") for path in files)
    groups = "|".join({key.partition(".")[0] for key in texts})
    used = set(re.findall(rf"[\"'`]((?:{groups})\.[a-z_]+)[\"'`]", code))
    assert used <= set(texts) | {"table.html", "page.css", "page.html"} | {f"{path.name}" for path in files}
    # heading("when") in the template, word(`role.${role}`) in the script
    built = {f"table.{name}" for name in re.findall(r'heading\("(\w+)"', code)}
    built |= {key for key in texts if re.search(rf"[`\"']{re.escape(key.partition('.')[0])}\.(\$\{{|\{{|\" ~)", code)}
    built |= {key for key in texts if key.startswith(BUILT)}
    assert set(texts) == used & set(texts) | built & set(texts)


def test_an_unknown_language_is_refused_with_the_known_ones() -> None:
    with pytest.raises(InputError, match=r"unknown language 'it' for the page; use one of en, de, fr"):
        load_words("it")


@pytest.mark.parametrize(
    ("edtf", "lang", "wanted"),
    [
        ("2024-06-26", "en", "26 June 2024"),
        ("2024-06-26", "de", "26. Juni 2024"),
        ("2024-06-01", "fr", "1er juin 2024"),
        ("2024-06", "fr", "juin 2024"),
        ("2024", "de", "2024"),
        ("2024-06-26/2024-06-28", "en", "26–28 June 2024"),
        ("2024-06-26/2024-06-28", "de", "26.–28. Juni 2024"),
        ("2024-06-30/2024-07-02", "en", "30 June – 2 July 2024"),
        ("2023-12-30/2024-01-02", "en", "30 December 2023 – 2 January 2024"),
        ("2024-06/2024-07", "en", "June 2024 – July 2024"),
        ("2024-06-26/2024-06-26", "en", "26 June 2024"),
        ("2024-06-26/..", "de", "seit 26. Juni 2024"),
        ("../2024", "fr", "jusqu’à 2024"),
        ("2024-06~", "en", "about June 2024"),
        ("2024?", "de", "vielleicht 2024"),
        ("2024-21", "en", "2024-21"),
        ("202X", "en", "202X"),
        ("nonsense", "en", "nonsense"),
    ],
)
def test_dates_are_written_as_in_the_language(edtf: str, lang: str, wanted: str) -> None:
    assert format_date(edtf, load_words(lang)) == wanted


def test_dates_in_labels_are_short() -> None:
    assert format_date("2024-06-26/2024-06-28", load_words("en"), short=True) == "26–28 Jun 2024"


def test_folding_drops_case_and_accents() -> None:
    assert fold_text("Frédéric ŁØĐ Straße") == "frederic lod strasse"


def test_long_labels_are_broken_at_blanks_and_cut() -> None:
    assert wrap_label("Abdellatif Hammouchi") == "Abdellatif\nHammouchi"
    lines = wrap_label("Ministry of the Interior and of Local Authorities and many other things").split("\n")
    assert len(lines) == 3
    assert lines[-1].endswith("…")
    assert all(len(line) <= 24 for line in lines)
    assert wrap_label("x" * 90) == "x" * 23 + "…"
