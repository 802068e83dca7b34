"""An article as tokens and sentences, the ground every finder stands on.

Offsets are code points in the cleaned text; token indices count over the whole document; ends are exclusive.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import accumulate

from kg.extract.lexicon import Lexicon
from kg.extract.tokens import CACHE_WORDS, Token, Tokens
from kg.text import Article

_TOKEN = re.compile(
    r"(?P<initials>\b(?:[^\W\d_]\.(?=\w|\s|,)){2,}|\b[^\W\d_]\.(?=[\s-]?[^\W\d_]))"
    r"|(?P<number>\d+(?:[.,:]\d+)*)(?P<ordinal>(?:st|nd|rd|th|er|re|e|º|ª|°)\b)?"
    r"|(?P<word>[^\W\d_]\w*(?:[-‑'’.](?=[^\W_])\w*)*)"
    r"|(?P<mark>[^\w\s]|_)"
)
# Finders look at a sentence as a whole, some at every pair in it: longer ones are cut, first at a mark, so that cost
# grows with the length of a text however it is punctuated. Lists of those present reach some two hundred tokens.
LONG_SENTENCE = 400
LONGEST_SENTENCE = 600
_CUTTERS = frozenset(",;:–—")
_CLOSERS = frozenset("\"'”“’‘»«)]›‹")
_ENDERS = frozenset(".!?…")
_BOUNDS = _CLOSERS | _ENDERS
_APOSTROPHES = str.maketrans({"’": "'", "‘": "'", "‑": "-"})


@dataclass(frozen=True, slots=True)
class Sentence:
    """Tokens start..end of a document; paragraph: number of the paragraph it stands in, from 0."""

    index: int
    start: int
    end: int
    paragraph: int


@dataclass(frozen=True)
class Document:
    """An article, its tokens and sentences, and the lexicon of its language."""

    article: Article
    lexicon: Lexicon
    tokens: Tokens[Token]
    sentences: tuple[Sentence, ...]

    @cached_property
    def _by_token(self) -> list[Sentence]:
        return [s for s in self.sentences for _ in range(s.start, s.end)]

    def sentence_of(self, token: int) -> Sentence:
        """Returns the sentence in which token number `token` stands."""
        return self._by_token[token] if 0 <= token < len(self.tokens) else self.sentences[0 if token < 0 else -1]

    def text_of(self, start: int, end: int) -> str:
        """Returns the article's own letters from token `start` up to, not including, token `end`."""
        if end <= start:
            return ""
        return self.article.text[self.tokens[start].start : self.tokens[end - 1].end]

    def opens_sentence(self, token: int) -> bool:
        """Tells whether nothing but marks (a dash, a quote) stands before `token` in its sentence."""
        return not any(t.is_word or t.is_number for t in self.tokens[self.sentence_of(token).start : token])


def read_document(article: Article, lexicon: Lexicon) -> Document:
    """Splits an article into tokens and sentences; time grows linearly with its length."""
    tokens: list[Token] = []
    sentences: list[Sentence] = []
    for number, (start, end) in enumerate(_paragraphs(article.text)):
        first = len(tokens)
        tokens.extend(_tokenise(article.text, start, end, lexicon))
        opened = first
        for i in range(first, len(tokens)):
            ends = tokens[i].text in _BOUNDS and _ends_sentence(tokens, i, article.text, lexicon)
            if ends or _is_cut(tokens[i], i + 1 - opened):
                sentences.append(Sentence(len(sentences), opened, i + 1, number))
                opened = i + 1
        if opened < len(tokens):
            sentences.append(Sentence(len(sentences), opened, len(tokens), number))
    return Document(article, lexicon, Tokens(tokens, lexicon.vocabulary), tuple(sentences))


def _paragraphs(text: str) -> list[tuple[int, int]]:
    return [(m.start(), m.end()) for m in re.finditer(r"[^\n]+", text) if not m.group().isspace()]


def _tokenise(text: str, start: int, end: int, lexicon: Lexicon) -> Iterator[Token]:
    for match in _TOKEN.finditer(text, start, end):
        at = match.start()
        for part, norm, first, last, word, capital, number in _cut_word(
            match.group(), match.lastgroup == "word", lexicon
        ):
            yield Token(part, norm, at + first, at + last, word, capital, number)


_Part = tuple[str, str, int, int, bool, bool, bool]


@lru_cache(CACHE_WORDS)
def _cut_word(text: str, is_word: bool, lexicon: Lexicon) -> tuple[_Part, ...]:
    """The tokens that a word, number or mark is cut into: their fields, places counted from its first letter."""
    parts = _split_word(text, lexicon) if is_word else [text]
    ends = list(accumulate(map(len, parts)))
    return tuple(
        (part, plain(part).casefold(), end - len(part), end, part[0].isalpha(), part[0].isupper(), part[0].isdigit())
        for part, end in zip(parts, ends, strict=True)
    )


def plain(text: str) -> str:
    """Returns a word with plain apostrophes and hyphens."""
    return text.translate(_APOSTROPHES)


def _split_word(word: str, lexicon: Lexicon) -> list[str]:
    """Cuts an elided article or pronoun off the front ("l'", "dell'") and a genitive off the end ("'s")."""
    head, apostrophe, rest = plain(word).partition("'")
    if apostrophe and rest and head.casefold() in lexicon.elisions and not _is_name_particle(head, rest):
        cut = len(head) + 1
        return [word[:cut], *_split_word(word[cut:], lexicon)]
    for suffix in lexicon.genitives:
        if plain(word).endswith(suffix) and len(word) > len(suffix):
            cut = len(word) - len(suffix)
            return [word[:cut], word[cut:]]
    return [word]


def _is_name_particle(head: str, rest: str) -> bool:
    """M'henna and D'Alema are one name each; L'ambassadeur, d'Alger, D'ITALIA and L'Aquila are two tokens."""
    if not head[0].isupper() or (len(rest) > 1 and head == "D" and rest.isupper()):
        return False
    if rest[0].isupper():
        return head in ("D", "O", "Dell", "Dall")
    return rest[0] not in "aàâeéèêiîoôuûhyœ" or (head in ("M", "T") and rest[0] == "h")


def _ends_sentence(tokens: list[Token], i: int, text: str, lexicon: Lexicon) -> bool:
    token = tokens[i]
    if token.text in _CLOSERS:
        ended = i > 0 and tokens[i - 1].text in _ENDERS and tokens[i - 1].end == token.start
        ended = ended and not (tokens[i - 1].text == "." and _is_abbreviation(tokens, i - 1, lexicon))
    else:
        ended = token.text in _ENDERS and not (token.text == "." and _is_abbreviation(tokens, i, lexicon))
    if not ended:
        return False
    follow = text[token.end : token.end + 6]
    if follow[:1] and not follow[:1].isspace():
        return False
    next_letter = follow.lstrip().lstrip("\"'”“’‘«»(–—-• ")[:1]
    return not next_letter.islower()


def _is_cut(token: Token, length: int) -> bool:
    """Whether a sentence of `length` tokens is cut behind its last one."""
    return length >= LONG_SENTENCE and (length >= LONGEST_SENTENCE or token.text in _CUTTERS)


def _is_abbreviation(tokens: list[Token], i: int, lexicon: Lexicon) -> bool:
    if i == 0 or tokens[i - 1].end != tokens[i].start:
        return False
    before = tokens[i - 1]
    if before.is_number:
        return lexicon.ordinal_dot and len(before.text) <= 2
    return before.norm in lexicon.abbreviations or (len(before.text) == 1 and before.is_capital)
