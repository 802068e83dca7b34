"""Whom an article is about, and where it plays: the guest of a visit rather than those at home there."""

from collections import Counter
from collections.abc import Sequence

from kg.extract.document import Document
from kg.extract.frames import read_frames
from kg.extract.mentions import Cast, PlaceMention

# Whom an article is about is named in its first sentences.
OPENING_SENTENCES = 6
# What being named first is worth beside being named once more, and how much less those count who are at
# home in a tale of a visit.
FIRST_NAMED = 1.5
AT_HOME = 0.5


def find_protagonist(doc: Document, cast: Cast, home: str | None) -> str | None:
    """Returns the person named most often of those whom the opening names, None where it names nobody.

    home: the country where the article plays; in a tale of a visit its people count less.
    """
    persons, homes = {p.id for p in cast.persons}, find_homes(cast)
    named = [m for m in sorted(cast.mentions, key=lambda m: m.start) if len(m.refs) == 1 and m.refs[0] in persons]
    counts = Counter(m.refs[0] for m in named)
    opening = [m.refs[0] for m in named if doc.sentence_of(m.start).index < OPENING_SENTENCES]
    end = doc.sentences[min(OPENING_SENTENCES, len(doc.sentences)) - 1].end if doc.sentences else 0
    visit = any(m.value.frame == "visit" for m in read_frames(doc.lexicon).nouns.find(doc.tokens, 0, end))

    def weight(ref: str) -> float:
        stays = visit and home is not None and homes[ref] == home
        return counts[ref] * (AT_HOME if stays else 1.0) + (FIRST_NAMED if ref == opening[0] else 0.0)

    return max(dict.fromkeys(opening), key=weight, default=None)


def find_home(places: Sequence[PlaceMention]) -> str | None:
    """Returns the country in which most of the cities and buildings named lie, None where there are none."""
    counts = Counter(p.country for p in places if p.kind in ("city", "building") and p.country)
    return max(counts, key=lambda c: counts[c], default=None)


def find_homes(cast: Cast) -> dict[str, str | None]:
    """Returns for which country each person and agency speaks as far as the text says so of them themselves."""
    homes: dict[str, str | None] = {}
    for person in cast.persons:
        said = [p.country for p in person.posts if p.country and "country" not in p.ground.inferred]
        homes[person.id] = said[0] if said else cast.origins.get(person.id)
    return homes | {a.id: a.country for a in cast.agencies}
