"""Traits told under another name: of the whole sentence, of one side, of one form."""

from functools import lru_cache


@lru_cache(maxsize=8192)
def prefixed(prefix: str, traits: frozenset[str]) -> frozenset[str]:
    """Returns traits each with a prefix; those of a sentence are asked for again for each of its people."""
    return frozenset(prefix + trait for trait in traits)
