"""The page in a real browser with the network cut: looked at, clicked through, driven by keyboard."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from kg.view.page import render_page
from tests.view.factory import make_event_view, make_large_view, read_seed_view

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def seed_html() -> str:
    return render_page(read_seed_view(), title="One visit")


@pytest.fixture(scope="module")
def events_html() -> str:
    return render_page(make_event_view())


def find_rows(page: Page) -> list[str]:
    """Returns the first cells' and names' text of the fact rows that are shown."""
    return [row.inner_text() for row in page.locator("#fact-table tbody tr:visible").all()]


def find_chosen(page: Page) -> str:
    return page.locator("#panel-title").inner_text()


def test_the_picture_shows_every_kind_in_its_colour(open_page, seed_html):
    page = open_page(seed_html)
    seen = page.evaluate(
        """() => {
          const canvas = document.querySelector("#picture canvas");
          const pixels = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height).data;
          const colours = new Set();
          for (let i = 0; i < pixels.length; i += 4)
            colours.add("#" + [0, 1, 2].map((k) => pixels[i + k].toString(16).padStart(2, "0")).join(""));
          const style = getComputedStyle(document.documentElement);
          return ["person", "agency", "country", "meeting", "award"].filter((kind) =>
            colours.has(style.getPropertyValue("--" + kind).trim()));
        }"""
    )
    assert seen == ["person", "agency", "country", "meeting", "award"]


def test_a_click_on_a_person_shows_posts_meetings_and_the_quote(open_page, seed_html):
    page = open_page(seed_html)
    place = page.evaluate("document.getElementById('picture').placeOf('p-celine-berthon')")
    page.mouse.click(place["x"], place["y"])
    panel = page.locator("#panel")
    expect(panel.locator("h2")).to_have_text("Celine Berthon")
    expect(panel).to_contain_text("Generaldirektorin für Innere Sicherheit")
    expect(panel).to_contain_text("hielt Herr Hammouchi eine Reihe strategischer Treffen")
    expect(panel).to_contain_text("APAnews")
    assert page.url.endswith("#p-celine-berthon")


def test_a_click_on_a_line_says_what_the_two_have_to_do_with_each_other(open_page, seed_html):
    page = open_page(seed_html)
    place = page.evaluate("document.getElementById('picture').placeOf('p-celine-berthon_m-berthon')")
    page.mouse.click(place["x"], place["y"])
    expect(page.locator("#panel h2")).to_have_text("host")
    expect(page.locator("#panel")).to_contain_text("hielt Herr Hammouchi")


def test_a_click_beside_everything_closes_the_panel(open_page, seed_html):
    page = open_page(seed_html, "#p-celine-berthon")
    frame = page.locator("#picture").bounding_box()
    page.mouse.click(frame["x"] + 4, frame["y"] + 4)
    expect(page.locator("#panel-title")).to_have_count(0)
    assert "#" not in page.url


def test_a_meeting_shows_who_took_part_when_where_about_what(open_page, seed_html):
    panel = open_page(seed_html, "#m-visit").locator("#panel")
    for words in ("took place", "26–28 June 2024", "France", "Abdellatif Hammouchi guest", "drug trafficking"):
        expect(panel).to_contain_text(words)
    expect(panel).to_contain_text("accompanying with Abdellatif Hammouchi")
    expect(panel).to_contain_text("Dieser Besuch, der vom 26. bis 28. Juni stattfand")
    expect(panel.locator("section", has_text="Includes").locator("li")).to_have_count(3)


def test_search_ignores_accents_and_works_by_keyboard(open_page, seed_html):
    page = open_page(seed_html)
    page.keyboard.press("/")
    page.keyboard.type("frederic")
    expect(page.locator("#hits li").first).to_contain_text("Frédéric Veaux")
    assert page.locator("#search").get_attribute("aria-activedescendant") == "hit-0"
    page.keyboard.press("ArrowDown")
    assert page.locator("#search").get_attribute("aria-activedescendant") == "hit-1"
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Enter")
    assert find_chosen(page) == "Frédéric Veaux"
    expect(page.locator("#panel-title")).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator("#search")).to_be_focused()


def test_search_finds_acronyms_aliases_and_names_in_other_languages(open_page, seed_html):
    page = open_page(seed_html)
    for typed, wanted in (
        ("dgsi", "Innere Sicherheit"),
        ("territorial", "Territorialüberwachung"),
        ("maroc", "Morocco"),
    ):
        page.fill("#search", typed)
        expect(page.locator("#hits li").first).to_contain_text(wanted)
    page.fill("#search", "nobody at all")
    expect(page.locator("#hits")).to_have_text("Nothing found")


def test_the_picture_is_walked_with_arrow_keys(open_page, seed_html):
    page = open_page(seed_html)
    page.focus("#picture")
    live = page.locator("#live")
    expect(live).to_contain_text("Abdellatif Hammouchi, Person")
    heard = set()
    for key in ("ArrowRight", "ArrowLeft", "ArrowUp", "ArrowDown"):
        page.keyboard.press(key)
        heard.add(live.inner_text())
    assert len(heard) > 1
    page.keyboard.press("Enter")
    expect(page.locator("#panel-title")).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator("#panel-title")).to_have_count(0)
    expect(page.locator("#picture")).to_be_focused()


def test_shift_and_arrow_stop_at_the_line_between(open_page, seed_html):
    page = open_page(seed_html, "#p-celine-berthon")
    page.focus("#picture")
    for key in ("ArrowLeft", "ArrowRight", "ArrowUp", "ArrowDown"):
        page.keyboard.press(f"Shift+{key}")
        if "host" in page.locator("#live").inner_text():
            break
    page.keyboard.press("Enter")
    assert re.search("host|Generaldirektorin", find_chosen(page))


def test_every_control_is_reached_by_tab_and_has_a_name(open_page, seed_html):
    page = open_page(seed_html)
    reached = []
    for _ in range(30):
        page.keyboard.press("Tab")
        reached.append(
            page.evaluate(
                """() => {
                  const e = document.activeElement;
                  const label = e.ariaLabel || e.labels?.[0]?.textContent || e.textContent;
                  return [e.id || e.name || e.tagName, label.trim()];
                }"""
            )
        )
    names = [name for name, _ in reached]
    for control in (
        "search",
        "lang",
        "kind",
        "status",
        "topic",
        "country",
        "from",
        "to",
        "undated",
        "show-all",
        "picture",
    ):
        assert control in names
    assert all(label for _, label in reached)


def test_topic_filter_includes_narrower_topics(open_page, seed_html):
    page = open_page(seed_html)
    page.select_option("#topic", "police-cooperation")
    rows = find_rows(page)
    assert any("Veaux" in row for row in rows)
    assert not any("Berthon" in row for row in rows)
    page.select_option("#topic", "organised-crime")
    assert any("Berthon" in row for row in find_rows(page))


def test_kind_filter_hides_nodes_and_their_rows(open_page, seed_html):
    page = open_page(seed_html)
    page.uncheck("input[value=award]")
    assert not any("Goldmedaille" in row for row in find_rows(page))
    expect(page.locator("#count")).to_contain_text("16 of 17 nodes, 9 of 10 facts")
    page.click("#show-all")
    expect(page.locator("#count")).to_contain_text("17 of 17 nodes, 10 of 10 facts")


def test_country_filter_keeps_what_has_to_do_with_it(open_page, seed_html):
    page = open_page(seed_html)
    page.select_option("#country", "MA")
    expect(page.locator("#count")).to_contain_text("10 of 10 facts")


def test_date_range_keeps_what_overlaps_it(open_page, events_html):
    page = open_page(events_html)
    page.fill("#from", "2024-02-15")
    page.fill("#to", "2024-12-31")
    page.dispatch_event("#to", "change")
    text = "\n".join(find_rows(page))
    assert "March meeting host" in text
    assert "January meeting host" not in text
    assert "Undated meeting host" not in text
    expect(page.locator("#count")).to_contain_text("1 without a date are left out")
    page.check("#undated")
    assert "Undated meeting host" in "\n".join(find_rows(page))


def test_status_filter_tells_held_planned_and_cancelled_apart(open_page, events_html):
    page = open_page(events_html)
    page.uncheck("input[value=held]")
    text = "\n".join(find_rows(page))
    assert "January meeting host" not in text
    assert "planned" in text
    assert "cancelled" in text


def test_choosing_what_a_filter_hides_shows_everything_again(open_page, events_html):
    page = open_page(events_html)
    page.uncheck("input[value=person]")
    page.fill("#search", "March meeting host")
    expect(page.locator("#hits li").first).to_contain_text("hidden by the filters")
    page.keyboard.press("Enter")
    assert find_chosen(page) == "March meeting host"
    expect(page.locator("input[value=person]")).to_be_checked()


def test_a_click_on_a_heading_sorts_the_table_both_ways(open_page, events_html):
    page = open_page(events_html)
    first = page.locator("#fact-table tbody tr").first
    page.get_by_role("button", name="When").click()
    expect(page.locator("#fact-table th").first).to_have_attribute("aria-sort", "ascending")
    expect(first).to_contain_text("January")
    page.get_by_role("button", name="When").click()
    expect(page.locator("#fact-table th").first).to_have_attribute("aria-sort", "descending")
    expect(first).to_contain_text("2025")
    expect(page.locator("#fact-table tbody tr").last).to_contain_text("no date")


def test_a_row_opens_its_fact_and_is_marked(open_page, seed_html):
    page = open_page(seed_html)
    page.locator("#fact-table tbody tr", has_text="Veaux").first.locator("th a").click()
    assert "Frédéric Veaux" in find_chosen(page)
    expect(page.locator("tr.chosen")).to_have_count(1)
    page.keyboard.press("Escape")
    assert page.evaluate("document.activeElement.tagName") == "A"


def test_a_post_opens_as_the_line_between_person_and_agency(open_page, seed_html):
    page = open_page(seed_html)
    page.locator("#fact-table tbody tr", has_text="Generaldirektorin").last.locator("th a").click()
    assert find_chosen(page) == "Generaldirektorin für Innere Sicherheit"


def test_the_language_switch_reaches_interface_labels_and_table(open_page, seed_html):
    page = open_page(seed_html, "#m-visit")
    page.select_option("#lang", "de")
    expect(page.locator("html")).to_have_attribute("lang", "de")
    expect(page.locator("#panel")).to_contain_text("26.–28. Juni 2024")
    expect(page.locator("#panel")).to_contain_text("Drogenhandel")
    expect(page.locator("#fact-table tbody tr").first).to_contain_text("fand statt")
    expect(page.locator("#filters")).to_contain_text("Behörden")
    page.select_option("#lang", "fr")
    expect(page.locator("#panel")).to_contain_text("trafic de drogue")
    expect(page.locator("#picture")).to_have_attribute("aria-label", "Image : qui a rencontré qui")


def test_a_deep_link_opens_and_the_back_button_goes_back(open_page, seed_html):
    page = open_page(seed_html, "#p-nicolas-lerner")
    assert find_chosen(page) == "Nicolas Lerner"
    page.locator("#panel a", has_text="Meeting: ").first.click()
    assert find_chosen(page) == "Abdellatif Hammouchi, Nicolas Lerner"
    page.go_back()
    expect(page.locator("#panel-title")).to_have_text("Nicolas Lerner")


def test_an_unknown_or_broken_address_is_ignored(open_page, seed_html):
    page = open_page(seed_html, "#nobody")
    for address in ("#%E0%A4%A", "#__proto__", "#<img src=x>", "#"):
        expect(page.locator("#panel-title")).to_have_count(0)
        page.evaluate("(address) => { location.hash = address }", address)
    expect(page.locator("#panel-title")).to_have_count(0)


def test_a_narrow_window_has_no_sideways_scrolling_and_the_panel_at_its_foot(open_page, seed_html):
    page = open_page(seed_html, "#m-berthon", size=(380, 760))
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert page.evaluate("getComputedStyle(document.getElementById('panel')).position") == "fixed"
    place = page.evaluate("document.getElementById('picture').placeOf('m-berthon')")
    assert place["y"] < page.locator("#panel").bounding_box()["y"]


def test_without_scripts_the_tables_say_it_all(open_page, seed_html):
    page = open_page(seed_html, java_script_enabled=False)
    expect(page.locator(".explorer")).to_be_hidden()
    expect(page.locator("#fact-table tbody tr")).to_have_count(10)
    expect(page.locator("#fact-table")).to_contain_text("Darüber hinaus traf Herr Hammouchi")
    expect(page.locator("noscript p")).to_contain_text("Without scripts")


def test_printing_leaves_out_the_controls_and_uses_light_colours(open_page, seed_html):
    page = open_page(seed_html, color_scheme="dark")
    page.emulate_media(media="print")
    expect(page.locator("#filters")).to_be_hidden()
    expect(page.locator("#fact-table")).to_be_visible()
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    assert page.evaluate("getComputedStyle(document.body).color") == "rgb(27, 35, 48)"


def test_the_dark_scheme_repaints_the_picture(open_page, seed_html):
    page = open_page(seed_html)
    page.emulate_media(color_scheme="dark")
    page.wait_for_function(
        """() => {
          const c = document.querySelector("#picture canvas");
          const d = c.getContext("2d").getImageData(0, 0, c.width, c.height).data;
          for (let i = 0; i < d.length; i += 4)
            if (d[i] === 0x47 && d[i + 1] === 0x96 && d[i + 2] === 0xe0) return true;
        }"""
    )


def test_the_page_can_fetch_nothing_and_write_no_markup(browser, tmp_path: Path, seed_html):
    path = tmp_path / "page.html"
    path.write_text(seed_html, "utf-8")
    page = browser.new_page()
    page.goto(path.as_uri())
    assert page.evaluate("fetch('https://example.org/').then(() => 'fetched', () => 'refused')") == "refused"
    attempts = (
        "document.body.innerHTML = '<b>x</b>'",
        "document.write('x')",
        "setTimeout('window.pwned = 1')",
        "document.body.setAttribute('onclick', 'window.pwned = 1')",
        "document.createElement('script').textContent = 'window.pwned = 1'",
    )
    for attempt in attempts:
        assert (
            page.evaluate(f"() => {{ try {{ {attempt}; return 'done' }} catch {{ return 'refused' }} }}") == "refused"
        )
    page.close()


def test_a_thousand_nodes_are_shown_quickly(open_page, record_property):
    page = open_page(render_page(make_large_view(1000)))
    page.wait_for_selector("#picture canvas")
    shown = page.evaluate(
        "() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done(performance.now()))))"
    )
    record_property("shown_milliseconds", round(shown))
    assert shown < 6000  # 1.1 s on two idle cores; wide, because cores are shared
    expect(page.locator("#fact-table tbody tr:visible")).to_have_count(200)
    page.click("#more-facts")
    expect(page.locator("#fact-table tbody tr:visible")).to_have_count(870)
