from dataclasses import replace
from pathlib import Path

import pytest

from kg.errors import SheetError
from kg.facts import (
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
    check_sheet,
    locate_quotes,
    read_sheet,
    require_valid,
)
from kg.text import read_article

TEXT = "Minister Lee met Bob Diop in Oslo on Monday."
MET = Quote("Lee met Bob Diop", 9, 25)
LEE = Person("lee", "Lee", posts=(Post("Minister", "mfa", "NO", (Quote("Minister Lee"),)),))
MFA = Agency("mfa", "Foreign Ministry", "MFA", country="NO")
TALK = Meeting("talk", "meeting", "held", (Participation("lee", "host"), Participation("diop", "guest")), (MET,))
GOOD = FactSheet(ArticleInfo("a-1", "en", published="2024-06"), (LEE, Person("diop", "Bob Diop")), (MFA,), (TALK,))


def problems(sheet: FactSheet, text: str | None = TEXT) -> list[str]:
    return [str(problem) for problem in check_sheet(sheet, text)]


def talk(**changes: object) -> FactSheet:
    return replace(GOOD, meetings=(replace(TALK, **changes),))  # type: ignore[arg-type]


def post(**changes: object) -> FactSheet:
    return replace(GOOD, persons=(replace(LEE, posts=(replace(LEE.posts[0], **changes),)), GOOD.persons[1]))  # type: ignore[arg-type]


def award(**changes: object) -> FactSheet:
    return replace(GOOD, awards=(replace(Award("Medal", "lee", (MET,)), **changes),))  # type: ignore[arg-type]


def article(**changes: object) -> FactSheet:
    return replace(GOOD, article=replace(GOOD.article, **changes))  # type: ignore[arg-type]


def with_parts(*parts: Participation) -> FactSheet:
    return talk(participants=parts)


@pytest.mark.parametrize("sheet", [GOOD, FactSheet(ArticleInfo("a", "pt-BR")), award(recipient="mfa", conferrer="NO")])
def test_good_sheet_has_no_problem(sheet: FactSheet) -> None:
    assert problems(sheet) == []


@pytest.mark.parametrize(
    ("sheet", "problem"),
    [
        (article(id="A 1"), "article.id: bad id 'A 1'"),
        (article(language="English"), "article.language: bad language 'English'"),
        (article(published="2024-02-30"), "article.published: bad date '2024-02-30': no such day"),
        (article(published="2024 "), "article.published: bad date '2024 ': blanks around it"),
        (article(url="example.org"), "article.url: bad IRI 'example.org'"),
        (article(url="https://x/<b>"), "article.url: bad IRI"),
        (article(sha256="0" * 64), "article.sha256: '0000"),
        (replace(GOOD, agencies=(MFA, Agency("lee", "L"))), "persons, agencies: id 'lee' stands 2 times"),
        (replace(GOOD, meetings=(TALK, TALK)), "meetings: id 'talk' stands 2 times"),
        (replace(GOOD, agencies=(MFA, Agency("x_y", "L"))), "agencies[1].id: bad id 'x_y'"),
        (replace(GOOD, agencies=(MFA, Agency("x", " "))), "agencies[1].name: empty: ' '"),
        (replace(GOOD, agencies=(replace(MFA, country="UK"),)), "agencies[0].country: unknown country 'UK'"),
        (replace(GOOD, agencies=(replace(MFA, same_as=("Q1",)),)), "agencies[0].same_as: bad IRI 'Q1'"),
        (post(agency="lee"), "persons[0].posts[0].agency: unknown agency 'lee'"),
        (post(country="ZZ"), "persons[0].posts[0].country: unknown country 'ZZ'"),
        (post(since="soon"), "persons[0].posts[0].since: bad date 'soon'"),
        (post(until="2024-13"), "persons[0].posts[0].until: bad date '2024-13'"),
        (post(evidence=()), "persons[0].posts[0].evidence: missing"),
        (post(title=""), "persons[0].posts[0].title: empty"),
        (
            talk(date="2024-06-28/2024-06-26"),
            "meetings[0].date: bad date '2024-06-28/2024-06-26': ends before it begins",
        ),
        (talk(place_country="no"), "meetings[0].place_country: unknown country 'no'"),
        (talk(topics=("trade", "weather")), "meetings[0].topics[1]: unknown topic 'weather'"),
        (talk(invited_by=("NO", "kim")), "meetings[0].invited_by[1]: unknown ref 'kim'"),
        (talk(part_of="visit"), "meetings[0].part_of: unknown meeting 'visit'"),
        (talk(part_of="talk"), "meetings[0].part_of: part of itself: talk > talk"),
        (talk(evidence=()), "meetings[0].evidence: missing"),
        (talk(evidence=(Quote("Lee saw Diop"),)), "meetings[0].evidence[0]: quote not in the text: 'Lee saw Diop'"),
        (talk(evidence=(MET, Quote(" "))), "meetings[0].evidence[1]: empty quote"),
        (talk(evidence=(replace(MET, start=8),)), "meetings[0].evidence[0]: wrong span [8, 25] of 'Lee met"),
        (talk(evidence=(replace(MET, start=8, end=24),)), "meetings[0].evidence[0]: wrong span"),
        (talk(evidence=(replace(MET, end=None),)), "meetings[0].evidence[0]: half a span (9, None)"),
        (talk(ground=Ground(1.5)), "meetings[0].confidence: 1.5 is not within 0 and 1"),
        (talk(ground=Ground(float("nan"))), "meetings[0].confidence: nan is not within 0 and 1"),
        (talk(ground=Ground(inferred=("date", "year"))), "meetings[0].inferred[1]: unknown field 'year'"),
        (with_parts(Participation("kim", "host")), "meetings[0].participants[0].ref: unknown ref 'kim'"),
        (with_parts(Participation("ZZ", "host")), "meetings[0].participants[0].ref: unknown country 'ZZ'"),
        (
            with_parts(Participation("lee", "accompanying", "kim")),
            "meetings[0].participants[0].with: 'kim' takes no part",
        ),
        (with_parts(Participation("lee", "accompanying", "lee")), "participants[0].with: 'lee' accompanies itself"),
        (
            with_parts(Participation("lee", "host", "diop"), Participation("diop", "guest")),
            "meetings[0].participants[0].with: 'diop' is given to a host",
        ),
        (award(recipient="kim"), "awards[0].recipient: unknown ref 'kim'"),
        (award(conferrer="kim"), "awards[0].conferrer: unknown ref 'kim'"),
        (award(meeting="kim"), "awards[0].meeting: unknown meeting 'kim'"),
        (award(date="x"), "awards[0].date: bad date 'x'"),
        (award(name=""), "awards[0].name: empty"),
        (award(evidence=()), "awards[0].evidence: missing"),
    ],
)
def test_problem_is_told_with_its_place(sheet: FactSheet, problem: str) -> None:
    found = problems(sheet)
    assert len(found) == 1
    assert problem in found[0]
    assert "\n" not in found[0]


def test_circle_of_meetings_is_told_once() -> None:
    meetings = tuple(replace(TALK, id=id, part_of=above) for id, above in [("a", "b"), ("b", "c"), ("c", "b")])
    assert problems(replace(GOOD, meetings=meetings)) == [
        "meetings[0].part_of: part of itself: b > c > b; break the circle"
    ]


def test_without_a_text_quotes_are_not_looked_for() -> None:
    assert problems(talk(evidence=(Quote("Lee saw Diop", 0, 12),)), None) == []
    assert problems(talk(evidence=(Quote("Lee saw Diop", 0, 11),)), None) != []


def test_all_problems_are_raised_at_once() -> None:
    with pytest.raises(SheetError) as caught:
        require_valid(talk(date="soon", topics=("x",), part_of="y"), TEXT, "facts/a.json")
    assert len(caught.value.problems) == 3
    assert str(caught.value).startswith("facts/a.json: 3 problems in the fact sheet: meetings[0].date: ")
    require_valid(GOOD, TEXT)


def test_every_gold_sheet_is_valid() -> None:
    paths = sorted((Path(__file__).parents[3] / "shared" / "gold" / "dev").glob("*.txt"))
    if not paths:
        pytest.skip("no ../shared")
    bad = []
    for path in paths:
        text = read_article(path).text
        bad += [path.stem] if check_sheet(locate_quotes(read_sheet(path.with_suffix(".json")), text), text) else []
    assert bad == []
