"""Which mentions are one person, agency or meeting: normal forms, candidates, scores with reasons, decisions.

Stands on fact sheets alone. Refuses to touch graph or store: it says which mentions are one and which of them stands
for all (Resolution.find); who makes IRIs mints them from that mention. Nothing merges because names are equal.
"""

from kg.identity.decisions import (
    Decision,
    check_decision,
    decision_to_json,
    find_active,
    make_decision,
    read_decisions,
)
from kg.identity.model import MEETING, Key, Kind, Link, Resolution, read_key, write_key
from kg.identity.resolution import resolve_sheets

__all__ = [
    "MEETING",
    "Decision",
    "Key",
    "Kind",
    "Link",
    "Resolution",
    "check_decision",
    "decision_to_json",
    "find_active",
    "make_decision",
    "read_decisions",
    "read_key",
    "resolve_sheets",
    "write_key",
]
