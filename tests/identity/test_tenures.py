"""Who held an office on a day."""

from kg.facts.model import Agency, ArticleInfo, FactSheet, Meeting, Participation, Person, Post, Quote
from kg.identity import resolve_sheets
from kg.identity.agency_index import load_agencies
from kg.identity.profiles import make_agency_key, read_day
from kg.identity.tenures import Inference, find_holder, find_holders, gather_tenures, infer_takers

DGSI = Agency("dgsi", "Direction générale de la sécurité intérieure", "DGSI", country="FR")
KEY = make_agency_key(load_agencies(), DGSI)


def tell(article: str, name: str, published: str | None, title: str = "directrice générale") -> FactSheet:
    person = Person("head", name, posts=(Post(title, "dgsi", "FR"),))
    return FactSheet(ArticleInfo(article, "fr", published=published), (person,), (DGSI,))


def day(text: str) -> int:
    found = read_day(text)
    assert found is not None
    return found


def hold(on: str, *sheets: FactSheet) -> tuple[tuple[str, str], int] | None:
    return find_holder(gather_tenures(sheets, resolve_sheets(sheets)), KEY, day(on))


OLD, NEW = tell("a", "Nicolas Lerner", "2023-06-01"), tell("b", "Céline Berthon", "2024-06-28")


def test_the_nearest_statement_tells_the_holder() -> None:
    assert hold("2024-06-26", OLD, NEW) == (("b", "head"), 2)
    assert hold("2023-07-01", OLD, NEW) == (("a", "head"), 30)


def test_a_day_too_far_from_any_statement_has_no_holder() -> None:
    assert hold("2019-01-01", OLD, NEW) is None


def test_a_former_head_heads_no_more() -> None:
    assert hold("2024-06-26", tell("a", "Nicolas Lerner", "2024-06-26", "ancien directeur général")) is None


def test_two_heads_at_one_time_are_disputed() -> None:
    sheets = (tell("a", "Nicolas Lerner", "2024-01-09"), tell("b", "Céline Berthon", "2024-01-09"))
    tenures = gather_tenures(sheets, resolve_sheets(sheets))
    assert find_holder(tenures, KEY, day("2024-01-09")) is None
    assert len(find_holders(tenures, KEY, day("2024-01-09"))) == 2


def meet(article: str, quote: str, published: str | None = "2024-06-28") -> FactSheet:
    parts = (Participation("dgsi", "host"), Participation("MA", "guest"))
    meeting = Meeting("m", "meeting", "held", parts, (Quote(quote),), date="2024-06-26")
    return FactSheet(ArticleInfo(article, "en", published=published), (), (DGSI,), (meeting,))


def infer(*sheets: FactSheet) -> list[Inference]:
    resolution = resolve_sheets(sheets)
    return infer_takers(sheets, resolution, gather_tenures(sheets, resolution))


def test_a_head_without_a_name_is_inferred() -> None:
    (found,) = infer(NEW, meet("c", "The Moroccans met the director general of the DGSI"))
    assert (found.meeting, found.office, found.holder) == (("c", "meeting/m"), ("c", "dgsi"), ("b", "head"))


def test_a_delegation_is_not_its_head() -> None:
    assert infer(NEW, meet("c", "The Moroccans met a delegation of the DGSI")) == []


def test_an_undated_article_was_written_after_what_it_tells() -> None:
    undated = FactSheet(
        ArticleInfo("b", "en"), tell("b", "Céline Berthon", None).persons, (DGSI,), meet("b", "met").meetings
    )
    assert hold("2024-06-26", undated) == (("b", "head"), 0)
