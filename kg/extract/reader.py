"""What is known of an article as its references are read: its people, their genders and titles, its clauses."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kg.extract.attachment import GENITIVE
from kg.extract.document import Document, Sentence
from kg.extract.given_names import guess_gender
from kg.extract.grammar import read_grammar
from kg.extract.mentions import ActorMention, Cast, PlaceMention
from kg.extract.protagonist import find_homes
from kg.extract.reference_words import Gender, RoleWord, Words, read_title_words, read_words
from kg.facts.model import Person

# So many tokens back a clause is looked for, whatever the length of the sentence.
CLAUSE_REACH = 80
OPENERS = frozenset('"„“«»')
CLOSERS = frozenset('"“”»«')
# So many words before a name may say what its bearer is ("Army Gen. X").
STYLE_WORDS = 2


@dataclass(frozen=True)
class Reader:
    """What is known of an article as its references are read.

    genders: as far as known. homes: for which country each speaks, as far as the text says so itself. titles: heads of
    the people's titles, as words for them. styles: how each is called beside the name. places: by their first token. bodies: where each agency ends, by its first token.
    quoted: tokens of quotations.
    """

    doc: Document
    words: Words
    persons: Mapping[str, Person]
    genders: dict[str, Gender | None]
    homes: Mapping[str, str | None]
    titles: Mapping[str, RoleWord]
    styles: Mapping[str, Sequence[str]]
    places: Mapping[int, PlaceMention]
    bodies: Mapping[int, int]
    quoted: frozenset[int]


def make_reader(doc: Document, cast: Cast, places: Sequence[PlaceMention]) -> Reader:
    """Puts together what is known of an article. cast: with explicit mentions only."""
    words, homes = read_words(doc.lexicon), find_homes(cast)
    return Reader(
        doc=doc,
        words=words,
        persons={p.id: p for p in cast.persons},
        genders=_find_genders(doc, words, cast, homes),
        homes=homes,
        titles=read_title_words(words, cast.persons),
        styles=_find_styles(doc, cast),
        places={p.start: p for p in places},
        bodies={m.start: m.end for m in cast.mentions if m.kind == "agency"},
        quoted=find_quoted(doc),
    )


def _find_styles(doc: Document, cast: Cast) -> dict[str, list[str]]:
    """How each person is called beside the name: titles of posts, and what else stands with a name ("General X")."""
    styles: dict[str, dict[str, None]] = {p.id: dict.fromkeys(post.title for post in p.posts) for p in cast.persons}
    for mention in cast.mentions:
        if len(mention.refs) == 1 and mention.refs[0] in styles and mention.head:
            start = max(min(mention.start, mention.head - STYLE_WORDS), doc.sentence_of(mention.head).start)
            if start < mention.head:
                styles[mention.refs[0]].setdefault(doc.text_of(start, mention.head))
    return {ref: list(texts) for ref, texts in styles.items()}


def find_quoted(doc: Document) -> frozenset[int]:
    """Tokens inside quotation marks of one sentence: "he" there is said by another and means another."""
    quoted: set[int] = set()
    for sentence in doc.sentences:
        opened: int | None = None
        for i in range(sentence.start, sentence.end):
            text = doc.tokens[i].text
            if opened is None and text in OPENERS:
                opened = i
            elif opened is not None and text in CLOSERS:
                quoted.update(range(opened, i))
                opened = None
    return frozenset(quoted)


def _find_genders(doc: Document, words: Words, cast: Cast, homes: Mapping[str, str | None]) -> dict[str, Gender | None]:
    """Reads a person's gender off titles and honorifics ("Frau", "ministra"; "ministre" says nothing), else the name."""
    genders: dict[str, Gender | None] = {p.id: None for p in cast.persons}
    for mention in cast.mentions:
        if len(mention.refs) != 1 or mention.refs[0] not in genders or genders[mention.refs[0]]:
            continue
        start = max(0, mention.start - 1)
        titled = mention.start < mention.head
        articles = {doc.tokens[start].norm, doc.tokens[mention.start].norm} if titled else set()
        if words.feminine.find(doc.tokens, start, mention.end) or articles & words.feminine_articles:
            genders[mention.refs[0]] = "f"
        elif words.masculine.find(doc.tokens, start, mention.end):
            genders[mention.refs[0]] = "m"
    return {p.id: genders[p.id] or guess_gender(p.name, homes.get(p.id)) for p in cast.persons}


def is_core(reader: Reader, mention: ActorMention) -> bool:
    """Whether no genitive or preposition right before a mention hangs it on another word."""
    if mention.reason == GENITIVE or not mention.start:
        return mention.reason != GENITIVE
    grammar, tokens, start = read_grammar(reader.doc.lexicon), reader.doc.tokens, mention.start
    after_example = any(
        (match := grammar.examples.at(tokens, j, start)) is not None and match.end == start
        for j in range(max(0, start - 2), start)
    )
    return not after_example and grammar.relations.at(tokens, start - 1, start) is None


def find_clause_start(doc: Document, sentence: Sentence, token: int) -> int:
    """A pronoun cannot mean another actor of its own clause; a clause is taken to begin after the last mark."""
    while token > sentence.start and doc.tokens[token - 1].text not in ",;:–—":
        token -= 1
    return token


def find_bound_start(reader: Reader, sentence: Sentence, token: int) -> int:
    """Where the clause of a token begins, over appositions: whoever stands there is not meant by an object pronoun."""
    tokens, grammar = reader.doc.tokens, read_grammar(reader.doc.lexicon)
    first = max(sentence.start, token - CLAUSE_REACH)
    start, outer = first, first
    inner = grammar.subordinators.at(tokens, first, token) is not None
    for i in tokens.spots(grammar.cutters, first, token):
        if tokens[i].text in ";:–—":
            start, outer, inner = i + 1, i + 1, False
        elif tokens[i].text == "," and inner:
            # The comma that closes an inner clause takes up the outer one; one that opened the sentence is over.
            start, outer, inner = (i + 1, i + 1, False) if start == outer else (outer, outer, False)
        elif i > first and _opens_inner(reader, i, token):
            start, inner = i, True
    return start


def _opens_inner(reader: Reader, i: int, limit: int) -> bool:
    grammar, tokens = read_grammar(reader.doc.lexicon), reader.doc.tokens
    if grammar.subordinators.at(tokens, i, limit) is not None:
        return True
    return tokens[i].norm in grammar.relatives and (tokens[i - 1].text == "," or not grammar.relative_needs_comma)
