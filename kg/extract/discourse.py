"""Who was spoken of so far, and how."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

from kg.extract.mentions import ActorKind, ActorMention

Place = Literal["subject", "core", "aside"]


@dataclass(frozen=True, slots=True)
class Seen:
    """Where someone was last spoken of. sentence: its number; end: of the words; place: "subject" for the first of the
    sentence that no preposition governs, "core" for others of that kind; kind: of the words."""

    sentence: int
    end: int
    place: Place
    kind: ActorKind


@dataclass
class Discourse:
    """Who was spoken of, by sentence: where each was last, and the subject of the last sentence.

    order: refs, the one spoken of last at the end. people: of each sentence, in text order; named: those by name. centre: whom a pronoun meant
    in the last sentence, else its subject. lists: named one beside the other in a sentence. speaker: who said something last.
    called: whom a word was last taken for ("the ambassador"). group: whom the last words for several meant. home: where the article plays.
    """

    seen: dict[str, Seen] = field(default_factory=dict)
    order: list[str] = field(default_factory=list)
    first_seen: dict[str, int] = field(default_factory=dict)
    times: dict[str, int] = field(default_factory=dict)
    people: dict[int, list[str]] = field(default_factory=dict)
    named: dict[int, list[str]] = field(default_factory=dict)
    subject: str | None = None
    subject_sentence: int = -9
    centre: str | None = None
    lists: dict[int, list[tuple[str, ...]]] = field(default_factory=dict)
    speaker: str | None = None
    called: dict[str, str] = field(default_factory=dict)
    group: tuple[str, ...] = ()
    protagonist: str | None = None
    home: str | None = None

    def note(self, refs: Sequence[str], sentence: int, mention: ActorMention, core: bool) -> None:
        """Someone is spoken of. core: whether no preposition or genitive governs the words."""
        here = self.people.setdefault(sentence, [])
        place: Place = "aside" if not core else "core" if here else "subject"
        for ref in refs:
            self.seen[ref] = Seen(sentence, mention.end, place, mention.kind)
            self.first_seen.setdefault(ref, sentence)
            self.times[ref] = self.times.get(ref, 0) + 1
            if ref in self.order:
                self.order.remove(ref)
            self.order.append(ref)
            if ref not in here:
                here.append(ref)
            if mention.kind in ("name", "surname") and ref not in self.named.setdefault(sentence, []):
                self.named[sentence].append(ref)

    def within(self, sentence: int, reach: int) -> list[str]:
        """Those named at most `reach` sentences before, the earliest first, and always the protagonist."""
        return [r for r in self.order if sentence - self.seen[r].sentence <= reach or r == self.protagonist]
