"""Finds public bodies: known ones, bodies named by their kind ("Ministry of ...") and those an acronym defines.

Refuses to name a body after its kind alone: "the ministry" is a reference, not a name.
"""

from kg.extract.agency_forms import country_forms
from kg.extract.base_forms import base_form
from kg.extract.known_agencies import CAPITALISED_LETTERS, Known, KnownAgencies, read_known_agencies
from kg.extract.noun_phrases import ChainReader
from kg.extract.scene import AgencySpan, Scene

# What a compound may have before its hyphen that names a country or union: "US-Präsident", "EU-Kommissar".
COMPOUND_COUNTRIES = {"US": "US", "USA": "US", "EU": "EU", "UK": "GB", "UE": "EU", "UAE": "AE", "GB": "GB"}

# How many words of an office may stand before its holder's name.
OFFICE_TOKENS = 6


def find_agencies(scene: Scene) -> dict[int, AgencySpan]:
    """Returns the bodies named in the document by their first token, none overlapping another."""
    known = read_known_agencies(scene.doc.lexicon)
    sure = _find_known(scene, known)
    reader = ChainReader(scene, {}, lambda k: _opens_office(scene, k), small=False)
    taken: dict[int, AgencySpan] = {}
    for sentence in scene.doc.sentences:
        i = sentence.start
        while i < sentence.end:
            if not scene.tokens[i].is_word:
                i += 1
                continue
            span = _find_headed(scene, reader, i, sentence.start, sentence.end)
            listed = sure.get(i)
            if listed is not None and (span is None or (span.end <= listed.end and span.start >= listed.start)):
                span = listed
            elif span is not None:
                span = _absorb(scene, span, sure)
            if span is None:
                i += 1
                continue
            span = _define(scene, span, sentence.end)
            span.others = country_forms(scene, span, sentence.end)
            taken[span.start] = span
            i = max(span.end, i + 1)
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
        return AgencySpan(span.start, span.end, last.name, last.acronym, last.country, last.row, reasons=last.reasons)
    if inner is not None and span.country is None and inner.end - inner.start < span.end - span.start:
        span.country, span.international = inner.country, inner.international
        if inner.end == span.end and inner.acronym:
            span.acronym, span.row = inner.acronym, inner.row
    return span


def _find_known(scene: Scene, known: KnownAgencies) -> dict[int, AgencySpan]:
    found: dict[int, AgencySpan] = {}
    acronyms = known.spellings
    for i, token in enumerate(scene.tokens):
        if not token.is_word:
            continue
        name = known.at(scene.tokens, i, scene.limit(i)) if token.norm else None
        if name is not None and (token.is_capital or name[0] - i > 1) and _is_name(scene, i, name[0]):
            found[i] = _known_span(scene, i, name[0], name[1], None)
        elif (token.text in acronyms or _is_lowered(scene, i, known)) and i not in scene.in_place:
            found[i] = _known_span(
                scene, i, i + 1, acronyms.get(token.text) or known.acronyms[token.text.upper()], token.text
            )
    return found


def _is_lowered(scene: Scene, i: int, known: KnownAgencies) -> bool:
    """Tells whether a short acronym stands with one capital behind an article: "dell'Fbi"."""
    text = scene.tokens[i].text
    if i == 0 or len(text) != CAPITALISED_LETTERS - 1 or not text.istitle() or text.upper() not in known.acronyms:
        return False
    before, phrases = scene.tokens[i - 1].norm, scene.words.phrases
    owned = before in phrases.articles or phrases.of.at(scene.tokens, i - 1, i) is not None
    return owned and bool(phrases.adjectives_after)


def _is_name(scene: Scene, start: int, end: int) -> bool:
    return any(scene.tokens[k].is_capital for k in range(start, end))


def _known_span(scene: Scene, start: int, end: int, rows: tuple[Known, ...], acronym: str | None) -> AgencySpan:
    countries = {r.country for r in rows}
    one = rows[0] if len(rows) == 1 else None
    sure = len(countries) == 1
    span = AgencySpan(start, end, base_form(scene, start, end), acronym)
    span.country = (rows[0].country or None) if sure else None
    span.international = sure and not rows[0].country
    span.row = one.row if one is not None else None
    if sure and acronym is None and rows[0].country and _may_be_anothers(scene, start, end, rows[0].country):
        span.country, span.row = None, None
        span.reasons.append("name that agencies of other countries have too")
    else:
        span.reasons.append("known agency" if sure else "name of agencies of several countries")
    return span


def _may_be_anothers(scene: Scene, start: int, end: int, country: str) -> bool:
    """Tells whether a name is only words for kinds and fields ("Senate"), and its country is nowhere in the article."""
    if country in scene.countries or country in scene.words.posts.home or country == "EU":
        return False
    return all(_is_plain(scene, k, end) for k in range(start, end))


def _is_plain(scene: Scene, k: int, end: int) -> bool:
    words, tokens = scene.words, scene.tokens
    matchers = (words.agencies.heads, words.posts.portfolio, words.posts.kept, words.phrases.of, words.phrases.links)
    if any(m.at(tokens, k, end) is not None for m in matchers) or tokens[k].norm in words.phrases.articles:
        return True
    adjectives = words.phrases.adjectives_after or words.phrases.adjectives_before
    return scene.ends_in(k, adjectives) if adjectives else False


def _find_headed(scene: Scene, reader: ChainReader, i: int, start: int, limit: int) -> AgencySpan | None:
    """Finds a body by the word for its kind at token i."""
    match = scene.words.agencies.heads.at(scene.tokens, i, limit)
    capital = scene.tokens[i].is_capital
    alone = scene.words.agencies.alone.at(scene.tokens, i, limit) if capital else None
    international = scene.words.agencies.international.at(scene.tokens, i, limit) if capital else None
    if international is not None:
        acronym = scene.tokens[i].text if international.end == i + 1 and len(scene.tokens[i].text) <= 5 else None
        span = AgencySpan(i, international.end, base_form(scene, i, international.end), acronym, international=True)
        span.reasons.append("international body")
        return span
    if alone is not None:
        return AgencySpan(i, alone.end, base_form(scene, i, alone.end), reasons=["word for one body"])
    if match is None or (scene.words.phrases.capital_nouns and not scene.tokens[i].is_capital):
        return None
    led = scene.words.posts.holds.at(scene.tokens, i - 1, limit) if i > start else None
    if led is not None and led.end > i:
        return None  # "al frente de" is no front
    left, country = _widen_left(scene, i, start)
    inner = _demonym_end(scene, match.end)
    country = country or (scene.place_at[match.end].country if inner > match.end else None)
    inner = _adjectives_end(scene, inner, limit)
    chain = reader.read(inner, limit, bare=scene.words.phrases.capital_nouns)
    chain.end = max(chain.end, inner)
    defined = chain.acronyms[0] if chain.acronyms else None
    end = defined[2] if defined is not None else chain.end
    if defined is None:
        end = _trim(scene, match.end, end)
    acronym = scene.acronym_at(end, limit) if defined is None else None
    if not _is_named(scene, left, i, match.end, end, defined is not None or acronym is not None):
        return None
    span = AgencySpan(left, end, base_form(scene, left, end), defined[0] if defined else None)
    span.country = country or next(iter([*chain.of, *chain.at]), None) or _compound_country(scene.tokens[i].text)
    span.reasons.append(f"kind of body: {scene.doc.text_of(i, match.end)}")
    return span


def _demonym_end(scene: Scene, i: int) -> int:
    """Passes an adjective of a country behind a kind: "ministère français"."""
    place = scene.place_at.get(i)
    return place.end if place is not None and place.kind == "demonym" and scene.words.phrases.adjectives_after else i


def _adjectives_end(scene: Scene, i: int, limit: int) -> int:
    """Passes adjectives behind a kind: "Agence nationale", "Centro Nacional"."""
    phrases = scene.words.phrases
    if not phrases.adjectives_after:
        return i
    while i < limit and scene.tokens[i].is_word and i not in scene.in_place and not scene.opens_name(i, limit):
        if not scene.ends_in(i, phrases.adjectives_after) or phrases.of.at(scene.tokens, i, limit) is not None:
            break
        i += 1
    return i


def _compound_country(text: str) -> str | None:
    return COMPOUND_COUNTRIES.get(text.partition("-")[0])


def _trim(scene: Scene, floor: int, end: int) -> int:
    while end > floor and not (scene.tokens[end - 1].is_word):
        end -= 1
    return end


def _widen_left(scene: Scene, i: int, start: int) -> tuple[int, str | None]:
    """Takes the words before a kind that belong to its name: "Hong Kong Police", "Nationaler Sicherheitsrat"."""
    tokens, words = scene.tokens, scene.words
    left, country = i, None
    while left > start:
        k = left - 1
        place = scene.place_before.get(left)
        if place is not None and place.start >= start:
            capital = tokens[place.start].is_capital
            if not capital and not words.phrases.adjectives_before:
                break
            country = place.country
            if words.phrases.capital_nouns and not capital:
                return place.start, country
            if words.phrases.capital_nouns and place.kind != "demonym":
                return left, country
            left = place.start
            continue
        token = tokens[k]
        joined = k > start and left < i and words.phrases.conjunctions.at(tokens, k, i) is not None
        if joined and not words.phrases.capital_nouns and _capital_name(scene, k) and _closed_left(scene, k, start):
            left = k
            continue
        if words.phrases.capital_nouns and _joined_by_hyphen(scene, k, start):
            left = k - 2
            continue
        if token.norm in ("'s", "’s"):
            owner = scene.place_before.get(k)
            return left, country or (owner.country if owner is not None else None)
        if not token.is_word or not token.is_capital or token.norm in words.phrases.articles:
            break
        if words.posts.heads.at(tokens, k, i) or token.norm in words.phrases.possessives:
            break
        if words.phrases.capital_nouns and not scene.ends_in(k, words.phrases.adjectives_before):
            break
        if scene.doc.opens_sentence(k) and token.norm in words.names.excluded and tokens[k].norm in scene.small_words:
            break
        if words.phrases.adjectives_after and tokens[i].text[0].islower():
            break
        left = k
    return left, country


def _joined_by_hyphen(scene: Scene, k: int, start: int) -> bool:
    """Tells whether the conjunction at k follows a word cut off by a hyphen: "Justiz- und Polizeidepartement"."""
    tokens = scene.tokens
    if k - 2 < start or scene.words.phrases.conjunctions.at(tokens, k, k + 1) is None:
        return False
    return tokens[k - 1].text == "-" and tokens[k - 2].is_capital and tokens[k - 2].end == tokens[k - 1].start


def _capital_name(scene: Scene, k: int) -> bool:
    """Tells whether capitals stand on both sides of the conjunction at k: "Hong Kong and Macao"."""
    return scene.tokens[k - 1].is_capital and scene.tokens[k + 1].is_capital


def _closed_left(scene: Scene, k: int, start: int) -> bool:
    """Tells whether an article or a link stands before the capitals that end at k."""
    while k > start and scene.tokens[k - 1].is_capital:
        k -= 1
    before = scene.tokens[k - 1].norm if k > start else ""
    return before in scene.words.phrases.articles


def _is_named(scene: Scene, left: int, head: int, head_end: int, end: int, defined: bool) -> bool:
    """Tells whether the words name a body and do not merely speak of its kind."""
    if defined:
        return True
    tokens = scene.tokens
    capital = tokens[head].is_capital
    if scene.words.phrases.capital_nouns:
        return left < head or (end > head_end and not _sole_kind(scene, head_end, end))
    if scene.words.phrases.adjectives_after:
        rest = any(tokens[k].is_capital for k in range(head_end, end) if k not in scene.in_place)
        return (capital and end > head_end) or (rest and end > head_end)
    if not capital:
        return False
    return left < head or end > head_end


def _sole_kind(scene: Scene, start: int, end: int) -> bool:
    return not any(scene.tokens[k].is_capital for k in range(start, end))


def _define(scene: Scene, span: AgencySpan, limit: int) -> AgencySpan:
    """Takes an acronym in brackets behind a body as its acronym."""
    acronym = scene.acronym_at(span.end, limit)
    if acronym is not None and span.acronym is None:
        span.acronym = acronym
        span.reasons.append(f"defined as {acronym}")
    return span


def _complete(scene: Scene, spans: dict[int, AgencySpan]) -> dict[int, AgencySpan]:
    """Finds the acronyms that the article defined wherever they stand alone."""
    defined = {s.acronym: s for s in spans.values() if s.acronym is not None and s.name != s.acronym}
    covered = {k for s in spans.values() for k in range(s.start, s.end)}
    for i, token in enumerate(scene.tokens):
        source = defined.get(token.text)
        if source is not None and i not in covered and not _in_brackets(scene, i):
            spans[i] = AgencySpan(i, i + 1, token.text, token.text, source.country, source.row)
            spans[i].reasons.append("acronym that the article defines")
    _find_short_forms(scene, spans)
    return dict(sorted(spans.items()))


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
