import pytest

from kg.extract.document import read_document
from kg.extract.gazetteer import plain_words
from kg.extract.lexicon import known_languages, read_lexicon
from kg.text import Article


def sentences(text, language):
    doc = read_document(Article("a", text, language), read_lexicon(language))
    return [doc.text_of(s.start, s.end) for s in doc.sentences]


def words(text, language):
    return [t.text for t in read_document(Article("a", text, language), read_lexicon(language)).tokens]


@pytest.mark.parametrize(
    ("language", "text", "count"),
    [
        ("de", "Er kam am 26. Juni. Sie ging.", 2),
        ("de", "Mag. Gerhard Karner sprach.", 1),
        ("en", "Mr. Smith met Michael R. Pompeo. He left.", 2),
        ("en", "The U.S. Secretary left.", 1),
        ("fr", "M. Dussey est venu. Il est parti.", 2),
        ("es", "El Sr. López llegó. Se fue.", 2),
        ("it", "Il sig. Rossi è arrivato! È partito?", 2),
    ],
)
def test_sentences_end_at_full_stops_but_not_at_abbreviations(language, text, count):
    assert len(sentences(text, language)) == count


def test_a_quotation_mark_belongs_to_the_sentence_it_closes():
    assert sentences("„Nein.“ Er ging.", "de") == ["„Nein.“", "Er ging."]


@pytest.mark.parametrize(
    ("language", "text", "tokens"),
    [
        ("fr", "l’ambassadeur d’Alger", ["l’", "ambassadeur", "d’", "Alger"]),
        ("fr", "M'henna Djebbar", ["M'henna", "Djebbar"]),
        ("it", "il ministro dell'Interno D'Alema", ["il", "ministro", "dell'", "Interno", "D'Alema"]),
        ("en", "Putin's visit", ["Putin", "'s", "visit"]),
        ("en", "Michael R. Pompeo", ["Michael", "R.", "Pompeo"]),
        ("de", "CIA-Chef", ["CIA-Chef"]),
    ],
)
def test_elisions_and_genitives_are_tokens_of_their_own(language, text, tokens):
    assert words(text, language) == tokens


def test_tokens_stand_at_their_places_in_the_text():
    text = "Am 3. März\n\ntraf sie ihn."
    doc = read_document(Article("a", text, "de"), read_lexicon("de"))
    assert all(text[t.start : t.end] == t.text for t in doc.tokens)


def test_a_document_without_words_has_no_sentences():
    assert read_document(Article("a", " \n\n ", "de"), read_lexicon("de")).sentences == ()


@pytest.mark.parametrize("language", known_languages())
@pytest.mark.parametrize("name", ["Interpol", "United Nations", "Schleswig-Holstein", "Federal Reserve Board", "СБУ"])
def test_names_of_letters_and_hyphens_are_cut_as_a_text_is(name, language):
    assert list(plain_words(name)) == [w.casefold() for w in words(name, language)]


def test_only_names_of_letters_and_hyphens_are_cut_without_a_text():
    assert [plain_words(name) for name in ("U.S. Senate", "Côte d'Ivoire", "Al- Shabab", "G7", "")] == [()] * 5
