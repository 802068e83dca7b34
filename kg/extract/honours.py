"""Names of decorations in a text: orders, medals, prizes, with the grade that was given."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from kg.extract.award_words import AwardWords, read_award_words
from kg.extract.document import Document, Sentence
from kg.extract.lexicon import Match
from kg.extract.mentions import PlaceMention
from kg.extract.name_words import STRONG, name_strength

# The words after a decoration's noun that may belong to its name.
LONGEST_NAME = 14
# Between an order and the grade in which it is given ("the Order of the Sun, in the grade of").
GRADE_GAP = 6
# Adjectives between a grade and its order ("Grand Cross of the Royal Norwegian Order").
ORDER_ADJECTIVES = 3
# Between a grade and its order, small words.
GRADE_LINKS = 3
# The name of a medal in quotation marks is that short.
LONGEST_QUOTE = 10
# How German adjectives end behind "the", in any case.
_WEAK_ENDINGS = ("e", "en", "em")
_ADJECTIVE_ENDINGS = (*_WEAK_ENDINGS, "er", "es")
_QUOTES = frozenset('"„“”«»‘’')


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


def find_honours(
    doc: Document, words: AwardWords, sentence: Sentence, places: Sequence[PlaceMention] = ()
) -> list[Honour]:
    """Returns the decorations that a sentence names, from left to right. places: those of the sentence."""
    reader = _NameReader(doc, words, sentence, frozenset(p.start for p in places if p.kind == "demonym"))
    found: list[Honour] = []
    free = sentence.start
    for i in doc.tokens.spots(words.gate, sentence.start, sentence.end):
        if i < free:
            continue
        refused = words.not_nouns.at(doc.tokens, i, sentence.end)
        if refused is not None:
            free = refused.end
            continue
        honour = reader.honour_at(i, found[-1].end if found else sentence.start)
        if honour is None:
            continue
        if not (found and reader.grades(found[-1], honour)):
            found.append(honour)
        free = honour.end
    return found


def find_named_tokens(doc: Document, places: Sequence[PlaceMention]) -> frozenset[int]:
    """Returns the tokens inside names of decorations: no person is named there ("the Silver Cross")."""
    words = read_award_words(doc.lexicon)
    at = {p.start: p for p in places if p.kind == "demonym"}
    found: set[int] = set()
    for sentence in doc.sentences if words.nouns else ():
        near = [at[i] for i in range(sentence.start, sentence.end) if i in at]
        for honour in find_honours(doc, words, sentence, near):
            if not (honour.generic or honour.bare) and doc.tokens[honour.start].is_capital:
                found.update(range(honour.start, honour.end))
    return frozenset(found)


class _NameReader:
    """Reads names of decorations in one sentence. demonyms: first tokens of adjectives of countries."""

    def __init__(self, doc: Document, words: AwardWords, sentence: Sentence, demonyms: Collection[int]) -> None:
        self.tokens = doc.tokens
        self.doc = doc
        self.words = words
        self.limit = sentence.end
        self.demonyms = demonyms

    def honour_at(self, i: int, floor: int) -> Honour | None:
        """Returns the decoration whose noun or grade begins at token i; its adjectives do not reach before floor."""
        grade = self.words.grades.at(self.tokens, i, self.limit)
        graded = self._graded(grade, grade.start) if grade is not None else None
        if graded is not None:
            return graded
        noun = self.words.nouns.at(self.tokens, i, self.limit)
        if noun is None or (self.words.genitive and not self.tokens[i].is_capital):
            return None
        noun = self._inner(noun)
        generic = self.words.generic.at(self.tokens, noun.start, noun.end) is not None
        within = self._past_links(noun.end) if generic else noun.end
        grade = self.words.grades.at(self.tokens, within, self.limit) if within > noun.end else None
        graded = self._graded(grade, noun.start) if grade is not None else None
        if graded is not None:
            return graded
        start, end = self._lead(noun.start, floor), self._end_of_name(noun)
        common = generic and (self.words.genitive or not self.tokens[noun.start].is_capital)
        named = start < noun.start or any(
            t.is_capital or (k >= noun.end and t.norm in self.words.trailing)
            for k, t in enumerate(self.tokens[noun.start + 1 : end], noun.start + 1)
        )
        if generic and not self.words.genitive and self.tokens[noun.start].is_capital and named:
            generic = False
        return Honour(start, end, self._base_form(start, noun.end, end), generic and not named, common=common)

    def grades(self, order: Honour, grade: Honour) -> bool:
        """Whether a bare grade only says in what grade the order before it is given: "..., in the grade of"."""
        gap = self.tokens[order.end : grade.start]
        said = any(t.norm in self.words.grade_words for t in gap) or [t.text for t in gap] == [","]
        return grade.bare and len(gap) <= GRADE_GAP and said and not (order.grade or order.generic)

    def _lead(self, start: int, floor: int) -> int:
        while start > floor:
            token = self.tokens[start - 1]
            owner = self.words.owners.at(self.tokens, max(floor, start - 2), start)
            if owner is not None and owner.end == start:
                start = owner.start
                continue
            name = token.is_word and token.is_capital and not self.doc.opens_sentence(start - 1)
            name = name and (not self.words.genitive or token.text.endswith(_ADJECTIVE_ENDINGS) or "-" in token.text)
            if not name and token.norm not in self.words.leading:
                break
            start -= 1
        return start

    def _inner(self, noun: Match[bool]) -> Match[bool]:
        """The order that a word for any decoration only announces: "the insignia of the Order of the Sun"."""
        announced = self._past_links(noun.end)
        inner = self.words.nouns.at(self.tokens, announced, self.limit) if announced < self.limit else None
        said = self.words.announcing.at(self.tokens, noun.start, noun.end) is not None
        capital = inner is not None and self.tokens[inner.start].is_capital
        return inner if said and capital and inner is not None else noun

    def _past_links(self, k: int) -> int:
        while k < self.limit and self.tokens[k].norm in self.words.links:
            k += 1
        return k

    def _graded(self, grade: Match[str], start: int) -> Honour | None:
        """A grade and the order it is of ("grand officier de l'Ordre national du Mérite")."""
        noun = self._order_of(grade)
        if noun is None:
            return self._orderless(grade, start)
        end = self._end_of_name(noun)
        link = grade.end - self._is_linked(grade)
        name = f"{grade.value} {self.doc.text_of(link, end)}"
        generic = self.words.generic.at(self.tokens, noun.start, noun.end) is not None
        named = any(k not in self.demonyms for k in range(noun.start + 1, end))
        return Honour(start, end, name, False, grade.value, bare=generic and not named)

    def _order_of(self, grade: Match[str]) -> Match[bool] | None:
        """The noun of the order behind a grade, small words and adjectives between."""
        k = self._past_links(grade.end)
        if k - grade.end > GRADE_LINKS:
            return None
        stop = min(self.limit, k + ORDER_ADJECTIVES + 1) if k > grade.end or self._is_linked(grade) else k + 1
        for at in range(k, stop):
            noun = self.words.nouns.at(self.tokens, at, self.limit)
            if noun is not None or not (self.tokens[at].is_word and self.tokens[at].is_capital):
                return noun
        return None

    def _is_linked(self, grade: Match[str]) -> bool:
        """Whether the words of a grade take in a small word: "commander of"."""
        return self.tokens[grade.end - 1].norm in self.words.links

    def _orderless(self, grade: Match[str], start: int) -> Honour | None:
        """A grade with no order behind: one that is named itself ("Gran Cruz del Mérito Militar"), else a bare one."""
        noun = self.words.nouns.at(self.tokens, grade.start, self.limit)
        end = self._end_of_name(noun) if noun is not None else grade.end
        if noun is not None and any(self.tokens[k].is_capital for k in range(max(noun.end, grade.end), end)):
            return Honour(start, end, self.doc.text_of(start, end), False)
        if grade.value in self.words.grades_of and not (self._in_grade(grade.start) or self._is_item(grade)):
            return None
        return Honour(start, grade.end, grade.value, False, grade.value, bare=True)

    def _is_item(self, grade: Match[str]) -> bool:
        """Whether a grade opens a part of a list and its bearer follows: "...; Knight, Colonel X"."""
        before, after = self.tokens[max(0, grade.start - 1)].text, self.tokens[min(grade.end, self.limit - 1)].text
        return before == ";" and after in (",", ":")

    def _in_grade(self, start: int) -> bool:
        """Whether a word for grades stands right before: "in the grade of officer"."""
        return any(t.norm in self.words.grade_words for t in self.tokens[max(0, start - 2) : start])

    def _end_of_name(self, noun: Match[bool]) -> int:
        """Where the name ends: capital words, links between them, known last words and adjectives of countries."""
        last = k = noun.end
        stop = min(self.limit, noun.end + LONGEST_NAME)
        compound = self.words.genitive and "-" in self.tokens[noun.end - 1].text
        while k < stop:
            token = self.tokens[k]
            tail = self.words.tails.at(self.tokens, k, self.limit)
            if tail is not None:
                last = k = tail.end
            elif compound:
                break  # "Nansen-Preis" has its name in it
            elif token.text in _QUOTES and k + 1 < stop and self.tokens[k + 1].is_capital:
                last = k = self._past_quote(k)
            elif k == noun.end and self._names_bearer(k):
                break
            elif (token.is_word and token.is_capital) or token.norm in self.words.trailing or k in self.demonyms:
                last = k = k + 1
            elif token.norm in self.words.links or self._joins(k) or self._is_adjective(k):
                k += 1
            else:
                break
        return last

    def _past_quote(self, k: int) -> int:
        """The token after the quotation that opens at k; the one after its first word where it does not close soon."""
        for end in range(k + 2, min(self.limit, k + LONGEST_QUOTE)):
            if self.tokens[end].text in _QUOTES:
                return end + 1
        return k + 2

    def _joins(self, k: int) -> bool:
        """Whether "and" at token k joins words of one name ("courage et dévouement"), or another loose link does."""
        follow = self._past_links(k + 1)
        if self.tokens[k].norm not in self.words.loose or follow >= self.limit:
            return False
        if self.tokens[follow].norm in self.words.trailing:
            return True
        if self.words.genitive:
            return self._joins_purposes(k)
        if self._opens_person(follow):
            return False
        # "the Star and of the Key", but not "the Order of Merit and of the Legion of Honour"
        another = self.words.nouns.at(self.tokens, follow, self.limit) or self.words.grades.at(
            self.tokens, follow, self.limit
        )
        ahead = self.tokens[follow].text
        whole = ahead[0].isupper() and not any(part[:1].islower() for part in ahead.split("-"))  # not "Lyon-based"
        return follow > k + 1 and whole and another is None

    def _joins_purposes(self, k: int) -> bool:
        """In German, whether "and" at token k joins two nouns that a name says it is for: "für Kunst und Kultur"."""
        after = self.tokens[k + 1 : min(k + 3, self.limit)]
        another = self.words.nouns.at(self.tokens, k + 1, self.limit)
        lone = len(after) < 2 or not (after[1].is_word and after[1].is_capital)
        purpose = self.tokens[k - 2].norm in self.words.purposes
        return purpose and lone and after[0].is_capital and after[0].is_word and another is None

    def _opens_person(self, k: int) -> bool:
        """Whether a person is named from token k on: an honorific, or a given name before another capital word."""
        token = self.tokens[k]
        if token.norm.rstrip(".") in self.words.honorifics:
            return True
        follow = self.tokens[k + 1] if k + 1 < self.limit else token
        return name_strength(token.text) == STRONG and follow.is_word and follow.is_capital and follow is not token

    def _names_bearer(self, k: int) -> bool:
        """Whether a person's name stands right behind an order's noun: "now an officer of the order X Y"."""
        unnamed = self.tokens[k - 1].norm in self.words.never_named
        return unnamed and self._opens_person(k)

    def _is_adjective(self, k: int) -> bool:
        """In German, a small word between a link and a noun."""
        return (
            self.words.genitive
            and self.tokens[k].is_word
            and k + 1 < self.limit
            and self.tokens[k - 1].norm in self.words.links
        )

    def _base_form(self, start: int, noun_end: int, end: int) -> str:
        """The name as written, its noun without the ending of the genitive, German adjectives before it as behind "a"."""
        tokens, written = self.tokens, self.tokens[noun_end - 1].text
        stem = next((e for e in self.words.genitives if written.casefold().endswith(e)), "")
        noun = written[: len(written) - len(stem) + len(self.words.genitives[stem])] if stem else written
        ending = next((e for n, e in self.words.adjective_endings.items() if noun.casefold().endswith(n)), None)
        k = noun_end - 1
        while ending is not None and k > start and tokens[k - 1].text.endswith(_WEAK_ENDINGS):
            k -= 1
        name = self.doc.text_of(start, end)
        if k == noun_end - 1 and noun == written:
            return name
        adjectives = [f"{t.text.rstrip('nm').removesuffix('e')}{ending}" for t in tokens[k : noun_end - 1]]
        before = [self.doc.text_of(start, k)] if k > start else []
        return " ".join([*before, *adjectives, noun]) + name[tokens[noun_end - 1].end - tokens[start].start :]
