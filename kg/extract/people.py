"""Which name spans are one person: full names first, then surnames, first names of rulers and titled names alone."""

import re
from collections import defaultdict
from dataclasses import dataclass, field

from kg.extract.grammar import read_grammar
from kg.extract.name_runs import NameSpan
from kg.extract.name_words import UNKNOWN, fold_letters, name_strength
from kg.extract.names import ENOUGH, ENOUGH_ALONE
from kg.extract.scene import Scene

# How many words "Arrives Carter" has.
WORDS_OF_VERB = 2
# How many people of one name are told apart.
BEARERS = 40
_NOT_SLUG = re.compile(r"[^a-z0-9]+")


@dataclass
class Human:
    """A person of the article. spans: where the name stands; full: the longest form."""

    id: str
    name: str
    words: tuple[str, ...]
    aliases: list[str] = field(default_factory=list)
    spans: list[NameSpan] = field(default_factory=list)


class People:
    """Collects the people of an article from name spans."""

    def __init__(self, scene: Scene) -> None:
        self.scene = scene
        self.humans: list[Human] = []
        self._by_word: dict[str, list[Human]] = defaultdict(list)
        self._ids: set[str] = set()

    def gather(self, spans: list[NameSpan]) -> None:
        """Takes every span that is, or refers to, a person; the others are left."""
        left: list[NameSpan] = []
        for span in spans:
            words = self._words(span)
            if span.score >= ENOUGH and len(words) > 1 and not self._opens_with_verb(span):
                human = self._same(words)
                self._take(human or self._new(span, words), span, words)
            else:
                left.append(span)
        rest: list[NameSpan] = []
        for span in left:
            words = self._words(span)
            human = self._match_alias(words)
            if human is not None:
                self._take(human, span, words)
            else:
                rest.append(span)
        for span in rest:
            words = self._words(span)
            human = self._match_alias(words)
            if human is None and len(words) == WORDS_OF_VERB and self._opens_with_verb(span):
                human = self._match_alias(words[1:])
                if human is not None:
                    span.start, span.lead = span.start + 1, span.start + 1
                elif span.score >= ENOUGH:
                    human = self._new(span, words)
            titled = span.honorific or (span.before is not None and not span.before_comma) or bool(span.after)
            if human is not None:
                self._take(human, span, words)
            elif span.score >= ENOUGH_ALONE and titled and len(words) == 1 and self._may_stand_alone(words[0]):
                self._take(self._new(span, words), span, words)

    def gather_owners(self) -> None:
        """Takes surnames with the genitive ending of a language that marks it by no apostrophe: "Merkels Vorsitz"."""
        if not self.scene.words.agencies.genitives:
            return
        named = {k for human in self.humans for span in human.spans for k in range(span.start, span.end)}
        tokens, grammar = self.scene.tokens, read_grammar(self.scene.doc.lexicon)
        small = grammar.articles | grammar.determiners
        for i, token in enumerate(tokens[:-1]):
            base = token.text.removesuffix("s")
            owns = token.is_capital and base != token.text and tokens[i + 1].is_word
            if not owns or i in named or (i and tokens[i - 1].norm in small):
                continue
            bearers = [h for h in self._by_word.get(_fold(base), [])[-BEARERS:] if h.words[-1] == _fold(base)]
            if len(bearers) == 1 and len(bearers[0].words) > 1:
                bearers[0].spans.append(NameSpan(i, i + 1, i, reasons=["surname with a genitive ending"]))

    def _opens_with_verb(self, span: NameSpan) -> bool:
        """Tells whether a sentence may open with a verb before a surname: two words, the first no name of people."""
        if span.end - span.start != WORDS_OF_VERB or span.honorific or span.before is not None:
            return False
        opens = self.scene.doc.opens_sentence(span.start)
        return opens and name_strength(self.scene.tokens[span.start].text) == UNKNOWN

    def _may_stand_alone(self, word: str) -> bool:
        return word not in self.scene.small_words and len(word) > 2

    def _words(self, span: NameSpan) -> tuple[str, ...]:
        return tuple(_fold(w) for w in self.name_of(span).split())

    def name_of(self, span: NameSpan) -> str:
        """Returns the name in base form: without a German genitive ending, surnames in capitals written small."""
        words = [t.text for t in self.scene.tokens[span.start : span.end]]
        words[-1] = self._without_genitive(words[-1], span)
        mixed = any(not w.isupper() for w in words if len(w) > 2)
        if mixed or len(words) > 1:
            words = [w.title() if w.isupper() and len(w) > 3 and w.isalpha() else w for w in words]
        return " ".join(words)

    def _without_genitive(self, word: str, span: NameSpan) -> str:
        if not self.scene.words.agencies.genitives:
            return word
        if word.endswith(("'", "’")):
            return word[:-1]
        if not word.endswith("s") or len(word) < 4 or word[-2:] == "ss":
            return word
        base = word[:-1]
        if self._known(base) and not self._known(word):
            return base
        _strength, longer = name_strength(base), name_strength(word)
        if longer > UNKNOWN and not (self._known(base) and not self._known(word)):
            return word
        follow = self.scene.tokens[span.end] if span.end < len(self.scene.tokens) else None
        return base if follow is not None and follow.is_word and follow.is_capital else word

    def _known(self, word: str) -> bool:
        return any(h.words and h.words[-1] == _fold(word) for h in self._by_word.get(_fold(word), [])[-BEARERS:])

    def _same(self, words: tuple[str, ...]) -> Human | None:
        """Returns the human whose full name shares its last word and contains the other, or is contained."""
        for human in self._by_word.get(words[-1], [])[-BEARERS:]:
            a, b = set(words), set(human.words)
            if len(human.words) > 1 and (a <= b or b <= a):
                return human
            if len(human.words) > 1 and human.words[-1] == words[-1] and _abbreviates(human.words[0], words[0]):
                return human
        return None

    def _match_alias(self, words: tuple[str, ...]) -> Human | None:
        """Returns whom a part of a name means: its surname, the last words, or a part that only one bears."""
        bearers = self._by_word.get(words[-1], [])[-BEARERS:]
        endings = [h for h in bearers if h.words[-len(words) :] == words]
        if endings:
            return endings[0] if len(endings) == 1 else self._latest(endings)
        parts = [h for h in bearers if _contains(h.words, words)]
        return parts[0] if len(parts) == 1 else None

    def _latest(self, humans: list[Human]) -> Human:
        return max(humans, key=lambda h: len(h.spans))

    def _new(self, span: NameSpan, words: tuple[str, ...]) -> Human:
        name = self.name_of(span)
        human = Human(self._id(name), name, words)
        self.humans.append(human)
        for word in set(words):
            self._by_word[word].append(human)
        return human

    def _take(self, human: Human, span: NameSpan, words: tuple[str, ...]) -> None:
        human.spans.append(span)
        name = self.name_of(span)
        if name == human.name or name in human.aliases:
            return
        if len(words) > len(human.words):
            human.aliases.append(human.name)
            for word in set(words) - set(human.words):
                self._by_word[word].append(human)
            human.name, human.words = name, words
        else:
            human.aliases.append(name)

    def _id(self, name: str) -> str:
        slug = make_slug(name) or "person"
        number, unique = 2, slug
        while unique in self._ids:
            unique = f"{slug}-{number}"
            number += 1
        self._ids.add(unique)
        return unique


def make_slug(text: str) -> str:
    """Returns the text as an id: small letters without accents, hyphens between words."""
    return _NOT_SLUG.sub("-", fold_letters(text)).strip("-")


def _abbreviates(one: str, other: str) -> bool:
    """Tells whether of two first names one is the initial of the other."""
    short, long = sorted((one.rstrip("."), other.rstrip(".")), key=len)
    return len(short) == 1 and long.startswith(short)


def _fold(word: str) -> str:
    return fold_letters(word)


def _contains(words: tuple[str, ...], part: tuple[str, ...]) -> bool:
    return any(words[k : k + len(part)] == part for k in range(len(words) - len(part) + 1))
