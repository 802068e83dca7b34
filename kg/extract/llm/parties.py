"""People and bodies that a model names: taken where their names stand in the article, each known under one id."""

import re
from collections import Counter
from dataclasses import replace

from kg.extract.llm.reading import Reading
from kg.extract.llm.wording import stands_in
from kg.facts import Agency, Ground, Person, known_country
from kg.text import Article, make_id

NAME_CHARS_MAX = 120
_COUNTRY = re.compile(r"[A-Z]{2}")


class Parties:
    """Those of one article that were taken so far, over all its parts."""

    def __init__(self, article: Article, reading: Reading | None, refused: Counter[str]) -> None:
        self._text = article.text
        self._reading = reading
        self._refused = refused
        self._genitives = reading.genitives if reading else ()
        everywhere = [(0, len(article.text))]
        self._countries = reading.told("country", everywhere) if reading else None
        self._places = reading.told("place", everywhere) if reading else frozenset()
        self.persons: dict[str, Person] = {}
        self.agencies: dict[str, Agency] = {}

    def take(self, persons: tuple[Person, ...], agencies: tuple[Agency, ...]) -> dict[str, str]:
        """Takes those whose names stand in the article; returns the id of each by what the model calls them."""
        refs: dict[str, str] = {}
        for agency in agencies:
            ref = self._take_agency(agency)
            if ref is not None:
                for word in filter(None, (agency.id, agency.name, agency.acronym)):
                    refs.setdefault(word, ref)
        for person in persons:
            ref = self._take_person(person)
            if ref is not None:
                for word in (person.id, person.name):
                    refs.setdefault(word, ref)
        return refs

    def resolve(self, ref: str | None, refs: dict[str, str]) -> str | None:
        """Returns the id or country code that a model's ref stands for; None (counted) where it stands for nobody."""
        if ref is None:
            return None
        if ref in refs:
            return refs[ref]
        if _COUNTRY.fullmatch(ref):
            return self.check_country(ref)
        self._refused["ref to nobody in the article"] += 1
        return None

    def check_country(self, code: str | None) -> str | None:
        """Returns the code of a country that the article names, None for any other (counted)."""
        if code is None:
            return None
        if known_country(code) and (self._countries is None or code in self._countries):
            return code
        self._refused["country that the article does not name"] += 1
        return None

    def forms(self, ref: str) -> tuple[str, ...]:
        """Returns what someone may be called in the text; nothing for a country code."""
        if ref in self.persons:
            person = self.persons[ref]
            return (person.name, *person.aliases, person.name.split()[-1])
        agency = self.agencies.get(ref)
        return tuple(filter(None, (agency.name, agency.acronym, *agency.aliases))) if agency else ()

    def is_named(self, ref: str, spans: list[tuple[int, int]]) -> bool:
        """Whether someone is named within spans of the text, by any form of the name."""
        if _COUNTRY.fullmatch(ref):
            return self._reading is None or ref in self._reading.told("country", spans)
        return any(
            stands_in(form, self._text[start:end], self._genitives) for form in self.forms(ref) for start, end in spans
        )

    def is_known(self, ref: str) -> bool:
        """Whether the rules take someone for a person, or a body, too; countries are not asked about."""
        if self._reading is None or (ref not in self.persons and ref not in self.agencies):
            return True
        known = self._reading.names if ref in self.persons else self._reading.bodies
        return any(form.casefold() in known for form in self.forms(ref))

    def _stands(self, form: str) -> bool:
        return len(form) <= NAME_CHARS_MAX and stands_in(form, self._text, self._genitives)

    def _take_person(self, person: Person) -> str | None:
        name = " ".join(person.name.split())
        if not self._stands(name) or not _is_name_like(name) or name.casefold() in self._places:
            self._refused["person of no name in the article"] += 1
            return None
        words = set(name.casefold().split())
        aliases = [" ".join(alias.split()) for alias in person.aliases]
        aliases = [alias for alias in aliases if self._stands(alias) and words & set(alias.casefold().split())]
        ref = self._known_person(name)
        if ref is None:
            ref = self._mint(name, "person")
            self.persons[ref] = Person(ref, name)
        known = self.persons[ref]
        # A later part may tell the full name of whom an earlier one calls by surname.
        fullest = max(known.name, name, key=lambda form: len(form.split()))
        others = dict.fromkeys(form for form in (*known.aliases, known.name, name, *aliases) if form != fullest)
        self.persons[ref] = replace(known, name=fullest, aliases=tuple(others))
        return ref

    def _known_person(self, name: str) -> str | None:
        folded = name.casefold()
        for ref, person in self.persons.items():
            if folded in (form.casefold() for form in (person.name, *person.aliases)):
                return ref
        words = folded.split()
        alike = [
            ref
            for ref, person in self.persons.items()
            if person.name.casefold().split()[-1] == words[-1] and 1 in (len(words), len(person.name.split()))
        ]
        return alike[0] if len(alike) == 1 else None

    def _take_agency(self, agency: Agency) -> str | None:
        name = " ".join(agency.name.split())
        acronym = agency.acronym if agency.acronym and self._stands(agency.acronym) else None
        if not self._stands(name):
            if acronym is None:
                self._refused["agency of no name in the article"] += 1
                return None
            # The model may know what the letters stand for; the article does not say it.
            name = acronym
        if self._reading is not None and name.casefold() in self._reading.names | self._places:
            self._refused["agency that is a person or a place"] += 1
            return None
        for ref, known in self.agencies.items():
            if (acronym and acronym == known.acronym) or known.name.casefold() == name.casefold():
                return ref
        ref = self._mint(acronym or name, "agency")
        aliases = tuple(dict.fromkeys(a for a in agency.aliases if a != name and self._stands(a)))
        acronym = None if acronym == name else acronym
        self.agencies[ref] = Agency(ref, name, acronym, aliases, self.check_country(agency.country), ground=Ground())
        return ref

    def _mint(self, name: str, kind: str) -> str:
        base = make_id(name)[:60].strip("-") or kind
        ref, number = base, 2
        while ref in self.persons or ref in self.agencies:
            ref, number = f"{base}-{number}", number + 1
        return ref


def _is_name_like(name: str) -> bool:
    """Whether words may name a person: no digits, first and last word with a capital where the script has them."""
    words = name.split()
    return not any(letter.isdigit() for letter in name) and all(
        word[0].isalpha() and not word[0].islower() for word in (words[0], words[-1])
    )
