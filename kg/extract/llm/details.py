"""The parts of a fact that a model proposes: taken where they are told beside its quote, and not read otherwise.

Where the rules read the same fact, their dates, places, countries and bodies are the only ones that count. Who hosts, who
invites and who confers stands in no single word: of what is asserted, that is taken from the rules alone.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace

from kg.errors import InputError
from kg.extract.llm.parties import Parties
from kg.extract.llm.reading import Reading, with_broader
from kg.extract.llm.second_opinion import SecondOpinion, Spans
from kg.extract.llm.wording import stands_in
from kg.facts import Award, Meeting, Participation, Post, Quote, known_topic, parse_edtf
from kg.text import Article

#: A date wider than this says nothing of when something was.
DAYS_MAX = 366


class Details:
    """Checks the parts of facts of one article; what is left out is counted in `refused`.

    Arguments in common: spans: where a part may be told; read: what the rules read in the same fact, None where they
    read nothing; same: the facts of the rules.
    """

    def __init__(
        self,
        article: Article,
        reading: Reading | None,
        parties: Parties,
        opinion: SecondOpinion,
        refused: Counter[str],
    ) -> None:
        self._text = article.text
        self._reading = reading
        self._parties = parties
        self._opinion = opinion
        self._refused = refused

    def sentences(self, quotes: tuple[Quote, ...]) -> Spans:
        """Returns the whole sentences that quotes stand in."""
        if self._reading is None:
            return [(quote.start or 0, quote.end or 0) for quote in quotes]
        return self._reading.widen(quotes)

    def paragraphs(self, quotes: tuple[Quote, ...]) -> Spans:
        """Returns the whole paragraphs that quotes stand in."""
        text, spans = self._text, []
        for quote in quotes:
            end = text.find("\n\n", quote.end or 0)
            spans.append((text.rfind("\n\n", 0, quote.start or 0) + 1, end if end >= 0 else len(text)))
        return spans

    def date(self, date: str | None, spans: Spans, read: Iterable[str | None]) -> str | None:
        """Returns a date that is told, at the width the model gives it."""
        if date is None:
            return None
        try:
            wanted = parse_edtf(date)
        except InputError:
            self._refused["date that is none"] += 1
            return None
        if wanted.earliest is None or wanted.latest is None or (wanted.latest - wanted.earliest).days > DAYS_MAX:
            self._refused["date that is none"] += 1
            return None
        if self._reading is None:
            return wanted.text
        for other in [each for each in read if each] or self._reading.told("date", spans):
            told = parse_edtf(other)
            if told.earliest and told.latest and wanted.earliest <= told.earliest and told.latest <= wanted.latest:
                return wanted.text
        self._refused["date that is not told there"] += 1
        return None

    def place(self, place: str | None, spans: Spans, nearer: Spans, read: Iterable[str | None]) -> str | None:
        """Returns a place that is told. nearer: where another one than the rules read must be told."""
        if place is None:
            return None
        known = {other.casefold() for other in read if other}
        near = nearer if known else spans
        if place.casefold() in known or any(stands_in(place, self._text[start:end]) for start, end in near):
            return " ".join(place.split())
        self._refused["place that is not told there"] += 1
        return None

    def country(self, code: str | None, spans: Spans, read: set[str | None]) -> str | None:
        """Returns a country that is told."""
        code = self._parties.check_country(code)
        if code is None or self._reading is None:
            return code
        if code in ((read - {None}) or self._reading.told("country", spans)):
            return code
        self._refused["country that is not told there"] += 1
        return None

    def agency(self, ref: str | None, spans: Spans, same: Sequence[Post]) -> str | None:
        """Returns the body of a post."""
        if ref is None or ref not in self._parties.agencies:
            return None
        read = [post.agency for post in same if post.agency]
        if any(self._opinion.is_same(ref, other) for other in read):
            return ref
        if not read and self._parties.is_known(ref) and self._parties.is_named(ref, spans):
            return ref
        self._refused["body that is not told there"] += 1
        return None

    def topics(self, codes: tuple[str, ...], spans: Spans, read: list[str]) -> tuple[str, ...]:
        """Returns the topics that are told, or broader ones."""
        told = None if self._reading is None else with_broader([*self._reading.told("topic", spans), *read])
        kept = [code for code in dict.fromkeys(codes) if known_topic(code) and (told is None or code in told)]
        self._refused["topic that is not told there"] += len(set(codes)) - len(kept)
        return tuple(kept)

    def roles(self, members: tuple[Participation, ...], same: Sequence[Meeting]) -> tuple[Participation, ...]:
        """Returns the members of a meeting, hosts and guests only where the rules read them as such."""
        parts = [part for meeting in same for part in meeting.participants]
        settled = []
        for member in members:
            read = {part.role for part in parts if self._opinion.is_same(member.ref, part.ref)}
            if member.role in ("host", "guest") and member.role not in read:
                self._refused["host or guest that the rules do not read"] += 1
                member = replace(member, role="participant")
            settled.append(member)
        return tuple(settled)

    def hosts(self, refs: tuple[str, ...], same: Sequence[Meeting]) -> tuple[str, ...]:
        """Returns who invited, as far as the rules read it."""
        read = [other for meeting in same for other in meeting.invited_by]
        kept = tuple(ref for ref in refs if any(self._opinion.is_same(ref, other) for other in read))
        self._refused["invitation that the rules do not read"] += len(refs) - len(kept)
        return kept

    def conferrer(self, ref: str | None, same: Sequence[Award]) -> str | None:
        """Returns who gave an award. same: none for an award that waits for review."""
        if ref is None or not same:
            return ref
        if any(award.conferrer and self._opinion.is_same(ref, award.conferrer) for award in same):
            return ref
        self._refused["conferrer that the rules do not read"] += 1
        return None
