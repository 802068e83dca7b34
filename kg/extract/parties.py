"""The parties of a trigger: subject, objects, agents and company, from its clause or from one it leans on."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kg.extract.document import Document, Sentence
from kg.extract.frames import Frames
from kg.extract.grammar import read_grammar
from kg.extract.mentions import ActorMention, PlaceMention
from kg.extract.reference_words import read_words
from kg.extract.syntax import Argument, Clause
from kg.extract.triggers import Trigger

# How far before a noun of encounter its possessive may stand ("seine erste offizielle Reise").
POSSESSIVE_REACH = 4


@dataclass(frozen=True)
class Scene:
    """A sentence under reading.

    last_subject: refs of the subject of the sentence before, for dropped subjects and possessives.
    last_person: the person named last before the sentence.
    protagonist: whom the article is about, for talks told without a subject ("14:00 - talks with X").
    listed: actors of a list that follows a colon at the sentence's end.
    persons: ids of all persons. homes: for which country each speaks, as far as the text says so.
    to_come: whether what it tells lies ahead though no word of its own says so (kg.extract.outlook).
    """

    doc: Document
    frames: Frames
    sentence: Sentence
    clauses: tuple[Clause, ...]
    triggers: tuple[Trigger, ...]
    places: Sequence[PlaceMention]
    last_subject: tuple[str, ...]
    last_person: tuple[str, ...]
    protagonist: tuple[str, ...]
    listed: tuple[ActorMention, ...]
    persons: frozenset[str]
    homes: Mapping[str, str | None]
    to_come: bool = False

    @property
    def verb_last(self) -> bool:
        """German puts its verbs last, so that subject and objects may all stand before or after."""
        return bool(self.doc.lexicon.table("syntax").get("verb_last", False))

    @property
    def pro_drop(self) -> bool:
        """Spanish and Italian leave a known subject out."""
        return bool(self.doc.lexicon.table("syntax").get("pro_drop", False))

    def are_strangers(self, one: str, other: str) -> bool:
        """Whether two do not speak for the same country, as far as is known."""
        home = self.homes.get(one)
        return one != other and (home is None or home != self.homes.get(other))

    def has_person(self, argument: Argument) -> bool:
        return any(ref in self.persons for ref in argument.refs)


@dataclass(frozen=True, slots=True)
class Core:
    """Subject and objects of a clause as seen from a trigger. step: how the subject was come by, "" if it stands."""

    subject: Argument | None
    objects: tuple[Argument, ...]
    step: str = ""


def read_core(scene: Scene, number: int, trigger: int, end: int) -> Core:
    """Finds subject and objects of clause `number`, or the subject it shares with a clause nearby.

    trigger, end: tokens of the trigger; a preposition that is its last word makes an object ("called on X").
    """
    clause = scene.clauses[number]
    core = clause.core()
    free = [a for a in core if a.case != "object" and not _names_employer(scene, a, core)]
    if _is_subjectless(scene, number, trigger, end):
        free = []
    if _opens_with_relation(
        scene, clause
    ):  # "Bei der Eröffnung der Schule begrüßte X": what is named in it is no subject
        free = [a for a in free if a.start > trigger or scene.has_person(a)]
    relative = [a for a in free if a.case == "any" and a.mentions[0].reason == "relative pronoun"]
    # "whom X met", but "who met first X, then Y and Z": of several that follow none is the subject
    listing = len(relative) == 1 and len(free) > 2 and all(a.start > trigger for a in free if a not in relative)
    if relative and len(free) > 1 and not (listing and scene.pro_drop):
        free = [a for a in free if a not in relative]
    left = [a for a in free if a.start < trigger]
    subject, step = (left[0] if left else None), ""
    if subject is None and free and _subject_may_follow(scene, clause, trigger):
        subject = free[0]
    if subject is None:
        subject = _subject_behind_comma(scene, free, trigger)
    if subject is None:
        subject = _speaker_before(scene, number)
    if subject is None:
        subject, step = _inherit_subject(scene, number, trigger)
    objects = tuple(
        a
        for a in core
        if a is not subject and (a.start > trigger or a.case == "object" or a in relative or scene.verb_last)
    )
    governed = tuple(a for a in clause.arguments if a.relation and a.start < end <= a.mentions[0].start)
    return Core(subject, governed + objects, step)


def _opens_with_relation(scene: Scene, clause: Clause) -> bool:
    """Whether the clause begins with a preposition, where a subject may stand behind the verb."""
    relations = read_grammar(scene.doc.lexicon).relations
    return scene.verb_last and relations.at(scene.doc.tokens, clause.start, clause.end) is not None


def _is_subjectless(scene: Scene, number: int, trigger: int, end: int) -> bool:
    """Whether a clause behind another is one of an infinitive with its mark: "..., um X zu treffen" names whom."""
    grammar, tokens, clause = read_grammar(scene.doc.lexicon), scene.doc.tokens, scene.clauses[number]
    if (
        not number
        or clause.opener == "relative"
        or any(t.norm in grammar.auxiliaries for t in tokens[clause.start : trigger])
    ):
        return False
    if grammar.shared_subjects.at(tokens, clause.start) is not None:
        return True
    marks = grammar.infinitive_marks
    return tokens[trigger - 1].norm in marks or (end < clause.end and tokens[end].norm in marks)


def _names_employer(scene: Scene, argument: Argument, core: Sequence[Argument]) -> bool:
    """ "the Pentagon boss, X": a body right before the words for somebody only says whose they are."""
    return not scene.has_person(argument) and any(
        other.mentions[0].start == argument.end and scene.has_person(other) for other in core
    )


def _subject_may_follow(scene: Scene, clause: Clause, trigger: int) -> bool:
    """German always, and Spanish, which marks its objects; others after an object pronoun or in a relative clause."""
    if scene.verb_last or scene.doc.lexicon.table("syntax").get("subject_follows", False):
        return True
    return any(a.case == "object" and a.start < trigger for a in clause.core()) or clause.opener == "relative"


def _subject_behind_comma(scene: Scene, free: Sequence[Argument], trigger: int) -> Argument | None:
    """ "At a meeting with X, Y praised": an opening phrase stands before the subject of its own clause."""
    tokens = scene.doc.tokens
    return next((a for a in free if a.start > trigger and tokens[a.start - 1].text == ","), None)


def _speaker_before(scene: Scene, number: int) -> Argument | None:
    """ "X said after talks with Y": who speaks in the clause before, where this one only says when or where."""
    if not number:
        return None
    grammar, tokens = read_grammar(scene.doc.lexicon), scene.doc.tokens
    before, clause = scene.clauses[number - 1], scene.clauses[number]
    verb = next((m for m in grammar.reporting.find(tokens, before.start, clause.start) if m.end == clause.start), None)
    when = scene.frames.cues.after.at(tokens, clause.start) or grammar.relations.at(tokens, clause.start)
    if verb is None or when is None or not before.arguments:
        return None
    last = before.arguments[-1]
    return last if not last.relation and last.end == verb.start and scene.has_person(last) else None


def _inherit_subject(scene: Scene, number: int, trigger: int) -> tuple[Argument | None, str]:
    """The subject of an earlier main clause; of the next one for an opening phrase; of the sentence before."""
    certain = _shares_subject(scene, scene.clauses[number], trigger)
    reporting, tokens = read_grammar(scene.doc.lexicon).reporting, scene.doc.tokens
    told = scene.clauses[:number]
    # "X, as the spokesman Y said, received": what is only put in has no verb but that of saying
    outer = [c for c in told if c.start == scene.sentence.start or not reporting.is_in(tokens, c.start, c.end)]
    for earlier in (*reversed(outer), *reversed(told)) if scene.verb_last else reversed(told):
        if earlier.opener in ("main", "coordinate"):
            found = _first_subject(scene, earlier)
            if found is not None:
                return found, "" if certain and earlier is scene.clauses[number - 1] else "inherited subject"
    if number == 0:
        for later in (c for c in scene.clauses[1:3] if c.opener != "relative"):
            found = _first_subject(scene, later)
            if found is not None:
                return found, "inherited subject"
    for earlier in reversed(scene.clauses[:number]):
        found = _first_subject(scene, earlier)
        if found is not None and found.mentions[0].kind == "pronoun":
            return found, "inherited subject"
    if scene.last_subject and scene.pro_drop and not _names_somebody(scene, scene.clauses[number], trigger):
        return stand_in(scene, scene.last_subject[:1], "dropped subject"), "dropped subject"
    return None, ""


def _shares_subject(scene: Scene, clause: Clause, trigger: int) -> bool:
    """Whether the grammar leaves no doubt that the subject is that of the clause before: "um ihn zu treffen"; a comma
    behind an apposition, then the verb ("X, flanked by Y, was received"); a participle that shares its auxiliary."""
    grammar, tokens = read_grammar(scene.doc.lexicon), scene.doc.tokens
    if grammar.shared_subjects.at(tokens, clause.start) is not None:
        return True
    if not scene.verb_last or clause.opener != "coordinate" or tokens[clause.start - 1].text != ",":
        return False
    if tokens[clause.start].norm in grammar.auxiliaries or clause.start == trigger:
        return True
    last = trigger + 1 >= clause.end or not tokens[trigger + 1].is_word
    ruled = any(t.norm in grammar.auxiliaries for t in tokens[clause.start : clause.end])
    return last and not ruled and not _names_somebody(scene, clause, trigger)


def _names_somebody(scene: Scene, clause: Clause, trigger: int) -> bool:
    """Whether a subject stands before the verb that nobody could be found for: "il Pontefice", "the Russian"."""
    tokens, grammar = scene.doc.tokens, read_grammar(scene.doc.lexicon)
    roles = read_words(scene.doc.lexicon).roles
    known = {i for a in clause.arguments for m in a.mentions for i in range(m.start, m.end)}
    demonyms = {p.start for p in scene.places if p.kind == "demonym"}
    for i in range(clause.start, trigger - 1):
        free = i not in known and tokens[i].norm in grammar.articles and i + 1 not in known
        governed = i > clause.start and grammar.relations.at(tokens, i - 1, i) is not None
        if free and not governed and (i + 1 in demonyms or roles.at(tokens, i + 1, trigger) is not None):
            return True
    return False


def _first_subject(scene: Scene, clause: Clause) -> Argument | None:
    return next((a for a in clause.core() if a.case != "object" and scene.has_person(a)), None)


def stand_in(scene: Scene, refs: tuple[str, ...], reason: str) -> Argument:
    """An argument for someone the sentence means without a word of its own."""
    start = scene.sentence.start
    return Argument((ActorMention(start, start, refs, "pronoun", start, reason),), "", "subject", start)


def find_owner(scene: Scene, clause: Clause, start: int, end: int, core: Core) -> Argument | None:
    """Whose visit or meeting a noun at start..end is: a genitive, "of X", or a possessive."""
    for argument in clause.arguments:
        if argument.relation in ("of", "by") and 0 <= argument.start - end <= 1:
            return argument
        if argument.relation == "of" and 0 <= start - argument.end <= 3 and argument.start < start:
            return argument
    possessive = scene.frames.cues.possessive
    if possessive.find(scene.doc.tokens, max(clause.start, start - POSSESSIVE_REACH), start):
        if core.subject is not None and not core.step:
            return core.subject
        if scene.last_subject:
            return stand_in(scene, scene.last_subject[:1], "possessive")
        return core.subject
    return None


def nearest(arguments: Sequence[Argument], point: int) -> Argument | None:
    """The argument nearest to a token, those after it first."""
    return min(arguments, key=lambda a: (a.start < point, abs(a.start - point)), default=None)


def find_destinations(scene: Scene, clause: Clause, start: int, end: int) -> tuple[PlaceMention, ...]:
    """Places gone to: after a word of direction, or the bare object of "visit"; joined ones too."""
    found: list[PlaceMention] = []
    tokens, cues = scene.doc.tokens, scene.frames.cues
    paid = cues.paying.is_in(tokens, clause.start, clause.end)
    named = {i for a in clause.arguments for m in a.mentions if m.kind == "name" for i in range(m.start, m.end)}
    for place in scene.places:
        if (
            not clause.start <= place.start < clause.end
            or place.kind == "demonym"
            or place.country is None
            or place.start in named
        ):
            continue
        before = range(max(clause.start, place.start - 3), place.start)
        directed = any(cues.destinations.at(tokens, i, i + 1) for i in before)
        direct = (
            (paid and place.kind == "country")
            or 0 <= place.start - end <= 1
            or (scene.verb_last and place.end == start)
        )
        joined = bool(found) and place.start - found[-1].end <= 2
        if directed or direct or joined:
            found.append(place)
    return tuple(found)
