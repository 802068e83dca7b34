"""What the lexicon tables [phrases], [names], [posts] and [agencies] become when wording.py compiles them."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from kg.extract.lexicon import Matcher
from kg.extract.tokens import Gate


@dataclass(frozen=True, slots=True)
class Head:
    """A word for an office. base: base form, "*" for what a compound has before it; drop: letters that its
    inflected form ends with; plural: the form may stand for several holders; singular: for one; counterpart: it is
    another's office, predecessor: the same office at another time; envoy: it is sent to a place; institutional: it
    belongs to a body; republic: its title keeps the form of the state."""

    base: str
    drop: int
    plural: bool
    singular: bool
    counterpart: bool
    envoy: bool
    institutional: bool
    predecessor: bool = False
    republic: bool = False


@dataclass(frozen=True)
class Phrases:
    """How noun phrases are built."""

    capital_nouns: bool
    adjectives_before: tuple[str, ...]
    adjectives_after: tuple[str, ...]
    articles: frozenset[str]
    indefinite: frozenset[str]
    possessives: frozenset[str]
    relative_possessives: frozenset[str]
    conjunctions: Matcher[bool]
    of: Matcher[bool]
    links: Matcher[bool]
    country_prefixes: Matcher[bool]
    country_suffixes: Matcher[bool]
    verb_particles: frozenset[str]
    relatives: frozenset[str]
    addresses: frozenset[str]
    foreign_links: frozenset[str]


@dataclass(frozen=True)
class Names:
    """What stands in, before and beside names of people, and what is none."""

    honorifics: frozenset[str]
    ranks: frozenset[str]
    rank_tails: Matcher[bool]
    particles: frozenset[str]
    joining: frozenset[str]
    of_surnames: frozenset[str]
    excluded: frozenset[str]
    noun_endings: tuple[str, ...]
    verbs: frozenset[str]
    skip_lines: Matcher[bool]
    before_country: Matcher[bool]
    relatives: frozenset[str]
    papal: frozenset[str]
    papal_words: Matcher[bool]


@dataclass(frozen=True)
class Posts:
    """Words for offices and what surrounds them."""

    heads: Matcher[Head]
    stand_ins: Matcher[bool]
    kept: Matcher[bool]
    dropped: Matcher[bool]
    after: Matcher[bool]
    portfolio: Matcher[bool]
    bridges: frozenset[str]
    copulas: Matcher[bool]
    capacities: Matcher[bool]
    of_both: Matcher[bool]
    employed: str
    no_employers: Matcher[bool]
    holds: Matcher[str]
    houses: tuple[tuple[tuple[str, ...], tuple[str, ...]], ...]
    presiding: frozenset[str]
    no_bodies: Matcher[bool]
    neuters: tuple[str, ...]
    feminine: str
    led_by: Matcher[str]
    adjectival: frozenset[str]
    envoy_links: Matcher[bool]
    retinue: Matcher[bool]
    home: frozenset[str]
    parties: Mapping[str, str]
    ministers: tuple[str, ...]
    ministry_words: tuple[str, ...]
    own_prefixes: tuple[str, ...]
    members: tuple[str, ...]
    house_heads: tuple[str, ...]
    led_houses: tuple[str, ...]
    fields: Mapping[str, tuple[str, ...]]
    countries: Mapping[str, tuple[str, ...]]
    agency_titles: Mapping[str, str]
    envoys: frozenset[str]

    def is_envoy(self, offices: tuple[str, ...]) -> bool:
        """Tells whether one of the offices is sent abroad."""
        return any(office in self.envoys for office in offices)

    @cached_property
    def openings(self) -> Gate:
        """Words for an office, and pronouns that may stand for one."""
        return Gate(self.heads, self.stand_ins)


@dataclass(frozen=True)
class AgencyWords:
    """Words for bodies. heads: the value is (gender, base form, letters to drop)."""

    heads: Matcher[tuple[str, str, int]]
    alone: Matcher[bool]
    plain: Matcher[bool]
    international: Matcher[bool]
    international_words: frozenset[str]
    links: Matcher[bool]
    calendar: Matcher[bool]
    genitives: tuple[str, ...]
    locatives: frozenset[str]

    @cached_property
    def openings(self) -> Gate:
        """Words for a kind of body, and for bodies that need no more."""
        return Gate(self.heads, self.alone, self.international)


@dataclass(frozen=True)
class Wording:
    """All four tables of one language."""

    language: str
    phrases: Phrases
    names: Names
    posts: Posts
    agencies: AgencyWords
