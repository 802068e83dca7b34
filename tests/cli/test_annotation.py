from pathlib import Path

from kg.resources import find_folder
from tests.cli.conftest import Run

SHEET = next(find_folder("seeds").glob("*.json"))
ARTICLE = SHEET.with_suffix(".txt")


def test_quotes_stand_in_brackets_without_colours(kg: Run) -> None:
    done = kg("annotate", ARTICLE, "--sheet", SHEET)
    assert done.code == 0
    assert "⟦Darüber hinaus traf Herr Hammouchi ⟦den" in " ".join(done.out.split())
    assert "Frédéric Veaux: Generaldirektor der Nationalen Polizei, DGPN, FR" in done.out


def test_colours_take_the_place_of_brackets(kg: Run) -> None:
    done = kg("annotate", ARTICLE, "--sheet", SHEET, "--color")
    assert "⟦" not in done.out
    assert "\x1b[" in done.out


def test_a_page_is_written(kg: Run, tmp_path: Path) -> None:
    done = kg("annotate", ARTICLE, "--sheet", SHEET, "--html", tmp_path / "page.html")
    assert done.code == 0
    assert "Abdellatif Hammouchi</mark>" in (tmp_path / "page.html").read_text("utf-8")


def test_a_page_goes_to_stdout_for_a_dash(kg: Run) -> None:
    assert kg("annotate", ARTICLE, "--sheet", SHEET, "--html", "-").out.startswith("<!doctype html>")


def test_no_article_can_steer_the_terminal(kg: Run, tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("Ann met \x1b[31mBob\x07 [red]in[/red] :smile: \u202eRome." + " They spoke." * 99, "utf-8")
    sheet = tmp_path / "a.json"
    empty = '"persons": [], "agencies": [], "meetings": [], "awards": []'
    sheet.write_text(f'{{"article": {{"id": "a", "language": "en"}}, {empty}}}', "utf-8")
    out = kg("annotate", path, "--sheet", sheet, "--no-color").out
    assert not set(out) & {"\x1b", "\x07", "\u202e"}
    assert "[red]in[/red] :smile:" in out


def test_a_missing_article_is_one_line(kg: Run) -> None:
    done = kg("annotate", "nowhere.txt")
    assert done.code == 3
    assert done.err.count("\n") == 1
