"""What holds of every sheet, whatever letters stand in it."""

import pyoxigraph as ox
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.facts.model import (
    MEETING_KINDS,
    REVIEWS,
    ROLES,
    STATUSES,
    Agency,
    ArticleInfo,
    Award,
    FactSheet,
    Ground,
    Meeting,
    Participation,
    Person,
    Post,
    Quote,
)
from kg.rdf import nquads_of, quads_of

WORDS = st.text(st.characters(exclude_categories=("Cs",)), min_size=1, max_size=12)
MAYBE_WORDS = st.none() | WORDS
PERSONS, AGENCIES, COUNTRIES = ["p-1", "p-2"], ["a-1"], ["FR", "MA", "EU"]
REFS = st.sampled_from([*PERSONS, *AGENCIES, *COUNTRIES])
MAYBE_COUNTRY = st.none() | st.sampled_from(COUNTRIES)
DATES = st.none() | st.sampled_from(
    ["2024", "2024-05", "2024-05-06", "2024-05-06/2024-05-09", "2024-05-06/..", "2024~"]
)
QUOTES = st.lists(st.builds(Quote, WORDS), min_size=1, max_size=2).map(tuple)
GROUNDS = st.builds(Ground, st.none() | st.floats(0, 1), review=st.none() | st.sampled_from(REVIEWS))
ADDRESSES = st.lists(WORDS.map(lambda text: "https://a.example:80/" + text), max_size=2).map(tuple)
POSTS = st.builds(Post, WORDS, st.none() | st.sampled_from(AGENCIES), MAYBE_COUNTRY, QUOTES, DATES, st.none(), GROUNDS)
PARTS = st.builds(Participation, REFS, st.sampled_from(ROLES), st.none() | REFS)


@st.composite
def sheets(draw):
    names = st.lists(WORDS, max_size=2).map(tuple)
    posts = st.lists(POSTS, max_size=2).map(tuple)
    persons = tuple(draw(st.builds(Person, st.just(i), WORDS, names, posts, ADDRESSES, GROUNDS)) for i in PERSONS)
    agencies = tuple(draw(st.builds(Agency, st.just(i), WORDS, MAYBE_WORDS, names, MAYBE_COUNTRY)) for i in AGENCIES)
    meeting = st.builds(
        Meeting,
        st.just("m-1"),
        st.sampled_from(MEETING_KINDS),
        st.sampled_from(STATUSES),
        st.lists(PARTS, max_size=4).map(tuple),
        QUOTES,
        DATES,
        MAYBE_WORDS,
        MAYBE_COUNTRY,
        ground=GROUNDS,
    )
    awards = draw(st.lists(st.builds(Award, WORDS, REFS, QUOTES, st.none() | REFS, DATES), max_size=2))
    info = draw(st.builds(ArticleInfo, st.just("an-article"), st.just("de"), MAYBE_WORDS, MAYBE_WORDS))
    return FactSheet(info, persons, agencies, (draw(meeting),), tuple(awards))


@settings(max_examples=150, deadline=None)
@given(sheets())
def test_every_line_is_one_quad_without_blank_nodes(sheet):
    lines = list(nquads_of(sheet))
    for line in lines:
        (quad,) = ox.parse(line, format=ox.RdfFormat.N_QUADS)
        assert isinstance(quad.subject, ox.NamedNode)
        assert not isinstance(quad.object, ox.BlankNode)
        assert quad.graph_name.value.endswith("/graph/an-article")
    assert len(set(lines)) == len(lines) == len(list(quads_of(sheet)))


@settings(max_examples=50, deadline=None)
@given(sheets())
def test_same_sheet_gives_same_bytes(sheet):
    assert "".join(nquads_of(sheet)).encode() == "".join(nquads_of(sheet)).encode()


@settings(max_examples=50, deadline=None)
@given(sheets())
def test_order_of_persons_does_not_change_what_is_said(sheet):
    turned = FactSheet(sheet.article, sheet.persons[::-1], sheet.agencies, sheet.meetings, sheet.awards[::-1])
    assert set(nquads_of(turned)) == set(nquads_of(sheet))


@settings(max_examples=50, deadline=None)
@given(sheets())
def test_letters_survive_the_way_through_n_quads(sheet):
    parsed = ox.parse("".join(nquads_of(sheet)), format=ox.RdfFormat.N_QUADS)
    assert [quad.object.value for quad in parsed if isinstance(quad.object, ox.Literal)] == [
        quad.object.value for quad in quads_of(sheet) if not isinstance(quad.object, str)
    ]
