"""What a preview tells in the present tense, or in notes without a verb, is yet to come."""

from typing import Literal

from kg.extract.date_words import TenseWords, read_date_words
from kg.extract.document import Document, Sentence
from kg.extract.lexicon import Matcher

Outlook = Literal["past", "future", "present", ""]

# The sentences that open an article and set its tense.
LEAD = 3
# Shorter words are no inflected verbs.
VERB_LETTERS = 4
# A heading has at most so many words and marks.
HEADING_TOKENS = 8


def find_sentences_to_come(doc: Document) -> frozenset[int]:
    """Returns the numbers of the sentences whose events lie ahead though no word of theirs says so.

    An article is a preview when its lead looks ahead and it does so more often than back. In a preview the present
    tense is the future; a note without a verb ("10:00 - talks with X") is of the tense of what it hangs on.
    """
    tense = read_date_words(doc.lexicon).tense
    outlooks = [_read_outlook(doc, sentence, tense) for sentence in doc.sentences]
    ahead, back = outlooks.count("future"), outlooks.count("past")
    lead = [o for o in outlooks[: 2 * LEAD] if o][:LEAD]
    preview = "future" in lead and lead.count("past") <= lead.count("future") and ahead >= back
    preview = preview or (not back and _is_agenda(doc))
    to_come: set[int] = set()
    hangs_on: Outlook = ""
    for number, outlook in enumerate(outlooks):
        if (outlook == "present" and preview) or (not outlook and (hangs_on == "future" or (preview and not hangs_on))):
            to_come.add(number)
        if outlook == "present":
            hangs_on = "future" if preview else ""
        elif outlook:
            hangs_on = outlook
    return frozenset(to_come)


def _is_agenda(doc: Document) -> bool:
    """Whether a heading without a stop says that an article lists what is to come: "Appointments for Friday"."""
    if len(doc.sentences) < LEAD - 1:
        return False
    first = doc.sentences[0]
    heading = first.end - first.start <= HEADING_TOKENS and doc.tokens[first.end - 1].is_word
    return heading and read_date_words(doc.lexicon).cues["agenda"].is_in(doc.tokens, first.start, first.end)


def _read_outlook(doc: Document, sentence: Sentence, tense: TenseWords) -> Outlook:
    """The tense of a sentence: past before future, for what has happened is told with hindsight; "" without a verb."""
    kinds: tuple[tuple[Matcher[bool], Outlook], ...] = (
        (tense.past, "past"),
        (tense.future, "future"),
        (tense.present, "present"),
    )
    found = {name for matcher, name in kinds if matcher.is_in(doc.tokens, sentence.start, sentence.end)}
    for i in doc.tokens.spots(tense.cues, sentence.start, sentence.end):
        token = doc.tokens[i]
        if len(token.norm) < VERB_LETTERS or token.is_capital or token.norm in tense.not_past:
            continue
        if tense.future_endings and token.norm.endswith(tense.future_endings):
            found.add("future")
        elif token.norm.endswith(tense.past_endings):
            found.add("past")
    if "future" in found:
        return "future"
    return "past" if "past" in found else "present" if found else ""
