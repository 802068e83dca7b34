"""The commands that ask, on the seed article: whatever stands here the article says."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Run

ASK = ("-f", "json", "-w")


def ask(kg: Run, workspace: Path, *args: str) -> Any:
    done = kg(*args, *ASK, workspace)
    assert done.code == 0, done.err
    return json.loads(done.out)


@pytest.mark.parametrize("name", ["Abdellatif Hammouchi", "hammouchi", "HAMMOUCHI", "abdelatif hammouchi", "Abd Ham"])
def test_who_met_knows_a_name_in_many_forms(kg: Run, seed_workspace: Path, name: str) -> None:
    met = {row["who"]: row for row in ask(kg, seed_workspace, "who-met", name)}
    assert set(met) == {"Celine Berthon", "Nicolas Lerner", "Frédéric Veaux", "France"}
    assert {row["when"] for row in met.values()} == {"2024-06-26/2024-06-28"}
    assert {row["where"] for row in met.values()} == {"France"}
    assert met["Celine Berthon"]["posts"] == ["Generaldirektorin für Innere Sicherheit (DGSI, FR)"]
    assert met["Nicolas Lerner"]["posts"] == ["Generaldirektor für Äußere Sicherheit (DGSE, FR)"]
    assert met["Frédéric Veaux"]["posts"] == ["Generaldirektor der Nationalen Polizei (DGPN, FR)"]


def test_who_met_cites_the_article_letter_for_letter(kg: Run, seed_workspace: Path) -> None:
    (text,) = (seed_workspace / "articles").glob("*.txt")
    rows = ask(kg, seed_workspace, "who-met", "hammouchi", "--cite")
    quotes = [quote["quote"] for row in rows for quote in row["quotes"]]
    assert len(quotes) >= 4
    assert all(quote in text.read_text("utf-8") for quote in quotes)


@pytest.mark.parametrize(
    ("options", "count"),
    [
        (["--since", "2024"], 4),
        (["--since", "2024-06-28"], 4),
        (["--since", "2024-06-29"], 0),
        (["--until", "2024-06-26"], 4),
        (["--until", "2024-06-25"], 0),
        (["--topic", "police-cooperation"], 1),
        (["--topic", "counter-terrorism"], 2),
        (["--topic", "security"], 4),
        (["--country", "france"], 4),
        (["--country", "MA"], 0),
        (["--status", "planned"], 0),
        (["--status", "all"], 4),
    ],
)
def test_who_met_can_be_narrowed(kg: Run, seed_workspace: Path, options: list[str], count: int) -> None:
    assert len(ask(kg, seed_workspace, "who-met", "hammouchi", *options)) == count


@pytest.mark.parametrize(("lang", "topic"), [("en", "counter-terrorism"), ("de", "Terrorismusbekämpfung")])
def test_labels_come_in_the_readers_language(kg: Run, seed_workspace: Path, lang: str, topic: str) -> None:
    rows = ask(kg, seed_workspace, "who-met", "lerner", "--lang", lang)
    assert topic in rows[0]["topics"]


def test_the_query_that_was_run_is_printed_to_stderr(kg: Run, seed_workspace: Path) -> None:
    done = kg("who-met", "lerner", "--sparql", *ASK, seed_workspace)
    assert done.err.count("SELECT ?other ?meeting") == 1
    assert json.loads(done.out)


def test_those_of_one_side_did_not_meet(kg: Run, seed_workspace: Path) -> None:
    assert [row["who"] for row in ask(kg, seed_workspace, "who-met", "DGST")] == ["France"]


def test_an_ambiguous_name_is_listed_not_guessed(kg: Run, seed_workspace: Path) -> None:
    done = kg("who-met", "generaldirektion", "-w", seed_workspace)
    assert (done.code, done.out, done.err.count("\n")) == (2, "", 1)
    assert "DGSI" in done.err
    assert "DGSE" in done.err


def test_an_unknown_name_is_told_with_what_is_near(kg: Run, seed_workspace: Path) -> None:
    done = kg("who-met", "Hamuchy", "-w", seed_workspace)
    assert (done.code, done.err.count("\n")) == (2, 1)
    assert "Hammouchi" in done.err


@pytest.mark.parametrize("option", ["--since", "--until"])
def test_a_bad_date_is_one_line_with_the_remedy(kg: Run, seed_workspace: Path, option: str) -> None:
    done = kg("who-met", "hammouchi", option, "last week", "-w", seed_workspace)
    assert (done.code, done.err.count("\n")) == (2, 1)
    assert option in done.err
    assert "'last week'" in done.err


def test_show_gives_names_and_facts(kg: Run, seed_workspace: Path) -> None:
    shown = ask(kg, seed_workspace, "show", "hammouchi")
    assert shown["name"] == "Abdellatif Hammouchi"
    assert "Hammouchi" in shown["also"]
    assert len(shown["facts"]) == 7


def test_the_visit_tells_who_invited_and_who_came_along(kg: Run, seed_workspace: Path) -> None:
    rows = ask(kg, seed_workspace, "timeline", "hammouchi")
    (visit,) = (row for row in rows if row["what"] == "visit")
    assert visit["invited_by"] == ["France"]
    assert visit["company"] == ["Generaldirektion für Territorialüberwachung (DGST) (with Abdellatif Hammouchi)"]
    assert "date" in visit["inferred"]


def test_posts_can_be_asked_by_agency(kg: Run, seed_workspace: Path) -> None:
    (row,) = ask(kg, seed_workspace, "posts", "--agency", "DGSE")
    assert (row["who"], row["post"]) == ("Nicolas Lerner", "Generaldirektor für Äußere Sicherheit")


@pytest.mark.parametrize("options", [["hammouchi"], [], ["--by", "nationalpolizei"], ["--country", "FR"]])
def test_awards_are_found_by_who_got_and_who_gave(kg: Run, seed_workspace: Path, options: list[str]) -> None:
    (row,) = ask(kg, seed_workspace, "awards", *options)
    assert row["recipient"] == ["Abdellatif Hammouchi"]
    assert row["award"] == ["Goldmedaille der französischen Nationalpolizei"]


def test_a_path_leads_through_whom_both_met(kg: Run, seed_workspace: Path) -> None:
    (row,) = ask(kg, seed_workspace, "path", "berthon", "lerner")
    assert (row["hops"], row["path"]) == (2, "Celine Berthon – Abdellatif Hammouchi – Nicolas Lerner")


def test_a_path_needs_two(kg: Run, seed_workspace: Path) -> None:
    done = kg("path", "lerner", "Nicolas Lerner", "-w", seed_workspace)
    assert done.code == 2
    assert "both mean Nicolas Lerner" in done.err


def test_rank_puts_the_most_connected_first(kg: Run, seed_workspace: Path) -> None:
    rows = ask(kg, seed_workspace, "rank")
    assert (rows[0]["who"], rows[0]["degree"]) == ("Abdellatif Hammouchi", 3)


def test_rank_shows_groups(kg: Run, seed_workspace: Path) -> None:
    (group,) = ask(kg, seed_workspace, "rank", "--communities")
    assert group["size"] == 4


def test_who_met_network_measures_each_one_met(kg: Run, seed_workspace: Path) -> None:
    rows = {row["who"]: row for row in ask(kg, seed_workspace, "who-met", "hammouchi", "--network")}
    assert rows["Nicolas Lerner"]["together"] == 1
    assert rows["France"]["betweenness"] > 0


def test_find_lists_all_persons_and_agencies(kg: Run, seed_workspace: Path) -> None:
    assert len(ask(kg, seed_workspace, "find")) == 10


def test_what_is_found_can_be_asked_by_its_iri(kg: Run, seed_workspace: Path) -> None:
    (row,) = ask(kg, seed_workspace, "find", "lerner")
    assert ask(kg, seed_workspace, "who-met", row["iri"])[0]["who"] == "Abdellatif Hammouchi"
