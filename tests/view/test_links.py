"""Which lines the picture draws."""

from kg.view.links import link_facts
from kg.view.model import ViewFact, ViewNode, ViewTaker, ViewText


def make_nodes(*ids: str) -> list[ViewNode]:
    kinds = {"p": "person", "a": "agency", "c": "country", "m": "meeting", "w": "award"}
    return [ViewNode(each, kinds[each[0]], ViewText(each)) for each in ids]


def make_meeting(name: str, *takers: tuple[str, str], **more: object) -> ViewFact:
    return ViewFact(name, "meeting", tuple(ViewTaker(node, role) for node, role in takers), type="meeting", **more)


def list_edges(nodes: list[ViewNode], facts: list[ViewFact]) -> set[tuple[str, str, tuple[str, ...]]]:
    return {(edge.source, edge.target, edge.roles) for edge in link_facts(nodes, facts)}


def test_takers_are_joined_to_their_meeting() -> None:
    facts = [make_meeting("m-1", ("p-1", "guest"), ("p-2", "host"))]
    wanted = {("p-1", "m-1", ("guest",)), ("p-2", "m-1", ("host",))}
    assert list_edges(make_nodes("p-1", "p-2", "m-1"), facts) == wanted


def test_all_that_two_nodes_have_to_do_with_each_other_is_one_line() -> None:
    facts = [make_meeting("m-1", ("country-FR", "host"), ("country-FR", "inviter"), ("country-FR", "place"))]
    edges = list_edges(make_nodes("country-FR", "m-1"), facts)
    assert edges == {("country-FR", "m-1", ("host", "inviter", "place"))}


def test_a_post_joins_holder_and_agency_or_else_country() -> None:
    takers = (ViewTaker("p-1", "holder"), ViewTaker("a-1", "agency"), ViewTaker("country-FR", "country"))
    nodes = make_nodes("p-1", "a-1", "country-FR")
    assert list_edges(nodes, [ViewFact("t", "post", takers)]) == {("p-1", "a-1", ("holder",))}
    assert list_edges(nodes, [ViewFact("t", "post", (takers[0], takers[2]))]) == {("p-1", "country-FR", ("holder",))}
    assert list_edges(nodes, [ViewFact("t", "post", takers[:1])]) == set()


def test_an_award_goes_from_conferrer_to_recipient() -> None:
    takers = (ViewTaker("p-1", "recipient"), ViewTaker("a-1", "conferrer"), ViewTaker("m-1", "occasion"))
    edges = list_edges(make_nodes("p-1", "a-1", "m-1", "w-1"), [ViewFact("w-1", "award", takers)])
    wanted = {("w-1", "p-1", ("recipient",)), ("a-1", "w-1", ("conferrer",)), ("m-1", "w-1", ("occasion",))}
    assert edges == wanted


def test_a_meeting_within_a_visit_is_not_joined_to_the_same_country_again() -> None:
    visit = make_meeting("m-1", ("country-FR", "place"), place_country="FR")
    inner = make_meeting("m-2", ("m-1", "frame"), ("country-FR", "place"), place_country="FR")
    other = make_meeting("m-3", ("m-1", "frame"), ("country-MA", "place"), place_country="MA")
    nodes = make_nodes("m-1", "m-2", "m-3", "country-FR", "country-MA")
    ends = {(source, target) for source, target, _ in list_edges(nodes, [visit, inner, other])}
    assert ("country-FR", "m-1") in ends
    assert ("country-FR", "m-2") not in ends
    assert ("country-MA", "m-3") in ends


def test_an_agency_is_joined_to_its_country() -> None:
    nodes = [ViewNode("a-1", "agency", ViewText("A"), country="FR"), *make_nodes("country-FR")]
    assert list_edges(nodes, []) == {("a-1", "country-FR", ("country",))}


def test_nothing_is_joined_to_what_is_not_shown() -> None:
    assert link_facts(make_nodes("m-1"), [make_meeting("m-1", ("p-9", "host"), ("m-1", "frame"))]) == ()
