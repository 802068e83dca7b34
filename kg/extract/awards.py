"""Finds decorations given: what was awarded, to whom, by whom.

A decoration and a verb of giving or receiving must stand in one sentence, with a recipient that the sentence names.
What is proposed, planned, refused or returned is no award; "the medal" is the one told before.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from kg.extract.document import Document
from kg.extract.frames import read_frames
from kg.extract.honours import AwardWords, Frame, Honour, find_honours, read_award_words
from kg.extract.lexicon import Match
from kg.extract.mentions import ActorMention
from kg.extract.parties import Scene

# "The medal" means one told this many sentences before.
RETOLD_REACH = 6
# A word that says an award was not given stands within so many tokens of its verb.
DOUBT_REACH = 8
# Between persons who get one decoration, a title or an office may stand ("to X, minister of Y, and to Z").
LIST_GAP = 14
# Persons joined by a comma or "and" alone stand this close.
JOIN_GAP = 2
# A grade in apposition ("Mrs Le Gal commander") follows its bearer at once.
APPOSED_GAP = 1


@dataclass(frozen=True, slots=True)
class FoundAward:
    """A decoration given. recipients: at least one; conferrer: a ref or None; face_to_face: handed over by a person;
    generic: named by a common noun alone."""

    name: str
    recipients: tuple[str, ...]
    conferrer: str | None
    sentence: int
    trigger: int
    face_to_face: bool
    reasons: tuple[str, ...]
    generic: bool = False


def find_awards(doc: Document, scenes: Iterable[Scene]) -> tuple[FoundAward, ...]:
    """Returns the decorations given, in text order; one that is told twice only once.

    scenes: the article's sentences (kg.extract.sentences).
    """
    words = read_award_words(doc.lexicon)
    if not words.nouns:
        return ()
    found: list[FoundAward] = []
    orders: list[_Order] = []
    for scene in scenes:
        honours = find_honours(doc, words, scene.sentence)
        if not honours:
            continue
        honours = _with_orders(honours, scene, orders)
        verbs = words.verbs.find(doc.tokens, scene.sentence.start, scene.sentence.end)
        for award in _Reading(doc, words, scene, honours, verbs).awards() if verbs else ():
            _add(found, award)
    return tuple(found)


@dataclass(frozen=True, slots=True)
class _Order:
    """An order or medal named so far, without a grade, and the countries named in it."""

    name: str
    countries: frozenset[str]


def _with_orders(honours: Sequence[Honour], scene: Scene, orders: list[_Order]) -> list[Honour]:
    """Gives grades without an order the one they must be of, and adds the orders that the sentence names.

    That is the one of the country whose adjective stands there ("grand officers of the Guinean order"), else the last.
    "The highest honour of the United States" names a country, not an order.
    """
    made: list[Honour] = []
    for honour in honours:
        near = [p for p in scene.places if honour.start < p.start <= honour.end and p.country is not None]
        countries = frozenset(p.country for p in near if p.country is not None)
        if honour.common and any(p.kind == "country" and p.end == honour.end for p in near):
            honour = replace(honour, generic=True)
        if honour.bare:
            fitting = [o for o in orders if o.countries & countries] or orders
            if fitting:
                name = f"{honour.grade} {fitting[-1].name}"
                honour = replace(honour, name=name, bare=False)
                orders.append(fitting[-1])
        elif not honour.generic:
            orders.append(_Order(honour.name.removeprefix(honour.grade).strip(), countries))
        made.append(honour)
    return made


def _add(found: list[FoundAward], award: FoundAward) -> None:
    """Adds an award, unless it is one told before: that one then learns who gave it."""
    for k in range(len(found) - 1, -1, -1):
        known = found[k]
        if award.sentence - known.sentence > RETOLD_REACH:
            break
        same = known.name == award.name or award.generic or known.generic
        if same and set(award.recipients) & set(known.recipients):
            name = award.name if known.generic else known.name
            conferrer = known.conferrer if known.conferrer is not None else award.conferrer
            found[k] = replace(
                known,
                name=name,
                conferrer=conferrer,
                face_to_face=known.face_to_face or award.face_to_face,
                generic=known.generic and award.generic,
            )
            return
    if award.generic:
        named = next(
            (a for a in reversed(found) if not a.generic and award.sentence - a.sentence <= RETOLD_REACH), None
        )
        if named is not None:
            award = replace(award, name=named.name, generic=False)
    found.append(award)


class _Reading:
    """One sentence with decorations and verbs of giving."""

    def __init__(
        self, doc: Document, words: AwardWords, scene: Scene, honours: Sequence[Honour], verbs: Sequence[Match[Frame]]
    ) -> None:
        self.doc = doc
        self.words = words
        self.scene = scene
        self.honours = honours
        self.verbs = verbs
        mentions = {m.start: m for c in scene.clauses for a in c.arguments for m in a.mentions}
        self.actors = [mentions[start] for start in sorted(mentions)]
        self.people = [m for m in self.actors if any(r in scene.persons for r in m.refs)]

    def awards(self) -> list[FoundAward]:
        """Returns the awards of the sentence: each decoration with the verb nearest to it."""
        found: list[FoundAward] = self._exchanged()
        for n, honour in enumerate(self.honours if not found else ()):
            verb = min(self.verbs, key=lambda v: (abs(v.start - honour.start), v.start))
            limit = self.honours[n + 1].start if n + 1 < len(self.honours) else self.scene.sentence.end
            if self._is_doubtful(verb):
                continue
            award = self._award(honour, verb, limit)
            if award is not None:
                found.append(award)
        return found

    def _is_doubtful(self, verb: Match[Frame]) -> bool:
        """Whether words around the verb say that nothing was given (yet)."""
        sentence = self.scene.sentence
        start, end = max(sentence.start, verb.start - DOUBT_REACH), min(sentence.end, verb.end + DOUBT_REACH)
        while start < verb.start and self.doc.tokens[verb.start - 1].text != ";" and self._cuts(start, verb.start):
            start += 1
        cues = read_frames(self.doc.lexicon).cues
        matchers = (self.words.cues["not_given"], cues.denied, cues.cancelled)
        return any(matcher.find(self.doc.tokens, start, end) for matcher in matchers)

    def _cuts(self, start: int, end: int) -> bool:
        return any(t.text in ";:" for t in self.doc.tokens[start:end])

    def _award(self, honour: Honour, verb: Match[Frame], limit: int) -> FoundAward | None:
        frame = verb.value
        passive = self._is_passive(verb)
        apposed = self._bearer_of(honour)
        if honour.bare or (frame == "become" and not honour.grade):
            return None
        if self.scene.listed and self.doc.tokens[self.scene.sentence.end - 1].text == ":":
            recipients, giver = self._first_refs(self.scene.listed), self._subject(verb, None)
        elif apposed is not None:
            recipients, giver = apposed, None
        elif frame in ("get", "become") or (frame == "decorate" and passive):
            recipients, giver = self._subjects(verb), self._marked("by", verb) or self._marked("source", verb)
        elif passive:
            giver = self._marked("by", verb)
            recipients = self._given_to(honour, verb, limit, giver) or self._subjects(verb)
        else:
            giver = self._subject(verb, honour)
            recipients = self._given_to(honour, verb, limit, giver)
        recipients = tuple(r for r in recipients if giver is None or r not in giver.refs)
        if not recipients:
            return None
        conferrer = giver.refs[0] if giver is not None else self._body_in(honour)
        handed = frame != "get" and conferrer in self.scene.persons
        reasons = (f"{frame}: {self.doc.text_of(verb.start, verb.end)!r}", f"decoration: {honour.name!r}")
        sentence = self.scene.sentence.index
        return FoundAward(honour.name, recipients, conferrer, sentence, honour.start, handed, reasons, honour.generic)

    def _exchanged(self) -> list[FoundAward]:
        """Two who decorate each other, each with what is named in turn."""
        sentence = self.scene.sentence
        if not self.words.cues["mutual"].find(self.doc.tokens, sentence.start, sentence.end):
            return []
        pair = next((m.refs for m in self.people if len(m.refs) == 2), self._persons(self.people))
        named = [h for h in self.honours if not h.generic and not (h.grade and h.name.startswith(h.grade))]
        if len(pair) != 2 or len(named) != 2:
            return []
        grade = next((f"{h.grade} " for h in self.honours if h.grade), "")
        names = [f"{grade}{h.name}" for h in named]
        return [
            FoundAward(name, (got,), gave, sentence.index, honour.start, True, (f"decoration: {name!r}", "each other"))
            for name, honour, got, gave in zip(names, named, pair, reversed(pair), strict=True)
        ]

    # --- who ----------------------------------------------------------------------------------------------------------

    def _is_passive(self, verb: Match[Frame]) -> bool:
        clause = next((c for c in self.scene.clauses if c.start <= verb.start < c.end), None)
        start, end = (clause.start, clause.end) if clause else (self.scene.sentence.start, self.scene.sentence.end)
        if self.scene.verb_last:
            return bool(self.words.cues["passive"].find(self.doc.tokens, start, end))
        reach = max(start, verb.start - 4)
        found = self.words.cues["passive"].find(self.doc.tokens, reach, verb.start + 1)
        return any(m.start != verb.start for m in found)

    def _is_after(self, name: str, mention: ActorMention) -> bool:
        """Whether a preposition of the kind stands before a mention, its article and title between."""
        tokens, cue = self.doc.tokens, self.words.cues[name]
        for k in range(mention.start - 1, max(self.scene.sentence.start - 1, mention.start - 4), -1):
            if any(m.end <= mention.start for m in cue.all_at(tokens, k, mention.start)):
                return True
            if tokens[k].text in ",;:" or any(m.start <= k < m.end for m in self.actors):
                return False
        # a preposition may have been taken into the mention ("au docteur X")
        return cue.at(tokens, mention.start, mention.head) is not None

    def _marked(self, name: str, verb: Match[Frame]) -> ActorMention | None:
        marked = [m for m in self.actors if self._is_after(name, m) and not self._is_in_honour(m)]
        return min(marked, key=lambda m: abs(m.start - verb.start), default=None)

    def _is_in_honour(self, mention: ActorMention) -> bool:
        return any(h.start < mention.start < h.end for h in self.honours)

    def _subject(self, verb: Match[Frame], honour: Honour | None) -> ActorMention | None:
        """Who gives: the nearest actor before the verb that no preposition marks; behind it in an inverted clause."""
        free = [m for m in self.actors if not self._is_in_honour(m) and not self._is_after("by", m)]
        before = [m for m in free if m.end <= verb.start and not self._is_after("to", m)]
        if before:
            return before[-1]
        if honour is not None and honour.start < verb.start:
            behind = [m for m in free if m.start >= verb.end]
            return behind[0] if behind else None
        return self._carried()

    def _carried(self) -> ActorMention | None:
        """The subject of the sentence before, where the language leaves a known one out."""
        refs = self.scene.last_subject if self.scene.pro_drop else ()
        start = self.scene.sentence.start
        return ActorMention(start, start, refs, "pronoun", start) if refs else None

    def _subjects(self, verb: Match[Frame]) -> tuple[str, ...]:
        """Who gets: the person before the verb that no preposition marks, and those joined with it."""
        free = [m for m in self.people if not any(self._is_after(n, m) for n in ("by", "source"))]
        free = [m for m in free if not self._is_in_honour(m)]
        before = [m for m in free if m.end <= verb.start]
        after = [m for m in free if m.start >= verb.end]
        if after and self._opens_list(verb.end, after[0].start):
            return self._persons(after)
        if before:
            last = len(before) - 1
            first = last
            while (
                first > 0
                and before[first].start - before[first - 1].end <= LIST_GAP
                and self._joins(before[first - 1].end, before[first].start)
            ):
                first -= 1
            return self._persons(before[first:])
        if after:
            return self._persons(after[:1])
        carried = self._carried()
        return self._persons([carried]) if carried is not None else ()

    def _opens_list(self, start: int, end: int) -> bool:
        return any(t.text == ":" for t in self.doc.tokens[start : min(end, start + 3)])

    def _joins(self, start: int, end: int) -> bool:
        """Whether a list goes on between two persons: nothing but a comma or a conjunction, and words of office."""
        tokens = self.doc.tokens[start:end]
        conjunctions = self.doc.lexicon.table("syntax").get("conjunctions", ())
        return any(t.norm in conjunctions for t in tokens) or [t.text for t in tokens] == [","]

    def _given_to(self, honour: Honour, verb: Match[Frame], limit: int, giver: ActorMention | None) -> tuple[str, ...]:
        """Who gets what somebody gives: after "to" behind the decoration, else between verb and decoration."""
        free = [m for m in self.people if m is not giver and not self._is_in_honour(m) and not self._is_after("by", m)]
        behind = [
            m for m in free if honour.end <= m.start < limit and (verb.start < honour.start or m.start < verb.start)
        ]
        to = next((k for k, m in enumerate(behind) if self._is_after("to", m)), None)
        if to is not None:
            listed = behind[to : to + 1]
            for mention in behind[to + 1 :]:
                gap = mention.start - listed[-1].end
                if gap > LIST_GAP or not (self._is_after("to", mention) or gap <= JOIN_GAP):
                    break
                listed.append(mention)
            return self._persons(listed)
        low, high = min(verb.end, honour.end), max(verb.start, honour.start)
        between = [m for m in free if low <= m.start < high]
        near = between or [m for m in free if m.start >= verb.end and m.start < limit] or self._before(free, verb)
        first = near[:1]
        for mention in near[1:] if first else ():
            if mention.start - first[-1].end > JOIN_GAP:
                break
            first.append(mention)
        return self._persons(first)

    def _before(self, free: Sequence[ActorMention], verb: Match[Frame]) -> list[ActorMention]:
        return [m for m in free if m.end <= verb.start and self._is_after("to", m)][-1:]

    def _bearer_of(self, honour: Honour) -> tuple[str, ...] | None:
        """Whose grade it is that follows a name at once ("Mrs Le Gal commander")."""
        if not honour.grade:
            return None
        bearer = [m for m in self.people if 0 <= honour.start - m.end <= APPOSED_GAP]
        between = self.doc.tokens[bearer[-1].end : honour.start] if bearer else ()
        return self._persons(bearer[-1:]) if bearer and not any(t.is_word for t in between) else None

    def _body_in(self, honour: Honour) -> str | None:
        """The agency that the name of a decoration holds: "gold medal of the National Police"."""
        inside = (m for m in self.actors if m.kind == "agency" and honour.start < m.start and m.end <= honour.end)
        return next((m.refs[0] for m in inside), None)

    def _persons(self, mentions: Sequence[ActorMention]) -> tuple[str, ...]:
        return tuple(dict.fromkeys(r for m in mentions for r in m.refs if r in self.scene.persons))

    def _first_refs(self, mentions: Sequence[ActorMention]) -> tuple[str, ...]:
        return tuple(dict.fromkeys(m.refs[0] for m in mentions))
