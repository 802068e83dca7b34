"""Who is meant by "the minister", "she", "the two presidents", "the Russian": mentions without a name.

Works through the article in order and keeps who was spoken of last. Whom a reference means is chosen among all who fit,
and it may be nobody (kg.extract.antecedents).
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from kg.extract.antecedents import Option, offer_antecedents
from kg.extract.attachment import GENITIVE, group_actors
from kg.extract.discourse import Discourse
from kg.extract.document import Document, Sentence
from kg.extract.expressions import Expression, find_peers, find_pronoun, find_role
from kg.extract.grammar import read_grammar
from kg.extract.groups import Group, find_group, find_party, offer_groups
from kg.extract.likelihood.model import LinearModel, read_antecedent_models
from kg.extract.mentions import ActorKind, ActorMention, Cast, PlaceMention
from kg.extract.protagonist import find_home, find_protagonist
from kg.extract.reader import Reader, is_core, make_reader
from kg.extract.reference_words import Pronoun
from kg.extract.spot import Spot

# Somebody of whose country only one was spoken of is meant by "his Serbian counterpart" from so many sentences away.
PEER_REACH = 40


Choose = Callable[[Expression | Group, Sequence[Option]], tuple[str, ...]]


def choose_by(
    models: Mapping[str, LinearModel], expression: Expression | Group, options: Sequence[Option]
) -> tuple[str, ...]:
    """Returns whom models of "one" and of a "group" take for meant, none for nobody."""
    model = models["group" if isinstance(expression, Group) else "one"]
    return max(options, key=lambda option: model.score(option.traits)).refs


def choose_by_model(expression: Expression | Group, options: Sequence[Option]) -> tuple[str, ...]:
    """Returns whom the models that ship with kg take for meant, none for nobody."""
    return choose_by(read_antecedent_models(), expression, options)


def resolve_references(
    doc: Document, cast: Cast, places: Sequence[PlaceMention], choose: Choose = choose_by_model
) -> Cast:
    """Returns the cast with mentions added for roles, pronouns and groups that can be resolved."""
    reader = make_reader(doc, cast, places)
    home = find_home(places)
    discourse = Discourse(protagonist=find_protagonist(doc, cast, home), home=home)
    mentions: list[ActorMention] = []
    omitted: dict[int, str] = {}
    known = sorted(cast.mentions, key=lambda m: m.start)
    position = 0
    for sentence in doc.sentences:
        own: list[ActorMention] = []
        while position < len(known) and known[position].start < sentence.end:
            own.append(known[position])
            position += 1
        own = [_with_genitive(reader, _without_conjunction(reader, m)) for m in own]
        walk = _Walk(reader, discourse, sentence, own, choose)
        if reader.words.pro_drop and (ref := walk.choose_dropped()) is not None:
            omitted[sentence.index] = ref
        mentions.extend(walk.read())
    return replace(cast, mentions=tuple(mentions), omitted=omitted)


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


class _Walk:
    """Walks one sentence from left to right, so that what stands before a reference is known when it is read."""

    def __init__(
        self,
        reader: Reader,
        discourse: Discourse,
        sentence: Sentence,
        known: Sequence[ActorMention],
        choose: Choose,
    ) -> None:
        self.reader, self.discourse, self.sentence, self.known = reader, discourse, sentence, known
        self.choose = choose
        self.found: list[ActorMention] = []
        self.ahead = known

    def choose_dropped(self) -> str | None:
        """Who is meant where the sentence leaves out its subject."""
        start = self.sentence.start
        return self._choose(Expression(start, start, "dropped"))

    def read(self) -> list[ActorMention]:
        """Returns all mentions of the sentence, and tells the discourse who was spoken of."""
        reader, discourse, sentence, known = self.reader, self.discourse, self.sentence, self.known
        first: str | None = None
        openings = frozenset(reader.doc.tokens.spots(reader.words.openings, sentence.start, sentence.end))
        i, k = sentence.start, 0
        while i < sentence.end:
            if k < len(known) and i >= known[k].start:
                mention = known[k]
                core = is_core(reader, mention)
                people = [r for r in mention.refs if r in reader.persons]
                discourse.note(people, sentence.index, mention, core)
                if people and first is None and core:
                    first = people[0]
                i, k = max(mention.end, i + 1), k + 1
                self.ahead = known[k:]
            else:
                limit = known[k].start if k < len(known) else sentence.end
                may_be = (i in openings or i in reader.places) and i not in reader.quoted
                reference = self._read_reference(i, limit) if may_be else None
                if reference is None:
                    i += 1
                    continue
                mention = reference
                people = [r for r in reference.refs if r in reader.persons]
                discourse.note(people, sentence.index, reference, is_core(reader, reference))
                first = first or (people[0] if people else None)
                i = reference.end
                while k < len(known) and known[k].start < i:
                    k += 1
                self.ahead = known[k:]
            self.found.append(mention)
            if len(mention.refs) == 1 and mention.refs[0] in reader.persons and self._is_speaking(mention):
                discourse.speaker = mention.refs[0]
        self._note_lists()
        if first is not None:
            discourse.subject, discourse.subject_sentence = first, sentence.index
            pronouns = [m.refs[0] for m in self.found if m.kind == "pronoun" and len(m.refs) == 1]
            discourse.centre = pronouns[-1] if pronouns else first
        return self.found

    def _note_lists(self) -> None:
        """Who is named one beside the other may be a delegation later."""
        persons = self.reader.persons
        groups = group_actors(self.reader.doc, read_grammar(self.reader.doc.lexicon), self.found)
        lists = [tuple(dict.fromkeys(r for m in group for r in m.refs if r in persons)) for group in groups]
        self.discourse.lists[self.sentence.index] = [refs for refs in lists if len(refs) > 1]

    def _read_reference(self, i: int, limit: int) -> ActorMention | None:
        reader, tokens = self.reader, self.reader.doc.tokens
        group = find_group(reader, i, limit)
        if group is not None and (mention := self._read_group(group)) is not None:
            return mention
        pronoun = reader.words.pronouns.at(tokens, i, limit)
        if pronoun and pronoun.value.number == 1:
            mention = self._read_pronoun(i, pronoun.end, pronoun.value)
            if mention is not None or not pronoun.value.clitic:
                return mention
        if tokens[i].norm in reader.words.determiners or _is_owner(reader, i):
            return self._read_peer(i, limit) or self._read_role(i)
        return None

    def _read_pronoun(self, start: int, end: int, pronoun: Pronoun) -> ActorMention | None:
        """A pronoun goes on with someone spoken of; in reported speech it is the one who speaks behind it."""
        speaker = self._find_speaker(start) if pronoun.case == "subject" else None
        if speaker is not None:
            return ActorMention(start, end, (speaker,), "pronoun", start, f"who speaks: {speaker}")
        expression = find_pronoun(self.reader, start, end, pronoun)
        if expression is None:
            return None
        ref = self._choose(expression)
        if ref is None:
            return None
        if self.reader.genders.get(ref) is None:
            self.reader.genders[ref] = pronoun.gender
        reason = f"{self.reader.doc.tokens[start].text!r} taken for {ref}"
        return ActorMention(start, end, (ref,), "pronoun", start, reason, "" if pronoun.case == "any" else pronoun.case)

    def _find_speaker(self, start: int) -> str | None:
        """ "Er wolle sicher sein, sagte X": who speaks at the end."""
        reporting = read_grammar(self.reader.doc.lexicon).reporting
        for mention in self.ahead:
            if len(mention.refs) != 1 or mention.refs[0] not in self.reader.persons or mention.start - 1 <= start:
                continue
            if reporting.at(self.reader.doc.tokens, mention.start - 1, mention.start):
                return mention.refs[0]
        return None

    def _is_speaking(self, mention: ActorMention) -> bool:
        """Whether a verb of saying stands right beside an actor."""
        tokens, reporting = self.reader.doc.tokens, read_grammar(self.reader.doc.lexicon).reporting
        beside = (max(mention.start - 1, 0), min(mention.end, len(tokens) - 1))
        return any(reporting.at(tokens, i) is not None for i in beside)

    def _read_role(self, start: int) -> ActorMention | None:
        limit = next((m.start for m in self.ahead if m.kind != "agency"), self.sentence.end)
        expression = find_role(self.reader, self.sentence.end, start, limit)
        ref = self._choose(expression) if expression is not None else None
        if expression is None or ref is None:
            return None
        self.discourse.called[self.reader.doc.tokens[expression.end - 1].norm] = ref
        reason = f"{self.reader.doc.text_of(start, expression.end)!r} taken for {ref}"
        return ActorMention(expression.start, expression.end, (ref,), "role", expression.start, reason)

    def _read_peer(self, start: int, limit: int) -> ActorMention | None:
        """ "his counterparts from Serbia and Hungary": one of that country named before, else the countries alone."""
        peers = find_peers(self.reader, start, limit)
        if peers is None:
            return None
        end, countries = peers
        near = self.discourse.within(self.sentence.index, PEER_REACH)
        known = [r for r in near if any(p.country == countries[0] for p in self.reader.persons[r].posts)]
        if len(countries) == 1 and len(known) == 1:
            return ActorMention(start, end, (known[0],), "role", start, f"the peer taken for {known[0]}")
        return ActorMention(start, end, tuple(countries), "role", start, "known by country only")

    def _read_group(self, group: Group) -> ActorMention | None:
        if group.sort == "party":
            refs = find_party(self.discourse, self.sentence)
        else:
            refs = self.choose(group, offer_groups(self.reader, self.discourse, self.sentence, group))
        if not refs:
            return None
        self.discourse.group = refs
        reason = f"{self.reader.doc.text_of(group.start, group.end)!r} taken for {', '.join(refs)}"
        kind: ActorKind = "delegation" if group.sort == "party" else "group"
        return ActorMention(group.start, group.end, refs, kind, group.start, reason)

    def _choose(self, expression: Expression) -> str | None:
        spot = Spot(self.reader, self.sentence, expression.start, self.found, self.ahead)
        refs = self.choose(expression, offer_antecedents(self.discourse, spot, expression))
        return refs[0] if refs else None


def _is_owner(reader: Reader, i: int) -> bool:
    """Whether a country in the genitive stands at a token: "Japan's foreign minister", "Kenias Arbeitsminister"."""
    place, tokens = reader.places.get(i), reader.doc.tokens
    if place is None or place.kind != "country" or place.end >= len(tokens):
        return False
    if tokens[place.end].norm in read_grammar(reader.doc.lexicon).genitive_ends:
        return True
    return reader.words.genitive_s and tokens[place.end - 1].norm.endswith("s")
