"""What a service may do, and what becomes of it."""

import json
import time

import pytest

from kg.errors import ServiceError
from tests.extract.llm.conftest import Answer, Make, Scripted, fails, make_article, make_reply, says, send, sends


def test_facts_come_from_the_answer(make_extractor: Make) -> None:
    (meeting,) = make_extractor(says(make_reply()))(make_article()).meetings
    assert {part.ref for part in meeting.participants} == {"anna-alt", "luis-bor"}
    assert (meeting.date, meeting.place, meeting.place_country) == ("2024-05-03", "Madrid", "ES")


def test_the_answer_is_asked_for_in_the_shape_of_a_sheet(make_extractor: Make, service: Scripted) -> None:
    make_extractor(says(make_reply()))(make_article())
    asked = service.asked[0]
    assert asked["path"] == "/v1/chat/completions"
    schema = asked["response_format"]["json_schema"]["schema"]
    assert set(schema["properties"]) == {"persons", "agencies", "meetings", "awards"}


def test_the_key_is_sent_and_never_shown(make_extractor: Make, service: Scripted) -> None:
    extractor = make_extractor(says(make_reply()), key="s3cret")
    extractor(make_article())
    assert service.headers[0]["Authorization"] == "Bearer s3cret"
    assert "s3cret" not in repr(extractor.settings)


@pytest.mark.parametrize("refusal", [fails(400, "response_format is unknown"), fails(500, "json_schema: bad literal")])
def test_a_service_that_knows_no_schema_is_asked_more_plainly(
    make_extractor: Make, service: Scripted, refusal: object
) -> None:
    sheet = make_extractor(refusal, refusal, says(make_reply()))(make_article())
    assert len(sheet.meetings) == 1
    forms = [asked.get("response_format", {}) for asked in service.asked]
    assert [form.get("type") for form in forms] == ["json_schema", "json_object", "json_object"]
    assert "schema" not in forms[2]


def test_the_form_that_worked_is_kept(make_extractor: Make, service: Scripted) -> None:
    extractor = make_extractor(fails(400, "response_format"), says(make_reply()))
    extractor(make_article())
    extractor(make_article(text="Nothing happened today."))
    assert len(service.asked) == 3


@pytest.mark.parametrize("failure", [fails(500), fails(429, retry_after="0"), sends(b"<html>oops"), sends(b"[]")])
def test_what_may_pass_is_asked_again(make_extractor: Make, failure: object) -> None:
    extractor = make_extractor(failure, failure, says(make_reply()))
    assert len(extractor(make_article()).meetings) == 1
    assert extractor.report.retried == 2


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        (fails(500, "on fire"), r"HTTP 500: on fire \(3 attempts\)"),
        (fails(401), "set KG_LLM_KEY"),
        (fails(404, "no such model"), "check the address and the model"),
        (fails(413, "too long"), "HTTP 413: too long"),
        (sends(b"<html>a page</html>"), "no chat completion"),
        (sends(b"[" * 100_000), "no chat completion"),
        (sends(b'{"choices": []}'), "no chat completion"),
        (sends(b'{"choices": [{"message": {"content": 7}}]}'), "no text but '7'"),
        (sends(b"\xff\xfe\x00", status=503), "HTTP 503"),
        (says("I am only a language model."), "answered no facts of talks: no JSON"),
        (says("[1, 2]"), "no JSON object"),
        (says({"facts": []}), "none of the lists"),
        (says('{"persons": [' + "[" * 50_000), "no JSON"),
        (says('{"persons": [{"id": "a", "na', finish="length"), "cut off at 20 tokens"),
    ],
)
def test_failures_are_one_clean_line(make_extractor: Make, answer: object, words: str) -> None:
    with pytest.raises(ServiceError, match=words) as failure:
        make_extractor(answer, retries=2)(make_article())
    assert "\n" not in str(failure.value)
    assert len(str(failure.value)) < 600


def test_a_service_that_is_away_says_so(make_extractor: Make) -> None:
    extractor = make_extractor(says({}), url="http://127.0.0.1:9/v1", retries=1)
    with pytest.raises(ServiceError, match=r"127.0.0.1:9/v1: no answer: .*is the service up\? \(2 attempts\)"):
        extractor(make_article())


def test_a_slow_service_is_given_up_on_in_time(make_extractor: Make) -> None:
    def sleep(handler: object, _: object) -> None:
        time.sleep(0.6)

    started = time.monotonic()
    with pytest.raises(ServiceError, match=r"no whole answer within 0\.2 s"):
        make_extractor(sleep, timeout_seconds=0.2, retries=0)(make_article())
    assert time.monotonic() - started < 2


def test_a_service_that_drips_is_given_up_on_in_time(make_extractor: Make) -> None:
    def drip(handler, _) -> None:
        handler.send_response(200)
        handler.send_header("content-length", "1000000")
        handler.end_headers()
        try:
            for _ in range(40):
                handler.wfile.write(b" ")
                time.sleep(0.05)
        except OSError:
            handler.close_connection = True

    started = time.monotonic()
    with pytest.raises(ServiceError, match="no whole answer"):
        make_extractor(drip, timeout_seconds=0.2, retries=0)(make_article())
    assert time.monotonic() - started < 2


def test_an_endless_answer_is_cut_short(make_extractor: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kg.extract.llm.service.ANSWER_BYTES_MAX", 10_000)
    with pytest.raises(ServiceError, match="more than 10000 bytes"):
        make_extractor(sends(b" " * 50_000), retries=0)(make_article())


def test_redirects_are_not_followed(make_extractor: Make, service: Scripted) -> None:
    def redirect(handler, _) -> None:
        send(handler, 307, b"", location="http://127.0.0.1:9/elsewhere")

    with pytest.raises(ServiceError, match="HTTP 307"):
        make_extractor(redirect, retries=0)(make_article())
    assert len(service.asked) == 1


def test_an_answer_in_a_code_fence_is_read(make_extractor: Make) -> None:
    answer = f"Here you are:\n```json\n{json.dumps(make_reply())}\n```\nAnything else?"
    assert len(make_extractor(says(answer))(make_article()).meetings) == 1


def test_malformed_facts_are_counted_and_the_others_taken(make_extractor: Make) -> None:
    reply = make_reply(awards=[{"name": 7}, "x"])
    reply["meetings"] += [None, {"id": "m2"}]
    extractor = make_extractor(says(reply))
    assert len(extractor(make_article()).meetings) == 1
    assert extractor.report.refused["fact without the shape of one"] == 4


def test_an_answer_is_kept_and_costs_nothing_again(make_extractor: Make, service: Scripted, tmp_path) -> None:
    settings = {"cache": tmp_path / "answers"}
    first = make_extractor(says(make_reply()), **settings)(make_article())
    again = make_extractor(fails(500), **settings)
    assert again(make_article()) == first
    assert len(service.asked) == 1
    assert (again.report.requests, again.report.cached) == (0, 1)


def test_an_answer_that_was_cut_off_is_kept_too(make_extractor: Make, service: Scripted, tmp_path) -> None:
    article = make_article(" ".join(f"Nothing happened to number {number}." for number in range(130)))
    cut_off = says('{"persons": [', finish="length")
    extractor = make_extractor(cut_off, says(make_reply()), cache=tmp_path)
    first = extractor(article)
    asked = len(service.asked)
    assert asked > 2
    again = make_extractor(fails(500), cache=tmp_path)
    assert again(article) == first
    assert (len(service.asked), again.report.cached) == (asked, asked)


def test_what_was_whole_of_a_cut_off_answer_costs_nothing_again(
    make_extractor: Make, service: Scripted, tmp_path
) -> None:
    answer = json.dumps(make_reply(awards=[{"name": "x"}]))
    cut_off = says(answer[:-20], finish="length")
    first = make_extractor(cut_off, cache=tmp_path)(make_article())
    assert len(first.meetings) == 1
    assert make_extractor(fails(500), cache=tmp_path)(make_article()) == first


def test_another_text_is_another_question(make_extractor: Make, service: Scripted, tmp_path) -> None:
    extractor = make_extractor(says(make_reply()), cache=tmp_path)
    extractor(make_article())
    extractor(make_article(text="Nothing happened today."))
    assert len(service.asked) == 2


def test_garbage_is_not_kept(make_extractor: Make, tmp_path) -> None:
    with pytest.raises(ServiceError):
        make_extractor(says("no"), cache=tmp_path)(make_article())
    assert not any(tmp_path.rglob("*.json"))


def test_a_broken_cache_is_as_good_as_none(make_extractor: Make, service: Scripted, tmp_path) -> None:
    extractor = make_extractor(says(make_reply()), cache=tmp_path)
    extractor(make_article())
    for path in tmp_path.rglob("*.json"):
        path.write_text("{", "utf-8")
    extractor(make_article())
    assert len(service.asked) == 2


def test_the_report_tells_tokens_cost_and_facts(make_extractor: Make) -> None:
    extractor = make_extractor(says(make_reply()), price=(10.0, 100.0))
    extractor(make_article())
    lines = extractor.report.lines()
    assert lines[0].startswith(
        "model: 1 requests (0 repeated), 0 answers from the cache, 100 tokens asked, 20 answered"
    )
    assert lines[0].endswith("cost 0.0030")
    assert lines[1] == "facts: 1 proposed, 1 accepted (0 to review), 0 refusals"


TOO_LONG = [
    {"message": "This model's maximum context length is 2048 tokens. However, you requested 5000 tokens."},
    {"message": "the request exceeds the available context size", "type": "exceed_context_size_error"},
    {"message": "Zu lang.", "code": "context_length_exceeded"},
]


def too_long(error: object) -> Answer:
    return sends(json.dumps({"error": error}).encode(), status=400)


@pytest.mark.parametrize("error", TOO_LONG)
def test_a_part_too_long_for_the_model_is_asked_about_in_halves(
    make_extractor: Make, service: Scripted, error: object
) -> None:
    extractor = make_extractor(too_long(error), says(make_reply()))
    extractor(make_article("Nothing happened. " * 250))
    assert [asked["response_format"]["type"] for asked in service.asked] == ["json_schema"] * len(service.asked)
    assert len(service.asked) > 2


def test_a_short_part_too_long_for_the_model_is_one_clean_line(make_extractor: Make, service: Scripted) -> None:
    with pytest.raises(ServiceError, match=r"maximum context length is 2048 tokens.*; give the model a longer context"):
        make_extractor(too_long(TOO_LONG[0]))(make_article())
    assert len(service.asked) == 1


def test_a_server_of_the_llama_kind_is_told_not_to_shun_repetition(make_extractor: Make, service: Scripted) -> None:
    make_extractor(fails(500, "json_schema: bad literal"), says(make_reply()))(make_article())
    assert "repeat_penalty" not in service.asked[0]
    assert service.asked[1]["repeat_penalty"] == 1.0


def test_a_server_of_the_llama_kind_is_told_where_lists_end(make_extractor: Make, service: Scripted) -> None:
    make_extractor(fails(500, "json_schema: bad literal"), says(make_reply()))(make_article())
    assert "maxItems" not in json.dumps(service.asked[0])
    schema = service.asked[1]["response_format"]["schema"]["properties"]
    assert schema["meetings"]["items"]["properties"]["evidence"]["maxItems"] == 12
