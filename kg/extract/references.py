"""Who is meant by "the minister", "she", "the two presidents", "the Russian": mentions without a name.

Works through the article in order and keeps who was spoken of last. A reference that fits nobody, or fits two alike,
stays unresolved.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from typing import Literal

from kg.extract.document import Document, Sentence
from kg.extract.frames import VerbFrame, read_frames
from kg.extract.lexicon import Lexicon, Matcher
from kg.extract.mentions import ActorMention, Cast, PlaceMention
from kg.extract.syntax import GENITIVE, read_grammar
from kg.facts.model import Person

Gender = Literal["m", "f"]

# How many sentences back a pronoun, a role or a group may reach.
PRONOUN_REACH = 2
ROLE_REACH = 40
GROUP_REACH = 6
# Persons in one sentence that make a delegation, and letters of a noun that tell it from another.
CROWD = 3
STEM = 5
# Weights of salience: a subject of the sentence before outweighs all but a protagonist who was spoken of since.
SUBJECT = 1.5
PROTAGONIST = 2.0
OPENING = frozenset('"„“«»')
CLOSING = frozenset('"“”»«')


@dataclass(frozen=True, slots=True)
class _RoleWord:
    """A word for someone. fits: patterns of post titles it may stand for; anybody: it says no office ("the guest")."""

    fits: Matcher[bool]
    gender: Gender | None
    anybody: bool


@dataclass(frozen=True, slots=True)
class _Pronoun:
    gender: Gender | None
    case: Literal["subject", "object"]
    number: int
    strict: bool
    clitic: bool


@dataclass(frozen=True)
class _Words:
    """The lexicon table [references], compiled."""

    roles: Matcher[_RoleWord]
    pronouns: Matcher[_Pronoun]
    groups: Matcher[int]
    delegations: Matcher[bool]
    peers: Matcher[bool]
    verbs: Matcher[VerbFrame]
    determiners: frozenset[str]
    adjectives: frozenset[str]
    feminine: Matcher[bool]
    masculine: Matcher[bool]
    clitic_follow: frozenset[str]
    numerals: frozenset[str]
    genitive_s: bool


@cache
def _read_words(lexicon: Lexicon) -> _Words:
    table = lexicon.table("references")
    roles: list[tuple[str, _RoleWord]] = []
    genders: tuple[tuple[str, Gender | None], ...] = (("m", "m"), ("f", "f"), ("any", None))
    for entry in table.get("roles", ()):
        fits = Matcher((p, True) for p in entry["fits"])
        for key, gender in genders:
            roles += [(p, _RoleWord(fits, gender, not entry["fits"])) for p in entry.get(key, ())]
    pronouns: list[tuple[str, _Pronoun]] = []
    for entry in table.get("pronouns", ()):
        pronoun = _Pronoun(
            entry.get("gender"),
            entry.get("case", "subject"),
            entry.get("number", 1),
            bool(entry.get("strict")),
            bool(entry.get("clitic")),
        )
        pronouns += [(p, pronoun) for p in entry["words"]]
    return _Words(
        roles=Matcher(roles),
        pronouns=Matcher(pronouns),
        groups=Matcher((p, int(number)) for number, ps in table.get("groups", {}).items() for p in ps),
        delegations=Matcher((p, True) for p in table.get("delegations", {}).get("words", ())),
        peers=Matcher((p, True) for p in table.get("peers", ())),
        verbs=read_frames(lexicon).verbs,
        determiners=frozenset(table.get("determiners", ())),
        adjectives=frozenset(table.get("adjectives", ())),
        feminine=Matcher((p, True) for p in table.get("feminine", ())),
        masculine=Matcher((p, True) for p in table.get("masculine", ())),
        genitive_s=bool(lexicon.table("syntax").get("genitive_s", False)),
        numerals=frozenset(table.get("numerals", ())),
        clitic_follow=frozenset(lexicon.table("syntax").get("auxiliaries", ())),
    )


@dataclass
class _Discourse:
    """Who was spoken of, by sentence: the last sentence of each ref, and the subject of the last sentence."""

    last_seen: dict[str, int] = field(default_factory=dict)
    order: list[str] = field(default_factory=list)
    first_seen: dict[str, int] = field(default_factory=dict)
    subject: str | None = None
    subject_sentence: int = -9
    weights: dict[str, float] = field(default_factory=dict)
    crowds: dict[int, list[str]] = field(default_factory=dict)
    delegation: tuple[str, ...] = ()

    def note(self, refs: Sequence[str], sentence: int) -> None:
        for ref in refs:
            self.last_seen[ref] = sentence
            self.first_seen.setdefault(ref, len(self.first_seen))
            if ref in self.order:
                self.order.remove(ref)
            self.order.append(ref)
            # The one with whom the article opens is its protagonist; being spoken of again adds less and less.
            self.weights[ref] = min(PROTAGONIST, self.weights.get(ref, 0.0) + (1.0 if sentence <= 2 else 0.25))

    def note_named(self, refs: Sequence[str], sentence: int) -> None:
        """Persons named side by side in a sentence may be a delegation later."""
        self.note(refs, sentence)
        crowd = self.crowds.setdefault(sentence, [])
        crowd.extend(r for r in refs if r not in crowd)

    def salience(self, ref: str, sentence: int) -> float:
        """How likely a pronoun in `sentence` means ref: the last subject before the protagonist before others."""
        age = sentence - self.last_seen[ref]
        subject = SUBJECT if ref == self.subject and sentence - self.subject_sentence <= 1 else 0.0
        return subject + self.weights.get(ref, 0.0) - age


@dataclass(frozen=True)
class _Reader:
    doc: Document
    words: _Words
    persons: Mapping[str, Person]
    genders: Mapping[str, Gender | None]
    places: Mapping[int, PlaceMention]
    quoted: frozenset[int]


def resolve_references(doc: Document, cast: Cast, places: Sequence[PlaceMention]) -> Cast:
    """Returns the cast with mentions added for roles, pronouns and groups that can be resolved."""
    words = _read_words(doc.lexicon)
    persons = {p.id: p for p in cast.persons}
    genders = _find_genders(doc, words, cast)
    reader = _Reader(doc, words, persons, genders, {p.start: p for p in places}, _find_quoted(doc))
    discourse = _Discourse()
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


def _without_conjunction(reader: _Reader, mention: ActorMention) -> ActorMention:
    """An "and" before a name joins it to another; it is no part of its title."""
    start = mention.start
    while start < mention.head and reader.doc.tokens[start].norm in read_grammar(reader.doc.lexicon).conjunctions:
        start += 1
    return replace(mention, start=start)


def _with_genitive(reader: _Reader, mention: ActorMention) -> ActorMention:
    """German writes the genitive of a name without a mark: "Obamas" beside "Obama"."""
    if not reader.words.genitive_s or len(mention.refs) != 1 or mention.refs[0] not in reader.persons:
        return mention
    person = reader.persons[mention.refs[0]]
    last = {name.split()[-1] for name in (person.name, *person.aliases)}
    words = reader.doc.tokens[mention.head : mention.end]
    is_genitive = any(w.text.endswith("s") and w.text not in last and w.text[:-1] in last for w in words)
    return replace(mention, reason=GENITIVE) if is_genitive else mention


def _find_quoted(doc: Document) -> frozenset[int]:
    """Tokens inside quotation marks of one sentence: "he" there is said by another and means another."""
    quoted: set[int] = set()
    for sentence in doc.sentences:
        opened: int | None = None
        for i in range(sentence.start, sentence.end):
            text = doc.tokens[i].text
            if opened is None and text in OPENING:
                opened = i
            elif opened is not None and text in CLOSING:
                quoted.update(range(opened, i))
                opened = None
    return frozenset(quoted)


def _find_genders(doc: Document, words: _Words, cast: Cast) -> dict[str, Gender | None]:
    """Reads a person's gender off titles and honorifics ("Frau", "ministre" says nothing, "ministra" does)."""
    genders: dict[str, Gender | None] = {p.id: None for p in cast.persons}
    for mention in cast.mentions:
        if len(mention.refs) != 1 or mention.refs[0] not in genders or genders[mention.refs[0]]:
            continue
        start = max(0, mention.start - 1)
        if words.feminine.find(doc.tokens, start, mention.end):
            genders[mention.refs[0]] = "f"
        elif words.masculine.find(doc.tokens, start, mention.end):
            genders[mention.refs[0]] = "m"
    return genders


def _read_sentence(
    reader: _Reader, discourse: _Discourse, sentence: Sentence, known: list[ActorMention]
) -> list[ActorMention]:
    """Walks one sentence from left to right, so that what stands before a reference is known when it is read."""
    found: list[ActorMention] = []
    first_person: str | None = None
    i, k = sentence.start, 0
    while i < sentence.end:
        if k < len(known) and i >= known[k].start:
            mention = known[k]
            found.append(mention)
            people = [r for r in mention.refs if r in reader.persons]
            discourse.note_named(people, sentence.index)
            if people and first_person is None and _is_core(reader, mention):
                first_person = people[0]
            i, k = max(mention.end, i + 1), k + 1
            continue
        limit = known[k].start if k < len(known) else sentence.end
        reference = (
            None if i in reader.quoted else _reference_at(reader, discourse, sentence, i, limit, found, known[k:])
        )
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
    return found


def _reference_at(
    reader: _Reader,
    discourse: _Discourse,
    sentence: Sentence,
    i: int,
    limit: int,
    found: list[ActorMention],
    ahead: Sequence[ActorMention],
) -> ActorMention | None:
    tokens = reader.doc.tokens
    group = reader.words.groups.at(tokens, i, limit)
    if group and _is_whole_group(reader, group.end, limit):
        mention = _group_mention(reader, discourse, sentence, i, group.end, group.value)
        if mention is not None:
            return mention
    delegation = reader.words.delegations.at(tokens, i, limit)
    if delegation:
        return _delegation_mention(reader, discourse, sentence, i, delegation.end)
    pronoun = reader.words.pronouns.at(tokens, i, limit)
    if pronoun:
        speaker = _speaker(reader, sentence, i, ahead) if pronoun.value.case == "subject" else None
        if speaker is not None:
            return ActorMention(i, pronoun.end, (speaker,), "pronoun", i, f"who speaks: {speaker}")
        return _pronoun_mention(reader, discourse, sentence, i, pronoun.end, pronoun.value, found)
    if tokens[i].norm in reader.words.determiners:
        taken = _own_clause_refs(reader, sentence, i, found)
        return _peer_mention(reader, i, limit) or _role_mention(reader, discourse, sentence, i, limit, taken)
    return None


def _own_clause_refs(reader: _Reader, sentence: Sentence, i: int, found: Sequence[ActorMention]) -> frozenset[str]:
    """Actors of the clause at token i, the antecedent of its relative pronoun among them: no role there means them."""
    start = _clause_start(reader.doc, sentence, i)
    refs = {r for m in found for r in m.refs if m.start >= start}
    if found and start < i and reader.doc.tokens[start].norm in read_grammar(reader.doc.lexicon).relatives:
        refs |= {r for r in found[-1].refs if start - found[-1].end <= 1}
    return frozenset(refs)


def _is_whole_group(reader: _Reader, end: int, limit: int) -> bool:
    """ "the two had met" speaks of two persons, "the two governments" does not."""
    tokens, words = reader.doc.tokens, reader.words
    if end >= len(tokens) or tokens[end - 1].norm not in words.numerals:
        return True
    follow = tokens[end]
    return not follow.is_word or follow.norm in words.clitic_follow or words.verbs.at(tokens, end, limit) is not None


def _peer_mention(reader: _Reader, start: int, limit: int) -> ActorMention | None:
    """ "his counterparts from Serbia and Hungary", "seinem französischen Kollegen": known by their countries alone."""
    tokens, words = reader.doc.tokens, reader.words
    countries: list[str] = []
    i = start
    while i < limit and i - start <= 4:
        place = reader.places.get(i)
        peer = words.peers.at(tokens, i, limit)
        if peer:
            end = peer.end
            if not countries:
                countries, end = _countries_after(reader, end, limit)
            elif end < limit and (tokens[end].is_capital or tokens[end].text == ","):
                return None
            if not countries:
                return None
            return ActorMention(start, end, tuple(countries), "role", start, "known by country only")
        if place is not None and place.kind == "demonym" and place.country:
            countries, i = [*countries, place.country], place.end
        elif i == start or tokens[i].norm in words.adjectives or tokens[i].norm in words.determiners:
            i += 1
        else:
            return None
    return None


def _countries_after(reader: _Reader, i: int, limit: int) -> tuple[list[str], int]:
    """Countries joined by small words right after token i, and the token after the last of them."""
    found: list[str] = []
    end, gap = i, 0
    while i < limit and gap <= 2:
        place = reader.places.get(i)
        if place is not None and place.kind == "country" and place.country:
            found.append(place.country)
            i = end = place.end
            gap = 0
        elif reader.doc.tokens[i].is_capital or reader.doc.tokens[i].text in ".;:":
            break
        else:
            i, gap = i + 1, gap + 1
    return found, end


def _role_mention(
    reader: _Reader, discourse: _Discourse, sentence: Sentence, start: int, limit: int, taken: frozenset[str]
) -> ActorMention | None:
    """ "the visiting French minister": article, adjectives, a demonym, the word for the office, perhaps one more."""
    tokens, words = reader.doc.tokens, reader.words
    countries: set[str] = set()
    demonym: PlaceMention | None = None
    i = start + 1
    while i < limit and i - start <= 4:
        role = words.roles.at(tokens, i, limit)
        if role:
            end = role.end
            place = _country_after(reader, end, limit)
            if place is not None:
                countries, end = countries | _countries(place), place.end
            return _fitting_mention(reader, discourse, sentence, start, end, role.value, frozenset(countries), taken)
        place = reader.places.get(i)
        if place is not None and place.kind in ("demonym", "country"):
            countries, i = countries | _countries(place), place.end
            demonym = place if place.kind == "demonym" else None
        elif tokens[i].norm in words.adjectives or tokens[i].is_number or tokens[i].text == "-":
            i += 1
        else:
            break
    if demonym is not None and demonym.end == i and tokens[demonym.start].is_capital:
        return _national_mention(reader, discourse, sentence, start, i, demonym, limit)
    return None


def _country_after(reader: _Reader, i: int, limit: int) -> PlaceMention | None:
    """ "the president of Turkey", "le ministre de la Géorgie": a country after one or two small words."""
    for j in (i, i + 1, i + 2):
        if j >= limit or (reader.doc.tokens[j].is_capital and j not in reader.places):
            return None
        place = reader.places.get(j)
        if place is not None:
            return place if (place.kind == "demonym") == (j == i) and place.kind in ("demonym", "country") else None
    return None


def _countries(place: PlaceMention) -> set[str]:
    return {place.country} if place.country else set()


def _fitting_mention(
    reader: _Reader,
    discourse: _Discourse,
    sentence: Sentence,
    start: int,
    end: int,
    role: _RoleWord,
    countries: frozenset[str],
    taken: frozenset[str],
) -> ActorMention | None:
    """The person last spoken of whose posts fit the word, its gender and its country; nobody if two fit alike."""
    fitting = [
        ref
        for ref in reversed(discourse.order)
        if ref not in taken
        and sentence.index - discourse.last_seen[ref] <= (PRONOUN_REACH if role.anybody else ROLE_REACH)
        and _fits(reader, ref, role, countries)
    ]
    if not fitting:
        fitting = _bare_subject(reader, discourse, sentence, role)
    if not fitting:
        return None
    said = reader.doc.tokens[end - 1].norm, reader.doc.tokens[start + 1].norm
    fitting.sort(key=lambda r: -discourse.salience(r, sentence.index) - _exactness(reader, r, said))
    words = reader.doc.text_of(start, end)
    return ActorMention(start, end, (fitting[0],), "role", start, f"{words!r} taken for {fitting[0]}")


def _exactness(reader: _Reader, ref: str, said: Sequence[str]) -> float:
    """Whoever has the very word as title is meant before others whose title is only alike."""
    words = {w for post in reader.persons[ref].posts for w in post.title.casefold().split()}
    return PROTAGONIST if any(w in words for w in said) else 0.0


def _bare_subject(reader: _Reader, discourse: _Discourse, sentence: Sentence, role: _RoleWord) -> list[str]:
    """ "X returns. The prime minister ...": an office nobody has is that of the subject before, if X has none."""
    subject = discourse.subject
    if subject is None or role.anybody or sentence.index - discourse.subject_sentence != 1:
        return []
    gender = reader.genders.get(subject)
    agrees = gender is None or role.gender is None or gender == role.gender
    return [subject] if agrees and not reader.persons[subject].posts else []


def _fits(reader: _Reader, ref: str, role: _RoleWord, countries: frozenset[str]) -> bool:
    person = reader.persons[ref]
    gender = reader.genders.get(ref)
    if role.gender and gender and role.gender != gender:
        return False
    if countries and not any(p.country in countries for p in person.posts):
        return False
    return role.anybody or any(_title_fits(post.title, role) for post in person.posts)


@dataclass(frozen=True, slots=True)
class _TitleWord:
    text: str
    norm: str


def _title_fits(title: str, role: _RoleWord) -> bool:
    words = [_TitleWord(w, w.casefold()) for w in title.replace("’", "' ").replace("'", "' ").replace("-", " ").split()]
    whole = [_TitleWord(w, w.casefold()) for w in title.split()]
    return bool(words) and bool(role.fits.find(words) or role.fits.find(whole))


def _national_mention(
    reader: _Reader,
    discourse: _Discourse,
    sentence: Sentence,
    start: int,
    end: int,
    demonym: PlaceMention,
    limit: int,
) -> ActorMention | None:
    """ "der Iraner", "the American": someone of that country; no noun may follow the word."""
    if end < limit and reader.doc.tokens[end].is_word and reader.doc.tokens[end].is_capital:
        return None
    fitting = [
        ref
        for ref in reversed(discourse.order)
        if sentence.index - discourse.last_seen[ref] <= PRONOUN_REACH
        and any(p.country == demonym.country for p in reader.persons[ref].posts)
    ]
    if len(fitting) != 1:
        return None
    return ActorMention(start, end, (fitting[0],), "role", start, f"the {demonym.name} taken for {fitting[0]}")


def _pronoun_mention(
    reader: _Reader,
    discourse: _Discourse,
    sentence: Sentence,
    start: int,
    end: int,
    pronoun: _Pronoun,
    found: list[ActorMention],
) -> ActorMention | None:
    """A subject pronoun goes on with the last subject; an object pronoun means someone not yet in its sentence."""
    tokens = reader.doc.tokens
    if pronoun.clitic:
        follow = tokens[end].norm if end < len(tokens) else ""
        if follow not in reader.words.clitic_follow:
            return None
    if pronoun.number > 1:
        return _group_mention(reader, discourse, sentence, start, end, 0)
    near = [r for r in discourse.order if sentence.index - discourse.last_seen[r] <= PRONOUN_REACH]
    opening = next((r for m in found for r in m.refs if r in reader.persons and _is_core(reader, m)), None)
    candidates = sorted(
        near, key=lambda r: -discourse.salience(r, sentence.index) - (PROTAGONIST if r == opening else 0.0)
    )
    clause = _clause_start(reader.doc, sentence, start)
    bound = {r for m in found for r in m.refs if m.start >= clause}
    if pronoun.case == "object" and opening is not None and not _is_embedded(reader, sentence, start):
        bound.add(opening)
    candidates = [r for r in candidates if r not in bound]
    fitting = [r for r in candidates if _agrees(reader.genders.get(r), pronoun)]
    if not fitting:
        return None
    return ActorMention(start, end, (fitting[0],), "pronoun", start, f"{tokens[start].text!r} taken for {fitting[0]}")


def _is_core(reader: _Reader, mention: ActorMention) -> bool:
    """Whether no genitive or preposition right before a mention hangs it on another word."""
    if mention.reason == GENITIVE or not mention.start:
        return mention.reason != GENITIVE
    grammar, tokens, start = read_grammar(reader.doc.lexicon), reader.doc.tokens, mention.start
    after_example = any(
        (match := grammar.examples.at(tokens, j, start)) is not None and match.end == start
        for j in range(max(0, start - 2), start)
    )
    return not after_example and grammar.relations.at(tokens, start - 1, start) is None


def _is_embedded(reader: _Reader, sentence: Sentence, token: int) -> bool:
    """Whether a subordinate clause begins between the sentence's start and a token."""
    grammar = read_grammar(reader.doc.lexicon)
    return any(
        t.norm in grammar.subordinators or (t.norm in grammar.relatives and reader.doc.tokens[i - 1].text == ",")
        for i, t in enumerate(reader.doc.tokens[sentence.start + 1 : token], sentence.start + 1)
    )


def _speaker(reader: _Reader, sentence: Sentence, start: int, ahead: Sequence[ActorMention]) -> str | None:
    """ "Er wolle sicher sein, sagte X": in reported speech the pronoun is the one who speaks at the end."""
    reporting = read_grammar(reader.doc.lexicon).reporting
    for mention in ahead:
        if len(mention.refs) != 1 or mention.refs[0] not in reader.persons or mention.start - 1 <= start:
            continue
        if reporting.at(reader.doc.tokens, mention.start - 1, mention.start):
            return mention.refs[0]
    return None


def _clause_start(doc: Document, sentence: Sentence, token: int) -> int:
    """A pronoun cannot mean another actor of its own clause; a clause is taken to begin after the last mark."""
    while token > sentence.start and doc.tokens[token - 1].text not in ",;:–—":
        token -= 1
    return token


def _agrees(gender: Gender | None, pronoun: _Pronoun) -> bool:
    """A strict pronoun (German "sie", she or they) wants a gender that is known."""
    if gender is None:
        return not pronoun.strict
    return pronoun.gender is None or gender == pronoun.gender


def _delegation_mention(
    reader: _Reader, discourse: _Discourse, sentence: Sentence, start: int, end: int
) -> ActorMention | None:
    """ "his visitors", "the delegation": the persons listed together shortly before."""
    for number in range(sentence.index - 1, sentence.index - GROUP_REACH, -1):
        crowd = discourse.crowds.get(number, [])
        if len(crowd) >= CROWD:
            words = reader.doc.text_of(start, end)
            return ActorMention(
                start, end, tuple(crowd), "delegation", start, f"{words!r} taken for {', '.join(crowd)}"
            )
    return None


def _named_by(reader: _Reader, refs: Sequence[str], start: int, end: int) -> list[str]:
    """Those of refs whose titles have the noun of a group ("Präsidenten"); all of them where nobody's title has it."""
    noun = reader.doc.tokens[end - 1].norm
    if noun in reader.words.numerals or len(noun) < STEM:
        return list(refs)
    stem = noun[: max(STEM, len(noun) - 2)]
    fitting = {r for r, p in reader.persons.items() if any(stem in post.title.casefold() for post in p.posts)}
    return [r for r in refs if r in fitting] if fitting else list(refs)


def _last_together(discourse: _Discourse, recent: Sequence[str], number: int) -> list[str]:
    """As many persons as the words say, whole sentences of them going back; none where the count does not come out."""
    chosen: list[str] = []
    for sentence in sorted({discourse.last_seen[r] for r in recent}, reverse=True):
        chosen += [r for r in recent if discourse.last_seen[r] == sentence]
        if len(chosen) >= number:
            break
    return chosen if len(chosen) == number else []


def _group_mention(
    reader: _Reader, discourse: _Discourse, sentence: Sentence, start: int, end: int, number: int
) -> ActorMention | None:
    """ "the two ministers", "they": the persons last spoken of together, as many as the words say."""
    recent = [r for r in discourse.order if sentence.index - discourse.last_seen[r] <= GROUP_REACH]
    recent = _named_by(reader, recent, start, end)
    if number == 0:
        last = max((discourse.last_seen[r] for r in recent), default=-1)
        together = [r for r in recent if discourse.last_seen[r] == last]
        chosen = together if len(together) == 2 else []
    elif number > 2:
        chosen = _last_together(discourse, recent, number)
    else:
        chosen = sorted(recent, key=lambda r: -discourse.salience(r, sentence.index))[:number]
        chosen = chosen if len(chosen) == number else []
    if len(chosen) < 2:
        return None
    chosen = sorted(chosen, key=lambda r: discourse.first_seen[r])
    words = reader.doc.text_of(start, end)
    return ActorMention(start, end, tuple(chosen), "group", start, f"{words!r} taken for {', '.join(chosen)}")
