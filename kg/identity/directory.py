"""Finds mentions by what people call them, and tells what their articles say: for review and explanation.

Names are matched forgivingly (case, accents, part of a name, acronym); one that fits several things is listed, never
guessed.
"""

from collections.abc import Iterable, Iterator, Mapping

from kg.errors import AmbiguousError, InputError
from kg.facts.model import Agency, ArticleInfo, FactSheet, Meeting, Person
from kg.identity.model import MEETING, Key, Resolution, read_key, write_key
from kg.identity.person_names import fold

Thing = Person | Agency | Meeting
#: As many things as an ambiguous name lists.
LISTED = 8


class Directory:
    """All mentions of some sheets.

    Args:
        sheets: with their quotes.
        resolution: who of them is who.
        iris: IRI -> mention, for those asked for by IRI.
        references: sheets of reference data; nobody is found by them, but their names can be told.
    """

    def __init__(
        self,
        sheets: Iterable[FactSheet],
        resolution: Resolution,
        iris: Mapping[str, Key] | None = None,
        references: Iterable[FactSheet] = (),
    ) -> None:
        self.resolution = resolution
        self.things: dict[Key, Thing] = {}
        self.articles: dict[str, ArticleInfo] = {}
        self.sheets = tuple(sheets)
        self.references = tuple(references)
        self._iris = iris or {}
        self._quotes: dict[Key, list[str]] = {}
        self._known: dict[Key, Thing] = {}
        for sheet in self.references:
            self._known |= {(sheet.article.id, person.id): person for person in sheet.persons}
            self._known |= {(sheet.article.id, agency.id): agency for agency in sheet.agencies}
        for sheet in self.sheets:
            self._add(sheet)

    def _add(self, sheet: FactSheet) -> None:
        article = sheet.article.id
        self.articles[article] = sheet.article
        for person in sheet.persons:
            self.things[(article, person.id)] = person
            for post in person.posts:
                self._quote((article, person.id), (quote.exact for quote in post.evidence))
        for agency in sheet.agencies:
            self.things[(article, agency.id)] = agency
        for meeting in sheet.meetings:
            key = (article, MEETING + meeting.id)
            self.things[key] = meeting
            exact = [quote.exact for quote in meeting.evidence]
            for whose in (key, *((article, part.ref) for part in meeting.participants)):
                self._quote(whose, exact)

    def _quote(self, key: Key, exact: Iterable[str]) -> None:
        kept = self._quotes.setdefault(key, [])
        kept += [quote for quote in exact if quote not in kept]

    def meetings(self) -> dict[Key, Meeting]:
        """Returns all meetings by mention."""
        return {key: thing for key, thing in self.things.items() if isinstance(thing, Meeting)}

    def quotes(self, key: Key) -> tuple[str, ...]:
        """Returns the quotes behind a mention: of its posts and meetings; those that name it stand first."""
        thing = self.things.get(key)
        names = [] if thing is None or isinstance(thing, Meeting) else [thing.name, *thing.aliases]
        words = {fold(word) for name in names for word in name.split() if len(word) > 2}
        ranked = sorted(self._quotes.get(key, ()), key=lambda quote: not any(word in fold(quote) for word in words))
        return tuple(ranked)

    def label(self, key: Key) -> str:
        """Returns what a mention is called; a meeting by who takes part, where and when."""
        thing = self.things.get(key) or self._known.get(key)
        if thing is None:
            return write_key(key)
        if not isinstance(thing, Meeting):
            return thing.name
        names = [self._name(key[0], part.ref) for part in thing.participants if part.role != "accompanying"]
        where = thing.place or thing.place_country
        return (
            f"{thing.kind}: {' – '.join(names)}"
            + (f", {where}" if where else "")
            + (f", {thing.date}" if thing.date else "")
        )

    def _name(self, article: str, ref: str) -> str:
        thing = self.things.get((article, ref))
        return ref if thing is None or isinstance(thing, Meeting) else thing.name

    def details(self, key: Key) -> tuple[str, ...]:
        """Returns what the article says of a mention: posts, or acronym and country, or status and topics."""
        thing = self.things.get(key)
        if isinstance(thing, Person):
            return tuple(f"{post.title}{f' ({post.country})' if post.country else ''}" for post in thing.posts)
        if isinstance(thing, Agency):
            return tuple(part for part in (thing.acronym, thing.country) if part)
        if isinstance(thing, Meeting):
            return (thing.status, *thing.topics)
        return ()

    def source(self, key: Key) -> str:
        """Returns the article of a mention: publisher, title, date."""
        info = self.articles.get(key[0])
        if info is None:
            return key[0]
        return ", ".join(part for part in (info.publisher, info.title, info.published) if part) or info.id

    def find(self, text: str) -> Key:
        """Returns the mention that stands for what a name, mention (article#id) or IRI asks for.

        Raises:
            InputError: there is none.
            AmbiguousError: several fit.
        """
        key = self._iris.get(text) or read_key(text)
        if key is not None and key in self.things:
            return self.resolution.find(key)
        clusters = list(dict.fromkeys(self.resolution.find(key) for key in self._match(text)))
        if not clusters:
            raise InputError(f"{text!r}: nobody and nothing is called so; give a name, an acronym or article#id")
        if len(clusters) > 1:
            raise AmbiguousError(text, [self._list(one) for one in clusters[:LISTED]])
        return clusters[0]

    def _list(self, key: Key) -> str:
        return ", ".join((self.label(key), *self.details(key)[:2], write_key(key)))

    def _match(self, text: str) -> list[Key]:
        """Returns mentions called so: in full before in part."""
        wanted = fold(text)
        called = [(key, name) for key in sorted(self.things) for name in self._names(key)]
        whole = [key for key, name in called if name == wanted]
        return whole or [key for key, name in called if set(wanted.split()) <= set(name.replace("-", " ").split())]

    def _names(self, key: Key) -> Iterator[str]:
        thing = self.things[key]
        if isinstance(thing, Meeting):
            return
        yield from (fold(name) for name in (thing.name, *thing.aliases))
        if isinstance(thing, Agency) and thing.acronym:
            yield fold(thing.acronym)
            if thing.country:
                yield fold(f"{thing.acronym} {thing.country}")
