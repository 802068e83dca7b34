"""Where a noun phrase ends: the chain of links and nouns that follows a word for an office or a body."""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property

from kg.extract.mentions import PlaceMention
from kg.extract.name_words import STRONG, name_strength
from kg.extract.noun_ends import NounReader
from kg.extract.noun_lists import read_last, read_list
from kg.extract.scene import AgencySpan, Scene

# How many links and nouns a chain may have; a hostile text must not make every head read to its end.
MAX_LINKS = 12


@dataclass
class Chain:
    """What follows a head. kept: token numbers that belong to the title; pieces: acronyms with the start of the
    words they stand for; of: countries named as whose; at: places named otherwise; seats: where an envoy is sent."""

    end: int
    kept: list[int]
    agencies: list[AgencySpan]
    acronyms: list[tuple[str, int, int]]
    of: list[str]
    at: list[str] = field(default_factory=list)
    seats: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class ChainReader:
    """Reads the words after a head. agency_at: agencies by first token; is_head: a new office begins here;
    small: nouns written small may follow."""

    scene: Scene
    agency_at: dict[int, AgencySpan]
    is_head: Callable[[int], bool]
    small: bool = True

    @cached_property
    def _nouns(self) -> NounReader:
        return NounReader(self.scene, self.agency_at, self.is_head, self.small)

    def read(self, start: int, limit: int, *, envoy: bool = False, bare: bool = False, republic: bool = False) -> Chain:
        """Reads on from token `start`.

        Args:
            start: token after the head.
            limit: end of the sentence.
            envoy: places after "to" and "in" belong to the office.
            bare: a noun may follow without a link ("Abteilung Internationale Sicherheit").
            republic: the form of the state is kept ("de la República").
        """
        chain = Chain(start, [], [], [], [])
        piece = start
        i = start
        first = True
        for _ in range(MAX_LINKS):
            if i >= limit:
                break
            acronym = self.scene.acronym_at(i, limit)
            if acronym is not None and i > start:
                chain.acronyms.append((acronym, piece, i))
                i = chain.end = i + 3
                continue
            step = self._link(chain, i, limit, envoy, republic)
            if step is None and bare and first and not self.scene.opens_name(i, limit):
                step = self._noun(chain, i, i, limit)
            if step is None and i > start:
                step = self._listed(chain, i, limit)
            if step is None and i > start:
                step = self._joined(chain, i, limit)
                if step is not None and chain.acronyms and self._next_is_defined(i + 1, limit):
                    piece = i + 1
            if step is None:
                break
            if first:
                piece = i
            first = False
            i = chain.end = self._behind(chain, step, limit)
        return chain

    def _is_office(self, j: int, limit: int, owner: bool) -> bool:
        """Tells whether an office written small stands behind a link that is no "of": no part of a body's name."""
        heads, tokens = self.scene.words.posts.heads, self.scene.tokens
        return not owner and not tokens[j].is_capital and heads.at(tokens, j, limit) is not None

    def _is_person(self, j: int, limit: int) -> bool:
        """Tells whether a given name before another capital stands at j: "Haus von Karl Huber" is no body."""
        known = name_strength(self.scene.tokens[j].text) == STRONG
        return known and self.scene.opens_name(j, limit) and self.scene.words.phrases.capital_nouns

    def _behind(self, chain: Chain, i: int, limit: int) -> int:
        """Passes a people's adjective and a seat behind what was read: "Assemblée nationale vietnamienne", "Regione
        Lombardia"."""
        place = self.scene.place_at.get(i)
        if place is None or place.end > limit or not self.scene.words.phrases.adjectives_after:
            return i
        if place.kind == "demonym" and place.country and not self.scene.tokens[i].is_capital:
            chain.of.append(place.country)
            return place.end
        seated = self.small and i - 1 in chain.kept and self.scene.tokens[i - 1].is_capital
        if seated and place.kind in ("region", "city") and i - 1 not in self.scene.in_place:
            chain.kept.extend(range(i, place.end))
            return place.end
        return i

    def _listed(self, chain: Chain, i: int, limit: int) -> int | None:
        """Reads on in a list of fields behind a comma, or behind "and" with an article: "e le attività culturali,"."""
        phrases, tokens = self.scene.words.phrases, self.scene.tokens
        if not chain.kept or chain.kept[-1] != i - 1:
            return None
        if tokens[i].text == ",":
            end = read_list(self.scene, i, limit, self.is_head, self.agency_at)
        else:
            both = phrases.conjunctions.at(tokens, i, limit)
            article = both is not None and both.end < limit and tokens[both.end].norm in phrases.articles
            if both is None or not article or not phrases.adjectives_after:
                return None
            end = read_last(self.scene, both.end, limit, self.is_head, self.agency_at)
        if end is not None:
            chain.kept.extend(range(i, end))
        return end

    def _next_is_defined(self, i: int, limit: int) -> bool:
        """Tells whether an acronym in brackets closes the noun at i: it is a body of its own."""
        while i < limit and self.scene.tokens[i].is_word:
            i += 1
        return self.scene.acronym_at(i, limit) is not None

    def _link(self, chain: Chain, i: int, limit: int, envoy: bool, republic: bool) -> int | None:
        """Reads "of the Interior", "for Security", "of France"; None where no link stands."""
        tokens, phrases = self.scene.tokens, self.scene.words.phrases
        of = phrases.of.at(tokens, i, limit)
        link = phrases.links.at(tokens, i, limit)
        match = link if link is not None and (of is None or link.end > of.end) else of
        if tokens[i].is_capital and not self.scene.is_heading(i):
            match = None
        if match is None:
            return self._genitive(chain, i)
        if not self.small and match is not of and not self.scene.words.agencies.links.at(tokens, i, match.end):
            return None
        j = match.end
        if j < limit and tokens[j].norm in phrases.articles:
            j += 1
        if j >= limit or (match is not of and self.scene.words.agencies.calendar.at(tokens, j, limit) is not None):
            return None
        if not self.small and (self._is_office(j, limit, match is of) or self._is_person(j, limit)):
            return None
        owner = match is of
        prefix = phrases.country_prefixes.at(tokens, j, limit)
        at = prefix.end if prefix is not None and prefix.end in self.scene.place_at else j
        if at < limit and tokens[at].norm in phrases.articles and at + 1 in self.scene.place_at:
            at += 1
        place = self.scene.place_at.get(at)
        if place is not None and place.kind != "demonym" and at not in self.agency_at:
            if place.end < limit and tokens[place.end].norm == "'s":
                return self._owned(chain, i, place, limit)
            if owner and place.country:
                chain.of.append(place.country)
                if place.kind in ("city", "region"):
                    chain.kept.extend(range(i, place.end))
                elif republic and (at > j or phrases.country_prefixes.at(tokens, j, j + 1) is not None):
                    chain.kept.extend(range(i, j + 1))
                return place.end
            if envoy:
                named = self.scene.words.posts.envoy_links.at(tokens, i, limit) is not None
                chain.kept.extend(range(i, place.end) if named else ())
                chain.seats.extend(c for c in (place.country,) if c)
                return place.end
            if self.small and place.end < limit and tokens[place.end].text == "," and link is not None:
                chain.at.extend(c for c in (place.country,) if c and not envoy)
                return place.end
            return None
        return self._noun(chain, i, j, limit)

    def _owned(self, chain: Chain, i: int, place: PlaceMention, limit: int) -> int | None:
        """Reads "Iraq's Taqaddum Party" behind a link that begins at i."""
        tokens = self.scene.tokens
        j = place.end + 1
        while j < limit and self.scene.words.posts.dropped.at(tokens, j, limit) and j not in self.agency_at:
            j += 1
        if j >= limit:
            return None
        size = len(chain.kept)
        end = self._noun(chain, j, j, limit)
        if end is not None:
            chain.kept[size:size] = range(i, place.start)
            if place.country:
                chain.of.append(place.country)
        return end

    def _genitive(self, chain: Chain, i: int) -> int | None:
        """Reads a country in the genitive: "Marokkos"."""
        place = self.scene.place_at.get(i)
        if place is None or place.kind == "demonym" or not self.scene.words.agencies.genitives:
            return None
        if not self.scene.tokens[place.end - 1].norm.endswith(self.scene.words.agencies.genitives):
            return None
        if place.country:
            chain.of.append(place.country)
        return place.end

    def _joined(self, chain: Chain, i: int, limit: int) -> int | None:
        """Reads on after "and": another adjective, another linked noun, another capital, but no other office."""
        tokens, phrases = self.scene.tokens, self.scene.words.phrases
        match = phrases.conjunctions.at(tokens, i, limit)
        comma = match is None and tokens[i].text == "," and self._list_goes_on(i + 1, limit)
        if match is None and not comma:
            return None
        j = match.end if match is not None else i + 1
        if j >= limit or self.is_head(j) or self.scene.opens_name(j, limit):
            return None
        linked = phrases.of.at(tokens, j, limit) or phrases.links.at(tokens, j, limit)
        if linked is not None:
            if not chain.kept:
                return None
            k = linked.end + (1 if linked.end < limit and tokens[linked.end].norm in phrases.articles else 0)
            if k >= limit or self.is_head(k) or self.scene.opens_name(k, limit) or k in self.scene.place_at:
                return None
            return self._noun(chain, i, k, limit)
        if tokens[j].norm in phrases.articles:
            return None
        if phrases.adjectives_after and self.scene.ends_in(j, phrases.adjectives_after) and tokens[j].text[0].islower():
            chain.kept.extend(range(i, j + 1))
            return j + 1
        capital = tokens[j].is_word and tokens[j].is_capital and j not in self.scene.in_place
        if capital and chain.kept and tokens[j].norm not in self.scene.words.names.excluded:
            if phrases.capital_nouns and not self._plain_noun(j, limit):
                return None
            return self._noun(chain, i, j, limit, joined=True)
        portfolio = self.scene.words.posts.portfolio.at(tokens, j, limit)
        if portfolio is not None and chain.kept:
            return self._noun(chain, i, j, limit, joined=True)
        if phrases.capital_nouns and chain.kept and self._nouns.adjectives(j, limit) > j:
            return self._noun(chain, i, j, limit, joined=True)
        return None

    def _list_goes_on(self, i: int, limit: int) -> bool:
        """Tells whether after a comma a portfolio word comes that "and" follows: "Economy, Trade and Industry"."""
        tokens, words = self.scene.tokens, self.scene.words
        if i + 1 >= limit or words.posts.portfolio.at(tokens, i, limit) is None or self.scene.opens_name(i, limit):
            return False
        return words.phrases.conjunctions.at(tokens, i + 1, limit) is not None

    def _plain_noun(self, j: int, limit: int) -> bool:
        """Tells whether the noun at j is closed by an acronym, another link or a mark, and is no name."""
        end = j
        while end < limit and self.scene.tokens[end].is_word and self.scene.tokens[end].is_capital:
            end += 1
        return not any(self.scene.opens_name(k, limit) for k in range(j, end)) and end - j <= 2

    def _noun(self, chain: Chain, lead: int, j: int, limit: int, *, joined: bool = False) -> int | None:
        """Reads a noun with what belongs to it from j; `lead`: where the link before it begins; joined: it stands
        behind a conjunction, without a link."""
        agency = self.agency_at.get(j)
        if agency is not None and not self.is_head(j):
            chain.agencies.append(agency)
            chain.kept.extend(range(lead, agency.end))
            return agency.end
        owners = len(chain.of)
        plain = self.scene.words.agencies.plain.at(self.scene.tokens, j, limit) if self.small else None
        if plain is not None and self.scene.opens_name(plain.end, limit):
            end = plain.end  # "commander of the Army Jane Carter"
        else:
            end = self._nouns.end_of(chain.of, plain.end if plain is not None else j, limit)
        if end == j:
            return None
        if joined and end < limit and self.is_head(end) and not self.scene.words.phrases.adjectives_after:
            del chain.of[owners:]  # "Minister of Finance and Foreign Minister": the words before another office
            return None
        chain.kept.extend(k for k in range(lead, end) if self._is_kept(k))
        return end

    def _is_kept(self, k: int) -> bool:
        """Tells whether a token is of the title: no country, but for a compound ("US-Truppen") or a foreign name."""
        place, tokens = self.scene.in_place.get(k), self.scene.tokens
        if place is None or "-" in tokens[k].text:
            return True
        return tokens[place.start - 1].norm in self.scene.words.phrases.foreign_links
