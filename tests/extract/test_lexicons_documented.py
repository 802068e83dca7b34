"""Every lexicon is read whole, and docs/lexicons.md names all its tables and keys."""

import re
from pathlib import Path

import pytest

from kg.extract.award_words import read_award_words
from kg.extract.date_words import read_date_words
from kg.extract.frames import read_frames
from kg.extract.grammar import read_grammar
from kg.extract.lexicon import known_languages, read_lexicon
from kg.extract.likelihood.signs import CLASSES, read_signs
from kg.extract.place_words import read_place_words
from kg.extract.reference_words import read_words
from kg.extract.topics import read_topic_words
from kg.extract.wording import read_wording
from kg.text import LANGUAGES

PAGE = (Path(__file__).parents[2] / "docs" / "lexicons.md").read_text("utf-8")
NAMED = {name.strip("[]") for name in re.findall(r"`([^`]+)`", PAGE)} | set(re.findall(r"\[(\w+)\]", PAGE))
READERS = (
    read_frames,
    read_grammar,
    read_words,
    read_date_words,
    read_wording,
    read_topic_words,
    read_signs,
    read_award_words,
    read_place_words,
)
# Keys that are content: codes, countries, base forms, endings.
OPEN = {
    "topics.phrases",
    "topics.hints",
    "places.regions",
    "awards.grades",
    "awards.genitives",
    "awards.adjective_endings",
}


def keys(table, path=""):
    for key, value in table.items():
        here = f"{path}.{key}".removeprefix(".")
        entries = value if isinstance(value, list) and value and isinstance(value[0], dict) else [value]
        if not any(isinstance(entry, dict) for entry in entries) or here in OPEN or "." not in here:
            yield here
        for entry in entries:
            if isinstance(entry, dict) and here not in OPEN:
                yield from keys(entry, here)


def is_named(key):
    table, _, rest = key.partition(".")
    return not rest or rest in NAMED or rest.rpartition(".")[2] in NAMED or f"{table}.{rest}" in NAMED


@pytest.mark.parametrize("language", known_languages())
def test_the_page_names_every_table_and_key(language):
    found = set(keys(read_lexicon(language).tables))
    assert sorted(key for key in found if not is_named(key) or key.split(".")[0] not in NAMED) == []


@pytest.mark.parametrize("language", known_languages())
@pytest.mark.parametrize("read", READERS, ids=lambda read: read.__module__.rpartition(".")[2])
def test_every_finder_reads_every_lexicon(language, read):
    assert read(read_lexicon(language))


@pytest.mark.parametrize("language", known_languages())
def test_no_lexicon_has_a_table_that_only_it_has(language):
    common = {name for other in known_languages() if other != language for name in read_lexicon(other).tables}
    assert set(read_lexicon(language).tables) <= common


def test_the_page_names_every_class_of_signs_and_every_language_is_told_apart():
    assert set(CLASSES) <= NAMED
    assert set(known_languages()) <= set(LANGUAGES)
