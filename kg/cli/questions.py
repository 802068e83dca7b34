"""Asks the query library for the commands: names to IRIs, days to bounds, answers to labelled rows with quotes."""

from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

import click

from kg.cli.output import Citation
from kg.cli.session import open_service, open_workspace
from kg.cli.settings import Settings
from kg.errors import InputError
from kg.query import Entity, Result, find_entity, label_result, run_query, to_plain
from kg.store import Iri
from kg.vocab import (
    COUNTRY,
    ID,
    KG,
    MEETING_CLASSES,
    KG_accompanying,
    KG_Conferral,
    KG_inferred,
    KG_invitedBy,
    KG_partOf,
    KG_Tenure,
)

if TYPE_CHECKING:
    from datetime import date

    from kg.store import Store, Term

STATUSES = {"held": "kg:held", "planned": "kg:planned", "all": "kg:held kg:planned"}
#: What takes part in meetings.
ACTORS = ("person", "agency", "country")
AGENCIES = ID + "a-"
_EVENT_CLASSES = frozenset({*MEETING_CLASSES.values(), KG_Tenure, KG_Conferral})
_BROAD_CLASS = MEETING_CLASSES["meeting"]


@dataclass(frozen=True, slots=True)
class Questions:
    """A store to ask, and how the reader wants the answers."""

    store: "Store"
    settings: Settings

    def ask(self, name: str, **arguments: Any) -> Result:
        """Asks a query of the library and returns its answer with labels.

        With --sparql the query is printed, and where rows were cut off that is said, both to stderr.

        Raises:
            InputError: an argument is wrong.
            QueryError: the store could not answer.
        """
        result = run_query(self.store, name, arguments)
        self.tell(result)
        return self.label(result)

    def look_up(self, name: str, subjects: Iterable[str], parameter: str = "subjects") -> "Iterator[AnswerRow]":
        """Yields the labelled rows of a query that adds to another's answer; none without subjects."""
        wanted = sorted(set(subjects) - {""})
        if wanted:
            result = run_query(self.store, name, {parameter: wanted}, max_rows=None)
            yield from read_rows(self.label(result))

    def label(self, result: Result) -> Result:
        """Returns a result with the names of its IRIs; an agency's with its acronym."""
        labelled = label_result(self.store, result, self.settings.lang)
        agencies = sorted(iri for iri in labelled.labels if iri.startswith(AGENCIES))
        if not agencies:
            return labelled
        acronyms = {
            row.iri("subject"): acronym
            for row in read_rows(run_query(self.store, "entity", {"subjects": agencies}, max_rows=None))
            for acronym in row.texts("acronyms")[:1]
        }
        named = {
            iri: f"{name} ({acronyms[iri]})" if acronyms.get(iri, name) not in name else name
            for iri, name in labelled.labels.items()
        }
        return labelled.with_labels(named)

    def tell(self, result: Result) -> None:
        """Says on stderr what was run, if asked to, and whether the answer was cut off."""
        if self.settings.show_query:
            click.echo(result.sparql.rstrip(), err=True)
        if result.truncated:
            click.echo(f"kg: only the first {len(result.rows)} rows are shown", err=True)

    def find(self, name: str, kinds: Collection[str]) -> Entity:
        """Returns the one thing that a name means.

        Raises:
            AmbiguousError: it may mean several.
            InputError: it means nothing.
        """
        return find_entity(self.store, name, kinds, self.settings.lang)

    def find_optional(self, name: str | None, *kinds: str) -> str | None:
        """Returns the IRI of what a name means; None without a name."""
        return None if name is None else self.find(name, kinds).iri

    def expect_quotes(self) -> None:
        """Has the store opened for quotes while something else is looked up."""
        expect = getattr(self.store, "expect_look_ups", None)
        if expect is not None and self.settings.cite is not False:
            expect()

    def cite(self, subjects: Iterable[str]) -> dict[str, tuple[Citation, ...]]:
        """Returns the quotes that state facts, by the fact's IRI, in the order of the articles; none with --no-cite."""
        if self.settings.cite is False:
            return {}
        found: dict[str, list[Citation]] = {}
        for row in self.look_up("evidence", subjects):
            citation = Citation(row.text("quote"), describe_source(row), row.iri("article").rpartition("/")[2])
            citations = found.setdefault(row.iri("subject"), [])
            if citation not in citations:
                citations.append(citation)
        return {subject: tuple(citations) for subject, citations in found.items()}

    def say_place(self, row: "AnswerRow") -> str:
        """Words where something took place: place and country, the country once where the place is the country."""
        countries = row.texts("country")
        places = [place for place in row.texts("place") if not self._is_country(place, row.iris("country"))]
        return ", ".join((*places, *countries))

    def _is_country(self, place: str, countries: tuple[str, ...]) -> bool:
        return any(place.casefold() in read_country_names(iri.removeprefix(COUNTRY)) for iri in countries)


@dataclass(frozen=True, slots=True)
class AnswerRow:
    """One row of a result, its cells by name."""

    result: Result
    cells: "dict[str, Term | tuple[Term, ...] | None]"

    def text(self, name: str) -> str:
        """Returns a cell as a person reads it; empty where it has no value, several values joined by "; "."""
        return "; ".join(self.texts(name))

    def texts(self, name: str) -> tuple[str, ...]:
        """Returns the values of a cell as a person reads them."""
        plain = to_plain(self.result, self.cells.get(name))
        return () if plain is None else plain if isinstance(plain, tuple) else (str(plain),)

    def number(self, name: str) -> int:
        """Returns a whole number; 0 where there is none."""
        plain = to_plain(self.result, self.cells.get(name))
        return plain if isinstance(plain, int) else 0

    def iri(self, name: str) -> str:
        """Returns the IRI of a cell; empty where it has none."""
        return next(iter(self.iris(name)), "")

    def iris(self, name: str) -> tuple[str, ...]:
        """Returns the IRIs of a cell."""
        cell = self.cells.get(name)
        terms = cell if isinstance(cell, tuple) else (cell,)
        return tuple(term.value for term in terms if isinstance(term, Iri))

    def others(self, name: str, *known: str) -> tuple[str, ...]:
        """Returns the labels of the things of a cell other than those of the IRIs `known`, sorted."""
        return tuple(sorted(self.result.label(Iri(iri)) for iri in self.iris(name) if iri not in known))

    def meetings(self) -> tuple[str, ...]:
        """Returns the IRIs of the meetings on a path, each once."""
        return tuple(dict.fromkeys((self.iri("meeting"), self.iri("meeting2"))))

    def when(self) -> str:
        """Words when something took place: as the articles date it, or else between which days."""
        return self.text("date") or "/".join(dict.fromkeys(filter(None, (self.text("first"), self.text("last")))))

    def kinds(self) -> tuple[str, ...]:
        """Returns the words for the kinds of an event; "meeting" only where there is no narrower one."""
        names = {iri: self.result.label(Iri(iri)) for iri in self.iris("kinds") if iri in _EVENT_CLASSES}
        narrower = tuple(sorted(name for iri, name in names.items() if iri != _BROAD_CLASS))
        return narrower or tuple(names.values())

    def status(self) -> str:
        """Returns what became of a meeting: held, planned, cancelled; empty for what is none."""
        return "; ".join(iri.removeprefix(KG) for iri in self.iris("status"))


@dataclass(slots=True)
class Parts:
    """Who had what part in one meeting. Labels, but for `frames` (IRIs of meetings that frame this one)."""

    roles: dict[str, str]
    company: dict[str, str]
    inviters: list[str]
    frames: list[str]
    inferred: list[str]


def read_parts(questions: Questions, meetings: Iterable[str]) -> dict[str, Parts]:
    """Returns who had what part in meetings, by the meeting's IRI.

    roles: IRI of who took part -> the role's word; company: IRI of who came along -> "DGST (with Anna Alt)".
    """
    found: dict[str, Parts] = {}
    for row in questions.look_up("meeting", meetings, "meetings"):
        parts = found.setdefault(row.iri("meeting"), Parts({}, {}, [], [], []))
        part, who = row.iri("part"), row.iri("who")
        if part == KG_invitedBy:
            parts.inviters.append(row.text("who"))
        elif part == KG_partOf:
            parts.frames.append(who)
        elif part == KG_inferred:
            parts.inferred.append(row.text("field"))
        elif part == KG_accompanying:
            beside = row.text("beside")
            parts.company[who] = row.text("who") + (f" (with {beside})" if beside else "")
        else:
            parts.roles[who] = row.text("part")
    return found


@contextmanager
def open_questions(settings: Settings, seconds: float | None = None) -> Iterator[Questions]:
    """Opens the workspace's graph, or the service that stands in for it, for questions.

    Each is stopped when its time is up, or by Ctrl-C.

    Args:
        settings: the shared options.
        seconds: how long a question may take; None for the store's own limit.

    Raises:
        WorkspaceError: there is no workspace, or it cannot be opened.
    """
    from kg.store.worker import SECONDS_MAX

    if settings.store is not None:
        yield Questions(open_service(settings, seconds), settings)
        return
    with open_workspace(settings).ask(SECONDS_MAX if seconds is None else seconds) as store:
        yield Questions(store, settings)


def read_rows(result: Result) -> Iterator[AnswerRow]:
    """Yields the rows of a result, their cells by name."""
    names = [column.name for column in result.columns]
    for row in result.rows:
        yield AnswerRow(result, dict(zip(names, row, strict=True)))


def describe_source(row: AnswerRow) -> str:
    """Words where a quote stands: publisher, title, date, as far as the article says."""
    return ", ".join(filter(None, (row.text("publisher"), row.text("title"), row.text("published"))))


@cache
def read_country_names(code: str) -> frozenset[str]:
    """Returns the names of a country in all languages of the reference data, in lower case; none where it has it not."""
    fields = read_countries().get(code, {}).items()
    several = (names for field, names in fields if field.startswith(("name_", "alt_")))
    return frozenset(name.casefold() for names in several for name in names.split("|"))


@cache
def read_countries() -> dict[str, dict[str, str]]:
    """Returns the reference data of each country, by its code."""
    import csv
    import io

    from kg.resources import read_resource

    records = csv.DictReader(io.StringIO(read_resource("ontology", "countries.csv")))
    return {record["code"]: record for record in records}


def read_since(text: str | None) -> "date | None":
    """Reads --since: the first day that an EDTF date may mean; None without one.

    Raises:
        InputError: it is no date.
    """
    return read_day(text, "--since", 0)


def read_until(text: str | None) -> "date | None":
    """Reads --until: the last day that an EDTF date may mean; None without one.

    Raises:
        InputError: it is no date.
    """
    return read_day(text, "--until", 1)


def read_day(text: str | None, option: str, side: int) -> "date | None":
    """Reads the first (side 0) or last (side 1) day that a date may mean.

    Raises:
        InputError: it is no date.
    """
    if text is None:
        return None
    from kg.facts.edtf import parse_edtf

    try:
        found = parse_edtf(text)
    except InputError as error:
        raise InputError(f"{option}: {error}") from None
    return (found.earliest, found.latest)[side]
