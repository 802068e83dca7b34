"""Names of decorations in a text: orders, medals, prizes, with the grade that was given."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal, get_args

from kg.errors import InputError
from kg.extract.document import Document, Sentence
from kg.extract.lexicon import Lexicon, Match, Matcher

Frame = Literal["give", "get", "decorate", "become"]
FRAMES: tuple[Frame, ...] = get_args(Frame)
# The words after a decoration's noun that may belong to its name.
LONGEST_NAME = 9
_QUOTES = frozenset('"„“”«»‘’')


@dataclass(frozen=True)
class AwardWords:
    """The lexicon table [awards].

    nouns, generic: of decorations; generic ones name none by themselves. not_nouns: phrases in which such a noun means
    something else. links, trailing: small words inside a name, and those that may end it. grades: by their base form.
    """

    nouns: Matcher[bool]
    generic: Matcher[bool]
    not_nouns: Matcher[bool]
    grades: Matcher[str]
    links: frozenset[str]
    trailing: frozenset[str]
    verbs: Matcher[Frame]
    cues: Mapping[str, Matcher[bool]]
    genitive: bool


@dataclass(frozen=True, slots=True)
class Honour:
    """A decoration at tokens start..end. name: base form; generic: no name of its own ("the medal"); grade: base form
    or ""; bare: a grade whose order is not named beside it; common: its noun is a common one."""

    start: int
    end: int
    name: str
    generic: bool
    grade: str = ""
    bare: bool = False
    common: bool = False


CUES = ("passive", "to", "by", "source", "mutual", "not_given")


@cache
def read_award_words(lexicon: Lexicon) -> AwardWords:
    """Compiles the table [awards] of a lexicon.

    Raises:
        InputError: an unknown frame.
    """
    table = lexicon.table("awards")
    verbs = table.get("verbs", {})
    unknown = sorted(set(verbs) - set(FRAMES))
    if unknown:
        raise InputError(
            f"lang/{lexicon.language}.toml [awards]: unknown frame {unknown[0]!r}; use {', '.join(FRAMES)}"
        )
    return AwardWords(
        nouns=_matcher(table.get("nouns", ())),
        generic=_matcher(table.get("generic", ())),
        not_nouns=_matcher(table.get("not_nouns", ())),
        grades=Matcher((p, grade) for grade, patterns in table.get("grades", {}).items() for p in patterns),
        links=frozenset(table.get("links", ())),
        trailing=frozenset(table.get("trailing", ())),
        verbs=Matcher((p, frame) for frame in FRAMES for p in verbs.get(frame, ())),
        cues={name: _matcher(table.get(name, ())) for name in CUES},
        genitive=lexicon.ordinal_dot,
    )


def _matcher(patterns: Sequence[str]) -> Matcher[bool]:
    return Matcher((p, True) for p in patterns)


def find_honours(doc: Document, words: AwardWords, sentence: Sentence) -> list[Honour]:
    """Returns the decorations that a sentence names, from left to right."""
    found: list[Honour] = []
    i = sentence.start
    while i < sentence.end:
        refused = words.not_nouns.at(doc.tokens, i, sentence.end)
        if refused is not None:
            i = refused.end
            continue
        honour = _honour(doc, words, sentence, i, found[-1].end if found else sentence.start)
        if honour is None:
            i += 1
        else:
            found.append(honour)
            i = max(honour.end, i + 1)
    return found


def _honour(doc: Document, words: AwardWords, sentence: Sentence, i: int, floor: int) -> Honour | None:
    grade = words.grades.at(doc.tokens, i, sentence.end)
    if grade is not None:
        return _graded(doc, words, sentence, grade)
    noun = words.nouns.at(doc.tokens, i, sentence.end)
    if noun is None or (words.genitive and not doc.tokens[i].is_capital):
        return None
    start, end = noun.start, _end_of_name(doc, words, sentence, noun)
    while (
        start > floor and doc.tokens[start - 1].is_word and doc.tokens[start - 1].is_capital and _may_lead(doc, start)
    ):
        start -= 1
    generic = words.generic.at(doc.tokens, noun.start, noun.end) is not None
    common = generic and (words.genitive or not doc.tokens[noun.start].is_capital)
    named = any(t.is_capital for t in doc.tokens[noun.end : end]) or start < noun.start
    if generic and not words.genitive and doc.tokens[noun.start].is_capital and named:
        generic = False
    return Honour(start, end, _base_form(doc, words, start, noun.end, end), generic and not named, common=common)


def _may_lead(doc: Document, start: int) -> bool:
    """Whether the capital word before a name belongs to it: not where it opens the sentence or ends another clause."""
    return not doc.opens_sentence(start - 1)


def _graded(doc: Document, words: AwardWords, sentence: Sentence, grade: Match[str]) -> Honour:
    """A grade and the order it is of ("grand officier de l'Ordre national du Mérite")."""
    k = grade.end
    while k < sentence.end and doc.tokens[k].norm in words.links:
        k += 1
    noun = words.nouns.at(doc.tokens, k, sentence.end) if k < sentence.end and k - grade.end <= 3 else None
    if noun is None:
        return Honour(grade.start, grade.end, grade.value, False, grade.value, bare=True)
    end = _end_of_name(doc, words, sentence, noun)
    last = grade.end - 1
    link = grade.end if doc.tokens[last].norm not in words.links else last
    name = f"{grade.value} {doc.text_of(link, end)}"
    generic = words.generic.at(doc.tokens, noun.start, noun.end) is not None
    return Honour(grade.start, end, name, False, grade.value, bare=generic and end - noun.end <= 1)


def _end_of_name(doc: Document, words: AwardWords, sentence: Sentence, noun: Match[bool]) -> int:
    """Where the name ends: capital words, small links between them, and known last words ("nationale")."""
    if words.genitive and "-" in doc.tokens[noun.end - 1].text:
        return noun.end  # "Nansen-Preis" has its name in it
    last = k = noun.end
    stop = min(sentence.end, noun.end + LONGEST_NAME)
    while k < stop:
        token = doc.tokens[k]
        if token.text in _QUOTES and k + 1 < stop and doc.tokens[k + 1].is_capital:
            k += 1
        elif (token.is_word and token.is_capital) or token.norm in words.trailing:
            k += 1
            last = k
        elif token.norm in words.links or (
            words.genitive and token.is_word and k + 1 < stop and doc.tokens[k - 1].norm in words.links
        ):
            k += 1
        else:
            break
    return last


def _base_form(doc: Document, words: AwardWords, start: int, noun_end: int, end: int) -> str:
    """The name as written, its noun without the German genitive's ending."""
    name = doc.text_of(start, end)
    if not words.genitive:
        return name
    noun = doc.tokens[noun_end - 1].text
    for ending, kept in (("preises", "preis"), ("kreuzes", "kreuz"), ("ordens", "orden"), ("zeichens", "zeichen")):
        if noun.casefold().endswith(ending):
            base = noun[: len(noun) - len(ending) + len(kept)]
            return (
                doc.text_of(start, noun_end - 1)
                + (" " if noun_end - 1 > start else "")
                + base
                + name[doc.tokens[noun_end - 1].end - doc.tokens[start].start :]
            )
    return name
