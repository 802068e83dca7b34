"""Tells the lines of a page that are not the article: navigation, links to other articles, buttons, rights, repeats.

Only whole lines go, and only by marks that a sentence does not have; in doubt a line stays.
"""

import re
import tomllib
from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path

from kg.text.lines import Line

# Longer lines are sentences, whatever marks they hold.
FURNITURE_MAX_LENGTH = 140
# A shorter line may well be said twice (a speaker's name, a subheading).
REPEAT_MIN_LENGTH = 60
SIGN_OFF_MAX_LENGTH = 24

_LETTERS = re.compile(r"\w")
_SENTENCE_END = re.compile(r"[.!?:;…][\"'”“»)\]]*$")
_STATEMENT_END = re.compile(r"[.:;…][\"'”“»)\]]*$")
# "MN/APA", "(AFP)", "dpa/rtr": initials and agencies; at the end of an article alone.
_SIGN_OFF = re.compile(r"\(?[A-Za-z]{1,5}(?:\s?/\s?[A-Za-z]{2,8})+\)?|\([A-Za-z]{2,5}\)|[A-Z]{2,5}")
_RIGHTS = re.compile(r"©|\(c\)\s*\d{4}", re.IGNORECASE)
_TRAIL = re.compile(r"\S\s*›\s*\S|\S\s*>\s*\S[^>]*>\s*\S")
_BAR = re.compile(r"[|·•]")
_WORD = re.compile(r"[\w-]+")


def drop_furniture(lines: Sequence[Line]) -> list[Line]:
    """Returns the lines that are the article's own, in their order."""
    kept: list[Line] = []
    under_related = False
    for line in lines:
        short = len(line.text) <= FURNITURE_MAX_LENGTH
        ends_sentence = bool(_SENTENCE_END.search(line.text[-4:]))
        label, rest = _related_label(line.text) if short else ("", "")
        if label:
            under_related = not rest
        elif under_related and short and not _STATEMENT_END.search(line.text[-4:]):
            continue
        else:
            under_related = False
            if not (short and (_is_furniture(line.text) or (not ends_sentence and _is_quiet_furniture(line.text)))):
                kept.append(line)
    return _drop_sign_off(_drop_repeats(kept))


def _is_furniture(text: str) -> bool:
    return not _LETTERS.search(text) or text.startswith("©") or _navigation().match(text) is not None


def _is_quiet_furniture(text: str) -> bool:
    """Marks that a sentence could also hold; the caller has made sure that the line is short and ends none."""
    if _RIGHTS.search(text) or _TRAIL.search(text):
        return True
    words = _WORD.findall(text.casefold())
    actions = sum(1 for word in words if word in _words()["actions"])
    return (actions >= 2 and actions * 3 >= len(words)) or (actions >= 1 and _BAR.search(text) is not None)


def _related_label(text: str) -> tuple[str, str]:
    """The label at the start of a line and what follows it; "" twice where there is none."""
    found = _related().match(text)
    return (found[1], found[2]) if found else ("", "")


def _drop_sign_off(lines: list[Line]) -> list[Line]:
    while lines and len(lines[-1].text) <= SIGN_OFF_MAX_LENGTH and _SIGN_OFF.fullmatch(lines[-1].text):
        lines = lines[:-1]
    return lines


def _drop_repeats(lines: list[Line]) -> list[Line]:
    """Drops runs of lines that have all stood before, where a run holds a sentence: a second copy of the article."""
    seen: set[str] = set()
    kept: list[Line] = []
    run: list[Line] = []

    def end_run() -> None:
        if not any(len(line.text) >= REPEAT_MIN_LENGTH for line in run):
            kept.extend(run)
        run.clear()

    for line in lines:
        if line.text in seen:
            run.append(line)
            continue
        end_run()
        seen.add(line.text)
        kept.append(_first_copy(line))
    end_run()
    return kept


def _first_copy(line: Line) -> Line:
    """The first half of a line that is the same text twice with one blank between."""
    half = len(line.text) // 2
    if half < REPEAT_MIN_LENGTH or len(line.text) % 2 == 0 or line.text[:half] != line.text[half + 1 :]:
        return line
    cut = [(at, place, min(length, half - at)) for at, place, length in line.segments if at < half]
    return Line(line.text[:half], tuple(cut), line.block)


@cache
def _words() -> dict[str, frozenset[str]]:
    data = tomllib.loads(Path(__file__).with_name("page_furniture.toml").read_text("utf-8"))
    return {name: frozenset(words) for name, words in data.items()}


def _one_of(name: str) -> str:
    return "|".join(sorted(map(re.escape, _words()[name]), key=len, reverse=True))


def _compiled(pattern: Callable[[], str], flags: int = 0) -> Callable[[], re.Pattern[str]]:
    return cache(lambda: re.compile(pattern(), flags))


_navigation = _compiled(lambda: rf"(?:[«‹<←»›>→]+\s*)?(?:{_one_of('navigation')})(?:\s*[«‹<←»›>→:]|\s|$)")
_related = _compiled(lambda: rf"({_one_of('related')})\s*(?:[:>›»–|-]\s*(.*)|()$)", re.IGNORECASE)
