"""Finds become a fact sheet: ids, quotes, confidence with reasons; what nothing uses is left out."""

from collections.abc import Sequence

from kg.extract.document import Document
from kg.extract.meetings import Draft
from kg.facts.model import Ground, Meeting, Participation, Quote


def quote_of(doc: Document, start: int, end: int) -> Quote:
    """Returns the quote of tokens start..end."""
    first, last = doc.tokens[start].start, doc.tokens[end - 1].end
    return Quote(doc.article.text[first:last], first, last)


def make_meetings(doc: Document, drafts: Sequence[Draft]) -> tuple[Meeting, ...]:
    """Turns drafts into meetings with ids that are unique in the sheet."""
    ids = {id(d): f"m{n}" for n, d in enumerate(drafts, 1)}
    return tuple(_meeting(doc, draft, ids) for draft in drafts)


def _meeting(doc: Document, draft: Draft, ids: dict[int, str]) -> Meeting:
    sentences = [doc.sentences[n] for n in dict.fromkeys(draft.told)]
    return Meeting(
        id=ids[id(draft)],
        kind=draft.kind,
        status=draft.status,
        participants=tuple(Participation(ref, role, lead) for ref, (role, lead) in draft.members.items()),
        evidence=tuple(quote_of(doc, s.start, s.end) for s in sentences),
        date=draft.date,
        place=draft.place,
        place_country=draft.place_country,
        invited_by=draft.invited_by,
        part_of=ids[id(draft.part_of)] if draft.part_of is not None else None,
        topics=tuple(draft.topics),
        ground=Ground(draft.confidence, tuple(draft.reasons), None, tuple(sorted(draft.inferred))),
    )
