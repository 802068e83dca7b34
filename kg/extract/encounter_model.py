"""What the reading of a trigger yields: an encounter and its parties."""

from dataclasses import dataclass
from typing import Literal

from kg.extract.mentions import PlaceMention
from kg.facts.model import MeetingKind, Role, Status


@dataclass(frozen=True, slots=True)
class Party:
    """One side of an encounter. refs: the leader first; separate: each ref is met on its own ("met X, Y and Z");
    united: a delegation, all of whom go with the first."""

    refs: tuple[str, ...]
    role: Role = "participant"
    separate: bool = False
    united: bool = False


@dataclass(frozen=True, slots=True)
class Encounter:
    """What one trigger tells.

    effect: "meet" is a new encounter; "attend" adds its party to the event that `event` names; "join" adds parties to
        the encounter spoken of; "remark" tells that one anew.
    start, end: tokens of the clause; trigger: token of the trigger word.
    leads: whom joining parties accompany, empty where the words do not say.
    invited_by: refs of who is said to have invited.
    lines: of those whom a list below the sentence names, the sentence that does.
    settled: False for a wish. background: told in the past perfect.
    """

    effect: Literal["meet", "attend", "join", "remark"]
    kind: MeetingKind
    status: Status
    parties: tuple[Party, ...]
    sentence: int
    start: int
    end: int
    trigger: int
    confidence: float
    reasons: tuple[str, ...]
    destinations: tuple[PlaceMention, ...] = ()
    leads: tuple[str, ...] = ()
    event: str = ""
    invited_by: tuple[str, ...] = ()
    lines: tuple[tuple[str, int], ...] = ()
    background: bool = False
    settled: bool = True
