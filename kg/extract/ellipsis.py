"""What a list leaves out: "the ministers of Qatar, A, and of Oman, B", "the Russian envoy, A, and the Ukrainian, B"."""

from kg.extract.document import Document
from kg.extract.grammar import read_grammar
from kg.extract.place_words import read_place_words
from kg.extract.reference_words import read_words
from kg.extract.wording import read_wording


def skip_ellipsis(doc: Document, start: int, limit: int) -> int:
    """Returns `limit` where the tokens start..limit say of which country or part the one named at `limit` is.

    Returns `start` for any other words. "of Oman,", "the Ukrainian", "to the Ukrainian,", "the host,": a country behind
    "of" or alone, a demonym, or a word for a part that a comma parts from the name.
    """
    tokens, grammar = doc.tokens, read_grammar(doc.lexicon)
    i = _skip_articles(doc, start, limit)
    of = read_wording(doc.lexicon).phrases.of.at(tokens, i, limit)
    if of is not None:
        i = _skip_articles(doc, of.end, limit)
    end = _end_of_country(doc, i, limit, of is not None)
    if end == i and of is None and i > start and tokens[limit - 1].text == ",":
        role = read_words(doc.lexicon).roles.at(tokens, i, limit)
        end = role.end if role is not None and role.value.part else i
    if end == i:
        return start
    comma = end < limit and tokens[end].text == ","
    # A bare country is a list's only before a comma: "and Oman, B".
    bare = i == start and tokens[start - 1].norm not in grammar.articles
    return limit if end + comma == limit and (comma or not bare) else start


def _skip_articles(doc: Document, i: int, limit: int) -> int:
    grammar = read_grammar(doc.lexicon)
    while i < limit and (doc.tokens[i].norm in grammar.determiners or doc.tokens[i].norm in grammar.cases):
        i += 1
    return i


def _end_of_country(doc: Document, i: int, limit: int, owned: bool) -> int:
    """The end of a country's name, or of a word for its people where no "of" stands before it; `i` without one."""
    words = [token.norm for token in doc.tokens[i:limit]]
    if not words:
        return i
    for name in read_place_words(doc.lexicon).names.get(words[0], ()):
        fits = name.kind == "country" or (name.kind == "demonym" and not owned)
        if fits and name.capital == doc.tokens[i].is_capital and list(name.words) == words[: len(name.words)]:
            return i + len(name.words)
    return i
