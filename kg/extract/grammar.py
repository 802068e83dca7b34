"""The words of clauses: subordinators, relative pronouns, prepositions and what they relate, compiled from [syntax]."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache, cached_property
from typing import Literal

from kg.extract.lexicon import Lexicon, Matcher
from kg.extract.tokens import Gate

CLAUSE_MARKS = frozenset(",;:-–—")

Case = Literal["subject", "object", "any"]


@dataclass(frozen=True)
class Grammar:
    """The lexicon table [syntax], compiled."""

    subordinators: Matcher[bool]
    relatives: Mapping[str, Case]
    reporting: Matcher[bool]
    relations: Matcher[str]
    determiners: frozenset[str]
    articles: frozenset[str]
    adverbs: frozenset[str]
    conjunctions: frozenset[str]
    joiners: Matcher[bool]
    cases: Mapping[str, Case]
    auxiliaries: frozenset[str]
    relative_needs_comma: bool
    verb_last: bool
    examples: Matcher[bool]
    shared_subjects: Matcher[bool]
    infinitive_marks: frozenset[str]
    delegations: Matcher[bool]
    leading: Matcher[bool]
    plurals: Matcher[bool]
    genitive_ends: tuple[str, ...] = field(default=())

    @cached_property
    def cutters(self) -> Gate:
        """Words and marks that may part two clauses."""
        return Gate(self.subordinators, self.reporting, words={*CLAUSE_MARKS, *self.relatives})


@cache
def read_grammar(lexicon: Lexicon) -> Grammar:
    """Compiles the table [syntax] of a lexicon."""
    table = lexicon.table("syntax")
    relatives: dict[str, Case] = {}
    cases: dict[str, Case] = {}
    for case in ("any", "object", "subject"):
        relatives |= dict.fromkeys(table.get("relatives", {}).get(case, ()), case)
        cases |= dict.fromkeys(table.get("cases", {}).get(case, ()), case)
    relations = [(p, name) for name, patterns in table.get("relations", {}).items() for p in patterns]
    return Grammar(
        subordinators=Matcher((p, True) for p in table.get("subordinators", ())),
        relatives=relatives,
        reporting=Matcher((p, True) for p in table.get("reporting", ())),
        relations=Matcher(relations),
        articles=frozenset(lexicon.table("phrases").get("articles", ())),
        determiners=frozenset(table.get("determiners", ())),
        adverbs=frozenset(table.get("adverbs", ())),
        conjunctions=frozenset(table.get("conjunctions", ())),
        joiners=Matcher((p, True) for p in table.get("joiners", ())),
        cases=cases,
        auxiliaries=frozenset(table.get("auxiliaries", ())),
        relative_needs_comma=bool(table.get("relative_needs_comma", False)),
        verb_last=bool(table.get("verb_last", False)),
        examples=Matcher((p, True) for p in table.get("examples", ())),
        infinitive_marks=frozenset(table.get("infinitive_marks", ())),
        shared_subjects=Matcher((p, True) for p in table.get("shared_subjects", ())),
        leading=Matcher((p, True) for p in table.get("leading", ())),
        delegations=Matcher((p, True) for p in table.get("delegations", ())),
        plurals=Matcher((p, True) for p in table.get("plurals", ())),
        genitive_ends=tuple(table.get("genitive_ends", ())),
    )
