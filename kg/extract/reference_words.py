"""The words of reference without a name: roles, pronouns, groups, peers, compiled from [references]."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Literal

from kg.extract.frames import NounFrame, VerbFrame, read_frames
from kg.extract.lexicon import Lexicon, Matcher
from kg.extract.tokens import Gate
from kg.facts.model import Person

Gender = Literal["m", "f"]
# Shorter words of titles are no heads.
TITLE_LETTERS = 5


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
    before a verb a pronoun. possessive: a possessive too, or an adjective, but a pronoun where no noun follows ("her",
    "the latter"). order: it means the one named last or first of several."""

    gender: Gender | None
    case: Literal["subject", "object", "any"]
    number: int
    strict: bool
    clitic: bool
    possessive: bool = False
    order: Literal["", "last", "first"] = ""


@dataclass(frozen=True)
class Words:
    """The lexicon table [references], compiled."""

    roles: Matcher[RoleWord]
    pronouns: Matcher[Pronoun]
    groups: Matcher[int]
    people: Matcher[RoleWord]
    parties: Matcher[bool]
    plural_articles: frozenset[str]
    peers: Matcher[bool]
    verbs: Matcher[VerbFrame]
    nouns: Matcher[NounFrame]
    determiners: frozenset[str]
    possessives: frozenset[str]
    pro_drop: bool
    feminine_articles: frozenset[str]
    idle: Matcher[bool]
    adjectives: frozenset[str]
    feminine: Matcher[bool]
    masculine: Matcher[bool]
    clitic_follow: frozenset[str]
    not_nationals: Matcher[bool]
    verb_endings: tuple[str, ...]
    singulars: frozenset[str]
    singular_endings: tuple[str, ...]
    nouns_capital: bool
    adjective_endings: tuple[str, ...]
    head_last: bool
    head_stops: frozenset[str]
    genitive_s: bool

    @cached_property
    def openings(self) -> Gate:
        """What a reference may begin with, the country that owns an office aside."""
        return Gate(self.groups, self.parties, self.pronouns, words={*self.determiners, *self.plural_articles})


@cache
def read_words(lexicon: Lexicon) -> Words:
    table = lexicon.table("references")
    roles: list[tuple[str, RoleWord]] = []
    plurals: list[tuple[str, RoleWord]] = []
    somebody = RoleWord(Matcher(()), None, True)
    genders: tuple[tuple[str, Gender | None], ...] = (("m", "m"), ("f", "f"), ("any", None))
    for entry in table.get("roles", ()):
        fits = Matcher((p, True) for p in entry["fits"])
        for key, gender in genders:
            roles += [(p, RoleWord(fits, gender, not entry["fits"], entry.get("part", ""))) for p in entry.get(key, ())]
        plurals += [(p, RoleWord(fits, None, not entry["fits"])) for p in entry.get("plural", ())]
    pronouns: list[tuple[str, Pronoun]] = []
    for entry in table.get("pronouns", ()):
        pronoun = Pronoun(
            entry.get("gender"),
            entry.get("case", "subject"),
            entry.get("number", 1),
            bool(entry.get("strict")),
            bool(entry.get("clitic")),
            bool(entry.get("possessive")),
            entry.get("order", ""),
        )
        pronouns += [(p, pronoun) for p in entry["words"]]
    return Words(
        roles=Matcher(roles),
        pronouns=Matcher(pronouns),
        groups=Matcher((p, int(n)) for n, ps in table.get("groups", {}).get("numbers", {}).items() for p in ps),
        people=Matcher([*plurals, *((p, somebody) for p in table.get("groups", {}).get("people", ()))]),
        parties=Matcher((p, True) for p in table.get("groups", {}).get("parties", ())),
        plural_articles=frozenset(table.get("groups", {}).get("articles", ())),
        peers=Matcher((p, True) for p in table.get("peers", ())),
        verbs=read_frames(lexicon).verbs,
        nouns=read_frames(lexicon).nouns,
        determiners=frozenset(table.get("determiners", ())),
        possessives=frozenset(lexicon.table("phrases").get("possessives", ())),
        pro_drop=bool(lexicon.table("syntax").get("pro_drop", False)),
        adjectives=frozenset(table.get("adjectives", ())),
        feminine_articles=frozenset(table.get("feminine_articles", ())),
        idle=Matcher((p, True) for p in table.get("idle", ())),
        feminine=Matcher((p, True) for p in table.get("feminine", ())),
        masculine=Matcher((p, True) for p in table.get("masculine", ())),
        head_last=bool(table.get("head_stops")),
        head_stops=frozenset(table.get("head_stops", ())),
        genitive_s=bool(lexicon.table("syntax").get("genitive_s", False)),
        not_nationals=Matcher((p, True) for p in table.get("not_nationals", ())),
        singulars=frozenset(table.get("singulars", ())),
        singular_endings=tuple(table.get("singular_endings", ())),
        verb_endings=tuple(table.get("verb_endings", ())),
        adjective_endings=tuple(table.get("adjective_endings", ())),
        nouns_capital=bool(lexicon.table("phrases").get("capital_nouns", False)),
        clitic_follow=frozenset(lexicon.table("syntax").get("auxiliaries", ())),
    )


def read_title_words(words: Words, persons: Iterable[Person]) -> dict[str, RoleWord]:
    """Returns the heads of the persons' own titles as words for them: "the Commissioner", "der Vorsteher"."""
    heads: set[str] = set()
    for person in persons:
        for post in person.posts:
            heads.update(_heads_of(words, post.title))
    return {head: RoleWord(Matcher([(head, True)]), None, False) for head in heads if len(head) >= TITLE_LETTERS}


def _heads_of(words: Words, title: str) -> list[str]:
    """The first word of a title, or the last before "of" where titles put their head last ("Deputy Commissioner of")."""
    parts = title.casefold().replace("|", " ").replace("*", " ").split()
    if not words.head_last:
        return parts[:1]
    stop = next((k for k, part in enumerate(parts) if part in words.head_stops), len(parts))
    return parts[stop - 1 : stop] if stop else []
