"""Long articles are asked about in parts, and told once."""

import contextlib
import json
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.errors import ServiceError
from kg.extract.llm.parts import cut_parts
from kg.extract.llm.reply import UnusableReply, mend_reply, read_reply
from tests.extract.llm.conftest import (
    TEXT,
    Make,
    Scripted,
    make_article,
    make_meeting,
    make_person,
    make_reply,
    says,
)

LONG = TEXT + "".join(f"\n\nNothing of note happened on day {n}." for n in range(100))


@settings(deadline=None)
@given(st.text(alphabet="ab .\n", max_size=400), st.integers(20, 90))
def test_parts_cover_the_text_and_share_borders(text: str, size: int) -> None:
    parts = cut_parts(text, size, size // 4)
    assert (parts[0].start, parts[-1].end) == (0, len(text))
    for one, next_ in pairwise(parts):
        assert one.start < next_.start <= one.end < next_.end
    assert all(part.end - part.start <= size for part in parts)


def test_parts_are_cut_between_paragraphs_where_there_are_any() -> None:
    parts = cut_parts("One two three.\n\nFour five six.\n\nSeven eight nine.", 34, 4)
    assert parts[0].end == 32


def test_a_single_line_without_blanks_is_cut_all_the_same() -> None:
    assert len(cut_parts("x" * 1000, 100, 10)) < 15


def test_one_meeting_told_in_two_parts_is_one(make_extractor: Make, service: Scripted) -> None:
    text = TEXT + " They talked at length." * 40 + f"\n\n{TEXT}"
    sheet = make_extractor(says(make_reply()), part_chars=900, overlap_chars=100)(make_article(text))
    assert len(service.asked) > 1
    assert len(sheet.meetings) == 1
    assert len(sheet.meetings[0].evidence) == 2


def test_quotes_of_a_later_part_stand_in_that_part(make_extractor: Make) -> None:
    text = LONG + f"\n\n{TEXT}"
    empty = says({"persons": []})
    extractor = make_extractor(empty, says(make_reply()), part_chars=2400, overlap_chars=100)
    (meeting,) = extractor(make_article(text)).meetings
    assert meeting.evidence[0].start > len(LONG)


def test_a_surname_in_one_part_is_the_full_name_of_another(make_extractor: Make) -> None:
    text = f"{TEXT}\n\n" + "Nothing happened. " * 50 + "\n\nMinister Alt met Minister Bor in Madrid again."
    again = make_meeting(id="m1", evidence=["Minister Alt met Minister Bor in Madrid again."], date=None)
    second = make_reply(persons=[make_person("alt", "Alt"), make_person("bor", "Bor")], meetings=[again])
    extractor = make_extractor(
        says(make_reply()), says({"persons": []}), says(second), part_chars=500, overlap_chars=50
    )
    sheet = extractor(make_article(text))
    assert sorted(person.name for person in sheet.persons) == ["Anna Alt", "Luis Bor"]


def test_a_part_with_too_long_an_answer_is_asked_about_in_halves(make_extractor: Make, service: Scripted) -> None:
    cut_off = says('{"persons": [', finish="length")
    extractor = make_extractor(cut_off, says(make_reply()))
    assert len(extractor(make_article(LONG)).meetings) == 1
    assert len(service.asked) > 2


def test_what_is_whole_of_an_answer_cut_off_is_taken_with_a_warning(
    make_extractor: Make, caplog: pytest.LogCaptureFixture
) -> None:
    answer = json.dumps(make_reply(meetings=[make_meeting(), make_meeting(id="m2", kind="call")]))
    cut_off = says(answer[: answer.index('"m2"') + 30], finish="length")
    assert len(make_extractor(cut_off)(make_article()).meetings) == 1
    assert "facts may be missing" in caplog.text


@given(st.integers(0, 900))
def test_every_beginning_of_an_answer_is_mended_or_refused(length: int) -> None:
    with contextlib.suppress(UnusableReply):
        read_reply(mend_reply(json.dumps(make_reply())[:length]))


def test_halving_ends(make_extractor: Make, service: Scripted) -> None:
    with pytest.raises(ServiceError, match="cut off at 20 tokens, nothing whole before it was cut off"):
        make_extractor(says("{", finish="length"))(make_article(LONG))
    assert len(service.asked) < 6


def test_circles_of_framing_meetings_are_cut(make_extractor: Make) -> None:
    visit = make_meeting(id="v", kind="visit", part_of="m1")
    sheet = make_extractor(says(make_reply(meetings=[visit, make_meeting(part_of="v")])))(make_article())
    assert sorted(meeting.part_of is None for meeting in sheet.meetings) == [False, True]


def test_a_repeated_answer_gives_each_fact_once(make_extractor: Make) -> None:
    reply = make_reply()
    reply = {name: items * 5 for name, items in reply.items()}
    assert json.dumps(reply)
    sheet = make_extractor(says(reply))(make_article())
    assert (len(sheet.persons), len(sheet.meetings)) == (2, 1)
