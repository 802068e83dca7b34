"""The words that tell of conferences, ceremonies and who is there: the lexicon table [gatherings]."""

from dataclasses import dataclass
from functools import cache

from kg.extract.lexicon import Lexicon, Matcher
from kg.facts.model import MeetingKind


@dataclass(frozen=True)
class GatheringWords:
    """The lexicon table [gatherings]. nouns: of gatherings, with whether two may hold one as well ("session")."""

    nouns: Matcher[tuple[MeetingKind, bool]]
    attendance: Matcher[bool]
    speech: Matcher[bool]
    sending: Matcher[bool]
    absence: Matcher[bool]
    aside: Matcher[bool]
    other: Matcher[bool]
    hosting: Matcher[bool]
    seat: Matcher[bool]
    company: Matcher[bool]
    guests: Matcher[bool]
    proxy: Matcher[bool]


@cache
def read_gathering_words(lexicon: Lexicon) -> GatheringWords:
    table = lexicon.table("gatherings")

    def matcher(key: str) -> Matcher[bool]:
        return Matcher((p, True) for p in table.get(key, ()))

    nouns: list[tuple[str, tuple[MeetingKind, bool]]] = []
    nouns += [(p, ("conference", False)) for p in table.get("conferences", ())]
    nouns += [(p, ("conference", True)) for p in table.get("sessions", ())]
    nouns += [(p, ("ceremony", False)) for p in table.get("ceremonies", ())]
    return GatheringWords(
        Matcher(nouns),
        *(
            matcher(k)
            for k in (
                "attendance",
                "speech",
                "sending",
                "absence",
                "aside",
                "other",
                "hosting",
                "seat",
                "company",
                "guests",
                "proxy",
            )
        ),
    )
