"""Tables by which persons, agencies, countries, topics and awards are found by name: whole, by words, by typing errors.

    names     names folded and without blanks; name to things
    words     words of names; word to things; sorted, so that a beginning is a range
    pairs     two letters in a row (a blank before and after the word) to words, to find what is nearly written alike

What counts as a name is for kg.query.find to say; here only the tables are kept, and which things may fit.
"""

from array import array
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

from kg import vocab as v
from kg.facts.folding import fold
from kg.store.derived.index import KINDS, Index
from kg.store.derived.tables import Tables, Texts, pack_texts
from kg.store.derived.terms import from_term, text_of
from kg.store.terms import Literal

#: To look for one thing among those of a word takes as long as to read some hundred of them.
SEARCH_COST = 100
NAMES = ("label", "alias", "acronym", "alpha")
TOPIC = KINDS.index("topic")


class NameTables:
    """The tables of a file. See the module's head."""

    def __init__(self, tables: Tables) -> None:
        self._tables = tables
        self.names: Texts = tables.texts("find.names")
        self.words: Texts = tables.texts("find.words")

    def things_named(self, name: str) -> list[int]:
        """Returns the things of a folded name without blanks."""
        number = self.names.find(name)
        return [] if number is None else self._row("find.named", number)

    def things_of_word(self, number: int) -> list[int]:
        """Returns the things in whose names a word is. number: of the word."""
        return self._row("find.worded", number)

    def having(self, things: set[int], number: int) -> set[int]:
        """Returns which of the things have a word in their names. number: of the word."""
        at = self._tables.get("find.worded.at")
        start, end = at[number], at[number + 1]
        if len(things) * SEARCH_COST > end - start:
            return things.intersection(self.things_of_word(number))
        of_word = self._tables.get("find.worded.to")
        places = ((bisect_left(of_word, each, start, end), each) for each in things)
        return {each for place, each in places if place < end and of_word[place] == each}

    def count_things(self, words: Iterable[int]) -> int:
        """Returns how many things words have together, one that has two of them counted twice."""
        at = self._tables.get("find.worded.at")
        return sum(at[word + 1] - at[word] for word in words)

    def word(self, text: str) -> int | None:
        """Returns the number of a word."""
        return self.words.find(text)

    def beginnings(self, text: str) -> range:
        """Returns the numbers of the words that begin so."""
        return range(self.words.lower(text.encode()), self.words.lower(text.encode() + b"\xff"))

    def like(self, text: str, shared: int) -> list[int]:
        """Returns the numbers of the words that have at least so many pairs of letters with a word in common."""
        pairs = self._tables.texts("find.pairs")
        counts: Counter[int] = Counter()
        for pair in set(letter_pairs(text)):
            number = pairs.find(pair)
            if number is not None:
                counts.update(self._row("find.paired", number))
        return [number for number, count in counts.items() if count >= shared]

    def _row(self, name: str, number: int) -> list[int]:
        at = self._tables.get(f"{name}.at")
        return self._tables.get(f"{name}.to")[at[number] : at[number + 1]].tolist()


def letter_pairs(word: str) -> list[str]:
    """Returns each two letters in a row, with a blank before and after the word."""
    padded = f" {word} "
    return [padded[number : number + 2] for number in range(len(padded) - 1)]


def describe(index: Index, thing: int) -> tuple[int, tuple[str, ...], str, tuple[str, ...]]:
    """Returns the kind of a thing, its names (terms, sorted), its label without language, its countries' IRIs."""
    kind = index.kind(thing)
    labels = {index.term(term): count for (term,), count in index.by("label").counted(thing).items()}
    names = {index.term(each) for name in NAMES for each in index.by(name).targets(thing)}
    countries = (
        tuple(index.term(each) for each in index.by("country").targets(thing)) if KINDS[kind] == "agency" else ()
    )
    return kind, tuple(sorted(names)), choose_label(labels, ""), tuple(sorted(countries))


def choose_label(labels: Mapping[str, int], lang: str) -> str:
    """Returns the label in the language, else in English, else the most frequent; the longest where several are.

    labels: terms and how many graphs have each.
    """
    found = {term: from_term(term) for term in labels}
    for language in (lang, "en"):
        named = [each.value for each in found.values() if isinstance(each, Literal) and each.language == language]
        if named:
            return min(named)
    counts: Counter[str] = Counter()
    for term, count in labels.items():
        counts[found[term].value] += count
    return min(counts, key=lambda name: (-counts[name], -len(name), name), default="")


def pack_names(index: Index, things: Iterable[int]) -> dict[str, Any]:
    """Returns the arrays of the tables for some things."""
    named: dict[str, set[int]] = defaultdict(set)
    worded: dict[str, set[int]] = defaultdict(set)
    for thing in things:
        kind, names, _, countries = describe(index, thing)
        if not kind or not names:
            continue
        texts = [text_of(name) for name in names]
        if kind == TOPIC:
            texts.append(index.term(thing).removeprefix(v.TOPIC))
        folded = [fold(text) for text in texts]
        for name in folded:
            named[name.replace(" ", "")].add(thing)
        words = (fold(text) for text in (*texts, *(each.removeprefix(v.COUNTRY) for each in countries)))
        for word in {word for text in words for word in text.split()}:
            worded[word].add(thing)
    vocabulary = sorted(worded)
    paired: dict[str, list[int]] = defaultdict(list)
    for number, word in enumerate(vocabulary):
        for pair in set(letter_pairs(word)):
            paired[pair].append(number)
    return {
        **_pack_map("find.names", "find.named", named),
        **_pack_map("find.words", "find.worded", worded),
        **_pack_map("find.pairs", "find.paired", paired),
    }


def _pack_map(texts: str, name: str, table: Mapping[str, Iterable[int]]) -> dict[str, Any]:
    keys = sorted(table)
    at, to = array("i", [0]), array("i")
    for key in keys:
        to.extend(sorted(table[key]))
        at.append(len(to))
    return {**pack_texts(texts, keys), f"{name}.at": at, f"{name}.to": to}
