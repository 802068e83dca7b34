"""Words of denial that deny nothing, and such that do."""

import pytest

from tests.extract.test_encounters import encounters

NAMES = ["Anna Bell", "Carl Dorn"]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Anna Bell not only met Carl Dorn but also visited a school."),
        ("en", "Anna Bell met no fewer than three times with Carl Dorn."),
        ("de", "Anna Bell traf nicht nur Carl Dorn, sondern auch Journalisten."),
        ("fr", "Anna Bell n'a pas seulement rencontré Carl Dorn."),
        ("es", "Anna Bell no solo se reunió con Carl Dorn."),
        ("it", "Anna Bell non solo ha incontrato Carl Dorn."),
    ],
)
def test_not_only_denies_nothing(language, text):
    assert encounters(language, text, NAMES) == {("bell", "dorn", "held")}


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Anna Bell did not meet Carl Dorn."),
        ("fr", "Anna Bell n'a pas rencontré Carl Dorn."),
    ],
)
def test_a_bare_denial_denies(language, text):
    assert encounters(language, text, NAMES) == {("bell", "dorn", "cancelled")}
