"""Whom a visitor meets: each row goes on from a sentence in which a minister arrives in another country."""

from itertools import combinations
from pathlib import Path

import pytest

from kg.extract.cast import find_cast
from kg.extract.contacts import find_contacts
from kg.extract.encounters import find_encounters
from kg.extract.places import find_places
from kg.extract.reader import find_quoted
from kg.extract.references import resolve_references
from kg.extract.sentences import read_sentences
from tests.extract.factories import make_document

ARRIVALS = {
    "en": "German Foreign Minister Anna Becker arrived in Tunis on Monday for a visit.",
    "de": "Die deutsche Außenministerin Anna Becker ist am Montag zu einem Besuch in Tunis eingetroffen.",
    "fr": "La ministre allemande des Affaires étrangères, Anna Becker, est arrivée lundi à Tunis pour une visite.",
    "es": "La ministra alemana de Asuntos Exteriores, Anna Becker, llegó el lunes a Túnez de visita.",
    "it": "La ministra degli Esteri tedesca, Anna Becker, è arrivata lunedì a Tunisi per una visita.",
}
SURNAMES = {"B": "anna-becker", "H": "kamel-haddad", "S": "mounir-saidi"}


def met(language, text):
    doc = make_document(f"{ARRIVALS[language]}\n\n{text}", language)
    places = find_places(doc)
    cast = resolve_references(doc, find_cast(doc, places), places)
    scenes = list(read_sentences(doc, cast, places))
    told = find_encounters(scenes)
    found = set()
    for encounter in (*told, *find_contacts(scenes, told, find_quoted(doc))):
        if encounter.effect == "meet" and encounter.settled and encounter.status != "cancelled":
            for one, other in combinations(encounter.parties, 2):
                found |= {frozenset((a, b)) for a in one.refs for b in other.refs}
    return found


def rows():
    for line in (Path(__file__).parent / "visits.txt").read_text("utf-8").splitlines():
        if line and not line.startswith("#"):
            language, expected, text = line.split("|", 2)
            pairs = {frozenset(SURNAMES[letter] for letter in pair) for pair in expected.split()}
            yield pytest.param(language, text, pairs, id=f"{language}: {text}")


@pytest.mark.parametrize(("language", "text", "expected"), list(rows()))
def test_whom_a_visitor_meets(language, text, expected):
    assert met(language, text) == expected
