"""Quotes as Web Annotation selectors: the words with their context, and where they stand."""

from kg import vocab as v
from kg.errors import InputError
from kg.facts.model import Quote
from kg.rdf.minting import mint
from kg.rdf.statements import Statements

#: Letters kept on either side of a quote, so that it is found again in a text that was cleaned otherwise.
CONTEXT_LENGTH = 32


def map_quote(into: Statements, quote: Quote, article: str, text: str | None) -> str:
    """Adds the statements of one quote and returns its IRI.

    Args:
        into: gets the statements.
        quote: words of the article; without a place it has no position selector.
        article: IRI.
        text: the article's cleaned text; None: the words come without context.

    Raises:
        InputError: the text has other words at the place.
    """
    start, end = quote.start, quote.end
    evidence = mint("e", article, quote.exact, None if start is None else str(start))
    words = evidence + "-quote"
    into.add(
        (evidence, v.RDF_type, v.KG_Evidence),
        (evidence, v.OA_hasSource, article),
        (evidence, v.OA_hasSelector, words),
        (words, v.RDF_type, v.OA_TextQuoteSelector),
    )
    into.tell(words, v.OA_exact, quote.exact)
    if start is None or end is None:
        return evidence
    if text is not None:
        if text[start:end] != quote.exact:
            raise InputError(f"the quote {quote.exact[:60]!r} is not at {start}-{end} of the text; locate it again")
        into.tell(words, v.OA_prefix, text[max(0, start - CONTEXT_LENGTH) : start])
        into.tell(words, v.OA_suffix, text[end : end + CONTEXT_LENGTH])
    position = evidence + "-position"
    into.add(
        (evidence, v.OA_hasSelector, position),
        (position, v.RDF_type, v.OA_TextPositionSelector),
        (position, v.OA_start, (str(start), v.XSD_nonNegativeInteger)),
        (position, v.OA_end, (str(end), v.XSD_nonNegativeInteger)),
    )
    return evidence
