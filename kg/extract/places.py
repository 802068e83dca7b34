"""Finds places: countries, words for their people, regions, cities, well-known houses.

Refuses to guess: a city whose name is also a word or a surname counts only after a word of place or once the article
has told that it is a city; a name right after a first name is a surname.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace

from kg.extract.document import Document
from kg.extract.gazetteer import Cities, PlaceName
from kg.extract.lexicon import Lexicon
from kg.extract.mentions import PlaceKind, PlaceMention
from kg.extract.name_words import STRONG, name_strength
from kg.extract.place_words import PlaceWords, read_place_words
from kg.extract.tokens import Token

# An all-capital dateline ("TEHERAN") is a name in so many letters or more; shorter ones are acronyms.
SHORTEST_SHOUT = 4
# A word of place may stand before a name with so many tokens between ("in the city of").
CUE_REACH = 3
# Beside a house's noun the name that makes it that house has at most so many words ("palais d'El Mouradia").
LONGEST_HOUSE = 3
_LINE_MARKS = frozenset("–—-,.(/:")


def find_places(doc: Document) -> tuple[PlaceMention, ...]:
    """Returns the places of an article in text order, none overlapping another."""
    return tuple(_Finder(doc, read_place_words(doc.lexicon)).find())


def country_of(word: str, lexicon: Lexicon, kinds: Sequence[PlaceKind] = ("country", "demonym", "city")) -> str | None:
    """Returns the country (alpha-2) that a name, a word for its people or a capital stands for; None where unknown.

    word: in any inflection, as written ("marokkanischen", "US", "Rabat"); case matters where it tells two words apart.
    """
    words = read_place_words(lexicon)
    for start in (word, word.removesuffix(words.genitive) if words.genitive else word):
        for name in words.names.get(start.casefold().replace("’", "'"), ()):
            if len(name.words) == 1 and name.kind in kinds and (start[0].isupper() or not name.capital):
                return name.countries[0]
    return None


def countries_in(compound: str, lexicon: Lexicon) -> tuple[str, ...]:
    """Returns the countries that the parts of a compound name, in order ("deutsch-französischen": DE, FR)."""
    found = (country_of(part, lexicon, ("country", "demonym")) for part in compound.split("-") if part)
    return tuple(dict.fromkeys(code for code in found if code is not None))


class _Finder:
    """Goes through one document from left to right."""

    def __init__(self, doc: Document, words: PlaceWords) -> None:
        self.doc = doc
        self.tokens = doc.tokens
        self.words = words
        self.seen: Counter[str] = Counter()
        self.known: set[str] = set()
        self.persons: set[str] = set()

    def find(self) -> list[PlaceMention]:
        found: list[PlaceMention] = []
        free = 0
        for i in self.tokens.spots(self.words.openings):
            mention = self._at(i) if i >= free and self.tokens[i].is_word else None
            if mention is None:
                continue
            if mention.kind != "region" or mention.country is not None:
                found.append(mention)
                if mention.country:
                    self.seen[mention.country] += 1
            free = mention.end
        kept = [m for m in found if self._stays(m)]
        return [self._settled(m, following) for m, following in zip(kept, [*kept[1:], None], strict=False)]

    def _stays(self, mention: PlaceMention) -> bool:
        """A surname told with its first name anywhere is one everywhere, except after a word of place."""
        return mention.name not in self.persons or self._cue_end(("strict",), mention.start) is not None

    def _settled(self, mention: PlaceMention, following: PlaceMention | None) -> PlaceMention:
        """A house without a country takes it from the city right behind it ("am Flughafen in Erbil")."""
        if mention.country is not None or following is None or following.start - mention.end > CUE_REACH:
            return mention
        return replace(mention, country=following.country) if following.kind in ("city", "country") else mention

    def _at(self, i: int) -> PlaceMention | None:
        refused = self.words.cues["not_places"].at(self.tokens, i)
        if refused is not None:
            return PlaceMention(i, refused.end, "", None, "region")
        return self._named(i) or self._capital_of(i) or self._city(i) or self._house(i) or self._compound(i)

    # --- countries, people, capitals, metonyms ------------------------------------------------------------------------

    def _named(self, i: int) -> PlaceMention | None:
        for name in self._candidates(self.words.names, i):
            end = self._end_of(name, i)
            if end is None or self._is_persons(name, i, end):
                continue
            if name.name in self.words.doubtful and self._cue_end(("strict",), i) is None:
                continue
            if name.kind == "demonym":
                if name.countries[0] == "EU" and not self._is_of_the_union(i, end):
                    continue
                return self._capital_beside(name, i, end) or self._mention(name, i, end)
            if name.name in self.words.adjectival and self._is_adjective(i, end):
                name = replace(name, kind="demonym")
            return self._mention(name, i, end)
        return None

    def _is_of_the_union(self, start: int, end: int) -> bool:
        """Whether "European" stands beside a body of the European Union."""
        if self.tokens[start].text.isupper():
            return True
        cue = self.words.cues["union_words"]
        return any(0 <= k < len(self.tokens) and cue.at(self.tokens, k) is not None for k in (start - 1, end))

    def _candidates(self, names: Mapping[str, tuple[PlaceName, ...]] | Cities, i: int) -> Sequence[PlaceName]:
        norm = self.tokens[i].norm
        found = names.get(norm, ())
        genitive = self.words.genitive
        if genitive and norm.endswith(genitive):
            return (*found, *names.get(norm.removesuffix(genitive), ()))
        return found

    def _end_of(self, name: PlaceName, i: int) -> int | None:
        """Where the name ends if it stands at token i, its last word perhaps with the genitive's ending."""
        end = i + len(name.words)
        if end > len(self.tokens) or (name.capital and not self.tokens[i].is_capital):
            return None
        last = len(name.words) - 1
        for k, word in enumerate(name.words):
            token = self.tokens[i + k]
            if token.norm != word and not (
                k == last and self.words.genitive and token.norm == word + self.words.genitive
            ):
                return None
        shouted = name.capital and last == 0 and self.tokens[i].text.isupper() and not name.name[:2].isupper()
        return None if shouted and len(self.tokens[i].text) < SHORTEST_SHOUT else end

    def _mention(self, name: PlaceName, start: int, end: int) -> PlaceMention:
        country = next((c for c in name.countries if self.seen[c]), name.countries[0])
        return PlaceMention(start, end, name.name, country, name.kind)

    def _is_persons(self, name: PlaceName, start: int, end: int) -> bool:
        """Whether the name is a person's: after a first name, or one that people bear and a surname follows."""
        if len(name.words) > 1 or not self.tokens[start].is_capital:
            return False
        before = self.tokens[start - 1] if start else None
        if before is not None and name.kind == "demonym" and before.text.isupper() and self.words.genitive:
            return True  # "DGST Pole" is no Pole
        if before is not None and self._is_given_name(start - 1, before):
            self.persons.add(name.name)
            return True
        if name.name not in self.words.also_names:
            return False
        return self._goes_on(end) and self._cue_end(("strict", "of"), start) is None

    def _is_given_name(self, i: int, token: Token) -> bool:
        if not (token.is_word and token.is_capital) or token.text.isupper() or name_strength(token.text) < STRONG:
            return False
        sentence = self.doc.sentence_of(i)
        if i == sentence.start and self.words.cues["strict"].at(self.tokens, i, i + 1) is not None:
            return False
        return not self._candidates(self.words.names, i)

    def _is_adjective(self, start: int, end: int) -> bool:
        """Whether "US" and the like stand before a noun ("US officials", "the US president")."""
        after = self.tokens[end] if end < len(self.tokens) else None
        if after is None or not after.is_word or after.norm in self.words.adjective_stops:
            return False
        return self.tokens[end - 1].end + 1 == after.start

    def _capital_beside(self, name: PlaceName, start: int, end: int) -> PlaceMention | None:
        """ "The Laotian capital", "la capitale tunisienne"."""
        cue = self.words.cues["capital_words"]
        capital = self.words.capitals.get(name.countries[0])
        if capital is None:
            return None
        after = cue.at(self.tokens, end) if end < len(self.tokens) else None
        if after is not None:
            return PlaceMention(start, after.end, capital, name.countries[0], "city")
        return None

    def _capital_of(self, i: int) -> PlaceMention | None:
        """Capital noun first, its country's adjective after it ("la capital argentina")."""
        noun = self.words.cues["capital_words"].at(self.tokens, i)
        if noun is None or noun.end >= len(self.tokens):
            return None
        for name in self._candidates(self.words.names, noun.end):
            end = self._end_of(name, noun.end)
            capital = self.words.capitals.get(name.countries[0])
            if end is not None and name.kind == "demonym" and capital is not None:
                return PlaceMention(i, end, capital, name.countries[0], "city")
        return None

    # --- cities -------------------------------------------------------------------------------------------------------

    def _city(self, i: int) -> PlaceMention | None:
        if not self.tokens[i].is_capital:
            return None
        for name in self._candidates(self.words.cities, i):
            end = self._end_of(name, i)
            if end is None or self._is_persons(name, i, end):
                continue
            if name.strength == 2 or name.name in self.known or self._is_told_as_city(name, i, end):
                self.known.add(name.name)
                return self._mention(name, i, end)
        return None

    def _is_told_as_city(self, name: PlaceName, start: int, end: int) -> bool:
        if self._cue_end(("strict",), start) is not None:
            return True
        is_name = len(name.words) == 1 and name_strength(name.words[0]) > 0
        if not is_name and self._cue_end(("loose",), start) is not None:
            return not self._goes_on(end)
        return self._opens_line(start, end)

    def _goes_on(self, end: int) -> bool:
        """Whether a capital word follows, as in the name of a person or a body."""
        after = self.tokens[end] if end < len(self.tokens) else None
        if after is None or not (after.is_word and after.is_capital):
            return False
        # German nouns are written with capitals: only a name there goes on
        return not self.words.genitive or name_strength(after.text) > 0

    def _cue_end(self, names: Sequence[str], start: int) -> int | None:
        for begin in range(max(0, start - CUE_REACH), start):
            for name in names:
                if any(m.end == start for m in self.words.cues[name].all_at(self.tokens, begin, start)):
                    return start
        return None

    def _opens_line(self, start: int, end: int) -> bool:
        """A dateline: the first word of a paragraph, with a mark after it and capitals or a date behind."""
        sentence = self.doc.sentence_of(start)
        first = sentence.index == 0 or self.doc.sentences[sentence.index - 1].paragraph != sentence.paragraph
        if not first or start != sentence.start or end >= len(self.tokens):
            return False
        return self.tokens[end].text in _LINE_MARKS

    # --- houses and compounds -----------------------------------------------------------------------------------------

    def _house(self, i: int) -> PlaceMention | None:
        """A house with its name ("palais d'El Mouradia", "Palazzo Chigi", "Villa Madama")."""
        match = self.words.cues["named_buildings"].at(self.tokens, i)
        if match is not None:
            end = self._name_after(match.end)
            if end is not None:
                return PlaceMention(i, end, self.doc.text_of(i, end), self._country_inside(match.end, end), "building")
        plain = self.words.cues["buildings"].at(self.tokens, i)
        if plain is None or not self._is_located(i):
            return None
        return PlaceMention(i, plain.end, self.doc.text_of(i, plain.end), None, "building")

    def _name_after(self, i: int) -> int | None:
        """Where the capital words after a house's noun end, an "of" before them allowed."""
        linked = self.words.cues["of"].at(self.tokens, i) if i < len(self.tokens) else None
        k = linked.end if linked is not None else i
        first = k
        while (
            k < len(self.tokens) and k - first < LONGEST_HOUSE and self.tokens[k].is_word and self.tokens[k].is_capital
        ):
            k += 1
        return k if k > first else None

    def _country_inside(self, start: int, end: int) -> str | None:
        for k in range(start, end):
            for name in (*self._candidates(self.words.names, k), *self._candidates(self.words.cities, k)):
                if name.strength == 2 and self._end_of(name, k) is not None:
                    return name.countries[0]
        return None

    def _is_located(self, i: int) -> bool:
        return any(self._cue_end(("strict", "loose"), k) is not None for k in (i, i - 1))

    def _compound(self, i: int) -> PlaceMention | None:
        """ "US-Präsident", "EU-Kommission": an adjective of the country its first part names, if it names but one."""
        text = self.tokens[i].text
        if "-" not in text:
            return None
        countries = countries_in(text, self.doc.lexicon)
        first = country_of(text.partition("-")[0], self.doc.lexicon, ("country", "demonym"))
        if len(countries) != 1 or first != countries[0]:
            return None
        return PlaceMention(i, i + 1, text, countries[0], "demonym")
