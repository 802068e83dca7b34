"""Answers questions of the library from the derived data (kg.store.derived), row for row as their SPARQL would.

The query files say what a question means; what stands here is only faster, and tests hold the two equal. A question
that is not here, or an argument that the derived data do not cover, is answered by SPARQL.
"""

from collections.abc import Callable
from importlib import import_module
from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    from kg.query.derived.arguments import Arguments
    from kg.query.result import Cell
    from kg.store.derived import Index

    #: At most so many rows, in the order of the query; None where SPARQL has to answer.
    Answer = Callable[[Index, Arguments, int], list[tuple[Cell, ...]] | None]

#: Question to the module and the function that answer it.
ANSWERS = {
    "about-topic": "events:list_meetings",
    "agency-meetings": "events:list_agency_meetings",
    "awards": "facts:list_awards",
    "between": "events:list_between",
    "changed": "facts:list_changed",
    "common-contacts": "met:list_common",
    "entity": "facts:list_entities",
    "meeting": "facts:list_parts",
    "meetings": "events:list_meetings",
    "most-connected": "met:rank_connected",
    "offices": "facts:list_offices",
    "path": "met:list_paths",
    "posts-as-of": "facts:list_posts",
    "timeline": "events:list_timeline",
    "top-pairs": "met:rank_pairs",
    "who-met": "met:list_met",
}


def find_answer(name: str) -> "Answer":
    """Returns what answers a question of ANSWERS; imports what it needs and no more."""
    module, _, function = ANSWERS[name].partition(":")
    return cast("Answer", getattr(import_module(f"kg.query.derived.{module}"), function))
