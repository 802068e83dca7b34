"""What a phrase for an office says, whoever holds it."""

from dataclasses import dataclass, field

from kg.extract.office_names import Office


@dataclass
class PostPhrase:
    """Words for an office, tokens start..end (with article and country). head: the token of its main word.

    countries: as the phrase says, in its order; definite, indefinite: by its article; possessive: "his minister";
    owned: "Ghana's minister"; plural: several holders; after: token after the head and its adjectives; base: the head
    in base form, small, without what a compound has before a hyphen; hints: countries that its words make likely;
    chained: words follow the head ("head of the office"); apart: its holders are of two countries;
    seats: countries to which an envoy is sent; leads: told by a word for leading alone ("who heads the agency").
    """

    start: int
    end: int
    head: int
    offices: list[Office]
    countries: list[str] = field(default_factory=list)
    plural: bool = False
    singular: bool = True
    counterpart: bool = False
    predecessor: bool = False
    possessive: bool = False
    envoy: bool = False
    definite: bool = False
    indefinite: bool = False
    owned: bool = False
    institutional: bool = False
    after: int = 0
    base: str = ""
    chained: bool = False
    apart: bool = False
    leads: bool = False
    hints: list[str] = field(default_factory=list)
    seats: list[str] = field(default_factory=list)

    @property
    def title(self) -> str:
        return self.offices[0].title
