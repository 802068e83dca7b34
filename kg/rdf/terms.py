"""RDF terms as N-Quads write them. Text of any content is escaped; an IRI that would break the line is refused."""

import re
from dataclasses import dataclass
from urllib.parse import quote, urlsplit

from kg.errors import InputError
from kg.vocab import XSD_string

#: What the grammar of N-Quads does not allow between < and >; lone surrogates have no UTF-8.
_NOT_IN_IRI = re.compile(r'[\x00-\x20<>"{}|^`\\\x7f\ud800-\udfff]')
_TO_ESCAPE = re.compile(r'[\x00-\x1f"\\\x7f\ud800-\udfff]')
_SHORT = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t"}
_SCHEMES = ("http", "https", "urn")


@dataclass(frozen=True, slots=True)
class Literal:
    """A literal without language. datatype: IRI."""

    value: str
    datatype: str = XSD_string


@dataclass(frozen=True, slots=True)
class Quad:
    """A statement in a named graph. subject, predicate, graph: IRIs; object: an IRI where it is a str."""

    subject: str
    predicate: str
    object: str | Literal
    graph: str


def write_literal(value: str, datatype: str) -> str:
    """Returns a literal as N-Quads write it. datatype: IRI, trusted.

    Raises:
        InputError: the value has half of a surrogate pair, which no file in UTF-8 can hold.
    """
    if _TO_ESCAPE.search(value):
        value = _TO_ESCAPE.sub(_escape, value)
    return f'"{value}"' if datatype == XSD_string else f'"{value}"^^<{datatype}>'


def _escape(found: re.Match[str]) -> str:
    letter = found.group()
    if letter >= "\ud800":
        raise InputError(f"{found.string[:60]!r} has half a letter ({letter!r}): decode the source again")
    return _SHORT.get(letter) or f"\\u{ord(letter):04X}"


def check_iri(iri: str) -> str:
    """Returns an IRI made elsewhere as it is.

    Raises:
        InputError: it has a character that would end it in N-Quads.
    """
    found = _NOT_IN_IRI.search(iri)
    if found or ":" not in iri:
        what = f"has {found.group()!r}" if found else "has no scheme"
        raise InputError(f"{iri[:120]!r} is no IRI: it {what}; percent-encode it and begin with https:")
    return iri


def clean_iri(text: str) -> str:
    """Returns an address from outside as an IRI: what IRIs may not hold is percent-encoded.

    Raises:
        InputError: it is no absolute IRI of scheme http, https or urn.
    """
    text = text.strip()
    try:
        parts = urlsplit(text)
        encoded = _NOT_IN_IRI.sub(lambda found: quote(found.group()), text)
    except ValueError:  # an impossible host, or a letter without UTF-8
        raise _bad_address(text) from None
    if parts.scheme not in _SCHEMES or (parts.scheme != "urn" and not parts.hostname):
        raise _bad_address(text)
    return encoded


def _bad_address(text: str) -> InputError:
    return InputError(f"{text[:120]!r} is no address: use an absolute IRI that begins with https:, http: or urn:")
