"""What the offices of an article whose country is known say of the country of one that leaves it open.

The office before is likely of the same country, the one that follows in its sentence of another; of two who hold the
same office one is a stranger.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence

from kg.extract.posts import Draft
from kg.extract.scene import Scene

# Weights of what speaks for and against a country, in the units of homelands.py; fitted together with those there.
SHARE = 0.7
BEFORE = 0.5
BEFORE_SENTENCE = 0.6
BEHIND = -0.8
SAME_OFFICE = -0.3
TAKEN = -0.6
COMPANY = 0.25
STRANGERS = 0.75
# Company that weighs so much is as good as said: "on the Omani side".
SAID = 3.0
# How many offices are looked through on either side; an article of thousands must stay cheap.
WINDOW = 12


class Precedents:
    """Answers for one article; told of each office that gets its country."""

    def __init__(self, scene: Scene, drafts: Sequence[Draft]) -> None:
        self._scene = scene
        self._drafts = drafts
        self._of_people: Counter[str] = Counter()
        self._by_head: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
        self._noted: set[tuple[str, str]] = set()
        for draft in drafts:
            self.note(draft)

    def note(self, draft: Draft) -> None:
        """Takes an office that has a country."""
        if draft.country is None:
            return
        self._by_head[draft.head][draft.country].add(draft.human.id)
        if (draft.human.id, draft.country) not in self._noted:
            self._noted.add((draft.human.id, draft.country))
            self._of_people[draft.country] += 1

    def weigh(self, n: int, around: Mapping[str, float], taken: Collection[str]) -> dict[str, float]:
        """Returns what speaks for (above 0) and against countries for office number n.

        Args:
            around: what the company of its holder speaks for and against.
            taken: countries whose same office another person holds.
        """
        out: dict[str, float] = defaultdict(float)
        draft = self._drafts[n]
        total = self._of_people.total()
        for country, number in self._of_people.items():
            out[country] += SHARE * number / total
        for country, weight in around.items():
            out[country] += weight * (1.0 if weight >= SAID else COMPANY if weight > 0 else STRANGERS)
        sentence = self._scene.doc.sentence_of(draft.phrase.head).index
        for other in reversed(self._drafts[max(0, n - WINDOW) : n]):
            if other.country is not None and other.human is not draft.human:
                back = sentence - self._scene.doc.sentence_of(other.phrase.head).index
                out[other.country] += (BEFORE, BEFORE_SENTENCE)[back] if back < 2 else 0.0
                break
        for other in self._drafts[n + 1 : n + 1 + WINDOW]:
            if other.country is not None and other.human is not draft.human:
                here = self._scene.doc.sentence_of(other.phrase.head).index == sentence
                out[other.country] += BEHIND if here else 0.0
                break
        for country, holders in self._by_head[draft.head].items():
            out[country] += SAME_OFFICE if holders - {draft.human.id} else 0.0
        for country in taken:
            out[country] += TAKEN
        return out
