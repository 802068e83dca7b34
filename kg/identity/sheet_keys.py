"""The blocking keys of one sheet's mentions, so that an archive too big to be resolved at once can be blocked in parts.

Mentions that share no key are never compared by resolve_sheets; those that do may be.
"""

from collections.abc import Iterator

from kg.facts.model import FactSheet
from kg.identity.agencies import AgencyGatherer, make_agency_keys
from kg.identity.agency_index import load_agencies
from kg.identity.blocking import make_person_keys
from kg.identity.model import Key
from kg.identity.profiles import PersonGatherer


def make_sheet_keys(sheet: FactSheet) -> Iterator[tuple[str, str, Key]]:
    """Yields kind ("person" or "agency"), blocking key and mention, for all persons and agencies of a sheet."""
    index = load_agencies()
    people, agencies = PersonGatherer(index), AgencyGatherer(index)
    people.add(sheet)
    agencies.add(sheet)
    for one in people.finish():
        for key in sorted(make_person_keys(one.profile.names, one.profile.countries)):
            yield from (("person", key, mention) for mention in one.keys)
    for body in agencies.finish():
        for parts in sorted({"|".join(part or "" for part in parts) for parts in make_agency_keys(body)}):
            yield from (("agency", parts, mention) for mention in body.keys)
