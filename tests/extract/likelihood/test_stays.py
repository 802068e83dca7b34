"""Where people are spoken of together with places abroad, and what visits are made of it."""

import pytest

from kg.extract.assembly import extract_facts, read_scenery
from kg.extract.likelihood.model import LinearModel, Models
from kg.extract.likelihood.stays import find_stays
from kg.text import Article

NOBODY = LinearModel(-9.0, {})


def article(text):
    return Article("test", text, "en", published="2024-03-15")


def stays_of(text):
    return list(find_stays(read_scenery(article(text))))


def visits_of(text):
    return [m for m in extract_facts(article(text)).meetings if m.kind == "visit"]


def use_stays(monkeypatch, bias, **weights):
    models = Models(NOBODY, LinearModel(bias, {k.replace("_", " "): v for k, v in weights.items()}), NOBODY)
    monkeypatch.setattr("kg.extract.likelihood.inference.read_models", lambda: models)


def test_a_person_and_a_place_abroad_in_one_sentence_are_a_moment():
    (stay,) = stays_of("German Interior Minister Anna Bell spent two days in Rabat.")
    assert (stay.claim, stay.reach, stay.place.name) == (("anna-bell", "MA"), 0, "Rabat")
    assert {"place:city", "place:located", "before place", "clause"} <= stay.traits


def test_nobody_visits_his_own_country():
    assert stays_of("German Interior Minister Anna Bell spent two days in Hamburg.") == []


def test_who_was_spoken_of_before_the_place_may_be_meant():
    stays = stays_of("German Interior Minister Anna Bell travels much. The next stop is Oslo.")
    assert [(s.claim, s.reach) for s in stays] == [(("anna-bell", "NO"), 1)]


def test_a_place_in_the_title_of_an_ambassador_says_so():
    (stay,) = stays_of("The German ambassador to Uzbekistan, Anna Bell, briefed the press.")
    assert {"in apposition", "in apposition of them"} <= stay.traits


def test_a_likely_stay_becomes_a_visit_that_says_it_is_inferred(monkeypatch):
    use_stays(monkeypatch, -3.0, clause=6.0)
    (visit,) = visits_of("German Interior Minister Anna Bell was seen in Rabat on Thursday.")
    assert [(p.ref, p.role) for p in visit.participants] == [("anna-bell", "guest"), ("MA", "host")]
    assert (visit.date, visit.place, visit.place_country, visit.status) == ("2024-03-14", "Rabat", "MA", "held")
    assert visit.ground.reasons[0].startswith("inferred")
    assert "participants" in visit.ground.inferred


def test_compatriots_who_likely_stayed_there_too_come_along(monkeypatch):
    use_stays(monkeypatch, -3.0, clause=6.0)
    (visit,) = visits_of("German Interior Minister Anna Bell was seen in Rabat. German Senator Eva Frey sat in Rabat.")
    assert [(p.ref, p.role, p.accompanied) for p in visit.participants if p.ref == "eva-frey"] == [
        ("eva-frey", "accompanying", "anna-bell")
    ]


def test_people_of_two_countries_who_likely_stayed_there_visit_apart(monkeypatch):
    use_stays(monkeypatch, -3.0, clause=6.0)
    visits = visits_of("German Interior Minister Anna Bell was seen in Rabat. Danish Senator Eva Frey sat in Rabat.")
    assert len(visits) == 2


def test_a_visit_that_the_rules_read_and_that_is_not_likely_is_dropped(monkeypatch):
    text = "German Interior Minister Anna Bell visited Rabat on Thursday."
    assert visits_of(text)
    use_stays(monkeypatch, -9.0)
    assert not visits_of(text)


@pytest.mark.parametrize("told", ["cancelled her visit to Rabat", "denied that she had visited Rabat"])
def test_a_visit_called_off_is_not_inferred_to_have_come_true(told, monkeypatch):
    use_stays(monkeypatch, 5.0)
    assert not [v for v in visits_of(f"German Interior Minister Anna Bell {told}.") if v.status != "cancelled"]
