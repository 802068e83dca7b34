"""A fact sheet becomes statements, all in the named graph of its article. Pure: no files, no clock, no store.

The order of statements follows the sheet. There are no blank nodes and no statement comes twice. What waits for review
or was rejected stays out, together with what only hangs on it.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from kg import vocab as v
from kg.errors import InputError, SheetError
from kg.facts.edtf import EdtfDate, parse_edtf
from kg.facts.model import Agency, Award, FactSheet, Ground, Meeting, Participation, Person, Post, Quote
from kg.rdf.evidence import map_quote
from kg.rdf.minting import article_iri, country_iri, fold, graph_iri, mint, mint_common, topic_iri
from kg.rdf.statements import Statement, Statements, bound_tenure, write_decimal
from kg.rdf.terms import Literal, Quad, check_iri, clean_iri, write_literal

#: (article id, id in its sheet) to the IRI of a person, agency or meeting; None: it is known from this article alone. A
#: meeting's id comes with MEETING before it: a meeting may have the same id as an agency of its sheet.
Resolve = Callable[[str, str], str | None]
MEETING = "meeting/"
CURATED = "curated"


def quads_of(sheet: FactSheet, text: str | None = None, resolve: Resolve | None = None) -> Iterator[Quad]:
    """Yields the statements of a sheet.

    Args:
        sheet: the facts of one article, validated, its quotes located.
        text: the article's cleaned text, for the words around each quote; None: evidence comes without them.
        resolve: who is who across articles; None: IRIs of this article alone.

    Raises:
        SheetError: something in the sheet cannot be said in RDF.
    """
    graph, statements = map_sheet(sheet, text, resolve)
    for subject, predicate, obj in statements:
        yield Quad(subject, predicate, obj if type(obj) is str else Literal(*obj), graph)


def nquads_of(sheet: FactSheet, text: str | None = None, resolve: Resolve | None = None) -> Iterator[str]:
    """Yields the statements of a sheet as lines of N-Quads with their line breaks; see quads_of.

    Raises:
        SheetError: something in the sheet cannot be said in RDF.
    """
    yield from write_nquads(sheet.article.id, *map_sheet(sheet, text, resolve))


def write_nquads(article: str, graph: str, statements: Iterable[Statement]) -> list[str]:
    """Returns statements as lines of N-Quads with their line breaks. article: its id, for errors; graph: IRI.

    Raises:
        SheetError: something cannot be said in RDF.
    """
    end = f" <{graph}> .\n"
    try:
        return [
            f"<{subject}> <{predicate}> <{obj}>{end}"
            if type(obj) is str
            else f"<{subject}> <{predicate}> {write_literal(*obj)}{end}"
            for subject, predicate, obj in statements
        ]
    except InputError as error:
        raise SheetError(article, [str(error)]) from error


def map_sheet(sheet: FactSheet, text: str | None, resolve: Resolve | None) -> tuple[str, list[Statement]]:
    """Returns the graph's IRI and its statements, each once.

    Raises:
        SheetError: something in the sheet cannot be said in RDF.
    """
    try:
        mapper = _SheetMapper(sheet, text, resolve)
        mapper.map()
    except SheetError:
        raise
    except InputError as error:
        raise SheetError(sheet.article.id, [str(error)]) from error
    return mapper.graph, mapper.out.unique()


def is_left_out(ground: Ground) -> bool:
    """Whether a fact stays out of the graph: nobody has accepted it yet, or somebody rejected it."""
    return ground.review in ("pending", "rejected")


class _SheetMapper:
    """Collects the statements of one sheet."""

    __slots__ = ("article", "graph", "iris", "meetings", "out", "resolve", "sheet", "stated", "text")

    def __init__(self, sheet: FactSheet, text: str | None, resolve: Resolve | None) -> None:
        self.sheet = sheet
        self.text = text
        self.resolve = resolve
        self.article = article_iri(sheet.article.id)
        self.graph = graph_iri(sheet.article.id)
        self.out = Statements()
        self.stated = self._date("article.published", sheet.article.published)
        #: Local id to IRI; None: left out of the graph.
        self.iris: dict[str, str | None] = {}
        self.meetings: dict[str, str | None] = {}

    def map(self) -> None:
        sheet = self.sheet
        for kind, things in (("p", sheet.persons), ("a", sheet.agencies), ("m", sheet.meetings)):
            iris = self.meetings if kind == "m" else self.iris
            for thing in things:
                iris[thing.id] = None if is_left_out(thing.ground) else self._identify(kind, thing.id)
        self._map_article()
        self._map_provenance()
        for agency in sheet.agencies:
            self._map_agency(agency)
        for person in sheet.persons:
            self._map_person(person)
        for meeting in sheet.meetings:
            self._map_meeting(meeting)
        for award in sheet.awards:
            self._map_award(award)

    def _identify(self, kind: str, local: str) -> str:
        key = MEETING + local if kind == "m" else local
        known = self.resolve(self.sheet.article.id, key) if self.resolve else None
        return check_iri(known) if known else mint(kind, self.sheet.article.id, local)

    def _find(self, place: str, ref: str | None) -> str | None:
        """Returns the IRI of what a ref names; None where nothing is named or it is left out."""
        if ref is None:
            return None
        if ref in self.iris:
            return self.iris[ref]
        if ref in self.meetings:
            return self.meetings[ref]
        if len(ref) == 2 and ref.isupper():
            return country_iri(ref)
        raise self._problem(place, f"{ref!r} is no person, agency or meeting of this sheet and no country code")

    def _find_meeting(self, place: str, ref: str | None) -> str | None:
        """Returns the IRI of the meeting that a ref names; None where none is named or it is left out."""
        return self.meetings[ref] if ref in self.meetings else self._find(place, ref)

    def _problem(self, place: str, what: object) -> SheetError:
        return SheetError(self.sheet.article.id, [f"{place}: {what}"])

    def _date(self, place: str, text: str | None) -> EdtfDate | None:
        try:
            return parse_edtf(text) if text else None
        except InputError as error:
            raise self._problem(place, error) from error

    def _address(self, place: str, text: str) -> str:
        try:
            return clean_iri(text)
        except InputError as error:
            raise self._problem(place, error) from error

    def _map_article(self) -> None:
        info, article = self.sheet.article, self.article
        self.out.say(article, v.RDF_type, v.KG_Article)
        self.out.tell(article, v.DCTERMS_title, info.title)
        self.out.tell(article, v.DCTERMS_publisher, info.publisher)
        self.out.tell(article, v.DCTERMS_language, info.language)
        self.out.tell_date(article, v.DCTERMS_issued, self.stated)
        self.out.tell(article, v.KG_sha256, info.sha256)
        if info.url:
            self.out.say(article, v.SCHEMA_url, self._address("article.url", info.url))

    def _map_provenance(self) -> None:
        extractor = self.sheet.article.extractor
        self.out.say(self.graph, v.RDF_type, v.PROV_Entity)
        self.out.say(self.graph, v.PROV_wasDerivedFrom, self.article)
        if not extractor:
            return
        activity = mint("x", self.sheet.article.id, extractor)
        self.out.say(self.graph, v.PROV_wasGeneratedBy, activity)
        self.out.say(activity, v.RDF_type, v.PROV_Activity)
        self.out.say(activity, v.RDF_type, v.KG_Curation if extractor == CURATED else v.KG_Extraction)
        self.out.say(activity, v.PROV_used, self.article)
        if extractor != CURATED:
            agent = mint("s", extractor)
            self.out.say(activity, v.PROV_wasAssociatedWith, agent)
            self.out.say(agent, v.RDF_type, v.PROV_SoftwareAgent)
            self.out.tell(agent, v.RDFS_label, extractor)

    def _map_names(self, iri: str, thing: Person | Agency) -> None:
        self.out.tell(iri, v.RDFS_label, thing.name)
        for alias in thing.aliases:
            if alias != thing.name:
                self.out.tell(iri, v.SKOS_altLabel, alias)
        for same in thing.same_as:
            self.out.say(iri, v.OWL_sameAs, self._address(f"{thing.id}.same_as", same))

    def _map_agency(self, agency: Agency) -> None:
        iri = self.iris[agency.id]
        if iri is None:
            return
        self.out.say(iri, v.RDF_type, v.KG_Agency)
        self._map_names(iri, agency)
        self.out.tell(iri, v.KG_acronym, agency.acronym)
        self.out.say(iri, v.KG_country, agency.country and country_iri(agency.country))

    def _map_person(self, person: Person) -> None:
        iri = self.iris[person.id]
        if iri is None:
            return
        self.out.say(iri, v.RDF_type, v.KG_Person)
        self._map_names(iri, person)
        for number, post in enumerate(person.posts):
            if not is_left_out(post.ground):
                self._map_tenure(iri, person.id, post, f"{person.id}.posts[{number}]")

    def _map_tenure(self, holder: str, local: str, post: Post, place: str) -> None:
        article = self.sheet.article.id
        agency = self._find(f"{place}.agency", post.agency)
        if agency or post.country:
            office = mint_common("o", fold(post.title), agency, post.country)
        else:
            office = mint("o", fold(post.title), article, local)
        self.out.say(office, v.RDF_type, v.KG_Post)
        self.out.tell(office, v.RDFS_label, post.title)
        self.out.say(office, v.KG_agency, agency)
        self.out.say(office, v.KG_country, post.country and country_iri(post.country))
        tenure = mint("t", article, local, office, post.since, post.until)
        since, until = self._date(f"{place}.since", post.since), self._date(f"{place}.until", post.until)
        self.out.add((tenure, v.RDF_type, v.KG_Tenure), (tenure, v.KG_holder, holder), (tenure, v.KG_post, office))
        self.out.tell_date(tenure, v.KG_since, since)
        self.out.tell_date(tenure, v.KG_until, until)
        self.out.tell_date(tenure, v.KG_statedOn, self.stated)
        self.out.tell_days(tenure, *bound_tenure(since, until, self.stated))
        self._map_ground(tenure, post.ground, post.evidence, place)

    def _map_meeting(self, meeting: Meeting) -> None:
        iri = self.meetings[meeting.id]
        if iri is None:
            return
        self.out.say(iri, v.RDF_type, v.KG_Meeting)
        if meeting.kind != "meeting":
            self.out.say(iri, v.RDF_type, v.MEETING_CLASSES[meeting.kind])
        self.out.say(iri, v.KG_status, v.STATUSES[meeting.status])
        when = self._date(f"{meeting.id}.date", meeting.date)
        if when:
            self.out.tell_date(iri, v.KG_date, when)
            self.out.tell_days(iri, when.earliest, when.latest)
        self._map_place(iri, meeting)
        for topic in meeting.topics:
            self.out.say(iri, v.KG_topic, topic_iri(topic))
        self.out.say(iri, v.KG_partOf, self._find_meeting(f"{meeting.id}.part_of", meeting.part_of))
        for ref in meeting.invited_by:
            self.out.say(iri, v.KG_invitedBy, self._find(f"{meeting.id}.invited_by", ref))
        for part in self._with_leads(meeting):
            self._map_participation(iri, meeting.id, part)
        self._map_ground(iri, meeting.ground, meeting.evidence, meeting.id)

    def _map_place(self, meeting: str, said: Meeting) -> None:
        country = said.place_country and country_iri(said.place_country)
        if said.place:
            # A bare name is a place of this article only: there is more than one Georgetown.
            place = mint_common("l", fold(said.place), country or self.article)
            self.out.say(place, v.RDF_type, v.KG_Place)
            self.out.tell(place, v.RDFS_label, said.place)
            self.out.say(place, v.KG_country, country)
            self.out.say(meeting, v.KG_place, place)
        self.out.say(meeting, v.KG_country, country)

    def _with_leads(self, meeting: Meeting) -> list[Participation]:
        """The participations; company of somebody left out goes with the first of it, so that it stays one side."""
        leads: dict[str, str] = {}
        found: list[Participation] = []
        for part in meeting.participants:
            lead = part.accompanied
            if lead is not None and self._find(f"{meeting.id}.participants.with", lead) is None:
                first = leads.setdefault(lead, part.ref) if self._find(meeting.id, part.ref) is not None else None
                part = replace(part, accompanied=first if first != part.ref else None)
            found.append(part)
        return found

    def _map_participation(self, meeting: str, local: str, part: Participation) -> None:
        who = self._find(f"{local}.participants", part.ref)
        if who is None:
            return
        node = mint("n", self.sheet.article.id, local, part.ref, part.role, part.accompanied)
        self.out.add(
            (meeting, v.KG_participation, node),
            (node, v.RDF_type, v.KG_Participation),
            (node, v.KG_participant, who),
            (node, v.KG_role, v.ROLES[part.role]),
        )
        self.out.say(node, v.KG_accompanies, self._find(f"{local}.participants.with", part.accompanied))

    def _map_award(self, award: Award) -> None:
        recipient = self._find(f"award {award.name!r}.recipient", award.recipient)
        if recipient is None or is_left_out(award.ground):
            return
        honour = mint_common("w", fold(award.name))
        self.out.say(honour, v.RDF_type, v.KG_Award)
        self.out.tell(honour, v.RDFS_label, award.name)
        key = (award.recipient, award.conferrer, award.date, award.meeting)
        conferral = mint("c", self.sheet.article.id, honour, *key)
        self.out.say(conferral, v.RDF_type, v.KG_Conferral)
        self.out.say(conferral, v.KG_award, honour)
        self.out.say(conferral, v.KG_recipient, recipient)
        self.out.say(conferral, v.KG_conferrer, self._find(f"award {award.name!r}.conferrer", award.conferrer))
        when = self._date(f"award {award.name!r}.date", award.date)
        if when:
            self.out.tell_date(conferral, v.KG_date, when)
            self.out.tell_days(conferral, when.earliest, when.latest)
        self.out.say(conferral, v.KG_meeting, self._find_meeting(f"award {award.name!r}.meeting", award.meeting))
        self._map_ground(conferral, award.ground, award.evidence, f"award {award.name!r}")

    def _map_ground(self, fact: str, ground: Ground, evidence: tuple[Quote, ...], place: str) -> None:
        for quote in evidence:
            try:
                self.out.say(fact, v.KG_evidence, map_quote(self.out, quote, self.article, self.text))
            except InputError as error:
                raise self._problem(place, error) from error
        if ground.confidence is not None:
            self.out.tell(fact, v.KG_confidence, write_decimal(ground.confidence), v.XSD_decimal)
        if ground.review is not None:
            self.out.say(fact, v.KG_review, v.REVIEWS[ground.review])
        for field in ground.inferred:
            self.out.tell(fact, v.KG_inferred, field)
