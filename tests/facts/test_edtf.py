from datetime import date

import edtf
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import InputError
from kg.facts import parse_edtf

DAYS = st.dates(date(1, 1, 1), date(9999, 12, 31))


@pytest.mark.parametrize(
    ("text", "earliest", "latest", "normal"),
    [
        ("2024-06-26", date(2024, 6, 26), date(2024, 6, 26), "2024-06-26"),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29), "2024-02"),
        ("2024", date(2024, 1, 1), date(2024, 12, 31), "2024"),
        (" 2024~ ", date(2024, 1, 1), date(2024, 12, 31), "2024~"),
        ("2024-06-26/2024-06-28", date(2024, 6, 26), date(2024, 6, 28), "2024-06-26/2024-06-28"),
        ("2024-06-26/2024-06-26", date(2024, 6, 26), date(2024, 6, 26), "2024-06-26"),
        ("2024-06-26T23:10:00Z", date(2024, 6, 26), date(2024, 6, 26), "2024-06-26"),
        ("2024-06/..", date(2024, 6, 1), None, "2024-06/.."),
        ("../2024-06", None, date(2024, 6, 30), "../2024-06"),
        ("2024/", date(2024, 1, 1), None, "2024/"),
        ("/2024-06?", None, date(2024, 6, 30), "/2024-06?"),
        ("2024-21", date(2024, 3, 1), date(2024, 5, 31), "2024-21"),
        ("201X", date(2010, 1, 1), date(2019, 12, 31), "201X"),
        ("2024-06-XX/2024-08", date(2024, 6, 1), date(2024, 8, 31), "2024-06-XX/2024-08"),
        ("[2024-06-26, 2024-06-28]", date(2024, 6, 26), date(2024, 6, 28), "[2024-06-26,2024-06-28]"),
        ("[..2024]", None, date(2024, 12, 31), "[..2024]"),
        ("-0044", None, None, "-0044"),
        ("0000-02-29", None, None, "0000-02-29"),
    ],
)
def test_date_has_its_bounds(text: str, earliest: date | None, latest: date | None, normal: str) -> None:
    found = parse_edtf(text)
    assert (found.text, found.earliest, found.latest, found.normal) == (text.strip(), earliest, latest, normal)


@pytest.mark.parametrize(
    "text",
    [
        *(
            "",
            " ",
            "/",
            "../..",
            "..",
            "/..",
            "yesterday",
            "2024-13",
            "2024-02-30",
            "2023-02-29",
            "2024-6-1",
            "26.06.2024",
        ),
        *("2024-06-28/2024-06-26", "2024/2024/2024", "2024-01-01/2024-02-30", "٢٠٢٤", "9" * 200, "2024-06-26T99:00:00"),
        *("26.06.2024", "2024-W03", "{2024/2026}", "0000-02-30", "[" * 90, "[0010..0001]"),
    ],
)
def test_what_is_no_date_is_told_with_the_remedy(text: str) -> None:
    with pytest.raises(InputError) as caught:
        parse_edtf(text)
    assert repr(text.strip()[:100])[:-1] in str(caught.value)
    assert "use EDTF such as" in str(caught.value)


def test_reading_prints_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(InputError):
        parse_edtf("0003-1X")
    assert capsys.readouterr() == ("", "")


@pytest.mark.parametrize(
    ("one", "other", "overlap"),
    [
        ("2024-06-26/2024-06-28", "2024-06-28", True),
        ("2024-06-26/2024-06-28", "2024-06-29", False),
        ("2024-06", "2024", True),
        ("2024/..", "2030", True),
        ("2024/..", "2023", False),
        ("../2024", "2023/2026", True),
        ("/2024", "2025-01-01", False),
    ],
)
def test_dates_overlap_where_they_share_a_day(one: str, other: str, overlap: bool) -> None:
    assert parse_edtf(one).overlaps(parse_edtf(other)) is overlap
    assert parse_edtf(other).overlaps(parse_edtf(one)) is overlap


@given(DAYS, DAYS, st.sampled_from([4, 7, 10]), st.sampled_from([4, 7, 10]))
def test_plain_intervals_are_read_as_the_library_reads_them(one: date, other: date, short: int, long: int) -> None:
    first, last = sorted((one, other))
    text = f"{first.isoformat()[:short]}/{last.isoformat()[:long]}"
    library = edtf.parse_edtf(text)
    found = parse_edtf(text)
    assert found.earliest == date(*library.lower_strict()[:3])
    assert found.latest == date(*library.upper_strict()[:3])


@given(st.text(st.sampled_from("0123456789-/.X?~%[]{},TYZ: "), max_size=24))
def test_any_string_is_a_date_or_a_clear_error(text: str) -> None:
    try:
        found = parse_edtf(text)
    except InputError as error:
        assert "\n" not in str(error)
    else:
        assert found.earliest is None or found.latest is None or found.earliest <= found.latest
        assert parse_edtf(found.normal).normal == found.normal
