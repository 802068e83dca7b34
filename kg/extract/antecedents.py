"""Whom an expression may mean: everybody spoken of who fits it, or nobody, each with the traits that speak for it.

A conditional logit chooses; its weights are learned from articles in which readers marked who is meant
(benchmarks/extraction/train_references.py). Traits hold of any language: no words are among them.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from kg.extract.discourse import Discourse
from kg.extract.expressions import Expression, title_fits
from kg.extract.grammar import read_grammar
from kg.extract.likelihood.traits import as_sort, step
from kg.extract.reader import Reader, is_core
from kg.extract.spot import Spot
from kg.facts.model import Person

# How many sentences back each sort of expression reaches; the protagonist may be meant from anywhere.
PRONOUN_REACH = 4
PART_REACH = 10
ROLE_REACH = 40
# Of more who fit, those spoken of last are looked at.
MOST = 10
# A name that holds what is said stands so many tokens behind it.
NAME_REACH = 8
# Letters of a word that tell it from another.
STEM = 5
# Who holds no office known to the text may be meant by one for so many sentences.
BARE_REACH = 2


@dataclass(frozen=True, slots=True)
class Option:
    """Who may be meant. refs: ids of persons, none for nobody of the article."""

    refs: tuple[str, ...]
    traits: frozenset[str]


def offer_antecedents(discourse: Discourse, spot: Spot, expression: Expression) -> list[Option]:
    """Returns who may be meant, nobody first."""
    view = _View(discourse, spot, expression)
    fitting = [ref for ref in view.near() if view.fits(ref)][:MOST]
    options = [Option((), as_sort(expression.sort, view.read_nobody(fitting)))]
    for rank, ref in enumerate(fitting):
        options.append(Option((ref,), as_sort(expression.sort, view.read(ref, rank, fitting))))
    return options


@dataclass(frozen=True)
class _View:
    discourse: Discourse
    spot: Spot
    expression: Expression

    @property
    def reader(self) -> Reader:
        return self.spot.reader

    @property
    def _index(self) -> int:
        return self.spot.sentence.index

    def near(self) -> list[str]:
        """Everybody within reach, the one spoken of last first."""
        sort = self.expression.sort
        pronoun = sort in ("subject", "object", "any", "last", "first", "dropped")
        reach = PRONOUN_REACH if pronoun else PART_REACH if sort in ("guest", "host", "anybody") else ROLE_REACH
        return list(reversed(self.discourse.within(self._index, reach)))

    def fits(self, ref: str) -> bool:
        """Whether nothing that is known of someone speaks against them."""
        reader, expression = self.reader, self.expression
        gender = reader.genders.get(ref)
        if expression.gender is not None and (gender is None and expression.strict):
            return False
        if expression.gender is not None and gender is not None and gender != expression.gender:
            return False
        person = reader.persons[ref]
        if expression.countries and not self._agrees_in_country(person):
            return False
        if not expression.roles or any(role.anybody for role in expression.roles) or self._has_title(ref):
            return True
        known = ref == self.discourse.protagonist or self._gap(ref) <= BARE_REACH
        return not person.posts and known

    def _has_title(self, ref: str) -> bool:
        offices = [role for role in self.expression.roles if not role.anybody]
        return any(title_fits(style, role) for style in self.reader.styles[ref] for role in offices)

    def _agrees_in_country(self, person: Person) -> bool:
        held = {post.country for post in person.posts if post.country}
        if self.expression.sort == "national":
            return bool(held & self.expression.countries) or (not held and person.id == self.discourse.protagonist)
        return not held or bool(held & self.expression.countries) or None in {p.country for p in person.posts}

    def _gap(self, ref: str) -> int:
        return self._index - self.discourse.seen[ref].sentence

    def read_nobody(self, fitting: Sequence[str]) -> set[str]:
        """What speaks for nobody."""
        gap = min((self._gap(ref) for ref in fitting), default=99)
        expression = self.expression
        checks = {
            "nobody": True,
            f"nobody|{step(len(fitting), 0, 1, 2, 4)} fit": True,
            f"nobody|nearest {step(gap, 0, 1, 2, 4, 8)}": True,
            "nobody|strict": expression.strict,
            "nobody|countries": bool(expression.countries),
            "nobody|owned": expression.owned,
            "nobody|opens": expression.start == self.spot.sentence.start,
            "nobody|complement": bool(expression.complement),
            f"nobody|name behind {self._find_name_behind()}": True,
            "nobody|encounter": self._is_met(),
        }
        return {name for name, holds in checks.items() if holds}

    def _find_name_behind(self) -> str:
        """How near behind a name stands, which may be the holder's: "the divisional commissioner X"."""
        tokens, end = self.reader.doc.tokens, self.expression.end
        ahead = next((m for m in self.spot.ahead if m.start >= end), None)
        if ahead is None or ahead.head >= self.spot.sentence.end or ahead.head - end > NAME_REACH:
            return "none"
        comma = any(t.text == "," for t in tokens[end : ahead.head])
        return f"{step(ahead.head - end, 0, 1, 3, 6)}{' comma' if comma else ''}"

    def _is_met(self) -> bool:
        """Whether a verb of encounter stands beside a pronoun."""
        tokens, words = self.reader.doc.tokens, self.reader.words
        start, end = self.expression.start, self.expression.end
        before = start > 0 and words.verbs.at(tokens, start - 1, start) is not None
        return before or (end < len(tokens) and words.verbs.at(tokens, end) is not None)

    def read(self, ref: str, rank: int, fitting: Sequence[str]) -> set[str]:
        """What speaks for someone. rank: how many who fit were spoken of later."""
        discourse, index = self.discourse, self._index
        seen, gap = discourse.seen[ref], self._gap(ref)
        before = discourse.people.get(index - 1, [])
        people = discourse.people.get(seen.sentence, [])
        age = step(gap, 0, 1, 2, 4, 8)
        told = step(self._count_told(seen.sentence), 0, 1, 2, 3, 5)
        tokens = self.reader.doc.sentences
        checks = {
            f"gap:{age}": True,
            f"gap:{age}|{seen.place}": True,
            f"gap:{age}|{seen.kind}": True,
            f"rank:{step(rank, 0, 1, 2, 4)}": True,
            f"gap:{age}|rank:{step(rank, 0, 1, 2, 4)}": True,
            f"gap:{age}|alone": people == [ref],
            f"times:{step(discourse.times[ref], 1, 2, 4)}": True,
            "only one fits": len(fitting) == 1,
            "first before": bool(before) and before[0] == ref,
            "last before": bool(before) and before[-1] == ref,
            "centre": ref == discourse.centre and index - discourse.subject_sentence <= 1,
            "subject": ref == discourse.subject and index - discourse.subject_sentence <= 1,
            "protagonist": ref == discourse.protagonist,
            f"protagonist|gap:{age}": ref == discourse.protagonist,
            "in opening": discourse.first_seen[ref] <= 1,
            "new": discourse.first_seen[ref] >= index - 1,
            "same paragraph": tokens[seen.sentence].paragraph == self.spot.sentence.paragraph,
            f"told:{told}": True,
            f"told:{told}|{seen.place}": True,
            "speaker": ref == discourse.speaker,
            "speaker|speaks": ref == discourse.speaker and self._speaks,
            "called so": ref == self._called,
            "another called so": self._called not in (None, ref),
            "gender known": self.reader.genders.get(ref) is not None,
            "at home": self._is_at_home(ref) is True,
            "abroad": self._is_at_home(ref) is False,
        }
        traits = {name for name, holds in checks.items() if holds}
        return traits | self._read_sentence(ref) | self._read_role(ref) | self._read_owner(ref)

    def _count_told(self, sentence: int) -> int:
        """How many sentences with people lie between one and this, headings and the like left out."""
        return sum(1 for n in self.discourse.people if sentence < n < self._index) + (sentence < self._index)

    @cached_property
    def _speaks(self) -> bool:
        """Whether a verb of saying stands beside a pronoun."""
        tokens, reporting = self.reader.doc.tokens, read_grammar(self.reader.doc.lexicon).reporting
        start, end = self.expression.start, self.expression.end
        if self.expression.sort == "dropped":
            return reporting.find(tokens, start, self.spot.sentence.end) != []
        return any(reporting.at(tokens, i) is not None for i in (max(start - 1, 0), min(end, len(tokens) - 1)))

    @cached_property
    def _called(self) -> str | None:
        """Whom the same word meant before."""
        if not self.expression.roles:
            return None
        return self.discourse.called.get(self.reader.doc.tokens[self.expression.end - 1].norm)

    def _is_at_home(self, ref: str) -> bool | None:
        home = self.reader.homes.get(ref)
        if home is None:
            home = next((p.country for p in self.reader.persons[ref].posts if p.country), None)
        return None if home is None or self.discourse.home is None else home == self.discourse.home

    def _read_sentence(self, ref: str) -> set[str]:
        """What speaks for or against someone of the same sentence: who does something to another is not that other."""
        reader, spot = self.reader, self.spot
        here = [m for m in spot.found if ref in m.refs]
        own = [m for m in here if m.start >= spot.clause]
        doer = ref in spot.doers
        checks = {
            "opens sentence": bool(spot.core) and ref in spot.core[0].refs,
            "last in sentence": bool(here) and here[-1] is spot.found[-1],
            "in own piece": any(m.start >= spot.piece for m in here),
            "in own clause": bool(own),
            "core of own clause": any(is_core(reader, m) for m in own),
            "object of own clause": any(m.case == "object" for m in own),
            "antecedent of clause": ref in spot.antecedents,
            "named behind": ref in spot.behind,
            "joined": bool(here) and len(here[-1].refs) > 1,
            "does it": doer,
            "done to here": not doer and any(not is_core(reader, m) or m in spot.core[1:] for m in own),
            "marked object": any(spot.is_marked(m) for m in own),
        }
        return {name for name, holds in checks.items() if holds}

    def _read_role(self, ref: str) -> set[str]:
        """How well the words of a role fit someone."""
        expression, person = self.expression, self.reader.persons[ref]
        traits = set()
        if expression.countries:
            said = {p.country for p in person.posts if p.country and "country" not in p.ground.inferred}
            told = bool(said & expression.countries)
            traits.add("country said" if told else "country unknown" if not said else "country inferred")
        if expression.sort == "office":
            traits.add("title fits" if self._has_title(ref) else "title unknown" if not person.posts else "other title")
            tokens = self.reader.doc.tokens[expression.start : expression.end]
            words = {w for style in self.reader.styles[ref] for w in style.casefold().split()}
            same = sum(t.norm in words for t in tokens[1:] or tokens)
            traits.add(f"same words:{step(same, 0, 1, 2)}")
            if expression.complement:
                stems = {w[:STEM] for w in words}
                fits = sum(w[:STEM] in stems for w in expression.complement)
                traits.add(f"complement:{step(fits, 0, 1)}")
            if not person.posts:
                traits.add("no post")
        return traits

    def _read_owner(self, ref: str) -> set[str]:
        """What "his" in "his guest" says: another than his, and often a stranger, or in "his minister" a compatriot."""
        if not self.expression.owned:
            return set()
        people = [r for m in self.spot.found for r in m.refs if r in self.reader.persons]
        owner = people[-1] if people else self.discourse.centre
        homes = self.reader.homes
        mine, theirs = homes.get(ref), homes.get(owner) if owner else None
        checks = {
            "owned": True,
            "is owner": ref == owner,
            "owner's compatriot": ref != owner and mine is not None and mine == theirs,
            "owner's stranger": mine is not None and theirs is not None and mine != theirs,
        }
        return {name for name, holds in checks.items() if holds}
