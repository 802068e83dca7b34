"""One self-contained HTML file: picture, side panel, search, filters and tables; it asks the network for nothing.

pyvis renders the page from a template of ours (web/page.html) in which style, scripts (vis-network from pyvis, and
web/*.js), data and tables stand in the file itself. A Content-Security-Policy names each script and style by its hash
and forbids everything else: other scripts, all requests, forms, and any script that writes markup.
"""

import base64
import hashlib
import os
import tempfile
from collections import Counter
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from kg.errors import UnreadableError
from kg.version import VERSION
from kg.view.data import make_data
from kg.view.model import NODE_KINDS, STATUSES, ViewGraph
from kg.view.naming import Names, Said, name_nodes, pick, say_each
from kg.view.picture import build_network
from kg.view.safety import clean_text, write_json
from kg.view.tables import FactRow, NameRow, make_fact_rows, make_name_rows
from kg.view.wording import LANGS, Words, load_words

WEB_DIR = Path(__file__).parent / "web"
#: Run as the page is read, before anything is shown.
EARLY_SCRIPT = 'document.documentElement.classList.add("js");'
#: The page's own script, in the order in which it is put together.
SCRIPTS = (
    "state.js",
    "dom.js",
    "picture.js",
    "overlay.js",
    "panel.js",
    "filters.js",
    "search.js",
    "tables.js",
    "keys.js",
    "main.js",
)
#: Rows of a table shown at first where there are scripts (tables.js has the same number): laying out 1,400 rows costs a
#: browser half a second.
TABLE_ROWS = 200
DEFAULT_TITLE = "Who met whom"


@dataclass(frozen=True, slots=True)
class Page:
    """What the template reads beside pyvis' nodes, edges and options."""

    lang: str
    langs: tuple[tuple[str, str], ...]
    words: dict[str, str]
    title: str
    version: str
    policy: str
    style: str
    scripts: tuple[str, ...]
    data: str
    summary: Said
    truncated: Said | None
    made_by: Said
    kinds: tuple[tuple[str, int], ...]
    statuses: tuple[tuple[str, int], ...]
    facts: tuple[FactRow, ...]
    names: tuple[NameRow, ...]
    rows: int

    def pick(self, said: Said) -> str:
        """Returns the string of the page's first language."""
        return pick(said, self.lang)

    def write(self, said: Said) -> str:
        """Returns a value as JSON, for an attribute."""
        return write_json(said)


def render_page(view: ViewGraph, lang: str = "en", title: str = DEFAULT_TITLE) -> str:
    """Returns the page as one HTML document.

    Args:
        view: what to show; links.limit_view makes a large one fit: the page is quick up to some thousand nodes.
        lang: language it starts in, one of wording.LANGS; the reader can change it.
        title: of the page, plain text.

    Raises:
        InputError: the page does not speak `lang`.
    """
    words = load_words(lang)
    names = name_nodes(view)
    network = build_network(view, names, lang)
    network.set_template_dir(str(WEB_DIR), "page.html")
    network.templateEnv.autoescape = True
    network.templateEnv.globals["page"] = _make_page(view, names, words, title)
    return str(network.generate_html())


def write_page(view: ViewGraph, path: Path, lang: str = "en", title: str = DEFAULT_TITLE) -> None:
    """Writes the page, UTF-8, whole or not at all: a reader never finds half a file.

    Raises:
        InputError: the page does not speak `lang`.
        UnreadableError: the file cannot be written.
    """
    html = render_page(view, lang, title).encode("utf-8")
    try:
        handle, name = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(html)
            Path(name).chmod(0o666 & ~_read_umask())
            Path(name).replace(path)
        except BaseException:
            Path(name).unlink(missing_ok=True)
            raise
    except OSError as error:
        raise UnreadableError(f"{str(path)!r} cannot be written: {error.strerror}; choose another file") from None


def _read_umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def _make_page(view: ViewGraph, names: Names, words: Words, title: str) -> Page:
    style = (WEB_DIR / "page.css").read_text("utf-8")
    scripts = (EARLY_SCRIPT, _read_vis_network(), _read_script())
    kinds = Counter(node.kind for node in view.nodes)
    statuses = Counter(fact.status for fact in view.facts if fact.kind == "meeting")
    counts = {"facts": len(view.facts), "sources": len(view.sources)}
    shown = {"shown": len(view.nodes) - kinds["country"], "total": view.total}
    return Page(
        lang=words.lang,
        langs=tuple((code, load_words(code).name) for code in LANGS),
        words=dict(words.texts),
        title=clean_text(title),
        version=VERSION,
        policy=_make_policy(style, scripts),
        style=style,
        scripts=scripts,
        data=write_json(make_data(view, names, words.lang)),
        summary=say_each(lambda each: each.say("page.summary", **counts)),
        truncated=say_each(lambda each: each.say("page.truncated", **shown)) if view.total else None,
        made_by=say_each(lambda each: each.say("page.made_by", version=VERSION)),
        kinds=tuple((kind, kinds[kind]) for kind in NODE_KINDS),
        statuses=tuple((status, statuses[status]) for status in STATUSES),
        facts=make_fact_rows(view, names),
        names=make_name_rows(view, names, words.lang),
        rows=TABLE_ROWS,
    )


def _make_policy(style: str, scripts: tuple[str, ...]) -> str:
    """Returns the Content-Security-Policy. img-src data: is for the empty icon, which spares a server a request."""
    hashes = " ".join(_hash_source(script) for script in scripts)
    return (
        f"default-src 'none'; script-src {hashes}; style-src {_hash_source(style)}; img-src data:; base-uri 'none'; "
        "form-action 'none'; require-trusted-types-for 'script'; trusted-types 'none'"
    )


def _hash_source(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode('utf-8')).digest()).decode('ascii')}'"


@cache
def _read_vis_network() -> str:
    """Returns the script of vis-network that pyvis ships, without the pointer to its source map."""
    import pyvis

    folder = Path(pyvis.__file__).parent / "templates" / "lib"
    found = sorted(folder.glob("vis-9.1.*/vis-network.min.js"))
    if not found:
        raise UnreadableError(f"{str(folder)!r} has no vis-network 9.1: install pyvis 0.3.2 again")
    return _check_script(found[-1].read_text("utf-8").rpartition("//# sourceMappingURL")[0])


def _read_script() -> str:
    parts = [(WEB_DIR / name).read_text("utf-8").strip() for name in SCRIPTS]
    return _check_script('(() => {\n"use strict";\n' + "\n\n".join(parts) + "\n})();")


def _check_script(script: str) -> str:
    """Returns the script; a browser would end or misread it at these strings, whatever quotes stand around them."""
    for end in ("</script", "<!--"):
        if end in script.lower():
            raise UnreadableError(f"a script of the page has {end!r}: it cannot stand in the page")
    return script
