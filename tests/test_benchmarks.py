"""The benchmark runs, in small: its generator makes sound sheets, and every question is asked and answered."""

import sys
from pathlib import Path

import pytest

from kg.facts import require_valid
from kg.query import known_queries, run_query

BENCHMARKS = Path(__file__).parents[1] / "benchmarks"


@pytest.fixture(autouse=True)
def find_benchmarks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(BENCHMARKS))


def test_generated_sheets_are_sound_and_the_same_each_time() -> None:
    from generate import make_articles

    made = list(make_articles(30))
    for sheet, text in made:
        require_valid(sheet, text)
    assert made == list(make_articles(30))


def test_so_many_quads_are_made_as_asked_for() -> None:
    from generate import make_quads

    assert 5_000 <= sum(1 for _ in make_quads(5_000)) < 6_000


def test_every_question_of_the_benchmark_can_be_asked(tmp_path: Path) -> None:
    from bench_scale import GeneratedWorkspace, draw_questions

    workspace = GeneratedWorkspace.create(tmp_path / "ws")
    workspace.articles = 30
    workspace.build()
    asked = draw_questions(6_000, 2)
    assert set(asked) == set(known_queries())
    with workspace.ask() as store:
        rows = {name: [len(run_query(store, name, each).rows) for each in asked[name]] for name in asked}
    assert sum(1 for counts in rows.values() if any(counts)) > 10
    sys.modules.pop("generate", None)
