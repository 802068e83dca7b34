import csv
import io
import json

import pytest

from kg.cli.output import Answer, Citation, Row, fit_widths, print_answer, to_printable
from kg.cli.settings import Settings
from kg.errors import InputError

QUOTE = Citation("Sie traf Herrn Zoé.", "Blatt, 2024-01-02", "blatt")
ROW = Row({"who": "Zoé [b]X[/b]", "topics": ("police", "borders"), "count": 2, "hidden": None}, (QUOTE,))
ANSWER = Answer(("who", "topics", "count"), (ROW,))


def test_table_shows_markup_as_it_stands(capsys: pytest.CaptureFixture[str]) -> None:
    print_answer(ANSWER, Settings())
    assert "Zoé [b]X[/b]  police; borders  2\n" in capsys.readouterr().out


def test_quotes_stand_under_their_row(capsys: pytest.CaptureFixture[str]) -> None:
    print_answer(ANSWER, Settings(), cite=True)
    assert capsys.readouterr().out.endswith("\n    “Sie traf Herrn Zoé.” — Blatt, 2024-01-02\n")


def test_no_cite_wins_over_the_default(capsys: pytest.CaptureFixture[str]) -> None:
    print_answer(ANSWER, Settings(cite=False), cite=True)
    assert "“" not in capsys.readouterr().out


def test_json_keeps_types_and_hidden_cells(capsys: pytest.CaptureFixture[str]) -> None:
    print_answer(ANSWER, Settings(format="json"), cite=True)
    assert json.loads(capsys.readouterr().out) == [
        {
            "who": "Zoé [b]X[/b]",
            "topics": ["police", "borders"],
            "count": 2,
            "hidden": None,
            "quotes": [{"quote": "Sie traf Herrn Zoé.", "source": "Blatt, 2024-01-02", "article": "blatt"}],
        }
    ]


def test_csv_has_the_columns_of_the_table(capsys: pytest.CaptureFixture[str]) -> None:
    print_answer(ANSWER, Settings(format="csv"))
    assert list(csv.reader(io.StringIO(capsys.readouterr().out))) == [
        ["who", "topics", "count"],
        ["Zoé [b]X[/b]", "police; borders", "2"],
    ]


@pytest.mark.parametrize(("chosen", "out"), [("table", ""), ("json", "[]\n"), ("csv", "who\r\n")])
def test_an_empty_answer_is_empty_in_every_format(capsys: pytest.CaptureFixture[str], chosen: str, out: str) -> None:
    print_answer(Answer(("who",), ()), Settings(format=chosen), empty="nobody")
    written = capsys.readouterr()
    assert written.out == out
    assert written.err == ("kg: nobody\n" if chosen == "table" else "")


def test_an_article_cannot_steer_the_terminal() -> None:
    assert to_printable("a\x1b[31mb\u202ec\u0007") == "a [31mb c "


def test_no_line_is_wider_than_the_page(capsys: pytest.CaptureFixture[str]) -> None:
    row = Row({"who": "word " * 40, "topics": ("x" * 200,), "count": 3}, (Citation("quote " * 40, "source " * 9),))
    print_answer(Answer(ANSWER.columns, (row,)), Settings(), cite=True)
    assert max(map(len, capsys.readouterr().out.splitlines())) <= 80


def test_a_date_interval_is_not_cut_while_other_columns_can_give() -> None:
    widths = fit_widths([["when", "topics"], ["2024-06-26/2024-06-28", "word " * 40]], 60)
    assert widths == [21, 37]


def test_an_unknown_format_names_the_known_ones() -> None:
    with pytest.raises(InputError, match="knows json, yaml"):
        Settings(format="csv").choose_format("json", "yaml")
