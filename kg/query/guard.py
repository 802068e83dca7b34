"""The door for queries from outside: lets SPARQL 1.1 queries in, keeps everything out that writes or reaches out.

Refused are updates, SERVICE and FROM (engines fetch what these name), and escapes with which code could be hidden: some
engines resolve them before they look for strings and comments, others after.
"""

import re

from kg.errors import QueryError
from kg.store.tokens import FORMS, Token, position, read_tokens

UPDATES = ("INSERT", "DELETE", "LOAD", "CLEAR", "DROP", "CREATE", "ADD", "MOVE", "COPY", "WITH")
_REASONS = {
    "SERVICE": "asking other services is refused; load what they know into the workspace",
    "FROM": "choosing graphs with FROM is refused; use GRAPH in the pattern",
}
_ESCAPE = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})")


def check_query(sparql: str) -> str:
    """Returns the form of a query ("SELECT", "ASK", "CONSTRUCT" or "DESCRIBE") if it only reads this store.

    Raises:
        QueryError: it is an update, uses SERVICE or FROM, or is no query at all.
    """
    form = ""
    for token in read_tokens(sparql):
        if _hides_code(token):
            raise _refuse(sparql, token, "this escape is refused; write the character itself")
        if token.word in _REASONS:
            raise _refuse(sparql, token, _REASONS[token.word])
        if not form and token.word in UPDATES:
            raise _refuse(sparql, token, "updates are refused; the graph changes through articles and sheets")
        if not form and token.word in FORMS:
            form = token.word
    if not form:
        raise QueryError(f"query: no {', '.join(FORMS[:-1])} or {FORMS[-1]}; SPARQL 1.1 is expected")
    return form


def _hides_code(token: Token) -> bool:
    """Tells whether an escape would mean something else to an engine that resolves escapes first."""
    escapes = [int(found.group(1) or found.group(2), 16) for found in _ESCAPE.finditer(token.text)]
    return bool(escapes) and (token.kind != "string" or any(code in b"\"'\\\n\r" for code in escapes if code < 128))


def limit_rows(sparql: str, rows: int) -> str:
    """Returns the query with a LIMIT of at most `rows`; a smaller one of its own stays. ASK is left as it is.

    The query must have passed `check_query`.
    """
    tokens = [token for token in read_tokens(sparql) if token.is_code]
    if next((token.word for token in tokens if token.word in FORMS), "") == "ASK":
        return sparql
    depth, end, limit = 0, len(sparql), None
    for index, token in enumerate(tokens):
        depth += (token.text == "{") - (token.text == "}")
        if depth == 0 and token.word == "LIMIT" and index + 1 < len(tokens):
            limit = tokens[index + 1]
        if depth == 0 and token.word == "VALUES":
            end = token.start
            break
    if limit is not None:
        if limit.text.isdigit() and int(limit.text) <= rows:
            return sparql
        return f"{sparql[: limit.start]}{rows}{sparql[limit.start + len(limit.text) :]}"
    return f"{sparql[:end]}\nLIMIT {rows}\n{sparql[end:]}"


def _refuse(sparql: str, token: Token, reason: str) -> QueryError:
    line, column = position(sparql, token.start)
    return QueryError(f"query:{line}:{column}: {token.text!r}: {reason}")
