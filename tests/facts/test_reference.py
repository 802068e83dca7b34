import pytest

from kg.facts import country_codes, known_country, known_topic, topics


def test_topics_form_a_hierarchy_with_labels() -> None:
    found = topics()
    assert found["counter-terrorism"].broader == "security"
    assert found["security"].broader is None
    assert all(topic.broader is None or topic.broader in found for topic in found.values())
    assert all(set(topic.labels) == {"en", "de", "fr"} for topic in found.values())


@pytest.mark.parametrize(("code", "known"), [("FR", True), ("EU", True), ("XK", True), ("ZZ", False), ("fr", False)])
def test_countries_are_known_by_their_code(code: str, known: bool) -> None:
    assert known_country(code) is known


def test_there_are_all_countries() -> None:
    assert len(country_codes()) >= 249


def test_unknown_topic_is_unknown() -> None:
    assert known_topic("trade")
    assert not known_topic("weather")
