"""Finds public bodies: known ones, bodies named by their kind ("Ministry of ...") and those an acronym defines."""

from dataclasses import replace

from kg.extract.agency_forms import country_forms
from kg.extract.headed_agencies import find_headed
from kg.extract.known_agencies import read_known_agencies
from kg.extract.listed_agencies import find_listed
from kg.extract.noun_phrases import ChainReader
from kg.extract.scene import AgencySpan, Scene

# How many words of an office may stand before its holder's name.
OFFICE_TOKENS = 6


def find_agencies(scene: Scene) -> dict[int, AgencySpan]:
    """Returns the bodies named in the document by their first token, none overlapping another."""
    known = read_known_agencies(scene.doc.lexicon)
    sure = find_listed(scene, known)
    reader = ChainReader(scene, {}, lambda k: _opens_office(scene, k), small=False)
    taken: dict[int, AgencySpan] = {}
    free = 0
    for i in sorted({*sure, *scene.tokens.spots(scene.words.agencies.openings)}):
        if i < free or not scene.tokens[i].is_word:
            continue
        sentence = scene.doc.sentence_of(i)
        span = find_headed(scene, reader, i, sentence.start, sentence.end)
        listed = sure.get(i)
        if listed is not None and (span is None or (span.end <= listed.end and span.start >= listed.start)):
            span = listed
        elif span is not None:
            span = _absorb(scene, span, sure)
        if span is not None:
            span = _define(scene, span, sentence.end)
            span.others = country_forms(scene, span, sentence.end)
            taken[span.start] = span
            free = span.end
    return _complete(scene, taken)


def _opens_office(scene: Scene, k: int) -> bool:
    """Tells whether an office with its holder's name begins at token k: no part of the name of a body."""
    limit = scene.limit(k)
    match = scene.words.posts.heads.at(scene.tokens, k, limit)
    if match is None or not match.value.singular:
        return False
    for i in range(match.end, min(limit, match.end + OFFICE_TOKENS)):
        if not scene.tokens[i].is_word:
            return False
        if scene.opens_name(i, limit):
            return True
    return False


def _absorb(scene: Scene, span: AgencySpan, sure: dict[int, AgencySpan]) -> AgencySpan:
    """A kind before an acronym is that body ("US-Geheimdienst CIA"); one with a known body in its name is of its
    country ("ECOWAS Commission")."""
    inner = next((sure[k] for k in range(span.start, span.end) if k in sure), None)
    follow = sure.get(span.end)
    if follow is not None and follow.acronym is not None and scene.words.phrases.capital_nouns:
        country = span.country or follow.country
        absorbed = AgencySpan(span.start, follow.end, follow.name, follow.acronym, country, follow.row)
        absorbed.international = follow.international and span.country is None
        absorbed.reasons = [*span.reasons, *follow.reasons]
        return absorbed
    last = sure.get(span.end - 1)
    if last is not None and last.acronym is not None and scene.words.phrases.capital_nouns:
        return replace(last, start=span.start, end=span.end)
    smaller = inner is not None and inner.end - inner.start < span.end - span.start
    if inner is not None and smaller and span.country is None and _is_of(scene, inner):
        span.country, span.international = inner.country, inner.international
        if inner.end == span.end and inner.acronym:
            span.acronym, span.row = inner.acronym, inner.row
    return span


def _is_of(scene: Scene, inner: AgencySpan) -> bool:
    """Tells whether a known body's country may be that of a longer name: the article names it, or the acronym."""
    return inner.country in scene.countries or inner.country in (None, "EU") or inner.acronym is not None


def _define(scene: Scene, span: AgencySpan, limit: int) -> AgencySpan:
    """Takes an acronym in brackets behind a body as its acronym."""
    acronym = scene.acronym_at(span.end, limit)
    if acronym is not None and span.acronym is None:
        span.acronym = acronym
        span.reasons.append(f"defined as {acronym}")
    return span


def _complete(scene: Scene, spans: dict[int, AgencySpan]) -> dict[int, AgencySpan]:
    """Finds the acronyms that the article defined wherever they stand alone."""
    defined: dict[str | None, AgencySpan] = {
        s.acronym: s for s in spans.values() if s.acronym is not None and s.name != s.acronym
    }
    for i, span in list(spans.items()):
        source = defined.get(span.acronym)
        if source is not None and span.name == span.acronym and _is_anothers(scene, source, span):
            del spans[i]
    covered = {k for s in spans.values() for k in range(s.start, s.end)}
    for i, token in enumerate(scene.tokens):
        source = defined.get(token.text)
        if source is not None and i not in covered and not _in_brackets(scene, i):
            spans[i] = AgencySpan(i, i + 1, token.text, token.text, source.country, source.row)
            spans[i].reasons.append("acronym that the article defines")
    _find_short_forms(scene, spans)
    return dict(sorted(spans.items()))


def _is_anothers(scene: Scene, source: AgencySpan, span: AgencySpan) -> bool:
    """Tells whether a known acronym is here that of another body, which the article defines."""
    if source.row == span.row:
        return False
    if span.country is None:
        known = read_known_agencies(scene.doc.lexicon)
        return span.row is not None and not known.shares_word(span.row, source.name)
    if span.country == "EU":
        return False
    return span.country != source.country if source.country is not None else span.country not in scene.countries


def _find_short_forms(scene: Scene, spans: dict[int, AgencySpan]) -> None:
    """Finds "the Commission" behind "the European Commission", where the article names one such body."""
    full: dict[str, list[AgencySpan]] = {}
    for span in sorted(spans.values(), key=lambda s: s.start):
        for word in {t.norm for t in scene.tokens[span.start : span.end]} if span.end - span.start > 1 else ():
            full.setdefault(word, []).append(span)
    covered = {k for s in spans.values() for k in range(s.start, s.end)}
    for i, token in enumerate(scene.tokens):
        bodies = full.get(token.norm, ())
        if i in covered or not bodies or not token.is_capital or len({s.name for s in bodies}) != 1:
            continue
        match = scene.words.agencies.heads.at(scene.tokens, i)
        before = scene.tokens[i - 1].norm if i else ""
        owned = before in scene.words.phrases.articles or (i and scene.words.phrases.of.at(scene.tokens, i - 1, i))
        if match is not None and match.end == i + 1 and owned and bodies[0].start < i:
            source = bodies[0]
            spans[i] = AgencySpan(i, i + 1, source.name, None, source.country, source.row, source.international)
            spans[i].reasons.append(f"short for {source.name}")


def _in_brackets(scene: Scene, i: int) -> bool:
    tokens = scene.tokens
    return 0 < i < len(tokens) - 1 and tokens[i - 1].text == "(" and tokens[i + 1].text == ")"
