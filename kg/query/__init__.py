"""Questions to a store: the library of queries, any SPARQL 1.1 that only reads, and what a name means.

Refuses updates, SERVICE and FROM in queries from outside. Ambiguous names are listed, never guessed.
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kg.query.find import KINDS, Entity, find_entities, find_entity
    from kg.query.guard import check_query
    from kg.query.header import Column, Parameter
    from kg.query.labels import label_result, read_labels
    from kg.query.library import Argument, Query, find_query, known_queries, read_library
    from kg.query.result import Result, to_csv, to_plain, to_rdflib, to_records, to_texts
    from kg.query.run import ROWS_MAX, ask, run_query, run_sparql
else:
    # Modules are imported when a name of theirs is first used: a look-up needs few of them, and starts light.
    _HOMES = {
        "find": ("KINDS", "Entity", "find_entities", "find_entity"),
        "guard": ("check_query",),
        "header": ("Column", "Parameter"),
        "labels": ("label_result", "read_labels"),
        "library": ("Argument", "Query", "find_query", "known_queries", "read_library"),
        "result": ("Result", "to_csv", "to_plain", "to_rdflib", "to_records", "to_texts"),
        "run": ("ROWS_MAX", "ask", "run_query", "run_sparql"),
    }

    def __getattr__(name: str) -> object:
        from importlib import import_module

        for home, names in _HOMES.items():
            if name in names:
                value = getattr(import_module(f"kg.query.{home}"), name)
                globals()[name] = value
                return value
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


__all__ = [
    "KINDS",
    "ROWS_MAX",
    "Argument",
    "Column",
    "Entity",
    "Parameter",
    "Query",
    "Result",
    "ask",
    "check_query",
    "find_entities",
    "find_entity",
    "find_query",
    "known_queries",
    "label_result",
    "read_labels",
    "read_library",
    "run_query",
    "run_sparql",
    "to_csv",
    "to_plain",
    "to_rdflib",
    "to_records",
    "to_texts",
]
