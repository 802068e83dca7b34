"""Takes docs/viewer.png anew: the seed's page with one meeting open, as the README shows it.

    .venv/bin/python -m tests.view.take_picture [docs/viewer.png] [#id of what is open]

Same page, same browser, same fonts: same picture. The positions are computed, so nothing moves between two runs.
"""

import sys
import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

from kg.facts import locate_quotes, read_sheet
from kg.rdf import nquads_of
from kg.store.embedded import EmbeddedStore
from kg.store.reference import read_reference
from kg.text import read_article
from kg.view import ViewGraph, collect_view, write_page
from tests.view.conftest import CHROMIUM_FLAGS, find_chromium
from tests.view.factory import SEED

SIZE = {"width": 1280, "height": 860}


def read_seed() -> ViewGraph:
    """Returns the view of the seed, on its whole way through fact sheet, RDF and store."""
    article = read_article(SEED.with_suffix(".txt"))
    store = EmbeddedStore()
    store.load(read_reference())
    store.load(nquads_of(locate_quotes(read_sheet(SEED), article.text), article.text))
    return collect_view(store)


def take_picture(page_path: Path, png_path: Path, address: str = "", scheme: str = "light") -> None:
    """Opens a page as a file in a browser without a network and saves what the window shows."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_chromium(), args=list(CHROMIUM_FLAGS))
        context = browser.new_context(viewport=SIZE, color_scheme=scheme, offline=True, reduced_motion="reduce")
        page = context.new_page()
        page.goto(page_path.absolute().as_uri() + address)
        page.wait_for_selector("#picture canvas")
        page.evaluate("() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")
        page.screenshot(path=png_path, animations="disabled")
        browser.close()


def main() -> None:
    view = read_seed()
    target = Path(sys.argv[1] if len(sys.argv) > 1 else "docs/viewer.png")
    within = [fact for fact in view.facts if any(taker.role == "frame" for taker in fact.takers)]
    address = sys.argv[2] if len(sys.argv) > 2 else f"#{within[0].id}"
    with tempfile.TemporaryDirectory() as folder:
        page_path = Path(folder) / "graph.html"
        write_page(view, page_path)
        take_picture(page_path, target, address)


if __name__ == "__main__":
    main()
