from dataclasses import replace

import pyoxigraph as ox
import pytest

from kg import vocab as v
from kg.errors import SheetError
from kg.facts.edtf import parse_edtf
from kg.facts.model import Agency, Award, Ground, Meeting, Participation, Person, Post, Quote
from kg.rdf import Literal, mint, nquads_of, quads_of
from kg.rdf.statements import bound_tenure, write_decimal

PREFIXES = "".join(f"PREFIX {name}: <{iri}> " for name, iri in v.PREFIXES.items())
QUOTE = Quote("said")


def ask(sheet, names, pattern, text=None):
    """Returns the bindings of names ("who when") for a pattern over the graph of a sheet, sorted."""
    store = ox.Store()
    store.load("".join(nquads_of(sheet, text)), format=ox.RdfFormat.N_QUADS)
    select = " ".join("?" + name for name in names.split())
    found = store.query(f"{PREFIXES} SELECT {select} {{ {pattern} }}", use_default_graph_as_union=True)
    return sorted((tuple(term and term.value for term in row) for row in found), key=str)


def test_all_statements_are_in_the_graph_of_the_article(make_sheet, text):
    assert {quad.graph for quad in quads_of(make_sheet(), text)} == {v.GRAPH + "oslo-talks"}


def test_no_statement_comes_twice(make_sheet, text):
    lines = list(nquads_of(make_sheet(), text))
    assert len(lines) == len(set(lines))


def test_quads_and_lines_say_the_same(make_sheet, text):
    quads = list(quads_of(make_sheet(), text))
    parsed = list(ox.parse("".join(nquads_of(make_sheet(), text)), format=ox.RdfFormat.N_QUADS))
    assert [(q.subject, q.predicate, q.graph) for q in quads] == [
        (q.subject.value, q.predicate.value, q.graph_name.value) for q in parsed
    ]
    assert [q.object.value if isinstance(q.object, Literal) else q.object for q in quads] == [
        q.object.value for q in parsed
    ]


def test_person_has_names_and_identifiers(make_sheet):
    assert ask(make_sheet(), "p name alias", "?p a kg:Person ; rdfs:label ?name ; skos:altLabel ?alias") == [
        (mint("p", "oslo-talks", "ruiz"), "Ana Ruiz", "Ruiz")
    ]
    assert ask(make_sheet(), "same", "?p rdfs:label 'Bo Lind' ; owl:sameAs ?same") == [
        ("http://www.wikidata.org/entity/Q1",)
    ]


def test_agency_has_acronym_and_country(make_sheet):
    pattern = "?a a kg:Agency ; rdfs:label ?name ; kg:acronym ?acronym ; kg:country ?country"
    assert ask(make_sheet(), "a name acronym country", pattern) == [
        (mint("a", "oslo-talks", "ssa"), "State Security Agency", "SSA", v.COUNTRY + "SE")
    ]


def test_tenure_names_holder_post_and_day_of_publication(make_sheet):
    pattern = """?t a kg:Tenure ; kg:holder/rdfs:label ?who ; kg:post ?o ; kg:statedOn ?on ; kg:earliest ?first ;
        kg:latest ?last ; kg:evidence/oa:hasSelector/oa:exact ?quote .
        ?o a kg:Post ; rdfs:label ?title ; kg:country ?country"""
    assert ask(make_sheet(), "who title country on first last quote", pattern) == [
        ("Ana Ruiz", "Interior Minister", v.COUNTRY + "NO", *["2024-05-06"] * 3, "Ana Ruiz received Bo Lind")
    ]


def test_meeting_has_kind_status_date_place_topic_and_inviter(make_sheet):
    pattern = """?m a kg:Meeting, kg:Visit ; kg:status kg:held ; kg:date ?on ; kg:earliest ?first ; kg:latest ?last ;
        kg:topic ?topic ; kg:country ?country ; kg:place ?p ; kg:invitedBy/rdfs:label ?inviter .
        ?p a kg:Place ; rdfs:label ?place ; kg:country ?country"""
    assert ask(make_sheet(), "on first last topic country place inviter", pattern) == [
        (*["2024-05-05"] * 3, v.TOPIC + "security", v.COUNTRY + "NO", "Oslo", "Ana Ruiz")
    ]


def test_meeting_of_no_narrower_kind_is_a_meeting_alone(make_sheet):
    pattern = "?m kg:status kg:planned ; a ?kind ; kg:partOf/kg:status kg:held"
    assert ask(make_sheet(), "kind", pattern) == [(v.KG_Meeting,)]


def test_participations_name_party_role_and_company(make_sheet):
    pattern = """?m a kg:Visit ; kg:participation ?n . ?n kg:participant ?who ; kg:role ?role
        OPTIONAL { ?n kg:accompanies ?other }"""
    ruiz, lind, aide = (mint("p", "oslo-talks", name) for name in ("ruiz", "lind", "aide"))
    assert set(ask(make_sheet(), "who role other", pattern)) == {
        (ruiz, v.KG_host, None),
        (lind, v.KG_guest, None),
        (aide, v.KG_accompanying, lind),
        (v.COUNTRY + "FI", v.KG_participant, None),
    }


def test_conferral_names_award_recipient_conferrer_date_and_meeting(make_sheet):
    pattern = """?c a kg:Conferral ; kg:award/rdfs:label ?award ; kg:recipient/rdfs:label ?to ;
        kg:conferrer/rdfs:label ?by ; kg:date ?on ; kg:earliest ?first ; kg:latest ?last ; kg:meeting ?at"""
    assert ask(make_sheet(), "award to by on first last at", pattern) == [
        ("Star Medal", "Bo Lind", "Ana Ruiz", "2024-05", "2024-05-01", "2024-05-31", mint("m", "oslo-talks", "oslo"))
    ]


def test_article_is_described(make_sheet):
    pattern = """?a a kg:Article ; dcterms:title ?title ; dcterms:publisher ?publisher ; dcterms:language ?language ;
        dcterms:issued ?on ; schema:url ?url"""
    assert ask(make_sheet(), "a title publisher language on url", pattern) == [
        (v.ARTICLE + "oslo-talks", "Talks in Oslo", "The Paper", "en", "2024-05-06", "https://paper.example/a")
    ]


def test_quote_has_its_position_and_its_neighbours(make_sheet, text):
    pattern = """?e a kg:Evidence ; oa:hasSource ?a ; oa:hasSelector ?q, ?p . ?q oa:exact ?quote ; oa:prefix ?before
        OPTIONAL { ?q oa:suffix ?after } ?p a oa:TextPositionSelector ; oa:start ?start ; oa:end ?end"""
    assert set(ask(make_sheet(), "before quote after start end", pattern, text)) == {
        ("Interior Minister ", "Ana Ruiz received Bo Lind", " of the SSA in Oslo on 5 May 202", "18", "43"),
        (" the SSA in Oslo on 5 May 2024. ", "She gave him the Star Medal.", None, "78", "106"),
    }


def test_quote_without_a_place_has_no_position(make_sheet):
    sheet = make_sheet(persons=(), agencies=(), awards=(), meetings=(Meeting("m", "call", "held", (), (QUOTE,)),))
    assert ask(sheet, "q", "?e oa:hasSelector ?q . ?q a oa:TextPositionSelector") == []
    assert ask(sheet, "quote", "?m a kg:Call ; kg:evidence/oa:hasSelector/oa:exact ?quote") == [("said",)]


def test_quote_that_is_not_at_its_place_is_refused(make_sheet, text):
    with pytest.raises(SheetError, match=r"oslo-talks: .*ruiz.posts\[0\]: the quote 'Ana Ruiz .* is not at 18-43"):
        list(nquads_of(make_sheet(), "x" + text))


def test_one_quote_of_two_facts_is_one_evidence(make_sheet):
    assert len(ask(make_sheet(), "e", "?e a kg:Evidence")) == 2


@pytest.mark.parametrize(("extractor", "kind"), [("rules 0.1.0", v.KG_Extraction), ("curated", v.KG_Curation)])
def test_graph_says_how_it_was_made(make_sheet, extractor, kind):
    sheet = make_sheet()
    sheet = replace(sheet, article=replace(sheet.article, extractor=extractor))
    pattern = "?g a prov:Entity ; prov:wasDerivedFrom ?a ; prov:wasGeneratedBy ?x . ?x prov:used ?a ; a ?kind"
    graph, article = v.GRAPH + "oslo-talks", v.ARTICLE + "oslo-talks"
    assert set(ask(sheet, "g a kind", pattern)) == {(graph, article, kind), (graph, article, v.PROV_Activity)}


def test_program_is_named_and_a_curator_is_not_a_program(make_sheet):
    sheet = make_sheet()
    by_rules = replace(sheet, article=replace(sheet.article, extractor="rules 0.1.0"))
    by_hand = replace(sheet, article=replace(sheet.article, extractor="curated"))
    pattern = "?x prov:wasAssociatedWith ?s . ?s a prov:SoftwareAgent ; rdfs:label ?name"
    assert ask(by_rules, "name", pattern) == [("rules 0.1.0",)]
    assert ask(by_hand, "name", pattern) == []


def test_confidence_review_and_inferred_fields_are_told(make_sheet):
    meeting = Meeting("m", "meeting", "held", (), (QUOTE,), ground=Ground(0.9, (), "accepted", ("date",)))
    sheet = make_sheet(meetings=(meeting,), awards=())
    found = ask(sheet, "sure review field", "?m kg:confidence ?sure ; kg:review ?review ; kg:inferred ?field")
    assert found == [("0.9", v.KG_accepted, "date")]


@pytest.mark.parametrize("review", ["pending", "rejected"])
def test_fact_that_nobody_accepted_stays_out(make_sheet, review):
    ground = Ground(review=review)
    sheet = make_sheet()
    persons = [replace(p, posts=tuple(replace(post, ground=ground) for post in p.posts)) for p in sheet.persons]
    sheet = replace(
        sheet,
        persons=tuple(persons),
        meetings=tuple(replace(m, ground=ground) for m in sheet.meetings),
        awards=tuple(replace(a, ground=ground) for a in sheet.awards),
    )
    assert ask(sheet, "x", "VALUES ?k { kg:Meeting kg:Tenure kg:Conferral kg:Evidence kg:Post kg:Award } ?x a ?k") == []
    assert len(ask(sheet, "x", "?x a kg:Person")) == 3


def test_person_left_out_takes_part_in_nothing(make_sheet):
    sheet = make_sheet()
    persons = tuple(replace(p, ground=Ground(review="rejected")) if p.id == "lind" else p for p in sheet.persons)
    sheet = replace(sheet, persons=persons)
    assert ask(sheet, "p", "?n kg:role kg:guest ; kg:participant ?p . ?p a kg:Person") == []
    assert ask(sheet, "c", "?c a kg:Conferral") == []
    assert ask(sheet, "p", "?n kg:accompanies ?p") == []


def test_company_of_a_person_left_out_stays_one_side(make_sheet):
    sheet = make_sheet()
    kim = Participation("kim", "accompanying", "lind")
    meeting = replace(sheet.meetings[0], participants=(*sheet.meetings[0].participants, kim))
    persons = tuple(replace(p, ground=Ground(review="pending")) if p.id == "lind" else p for p in sheet.persons)
    sheet = replace(sheet, persons=(*persons, Person("kim", "Di Kim")), meetings=(meeting, sheet.meetings[1]))
    aide, other = (mint("p", "oslo-talks", name) for name in ("aide", "kim"))
    assert ask(sheet, "who lead", "?n kg:participant ?who ; kg:accompanies ?lead") == [(other, aide)]


def test_part_of_a_meeting_left_out_is_not_told(make_sheet):
    sheet = make_sheet()
    first = replace(sheet.meetings[0], ground=Ground(review="pending"))
    assert ask(replace(sheet, meetings=(first, sheet.meetings[1])), "o", "?m kg:partOf ?o") == []


def test_resolver_names_who_is_known(make_sheet):
    known = {("oslo-talks", "ruiz"): v.ID + "p-known"}
    quads = list(quads_of(make_sheet(), None, lambda article, local: known.get((article, local))))
    assert v.ID + "p-known" in {quad.object for quad in quads if quad.predicate == v.KG_holder}
    assert mint("p", "oslo-talks", "lind") in {quad.subject for quad in quads}


def test_meeting_may_have_the_id_of_an_agency(make_sheet):
    sheet = make_sheet()
    told = replace(sheet.meetings[0], id="ssa", participants=(Participation("ssa", "participant"),))
    who = ask(replace(sheet, meetings=(told,), awards=()), "who", "?n kg:participant ?who")
    assert who == [(mint("a", "oslo-talks", "ssa"),)]


def test_resolver_is_asked_for_a_meeting_by_a_key_of_its_own(make_sheet):
    asked = []
    list(quads_of(make_sheet(), None, lambda article, local: asked.append(local)))
    assert {"ruiz", "ssa", "meeting/oslo"} <= set(asked)


def test_iri_of_a_resolver_that_would_break_a_line_is_refused(make_sheet):
    with pytest.raises(SheetError, match="is no IRI"):
        list(nquads_of(make_sheet(), None, lambda article, local: "https://a> <b"))


def test_order_of_persons_does_not_change_iris(make_sheet):
    sheet = make_sheet()
    turned = replace(sheet, persons=sheet.persons[::-1], agencies=sheet.agencies[::-1], meetings=sheet.meetings[::-1])
    assert set(nquads_of(turned)) == set(nquads_of(sheet))


def test_posts_of_one_wording_agency_and_country_are_one_post(make_sheet):
    persons = (
        Person("a", "A", posts=(Post("Head of  X", "x", "NO", (QUOTE,)),)),
        Person("b", "B", posts=(Post("head of X", "x", "NO", (QUOTE,)),)),
    )
    sheet = make_sheet(persons=persons, agencies=(Agency("x", "X"),), meetings=(), awards=())
    assert len(ask(sheet, "t o", "?t kg:post ?o")) == 2
    assert len(ask(sheet, "o", "?o a kg:Post")) == 1


def test_posts_of_nothing_are_not_taken_for_one(make_sheet):
    persons = tuple(Person(name, name, posts=(Post("Minister", evidence=(QUOTE,)),)) for name in ("a", "b"))
    assert len(ask(make_sheet(persons=persons, agencies=(), meetings=(), awards=()), "o", "?o a kg:Post")) == 2


@pytest.mark.parametrize(
    ("since", "until", "stated", "days"),
    [
        (None, None, None, (None, None)),
        (None, None, "2024-05-06", ("2024-05-06", "2024-05-06")),
        ("2020", None, "2024-05-06", ("2020-01-01", "2024-05-06")),
        ("2020", "2022-03", "2024-05-06", ("2020-01-01", "2022-03-31")),
        (None, "2022-03", "2024-05-06", ("2022-03-01", "2022-03-31")),
        (None, "2025", "2024-05-06", ("2024-05-06", "2025-12-31")),
        ("2025", None, "2024-05-06", ("2025-01-01", "2025-12-31")),
        ("2020", None, None, ("2020-01-01", "2020-12-31")),
        (None, "2022", None, ("2022-01-01", "2022-12-31")),
    ],
)
def test_tenure_covers_the_days_the_article_tells(since, until, stated, days):
    first, last = bound_tenure(*(parse_edtf(text) if text else None for text in (since, until, stated)))
    assert (first and first.isoformat(), last and last.isoformat()) == days


def test_open_date_has_one_bound(make_sheet):
    meeting = Meeting("m", "visit", "held", (), (QUOTE,), date="2024-05-05/..")
    sheet = make_sheet(meetings=(meeting,), awards=())
    assert ask(sheet, "first last", "?m a kg:Visit ; kg:earliest ?first OPTIONAL { ?m kg:latest ?last }") == [
        ("2024-05-05", None)
    ]


@pytest.mark.parametrize(
    ("number", "form"), [(1.0, "1.0"), (0.9, "0.9"), (0.12345, "0.1235"), (0.0, "0.0"), (1e-9, "0.0")]
)
def test_confidence_is_written_as_a_decimal(number, form):
    assert write_decimal(number) == form


@pytest.mark.parametrize(
    ("changes", "problem"),
    [
        ({"awards": (Award("Star", "nobody", (QUOTE,)),)}, "award 'Star'.recipient: 'nobody' is no person"),
        ({"awards": (Award("Star", "lind", (QUOTE,), date="May"),)}, "award 'Star'.date: bad date 'May'"),
        ({"persons": (Person("ruiz", "R", same_as=("javascript:x",)),)}, "ruiz.same_as: 'javascript:x' is no address"),
        ({"persons": (Person("ruiz", "R", posts=(Post("M", country="no"),)),)}, "bad country code 'no'"),
        ({"meetings": (Meeting("m", "visit", "held", (), (QUOTE,), topics=("a b",)),)}, "bad topic code 'a b'"),
        ({"meetings": (Meeting("m", "visit", "held", (Participation("xx", "host"),), ()),)}, "m.participants: 'xx'"),
        ({"persons": (Person("ruiz", "half \ud800"),), "meetings": (), "awards": ()}, "half a letter"),
    ],
)
def test_what_cannot_be_said_is_refused_with_its_place(make_sheet, changes, problem):
    with pytest.raises(SheetError) as caught:
        list(nquads_of(make_sheet(**changes)))
    assert problem in str(caught.value)
    assert str(caught.value).startswith("oslo-talks: 1 problem")


@pytest.mark.parametrize("field", ["id", "url", "published"])
def test_hostile_article_field_is_refused(make_sheet, field):
    sheet = make_sheet()
    with pytest.raises(SheetError):
        list(nquads_of(replace(sheet, article=replace(sheet.article, **{field: "x> <y>"}))))
