"""Whatever an article says is shown as words and does nothing else."""

import pytest
from playwright.sync_api import expect

from kg.view.page import render_page
from tests.view.factory import HOSTILE, make_hostile_view

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def hostile_html() -> str:
    return render_page(make_hostile_view(), title=HOSTILE[0])


def test_nothing_runs_when_the_page_opens(open_page, hostile_html):
    page = open_page(hostile_html)
    assert page.evaluate("window.pwned") is None
    assert page.locator("img, iframe, object, embed, base, form[action]").count() == 0
    assert page.locator("script").count() == 5


def test_nothing_runs_when_every_node_and_edge_is_opened(open_page, hostile_html):
    page = open_page(hostile_html)
    opened = page.evaluate(
        """async () => {
          const data = JSON.parse(document.getElementById("kg-data").textContent);
          const panel = document.getElementById("panel");
          let opened = 0;
          for (const { id } of [...data.nodes, ...data.edges]) {
            location.hash = id;
            await new Promise((done) => setTimeout(done));
            opened += panel.querySelectorAll("#panel-title").length;
            if (panel.querySelector("script, img, svg[onload], [style]")) return id;
          }
          return opened === data.nodes.length + data.edges.length;
        }"""
    )
    assert opened is True
    for lang in ("de", "fr", "en"):
        page.select_option("#lang", lang)
    assert page.evaluate("window.pwned") is None


def test_hostile_words_are_shown_letter_for_letter(open_page, hostile_html):
    page = open_page(hostile_html, "#p-0")
    assert page.locator("#panel-title").inner_text() == HOSTILE[0]
    page.fill("#search", "script")
    expect(page.locator("#hits")).to_contain_text("</script><script>")
    assert page.evaluate("window.pwned") is None


def test_only_web_addresses_become_links(open_page, hostile_html):
    page = open_page(hostile_html)
    targets = page.evaluate("() => [...document.querySelectorAll('a')].map((a) => a.getAttribute('href'))")
    assert all(target.startswith(("#", "https://example.org/")) for target in targets)
    outward = page.locator("a[href^=https]")
    assert outward.count() > 0
    for link in outward.all():
        assert link.get_attribute("rel") == "noopener noreferrer"


def test_direction_overrides_do_not_reach_the_page(open_page, hostile_html):
    text = open_page(hostile_html).locator("body").inner_text()
    assert not set(text) & set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
    assert "Override gpj.exe" in text
