"""RDF terms as the rooms above the store see them, whatever engine answers."""

import re
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from kg.errors import InputError
from kg.vocab import XSD, XSD_string

if TYPE_CHECKING:
    from decimal import Decimal

LANG_STRING = "http://www.w3.org/1999/02/22-rdf-syntax-ns#langString"
_NOT_IN_IRI = re.compile(r'[\x00-\x20<>"{}|^`\\]')
_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t"}
_ESCAPED = re.compile(r'[\\"\n\r\t]')
_INTEGERS = frozenset(XSD + name for name in ("integer", "int", "long", "nonNegativeInteger", "positiveInteger"))
_DECIMALS = frozenset((XSD + "decimal",))
_DOUBLES = frozenset((XSD + "double", XSD + "float"))


@dataclass(frozen=True, slots=True)
class Iri:
    """An IRI, absolute."""

    value: str

    def sparql(self) -> str:
        """Returns the term as SPARQL and N-Quads write it.

        Raises:
            InputError: the value has a character that no IRI may have.
        """
        found = _NOT_IN_IRI.search(self.value)
        if found:
            raise InputError(f"{self.value!r} is no IRI: it has {found.group()!r}; percent-encode it")
        return f"<{self.value}>"


@dataclass(frozen=True, slots=True)
class Literal:
    """A literal. language: BCP 47 tag or None; datatype: IRI."""

    value: str
    datatype: str = XSD_string
    language: str | None = None

    def sparql(self) -> str:
        """Returns the term as SPARQL and N-Quads write it."""
        quoted = '"' + _ESCAPED.sub(lambda found: _ESCAPES[found.group()], self.value) + '"'
        if self.language:
            return f"{quoted}@{self.language}"
        return quoted if self.datatype == XSD_string else f"{quoted}^^{Iri(self.datatype).sparql()}"

    def python(self) -> "str | int | float | bool | Decimal | date":
        """Returns the value as the Python type of its datatype; as text where there is none or it does not fit."""
        try:
            if self.datatype in _INTEGERS:
                return int(self.value)
            if self.datatype in _DECIMALS:
                from decimal import Decimal

                return Decimal(self.value)
            if self.datatype in _DOUBLES:
                return float(self.value)
            if self.datatype == XSD + "boolean":
                return {"true": True, "1": True, "false": False, "0": False}[self.value]
            if self.datatype == XSD + "date":
                return date.fromisoformat(self.value)
        except (ValueError, KeyError, ArithmeticError):  # the last is what Decimal raises
            pass
        return self.value


@dataclass(frozen=True, slots=True)
class BlankNode:
    """A node without a name. kg makes none; a foreign query or store may."""

    value: str

    def sparql(self) -> str:
        """Returns the term as N-Quads writes it."""
        return f"_:{self.value}"


Term = Iri | Literal | BlankNode
