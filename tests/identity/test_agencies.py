"""Agencies: what they are called in several languages, whose they are, and which the reference list knows."""

import pytest

from kg.facts.model import Agency, ArticleInfo, FactSheet
from kg.identity.agency_index import load_agencies
from kg.identity.agency_names import compare_concepts, parse_agency
from kg.identity.resolution import resolve_sheets


def make_sheets(*agencies: Agency) -> list[FactSheet]:
    return [FactSheet(ArticleInfo(f"a{at}", "en"), agencies=(agency,)) for at, agency in enumerate(agencies)]


def are_one(left: Agency, right: Agency) -> bool:
    resolution = resolve_sheets(make_sheets(left, right))
    return resolution.find(("a0", left.id)) == resolution.find(("a1", right.id))


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("Generaldirektion für Nationale Sicherheit", "Direction générale de la Sûreté nationale"),
        ("Bundesamt für Verfassungsschutz", "Federal Office for the Protection of the Constitution"),
        ("irakisches Außenministerium", "Ministry of Foreign Affairs of Iraq"),
        ("المديرية العامة للأمن الوطني", "General Directorate for National Security"),
        ("Министерство внутренних дел", "Innenministerium"),
    ],
)
def test_translations_say_the_same(left: str, right: str) -> None:
    assert compare_concepts(parse_agency(left), parse_agency(right)) > 0.85


@pytest.mark.parametrize(
    ("agency", "known"),
    [
        (Agency("a", "DGSN", "DGSN", country="MA"), "ma-dgsn"),
        (Agency("a", "DGSN", "DGSN", country="DZ"), "dz-dgsn"),
        (Agency("a", "französische Nationalpolizei", country="FR"), "fr-police"),
        (Agency("a", "Auslandsgeheimdienst DGSE", "DGSE", country="FR"), "fr-dgse"),
        (Agency("a", "Cedeao"), "int-ecowas"),
        (Agency("a", "German Foreign Office"), "de-foreign"),
        (Agency("a", "National Parks Board", country="FR"), None),
        (Agency("a", "DGSN", "DGSN"), None),
    ],
)
def test_known_agencies_are_found_by_country(agency: Agency, known: str | None) -> None:
    found = load_agencies().find(agency)
    assert (found[0] if found else None) == known


def test_one_acronym_in_two_countries_is_two_agencies() -> None:
    assert not are_one(Agency("x", "DGSN", "DGSN", country="MA"), Agency("x", "DGSN", "DGSN", country="DZ"))


def test_unlisted_agencies_join_by_name_and_country() -> None:
    left = Agency("x", "Haute autorité des aéroports", "HAAS", country="SN")
    assert are_one(left, Agency("x", "Hohe Flughafenbehörde", "HAAS", country="SN"))
    assert not are_one(left, Agency("x", "Haute autorité des aéroports", country="ML"))


def test_an_equal_name_without_a_country_is_asked_about() -> None:
    resolution = resolve_sheets(
        make_sheets(Agency("x", "Border Commission", country="SN"), Agency("x", "Border Commission"))
    )
    assert not resolution.first and len(resolution.candidates) == 1


def test_embassies_are_told_by_both_countries() -> None:
    senegal = Agency("x", "Ambassade de France au Sénégal", country="FR")
    assert are_one(senegal, Agency("x", "French Embassy in Senegal", country="FR"))
    assert not are_one(senegal, Agency("x", "French Embassy in Algeria", country="FR"))


def test_two_listed_agencies_never_join_over_a_third() -> None:
    sheets = make_sheets(
        Agency("x", "Direction générale de la Police nationale", "DGPN", country="FR"),
        Agency("x", "Police nationale", aliases=("DGPN",), country="FR"),
        Agency("x", "Police nationale", country="FR"),
    )
    resolution = resolve_sheets(sheets)
    assert resolution.find(("a0", "x")) != resolution.find(("a2", "x"))


def test_what_an_acronym_is_called_is_told() -> None:
    link = resolve_sheets(
        make_sheets(Agency("x", "CIA", "CIA", country="US"), Agency("x", "Central Intelligence Agency", country="US"))
    ).links[0]
    assert link.reasons[0] == "both are listed: Central Intelligence Agency (us-cia)"


@pytest.mark.parametrize(
    ("name", "countries"),
    [
        ("United Nations", set()),
        ("Vereinte Nationen", set()),
        ("South Korean Ministry of Unification", {"KR"}),
        ("Ministère de la Défense de la Corée du Nord", {"KP"}),
        ("Ministerie van Defensie, Pays-Bas", {"NL"}),
        ("Ministry of Defence of the United Arab Emirates", {"AE"}),
        ("New York Police Department", set()),
        ("laotisches Außenministerium", {"LA"}),
        ("Nigerian Police Force", {"NG"}),
        ("Police nationale du Niger", {"NE"}),
        ("African Union", set()),
    ],
)
def test_countries_that_a_name_names(name: str, countries: set[str]) -> None:
    assert parse_agency(name).countries == countries
