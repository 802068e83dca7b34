"""The page as a file: self-contained, escaped, guarded by its policy, complete without scripts."""

import base64
import hashlib
import json
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest

from kg.errors import InputError, UnreadableError
from kg.view.model import ViewGraph
from kg.view.page import TABLE_ROWS, WEB_DIR, render_page, write_page
from kg.view.picture import make_options
from tests.view.factory import HOSTILE, make_hostile_view, make_large_view, read_seed_view


class Elements(HTMLParser):
    """Collects start tags with attributes, and the text of scripts and styles."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.raw: list[tuple[str, dict[str, str | None], str]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        if self.cdata_elem:
            self.raw.append((*self.tags[-1], data))


@pytest.fixture(scope="module")
def seed_html() -> str:
    return render_page(read_seed_view(), title="One <visit> & more")


def read_policy(html: str) -> dict[str, list[str]]:
    content = next(
        attributes["content"]
        for tag, attributes in Elements(html).tags
        if tag == "meta" and attributes.get("http-equiv") == "Content-Security-Policy"
    )
    return {name: values for name, *values in (part.split() for part in content.split(";"))}


def test_nothing_is_loaded_from_elsewhere(seed_html: str) -> None:
    for tag, attributes in Elements(seed_html).tags:
        assert tag not in ("iframe", "object", "embed", "img", "base", "video", "audio")
        assert "src" not in attributes
        if tag == "link":
            assert attributes == {"rel": "icon", "href": "data:,"}
    css = (WEB_DIR / "page.css").read_text("utf-8")
    assert "url(" not in css
    assert "@import" not in css
    assert "cdn" not in seed_html.replace(re.search(r"<script>/\*\*.*?</script>", seed_html, re.S).group(), "").lower()


def test_no_attribute_holds_script_or_style(seed_html: str) -> None:
    for html in (seed_html, render_page(make_hostile_view())):
        for _, attributes in Elements(html).tags:
            assert not [name for name in attributes if name.startswith("on") or name == "style"]


def test_the_policy_names_every_script_and_style_by_its_hash(seed_html: str) -> None:
    policy = read_policy(seed_html)
    assert policy["default-src"] == ["'none'"]
    assert policy["base-uri"] == policy["form-action"] == policy["trusted-types"] == ["'none'"]
    for tag, attributes, text in Elements(seed_html).raw:
        if attributes.get("type") != "application/json":
            digest = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
            assert f"'sha256-{digest}'" in policy[f"{tag}-src"]
    assert not [word for words in policy.values() for word in words if "unsafe" in word or "http" in word]


def test_the_data_are_json_in_script_elements(seed_html: str) -> None:
    raw = {attributes["id"]: text for _, attributes, text in Elements(seed_html).raw if "id" in attributes}
    network, data = json.loads(raw["kg-network"]), json.loads(raw["kg-data"])
    assert len(network["nodes"]) == len(data["nodes"]) == 17
    assert all(isinstance(node["x"], int) and isinstance(node["y"], int) for node in network["nodes"])
    assert network["options"] == make_options()
    assert network["options"]["physics"] == {"enabled": False}
    assert {edge["id"] for edge in network["edges"]} == {edge["id"] for edge in data["edges"]}


def test_hostile_words_stay_words() -> None:
    html = render_page(make_hostile_view(), title=HOSTILE[2])
    names = [tag for tag, _ in Elements(html).tags]
    assert names.count("script") == 5
    assert not {"img", "b"} & set(names)
    assert [attributes for tag, attributes in Elements(html).tags if tag == "svg" and "onload" in attributes] == []
    assert "49" not in re.findall(r"<bdi>(.*?)</bdi>", html)


def test_the_tables_hold_every_fact_with_its_quotes_and_every_name(seed_html: str) -> None:
    view = read_seed_view()
    body = seed_html.partition('id="fact-table"')[2].partition("<script")[0]
    assert body.count("data-fact=") == len(view.facts)
    assert body.count("data-node=") == sum(node.kind in ("person", "agency", "country") for node in view.nodes)
    for fact in view.facts:
        assert f'id="{fact.id}"' in body
        for quote in fact.quotes:
            assert quote.text in body
    assert body.count("<caption") == 2
    assert body.count('scope="col"') == 11
    assert body.count('scope="row"') == body.count("<tr id=")


def test_links_lead_out_only_with_protection() -> None:
    links = [attributes for tag, attributes in Elements(render_page(make_hostile_view())).tags if tag == "a"]
    outward = [link for link in links if not link["href"].startswith("#")]
    assert outward
    assert all(link["href"].startswith("https://") for link in outward)
    assert all(link["rel"] == "noopener noreferrer" for link in outward)


@pytest.mark.parametrize(("lang", "words"), [("en", "took place"), ("de", "fand statt"), ("fr", "a eu lieu")])
def test_the_page_starts_in_the_wished_language(lang: str, words: str) -> None:
    html = render_page(read_seed_view(), lang)
    assert f'<html lang="{lang}">' in html
    assert f'<span data-t="status.held">{words}</span>' in html


def test_an_unknown_language_is_refused() -> None:
    with pytest.raises(InputError, match="unknown language 'xx'"):
        render_page(read_seed_view(), "xx")


def test_the_same_view_gives_the_same_page(seed_html: str) -> None:
    assert render_page(read_seed_view(), title="One <visit> & more") == seed_html


def test_a_cut_view_says_so() -> None:
    view = read_seed_view()
    cut = ViewGraph(view.nodes, view.facts, view.edges, view.sources, view.topics, total=4210)
    assert "Shown are 15 of 4210" in render_page(cut)
    assert "Shown are" not in render_page(view).partition("kg-data")[0]


def test_rows_beyond_the_first_are_marked_for_the_button() -> None:
    html = render_page(make_large_view(600))
    rows = html.count("data-fact=")
    assert html.partition('id="name-table"')[0].count('class="more"') == rows - TABLE_ROWS


def test_nothing_to_show_is_a_page_too() -> None:
    assert "load an article first" in render_page(ViewGraph((), (), ()))


def test_a_page_is_written_whole_in_utf8(tmp_path: Path) -> None:
    path = tmp_path / "graph.html"
    path.write_text("old")
    write_page(read_seed_view(), path)
    assert "Frédéric Veaux" in path.read_text("utf-8")
    assert [each.name for each in tmp_path.iterdir()] == ["graph.html"]


def test_a_page_that_cannot_be_written_is_one_line_of_error(tmp_path: Path) -> None:
    with pytest.raises(UnreadableError, match=r"graph.html' cannot be written: No such file or directory"):
        write_page(read_seed_view(), tmp_path / "missing" / "graph.html")
    with pytest.raises(UnreadableError, match="cannot be written"):
        write_page(read_seed_view(), tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_rendering_leaves_nothing_in_the_working_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    render_page(read_seed_view())
    assert list(tmp_path.iterdir()) == []
