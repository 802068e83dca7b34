"""Which country an office belongs to when its own words do not say: the body, the title, the sentence, the article."""

from bisect import bisect_left
from collections import Counter
from functools import cached_property

from kg.extract.post_phrases import PostPhrase
from kg.extract.scene import Scene

# How many tokens back a country may stand to lend itself to an office.
REACH_TOKENS = 60


class Homelands:
    """Answers for one article."""

    def __init__(self, scene: Scene) -> None:
        self.scene = scene
        self._places = [p for p in scene.places if p.country and p.kind in ("country", "demonym", "city", "building")]
        self._starts = [p.start for p in self._places]

    @cached_property
    def counts(self) -> Counter[str]:
        """How often each country is named in the article."""
        return Counter(p.country for p in self._places if p.country)

    @cached_property
    def dateline(self) -> str | None:
        """The country of the place the article is written from: a city before any verb of the first sentences."""
        for sentence in self.scene.doc.sentences[:6]:
            tokens = self.scene.tokens
            for i in range(sentence.start, min(sentence.end, sentence.start + 6)):
                place = self.scene.place_at.get(i)
                if place is None or place.kind != "city":
                    continue
                follow = tokens[place.end].text if place.end < len(tokens) else ""
                if follow in {"–", "—", "-", ".", ",", "/", "(", ":"} and place.start - sentence.start <= 3:
                    return place.country
        return None

    def of_title(self, title: str) -> str | None:
        """Returns the country that a title alone says, chosen among those it may mean by the article."""
        words = title.casefold().split()
        table = self.scene.words.posts.countries
        for size in range(len(words), 0, -1):
            for at in range(len(words) - size + 1):
                countries = table.get(" ".join(words[at : at + size]))
                if countries:
                    return max(countries, key=lambda c: (self.counts[c], -countries.index(c)))
        return None

    def near(self, phrase: PostPhrase) -> str | None:
        """Returns the country named last before an office, in the same sentence first, then before; None without."""
        limit = self.scene.limit(phrase.head)
        sentence = self.scene.doc.sentence_of(phrase.head)
        at = bisect_left(self._starts, phrase.start)
        inside = [p for p in self._places[max(0, at - 8) : at] if p.start >= sentence.start]
        if inside:
            return inside[-1].country
        earlier = [p for p in self._places[max(0, at - 8) : at] if p.start >= phrase.start - REACH_TOKENS]
        after = [p for p in self._places[at : at + 4] if p.start < limit]
        chosen = earlier[-1:] or after[:1]
        return chosen[0].country if chosen else None
