"""Finds become a fact sheet: ids, quotes, confidence with reasons; agencies that nothing uses are left out."""

from collections.abc import Sequence
from dataclasses import replace

from kg.collector import pause_collector
from kg.extract.award_reading import FoundAward
from kg.extract.awards import find_awards
from kg.extract.cast import find_cast
from kg.extract.contacts import find_contacts
from kg.extract.dates import find_dates
from kg.extract.document import Document, read_document
from kg.extract.draft_topics import set_topics
from kg.extract.drafts import Draft, Setting, Story
from kg.extract.encounters import find_encounters
from kg.extract.gatherings import find_gatherings
from kg.extract.lexicon import read_lexicon
from kg.extract.likelihood import infer_meetings
from kg.extract.likelihood.datings import settle_dates
from kg.extract.likelihood.scenery import Scenery
from kg.extract.likelihood.whereabouts import settle_places
from kg.extract.meetings import finish_story, tell_story
from kg.extract.mentions import Cast
from kg.extract.parties import Scene
from kg.extract.places import find_places
from kg.extract.reader import find_quoted
from kg.extract.references import Choose, choose_by_model, resolve_references
from kg.extract.sentences import read_sentences
from kg.extract.summits import find_summits, find_unions
from kg.extract.topics import find_topics
from kg.facts import sha256_of
from kg.facts.model import ArticleInfo, Award, FactSheet, Ground, Meeting, Participation, Person, Quote
from kg.text import Article
from kg.version import VERSION

# Facts below this are not asserted; chosen on the development articles, where lowering it cost precision first.
MIN_CONFIDENCE = 0.5
AWARD_CONFIDENCE = 0.8


def extract_facts(article: Article) -> FactSheet:
    """Reads all facts out of an article, those of low confidence marked for review.

    Raises:
        InputError: no lexicon for the article's language.
    """
    with pause_collector():
        story, scenes, awards = _read_story(article)
        set_topics(story, _finish(story, scenes))
        return make_sheet(story.setting.doc, story.setting.cast, story.drafts, awards)


def read_meetings(article: Article, choose: Choose = choose_by_model) -> tuple[Story, Scenery]:
    """Reads all meetings of an article, without what they were about, and shows it as the models of likelihood see it.

    choose: says whom words without a name mean.

    Raises:
        InputError: no lexicon for the article's language.
    """
    story, scenes, _awards = _read_story(article, choose)
    return story, _finish(story, scenes)


def read_drafts(article: Article, choose: Choose = choose_by_model) -> Story:
    """Reads all meetings of an article, dated and placed by the rules alone.

    choose: says whom words without a name mean.

    Raises:
        InputError: no lexicon for the article's language.
    """
    story, scenes, _awards = _read_story(article, choose)
    infer_meetings(story, Scenery(story.setting, scenes, story.drafts))
    return story


def read_scenery(article: Article, choose: Choose = choose_by_model) -> Scenery:
    """Reads an article as far as the rules go, and shows it as the models of likelihood see it.

    choose: says whom words without a name mean.

    Raises:
        InputError: no lexicon for the article's language.
    """
    story, scenes, _awards = _read_story(article, choose)
    return Scenery(story.setting, scenes, story.drafts)


def _finish(story: Story, scenes: Sequence[Scene]) -> Scenery:
    scenery = Scenery(story.setting, scenes, story.drafts)
    infer_meetings(story, scenery)
    settle_places(story)
    settle_dates(story)
    finish_story(story)
    return scenery


def _read_story(
    article: Article, choose: Choose = choose_by_model
) -> tuple[Story, Sequence[Scene], Sequence[FoundAward]]:
    doc = read_document(article, read_lexicon(article.language))
    places, dates, topics = find_places(doc), find_dates(doc), find_topics(doc)
    cast = resolve_references(doc, find_cast(doc, places), places, choose)
    scenes = tuple(read_sentences(doc, cast, places))
    encounters, awards, countries = find_encounters(scenes), find_awards(doc, scenes), find_countries(cast)
    quoted = find_quoted(doc)
    contacts = find_contacts(scenes, encounters, quoted)
    told = (*find_gatherings(scenes, encounters, awards, countries, quoted), *contacts)
    told = (*told, *find_summits(scenes, told, find_unions(cast.agencies), quoted))
    decorated = frozenset(ref for award in awards for ref in award.recipients)
    setting = Setting(doc, cast, places, dates, topics, countries, decorated)
    return tell_story(setting, told), scenes, awards


def find_countries(cast: Cast) -> dict[str, str | None]:
    """Returns for whom each person and agency of the cast speaks: the country of the first post that has one, else that
    said before the name."""
    origins = cast.origins
    countries = {
        p.id: next((post.country for post in p.posts if post.country), origins.get(p.id)) for p in cast.persons
    }
    return countries | {a.id: a.country for a in cast.agencies}


def make_sheet(doc: Document, cast: Cast, drafts: Sequence[Draft], found: Sequence[FoundAward]) -> FactSheet:
    """Puts the finds of an article together; agencies that no fact uses are left out."""
    article = doc.article
    meetings = make_meetings(doc, drafts)
    awards = make_awards(doc, drafts, found)
    used = {p.ref for m in meetings for p in m.participants} | {ref for m in meetings for ref in m.invited_by}
    used |= {ref for a in awards for ref in (a.recipient, a.conferrer) if ref}
    used |= {post.agency for p in cast.persons for post in p.posts if post.agency}
    info = ArticleInfo(
        article.id,
        article.language,
        article.title,
        article.publisher,
        article.url,
        article.published,
        sha256_of(article.text),
        f"kg rules {VERSION}",
    )
    agencies = tuple(a for a in cast.agencies if a.id in used)
    return FactSheet(info, tuple(_marked(p) for p in cast.persons), agencies, meetings, awards)


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
        ground=ground_of(draft.confidence, draft.reasons, sorted(draft.inferred)),
    )


def make_awards(doc: Document, drafts: Sequence[Draft], found: Sequence[FoundAward]) -> tuple[Award, ...]:
    """Turns decorations found into one award a recipient, dated by the meeting at which it was given."""
    awards: list[Award] = []
    for award in found:
        sentence = doc.sentences[award.sentence]
        at, inferred = _occasion_of(drafts, award)
        for recipient in award.recipients:
            awards.append(
                Award(
                    name=award.name,
                    recipient=recipient,
                    evidence=(quote_of(doc, sentence.start, sentence.end),),
                    conferrer=award.conferrer,
                    date=drafts[at - 1].date if at else None,
                    meeting=f"m{at}" if at else None,
                    ground=ground_of(AWARD_CONFIDENCE, award.reasons, inferred),
                )
            )
    return tuple(awards)


def _occasion_of(drafts: Sequence[Draft], award: FoundAward) -> tuple[int | None, tuple[str, ...]]:
    """The number of the meeting an award was given at, and what of it is inferred: else the recipient's visit."""
    for number, draft in enumerate(drafts, 1):
        if award.sentence in draft.told and award.recipients[0] in draft.members:
            return number, ()
    for number, draft in enumerate(drafts, 1):
        guest = draft.members.get(award.recipients[0], ("", None))[0] == "guest"
        if draft.kind == "visit" and draft.status == "held" and guest and draft.told[0] < award.sentence:
            return number, ("date", "meeting")
    return None, ()


def ground_of(confidence: float | None, reasons: Sequence[str], inferred: Sequence[str] = ()) -> Ground:
    """Returns why a fact is believed; below MIN_CONFIDENCE it waits for review."""
    unsure = confidence is not None and confidence < MIN_CONFIDENCE
    return Ground(confidence, tuple(reasons), "pending" if unsure else None, tuple(inferred))


def _marked(person: Person) -> Person:
    """Sends the posts nobody is sure enough of to review."""
    grounds = [ground_of(p.ground.confidence, p.ground.reasons, p.ground.inferred) for p in person.posts]
    if all(p.ground == ground for p, ground in zip(person.posts, grounds, strict=True)):
        return person
    posts = tuple(replace(p, ground=ground) for p, ground in zip(person.posts, grounds, strict=True))
    return replace(person, posts=posts)
