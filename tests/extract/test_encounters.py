"""Who encounters whom: short sentences of the test's own, one phenomenon each."""

import pytest

from kg.extract.encounters import find_encounters
from kg.extract.references import resolve_references
from tests.extract.factories import make_cast, make_document


def encounters(language, text, names):
    doc = make_document(text, language)
    cast = resolve_references(doc, make_cast(doc, *names), ())
    found = set()
    for encounter in find_encounters(doc, cast, ()):
        if encounter.effect == "meet" and encounter.settled and encounter.kind != "visit":
            sides = [set(p.refs) for p in encounter.parties]
            for i, one in enumerate(sides):
                for other in sides[i + 1 :]:
                    found |= {(*sorted((a, b)), encounter.status) for a in one for b in other}
    return found


MET = [
    ("en", "President Anna Bell met Prime Minister Carl Dorn in Oslo.", {("bell", "dorn", "held")}),
    ("en", "Anna Bell held talks with Carl Dorn on Monday.", {("bell", "dorn", "held")}),
    ("en", "On Monday, Anna Bell was received by Carl Dorn.", {("bell", "dorn", "held")}),
    ("en", "Talks between Anna Bell and Carl Dorn took place on Monday.", {("bell", "dorn", "held")}),
    ("en", "After a meeting with Carl Dorn, Anna Bell left.", {("bell", "dorn", "held")}),
    ("en", "Anna Bell will meet Carl Dorn on Friday.", {("bell", "dorn", "planned")}),
    ("en", "Anna Bell did not meet Carl Dorn.", {("bell", "dorn", "cancelled")}),
    ("en", "Anna Bell called off her meeting with Carl Dorn.", {("bell", "dorn", "cancelled")}),
    ("en", "Anna Bell wants to meet Carl Dorn.", set()),
    ("en", "Anna Bell said Carl Dorn met nobody.", set()),
    ("en", "Anna Bell arrived in Oslo. She met Carl Dorn.", {("bell", "dorn", "held")}),
    ("en", "Anna Bell met Carl Dorn and Eva Frey.", {("bell", "dorn", "held"), ("bell", "frey", "held")}),
    ("en", "Anna Bell and Carl Dorn had a long conversation.", {("bell", "dorn", "held")}),
    ("de", "Am Montag traf Anna Bell den Minister Carl Dorn.", {("bell", "dorn", "held")}),
    ("de", "Anna Bell empfing Carl Dorn.", {("bell", "dorn", "held")}),
    ("de", "Anna Bell wurde von Carl Dorn empfangen.", {("bell", "dorn", "held")}),
    ("de", "Anna Bell tauschte sich mit Carl Dorn aus.", {("bell", "dorn", "held")}),
    ("de", "Anna Bell hat mit Carl Dorn telefoniert.", {("bell", "dorn", "held")}),
    ("de", "Anna Bell wird Carl Dorn treffen.", {("bell", "dorn", "planned")}),
    ("de", "Anna Bell sagte das Treffen mit Carl Dorn ab.", {("bell", "dorn", "cancelled")}),
    ("de", "Anna Bell und Carl Dorn trafen sich in Wien.", {("bell", "dorn", "held")}),
    ("de", "Anna Bell, die Carl Dorn empfing, reiste ab.", {("bell", "dorn", "held")}),
    ("fr", "Anna Bell a rencontré Carl Dorn à Paris.", {("bell", "dorn", "held")}),
    ("fr", "Anna Bell a été reçue par Carl Dorn.", {("bell", "dorn", "held")}),
    ("fr", "Anna Bell s'est entretenue avec Carl Dorn.", {("bell", "dorn", "held")}),
    ("fr", "Anna Bell recevra Carl Dorn demain.", {("bell", "dorn", "planned")}),
    ("fr", "Reçue par Carl Dorn, Anna Bell est repartie.", {("bell", "dorn", "held")}),
    ("fr", "Anna Bell a annulé sa rencontre avec Carl Dorn.", {("bell", "dorn", "cancelled")}),
    ("es", "Ana Bell se reunió con Carl Dorn en Madrid.", {("bell", "dorn", "held")}),
    ("es", "Ana Bell recibió a Carl Dorn.", {("bell", "dorn", "held")}),
    ("es", "Ana Bell fue recibida por Carl Dorn.", {("bell", "dorn", "held")}),
    ("es", "Ana Bell llegó el lunes. Se reunió con Carl Dorn.", {("bell", "dorn", "held")}),
    ("es", "Ana Bell canceló la reunión con Carl Dorn.", {("bell", "dorn", "cancelled")}),
    ("it", "Anna Bell ha incontrato Carl Dorn a Roma.", {("bell", "dorn", "held")}),
    ("it", "Anna Bell è stata ricevuta da Carl Dorn.", {("bell", "dorn", "held")}),
    ("it", "Anna Bell incontrerà Carl Dorn.", {("bell", "dorn", "planned")}),
    ("it", "Anna Bell ha avuto un colloquio con Carl Dorn.", {("bell", "dorn", "held")}),
]


@pytest.mark.parametrize(("language", "text", "expected"), MET)
def test_who_met_whom(language, text, expected):
    assert encounters(language, text, ["Anna Bell", "Ana Bell", "Carl Dorn", "Eva Frey"]) == expected
