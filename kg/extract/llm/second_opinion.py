"""What the rules say to a fact that a model proposes: they read it too, they read it otherwise, or not at all."""

from itertools import combinations

from kg.extract.llm.parties import Parties
from kg.extract.llm.reading import Reading
from kg.extract.llm.wording import alike
from kg.facts import Award, Meeting, MeetingKind, Participation, Person, Post, Quote, Status

Spans = list[tuple[int, int]]


class SecondOpinion:
    """The rules' reading of one article. Without one nothing is confirmed and nothing doubted."""

    def __init__(self, reading: Reading | None, parties: Parties) -> None:
        self._reading = reading
        self._parties = parties
        sheet = reading.sheet if reading else None
        self._meetings = sheet.meetings if sheet else ()
        self._awards = sheet.awards if sheet else ()
        self._persons: dict[str, Person] = {p.id: p for p in sheet.persons} if sheet else {}
        forms: dict[str, tuple[str, ...]] = {p.id: (p.name, *p.aliases) for p in self._persons.values()}
        for agency in sheet.agencies if sheet else ():
            forms[agency.id] = tuple(filter(None, (agency.name, agency.acronym, *agency.aliases)))
        self._forms = {ref: frozenset(form.casefold() for form in each) for ref, each in forms.items()}

    def confirming_posts(self, ref: str, title: str) -> list[Post]:
        """Returns the posts of a like title that the rules read of the person."""
        return [
            post
            for other, person in self._persons.items()
            if self.is_same(ref, other)
            for post in person.posts
            if post.ground.review != "pending" and alike(title, post.title)
        ]

    def confirming_awards(self, recipient: str, name: str, sentences: Spans) -> list[Award]:
        """Returns the awards of a like name to the recipient that the rules read in the sentences."""
        return [
            award
            for award in self._awards
            if _overlaps(award.evidence, sentences)
            and self.is_same(recipient, award.recipient)
            and award.ground.review != "pending"
            and alike(name, award.name)
        ]

    def confirming_meetings(self, refs: list[str], sentences: Spans) -> list[Meeting]:
        """Returns the meetings that the rules read in the sentences and in which all of refs take part."""
        return [
            meeting
            for meeting in self._told(sentences)
            if meeting.ground.review != "pending" and all(self._takes_part(ref, meeting) for ref in refs)
        ]

    def doubts(
        self,
        kind: MeetingKind,
        status: Status,
        members: tuple[Participation, ...],
        sentences: Spans,
        confirming: list[Meeting],
    ) -> list[str]:
        """Returns what speaks against a meeting, in words; nothing where all of it is borne out."""
        reading = self._reading
        if reading is None:
            return []
        doubts = [
            f"the rules know no {'person' if part.ref in self._parties.persons else 'body'} {self._name(part.ref)!r}"
            for part in members
            if not self._parties.is_known(part.ref)
        ]
        if confirming:
            if all(m.status != status for m in confirming):
                doubts.append("the rules read another status")
            if all(m.kind != kind for m in confirming):
                doubts.append("the rules read another kind of encounter")
            return doubts
        refs = [part.ref for part in members]
        unnamed = [ref for ref in refs if not self._parties.is_named(ref, sentences)]
        doubts += [f"the quoted sentences do not name {self._name(ref)!r}" for ref in unnamed]
        if kind not in reading.told("encounter", sentences) and all(m.kind != kind for m in self._told(sentences)):
            doubts.append(f"no word of a {kind} in the quoted sentences")
        if self._reads_otherwise(refs, sentences):
            doubts.append("the rules read there who met whom otherwise")
        if status == "held" and (words := reading.told("held-not", sentences)):
            doubts.append(f"it may not have been held: {sorted(words)[0]!r}")
        elif status != "held" and not reading.told(status, sentences):
            doubts.append(f"no word there says that it was {status}")
        return doubts

    def _reads_otherwise(self, refs: list[str], sentences: Spans) -> bool:
        """Whether the rules read encounters there, but not of each two of these."""
        told = [meeting for meeting in self._told(sentences) if len(meeting.participants) > 1]
        pairs = combinations(refs, 2)
        return bool(told) and any(
            not any(self._takes_part(one, m) and self._takes_part(other, m) for m in told) for one, other in pairs
        )

    def _told(self, sentences: Spans) -> list[Meeting]:
        return [meeting for meeting in self._meetings if _overlaps(meeting.evidence, sentences)]

    def _takes_part(self, ref: str, meeting: Meeting) -> bool:
        return any(self.is_same(ref, part.ref) for part in meeting.participants)

    def is_same(self, ref: str, other: str) -> bool:
        """Whether a ref of the proposal and one of the rules' sheet are one."""
        if other not in self._forms:
            return ref == other
        return not self._forms[other].isdisjoint(form.casefold() for form in self._parties.forms(ref))

    def _name(self, ref: str) -> str:
        forms = self._parties.forms(ref)
        return forms[0] if forms else ref


def _overlaps(quotes: tuple[Quote, ...], spans: Spans) -> bool:
    return any((q.start or 0) < end and start < (q.end or 0) for q in quotes for start, end in spans)
