import pytest

from kg.errors import InputError
from kg.extract.frames import read_frames
from kg.extract.grammar import read_grammar
from kg.extract.lexicon import Matcher, known_languages, read_lexicon
from kg.extract.tokens import split_title


def find(pattern, text):
    return [(m.start, m.end) for m in Matcher([(pattern, True)]).find(split_title(text))]


@pytest.mark.parametrize(
    ("pattern", "text", "found"),
    [
        ("met", "He Met her", [(1, 2)]),
        ("met|meets", "He meets her", [(1, 2)]),
        ("terroris*", "gegen Terrorismus", [(1, 2)]),
        ("=Handel*", "Handelsfragen und handeln", [(0, 1)]),
        ("*minister", "der Außenminister", [(1, 2)]),
        ("=Treffen", "das Treffen", [(1, 2)]),
        ("=Treffen", "wir treffen", []),
        ("talks ?held with", "talks with talks held with", [(0, 2), (2, 5)]),
    ],
)
def test_patterns_match_what_they_say(pattern, text, found):
    assert find(pattern, text) == found


def test_the_longest_pattern_wins():
    matcher = Matcher([("foreign", "short"), ("foreign minister", "long")])
    assert [m.value for m in matcher.find(split_title("foreign minister"))] == ["long"]


@pytest.mark.parametrize("pattern", ["", "a||b", "*", "="])
def test_an_empty_pattern_is_refused(pattern):
    with pytest.raises(InputError):
        Matcher([(pattern, True)])


@pytest.mark.parametrize("language", known_languages())
def test_every_lexicon_compiles(language):
    lexicon = read_lexicon(language)
    read_grammar(lexicon)
    assert read_frames(lexicon).verbs is not None


def test_an_unknown_language_names_the_known_ones():
    with pytest.raises(InputError, match="de, en"):
        read_lexicon("xx")


def test_a_regional_tag_takes_the_lexicon_of_its_language():
    assert read_lexicon("de-CH") is read_lexicon("de")


def test_nothing_matches_beyond_the_end():
    matcher = Matcher([("met", True)])
    assert matcher.at(split_title("met"), 1) is None
    assert matcher.all_at(split_title("met"), 0, 0) == []


def test_the_next_word_refuses_only_what_it_cannot_begin():
    matcher = Matcher([("met her", "plain"), ("met him*", "begins"), ("saw her", "plain"), ("saw him", "other")])
    assert [m.value for m in matcher.find(split_title("met himself saw him saw"))] == ["begins", "other"]


def test_a_pattern_of_too_many_optional_words_is_refused():
    with pytest.raises(InputError, match="optional words"):
        Matcher([("met ?a ?b ?c ?d ?e ?f ?g ?h ?i", True)])
