"""The bodies of an article, each once: spans with one acronym, one entry of the known list or one name are the same."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from kg.extract.homelands import Homelands
from kg.extract.name_words import fold_letters
from kg.extract.people import make_slug
from kg.extract.scene import AgencySpan, Scene
from kg.facts.model import Agency, Ground

CONFIDENCE = 0.9
INFERRED_CONFIDENCE = 0.7


@dataclass
class Body:
    """A body of the article. names: as written, the fullest first once it is asked for."""

    id: str
    names: list[str]
    acronym: str | None
    country: str | None
    international: bool
    inferred: bool = False
    spans: list[AgencySpan] = field(default_factory=list)

    @property
    def name(self) -> str:
        """The fullest name: the one that the acronym was defined by, else the longest."""
        return max((n for n in self.names), key=lambda n: (n != self.acronym, len(n)))


class Bodies:
    """Merges spans into bodies and gives them ids."""

    def __init__(self, scene: Scene, spans: Iterable[AgencySpan], homelands: Homelands) -> None:
        self.scene = scene
        self.homelands = homelands
        self._by_key: dict[str, list[Body]] = defaultdict(list)
        self._all: list[Body] = []
        self._ids: set[str] = set()
        self._of_span: dict[int, Body] = {}
        for span in spans:
            self.add(span)

    def add(self, span: AgencySpan) -> Body:
        """Returns the body that the span names, a new one where it is the first."""
        if id(span) in self._of_span:
            return self._of_span[id(span)]
        keys = self._keys(span)
        body = self._known(keys, span.country)
        if body is None:
            body = Body(self._id(span), [], None, None, span.international)
            self._all.append(body)
        self._of_span[id(span)] = body
        body.spans.append(span)
        body.names += [n for n in (span.name, *span.others) if n not in body.names]
        body.acronym = body.acronym or span.acronym
        if body.country is None and span.country:
            body.country = span.country
        body.international = body.international or span.international or self._is_international(span)
        for key in keys:
            if body not in self._by_key[key]:
                self._by_key[key].append(body)
        return body

    def _known(self, keys: Iterable[str], country: str | None) -> Body | None:
        """Returns the body of one of the keys; two countries have two bodies of one name."""
        found = [body for key in keys for body in self._by_key.get(key, ())]
        if country is None:
            return found[0] if found else None
        same = (body for body in found if body.country == country and not body.inferred)
        return next(same, next((body for body in found if body.country is None or body.inferred), None))

    def _keys(self, span: AgencySpan) -> list[str]:
        keys = [f"name {fold_letters(span.name)}"]
        if span.acronym:
            keys.append(f"name {fold_letters(span.acronym)}")
        if span.row:
            keys.append(f"row {span.row}")
        return keys

    def _is_international(self, span: AgencySpan) -> bool:
        """Tells whether a name of no country says that the body is of many: "Caribbean Maritime Organisation"."""
        if span.country or span.row or span.hint:
            return False
        words = self.scene.words.agencies.international_words
        name = span.name.casefold()
        return any(word in words for word in (*name.replace("-", " ").split(), *name.split()))

    def _id(self, span: AgencySpan) -> str:
        slug = make_slug(span.acronym or span.name) or "agency"
        number, unique = 2, slug
        while unique in self._ids:
            unique = f"{slug}-{number}"
            number += 1
        self._ids.add(unique)
        return unique

    def all(self) -> tuple[Body, ...]:
        """Returns the bodies in the order in which they were found."""
        return tuple(self._all)

    def agencies(self) -> tuple[Agency, ...]:
        """Returns the bodies as agencies of the sheet."""
        return tuple(self._agency(body) for body in self._all)

    def _agency(self, body: Body) -> Agency:
        aliases = tuple(n for n in body.names if n not in (body.name, body.acronym))
        reasons = tuple(dict.fromkeys(r for s in body.spans for r in s.reasons))
        inferred = ("country",) if body.inferred else ()
        ground = Ground(INFERRED_CONFIDENCE if inferred else CONFIDENCE, reasons, None, inferred)
        return Agency(body.id, body.name, body.acronym, aliases, body.country, ground=ground)

    def mentions(self) -> list[tuple[AgencySpan, str]]:
        """Returns where bodies are named, with their ids, in text order; spans made of an office are none."""
        out = [(s, b.id) for b in self._all for s in b.spans if s.end > s.start and not s.office]
        return sorted(out, key=lambda pair: pair[0].start)
