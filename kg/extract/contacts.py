"""Two sides in one clause without a word of encounter: "showed his guest the harbour", "shared tea with X".

The narrative of officials seldom puts people of two countries into one clause unless they are together; the words that
say otherwise (offices, quarrels, letters, wishes) are the lexicon table [contacts]. What is found so is believed less
than what a word of encounter tells, and never found in quoted speech, under a negation or between people of one side.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import combinations

from kg.extract.date_words import read_date_words
from kg.extract.document import Document
from kg.extract.encounter_model import Encounter, Party
from kg.extract.frames import NounFrame
from kg.extract.grammar import read_grammar
from kg.extract.lexicon import Lexicon, Matcher
from kg.extract.parties import Scene, read_core
from kg.extract.reference_words import read_words
from kg.extract.status import find_negations, read_status
from kg.extract.syntax import Argument, Clause

# Chosen so that contact alone is asserted, but yields to every trigger; of unknown sides it takes more to be believed.
CONFIDENCE = 0.7
UNKNOWN_SIDES = 0.85
# Relations in which a second party stands to the subject of what they do together.
TOGETHER = frozenset(["", "with", "by", "at", "beside", "to", "for"])
# What is done to or for somebody need not be done in his presence, unless a setting shows it.
LOOSE = frozenset(["to", "for"])
# Relations that bring two together whatever one says to the other.
FACING = frozenset(["with", "at", "beside"])
# Longer clauses with more actors are lists.
MOST_ARGUMENTS = 6
PAIR = 2


@dataclass(frozen=True)
class ContactWords:
    """The lexicon table [contacts], compiled.

    apart: words that keep people apart. said: what one says of another, which keeps them apart unless a preposition
    brings them together ("face à X, Y a dénoncé"). afar: letters, quotations, careers: a clause with such a word tells
    of no meeting, however likely it looks. settings: where they are together. owned: what is somebody's who need not be
    there ("a message of X").
    """

    apart: Matcher[bool]
    said: Matcher[bool]
    afar: Matcher[bool]
    settings: Matcher[bool]
    owned: Matcher[bool]


@cache
def read_contact_words(lexicon: Lexicon) -> ContactWords:
    table = lexicon.table("contacts")
    return ContactWords(
        apart=Matcher((p, True) for p in table.get("apart", ())),
        said=Matcher((p, True) for p in table.get("said", ())),
        afar=Matcher((p, True) for p in table.get("afar", ())),
        settings=Matcher((p, True) for p in table.get("settings", ())),
        owned=Matcher((p, True) for p in table.get("owned", ())),
    )


def find_contacts(scenes: Iterable[Scene], told: Sequence[Encounter], quoted: frozenset[int]) -> tuple[Encounter, ...]:
    """Returns encounters of two persons whom no trigger joins, in text order.

    Args:
        scenes: the sentences of the article.
        told: what its triggers tell; nothing is found again in a clause they speak of.
        quoted: tokens inside quotation marks.
    """
    spoken = {(e.sentence, e.start) for e in told if e.parties and e.effect in ("meet", "join") and e.kind != "visit"}
    found: list[Encounter] = []
    for scene in scenes:
        for number, clause in enumerate(scene.clauses):
            if (scene.sentence.index, clause.start) not in spoken and clause.start not in quoted:
                found.extend(_read_clause(scene, number, clause))
    return tuple(found)


def _read_clause(scene: Scene, number: int, clause: Clause) -> Iterator[Encounter]:
    if not _may_meet(scene, clause):
        return
    words, tokens = read_contact_words(scene.doc.lexicon), scene.doc.tokens
    cues = scene.frames.cues
    apart = any(matcher.is_in(tokens, clause.start, clause.end) for matcher in (words.apart, words.afar))
    if apart or find_negations(scene.doc, cues, clause.start, clause.end):
        return
    settings = words.settings.is_in(tokens, clause.start, clause.end)
    said = words.said.is_in(tokens, clause.start, clause.end)
    for everyone in clause.arguments:
        if settings and not said and not everyone.relation:
            yield from _read_pair(scene, clause, everyone)
    for one, other in _sides(scene, number, clause, settings):
        if said and not {one.relation, other.relation} & FACING:
            continue
        for first, second in _strangers(scene, one, other, settings):
            encounter = _make_contact(scene, clause, one, other, (first, second))
            if encounter is not None:
                yield encounter


def _may_meet(scene: Scene, clause: Clause) -> bool:
    """Whether a clause has two persons, or one that another, told before, may be with."""
    people = [a for a in clause.arguments if scene.has_person(a)]
    if len(people) != 1:
        return bool(people)
    return len(people[0].refs) > 1 or bool(people[0].relation) or people[0].case == "object"


def _read_pair(scene: Scene, clause: Clause, everyone: Argument) -> Iterator[Encounter]:
    """ "Kiir and Mohamud carry their plates to a bench": two of different countries do something in one place."""
    refs = [r for r in everyone.refs if r in scene.persons]
    homes = {scene.homes.get(r) for r in refs}
    reporting = read_grammar(scene.doc.lexicon).reporting.is_in(scene.doc.tokens, clause.start, clause.end)
    if len(refs) != len(everyone.refs) or len(refs) != PAIR or None in homes or len(homes) != PAIR or reporting:
        return
    encounter = _make_contact(scene, clause, everyone, everyone, (refs[0], refs[1]))
    if encounter is not None:
        yield encounter


def _sides(scene: Scene, number: int, clause: Clause, settings: bool) -> Iterator[tuple[Argument, Argument]]:
    """Pairs of arguments that may stand face to face, one of them the subject or object of the clause."""
    arguments = [a for a in clause.arguments if scene.has_person(a)]
    if not arguments or len(arguments) > MOST_ARGUMENTS:
        return
    if all(a.relation or a.case == "object" for a in arguments):
        subject = read_core(scene, number, arguments[0].start, arguments[0].end).subject
        if subject is not None and scene.has_person(subject) and subject not in arguments:
            arguments.insert(0, subject)
    for one, other in combinations(arguments, 2):
        relations = {one.relation, other.relation}
        together = relations <= TOGETHER and "" in relations and (settings or not relations & LOOSE)
        if together and not _is_apposition(scene.doc, one, other) and not _is_own(scene, other):
            yield one, other


def _is_apposition(doc: Document, one: Argument, other: Argument) -> bool:
    """Whether nothing but marks, articles and conjunctions keeps two actors apart: they are one, or a list."""
    if other.relation or other.start < one.end or "pronoun" in (one.mentions[-1].kind, other.mentions[0].kind):
        return False
    if other.case != "object" and doc.tokens[other.start - 1].text == ",":
        return True
    grammar = read_grammar(doc.lexicon)
    small = grammar.determiners | grammar.conjunctions
    return all(not t.is_word or t.norm in small for t in doc.tokens[one.end : other.start])


def _is_own(scene: Scene, other: Argument) -> bool:
    """Whether a possessive stands before a name: "brought his foreign minister, X" names company, no other side."""
    mention, tokens = other.mentions[0], scene.doc.tokens
    if mention.kind not in ("name", "surname") or mention.start == mention.head:
        return False
    first = max(scene.sentence.start, mention.start - 1)
    peers = read_words(scene.doc.lexicon).peers
    return bool(scene.frames.cues.possessive.find(tokens, first, mention.start + 1)) and not peers.find(
        tokens, mention.start, mention.end
    )


def _strangers(scene: Scene, one: Argument, other: Argument, settings: bool) -> Iterator[tuple[str, str]]:
    """Persons of the two arguments who speak for different countries, or for unknown ones where the words say more."""
    for first in one.refs:
        for second in other.refs:
            if first == second or first not in scene.persons or second not in scene.persons:
                continue
            homes = {scene.homes.get(first), scene.homes.get(second)}
            if len(homes) == 2 and (None not in homes or settings):
                yield first, second


def _find_past_verb(scene: Scene, clause: Clause) -> int | None:
    """The first word of a clause that by its form is a verb in the past."""
    tense, tokens = read_date_words(scene.doc.lexicon).tense, scene.doc.tokens
    for i in tokens.spots(tense.cues, clause.start, clause.end):
        token = tokens[i]
        formed = token.norm.endswith(tense.past_endings) and token.norm not in tense.not_past
        if not token.is_capital and (formed or tense.past.at(tokens, i, i + 1) is not None):
            return i
    return None


def _make_contact(
    scene: Scene,
    clause: Clause,
    one: Argument,
    other: Argument,
    refs: tuple[str, str],
) -> Encounter | None:
    point = max(one.start, other.start)
    told = _find_past_verb(scene, clause)
    reading = read_status(scene.doc, scene.frames.cues, scene.sentence, clause, told or point, "finite", False)
    if not reading.settled or reading.status == "cancelled":
        return None
    unknown = any(scene.homes.get(ref) is None for ref in refs)
    calls = any(
        isinstance(frame, NounFrame) and frame.kind == "call"
        for trigger in scene.triggers
        if clause.start <= trigger.start < clause.end
        for frame in trigger.frames
    )
    return Encounter(
        effect="meet",
        kind="call" if calls else "meeting",
        status="planned" if scene.to_come and reading.status == "held" else reading.status,
        parties=(Party(refs[:1]), Party(refs[1:])),
        sentence=scene.sentence.index,
        start=clause.start,
        end=clause.end,
        trigger=point,
        confidence=round(CONFIDENCE * (UNKNOWN_SIDES if unknown else 1.0), 3),
        reasons=(f"together in {scene.doc.text_of(clause.start, clause.end)!r}", *reading.reasons),
        background=reading.background,
    )
