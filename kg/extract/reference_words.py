"""The words of reference without a name: roles, pronouns, groups, peers, compiled from [references]."""

from dataclasses import dataclass
from functools import cache
from typing import Literal

from kg.extract.frames import NounFrame, VerbFrame, read_frames
from kg.extract.lexicon import Lexicon, Matcher

Gender = Literal["m", "f"]


@dataclass(frozen=True, slots=True)
class RoleWord:
    """A word for someone.

    fits: patterns of post titles it may stand for; anybody: it says no office ("the official");
    part: it says on which side of a visit one stands ("the guest", "his host"), "" where it does not.
    """

    fits: Matcher[bool]
    gender: Gender | None
    anybody: bool
    part: Literal["", "guest", "host"] = ""


@dataclass(frozen=True, slots=True)
class Pronoun:
    """case: "any" where the form does not show it. strict: wants a gender that is known. clitic: an article too, but
    before a verb a pronoun. possessive: a possessive too, but a pronoun where no noun follows ("her")."""

    gender: Gender | None
    case: Literal["subject", "object", "any"]
    number: int
    strict: bool
    clitic: bool
    possessive: bool = False


@dataclass(frozen=True)
class Words:
    """The lexicon table [references], compiled."""

    roles: Matcher[RoleWord]
    pronouns: Matcher[Pronoun]
    groups: Matcher[int]
    delegations: Matcher[bool]
    peers: Matcher[bool]
    verbs: Matcher[VerbFrame]
    nouns: Matcher[NounFrame]
    determiners: frozenset[str]
    adjectives: frozenset[str]
    feminine: Matcher[bool]
    masculine: Matcher[bool]
    clitic_follow: frozenset[str]
    numerals: frozenset[str]
    not_nationals: Matcher[bool]
    verb_endings: tuple[str, ...]
    nouns_capital: bool
    genitive_s: bool


@cache
def read_words(lexicon: Lexicon) -> Words:
    table = lexicon.table("references")
    roles: list[tuple[str, RoleWord]] = []
    genders: tuple[tuple[str, Gender | None], ...] = (("m", "m"), ("f", "f"), ("any", None))
    for entry in table.get("roles", ()):
        fits = Matcher((p, True) for p in entry["fits"])
        for key, gender in genders:
            roles += [(p, RoleWord(fits, gender, not entry["fits"], entry.get("part", ""))) for p in entry.get(key, ())]
    pronouns: list[tuple[str, Pronoun]] = []
    for entry in table.get("pronouns", ()):
        pronoun = Pronoun(
            entry.get("gender"),
            entry.get("case", "subject"),
            entry.get("number", 1),
            bool(entry.get("strict")),
            bool(entry.get("clitic")),
            bool(entry.get("possessive")),
        )
        pronouns += [(p, pronoun) for p in entry["words"]]
    return Words(
        roles=Matcher(roles),
        pronouns=Matcher(pronouns),
        groups=Matcher((p, int(number)) for number, ps in table.get("groups", {}).items() for p in ps),
        delegations=Matcher((p, True) for p in table.get("delegations", {}).get("words", ())),
        peers=Matcher((p, True) for p in table.get("peers", ())),
        verbs=read_frames(lexicon).verbs,
        nouns=read_frames(lexicon).nouns,
        determiners=frozenset(table.get("determiners", ())),
        adjectives=frozenset(table.get("adjectives", ())),
        feminine=Matcher((p, True) for p in table.get("feminine", ())),
        masculine=Matcher((p, True) for p in table.get("masculine", ())),
        genitive_s=bool(lexicon.table("syntax").get("genitive_s", False)),
        numerals=frozenset(table.get("numerals", ())),
        not_nationals=Matcher((p, True) for p in table.get("not_nationals", ())),
        verb_endings=tuple(table.get("verb_endings", ())),
        nouns_capital=bool(lexicon.table("phrases").get("capital_nouns", False)),
        clitic_follow=frozenset(lexicon.table("syntax").get("auxiliaries", ())),
    )
