"""What the traits are read from: the sentences of an article with who is spoken of in each, and what the rules made of
them. Bounded: crowds in one sentence are left to the rules."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations

from kg.extract.contacts import read_contact_words
from kg.extract.drafts import Draft, Setting
from kg.extract.frames import NounFrame, VerbFrame
from kg.extract.grammar import read_grammar
from kg.extract.likelihood.signs import Signs
from kg.extract.likelihood.traits import prefixed
from kg.extract.mentions import ActorMention
from kg.extract.parties import Scene
from kg.extract.syntax import Argument, Clause
from kg.facts import parse_edtf

Pair = frozenset[str]

# A date this many days before publication is history; this near to it, news.
OLD_DAYS = 40
RECENT_DAYS = 10
# An article opens with so many sentences, and leads with so many.
OPENING = 2
LEAD = 4
# Among more people in one sentence than this no pairs are looked at.
CROWD = 16
QUOTES = frozenset('"„“”«»')
ENCOUNTERS = ("meet", "receive")
GATHERINGS = ("attend", "host", "join", "convene")


@dataclass(frozen=True, slots=True)
class Part:
    """Someone's part in a clause: the argument that names them, by number."""

    clause: int
    argument: int
    relation: str


class Scenery:
    """An article as the models see it.

    Args:
        setting: its finds.
        scenes: its sentences, all of them, in order.
        drafts: the meetings that the rules found.
    """

    def __init__(self, setting: Setting, scenes: Sequence[Scene], drafts: Sequence[Draft]) -> None:
        self.setting = setting
        self.doc = setting.doc
        self.scenes = scenes
        self.signs = Signs(setting.doc)
        self.persons = frozenset(p.id for p in setting.cast.persons)
        self.protagonist = scenes[0].protagonist if scenes else ()
        self.posts = {p.id: len(p.posts) for p in setting.cast.persons}
        self.drafts = drafts
        self._sentence_traits: dict[int, frozenset[str]] = {}
        self._parts: dict[int, dict[str, list[tuple[Part, Clause, Argument]]]] = {}

    @cached_property
    def mentions(self) -> Mapping[int, Mapping[str, Sequence[ActorMention]]]:
        """By sentence: persons and their mentions there, in text order."""
        found: dict[int, dict[str, list[ActorMention]]] = defaultdict(dict)
        for mention in self.setting.cast.mentions:
            index = self.doc.sentence_of(mention.start).index
            for ref in mention.refs:
                if ref in self.persons:
                    found[index].setdefault(ref, []).append(mention)
        return found

    @cached_property
    def order(self) -> Mapping[str, int]:
        """Persons by when they are first mentioned."""
        return {ref: n for n, ref in enumerate(dict.fromkeys(r for here in self.mentions.values() for r in here))}

    @cached_property
    def first_seen(self) -> Mapping[str, int]:
        """The sentence in which each person is first spoken of."""
        found: dict[str, int] = {}
        for index in sorted(self.mentions):
            for ref in self.mentions[index]:
                found.setdefault(ref, index)
        return found

    @cached_property
    def counts(self) -> Mapping[str, int]:
        """How often each person is mentioned."""
        found: dict[str, int] = defaultdict(int)
        for here in self.mentions.values():
            for ref, mentions in here.items():
                found[ref] += len(mentions)
        return found

    @cached_property
    def anchors(self) -> Sequence[int]:
        """Sentences that name a gathering: a conference, a ceremony."""
        return [
            scene.sentence.index
            for scene in self.scenes
            if any(isinstance(f, NounFrame) and f.frame == "attend" for t in scene.triggers for f in t.frames)
        ]

    def country(self, ref: str) -> str | None:
        """Returns for whom a person speaks."""
        return self.setting.countries.get(ref)

    def are_foreign(self, one: str, other: str) -> bool:
        """Whether two are known to speak for different countries."""
        countries = self.setting.countries
        first, second = countries.get(one), countries.get(other)
        return first is not None and second is not None and first != second

    def are_compatriots(self, one: str, other: str) -> bool:
        """Whether two are known to speak for the same country."""
        countries = self.setting.countries
        first = countries.get(one)
        return first is not None and first == countries.get(other)

    def parts(self, scene: Scene, ref: str) -> Sequence[tuple[Part, Clause, Argument]]:
        """Returns every argument of a sentence that names someone."""
        index = scene.sentence.index
        found = self._parts.get(index)
        if found is None:
            found = self._parts[index] = defaultdict(list)
            for c, clause in enumerate(scene.clauses):
                for a, argument in enumerate(clause.arguments):
                    for named in argument.refs:
                        found[named].append((Part(c, a, argument.relation), clause, argument))
        return found.get(ref, ())

    def is_only_wished(self, scene: Scene, one: str, other: str) -> bool:
        """Whether one clause names two, an encounter, and that somebody would like it ("wants to meet")."""
        for clause in scene.clauses:
            refs = {ref for argument in clause.arguments for ref in argument.refs}
            if one in refs and other in refs and any(clause.start <= t.start < clause.end for t in scene.triggers):
                return scene.frames.cues.wish.is_in(self.doc.tokens, clause.start, clause.end)
        return False

    def is_only_from_afar(self, scene: Scene, one: str, other: str) -> bool:
        """Whether one wrote to, quotes or once served the other: so a clause that names both says, or their sentence where
        it names but one."""
        afar = read_contact_words(self.doc.lexicon).afar
        naming = [c for c in scene.clauses if {one, other} <= {ref for a in c.arguments for ref in a.refs}]
        here = self.mentions.get(scene.sentence.index, {})
        spans = (
            [(c.start, c.end) for c in naming]
            if one in here and other in here
            else [(scene.sentence.start, scene.sentence.end)]
        )
        return any(afar.is_in(self.doc.tokens, start, end) for start, end in spans)

    def sentence_traits(self, scene: Scene) -> frozenset[str]:
        """Returns what holds of a sentence as a whole."""
        index = scene.sentence.index
        if index not in self._sentence_traits:
            self._sentence_traits[index] = frozenset(self._read_sentence(scene))
        return self._sentence_traits[index]

    def _read_sentence(self, scene: Scene) -> set[str]:
        tokens, sentence = self.doc.tokens, scene.sentence
        start, end = sentence.start, sentence.end
        cues = scene.frames.cues
        traits = set(prefixed("sign:", self.signs.within(start, end)))
        frames = [f for t in scene.triggers for f in t.frames]
        traits |= {f"frame:{f.frame}" for f in frames if f.frame in ("visit", "accompany")}
        checks = {
            "frame": bool(frames),
            "frame:verb": any(isinstance(f, VerbFrame) for f in frames),
            "frame:noun": any(isinstance(f, NounFrame) for f in frames),
            "frame:encounter": any(f.frame in ENCOUNTERS for f in frames),
            "frame:receive": any(f.frame == "receive" for f in frames),
            "frame:gathering": any(f.frame in GATHERINGS for f in frames),
            "frame:call": any(f.kind == "call" for f in frames),
            "negated": cues.negation.is_in(tokens, start, end),
            "cancelled": cues.cancelled.is_in(tokens, start, end) or cues.denied.is_in(tokens, start, end),
            "wished": cues.wish.is_in(tokens, start, end),
            "planned": cues.planned.is_in(tokens, start, end),
            "past perfect": cues.past_perfect.is_in(tokens, start, end),
            "said": read_grammar(self.doc.lexicon).reporting.is_in(tokens, start, end),
            "quoted": any(t.text in QUOTES for t in tokens[start:end]),
            "opening": sentence.index < OPENING,
            "lead": sentence.index < LEAD,
            "late": sentence.index > 0.7 * len(self.doc.sentences),
        }
        return traits | {name for name, holds in checks.items() if holds} | self._read_dates(start, end)

    def _read_dates(self, start: int, end: int) -> set[str]:
        published = self.setting.doc.article.published
        written = parse_edtf(published).earliest if published else None
        traits: set[str] = set()
        for date in self.setting.dates:
            if not start <= date.start < end:
                continue
            traits.add("dated")
            day = parse_edtf(date.edtf).latest
            if day is not None and written is not None:
                if (written - day).days > OLD_DAYS:
                    traits.add("dated:old")
                elif abs((written - day).days) <= RECENT_DAYS:
                    traits.add("dated:recent")
        return traits

    @cached_property
    def told_pairs(self) -> frozenset[Pair]:
        """Pairs that the rules assert."""
        held = (d for d in self.drafts if d.status != "cancelled")
        return frozenset(p for d in held for p in self._pairs(d) - self._side(d))

    @cached_property
    def refused_pairs(self) -> frozenset[Pair]:
        """Pairs that met according to nobody: called off or denied, company of one side, met by the same one by one."""
        cancelled = {p for d in self.drafts if d.status == "cancelled" for p in self._pairs(d)}
        company = {p for d in self.drafts for p in self._side(d)}
        return frozenset((cancelled | company | self._apart()) - self.told_pairs)

    def _apart(self) -> set[Pair]:
        """Pairs of whom one word tells that each met a third: "received X and Y"."""
        met: dict[tuple[int, str], set[str]] = defaultdict(set)
        for draft in self.drafts:
            people = self._people(draft)
            if len(people) == 2 and draft.kind in ("meeting", "call"):
                for one, other in (people, reversed(people)):
                    met[draft.trigger, one].add(other)
        return {frozenset(pair) for others in met.values() for pair in combinations(others, 2)}

    @cached_property
    def told_at(self) -> Mapping[int, Sequence[Draft]]:
        """Meetings by the sentences that tell them."""
        found: dict[int, list[Draft]] = defaultdict(list)
        for draft in self.drafts:
            for index in draft.told:
                found[index].append(draft)
        return found

    @cached_property
    def visits(self) -> frozenset[tuple[str, str]]:
        """Who visits what country."""
        return frozenset(
            (ref, draft.place_country)
            for draft in self.drafts
            if draft.kind == "visit" and draft.place_country is not None
            for ref, (role, _) in draft.members.items()
            if role in ("guest", "accompanying") and ref in self.persons
        )

    def _people(self, draft: Draft) -> list[str]:
        people = [ref for ref in draft.members if ref in self.persons]
        return people if len(people) <= CROWD else []

    def _pairs(self, draft: Draft) -> set[Pair]:
        return {frozenset(pair) for pair in combinations(self._people(draft), 2)}

    def _side(self, draft: Draft) -> set[Pair]:
        """Pairs of one side: whom somebody accompanies, and all who accompany the same."""
        leads = {ref: draft.members[ref][1] or ref for ref in self._people(draft)}
        return {frozenset((a, b)) for a, b in combinations(leads, 2) if leads[a] == leads[b]}
