"""Reads annotated articles as articles never seen: whom words without a name mean is chosen by models of other articles.

What is learned from how the references of an article are read would else be learned from better readings than there
will be.
"""

from collections.abc import Iterable
from functools import partial
from pathlib import Path

from train_references import cross_fit, read_marked

from kg.extract.references import Choose, choose_by, choose_by_model


class Choosers(dict[str, Choose]):
    """By name of article; what ships with kg where an article has no marks."""

    def __missing__(self, name: str) -> Choose:
        return choose_by_model


def read_choosers(folders: Iterable[Path]) -> Choosers:
    """Learns from the marked articles of some folders, in turns, for those left out."""
    marked = read_marked(folders)
    return Choosers(
        (article.name, partial(choose_by, models)) for models, articles in cross_fit(marked) for article in articles
    )
