"""What of a model's proposal is taken: facts whose quotes stand in the article and whose parts the article bears out.

Refused: a fact without a true quote, about nobody that the article names, or with words that its quote does not hold.
Left out of a fact: what is not told where it is quoted (details.py). Left to review: what the rules read otherwise, or
cannot check. The model's word alone decides nothing, so an instruction in the article that the
model obeys changes nothing here.
"""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace

from kg.extract.assembly import MIN_CONFIDENCE
from kg.extract.llm.details import Details
from kg.extract.llm.parties import Parties
from kg.extract.llm.parts import Part
from kg.extract.llm.reading import Reading
from kg.extract.llm.reply import Proposal
from kg.extract.llm.second_opinion import SecondOpinion
from kg.extract.llm.wording import same_words, stands_in
from kg.facts import Award, Ground, Meeting, Participation, Person, Post, Quote, locate_quote
from kg.text import Article

#: Confidence in a fact that the rules read too, that the article bears out, and that something speaks against.
CONFIRMED, BORNE_OUT, DOUBTED = 0.85, 0.7, min(0.4, MIN_CONFIDENCE - 0.1)
#: More than a long sentence proves nothing.
QUOTE_CHARS_MAX = 1000
#: Encounters that one person may have on their own (a visit to a country).
ALONE = ("visit", "conference", "ceremony")
#: Braces are the mark of data that was left in an article, or put there to be taken for an answer.
_DATA = re.compile(r"[{}]")


class Acceptance:
    """Takes the proposals about one article, part by part.

    proposed: how many posts, meetings and awards there were, and facts without the shape of one.
    refused: why facts or parts of facts were not taken, and how often.
    """

    def __init__(self, article: Article, reading: Reading | None, model: str) -> None:
        self.proposed = 0
        self.refused: Counter[str] = Counter()
        self.meetings: list[Meeting] = []
        self.awards: list[Award] = []
        self.parties = Parties(article, reading, self.refused)
        self._article = article
        self._reading = reading
        self._opinion = SecondOpinion(reading, self.parties)
        self._details = Details(article, reading, self.parties, self._opinion, self.refused)
        self._reason = f"the model {model} read it"

    def take(self, proposal: Proposal, part: Part) -> None:
        """Takes what is to be believed of a proposal about one part of the article."""
        posts = sum(len(person.posts) for person in proposal.persons)
        self.proposed += posts + len(proposal.meetings) + len(proposal.awards) + proposal.malformed
        if proposal.malformed:
            self.refused["fact without the shape of one"] += proposal.malformed
        refs = self.parties.take(proposal.persons, proposal.agencies)
        for person in proposal.persons:
            # The model may call a body and a person by one id; then the id stands for the body.
            if refs.get(person.id) in self.parties.persons:
                self._take_posts(refs[person.id], person.posts, part, refs)
            elif person.posts:
                self.refused["post of nobody in the article"] += len(person.posts)
        meetings: dict[str, str] = {}
        above: dict[str, str] = {}
        for meeting in proposal.meetings:
            taken = self._meeting(meeting, part, refs)
            if taken is not None:
                # The model may call two by one id; those told twice are merged later.
                meetings.setdefault(meeting.id, taken.id)
                self.meetings.append(taken)
                if meeting.part_of:
                    above[taken.id] = meeting.part_of
        self._link(above, meetings)
        for award in proposal.awards:
            given = self._award(award, part, refs, meetings)
            if given is not None:
                self.awards.append(given)

    def _quotes(self, quotes: Iterable[Quote], part: Part) -> tuple[Quote, ...]:
        """Those quotes that stand in the part letter for letter, with their places in the article."""
        text = self._article.text[part.start : part.end]
        true = []
        for quote in quotes:
            placed = locate_quote(Quote(quote.exact.strip()), text) if len(quote.exact) <= QUOTE_CHARS_MAX else quote
            if placed.start is None or placed.end is None:
                self.refused["quote that does not stand in the article"] += 1
            else:
                true.append(Quote(placed.exact, placed.start + part.start, placed.end + part.start))
        return tuple(dict.fromkeys(true))

    def _refuse(self, why: str) -> None:
        self.refused[why] += 1

    def _ground(self, confirmed: bool, doubts: list[str], paragraphs: list[tuple[int, int]]) -> Ground:
        if any(_DATA.search(self._article.text, *span) for span in paragraphs):
            doubts = [*doubts, "the quoted paragraph is data, not prose"]
        if self._reading is None:
            doubts = [*doubts, f"no lexicon of {self._article.language!r}: nothing but names and quotes was checked"]
        if doubts:
            return Ground(DOUBTED, (self._reason, *doubts), "pending")
        if confirmed:
            return Ground(CONFIRMED, (self._reason, "the rules read it too"))
        return Ground(BORNE_OUT, (self._reason, "the quoted sentences name all of it"))

    # --- posts ---------------------------------------------------------------------------------------------------

    def _take_posts(self, ref: str, posts: tuple[Post, ...], part: Part, refs: dict[str, str]) -> None:
        for post in posts:
            taken = self._post(ref, post, part, refs)
            person = self.parties.persons[ref]
            if taken is not None and all(known.title != taken.title for known in person.posts):
                self.parties.persons[ref] = replace(person, posts=(*person.posts, taken))

    def _post(self, ref: str, post: Post, part: Part, refs: dict[str, str]) -> Post | None:
        quotes = self._quotes(post.evidence, part)
        if not quotes:
            self._refuse("post without a true quote")
            return None
        title = " ".join(post.title.split())
        if not title or not any(same_words(title, quote.exact) for quote in quotes):
            self._refuse("post whose title is not in its quote")
            return None
        if any(stands_in(form, title) for form in self.parties.forms(ref)):
            self._refuse("post whose title names the person")
            return None
        sentences = self._details.sentences(quotes)
        same = self._opinion.confirming_posts(ref, title)
        doubts = [] if same else ["the rules do not read this post of this person"]
        if not self.parties.is_named(ref, sentences):
            doubts.append("the quoted sentence does not name the person")
        return Post(
            title=title,
            agency=self._details.agency(self.parties.resolve(post.agency, refs), sentences, same),
            country=self._details.country(post.country, sentences, {other.country for other in same}),
            evidence=quotes,
            since=self._details.date(post.since, [] if same else sentences, [other.since for other in same]),
            until=self._details.date(post.until, [] if same else sentences, [other.until for other in same]),
            ground=self._ground(bool(same), doubts, self._details.paragraphs(quotes)),
        )

    # --- meetings ------------------------------------------------------------------------------------------------

    def _meeting(self, meeting: Meeting, part: Part, refs: dict[str, str]) -> Meeting | None:
        quotes = self._quotes(meeting.evidence, part)
        if not quotes:
            self._refuse("meeting without a true quote")
            return None
        members = self._members(meeting.participants, refs)
        if len(members) < (1 if meeting.kind in ALONE else 2):
            self._refuse("meeting of fewer than two that the article names")
            return None
        details = self._details
        sentences, paragraphs = details.sentences(quotes), details.paragraphs(quotes)
        same = self._opinion.confirming_meetings([m.ref for m in members], sentences)
        doubts = self._opinion.doubts(meeting.kind, meeting.status, members, sentences, same)
        ground = self._ground(bool(same), doubts, paragraphs)
        invited = (self.parties.resolve(ref, refs) for ref in meeting.invited_by)
        hosts = tuple(dict.fromkeys(ref for ref in invited if ref))
        if ground.review is None:
            members, hosts = details.roles(members, same), details.hosts(hosts, same)
        return Meeting(
            id=f"m{len(self.meetings) + 1}",
            kind=meeting.kind,
            status=meeting.status,
            participants=members,
            evidence=quotes,
            date=details.date(meeting.date, paragraphs, [other.date for other in same]),
            place=details.place(meeting.place, paragraphs, sentences, [other.place for other in same]),
            place_country=details.country(meeting.place_country, paragraphs, {other.place_country for other in same}),
            invited_by=hosts,
            topics=details.topics(meeting.topics, paragraphs, [code for other in same for code in other.topics]),
            ground=ground,
        )

    def _members(self, parts: tuple[Participation, ...], refs: dict[str, str]) -> tuple[Participation, ...]:
        members: dict[str, Participation] = {}
        for part in parts:
            ref = self.parties.resolve(part.ref, refs)
            if ref is not None and ref not in members:
                leader = refs.get(part.accompanied or "") if part.role == "accompanying" else None
                members[ref] = Participation(ref, part.role, leader if leader != ref else None)
        return tuple(
            part if part.accompanied in members else replace(part, accompanied=None) for part in members.values()
        )

    def _link(self, above: dict[str, str], meetings: dict[str, str]) -> None:
        """Puts the meetings of one proposal into those they are part of; circles are cut."""
        parents: dict[str, str] = {}
        for child, named in above.items():
            at: str | None = meetings.get(named)
            seen = {child}
            while at is not None and at not in seen:
                seen.add(at)
                at = parents.get(at)
            if named in meetings and at is None:
                parents[child] = meetings[named]
            else:
                self._refuse("framing meeting that is none")
        self.meetings = [replace(m, part_of=parents[m.id]) if m.id in parents else m for m in self.meetings]

    # --- awards --------------------------------------------------------------------------------------------------

    def _award(self, award: Award, part: Part, refs: dict[str, str], meetings: dict[str, str]) -> Award | None:
        quotes = self._quotes(award.evidence, part)
        if not quotes:
            self._refuse("award without a true quote")
            return None
        name = " ".join(award.name.split())
        recipient = self.parties.resolve(award.recipient, refs)
        if recipient is None or not name or not any(same_words(name, quote.exact) for quote in quotes):
            self._refuse("award to nobody, or whose name is not in its quote")
            return None
        same = self._opinion.confirming_awards(recipient, name, self._details.sentences(quotes))
        doubts = [] if same else ["the rules read no award to them there"]
        conferrer = self.parties.resolve(award.conferrer, refs)
        paragraphs = self._details.paragraphs(quotes)
        return Award(
            name=name,
            recipient=recipient,
            evidence=quotes,
            conferrer=self._details.conferrer(conferrer if conferrer != recipient else None, same),
            date=self._details.date(award.date, paragraphs, [other.date for other in same]),
            meeting=meetings.get(award.meeting or ""),
            ground=self._ground(bool(same), doubts, paragraphs),
        )


def pending_count(persons: Iterable[Person], meetings: Iterable[Meeting], awards: Iterable[Award]) -> int:
    """Returns how many facts wait for review."""
    posts = [post.ground for person in persons for post in person.posts]
    grounds = [*posts, *(meeting.ground for meeting in meetings), *(award.ground for award in awards)]
    return sum(ground.review == "pending" for ground in grounds)
