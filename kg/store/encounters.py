"""Who met whom at one meeting: everybody but those who came together."""

from collections import defaultdict
from collections.abc import Iterable
from itertools import combinations
from typing import TypeVar

Who = TypeVar("Who", str, int)


def find_pairs(parts: Iterable[tuple[Who, Who | None]]) -> set[tuple[Who, Who]]:
    """Returns the pairs of those who met, each pair in the order of its IRIs (or numbers).

    Args:
        parts: who took part and whom they accompanied (None: nobody), as any of the articles on the meeting says it.
            Somebody accompanying is of one side with whom they accompany and with others who accompany the same one.
    """
    takers: set[Who] = set()
    sides: dict[Who, set[Who]] = defaultdict(set)
    for who, lead in parts:
        takers.add(who)
        if lead is not None:
            sides[lead] |= {who, lead}
    same_side = {pair for side in sides.values() for pair in combinations(sorted(side), 2)}
    return {pair for pair in combinations(sorted(takers), 2) if pair not in same_side}
