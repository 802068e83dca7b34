"""Makes what articles say harmless before it enters a page.

Names, titles, quotes and addresses come from strangers. Letters that change how the text around them is shown or read
(control characters, direction overrides, lone surrogates) are taken out, addresses are kept only where they are plain
web addresses, and JSON is written so that no value can end the script element that holds it. Markup is not touched
here: the template escapes it and the page's script only ever sets text.
"""

import json
import re
from urllib.parse import urlsplit

#: Controls but tab and line feed, embeddings, overrides and isolates of direction, lone surrogates, non-characters.
_HARMFUL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]")
_UNSAFE_IN_ADDRESS = re.compile("[\\s\x00-\x20\x7f-\x9f\"'<>\\\\^`{|}]")
_SCRIPT_ENDS = {"<": "\\u003c", ">": "\\u003e", "&": "\\u0026", "\u2028": "\\u2028", "\u2029": "\\u2029"}
_SCRIPT_END = re.compile("[<>&\u2028\u2029]")


def clean_text(text: str) -> str:
    """Returns the text without the letters that could disturb what stands beside it; \\r becomes \\n."""
    return _HARMFUL.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def is_web_address(address: str) -> bool:
    """Whether a link may lead there: http or https with a host, and nothing that could end an attribute."""
    if _UNSAFE_IN_ADDRESS.search(address):
        return False
    try:
        parts = urlsplit(address)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(parts.hostname)


def write_json(value: object) -> str:
    """Returns JSON that may stand inside a script element."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return _SCRIPT_END.sub(lambda match: _SCRIPT_ENDS[match.group()], text)
