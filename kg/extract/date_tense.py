"""Tells from the words of a clause whether what it dates is past or to come."""

from bisect import bisect_left
from typing import Literal

from kg.extract.date_words import DateWords
from kg.extract.document import Document, Sentence
from kg.extract.frames import read_frames
from kg.extract.lexicon import Matcher

Tense = Literal["past", "future"]

# A cue counts by its distance from the date in tokens; what parts it from the date makes it count as farther away.
# Chosen on sentences of the development articles; a few tokens more or less change nothing there.
COMMA_COST = 6
STOP_COST = 14
AFTER_COST = 4
PRESENT_COST = 8
# Cues farther away than this many tokens are not looked at.
REACH = 60


class TenseReader:
    """Remembers the cues of the sentence last asked about."""

    def __init__(self, doc: Document, words: DateWords) -> None:
        self.doc = doc
        self.words = words
        self._sentence = -1
        self._cues: list[tuple[int, Tense, int]] = []
        self._places: list[int] = []
        self._stops: list[int] = []
        self._first = 0

    def read(self, start: int, end: int) -> Tense | None:
        """Returns the tense of the nearest cue around a date at tokens start..end, None where there is none."""
        sentence = self.doc.sentence_of(start)
        if sentence.index != self._sentence:
            self._collect(sentence)
        opens = self._opens_clause(start)
        best: Tense | None = None
        lowest = 0
        for k in range(bisect_left(self._places, start - REACH), len(self._cues)):
            at, tense, cost = self._cues[k]
            if at > end + REACH:
                break
            if start <= at < end:
                continue
            if at < start:
                cost += start - at + self._stops_between(at, start) + (AFTER_COST if opens else 0)
            else:
                cost += at - end + 1 + self._stops_between(end, at) + (0 if opens else AFTER_COST)
            if best is None or cost < lowest:
                best, lowest = tense, cost
        return best

    def tells_past(self, start: int) -> bool:
        """Whether any word of the sentence of a date tells of the past ("was planned for Wednesday")."""
        sentence = self.doc.sentence_of(start)
        if sentence.index != self._sentence:
            self._collect(sentence)
        return any(tense == "past" for _, tense, _ in self._cues)

    def _opens_clause(self, start: int) -> bool:
        """Whether the date stands first in its clause, a small word before it aside ("On Friday he ...")."""
        before = [k for k in (start - 1, start - 2) if k >= self._first]
        return len(before) < 2 or any(self.doc.tokens[k].norm in self.words.tense_stops for k in before)

    def _stops_between(self, first: int, last: int) -> int:
        return self._stops[last - self._first] - self._stops[first - self._first]

    def _collect(self, sentence: Sentence) -> None:
        tokens = self.doc.tokens
        self._sentence, self._first = sentence.index, sentence.start
        self._cues = []
        self._stops = [0]
        for i in range(sentence.start, sentence.end):
            self._stops.append(self._stops[-1] + self._stop_cost(tokens[i].norm))
        for i in tokens.spots(self.words.tense.cues, sentence.start, sentence.end):
            self._cues += self._cue_at(i, sentence.end)
        # a cue of several words counts where it ends, so that places may not ascend by a token or two
        self._cues.sort()
        self._places = [at for at, _, _ in self._cues]

    def _stop_cost(self, norm: str) -> int:
        if norm not in self.words.tense_stops:
            return 0
        return COMMA_COST if norm.isalpha() or norm == "," else STOP_COST

    def _cue_at(self, i: int, end: int) -> list[tuple[int, Tense, int]]:
        tokens, tense = self.doc.tokens, self.words.tense
        kinds: tuple[tuple[Matcher[bool], Tense, int], ...] = (
            (tense.future, "future", 0),
            (tense.past, "past", 0),
            (tense.present, "future", PRESENT_COST),
        )
        for matcher, meaning, cost in kinds:
            match = matcher.at(tokens, i, end)
            if match is not None:
                told = matcher is tense.future and self._is_hearsay(match.end, end)
                return [(match.end - 1, "past" if told else meaning, cost)]
        norm = tokens[i].norm
        if len(norm) < 4 or tokens[i].is_capital or norm in tense.not_past:
            return []
        if tense.future_endings and norm.endswith(tense.future_endings):
            return [(i, "future", 0)]
        return [(i, "past", 0)] if norm.endswith(tense.past_endings) else []

    def _is_hearsay(self, start: int, end: int) -> bool:
        """Whether an infinitive of the perfect ends a clause behind a modal: "soll ihn getroffen haben"."""
        tokens = self.doc.tokens
        found = read_frames(self.doc.lexicon).cues.hearsay.find(tokens, start, end)
        return any(
            (m.end >= end or not tokens[m.end].is_word) and not tokens[m.start - 1].is_capital and m.start > start
            for m in found
        )
