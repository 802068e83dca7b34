"""Which country an office belongs to when its own words do not say: the title, the sentence, the article.

Every place nearby speaks for its country, the nearer the louder; a country whose same office another person holds is
out; without enough evidence there is no country.
"""

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Collection, Mapping
from functools import cached_property

from kg.extract.mentions import PlaceMention
from kg.extract.office_phrase import PostPhrase
from kg.extract.scene import Scene
from kg.extract.statesmen import find_homelands

# Weights of what speaks for a country; chosen on the development articles.
ADJECTIVE_BEFORE = 2.0
PLACE_BEFORE = 2.0
PLACE_AFTER = 1.0
PERSON_BEFORE = 0.6
BESIDE = 1.6
BESIDE_TOKENS = 3
HINT = 2.0
EARLIER = 1.2
FADING = 0.6
SHARE = 1.5
DATELINE = 0.4
LANGUAGE = 0.5
ENOUGH = 0.6
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

    def infer(self, phrase: PostPhrase, around: Mapping[str, float], taken: Collection[str]) -> tuple[str | None, str]:
        """Returns the country that most speaks for, and why; None where too little does.

        Args:
            phrase: the office.
            around: what the people around speak for and against countries.
            taken: countries whose same office another person holds.
        """
        scores: dict[str, float] = defaultdict(float)
        total = sum(self.counts.values())
        for country, number in self.counts.items():
            scores[country] += SHARE * number / total
        if self.dateline is not None:
            scores[self.dateline] += DATELINE
        for country in self.scene.words.posts.home:
            scores[country] += LANGUAGE
        for country in phrase.hints:
            scores[country] += HINT
        for country, weight in around.items():
            scores[country] += weight
        for country, weight in self._nearby(phrase).items():
            scores[country] += weight
        free = {c: s for c, s in scores.items() if c not in taken}
        if not free:
            return None, ""
        best = max(free, key=lambda c: free[c])
        return (best, f"{best} by the places around ({free[best]:.1f})") if free[best] >= ENOUGH else (None, "")

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
