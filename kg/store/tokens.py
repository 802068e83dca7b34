"""SPARQL 1.1 as tokens, so that a word in a string, an IRI or a comment is never taken for a part of the query.

An IRI is taken wherever one can stand, as the grammar's longest match does. An engine that knows from context that a
`<` means "less than" may read `?a<?b&&?c>?d` differently; no SERVICE, FROM or update can hide in that difference,
because each needs a `{` or a second `<` that no IRI may contain.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from kg.errors import QueryError

_NAME_START = r"A-Za-z\u00C0-\u00D6\u00D8-\u00F6\u00F8-\u02FF\u0370-\u037D\u037F-\u1FFF\u200C-\u200D\u2070-\u218F"
_NAME_START += r"\u2C00-\u2FEF\u3001-\uD7FF\uF900-\uFDCF\uFDF0-\uFFFD\U00010000-\U000EFFFF"
_NAME = _NAME_START + r"0-9_\u00B7\u0300-\u036F\u203F-\u2040"
_LOCAL_ESCAPE = r"%[0-9A-Fa-f]{2}|\\[_~.\-!$&'()*+,;=/?#@%]"
_PREFIX = f"[{_NAME_START}](?:[{_NAME}.-]*[{_NAME}-])?"
_LOCAL = f"(?:[{_NAME}:]|{_LOCAL_ESCAPE})(?:(?:[{_NAME}.:-]|{_LOCAL_ESCAPE})*(?:[{_NAME}:-]|{_LOCAL_ESCAPE}))?"

_KINDS = {
    "space": r"[ \t\r\n]+",
    "comment": r"#[^\r\n]*",
    "iri": r'<[^<>"{}|^`\\\x00-\x20]*>',
    "string": r'"""(?:"{0,2}(?:[^"\\]|\\.))*"""'
    r"|'''(?:'{0,2}(?:[^'\\]|\\.))*'''"
    r'|"(?:[^"\\\r\n]|\\.)*"'
    r"|'(?:[^'\\\r\n]|\\.)*'",
    "variable": f"[?$][{_NAME}]+",
    "language": "@[A-Za-z]+(?:-[A-Za-z0-9]+)*",
    "blank": f"_:[{_NAME}](?:[{_NAME}.-]*[{_NAME}-])?",
    "name": f"(?:{_PREFIX})?:(?:{_LOCAL})?",
    "number": r"[0-9]*\.?[0-9]+(?:[eE][+-]?[0-9]+)?|[0-9]+\.(?:[eE][+-]?[0-9]+)?",
    "word": "[A-Za-z_][A-Za-z0-9_]*",
    "sign": r"\^\^|&&|\|\||!=|<=|>=|[{}()\[\].,;*/+\-=!<>|^?@$]",
}

FORMS = ("SELECT", "ASK", "CONSTRUCT", "DESCRIBE")


@cache
def _token() -> re.Pattern[str]:
    """Returns the grammar of a token; compiled when first used, which takes longer than a look-up that needs none."""
    return re.compile("|".join(f"(?P<{kind}>{pattern})" for kind, pattern in _KINDS.items()), re.DOTALL)


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of a query. kind: a key of the grammar above; start: its place in the text, in characters."""

    kind: str
    text: str
    start: int

    @property
    def word(self) -> str:
        """The upper-cased keyword; empty for what is no bare word."""
        return self.text.upper() if self.kind == "word" else ""

    @property
    def is_code(self) -> bool:
        """Whether it is more than a blank or a comment."""
        return self.kind not in ("space", "comment")


def read_tokens(sparql: str) -> Iterator[Token]:
    """Yields the tokens of a query; joined, their texts are the query.

    Raises:
        QueryError: a character that no SPARQL query has at that place.
    """
    place = 0
    while place < len(sparql):
        found = _token().match(sparql, place)
        if not found or found.lastgroup is None:
            line, column = position(sparql, place)
            raise QueryError(f"query:{line}:{column}: {sparql[place]!r} has no meaning here; SPARQL 1.1 is expected")
        yield Token(found.lastgroup, found.group(), place)
        place = found.end()


def position(text: str, place: int) -> tuple[int, int]:
    """Returns line and column, both from 1, of a place in a text."""
    return text.count("\n", 0, place) + 1, place - text.rfind("\n", 0, place)


def read_form(sparql: str) -> str:
    """Returns the form of a query: "SELECT", "ASK", "CONSTRUCT" or "DESCRIBE"; empty where it is none of these.

    Raises:
        QueryError: a character that no SPARQL query has at that place.
    """
    return next((token.word for token in read_tokens(sparql) if token.word in FORMS), "")
