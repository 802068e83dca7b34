"""Who encounters whom: short sentences of the test's own, one phenomenon each."""

from pathlib import Path

import pytest

from kg.extract.encounters import find_encounters
from kg.extract.references import resolve_references
from kg.extract.sentences import read_sentences
from tests.extract.factories import make_cast, make_document


def encounters(language, text, names):
    doc = make_document(text, language)
    cast = resolve_references(doc, make_cast(doc, *names), ())
    found = set()
    for encounter in find_encounters(read_sentences(doc, cast, ())):
        if encounter.effect == "meet" and encounter.settled and encounter.kind != "visit":
            sides = [set(p.refs) for p in encounter.parties]
            for i, one in enumerate(sides):
                for other in sides[i + 1 :]:
                    found |= {(*sorted((a, b)), encounter.status) for a in one for b in other}
    return found


SURNAMES = {"B": "bell", "D": "dorn", "F": "frey", "G": "gruber"}
STATUS = {"h": "held", "p": "planned", "c": "cancelled"}
NAMES = ["Anna Bell", "Carl Dorn", "Eva Frey", "Max Gruber"]


def rows():
    for line in (Path(__file__).parent / "encounters.txt").read_text("utf-8").splitlines():
        if line and not line.startswith("#"):
            language, expected, text = line.split("|", 2)
            pairs = {(*sorted((SURNAMES[w[0]], SURNAMES[w[1]])), STATUS[w[2]]) for w in expected.split()}
            yield pytest.param(language, text, pairs, id=f"{language}: {text}")


@pytest.mark.parametrize(("language", "text", "expected"), list(rows()))
def test_who_met_whom(language, text, expected):
    assert encounters(language, text, NAMES) == expected


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("fr", "Anna Bell et Carl Dorn sont arrivés à Berlin."),
        ("fr", "Anna Bell et Carl Dorn étaient très attendus."),
    ],
)
def test_two_who_are_somewhere_have_not_met_by_that(language, text):
    assert not encounters(language, text, NAMES[:2])


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("it", "Anna Bell è arrivata ieri. Il ministro ha poi ricevuto Carl Dorn."),
        ("es", "Anna Bell llegó ayer. Antes el presidente recibió a Carl Dorn."),
    ],
)
def test_a_subject_that_nobody_could_be_found_for_is_not_the_one_before(language, text):
    assert not encounters(language, text, NAMES[:2])
