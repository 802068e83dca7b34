"""Finds the place of each quote of a sheet in the cleaned text. Changes white space of a quote, never a letter."""

import hashlib
import re
from dataclasses import replace

from kg.facts.model import FactSheet, Quote


def sha256_of(text: str) -> str:
    """Returns the SHA-256 of text in UTF-8, as 64 lower-case hex digits."""
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def locate_quote(quote: Quote, text: str) -> Quote:
    """Returns the quote with start and end where it stands in text (its first place, unless it already has a true one).

    A quote that differs from the text in white space alone takes the text's letters. One that is not found comes back
    without a place.
    """
    if quote.start is not None and quote.end is not None and text[quote.start : quote.end] == quote.exact:
        return quote
    if not quote.exact.strip():
        return Quote(quote.exact)
    start = text.find(quote.exact)
    if start >= 0:
        return Quote(quote.exact, start, start + len(quote.exact))
    found = re.search(r"\s+".join(re.escape(word) for word in quote.exact.split()), text)
    return Quote(found.group(), *found.span()) if found else Quote(quote.exact)


def locate_quotes(sheet: FactSheet, text: str) -> FactSheet:
    """Returns the sheet with every quote located in text.

    Args:
        sheet: a sheet; quotes that are already rightly placed stay as they are.
        text: the article's cleaned text.
    """

    def located(quotes: tuple[Quote, ...]) -> tuple[Quote, ...]:
        return tuple(locate_quote(quote, text) for quote in quotes)

    persons = tuple(
        replace(person, posts=tuple(replace(post, evidence=located(post.evidence)) for post in person.posts))
        for person in sheet.persons
    )
    meetings = tuple(replace(meeting, evidence=located(meeting.evidence)) for meeting in sheet.meetings)
    awards = tuple(replace(award, evidence=located(award.evidence)) for award in sheet.awards)
    return replace(sheet, persons=persons, meetings=meetings, awards=awards)
