"""Terms as the derived data hold them: text that sorts as SPARQL does. Datatypes are those of the property and left out.

An IRI is itself. A literal begins with a quotation mark; one in a language with a number sign, the language and a
blank. No IRI begins so.
"""

from kg.store.terms import Iri, Literal

_QUOTE, _TAGGED = '"', "#"


def to_term(value: str, language: str | None = None) -> str:
    """Returns the term of a literal."""
    return f"{_TAGGED}{language} {value}" if language else _QUOTE + value


def from_term(term: str) -> Iri | Literal:
    """Returns what a term stands for; a literal without its datatype."""
    if term.startswith(_QUOTE):
        return Literal(term[1:])
    if term.startswith(_TAGGED):
        language, _, value = term[1:].partition(" ")
        return Literal(value, language=language)
    return Iri(term)


def text_of(term: str) -> str:
    """Returns the lexical form of a literal's term, an IRI as it is."""
    if term.startswith(_QUOTE):
        return term[1:]
    return term[1:].partition(" ")[2] if term.startswith(_TAGGED) else term
