"""An article with its finds marked, as one self-contained HTML page without a script.

Nothing that an article says can become markup: every letter is escaped, letters that steer how a text is shown are
taken out, and a Content-Security-Policy forbids scripts and all requests.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from html import escape
from pathlib import Path

from kg.extract.annotation import FACT_KINDS, NAME_KINDS, Mark, MarkKind, Stretch, cut_stretches, number_facts
from kg.text import Article
from kg.view.safety import clean_text, is_web_address

STYLE_FILE = Path(__file__).parent / "web" / "annotated.css"
POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"

Numbers = Mapping[tuple[MarkKind, str], int]


def render_annotated(article: Article, marks: Sequence[Mark]) -> str:
    """Returns the page.

    Args:
        article: the article.
        marks: as kg.extract.annotation.annotate gives them.
    """
    numbers = number_facts(marks)
    title = _safe(article.title or article.id)
    about = " · ".join(_safe(part) for part in (article.publisher, article.published, article.language) if part)
    if article.url and is_web_address(article.url):
        about += f' · <a href="{_safe(article.url)}" rel="noopener noreferrer">source</a>'
    return "\n".join(
        (
            "<!doctype html>",
            f'<html lang="{_safe(article.language)}">',
            "<head>",
            '<meta charset="utf-8">',
            f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">',
            '<meta name="viewport" content="width=device-width, initial-scale=1">',
            f"<title>{title}</title>",
            f"<style>\n{STYLE_FILE.read_text('utf-8')}</style>",
            "</head>",
            "<body>",
            f"<header><h1>{title}</h1><p>{about}</p>{_legend()}</header>",
            f'<main><div class="text" dir="auto">{_text(article.text, marks, numbers)}</div></main>',
            f"<aside>{_facts(marks, numbers)}{_names(marks)}</aside>",
            "</body>",
            "</html>",
            "",
        )
    )


def _safe(text: str) -> str:
    return escape(clean_text(text))


def _legend() -> str:
    return f'<p class="legend">{" ".join(f"<span class={k!r}>{k}</span>" for k in (*FACT_KINDS, *NAME_KINDS))}</p>'


def _text(text: str, marks: Sequence[Mark], numbers: Numbers) -> str:
    ending: dict[int, dict[int, None]] = defaultdict(dict)
    for mark in marks:
        if mark.kind in FACT_KINDS:
            ending[mark.end][numbers[mark.kind, mark.label]] = None
    shown: set[int] = set()
    parts = []
    for stretch in cut_stretches(text, marks):
        parts.append(_stretch(text, stretch))
        for number in ending.get(stretch.end, ()):
            anchor = "" if number in shown else f' id="t{number}"'
            shown.add(number)
            parts.append(f'<sup><a{anchor} href="#f{number}">{number}</a></sup>')
    return "".join(parts)


def _stretch(text: str, stretch: Stretch) -> str:
    words = _safe(text[stretch.start : stretch.end])
    if not stretch.marks:
        return words
    kinds = dict.fromkeys(mark.kind for mark in stretch.marks)
    classes = [*kinds, *(["pending"] if all(mark.pending for mark in stretch.marks) else [])]
    # The mark that covers least says most of these very words.
    label = min(stretch.marks, key=lambda mark: mark.end - mark.start).label
    return f'<mark class="{" ".join(classes)}" title="{_safe(label)}">{words}</mark>'


def _facts(marks: Sequence[Mark], numbers: Numbers) -> str:
    pending = {(mark.kind, mark.label) for mark in marks if mark.pending}
    rows = [
        f'<li id="f{number}" value="{number}"><span class="{kind}">{kind}</span> {_safe(label)}'
        f'{" <em>to review</em>" if (kind, label) in pending else ""} <a href="#t{number}">↑</a></li>'
        for (kind, label), number in numbers.items()
    ]
    return f"<h2>Facts</h2><ol>{''.join(rows)}</ol>" if rows else "<h2>Facts</h2><p>None found.</p>"


def _names(marks: Sequence[Mark]) -> str:
    counts: dict[tuple[MarkKind, str], int] = defaultdict(int)
    for mark in marks:
        if mark.kind in NAME_KINDS:
            counts[mark.kind, mark.label] += 1
    rows = [
        f'<li><span class="{kind}">{kind}</span> {_safe(label)} <small>× {count}</small></li>'
        for (kind, label), count in sorted(counts.items(), key=lambda item: (NAME_KINDS.index(item[0][0]), item[0][1]))
    ]
    return f"<h2>Names</h2><ul>{''.join(rows)}</ul>" if rows else ""
