"""The cast of small articles, in five languages."""

from itertools import pairwise

import pytest

from kg.extract.cast import find_cast
from kg.extract.document import read_document
from kg.extract.lexicon import read_lexicon
from kg.extract.mentions import Cast
from kg.text import Article


def cast_of(text: str, language: str) -> Cast:
    doc = read_document(Article("a", text, language), read_lexicon(language))
    return find_cast(doc, ())


@pytest.mark.parametrize(
    ("language", "text", "name", "title"),
    [
        ("en", "Foreign Minister Ana Brnabić met reporters.", "Ana Brnabić", "Foreign Minister"),
        (
            "en",
            "Tom Okello, head of the Coast Guard, spoke.",
            "Tom Okello",
            "head of the Coast Guard",
        ),
        ("de", "Der frühere Innenminister Jonas Weber sprach.", "Jonas Weber", "früherer Innenminister"),
        ("de", "Eva Lindner, Sprecherin des Innenministeriums, sagte das.", "Eva Lindner", None),
        ("fr", "La ministre de la Défense, Anne Leroy, a parlé.", "Anne Leroy", "ministre de la Défense"),
        ("es", "El ministro del Interior, Juan Torres, viajó.", "Juan Torres", "ministro del Interior"),
        ("it", "Il ministro dell'Interno Paolo Conti è arrivato.", "Paolo Conti", "ministro dell'Interno"),
    ],
)
def test_an_office_beside_a_name_is_a_post(language: str, text: str, name: str, title: str | None) -> None:
    person = next(p for p in cast_of(text, language).persons if p.name == name)
    assert title is None or person.posts[0].title == title


def test_a_mention_covers_title_and_name() -> None:
    text = "Yesterday the Foreign Minister, Ana Brnabić, left."
    mention = cast_of(text, "en").mentions[0]
    assert (mention.kind, mention.refs) == ("name", ("ana-brnabic",))


def test_a_surname_alone_refers_to_the_full_name() -> None:
    cast = cast_of("President Carla Bruno spoke. Bruno then left.", "en")
    assert [m.kind for m in cast.mentions] == ["name", "surname"]
    assert len(cast.persons) == 1


def test_a_genitive_ending_is_no_part_of_a_german_name() -> None:
    cast = cast_of("Präsident Emil Nowak kam. Nowaks Besuch dauerte lange.", "de")
    assert [p.name for p in cast.persons] == ["Emil Nowak"]
    assert len(cast.mentions) == 2


def test_the_quote_of_a_post_stands_in_the_text() -> None:
    text = "La ministre de la Défense, Anne Leroy, a parlé."
    quote = cast_of(text, "fr").persons[0].posts[0].evidence[0]
    assert text[quote.start : quote.end] == quote.exact


def test_two_acronyms_make_two_posts() -> None:
    text = "Emil Nowak, Generaldirektor für Innere Sicherheit (ABCD) und Grenzschutz (EFGH), kam."
    posts = cast_of(text, "de").persons[0].posts
    assert [p.title for p in posts] == ["Generaldirektor für Innere Sicherheit", "Generaldirektor für Grenzschutz"]


def test_a_counterpart_has_the_title_of_the_other() -> None:
    text = "Foreign Minister Ana Brnabić met her counterpart, Tom Okello."
    persons = cast_of(text, "en").persons
    assert persons[1].posts[0].title == "Foreign Minister"


def test_a_plural_office_goes_to_all_names() -> None:
    cast = cast_of("Presidents Carla Bruno and Emil Nowak spoke.", "en")
    assert [p.posts[0].title for p in cast.persons] == ["President", "President"]


@pytest.mark.parametrize("language", ["de", "en", "fr", "es", "it"])
def test_mentions_do_not_overlap(language: str) -> None:
    text = "President Ana Brnabić (ABC), Tom Okello, director of CIA, and NATO; M. Leroy, Herr Weber."
    mentions = cast_of(text, language).mentions
    assert all(a.end <= b.start for a, b in pairwise(mentions))


def test_a_german_surname_with_a_genitive_ending_means_its_bearer():
    cast = cast_of("Bundeskanzlerin Anna Merkel kam. Die Runde tagte unter Merkels Vorsitz.", "de")
    assert [m.refs for m in cast.mentions if m.kind == "surname"] == [("anna-merkel",)]
