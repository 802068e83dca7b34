import pytest

from kg.extract import tokens
from kg.extract.lexicon import Matcher
from kg.extract.tokens import Gate, PlainWord, Tokens, Vocabulary, split_title


def read(text, vocabulary):
    return Tokens((PlainWord(word, word.casefold()) for word in text.split()), vocabulary)


@pytest.mark.parametrize(("start", "end", "spots"), [(0, None, [0, 2]), (1, None, [2]), (0, 2, [0]), (1, 2, [])])
def test_a_starter_is_looked_for_between_two_tokens(start, end, spots):
    assert split_title("Met he met").spots(Matcher([("met her", True)]), start, end) == spots


def test_a_gate_opens_for_starters_words_and_endings():
    gate = Gate(Matcher([("met", True)]), words={","}, endings=("ung",))
    assert split_title("Sitzung : he met , her").spots(gate) == [0, 3, 4]


def test_a_starter_asked_for_late_is_found_in_texts_before_and_after():
    vocabulary, early, late = Vocabulary(), Matcher([("met", True)]), Matcher([("her", True)])
    first = read("he met her", vocabulary)
    assert first.spots(early) == [1]
    assert first.spots(late) == [2]
    second = read("her he met", vocabulary)
    assert (second.spots(early), second.spots(late)) == ([2], [0])


def test_words_are_forgotten_before_they_fill_the_memory(monkeypatch):
    monkeypatch.setattr(tokens, "CACHE_WORDS", 2)
    vocabulary, matcher = Vocabulary(), Matcher([("d", True)])
    for text in ("a b c d", "d a b c"):
        assert read(text, vocabulary).spots(matcher) == [text.split().index("d")]


def test_what_begins_so_is_found_only_where_all_its_words_stand():
    met, tokens = Matcher([("=Met her", True)]), split_title("Met her met her Met him")
    assert tokens.spots(met) == [0, 2, 4]
    assert [m.start for m in met.find(tokens)] == [0]
