"""Reads what a page shows from a store: first who has a part in what, then, for the facts that fit, all the rest.

Nothing is inferred but two things the filters need: which countries a fact has to do with, and the topics of the
meeting at which an award was given. Where articles differ about one meeting, the date that says most is shown; held
goes before cancelled, cancelled before planned. A post that several articles state is shown once, with all quotes.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from typing import cast

from kg import vocab as v
from kg.store.answers import Row
from kg.store.protocol import Store
from kg.store.terms import Literal
from kg.view import sparql
from kg.view.choice import Bone, Choice, Part, choose_facts
from kg.view.links import link_facts
from kg.view.model import (
    NodeKind,
    Role,
    ViewFact,
    ViewGraph,
    ViewNode,
    ViewQuote,
    ViewSource,
    ViewTaker,
    ViewText,
    ViewTopic,
)
from kg.view.reading import (
    ROLES,
    TYPES,
    Values,
    add_countries,
    choose_date,
    choose_status,
    find_first,
    make_code,
    make_id,
    make_source,
    merge_posts,
    name_article,
    read_confidence,
    read_id,
    read_text,
    sort_takers,
)


def collect_view(store: Store, *, about: Collection[str] = (), limit: int | None = None) -> ViewGraph:
    """Reads a view.

    Args:
        store: with the reference graph, from which the names of topics and countries come.
        about: IRIs of persons, agencies, countries, meetings; where given, only facts in which one of them has a part.
        limit: most persons, agencies, meetings and awards; the best connected are kept, and the view says how many
            there were. None: all.

    Raises:
        ServiceError: the store did not answer.
    """
    bones = [_read_bone(row) for row in sparql.ask(store, sparql.BONES)]
    choice = choose_facts(bones, limit, about)
    things = set(choice.nodes)
    unlinked = set() if about else {read_text(row[0]) for row in sparql.ask(store, sparql.THINGS)} - things
    total = choice.total + len(unlinked - {bone.who for bone in bones})
    if limit is None:
        things |= unlinked
    return _Collector(store, choice, things).collect(total if limit is not None else None)


def _read_bone(row: Row) -> Bone:
    fact, who, part = row
    return Bone(read_text(fact), None if who is None else read_text(who), cast(Part, read_text(part)))


class _Collector:
    """Reads the chosen facts of one store."""

    def __init__(self, store: Store, choice: Choice, things: Collection[str]) -> None:
        self.store = store
        self.facts = list(choice.facts)
        self.things = sorted(things)
        self.values = self._group(sparql.EVENTS, self.facts)
        self.details = self._group(sparql.DETAILS, self.things, "thing")
        self.quotes, self.sources = self._read_quotes()

    def collect(self, total: int | None) -> ViewGraph:
        kinds, names = self._read_names()
        facts = [*self._make_meetings(), *self._make_awards(), *merge_posts(self._make_posts())]
        facts = add_countries(facts, {make_id(iri): self._seat(iri) for iri in self.things})
        nodes = [self._make_node(iri, kinds[iri], names[iri]) for iri in self.things if iri in kinds]
        for fact in facts:
            if fact.kind != "post":
                nodes.append(ViewNode(fact.id, fact.kind, ViewText(fact.title or "")))
        nodes += self._make_countries(nodes, facts)
        known = {node.id for node in nodes}
        facts = [replace(fact, takers=tuple(t for t in fact.takers if t.node in known)) for fact in facts]
        shown = sum(node.kind != "country" for node in nodes)
        return ViewGraph(
            nodes=tuple(nodes),
            facts=tuple(facts),
            edges=link_facts(nodes, facts),
            sources=self.sources,
            topics=self._make_topics({code for fact in facts for code in fact.topics}),
            total=total if total is not None and total > shown else None,
        )

    def _ask(self, query: str, iris: Sequence[str], variable: str = "fact") -> Iterator[Row]:
        return sparql.ask_about(self.store, query, variable, iris)

    def _group(self, query: str, iris: Sequence[str], variable: str = "fact") -> dict[str, Values]:
        """Returns thing to property to values, each sorted: answers come in any order."""
        found: dict[str, Values] = defaultdict(lambda: defaultdict(list))
        for thing, prop, value in self._ask(query, iris, variable):
            found[read_text(thing)][read_text(prop)].append(read_text(value))
        for values in found.values():
            for each in values.values():
                each.sort()
        return found

    def _of(self, fact: str) -> Values:
        return self.values.get(fact, {})

    def _read_names(self) -> tuple[dict[str, NodeKind], dict[str, list[str]]]:
        """Returns the kind of each thing and its names, the one in most articles first, the longest of those."""
        kinds: dict[str, NodeKind] = {}
        counts: dict[str, Counter[str]] = defaultdict(Counter)
        for thing, kind, name, _graph in sorted(self._ask(sparql.NAMES, self.things, "thing"), key=str):
            kinds[read_text(thing)] = "person" if read_text(kind) == v.KG_Person else "agency"
            counts[read_text(thing)][read_text(name) or read_id(thing)] += 1
        names = {iri: sorted(found, key=lambda name: (-found[name], -len(name), name)) for iri, found in counts.items()}
        return kinds, names

    def _make_node(self, iri: str, kind: NodeKind, names: Sequence[str]) -> ViewNode:
        details = self.details.get(iri, {})
        aliases = dict.fromkeys([*names[1:], *details.get(v.SKOS_altLabel, [])])
        return ViewNode(
            id=make_id(iri),
            kind=kind,
            name=ViewText(names[0]),
            aliases=tuple(alias for alias in aliases if alias != names[0]),
            acronym=find_first(details, v.KG_acronym),
            country=self._seat(iri) if kind == "agency" else None,
            links=tuple(details.get(v.OWL_sameAs, ())),
        )

    def _seat(self, iri: str) -> str | None:
        found = find_first(self.details.get(iri, {}), v.KG_country)
        return make_code(found) if found else None

    def _make_meetings(self) -> Iterator[ViewFact]:
        meetings = [iri for iri in self.facts if v.KG_Meeting in self._of(iri).get(v.RDF_type, [])]
        parts: dict[str, set[ViewTaker]] = defaultdict(set)
        for fact, who, role, beside in self._ask(sparql.PARTS, meetings):
            taker = ViewTaker(
                read_id(who), ROLES.get(read_text(role), "participant"), read_id(beside) if beside else None
            )
            parts[read_text(fact)].add(taker)
        places = {
            read_text(fact): read_text(name) for fact, name in sorted(self._ask(sparql.PLACES, meetings), key=str)
        }
        for iri in meetings:
            values = self._of(iri)
            takers = sort_takers(parts[iri])
            takers += [ViewTaker(make_id(who), "inviter") for who in values.get(v.KG_invitedBy, [])]
            takers += [ViewTaker(make_id(frame), "frame") for frame in values.get(v.KG_partOf, []) if frame != iri]
            land = find_first(values, v.KG_country)
            takers += [ViewTaker(make_id(land), "place")] if land else []
            event = self._make_event(iri, "meeting", takers)
            yield replace(
                event,
                type=next((TYPES[each] for each in values.get(v.RDF_type, []) if each in TYPES), "meeting"),
                status=choose_status(values.get(v.KG_status, [])),
                place=places.get(iri),
                place_country=make_code(land) if land else None,
                topics=tuple(make_code(topic) for topic in values.get(v.KG_topic, [])),
            )

    def _make_awards(self) -> Iterator[ViewFact]:
        awards = [iri for iri in self.facts if v.KG_Conferral in self._of(iri).get(v.RDF_type, [])]
        names = {read_text(fact): read_text(name) for fact, name in sorted(self._ask(sparql.HONOURS, awards), key=str)}
        topics = {iri: values.get(v.KG_topic, []) for iri, values in self.values.items()}
        roles: tuple[tuple[str, Role], ...] = (
            (v.KG_recipient, "recipient"),
            (v.KG_conferrer, "conferrer"),
            (v.KG_meeting, "occasion"),
        )
        for iri in awards:
            values = self._of(iri)
            takers = [ViewTaker(make_id(who), role) for prop, role in roles for who in values.get(prop, [])]
            own = {make_code(topic) for meeting in values.get(v.KG_meeting, []) for topic in topics.get(meeting, [])}
            yield replace(self._make_event(iri, "award", takers), title=names.get(iri, ""), topics=tuple(sorted(own)))

    def _make_event(self, iri: str, kind: str, takers: Iterable[ViewTaker]) -> ViewFact:
        values = self._of(iri)
        return ViewFact(
            id=make_id(iri),
            kind="award" if kind == "award" else "meeting",
            takers=tuple(takers),
            quotes=self.quotes.get(iri, ()),
            date=choose_date(values.get(v.KG_date, [])),
            earliest=min(values.get(v.KG_earliest, []), default=None),
            latest=max(values.get(v.KG_latest, []), default=None),
            confidence=read_confidence(values),
            inferred=tuple(values.get(v.KG_inferred, ())),
        )

    def _make_posts(self) -> Iterator[ViewFact]:
        posts = [iri for iri in self.facts if v.KG_Tenure in self._of(iri).get(v.RDF_type, [])]
        for fact, title, agency, country in sorted(self._ask(sparql.OFFICES, posts), key=str):
            iri, values = read_text(fact), self._of(read_text(fact))
            takers = [ViewTaker(make_id(holder), "holder") for holder in values.get(v.KG_holder, [])]
            takers += [ViewTaker(read_id(agency), "agency")] if agency else []
            takers += [ViewTaker(read_id(country), "country")] if country else []
            said = bool(values.get(v.KG_since) or values.get(v.KG_until))
            yield ViewFact(
                id=make_id(iri),
                kind="post",
                title=read_text(title),
                takers=tuple(takers),
                quotes=self.quotes.get(iri, ()),
                since=find_first(values, v.KG_since),
                until=find_first(values, v.KG_until),
                stated=find_first(values, v.KG_statedOn),
                earliest=find_first(values, v.KG_earliest) if said else None,
                latest=find_first(values, v.KG_latest) if values.get(v.KG_until) else None,
                countries=(make_code(read_text(country)),) if country else (),
                confidence=read_confidence(values),
                inferred=tuple(values.get(v.KG_inferred, ())),
            )

    def _read_quotes(self) -> tuple[dict[str, tuple[ViewQuote, ...]], tuple[ViewSource, ...]]:
        """Returns the quotes of each fact in the order of its articles, and those articles."""
        found: dict[str, set[tuple[str, int, str]]] = defaultdict(set)
        for fact, article, quote, start in self._ask(sparql.QUOTES, self.facts):
            place = start.value if isinstance(start, Literal) else ""
            found[read_text(fact)].add((read_text(article), int(place) if place.isdigit() else 0, read_text(quote)))
        articles = sorted({article for each in found.values() for article, _, _ in each})
        values = self._group(sparql.ARTICLES, articles, "article")
        sources = tuple(make_source(iri, values.get(iri, {})) for iri in articles)
        quotes = {
            fact: tuple(dict.fromkeys(ViewQuote(quote, name_article(article)) for article, _, quote in sorted(each)))
            for fact, each in found.items()
        }
        return quotes, sources

    def _make_countries(self, nodes: Iterable[ViewNode], facts: Iterable[ViewFact]) -> Iterator[ViewNode]:
        codes = {code for fact in facts for code in fact.countries} | {node.country for node in nodes if node.country}
        codes |= {
            taker.node.removeprefix("country-")
            for fact in facts
            for taker in fact.takers
            if taker.node.startswith("country-")
        }
        iris = [v.COUNTRY + code for code in sorted(codes)]
        names = self._read_labels(iris)
        for iri, code in zip(iris, sorted(codes), strict=True):
            yield ViewNode(f"country-{code}", "country", names.get(iri, ViewText(code)))

    def _make_topics(self, codes: set[str]) -> tuple[ViewTopic, ...]:
        """Returns topics with all that are broader."""
        broader = {
            make_code(read_text(topic)): make_code(read_text(wide))
            for topic, wide in sparql.ask(self.store, sparql.BROADER)
        }
        wanted = set(codes)
        for code in codes:
            wide = broader.get(code)
            while wide and wide not in wanted:
                wanted.add(wide)
                wide = broader.get(wide)
        names = self._read_labels([v.TOPIC + code for code in sorted(wanted)])
        return tuple(
            ViewTopic(code, names.get(v.TOPIC + code, ViewText(code)), broader.get(code)) for code in sorted(wanted)
        )

    def _read_labels(self, iris: Sequence[str]) -> dict[str, ViewText]:
        found: dict[str, dict[str, str]] = defaultdict(dict)
        for thing, name in sorted(self._ask(sparql.LABELS, iris, "thing"), key=str):
            language = name.language if isinstance(name, Literal) else None
            found[read_text(thing)][language or ""] = read_text(name)
        return {
            iri: ViewText(names.get("en") or names.get("") or min(names.values()), tuple(sorted(names.items())))
            for iri, names in found.items()
        }
