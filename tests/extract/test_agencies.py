"""Bodies: by name, by kind, by acronym; and what is hostile."""

import random
import time

import pytest

from kg.extract.agencies import find_agencies
from kg.extract.cast import find_cast
from kg.extract.document import read_document
from kg.extract.lexicon import known_languages, read_lexicon
from kg.extract.places import find_places
from kg.extract.scene import Scene
from kg.extract.wording import read_wording
from kg.text import Article


def bodies_in(text: str, language: str) -> list[tuple[str, str | None, str | None]]:
    lexicon = read_lexicon(language)
    scene = Scene(read_document(Article("a", text, language), lexicon), read_wording(lexicon), ())
    return [(s.name, s.acronym, s.country) for s in find_agencies(scene).values()]


@pytest.mark.parametrize(
    ("language", "text", "name", "acronym"),
    [
        ("en", "the Coast Guard Agency (CGA) said", "Coast Guard Agency", "CGA"),
        ("de", "des Bundesamts für Wasserwege (BfW)", "Bundesamt für Wasserwege", "BfW"),
        ("de", "des Nationalen Sicherheitsrats", "Nationaler Sicherheitsrat", None),
        ("fr", "l'Agence nationale des ports (ANP) a dit", "Agence nationale des ports", "ANP"),
        ("es", "el Centro Nacional de Puertos (CNP) dijo", "Centro Nacional de Puertos", "CNP"),
        ("it", "dell'Agenzia nazionale per i porti (Anp)", "Agenzia nazionale per i porti", "Anp"),
        ("it", "il prefetto del Dicastero per i Porti", "Dicastero per i Porti", None),
        ("it", "la Polizia stradale", "Polizia stradale", None),
        ("fr", "le Museum et l'Hôpital du Fleuve", "Hôpital du Fleuve", None),
        ("es", "el Ayuntamiento de Gambo", "Ayuntamiento de Gambo", None),
        ("de", "der Leiter der Nationalen Flusspolizeischule", "Nationale Flusspolizeischule", None),
    ],
)
def test_a_body_has_its_full_name_in_base_form(language: str, text: str, name: str, acronym: str | None) -> None:
    assert (name, acronym) in [b[:2] for b in bodies_in(text, language)]


def test_a_known_acronym_has_its_country() -> None:
    assert ("CIA", "CIA", "US") in bodies_in("The CIA was silent.", "en")


def test_a_kind_alone_is_no_body() -> None:
    assert bodies_in("The ministry and the police were silent.", "en") == []


def test_a_defined_acronym_means_the_body_later() -> None:
    text = "The Coast Guard Agency (XCGA) spoke. President Ann Carter met XCGA."
    doc = read_document(Article("a", text, "en"), read_lexicon("en"))
    cast = find_cast(doc, ())
    assert [a.acronym for a in cast.agencies] == ["XCGA"]
    assert [m.refs for m in cast.mentions if m.kind == "agency"] == [("xcga",), ("xcga",)]


@pytest.mark.parametrize("language", known_languages())
def test_every_lexicon_compiles(language: str) -> None:
    assert read_wording(read_lexicon(language)).posts.countries


@pytest.mark.parametrize("language", ["de", "en", "fr"])
def test_a_hostile_text_ends_soon(language: str) -> None:
    rng = random.Random(7)
    words = [
        "President",
        "Präsident der",
        "ministre de la",
        "Anna",
        "Bela",
        ",",
        "(AB)",
        "und",
        "of",
        "his counterpart",
    ]
    text = " ".join(rng.choice(words) for _ in range(8_000))
    doc = read_document(Article("a", text, language), read_lexicon(language))
    began = time.monotonic()
    find_cast(doc, ())
    assert time.monotonic() - began < 10


@pytest.mark.parametrize(
    ("language", "text", "name", "acronym"),
    [
        ("de", "Departement für Wasser, Hafenbau und Sport (WHS)", "Departement für Wasser, Hafenbau und Sport", "WHS"),
        ("it", "l'Istituto nazionale di pesca e storia (Inps)", "Istituto nazionale di pesca e storia", "Inps"),
        ("it", "il Movimento 7 Fiumi (M7F) ha detto", "Movimento 7 Fiumi", "M7F"),
    ],
)
def test_a_name_goes_on_to_the_acronym_that_spells_it(language: str, text: str, name: str, acronym: str) -> None:
    assert (name, acronym) in [b[:2] for b in bodies_in(text, language)]


def test_a_name_ends_before_the_office_that_an_acronym_follows() -> None:
    text = "die Nationale Hafenbehörde und Karl Huber, Chef der Hafenpolizei (HP)"
    assert "Nationale Hafenbehörde" in [b[0] for b in bodies_in(text, "de")]


def test_an_acronym_of_the_article_is_not_that_of_another_country() -> None:
    text = "The Sea Sports Agency (CIA) opened. The CIA was glad."
    assert {b[2] for b in bodies_in(text, "en") if b[1] == "CIA"} == {None}


def test_a_date_behind_a_body_is_no_part_of_its_name() -> None:
    assert [b[0] for b in bodies_in("He was at the Council House on Tuesday.", "en")] == ["Council House"]


def test_two_countries_have_two_bodies_of_one_name() -> None:
    text = "L'Assemblée nationale du Bénin et l'Assemblée nationale du Gabon se sont vues."
    doc = read_document(Article("a", text, "fr"), read_lexicon("fr"))
    cast = find_cast(doc, find_places(doc))
    assert [a.country for a in cast.agencies] == ["BJ", "GA"]


def test_an_acronym_that_the_article_gives_a_party_is_not_that_of_the_united_nations() -> None:
    text = "Ana Roux, présidente de l'Union nationale (UN), a parlé au Gabon. L'UN se tait."
    doc = read_document(Article("a", text, "fr"), read_lexicon("fr"))
    cast = find_cast(doc, find_places(doc))
    assert [(a.name, a.acronym, a.country) for a in cast.agencies] == [("Union nationale", "UN", "GA")]
