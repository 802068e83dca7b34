"""What people decided about who is who: a log that is only ever appended to, one JSON object a line.

    {"id": "…", "kind": "same", "left": "article#id", "right": "article#id", "who": "…", "when": "…", "why": "…"}
    {"id": "…", "kind": "undo", "undoes": "…", "who": "…", "when": "…", "why": "…"}

kind is same, different or undo. An undone decision counts no more, and nothing else remembers it. Refuses a decision
that contradicts those in force, also by a detour: what is the same as the same is the same.
"""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Literal

from kg.errors import InputError, UnreadableError
from kg.identity.model import Key, read_key, write_key

DecisionKind = Literal["same", "different", "undo"]
KINDS: tuple[DecisionKind, ...] = ("same", "different", "undo")
ID_DIGITS = 10
REMEDY = "take the line out or mend it"


@dataclass(frozen=True, slots=True)
class Decision:
    """One line of the log.

    left, right: mentions, None for an undo. undoes: id of the decision undone, None for others. when: ISO 8601, UTC.
    """

    id: str
    kind: DecisionKind
    left: Key | None
    right: Key | None
    undoes: str | None
    who: str
    when: str
    why: str

    @property
    def pair(self) -> tuple[Key, Key]:
        """The two mentions of a decision that is no undo."""
        assert self.left is not None and self.right is not None
        return self.left, self.right


def make_decision(
    kind: DecisionKind,
    left: Key | None = None,
    right: Key | None = None,
    *,
    undoes: str | None = None,
    who: str,
    when: str,
    why: str = "",
) -> Decision:
    """Returns a decision with its id, a digest of what it says and when."""
    said = json.dumps([kind, left, right, undoes, who, when, why], ensure_ascii=False)
    return Decision(sha256(said.encode()).hexdigest()[:ID_DIGITS], kind, left, right, undoes, who, when, why)


def decision_to_json(decision: Decision) -> str:
    """Returns a decision as one line of JSON without line break."""
    fields: dict[str, object] = {"id": decision.id, "kind": decision.kind}
    if decision.left is not None and decision.right is not None:
        fields |= {"left": write_key(decision.left), "right": write_key(decision.right)}
    if decision.undoes is not None:
        fields["undoes"] = decision.undoes
    fields |= {"who": decision.who, "when": decision.when, "why": decision.why}
    return json.dumps(fields, ensure_ascii=False)


def read_decisions(path: Path) -> tuple[Decision, ...]:
    """Reads a log; a log that is not there is empty.

    Raises:
        UnreadableError: a line is no decision.
    """
    if not path.exists():
        return ()
    lines = path.read_text("utf-8").splitlines()
    return tuple(_read_line(line, f"{path}:{number}") for number, line in enumerate(lines, 1) if line.strip())


def _read_line(line: str, place: str) -> Decision:
    try:
        data = json.loads(line)
    except ValueError as error:
        raise UnreadableError(f"{place}: no JSON: {error}; {REMEDY}") from None
    if not isinstance(data, dict) or data.get("kind") not in KINDS:
        raise UnreadableError(f"{place}: no decision: {line[:60]!r}; {REMEDY}")
    texts = {name: data.get(name, "") for name in ("id", "who", "when", "why", "left", "right", "undoes")}
    wrong = [name for name, value in texts.items() if not isinstance(value, str)]
    left, right = (None, None) if wrong else (read_key(texts["left"]), read_key(texts["right"]))
    if data["kind"] == "undo":
        wrong += [] if texts["undoes"] else ["undoes"]
    else:
        wrong += [name for name, key in (("left", left), ("right", right)) if key is None]
    if wrong or not texts["id"]:
        raise UnreadableError(f"{place}: a decision with a bad {(wrong or ['id'])[0]}: {line[:60]!r}; {REMEDY}")
    undoes = texts["undoes"] or None
    return Decision(texts["id"], data["kind"], left, right, undoes, texts["who"], texts["when"], texts["why"])


def find_active(decisions: Iterable[Decision]) -> tuple[Decision, ...]:
    """Returns the decisions in force: same and different, without what was undone, in their order."""
    active: dict[str, Decision] = {}
    for decision in decisions:
        if decision.kind == "undo":
            active.pop(decision.undoes or "", None)
        else:
            active[decision.id] = decision
    return tuple(active.values())


def check_decision(decisions: Sequence[Decision], new: Decision) -> None:
    """Checks a decision against those in force.

    Raises:
        InputError: it contradicts them, says nothing new, or undoes what is not in force.
    """
    active = find_active(decisions)
    if new.kind == "undo":
        if not any(decision.id == new.undoes for decision in active):
            raise InputError(f"{new.undoes!r}: no decision in force has this id; kg decisions lists them")
        return
    left, right = new.pair
    if left == right:
        raise InputError(f"{write_key(left)!r}: one mention cannot be decided against itself; name two")
    groups = _group(active)
    one, other = groups.get(left, left), groups.get(right, right)
    if new.kind == "different" and one == other:
        chain = _name(decision for decision in active if decision.kind == "same" and groups[decision.pair[0]] == one)
        raise InputError(
            f"{write_key(left)} and {write_key(right)} were decided to be the same ({chain}): undo that first"
        )
    for decision in active:
        if decision.kind == "different":
            ends = {groups.get(key, key) for key in decision.pair}
            if ends == {one, other}:
                if new.kind == "different":
                    raise InputError(f"this was decided already ({_name([decision])})")
                raise InputError(
                    f"{write_key(left)} and {write_key(right)} were decided to be different ({_name([decision])}): "
                    "undo that first"
                )
    if new.kind == "same" and one == other:
        raise InputError("this was decided already, or follows from what was")


def _group(active: Iterable[Decision]) -> dict[Key, Key]:
    """Returns mention -> the mention that stands for all that were decided to be the same."""
    parent: dict[Key, Key] = {}

    def find(key: Key) -> Key:
        while parent.get(key, key) != key:
            key = parent[key]
        return key

    for decision in active:
        if decision.kind == "same":
            one, other = sorted(find(key) for key in decision.pair)
            parent[other] = parent[one] = one
    return {key: find(key) for decision in active for key in decision.pair if key in parent}


def _name(decisions: Iterable[Decision]) -> str:
    said = (
        f"{one.id} by {one.who} on {one.when[:10]}" + (f", because {one.why!r}" if one.why else "") for one in decisions
    )
    return "; ".join(said)
