"""Encounters become meetings: each gets its date, place and topics, and what is told twice becomes one.

A meeting keeps the sentences that tell it, and why each of its fields is believed.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from kg.extract.awards import FoundAward
from kg.extract.document import Document
from kg.extract.encounters import Encounter, Party
from kg.extract.frames import read_frames
from kg.extract.mentions import Cast, DateMention, PlaceMention, TopicMention
from kg.facts import parse_edtf
from kg.facts.model import MeetingKind, Role, Status

M = TypeVar("M", PlaceMention, DateMention, TopicMention)

# A topic sentence may follow its meeting by this many sentences.
TOPIC_REACH = 2
# Company may be told this many sentences after its meeting.
JOIN_REACH = 3
# A date named is carried on over this many sentences, that of a meeting over more; the lead is that long.
DATE_REACH = 4
MEETING_REACH = 6
LEAD = 4
# A day this far from the publication is history or outlook, not the day of the story.
RECENT_DAYS = 10
# Whoever hands a decoration over meets whom it is given to; some only sign.
CEREMONY_CONFIDENCE = 0.8
# Letters of an event's noun that tell it from another ("Gipfel", "Gipfels").
STEM = 5


@dataclass
class Draft:
    """A meeting in the making. members: ref -> (role, whom it accompanies); told: sentences that tell it."""

    kind: MeetingKind
    status: Status
    members: dict[str, tuple[Role, str | None]]
    told: list[int]
    confidence: float
    reasons: list[str]
    date: str | None = None
    date_given: bool = False
    inferred: set[str] = field(default_factory=set)
    place: str | None = None
    place_country: str | None = None
    place_given: bool = False
    invited_by: tuple[str, ...] = ()
    topics: list[str] = field(default_factory=list)
    part_of: "Draft | None" = None
    trigger: int = 0
    event: str = ""

    def principals(self) -> frozenset[str]:
        return frozenset(ref for ref, (role, _) in self.members.items() if role != "accompanying")


@dataclass(frozen=True)
class Setting:
    """What the drafts are set against: all finds of the article that are not actors."""

    doc: Document
    cast: Cast
    places: Sequence[PlaceMention]
    dates: Sequence[DateMention]
    topics: Sequence[TopicMention]
    countries: Mapping[str, str | None]


def find_meetings(setting: Setting, encounters: Iterable[Encounter], awards: Sequence[FoundAward] = ()) -> list[Draft]:
    """Builds meetings from encounters in text order; those only wished for are left out.

    A decoration that a person hands over is a ceremony of the two.
    """
    scene = _Scene(setting)
    handed = [_ceremony_of(setting, a) for a in awards if a.face_to_face]
    for encounter in sorted([*encounters, *handed], key=lambda e: (e.sentence, e.trigger)):
        if encounter.effect == "join":
            if encounter.settled and encounter.status != "cancelled":
                scene.join(encounter)
        elif encounter.effect == "attend":
            if encounter.settled:
                scene.attend(encounter)
        elif encounter.effect == "remark":
            scene.remark(encounter)
        elif encounter.settled:
            scene.tell(encounter)
    scene.finish()
    return scene.drafts


class _Scene:
    """Where the story stands: the meetings so far, the visit under way, the last date and place."""

    def __init__(self, setting: Setting) -> None:
        self.setting = setting
        self.frames = read_frames(setting.doc.lexicon)
        self.drafts: list[Draft] = []
        self._dates = _by_sentence(setting.doc, setting.dates)
        self._places = _by_sentence(setting.doc, [p for p in setting.places if p.kind != "demonym"])
        self._demonyms = _by_sentence(setting.doc, [p for p in setting.places if p.kind == "demonym"])
        self._topics = _by_sentence(setting.doc, setting.topics)

    # --- events ---------------------------------------------------------------------------------------

    def tell(self, encounter: Encounter) -> None:
        for draft in self._drafts_of(encounter):
            self._set_date(draft, encounter)
            self._set_place(draft, encounter)
            self._set_roles(draft)
            known = self._same_as(draft)
            if known is None:
                self.drafts.append(draft)
            else:
                _merge(known, draft)

    def join(self, encounter: Encounter) -> None:
        """Adds company to the meeting spoken of: the latest one near by, or that of whom they accompany."""
        leads = set(encounter.leads)
        visits = [d for d in self.drafts if d.kind == "visit" and encounter.kind == "visit" and leads & set(d.members)]
        for draft in [*visits[-1:], *reversed(self.drafts)]:
            if draft not in visits and encounter.sentence - draft.told[-1] > JOIN_REACH:
                return
            if leads and not leads & set(draft.members):
                continue
            self._add(draft, encounter)
            if encounter.sentence not in draft.told:
                draft.told.append(encounter.sentence)
            return

    def _add(self, draft: Draft, encounter: Encounter) -> None:
        """Those who join in one breath are of one side, unless they speak for different countries."""
        first: str | None = None
        for ref in encounter.parties[0].refs:
            if ref in draft.members:
                continue
            role, lead = self._side_of(ref, draft, encounter)
            country = self.setting.countries.get(ref)
            if (
                first is not None
                and lead is None
                and role != "host"
                and country in (None, self.setting.countries.get(first))
            ):
                role, lead = "accompanying", first
            draft.members[ref] = (role, lead)
            first = first or ref

    def _side_of(self, ref: str, draft: Draft, encounter: Encounter) -> tuple[Role, str | None]:
        """Whom a joining member accompanies: the one named, else the one of the same country; else nobody."""
        if encounter.parties[0].role == "host":
            return "host", None
        if encounter.leads:
            lead = encounter.leads[0]
            home, own = self.setting.countries.get(lead), self.setting.countries.get(ref)
            foreign = home is not None and own is not None and own != home
            return (draft.members[lead][0], None) if foreign and lead in draft.members else ("accompanying", lead)
        countries = {self.setting.countries.get(ref), *self._named_sides(encounter)} - {None}
        for member in draft.principals():
            if self.setting.countries.get(member, member) in countries:
                return "accompanying", member
        return "participant", None

    def _named_sides(self, encounter: Encounter) -> set[str]:
        """Countries of "the Turkish side" in the clause."""
        doc, cues = self.setting.doc, self.frames.cues
        return {
            p.country
            for p in self._demonyms.get(encounter.sentence, [])
            if p.country
            and encounter.start <= p.start < encounter.end
            and cues.side.find(doc.tokens, max(0, p.start - 1), min(len(doc.tokens), p.end + 1))
        }

    def attend(self, encounter: Encounter) -> None:
        """Adds someone to the conference or ceremony that a noun names; the same noun means the same event."""
        party = encounter.parties[0]
        event = encounter.event[:STEM]
        members = self._attending(party)
        for draft in reversed(self.drafts):
            if draft.event == event and draft.kind == encounter.kind:
                for ref, part in members.items():
                    draft.members.setdefault(ref, part)
                draft.told.extend(n for n in [encounter.sentence] if n not in draft.told)
                return
        draft = self._draft(encounter, [])
        draft.members |= members
        draft.event = event
        self._set_date(draft, encounter)
        self._set_place(draft, encounter)
        self.drafts.append(draft)

    def remark(self, encounter: Encounter) -> None:
        """What is spoken of again may be dated now; a call it may be, or called off."""
        spoken_of = next((d for d in reversed(self.drafts) if d.kind == encounter.kind), None)
        days = [d for d in self._dates.get(encounter.sentence, []) if len(d.edtf) >= len("2024-06-26")]
        near = spoken_of is not None and encounter.sentence - spoken_of.told[-1] <= TOPIC_REACH
        if spoken_of is not None and near and days and not spoken_of.date_given:
            self._set_date(spoken_of, encounter)
            if spoken_of.date_given and encounter.sentence not in spoken_of.told:
                spoken_of.told.append(encounter.sentence)
        if not self.drafts:
            return
        last = self.drafts[-1]
        if encounter.kind == "call" and last.kind == "meeting" and encounter.sentence - last.told[-1] == 1:
            last.kind, last.place, last.place_country = "call", None, None
            last.told.append(encounter.sentence)
        if encounter.status != "cancelled":
            return
        if (
            encounter.sentence != last.told[-1]
            and encounter.sentence - last.told[-1] <= 1
            and last.kind == encounter.kind
        ):
            last.status = "cancelled"
            last.told.append(encounter.sentence)

    def finish(self) -> None:
        self.drafts = [d for d in self.drafts if len(d.members) > 1]
        for draft in self.drafts:
            self._set_frame(draft)
        self._set_topics()

    # --- drafts ---------------------------------------------------------------------------------------

    def _drafts_of(self, encounter: Encounter) -> list[Draft]:
        if encounter.kind == "visit":
            guest = encounter.parties[0]
            countries = dict.fromkeys(p.country for p in encounter.destinations if p.country)
            return [
                self._draft(encounter, [guest, Party((country,), "host")])
                for country in countries
                if country != self.setting.countries.get(guest.refs[0])
            ]
        parties = list(encounter.parties)
        if len(parties) == 2 and parties[1].separate:
            return [self._draft(encounter, [parties[0], Party((ref,), parties[1].role)]) for ref in parties[1].refs]
        return [self._draft(encounter, parties)]

    def _draft(self, encounter: Encounter, parties: Sequence[Party]) -> Draft:
        members: dict[str, tuple[Role, str | None]] = {}
        for party in parties:
            members |= self._members(party)
        return Draft(
            encounter.kind,
            encounter.status,
            members,
            [encounter.sentence],
            encounter.confidence,
            list(encounter.reasons),
            trigger=encounter.trigger,
            invited_by=encounter.invited_by,
        )

    def _members(self, party: Party) -> dict[str, tuple[Role, str | None]]:
        """The first of each country on a side leads; the others of that country, or of none, accompany."""
        leads: dict[str | None, str] = {}
        members: dict[str, tuple[Role, str | None]] = {}
        for ref in party.refs:
            country = None if party.united else self.setting.countries.get(ref)
            lead = leads.get(country) or (party.refs[0] if country is None or None in leads else None)
            if members and lead is not None:
                members[ref] = ("accompanying", lead)
            else:
                members[ref] = (party.role, None)
                leads[country] = ref
        return members

    # --- date and place -------------------------------------------------------------------------------

    def _attending(self, party: Party) -> dict[str, tuple[Role, str | None]]:
        """Attendance is each one's own, but for those who speak for the country of one named before."""
        leads: dict[str, str] = {}
        members: dict[str, tuple[Role, str | None]] = {}
        for ref in party.refs:
            country = self.setting.countries.get(ref)
            lead = leads.get(country) if country is not None else None
            members[ref] = ("accompanying", lead) if lead is not None else (party.role, None)
            if country is not None:
                leads.setdefault(country, ref)
        return members

    def _set_date(self, draft: Draft, encounter: Encounter) -> None:
        own = self._dates.get(encounter.sentence, [])
        inside = [d for d in own if encounter.start <= d.start < encounter.end]
        chosen = _nearest(inside or own, encounter.trigger)
        if chosen is not None:
            draft.date, draft.date_given = chosen.edtf, True
            if chosen.inferred:
                draft.inferred.add("date")
        elif not encounter.background or encounter.sentence == 0:
            draft.date = self._running_date(encounter.sentence)
        published = self.setting.doc.article.published
        if draft.status == "held" and draft.date and published and draft.date[:10] > published[:10]:
            draft.status = "planned"

    def _running_date(self, sentence: int) -> str | None:
        """The day last spoken of: that of the last meeting told, or a day named since, both near; else the lead's."""
        last = next((d for d in reversed(self.drafts) if d.date), None)
        told = last.told[-1] if last is not None else -1
        for number in range(sentence - 1, max(sentence - DATE_REACH, told), -1):
            for date in reversed(self._dates.get(number, [])):
                if self._is_recent_day(date.edtf):
                    return date.edtf
        if last is not None and sentence - told <= MEETING_REACH:
            return last.date
        opening = range(min(LEAD, len(self.setting.doc.sentences)))
        return next((d.edtf for n in opening for d in self._dates.get(n, []) if self._is_recent_day(d.edtf)), None)

    def _is_recent_day(self, edtf: str) -> bool:
        """Whether a date is a day (or days) close to the time of writing, as far as that is known."""
        if len(edtf.partition("/")[0]) != len("2024-06-26"):
            return False
        published = self.setting.doc.article.published
        if not published or len(published) < len("2024-06-26"):
            return True
        day = parse_edtf(edtf).earliest
        written = parse_edtf(published).earliest
        return day is not None and written is not None and abs((written - day).days) <= RECENT_DAYS

    def _set_place(self, draft: Draft, encounter: Encounter) -> None:
        if draft.kind == "call":
            return
        if encounter.destinations:
            here = [p for p in encounter.destinations if p.country in draft.members]
            place = next((p for p in here if p.kind != "country"), here[0] if here else None)
        else:
            own = [p for p in self._places.get(encounter.sentence, []) if self._is_location(p)]
            inside = [p for p in own if encounter.start <= p.start < encounter.end]
            place = _finest(inside) or _finest(own)
        if place is not None:
            draft.place, draft.place_country, draft.place_given = place.name, place.country, True
            if place.country is None:
                draft.place_country = self._running_place(encounter.sentence)[1]
        elif not encounter.background:
            draft.place, draft.place_country = self._running_place(encounter.sentence)

    def _is_location(self, place: PlaceMention) -> bool:
        tokens = self.setting.doc.tokens
        before = range(max(0, place.start - 2), place.start)
        return any(self.frames.cues.locations.at(tokens, i, i + 1) for i in before) or place.start == 0

    def _running_place(self, sentence: int) -> tuple[str | None, str | None]:
        for draft in reversed(self.drafts):
            if draft.place_country and draft.status != "cancelled" and sentence - draft.told[-1] <= 6:
                return draft.place, draft.place_country
        opening = range(min(LEAD, len(self.setting.doc.sentences), sentence + 1))
        lead = next((p for n in opening for p in self._places.get(n, []) if self._is_location(p)), None)
        return (lead.name, lead.country) if lead is not None else (None, None)

    def _set_roles(self, draft: Draft) -> None:
        """Who is at home where they meet is the host."""
        if draft.kind != "meeting" or draft.place_country is None:
            return
        principals = [r for r, (role, _) in draft.members.items() if role == "participant"]
        home = [r for r in principals if self.setting.countries.get(r) == draft.place_country]
        if len(principals) == 2 and len(home) == 1:
            for ref in principals:
                draft.members[ref] = ("host" if ref in home else "guest", None)

    # --- one meeting told twice, and what frames what -------------------------------------------------

    def _same_as(self, draft: Draft) -> Draft | None:
        for known in reversed(self.drafts):
            if known.kind != draft.kind:
                continue
            same = known.principals() == draft.principals() or set(draft.members) == set(known.members)
            if not same:
                continue
            if draft.date_given and known.date and draft.date and not _overlap(draft.date, known.date):
                continue
            if draft.place_given and known.place_country not in (None, draft.place_country):
                continue
            return known
        return None

    def _set_frame(self, draft: Draft) -> None:
        """A meeting of a visit's guest in the visited country, not on another date, is part of the visit."""
        if draft.kind == "visit":
            return
        for visit in self.drafts:
            if visit.kind != "visit" or visit.place_country is None or visit.place_country != draft.place_country:
                continue
            guests = {r for r, (role, _) in visit.members.items() if role == "guest"}
            if guests & set(draft.members) and (draft.status == "cancelled") == (visit.status == "cancelled"):
                draft.part_of = visit
                if not draft.date:
                    draft.date = visit.date
                return

    # --- topics ---------------------------------------------------------------------------------------

    def _set_topics(self) -> None:
        """Topics belong to the meetings of their sentence, else to those before it, or to "the talks" of a visit."""
        told = sorted({n for d in self.drafts for n in d.told})
        for sentence, topics in self._topics.items():
            own = [d for d in self.drafts if sentence in d.told]
            if not own:
                topics = [t for t in topics if t.agenda]
                before = [n for n in told if n < sentence]
                last = [d for d in self.drafts if before and before[-1] in d.told and d.status != "cancelled"]
                if self._speaks_of_talks(sentence):
                    own = self._talks_with(last)
                elif before and sentence - before[-1] <= TOPIC_REACH:
                    own = last
            for draft in own:
                draft.topics.extend(t.code for t in topics if t.code not in draft.topics)

    def _speaks_of_talks(self, number: int) -> bool:
        """Whether a sentence takes up talks told before: "in the talks", "during these meetings"."""
        doc, sentence = self.setting.doc, self.setting.doc.sentences[number]
        nouns = self.frames.nouns.find(doc.tokens, sentence.start, sentence.end)
        return any(
            m.value.frame == "meet" and m.start and self.frames.cues.anaphora.at(doc.tokens, m.start - 1, m.start)
            for m in nouns
        )

    def _talks_with(self, last: Sequence[Draft]) -> list[Draft]:
        """The last meetings told and those of the same visit."""
        visits = [d.part_of for d in last if d.part_of is not None]
        same = [d for d in self.drafts if d.part_of is not None and any(d.part_of is v for v in visits)]
        return [*last, *(d for d in same if d.status != "cancelled" and not any(d is x for x in last))]


def _ceremony_of(setting: Setting, award: FoundAward) -> Encounter:
    sentence = setting.doc.sentences[award.sentence]
    givers = (award.conferrer,) if award.conferrer is not None else ()
    return Encounter(
        effect="meet",
        kind="ceremony",
        status="held",
        parties=(Party(givers, "host"), *(Party((r,), "guest") for r in award.recipients)),
        sentence=award.sentence,
        start=sentence.start,
        end=sentence.end,
        trigger=award.trigger,
        confidence=CEREMONY_CONFIDENCE,
        reasons=award.reasons,
    )


def _overlap(one: str, other: str) -> bool:
    return parse_edtf(one).overlaps(parse_edtf(other))


def _merge(known: Draft, draft: Draft) -> None:
    known.told.extend(n for n in draft.told if n not in known.told)
    for ref, part in draft.members.items():
        known.members.setdefault(ref, part)
    if draft.date_given and not known.date_given:
        known.date, known.date_given = draft.date, True
        known.inferred |= draft.inferred
    if draft.place_given and (not known.place_given or known.place_country == draft.place_country):
        known.place, known.place_country, known.place_given = draft.place, draft.place_country, True
    if draft.status == "cancelled":
        known.status = "cancelled"
    known.confidence = max(known.confidence, draft.confidence)
    known.reasons.extend(r for r in draft.reasons if r not in known.reasons)


def _by_sentence(doc: Document, mentions: Sequence[M]) -> dict[int, list[M]]:
    found: dict[int, list[M]] = {}
    for mention in mentions:
        found.setdefault(doc.sentence_of(mention.start).index, []).append(mention)
    return found


def _nearest(dates: Sequence[DateMention], trigger: int) -> DateMention | None:
    return min(dates, key=lambda d: abs(d.start - trigger), default=None)


def _finest(places: Sequence[PlaceMention]) -> PlaceMention | None:
    """A building before a city before a region before a country."""
    order = ("building", "city", "region", "country")
    return min(places, key=lambda p: order.index(p.kind), default=None)
