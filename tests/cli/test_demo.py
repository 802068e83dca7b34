from pathlib import Path

import pytest

from tests.cli.conftest import Outcome, Run

GOLDEN = Path(__file__).with_name("demo.txt")
#: From here on the extractor speaks, which gets better with time.
EXTRACTOR = "\nkg extract:"


@pytest.fixture
def shown(kg: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Outcome:
    monkeypatch.chdir(tmp_path)
    done = kg("demo")
    assert done.code == 0, done.err
    return done


def test_the_curated_part_of_the_demo_is_as_always(shown: Outcome) -> None:
    assert shown.out.partition(EXTRACTOR)[0] == GOLDEN.read_text("utf-8")


@pytest.mark.parametrize(
    "said",
    [
        "Celine Berthon  2024-06-26/2024-06-28  France",
        "posts: Generaldirektorin für Innere Sicherheit (DGSI, FR)",
        "Nicolas Lerner  2024-06-26/2024-06-28  France",
        "posts: Generaldirektor für Äußere Sicherheit (DGSE, FR)",
        "Frédéric Veaux  2024-06-26/2024-06-28  France",
        "posts: Generaldirektor der Nationalen Polizei (DGPN, FR)",
        "topics: drug trafficking; human trafficking; irregular migration; police",
        "company: Generaldirektion für Territorialüberwachung (DGST) (with Abdellatif",
        "invited by: France",
        "Goldmedaille der",
        "16 of 16 quotes stand in the article as cited",
        "pairs_per_article",
    ],
)
def test_the_demo_says_what_the_article_says(shown: Outcome, said: str) -> None:
    assert said in shown.out


def test_the_demo_writes_a_page_and_can_be_run_again(shown: Outcome, kg: Run, tmp_path: Path) -> None:
    page = tmp_path / "kg-demo" / "graph.html"
    assert "Abdellatif Hammouchi" in page.read_text("utf-8")
    again = kg("demo")
    assert (again.code, again.out) == (0, shown.out)
