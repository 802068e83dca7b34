"""Pairs of one sentence that its words keep apart, however near they stand: these are no matter of likelihood."""

from kg.extract.contacts import FACING, read_contact_words
from kg.extract.likelihood.scenery import ENCOUNTERS, Scenery
from kg.extract.parties import Scene
from kg.extract.reference_words import read_words
from kg.extract.syntax import Argument, Clause
from kg.extract.triggers import may_be_whole
from kg.extract.wording import read_wording

# How many words an office may have before whose it is.
OFFICE_TOKENS = 3


def keeps_apart(scenery: Scenery, scene: Scene, one: str, other: str) -> bool:
    """Whether a sentence that names two asks instead of telling, names one only as whose aide somebody is, or tells
    that both met a third, each apart or as one side."""
    if scenery.doc.tokens[scene.sentence.end - 1].text == "?":
        return True
    if _deals_from_afar(scenery, scene, one, other):
        return True
    side = not scenery.are_foreign(one, other) and _met_the_same(scenery, scene, one, other)
    return side or any(_only_owns(scenery, scene, ref) for ref in (one, other))


def _deals_from_afar(scenery: Scenery, scene: Scene, one: str, other: str) -> bool:
    """ "X has invited Y", "X replaces Y", "X sent Y his condolences": so in every clause that names both, with no word
    of encounter and no preposition that brings them together."""
    shared = [
        (clause, mine | theirs)
        for clause in scene.clauses
        if (mine := _relations(clause, one)) and (theirs := _relations(clause, other))
    ]
    words, tokens = read_contact_words(scenery.doc.lexicon), scenery.doc.tokens
    return bool(shared) and all(
        words.apart.is_in(tokens, clause.start, clause.end)
        and not relations & FACING
        and not any(
            clause.start <= t.start < clause.end
            and any(f.frame in ENCOUNTERS and may_be_whole(scenery.doc, f, clause.start, clause.end) for f in t.frames)
            for t in scene.triggers
        )
        for clause, relations in shared
    )


def _met_the_same(scenery: Scenery, scene: Scene, one: str, other: str) -> bool:
    """ "X met A and B": the rules read two meetings, each with one of the two."""
    here = [
        d for d in scenery.told_at.get(scene.sentence.index, ()) if d.kind in ("meeting", "call") and not d.inferred
    ]
    mine = [d for d in here if one in d.members and other not in d.members]
    theirs = [d for d in here if other in d.members and one not in d.members]
    return any(set(a.members) & set(b.members) & scenery.persons for a in mine for b in theirs)


def _only_owns(scenery: Scenery, scene: Scene, ref: str) -> bool:
    """ "Y, an adviser to President X", "a message of X": X is named as whose adviser or message it is, right behind."""
    parts = scenery.parts(scene, ref)
    return bool(parts) and all(
        part.relation == "of"
        and argument.mentions[0].kind == "name"
        and (_follows_office(scenery, clause, argument) or _follows_owned(scenery, clause, argument))
        for part, clause, argument in parts
    )


def _follows_owned(scenery: Scenery, clause: Clause, argument: Argument) -> bool:
    owned = read_contact_words(scenery.doc.lexicon).owned
    first = max(clause.start, argument.start - OFFICE_TOKENS)
    return any(m.end == argument.start for m in owned.find(scenery.doc.tokens, first, argument.start))


def _follows_office(scenery: Scenery, clause: Clause, argument: Argument) -> bool:
    """Whether the word for an office ends where an argument begins; "guests of X" were with him."""
    tokens, lexicon = scenery.doc.tokens, scenery.doc.lexicon
    heads, roles = read_wording(lexicon).posts.heads, read_words(lexicon).roles
    for i in range(max(clause.start, argument.start - OFFICE_TOKENS), argument.start):
        office, role = heads.at(tokens, i, argument.start), roles.at(tokens, i, argument.start)
        if office is not None and office.end == argument.start:
            return True
        if role is not None and role.end == argument.start and not role.value.part:
            return True
    return False


def _relations(clause: Clause, ref: str) -> frozenset[str]:
    return frozenset(a.relation for a in clause.arguments if ref in a.refs)
