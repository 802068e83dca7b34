"""Whether words of a model stand in the text: letter for letter, but for white space."""

import re
from collections.abc import Sequence

# Endings may differ between the text and a base form ("Nationalen", "National"); a stem of this many letters counts.
STEM_LETTERS = 4
WORD_LETTERS_MIN = 4

_WORD = re.compile(r"\w+")


def stands_in(form: str, text: str, genitives: Sequence[str] = ()) -> bool:
    """Whether a name stands in a text as words of its own.

    Args:
        form: the name; white space in it fits any white space.
        text: the text.
        genitives: endings that the name may carry there.
    """
    words = form.split()
    if not words or not any(letter.isalnum() for letter in form):
        return False
    ending = "".join(f"|{re.escape(each)}" for each in genitives)
    pattern = r"\s+".join(map(re.escape, words))
    return re.search(rf"(?<!\w){pattern}(?:{ending})(?!\w)", text) is not None


def same_words(words: str, text: str) -> bool:
    """Whether each longer word has the stem of a word of the text; endings and compounds may differ."""
    stems = {_stem(word) for word in _WORD.findall(text.casefold())}
    wanted = [word for word in _WORD.findall(words.casefold()) if len(word) >= WORD_LETTERS_MIN]
    return all(_stem(word) in stems for word in wanted) and (bool(wanted) or stands_in(words, text))


def alike(title: str, other: str) -> bool:
    """Whether all the longer words of one title stand in the other: "minister" and "foreign minister" are alike,
    "interior minister" and "foreign minister" are not."""
    one, two = (
        {_stem(word) for word in _WORD.findall(words.casefold()) if len(word) >= WORD_LETTERS_MIN}
        for words in (title, other)
    )
    return bool(one and two) and (one <= two or two <= one)


def _stem(word: str) -> str:
    return word[: max(STEM_LETTERS, len(word) - 3)]
