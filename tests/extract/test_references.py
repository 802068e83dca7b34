"""Whom words without a name mean."""

import pytest

from kg.extract.cast import find_cast
from kg.extract.document import read_document
from kg.extract.lexicon import read_lexicon
from kg.extract.places import find_places
from kg.extract.references import resolve_references
from kg.text import Article


def meant(text, language="en"):
    """Words without a name and whom they are taken for, in text order."""
    doc = read_document(Article("test", text, language, published="2024-06-28"), read_lexicon(language))
    places = find_places(doc)
    cast = resolve_references(doc, find_cast(doc, places), places)
    kinds = ("pronoun", "role", "group", "delegation")
    return [(doc.text_of(m.start, m.end), m.refs) for m in cast.mentions if m.kind in kinds]


OPENING = "Foreign Minister Halima Bensaid of Morocco arrived in Vienna on Monday. "


def test_a_pronoun_goes_on_with_the_subject_before():
    assert meant(OPENING + "She met Austrian Chancellor Karl Brandner at noon.") == [("She", ("halima-bensaid",))]


def test_a_pronoun_is_nobody_of_another_gender():
    text = "Ms Halima Bensaid and Mr Karl Brandner talked for an hour. He praised the port."
    assert meant(text) == [("He", ("karl-brandner",))]


def test_whoever_does_something_to_another_is_not_that_other():
    text = "President Karl Brandner of Austria met Foreign Minister Omar Bensaid of Morocco and showed him the garden."
    assert meant(text) == [("him", ("omar-bensaid",))]


def test_an_office_is_that_of_the_one_who_holds_it():
    text = OPENING + "Chancellor Karl Brandner received her. The minister thanked the chancellor."
    assert meant(text)[1:] == [("The minister", ("halima-bensaid",)), ("the chancellor", ("karl-brandner",))]


def test_both_are_those_who_were_told_together():
    text = OPENING + "Chancellor Karl Brandner received her for talks. The two spoke about trade."
    assert ("The two", ("halima-bensaid", "karl-brandner")) in meant(text)


def test_two_countries_are_no_two_people():
    text = OPENING + "Chancellor Karl Brandner received her for talks. The two countries trade in phosphates."
    assert not any(words.startswith("The two") for words, _ in meant(text))


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Le ministre Karim Belhaj a reçu son homologue Paul Morel. Il s'agissait de la pêche.", "fr"),
        ("Le ministre Karim Belhaj a reçu son homologue Paul Morel. Il y a été question de la pêche.", "fr"),
        ("El ministro Luis Ortega recibió a Paul Morel. Lo confirmó la oficina de prensa.", "es"),
        ("HE President Paul Morel of Gabon landed in Doha. HE Omar Saleh welcomed the delegation.", "en"),
    ],
)
def test_what_only_looks_like_a_pronoun_means_nobody(text, language):
    assert [words for words, _ in meant(text, language) if words in ("Il", "Lo", "HE")] == []


def test_a_pronoun_that_only_stresses_a_name_means_nobody_else():
    text = "Le ministre Karim Belhaj a reçu Paul Morel, chef de la police. M. Belhaj, lui, part pour Alger."
    assert not any(words == "lui" for words, _ in meant(text, "fr"))


def test_a_feminine_article_shows_a_woman():
    text = "La ministre Camille Morel a reçu le ministre Paul Girard. La ministre a parlé de la pêche."
    assert meant(text, "fr")[-1:] == [("La ministre", ("camille-morel",))]


def test_the_preposition_in_an_article_stands_before_the_words():
    text = "Il ministro Luca Ferri è a Parigi. Il segretario Paul Morel è stato ricevuto dal ministro."
    assert meant(text, "it") == [("ministro", ("luca-ferri",))]


def test_a_left_out_subject_is_whoever_the_sentences_before_were_about():
    text = "El ministro Luis Ortega llegó a Lima el lunes. Se reunió con la canciller Rosa Quispe."
    doc = read_document(Article("test", text, "es", published="2024-06-28"), read_lexicon("es"))
    places = find_places(doc)
    assert resolve_references(doc, find_cast(doc, places), places).omitted[1] == "luis-ortega"


def test_a_delegation_is_those_named_together_before():
    text = (
        "Minister Halima Bensaid, Governor Omar Saleh and Ambassador Paul Morel landed in Vienna. "
        "Chancellor Karl Brandner welcomed the delegation."
    )
    assert meant(text) == [("the delegation", ("halima-bensaid", "omar-saleh", "paul-morel"))]
