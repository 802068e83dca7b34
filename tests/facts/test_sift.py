from kg.facts.model import Agency, ArticleInfo, Award, FactSheet, Ground, Meeting, Participation, Person, Post, Quote
from kg.facts.sift import keep_confident

SURE, UNSURE = Ground(confidence=0.9), Ground(confidence=0.2)
QUOTE = (Quote("x"),)


def make_meeting(id: str, ground: Ground, *refs: str, part_of: str | None = None) -> Meeting:
    parts = tuple(Participation(ref, "participant") for ref in refs)
    return Meeting(id, "meeting", "held", parts, QUOTE, part_of=part_of, ground=ground)


def make_sheet(**lists: tuple) -> FactSheet:
    return FactSheet(ArticleInfo("a", "en"), **lists)


def test_facts_below_the_confidence_are_left_out() -> None:
    sheet = make_sheet(meetings=(make_meeting("sure", SURE, "FR", "MA"), make_meeting("unsure", UNSURE, "FR", "DE")))
    assert [meeting.id for meeting in keep_confident(sheet, 0.5).meetings] == ["sure"]


def test_curated_facts_have_no_confidence_and_stay() -> None:
    sheet = make_sheet(meetings=(make_meeting("curated", Ground(), "FR", "MA"),))
    assert keep_confident(sheet, 1.0) == sheet


def test_links_to_a_meeting_left_out_are_cut() -> None:
    award = Award("medal", "FR", QUOTE, meeting="visit", ground=SURE)
    sheet = make_sheet(
        meetings=(make_meeting("visit", UNSURE, "FR"), make_meeting("talk", SURE, "FR", part_of="visit")),
        awards=(award,),
    )
    kept = keep_confident(sheet, 0.5)
    assert kept.meetings[0].part_of is None
    assert kept.awards[0].meeting is None


def test_an_unsure_person_stays_while_a_fact_names_them() -> None:
    persons = (
        Person("named", "A", ground=UNSURE),
        Person("idle", "B", ground=UNSURE),
        Person("sure", "C", ground=SURE),
    )
    sheet = make_sheet(persons=persons, meetings=(make_meeting("m", SURE, "named", "FR"),))
    assert [person.id for person in keep_confident(sheet, 0.5).persons] == ["named", "sure"]


def test_an_agency_goes_with_the_only_post_that_named_it() -> None:
    posts = (Post("head", "kept", ground=SURE), Post("former head", "gone", ground=UNSURE))
    agencies = (Agency("kept", "K", ground=UNSURE), Agency("gone", "G", ground=UNSURE))
    kept = keep_confident(make_sheet(persons=(Person("p", "P", posts=posts, ground=SURE),), agencies=agencies), 0.5)
    assert [agency.id for agency in kept.agencies] == ["kept"]
    assert [post.title for post in kept.persons[0].posts] == ["head"]
