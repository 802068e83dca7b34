from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from kg.facts.model import (
    Agency,
    ArticleInfo,
    Award,
    FactSheet,
    Meeting,
    Participation,
    Person,
    Post,
    Quote,
)

TEXT = "Interior Minister Ana Ruiz received Bo Lind of the SSA in Oslo on 5 May 2024. She gave him the Star Medal."
HEARD = Quote("Ana Ruiz received Bo Lind", 18, 43)
GIVEN = Quote("She gave him the Star Medal.", 78, 106)


def make_sheet_of_all_kinds(**changes: Any) -> FactSheet:
    sheet = FactSheet(
        article=ArticleInfo("oslo-talks", "en", "Talks in Oslo", "The Paper", "https://paper.example/a", "2024-05-06"),
        persons=(
            Person("ruiz", "Ana Ruiz", ("Ruiz",), (Post("Interior Minister", None, "NO", (HEARD,)),)),
            Person("lind", "Bo Lind", same_as=("http://www.wikidata.org/entity/Q1",)),
            Person("aide", "Cy Moe"),
        ),
        agencies=(Agency("ssa", "State Security Agency", "SSA", country="SE"),),
        meetings=(
            Meeting(
                "oslo",
                "visit",
                "held",
                (
                    Participation("ruiz", "host"),
                    Participation("lind", "guest"),
                    Participation("aide", "accompanying", "lind"),
                    Participation("FI", "participant"),
                ),
                (HEARD,),
                date="2024-05-05",
                place="Oslo",
                place_country="NO",
                invited_by=("ruiz",),
                topics=("security",),
            ),
            Meeting("aside", "meeting", "planned", (Participation("ssa", "guest"),), (HEARD,), part_of="oslo"),
        ),
        awards=(Award("Star Medal", "lind", (GIVEN,), "ruiz", "2024-05", "oslo"),),
    )
    return replace(sheet, **changes)


@pytest.fixture
def make_sheet() -> Callable[..., FactSheet]:
    """Returns a maker of sheets with one fact of each kind; keywords replace whole fields."""
    return make_sheet_of_all_kinds


@pytest.fixture
def text() -> str:
    """The cleaned text that the quotes of make_sheet stand in."""
    return TEXT
