"""The log of decisions: what is in force, what contradicts it, what is refused."""

from pathlib import Path

import pytest

from kg.errors import InputError, UnreadableError
from kg.identity import Decision, Key, check_decision, decision_to_json, find_active, make_decision, read_decisions
from kg.identity.decisions import DecisionKind

A, B, C, D = (("a", "p"), ("b", "p"), ("c", "p"), ("d", "p"))


def decide(kind: DecisionKind, left: Key, right: Key, who: str = "Ann") -> Decision:
    return make_decision(kind, left, right, who=who, when="2026-01-02T03:04:05Z", why="seen")


def undo(decision: Decision) -> Decision:
    return make_decision("undo", undoes=decision.id, who="Bob", when="2026-01-03T03:04:05Z")


def test_a_log_reads_back_as_it_was_written(tmp_path: Path) -> None:
    log = [decide("same", A, B), decide("different", B, C)]
    log.append(undo(log[0]))
    path = tmp_path / "decisions.jsonl"
    path.write_text("".join(f"{decision_to_json(one)}\n" for one in log), "utf-8")
    assert read_decisions(path) == tuple(log)


def test_a_missing_log_is_empty(tmp_path: Path) -> None:
    assert read_decisions(tmp_path / "decisions.jsonl") == ()


@pytest.mark.parametrize(
    "line",
    ["{", "[]", '{"kind": "maybe"}', '{"id": "1", "kind": "same", "left": "a#p"}', '{"id": "1", "kind": "undo"}'],
)
def test_a_broken_line_is_named(tmp_path: Path, line: str) -> None:
    path = tmp_path / "decisions.jsonl"
    path.write_text(f"{decision_to_json(decide('same', A, B))}\n{line}\n", "utf-8")
    with pytest.raises(UnreadableError, match=r"decisions\.jsonl:2: .*take the line out or mend it"):
        read_decisions(path)


def test_what_was_undone_is_in_force_no_more() -> None:
    one, other = decide("same", A, B), decide("same", C, D)
    assert find_active([one, other, undo(one)]) == (other,)


def test_a_contradiction_tells_who_decided_when_and_why() -> None:
    log = [decide("different", A, B, who="Ann")]
    with pytest.raises(
        InputError, match=r"decided to be different \(\w+ by Ann on 2026-01-02, because 'seen'\): undo that first"
    ):
        check_decision(log, decide("same", A, B))


def test_a_contradiction_by_a_detour_is_refused() -> None:
    log = [decide("same", A, B), decide("same", B, C), decide("different", C, D)]
    with pytest.raises(InputError, match="decided to be different"):
        check_decision(log, decide("same", D, A))
    with pytest.raises(InputError, match="decided to be the same"):
        check_decision(log, decide("different", A, C))


def test_nothing_contradicts_what_was_undone() -> None:
    old = decide("different", A, B)
    check_decision([old, undo(old)], decide("same", A, B))


@pytest.mark.parametrize(
    ("log", "new"),
    [
        ([decide("same", A, B)], decide("same", B, A)),
        ([decide("same", A, B), decide("same", B, C)], decide("same", A, C)),
        ([decide("different", A, B)], decide("different", B, A)),
    ],
)
def test_what_follows_already_is_refused(log: list[Decision], new: Decision) -> None:
    with pytest.raises(InputError, match="decided already"):
        check_decision(log, new)


def test_nothing_is_decided_against_itself() -> None:
    with pytest.raises(InputError, match="against itself"):
        check_decision([], decide("same", A, A))


def test_only_what_is_in_force_can_be_undone() -> None:
    one = decide("same", A, B)
    check_decision([one], undo(one))
    with pytest.raises(InputError, match="no decision in force"):
        check_decision([one, undo(one)], undo(one))
