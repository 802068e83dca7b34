"""A real Chromium without a network, for tests marked `browser`."""

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

CHROMIUM_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
CHROMIUM_FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)

OpenPage = Callable[..., Page]


def find_chromium() -> str:
    """Returns the browser of KG_CHROMIUM or of the system; fails, saying how to install one."""
    wished = os.environ.get("KG_CHROMIUM")
    for name in (wished,) if wished else CHROMIUM_NAMES:
        found = shutil.which(name)
        if found:
            return found
    pytest.fail(
        f"no Chromium for the browser tests ({wished or ', '.join(CHROMIUM_NAMES)}): "
        "apt-get install chromium, or name one with KG_CHROMIUM",
        pytrace=False,
    )


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_chromium(), args=list(CHROMIUM_FLAGS))
        yield browser
        browser.close()


@pytest.fixture
def open_page(browser: Browser, tmp_path: Path) -> Iterator[OpenPage]:
    """Opens HTML as a file; at the end nothing but the file was asked for and nothing was complained about."""
    contexts: list[BrowserContext] = []
    asked: list[str] = []
    complaints: list[str] = []

    def open_html(html: str, address: str = "", *, size: tuple[int, int] = (1280, 900), **options: Any) -> Page:
        path = tmp_path / f"page{len(contexts)}.html"
        path.write_text(html, "utf-8")
        options = {"viewport": {"width": size[0], "height": size[1]}, "offline": True, **options}
        context = browser.new_context(**options)
        contexts.append(context)
        context.set_default_timeout(10_000)
        page = context.new_page()
        page.on("request", lambda request: asked.append(request.url))
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
        page.on("dialog", lambda dialog: (complaints.append(dialog.message), dialog.dismiss()))
        page.goto(path.as_uri() + address)
        return page

    yield open_html
    for context in contexts:
        context.close()
    assert {url.partition("#")[0] for url in asked} <= {
        (tmp_path / f"page{i}.html").as_uri() for i in range(len(contexts))
    }
    assert complaints == []
