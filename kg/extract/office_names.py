"""What an office is called: its title in base form, and the bodies that its words name or imply."""

from dataclasses import dataclass

from kg.extract.base_forms import nominative, replace_ending
from kg.extract.known_agencies import read_known_agencies
from kg.extract.lexicon import Match
from kg.extract.noun_phrases import Chain
from kg.extract.scene import AgencySpan, Scene
from kg.extract.wording import Head


@dataclass
class Office:
    """One office of a phrase. agency: the body it belongs to; acronym: of a body named by the office alone."""

    title: str
    agency: AgencySpan | None = None


def title_of(scene: Scene, match: Match[Head], before: list[int], after: list[int]) -> str:
    """Returns the title in base form. before, after: tokens of its words before and behind the head."""
    words = [*_base_before(scene, match, before), base_head(scene, match)]
    rest = _join(scene, after)
    return " ".join([*words, rest]).strip()


def _join(scene: Scene, numbers: list[int]) -> str:
    out = ""
    last = -1
    for n in numbers:
        token = scene.tokens[n]
        glue = last >= 0 and scene.tokens[last].end == token.start
        out += ("" if glue or not out else " ") + token.text
        last = n
    return out


def base_head(scene: Scene, match: Match[Head]) -> str:
    """Returns the head in base form, with the letters of the article."""
    head = match.value
    text = scene.doc.text_of(match.start, match.end)
    if head.base.startswith("*"):
        base = replace_ending(text, head.drop, head.base[1:])
    elif text.casefold() == head.base.casefold():
        return text
    else:
        base = head.base
    return base[0].upper() + base[1:] if text[0].isupper() else base


def _base_before(scene: Scene, match: Match[Head], before: list[int]) -> list[str]:
    words = [scene.tokens[k].text for k in before]
    if not scene.words.phrases.capital_nouns:
        return words
    feminine = base_head(scene, match).endswith(("in", "e"))
    return [nominative(w, "e" if feminine else "er") if w[0].islower() else w for w in words]


def name_offices(
    scene: Scene, match: Match[Head], before: list[int], after: list[int], chain: Chain, title: str
) -> list[Office]:
    """Makes one office of each acronym in the chain, else one of the whole."""
    if not chain.acronyms:
        return [Office(title, chain.agencies[-1] if chain.agencies else None)]
    offices: list[Office] = []
    for acronym, start, end in chain.acronyms:
        kept = [k for k in chain.kept if start <= k < end]
        if offices and kept and not _is_link(scene, kept[0]):
            kept = [*_leading_link(scene, chain), *kept]
        inside = [a for a in chain.agencies if start <= a.start < end]
        words = title_of(scene, match, before, [*after, *kept])
        body = inside[-1] if inside else _body_of(scene, match, after, kept, acronym, start, end)
        body.acronym = body.acronym or acronym
        offices.append(Office(words, body))
    return offices


def _is_link(scene: Scene, k: int) -> bool:
    phrases = scene.words.phrases
    return phrases.of.at(scene.tokens, k) is not None or phrases.links.at(scene.tokens, k) is not None


def _leading_link(scene: Scene, chain: Chain) -> list[int]:
    first = chain.kept[0] if chain.kept else 0
    return [first] if chain.kept and _is_link(scene, first) else []


def _body_of(
    scene: Scene, match: Match[Head], after: list[int], kept: list[int], acronym: str, start: int, end: int
) -> AgencySpan:
    """Names a body after the office that leads it: "Generaldirektor für X (Y)" leads the "Generaldirektion für X"."""
    words = kept
    while words and _drops(scene, words[0]):
        words = words[1:]
    name = _join(scene, words) or acronym
    title = " ".join([base_head(scene, match), _join(scene, after)]).strip()
    for office, body in scene.words.posts.agency_titles.items():
        if title.casefold().endswith(office.casefold()):
            name = f"{title[: len(title) - len(office)]}{body} {_join(scene, kept)}"
            break
    span = AgencySpan(start, end, name, acronym, office=True)
    rows = read_known_agencies(scene.doc.lexicon).acronyms.get(acronym, ())
    if len({r.country for r in rows}) == 1:
        span.hint, span.international = rows[0].country or None, not rows[0].country
    span.reasons.append(f"led by the {title}, defined as {acronym}")
    return span


def _drops(scene: Scene, k: int) -> bool:
    return _is_link(scene, k) or scene.tokens[k].norm in scene.words.phrases.articles
