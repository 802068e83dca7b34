"""How traits are written: those of a whole told of its parts under another name, numbers by steps."""

from collections.abc import Iterable
from functools import lru_cache


@lru_cache(maxsize=8192)
def prefixed(prefix: str, traits: frozenset[str]) -> frozenset[str]:
    """Returns traits each with a prefix; those of a sentence are asked for again for each of its people."""
    return frozenset(prefix + trait for trait in traits)


def as_sort(sort: str, traits: Iterable[str]) -> frozenset[str]:
    """Returns traits by themselves, and as those of one sort of thing."""
    return frozenset(t for trait in traits for t in (trait, f"{sort}|{trait}"))


def step(number: int, *steps: int) -> str:
    """Returns the first of rising steps that a number does not pass, ">" and the last where it passes all."""
    return next((str(s) for s in steps if number <= s), f">{steps[-1]}")
