import json
from pathlib import Path

import pytest

from tests.cli.conftest import Run
from tests.extract.llm.conftest import Scripted, fails, make_reply, says, service  # noqa: F401

ARTICLE = (
    "Interior Minister Anna Alt met her Spanish counterpart, Interior Minister Luis Bor, in Madrid on 3 May 2024. "
    "Police chief Carl Cort stayed in Paris."
)


@pytest.fixture
def article(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name in ("URL", "MODEL", "KEY", "TIMEOUT", "PRICE"):
        monkeypatch.delenv(f"KG_LLM_{name}", raising=False)
    monkeypatch.setenv("KG_LLM_CACHE", str(tmp_path / "cache"))
    path = tmp_path / "talks.txt"
    path.write_text(ARTICLE, "utf-8")
    return path


def ask(service: Scripted, *more: str) -> tuple[str, ...]:  # noqa: F811
    return ("--with", "llm", "--llm-url", service.url, "--llm-model", "m", *more)


def test_facts_go_to_stdout_and_the_report_to_stderr(kg: Run, article: Path, service: Scripted) -> None:  # noqa: F811
    service.script = [says(make_reply())]
    done = kg("extract", article, *ask(service, "--llm-price", "1/2"))
    assert done.code == 0
    assert len(json.loads(done.out)["meetings"]) == 1
    assert "100 tokens asked, 20 answered, cost 0.0001" in done.err
    assert "facts: 1 proposed, 1 accepted (0 to review), 1 refusals" in done.err


def test_the_environment_may_name_the_model(
    kg: Run,
    article: Path,
    service: Scripted,  # noqa: F811
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    service.script = [says(make_reply())]
    monkeypatch.setenv("KG_LLM_URL", service.url)
    monkeypatch.setenv("KG_LLM_MODEL", "from-environment")
    assert kg("extract", article, "--with", "llm").code == 0
    assert service.asked[0]["model"] == "from-environment"


def test_what_was_refused_is_counted_by_reason(kg: Run, article: Path, service: Scripted) -> None:  # noqa: F811
    reply = make_reply()
    reply["meetings"][0]["evidence"] = ["They met in secret."]
    service.script = [says(reply)]
    done = kg("extract", article, *ask(service))
    assert json.loads(done.out)["meetings"] == []
    assert "refused: 1 × quote that does not stand in the article" in done.err


def test_a_failing_service_is_one_line_and_exit_2(kg: Run, article: Path, service: Scripted) -> None:  # noqa: F811
    service.script = [fails(401)]
    done = kg("extract", article, *ask(service))
    assert (done.code, done.out) == (2, "")
    assert "refused the key (401)" in done.err.splitlines()[-1]


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--with", "llm"], "give --llm-url or KG_LLM_URL"),
        (["--with", "llm", "--llm-url", "ftp://x"], "no address of a model ('ftp://x')"),
        (["--with", "llm", "--llm-url", "http://x/v1"], "give --llm-model or KG_LLM_MODEL"),
        (["--with", "llm", "--llm-url", "http://x", "--llm-model", "m", "--llm-price", "dear"], "bad price 'dear'"),
        (["--with", "llm", "--llm-url", "http://x", "--llm-model", "m", "--llm-timeout", "0"], "bad time-out 0.0"),
        (["--llm-model", "m"], "--llm-model: only for --with llm"),
        (["--with", "magic"], "--with 'magic' is unknown; use rules, llm"),
    ],
)
def test_a_mistake_in_the_options_is_one_line(kg: Run, article: Path, options: list[str], said: str) -> None:
    done = kg("extract", article, *options)
    assert done.code == 2
    assert said in done.err
    assert done.err.count("\n") == 1


def test_one_failing_article_of_a_folder_stops_no_other(kg: Run, article: Path, service: Scripted) -> None:  # noqa: F811
    (article.parent / "zzz.txt").write_text("Nobody met anybody.", "utf-8")
    service.script = [says(make_reply()), fails(401)]
    done = kg("extract", article.parent, "-o", article.parent / "out", *ask(service))
    assert done.code == 3
    assert [path.name for path in (article.parent / "out").iterdir()] == ["talks.json"]
    assert "1 of 2 articles read" in done.err


def test_articles_are_asked_about_at_once_where_told_to(kg: Run, article: Path, service: Scripted) -> None:  # noqa: F811
    for number in range(5):
        (article.parent / f"more{number}.txt").write_text(f"{ARTICLE} Number {number}.", "utf-8")
    service.script = [says(make_reply())]
    assert kg("extract", article.parent, "-o", article.parent / "out", "-j", "3", *ask(service)).code == 0
    assert len(list((article.parent / "out").iterdir())) == 6
