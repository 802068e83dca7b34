"""Finds what is talked about: phrases of the lexicon table [topics] that name a subject matter.

A mention is marked where it stands in a sentence that says what a talk was about ("the agenda", "discussed"); others
only count for the meeting of their own sentence. A subject that is part of an office or a body ("Minister for Trade",
"Security Council") is not talked about and left out.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from kg.errors import InputError
from kg.extract.document import Document, Sentence
from kg.extract.lexicon import Lexicon, Match, Matcher
from kg.extract.mentions import TopicMention
from kg.facts import topics as known_topics

# So many words may stand between an office and the subject it deals with ("ministre chargé de la Coopération").
OFFICE_REACH = 5
# So many words back from a subject may stand what leads up to it.
ABOUT_REACH = 4
# As what a sentence speaks of talks told before.
BACK = ("one", "several")


@dataclass(frozen=True)
class _Words:
    """The lexicon table [topics]: phrases by code; hints: everyday words by code; agenda: words that say what a talk was about; about:
    those that stand before it; gathering: words for a gathering as a whole; offices, and the links that tie a subject to one; office_parts: what a compound of an office
    holds ("Energieminister")."""

    phrases: Matcher[str]
    hints: Matcher[str]
    agenda: Matcher[bool]
    about: Matcher[bool]
    back: Mapping[str, Matcher[bool]]
    gathering: Matcher[bool]
    offices: Matcher[bool]
    office_links: frozenset[str]
    office_parts: tuple[str, ...]


@cache
def read_topic_words(lexicon: Lexicon) -> _Words:
    """Compiles the table [topics] of a lexicon.

    Raises:
        InputError: a code that ontology/topics.tsv does not know.
    """
    table = lexicon.table("topics")
    phrases, hints = table.get("phrases", {}), table.get("hints", {})
    unknown = sorted({*phrases, *hints} - set(known_topics()))
    if unknown:
        raise InputError(
            f"lang/{lexicon.language}.toml [topics]: unknown topic {unknown[0]!r}; see ontology/topics.tsv"
        )
    return _Words(
        phrases=Matcher((p, code) for code, patterns in phrases.items() for p in patterns),
        hints=Matcher((p, code) for code, patterns in hints.items() for p in patterns),
        agenda=Matcher((p, True) for p in table.get("agenda", ())),
        about=Matcher((p, True) for p in table.get("about", ())),
        back={name: Matcher((p, True) for p in table.get(f"back_{name}", ())) for name in BACK},
        gathering=Matcher((p, True) for p in table.get("gathering", ())),
        offices=Matcher((p, True) for p in table.get("offices", ())),
        office_links=frozenset(table.get("office_links", ())),
        office_parts=tuple(table.get("office_parts", ())),
    )


def find_topics(doc: Document) -> tuple[TopicMention, ...]:
    """Returns the subject matters named in an article, in text order; those inside quotations too."""
    words = read_topic_words(doc.lexicon)
    found: list[TopicMention] = []
    for sentence in doc.sentences:
        matches = [m for m in _matches(doc, words, sentence) if not _names_an_office(doc, words, sentence, m)]
        hints = _hints(doc, words, sentence, matches)
        if matches or hints:
            found += _read_mentions(doc, words, sentence, matches, hints)
    return tuple(found)


def _read_mentions(
    doc: Document, words: _Words, sentence: Sentence, matches: list[Match[str]], hints: list[Match[str]]
) -> list[TopicMention]:
    """The subject matters of a sentence with what the sentence says about them."""
    start, end = sentence.start, sentence.end
    agenda = [m.end for m in words.agenda.find(doc.tokens, start, end)]
    gathering = words.gathering.is_in(doc.tokens, start, end)
    back = frozenset(name for name, matcher in words.back.items() if matcher.is_in(doc.tokens, start, end))
    mentions = [
        TopicMention(
            m.start,
            m.end,
            m.value,
            bool(agenda),
            gathering,
            _is_introduced(doc, words, sentence, m),
            is_hint,
            min((m.start - at for at in agenda if at <= m.start), default=None),
            back,
        )
        for found, is_hint in ((matches, False), (hints, True))
        for m in found
    ]
    return sorted(mentions, key=lambda m: m.start)


def _matches(doc: Document, words: _Words, sentence: Sentence) -> list[Match[str]]:
    """The longest phrases from left to right, and shorter ones from the same word that name another matter.

    "Trafficking in firearms and drugs" names two; "irregular migration" does not name migration as well.
    """
    found: list[Match[str]] = []
    free = sentence.start
    for i in doc.tokens.spots(words.phrases, sentence.start, sentence.end):
        here = words.phrases.all_at(doc.tokens, i, sentence.end) if i >= free else []
        if not here:
            continue
        longest = max(here, key=lambda m: m.end)
        parent = known_topics()[longest.value].broader
        others = {m.value: m for m in here if m.value != longest.value and _is_beside(m.value, parent)}
        found += [longest, *others.values()]
        free = longest.end
    return found


def _hints(doc: Document, words: _Words, sentence: Sentence, named: list[Match[str]]) -> list[Match[str]]:
    """The first everyday word for each matter that no phrase of the sentence names, outside such phrases."""
    codes = {m.value for m in named}
    taken = {k for m in named for k in range(m.start, m.end)}
    found: dict[str, Match[str]] = {}
    for i in doc.tokens.spots(words.hints, sentence.start, sentence.end):
        for match in words.hints.all_at(doc.tokens, i, sentence.end) if i not in taken else ():
            if match.value in codes or match.value in found or _names_an_office(doc, words, sentence, match):
                continue
            found[match.value] = match
    return list(found.values())


def _is_beside(code: str, parent: str | None) -> bool:
    """Whether a matter stands beside another under the same parent, which is not a topmost one."""
    return parent is not None and known_topics()[parent].broader is not None and known_topics()[code].broader == parent


def _is_introduced(doc: Document, words: _Words, sentence: Sentence, match: Match[str]) -> bool:
    """Whether one of the words before a subject leads up to it ("on closer cooperation in energy")."""
    return words.about.is_in(doc.tokens, max(sentence.start, match.start - ABOUT_REACH), match.start)


def _names_an_office(doc: Document, words: _Words, sentence: Sentence, match: Match[str]) -> bool:
    """Whether the subject is the business of an office or a body, named before it, behind it or in one word with it."""
    tokens = doc.tokens
    if any(part in tokens[k].norm for k in range(match.start, match.end) for part in words.office_parts):
        return True
    behind = match.end
    if behind < sentence.end and words.offices.at(tokens, behind, sentence.end) is not None:
        # "security council", "Security Council"; not "discussed security. Officials"
        return tokens[behind - 1].is_capital == tokens[behind].is_capital
    named = False
    for k in range(match.start - 1, max(sentence.start, match.start - OFFICE_REACH) - 1, -1):
        if words.offices.at(tokens, k, match.start) is not None:
            return True
        token = tokens[k]
        if token.norm in words.office_links:
            named = False
        elif not (token.is_word and token.is_capital) or named:
            return False  # two such words one after another are the name of who holds the office
        else:
            named = True
    return False
