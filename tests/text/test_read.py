from pathlib import Path

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from kg.errors import InputError, KgError, UnreadableError
from kg.resources import find_folder
from kg.text import Article, article_from_bytes, article_from_text, make_id, read_article, to_source

SEED = find_folder("seeds") / "000_7a23a3b7712982e3.txt"
BODY = "Die Ministerin traf am Montag in Bern den Botschafter von Ghana. Sie sprachen über Handel."


def read(text: str, name: str = "a.txt") -> Article:
    return article_from_bytes(text.encode(), name)


def require_true_offsets(article: Article) -> None:
    """Each segment is the same letters in the cleaned text and in the decoded source, in order."""
    source = article.source.decode("utf-8-sig")
    covered = 0
    for start, place, length in article.offsets:
        assert start >= covered
        assert length > 0
        assert article.text[start : start + length] == source[place : place + length]
        covered = start + length
    assert covered <= len(article.text)


def test_seed_is_read_without_its_furniture() -> None:
    article = read_article(SEED)
    assert (article.id, article.language, article.published) == ("000-7a23a3b7712982e3", "de", None)
    assert article.title == "Marokko stärkt Sicherheitskooperationsbeziehungen mit Frankreich"
    assert article.publisher == "APAnews"
    assert article.text.startswith("Auf Einladung der französischen Behörden stattete Abdellatif Hammouchi")
    assert article.text.endswith("internationale Stabilität zu festigen.")
    assert article.text.count("\n\n") == 7
    assert not any(word in article.text for word in ("PREV", "NEXT", "MN/APA", "| APAnews"))
    require_true_offsets(article)


def test_article_that_stands_twice_in_its_file_is_read_once() -> None:
    data = SEED.read_bytes()
    twice = article_from_bytes(data + b"\n" + data, "seed.txt")
    assert twice.text == article_from_bytes(data, "seed.txt").text


def test_quote_leads_to_its_bytes() -> None:
    article = read_article(SEED)
    start = article.text.index("Frédéric Veaux")
    place = to_source(article, start, start + len("Frédéric Veaux"))
    assert place is not None
    assert article.source[slice(*place)].decode() == "Frédéric Veaux"


@pytest.mark.parametrize(
    ("data", "text"),
    [
        ("Größe zählt.".encode(), "Größe zählt."),
        ("Größe zählt.".encode("utf-8-sig"), "Größe zählt."),
        ("Größe – „zählt“.".encode("cp1252"), "Größe – „zählt“."),
        ("Größe zählt.".encode("latin-1"), "Größe zählt."),
        ("\ufeffGröße 漢.".encode("utf-16-le"), "Größe 漢."),
        ("\ufeffGröße zählt.".encode("utf-16-be"), "Größe zählt."),
    ],
)
def test_encoding_is_found_and_places_are_in_its_bytes(data: bytes, text: str) -> None:
    article = article_from_bytes(data, "a.txt")
    assert article.text == text
    place = to_source(article, 1, 5)
    assert place is not None
    assert data[slice(*place)] in (
        b"r\xc3\xb6\xc3\x9fe",
        b"r\xf6\xdfe",
        "röße".encode("utf-16-le"),
        "röße".encode("utf-16-be"),
    )


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("Eins.\r\n\r\nZwei.\r\n", "Eins.\n\nZwei."),
        ("Eins.\rZwei.", "Eins.\n\nZwei."),
        ("Eins.\n\n\n \t\nZwei.", "Eins.\n\nZwei."),
        ("  Ein  Satz\u00a0mit\tLücken.  ", "Ein Satz mit Lücken."),
        ("Ein Wort\u00adteil, \ufeffunsichtbar\u200b.", "Ein Wortteil, unsichtbar."),
        ("Ein\u00ad Wort \u200b hier.", "Ein Wort hier."),
        ("e\u0301 bleibt e\u0301.", "e\u0301 bleibt e\u0301."),
        ("Seite eins.\fSeite zwei.", "Seite eins.\n\nSeite zwei."),
    ],
)
def test_white_space_is_made_plain_and_letters_stay(source: str, text: str) -> None:
    article = read(source)
    assert article.text == text
    require_true_offsets(article)


def test_hard_wrapped_lines_become_paragraphs() -> None:
    source = (
        "The minister met her counterpart from Ghana on Monday in the capital and\n"
        "spoke with him about trade, fisheries and the training of police officers\n"
        "who will serve in the north of the country from the coming spring onwards\n"
        "for two years.\n\nA second meeting is planned.\n"
    )
    article = read(source)
    assert article.text.split("\n\n")[1:] == ["A second meeting is planned."]
    assert "capital and spoke" in article.text
    require_true_offsets(article)


def test_lines_of_unwrapped_text_are_paragraphs() -> None:
    assert read(f"Mitteilung.\n{BODY * 2}").text.startswith("Mitteilung.\n\nDie Ministerin")


@pytest.mark.parametrize(
    "headline",
    [
        "Treffen in Bern\n\n",
        "Treffen in Bern | Zeitung\n\n",
        "Treffen in Bern - Zeitung\nTreffen in Bern\n",
        "TREFFEN IN BERN\n-\n",
        "Politik\nTreffen in Bern – Aktuell\n",
    ],
)
def test_headline_of_the_front_matter_is_not_text(headline: str) -> None:
    article = read(f"---\ntitle: Treffen in Bern\n---\n{headline}\n{BODY}\n\nTreffen in Bern\n")
    assert article.title == "Treffen in Bern"
    assert article.text.removeprefix("Politik\n\n") == BODY


@pytest.mark.parametrize(
    ("head", "title", "publisher"),
    [
        ("Treffen in Bern | Zeitung\n", "Treffen in Bern", "Zeitung"),
        ("Treffen in Bern\nTreffen in Bern\n", "Treffen in Bern", None),
        ("Treffen in Bern – Aktuell\nTreffen in Bern\n", "Treffen in Bern", None),
        ("Treffen in Bern: ein Anfang\n\n", "Treffen in Bern: ein Anfang", None),
        ("Treffen am Montag.\n\n", None, None),
    ],
)
def test_headline_is_found_without_front_matter(head: str, title: str | None, publisher: str | None) -> None:
    article = read(f"{head}{BODY}")
    assert (article.title, article.publisher) == (title, publisher)
    assert article.text.endswith(BODY)
    assert (article.text == BODY) == (title is not None)


def test_text_of_one_line_alone_is_no_headline() -> None:
    assert read("Lee met Diop in Oslo").text == "Lee met Diop in Oslo"
    assert read("Lee met Diop in Oslo\nLee met Diop in Oslo").text == "Lee met Diop in Oslo"


def test_front_matter_is_read() -> None:
    article = read(
        "---\ntitle: 'A: b'\npublisher: Blatt\nurl: https://example.org/x\npublished: 2024-02-29T10:00:00Z\n"
        f"language: pt-BR\nauthor: me\n---\n{BODY}"
    )
    found = (article.title, article.publisher, article.url, article.published, article.language)
    assert found == ("A: b", "Blatt", "https://example.org/x", "2024-02-29", "pt-BR")
    assert article.text == BODY
    require_true_offsets(article)


@pytest.mark.parametrize(
    ("block", "problem"),
    [
        ("title: [", "a.txt:3: no YAML"),
        ("title: a\ntitle: b", "a.txt:3: no YAML: field 'title' stands twice"),
        ("a: &x 1\nb: *x", "a.txt:3: no YAML: aliases"),
        ("title: !!python/name:os.system x", "a.txt:2: no YAML"),
        ("title: \x01", "a.txt:2: no YAML"),
        ("- title", "a.txt:2: front matter is no list of fields"),
        ("language: de\ntitle: [a, b]", "a.txt:3: title is no text"),
        ("title: a\npublished: 2024-02-30", "a.txt:3: bad date '2024-02-30'"),
        ("published: gestern", "bad date 'gestern'"),
        ("language: 'the German one'", "bad language"),
        ("{" * 5000, "nested too deep"),
        ("title: a\n" * 5000, "a.txt:1: front matter of 45001 characters"),
    ],
)
def test_bad_front_matter_is_told_with_its_line(block: str, problem: str) -> None:
    with pytest.raises(UnreadableError) as caught:
        read(f"---\n{block}\n---\n{BODY * 3}")
    assert problem in str(caught.value)
    assert "\n" not in str(caught.value)


def test_front_matter_without_an_end_is_told() -> None:
    with pytest.raises(UnreadableError, match=r"a\.txt:1: front matter without an end"):
        read(f"---\ntitle: a\n\n{BODY}")


@pytest.mark.parametrize("source", [f"---\n\n{BODY}\n\n---\n", f"---\n{BODY}"])
def test_dashes_alone_are_no_front_matter(source: str) -> None:
    assert read(source).text == BODY


@pytest.mark.parametrize(
    "line",
    [
        "-",
        "* * *",
        "PREV Wetter: Sonne im Süden",
        "« NEXT: Fußball",
        "SIGUIENTE: River y Boca",
        "Start › Politik › Ausland",
        "Sie sind hier: Start > News > Welt",
        "Teilen | Drucken | A+",
        "Facebook Twitter WhatsApp",
        "© Zeitung. Alle Rechte vorbehalten.",
        "Foto: © Amt",
        "Lesen Sie auch: Was Lee in Rom wollte",
        "À LIRE AUSSI > Lee à Rome",
    ],
)
def test_furniture_of_the_page_is_not_text(line: str) -> None:
    assert read(f"{BODY}\n\n{line}\n\n{BODY} Dann ging sie.").text == f"{BODY}\n\n{BODY} Dann ging sie."


@pytest.mark.parametrize(
    "line",
    [
        "28 August 2024 – Portugal",
        "Next, the minister flew to Rome.",
        "NEXTERA-Chef Lee kam dazu.",
        "Ann Lee | Ministerin | Oslo",
        "Facebook-Chef Lee traf Diop in Paris",
        "– midi : déjeuner offert par M. Diop ;",
        "Europol",
        "Related talks went on in Rome.",
    ],
)
def test_lines_that_may_say_something_stay(line: str) -> None:
    assert line in read(f"{BODY}\n\n{line}\n\n{BODY} Dann ging sie.").text.split("\n\n")


def test_headlines_under_a_label_of_related_articles_go_up_to_the_next_sentence() -> None:
    source = f"{BODY}\n\nMehr zum Thema\nWer ist Lee?\nDiop in Rom\n\nDann ging sie."
    assert read(source).text == f"{BODY}\n\nDann ging sie."


@pytest.mark.parametrize("sign_off", ["MN/APA", "(AFP)", "dpa/rtr", "APA", "mn / apa"])
def test_sign_off_goes_at_the_end_alone(sign_off: str) -> None:
    assert read(f"{BODY}\n\n{sign_off}\n").text == BODY
    assert sign_off in read(f"{BODY}\n\n{sign_off}\n\nDann ging sie.").text


def test_short_line_may_stand_twice() -> None:
    assert read(f"Rom.\n\n{BODY}\n\nRom.\n\nEnde.").text == f"Rom.\n\n{BODY}\n\nRom.\n\nEnde."


def test_one_line_that_holds_the_article_twice_is_read_once() -> None:
    article = read(f"{BODY} {BODY}")
    assert article.text == BODY
    require_true_offsets(article)


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        (b"", "no article text"),
        (b" \n\n - \n", "no article text"),
        (b"\xef\xbb\xbf", "no article text"),
        (b"Text\0mehr", "a.txt: no text: NUL at character 4"),
        (b"\x89PNG\r\n\x1a\n" + bytes(range(1, 32)) * 3, "control characters"),
        (bytes(range(128, 256)), "neither UTF-8 nor"),
        ("Министр встретил посла в Москве.".encode("cp1251"), "a.txt: "),
        (b"\xff\xfeabc", "a.txt: "),
    ],
)
def test_what_is_no_text_is_told(data: bytes, problem: str) -> None:
    with pytest.raises(UnreadableError) as caught:
        article_from_bytes(data, "a.txt")
    assert problem in str(caught.value)


def test_missing_file_and_folder_are_told(tmp_path: Path) -> None:
    with pytest.raises(UnreadableError, match=r"gone\.txt: cannot be read: No such file"):
        read_article(tmp_path / "gone.txt")
    with pytest.raises(UnreadableError, match="Is a directory"):
        read_article(tmp_path)


def test_article_from_text_takes_what_it_is_told() -> None:
    article = article_from_text(BODY, id="a-1", language="de", published="2024-06", title="T", publisher="P", url="u:x")
    found = (article.id, article.language, article.published, article.title, article.publisher, article.url)
    assert found == ("a-1", "de", "2024-06", "T", "P", "u:x")
    assert to_source(article, 0, 3) == (0, 3)
    assert article_from_text("\ufeffÄ b.", id="a").text == "Ä b."


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        ({"id": "A b"}, "bad article id 'A b'"),
        ({"id": "a--b"}, "bad article id"),
        ({"language": "!"}, "bad language '!'"),
        ({"published": "2023-02-29"}, "bad date '2023-02-29'"),
    ],
)
def test_article_from_text_refuses_bad_values(change: dict[str, str], problem: str) -> None:
    with pytest.raises(InputError, match=problem):
        article_from_text(BODY, **({"id": "a"} | change))  # type: ignore[arg-type]


def test_half_a_letter_is_refused() -> None:
    with pytest.raises(UnreadableError, match="half a surrogate pair at character 2"):
        article_from_text("ab\ud800", id="a")


@pytest.mark.parametrize(
    ("name", "id"),
    [("000_7a2 b", "000-7a2-b"), ("Ärger.in.Köln", "arger-in-koln"), ("--", ""), ("日本", ""), ("ﬁx", "fix")],
)
def test_names_become_slugs(name: str, id: str) -> None:
    assert make_id(name) == id


def test_name_without_letters_gives_an_id_of_the_content() -> None:
    assert read(BODY, "日本.txt").id == read(BODY, "日.txt").id
    assert read(BODY, "日本.txt").id.startswith("article-")


def test_nothing_placed_gives_no_bytes() -> None:
    assert to_source(Article("a", "abc", "en", source=b"xyz"), 0, 2) is None


def test_every_gold_quote_stands_in_the_cleaned_text() -> None:
    from kg.facts import locate_quotes, read_sheet, to_dict

    paths = sorted((Path(__file__).parents[3] / "shared" / "gold" / "dev").glob("*.txt"))
    if not paths:
        pytest.skip("no ../shared")
    lost = []
    for path in paths:
        sheet = to_dict(locate_quotes(read_sheet(path.with_suffix(".json")), read_article(path).text))
        lost += [path.stem] if "None" in str(_spans(sheet)) else []
    assert lost == []


def _spans(value: object) -> list[object]:
    if isinstance(value, dict):
        return [value.get("evidence_spans")] * ("evidence" in value) + [s for v in value.values() for s in _spans(v)]
    return [s for v in value for s in _spans(v)] if isinstance(value, list) else []


WORDS = st.text(st.sampled_from(" \n\t\r\u00a0\u00adaéZ漢😀.-|©/"), max_size=120)


@given(st.one_of(WORDS, st.text(max_size=200)))
@settings(max_examples=300, deadline=None)
def test_any_text_is_refused_or_has_true_offsets_and_plain_blanks(text: str) -> None:
    try:
        article = article_from_text(text, id="a")
    except UnreadableError:
        return
    require_true_offsets(article)
    paragraphs = article.text.split("\n\n")
    assert all(paragraph and paragraph == " ".join(paragraph.split()) for paragraph in paragraphs)
    letters = {letter for letter in article.text if not letter.isspace()}
    assert letters <= set(text)
    place = to_source(article, 0, len(article.text))
    assert place is not None
    first = article.text.split()[0]
    assert article.source[slice(*place)].decode().startswith(first[0])


@given(st.text(st.sampled_from("aé漢😀 \u00a0\n"), min_size=1, max_size=60), st.data())
@settings(max_examples=200, deadline=None)
def test_any_word_leads_to_its_bytes(text: str, data: st.DataObject) -> None:
    try:
        article = article_from_text(text, id="a")
    except UnreadableError:
        return
    start = data.draw(st.integers(0, len(article.text) - 1))
    end = data.draw(st.integers(start + 1, len(article.text)))
    place = to_source(article, start, end)
    wanted = article.text[start:end]
    assume("\n" not in wanted)
    assert place is not None or not wanted.strip()
    if place is not None:
        assert "".join(article.source[slice(*place)].decode().split()) == "".join(wanted.split())


@given(st.binary(max_size=400), st.sampled_from(["a.txt", "a.html", "-"]))
@settings(max_examples=300, deadline=None)
def test_random_bytes_end_in_an_article_or_a_clear_error(data: bytes, name: str) -> None:
    try:
        article = article_from_bytes(data, name)
    except KgError as error:
        assert "\n" not in str(error)
    else:
        assert article.text


def test_five_megabytes_in_one_line_are_read_in_bounded_time() -> None:
    import time

    text = "Ann Lee met Bob Diop in Oslo; " * 170_000 + "end."
    begun = time.perf_counter()
    article = article_from_bytes(text.encode(), "a.txt")
    assert time.perf_counter() - begun < 2
    assert len(article.text) == len(text)
