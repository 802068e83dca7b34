"""Names of what an answer speaks of, in the reader's language."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from kg.errors import ServiceError
from kg.query.result import Result
from kg.query.run import index_of
from kg.store import Iri, Literal, Solutions, Store
from kg.vocab import RDFS_label

if TYPE_CHECKING:
    from kg.store.derived import Index

#: IRIs in one VALUES block: more make a query that some services refuse for its length.
BLOCK = 400


def label_result(store: Store, result: Result, lang: str = "en") -> Result:
    """Returns the result with the names of its IRIs; see read_labels."""
    return result.with_labels(read_labels(store, result.iris(), lang))


def read_labels(store: Store, iris: Iterable[str], lang: str = "en") -> dict[str, str]:
    """Returns IRI to name, for those that have one.

    Args:
        store: with the reference graph, from which the names of countries, topics and terms come.
        iris: of what.
        lang: language of names, where there are several; English where it has none.
    """
    index = index_of(store)
    if index is not None:
        return _read_derived(index, set(iris), lang)
    labels: dict[str, list[Literal]] = defaultdict(list)
    wanted = sorted(set(iris))
    for start in range(0, len(wanted), BLOCK):
        things = " ".join(Iri(iri).sparql() for iri in wanted[start : start + BLOCK])
        answer = store.query(
            f"SELECT ?thing ?name WHERE {{ VALUES ?thing {{ {things} }} "
            f"GRAPH ?graph {{ ?thing {Iri(RDFS_label).sparql()} ?name }} }}"
        )
        if not isinstance(answer, Solutions):
            raise ServiceError(f"a store answered a SELECT with {type(answer).__name__}; rows are expected")
        for thing, name in answer.rows:
            if isinstance(thing, Iri) and isinstance(name, Literal):
                labels[thing.value].append(name)
    return {iri: choose_label(names, lang) for iri, names in labels.items()}


def _read_derived(index: "Index", iris: Iterable[str], lang: str) -> dict[str, str]:
    from kg.store.derived.names import choose_label as choose_term

    numbers = {iri: number for iri in iris if (number := index.find(iri)) is not None}
    found = {iri: index.by("label").counted(number) for iri, number in numbers.items()}
    return {
        iri: choose_term({index.term(term): count for (term,), count in counts.items()}, lang)
        for iri, counts in found.items()
        if counts
    }


def choose_label(labels: Sequence[Literal], lang: str) -> str:
    """Returns the label in the language, else in English, else the most frequent; the longest where several are.

    labels: one for each graph that has it; empty for none gives an empty text.
    """
    for language in (lang, "en"):
        named = sorted(label.value for label in labels if label.language == language)
        if named:
            return named[0]
    counts = Counter(label.value for label in labels)
    return min(counts, key=lambda name: (-counts[name], -len(name), name), default="")
