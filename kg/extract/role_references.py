"""Who is meant by an office, a nationality or a word for anybody: "the minister", "the American", "the guest"."""

from collections.abc import Sequence

from kg.extract.discourse import PRONOUN_REACH, PROTAGONIST, ROLE_REACH, Discourse, Reader, find_bound_start
from kg.extract.document import Sentence
from kg.extract.grammar import read_grammar
from kg.extract.lexicon import Match
from kg.extract.mentions import ActorMention, PlaceMention
from kg.extract.reference_words import RoleWord
from kg.extract.tokens import split_title

# Letters that the case of a title may add.
TITLE_ENDING = 2
# Guests and hosts are spoken of as such so many sentences after they were named.
PARTNER_REACH = 8


def find_own_clause_refs(reader: Reader, sentence: Sentence, i: int, found: Sequence[ActorMention]) -> frozenset[str]:
    """Actors of the clause at token i, the antecedent of its relative pronoun among them: no role there means them."""
    start = find_bound_start(reader, sentence, i)
    refs = {r for m in found for r in m.refs if m.start >= start}
    if found and start < i and reader.doc.tokens[start].norm in read_grammar(reader.doc.lexicon).relatives:
        refs |= {r for r in found[-1].refs if start - found[-1].end <= 1}
    return frozenset(refs)


def make_peer_mention(
    reader: Reader, discourse: Discourse, sentence: Sentence, start: int, limit: int
) -> ActorMention | None:
    """ "his counterparts from Serbia and Hungary": one of that country named before, else the countries alone."""
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
            known = [r for r in discourse.within(sentence.index, ROLE_REACH) if _speaks_for(reader, r, countries[0])]
            if len(countries) == 1 and len(known) == 1:
                return ActorMention(start, end, (known[0],), "role", start, f"the peer taken for {known[0]}")
            return ActorMention(start, end, tuple(countries), "role", start, "known by country only")
        if place is not None and place.kind == "demonym" and place.country:
            countries, i = [*countries, place.country], place.end
        elif i == start or tokens[i].norm in words.adjectives or tokens[i].norm in words.determiners:
            i += 1
        else:
            return None
    return None


def _countries_after(reader: Reader, i: int, limit: int) -> tuple[list[str], int]:
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


def make_role_mention(
    reader: Reader, discourse: Discourse, sentence: Sentence, start: int, limit: int, taken: frozenset[str]
) -> ActorMention | None:
    """ "the visiting French minister": article, adjectives, a demonym, the word for the office, perhaps one more."""
    tokens, words = reader.doc.tokens, reader.words
    countries: set[str] = set()
    demonym: PlaceMention | None = None
    owner = reader.places.get(start)
    i = start + 1
    if owner is not None and tokens[start].norm not in words.determiners:
        countries = _countries(owner)
        i = owner.end + (tokens[owner.end].norm in read_grammar(reader.doc.lexicon).genitive_ends)
    while i < limit and i - start <= 4:
        role = words.roles.at(tokens, i, limit) or _title_at(reader, i)
        if role:
            end = role.end
            place = _country_after(reader, end, limit)
            if place is not None:
                countries, end = countries | _countries(place), place.end
            if end + 1 == limit < sentence.end and tokens[end].text == ",":
                return None  # "his host, President X": the name says who
            return _fitting_mention(reader, discourse, sentence, start, end, role.value, frozenset(countries), taken)
        place = reader.places.get(i)
        if place is not None and place.kind in ("demonym", "country"):
            countries, i = countries | _countries(place), place.end
            demonym = place if place.kind == "demonym" else None
        elif tokens[i].norm in words.adjectives or tokens[i].is_number or tokens[i].text == "-":
            i += 1
        else:
            break
    if demonym is not None and demonym.end == i and demonym.start == i - 1:
        return _national_mention(reader, discourse, sentence, start, i, demonym, taken)
    return None


def _title_at(reader: Reader, i: int) -> Match[RoleWord] | None:
    """The head of someone's own title, with or without an ending ("dem Vorsteher", "des Vorstehers")."""
    norm = reader.doc.tokens[i].norm
    for cut in range(TITLE_ENDING + 1):
        role = reader.titles.get(norm[: len(norm) - cut])
        if role is not None:
            return Match(i, i + 1, role)
    return None


def _country_after(reader: Reader, i: int, limit: int) -> PlaceMention | None:
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
    reader: Reader,
    discourse: Discourse,
    sentence: Sentence,
    start: int,
    end: int,
    role: RoleWord,
    countries: frozenset[str],
    taken: frozenset[str],
) -> ActorMention | None:
    """The person last spoken of whose posts fit the word, its gender and its country; nobody if two fit alike."""
    if role.part:
        fitting = _find_partner(reader, discourse, sentence, role, countries, taken)
    else:
        reach = PRONOUN_REACH if role.anybody else ROLE_REACH
        near = discourse.within(sentence.index, reach)
        fitting = [r for r in reversed(near) if r not in taken and _fits(reader, r, role, countries)]
    if not fitting:
        fitting = _bare_subject(reader, discourse, sentence, role)
    if not fitting:
        return None
    said = [t.norm for t in reader.doc.tokens[start + 1 : end]]
    fitting.sort(key=lambda r: -discourse.salience(r, sentence.index) - _exactness(reader, r, said))
    words = reader.doc.text_of(start, end)
    return ActorMention(start, end, (fitting[0],), "role", start, f"{words!r} taken for {fitting[0]}")


def _find_partner(
    reader: Reader,
    discourse: Discourse,
    sentence: Sentence,
    role: RoleWord,
    countries: frozenset[str],
    taken: frozenset[str],
) -> list[str]:
    """The guest is of another country than the one where the article plays, the host is at home there."""
    near = [r for r in reversed(discourse.within(sentence.index, PARTNER_REACH)) if r not in taken]
    near = [r for r in near if _agrees(reader, r, role) and (not countries or _is_of(reader, r, countries))]
    home, protagonist = discourse.home, discourse.protagonist
    close = [r for r in near if sentence.index - discourse.last_seen.get(r, 0) <= PRONOUN_REACH or r == protagonist]
    natives = [r for r in close if home is not None and reader.homes.get(r) == home]
    if role.part == "host":
        return natives[:1] or [r for r in close if r != protagonist][:1]
    strangers = [r for r in near if reader.homes.get(r) not in (None, home)] if home is not None else []
    away = [r for r in close if r not in natives]
    for group in (strangers, away):
        if protagonist in group:
            return [protagonist]
        if group:
            return group[:1]
    return close[:1]


def _agrees(reader: Reader, ref: str, role: RoleWord) -> bool:
    gender = reader.genders.get(ref)
    return role.gender is None or gender is None or role.gender == gender


def _is_of(reader: Reader, ref: str, countries: frozenset[str]) -> bool:
    return any(p.country in countries or p.country is None for p in reader.persons[ref].posts)


def _exactness(reader: Reader, ref: str, said: Sequence[str]) -> float:
    """Whoever has the very words as title is meant before others whose title is only alike."""
    words = {w for post in reader.persons[ref].posts for w in post.title.casefold().split()}
    return PROTAGONIST * sum(w in words for w in said)


def _bare_subject(reader: Reader, discourse: Discourse, sentence: Sentence, role: RoleWord) -> list[str]:
    """ "X returns. The prime minister ...": an office nobody has is that of the subject before, if X has none."""
    subject = discourse.subject
    if subject is None or role.anybody or sentence.index - discourse.subject_sentence != 1:
        known = discourse.protagonist in discourse.last_seen
        subject = discourse.protagonist if known and not role.anybody else None
    if subject is None:
        return []
    return [subject] if _agrees(reader, subject, role) and not reader.persons[subject].posts else []


def _fits(reader: Reader, ref: str, role: RoleWord, countries: frozenset[str]) -> bool:
    person = reader.persons[ref]
    if not _agrees(reader, ref, role):
        return False
    if countries and not any(p.country in countries for p in person.posts):
        return False
    return role.anybody or any(_title_fits(post.title, role) for post in person.posts)


def _title_fits(title: str, role: RoleWord) -> bool:
    apart = title.replace("’", "' ").replace("'", "' ").replace("-", " ")
    return any(role.fits.is_in(words, 0, len(words)) for words in (split_title(apart), split_title(title)))


def _national_mention(
    reader: Reader,
    discourse: Discourse,
    sentence: Sentence,
    start: int,
    end: int,
    demonym: PlaceMention,
    taken: frozenset[str],
) -> ActorMention | None:
    """ "der Iraner", "the American": someone of that country; no noun may follow the word."""
    if _is_adjective(reader, end) or reader.words.not_nationals.at(reader.doc.tokens, start, end) is not None:
        return None
    near = [r for r in reversed(discourse.within(sentence.index, ROLE_REACH)) if r not in taken]
    fitting = [r for r in near if demonym.country and _speaks_for(reader, r, demonym.country)]
    close = [r for r in fitting if sentence.index - discourse.last_seen[r] <= PRONOUN_REACH]
    fitting = close or fitting
    protagonist = discourse.protagonist
    if not fitting and protagonist in near and not any(p.country for p in reader.persons[protagonist].posts):
        fitting = [protagonist]
    if protagonist in fitting:
        fitting = [protagonist]
    if len(fitting) != 1:
        return None
    return ActorMention(start, end, (fitting[0],), "role", start, f"the {demonym.name} taken for {fitting[0]}")


def _is_adjective(reader: Reader, end: int) -> bool:
    """Whether a noun follows a word of nationality: in German a capital, elsewhere any word that is no small one."""
    tokens, words = reader.doc.tokens, reader.words
    if end >= len(tokens) or not tokens[end].is_word:
        return False
    word, grammar = tokens[end], read_grammar(reader.doc.lexicon)
    if words.nouns_capital or word.is_capital:
        return word.is_capital
    if word.norm in words.clitic_follow or word.norm in grammar.conjunctions or word.norm in grammar.adverbs:
        return False
    if words.verbs.at(tokens, end) is not None or grammar.relations.at(tokens, end) is not None:
        return False
    return word.norm not in grammar.relatives and not word.norm.endswith(words.verb_endings or ("\0",))


def _speaks_for(reader: Reader, ref: str, country: str) -> bool:
    return ref in reader.persons and any(p.country == country for p in reader.persons[ref].posts)
