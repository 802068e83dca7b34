"""Independent sources, and what they say differently."""

from kg.identity import MEETING, Key
from kg.identity.conflicts import find_conflicts
from kg.identity.copies import count_sources, find_copies
from kg.identity.resolution import resolve_sheets
from tests.identity.test_meetings import tell

TEXT = " ".join(f"word{number}" for number in range(60))
OTHER = " ".join(f"other{number}" for number in range(60))


def test_a_retitled_copy_is_found_and_another_report_is_not() -> None:
    assert find_copies({"a": TEXT, "b": f"A new title. {TEXT}", "c": OTHER}) == [("a", "b")]


def test_texts_too_short_to_compare_are_no_copies() -> None:
    assert find_copies({"a": "one two", "b": "one two"}) == []


def test_copies_and_one_publisher_count_once() -> None:
    publishers = {"a": "APAnews", "b": "Le Monde", "c": "APAnews", "d": None, "e": None}
    found = count_sources("abcde", publishers, [("b", "d")])
    assert found.groups == (("a", "c"), ("b", "d"), ("e",)) and found.count == 3


def conflicts_of(**fields: str) -> list[tuple[str, tuple[tuple[str, tuple[Key, ...]], ...]]]:
    left = tell("a", "Hakan Fidan", "Fuad Hussein")
    right = tell("b", "Hakan Fidan", "Fuad Hussein", **fields)  # type: ignore[arg-type]
    resolution = resolve_sheets([left, right])
    meetings = {(sheet.article.id, MEETING + "m"): sheet.meetings[0] for sheet in (left, right)}
    assert resolution.find(("b", MEETING + "m")) == ("a", MEETING + "m")
    return [(one.field, one.values) for one in find_conflicts(meetings, resolution)]


def test_articles_that_agree_have_no_conflict() -> None:
    assert conflicts_of() == []


def test_a_wider_date_is_no_conflict() -> None:
    assert conflicts_of(date="2024-03") == []


def test_another_status_is_shown_with_who_says_it() -> None:
    values = (("held", (("a", MEETING + "m"),)), ("planned", (("b", MEETING + "m"),)))
    assert conflicts_of(status="planned") == [("status", values)]
