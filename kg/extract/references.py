"""Who is meant by "the minister", "she", "the two presidents", "the Russian": mentions without a name.

Works through the article in order and keeps who was spoken of last. A reference that fits nobody, or fits two alike,
stays unresolved.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from kg.extract.attachment import GENITIVE
from kg.extract.discourse import Discourse, Reader, is_core
from kg.extract.document import Document, Sentence
from kg.extract.given_names import guess_gender
from kg.extract.grammar import read_grammar
from kg.extract.group_references import is_whole_group, make_delegation_mention, make_group_mention
from kg.extract.mentions import ActorMention, Cast, PlaceMention
from kg.extract.pronoun_references import find_speaker, make_pronoun_mention
from kg.extract.protagonist import find_home, find_homes, find_protagonist
from kg.extract.reference_words import Gender, Words, read_title_words, read_words
from kg.extract.role_references import find_own_clause_refs, make_peer_mention, make_role_mention

OPENERS = frozenset('"„“«»')
CLOSERS = frozenset('"“”»«')


def resolve_references(doc: Document, cast: Cast, places: Sequence[PlaceMention]) -> Cast:
    """Returns the cast with mentions added for roles, pronouns and groups that can be resolved."""
    words = read_words(doc.lexicon)
    persons = {p.id: p for p in cast.persons}
    homes = find_homes(cast)
    genders = _find_genders(doc, words, cast, homes)
    reader = Reader(
        doc,
        words,
        persons,
        genders,
        homes,
        read_title_words(words, cast.persons),
        {p.start: p for p in places},
        find_quoted(doc),
    )
    home = find_home(places)
    discourse = Discourse(protagonist=find_protagonist(doc, cast, home), home=home)
    mentions: list[ActorMention] = []
    known = sorted(cast.mentions, key=lambda m: m.start)
    position = 0
    for sentence in doc.sentences:
        own: list[ActorMention] = []
        while position < len(known) and known[position].start < sentence.end:
            own.append(known[position])
            position += 1
        own = [_with_genitive(reader, _without_conjunction(reader, m)) for m in own]
        mentions.extend(_read_sentence(reader, discourse, sentence, own))
    return Cast(cast.persons, cast.agencies, tuple(mentions))


def _without_conjunction(reader: Reader, mention: ActorMention) -> ActorMention:
    """An "and" before a name joins it to another; it is no part of its title."""
    start = mention.start
    while start < mention.head and reader.doc.tokens[start].norm in read_grammar(reader.doc.lexicon).conjunctions:
        start += 1
    return replace(mention, start=start) if start > mention.start else mention


def _with_genitive(reader: Reader, mention: ActorMention) -> ActorMention:
    """German writes the genitive of a name without a mark: "Obamas" beside "Obama"."""
    if not reader.words.genitive_s or len(mention.refs) != 1 or mention.refs[0] not in reader.persons:
        return mention
    person = reader.persons[mention.refs[0]]
    last = {name.split()[-1] for name in (person.name, *person.aliases)}
    words = reader.doc.tokens[mention.head : mention.end]
    is_genitive = any(w.text.endswith("s") and w.text not in last and w.text[:-1] in last for w in words)
    return replace(mention, reason=GENITIVE) if is_genitive else mention


def find_quoted(doc: Document) -> frozenset[int]:
    """Tokens inside quotation marks of one sentence: "he" there is said by another and means another."""
    quoted: set[int] = set()
    for sentence in doc.sentences:
        opened: int | None = None
        for i in range(sentence.start, sentence.end):
            text = doc.tokens[i].text
            if opened is None and text in OPENERS:
                opened = i
            elif opened is not None and text in CLOSERS:
                quoted.update(range(opened, i))
                opened = None
    return frozenset(quoted)


def _find_genders(doc: Document, words: Words, cast: Cast, homes: Mapping[str, str | None]) -> dict[str, Gender | None]:
    """Reads a person's gender off titles and honorifics ("Frau", "ministra"; "ministre" says nothing), else the name."""
    genders: dict[str, Gender | None] = {p.id: None for p in cast.persons}
    for mention in cast.mentions:
        if len(mention.refs) != 1 or mention.refs[0] not in genders or genders[mention.refs[0]]:
            continue
        start = max(0, mention.start - 1)
        if words.feminine.find(doc.tokens, start, mention.end):
            genders[mention.refs[0]] = "f"
        elif words.masculine.find(doc.tokens, start, mention.end):
            genders[mention.refs[0]] = "m"
    return {p.id: genders[p.id] or guess_gender(p.name, homes.get(p.id)) for p in cast.persons}


def _read_sentence(
    reader: Reader, discourse: Discourse, sentence: Sentence, known: list[ActorMention]
) -> list[ActorMention]:
    """Walks one sentence from left to right, so that what stands before a reference is known when it is read."""
    found: list[ActorMention] = []
    first_person: str | None = None
    openings = frozenset(reader.doc.tokens.spots(reader.words.openings, sentence.start, sentence.end))
    i, k = sentence.start, 0
    while i < sentence.end:
        if k < len(known) and i >= known[k].start:
            mention = known[k]
            found.append(mention)
            people = [r for r in mention.refs if r in reader.persons]
            discourse.note_named(people, sentence.index)
            if people and first_person is None and is_core(reader, mention):
                first_person = people[0]
            i, k = max(mention.end, i + 1), k + 1
            continue
        limit = known[k].start if k < len(known) else sentence.end
        may_be = (i in openings or i in reader.places) and i not in reader.quoted
        reference = _reference_at(reader, discourse, sentence, i, limit, found, known[k:]) if may_be else None
        if reference is None:
            i += 1
            continue
        found.append(reference)
        people = [r for r in reference.refs if r in reader.persons]
        discourse.note(people, sentence.index)
        first_person = first_person or (people[0] if people else None)
        i = reference.end
    if first_person is not None:
        discourse.subject, discourse.subject_sentence = first_person, sentence.index
        pronouns = [m.refs[0] for m in found if m.kind == "pronoun" and len(m.refs) == 1]
        discourse.centre = pronouns[-1] if pronouns else first_person
    return found


def _reference_at(
    reader: Reader,
    discourse: Discourse,
    sentence: Sentence,
    i: int,
    limit: int,
    found: list[ActorMention],
    ahead: Sequence[ActorMention],
) -> ActorMention | None:
    tokens = reader.doc.tokens
    group = reader.words.groups.at(tokens, i, limit)
    if group and is_whole_group(reader, group.end, limit):
        mention = make_group_mention(reader, discourse, sentence, i, group.end, group.value)
        if mention is not None:
            return mention
    delegation = reader.words.delegations.at(tokens, i, limit)
    if delegation:
        mention = make_delegation_mention(reader, discourse, sentence, i, delegation.end)
        if mention is not None:
            return mention
    pronoun = reader.words.pronouns.at(tokens, i, limit)
    if pronoun:
        speaker = find_speaker(reader, sentence, i, ahead) if pronoun.value.case == "subject" else None
        if speaker is not None:
            return ActorMention(i, pronoun.end, (speaker,), "pronoun", i, f"who speaks: {speaker}")
        mention = make_pronoun_mention(reader, discourse, sentence, i, pronoun.end, pronoun.value, found, ahead)
        if mention is not None or not pronoun.value.clitic:
            return mention
    if tokens[i].norm in reader.words.determiners or _is_owner(reader, i):
        taken = find_own_clause_refs(reader, sentence, i, found)
        peer = make_peer_mention(reader, discourse, sentence, i, limit)
        return peer or make_role_mention(reader, discourse, sentence, i, limit, taken)
    return None


def _is_owner(reader: Reader, i: int) -> bool:
    """Whether a country in the genitive stands at a token: "Japan's foreign minister", "Kenias Arbeitsminister"."""
    place, tokens = reader.places.get(i), reader.doc.tokens
    if place is None or place.kind != "country" or place.end >= len(tokens):
        return False
    if tokens[place.end].norm in read_grammar(reader.doc.lexicon).genitive_ends:
        return True
    return reader.words.genitive_s and tokens[place.end - 1].norm.endswith("s")
