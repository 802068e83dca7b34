"""Finds what is talked about: phrases of the lexicon table [topics] that name a subject matter.

A mention is marked where it stands in a sentence that says what a talk was about ("the agenda", "discussed"); others
only count for the meeting of their own sentence.
"""

from dataclasses import dataclass
from functools import cache

from kg.errors import InputError
from kg.extract.document import Document
from kg.extract.lexicon import Lexicon, Matcher
from kg.extract.mentions import TopicMention
from kg.facts import topics as known_topics


@dataclass(frozen=True)
class _Words:
    """The lexicon table [topics]: phrases by code; agenda: words that say what a talk was about."""

    phrases: Matcher[str]
    agenda: Matcher[bool]


@cache
def read_topic_words(lexicon: Lexicon) -> _Words:
    """Compiles the table [topics] of a lexicon.

    Raises:
        InputError: a code that ontology/topics.tsv does not know.
    """
    table = lexicon.table("topics")
    phrases = table.get("phrases", {})
    unknown = sorted(set(phrases) - set(known_topics()))
    if unknown:
        raise InputError(
            f"lang/{lexicon.language}.toml [topics]: unknown topic {unknown[0]!r}; see ontology/topics.tsv"
        )
    return _Words(
        phrases=Matcher((p, code) for code, patterns in phrases.items() for p in patterns),
        agenda=Matcher((p, True) for p in table.get("agenda", ())),
    )


def find_topics(doc: Document) -> tuple[TopicMention, ...]:
    """Returns the subject matters named in an article, in text order; those inside quotations too."""
    words = read_topic_words(doc.lexicon)
    found: list[TopicMention] = []
    for sentence in doc.sentences:
        matches = words.phrases.find(doc.tokens, sentence.start, sentence.end)
        if matches:
            agenda = bool(words.agenda.find(doc.tokens, sentence.start, sentence.end))
            found += [TopicMention(m.start, m.end, m.value, agenda) for m in matches]
    return tuple(found)
