"""Names without what their spellings differ by: case, accents, marks of transliteration."""

import re
import unicodedata

_FOLDED_LETTERS = str.maketrans(
    {"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ł": "l", "ı": "i"} | dict.fromkeys("ʿʾ’'‘`", "")
)
_WORD = re.compile(r"\w+")


def fold(text: str) -> str:
    """Returns the words of a text in lower case, without accents and transliteration marks, single blanks between."""
    letters = unicodedata.normalize("NFKD", text.casefold().translate(_FOLDED_LETTERS))
    return " ".join(_WORD.findall("".join(letter for letter in letters if not unicodedata.combining(letter))))
