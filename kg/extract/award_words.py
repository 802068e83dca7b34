"""The lexicon table [awards]: nouns of decorations, verbs of giving and the small words around them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal, get_args

from kg.errors import InputError
from kg.extract.lexicon import Lexicon, Matcher
from kg.extract.tokens import Gate

Frame = Literal["give", "get", "go", "decorate", "become"]
FRAMES: tuple[Frame, ...] = get_args(Frame)


@dataclass(frozen=True)
class AwardWords:
    """The lexicon table [awards].

    nouns, generic: of decorations; generic ones name none by themselves. not_nouns: phrases in which such a noun means
    something else. grades: by their base form; grades_of: those that are one only before an order ("officer of the Order");
    grade_words: "grade", "rank". links: small words inside a name; loose: those inside it
    only before trailing words; trailing:
    words written small, and tails: phrases, that may end one; leading: adjectives written small that may open one.
    announcing: nouns that only announce an order's name ("the insignia of the Order of the Sun").
    owners: offices whose award it is ("director's"); purposes: words before what an award is for; never_named: nouns
    that no person's name follows; honorifics: of names. adjective_endings: by the ending of a noun, how an adjective
    before it ends in the base form.
    turns: words with which another event begins. genitives: endings of nouns and what they are in the base form;
    genitive: nouns are written with a capital, adjectives before them small. gate: of all that may open a name.
    """

    nouns: Matcher[bool]
    generic: Matcher[bool]
    not_nouns: Matcher[bool]
    grades: Matcher[str]
    grades_of: frozenset[str]
    grade_words: frozenset[str]
    links: frozenset[str]
    trailing: frozenset[str]
    leading: frozenset[str]
    tails: Matcher[bool]
    turns: frozenset[str]
    loose: frozenset[str]
    verbs: Matcher[Frame]
    cues: Mapping[str, Matcher[bool]]
    announcing: Matcher[bool]
    owners: Matcher[bool]
    purposes: frozenset[str]
    never_named: frozenset[str]
    honorifics: frozenset[str]
    genitives: Mapping[str, str]
    adjective_endings: Mapping[str, str]
    genitive: bool
    gate: Gate


CUES = (
    "passive",
    "participles",
    "to",
    "by",
    "not_by",
    "source",
    "own_source",
    "behalf",
    "mutual",
    "respective",
    "recipients",
    "likewise",
    "headings",
    "clitics",
    "worn",
    "bodies",
    "demonstratives",
    "causative",
    "not_given",
    "only_named",
    "belonging",
)


@cache
def read_award_words(lexicon: Lexicon) -> AwardWords:
    """Compiles the table [awards] of a lexicon.

    Raises:
        InputError: an unknown frame.
    """
    table = lexicon.table("awards")
    verbs = table.get("verbs", {})
    unknown = sorted(set(verbs) - set(FRAMES))
    if unknown:
        raise InputError(
            f"lang/{lexicon.language}.toml [awards]: unknown frame {unknown[0]!r}; use {', '.join(FRAMES)}"
        )
    nouns, not_nouns = _matcher(table.get("nouns", ())), _matcher(table.get("not_nouns", ()))
    grades = Matcher((p, grade) for grade, patterns in table.get("grades", {}).items() for p in patterns)
    return AwardWords(
        nouns=nouns,
        generic=_matcher(table.get("generic", ())),
        not_nouns=not_nouns,
        grades=grades,
        grades_of=frozenset(table.get("grades_of", ())),
        grade_words=frozenset(table.get("grade_words", ())),
        links=frozenset(table.get("links", ())),
        trailing=frozenset(table.get("trailing", ())),
        leading=frozenset(table.get("leading", ())),
        tails=_matcher(table.get("tails", ())),
        turns=frozenset(table.get("turns", ())),
        loose=frozenset((*table.get("loose", ()), *lexicon.table("syntax").get("conjunctions", ()))),
        verbs=Matcher((p, frame) for frame in FRAMES for p in verbs.get(frame, ())),
        cues={name: _matcher(table.get(name, ())) for name in CUES},
        announcing=_matcher(table.get("announcing", ())),
        owners=_matcher(table.get("owners", ())),
        purposes=frozenset(table.get("purposes", ())),
        never_named=frozenset(table.get("never_named", ())),
        honorifics=frozenset(lexicon.table("names").get("honorifics", ())),
        genitives=table.get("genitives", {}),
        adjective_endings=table.get("adjective_endings", {}),
        genitive=lexicon.ordinal_dot,
        gate=Gate(nouns, not_nouns, grades),
    )


def _matcher(patterns: Sequence[str]) -> Matcher[bool]:
    return Matcher((p, True) for p in patterns)
