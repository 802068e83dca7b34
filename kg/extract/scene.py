"""The ground that names, posts and agencies are found on: a document, its places, and how phrases are built in it."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property

from kg.extract.document import Document
from kg.extract.frames import read_frames
from kg.extract.grammar import read_grammar
from kg.extract.mentions import PlaceMention
from kg.extract.name_words import STRONG, name_strength
from kg.extract.tokens import Token, Tokens
from kg.extract.word_tables import Wording

ACRONYM_LETTERS = 14
# So many words may stand between a people and a name ("Israeli defence official X").
STYLE_WORDS = 3
# A word in capitals that is longer is no acronym.
LONGEST_ACRONYM = 5


@dataclass(frozen=True)
class Scene:
    """A document with its places by token and the words of its language."""

    doc: Document
    words: Wording
    places: Sequence[PlaceMention]

    @cached_property
    def lands(self) -> list[PlaceMention]:
        """The places as offices need them: without adjectives of unions ("European affairs" are no one's)."""
        return _merge_suffixes(self.tokens, self.places, self.words)

    @cached_property
    def tokens(self) -> Tokens[Token]:
        return self.doc.tokens

    @cached_property
    def place_at(self) -> dict[int, PlaceMention]:
        """Places by their first token."""
        return {p.start: p for p in self.lands}

    @cached_property
    def place_before(self) -> dict[int, PlaceMention]:
        """Places by the token after their last."""
        return {p.end: p for p in self.lands}

    @cached_property
    def in_place(self) -> dict[int, PlaceMention]:
        """Places by each of their tokens."""
        return {i: p for p in self.lands for i in range(p.start, p.end)}

    @cached_property
    def countries(self) -> frozenset[str]:
        """The countries that the article names or names a place of."""
        return frozenset(p.country for p in self.places if p.country)

    @cached_property
    def small_words(self) -> frozenset[str]:
        """Words that the article writes small somewhere: ordinary words, also where they stand with a capital."""
        return frozenset(t.norm for t in self.tokens if t.text[0].islower())

    @cached_property
    def capital_words(self) -> frozenset[str]:
        """Words that the article writes with a capital somewhere, as written."""
        return frozenset(t.text for t in self.tokens if t.is_capital)

    @cached_property
    def skipped(self) -> frozenset[int]:
        """Numbers of the paragraphs that are navigation, credits or pointers to other articles."""
        out: set[int] = set()
        seen: set[int] = set()
        for s in self.doc.sentences:
            if s.paragraph in seen:
                continue
            seen.add(s.paragraph)
            start = s.start
            while start < s.end - 1 and not self.tokens[start].is_word:
                start += 1
            match = self.words.names.skip_lines.at(self.tokens, start, s.end)
            if match is None:
                continue
            follow = self.tokens[match.end].text if match.end < len(self.tokens) else "\n"
            sign = not follow[0].isalpha() or match.end >= s.end
            if sign or follow[0].isupper():
                out.add(s.paragraph)
        return frozenset(out)

    def land_of_name(self, i: int) -> PlaceMention | None:
        """Returns the place that owns or describes the name at token i: "Canada's X", "the American X", "le Canadien X"."""
        tokens = self.tokens
        owner = self.place_before.get(i - 1) if i and tokens[i - 1].norm in self._genitive_ends else None
        if owner is not None:
            return owner if owner.country and owner.start >= self.doc.sentence_of(i).start else None
        k = i
        while i - k < STYLE_WORDS and k and k not in self.place_before and self._is_small_noun(k - 1):
            k -= 1
        place = self.place_before.get(k)
        if place is None or place.kind != "demonym" or not place.country:
            return None
        return place if k == i or self._heads_style(place) else None

    def _is_small_noun(self, i: int) -> bool:
        """Tells whether a word may say what someone is: written small, no link, article or word of encounter."""
        token, phrases, tokens = self.tokens[i], self.words.phrases, self.tokens
        if not token.is_word or token.is_capital or token.norm in phrases.articles | phrases.possessives:
            return False
        grammar = read_grammar(self.doc.lexicon)
        known = (phrases.conjunctions, phrases.of, phrases.links, grammar.reporting, grammar.relations)
        verb = token.norm in grammar.auxiliaries or read_frames(self.doc.lexicon).verbs.at(tokens, i) is not None
        return not verb and all(words.at(tokens, i) is None for words in known)

    def _heads_style(self, place: PlaceMention) -> bool:
        """Tells whether a people begins the words before a name: "Israeli defence official X", not "the Israeli asked X"."""
        before = self.tokens[place.start - 1] if place.start else None
        return self.tokens[place.start].is_capital and (
            before is None or before.norm not in self.words.phrases.articles
        )

    @cached_property
    def _genitive_ends(self) -> tuple[str, ...]:
        return read_grammar(self.doc.lexicon).genitive_ends

    def limit(self, i: int) -> int:
        """Returns the end of the sentence in which token i stands."""
        return self.doc.sentence_of(i).end

    def acronym_at(self, i: int, limit: int) -> str | None:
        """Returns the acronym in brackets that opens at token i: "(DGSI)"."""
        if i + 2 >= limit or self.tokens[i].text != "(" or self.tokens[i + 2].text != ")":
            return None
        text = self.tokens[i + 1].text
        return text if is_acronym(text) else None

    def ends_in(self, i: int, endings: tuple[str, ...]) -> bool:
        """Tells whether word i ends in one of the endings and is longer than it."""
        norm = self.tokens[i].norm
        if not norm.endswith(endings):
            return False
        return any(norm.endswith(e) and (len(norm) > len(e) + 1 or (norm == e and len(e) > 3)) for e in endings)

    def opens_name(self, i: int, limit: int) -> bool:
        """Tells whether a person's name clearly begins at token i: a name word before another capital."""
        token = self.tokens[i]
        if not (token.is_word and token.is_capital) or i in self.in_place:
            return False
        strength = name_strength(token.text)
        if strength == 0 or i + 1 >= limit:
            return False
        follow = self.tokens[i + 1]
        if follow.norm in self.words.names.particles and i + 2 < limit:
            follow = self.tokens[i + 2]
        return follow.is_word and follow.is_capital and follow.norm not in self.words.names.excluded

    def is_heading(self, i: int) -> bool:
        """Tells whether the word at i stands behind a longer one in a line of capitals: "DE" of "EMBAJADA DE ESPAÑA"."""
        before = self.tokens[i - 1].text if i else ""
        return len(before) > LONGEST_ACRONYM and before.isupper() and self.tokens[i].text.isupper()

    def joins_surname(self, i: int) -> bool:
        """Tells whether a capital particle behind a given name makes a surname of the capital at i: "Emanuela Del Re"."""
        if i < 2 or not self.tokens[i].is_capital:
            return False
        given, particle = self.tokens[i - 2], self.tokens[i - 1]
        if not particle.is_capital or particle.norm not in self.words.names.particles:
            return False
        sure = name_strength(given.text) == STRONG or particle.norm not in self.words.phrases.articles
        return given.is_word and given.is_capital and sure and i - 2 not in self.in_place


def _merge_suffixes(tokens: Sequence[Token], places: Sequence[PlaceMention], words: Wording) -> list[PlaceMention]:
    """Makes one country of an adjective and a kind of state: "Russian Federation"."""
    out: list[PlaceMention] = []
    for place in places:
        if _is_union(place):
            continue
        suffix = words.phrases.country_suffixes.at(tokens, place.end) if place.end < len(tokens) else None
        if place.kind == "demonym" and suffix is not None and tokens[place.end].is_capital:
            name = f"{place.name} {tokens[place.end].text}"
            place = PlaceMention(place.start, suffix.end, name, place.country, "country")
        out.append(place)
    return out


def _is_union(place: PlaceMention) -> bool:
    return place.kind == "demonym" and place.country == "EU"


def is_acronym(text: str) -> bool:
    """Tells whether a word in brackets may be an acronym: "DGSI", "Fedpol", "M5S"; "C5+1" is none."""
    if not text[0].isupper() or len(text) > ACRONYM_LETTERS:
        return False
    letters = text.replace("-", "").replace(".", "")
    return letters.isalpha() or (letters.isalnum() and sum(c.isupper() for c in letters) > 1)


@dataclass
class AgencySpan:
    """Words for a body, tokens start..end. name: base form; row: its entry in the list of known agencies;
    office: the words are part of an office that names the body by implication;
    hint: a country whose body has the same acronym; others: the name with or without its country."""

    start: int
    end: int
    name: str
    acronym: str | None = None
    country: str | None = None
    row: str | None = None
    international: bool = False
    office: bool = False
    hint: str | None = None
    others: list[str] = field(default_factory=list)
    reasons: list[str] = field(default_factory=list)
