"""Which country an office belongs to when its own words do not say: the title, the sentence, the article.

Every place nearby speaks for its country, the nearer the louder; so do the offices around (precedents.py) and the
letters of the holder's name (name_origins.py). Where the article names no country, there is none.
"""

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Collection, Mapping
from functools import cached_property

from kg.extract.mentions import PlaceMention
from kg.extract.name_origins import weigh_origins
from kg.extract.office_phrase import PostPhrase
from kg.extract.scene import Scene
from kg.extract.statesmen import find_homelands

# Weights of what speaks for a country: of the places nearby chosen on the development articles, all others fitted
# there by a softmax over the countries of each office left open, told right by cross-validation in 82 of 100.
ADJECTIVE_BEFORE = 2.0
PLACE_BEFORE = 2.0
PLACE_AFTER = 1.0
PERSON_BEFORE = 0.6
BESIDE = 1.6
BESIDE_TOKENS = 3
HINT = 2.0
EARLIER = 1.2
FADING = 0.6
SHARE = 0.5
DATELINE = 0.5
LAST = 0.7
FIRST = 0.6
LANGUAGE = -0.5
ORIGIN = 1.1
# How many sentences back a place speaks, and how many places at most.
REACH_SENTENCES = 4
REACH_PLACES = 12
_DATELINE_MARKS = frozenset("–—-.,/(:")
_DATELINE_SENTENCES = 6


class Homelands:
    """Answers for one article. names: tokens of names of people, which are no places;
    claimed: tokens of offices that say their own country: it is no one else's."""

    def __init__(self, scene: Scene, names: Collection[int] = ()) -> None:
        self.scene = scene
        self.names = frozenset(names)
        self.claimed: frozenset[int] = frozenset()
        self._places = [p for p in scene.places if p.country and p.country != "EU" and p.start not in names]
        self._starts = [p.start for p in self._places]

    @cached_property
    def counts(self) -> Counter[str]:
        """How often each country is named in the article."""
        return Counter(p.country for p in self._places if p.country)

    @cached_property
    def dateline(self) -> str | None:
        """The country of the place the article is written from: a city before a dash at the start of a sentence."""
        tokens = self.scene.tokens
        for sentence in self.scene.doc.sentences[:_DATELINE_SENTENCES]:
            for i in range(sentence.start, min(sentence.end, sentence.start + 4)):
                place = self.scene.place_at.get(i)
                follow = tokens[place.end].text if place is not None and place.end < len(tokens) else ""
                if place is not None and place.kind == "city" and follow in _DATELINE_MARKS:
                    return place.country
        return None

    def of_title(self, title: str) -> str | None:
        """Returns the country that a title alone says, chosen among those it may mean by the article."""
        words = title.casefold().split()
        table = self.scene.words.posts.countries
        for size in range(len(words), 0, -1):
            for at in range(len(words) - size + 1):
                countries = table.get(" ".join(words[at : at + size]))
                whole = size > 1 or at + size == len(words)  # not the chancellor of an order
                if countries and (whole or countries == ("EU",)):
                    return max(countries, key=lambda c: (self.counts[c], -countries.index(c)))
        return None

    def of_person(self, name: str) -> str | None:
        """Returns the country of a person of public life: of several the one that the article names most."""
        countries = find_homelands(name)
        return max(countries, key=lambda c: (self.counts[c], -countries.index(c))) if countries else None

    def infer(self, name: str, phrase: PostPhrase, evidence: Mapping[str, float]) -> tuple[str | None, str]:
        """Returns the country that most speaks for, and why; None where the article names no country.

        Args:
            name: the holder's.
            phrase: the office.
            evidence: what the people and offices around speak for and against countries.
        """
        scores: dict[str, float] = defaultdict(float, evidence)
        total = sum(self.counts.values())
        for country, number in self.counts.items():
            scores[country] += SHARE * number / total
        for country, weight in self._nearby(phrase).items():
            scores[country] += weight
        last = bisect_left(self._starts, phrase.start) - 1
        for place, weight in ((self.dateline, DATELINE), (self._place(last), LAST), (self._place(0), FIRST)):
            if place is not None:
                scores[place] += weight
        for country in phrase.hints:
            scores[country] += HINT
        for country in self.scene.words.posts.home:
            scores[country] += LANGUAGE
        known = [c for c in scores if c in self.counts or evidence.get(c, 0.0) > 0 or c in phrase.hints]
        for country, weight in weigh_origins(name, known).items():
            scores[country] += ORIGIN * weight
        if not known:
            return None, ""
        best = max(known, key=lambda c: scores[c])
        return best, f"{best} by the places and people around ({scores[best]:.1f})"

    def _place(self, at: int) -> str | None:
        """Returns the country of the place number `at` of the article, None where there is none."""
        return self._places[at].country if 0 <= at < len(self._places) else None

    def _nearby(self, phrase: PostPhrase) -> dict[str, float]:
        """Weighs the places of the sentence and of those before it; of each country the loudest counts."""
        out: dict[str, float] = defaultdict(float)
        sentence = self.scene.doc.sentence_of(phrase.head)
        at = bisect_left(self._starts, phrase.start)
        for place in self._places[max(0, at - REACH_PLACES) : at + REACH_PLACES]:
            home = self.scene.doc.sentence_of(place.start)
            back = sentence.index - home.index
            if not 0 <= back <= REACH_SENTENCES or place.country is None or place.start in self.claimed:
                continue
            if back == 0 or self._introduces(home.index, sentence.index):
                weight = self._in_sentence(place, phrase)
            else:
                weight = EARLIER * FADING ** (back - 1)
                weight *= 1.0 if home.paragraph == sentence.paragraph else 0.7
            out[place.country] = max(out[place.country], weight)
        return out

    def _introduces(self, home: int, sentence: int) -> bool:
        """Tells whether a sentence that ends in a colon introduces the list in which another stands."""
        sentences, tokens = self.scene.doc.sentences, self.scene.tokens
        if tokens[sentences[home].end - 1].text != ":":
            return False
        return all(not tokens[sentences[k].start].is_word for k in range(home + 1, sentence + 1))

    def _in_sentence(self, place: PlaceMention, phrase: PostPhrase) -> float:
        if place.start >= phrase.end:
            return PLACE_AFTER
        people = place.kind == "demonym" and self.scene.words.phrases.capital_nouns
        if people and self.scene.tokens[place.start].is_capital:
            return PERSON_BEFORE
        gap = phrase.start - place.end
        nearest = BESIDE if gap <= BESIDE_TOKENS else 1.0 - min(0.5, gap / 60)
        return nearest * (ADJECTIVE_BEFORE if place.kind == "demonym" else PLACE_BEFORE)
