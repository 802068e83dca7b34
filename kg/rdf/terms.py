"""RDF terms as N-Quads write them. Text of any content is escaped; an IRI that would break the line is refused."""

import re
from dataclasses import dataclass

from kg.errors import InputError
from kg.vocab import XSD_string

#: Letters beyond ASCII that RFC 3987 allows everywhere in an IRI. No private use, no controls, no lone surrogates.
_PLANES = "".join(f"{chr(plane << 16)}-{chr((plane << 16) + 0xFFFD)}" for plane in range(1, 14))
_UCSCHAR = "\u00a0-\ud7ff\uf900-\ufdcf\ufdf0-\uffef\U000e1000-\U000efffd" + _PLANES
_IN_PATH = rf"a-zA-Z0-9\-._~!$&'()*+,;=:@/%{_UCSCHAR}"
_NOT_IN_IRI = re.compile(rf"[^{_IN_PATH}?#\[\]]")
_NOT_IN_PATH = re.compile(rf"[^{_IN_PATH}]|%(?![0-9A-Fa-f]{{2}})")
_NOT_IN_QUERY = re.compile(rf"[^{_IN_PATH}?]|%(?![0-9A-Fa-f]{{2}})")
#: Host and port; no user, no address in brackets: no newspaper has them.
_AUTHORITY = re.compile(rf"[a-zA-Z0-9\-._~{_UCSCHAR}]+(?::[0-9]*)?")
#: The parts of an IRI, after RFC 3986, appendix B.
_PARTS = re.compile(r"(https?://|urn:)([^/?#]*)([^?#]*)(\?[^#]*)?(#.*)?", re.IGNORECASE | re.DOTALL)
_TO_ESCAPE = re.compile(r'[\x00-\x1f"\\\x7f\ud800-\udfff]')
_SHORT = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t"}


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
        InputError: it has a character that no IRI has, such as one that would end it in N-Quads.
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
    parts = _PARTS.fullmatch(text.strip())
    if not parts:
        raise _bad_address(text)
    start, authority, path, query, fragment = parts.groups(default="")
    try:
        if start.lower() == "urn:":
            authority = _NOT_IN_PATH.sub(_percent_encode, authority)
        elif not _AUTHORITY.fullmatch(authority):
            raise _bad_address(text)
        rest = _NOT_IN_PATH.sub(_percent_encode, path)
        for part in (query, fragment):
            rest += part[:1] + _NOT_IN_QUERY.sub(_percent_encode, part[1:])
    except UnicodeEncodeError:
        raise _bad_address(text) from None
    if start.lower() == "urn:" and not authority:
        raise _bad_address(text)
    return start + authority + rest


def _percent_encode(found: re.Match[str]) -> str:
    return "".join(f"%{byte:02X}" for byte in found.group().encode())


def _bad_address(text: str) -> InputError:
    return InputError(f"{text[:120]!r} is no address: use an absolute IRI that begins with https:, http: or urn:")
