"""Finds phrases for offices: "der frühere Präsident", "ministre togolais des Affaires étrangères", "CIA-Direktor".

A phrase is found whether or not a name stands beside it; offices.py joins it with names.
"""

from kg.extract.before_office import FIELD_TOKENS, read_before
from kg.extract.headed_agencies import COMPOUND_COUNTRIES
from kg.extract.known_agencies import read_known_agencies, stem
from kg.extract.lexicon import Match
from kg.extract.name_words import UNKNOWN, name_strength
from kg.extract.nesting import nest_offices
from kg.extract.noun_phrases import ChainReader
from kg.extract.office_names import base_head, name_offices, title_of
from kg.extract.office_phrase import PostPhrase
from kg.extract.scene import AgencySpan, Scene
from kg.extract.word_tables import Head


class AgencyIndex:
    """The bodies of a document: at: by first token; before: by the token after the last; named: by name and acronym."""

    def __init__(self, agency_at: dict[int, AgencySpan]) -> None:
        self.at = agency_at
        self.before = {a.end: a for a in agency_at.values()}
        self.named = {n: a for a in reversed(agency_at.values()) for n in (a.acronym, a.name) if n}


def find_post_phrases(scene: Scene, agency_at: dict[int, AgencySpan]) -> list[PostPhrase]:
    """Returns all phrases for offices in text order; they may nest ("adviser to the president")."""
    heads: dict[int, Match[Head]] = {}
    inside = frozenset(k for a in agency_at.values() for k in range(a.start, a.end))
    for sentence in scene.doc.sentences:
        if sentence.paragraph in scene.skipped:
            continue
        free = sentence.start
        for i in scene.tokens.spots(scene.words.posts.openings, sentence.start, sentence.end):
            if i < free:
                continue
            match = scene.words.posts.heads.at(scene.tokens, i, sentence.end)
            if match is not None and match.end in scene.in_place and match.end not in scene.place_at:
                match = scene.words.posts.heads.at(scene.tokens, i, scene.in_place[match.end].start)
            match = match or _stand_in(scene, heads, i, sentence.start, sentence.end)
            if match is None or not _may_be_head(scene, match, agency_at, inside):
                continue
            if not _qualifies(scene, match, sentence.end):
                heads[i] = match
            free = match.end
    reader = ChainReader(scene, agency_at, lambda k: k in heads)
    index = AgencyIndex(agency_at)
    phrases: list[PostPhrase] = []
    read_to = -1
    for match in heads.values():
        if match.start < read_to:
            continue
        phrases.append(_read_phrase(scene, reader, match, index))
        read_to = phrases[-1].after
    return nest_offices(scene, phrases)


def _qualifies(scene: Scene, match: Match[Head], limit: int) -> bool:
    """Tells whether a word for an office only qualifies the next: "Deputy" of "Deputy Managing Director"."""
    posts, tokens = scene.words.posts, scene.tokens
    if not posts.kept.at(tokens, match.start, match.end):
        return False
    k = match.end
    while not scene.words.phrases.adjectives_after and k < min(limit, match.end + FIELD_TOKENS):
        if posts.heads.at(tokens, k, limit) is not None:
            return True
        if posts.kept.at(tokens, k, limit) is None and posts.portfolio.at(tokens, k, limit) is None:
            return False
        k += 1
    return k < limit and posts.heads.at(tokens, k, limit) is not None


def _stand_in(scene: Scene, heads: dict[int, Match[Head]], i: int, start: int, limit: int) -> Match[Head] | None:
    """Reads a pronoun for the office named before: "celui des Affaires étrangères", "la de Defensa"."""
    match = scene.words.posts.stand_ins.at(scene.tokens, i, limit)
    if match is None or i == start or not heads:
        return None
    joined = scene.words.phrases.conjunctions.at(scene.tokens, i - 1, i) or scene.tokens[i - 1].text == ","
    of = scene.words.phrases.of.at(scene.tokens, match.end, limit)
    if not joined or of is None or of.end >= limit or not scene.words.posts.portfolio.at(scene.tokens, of.end, limit):
        return None
    last = heads[next(reversed(heads))]
    return Match(match.start, match.end, last.value) if last.start >= start else None


def _may_be_head(scene: Scene, match: Match[Head], agency_at: dict[int, AgencySpan], inside: frozenset[int]) -> bool:
    token = scene.tokens[match.start]
    if scene.words.phrases.capital_nouns and not token.is_capital:
        return False
    if match.end == match.start + 1 and scene.joins_surname(match.start):
        return False
    led = scene.words.posts.holds.at(scene.tokens, match.start, match.end) if match.start else None
    if led is not None and scene.tokens[match.start - 1].norm in scene.words.phrases.relatives:
        return False  # "who heads the agency" is a verb
    agency = agency_at.get(match.start)
    if agency is not None:
        return agency.end <= match.end
    return match.start not in inside


def _read_phrase(scene: Scene, reader: ChainReader, match: Match[Head], agencies: AgencyIndex) -> PostPhrase:
    head = match.value
    limit = scene.limit(match.start)
    after = match.end
    kept_after: list[int] = []
    phrase = PostPhrase(match.start, match.end, match.start, [], plural=head.plural, singular=head.singular)
    phrase.base = base_head(scene, match).casefold()
    if scene.words.phrases.capital_nouns:
        phrase.base = phrase.base.rpartition("-")[2]
    phrase.counterpart, phrase.envoy, phrase.institutional = head.counterpart, head.envoy, head.institutional
    phrase.predecessor = head.predecessor
    after = phrase.after = _read_after(scene, phrase, kept_after, after, limit)
    chain = reader.read(after, limit, envoy=head.envoy, republic=head.republic)
    phrase.end = max(chain.end, after)
    kept_before, owner = read_before(scene, phrase, agencies.before)
    phrase.countries += chain.of
    if head.plural and len(chain.of) == 1 and chain.end in scene.place_before:
        phrase.end = _more_countries(scene, phrase, phrase.end, limit)
    phrase.hints += chain.at
    phrase.seats += chain.seats
    both = scene.words.posts.of_both.at(scene.tokens, phrase.end, limit) if head.plural and phrase.end < limit else None
    phrase.end, phrase.apart = (both.end, True) if both is not None else (phrase.end, False)
    phrase.chained = bool(chain.kept)
    title = title_of(scene, match, kept_before, [*kept_after, *chain.kept])
    phrase.offices = name_offices(scene, match, kept_before, kept_after, chain, title)
    agency = owner or _compound_agency(scene, match, agencies, phrase)
    if agency is not None and phrase.offices[0].agency is None:
        phrase.offices[0].agency = agency
    return phrase


def _more_countries(scene: Scene, phrase: PostPhrase, i: int, limit: int) -> int:
    """Reads on in "the ministers of France, Spain and Italy"; returns the end of the list, i where there is none."""
    phrases, tokens = scene.words.phrases, scene.tokens
    found: list[str] = []
    k, closed = i, False
    while not closed and k < limit:
        both = phrases.conjunctions.at(tokens, k, limit)
        if both is None and tokens[k].text != ",":
            break
        closed = both is not None
        k = both.end if both is not None else k + 1
        of = phrases.of.at(tokens, k, limit)
        k = of.end if of is not None else k
        k += k < limit and tokens[k].norm in phrases.articles
        place = scene.place_at.get(k)
        if place is None or place.kind != "country" or not place.country:
            return i
        found.append(place.country)
        k = place.end
    if not closed:
        return i
    phrase.countries += found
    return k


def _read_after(scene: Scene, phrase: PostPhrase, kept: list[int], i: int, limit: int) -> int:
    """Reads adjectives behind the head: "général", "togolais", "ad interim"; a demonym gives the country."""
    while i < limit:
        place = scene.place_at.get(i)
        if place is not None and place.kind == "demonym" and scene.words.phrases.adjectives_after:
            if place.country:
                phrase.countries.append(place.country)
            i = place.end
            both = scene.words.phrases.conjunctions.at(scene.tokens, i, limit)
            if both is not None and both.end in scene.place_at and scene.place_at[both.end].kind == "demonym":
                i = both.end
            continue
        match = scene.words.posts.after.at(scene.tokens, i, limit)
        if match is None and _is_capital_adjective(scene, i, limit):
            kept.append(i)
            i += 1
            continue
        if match is None or scene.opens_name(i, limit):
            field_end = _field_end(scene, i, limit)
            kept.extend(range(i, field_end))
            return field_end
        kept.extend(range(i, match.end))
        i = match.end
    return i


def _is_capital_adjective(scene: Scene, i: int, limit: int) -> bool:
    """Tells whether a capital at i is an adjective of the capital office before it: "Consejera Económica,"."""
    tokens, phrases = scene.tokens, scene.words.phrases
    if not phrases.adjectives_after or not (tokens[i].is_word and tokens[i].is_capital and tokens[i - 1].is_capital):
        return False
    if name_strength(tokens[i].text) > UNKNOWN or not scene.ends_in(i, phrases.adjectives_after) or i in scene.in_place:
        return False
    follow = tokens[i + 1] if i + 1 < limit else None
    of = scene.words.phrases.of.at(tokens, i + 1, limit)
    if of is not None and of.end in scene.place_at:
        return True  # "Repubblica Democratica di"
    named = follow is not None and (scene.opens_name(i + 1, limit) or follow.norm in scene.words.names.honorifics)
    return named or (follow is not None and follow.text == ",")


def _field_end(scene: Scene, i: int, limit: int) -> int:
    """Passes the field of an office that follows without a link: "Director Criminal Investigations Jane Doe"."""
    phrases, words = scene.words.phrases, scene.words
    if phrases.capital_nouns or phrases.adjectives_after:
        return i
    end = i
    for k in range(i, min(limit, i + FIELD_TOKENS)):
        token = scene.tokens[k]
        if not token.is_word or not token.is_capital or scene.opens_name(k, limit) or k in scene.in_place:
            break
        if words.posts.portfolio.at(scene.tokens, k, limit) or scene.ends_in(k, words.names.noun_endings):
            end = k + 1
    return end


def _compound_agency(scene: Scene, match: Match[Head], agencies: AgencyIndex, phrase: PostPhrase) -> AgencySpan | None:
    """Reads the body or country before the hyphen of a compound: "BKA-Präsident", "US-Außenminister"."""
    text = scene.tokens[match.start].text
    first, hyphen, _ = text.partition("-")
    house = _house_of(scene, match)
    if house is not None:
        return house
    if not hyphen or match.end != match.start + 1:
        return None
    if first in COMPOUND_COUNTRIES:
        phrase.countries.append(COMPOUND_COUNTRIES[first])
        return None
    if first in agencies.named:
        return agencies.named[first]
    known = read_known_agencies(scene.doc.lexicon)
    rows = known.acronyms.get(first) or known.names.get((stem(first.casefold(), known.inflected),))
    if rows is None:
        return None
    countries = {r.country for r in rows}
    span = AgencySpan(match.start, match.start, first, first, office=True)
    span.country = rows[0].country or None if len(countries) == 1 else None
    span.international = len(countries) == 1 and not rows[0].country
    span.row = rows[0].row if len(rows) == 1 else None
    return span


def _house_of(scene: Scene, match: Match[Head]) -> AgencySpan | None:
    """Reads the parliament in a word for its members or head: "Bundestagsabgeordnete", "Kommissionspräsidentin"."""
    union, hyphen, word = scene.tokens[match.start].text.rpartition("-")
    posts = scene.words.posts
    for ending in (*posts.members, *posts.house_heads):
        at = word.casefold().find(ending)
        if at <= 0:
            continue
        name = word[:at].removesuffix("s")
        known = read_known_agencies(scene.doc.lexicon)
        listed = ending in posts.members and (stem(name.casefold(), known.inflected),) in known.names
        if not listed and not name.casefold().endswith(posts.led_houses):
            continue
        if hyphen and union in COMPOUND_COUNTRIES and ending in posts.house_heads:
            name = f"{union}-{name}"
        near = {*scene.countries, *posts.home, "EU"}
        rows = [r for r in known.names.get((stem(name.casefold(), known.inflected),), ()) if r.country in near]
        span = AgencySpan(match.start, match.start, name, None, office=True)
        span.country = rows[0].country if len({r.country for r in rows}) == 1 else COMPOUND_COUNTRIES.get(union)
        span.row = rows[0].row if len(rows) == 1 else None
        return span
    return None
