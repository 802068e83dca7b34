"""Finds what may bear a name, out of the tables of kg.store.derived.names: for kg.query.find, which decides what fits."""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator

from kg.facts.folding import fold
from kg.query.find import TYPO_LETTERS, TYPO_MIN, Entity, is_alike
from kg.store.derived import Index
from kg.store.derived.index import KINDS
from kg.store.derived.names import NAMES, NameTables, choose_label, letter_pairs
from kg.store.derived.terms import text_of
from kg.vocab import COUNTRY

#: Of the words that share most pairs of letters with what nobody is called, so many are looked at for a hint.
NEAR_WORDS = 60


class Finder:
    """The names of one state of the graph.

    Args:
        index: the derived data. kinds: wanted ones (of kg.query.find.KINDS). lang: of labels.
    """

    def __init__(self, index: Index, kinds: Collection[str], lang: str) -> None:
        self._index = index
        self._kinds = frozenset(KINDS.index(kind) for kind in kinds)
        self._lang = lang
        self._changed = frozenset(index.delta.get("renamed")) if index.delta is not None else frozenset()
        self._tables = [(NameTables(index.base), self._changed)]
        if index.delta is not None:
            self._tables.append((NameTables(index.delta), frozenset()))

    def entity(self, iri: str) -> list[Entity]:
        """Returns the thing of an IRI, if it is of a wanted kind."""
        number = self._index.find(iri)
        return [] if number is None else list(self._make([number]))

    def every(self) -> Iterator[Entity]:
        """Yields all things of the wanted kinds."""
        kinds = self._index.base.get("kinds")
        yield from self._make(n for n, kind in enumerate(kinds) if kind in self._kinds and n not in self._changed)
        yield from self._make(self._changed)

    def named(self, wanted: str) -> Iterator[Entity]:
        """Yields what has a name, folded, blanks apart."""
        yield from self._make(self._gather(lambda tables: set(tables.things_named(wanted.replace(" ", "")))))

    def with_words(self, wanted: str) -> Iterator[Entity]:
        """Yields what has all words in its names."""
        yield from self._make_from_words(wanted, lambda tables, part: _some(tables.word(part)))

    def with_beginnings(self, wanted: str) -> Iterator[Entity]:
        """Yields what has words that begin like those."""
        yield from self._make_from_words(wanted, lambda tables, part: tables.beginnings(part))

    def with_alike(self, wanted: str) -> Iterator[Entity]:
        """Yields what has words that are nearly those."""
        yield from self._make_from_words(wanted, _find_alike)

    def near(self, wanted: str) -> list[Entity]:
        """Returns what has some word that looks like one of those."""
        numbers: set[int] = set()
        for tables, without in self._tables:
            counts: Counter[int] = Counter()
            for part in wanted.split():
                counts.update(dict.fromkeys(tables.like(part, max(len(part) // 2, 1)), 1))
            words = sorted(counts, key=lambda number: _unlike(tables.words[number], wanted))[:NEAR_WORDS]
            numbers.update(each for word in words for each in tables.things_of_word(word) if each not in without)
        return list(self._make(numbers))

    def _make_from_words(self, wanted: str, find: Callable[[NameTables, str], Iterable[int]]) -> Iterator[Entity]:
        """Yields what has, for each of the words wanted, one of the words that `find` returns."""

        def gather(tables: NameTables) -> set[int]:
            words = sorted((list(find(tables, part)) for part in wanted.split()), key=tables.count_things)
            found = {each for word in words[0] for each in tables.things_of_word(word)}
            for others in words[1:]:  # those of the rarest word are few: a given name may be of every tenth person
                if not found:
                    break
                found = set().union(*(tables.having(found, word) for word in others))
            return found

        yield from self._make(self._gather(gather))

    def _gather(self, find: Callable[[NameTables], set[int]]) -> set[int]:
        return {each for tables, without in self._tables for each in find(tables) if each not in without}

    def _make(self, numbers: Iterable[int]) -> Iterator[Entity]:
        index, by = self._index, self._index.by
        for number in numbers:
            kind = index.kind(number)
            if kind not in self._kinds:
                continue
            names = {text_of(index.term(each)) for name in NAMES for each in by(name).targets(number)}
            labels = {index.term(term): count for (term,), count in by("label").counted(number).items()}
            iri = index.term(number)
            several = tuple(sorted(names)) or (iri,)
            acronyms = [text_of(index.term(each)) for each in by("acronym").targets(number)]
            countries = sorted(index.term(each) for each in by("country").targets(number))
            country = countries[0].removeprefix(COUNTRY) if countries and KINDS[kind] == "agency" else None
            label = choose_label(labels, self._lang) or several[0]
            yield Entity(iri, KINDS[kind], label, several, min(acronyms, default=None), country)


def _some(number: int | None) -> tuple[int, ...]:
    return () if number is None else (number,)


def _find_alike(tables: NameTables, part: str) -> list[int]:
    """Returns the words that are alike (kg.query.find). Few pairs of letters can be lost, so few words are compared."""
    if len(part) < TYPO_LETTERS:
        return list(_some(tables.word(part)))
    # A letter left out costs two pairs, and 1 + share of the likeness that may be missing; one put in costs one.
    missing = 1 - TYPO_MIN / 100
    lost = int(2 * 2 * missing * len(part) / (1 + missing))
    shared = max(len(set(letter_pairs(part))) - lost, 1)
    return [number for number in tables.like(part, shared) if is_alike(part, tables.words[number])]


def _unlike(word: str, wanted: str) -> float:
    from rapidfuzz import fuzz

    return -max((fuzz.ratio(word, part) for part in fold(wanted).split()), default=0.0)
