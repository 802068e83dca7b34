import io
import json
import sys
from pathlib import Path

import pytest

from kg.query import known_queries
from tests.cli.conftest import Run

COUNT = "SELECT (COUNT(?m) AS ?n) WHERE { ?m a kg:Meeting }"


def test_the_library_is_listed(kg: Run) -> None:
    assert [row["query"] for row in json.loads(kg("query", "-f", "json").out)] == list(known_queries())


def test_a_query_alone_lists_what_it_needs(kg: Run) -> None:
    rows = json.loads(kg("query", "who-met", "-f", "json").out)
    assert rows[0]["parameter"] == "person"
    assert rows[0]["default"] == "needed"


def test_a_query_takes_names_for_iris(kg: Run, seed_workspace: Path) -> None:
    done = kg("query", "between", "one=DGSN", "two=france", "status=held", "-w", seed_workspace, "-f", "csv")
    assert done.code == 0
    assert len(done.out.splitlines()) == 5


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (["no-such"], "no query 'no-such'; there are"),
        (["who-met", "person"], "write parameter=value"),
        (["who-met", "person=a", "person=b"], "given twice"),
        (["who-met", "persn=hammouchi"], "no parameter 'persn'; it has person"),
        (["who-met", "since=2024-01-01"], "'person' is missing"),
        (["who-met", "person=hammouchi", "since=May"], "since is 'May'"),
        (["who-met", "person=id:<b>"], "is no IRI"),
    ],
)
def test_a_mistake_in_arguments_is_one_line(kg: Run, seed_workspace: Path, args: list[str], said: str) -> None:
    done = kg("query", *args, "-w", seed_workspace)
    assert (done.code, done.out, done.err.count("\n")) == (2, "", 1)
    assert said in done.err


def test_sparql_answers_a_select(kg: Run, seed_workspace: Path) -> None:
    done = kg("sparql", COUNT, "-w", seed_workspace, "-f", "json")
    assert json.loads(done.out)[0]["n"]["value"] == "4"


def test_sparql_answers_an_ask(kg: Run, seed_workspace: Path) -> None:
    assert kg("sparql", "ASK { ?m a kg:Meeting }", "-w", seed_workspace).out == "yes\n"
    assert kg("sparql", "ASK { ?m a kg:Call }", "-w", seed_workspace, "-f", "json").out == "false\n"


def test_sparql_answers_a_construct_with_statements(kg: Run, seed_workspace: Path) -> None:
    done = kg("sparql", "CONSTRUCT { ?m a kg:Meeting } WHERE { ?m a kg:Meeting }", "-w", seed_workspace)
    assert len(done.out.splitlines()) == 4


def test_sparql_reads_a_file_and_stdin(
    kg: Run, seed_workspace: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "count.rq"
    path.write_text(COUNT, "utf-8")
    monkeypatch.setattr(sys, "stdin", io.StringIO(COUNT))
    assert kg("sparql", path, "-w", seed_workspace).out == kg("sparql", "-", "-w", seed_workspace).out != ""


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("SELECT * WHERE { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }", "SERVICE"),
        ("SELECT * FROM <http://127.0.0.1:9/> WHERE { ?s ?p ?o }", "FROM"),
        ("DELETE WHERE { ?s ?p ?o }", "updates are refused"),
        ("INSERT DATA { <a:b> <a:b> <a:b> }", "updates are refused"),
        ("LOAD <http://127.0.0.1:9/>", "LOAD"),
        ("CLEAR ALL", "updates are refused"),
        ("SELECT * WHERE { ?s ?p", "SPARQL 1.1 is expected"),
        ("SELECT * WHERE { ?s a x:Y }", "a prefix that is not declared"),
    ],
)
def test_a_query_that_is_refused_or_broken_is_one_line(kg: Run, seed_workspace: Path, text: str, said: str) -> None:
    done = kg("sparql", text, "-w", seed_workspace)
    assert (done.code, done.out, done.err.count("\n")) == (2, "", 1)
    assert said in done.err


def test_a_missing_query_file_exits_with_3(kg: Run, seed_workspace: Path) -> None:
    done = kg("sparql", "missing.rq", "-w", seed_workspace)
    assert (done.code, done.err.count("\n")) == (3, 1)


def test_a_query_is_stopped_when_its_time_is_up(kg: Run, seed_workspace: Path) -> None:
    endless = "SELECT (COUNT(*) AS ?n) WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
    done = kg("sparql", endless, "--timeout", "0.2", "-w", seed_workspace)
    assert done.code == 2
    assert "stopped after 0.2 s" in done.err


def test_a_cut_answer_says_so(kg: Run, seed_workspace: Path) -> None:
    done = kg("sparql", "SELECT ?m WHERE { ?m a kg:Meeting }", "--limit", "2", "-w", seed_workspace)
    assert "only the first 2 rows are shown" in done.err
