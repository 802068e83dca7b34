"""Resolves all sheets at once: persons, agencies and meetings, by evidence and by what people decided.

The outcome follows from the sheets, the decisions and the reference data alone: neither the order of loading nor the
past changes it, so that a decision and its undo leave everything as before.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Protocol

from kg.collector import pause_collector
from kg.facts.model import Agency, FactSheet, Person
from kg.identity.agencies import AgencyGatherer, AgencyResolver
from kg.identity.agency_index import load_agencies
from kg.identity.clusters import Clusters
from kg.identity.decisions import Decision, find_active
from kg.identity.meeting_evidence import MeetingMention
from kg.identity.meetings import MeetingResolver, gather_meetings, resolve_takers
from kg.identity.model import Key, Kind, Link, Resolution
from kg.identity.persons import PersonResolver
from kg.identity.profiles import PersonGatherer


class Resolver(Protocol):
    """What resolving one kind of thing offers; nodes are profiles or mentions."""

    @property
    def at(self) -> Mapping[Key, int]:
        """Mention -> node."""

    @property
    def clusters(self) -> Clusters[int]:
        """The clusters of nodes."""

    def compare(self) -> None:
        """Scores all pairs worth it."""

    def join(self) -> list[Link]:
        """Joins the sure pairs and returns the links."""

    def candidates(self) -> list[Link]:
        """Returns the pairs for review."""


def resolve_sheets(
    sheets: Iterable[FactSheet], decisions: Sequence[Decision] = (), references: Iterable[FactSheet] = ()
) -> Resolution:
    """Returns who is who across sheets.

    Args:
        sheets: read once, in any order; each article once.
        decisions: the log (decisions.py); undone ones and undos may be among them.
        references: what others know (references.py); it gives identifiers and ties mentions together, and stands for
            no cluster itself.
    """
    active = find_active(decisions)
    singled = frozenset(key for one in active if one.kind == "different" for key in one.pair)
    run = _Run(active)
    index = load_agencies()
    people, agencies = PersonGatherer(index, singled), AgencyGatherer(index, singled)
    told: list[MeetingMention] = []
    for sheet in references:
        run.add_reference(sheet)
        people.add(sheet, reference=True)
        agencies.add(sheet)
    for sheet in sheets:
        people.add(sheet)
        agencies.add(sheet)
        told += gather_meetings(sheet)
    with pause_collector():
        persons = PersonResolver(people.finish())
        run.resolve("person", persons, persons.inside())
        del persons
        bodies = AgencyResolver(agencies.finish(), index)
        run.resolve("agency", bodies, bodies.inside())
        told.sort(key=lambda one: one.key)
        for at, one in enumerate(told):
            told[at] = resolve_takers(one, lambda key: run.first.get(key, key))
        meetings = MeetingResolver(told)
        run.resolve("meeting", meetings, [])
        return run.finish()


class _Run:
    """Collects the outcome of the three kinds."""

    def __init__(self, active: Sequence[Decision]) -> None:
        self.active = active
        self.first: dict[Key, Key] = {}
        self.links: list[Link] = []
        self.review: list[Link] = []
        self.known: set[Key] = set()
        self.kinds: dict[Key, Kind] = {}
        self.same_as: dict[Key, tuple[str, ...]] = {}
        self._identifiers: dict[Key, tuple[str, ...]] = {}
        self._references: set[str] = set()

    def add_reference(self, sheet: FactSheet) -> None:
        """Notes the identifiers of a reference file."""
        self._references.add(sheet.article.id)
        things: list[Person | Agency] = [*sheet.persons, *sheet.agencies]
        for thing in things:
            self._identifiers[(sheet.article.id, thing.id)] = thing.same_as

    def resolve(self, kind: Kind, resolver: Resolver, inside: list[Link]) -> None:
        """Resolves one kind: what is decided first, then what is sure."""
        decided = [one for one in self.active if all(key in resolver.at for key in one.pair)]
        self.known |= {key for one in self.active for key in one.pair if key in resolver.at}
        for one in decided:
            if one.kind == "different":
                resolver.clusters.part(*(resolver.at[key] for key in one.pair))
        resolver.compare()
        for one in decided:
            if one.kind == "same":
                resolver.clusters.join(*(resolver.at[key] for key in one.pair), force=True)
                why = (f"decided by {one.who} on {one.when[:10]} ({one.id})", *([one.why] if one.why else []))
                self.links.append(Link(kind, *one.pair, 1.0, why, (), "decision"))
        self.links += inside + resolver.join()
        self.review += resolver.candidates()
        self._note_clusters(kind, resolver)

    def _note_clusters(self, kind: Kind, resolver: Resolver) -> None:
        keys: dict[int, list[Key]] = {}
        for key, node in resolver.at.items():
            keys.setdefault(resolver.clusters.find(node), []).append(key)
        for members in keys.values():
            if len(members) < 2:
                continue
            told = [key for key in members if key[0] not in self._references]
            smallest = min(told or members)
            self.kinds[smallest] = kind
            for key in members:
                self.first[key] = smallest
            found = sorted({iri for key in members for iri in self._identifiers.get(key, ())})
            if found and told:
                self.same_as[smallest] = tuple(found)

    def finish(self) -> Resolution:
        """Returns the outcome."""
        loose = sorted({key for one in self.active for key in one.pair} - self.known)
        review = sorted(self.review, key=lambda link: (-link.score, link.kind, link.left, link.right))
        return Resolution(self.first, self.kinds, tuple(self.links), tuple(review), self.same_as, tuple(loose))
